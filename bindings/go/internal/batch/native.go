package batch

import (
	"runtime"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// native is a batch of the library, which is made when it is first needed.
type native struct {
	handle  c.Batch
	cleanup runtime.Cleanup
	failure c.Error
}

// Handle returns the batch of the library, for a call to fill; 0 if there is no memory for it, which
// Failure then says.
func (b *Core) Handle() c.Batch {
	n := &b.native
	if n.handle == 0 {
		options := c.BatchOptions{Size: int(unsafe.Sizeof(c.BatchOptions{}))}
		if c.BatchCreate(&options, &n.handle, &n.failure) == c.StatusOK {
			n.cleanup = runtime.AddCleanup(b, c.BatchDestroy, n.handle)
		}
	}
	return n.handle
}

// Failure is where calls on the batch say what went wrong.
func (b *Core) Failure() *c.Error { return &b.native.failure }

// Fill makes b what a call makes of the library's batch, whose columns have these names. It returns
// the status of the call; Failure says what went wrong.
func (b *Core) Fill(names []string, call func(c.Batch, *c.Error) int32) int32 {
	handle := b.Handle()
	if handle == 0 {
		return b.native.failure.Status
	}
	status := call(handle, &b.native.failure)
	if status == c.StatusOK {
		b.take(names)
	}
	return status
}

// Decode makes b what a call makes of the library's batch, whatever its status but c.StatusInvalidArgument:
// rows before a fault are kept. It returns what the call does, and where the call says what went wrong.
func (b *Core) Decode(names []string, call func(c.Batch, *c.Error) c.CodecResult) (c.CodecResult, *c.Error) {
	handle := b.Handle()
	if handle == 0 {
		return c.CodecResult{Status: b.native.failure.Status}, &b.native.failure
	}
	result := call(handle, &b.native.failure)
	if result.Status != c.StatusInvalidArgument {
		b.take(names)
	}
	return result, &b.native.failure
}

func (b *Core) take(names []string) {
	b.Names, b.Rows = names, 0
	b.Columns = grow(b.Columns, len(names))
	for i := range b.Columns {
		b.Columns[i] = c.BatchColumn(b.native.handle, i).Normalized()
		b.Rows = b.Columns[i].Count
	}
}

// Reload makes b what the batch of the library is.
func (b *Core) Reload() {
	handle := b.Handle()
	names := make([]string, c.BatchColumnCount(handle))
	for i := range names {
		names[i] = c.BatchName(handle, i)
	}
	b.take(names)
}

// Close frees the batch of the library, and forgets the columns and their memory.
func (b *Core) Close() {
	if b.native.handle != 0 {
		b.native.cleanup.Stop()
		c.BatchDestroy(b.native.handle)
	}
	*b = Core{}
}
