// Package jump chooses buckets by jump consistent hash (Lamping and Veach 2014,
// https://arxiv.org/abs/1406.2294): every bucket gets the same share of the keys, and when there
// are more buckets, keys move to the new ones only. It suits buckets that are added and removed at
// the end; if any one may be removed, see package rendezvous.
//
// Hash is that of github.com/dgryski/go-jump: replacing the import is all it takes. HashUint64s and
// HashColumn choose for a whole batch in one call. Keys must be hashes; whoever can choose them can
// choose their buckets.
package jump

import (
	"fmt"
	"math"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Hash returns a bucket, 0 to buckets-1, for key; -1 if buckets is 0 or less. It panics if buckets
// does not fit an int32.
func Hash(key uint64, buckets int) int32 {
	if buckets > math.MaxInt32 {
		panicBuckets(buckets)
	}
	bucket, next := int64(-1), int64(0)
	for next < int64(buckets) {
		bucket = next
		key = key*2862933555777941757 + 1
		next = int64(float64(bucket+1) * ((1 << 31) / float64(int64(key>>33)+1)))
	}
	return int32(bucket)
}

// HashUint64s writes the bucket of each key to out. It panics if out is not as long as keys, or
// buckets is not 1 to math.MaxInt32.
func HashUint64s(out []int32, keys []uint64, buckets int) {
	check(len(out), len(keys), buckets)
	if len(keys) >= crossover {
		view := column.Of(c.TypeU64, keys)
		manyC(&view, buckets, &out[0])
		return
	}
	hashGo(out, keys, buckets)
}

// HashColumn writes the bucket of each row to out, 0 for a null row. The column is one of hashes,
// sinew.Uint64s or sinew.Int64s (the same bits); the error, a *sinew.Error, says that it is not. It
// panics as HashUint64s does.
func HashColumn(out []int32, keys sinew.Column, buckets int) error {
	view := keys.View()
	check(len(out), view.Count, buckets)
	if view.Type != c.TypeU64 && view.Type != c.TypeI64 {
		return &sinew.Error{Status: sinew.Status(c.StatusInvalidArgument), Message: "keys: not a column of 64-bit integers"}
	}
	if view.Count >= crossover {
		manyC(view, buckets, &out[0])
		return nil
	}
	hashGo(out, column.Rows[uint64](view), buckets)
	for i := range out {
		if !view.Valid(i) {
			out[i] = 0
		}
	}
	return nil
}

func hashGo(out []int32, keys []uint64, buckets int) {
	for i, key := range keys {
		out[i] = Hash(key, buckets)
	}
}

func check(out, rows, buckets int) {
	if out != rows {
		panic(fmt.Sprintf("jump: out has length %d for %d rows", out, rows))
	}
	if buckets < 1 || buckets > math.MaxInt32 {
		panicBuckets(buckets)
	}
}

//go:noinline
func panicBuckets(buckets int) { panic(fmt.Sprintf("jump: %d buckets", buckets)) }
