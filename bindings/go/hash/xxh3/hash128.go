package xxh3

import (
	"encoding/binary"
	"math/bits"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// Uint128 is a hash of 128 bits, the number Hi<<64 | Lo.
type Uint128 struct {
	Hi, Lo uint64
}

// Bytes returns the hash in its canonical form, big-endian.
func (u Uint128) Bytes() [16]byte {
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], u.Hi)
	binary.BigEndian.PutUint64(b[8:], u.Lo)
	return b
}

// Hash128 returns the 128-bit hash of b.
func Hash128(b []byte) Uint128 { return hash128(unsafe.Pointer(unsafe.SliceData(b)), len(b)) }

// Hash128Seed returns the 128-bit hash of b with a seed; seed 0 is Hash128.
func Hash128Seed(b []byte, seed uint64) Uint128 {
	return hash128Seed(unsafe.Pointer(unsafe.SliceData(b)), len(b), seed)
}

// HashString128 returns the 128-bit hash of the bytes of s.
func HashString128(s string) Uint128 { return hash128(unsafe.Pointer(unsafe.StringData(s)), len(s)) }

// HashString128Seed returns the 128-bit hash of the bytes of s with a seed; seed 0 is HashString128.
func HashString128Seed(s string, seed uint64) Uint128 {
	return hash128Seed(unsafe.Pointer(unsafe.StringData(s)), len(s), seed)
}

// HashColumn128 is HashColumn with 128 bits a row.
func HashColumn128(out []Uint128, column sinew.Column, seed uint64) error {
	view := column.View()
	checkLength(len(out), view.Count)
	return hashMany128(out, view, seed)
}

// HashStrings128 is HashStrings with 128 bits a string.
func HashStrings128(out []Uint128, strings *sinew.Strings, seed uint64) {
	column := strings.Column()
	view := column.View()
	checkLength(len(out), view.Count)
	if err := hashMany128(out, view, seed); err != nil {
		panic(err)
	}
}

// As for 64 bits, the classes of length are written out twice, because the constants of seed 0 fold.

func hash128(p unsafe.Pointer, n int) Uint128 {
	if n <= 16 {
		switch {
		case n > 8:
			first, last := load64(p, 0), load64(p, n-8)
			hi, lo := bits.Mul64(first^last^(secret32^secret40), prime64x1)
			lo += uint64(n-1) << 54
			last ^= secret48 ^ secret56
			hi += last + uint64(uint32(last))*(prime32x2-1)
			lo ^= bits.ReverseBytes64(hi)
			hi2, lo := bits.Mul64(lo, prime64x2)
			return Uint128{Lo: avalanche(lo), Hi: avalanche(hi2 + hi*prime64x2)}
		case n > 3:
			word := uint64(load32(p, 0)) + uint64(load32(p, n-4))<<32
			hi, lo := bits.Mul64(word^(secret16^secret24), prime64x1+uint64(n)<<2)
			hi += lo << 1
			lo ^= hi >> 3
			lo ^= lo >> 35
			lo *= 0x9fb21c651e98df25
			return Uint128{Lo: lo ^ lo>>28, Hi: avalanche(hi)}
		case n > 0:
			// Of 32 bits, so that the first shift of avalanche64 would leave nothing.
			word := word1to3(p, n)
			lo := (word ^ (secret0&0xffffffff ^ secret0>>32)) * prime64x2
			hi := (uint64(bits.RotateLeft32(bits.ReverseBytes32(uint32(word)), 13)) ^ (secret8&0xffffffff ^ secret8>>32)) * prime64x2
			lo, hi = (lo^lo>>29)*prime64x3, (hi^hi>>29)*prime64x3
			return Uint128{Lo: lo ^ lo>>32, Hi: hi ^ hi>>32}
		}
		return Uint128{Hi: 0x99aa06d3014798d8, Lo: 0x6001c324468d497f}
	}
	if n > 128 {
		if n > maxShort {
			return hashLong128(p, n, 0)
		}
		return hash128Of129to240(p, n)
	}
	lo, hi := uint64(n)*prime64x1, uint64(0)
	if n > 32 {
		if n > 64 {
			if n > 96 {
				a0, a1, b0, b1 := load64(p, 48), load64(p, 56), load64(p, n-64), load64(p, n-56)
				lo = mulFold(a0^secret96, a1^secret104) + lo ^ (b0 + b1)
				hi = mulFold(b0^secret112, b1^secret120) + hi ^ (a0 + a1)
			}
			a0, a1, b0, b1 := load64(p, 32), load64(p, 40), load64(p, n-48), load64(p, n-40)
			lo = mulFold(a0^secret64, a1^secret72) + lo ^ (b0 + b1)
			hi = mulFold(b0^secret80, b1^secret88) + hi ^ (a0 + a1)
		}
		a0, a1, b0, b1 := load64(p, 16), load64(p, 24), load64(p, n-32), load64(p, n-24)
		lo = mulFold(a0^secret32, a1^secret40) + lo ^ (b0 + b1)
		hi = mulFold(b0^secret48, b1^secret56) + hi ^ (a0 + a1)
	}
	a0, a1, b0, b1 := load64(p, 0), load64(p, 8), load64(p, n-16), load64(p, n-8)
	lo = mulFold(a0^secret0, a1^secret8) + lo ^ (b0 + b1)
	hi = mulFold(b0^secret16, b1^secret24) + hi ^ (a0 + a1)
	return Uint128{
		Lo: avalanche(lo + hi),
		Hi: -avalanche(lo*prime64x1 + hi*prime64x4 + uint64(n)*prime64x2),
	}
}

