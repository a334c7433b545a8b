// Package filter packs the rows of columns that a filter chooses, one behind the other.
//
// A filter is a column of booleans with as many rows: those are chosen for which it is true, neither
// false nor null. The bitmap that package expression writes is one: sinew.Bools(bitmap, 0, rows). What
// only aggregates the rows that are chosen need not pack them: package aggregate takes a filter.
//
// Functions panic for a filter that is not of booleans or not as long as what it filters. Below some
// hundred rows Go does the work; the results are the same.
package filter

import (
	"fmt"
	"math"
	"math/bits"
	"slices"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// Fixed is what Append packs: numbers, and the types made of them, and 16 bytes.
type Fixed interface {
	~int | ~uint | ~int8 | ~uint8 | ~int16 | ~uint16 | ~int32 | ~uint32 | ~int64 | ~uint64 | ~float32 | ~float64 | ~[16]byte
}

// Count returns how many rows a filter chooses.
func Count(rows sinew.Column) int {
	filter := rows.View()
	check(filter, filter.Count)
	if filter.Count >= crossoverCount {
		return countNative(filter)
	}
	return countGo(filter)
}

// Append appends the values of the rows that are chosen to dst, which must not overlap values, and
// returns the longer slice.
func Append[T Fixed](dst, values []T, rows sinew.Column) []T {
	filter := rows.View()
	check(filter, len(values))
	count := Count(rows)
	dst = slices.Grow(dst, count)
	to := dst[len(dst) : len(dst)+count]
	if len(values) >= crossoverAppend {
		appendNative(to, values, filter)
	} else {
		appendGo(to, values, filter)
	}
	return dst[:len(dst)+count]
}

// Bits writes the bits of the rows that are chosen to out, from bit 0 on, and returns how many they
// are. in is a bitmap of as many rows: the values of a column of booleans or the validity of any
// column. It panics if in or out is too short. In the last byte that is written, bits that are not
// used become 0. The zero Validity, in which all rows are valid, gives ones.
func Bits(out []byte, in sinew.Validity, rows sinew.Column) int {
	filter := rows.View()
	check(filter, filter.Count)
	var view column.View
	view.Validity, view.ValidityOffset = in.Locate(filter.Count)
	count := Count(rows)
	if size := c.BitmapSize(count); len(out) < size {
		fault.Length("filter", len(out), size)
	}
	if filter.Count >= crossoverBits && view.Validity != nil {
		bitsNative(out, view.Validity, view.ValidityOffset, filter, count)
	} else {
		bitsGo(out, &view, filter, count)
	}
	return count
}

// Strings replaces what out holds by the strings of the rows that are chosen. Those of null rows are
// packed like any other; Bits packs the validity of the column. On an error out is as it was:
// ErrInvalidArgument is a column that is not of strings or is in memory of out, or a string that is
// chosen whose offsets run backwards or past the data, with its row as Offset.
func Strings(out *sinew.Strings, values, rows sinew.Column) error {
	from, filter := values.View(), rows.View()
	check(filter, from.Count)
	if !c.IsString(from.Type) {
		return fault.Invalid(0, "values: a column of type %v, not of strings", values.Type())
	}
	if out.Holds(from) {
		return fault.Held("values", "strings")
	}
	count := Count(rows)
	size, err := sizeOf(from, filter)
	if err != nil {
		return err
	}
	offsets, data := out.Resize(count, size)
	switch {
	case filter.Count >= crossoverStrings:
		stringsNative(offsets, data, from, filter)
	case c.OffsetWidth(from.Type) == 4:
		stringsGo[int32](offsets, data, from, filter)
	default:
		stringsGo[int64](offsets, data, from, filter)
	}
	return nil
}

func sizeOf(from, filter *column.View) (int, error) {
	switch {
	case filter.Count >= crossoverStrings:
		return sizeNative(from, filter)
	case c.OffsetWidth(from.Type) == 4:
		return sizeGo[int32](from, filter)
	default:
		return sizeGo[int64](from, filter)
	}
}

func badOffsets(row int) error {
	return fault.Invalid(row, "values: the offsets of row %d run backwards or past the data", row)
}

func tooLong(row int) error {
	return &sinew.Error{Status: sinew.Overflow, Offset: row, Message: "the strings are too long together"}
}

func check(filter *column.View, rows int) {
	if filter.Type != c.TypeBool || filter.Count != rows {
		panicFilter(filter, rows)
	}
}

//go:noinline
func panicFilter(filter *column.View, rows int) {
	panic(fmt.Sprintf("filter: a column of type %v with %d rows for %d rows", sinew.Type(filter.Type), filter.Count, rows))
}

// chosen returns which of 64 rows from row on a filter chooses.
func chosen(filter *column.View, row int) uint64 {
	rows := min(64, filter.Count-row)
	word := wordOf(filter.Values, filter.ValuesOffset+row, rows)
	if filter.Validity != nil {
		word &= wordOf(filter.Validity, filter.ValidityOffset+row, rows)
	}
	return word
}

// wordOf returns count bits, 1 to 64, from a bit on.
func wordOf(from *byte, bit, count int) uint64 {
	bytes := unsafe.Slice((*byte)(unsafe.Add(unsafe.Pointer(from), bit/8)), (bit%8+count+7)/8)
	var word uint64
	for i, b := range bytes[1:] {
		word |= uint64(b) << (8*i + 8 - bit%8)
	}
	word |= uint64(bytes[0]) >> (bit % 8)
	return word & (math.MaxUint64 >> (64 - count))
}

func countGo(filter *column.View) int {
	count := 0
	for row := 0; row < filter.Count; row += 64 {
		count += bits.OnesCount64(chosen(filter, row))
	}
	return count
}

// appendGo fills to, which is as long as rows are chosen.
func appendGo[T any](to, values []T, filter *column.View) {
	for row := 0; row < len(values); row += 64 {
		for word := chosen(filter, row); word != 0; word &= word - 1 {
			to[0] = values[row+bits.TrailingZeros64(word)]
			to = to[1:]
		}
	}
}

// bitsGo packs the validity of in.
func bitsGo(out []byte, in, filter *column.View, count int) {
	clear(out[:c.BitmapSize(count)])
	n := 0
	for row := 0; row < filter.Count; row += 64 {
		for word := chosen(filter, row); word != 0; word &= word - 1 {
			if in.Valid(row + bits.TrailingZeros64(word)) {
				out[n/8] |= 1 << (n % 8)
			}
			n++
		}
	}
}

func sizeGo[Offset int32 | int64](from, filter *column.View) (int, error) {
	if from.Count == 0 {
		return 0, nil
	}
	ends := column.OffsetsOf[Offset](from)
	size := 0
	for row := 0; row < filter.Count; row += 64 {
		for word := chosen(filter, row); word != 0; word &= word - 1 {
			row := row + bits.TrailingZeros64(word)
			begin, end := ends[row], ends[row+1]
			if begin < 0 || end < begin || int64(end) > int64(from.Size) {
				return 0, badOffsets(row)
			}
			if size += int(end - begin); size < 0 {
				return 0, tooLong(row)
			}
		}
	}
	return size, nil
}

func stringsGo[Offset int32 | int64](offsets []int64, data []byte, from, filter *column.View) {
	offsets[0] = 0
	if from.Count == 0 {
		return
	}
	ends := column.OffsetsOf[Offset](from)
	all := unsafe.Slice(from.Values, from.Size)
	n, done := 0, 0
	for row := 0; row < filter.Count; row += 64 {
		for word := chosen(filter, row); word != 0; word &= word - 1 {
			row := row + bits.TrailingZeros64(word)
			done += copy(data[done:], all[ends[row]:ends[row+1]])
			n++
			offsets[n] = int64(done)
		}
	}
}
