package aggregate

import (
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/use/usetest"
)

func TestTwoGoroutines(t *testing.T) {
	g, err := NewGroupBy(Options{Key: sinew.Int64, Aggregates: []Aggregate{Rows()}})
	if err != nil {
		t.Fatal(err)
	}
	keys := sinew.Int64s(make([]int64, 1<<16))
	usetest.Overlap(t, func() { g.Update(keys) }, func() { g.Len() })
}

// Every method refuses while another call has not ended, and after one that panicked goes on.
func TestEveryMethodNotesItsUse(t *testing.T) {
	options := Options{Key: sinew.String, Values: []sinew.Type{sinew.Int64, sinew.Float64}, Aggregates: []Aggregate{SumOf(0), SumOf(1)}}
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
		"Update":         func() { g.Update(texts.Column(), sinew.Int64s([]int64{1}), sinew.Float64s([]float64{1})) },
		"Merge":          func() { g.Merge(other) },
		"Merge of it":    func() { other.Merge(g) },
		"Len":            func() { g.Len() },
		"Memory":         func() { g.Memory() },
		"Reset":          func() { g.Reset() },
		"Results":        func() { g.Results(new(sinew.Batch)) },
		"ReadResults":    func() { g.ReadResults(new(sinew.Batch), 0, 0) },
		"Int64s":         func() { g.Int64s(0) },
		"Float64s":       func() { g.Float64s(1) },
		"Int64Keys":      func() { g.Int64Keys() },
		"Uint64Keys":     func() { g.Uint64Keys() },
		"StringKeys":     func() { g.StringKeys() },
		"ReadInt64s":     func() { g.ReadInt64s(0, 0, nil, nil) },
		"ReadFloat64s":   func() { g.ReadFloat64s(1, 0, nil, nil) },
		"ReadInt64Keys":  func() { g.ReadInt64Keys(0, nil, nil) },
		"ReadUint64Keys": func() { g.ReadUint64Keys(0, nil, nil) },
		"ReadStringKeys": func() { g.ReadStringKeys(0, 0, new(sinew.Strings), nil) },
		"Close":          func() { g.Close() },
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
