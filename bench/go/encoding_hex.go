package main

import (
	stdhex "encoding/hex"

	"github.com/sinew-simd/sinew/bindings/go/encoding/hex"
)

func init() { register("encoding/hex", hexRows) }

// hexRows: sizes count the bytes that the digits stand for.
func hexRows(t *table) {
	name := standard("encoding/hex")
	data := randomBytes(1 << 20)
	dst := make([]byte, 2<<20)
	for _, size := range codecSizes {
		unit, amount := byteUnit(size)
		in := data[:size]
		t.run(row{"encode, " + sizeName(size), unit, amount,
			repeat(func() uint64 { return codecEnds(dst, hex.Encode(dst, in)) }),
			[]peer{{name: name, work: repeat(func() uint64 { return codecEnds(dst, stdhex.Encode(dst, in)) })}}})
	}
	for _, size := range codecSizes {
		unit, amount := byteUnit(size)
		digits := stdhex.AppendEncode(nil, data[:size])
		t.run(row{"decode, " + sizeName(size), unit, amount,
			repeat(func() uint64 { n, _ := hex.Decode(dst, digits); return codecEnds(dst, n) }),
			[]peer{{name: name, work: repeat(func() uint64 { n, _ := stdhex.Decode(dst, digits); return codecEnds(dst, n) })}}})
	}
}
