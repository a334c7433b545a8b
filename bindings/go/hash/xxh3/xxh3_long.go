package xxh3

import (
	"math/bits"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

const (
	secretSize = 192
	// A stripe feeds each of the eight accumulators one word; each stripe takes its secret 8 bytes
	// further on, and where the secret ends a block does too.
	stripeSize      = 64
	stripesPerBlock = (secretSize - stripeSize) / 8
	blockSize       = stripesPerBlock * stripeSize
)

var initialAccumulators = [8]uint64{
	prime32x3, prime64x1, prime64x2, prime64x3, prime64x4, prime32x2, prime64x5, prime32x1,
}

// hashLong hashes more than maxShort bytes.
func hashLong(p unsafe.Pointer, n int, seed uint64) uint64 {
	if n >= crossover {
		return c.XXH3_64((*byte)(p), n, seed)
	}
	return hashLongGo(p, n, seed)
}

func hashLongGo(p unsafe.Pointer, n int, seed uint64) uint64 {
	secret := &defaultSecret
	if seed != 0 {
		var seeded [secretSize]byte
		if hasAVX512 {
			seedSecretAVX512(&seeded, &defaultSecret, seed)
		} else {
			seedSecret(&seeded, seed)
		}
		secret = &seeded
	}
	acc := initialAccumulators
	if hasAVX512 {
		accumulateAVX512(&acc, p, n, secret)
	} else {
		accumulate(&acc, p, n, secret)
	}
	return merge(&acc, uint64(n), secret)
}

// seedSecret makes the secret of a seed, which is added to the even words of the default secret and
// taken from its odd ones.
func seedSecret(to *[secretSize]byte, seed uint64) {
	secret := unsafe.Pointer(&defaultSecret)
	for i := 0; i < secretSize; i += 16 {
		store64(to, i, load64(secret, i)+seed)
		store64(to, i+8, load64(secret, i+8)-seed)
	}
}

func merge(acc *[8]uint64, n uint64, secret *[secretSize]byte) uint64 {
	s := unsafe.Pointer(secret)
	return avalanche(n*prime64x1 +
		mulFold(acc[0]^load64(s, 11), acc[1]^load64(s, 19)) + mulFold(acc[2]^load64(s, 27), acc[3]^load64(s, 35)) +
		mulFold(acc[4]^load64(s, 43), acc[5]^load64(s, 51)) + mulFold(acc[6]^load64(s, 59), acc[7]^load64(s, 67)))
}

// accumulateGo feeds all of an input of more than a stripe to the accumulators: whole blocks, each
// with a scramble at its end, then whole stripes, then the last stripe, which may overlap the one
// before. The last block has at least a byte in it.
func accumulateGo(acc *[8]uint64, p unsafe.Pointer, n int, secret *[secretSize]byte) {
	s := unsafe.Pointer(secret)
	last := unsafe.Add(p, n-stripeSize)
	blocks := (n - 1) / blockSize
	accumulateBlocksGo(acc, p, blocks, secret)
	p, n = unsafe.Add(p, blocks*blockSize), n-blocks*blockSize
	for i := range (n - 1) / stripeSize {
		accumulateStripe(acc, unsafe.Add(p, i*stripeSize), unsafe.Add(s, i*8))
	}
	accumulateStripe(acc, last, unsafe.Add(s, secretSize-stripeSize-7))
}

// accumulateBlocksGo feeds whole blocks to the accumulators.
func accumulateBlocksGo(acc *[8]uint64, p unsafe.Pointer, blocks int, secret *[secretSize]byte) {
	s := unsafe.Pointer(secret)
	for ; blocks > 0; blocks-- {
		for i := range stripesPerBlock {
			accumulateStripe(acc, unsafe.Add(p, i*stripeSize), unsafe.Add(s, i*8))
		}
		for i := range acc {
			a := acc[i]
			acc[i] = (a ^ a>>47 ^ load64(s, secretSize-stripeSize+i*8)) * prime32x1
		}
		p = unsafe.Add(p, blockSize)
	}
}

func accumulateStripe(acc *[8]uint64, p, secret unsafe.Pointer) {
	for i := 0; i < 8; i += 2 {
		d0, d1 := load64(p, i*8), load64(p, i*8+8)
		k0, k1 := d0^load64(secret, i*8), d1^load64(secret, i*8+8)
		acc[i] += d1 + uint64(uint32(k0))*(k0>>32)
		acc[i+1] += d0 + uint64(uint32(k1))*(k1>>32)
	}
}

func mulFold(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}
