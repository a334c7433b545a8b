package dictionary

import (
	"runtime"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/batch"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

var (
	// Rows from which the library decodes fixed widths where there are nulls. Without nulls Go's loop
	// is as fast as the library at 1,000,000 rows, and faster below.
	crossoverDecode = c.From(128)
	// Rows from which the library decodes strings: at 32 rows its two calls take as long as the work.
	crossoverDecodeStrings = c.From(256)
)

// native is the library's dictionary. It lives inside of an encoder, which keeps it from being
// cleaned up during a call.
type native struct {
	handle  c.Dictionary
	failure c.Error
	cleanup runtime.Cleanup
}

func (n *native) open(kind int32, o *Options) error {
	options := c.DictionaryOptions{
		Size:           int(unsafe.Sizeof(c.DictionaryOptions{})),
		Type:           kind,
		MemoryLimit:    o.MemoryLimit,
		ExpectedValues: o.ExpectedValues,
		Seed:           o.Seed,
	}
	return fault.Of(c.DictionaryCreate(&options, &n.handle, &n.failure), &n.failure)
}

func (n *native) close() {
	n.cleanup.Stop()
	c.DictionaryDestroy(n.handle)
	n.handle = 0
}

func (n *native) encode(rows *column.View, indices []uint32) error {
	status := c.DictionaryEncode(n.handle, rows, unsafe.SliceData(indices), &n.failure)
	runtime.KeepAlive(n)
	return fault.Of(status, &n.failure)
}

func (n *native) reset() {
	c.DictionaryReset(n.handle)
	runtime.KeepAlive(n)
}

func (n *native) len() int {
	count := c.DictionaryCount(n.handle)
	runtime.KeepAlive(n)
	return count
}

func (n *native) memory() int {
	bytes := c.DictionaryMemory(n.handle)
	runtime.KeepAlive(n)
	return bytes
}

func (n *native) values(to *batch.Core, first, count int) error {
	status := to.Fill(valueName, func(batch c.Batch, failure *c.Error) int32 {
		return c.DictionaryValues(n.handle, first, count, batch, failure)
	})
	runtime.KeepAlive(n)
	return fault.Of(status, to.Failure())
}

// decode needs no more of T than its size.
func decode[T any](out, values []T, indices []uint32, view *column.View) error {
	kinds := [...]int32{1: c.TypeU8, 2: c.TypeU16, 4: c.TypeU32, 8: c.TypeU64, 16: c.TypeBytes16}
	dictionary := column.Of(kinds[unsafe.Sizeof(*new(T))], values)
	r := c.Take(&dictionary, view, (*byte)(unsafe.Pointer(unsafe.SliceData(out))))
	if r.Status != c.StatusOK {
		return outOfRange(r.Count, indices, len(values))
	}
	return nil
}

func decodeStrings(out *sinew.Strings, dictionary *column.View, indices []uint32, view *column.View) error {
	switch r := c.TakeStringsSize(dictionary, view); r.Status {
	case c.StatusOK:
		offsets, data := out.Resize(len(indices), r.Written)
		c.TakeStrings(dictionary, view, unsafe.SliceData(offsets), unsafe.SliceData(data), r.Written)
		return nil
	case c.StatusCorrupt:
		return outOfRange(r.Read, indices, dictionary.Count)
	case c.StatusInvalidArgument:
		return badOffsets(r.Read)
	default:
		return &sinew.Error{Status: sinew.Status(r.Status), Offset: r.Read, Message: "the strings are too long together"}
	}
}
