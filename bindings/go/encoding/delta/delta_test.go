package delta

import (
	"encoding/binary"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/number"
)

// modulo returns x modulo 2^32 or 2^64, as a T.
func modulo[T Integer](x *big.Int) T {
	size := big.NewInt(1)
	size.Lsh(size, uint(8*unsafe.Sizeof(T(0))))
	return T(new(big.Int).Mod(x, size).Uint64())
}

func toBig[T Integer](v T) *big.Int {
	if number.IsSigned[T]() {
		return big.NewInt(int64(v))
	}
	return new(big.Int).SetUint64(uint64(v))
}

// run calls f with memory of its own for the result, then in place, which must give the same.
func run[To, From Integer](t *testing.T, name string, in []From, want []To, f func(out []To, in []From)) {
	t.Helper()
	out := make([]To, len(in)+1)
	f(out, in)
	if !slices.Equal(out[:len(in)], want) || out[len(in)] != 0 {
		t.Fatalf("%s of %v: %v, want %v", name, in, out, want)
	}
	again := slices.Clone(in)
	same := unsafe.Slice((*To)(unsafe.Pointer(unsafe.SliceData(again))), len(again))
	f(same, again)
	if !slices.Equal(same, want) {
		t.Fatalf("%s of %v in place: %v, want %v", name, in, same, want)
	}
}

func check[S Signed, U Unsigned](t *testing.T, in []S, start S) {
	t.Helper()
	signed := slices.Clone(in)
	unsigned := make([]U, len(in))
	for i, v := range in {
		unsigned[i] = U(v)
	}
	checkDeltas(t, signed, start)
	checkDeltas(t, unsigned, U(start))
	checkFrame[U](t, signed, start)
	checkFrame[U](t, unsigned, U(start))

	want := make([]U, len(in))
	for i, v := range in {
		x := toBig(v)
		if x.Lsh(x, 1); x.Sign() < 0 {
			x.Not(x)
		}
		want[i] = modulo[U](x)
	}
	run(t, "Zigzag", signed, want, Zigzag[U, S])
	run(t, "Unzigzag", want, signed, Unzigzag[S, U])
}

func checkDeltas[T Integer](t *testing.T, in []T, start T) {
	t.Helper()
	want := make([]T, len(in))
	before := start
	for i, v := range in {
		want[i] = modulo[T](new(big.Int).Sub(toBig(v), toBig(before)))
		before = v
	}
	last := start
	run(t, "Encode", in, want, func(out, in []T) { last = Encode(out, in, start) })
	if last != before {
		t.Fatalf("Encode of %v returned %v", in, last)
	}
	run(t, "Decode", want, in, func(out, in []T) { last = Decode(out, in, start) })
	if last != before {
		t.Fatalf("Decode of %v returned %v", want, last)
	}
}

func checkFrame[U Unsigned, T Integer](t *testing.T, in []T, base T) {
	t.Helper()
	want := make([]U, len(in))
	for i, v := range in {
		want[i] = modulo[U](new(big.Int).Sub(toBig(v), toBig(base)))
	}
	run(t, "Distances", in, want, func(out []U, in []T) { Distances(out, in, base) })
	run(t, "Values", want, in, func(out []T, in []U) { Values(out, in, base) })

	least, width := Measure(in)
	wantLeast, wantWidth := T(0), 0
	if len(in) > 0 {
		wantLeast = slices.Min(in)
		wantWidth = new(big.Int).Sub(toBig(slices.Max(in)), toBig(wantLeast)).BitLen()
	}
	if least != wantLeast || width != wantWidth {
		t.Fatalf("Measure of %v: %v, %d bits, want %v, %d", in, least, width, wantLeast, wantWidth)
	}
}

func TestEveryCount(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, count := range []int{0, 1, 2, 7, 8, 31, 32, 63, 64, 65, 95, 96, 127, 128, 129, 255, 256, 300, 1000} {
		for _, shift := range []uint{0, 20, 40, 60} {
			narrow, wide := make([]int32, count), make([]int64, count)
			for i := range wide {
				narrow[i] = int32(r.Uint32()) >> (shift / 2)
				wide[i] = int64(r.Uint64()) >> shift
			}
			check[int32, uint32](t, narrow, int32(r.Uint32()))
			check[int64, uint64](t, wide, int64(r.Uint64()))
		}
	}
}

func FuzzAll(f *testing.F) {
	f.Add([]byte("the quick brown fox jumps over the lazy dog"), int64(-5))
	f.Add(make([]byte, 2000), int64(1))
	f.Fuzz(func(t *testing.T, data []byte, start int64) {
		narrow, wide := make([]int32, len(data)/4), make([]int64, len(data)/8)
		for i := range narrow {
			narrow[i] = int32(binary.LittleEndian.Uint32(data[4*i:]))
		}
		for i := range wide {
			wide[i] = int64(binary.LittleEndian.Uint64(data[8*i:]))
		}
		check[int32, uint32](t, narrow, int32(start))
		check[int64, uint64](t, wide, start)
	})
}

func TestPanics(t *testing.T) {
	for name, f := range map[string]func(){
		"short out":      func() { Encode(make([]int32, 1), make([]int32, 2), 0) },
		"short distance": func() { Distances(make([]uint32, 1), make([]int32, 2), 0) },
		"widths":         func() { Zigzag(make([]uint32, 2), make([]int64, 2)) },
		"more widths":    func() { Values(make([]int32, 2), make([]uint64, 2), 0) },
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
	for _, count := range []int{10, 1000} {
		in, out, mapped := make([]int64, count), make([]int64, count), make([]uint64, count)
		if n := testing.AllocsPerRun(100, func() {
			Decode(in, out, Encode(out, in, 3))
			Zigzag(mapped, in)
			Unzigzag(in, mapped)
			base, _ := Measure(in)
			Distances(mapped, in, base)
			Values(in, mapped, base)
		}); n != 0 {
			t.Errorf("%d values: %v allocations a call", count, n)
		}
	}
}
