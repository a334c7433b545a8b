package hex

import (
	"bytes"
	"encoding/hex"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go/internal/rounds"
)

func randomBytes(n int, seed uint64) []byte {
	b := make([]byte, n)
	rand.NewChaCha8([32]byte{byte(seed), byte(seed >> 8)}).Read(b)
	return b
}

func checkEncode(t *testing.T, src []byte) {
	t.Helper()
	want := hex.EncodeToString(src)
	got := make([]byte, len(want)+1)
	if n := Encode(got, src); n != len(want) || string(got[:n]) != want || got[n] != 0 {
		t.Fatalf("Encode(%x) is %q", src, got)
	}
	if got := EncodeToString(src); got != want {
		t.Fatalf("EncodeToString(%x) is %q", src, got)
	}
	if got := string(AppendEncode([]byte("head"), src)); got != "head"+want {
		t.Fatalf("AppendEncode(%x) is %q", src, got)
	}
	want = string(bytes.ToUpper([]byte(want)))
	if n := EncodeUpper(got, src); n != len(want) || string(got[:n]) != want || got[n] != 0 {
		t.Fatalf("EncodeUpper(%x) is %q", src, got)
	}
	if got := EncodeToStringUpper(src); got != want {
		t.Fatalf("EncodeToStringUpper(%x) is %q", src, got)
	}
	if got := string(AppendEncodeUpper([]byte("head"), src)); got != "head"+want {
		t.Fatalf("AppendEncodeUpper(%x) is %q", src, got)
	}
}

func checkDecode(t *testing.T, src []byte) {
	t.Helper()
	want := make([]byte, hex.DecodedLen(len(src)))
	n, wantErr := hex.Decode(want, src)
	want = want[:n]
	check := func(name string, got []byte, err error) {
		t.Helper()
		if !bytes.Equal(got, want) || err != wantErr {
			t.Fatalf("%s(%q) is %x, %v, want %x, %v", name, src, got, err, want, wantErr)
		}
	}
	got := make([]byte, DecodedLen(len(src)))
	n, err := Decode(got, src)
	check("Decode", got[:n], err)
	got, err = DecodeString(string(src))
	check("DecodeString", got, err)
	got, err = AppendDecode([]byte("head"), src)
	check("AppendDecode", got[len("head"):], err)
	inPlace := bytes.Clone(src)
	n, err = Decode(inPlace, inPlace)
	check("Decode in place", inPlace[:n], err)
}

func TestAgreesWithTheStandardLibrary(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 700 {
		src := randomBytes(n, uint64(n))
		checkEncode(t, src)
		digits := []byte(EncodeToString(src))
		if n%2 == 0 {
			digits = []byte(EncodeToStringUpper(src))
		}
		checkDecode(t, digits)
		for range rounds.Of(5, 1) {
			bad := bytes.Clone(digits[:r.IntN(len(digits)+1)])
			checkDecode(t, bad)
			for range min(1+r.IntN(2), len(bad)) {
				bad[r.IntN(len(bad))] = byte(r.Uint32())
			}
			checkDecode(t, bad)
		}
	}
}

func FuzzAgreesWithTheStandardLibrary(f *testing.F) {
	for _, n := range []int{0, 1, 31, 32, 33, 100, 300} {
		f.Add(randomBytes(n, 1))
		f.Add([]byte(hex.EncodeToString(randomBytes(n, 1))))
		f.Add([]byte(hex.EncodeToString(randomBytes(n, 1)) + "g"))
		f.Add([]byte(hex.EncodeToString(randomBytes(n, 1)) + "0"))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		checkEncode(t, data)
		checkDecode(t, data)
		checkDecode(t, []byte(hex.EncodeToString(data)))
	})
}

// What is written, and what is said of a writer that fails, is the standard library's.
func TestEncoder(t *testing.T) {
	for limit := range 5 {
		var ours, theirs bytes.Buffer
		a, b := NewEncoder(&failing{&ours, limit}), hex.NewEncoder(&failing{&theirs, limit})
		for _, n := range []int{0, 1, 511, 512, 1500} {
			an, aerr := a.Write(randomBytes(n, 1))
			bn, berr := b.Write(randomBytes(n, 1))
			if an != bn || aerr != berr || !bytes.Equal(ours.Bytes(), theirs.Bytes()) {
				t.Fatalf("limit %d: %d bytes: %d, %v, want %d, %v", limit, n, an, aerr, bn, berr)
			}
		}
	}
}

type failing struct {
	w    io.Writer
	left int
}

func (f *failing) Write(p []byte) (int, error) {
	if f.left--; f.left < 0 {
		n, _ := f.w.Write(p[:len(p)/3])
		return n, io.ErrShortWrite
	}
	return f.w.Write(p)
}

func TestShortDestinationsPanic(t *testing.T) {
	src := randomBytes(300, 1)
	for name, f := range map[string]func(){
		"Encode":      func() { Encode(make([]byte, 599), src) },
		"EncodeUpper": func() { EncodeUpper(make([]byte, 599), src) },
		"Decode":      func() { Decode(make([]byte, 299), []byte(hex.EncodeToString(src))) },
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

func TestNoAllocations(t *testing.T) {
	src := randomBytes(1<<16, 1)
	digits := []byte(EncodeToString(src))
	dst, appended := make([]byte, len(digits)), make([]byte, len(digits))
	for name, f := range map[string]func(){
		"Encode, 16 B":   func() { Encode(dst, src[:16]) },
		"Encode, 64 KiB": func() { Encode(dst, src) },
		"Decode, 32 B":   func() { Decode(dst, digits[:32]) },
		"Decode, 64 KiB": func() { Decode(dst, digits) },
		"AppendEncode":   func() { appended = AppendEncode(appended[:0], src) },
		"AppendDecode":   func() { appended, _ = AppendDecode(appended[:0], digits) },
	} {
		if n := testing.AllocsPerRun(100, f); n != 0 {
			t.Errorf("%s: %v allocations a call", name, n)
		}
	}
}
