package kafka_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/hash/kafka"
)

func ExampleMurmur2String() {
	fmt.Println(kafka.Murmur2String("foobar")) // a case of Kafka's own tests
	// Output: -790332482
}

func ExamplePartition() {
	fmt.Println(kafka.Partition([]byte("customer-42"), 12))
	// Output: 9
}

// A batch of keys is one call; a record without a key gets partition 0.
func ExamplePartitionColumn() {
	var keys sinew.Strings
	for _, key := range []string{"customer-42", "", "customer-7"} {
		keys.Append(key)
	}
	partitions := make([]int32, keys.Len())
	hasKey := sinew.ValidityOf([]bool{true, false, true})
	if err := kafka.PartitionColumn(partitions, keys.Column().With(hasKey), 12); err != nil {
		panic(err)
	}
	fmt.Println(partitions[0] == int32(kafka.PartitionString("customer-42", 12)), partitions[1])
	// Output: true 0
}
