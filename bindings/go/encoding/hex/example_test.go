package hex_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go/encoding/hex"
)

func Example() {
	fmt.Println(hex.EncodeToString([]byte("Sinew")))
	data, err := hex.DecodeString("53696E6577")
	fmt.Printf("%s %v\n", data, err)
	_, err = hex.DecodeString("5x")
	fmt.Println(err)
	// Output:
	// 53696e6577
	// Sinew <nil>
	// encoding/hex: invalid byte: U+0078 'x'
}
