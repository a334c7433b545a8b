//go:build cgo

package c

/*
#include "column.h"

#cgo noescape sinew_go_jump_hash_many
#cgo nocallback sinew_go_jump_hash_many
static inline sinew_result sinew_go_jump_hash_many(int32_t type, size_t count,
                                                   const uint8_t* values, const uint8_t* validity,
                                                   size_t bit, uint32_t buckets, uint32_t* out) {
  sinew_column column = sinew_go_column(type, count, values, 8 * count, 0, validity, bit);
  return sinew_jump_hash_many(&column, buckets, out);
}

#cgo noescape sinew_go_rendezvous_many
#cgo nocallback sinew_go_rendezvous_many
static inline sinew_result sinew_go_rendezvous_many(int32_t type, size_t count,
                                                    const uint8_t* values,
                                                    const uint8_t* validity, size_t bit,
                                                    const uint64_t* nodes, size_t node_count,
                                                    uint32_t* out) {
  sinew_column column = sinew_go_column(type, count, values, 8 * count, 0, validity, bit);
  return sinew_rendezvous_many(&column, nodes, node_count, out);
}

#cgo noescape sinew_go_hash_combine_many
#cgo nocallback sinew_go_hash_combine_many
static inline void sinew_go_hash_combine_many(const uint64_t* first, const uint64_t* second,
                                              size_t count, uint64_t* out) {
  sinew_hash_combine_many(first, second, count, out);
}
*/
import "C"

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// JumpHashMany chooses a bucket for each hash of a column of type TypeU64 or TypeI64.
func JumpHashMany(v *column.View, buckets int32, out *int32) int32 {
	raceColumn(v)
	raceWrite(out, v.Count)
	return int32(C.sinew_go_jump_hash_many(C.int32_t(v.Type), C.size_t(v.Count), (*C.uint8_t)(v.Values),
		(*C.uint8_t)(v.Validity), C.size_t(v.Bit), C.uint32_t(buckets), (*C.uint32_t)(unsafe.Pointer(out))).status)
}

// RendezvousMany chooses a node for each hash of a column of type TypeU64 or TypeI64.
func RendezvousMany(v *column.View, nodes *uint64, nodeCount int, out *int32) int32 {
	raceColumn(v)
	raceRead(nodes, nodeCount)
	raceWrite(out, v.Count)
	return int32(C.sinew_go_rendezvous_many(C.int32_t(v.Type), C.size_t(v.Count), (*C.uint8_t)(v.Values),
		(*C.uint8_t)(v.Validity), C.size_t(v.Bit), (*C.uint64_t)(nodes), C.size_t(nodeCount), (*C.uint32_t)(unsafe.Pointer(out))).status)
}

// HashCombineMany combines count pairs of hashes.
func HashCombineMany(first, second *uint64, count int, out *uint64) {
	raceRead(first, count)
	raceRead(second, count)
	raceWrite(out, count)
	C.sinew_go_hash_combine_many((*C.uint64_t)(first), (*C.uint64_t)(second), C.size_t(count), (*C.uint64_t)(out))
}
