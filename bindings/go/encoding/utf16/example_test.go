package utf16_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go/encoding/utf16"
)

func ExampleAppendString() {
	fmt.Printf("%x\n", utf16.AppendString(nil, "a\U0001d11e"))
	// Output: [61 d834 dd1e]
}

func ExampleString() {
	fmt.Println(utf16.String([]uint16{0x73, 0xfc, 0xdf}))
	// Output: süß
}
