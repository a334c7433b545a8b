package arrow

import (
	"runtime"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/batch"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// Export writes a struct ArrowSchema and a struct ArrowArray to memory at schema and array, as
// sinew_batch_export does: a struct array, which other libraries take as a record batch. It shares the
// memory of the batch, which may be filled again or closed at once. Whoever gets the structs releases
// them. schema may be nil if the types are known there. The error is a *sinew.Error, ErrOutOfMemory.
func Export(b *sinew.Batch, schema, array unsafe.Pointer) error {
	core := b.Core()
	core.Use.Enter()
	defer core.Use.Leave()
	handle, err := handleOf(core)
	if err != nil {
		return err
	}
	status := c.BatchExport(handle, schema, array, core.Failure())
	runtime.KeepAlive(b)
	return fault.Of(status, core.Failure())
}

// Import makes b what a struct ArrowSchema and a struct ArrowArray at schema and array say, as
// sinew_batch_import does: the columns of a struct array, or one column. The data is not copied: it is
// b's then, and released when b is filled again or closed and whatever was exported from it is
// released. Both structs are marked as released. On an error, a *sinew.Error, they are still the
// caller's, and b is as it was: ErrInvalidArgument for what the library has no type for, and for
// structs that cannot be right; ErrOutOfMemory.
func Import(b *sinew.Batch, schema, array unsafe.Pointer) error {
	core := b.Core()
	core.Use.Enter()
	defer core.Use.Leave()
	handle, err := handleOf(core)
	if err != nil {
		return err
	}
	status := c.BatchImport(handle, schema, array, core.Failure())
	if status == c.StatusOK {
		core.Reload()
	}
	runtime.KeepAlive(b)
	return fault.Of(status, core.Failure())
}

func handleOf(core *batch.Core) (c.Batch, error) {
	if err := sinew.Require(); err != nil {
		return 0, err
	}
	handle := core.Handle()
	if handle == 0 {
		return 0, fault.Of(core.Failure().Status, core.Failure())
	}
	return handle, nil
}
