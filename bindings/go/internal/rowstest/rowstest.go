// Package rowstest has what the tests of all hashes over columns ask.
package rowstest

import (
	"errors"
	"slices"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
)

// OtherTypes checks that hash, which writes the hash of each row of a column to out, refuses
// booleans, which have no bytes to hash, hashes dates and timestamps as the integers that they are,
// and bytes as strings.
func OtherTypes[T comparable](t *testing.T, hash func(out []T, col sinew.Column) error) {
	for _, count := range []int{1, 3, 2000} {
		have, want := make([]T, count), make([]T, count)
		if err := hash(have, sinew.Bools(make([]byte, count), 0, count)); !errors.Is(err, sinew.ErrInvalidArgument) {
			t.Errorf("%d booleans: %v", count, err)
		}
		days, times, offsets := make([]int32, count), make([]int64, count), make([]int32, count+1)
		for i := range count {
			days[i], times[i], offsets[i+1] = int32(20000+i), int64(i)<<40, int32(i/2)
		}
		data := make([]byte, count)
		for name, pair := range map[string][2]sinew.Column{
			"dates":      {sinew.Dates(days), sinew.Int32s(days)},
			"timestamps": {sinew.Timestamps(sinew.TimestampUS, times), sinew.Int64s(times)},
			"bytes":      {sinew.BinaryOf(offsets, data), sinew.StringsOf(offsets, data)},
		} {
			if err := hash(have, pair[0]); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if err := hash(want, pair[1]); err != nil || !slices.Equal(have, want) {
				t.Errorf("%d %s have other hashes, or %v", count, name, err)
			}
		}
	}
}
