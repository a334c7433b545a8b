package utf8_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/encoding/utf8"
)

func ExampleValidPrefix() {
	fmt.Println(utf8.ValidPrefix("caf\u00e9 \xff"))
	// Output: 6
}

func ExampleToValidString() {
	fmt.Println(utf8.ToValidString("caf\xe9 au lait", "\uFFFD"))
	// Output: caf� au lait
}

func ExampleValidColumn() {
	var names sinew.Strings
	names.Append("Zürich")
	names.Append("Z\xfcrich")
	bits := make([]byte, 1)
	if err := utf8.ValidColumn(bits, names.Column()); err != nil {
		panic(err)
	}
	fmt.Printf("%02b\n", bits[0])
	// Output: 01
}
