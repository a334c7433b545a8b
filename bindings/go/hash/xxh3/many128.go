package xxh3

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

func hashMany128(out []Uint128, view *column.View, seed uint64) error {
	fault, status := 0, int32(c.StatusOK)
	switch {
	case inLibrary(view):
		fault, status = hashMany128C(view, seed, unsafe.SliceData(out))
	case c.OffsetWidth(view.Type) == 4:
		fault, status = hashStrings128Go[int32](out, view, seed)
	case c.OffsetWidth(view.Type) == 8:
		fault, status = hashStrings128Go[int64](out, view, seed)
	case c.Width(view.Type) != 0:
		hashValues128Go(out, view, seed)
	default:
		status = c.StatusInvalidArgument
	}
	return errorOf(fault, status)
}

func hashValues128Go(out []Uint128, view *column.View, seed uint64) {
	if view.Count == 0 {
		return
	}
	width := c.Width(view.Type)
	for i := range out {
		out[i] = Uint128{}
		if view.Valid(i) {
			out[i] = hash128Seed(unsafe.Add(unsafe.Pointer(view.Values), i*width), width, seed)
		}
	}
}

func hashStrings128Go[Offset int32 | int64](out []Uint128, view *column.View, seed uint64) (fault int, status int32) {
	if view.Count == 0 {
		return 0, c.StatusOK
	}
	offsets := column.OffsetsOf[Offset](view)
	if !column.CheckOffsets(offsets, view.Size) {
		return column.FaultOf(offsets, view.Size), c.StatusInvalidArgument
	}
	from := offsets[0]
	for i, to := range offsets[1:][:len(out)] {
		out[i] = Uint128{}
		if view.Valid(i) {
			out[i] = hash128Seed(unsafe.Add(unsafe.Pointer(view.Values), from), int(to-from), seed)
		}
		from = to
	}
	return 0, c.StatusOK
}
