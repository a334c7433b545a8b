//go:build cgo

package c

/*
#include <sinew/sinew.h>

#cgo noescape sinew_go_highwayhash_64
#cgo nocallback sinew_go_highwayhash_64
static inline uint64_t sinew_go_highwayhash_64(const uint8_t* in, size_t size,
                                               const uint8_t* key) {
  return sinew_highwayhash_64(in, size, key);
}

#cgo noescape sinew_go_highwayhash_128
#cgo nocallback sinew_go_highwayhash_128
static inline sinew_hash128 sinew_go_highwayhash_128(const uint8_t* in, size_t size,
                                                     const uint8_t* key) {
  return sinew_highwayhash_128(in, size, key);
}

#cgo noescape sinew_go_highwayhash_256
#cgo nocallback sinew_go_highwayhash_256
static inline void sinew_go_highwayhash_256(const uint8_t* in, size_t size, const uint8_t* key,
                                            uint8_t* out) {
  sinew_highwayhash_256(in, size, key, out);
}
*/
import "C"

// HighwayHash64 hashes size bytes under HighwayHashKeySize bytes of key.
func HighwayHash64(in *byte, size int, key *byte) uint64 {
	raceRead(in, size)
	raceRead(key, HighwayHashKeySize)
	return uint64(C.sinew_go_highwayhash_64((*C.uint8_t)(in), C.size_t(size), (*C.uint8_t)(key)))
}

// HighwayHash128 is HighwayHash64 of 128 bits.
func HighwayHash128(in *byte, size int, key *byte) (low, high uint64) {
	raceRead(in, size)
	raceRead(key, HighwayHashKeySize)
	h := C.sinew_go_highwayhash_128((*C.uint8_t)(in), C.size_t(size), (*C.uint8_t)(key))
	return uint64(h.low), uint64(h.high)
}

// HighwayHash256 is HighwayHash64 of 256 bits; it writes 32 bytes to out.
func HighwayHash256(in *byte, size int, key, out *byte) {
	raceRead(in, size)
	raceRead(key, HighwayHashKeySize)
	raceWrite(out, 32)
	C.sinew_go_highwayhash_256((*C.uint8_t)(in), C.size_t(size), (*C.uint8_t)(key), (*C.uint8_t)(out))
}
