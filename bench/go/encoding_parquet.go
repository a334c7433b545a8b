package main

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/sinew-simd/sinew/bindings/go"
)

// mustOf is for calls that fail only where the two sides do not understand each other.
func mustOf[T any](v T, err error) T {
	must(err)
	return v
}

// sampleOf is a value that depends on the first, the last and a middle element.
func sampleOf[T int32 | int64 | uint32 | uint64 | byte](v []T) uint64 {
	return uint64(v[0])<<32 ^ uint64(v[len(v)/3])<<16 ^ uint64(v[len(v)-1]) ^ uint64(len(v))<<48
}

// walkOf returns numbers with steps of up to a number of bits.
func walkOf[T int32 | int64](count, width int) []T {
	r := rand.New(rand.NewPCG(11, uint64(width)))
	out := make([]T, count)
	v := T(1000)
	for i := range out {
		out[i] = v
		v += T(r.Uint64()>>(64-width)) - T(1)<<(width-1)
	}
	return out
}

// names returns sorted names with prefixes in common.
func names(count int) *sinew.Strings {
	r := rand.New(rand.NewPCG(13, 17))
	var all []string
	for range count {
		all = append(all, fmt.Sprintf("/var/log/%s/%s-%06d", []string{"nginx", "postgres", "kafka", "consumer"}[r.IntN(4)], []string{"access", "error", "slow"}[r.IntN(3)], r.IntN(1000000)))
	}
	slices.Sort(all)
	s := new(sinew.Strings)
	for _, name := range all {
		s.Append(name)
	}
	return s
}

func parquetGo() string { return versionOf("parquet-go", "github.com/parquet-go/parquet-go") }

// someOf is a value that depends on the strings that `at` returns.
func someOf(count int, at func(int) []byte) uint64 {
	all := uint64(0)
	for _, i := range []int{0, count / 3, count - 1} {
		v := at(i)
		all = all<<20 + sampleOf(v)
	}
	return all
}
