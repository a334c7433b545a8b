package aggregate

import (
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/use/usetest"
)

func TestTwoGoroutines(t *testing.T) {
	g, err := NewGroupBy(Options{Keys: []sinew.Type{sinew.Int64}, Aggregates: []Aggregate{Rows()}})
	if err != nil {
		t.Fatal(err)
	}
	keys := sinew.Int64s(make([]int64, 1<<16))
	usetest.Overlap(t, func() { g.Update(keys) }, func() { g.Len() })
}

// So does a batch that two calls fill at once.
func TestTwoGoroutinesFillABatch(t *testing.T) {
	var b sinew.Batch
	fill := func(rows int) func() {
		g, err := NewGroupBy(Options{Keys: []sinew.Type{sinew.Int64}, Aggregates: []Aggregate{Rows()}})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { g.Close() })
		keys := make([]int64, rows)
		for i := range keys {
			keys[i] = int64(i)
		}
		if err := g.Update(sinew.Int64s(keys)); err != nil {
			t.Fatal(err)
		}
		return func() { g.Results(&b) }
	}
	// The first call makes room, so that the others leave the memory where it is.
	long, none := fill(1<<16), fill(0)
	long()
	usetest.Overlap(t, long, none)
}

// Every method refuses while another call has not ended, and after one that panicked goes on.
func TestEveryMethodNotesItsUse(t *testing.T) {
	options := Options{Keys: []sinew.Type{sinew.String}, Values: []sinew.Type{sinew.Int64, sinew.Float64}, Aggregates: []Aggregate{SumOf(0), SumOf(1)}}
	var objects [2]*GroupBy
	for i := range objects {
		g, err := NewGroupBy(options)
		if err != nil {
			t.Fatal(err)
		}
		defer g.Close()
		objects[i] = g
	}
	g, other := objects[0], objects[1]
	var texts sinew.Strings
	texts.Append("a")
	calls := map[string]func(){
		"Update":      func() { g.Update(texts.Column(), sinew.Int64s([]int64{1}), sinew.Float64s([]float64{1})) },
		"Merge":       func() { g.Merge(other) },
		"Merge of it": func() { other.Merge(g) },
		"Len":         func() { g.Len() },
		"Memory":      func() { g.Memory() },
		"Reset":       func() { g.Reset() },
		"Results":     func() { g.Results(new(sinew.Batch)) },
		"ReadResults": func() { g.ReadResults(new(sinew.Batch), 0, 0) },
		"Close":       func() { g.Close() },
	}
	g.use.Enter()
	for name, call := range calls {
		usetest.Refuses(t, name, call)
	}
	g.use.Leave()
	func() {
		defer func() { recover() }()
		g.Update(texts.Column(), sinew.Int64s([]int64{}), sinew.Float64s([]float64{})) // columns of different lengths
	}()
	for name, call := range calls {
		if name != "Close" {
			call()
		}
	}
}
