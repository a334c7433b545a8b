package main

import (
	"fmt"
	stdutf16 "unicode/utf16"

	"github.com/sinew-simd/sinew/bindings/go/encoding/utf16"
)

func init() { register("encoding/utf16", utf16Rows) }

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
