package xxhash

import (
	"math/bits"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/rows"
)

func hashMany(out []uint64, view *column.View, seed uint64) error {
	if rows.Pay(view, crossoverStrings, crossoverWords) {
		return rows.Result(c.XXH64Many(view, seed, unsafe.SliceData(out)))
	}
	return rows.Each(out, view, func(p unsafe.Pointer, n int) uint64 { return sum(p, n, seed) })
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
