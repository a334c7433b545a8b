package delta_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go/encoding/bitpack"
	"github.com/sinew-simd/sinew/bindings/go/encoding/delta"
	"github.com/sinew-simd/sinew/bindings/go/encoding/varint"
)

// Timestamps change little from one to the next.
func Example() {
	times := []int64{1700000000000, 1700000000003, 1700000000001, 1700000000010}
	differences := make([]int64, len(times))
	delta.Encode(differences, times, times[0])
	fmt.Println(differences)
	fmt.Printf("%x\n", varint.Append(nil, differences))

	delta.Decode(differences, differences, times[0])
	fmt.Println(differences[3])
	// Output:
	// [0 3 -2 9]
	// 00060312
	// 1700000000010
}

// Frame of reference: values that are close to each other pack into few bits.
func ExampleDistances() {
	values := []int32{1000, 1003, 1001, 1001, 1010}
	base, width := delta.Measure(values)
	distances := make([]uint32, len(values))
	delta.Distances(distances, values, base)
	packed, err := bitpack.Append(nil, distances, width)
	fmt.Printf("%d and %d bits each: %x %v\n", base, width, packed, err)
	// Output: 1000 and 4 bits each: 30110a <nil>
}
