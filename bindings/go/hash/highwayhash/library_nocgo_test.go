//go:build !cgo

package highwayhash

func sumsLibrary([]byte, []byte) (s sums, ok bool) { return s, false }
