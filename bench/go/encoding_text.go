package main

import (
	"bytes"
	stdjson "encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	stdutf16 "unicode/utf16"
	stdutf8 "unicode/utf8"

	"github.com/sinew-simd/sinew/bindings/go/encoding/json"
	"github.com/sinew-simd/sinew/bindings/go/encoding/utf16"
	"github.com/sinew-simd/sinew/bindings/go/encoding/utf8"
)

var scripts = []struct {
	name  string
	runes func(r *rand.Rand) rune
}{
	{"ASCII", func(r *rand.Rand) rune { return 'a' + r.Int32N(26) }},
	{"Latin, 1 in 10 accented", func(r *rand.Rand) rune {
		if r.IntN(10) == 0 {
			return 0xE0 + r.Int32N(0x20)
		}
		return 'a' + r.Int32N(26)
	}},
	{"Chinese", func(r *rand.Rand) rune { return 0x4E00 + r.Int32N(0x5000) }},
	{"mixed scripts", func(r *rand.Rand) rune {
		return []rune{' ', 'a' + r.Int32N(26), 0x3B1 + r.Int32N(24), 0x4E00 + r.Int32N(0x5000), 0x1F600 + r.Int32N(64)}[r.IntN(5)]
	}},
}

// textOf returns valid text of about size bytes, never more.
func textOf(runes func(r *rand.Rand) rune, size int) string {
	r := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	for {
		next := runes(r)
		if b.Len()+stdutf8.RuneLen(next) > size {
			return b.String()
		}
		b.WriteRune(next)
	}
}

func oneIf(yes bool) uint64 {
	if yes {
		return 1
	}
	return 0
}

func init() {
	register("encoding/utf8", utf8Rows)
	register("encoding/utf16", utf16Rows)
	register("encoding/json", jsonRows)
}

func utf8Rows(t *table) {
	for _, script := range scripts {
		for _, size := range []int{8, 16, 32, 64, 128, 256, 1 << 10, 4 << 10, 64 << 10, 1 << 20} {
			text := textOf(script.runes, size)
			unit, amount := byteUnit(size)
			t.run(row{fmt.Sprintf("ValidString, %s, %s", script.name, sizeName(size)), unit, amount,
				repeat(func() uint64 { return oneIf(utf8.ValidString(text)) }),
				[]peer{{name: standard("unicode/utf8"), work: repeat(func() uint64 { return oneIf(stdutf8.ValidString(text)) })}}})
		}
		for _, size := range []int{32, 128, 1 << 10, 64 << 10} {
			text := textOf(script.runes, size)
			unit, amount := byteUnit(size)
			t.run(row{fmt.Sprintf("RuneCountInString, %s, %s", script.name, sizeName(size)), unit, amount,
				repeat(func() uint64 { return uint64(utf8.RuneCountInString(text)) }),
				[]peer{{name: standard("unicode/utf8"), work: repeat(func() uint64 { return uint64(stdutf8.RuneCountInString(text)) })}}})
		}
		for _, size := range []int{64, 1 << 10, 64 << 10} {
			text := strings.Replace(textOf(script.runes, size), "a", "\xff", 1+size/1000) + "\xff"
			unit, amount := byteUnit(size)
			t.run(row{fmt.Sprintf("ToValidString, %s with bad bytes, %s", script.name, sizeName(size)), unit, amount,
				repeat(func() uint64 { return uint64(len(utf8.ToValidString(text, "\uFFFD"))) }),
				[]peer{{name: standard("strings.ToValidUTF8"), work: repeat(func() uint64 { return uint64(len(strings.ToValidUTF8(text, "\uFFFD"))) })}}})
		}
	}
}

func utf16Rows(t *table) {
	for _, script := range scripts {
		for _, size := range []int{16, 64, 256, 1 << 10, 64 << 10} {
			text := textOf(script.runes, size)
			unit, amount := byteUnit(size)
			units := stdutf16.Encode([]rune(text))
			// Without allocations on either side; the standard library has no call that does both steps.
			buffer, back := make([]uint16, 0, size), make([]byte, 0, size)
			t.run(row{fmt.Sprintf("AppendString, %s, %s", script.name, sizeName(size)), unit, amount,
				repeat(func() uint64 { return uint64(len(utf16.AppendString(buffer, text))) }),
				[]peer{{name: "loop over " + standard("utf16.AppendRune"), work: repeat(func() uint64 {
					out := buffer
					for _, r := range text {
						out = stdutf16.AppendRune(out, r)
					}
					return uint64(len(out))
				})}}})
			t.run(row{fmt.Sprintf("AppendUTF8, %s, %s", script.name, sizeName(size)), unit, amount,
				repeat(func() uint64 { return uint64(len(utf16.AppendUTF8(back, units))) }),
				[]peer{{name: standard("string(utf16.Decode())"), work: repeat(func() uint64 { return uint64(len(string(stdutf16.Decode(units)))) })}}})
		}
	}
}

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
