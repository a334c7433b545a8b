package sort_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/sort"
)

func ExampleSort() {
	delays := []int32{12, -3, 45, 0}
	sort.Sort(delays)
	fmt.Println(delays)
	// Output: [-3 0 12 45]
}

func ExampleIndicesDescending() {
	names := []string{"Ada", "Ben", "Cleo", "Dan"}
	scores := []float64{71.5, 90, 64, 90}
	var top [2]uint32
	sort.IndicesDescending(top[:], scores)
	for _, i := range top {
		fmt.Println(names[i], scores[i])
	}
	// Output:
	// Ben 90
	// Dan 90
}

func ExampleRows() {
	carriers := sinew.StringsOf([]int32{0, 2, 4, 6, 8}, []byte("UADLUADL"))
	delays := sinew.Int32s([]int32{5, 30, 70, 0})
	rows := make([]uint32, 4)
	// By carrier, and of each the greatest delay first.
	if err := sort.Rows(rows, 0, sort.Ascending(carriers), sort.Descending(delays)); err != nil {
		panic(err)
	}
	fmt.Println(rows)
	// Output: [1 3 2 0]
}

func ExampleSelect() {
	latencies := []float64{1.5, 9.1, 0.4, 3.3, 2.2}
	fmt.Println("median", sort.Select(latencies, len(latencies)/2))
	// Output: median 2.2
}
