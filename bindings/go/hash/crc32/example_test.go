package crc32_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go/hash/crc32"
)

func Example() {
	castagnoli := crc32.MakeTable(crc32.Castagnoli)
	fmt.Printf("%08x\n", crc32.Checksum([]byte("123456789"), castagnoli))

	h := crc32.New(castagnoli)
	fmt.Fprint(h, "12345")
	fmt.Fprint(h, "6789")
	fmt.Printf("%08x\n", h.Sum32())
	// Output:
	// e3069283
	// e3069283
}

// Parts of a file that were checksummed apart make one checksum.
func ExampleCombine() {
	first := crc32.ChecksumIEEE([]byte("12345"))
	second := crc32.ChecksumIEEE([]byte("6789"))
	fmt.Printf("%08x\n", crc32.Combine(crc32.IEEETable, first, second, int64(len("6789"))))
	// Output:
	// cbf43926
}
