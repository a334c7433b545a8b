// Package kafka chooses the partitions of keys as Apache Kafka's own producers do: murmur2 of the
// key, its sign bit cleared, modulo the number of partitions.
//
// PartitionStrings and PartitionColumn do a whole batch in one call of the library, which is faster
// from 5 strings on; smaller batches and single keys are hashed in Go. Partition has the form that the partitioners of
// github.com/twmb/franz-go ask for: kgo.StickyKeyPartitioner(kafka.Partition) gives every key the
// partition that it has without an argument.
//
// A key has to be the very bytes that are sent. Kafka's serializers of integers write the highest
// byte first, whereas a column of integers has the lowest first: swap the bytes of its values, or
// send the keys as they lie in memory.
//
// The hash is neither keyed nor cryptographic: anybody can make keys that share a partition.
package kafka

import (
	"fmt"
	"math"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
)

// Murmur2 returns the hash of a key: Utils.murmur2 of the Java client.
func Murmur2(key []byte) int32 {
	return int32(murmur2(unsafe.Pointer(unsafe.SliceData(key)), len(key)))
}

// Murmur2String returns the hash of the bytes of a key.
func Murmur2String(key string) int32 {
	return int32(murmur2(unsafe.Pointer(unsafe.StringData(key)), len(key)))
}

// Partition returns the partition of a key, from 0 to partitions-1. An empty key is a key like any
// other; a record without one may go anywhere, so ask only for those that have one. Partition panics
// if partitions is not from 1 to 2³¹-1.
func Partition(key []byte, partitions int) int {
	checkPartitions(partitions)
	return int(murmur2(unsafe.Pointer(unsafe.SliceData(key)), len(key))&math.MaxInt32) % partitions
}

// PartitionString is Partition of the bytes of a key.
func PartitionString(key string, partitions int) int {
	checkPartitions(partitions)
	return int(murmur2(unsafe.Pointer(unsafe.StringData(key)), len(key))&math.MaxInt32) % partitions
}

// Murmur2Column writes the hash of each row to out: strings by their bytes, values of fixed width by
// their little-endian bytes, null rows as 0. It panics if out is not as long as the column. The
// error is a *sinew.Error whose Offset is the first row with offsets that run backwards or past the
// data; nothing is written then.
func Murmur2Column(out []int32, keys sinew.Column) error {
	view := keys.View()
	checkLength(len(out), view.Count)
	return hashMany(out, view)
}

// Murmur2Strings writes the hash of each key to out. It panics if out is not as long as keys.
func Murmur2Strings(out []int32, keys *sinew.Strings) {
	if err := Murmur2Column(out, keys.Column()); err != nil {
		panic(err)
	}
}

// PartitionColumn writes the partition of each row to out; the keys are the bytes that Murmur2Column
// hashes. A null row, which is a record without a key, gets 0: the validity of the column says which
// rows those are. It panics if out is not as long as the column, or partitions is not from 1 to
// 2³¹-1. The error is as that of Murmur2Column.
func PartitionColumn(out []int32, keys sinew.Column, partitions int) error {
	view := keys.View()
	checkLength(len(out), view.Count)
	checkPartitions(partitions)
	return partitionMany(out, view, int32(partitions))
}

// PartitionStrings writes the partition of each key to out. It panics if out is not as long as
// keys, or partitions is not from 1 to 2³¹-1.
func PartitionStrings(out []int32, keys *sinew.Strings, partitions int) {
	if err := PartitionColumn(out, keys.Column(), partitions); err != nil {
		panic(err)
	}
}

func checkLength(out, rows int) {
	if out != rows {
		panicLength(out, rows)
	}
}

//go:noinline
func panicLength(out, rows int) {
	panic(fmt.Sprintf("kafka: out has length %d for %d rows", out, rows))
}

func checkPartitions(partitions int) {
	if partitions < 1 || partitions > math.MaxInt32 {
		panicPartitions(partitions)
	}
}

//go:noinline
func panicPartitions(partitions int) {
	panic(fmt.Sprintf("kafka: %d partitions", partitions))
}
