package bitpack_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go/encoding/bitpack"
)

func Example() {
	values := []uint32{0, 1, 2, 3, 4, 5, 6, 7}
	width := bitpack.Width(values)
	packed, err := bitpack.Append(nil, values, width)
	fmt.Printf("%d bits: %x %v\n", width, packed, err)

	out := make([]uint32, 8)
	read, err := bitpack.Decode(out, packed, width)
	fmt.Println(out, read, err)
	// Output:
	// 3 bits: 88c6fa <nil>
	// [0 1 2 3 4 5 6 7] 3 <nil>
}
