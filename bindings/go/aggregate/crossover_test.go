//go:build cgo

package aggregate

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// What the crossovers rest on: each pair of lines is one input, in Go and in the library.
func BenchmarkCrossover(b *testing.B) {
	const most = 512
	r := rand.New(rand.NewPCG(1, 1))
	ints, floats, nulls := make([]int64, most), make([]float64, most), make([]byte, most/8)
	for i := range ints {
		ints[i], floats[i] = int64(r.Int32()), r.NormFloat64()
	}
	for i := range nulls {
		nulls[i] = byte(r.Uint32())
	}
	for _, rows := range []int{16, 32, 48, 64, 128, 160, 192, 224, 256, 320, 512} {
		for _, bits := range []*byte{nil, &nulls[0]} {
			at := bitmap{bits, 0}
			pair := func(name string, inGo, inLibrary func()) {
				if bits != nil {
					name += " with nulls"
				}
				for path, f := range map[string]func(){"Go": inGo, "library": inLibrary} {
					b.Run(fmt.Sprintf("%s/%d/%s", name, rows, path), func(b *testing.B) {
						for b.Loop() {
							f()
						}
					})
				}
			}
			pair("sum i64", func() { intSink, _, _ = sumI64Go(ints[:rows], at) }, func() { intSink, _, _ = c.SumI64(&ints[0], bits, 0, rows) })
			pair("sum f64", func() { floatSink, _ = sumF64Go(floats[:rows], at) }, func() { floatSink, _ = c.SumF64(&floats[0], bits, 0, rows) })
			pair("min i64", func() { intSink, _ = minGo(ints[:rows], at) }, func() { intSink, _ = c.MinI64(&ints[0], bits, 0, rows) })
			pair("max f64", func() { floatSink, _ = maxF64Go(floats[:rows], at) }, func() { floatSink, _ = c.MaxF64(&floats[0], bits, 0, rows) })
			if bits != nil {
				pair("count", func() { intSink = int64(countGo(at, rows)) }, func() { intSink = int64(c.Count(bits, 0, rows)) })
			}
		}
	}
}
