//go:build !amd64

package xxh3

import "unsafe"

type accumulator = func(acc *[8]uint64, p unsafe.Pointer, n int, secret *[secretSize]byte)

func vectorCode() map[string]accumulator {
	return map[string]accumulator{"without AVX-512": accumulate}
}
