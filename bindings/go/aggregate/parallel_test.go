package aggregate

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
)

// Whatever runs when, the groups are those of one GroupBy that gets the rows of the workers one after the
// other, cut into parts.
func TestParallel(t *testing.T) {
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 9))
		options := randomOptions(r)
		workers := 1 + int(seed%4)
		batches := make([][]sinew.Column, 7)
		for i := range batches {
			batches[i] = randomColumns(r, &options, 300, 10)
		}
		parallel := func() Parts {
			parts, err := Parallel(options, workers, func(worker int, g *GroupBy) error {
				for i := worker; i < len(batches); i += workers {
					if err := g.Update(batches[i]...); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			return parts
		}
		parts, again := parallel(), parallel()
		whole, err := NewGroupBy(options)
		if err != nil {
			t.Fatal(err)
		}
		for worker := range workers {
			one, err := NewGroupBy(options)
			if err != nil {
				t.Fatal(err)
			}
			for i := worker; i < len(batches); i += workers {
				if err := one.Update(batches[i]...); err != nil {
					t.Fatal(err)
				}
			}
			if err := whole.Merge(one); err != nil {
				t.Fatal(err)
			}
			one.Close()
		}
		if len(parts) != workers || parts.Len() != whole.Len() {
			t.Fatalf("seed %d: %d groups, want %d", seed, parts.Len(), whole.Len())
		}
		for part, g := range parts {
			have := encodeOf(t, viaAPI{g}, 0, 1)
			if !bytes.Equal(have, encodeOf(t, viaAPI{whole}, part, workers)) {
				t.Fatalf("seed %d: part %d differs", seed, part)
			}
			if !bytes.Equal(have, encodeOf(t, viaAPI{again[part]}, 0, 1)) {
				t.Fatalf("seed %d: part %d is not the same again", seed, part)
			}
		}
		whole.Close()
		parts.Close()
		again.Close()
		parts.Close()
	}
}

func TestParallelErrors(t *testing.T) {
	options := Options{Keys: []sinew.Type{sinew.Int64}, Aggregates: []Aggregate{Rows()}}
	parts, err := Parallel(options, 3, func(worker int, g *GroupBy) error {
		if worker > 0 {
			return errors.New(strconv.Itoa(worker))
		}
		return nil
	})
	if parts != nil || err == nil || err.Error() != "1" {
		t.Errorf("%v, %v", parts, err)
	}
	if _, err := Parallel(Options{}, 2, nil); !errors.Is(err, sinew.ErrInvalidArgument) {
		t.Error(err)
	}
	options.MemoryLimit = 64 << 10
	_, err = Parallel(options, 2, func(worker int, g *GroupBy) error {
		for first := int64(worker) << 32; ; first += 64 {
			keys := make([]int64, 64)
			for i := range keys {
				keys[i] = first + int64(i)
			}
			if err := g.Update(sinew.Int64s(keys)); err != nil {
				return err
			}
		}
	})
	if !errors.Is(err, sinew.ErrMemoryLimit) {
		t.Error(err)
	}
	defer func() {
		if recover() == nil {
			t.Error("no workers")
		}
	}()
	Parallel(options, 0, nil)
}
