//go:build !amd64

package xxhash

import "unsafe"

func sum(p unsafe.Pointer, n int, seed uint64) uint64 { return sumGo(p, n, seed) }

func addStripes(v *lanes, p unsafe.Pointer, count int) { addStripesGo(v, p, count) }
