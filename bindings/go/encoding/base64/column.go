package base64

import (
	"encoding/base64"
	"fmt"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// EncodeColumn replaces what out holds with the encodings of the rows of a column of strings. A null
// becomes an empty string: the validity of the column goes for out, too. The error is a *sinew.Error
// if the column is not one of strings, or its offsets run backwards or past the data; its Offset is
// the row at fault, and out is empty then. It allocates nothing once out has grown.
func (enc *Encoding) EncodeColumn(out *sinew.Strings, column sinew.Column) error {
	return finish(out, enc.encodeColumn(out, column.View()))
}

// DecodeColumn replaces what out holds with what the rows of a column of strings stand for; all else
// is as for EncodeColumn. An error is also that a row is not Base64, which Decode says more about:
// sinew.ErrCorrupt or sinew.ErrTruncated.
func (enc *Encoding) DecodeColumn(out *sinew.Strings, column sinew.Column) error {
	return finish(out, enc.decodeColumn(out, column.View()))
}

func finish(out *sinew.Strings, err *sinew.Error) error {
	if err != nil {
		out.Reset()
		return err
	}
	return nil
}

func (enc *Encoding) encodeColumn(out *sinew.Strings, view *column.View) *sinew.Error {
	if view.Count < crossoverRows || !enc.native {
		return eachRow(out, view, func(text []byte, row []byte) ([]byte, *sinew.Error) {
			return enc.AppendEncode(text, row), nil
		}, enc.EncodedLen)
	}
	flags := enc.flags &^ c.Base64Strict
	size, status := encodedColumnSize(view, flags)
	if status != c.StatusOK {
		return invalidColumn(size)
	}
	offsets, data := out.Resize(view.Count, size)
	encodeColumn(view, flags, offsets, data)
	return nil
}

func (enc *Encoding) decodeColumn(out *sinew.Strings, view *column.View) *sinew.Error {
	if view.Count < crossoverRows || !enc.native {
		return eachRow(out, view, func(data []byte, row []byte) ([]byte, *sinew.Error) {
			data, err := enc.AppendDecode(data, row)
			if err != nil {
				return nil, enc.rowError(row)
			}
			return data, nil
		}, decodedBound)
	}
	offsets, data := out.Resize(view.Count, enc.DecodedLen(bytesOf(view)))
	row, written, status := decodeColumn(view, enc.flags, offsets, data)
	switch status {
	case c.StatusOK:
		out.Resize(view.Count, written)
		return nil
	case c.StatusInvalidArgument:
		return invalidColumn(row)
	}
	return &sinew.Error{Status: sinew.Status(status), Offset: row, Message: fmt.Sprintf("column: row %d is not Base64", row)}
}

// eachRow puts into out what add appends for each row; bound is what it may add for so many bytes.
func eachRow(out *sinew.Strings, view *column.View, add func(to, row []byte) ([]byte, *sinew.Error), bound func(int) int) *sinew.Error {
	if !c.IsString(view.Type) {
		return invalidColumn(0)
	}
	size := 0
	for i := range view.Count {
		from, to := offsetAt(view, i), offsetAt(view, i+1)
		if from < 0 || to < from || to > int64(view.Size) {
			return invalidColumn(i)
		}
		size += bound(int(to - from))
	}
	offsets, data := out.Resize(view.Count, size)
	offsets[0] = 0
	written := data[:0]
	values := unsafe.Slice(view.Values, view.Size)
	for i := range view.Count {
		if view.Valid(i) {
			var err *sinew.Error
			if written, err = add(written, values[offsetAt(view, i):offsetAt(view, i+1)]); err != nil {
				err.Offset = i
				err.Message = fmt.Sprintf("column: row %d is not Base64", i)
				return err
			}
		}
		offsets[i+1] = int64(len(written))
	}
	out.Resize(view.Count, len(written))
	return nil
}

// rowError says what is wrong with a row that cannot be decoded. Only of a row that ends too early
// can more bytes make one that can.
func (enc *Encoding) rowError(row []byte) *sinew.Error {
	lax := base64.NewEncoding(enc.alphabet).WithPadding(enc.padding)
	decodes := func(end string) bool {
		_, err := lax.DecodeString(string(row) + end)
		return err == nil
	}
	status := sinew.Corrupt
	digit := enc.alphabet[:1]
	if !decodes("") && (decodes(string([]byte{byte(enc.padding)})) || decodes(digit) || decodes(digit+digit) || decodes(digit+digit+digit)) {
		status = sinew.Truncated
	}
	return &sinew.Error{Status: status}
}

// decodedBound is the most that AppendDecode makes room for.
func decodedBound(n int) int { return n/4*3 + n%4*6/8 }

func invalidColumn(row int) *sinew.Error {
	return &sinew.Error{Status: sinew.InvalidArgument, Offset: row, Message: "column: not of strings, or offsets that run backwards or past the data"}
}

// bytesOf returns how many bytes there are from the first row to the last, whatever the offsets.
func bytesOf(view *column.View) int {
	if !c.IsString(view.Type) {
		return 0
	}
	from, to := max(offsetAt(view, 0), 0), min(offsetAt(view, view.Count), int64(view.Size))
	return int(max(to-from, 0))
}

func offsetAt(view *column.View, i int) int64 {
	if c.OffsetWidth(view.Type) == 4 {
		return int64(*(*int32)(unsafe.Add(unsafe.Pointer(view.Offsets), 4*i)))
	}
	return *(*int64)(unsafe.Add(unsafe.Pointer(view.Offsets), 8*i))
}
