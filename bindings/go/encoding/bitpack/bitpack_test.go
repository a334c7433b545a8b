package bitpack

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	plain "github.com/sinew-simd/sinew/bindings/go/internal/bitpack"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// reference packs bit by bit.
func reference[T Value](in []T, width int) []byte {
	out := make([]byte, (len(in)*width+7)/8)
	for i, v := range in {
		for k := range width {
			bit := i*width + k
			out[bit/8] |= byte(v>>k&1) << (bit % 8)
		}
	}
	return out
}

func check[T Value](t *testing.T, in []T, width int) {
	t.Helper()
	want := reference(in, width)
	prefix := []byte{1, 2, 3}
	got, err := Append(slices.Clone(prefix), in, width)
	if err != nil || !bytes.Equal(got, append(prefix, want...)) {
		t.Fatalf("Append of %d values of %d bits: %x, %v, want %x", len(in), width, got[3:], err, want)
	}
	if w := Width(in); w > width || w != bits.Len64(plain.Or(in)) {
		t.Fatalf("Width is %d, want %d", w, bits.Len64(plain.Or(in)))
	}
	out := make([]T, len(in))
	n, err := Decode(out, append(slices.Clone(want), 0xff), width)
	if err != nil || n != len(want) || !slices.Equal(out, in) {
		t.Fatalf("Decode of %d values of %d bits: %v, %d, %v", len(in), width, out, n, err)
	}
	clear(out)
	if plain.Unpack(out, want, width); !slices.Equal(out, in) {
		t.Fatalf("plain Unpack of %d values of %d bits: %v", len(in), width, out)
	}
	if len(want) == 0 {
		return
	}
	short := want[:len(want)-1]
	whole := len(short) * 8 / width
	clear(out)
	n, err = Decode(out, short, width)
	var e *sinew.Error
	if !errors.As(err, &e) || !errors.Is(err, sinew.ErrTruncated) || e.Offset != len(short) || n != len(short) {
		t.Fatalf("Decode of too few bytes: %d, %v", n, err)
	}
	if !slices.Equal(out[:whole], in[:whole]) {
		t.Fatalf("Decode of too few bytes: %v, want %v", out[:whole], in[:whole])
	}
}

func randomValues[T Value](count, width int, r *rand.Rand) []T {
	in := make([]T, count)
	for i := range in {
		in[i] = T(r.Uint64() & plain.Mask(width))
	}
	return in
}

func TestEveryWidthAndCount(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for width := range 65 {
		for _, count := range []int{0, 1, 2, 7, 8, 9, 31, 47, 48, 49, 63, 64, 65, 100, 1000} {
			check(t, randomValues[uint64](count, width, r), width)
			if width <= 32 {
				check(t, randomValues[uint32](count, width, r), width)
			}
		}
	}
}

func FuzzRoundTrip(f *testing.F) {
	f.Add([]byte("the quick brown fox"), uint8(3))
	f.Add(bytes.Repeat([]byte{0xff}, 800), uint8(64))
	f.Add([]byte{}, uint8(0))
	f.Fuzz(func(t *testing.T, data []byte, w uint8) {
		width := int(w) % 65
		values := make([]uint64, len(data)/8)
		plain.Unpack(values, data, 64)
		for i := range values {
			values[i] &= plain.Mask(width)
		}
		check(t, values, width)
	})
}

func TestValuesThatDoNotFit(t *testing.T) {
	for _, count := range []int{10, 1000} {
		in := make([]uint32, count)
		in[count-2], in[count-1] = 32, 99
		dst := []byte{7}
		got, err := Append(dst, in, 5)
		var e *sinew.Error
		if !errors.As(err, &e) || e.Status != sinew.InvalidArgument || e.Offset != count-2 || !bytes.Equal(got, dst) {
			t.Errorf("%d values: %v, %v", count, got, err)
		}
	}
}

func TestPanics(t *testing.T) {
	for name, f := range map[string]func(){
		"width 33":       func() { Append(nil, []uint32{1}, 33) },
		"width 65":       func() { Decode([]uint64{1}, nil, 65) },
		"negative width": func() { Decode([]uint64{1}, nil, -1) },
		"size":           func() { EncodedSize(math.MaxInt, 64) },
		"size, wrapped":  func() { EncodedSize(math.MaxInt, 17) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			f()
		}()
	}
}

func TestNoAllocations(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, count := range []int{10, 1000} {
		in := randomValues[uint32](count, 11, r)
		packed := make([]byte, 0, 8*count)
		packed, _ = Append(packed, in, 11)
		if n := testing.AllocsPerRun(100, func() {
			packed, _ = Append(packed[:0], in, 11)
			Decode(in, packed, 11)
			Width(in)
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
	for _, count := range []int{16, 32, 48, 64, 96, 128, 256} {
		in := randomValues[uint32](count, 11, r)
		packed := make([]byte, EncodedSize(count, 11))
		run := func(name string, call func()) {
			b.Run(fmt.Sprintf("%d/%s", count, name), func(b *testing.B) {
				b.SetBytes(int64(count) * int64(unsafe.Sizeof(in[0])))
				for b.Loop() {
					call()
				}
			})
		}
		run("pack/Go", func() { packGo(packed, in, 11) })
		run("pack/library", func() { packC(packed, in, 11) })
		run("unpack/Go", func() { plain.Unpack(in, packed, 11) })
		run("unpack/library", func() { unpackC(in, packed, 11) })
		run("width/Go", func() { plain.Or(in) })
		run("width/library", func() { widthC(in) })
	}
}
