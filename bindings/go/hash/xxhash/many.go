package xxhash

import (
	"math/bits"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

func hashMany(out []uint64, view *column.View, seed uint64) error {
	fault, status := 0, int32(c.StatusOK)
	isString := c.IsString(view.Type)
	switch {
	case isString && view.Count >= crossoverStrings, !isString && view.Count >= crossoverWords:
		fault, status = hashManyC(view, seed, unsafe.SliceData(out))
	case c.OffsetWidth(view.Type) == 4:
		fault, status = hashStringsGo[int32](out, view, seed)
	case c.OffsetWidth(view.Type) == 8:
		fault, status = hashStringsGo[int64](out, view, seed)
	case c.Width(view.Type) != 0:
		hashValuesGo(out, view, seed)
	default:
		status = c.StatusInvalidArgument
	}
	if status != c.StatusOK {
		return &sinew.Error{Status: sinew.Status(status), Offset: fault, Message: "column: booleans or an unknown type, or offsets that run backwards or past the data"}
	}
	return nil
}

func hashValuesGo(out []uint64, view *column.View, seed uint64) {
	if view.Count == 0 {
		return
	}
	width := c.Width(view.Type)
	for i := range out {
		out[i] = 0
		if view.Valid(i) {
			out[i] = sum(unsafe.Add(unsafe.Pointer(view.Values), i*width), width, seed)
		}
	}
}

func hashStringsGo[Offset int32 | int64](out []uint64, view *column.View, seed uint64) (fault int, status int32) {
	if view.Count == 0 {
		return 0, c.StatusOK
	}
	offsets := column.OffsetsOf[Offset](view)
	if !column.CheckOffsets(offsets, view.Size) {
		return column.FaultOf(offsets, view.Size), c.StatusInvalidArgument
	}
	from := offsets[0]
	for i, to := range offsets[1:][:len(out)] {
		out[i] = 0
		if view.Valid(i) {
			out[i] = sum(unsafe.Add(unsafe.Pointer(view.Values), from), int(to-from), seed)
		}
		from = to
	}
	return 0, c.StatusOK
}

func hashWords(out, words []uint64, seed uint64) {
	if len(words) >= crossoverWords {
		view := column.Of(c.TypeU64, words)
		hashManyC(&view, seed, unsafe.SliceData(out))
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
