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
	if !checkOffsets(offsets, view.Size) {
		return faultOf(offsets, view.Size), c.StatusInvalidArgument
	}
	from := offsets[0]
	if view.Validity == nil && seed == 0 {
		for i, to := range offsets[1:][:len(out)] {
			out[i] = hash(unsafe.Add(unsafe.Pointer(view.Values), from), int(to-from))
			from = to
		}
		return 0, c.StatusOK
	}
	for i, to := range offsets[1:][:len(out)] {
		out[i] = 0
		if view.Valid(i) {
			out[i] = hashSeed(unsafe.Add(unsafe.Pointer(view.Values), from), int(to-from), seed)
		}
		from = to
	}
	return 0, c.StatusOK
}

// checkOffsets reports whether no offset runs backwards or past size. A difference overflows only
// where an offset is negative, which is found all the same.
func checkOffsets[Offset int32 | int64](offsets []Offset, size int) bool {
	from := offsets[0]
	signs := from
	for _, to := range offsets[1:] {
		signs |= to | (to - from)
		from = to
	}
	return signs >= 0 && int64(from) <= int64(size)
}

// faultOf returns the first row that has bad offsets.
func faultOf[Offset int32 | int64](offsets []Offset, size int) int {
	for i, to := range offsets[1:] {
		if from := offsets[i]; from < 0 || to < from || int64(to) > int64(size) {
			return i
		}
	}
	panic("unreachable")
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
