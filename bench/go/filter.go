package main

import (
	"context"
	"fmt"
	"math/rand/v2"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/compute"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/filter"
)

func init() { register("filter", filterRows) }

// filterRows: the values that a bitmap chooses at random, into memory that is there. arrow-go makes a new
// array of each result.
func filterRows(t *table) {
	for _, percent := range []int{1, 50, 90} {
		for _, count := range []int{128, 2048, 1_000_000} {
			filterValues(t, percent, count)
		}
	}
}

func filterValues(t *table, percent, count int) {
	what := fmt.Sprintf("int64, %d%% of %s rows", percent, countName(count))
	if !t.wants(what) {
		return
	}
	r := rand.New(rand.NewPCG(1, 2))
	values, bits := make([]int64, count), make([]byte, (count+7)/8)
	for i := range values {
		values[i] = int64(r.Uint64())
		if r.IntN(100) < percent {
			bits[i/8] |= 1 << (i % 8)
		}
	}
	bits[0] |= 1
	out := make([]int64, 0, count)
	sum := func(values []int64) uint64 { return uint64(values[0]+values[len(values)-1]) + uint64(len(values)) }

	in := array.NewInt64Data(array.NewData(arrow.PrimitiveTypes.Int64, count,
		[]*memory.Buffer{nil, memory.NewBufferBytes(arrow.Int64Traits.CastToBytes(values))}, nil, 0, 0))
	mask := array.NewBooleanData(array.NewData(arrow.FixedWidthTypes.Boolean, count,
		[]*memory.Buffer{nil, memory.NewBufferBytes(bits)}, nil, 0, 0))
	ctx := context.Background()
	t.run(row{what, millionsPerSecond("rows"), float64(count),
		repeat(func() uint64 {
			return sum(filter.Append(out, values, sinew.Bools(bits, 0, count)))
		}),
		[]peer{
			{name: "loop", work: repeat(func() uint64 {
				out := out
				for i, value := range values {
					if bits[i/8]>>(i%8)&1 != 0 {
						out = append(out, value)
					}
				}
				return sum(out)
			})},
			{name: arrowGo(), work: repeat(func() uint64 {
				chosen, err := compute.FilterArray(ctx, in, mask, *compute.DefaultFilterOptions())
				must(err)
				defer chosen.Release()
				return sum(chosen.(*array.Int64).Int64Values())
			})},
		}})
}
