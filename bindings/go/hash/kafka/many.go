package kafka

import (
	"math"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/rows"
)

func hashMany(out []int32, view *column.View) error {
	if rows.Pay(view, crossoverStrings, crossoverValues) {
		return rows.Result(c.KafkaMurmur2Many(view, (*uint32)(unsafe.Pointer(unsafe.SliceData(out)))))
	}
	return rows.Each(out, view, func(p unsafe.Pointer, n int) int32 { return int32(murmur2(p, n)) })
}

func partitionMany(out []int32, view *column.View, partitions int32) error {
	if rows.Pay(view, crossoverStrings, crossoverValues) {
		return rows.Result(c.KafkaPartitionMany(view, uint32(partitions), (*uint32)(unsafe.Pointer(unsafe.SliceData(out)))))
	}
	return partitionGo(out, view, partitions)
}

func partitionGo(out []int32, view *column.View, partitions int32) error {
	return rows.Each(out, view, func(p unsafe.Pointer, n int) int32 { return int32(murmur2(p, n)&math.MaxInt32) % partitions })
}
