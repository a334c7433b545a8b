//go:build cgo

package c

/*
#include "column.h"

#cgo noescape sinew_go_kafka_murmur2_many
#cgo nocallback sinew_go_kafka_murmur2_many
static inline sinew_result sinew_go_kafka_murmur2_many(int32_t type, size_t count,
                                                       const uint8_t* values, size_t values_size,
                                                       const uint8_t* offsets,
                                                       const uint8_t* validity, size_t bit,
                                                       uint32_t* out) {
  sinew_column column =
      sinew_go_column(type, count, values, values_size, offsets, validity, bit);
  return sinew_kafka_murmur2_many(&column, out);
}

#cgo noescape sinew_go_kafka_partition_many
#cgo nocallback sinew_go_kafka_partition_many
static inline sinew_result sinew_go_kafka_partition_many(int32_t type, size_t count,
                                                         const uint8_t* values, size_t values_size,
                                                         const uint8_t* offsets,
                                                         const uint8_t* validity, size_t bit,
                                                         uint32_t partitions, uint32_t* out) {
  sinew_column column =
      sinew_go_column(type, count, values, values_size, offsets, validity, bit);
  return sinew_kafka_partition_many(&column, partitions, out);
}
*/
import "C"

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// KafkaMurmur2Many hashes the rows of a column; where status is not StatusOK, fault is the first bad
// row.
func KafkaMurmur2Many(v *column.View, out *int32) (fault int, status int32) {
	raceColumn(v)
	raceWrite(out, v.Count)
	r := C.sinew_go_kafka_murmur2_many(C.int32_t(v.Type), C.size_t(v.Count), (*C.uint8_t)(v.Values), C.size_t(v.Size),
		(*C.uint8_t)(v.Offsets), (*C.uint8_t)(v.Validity), C.size_t(v.Bit), (*C.uint32_t)(unsafe.Pointer(out)))
	return int(r.count), int32(r.status)
}

// KafkaPartitionMany finds the partitions of the rows of a column; where status is not StatusOK,
// fault is the first bad row.
func KafkaPartitionMany(v *column.View, partitions int32, out *int32) (fault int, status int32) {
	raceColumn(v)
	raceWrite(out, v.Count)
	r := C.sinew_go_kafka_partition_many(C.int32_t(v.Type), C.size_t(v.Count), (*C.uint8_t)(v.Values), C.size_t(v.Size),
		(*C.uint8_t)(v.Offsets), (*C.uint8_t)(v.Validity), C.size_t(v.Bit), C.uint32_t(partitions), (*C.uint32_t)(unsafe.Pointer(out)))
	return int(r.count), int32(r.status)
}
