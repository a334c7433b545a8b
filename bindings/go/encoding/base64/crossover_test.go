package base64

import (
	"fmt"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// What the crossovers rest on: each group of lines is one input.
func BenchmarkCrossover(b *testing.B) {
	if !c.Available {
		b.Skip("without a library there is one path")
	}
	src := randomBytes(256, 1)
	dst := make([]byte, 512)
	run := func(name string, f func()) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				f()
			}
		})
	}
	for _, size := range []int{24, 36, 48, 60, 72, 96, 128} {
		in := src[:size]
		run(fmt.Sprintf("encode/%d/standard", size), func() { StdEncoding.std.Encode(dst, in) })
		run(fmt.Sprintf("encode/%d/library", size), func() { encode(dst[:StdEncoding.EncodedLen(size)], in, 0) })
		text := StdEncoding.EncodeToString(in)
		bytes := []byte(text)
		run(fmt.Sprintf("decode/%d/standard", len(text)), func() { StdEncoding.std.Decode(dst, bytes) })
		run(fmt.Sprintf("decode/%d/library", len(text)), func() { StdEncoding.decode(dst, text) })
	}
	for _, count := range []int{1, 2, 3, 4, 8} {
		var rows, out sinew.Strings
		for range count {
			rows.AppendBytes(src[:24])
		}
		column := rows.Column()
		run(fmt.Sprintf("column/%d/rows", count), func() {
			eachRow(&out, column.View(), func(to, row []byte) ([]byte, sinew.Status) { return StdEncoding.AppendEncode(to, row), c.StatusOK }, StdEncoding.EncodedLen)
		})
		run(fmt.Sprintf("column/%d/library", count), func() {
			view := column.View()
			_, size, _ := encodedColumnSize(view, 0)
			offsets, data := out.Resize(count, size)
			encodeColumn(view, 0, offsets, data)
		})
	}
}
