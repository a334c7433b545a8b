package parquet_test

import (
	"fmt"
	"slices"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/encoding/parquet"
)

func ExampleAppendDelta() {
	stream := parquet.AppendDelta(nil, []int64{1, 2, 3, 4, 5})
	fmt.Printf("% x\n", stream)
	count, err := parquet.DeltaCount(stream)
	if err != nil {
		panic(err)
	}
	values := make([]int64, count)
	_, read, err := parquet.DecodeDelta(values, stream)
	fmt.Println(values, read, err)
	// Output:
	// 80 01 04 05 02 02 00 00 00 00
	// [1 2 3 4 5] 10 <nil>
}

func ExampleAppendRLE() {
	levels := append([]uint32{0, 1, 2, 3, 4, 5, 6, 7}, slices.Repeat([]uint32{4}, 20)...)
	stream, err := parquet.AppendRLE(nil, levels, 3)
	fmt.Printf("% x %v\n", stream, err)
	// Output: 03 88 c6 fa 28 04 <nil>
}

func ExampleAppendPrefixStrings() {
	var words, again sinew.Strings
	for _, word := range []string{"axis", "axle", "babble", "babyhood"} {
		words.Append(word)
	}
	stream, err := parquet.AppendPrefixStrings(nil, words.Column())
	if err != nil {
		panic(err)
	}
	read, err := parquet.DecodePrefixStrings(&again, stream, 100, 1000)
	fmt.Printf("%d bytes, %d strings, the last one %s, %v\n", read, again.Len(), again.At(3), err)
	// Output: 61 bytes, 4 strings, the last one babyhood, <nil>
}

func ExampleAppendByteStreamSplit() {
	fmt.Printf("%x\n", parquet.AppendByteStreamSplit(nil, []uint32{0xDDCCBBAA, 0x33221100, 0xD6C5B4A3}))
	// Output: aa00a3bb11b4cc22c5dd33d6
}
