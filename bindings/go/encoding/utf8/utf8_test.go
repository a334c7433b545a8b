package utf8

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/standard"
)

func TestStandardLibrarysOwnTests(t *testing.T) {
	standard.RunTestsOf(t, "unicode/utf8", "encoding/utf8", 12)
}

// randomText has runes of 1 to 4 bytes, at least size bytes of them.
func randomText(r *rand.Rand, size int) []byte {
	most := []rune{0x80, 0x800, 0x10000, 0x110000}[r.IntN(4)]
	text := []byte{}
	for len(text) < size {
		text = utf8.AppendRune(text, r.Int32N(most))
	}
	return text
}

func check(t *testing.T, text []byte) {
	t.Helper()
	s := string(text)
	if got, want := Valid(text), utf8.Valid(text); got != want {
		t.Errorf("Valid(%q) = %v", s, got)
	}
	if got, want := ValidString(s), utf8.Valid(text); got != want {
		t.Errorf("ValidString(%q) = %v", s, got)
	}
	prefix := 0
	for prefix < len(s) {
		r, size := utf8.DecodeRuneInString(s[prefix:])
		if r == RuneError && size == 1 {
			break
		}
		prefix += size
	}
	if got := ValidPrefix(s); got != prefix {
		t.Errorf("ValidPrefix(%q) = %d, want %d", s, got, prefix)
	}
	if got := ValidPrefix(text); got != prefix {
		t.Errorf("ValidPrefix([]byte(%q)) = %d, want %d", s, got, prefix)
	}
	if got, want := RuneCount(text), utf8.RuneCount(text); got != want {
		t.Errorf("RuneCount(%q) = %d, want %d", s, got, want)
	}
	if got, want := RuneCountInString(s), utf8.RuneCount(text); got != want {
		t.Errorf("RuneCountInString(%q) = %d, want %d", s, got, want)
	}
	for _, replacement := range []string{"\uFFFD", "", "??"} {
		want := strings.ToValidUTF8(s, replacement)
		if got := ToValidString(s, replacement); got != want {
			t.Errorf("ToValidString(%q, %q) = %q, want %q", s, replacement, got, want)
		}
		if got := ToValid(text, []byte(replacement)); string(got) != want {
			t.Errorf("ToValid(%q, %q) = %q, want %q", s, replacement, got, want)
		}
	}
}

func TestAgainstStandardLibrary(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for size := range 700 {
		text := randomText(r, size)
		check(t, text)
		for range 3 {
			bad := bytes.Clone(text)
			for range 1 + r.IntN(5) {
				if len(bad) > 0 {
					bad[r.IntN(len(bad))] = byte(r.Uint32())
				}
			}
			check(t, bad)
			if len(bad) > 0 {
				check(t, bad[:len(bad)-1])
			}
		}
	}
}

func FuzzAgainstStandardLibrary(f *testing.F) {
	for _, s := range []string{"", "a", "\xE2\x82", strings.Repeat("\u4E8C", 50) + "\xF4\x90", strings.Repeat("a", 300) + "\xFF"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) { check(t, text) })
}

func TestValidColumn(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, rows := range []int{0, 1, 3, 4, 63, 64, 65, 500} {
		var data []byte
		small, large := []int32{0}, []int64{0}
		valid := make([]bool, rows)
		want := make([]byte, (rows+7)/8)
		for i := range rows {
			row := randomText(r, r.IntN(20))
			if r.IntN(4) == 0 {
				row = append(row, 0x80+byte(r.IntN(128)))
			}
			data = append(data, row...)
			small, large = append(small, int32(len(data))), append(large, int64(len(data)))
			valid[i] = r.IntN(5) != 0
			if valid[i] && utf8.Valid(row) {
				want[i/8] |= 1 << (i % 8)
			}
		}
		for _, column := range []sinew.Column{sinew.StringsOf(small, data), sinew.StringsOf(large, data)} {
			got := bytes.Repeat([]byte{0xEE}, len(want))
			if err := ValidColumn(got, column.With(sinew.ValidityOf(valid))); err != nil || !bytes.Equal(got, want) {
				t.Errorf("%d rows: %v, %v, want %v", rows, got, err, want)
			}
		}
	}
	for _, rows := range []int{2, 40} {
		offsets := make([]int32, rows+1)
		offsets[rows] = -1
		out := make([]byte, (rows+7)/8)
		var e *sinew.Error
		if err := ValidColumn(out, sinew.StringsOf(offsets, nil)); !errors.As(err, &e) || e.Offset != rows-1 || !errors.Is(err, sinew.ErrInvalidArgument) {
			t.Errorf("%d rows: %v", rows, err)
		}
		if err := ValidColumn(out, sinew.Int64s(make([]int64, rows))); !errors.Is(err, sinew.ErrInvalidArgument) {
			t.Errorf("integers: %v", err)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("no panic for a bitmap that is too short")
		}
	}()
	ValidColumn(nil, sinew.StringsOf([]int32{0, 0}, nil))
}

func TestNoAllocations(t *testing.T) {
	text := randomText(rand.New(rand.NewPCG(5, 6)), 1000)
	s := string(text)
	if n := testing.AllocsPerRun(100, func() {
		Valid(text)
		ValidString(s)
		ValidPrefix(text)
		RuneCount(text)
		RuneCountInString(s)
		ToValidString(s, "?")
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
