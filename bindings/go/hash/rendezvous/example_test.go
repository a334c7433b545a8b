package rendezvous_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go/hash/rendezvous"
	"github.com/sinew-simd/sinew/bindings/go/hash/xxh3"
)

func ExampleChoose() {
	names := []string{"ams", "fra", "lhr"}
	var nodes []uint64
	for _, name := range names {
		nodes = append(nodes, xxh3.HashString(name))
	}
	fmt.Println(names[rendezvous.Choose(xxh3.HashString("customer 17"), nodes)])
	// Output: ams
}
