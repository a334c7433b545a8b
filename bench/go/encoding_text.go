package main

import (
	"math/rand/v2"
	"strings"
	stdutf8 "unicode/utf8"
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
