package bitmap

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

func bitsOf(s Slice) []bool {
	flags := make([]bool, s.Len)
	for i := range flags {
		flags[i] = s.Bits[(s.Offset+i)/8]>>((s.Offset+i)%8)&1 != 0
	}
	return flags
}

func bytesOf(flags []bool) []byte {
	out := make([]byte, (len(flags)+7)/8)
	for i, b := range flags {
		if b {
			out[i/8] |= 1 << (i % 8)
		}
	}
	return out
}

func check(t *testing.T, a, b Slice) {
	t.Helper()
	count := a.Len
	x, y := bitsOf(a), bitsOf(b)
	aBits, aShift := a.bytes()
	bBits, bShift := b.bytes()
	dst, plain := make([]byte, Size(count)), make([]byte, Size(count))
	for op, f := range []func([]byte, Slice, Slice){And, Or, Xor, AndNot} {
		want := make([]bool, count)
		for i := range want {
			want[i] = []bool{x[i] && y[i], x[i] || y[i], x[i] != y[i], x[i] && !y[i]}[op]
		}
		f(dst, a, b)
		combineGo(plain, aBits, aShift, bBits, bShift, count, operation(op))
		if expected := bytesOf(want); !bytes.Equal(dst, expected) || !bytes.Equal(plain, expected) {
			t.Fatalf("operation %d of %d bits from %d and %d: %x, in Go %x, want %x", op, count, a.Offset, b.Offset, dst, plain, expected)
		}
	}

	not, ones := make([]bool, count), 0
	var indices []uint32
	for i := range not {
		not[i] = !x[i]
		if x[i] {
			ones++
			indices = append(indices, uint32(i))
		}
	}
	Not(dst, a)
	notGo(plain, aBits, aShift, count)
	if want := bytesOf(not); !bytes.Equal(dst, want) || !bytes.Equal(plain, want) {
		t.Fatalf("Not of %d bits from %d: %x, in Go %x, want %x", count, a.Offset, dst, plain, want)
	}
	if n, m := Count(a), countGo(aBits, aShift, count); n != ones || m != ones {
		t.Fatalf("Count of %d bits from %d: %d, in Go %d, want %d", count, a.Offset, n, m, ones)
	}

	flags := make([]bool, count)
	ToBools(flags, a)
	if !slices.Equal(flags, x) {
		t.Fatalf("ToBools of %d bits from %d: %v", count, a.Offset, flags)
	}
	clear(flags)
	if toBoolsGo(flags, aBits, aShift); !slices.Equal(flags, x) {
		t.Fatalf("ToBools in Go of %d bits from %d: %v", count, a.Offset, flags)
	}
	FromBools(dst, x)
	fromBoolsGo(plain, x)
	if want := bytesOf(x); !bytes.Equal(dst, want) || !bytes.Equal(plain, want) {
		t.Fatalf("FromBools of %d: %x, in Go %x, want %x", count, dst, plain, want)
	}

	for _, room := range []int{0, ones, count} {
		got := AppendIndices(append(make([]uint32, 0, room+1), 7), a)
		if got[0] != 7 || !slices.Equal(got[1:], indices) {
			t.Fatalf("AppendIndices of %d bits from %d: %v, want %v", count, a.Offset, got[1:], indices)
		}
	}
	wide := AppendIndices[uint64](nil, a)
	inGo := make([]uint64, ones)
	indicesGo(inGo, aBits, aShift, count)
	if !slices.Equal(wide, inGo) || len(wide) != ones {
		t.Fatalf("AppendIndices of %d bits from %d: %v, in Go %v", count, a.Offset, wide, inGo)
	}
	for i, index := range wide {
		if index != uint64(indices[i]) {
			t.Fatalf("AppendIndices of %d bits from %d: %v, want %v", count, a.Offset, wide, indices)
		}
	}
}

func randomBits(size int, r *rand.Rand) []byte {
	out := make([]byte, size)
	for i := range out {
		out[i] = byte(r.Uint32())
	}
	return out
}

func TestEveryOffsetAndCount(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for count := range 140 {
		for offset := range 8 {
			// No byte more than the bits take.
			a := Slice{randomBits((offset+count+7)/8, r), offset, count}
			other := r.IntN(20)
			check(t, a, Slice{randomBits((other+count+7)/8, r), other, count})
		}
	}
	for _, count := range []int{639, 640, 1025, 2048, 4096, 5001} {
		a, b := randomBits(700, r), randomBits(700, r)
		check(t, Slice{a, 0, count}, Slice{b, 0, count})
		check(t, Slice{a, 13, count}, Slice{b, 70, count})
	}
}

