package bitmap_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go/encoding/bitmap"
)

func Example() {
	flags := []bool{true, false, true, true, false, false, false, false, true, true, false}
	bits := make([]byte, bitmap.Size(len(flags)))
	bitmap.FromBools(bits, flags)
	fmt.Printf("%x\n", bits)

	slice := bitmap.Slice{Bits: bits, Offset: 2, Len: 8}
	fmt.Println(bitmap.Count(slice), bitmap.AppendIndices[uint32](nil, slice))
	// Output:
	// 0d03
	// 4 [0 1 6 7]
}
