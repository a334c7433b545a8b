package xxh3

import (
	"encoding/binary"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/rows"
)

func hashMany(out []uint64, view *column.View, seed uint64) error {
	if rows.Pay(view, crossoverStrings, crossoverWords) {
		return rows.Result(c.XXH3_64Many(view, seed, unsafe.SliceData(out)))
	}
	return hashGo(out, view, seed)
}

func hashGo(out []uint64, view *column.View, seed uint64) error {
	if seed == 0 {
		return rows.Each(out, view, hash)
	}
	return rows.Each(out, view, func(p unsafe.Pointer, n int) uint64 { return hashSeed(p, n, seed) })
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
