package crc64_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go/hash/crc64"
)

func Example() {
	nvme := crc64.MakeTable(crc64.NVME)
	fmt.Printf("%016x\n", crc64.Checksum([]byte("123456789"), nvme))

	h := crc64.New(nvme)
	fmt.Fprint(h, "12345")
	fmt.Fprint(h, "6789")
	fmt.Printf("%016x\n", h.Sum64())
	// Output:
	// ae8b14860a799888
	// ae8b14860a799888
}

// Parts that were uploaded apart make one checksum.
func ExampleCombine() {
	nvme := crc64.MakeTable(crc64.NVME)
	first := crc64.Checksum([]byte("12345"), nvme)
	second := crc64.Checksum([]byte("6789"), nvme)
	fmt.Printf("%016x\n", crc64.Combine(nvme, first, second, int64(len("6789"))))
	// Output:
	// ae8b14860a799888
}
