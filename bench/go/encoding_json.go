package main

import (
	"bytes"
	stdjson "encoding/json"
	"fmt"
	stdutf8 "unicode/utf8"

	"github.com/sinew-simd/sinew/bindings/go/encoding/json"
)

func init() { register("encoding/json", jsonRows) }

func jsonRows(t *table) {
	for _, escapes := range []int{0, 50, 8} {
		for _, size := range []int{16, 64, 256, 1 << 10, 64 << 10} {
			text := []byte(textOf(scripts[1].runes, size))
			name := "nothing to escape"
			if escapes != 0 {
				name = fmt.Sprintf("an escape in %d bytes", escapes)
				for i := escapes - 1; i < len(text); i += escapes {
					if text[i] < stdutf8.RuneSelf {
						text[i] = "\"\n\\"[i/escapes%3]
					}
				}
			}
			s := string(text)
			unit, amount := byteUnit(size)
			out := make([]byte, 0, 2*size+16)
			var encoded bytes.Buffer
			encoder := stdjson.NewEncoder(&encoded)
			encoder.SetEscapeHTML(false)
			t.run(row{fmt.Sprintf("AppendQuote, %s, %s", name, sizeName(size)), unit, amount,
				repeat(func() uint64 { return uint64(len(json.AppendQuote(out, s))) }),
				[]peer{{name: standard("encoding/json Encoder"), work: repeat(func() uint64 {
					encoded.Reset()
					if err := encoder.Encode(s); err != nil {
						panic(err)
					}
					return uint64(encoded.Len() - 1) // the line break
				})}}})
			quoted := json.AppendQuote(nil, s)
			t.run(row{fmt.Sprintf("AppendUnquote, %s, %s", name, sizeName(size)), unit, amount,
				repeat(func() uint64 {
					text, err := json.AppendUnquote(out, quoted)
					if err != nil {
						panic(err)
					}
					return uint64(len(text))
				}),
				[]peer{{name: standard("json.Unmarshal"), work: repeat(func() uint64 {
					var text string
					if err := stdjson.Unmarshal(quoted, &text); err != nil {
						panic(err)
					}
					return uint64(len(text))
				})}}})
		}
	}
}
