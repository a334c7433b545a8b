package base64_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/encoding/base64"
)

func Example() {
	text := base64.StdEncoding.EncodeToString([]byte("any carnal pleas"))
	fmt.Println(text)
	data, err := base64.StdEncoding.DecodeString("YW55IGNhcm5hb\r\nCBwbGVhcw==\n")
	fmt.Printf("%s %v\n", data, err)
	_, err = base64.RawURLEncoding.DecodeString("YW55*")
	fmt.Println(err)
	// Output:
	// YW55IGNhcm5hbCBwbGVhcw==
	// any carnal pleas <nil>
	// illegal base64 data at input byte 4
}

func ExampleEncoding_DecodeColumn() {
	var tokens, out sinew.Strings
	tokens.Append("Zm9v")
	tokens.Append("YmFy")
	if err := base64.StdEncoding.DecodeColumn(&out, tokens.Column()); err != nil {
		fmt.Println(err)
		return
	}
	for i := range out.Len() {
		fmt.Printf("%s\n", out.At(i))
	}
	// Output:
	// foo
	// bar
}
