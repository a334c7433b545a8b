//go:build !cgo

package blake3

func otherPaths([]byte) map[string][32]byte { return nil }
