package sort

import (
	"math"
	"math/bits"
	"syscall"
	"testing"
)

// More values than an index tells apart are refused before one is looked at: there is no memory behind them.
func TestIndicesOfTooManyValues(t *testing.T) {
	if bits.UintSize == 32 {
		return // there is no such slice
	}
	count := uint64(math.MaxUint32) + 1
	values, err := syscall.Mmap(-1, 0, int(count), syscall.PROT_NONE, syscall.MAP_ANON|syscall.MAP_PRIVATE|syscall.MAP_NORESERVE)
	if err != nil {
		t.Fatal(err)
	}
	defer syscall.Munmap(values)
	for name, call := range map[string]func(){
		"Indices":           func() { Indices(make([]uint32, 1), values) },
		"IndicesDescending": func() { IndicesDescending(make([]uint32, 1), values) },
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
