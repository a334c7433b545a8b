package main

import (
	"fmt"
	"strings"
	stdutf8 "unicode/utf8"

	"github.com/sinew-simd/sinew/bindings/go/encoding/utf8"
)

func init() { register("encoding/utf8", utf8Rows) }

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
