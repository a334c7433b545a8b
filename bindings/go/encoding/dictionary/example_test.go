package dictionary_test

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/encoding/dictionary"
)

func Example() {
	var cities sinew.Strings
	for _, city := range []string{"Oslo", "Rome", "Oslo", "Lima", "Rome"} {
		cities.Append(city)
	}
	encoder, err := dictionary.NewStringEncoder(dictionary.Options{})
	if err != nil {
		panic(err)
	}
	defer encoder.Close()

	indices := make([]uint32, cities.Len())
	if err := encoder.Encode(indices, cities.Column()); err != nil {
		panic(err)
	}
	var values sinew.Batch
	defer values.Close()
	if err := encoder.Values(&values); err != nil {
		panic(err)
	}
	fmt.Println(indices)
	for i := range values.Len() {
		fmt.Printf("%d %s\n", i, values.Column(0).Bytes(i))
	}

	var back sinew.Strings
	if err := dictionary.DecodeStrings(&back, values.Column(0), indices, sinew.Validity{}); err != nil {
		panic(err)
	}
	fmt.Printf("%s\n", back.At(3))
	// Output:
	// [0 1 0 2 1]
	// 0 Oslo
	// 1 Rome
	// 2 Lima
	// Lima
}
