//go:build cgo

package kafka

import (
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

const (
	// Rows from which a batch in the library is faster than a loop here (Zen 5 with AVX-512, strings
	// of 8 to 40 bytes: 4 of them 123 ns against 115, 6 of them 93 against 149).
	crossoverStrings = 5
	crossoverValues  = 16
)

func murmur2ManyC(view *column.View, out *int32) (fault int, status int32) {
	return c.KafkaMurmur2Many(view, out)
}

func partitionManyC(view *column.View, partitions int32, out *int32) (fault int, status int32) {
	return c.KafkaPartitionMany(view, partitions, out)
}
