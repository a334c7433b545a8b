package streamvbyte

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// reference encodes value by value, as the paper describes it.
func reference(in []uint32, e Encoding) []byte {
	sizes := []int{1, 2, 3, 4}
	if e == Encoding0124 {
		sizes = []int{0, 1, 2, 4}
	}
	out := make([]byte, (len(in)+3)/4)
	for i, v := range in {
		code := 0
		for uint64(v)>>(8*sizes[code]) != 0 {
			code++
		}
		out[i/4] |= byte(code << (i % 4 * 2))
		out = append(out, binary.LittleEndian.AppendUint32(nil, v)[:sizes[code]]...)
	}
	return out
}

func differences(in []uint32, start uint32) []uint32 {
	out := make([]uint32, len(in))
	for i, v := range in {
		out[i] = v - start
		start = v
	}
	return out
}

// randomValues are of every length, with runs of one length.
func randomValues(count int, r *rand.Rand) []uint32 {
	in := make([]uint32, count)
	width := 0
	for i := range in {
		if r.IntN(4) == 0 {
			width = r.IntN(33)
		}
		in[i] = uint32(r.Uint64() & (1<<width - 1))
	}
	return in
}

func check(t *testing.T, in []uint32, e Encoding, start uint32) {
	t.Helper()
	want := reference(in, e)
	prefix := []byte{1, 2, 3}
	for _, room := range []int{0, len(want), EncodedBound(len(in))} {
		dst := append(make([]byte, 0, 3+room), prefix...)
		if got := e.Append(dst, in); !bytes.Equal(got, append(prefix, want...)) {
			t.Fatalf("Append of %d values: %x, want %x", len(in), got[3:], want)
		}
	}
	if n := e.EncodedSize(in); n != len(want) {
		t.Fatalf("EncodedSize of %d values is %d, want %d", len(in), n, len(want))
	}
	out := make([]uint32, len(in))
	if n, err := e.Decode(out, append(slices.Clone(want), 0xff)); n != len(want) || err != nil || !slices.Equal(out, in) {
		t.Fatalf("Decode of %d values: %v, %d, %v", len(in), out, n, err)
	}

	wantDelta := reference(differences(in, start), e)
	if got := e.AppendDelta(nil, in, start); !bytes.Equal(got, wantDelta) {
		t.Fatalf("AppendDelta of %d values: %x, want %x", len(in), got, wantDelta)
	}
	if n := e.EncodedSizeDelta(in, start); n != len(wantDelta) {
		t.Fatalf("EncodedSizeDelta of %d values is %d, want %d", len(in), n, len(wantDelta))
	}
	clear(out)
	if n, err := e.DecodeDelta(out, wantDelta, start); n != len(wantDelta) || err != nil || !slices.Equal(out, in) {
		t.Fatalf("DecodeDelta of %d values: %v, %d, %v", len(in), out, n, err)
	}

	// The path in Go on its own, which long inputs do not take.
	for _, room := range []int{len(want), EncodedBound(len(in))} {
		dst := make([]byte, room)
		if n := e.encodeGo(dst, in, 0, plain); !bytes.Equal(dst[:n], want) {
			t.Fatalf("encodeGo of %d values: %x, want %x", len(in), dst[:n], want)
		}
	}
	clear(out)
	if n, ok := e.decodeGo(out, want, 0, plain); n != len(want) || !ok || !slices.Equal(out, in) {
		t.Fatalf("decodeGo of %d values: %v, %d, %v", len(in), out, n, ok)
	}
	clear(out)
	if n, ok := e.decodeGo(out, wantDelta, start, delta); n != len(wantDelta) || !ok || !slices.Equal(out, in) {
		t.Fatalf("decodeGo of %d differences: %v, %d, %v", len(in), out, n, ok)
	}
	if n := e.sizeGo(in, start, delta); n != len(wantDelta) {
		t.Fatalf("sizeGo of %d differences is %d, want %d", len(in), n, len(wantDelta))
	}
	if len(want) != 0 {
		checkTruncated(t, out, want[:len(want)-1], e)
	}
}

func checkTruncated(t *testing.T, out []uint32, in []byte, e Encoding) {
	t.Helper()
	n, err := e.Decode(out, in)
	var fault *sinew.Error
	if n != len(in) || !errors.As(err, &fault) || !errors.Is(err, sinew.ErrTruncated) || fault.Offset != len(in) {
		t.Fatalf("Decode of too few bytes: %d, %v", n, err)
	}
}

func TestEveryCount(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, e := range []Encoding{Encoding1234, Encoding0124} {
		for count := range 150 {
			check(t, randomValues(count, r), e, r.Uint32())
		}
		check(t, randomValues(10000, r), e, 0)
		check(t, make([]uint32, 1000), e, math.MaxUint32)
	}
}

