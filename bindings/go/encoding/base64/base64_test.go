package base64

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/rounds"
)

type pair struct {
	name   string
	ours   *Encoding
	theirs *base64.Encoding
}

func encodings() []pair {
	const other = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	pairs := []pair{
		{"Std", StdEncoding, base64.StdEncoding},
		{"URL", URLEncoding, base64.URLEncoding},
		{"RawStd", RawStdEncoding, base64.RawStdEncoding},
		{"RawURL", RawURLEncoding, base64.RawURLEncoding},
		{"other alphabet", NewEncoding(other), base64.NewEncoding(other)},
		{"other padding", StdEncoding.WithPadding('@'), base64.StdEncoding.WithPadding('@')},
		{"padding above ASCII", URLEncoding.WithPadding('\xe9'), base64.URLEncoding.WithPadding('\xe9')},
		{"padding there and back", RawStdEncoding.WithPadding('*').WithPadding(StdPadding), base64.StdEncoding},
	}
	for _, p := range pairs {
		pairs = append(pairs, pair{p.name + ", strict", p.ours.Strict(), p.theirs.Strict()})
	}
	return pairs
}

func randomBytes(n int, seed uint64) []byte {
	b := make([]byte, n)
	rand.NewChaCha8([32]byte{byte(seed), byte(seed >> 8)}).Read(b)
	return b
}

func checkEncode(t *testing.T, p pair, src []byte) {
	t.Helper()
	want := make([]byte, p.theirs.EncodedLen(len(src)))
	p.theirs.Encode(want, src)
	got := make([]byte, p.ours.EncodedLen(len(src))+1)
	got[len(got)-1] = 0x55
	p.ours.Encode(got, src)
	if !bytes.Equal(got[:len(got)-1], want) || got[len(got)-1] != 0x55 {
		t.Fatalf("%s: Encode(%x) is %q, want %q", p.name, src, got, want)
	}
	if got := p.ours.EncodeToString(src); got != string(want) {
		t.Fatalf("%s: EncodeToString(%x) is %q, want %q", p.name, src, got, want)
	}
	if got := p.ours.AppendEncode([]byte("head"), src); string(got) != "head"+string(want) {
		t.Fatalf("%s: AppendEncode(%x) is %q, want %q", p.name, src, got, want)
	}
}

func checkDecode(t *testing.T, p pair, src []byte) {
	t.Helper()
	want := make([]byte, p.theirs.DecodedLen(len(src)))
	n, wantErr := p.theirs.Decode(want, src)
	want = want[:n]
	check := func(name string, got []byte, err error) {
		t.Helper()
		if !bytes.Equal(got, want) || err != wantErr {
			t.Fatalf("%s: %s(%q) is %x, %v, want %x, %v", p.name, name, src, got, err, want, wantErr)
		}
	}
	got := make([]byte, p.ours.DecodedLen(len(src)))
	n, err := p.ours.Decode(got, src)
	check("Decode", got[:n], err)
	got = make([]byte, len(want))
	if wantErr == nil {
		n, err = p.ours.Decode(got, src)
		check("Decode into as little as needed", got[:n], err)
	}
	got, err = p.ours.DecodeString(string(src))
	check("DecodeString", got, err)
	got, err = p.ours.AppendDecode([]byte("head"), src)
	check("AppendDecode", got[len("head"):], err)
	inPlace := bytes.Clone(src)
	n, err = p.ours.Decode(inPlace, inPlace)
	check("Decode in place", inPlace[:n], err)
}

// mutate returns text with a few bytes changed, inserted or removed.
func mutate(r *rand.Rand, text []byte) []byte {
	text = bytes.Clone(text)
	for range r.IntN(3) {
		at := r.IntN(len(text) + 1)
		b := "=@*\n\r\n-_+/A\x00\xe9"[r.IntN(13)]
		switch r.IntN(4) {
		case 0:
			text = text[:at]
		case 1:
			text = append(text[:at:at], text[min(at+1, len(text)):]...)
		case 2:
			text = append(append(text[:at:at], b), text[at:]...)
		default:
			if at < len(text) {
				text[at] = b
			}
		}
	}
	return text
}

