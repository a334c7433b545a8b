package main

import (
	"math/rand/v2"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/hash/kafka"
)

const kafkaPartitions = 48

// franzPartition returns what franz-go's own partitioner computes of a key: its murmur2 is not
// exported, but its partitioner is.
func franzPartition() func(key []byte) int32 {
	topic := kgo.StickyKeyPartitioner(nil).ForTopic("bench")
	record := &kgo.Record{}
	return func(key []byte) int32 {
		record.Key = key
		return int32(topic.Partition(record, kafkaPartitions))
	}
}

func init() { register("hash/kafka", kafkaRows) }

func kafkaRows(t *table) {
	name := versionOf("franz-go", "github.com/twmb/franz-go")
	partition := franzPartition()
	data := randomBytes(8192)
	for _, size := range []int{1, 4, 8, 15, 16, 24, 36, 100, 1000} {
		walk := func(partition func(key []byte) int32) work {
			at := 0
			return func(calls int) uint64 {
				all := uint64(0)
				for range calls {
					at = (at + 1) & 511
					all += uint64(partition(data[8*at:][:size]))
				}
				return all
			}
		}
		t.run(row{"one key, " + sizeName(size), nanosecondsPer("key"), 1,
			walk(func(key []byte) int32 { return int32(kafka.Partition(key, kafkaPartitions)) }),
			[]peer{{name: name, work: walk(partition)}}})
	}

	const keys = 1 << 20
	for _, lengths := range []struct {
		name string
		size func(*rand.Rand) int
	}{
		{"8-40 B", func(r *rand.Rand) int { return 8 + r.IntN(33) }},
		{"0-16 B", func(r *rand.Rand) int { return r.IntN(17) }},
		{"1-100 B", func(r *rand.Rand) int { return 1 + r.IntN(100) }},
		{"36 B each", func(*rand.Rand) int { return 36 }},
	} {
		if !t.wants("keys of " + lengths.name) {
			continue
		}
		offsets, bytes := randomKeys(keys, lengths.size)
		for _, count := range []int{4, 8, 16, 256, 4096, keys} {
			out := make([]int32, count)
			t.run(row{"keys of " + lengths.name + ", batch of " + countName(count), nanosecondsPer("key"), float64(count),
				keyWindows(keys, count, func(first int) uint64 {
					if err := kafka.PartitionColumn(out, sinew.StringsOf(offsets[first:first+count+1], bytes), kafkaPartitions); err != nil {
						panic(err)
					}
					return uint64(out[0] + out[count-1])
				}),
				[]peer{{name: name, work: keyWindows(keys, count, func(first int) uint64 {
					for i := range out {
						out[i] = partition(bytes[offsets[first+i]:offsets[first+i+1]])
					}
					return uint64(out[0] + out[count-1])
				})}}})
		}
	}
}
