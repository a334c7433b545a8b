//go:build !cgo

package invert

func bytes(dst, in []byte) {
	for i, b := range in {
		dst[i] = ^b
	}
}