func lines(text []byte, length int) []byte {
	var out []byte
	for len(text) > length {
		out = append(append(out, text[:length]...), "\r\n"...)
		text = text[length:]
	}
	return append(append(out, text...), '\n')
}

func TestAgreesWithTheStandardLibrary(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, p := range encodings() {
		for n := 0; n < 400; n += rounds.Of(1, 7) {
			src := randomBytes(n, uint64(n))
			checkEncode(t, p, src)
			text := []byte(p.theirs.EncodeToString(src))
			checkDecode(t, p, text)
			checkDecode(t, p, lines(text, 76))
			for range 3 {
				checkDecode(t, p, mutate(r, text))
				checkDecode(t, p, mutate(r, lines(text, 1+r.IntN(80))))
			}
		}
		for _, n := range []int{1000, 10000, 30000} {
			src := randomBytes(n, uint64(n))
			checkEncode(t, p, src)
			text := []byte(p.theirs.EncodeToString(src))
			for range 3 {
				checkDecode(t, p, mutate(r, text))
				checkDecode(t, p, mutate(r, lines(text, 76)))
			}
		}
	}
}

// Every ending of up to five of these bytes, behind text that is long enough for the library.
func TestEveryEnding(t *testing.T) {
	const some = "AB=\n*"
	heads := []string{strings.Repeat("Zm9v", 40), strings.Repeat("Zm9v\n", 40), "Zm9v" + strings.Repeat("\r\n", 60)}
	for _, p := range encodings() {
		for _, head := range heads {
			var extend func(text []byte, left int)
			extend = func(text []byte, left int) {
				checkDecode(t, p, text)
				for i := 0; i < len(some) && left > 0; i++ {
					extend(append(text[:len(text):len(text)], some[i]), left-1)
				}
			}
			extend([]byte(head), rounds.Of(5, 3))
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, n := range []int{0, 1, 2, 3, 47, 48, 49, 100, 1000} {
		for i := range len(encodings()) {
			text := []byte(encodings()[i].theirs.EncodeToString(randomBytes(n, 1)))
			f.Add(byte(i), text)
			f.Add(byte(i), lines(text, 64))
		}
	}
	for _, text := range []string{"=", "A=", "AA=", "AA=A", "AA==A", "AB==", "AAB=", "AA\n=\n=\n", "AA=\n*"} {
		f.Add(byte(8), []byte(strings.Repeat("QUJD", 20)+text))
	}
	f.Fuzz(func(t *testing.T, which byte, text []byte) {
		pairs := encodings()
		p := pairs[int(which)%len(pairs)]
		checkDecode(t, p, text)
		checkEncode(t, p, text)
	})
}

// Streams do what the standard library's do, errors and what is read of them included.
func TestStreams(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, p := range encodings() {
		for range rounds.Of(8, 3) {
			src := randomBytes(r.IntN(4000), r.Uint64())
			var ours, theirs bytes.Buffer
			a, b := NewEncoder(p.ours, &ours), base64.NewEncoder(p.theirs, &theirs)
			for rest := src; len(rest) > 0; {
				n := 1 + r.IntN(len(rest))
				if r.IntN(2) == 0 {
					n = 1 + r.IntN(min(len(rest), 5))
				}
				an, aerr := a.Write(rest[:n])
				bn, berr := b.Write(rest[:n])
				if an != bn || aerr != berr {
					t.Fatalf("%s: Write is %d, %v, want %d, %v", p.name, an, aerr, bn, berr)
				}
				rest = rest[n:]
			}
			if a.Close() != nil || b.Close() != nil || !bytes.Equal(ours.Bytes(), theirs.Bytes()) {
				t.Fatalf("%s: encoder wrote %q, want %q", p.name, ours.Bytes(), theirs.Bytes())
			}

			text := theirs.Bytes()
			if r.IntN(2) == 0 {
				text = lines(text, 60)
			}
			if r.IntN(2) == 0 {
				text = mutate(r, text)
			}
			for _, wrap := range []func(io.Reader) io.Reader{func(r io.Reader) io.Reader { return r }, iotest.OneByteReader, iotest.HalfReader, iotest.DataErrReader} {
				seed := r.Uint64()
				got, gotErr := readAll(NewDecoder(p.ours, wrap(bytes.NewReader(text))), seed)
				want, wantErr := readAll(base64.NewDecoder(p.theirs, wrap(bytes.NewReader(text))), seed)
				if got != want || gotErr != wantErr {
					t.Fatalf("%s: decoder of %q: %s, %v, want %s, %v", p.name, text, got, gotErr, want, wantErr)
				}
			}
		}
	}
}

// readAll reads in pieces of random sizes, and notes what each Read returned.
func readAll(r io.Reader, seed uint64) (log string, err error) {
	random := rand.New(rand.NewPCG(seed, 5))
	var all strings.Builder
	for err == nil {
		p := make([]byte, random.IntN(2000))
		if random.IntN(2) == 0 {
			p = p[:random.IntN(len(p)/100+1)]
		}
		var n int
		n, err = r.Read(p)
		fmt.Fprintf(&all, "%x,", p[:n])
	}
	return all.String(), err
}

func TestFailingWriter(t *testing.T) {
	for limit := range 6 {
		ours := NewEncoder(StdEncoding, iotest.TruncateWriter(&failing{limit}, 1<<20))
		theirs := base64.NewEncoder(base64.StdEncoding, iotest.TruncateWriter(&failing{limit}, 1<<20))
		for range 3 {
			n, err := ours.Write(make([]byte, 1700))
			wantN, wantErr := theirs.Write(make([]byte, 1700))
			if n != wantN || err != wantErr {
				t.Fatalf("limit %d: %d, %v, want %d, %v", limit, n, err, wantN, wantErr)
			}
		}
		if err, want := ours.Close(), theirs.Close(); err != want {
			t.Fatalf("limit %d: Close is %v, want %v", limit, err, want)
		}
	}
}

type failing struct{ left int }

func (f *failing) Write(p []byte) (int, error) {
	if f.left--; f.left < 0 {
		return 0, io.ErrShortWrite
	}
	return len(p), nil
}

func TestShortDestinationsPanic(t *testing.T) {
	src := randomBytes(300, 1)
	text := []byte(base64.StdEncoding.EncodeToString(src))
	for name, f := range map[string]func(){
		"Encode": func() { StdEncoding.Encode(make([]byte, 399), src) },
		"Decode": func() { StdEncoding.Decode(make([]byte, 299), text) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s did not panic", name)
				}
			}()
			f()
		}()
	}
}

