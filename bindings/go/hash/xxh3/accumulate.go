package xxh3

import "unsafe"

func accumulate(acc *[8]uint64, p unsafe.Pointer, n int, secret *[secretSize]byte) {
	accumulateGo(acc, p, n, secret)
}
