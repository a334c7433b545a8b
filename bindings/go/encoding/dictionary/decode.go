package dictionary

import (
	"fmt"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// Decode writes values[indices[i]] to out[i], and the zero value where row i is null: the index of
// a null row is not looked at. An index that is out of range is a *sinew.Error, ErrCorrupt with the
// first such row as its Offset, and what out holds then is not defined. An out that is not as long
// as indices, or a validity that is too short, panics.
func Decode[T Fixed](out, values []T, indices []uint32, validity sinew.Validity) error {
	if len(out) != len(indices) {
		panicLength("room", len(out), len(indices))
	}
	view := column.Of(c.TypeU32, indices)
	view.Validity, view.ValidityOffset = validity.Locate(len(indices))
	if view.Validity == nil || len(indices) < crossoverDecode {
		return decodePlain(out, values, indices, &view)
	}
	return decode(out, values, indices, &view)
}

func decodePlain[T any](out, values []T, indices []uint32, view *column.View) error {
	out = out[:len(indices)]
	if view.Validity == nil {
		for row, index := range indices {
			if uint(index) >= uint(len(values)) {
				return outOfRange(row, indices, len(values))
			}
			out[row] = values[index]
		}
		return nil
	}
	var zero T
	for row, index := range indices {
		switch {
		case !view.Valid(row):
			out[row] = zero
		case uint(index) >= uint(len(values)):
			return outOfRange(row, indices, len(values))
		default:
			out[row] = values[index]
		}
	}
	return nil
}

func outOfRange(row int, indices []uint32, values int) error {
	return &sinew.Error{Status: sinew.Corrupt, Offset: row,
		Message: fmt.Sprintf("row %d has the index %d, but there are %d values", row, indices[row], values)}
}

// DecodeStrings is Decode for strings: values is a column of strings without nulls, and what out
// holds is replaced by the string of each row, which is empty where the row is null. On an error out
// is as it was. ErrInvalidArgument is a column of another type, with nulls, or of out itself, or a string named by
// an index whose offsets run backwards or past the data; the others are not looked at.
func DecodeStrings(out *sinew.Strings, values sinew.Column, indices []uint32, validity sinew.Validity) error {
	dictionary := values.View()
	if !c.IsString(dictionary.Type) {
		return fault.Invalid(0, "values: a column of type %v, not of strings", values.Type())
	}
	if dictionary.Validity != nil {
		return fault.Invalid(0, "values: a dictionary has no nulls")
	}
	if out.Holds(dictionary) {
		return fault.Held("values", "strings")
	}
	view := column.Of(c.TypeU32, indices)
	view.Validity, view.ValidityOffset = validity.Locate(len(indices))
	if len(indices) < crossoverDecodeStrings {
		return decodeStringsPlain(out, dictionary, indices, &view)
	}
	return decodeStrings(out, dictionary, indices, &view)
}

func decodeStringsPlain(out *sinew.Strings, dictionary *column.View, indices []uint32, view *column.View) error {
	if c.OffsetWidth(dictionary.Type) == 4 {
		return decodeStringsOf[int32](out, dictionary, indices, view)
	}
	return decodeStringsOf[int64](out, dictionary, indices, view)
}

func decodeStringsOf[Offset int32 | int64](out *sinew.Strings, dictionary *column.View, indices []uint32, view *column.View) error {
	var starts []Offset
	if dictionary.Count > 0 {
		starts = column.OffsetsOf[Offset](dictionary)
	}
	data := unsafe.Slice(dictionary.Values, dictionary.Size)
	size := 0
	for row, index := range indices {
		if !view.Valid(row) {
			continue
		}
		if uint(index) >= uint(dictionary.Count) {
			return outOfRange(row, indices, dictionary.Count)
		}
		from, to := starts[index], starts[index+1]
		if from < 0 || to < from || int64(to) > int64(len(data)) {
			return badOffsets(row)
		}
		size += int(to - from)
		if size < 0 {
			return &sinew.Error{Status: sinew.Overflow, Offset: row, Message: "the strings are too long together"}
		}
	}
	offsets, bytes := out.Resize(len(indices), size)
	offsets[0] = 0
	end := 0
	for row, index := range indices {
		if view.Valid(row) {
			end += copy(bytes[end:], data[starts[index]:starts[index+1]])
		}
		offsets[row+1] = int64(end)
	}
	return nil
}

func badOffsets(row int) error {
	return fault.Invalid(row, "values: the offsets of the string that row %d names are bad", row)
}
