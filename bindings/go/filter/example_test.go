package filter_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/filter"
)

func ExampleAppend() {
	delays := []int32{12, -3, 45, 0}
	late := sinew.Bools([]byte{0b0101}, 0, 4)
	fmt.Println(filter.Append(nil, delays, late))
	// Output: [12 45]
}
