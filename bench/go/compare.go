package main

import (
	"context"
	"fmt"
	"math/rand/v2"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/compute"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/arrow/scalar"

	"github.com/sinew-simd/sinew/bindings/go/compare"
)

func init() { register("compare", compareRows) }

// compareRows: which values are less than a constant, as bits in memory that is there. arrow-go makes a new
// array of each result.
func compareRows(t *table) {
	for _, count := range []int{64, 2048, 1_000_000} {
		what := fmt.Sprintf("int64 and a constant, %s rows", countName(count))
		if !t.wants(what) {
			continue
		}
		r := rand.New(rand.NewPCG(1, 2))
		values, bits := make([]int64, count), make([]byte, (count+7)/8)
		for i := range values {
			values[i] = r.Int64N(100)
		}
		in := array.NewInt64Data(array.NewData(arrow.PrimitiveTypes.Int64, count,
			[]*memory.Buffer{nil, memory.NewBufferBytes(arrow.Int64Traits.CastToBytes(values))}, nil, 0, 0))
		defer in.Release()
		ctx := context.Background()
		t.run(row{what, millionsPerSecond("rows"), float64(count),
			repeat(func() uint64 {
				compare.Values(bits, values, compare.Less, 50)
				return uint64(bits[0])
			}),
			[]peer{
				{name: "loop", work: repeat(func() uint64 {
					clear(bits)
					for i, value := range values {
						if value < 50 {
							bits[i/8] |= 1 << (i % 8)
						}
					}
					return uint64(bits[0])
				})},
				{name: arrowGo(), work: repeat(func() uint64 {
					out, err := compute.CallFunction(ctx, "less", nil, &compute.ArrayDatum{Value: in.Data()}, compute.NewDatum(scalar.NewInt64Scalar(50)))
					must(err)
					defer out.Release()
					return uint64(out.(*compute.ArrayDatum).Value.Buffers()[1].Bytes()[0])
				})},
			}})
	}
}
