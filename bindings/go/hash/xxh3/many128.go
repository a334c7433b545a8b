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
	case view.Type == c.TypeString:
		fault, status = hashStrings128Go[int32](out, view, seed)
	case view.Type == c.TypeLargeString:
		fault, status = hashStrings128Go[int64](out, view, seed)
	case isFixed(view):
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
	width := view.Width()
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
