//go:build !amd64

package xxhash

import "unsafe"

// Sum64 returns the hash of b with seed 0.
func Sum64(b []byte) uint64 { return sumGo(unsafe.Pointer(unsafe.SliceData(b)), len(b), 0) }

func sum(p unsafe.Pointer, n int, seed uint64) uint64 { return sumGo(p, n, seed) }

func addStripes(v *lanes, p unsafe.Pointer, count int) { addStripesGo(v, p, count) }
