package streamvbyte_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go/encoding/streamvbyte"
)

func Example() {
	ids := []uint32{1000, 1003, 1003, 1500, 70000}
	packed := streamvbyte.Encoding1234.AppendDelta(nil, ids, 990)
	fmt.Printf("%x\n", packed)

	out := make([]uint32, 5)
	read, err := streamvbyte.Encoding1234.DecodeDelta(out, packed, 990)
	fmt.Println(out, read, err)
	// Output:
	// 40020a0300f101940b01
	// [1000 1003 1003 1500 70000] 10 <nil>
}
