package blake3

import (
	"encoding/binary"
	"math/bits"
	"unsafe"
)

const (
	blockSize = 64
	chunkSize = 1024

	chunkStart        = 1 << 0
	chunkEnd          = 1 << 1
	parent            = 1 << 2
	root              = 1 << 3
	keyedHash         = 1 << 4
	deriveKeyContext  = 1 << 5
	deriveKeyMaterial = 1 << 6
	maxDepth          = 54
	hashSize          = 32
	rounds            = 7
)

var iv = [8]uint32{0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19}

// permutation is that of the message's words from one round to the next.
var permutation = [16]uint8{2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8}

// compressBlocksGo compresses count blocks, one behind the other, into cv. All have the same size
// and flags, the first one some flags more.
func compressBlocksGo(cv *[8]uint32, p unsafe.Pointer, count int, counter uint64, size, flags, first uint32) {
	for more := first; count != 0; count, more = count-1, 0 {
		v := compress(cv, (*[blockSize]byte)(p), counter, size, flags|more)
		for i := range cv {
			cv[i] = v[i] ^ v[8+i]
		}
		p = unsafe.Add(p, blockSize)
	}
}

// outputBlockGo writes the block of output that counter is the number of.
func outputBlockGo(cv *[8]uint32, p unsafe.Pointer, counter uint64, size, flags uint32, out *[blockSize]byte) {
	v := compress(cv, (*[blockSize]byte)(p), counter, size, flags)
	for i := range cv {
		binary.LittleEndian.PutUint32(out[4*i:], v[i]^v[8+i])
		binary.LittleEndian.PutUint32(out[32+4*i:], v[8+i]^cv[i])
	}
}

func compress(cv *[8]uint32, block *[blockSize]byte, counter uint64, size, flags uint32) [16]uint32 {
	var m [16]uint32
	for i := range m {
		m[i] = binary.LittleEndian.Uint32(block[4*i:])
	}
	v0, v1, v2, v3, v4, v5, v6, v7 := cv[0], cv[1], cv[2], cv[3], cv[4], cv[5], cv[6], cv[7]
	v8, v9, v10, v11 := iv[0], iv[1], iv[2], iv[3]
	v12, v13, v14, v15 := uint32(counter), uint32(counter>>32), size, flags
	for round := 0; ; round++ {
		v0, v4, v8, v12 = mix(v0, v4, v8, v12, m[0], m[1])
		v1, v5, v9, v13 = mix(v1, v5, v9, v13, m[2], m[3])
		v2, v6, v10, v14 = mix(v2, v6, v10, v14, m[4], m[5])
		v3, v7, v11, v15 = mix(v3, v7, v11, v15, m[6], m[7])
		v0, v5, v10, v15 = mix(v0, v5, v10, v15, m[8], m[9])
		v1, v6, v11, v12 = mix(v1, v6, v11, v12, m[10], m[11])
		v2, v7, v8, v13 = mix(v2, v7, v8, v13, m[12], m[13])
		v3, v4, v9, v14 = mix(v3, v4, v9, v14, m[14], m[15])
		if round == rounds-1 {
			return [16]uint32{v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15}
		}
		old := m
		for i := range m {
			m[i] = old[permutation[i]]
		}
	}
}

func mix(a, b, c, d, x, y uint32) (uint32, uint32, uint32, uint32) {
	a += b + x
	d = bits.RotateLeft32(d^a, -16)
	c += d
	b = bits.RotateLeft32(b^c, -12)
	a += b + y
	d = bits.RotateLeft32(d^a, -8)
	c += d
	b = bits.RotateLeft32(b^c, -7)
	return a, b, c, d
}