func FuzzRoundTrip(f *testing.F) {
	f.Add([]byte("the quick brown fox"), uint32(3), false)
	f.Add(bytes.Repeat([]byte{0xff, 0}, 400), uint32(0), true)
	f.Add([]byte{}, uint32(1), false)
	f.Fuzz(func(t *testing.T, data []byte, start uint32, is0124 bool) {
		e := Encoding1234
		if is0124 {
			e = Encoding0124
		}
		in := make([]uint32, len(data)/4)
		for i := range in {
			v := binary.LittleEndian.Uint32(data[4*i:])
			in[i] = v >> (v >> 27)
		}
		check(t, in, e, start)
	})
}

// Any bytes: both paths say the same.
func FuzzDecode(f *testing.F) {
	f.Add([]byte("some bytes that are not values at all, but long enough for a good many"), uint8(40), uint32(0), false)
	f.Add([]byte{0, 1}, uint8(1), uint32(5), true)
	f.Fuzz(func(t *testing.T, data []byte, count uint8, start uint32, is0124 bool) {
		e := Encoding1234
		if is0124 {
			e = Encoding0124
		}
		want, got := make([]uint32, count), make([]uint32, count)
		n, err := e.DecodeDelta(got, data, start)
		if !e.mayHold(len(data), int(count)) {
			if err == nil || n != len(data) {
				t.Fatalf("%d values of %d bytes: %d, %v", count, len(data), n, err)
			}
			return
		}
		wantN, ok := e.decodeGo(want, data, start, delta)
		if n != wantN || ok != (err == nil) || ok && !slices.Equal(got, want) {
			t.Fatalf("%d, %v, %v, want %d, %v, %v", n, err, got, wantN, ok, want)
		}
	})
}

// What libstreamvbyte makes of the values of docs/formats/streamvbyte.md.
func TestFormat(t *testing.T) {
	in := []uint32{0, 1, 255, 256, 65535, 65536, 0x12345678}
	if got := hex.EncodeToString(Encoding1234.Append(nil, in)); got != strings.ToLower("40390001FF0001FFFF00000178563412") {
		t.Error(got)
	}
	if got := hex.EncodeToString(Encoding0124.Append(nil, in)); got != strings.ToLower("943E01FF0001FFFF0000010078563412") {
		t.Error(got)
	}
	if got := hex.EncodeToString(Encoding1234.AppendDelta(nil, []uint32{1000, 1003, 1003, 1500, 70000}, 990)); got != strings.ToLower("40020A0300F101940B01") {
		t.Error(got)
	}
}

func TestTruncated(t *testing.T) {
	for _, count := range []int{7, 200} {
		in := make([]uint32, count)
		for i := range in {
			in[i] = 1 << (8 * (i % 4))
		}
		for _, e := range []Encoding{Encoding1234, Encoding0124} {
			whole := e.Append(nil, in)
			for size := range whole {
				checkTruncated(t, make([]uint32, count), whole[:size], e)
			}
		}
	}
}

func TestEncodedBound(t *testing.T) {
	if n := EncodedBound(9); n != 39 {
		t.Error(n)
	}
	for _, count := range []int{-1, math.MaxInt} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("EncodedBound(%d): no panic", count)
				}
			}()
			EncodedBound(count)
		}()
	}
}

func TestNoAllocations(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, count := range []int{10, 1000} {
		in := randomValues(count, r)
		packed := make([]byte, 0, EncodedBound(count))
		if n := testing.AllocsPerRun(100, func() {
			packed = Encoding1234.Append(packed[:0], in)
			Encoding1234.Decode(in, packed)
			packed = Encoding0124.AppendDelta(packed[:0], in, 7)
			Encoding0124.DecodeDelta(in, packed, 7)
			Encoding0124.EncodedSizeDelta(in, 7)
		}); n != 0 {
			t.Errorf("%d values: %v allocations a call", count, n)
		}
	}
}

// What the crossovers rest on.
func BenchmarkCrossover(b *testing.B) {
	if !c.Available {
		b.Skip("without a library there is one path")
	}
	r := rand.New(rand.NewPCG(1, 2))
	for _, count := range []int{8, 16, 24, 32, 48, 64, 96} {
		in := randomValues(count, r)
		packed := make([]byte, EncodedBound(count))
		run := func(name string, call func()) {
			b.Run(fmt.Sprintf("%d/%s", count, name), func(b *testing.B) {
				for b.Loop() {
					call()
				}
			})
		}
		run("encode/Go", func() { Encoding1234.encodeGo(packed, in, 0, plain) })
		run("encode/library", func() { Encoding1234.encodeC(packed, in) })
		run("decode/Go", func() { Encoding1234.decodeGo(in, packed, 0, plain) })
		run("decode/library", func() { Encoding1234.decodeC(in, packed) })
		run("size/Go", func() { Encoding1234.sizeGo(in, 0, plain) })
		run("size/library", func() { Encoding1234.sizeC(in) })
	}
}