func TestColumns(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	var encoded, decoded sinew.Strings
	for _, p := range encodings() {
		for _, count := range []int{0, 1, 3, 4, 50, 300} {
			var rows sinew.Strings
			rows.AppendBytes([]byte("before"))
			valid := []bool{true}
			for range count {
				rows.AppendBytes(randomBytes(r.IntN(70), r.Uint64()))
				valid = append(valid, r.IntN(4) != 0)
			}
			validity := sinew.ValidityOf(valid)
			validity.Offset = 1
			offsets32, offsets64 := []int32{0}, []int64{0}
			var data []byte
			for i := range rows.Len() {
				data = append(data, rows.At(i)...)
				offsets32 = append(offsets32, int32(len(data)))
				offsets64 = append(offsets64, int64(len(data)))
			}
			for _, column := range []sinew.Column{sinew.StringsOf(offsets32[1:], data), sinew.StringsOf(offsets64[1:], data)} {
				column = column.With(validity)
				if err := p.ours.EncodeColumn(&encoded, column); err != nil {
					t.Fatal(err)
				}
				if err := p.ours.DecodeColumn(&decoded, encoded.Column().With(validity)); err != nil {
					t.Fatal(err)
				}
				if encoded.Len() != count || decoded.Len() != count {
					t.Fatalf("%s: %d and %d rows, want %d", p.name, encoded.Len(), decoded.Len(), count)
				}
				for i := range count {
					want := rows.At(i + 1)
					if !valid[i+1] {
						want = nil
					}
					if got := string(encoded.At(i)); got != p.theirs.EncodeToString(want) {
						t.Fatalf("%s: row %d of %d encodes to %q", p.name, i, count, got)
					}
					if got := decoded.At(i); !bytes.Equal(got, want) {
						t.Fatalf("%s: row %d of %d decodes to %x", p.name, i, count, got)
					}
				}
			}
		}
	}
}

