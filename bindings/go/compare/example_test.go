package compare_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/compare"
	"github.com/sinew-simd/sinew/bindings/go/filter"
)

func ExampleValues() {
	delays := []int32{12, -3, 45, 0}
	late := make([]byte, 1)
	compare.Values(late, delays, compare.Greater, 10)
	fmt.Println(filter.Append(nil, delays, sinew.Bools(late, 0, len(delays))))
	// Output: [12 45]
}

func ExampleColumns() {
	var names, constant sinew.Strings
	for _, name := range []string{"Oslo", "Rome", "Bern"} {
		names.Append(name)
	}
	constant.Append("Berlin")
	bits := make([]byte, 1)
	if err := compare.Columns(bits, nil, names.Column(), compare.Greater, constant.Column()); err != nil {
		panic(err)
	}
	fmt.Printf("%03b\n", bits[0])
	// Output: 111
}
