package jump

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
)

// Guava's own test of its consistentHash, which takes the same steps.
func TestPublished(t *testing.T) {
	for key, want := range []int32{0, 55, 62, 8, 45, 59, 86, 97, 82, 59, 73, 37, 17, 56, 86, 21, 90, 37, 38, 83} {
		if got := Hash(uint64(key), 100); got != want {
			t.Errorf("Hash(%d, 100) = %d, want %d", key, got, want)
		}
	}
	for _, v := range []struct {
		key     uint64
		buckets int
		want    int32
	}{
		{10863919174838991, 11, 6}, {2016238256797177309, 11, 3}, {1673758223894951030, 11, 5},
		{2, 100001, 80343}, {2201, 100001, 22152}, {2202, 100001, 15018}, {7, 0, -1}, {7, -5, -1},
	} {
		if got := Hash(v.key, v.buckets); got != v.want {
			t.Errorf("Hash(%d, %d) = %d, want %d", v.key, v.buckets, got, v.want)
		}
	}
}

func keysOf(n int) []uint64 {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	keys := make([]uint64, n)
	for i := range keys {
		keys[i] = r.Uint64()
	}
	return keys
}

func TestBatches(t *testing.T) {
	for _, rows := range []int{0, 1, 2, 3, 4, 7, 8, 9, 16, 31, 32, 33, 1000} {
		keys := keysOf(rows)
		signed := make([]int64, rows)
		valid := make([]bool, rows)
		for i := range keys {
			signed[i], valid[i] = int64(keys[i]), i%3 != 1
		}
		for _, buckets := range []int{1, 2, 10, 1000, math.MaxInt32} {
			got := make([]int32, rows)
			check := func(what string, valid func(i int) bool) {
				t.Helper()
				for i := range got {
					want := int32(0)
					if valid(i) {
						want = Hash(keys[i], buckets)
					}
					if got[i] != want {
						t.Fatalf("%s: row %d of %d, %d buckets: %d, want %d", what, i, rows, buckets, got[i], want)
					}
				}
				clear(got)
			}
			all := func(int) bool { return true }
			HashUint64s(got, keys, buckets)
			check("HashUint64s", all)
			hashGo(got, keys, buckets)
			check("hashGo", all)
			for _, column := range []sinew.Column{sinew.Uint64s(keys), sinew.Int64s(signed)} {
				if err := HashColumn(got, column, buckets); err != nil {
					t.Fatal(err)
				}
				check("HashColumn", all)
				nulls := sinew.ValidityOf(append(make([]bool, 5), valid...))
				nulls.Offset = 5
				if err := HashColumn(got, column.With(nulls), buckets); err != nil {
					t.Fatal(err)
				}
				check("HashColumn with nulls", func(i int) bool { return valid[i] })
			}
		}
	}
}

func FuzzBatches(f *testing.F) {
	f.Add(uint64(1), uint64(2), uint8(9), int32(10))
	f.Add(uint64(0), uint64(1)<<33, uint8(40), int32(math.MaxInt32))
	f.Fuzz(func(t *testing.T, first, step uint64, rows uint8, buckets int32) {
		if buckets < 1 {
			return
		}
		keys := make([]uint64, rows)
		for i := range keys {
			keys[i] = first + uint64(i)*step
		}
		out := make([]int32, rows)
		HashUint64s(out, keys, int(buckets))
		for i, got := range out {
			if want := Hash(keys[i], int(buckets)); got != want {
				t.Fatalf("key %d, %d buckets: %d, want %d", keys[i], buckets, got, want)
			}
		}
	})
}

func TestErrors(t *testing.T) {
	tooMany := math.MaxInt32
	tooMany++ // negative where an int has 32 bits
	for _, rows := range []int{1, 100} {
		out := make([]int32, rows)
		if err := HashColumn(out, sinew.Float64s(make([]float64, rows)), 3); !errors.Is(err, sinew.ErrInvalidArgument) {
			t.Errorf("a column of floats: error %v", err)
		}
		calls := map[string]func(){
			"length":        func() { HashUint64s(out, make([]uint64, rows+1), 3) },
			"column length": func() { _ = HashColumn(out, sinew.Uint64s(make([]uint64, rows+1)), 3) },
			"no buckets":    func() { HashUint64s(out, make([]uint64, rows), 0) },
			"too many":      func() { HashUint64s(out, make([]uint64, rows), tooMany) },
		}
		if tooMany > 0 {
			calls["Hash"] = func() { Hash(1, tooMany) }
		}
		for name, call := range calls {
			func() {
				defer func() {
					if recover() == nil {
						t.Errorf("%s: no panic", name)
					}
				}()
				call()
			}()
		}
	}
}

func TestNoAllocations(t *testing.T) {
	keys, out := keysOf(100), make([]int32, 100)
	if n := testing.AllocsPerRun(100, func() {
		HashUint64s(out, keys, 10)
		_ = HashColumn(out, sinew.Uint64s(keys), 10)
	}); n != 0 {
		t.Errorf("%v allocations a call", n)
	}
}
