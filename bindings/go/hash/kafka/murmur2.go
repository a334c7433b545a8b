package kafka

import "unsafe"

const (
	seed       = 0x9747b28c
	multiplier = 0x5bd1e995
)

// murmur2 is MurmurHash2 (Appleby) with the seed of Apache Kafka's Utils.murmur2.
func murmur2(p unsafe.Pointer, n int) uint32 {
	h := seed ^ uint32(n)
	words := unsafe.Slice((*byte)(p), n)
	for len(words) >= 4 {
		k := (uint32(words[0]) | uint32(words[1])<<8 | uint32(words[2])<<16 | uint32(words[3])<<24) * multiplier
		h = h*multiplier ^ (k^k>>24)*multiplier
		words = words[4:]
	}
	if len(words) > 0 {
		h ^= uint32(words[0])
		if len(words) > 1 {
			h ^= uint32(words[1]) << 8
			if len(words) > 2 {
				h ^= uint32(words[2]) << 16
			}
		}
		h *= multiplier
	}
	h = (h ^ h>>13) * multiplier
	return h ^ h>>15
}
