//go:build cgo

package c

/*
#include "column.h"

#cgo noescape sinew_go_crc32c
#cgo nocallback sinew_go_crc32c
static inline uint32_t sinew_go_crc32c(const uint8_t* in, size_t size, uint32_t crc) {
  return sinew_crc32c(in, size, crc);
}

#cgo noescape sinew_go_crc32
#cgo nocallback sinew_go_crc32
static inline uint32_t sinew_go_crc32(const uint8_t* in, size_t size, uint32_t crc) {
  return sinew_crc32(in, size, crc);
}

#cgo noescape sinew_go_crc64nvme
#cgo nocallback sinew_go_crc64nvme
static inline uint64_t sinew_go_crc64nvme(const uint8_t* in, size_t size, uint64_t crc) {
  return sinew_crc64nvme(in, size, crc);
}

#cgo noescape sinew_crc32c_combine
#cgo nocallback sinew_crc32c_combine
#cgo noescape sinew_crc32_combine
#cgo nocallback sinew_crc32_combine
#cgo noescape sinew_crc64nvme_combine
#cgo nocallback sinew_crc64nvme_combine
*/
import "C"

// CRC32C returns the checksum of size bytes; crc is that of the bytes before them.
func CRC32C(in *byte, size int, crc uint32) uint32 {
	raceRead(in, size)
	return uint32(C.sinew_go_crc32c((*C.uint8_t)(in), C.size_t(size), C.uint32_t(crc)))
}

// CRC32 returns the checksum of size bytes; crc is that of the bytes before them.
func CRC32(in *byte, size int, crc uint32) uint32 {
	raceRead(in, size)
	return uint32(C.sinew_go_crc32((*C.uint8_t)(in), C.size_t(size), C.uint32_t(crc)))
}

// CRC64NVME returns the checksum of size bytes; crc is that of the bytes before them.
func CRC64NVME(in *byte, size int, crc uint64) uint64 {
	raceRead(in, size)
	return uint64(C.sinew_go_crc64nvme((*C.uint8_t)(in), C.size_t(size), C.uint64_t(crc)))
}

// CRC32CCombine returns the checksum of two messages joined, the second of secondSize bytes.
func CRC32CCombine(first, second uint32, secondSize uint64) uint32 {
	return uint32(C.sinew_crc32c_combine(C.uint32_t(first), C.uint32_t(second), C.uint64_t(secondSize)))
}

// CRC32Combine returns the checksum of two messages joined, the second of secondSize bytes.
func CRC32Combine(first, second uint32, secondSize uint64) uint32 {
	return uint32(C.sinew_crc32_combine(C.uint32_t(first), C.uint32_t(second), C.uint64_t(secondSize)))
}

// CRC64NVMECombine returns the checksum of two messages joined, the second of secondSize bytes.
func CRC64NVMECombine(first, second uint64, secondSize uint64) uint64 {
	return uint64(C.sinew_crc64nvme_combine(C.uint64_t(first), C.uint64_t(second), C.uint64_t(secondSize)))
}
