package xxh3

import (
	"encoding/binary"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/rows"
)

func hashMany(out []uint64, view *column.View, seed uint64) error {
	switch {
	case rows.Pay(view, crossoverStrings, crossoverWords):
		return rows.Result(c.XXH3_64Many(view, seed, unsafe.SliceData(out)))
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
			out[i] = hashSeed(view.LittleEndian(i, width, &word), width, seed)
		}
	}
}

func hashStringsGo[Offset int32 | int64](out []uint64, view *column.View, seed uint64) error {
	offsets, err := rows.Offsets[Offset](view)
	if len(offsets) == 0 {
		return err
	}
	from := offsets[0]
	if view.Validity == nil && seed == 0 {
		for i, to := range offsets[1:][:len(out)] {
			out[i] = hash(unsafe.Add(unsafe.Pointer(view.Values), from), int(to-from))
			from = to
		}
		return nil
	}
	for i, to := range offsets[1:][:len(out)] {
		out[i] = 0
		if view.Valid(i) {
			out[i] = hashSeed(unsafe.Add(unsafe.Pointer(view.Values), from), int(to-from), seed)
		}
		from = to
	}
	return nil
}

func hashWords(out, words []uint64, seed uint64) {
	if len(words) >= crossoverWords {
		view := column.Of(c.TypeU64, words)
		c.XXH3_64Many(&view, seed, unsafe.SliceData(out))
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
func hashWord(word, seed uint64) uint64 {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], word)
	return hashSeed(unsafe.Pointer(&b), 8, seed)
}
