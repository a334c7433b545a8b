//go:build cgo

package c

/*
#include "column.h"

#cgo noescape sinew_go_crc32c
#cgo nocallback sinew_go_crc32c
static inline uint32_t sinew_go_crc32c(uint32_t crc, const uint8_t* in, size_t size) {
  return sinew_crc32c(crc, in, size);
}

#cgo noescape sinew_go_crc32
#cgo nocallback sinew_go_crc32
static inline uint32_t sinew_go_crc32(uint32_t crc, const uint8_t* in, size_t size) {
  return sinew_crc32(crc, in, size);
}

#cgo noescape sinew_go_crc64nvme
#cgo nocallback sinew_go_crc64nvme
static inline uint64_t sinew_go_crc64nvme(uint64_t crc, const uint8_t* in, size_t size) {
  return sinew_crc64nvme(crc, in, size);
}

#cgo noescape sinew_crc32c_combine
#cgo nocallback sinew_crc32c_combine
#cgo noescape sinew_crc32_combine
#cgo nocallback sinew_crc32_combine
#cgo noescape sinew_crc64nvme_combine
#cgo nocallback sinew_crc64nvme_combine
*/
import "C"

// CRC32C extends the checksum of what came before by size bytes.
func CRC32C(crc uint32, in *byte, size int) uint32 {
	raceRead(in, size)
	return uint32(C.sinew_go_crc32c(C.uint32_t(crc), (*C.uint8_t)(in), C.size_t(size)))
}

// CRC32 extends the checksum of what came before by size bytes.
func CRC32(crc uint32, in *byte, size int) uint32 {
	raceRead(in, size)
	return uint32(C.sinew_go_crc32(C.uint32_t(crc), (*C.uint8_t)(in), C.size_t(size)))
}

// CRC64NVME extends the checksum of what came before by size bytes.
func CRC64NVME(crc uint64, in *byte, size int) uint64 {
	raceRead(in, size)
	return uint64(C.sinew_go_crc64nvme(C.uint64_t(crc), (*C.uint8_t)(in), C.size_t(size)))
}

// CRC32CCombine returns the checksum of two messages, the second of secondSize bytes.
func CRC32CCombine(first, second uint32, secondSize uint64) uint32 {
	return uint32(C.sinew_crc32c_combine(C.uint32_t(first), C.uint32_t(second), C.uint64_t(secondSize)))
}

// CRC32Combine returns the checksum of two messages, the second of secondSize bytes.
func CRC32Combine(first, second uint32, secondSize uint64) uint32 {
	return uint32(C.sinew_crc32_combine(C.uint32_t(first), C.uint32_t(second), C.uint64_t(secondSize)))
}

// CRC64NVMECombine returns the checksum of two messages, the second of secondSize bytes.
func CRC64NVMECombine(first, second uint64, secondSize uint64) uint64 {
	return uint64(C.sinew_crc64nvme_combine(C.uint64_t(first), C.uint64_t(second), C.uint64_t(secondSize)))
}