func TestColumnErrors(t *testing.T) {
	for _, p := range encodings() {
		for _, more := range []int{0, 10} {
			for text, want := range map[string]error{
				"AAA*": sinew.ErrCorrupt, "A": sinew.ErrTruncated, "AAAAA\n": sinew.ErrTruncated, "A*": sinew.ErrCorrupt, "AA\n*": sinew.ErrCorrupt,
			} {
				if strings.HasPrefix(p.name, "other alphabet") {
					text = strings.ReplaceAll(text, "A", ".")
				}
				var rows, out sinew.Strings
				rows.Append("")
				rows.Append(text)
				for range more {
					rows.Append("")
				}
				err := p.ours.DecodeColumn(&out, rows.Column())
				var failure *sinew.Error
				if !errors.Is(err, want) || !errors.As(err, &failure) || failure.Offset != 1 || out.Len() != 0 {
					t.Errorf("%s: %q gives %v", p.name, text, err)
				}
			}
			var out sinew.Strings
			offsets := append([]int32{0, 4, 2}, make([]int32, more)...)
			bad := sinew.StringsOf(offsets, []byte("AAAAAA"))
			numbers := sinew.Int64s(make([]int64, 2+more))
			for _, f := range []func(*sinew.Strings, sinew.Column) error{p.ours.EncodeColumn, p.ours.DecodeColumn} {
				var failure *sinew.Error
				if err := f(&out, bad); !errors.Is(err, sinew.ErrInvalidArgument) || !errors.As(err, &failure) || failure.Offset != 1 {
					t.Errorf("%s: bad offsets give %v", p.name, err)
				}
				if err := f(&out, numbers); !errors.Is(err, sinew.ErrInvalidArgument) {
					t.Errorf("%s: numbers give %v", p.name, err)
				}
			}
		}
	}
}

func TestColumnOfTheOutput(t *testing.T) {
	for _, rows := range []int{2, 1000} {
		var s sinew.Strings
		for range rows {
			s.Append("QUJD")
		}
		for _, call := range []func(*sinew.Strings, sinew.Column) error{StdEncoding.EncodeColumn, StdEncoding.DecodeColumn} {
			var failure *sinew.Error
			err := call(&s, s.Column())
			if !errors.As(err, &failure) || failure.Message != "column: it is in memory of the strings to be filled" {
				t.Error(err)
			}
		}
		if s.Len() != rows || string(s.At(rows-1)) != "QUJD" {
			t.Errorf("%d rows, the last one %s", s.Len(), s.At(rows-1))
		}
	}
}

func TestNoAllocations(t *testing.T) {
	src := randomBytes(1<<16, 1)
	text := []byte(StdEncoding.EncodeToString(src))
	dst, appended := make([]byte, len(text)), make([]byte, len(text))
	other := StdEncoding.WithPadding('@')
	var rows, encoded, decoded sinew.Strings
	for i := range 100 {
		rows.AppendBytes(src[i*30:][:30])
	}
	for name, f := range map[string]func(){
		"Encode, 32 B":   func() { StdEncoding.Encode(dst, src[:32]) },
		"Encode, 64 KiB": func() { StdEncoding.Encode(dst, src) },
		"Decode, 32 B":   func() { StdEncoding.Decode(dst, text[:32]) },
		"Decode, 64 KiB": func() { StdEncoding.Decode(dst, text) },
		"AppendEncode":   func() { appended = StdEncoding.AppendEncode(appended[:0], src) },
		"AppendDecode":   func() { appended, _ = StdEncoding.AppendDecode(appended[:0], text) },
		"columns": func() {
			RawURLEncoding.EncodeColumn(&encoded, rows.Column())
			RawURLEncoding.DecodeColumn(&decoded, encoded.Column())
		},
		"columns by rows": func() { other.EncodeColumn(&encoded, rows.Column()); other.DecodeColumn(&decoded, encoded.Column()) },
	} {
		f()
		if n := testing.AllocsPerRun(100, f); n != 0 {
			t.Errorf("%s: %v allocations a call", name, n)
		}
	}
}
