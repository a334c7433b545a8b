// Package delta makes integers small before encoding/bitpack or encoding/varint stores them: as
// differences of neighbours, in zigzag, or as distances from the least value
// (docs/formats/integers.md). All arithmetic wraps around, so decoding restores any values.
//
// Every function writes len(in) values to out and panics if out is shorter. In and out may be the same
// memory; otherwise they must not overlap. Short slices are handled in Go, with the same results.
package delta

import (
	"fmt"
	"math/bits"
	"unsafe"
)

// Signed integers.
type Signed interface{ ~int32 | ~int64 }

// Unsigned integers.
type Unsigned interface{ ~uint32 | ~uint64 }

// Integer is either.
type Integer interface{ Signed | Unsigned }

// Encode writes the difference between each value and the value before it, with start before the
// first. It returns the last value: the start of the next part, if the values come in parts.
func Encode[T Integer](out, in []T, start T) T {
	out = room[T](out, in)
	if len(in) >= crossoverEncode {
		return encodeC(out, in, start)
	}
	return encodeGo(out, in, start)
}

// Decode writes prefix sums, the inverse of Encode: the sum of start and all values so far. It returns
// the last one, which is the start of the next part.
func Decode[T Integer](out, in []T, start T) T {
	out = room[T](out, in)
	if len(in) >= crossoverDecode {
		return decodeC(out, in, start)
	}
	return decodeGo(out, in, start)
}

// Zigzag maps signed values to unsigned ones of the same width, those near 0 to small ones: 0, -1, 1,
// -2, ... become 0, 1, 2, 3, ... It panics if the widths differ.
func Zigzag[U Unsigned, S Signed](out []U, in []S) {
	checkWidths[U, S]()
	out = room[U](out, in)
	if len(in) >= crossoverZigzag {
		zigzagC(out, in)
		return
	}
	zigzagGo(out, in)
}

// Unzigzag is the inverse of Zigzag.
func Unzigzag[S Signed, U Unsigned](out []S, in []U) {
	checkWidths[U, S]()
	out = room[S](out, in)
	if len(in) >= crossoverZigzag {
		unzigzagC(out, in)
		return
	}
	unzigzagGo(out, in)
}

// Measure returns the least value and how many bits the greatest distance from it takes; 0 and 0 if
// there are no values.
func Measure[T Integer](in []T) (base T, width int) {
	if len(in) >= crossoverMeasure {
		return measureC(in)
	}
	return measureGo(in)
}

// Distances writes the distance of each value from base (frame of reference). With the base that
// Measure returns, the distances take as many bits as it says. It panics if the widths of T and U
// differ.
func Distances[U Unsigned, T Integer](out []U, in []T, base T) {
	checkWidths[U, T]()
	out = room[U](out, in)
	if len(in) >= crossoverDistances {
		distancesC(out, in, base)
		return
	}
	distancesGo(out, in, base)
}

// Values adds base to each distance, the inverse of Distances.
func Values[T Integer, U Unsigned](out []T, in []U, base T) {
	checkWidths[U, T]()
	out = room[T](out, in)
	if len(in) >= crossoverDistances {
		valuesC(out, in, base)
		return
	}
	for i, v := range in {
		out[i] = T(v) + base
	}
}

func checkWidths[U, T Integer]() {
	if unsafe.Sizeof(U(0)) != unsafe.Sizeof(T(0)) {
		panic(fmt.Sprintf("delta: integers of %d and of %d bits", 8*unsafe.Sizeof(T(0)), 8*unsafe.Sizeof(U(0))))
	}
}

// room returns the first len(in) elements of out.
func room[To, From any](out []To, in []From) []To {
	if len(out) < len(in) {
		panic(fmt.Sprintf("delta: out has room for %d values of %d", len(out), len(in)))
	}
	return out[:len(in)]
}

func encodeGo[T Integer](out, in []T, start T) T {
	out = out[:len(in)]
	for i, v := range in {
		out[i] = v - start
		start = v
	}
	return start
}

func decodeGo[T Integer](out, in []T, start T) T {
	out = out[:len(in)]
	for i, v := range in {
		start += v
		out[i] = start
	}
	return start
}

func zigzagGo[U Unsigned, S Signed](out []U, in []S) {
	out = out[:len(in)]
	sign := 8*unsafe.Sizeof(S(0)) - 1
	for i, v := range in {
		out[i] = U(v<<1 ^ v>>sign)
	}
}

func unzigzagGo[S Signed, U Unsigned](out []S, in []U) {
	out = out[:len(in)]
	for i, v := range in {
		out[i] = S(v>>1) ^ -S(v&1)
	}
}

func measureGo[T Integer](in []T) (base T, width int) {
	if len(in) == 0 {
		return 0, 0
	}
	least, greatest := in[0], in[0]
	for _, v := range in {
		least, greatest = min(least, v), max(greatest, v)
	}
	return least, bits.Len64(uint64(greatest) - uint64(least))
}

func distancesGo[U Unsigned, T Integer](out []U, in []T, base T) {
	out = out[:len(in)]
	for i, v := range in {
		out[i] = U(v - base)
	}
}
