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
	isString := view.Type == c.TypeString || view.Type == c.TypeLargeString
	isFixed := view.Type >= c.TypeI64 && view.Type <= c.TypeF64 || view.Type >= c.TypeI8 && view.Type <= c.TypeBytes16
	switch {
	case isString && view.Count >= crossoverStrings, !isString && view.Count >= crossoverWords:
		fault, status = hashManyC(view, seed, unsafe.SliceData(out))
	case view.Type == c.TypeString:
		fault, status = hashStringsGo[int32](out, view, seed)
	case view.Type == c.TypeLargeString:
		fault, status = hashStringsGo[int64](out, view, seed)
	case isFixed:
		hashValuesGo(out, view, seed)
	default:
		status = c.StatusInvalidArgument
	}
	if status != c.StatusOK {
		return &sinew.Error{Status: sinew.Status(status), Offset: fault, Message: "column: unknown type, or offsets that run backwards or past the data"}
	}
	return nil
}

func hashValuesGo(out []uint64, view *column.View, seed uint64) {
	if view.Count == 0 {
		return
	}
	width := view.Width()
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
