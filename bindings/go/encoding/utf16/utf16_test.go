package utf16

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

func check(t *testing.T, s string) {
	t.Helper()
	want := append([]uint16{7}, utf16.Encode([]rune(s))...)
	if got := AppendString([]uint16{7}, s); !slices.Equal(got, want) {
		t.Errorf("AppendString(%q) = %x, want %x", s, got, want)
	}
	if got := AppendString([]uint16{7}, []byte(s)); !slices.Equal(got, want) {
		t.Errorf("AppendString([]byte(%q)) = %x, want %x", s, got, want)
	}
	// The same bytes taken for units: any surrogates in any order.
	units := make([]uint16, 0, len(s))
	for i := range len(s) {
		units = append(units, uint16(s[i])<<8&0x1F00|0xD000|uint16(i))
	}
	for _, in := range [][]uint16{want[1:], units} {
		want := string(utf16.Decode(in))
		if got := String(in); got != want {
			t.Errorf("String(%x) = %q, want %q", in, got, want)
		}
		if got := AppendUTF8([]byte("x"), in); string(got) != "x"+want {
			t.Errorf("AppendUTF8(%x) = %q, want %q", in, got, want)
		}
	}
}

func TestAgainstStandardLibrary(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for size := range 400 {
		most := []rune{0x80, 0x800, 0x10000, 0x110000}[r.IntN(4)]
		text := []byte{}
		for len(text) < size {
			text = utf8.AppendRune(text, r.Int32N(most))
		}
		check(t, string(text))
		for range r.IntN(6) {
			if len(text) > 0 {
				text[r.IntN(len(text))] = byte(r.Uint32())
			}
		}
		check(t, string(text))
	}
	check(t, strings.Repeat("\xff", 300))
	check(t, strings.Repeat("\U0001f600", 9000))
}

func FuzzAgainstStandardLibrary(f *testing.F) {
	for _, s := range []string{"", "a", strings.Repeat("\u4e8c", 60) + "\xf4\x90", strings.Repeat("\U0001f600", 30)} {
		f.Add(s)
	}
	f.Fuzz(check)
}

func TestNoAllocations(t *testing.T) {
	s := strings.Repeat("\u4e8c\U0001f600a", 50)
	units := make([]uint16, 0, 1000)
	bytes := make([]byte, 0, 1000)
	if n := testing.AllocsPerRun(100, func() {
		units = AppendString(units[:0], s)
		bytes = AppendUTF8(bytes[:0], units)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
