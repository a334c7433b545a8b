package main

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/parquet-go/parquet-go/encoding/rle"

	"github.com/sinew-simd/sinew/bindings/go/encoding/parquet"
)

func init() { register("encoding/rle", rleRows) }

func rleRows(t *table) {
	for _, shape := range []struct {
		name           string
		width, longest int
	}{{"indices of 10 bits, no runs", 10, 1}, {"levels of 1 bit, runs of 50", 1, 100}, {"indices of 6 bits, runs of 5", 6, 10}} {
		const count = 65536
		r := rand.New(rand.NewPCG(2, 3))
		var values []uint32
		for len(values) < count {
			v := r.Uint32() >> (32 - shape.width)
			for range min(1+r.IntN(shape.longest), count-len(values)) {
				values = append(values, v)
			}
		}
		signed := make([]int32, count)
		for i, v := range values {
			signed[i] = int32(v)
		}
		e := &rle.Encoding{BitWidth: shape.width}
		stream := mustOf(parquet.AppendRLE(nil, values, shape.width))
		theirs := mustOf(e.EncodeInt32(nil, signed))
		out := make([]uint32, count)
		mustOf(parquet.DecodeRLE(out, theirs, shape.width))
		if !slices.Equal(out, values) || !slices.Equal(mustOf(e.DecodeInt32(nil, stream))[:count], signed) {
			panic("RLE: Sinew and parquet-go do not understand each other")
		}
		var other []int32
		name := fmt.Sprintf("%s, %s values", shape.name, countName(count))
		t.run(row{"decode " + name, millionsPerSecond("values"), count,
			repeat(func() uint64 { mustOf(parquet.DecodeRLE(out, stream, shape.width)); return sampleOf(out) }),
			[]peer{{name: parquetGo(), work: repeat(func() uint64 { other = mustOf(e.DecodeInt32(other, stream)); return sampleOf(other[:count]) })}}})
		t.run(row{"encode " + name, millionsPerSecond("values"), count,
			repeat(func() uint64 { stream = mustOf(parquet.AppendRLE(stream[:0], values, shape.width)); return count }),
			[]peer{{name: parquetGo(), work: repeat(func() uint64 { theirs = mustOf(e.EncodeInt32(theirs, signed)); return count })}}})
	}
}