func FuzzBitmap(f *testing.F) {
	f.Add([]byte("the quick brown fox"), uint8(3), uint8(0))
	f.Add(bytes.Repeat([]byte{0xff, 0x10}, 100), uint8(7), uint8(9))
	f.Add([]byte{}, uint8(0), uint8(0))
	f.Fuzz(func(t *testing.T, data []byte, aOffset, bOffset uint8) {
		count := 8*len(data) - int(max(aOffset, bOffset))
		if count < 0 {
			return
		}
		other := slices.Clone(data)
		slices.Reverse(other)
		check(t, Slice{data, int(aOffset), count}, Slice{other, int(bOffset), count})
	})
}

func TestInPlace(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, count := range []int{50, 5000} {
		a, b := randomBits(700, r), randomBits(700, r)
		want := make([]byte, Size(count))
		And(want, Slice{a, 11, count}, Slice{b, 3, count})
		And(a, Slice{a, 11, count}, Slice{b, 3, count})
		if !bytes.Equal(a[:Size(count)], want) {
			t.Errorf("And of %d bits in place: %x, want %x", count, a[:Size(count)], want)
		}
		Not(want, Slice{b, 3, count})
		Not(b, Slice{b, 3, count})
		if !bytes.Equal(b[:Size(count)], want) {
			t.Errorf("Not of %d bits in place: %x, want %x", count, b[:Size(count)], want)
		}
	}
}

// As many bits as a positive int of 32 bits does not count.
func TestManyBits(t *testing.T) {
	if math.MaxInt > math.MaxInt32 {
		t.Skip("an int has 64 bits")
	}
	in := make([]byte, 1<<28)
	in[1<<28-1] = 0x80
	if n := Count(Slice{in, math.MaxInt32, 1}); n != 1 {
		t.Errorf("%d bits", n)
	}
}

func TestPanics(t *testing.T) {
	in := make([]byte, 4)
	for name, f := range map[string]func(){
		"too many bits":   func() { Count(Slice{in, 1, 32}) },
		"negative offset": func() { Count(Slice{in, -1, 3}) },
		"negative length": func() { Count(Slice{in, 3, -1}) },
		"overflow":        func() { Count(Slice{in, 3, math.MaxInt}) },
		"lengths":         func() { And(in, Slice{in, 0, 8}, Slice{in, 0, 9}) },
		"short output":    func() { Not(in[:1], Slice{in, 0, 9}) },
		"short bools":     func() { ToBools(make([]bool, 8), Slice{in, 0, 9}) },
		"short bitmap":    func() { FromBools(in[:1], make([]bool, 9)) },
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
	for _, count := range []int{50, 5000} {
		a, b := Slice{randomBits(700, r), 3, count}, Slice{randomBits(700, r), 0, count}
		dst, flags, indices := make([]byte, Size(count)), make([]bool, count), make([]uint32, 0, count)
		if n := testing.AllocsPerRun(100, func() {
			And(dst, a, b)
			Not(dst, a)
			ToBools(flags, a)
			FromBools(dst, flags)
			indices = AppendIndices(indices[:0], a)
			Count(a)
		}); n != 0 {
			t.Errorf("%d bits: %v allocations a call", count, n)
		}
	}
}

// What the crossovers rest on.
func BenchmarkCrossover(b *testing.B) {
	if !c.Available {
		b.Skip("without a library there is one path")
	}
	r := rand.New(rand.NewPCG(1, 2))
	in, other := randomBits(700, r), randomBits(700, r)
	dst, flags, indices := make([]byte, 700), make([]bool, 5600), make([]uint32, 5600)
	for _, count := range []int{64, 128, 192, 256, 512, 1024, 2048, 3072, 4096} {
		run := func(name string, call func()) {
			b.Run(fmt.Sprintf("%d/%s", count, name), func(b *testing.B) {
				for b.Loop() {
					call()
				}
			})
		}
		run("and/Go", func() { combineGo(dst, in, 0, other, 0, count, opAnd) })
		run("and/library", func() { combineC(dst, in, 0, other, 0, count, opAnd) })
		run("shifted/Go", func() { combineGo(dst, in, 3, other, 0, count, opAnd) })
		run("shifted/library", func() { combineC(dst, in, 3, other, 0, count, opAnd) })
		run("not/Go", func() { notGo(dst, in, 0, count) })
		run("not/library", func() { notC(dst, in, 0, count) })
		run("count/Go", func() { countGo(in, 0, count) })
		run("count/library", func() { countC(in, 0, count) })
		run("tobools/Go", func() { toBoolsGo(flags[:count], in, 0) })
		run("tobools/library", func() { toBoolsC(flags, in, 0, count) })
		run("frombools/Go", func() { fromBoolsGo(dst, flags[:count]) })
		run("frombools/library", func() { fromBoolsC(dst, flags[:count]) })
		run("indices/Go", func() { indicesGo(indices, in, 0, count) })
		run("indices/library", func() { indicesC(indices, in, 0, count) })
	}
}
