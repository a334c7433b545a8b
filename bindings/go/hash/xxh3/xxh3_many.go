package xxh3

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// inLibrary reports whether a batch is long enough for the library.
func inLibrary(view *column.View) bool {
	return view.Count >= crossoverStrings || view.Count >= crossoverWords && !c.IsString(view.Type)
}

func hashMany(out []uint64, view *column.View, seed uint64) error {
	fault, status := 0, int32(c.StatusOK)
	switch {
	case inLibrary(view):
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
	return errorOf(fault, status)
}

func errorOf(fault int, status int32) error {
	if status == c.StatusOK {
		return nil
	}
	return &sinew.Error{Status: sinew.Status(status), Offset: fault, Message: "column: booleans or an unknown type, or offsets that run backwards or past the data"}
}

func hashValuesGo(out []uint64, view *column.View, seed uint64) {
	if view.Count == 0 {
		return
	}
	width := c.Width(view.Type)
	for i := range out {
		out[i] = 0
		if view.Valid(i) {
			out[i] = hashSeed(unsafe.Add(unsafe.Pointer(view.Values), i*width), width, seed)
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
