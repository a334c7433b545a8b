package main

import (
	"math/bits"
	"math/rand/v2"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/expression"
)

func init() { register("expression", expressionRows) }

// expressionRows compares texts with the loops that a programmer writes in their place, over 4,096 rows,
// which the cache holds.
func expressionRows(t *table) {
	const rows = 4096
	r := rand.New(rand.NewPCG(9, 1))
	var origins sinew.Strings
	names := []string{"JFK", "LGA", "ATL", "ORD", "SEA", "a longer name"}
	distances, delays, times := make([]int64, rows), make([]int32, rows), make([]int64, rows)
	for i := range rows {
		origins.Append(names[r.IntN(len(names))])
		distances[i], delays[i], times[i] = r.Int64N(3000), int32(r.IntN(100)-20), 1.7e12+r.Int64N(86400000)
	}
	columns := []sinew.Column{origins.Column(), sinew.Int64s(distances), sinew.Int32s(delays), sinew.Timestamps(sinew.TimestampMS, times)}
	fields := []expression.Column{{Name: "origin", Type: sinew.String}, {Name: "distance", Type: sinew.Int64}, {Name: "delay", Type: sinew.Int32}, {Name: "t", Type: sinew.TimestampMS}}
	compile := func(text string) *expression.Expression {
		e, err := expression.Compile(text, fields...)
		if err != nil {
			panic(err)
		}
		return e
	}
	bitmap := make([]byte, rows/8)
	filter := func(text string, is func(i int) bool) {
		e := compile(text)
		defer e.Close()
		t.run(row{text, millionsPerSecond("rows"), rows, repeat(func() uint64 {
			count, err := e.FilterColumns(bitmap, columns...)
			if err != nil {
				panic(err)
			}
			return uint64(count) + uint64(bitmap[7])
		}), []peer{{name: "Go loop", work: repeat(func() uint64 {
			count := 0
			for i := 0; i < rows; i += 8 {
				var b byte
				for k := range 8 {
					if is(i + k) {
						b |= 1 << k
					}
				}
				bitmap[i/8] = b
				count += bits.OnesCount8(b)
			}
			return uint64(count) + uint64(bitmap[7])
		})}}})
	}
	filter("distance > 1000", func(i int) bool { return distances[i] > 1000 })
	filter("distance > 1000 and delay < 30 or delay in (40, 50, 60)", func(i int) bool {
		return distances[i] > 1000 && delays[i] < 30 || delays[i] == 40 || delays[i] == 50 || delays[i] == 60
	})
	filter("origin = 'LGA'", func(i int) bool { return string(origins.At(i)) == "LGA" })
	filter("distance > 1000 and origin in ('JFK', 'LGA')", func(i int) bool {
		return distances[i] > 1000 && (string(origins.At(i)) == "JFK" || string(origins.At(i)) == "LGA")
	})

	values := make([]int64, rows)
	var batch sinew.Batch
	defer batch.Close()
	compute := func(text string, of func(i int) int64) {
		e := compile(text)
		defer e.Close()
		t.run(row{text, millionsPerSecond("rows"), rows, repeat(func() uint64 {
			if err := e.EvaluateColumns(&batch, columns...); err != nil {
				panic(err)
			}
			return uint64(sinew.Values[int64](batch.Column(0))[77])
		}), []peer{{name: "Go loop", work: repeat(func() uint64 {
			for i := range values {
				values[i] = of(i)
			}
			return uint64(values[77])
		})}}})
	}
	compute("bucket(t, '5m')", func(i int) int64 { return times[i] / 300000 * 300000 })
	compute("if(delay > 0, distance - delay, distance)", func(i int) int64 {
		if delays[i] > 0 {
			return distances[i] - int64(delays[i])
		}
		return distances[i]
	})
}
