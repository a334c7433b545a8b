package xxh3

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/rows"
)

func hashMany128(out []Uint128, view *column.View, seed uint64) error {
	switch {
	case rows.Pay(view, crossoverStrings, crossoverWords):
		err := rows.Result(c.XXH3_128Many(view, seed, (*c.Hash128)(unsafe.Pointer(unsafe.SliceData(out)))))
		if err == nil {
			for i := range out { // a Uint128 has the high word first, a Hash128 the low one
				out[i].Hi, out[i].Lo = out[i].Lo, out[i].Hi
			}
		}
		return err
	case c.OffsetWidth(view.Type) == 4:
		return hashStrings128Go[int32](out, view, seed)
	case c.OffsetWidth(view.Type) == 8:
		return hashStrings128Go[int64](out, view, seed)
	case c.Width(view.Type) != 0:
		hashValues128Go(out, view, seed)
		return nil
	}
	return rows.Result(c.Result{Status: c.StatusInvalidArgument})
}

func hashValues128Go(out []Uint128, view *column.View, seed uint64) {
	width := c.Width(view.Type)
	var word [8]byte
	for i := range out {
		out[i] = Uint128{}
		if view.Valid(i) {
			out[i] = hash128Seed(view.LittleEndian(i, width, &word), width, seed)
		}
	}
}

func hashStrings128Go[Offset int32 | int64](out []Uint128, view *column.View, seed uint64) error {
	offsets, err := rows.Offsets[Offset](view)
	if len(offsets) == 0 {
		return err
	}
	from := offsets[0]
	for i, to := range offsets[1:][:len(out)] {
		out[i] = Uint128{}
		if view.Valid(i) {
			out[i] = hash128Seed(unsafe.Add(unsafe.Pointer(view.Values), from), int(to-from), seed)
		}
		from = to
	}
	return nil
}
