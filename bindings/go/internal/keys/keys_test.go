package keys

import (
	"math"
	"testing"
)

func TestAffordable(t *testing.T) {
	if n := Affordable(math.MaxInt, 0, 26); n != 1<<24 {
		t.Errorf("room for %d keys", n)
	}
	if n := Affordable(math.MaxInt, 1<<20, 50); n < 1000 || n > 1<<20 {
		t.Errorf("room for %d keys in a megabyte", n)
	}
	if n := Affordable(10, 1<<20, 50); n != 10 {
		t.Errorf("room for %d keys, and 10 were expected", n)
	}
}
