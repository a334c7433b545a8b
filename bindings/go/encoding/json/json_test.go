package json

import (
	"bytes"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/sinew-simd/sinew/bindings/go"
)

// marshal is what encoding/json writes.
func marshal(t *testing.T, s string, html bool) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(html)
	if err := e.Encode(s); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func checkQuote(t *testing.T, s string) {
	t.Helper()
	for _, html := range []bool{false, true} {
		quote := AppendQuote[string]
		if html {
			quote = AppendQuoteHTML[string]
		}
		want := marshal(t, s, html)
		if got := quote([]byte("x"), s); string(got) != "x"+want {
			t.Errorf("quoted %q: %q, want %q", s, got, want)
		}
		back, err := AppendUnquote([]byte("x"), want)
		valid := strings.ToValidUTF8(s, "")
		if err != nil || valid == s && string(back) != "x"+s {
			t.Errorf("unquoted %q: %q, %v", want, back, err)
		}
	}
}

// checkUnquote compares with encoding/json, which accepts more, and with the plain code.
func checkUnquote(t *testing.T, s string) {
	t.Helper()
	got, err := AppendUnquote(nil, s)
	var want string
	standard := json.Unmarshal([]byte(s), &want)
	if strings.TrimSpace(s) != s || len(s) > 0 && s[0] != '"' {
		standard = errors.New("json: no string") // or more than a string
	}
	if err == nil && (standard != nil || string(got) != want) {
		t.Errorf("unquoted %q: %q, want %q, %v", s, got, want, standard)
	}
	if err != nil && standard == nil && utf8.ValidString(s) && !strings.Contains(strings.ToLower(s), `\ud`) {
		t.Errorf("unquoted %q: %v, want %q", s, err, want)
	}
	var e *sinew.Error
	if err != nil && (!errors.As(err, &e) || e.Offset < 0 || e.Offset > len(s) || got != nil) {
		t.Errorf("unquoted %q: %q, %#v", s, got, err)
	}
	out, read, status := appendUnescaped(nil, s)
	outGo, readGo, statusGo := appendUnescapedGo(nil, s)
	if string(out) != string(outGo) || read != readGo || status != statusGo {
		t.Errorf("unescaped %q: %q, %d, %d; in Go %q, %d, %d", s, out, read, status, outGo, readGo, statusGo)
	}
}

var seeds = []string{
	"", "a", `"`, `""`, `"a`, `"\"`, `"\\"`, `"\u00e9"`, `"\ud83d\ude00"`, `"\ud83d"`, `"\ud83d\u0041"`, `"\ude00"`, `"\ud83d\ud`, `"\x"`, "\"\x01\"",
	"<a & b>\u2028\u2029", "\xff\xfe", `a"b\c` + "\b\f\n\r\t\x00\x7f", "\u4e8c\U0001f600",
	strings.Repeat("x", 100) + "\xe2\x80", strings.Repeat(`\ud83d\ude00`, 20) + `\ud83d\udb`, strings.Repeat("\n", 5000),
}

func TestAgainstStandardLibrary(t *testing.T) {
	for _, s := range seeds {
		checkQuote(t, s)
		checkUnquote(t, s)
		checkUnquote(t, `"`+s+`"`)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for size := range 400 {
		most := []rune{0x80, 0x800, 0x3000, 0x110000}[r.IntN(4)]
		text := []byte{}
		for len(text) < size {
			text = utf8.AppendRune(text, r.Int32N(most))
		}
		for range 3 {
			s := string(text)
			checkQuote(t, s)
			checkUnquote(t, `"`+s+`"`)
			quoted := string(AppendQuote(nil, s))
			checkUnquote(t, quoted)
			checkUnquote(t, quoted[:r.IntN(len(quoted)+1)])
			for range r.IntN(4) {
				if len(text) > 0 {
					text[r.IntN(len(text))] = `"\u<`[r.IntN(4)] ^ byte(r.IntN(2)<<7)
				}
			}
		}
	}
}

func FuzzAgainstStandardLibrary(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkQuote(t, s)
		checkUnquote(t, s)
		checkUnquote(t, `"`+s+`"`)
	})
}

func TestUnquoteErrors(t *testing.T) {
	long := strings.Repeat("é", 50)
	for _, c := range []struct {
		in     string
		offset int
		err    error
	}{
		{"", 0, sinew.ErrTruncated},
		{"a", 0, sinew.ErrCorrupt},
		{`"`, 1, sinew.ErrTruncated},
		{`"ab`, 3, sinew.ErrTruncated},
		{`"ab\"`, 5, sinew.ErrTruncated},
		{`"ab\`, 3, sinew.ErrTruncated},
		{`"ab\u12"`, 3, sinew.ErrCorrupt},
		{`"ab\u12`, 3, sinew.ErrTruncated},
		{`"ab"cd"`, 3, sinew.ErrCorrupt},
		{"\"ab\n\"", 3, sinew.ErrCorrupt},
		{`"ab\ud83d\"`, 3, sinew.ErrCorrupt},
		{"\"ab\xff\"", 3, sinew.ErrCorrupt},
		{"\"ab\xe2\x82", 3, sinew.ErrTruncated},
		{"\"ab\xe2\x82\"", 3, sinew.ErrCorrupt},
		{`"` + long + `\x"`, 101, sinew.ErrCorrupt},
		{`"` + long + `\u12`, 101, sinew.ErrTruncated},
	} {
		var e *sinew.Error
		_, err := AppendUnquote(nil, c.in)
		if !errors.Is(err, c.err) || !errors.As(err, &e) || e.Offset != c.offset {
			t.Errorf("%q: %v, want %v at %d", c.in, err, c.err, c.offset)
		}
	}
}

func TestNoAllocations(t *testing.T) {
	s := strings.Repeat("quoted \"text\"\n", 30)
	quoted, plain := make([]byte, 0, 2000), make([]byte, 0, 2000)
	if n := testing.AllocsPerRun(100, func() {
		quoted = AppendQuote(quoted[:0], s)
		plain, _ = AppendUnquote(plain[:0], quoted)
	}); n != 0 || string(plain) != s {
		t.Errorf("%v allocations", n)
	}
}
