package json_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go/encoding/json"
)

func ExampleAppendQuote() {
	line := append([]byte(`{"name":`), json.AppendQuote(nil, "tab\there, quote\"there")...)
	fmt.Println(string(append(line, '}')))
	// Output: {"name":"tab\there, quote\"there"}
}

func ExampleAppendUnquote() {
	text, err := json.AppendUnquote(nil, `"G clef: \ud834\udd1e"`)
	fmt.Println(string(text), err)
	_, err = json.AppendUnquote(nil, `"\u12"`)
	fmt.Println(err)
	// Output:
	// G clef: 𝄞 <nil>
	// sinew: json: corrupt input in a string, at offset 1
}
