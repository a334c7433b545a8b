package expression

import (
	"testing"
)

func TestTwinsAgreeOnRandomTrees(t *testing.T) {
	for seed := range uint64(60) {
		trees := newTrees(seed)
		columns := table(trees.IntN(200), []int{0, 10, 50, 100}[seed%4], seed)
		for i := range 50 {
			text := trees.bool(1 + i%4)
			if i%3 == 0 {
				text = trees.any(3)
			}
			if o := twins(t, text, columns); o.err != "" {
				t.Fatalf("%q: %s", text, o.err)
			}
		}
	}
}

func TestTwinsAgreeAtEveryLength(t *testing.T) {
	for rows := range 200 {
		trees := newTrees(uint64(1000 + rows))
		columns := table(rows, rows%2*20, uint64(rows))
		for range 4 {
			twins(t, trees.bool(1), columns)
		}
		twins(t, trees.any(2), columns)
	}
}

func TestTwinsAgreeOverBlocks(t *testing.T) {
	for _, rows := range []int{2047, 2048, 2049, 4096, 4096 + 33, 6144 + 65} {
		for _, nulls := range []int{0, 20} {
			trees := newTrees(uint64(rows + nulls))
			columns := table(rows, nulls, uint64(rows+nulls))
			for i := range 10 {
				text := trees.bool(2)
				if i%3 == 0 {
					text = trees.any(3)
				}
				twins(t, text, columns)
			}
		}
	}
}

// What is cut off or has a byte too many has the same error, or none.
func TestTwinsAgreeOnFaults(t *testing.T) {
	columns := table(3, 20, 1)
	for seed := range uint64(40) {
		trees := newTrees(5000 + seed)
		text := trees.bool(2)
		if seed%3 == 0 {
			text = trees.any(2)
		}
		for cut := range len(text) {
			twins(t, text[:cut], columns)
			changed := []byte(text)
			changed[cut] = "()',.+-*<=a0\x00\xC3 \""[trees.IntN(16)]
			twins(t, string(changed), columns)
		}
	}
}
