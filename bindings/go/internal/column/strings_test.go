package column

import (
	"math"
	"testing"
)

// firstFault is the rule, row by row; -1 says that all rows are good.
func firstFault[Offset int32 | int64](offsets []Offset, size int) int {
	for row := range len(offsets) - 1 {
		from, to := int64(offsets[row]), int64(offsets[row+1])
		if from < 0 || to < from || to > int64(size) {
			return row
		}
	}
	return -1
}

// testOffsets checks all offsets of one to three rows that are made of the given ones.
func testOffsets[Offset int32 | int64](t *testing.T, some []Offset) {
	var extend func(offsets []Offset)
	extend = func(offsets []Offset) {
		if len(offsets) >= 2 {
			for _, size := range []int{0, 1, 2, math.MaxInt32, math.MaxInt} {
				want := firstFault(offsets, size)
				if good := CheckOffsets(offsets, size); good != (want < 0) {
					t.Fatalf("CheckOffsets(%d, %d) = %v, want fault %d", offsets, size, good, want)
				}
				if want < 0 {
					continue
				}
				if row := FaultOf(offsets, size); row != want {
					t.Fatalf("FaultOf(%d, %d) = %d, want %d", offsets, size, row, want)
				}
			}
		}
		if len(offsets) < 4 {
			for _, offset := range some {
				extend(append(offsets[:len(offsets):len(offsets)], offset))
			}
		}
	}
	extend(nil)
}

func TestCheckOffsets(t *testing.T) {
	testOffsets(t, []int32{math.MinInt32, math.MinInt32 + 1, -1, 0, 1, 2, 3, math.MaxInt32 - 1, math.MaxInt32})
	testOffsets(t, []int64{math.MinInt64, math.MinInt64 + 1, -1, 0, 1, 2, 3, math.MaxInt32, math.MaxInt64 - 1, math.MaxInt64})
}
