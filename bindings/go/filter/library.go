package filter

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Rows from which the library is faster than Go.
var (
	crossoverCount   = c.From(1024)
	crossoverAppend  = c.From(128)
	crossoverBits    = c.From(128)
	crossoverStrings = c.From(256)
)

func countNative(filter *column.View) int { return c.FilterCount(filter).Count }

// appendNative needs no more of T than its size.
func appendNative[T any](to, values []T, filter *column.View) {
	kinds := [...]int32{1: c.TypeU8, 2: c.TypeU16, 4: c.TypeU32, 8: c.TypeU64, 16: c.TypeBytes16}
	from := column.Of(kinds[unsafe.Sizeof(*new(T))], values)
	c.Filter(&from, filter, (*byte)(unsafe.Pointer(unsafe.SliceData(to))), nil, len(to))
}

func bitsNative(out []byte, in *byte, offset int, filter *column.View, count int) {
	from := column.View{Type: c.TypeBool, Count: filter.Count, Values: in, Size: c.BitmapSize(offset + filter.Count), ValuesOffset: offset}
	c.Filter(&from, filter, unsafe.SliceData(out), nil, count)
}

func sizeNative(from, filter *column.View) (int, error) {
	switch r := c.FilterStringsSize(from, filter); r.Status {
	case c.StatusOK:
		return r.Written, nil
	case c.StatusOverflow:
		return 0, tooLong(r.Read)
	default:
		return 0, badOffsets(r.Read)
	}
}

func stringsNative(offsets []int64, data []byte, from, filter *column.View) {
	values := *from
	values.Validity = nil
	c.FilterStrings(&values, filter, unsafe.SliceData(offsets), nil, len(offsets)-1, unsafe.SliceData(data), len(data))
}
