package varint_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go/encoding/varint"
)

func Example() {
	packed := varint.Append(nil, []uint32{1, 150, 300})
	fmt.Printf("%x\n", packed)

	values, err := varint.AppendDecode[uint32](nil, packed)
	fmt.Println(values, err)

	_, err = varint.AppendDecode[uint32](nil, packed[:4])
	fmt.Println(err)
	// Output:
	// 019601ac02
	// [1 150 300] <nil>
	// sinew: varint: the value at byte 3 is cut off
}

// Signed integers are in zigzag: those near 0 are short.
func ExampleAppend() {
	fmt.Printf("%x\n", varint.Append(nil, []int64{0, -1, 1, -2, 1000}))
	// Output: 00010203d00f
}
