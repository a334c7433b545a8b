package dictionary

import (
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/use/usetest"
)

func TestTwoGoroutines(t *testing.T) {
	e, err := NewEncoder[int32](Options{})
	require(t, err)
	rows, indices := make([]int32, 1<<16), make([]uint32, 1<<16)
	usetest.Overlap(t, func() { e.Encode(indices, rows, sinew.Validity{}) }, func() { e.Len() })
}

// Every method refuses while another call has not ended, and after one that panicked goes on.
func TestEveryMethodNotesItsUse(t *testing.T) {
	e, err := NewEncoder[int32](Options{})
	require(t, err)
	defer e.Close()
	s, err := NewStringEncoder(Options{})
	require(t, err)
	defer s.Close()
	var texts sinew.Strings
	texts.Append("a")
	calls := map[string]func(){
		"Encode":               func() { e.Encode(make([]uint32, 1), make([]int32, 1), sinew.Validity{}) },
		"Values":               func() { e.Values(new(sinew.Batch)) },
		"ReadValues":           func() { e.ReadValues(new(sinew.Batch), 0, 0) },
		"Encode of strings":    func() { s.Encode(make([]uint32, 1), texts.Column()) },
		"Values of strings":    func() { s.Values(new(sinew.Batch)) },
		"ReadValues of string": func() { s.ReadValues(new(sinew.Batch), 0, 0) },
		"Len":                  func() { e.Len() },
		"Memory":               func() { e.Memory() },
		"Reset":                func() { e.Reset() },
		"Close":                func() { e.Close() },
	}
	e.use.Enter()
	s.use.Enter()
	for name, call := range calls {
		usetest.Refuses(t, name, call)
	}
	e.use.Leave()
	s.use.Leave()
	func() {
		defer func() { recover() }()
		e.Encode(nil, make([]int32, 1), sinew.Validity{}) // of different lengths
	}()
	for name, call := range calls {
		if name != "Close" {
			call()
		}
	}
}
