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