func hash128Seed(p unsafe.Pointer, n int, seed uint64) Uint128 {
	if n <= 16 {
		switch {
		case n > 8:
			return mix9to16(p, n, secret32^secret40-seed, secret48^secret56+seed)
		case n > 3:
			seed ^= uint64(bits.ReverseBytes32(uint32(seed))) << 32
			return mix4to8(p, n, secret16^secret24+seed)
		case n > 0:
			word := uint32(word1to3(p, n))
			return Uint128{
				Lo: avalanche64(uint64(word) ^ (secret0&0xffffffff ^ secret0>>32 + seed)),
				Hi: avalanche64(uint64(bits.RotateLeft32(bits.ReverseBytes32(word), 13)) ^ (secret8&0xffffffff ^ secret8>>32 - seed)),
			}
		}
		return Uint128{Lo: avalanche64(seed ^ secret64 ^ secret72), Hi: avalanche64(seed ^ secret80 ^ secret88)}
	}
	if n > 128 {
		if n > maxShort {
			return hashLong128(p, n, seed)
		}
		return hash128SeedOf129to240(p, n, seed)
	}
	lo, hi := uint64(n)*prime64x1, uint64(0)
	if n > 32 {
		if n > 64 {
			if n > 96 {
				a0, a1, b0, b1 := load64(p, 48), load64(p, 56), load64(p, n-64), load64(p, n-56)
				lo = mulFold(a0^(secret96+seed), a1^(secret104-seed)) + lo ^ (b0 + b1)
				hi = mulFold(b0^(secret112+seed), b1^(secret120-seed)) + hi ^ (a0 + a1)
			}
			a0, a1, b0, b1 := load64(p, 32), load64(p, 40), load64(p, n-48), load64(p, n-40)
			lo = mulFold(a0^(secret64+seed), a1^(secret72-seed)) + lo ^ (b0 + b1)
			hi = mulFold(b0^(secret80+seed), b1^(secret88-seed)) + hi ^ (a0 + a1)
		}
		a0, a1, b0, b1 := load64(p, 16), load64(p, 24), load64(p, n-32), load64(p, n-24)
		lo = mulFold(a0^(secret32+seed), a1^(secret40-seed)) + lo ^ (b0 + b1)
		hi = mulFold(b0^(secret48+seed), b1^(secret56-seed)) + hi ^ (a0 + a1)
	}
	a0, a1, b0, b1 := load64(p, 0), load64(p, 8), load64(p, n-16), load64(p, n-8)
	lo = mulFold(a0^(secret0+seed), a1^(secret8-seed)) + lo ^ (b0 + b1)
	hi = mulFold(b0^(secret16+seed), b1^(secret24-seed)) + hi ^ (a0 + a1)
	return Uint128{
		Lo: avalanche(lo + hi),
		Hi: -avalanche(lo*prime64x1 + hi*prime64x4 + (uint64(n)-seed)*prime64x2),
	}
}

func mix4to8(p unsafe.Pointer, n int, key uint64) Uint128 {
	word := uint64(load32(p, 0)) + uint64(load32(p, n-4))<<32
	hi, lo := bits.Mul64(word^key, prime64x1+uint64(n)<<2)
	hi += lo << 1
	lo ^= hi >> 3
	lo ^= lo >> 35
	lo *= 0x9fb21c651e98df25
	return Uint128{Lo: lo ^ lo>>28, Hi: avalanche(hi)}
}

func mix9to16(p unsafe.Pointer, n int, key0, key1 uint64) Uint128 {
	first, last := load64(p, 0), load64(p, n-8)
	hi, lo := bits.Mul64(first^last^key0, prime64x1)
	lo += uint64(n-1) << 54
	last ^= key1
	hi += last + uint64(uint32(last))*(prime32x2-1)
	lo ^= bits.ReverseBytes64(hi)
	hi2, lo := bits.Mul64(lo, prime64x2)
	return Uint128{Lo: avalanche(lo), Hi: avalanche(hi2 + hi*prime64x2)}
}

