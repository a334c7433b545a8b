//go:build cgo

package dictionary

import (
	"runtime"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/batch"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

const (
	// Rows from which the library decodes fixed widths where there are nulls. Without nulls Go's loop
	// is as fast as the library at 1,000,000 rows, and faster below.
	crossoverDecode = 128
	// Rows from which the library decodes strings: at 32 rows its two calls take as long as the work.
	crossoverDecodeStrings = 256
)

type engine = native

// native is the library's dictionary. It lives inside of an encoder, which keeps it from being
// cleaned up during a call.
type native struct {
	handle  c.Dictionary
	failure c.Error
	cleanup runtime.Cleanup
}

func (n *native) open(kind int32, o *Options) error {
	n.handle = c.NewDictionary(kind, o.MemoryLimit, o.ExpectedValues, o.Seed, &n.failure)
	if n.handle == 0 {
		return n.error(n.failure.Status())
	}
	return nil
}

func addCleanup[T any](owner *T, n *native) {
	n.cleanup = runtime.AddCleanup(owner, c.Dictionary.Destroy, n.handle)
}

func (n *native) close() {
	n.cleanup.Stop()
	n.handle.Destroy()
	n.handle = 0
}

func (n *native) error(status int32) error {
	if status == c.StatusOK {
		return nil
	}
	return errorOf(&n.failure)
}

func (n *native) encode(rows *column.View, indices []uint32) error {
	status := n.handle.Encode(rows, unsafe.SliceData(indices), &n.failure)
	runtime.KeepAlive(n)
	return n.error(status)
}

func (n *native) reset() {
	n.handle.Reset()
	runtime.KeepAlive(n)
}

func (n *native) len() int {
	count := n.handle.Count()
	runtime.KeepAlive(n)
	return count
}

func (n *native) memory() int {
	bytes := n.handle.Memory()
	runtime.KeepAlive(n)
	return bytes
}

func (n *native) values(to *batch.Core, first, count int) error {
	handle := to.Handle()
	if handle == 0 {
		return errorOf(to.Failure())
	}
	status := n.handle.Values(first, count, handle, to.Room(1), to.Failure())
	runtime.KeepAlive(n)
	if status != c.StatusOK {
		return errorOf(to.Failure())
	}
	to.Take(valueName)
	return nil
}

func errorOf(failure *c.Error) error {
	return &sinew.Error{Status: sinew.Status(failure.Status()), Offset: failure.Offset(), Message: failure.Message()}
}

// decode needs no more of T than its size.
func decode[T any](out, values []T, indices []uint32, view *column.View) error {
	kinds := [...]int32{1: c.TypeU8, 2: c.TypeU16, 4: c.TypeU32, 8: c.TypeU64, 16: c.TypeBytes16}
	dictionary := column.Of(kinds[unsafe.Sizeof(*new(T))], values)
	fault, status := c.Take(&dictionary, view, (*byte)(unsafe.Pointer(unsafe.SliceData(out))))
	if status != c.StatusOK {
		return outOfRange(fault, indices, len(values))
	}
	return nil
}

func decodeStrings(out *sinew.Strings, dictionary *column.View, indices []uint32, view *column.View) error {
	size, status := c.TakeStringsSize(dictionary, view)
	switch status {
	case c.StatusOK:
	case c.StatusCorrupt:
		return outOfRange(size, indices, dictionary.Count)
	case c.StatusInvalidArgument:
		return badOffsets(size)
	default:
		return &sinew.Error{Status: sinew.Status(status), Offset: size, Message: "the strings are too long together"}
	}
	offsets, data := out.Resize(len(indices), size)
	c.TakeStrings(dictionary, view, unsafe.SliceData(offsets), unsafe.SliceData(data), size)
	return nil
}
