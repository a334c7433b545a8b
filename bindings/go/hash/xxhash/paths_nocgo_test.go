//go:build !cgo

package xxhash

import "unsafe"

func sumLibrary(b []byte, seed uint64) uint64 {
	return sumGo(unsafe.Pointer(unsafe.SliceData(b)), len(b), seed)
}
