// Package invert inverts bits.
package invert

// Bytes writes in with all bits inverted to dst, which has its length.
func Bytes(dst, in []byte) {
	dst = dst[:len(in)]
	if len(in) > 0 {
		bytes(dst, in)
	}
}
