package aggregate

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// What the crossovers rest on: each pair of lines is one input, in Go and in the library.
func BenchmarkCrossover(b *testing.B) {
	if !c.Available {
		b.Skip("without a library there is one path")
	}
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
			for _, of := range []struct {
				name     string
				function int32
				kind     kind
				values   unsafe.Pointer
			}{
				{"sum i64", c.AggregateSum, signed, unsafe.Pointer(&ints[0])},
				{"sum f64", c.AggregateSum, float, unsafe.Pointer(&floats[0])},
				{"min i64", c.AggregateMin, signed, unsafe.Pointer(&ints[0])},
				{"max f64", c.AggregateMax, float, unsafe.Pointer(&floats[0])},
				{"mean i64", c.AggregateMean, signed, unsafe.Pointer(&ints[0])},
			} {
				pair(of.name, func() { reduceGo(of.function, of.kind, of.values, at, rows) },
					func() { reduceNative(of.function, of.kind, of.values, at, rows) })
			}
			if bits != nil {
				pair("count", func() { intSink = int64(countGo(at, rows)) }, func() { intSink = int64(c.BitmapCount(bits, 0, rows)) })
			}
		}
	}
}
