package main

var codecSizes = []int{8, 24, 48, 64, 96, 128, 256, 512, 1 << 10, 4 << 10, 16 << 10, 64 << 10, 1 << 20}

// codecEnds is a value that depends on how much a codec wrote, and a little on what.
func codecEnds(out []byte, n int) uint64 {
	return uint64(n)<<16 + uint64(out[0])<<8 + uint64(out[n-1])
}
