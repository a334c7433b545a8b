//go:build cgo

package kafka

import (
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Rows from which a batch in the library is faster than a loop here.
const crossover = 8

func murmur2ManyC(view *column.View, out *int32) (fault int, status int32) {
	return c.KafkaMurmur2Many(view, out)
}

func partitionManyC(view *column.View, partitions int32, out *int32) (fault int, status int32) {
	return c.KafkaPartitionMany(view, partitions, out)
}
