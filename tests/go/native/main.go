// Says what computes, and whether it computes right.
package main

import (
	"bytes"
	"fmt"
	"os"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/aggregate"
	"github.com/sinew-simd/sinew/bindings/go/hash/crc32"
	_ "github.com/sinew-simd/sinew/bindings/go/native"
)

func main() {
	fmt.Println(sinew.Engine())
	// "123456789" is the check value of the catalogue of CRCs; 2^15 times over it is for the library.
	digits := []byte("123456789")
	if sum := crc32.Checksum(digits, crc32.MakeTable(crc32.Castagnoli)); sum != 0xe3069283 {
		fail("CRC-32C", sum)
	}
	long := crc32.New(crc32.MakeTable(crc32.Castagnoli))
	for range 1 << 15 {
		long.Write(digits)
	}
	if sum := crc32.Checksum(bytes.Repeat(digits, 1<<15), crc32.MakeTable(crc32.Castagnoli)); sum != long.Sum32() {
		fail("CRC-32C of many", sum)
	}
	g, err := aggregate.NewGroupBy(aggregate.Options{Keys: []sinew.Type{sinew.Int64}, Values: []sinew.Type{sinew.Int64}, Aggregates: []aggregate.Aggregate{aggregate.SumOf(0)}})
	if err != nil {
		fail("GROUP BY", err)
	}
	defer g.Close()
	var batch sinew.Batch
	defer batch.Close()
	if err := g.Update(sinew.Int64s([]int64{7, 8, 7}), sinew.Int64s([]int64{1, 2, 3})); err != nil {
		fail("Update", err)
	}
	if err := g.Results(&batch); err != nil {
		fail("Results", err)
	}
	if sums := sinew.Values[int64](batch.Column(1)); sums[0] != 4 || sums[1] != 2 {
		fail("sums", sums)
	}
}

func fail(what string, got any) {
	fmt.Fprintln(os.Stderr, what, got)
	os.Exit(1)
}