func hash128Of129to240(p unsafe.Pointer, n int) Uint128 {
	lo, hi := uint64(n)*prime64x1, uint64(0)
	a0, a1, b0, b1 := load64(p, 0), load64(p, 8), load64(p, 16), load64(p, 24)
	lo = mulFold(a0^secret0, a1^secret8) + lo ^ (b0 + b1)
	hi = mulFold(b0^secret16, b1^secret24) + hi ^ (a0 + a1)
	a0, a1, b0, b1 = load64(p, 32), load64(p, 40), load64(p, 48), load64(p, 56)
	lo = mulFold(a0^secret32, a1^secret40) + lo ^ (b0 + b1)
	hi = mulFold(b0^secret48, b1^secret56) + hi ^ (a0 + a1)
	a0, a1, b0, b1 = load64(p, 64), load64(p, 72), load64(p, 80), load64(p, 88)
	lo = mulFold(a0^secret64, a1^secret72) + lo ^ (b0 + b1)
	hi = mulFold(b0^secret80, b1^secret88) + hi ^ (a0 + a1)
	a0, a1, b0, b1 = load64(p, 96), load64(p, 104), load64(p, 112), load64(p, 120)
	lo = mulFold(a0^secret96, a1^secret104) + lo ^ (b0 + b1)
	hi = mulFold(b0^secret112, b1^secret120) + hi ^ (a0 + a1)
	lo, hi = avalanche(lo), avalanche(hi)
	secret := unsafe.Pointer(&defaultSecret)
	for i := 128; i < n&^31; i += 32 {
		a0, a1, b0, b1 = load64(p, i), load64(p, i+8), load64(p, i+16), load64(p, i+24)
		lo = mulFold(a0^load64(secret, i-125), a1^load64(secret, i-117)) + lo ^ (b0 + b1)
		hi = mulFold(b0^load64(secret, i-109), b1^load64(secret, i-101)) + hi ^ (a0 + a1)
	}
	a0, a1, b0, b1 = load64(p, n-16), load64(p, n-8), load64(p, n-32), load64(p, n-24)
	lo = mulFold(a0^secret103, a1^secret111) + lo ^ (b0 + b1)
	hi = mulFold(b0^secret119, b1^secret127) + hi ^ (a0 + a1)
	return Uint128{
		Lo: avalanche(lo + hi),
		Hi: -avalanche(lo*prime64x1 + hi*prime64x4 + uint64(n)*prime64x2),
	}
}

func hash128SeedOf129to240(p unsafe.Pointer, n int, seed uint64) Uint128 {
	secret := unsafe.Pointer(&defaultSecret)
	lo, hi := uint64(n)*prime64x1, uint64(0)
	for i := 0; i < 128; i += 32 {
		a0, a1, b0, b1 := load64(p, i), load64(p, i+8), load64(p, i+16), load64(p, i+24)
		lo = mulFold(a0^(load64(secret, i)+seed), a1^(load64(secret, i+8)-seed)) + lo ^ (b0 + b1)
		hi = mulFold(b0^(load64(secret, i+16)+seed), b1^(load64(secret, i+24)-seed)) + hi ^ (a0 + a1)
	}
	lo, hi = avalanche(lo), avalanche(hi)
	for i := 128; i < n&^31; i += 32 {
		a0, a1, b0, b1 := load64(p, i), load64(p, i+8), load64(p, i+16), load64(p, i+24)
		lo = mulFold(a0^(load64(secret, i-125)+seed), a1^(load64(secret, i-117)-seed)) + lo ^ (b0 + b1)
		hi = mulFold(b0^(load64(secret, i-109)+seed), b1^(load64(secret, i-101)-seed)) + hi ^ (a0 + a1)
	}
	// Here the second half comes first, and the seed has the other sign.
	a0, a1, b0, b1 := load64(p, n-16), load64(p, n-8), load64(p, n-32), load64(p, n-24)
	lo = mulFold(a0^(secret103-seed), a1^(secret111+seed)) + lo ^ (b0 + b1)
	hi = mulFold(b0^(secret119-seed), b1^(secret127+seed)) + hi ^ (a0 + a1)
	return Uint128{
		Lo: avalanche(lo + hi),
		Hi: -avalanche(lo*prime64x1 + hi*prime64x4 + (uint64(n)-seed)*prime64x2),
	}
}

// hashLong128 hashes more than maxShort bytes.
func hashLong128(p unsafe.Pointer, n int, seed uint64) Uint128 {
	if n >= crossover {
		h := c.XXH3_128((*byte)(p), n, seed)
		return Uint128{h.High, h.Low}
	}
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
	return merge128(&acc, uint64(n), secret)
}

// merge128 is merge, the lower half, with the upper half beside it.
func merge128(acc *[8]uint64, n uint64, secret *[secretSize]byte) Uint128 {
	s := unsafe.Pointer(secret)
	lo, hi := n*prime64x1, ^(n * prime64x2)
	lo += mulFold(acc[0]^load64(s, 11), acc[1]^load64(s, 19))
	hi += mulFold(acc[0]^load64(s, 117), acc[1]^load64(s, 125))
	lo += mulFold(acc[2]^load64(s, 27), acc[3]^load64(s, 35))
	hi += mulFold(acc[2]^load64(s, 133), acc[3]^load64(s, 141))
	lo += mulFold(acc[4]^load64(s, 43), acc[5]^load64(s, 51))
	hi += mulFold(acc[4]^load64(s, 149), acc[5]^load64(s, 157))
	lo += mulFold(acc[6]^load64(s, 59), acc[7]^load64(s, 67))
	hi += mulFold(acc[6]^load64(s, 165), acc[7]^load64(s, 173))
	return Uint128{Lo: avalanche(lo), Hi: avalanche(hi)}
}
