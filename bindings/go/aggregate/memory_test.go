//go:build linux && cgo && !race

package aggregate_test

import (
	"fmt"
	"os"
	"sync"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/aggregate"
)

// resident returns the memory of the process that is in RAM.
func resident(t *testing.T) int {
	t.Helper()
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Skip(err)
	}
	var total, pages int
	if _, err := fmt.Sscan(string(text), &total, &pages); err != nil {
		t.Fatal(err)
	}
	return pages * os.Getpagesize()
}

// buildAndClose returns how many groups it had.
func buildAndClose() (int, error) {
	const keys, batch = 200_000, 4_000
	g, err := aggregate.NewGroupBy(aggregate.Options{Keys: []sinew.Type{sinew.Int64}, Values: []sinew.Type{sinew.Int64}, Aggregates: []aggregate.Aggregate{aggregate.CountOf(0), aggregate.SumOf(0)}})
	if err != nil {
		return 0, err
	}
	defer g.Close()
	column := make([]int64, batch)
	for first := 0; first < keys; first += batch {
		for i := range column {
			column[i] = int64(first+i) * 0x9E3779B9
		}
		if err := g.Update(sinew.Int64s(column), sinew.Int64s(column)); err != nil {
			return 0, err
		}
	}
	return g.Len(), nil
}

// What many goroutines build goes back to the system when they close it, but for what the library may
// keep and for Go's heap and threads.
func TestClosedMemoryReturns(t *testing.T) {
	if sinew.Engine().Source == "Go" {
		t.Skip("without the library everything is on the Go heap")
	}
	const goroutines, kept, other = 16, 32 << 20, 24 << 20
	rounds := 12
	if testing.Short() {
		rounds = 3
	}
	before := resident(t)
	for round := range rounds {
		var all sync.WaitGroup
		for range goroutines {
			all.Add(1)
			go func() {
				defer all.Done()
				if n, err := buildAndClose(); n != 200_000 || err != nil {
					t.Error(n, err)
				}
			}()
		}
		all.Wait()
		if held := resident(t) - before; held > kept+other {
			t.Fatalf("round %d: %d MB are in RAM that were not before", round, held/1e6)
		}
	}
}
