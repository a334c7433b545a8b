package main

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/aggregate"
)

func init() { register("aggregate/reduce", reductionRows) }

func reductionRows(t *table) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, rows := range []int{16, 64, 128, 256, 1024, 1 << 17} {
		ints, floats := make([]int64, rows), make([]float64, rows)
		bits := make([]byte, (rows+7)/8)
		for i := range ints {
			ints[i] = r.Int64N(1<<40) - 1<<39
			floats[i] = r.NormFloat64()
		}
		for i := range bits {
			bits[i] = byte(r.Uint32() | r.Uint32()) // a quarter are null
		}
		validity := sinew.Validity{Bits: bits}
		unit, amount := gigabytesPerSecond, float64(rows*8)
		if rows <= 1024 {
			unit, amount = nanosecondsPer("call"), 1
		}
		size := fmt.Sprintf(", %s rows", countName(rows))
		add := func(name string, sinew, loop func() uint64, otherResult bool) {
			t.run(row{name + size, unit, amount, repeat(sinew), []peer{{name: "Go loop", work: repeat(loop), otherResult: otherResult}}})
		}
		valid := func(i int) bool { return bits[i>>3]>>(i&7)&1 != 0 }

		add("sum int64", func() uint64 { s, _ := aggregate.Sum(ints); return uint64(s) }, func() uint64 {
			s := int64(0)
			for _, x := range ints {
				s += x
			}
			return uint64(s)
		}, false)
		add("sum int64 with nulls", func() uint64 { s, _, _ := aggregate.SumValid(ints, validity); return uint64(s) }, func() uint64 {
			s := int64(0)
			for i, x := range ints {
				if valid(i) {
					s += x
				}
			}
			return uint64(s)
		}, false)
		add("sum float64", func() uint64 { s, _ := aggregate.Sum(floats); return math.Float64bits(s) }, func() uint64 {
			s := 0.0
			for _, x := range floats {
				s += x
			}
			return math.Float64bits(s)
		}, true)
		add("sum float64 with nulls", func() uint64 { s, _, _ := aggregate.SumValid(floats, validity); return math.Float64bits(s) }, func() uint64 {
			s := 0.0
			for i, x := range floats {
				if valid(i) {
					s += x
				}
			}
			return math.Float64bits(s)
		}, true)
		add("min int64", func() uint64 { m, _ := aggregate.Min(ints); return uint64(m) }, func() uint64 {
			m := ints[0]
			for _, x := range ints[1:] {
				m = min(m, x)
			}
			return uint64(m)
		}, false)
		add("max float64", func() uint64 { m, _ := aggregate.Max(floats); return math.Float64bits(m) }, func() uint64 {
			m := floats[0]
			for _, x := range floats[1:] {
				m = max(m, x)
			}
			return math.Float64bits(m)
		}, false)
		add("max float64 with nulls", func() uint64 { m, _ := aggregate.MaxValid(floats, validity); return math.Float64bits(m) }, func() uint64 {
			m := math.Inf(-1)
			for i, x := range floats {
				if valid(i) {
					m = max(m, x)
				}
			}
			return math.Float64bits(m)
		}, false)
		add("mean int64", func() uint64 { m, _ := aggregate.Mean(ints); return math.Float64bits(m) }, func() uint64 {
			s := int64(0)
			for _, x := range ints {
				s += x
			}
			return math.Float64bits(float64(s) / float64(rows))
		}, false)
		add("mean float64 with nulls", func() uint64 { m, _ := aggregate.MeanValid(floats, validity); return math.Float64bits(m) }, func() uint64 {
			s, n := 0.0, 0
			for i, x := range floats {
				if valid(i) {
					s += x
					n++
				}
			}
			return math.Float64bits(s / float64(n))
		}, true)
		if rows > 1024 { // it reads the bitmap alone
			unit, amount = millionsPerSecond("rows"), float64(rows)
		}
		add("count", func() uint64 { return uint64(aggregate.Count(rows, validity)) }, func() uint64 {
			n := 0
			for i := range rows {
				if valid(i) {
					n++
				}
			}
			return uint64(n)
		}, false)
	}
}
