package xxhash

import (
	"math/bits"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/rows"
)

func hashMany(out []uint64, view *column.View, seed uint64) error {
	switch {
	case rows.Pay(view, crossoverStrings, crossoverWords):
		return rows.Result(c.XXH64Many(view, seed, unsafe.SliceData(out)))
	case c.OffsetWidth(view.Type) == 4:
		return hashStringsGo[int32](out, view, seed)
	case c.OffsetWidth(view.Type) == 8:
		return hashStringsGo[int64](out, view, seed)
	case c.Width(view.Type) != 0:
		hashValuesGo(out, view, seed)
		return nil
	}
	return rows.Result(c.Result{Status: c.StatusInvalidArgument})
}

func hashValuesGo(out []uint64, view *column.View, seed uint64) {
	width := c.Width(view.Type)
	var word [8]byte
	for i := range out {
		out[i] = 0
		if view.Valid(i) {
			out[i] = sum(view.LittleEndian(i, width, &word), width, seed)
		}
	}
}

func hashStringsGo[Offset int32 | int64](out []uint64, view *column.View, seed uint64) error {
	offsets, err := rows.Offsets[Offset](view)
	if len(offsets) == 0 {
		return err
	}
	from := offsets[0]
	for i, to := range offsets[1:][:len(out)] {
		out[i] = 0
		if view.Valid(i) {
			out[i] = sum(unsafe.Add(unsafe.Pointer(view.Values), from), int(to-from), seed)
		}
		from = to
	}
	return nil
}

func hashWords(out, words []uint64, seed uint64) {
	if len(words) >= crossoverWords {
		view := column.Of(c.TypeU64, words)
		c.XXH64Many(&view, seed, unsafe.SliceData(out))
		return
	}
	hashWordsGo(out, words, seed)
}

func hashWordsGo(out, words []uint64, seed uint64) {
	for i, word := range words {
		h := (seed + prime5 + 8) ^ round(0, word)
		out[i] = mix(bits.RotateLeft64(h, 27)*prime1 + prime4)
	}
}
