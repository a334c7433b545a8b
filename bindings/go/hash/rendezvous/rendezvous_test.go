package rendezvous

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
)

// The formula of the manual, computed apart in Python: these must never change.
func TestFrozen(t *testing.T) {
	nodes := []uint64{0x1111, 0x2222, 0x3333, 0x4444, 0x5555}
	for hash, want := range []int{2, 0, 0, 2, 4, 3, 4, 4, 3, 4, 2, 4, 0, 4, 3, 1, 3, 3, 2, 0} {
		if got := Choose(uint64(hash), nodes); got != want {
			t.Errorf("Choose(%d) = %d, want %d", hash, got, want)
		}
	}
	if got := Choose(1, []uint64{7, 7, 7}); got != 0 {
		t.Errorf("Choose of equals: %d", got)
	}
}

func TestChooseWithoutNodesPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	Choose(1, nil)
}

func hashesOf(n, seed int) []uint64 {
	r := rand.New(rand.NewPCG(uint64(seed), uint64(n)))
	hashes := make([]uint64, n)
	for i := range hashes {
		hashes[i] = r.Uint64()
	}
	return hashes
}

func TestBatches(t *testing.T) {
	for _, rows := range []int{0, 1, 2, 7, 8, 9, 15, 16, 17, 33, 1000} {
		hashes := hashesOf(rows, 1)
		signed := make([]int64, rows)
		valid := make([]bool, rows)
		for i := range hashes {
			signed[i], valid[i] = int64(hashes[i]), i%3 != 1
		}
		for _, count := range []int{1, 2, 3, 10, 50} {
			nodes := hashesOf(count, 2)
			got := make([]int32, rows)
			check := func(what string, valid func(i int) bool) {
				t.Helper()
				for i := range got {
					want := int32(0)
					if valid(i) {
						want = int32(Choose(hashes[i], nodes))
					}
					if got[i] != want {
						t.Fatalf("%s: row %d of %d, %d nodes: %d, want %d", what, i, rows, count, got[i], want)
					}
				}
				clear(got)
			}
			all := func(int) bool { return true }
			ChooseUint64s(got, hashes, nodes)
			check("ChooseUint64s", all)
			for _, column := range []sinew.Column{sinew.Uint64s(hashes), sinew.Int64s(signed)} {
				if err := ChooseColumn(got, column, nodes); err != nil {
					t.Fatal(err)
				}
				check("ChooseColumn", all)
				nulls := sinew.ValidityOf(append(make([]bool, 5), valid...))
				nulls.Offset = 5
				if err := ChooseColumn(got, column.With(nulls), nodes); err != nil {
					t.Fatal(err)
				}
				check("ChooseColumn with nulls", func(i int) bool { return valid[i] })
			}
		}
	}
}

func TestALostNodeMovesItsKeysOnly(t *testing.T) {
	hashes, nodes := hashesOf(20000, 3), hashesOf(8, 4)
	before, after := make([]int32, len(hashes)), make([]int32, len(hashes))
	ChooseUint64s(before, hashes, nodes)
	for lost := range nodes {
		left := slices.Delete(slices.Clone(nodes), lost, lost+1)
		ChooseUint64s(after, hashes, left)
		for i := range hashes {
			if was := nodes[before[i]]; was != nodes[lost] && was != left[after[i]] {
				t.Fatalf("hash %d moves although its node stays", i)
			}
		}
	}
}

func FuzzBatches(f *testing.F) {
	f.Add(uint64(1), uint64(2), uint8(9), uint64(3), uint8(10))
	f.Fuzz(func(t *testing.T, first, step uint64, rows uint8, node uint64, count uint8) {
		if count == 0 {
			return
		}
		hashes, nodes := make([]uint64, rows), make([]uint64, count)
		for i := range hashes {
			hashes[i] = first + uint64(i)*step
		}
		for i := range nodes {
			nodes[i] = node * uint64(i/2)
		}
		out := make([]int32, rows)
		ChooseUint64s(out, hashes, nodes)
		for i, got := range out {
			if want := int32(Choose(hashes[i], nodes)); got != want {
				t.Fatalf("hash %d, nodes %d: %d, want %d", hashes[i], nodes, got, want)
			}
		}
	})
}

func TestErrors(t *testing.T) {
	nodes := []uint64{1, 2}
	for _, rows := range []int{1, 100} {
		out := make([]int32, rows)
		if err := ChooseColumn(out, sinew.Float64s(make([]float64, rows)), nodes); !errors.Is(err, sinew.ErrInvalidArgument) {
			t.Errorf("a column of floats: error %v", err)
		}
		for name, call := range map[string]func(){
			"length":        func() { ChooseUint64s(out, make([]uint64, rows+1), nodes) },
			"column length": func() { _ = ChooseColumn(out, sinew.Uint64s(make([]uint64, rows+1)), nodes) },
			"no nodes":      func() { ChooseUint64s(out, make([]uint64, rows), nil) },
		} {
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
	hashes, nodes, out := hashesOf(100, 5), hashesOf(10, 6), make([]int32, 100)
	if n := testing.AllocsPerRun(100, func() {
		ChooseUint64s(out, hashes, nodes)
		_ = ChooseColumn(out, sinew.Uint64s(hashes), nodes)
	}); n != 0 {
		t.Errorf("%v allocations a call", n)
	}
}
