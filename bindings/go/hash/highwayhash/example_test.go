package highwayhash_test

import (
	"encoding/hex"
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go/hash/highwayhash"
)

func ExampleSum64() {
	key, _ := hex.DecodeString("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
	fmt.Printf("%016x\n", highwayhash.Sum64([]byte{0, 1, 2}, key))
	// Output: 5c6befab8a463d80
}

func ExampleNew64() {
	key, _ := hex.DecodeString("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
	h, err := highwayhash.New64(key)
	if err != nil {
		panic(err)
	}
	h.Write([]byte{0})
	h.Write([]byte{1, 2})
	fmt.Printf("%016x\n", h.Sum64())
	// Output: 5c6befab8a463d80
}
