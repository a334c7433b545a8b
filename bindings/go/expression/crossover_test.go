package expression

import (
	"fmt"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// What the crossover rests on: each pair of lines is one text, in Go and in the library.
func BenchmarkCrossover(b *testing.B) {
	available, from := c.Available, fromRows
	defer func() { c.Available, fromRows = available, from }()
	fromRows = 0
	for _, text := range []string{
		"i64 > 5",
		"i64 > 5 and other < 7 or i32 in (1, 2, 3)",
		"name = 'abc' or starts_with(name, 'ab')",
		"bucket(ms, '5m')",
		"if(i64 <> 0, other / i64, 0)",
		"f64 * 2 + ratio",
		"coalesce(name, 'none')",
	} {
		for _, rows := range []int{16, 32, 64, 128, 256, 4096} {
			columns := table(rows, 0, 1)
			for _, library := range []bool{false, true} {
				if library && !available {
					continue
				}
				c.Available = library
				e := compile(b, text, fields...)
				bits := make([]byte, rows)
				var to sinew.Batch
				b.Run(fmt.Sprintf("%s/%d/library=%v", text, rows, library), func(b *testing.B) {
					for b.Loop() {
						var err error
						if e.Type() == sinew.Bool {
							_, err = e.FilterColumns(bits, columns...)
						} else {
							err = e.EvaluateColumns(&to, columns...)
						}
						if err != nil {
							b.Fatal(err)
						}
					}
					b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(rows), "ns/row")
				})
				to.Close()
			}
		}
	}
}
