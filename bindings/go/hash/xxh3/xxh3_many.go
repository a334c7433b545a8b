package xxh3

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

func hashMany(out []uint64, view *column.View, seed uint64) error {
	fault, status := 0, int32(c.StatusOK)
	isString := view.Type == c.TypeString || view.Type == c.TypeLargeString
	switch {
	case isString && view.Count >= crossoverStrings, !isString && view.Count >= crossoverWords:
		fault, status = hashManyC(view, seed, unsafe.SliceData(out))
	case view.Type == c.TypeString:
		fault, status = hashStringsGo[int32](out, view, seed)
	case view.Type == c.TypeLargeString:
		fault, status = hashStringsGo[int64](out, view, seed)
	case view.Type >= c.TypeI64 && view.Type <= c.TypeF64:
		for i, word := range column.Rows[uint64](view) {
			out[i] = 0
			if view.Valid(i) {
				out[i] = hashWord(word, seed)
			}
		}
	default:
		status = c.StatusInvalidArgument
	}
	if status != c.StatusOK {
		return &sinew.Error{Status: sinew.Status(status), Offset: fault, Message: "column: unknown type, or offsets that run backwards or past the data"}
	}
	return nil
}

func hashStringsGo[Offset int32 | int64](out []uint64, view *column.View, seed uint64) (fault int, status int32) {
	if view.Count == 0 {
		return 0, c.StatusOK
	}
	offsets := unsafe.Slice((*Offset)(unsafe.Pointer(view.Offsets)), view.Count+1)
	for i := range out {
		if offsets[i] < 0 || offsets[i+1] < offsets[i] || int64(offsets[i+1]) > int64(view.Size) {
			return i, c.StatusInvalidArgument
		}
	}
	if view.Validity == nil && seed == 0 {
		for i := range out {
			out[i] = hash(unsafe.Add(unsafe.Pointer(view.Values), offsets[i]), int(offsets[i+1]-offsets[i]))
		}
		return 0, c.StatusOK
	}
	for i := range out {
		out[i] = 0
		if view.Valid(i) {
			out[i] = hashSeed(unsafe.Add(unsafe.Pointer(view.Values), offsets[i]), int(offsets[i+1]-offsets[i]), seed)
		}
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
		out[i] = hashWord(word, seed)
	}
}

// hashWord is hashSeed of 8 bytes.
func hashWord(word, seed uint64) uint64 { return hashSeed(unsafe.Pointer(&word), 8, seed) }
