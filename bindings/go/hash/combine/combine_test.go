package combine

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// The formula of the manual, computed apart in Python: these must never change.
func TestFrozen(t *testing.T) {
	for _, v := range []struct{ first, second, want uint64 }{
		{0, 0, 0xe9e0033e3badaf36},
		{0, 1, 0xeab29de408aa52fd},
		{1, 0, 0x2cb0f69f4abea221},
		{1, 1, 0xb19e04cb9dce3146},
		{math.MaxUint64, math.MaxUint64, 0x42e9c8c719027aed},
		{0x0123456789abcdef, 0xfedcba9876543210, 0xdb7bcce3add57e68},
	} {
		if got := Hash(v.first, v.second); got != v.want {
			t.Errorf("Hash(%#x, %#x) = %#x, want %#x", v.first, v.second, got, v.want)
		}
		for _, n := range []int{1, 7, 8, 100} {
			first, second := slices.Repeat([]uint64{v.first}, n), slices.Repeat([]uint64{v.second}, n)
			Hashes(first, first, second)
			for _, got := range first {
				if got != v.want {
					t.Errorf("Hashes of %d: %#x, want %#x", n, got, v.want)
				}
			}
		}
	}
}

func random(n int, seed uint64) []uint64 {
	r := rand.New(rand.NewPCG(seed, uint64(n)))
	hashes := make([]uint64, n)
	for i := range hashes {
		hashes[i] = r.Uint64()
	}
	return hashes
}

func TestHashes(t *testing.T) {
	for n := range 200 {
		first, second, out := random(n, 1), random(n, 2), make([]uint64, n)
		want := make([]uint64, n)
		for i := range want {
			want[i] = Hash(first[i], second[i])
		}
		Hashes(out, first, second)
		if !slices.Equal(out, want) {
			t.Fatalf("%d pairs: %x, want %x", n, out, want)
		}
		copied := slices.Clone(second)
		Hashes(copied, first, copied)
		if !slices.Equal(copied, want) {
			t.Fatalf("%d pairs, in place of the second", n)
		}
		Hashes(first, first, second)
		if !slices.Equal(first, want) {
			t.Fatalf("%d pairs, in place of the first", n)
		}
	}
}

func FuzzHashes(f *testing.F) {
	f.Add(uint64(1), uint64(2), uint8(100))
	f.Fuzz(func(t *testing.T, a, b uint64, n uint8) {
		first, second, out := make([]uint64, n), make([]uint64, n), make([]uint64, n)
		for i := range out {
			first[i], second[i] = a*uint64(i), b+uint64(i)
		}
		Hashes(out, first, second)
		for i := range out {
			if want := Hash(first[i], second[i]); out[i] != want {
				t.Fatalf("Hash(%#x, %#x) = %#x in a batch, %#x alone", first[i], second[i], out[i], want)
			}
		}
	})
}

func TestWrongLengthPanics(t *testing.T) {
	for _, lengths := range [][3]int{{3, 4, 4}, {4, 3, 4}, {4, 4, 3}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%v: no panic", lengths)
				}
			}()
			Hashes(make([]uint64, lengths[0]), make([]uint64, lengths[1]), make([]uint64, lengths[2]))
		}()
	}
}

func TestNoAllocations(t *testing.T) {
	first, second, out := random(100, 1), random(100, 2), make([]uint64, 100)
	if n := testing.AllocsPerRun(100, func() { Hashes(out, first, second) }); n != 0 {
		t.Errorf("%v allocations a call", n)
	}
}

// What the crossover rests on.
func BenchmarkCrossover(b *testing.B) {
	first, second, out := random(4096, 1), random(4096, 2), make([]uint64, 4096)
	for _, n := range []int{8, 16, 32, 48, 64, 256, 4096} {
		b.Run(fmt.Sprintf("%d/Go", n), func(b *testing.B) {
			for b.Loop() {
				hashesGo(out[:n], first[:n], second[:n])
			}
		})
		if c.Available {
			b.Run(fmt.Sprintf("%d/library", n), func(b *testing.B) {
				for b.Loop() {
					c.HashCombineMany(&first[0], &second[0], n, &out[0])
				}
			})
		}
	}
}
