package base64

import (
	"encoding/base64"
	"fmt"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// EncodeColumn encodes the rows of a column of strings, and replaces what out holds with them. A null
// becomes an empty string; the validity of the column is that of out, too. The error is a *sinew.Error if
// the column is not one of strings, or its offsets run backwards or past the data; its Offset is the row
// at fault, and out is empty then; or if it is a column of out itself, which stays as it is. EncodeColumn allocates nothing once out has grown.
func (enc *Encoding) EncodeColumn(out *sinew.Strings, column sinew.Column) error {
	if out.Holds(column.View()) {
		return fault.Held("column", "strings")
	}
	return finish(out, enc.encodeColumn(out, column.View()))
}

// DecodeColumn decodes the rows of a column of strings, and replaces what out holds with them, in the way
// of EncodeColumn. If a row is not Base64, the error is sinew.ErrCorrupt or sinew.ErrTruncated; Decode
// gives the offset of the fault in that row.
func (enc *Encoding) DecodeColumn(out *sinew.Strings, column sinew.Column) error {
	if out.Holds(column.View()) {
		return fault.Held("column", "strings")
	}
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
		return eachRow(out, view, func(text []byte, row []byte) ([]byte, sinew.Status) {
			return enc.AppendEncode(text, row), c.StatusOK
		}, enc.EncodedLen)
	}
	flags := enc.flags &^ c.Base64Strict
	row, size, status := encodedColumnSize(view, flags)
	if status != c.StatusOK {
		return fault.Strings(row)
	}
	offsets, data := out.Resize(view.Count, size)
	encodeColumn(view, flags, offsets, data)
	return nil
}

func (enc *Encoding) decodeColumn(out *sinew.Strings, view *column.View) *sinew.Error {
	if view.Count < crossoverRows || !enc.native {
		return eachRow(out, view, func(data []byte, row []byte) ([]byte, sinew.Status) {
			data, err := enc.AppendDecode(data, row)
			if err != nil {
				return nil, enc.statusOf(row)
			}
			return data, c.StatusOK
		}, decodedBound)
	}
	offsets, data := out.Resize(view.Count, decodedBound(bytesOf(view)))
	row, written, status := decodeColumn(view, enc.flags, offsets, data)
	switch status {
	case c.StatusOK:
		out.Resize(view.Count, written)
		return nil
	case c.StatusInvalidArgument:
		return fault.Strings(row)
	}
	return notBase64(sinew.Status(status), row)
}

// eachRow puts into out what add appends for each row. bound is the most that it may append for a row of
// so many bytes.
func eachRow(out *sinew.Strings, view *column.View, add func(to, row []byte) ([]byte, sinew.Status), bound func(int) int) *sinew.Error {
	if row, ok := view.CheckStrings(c.OffsetWidth(view.Type)); !ok {
		return fault.Strings(row)
	}
	size := 0
	for i := range view.Count {
		size += bound(int(offsetAt(view, i+1) - offsetAt(view, i)))
	}
	offsets, data := out.Resize(view.Count, size)
	offsets[0] = 0
	written := data[:0]
	values := unsafe.Slice(view.Values, view.Size)
	for i := range view.Count {
		if view.Valid(i) {
			var status sinew.Status
			if written, status = add(written, values[offsetAt(view, i):offsetAt(view, i+1)]); status != c.StatusOK {
				return notBase64(status, i)
			}
		}
		offsets[i+1] = int64(len(written))
	}
	out.Resize(view.Count, len(written))
	return nil
}

// statusOf says what is wrong with a row that cannot be decoded: it is truncated if more bytes could
// complete it.
func (enc *Encoding) statusOf(row []byte) sinew.Status {
	lax := base64.NewEncoding(enc.alphabet).WithPadding(enc.padding)
	decodes := func(end string) bool {
		_, err := lax.DecodeString(string(row) + end)
		return err == nil
	}
	digit := enc.alphabet[:1]
	if !decodes("") && (decodes(string([]byte{byte(enc.padding)})) || decodes(digit) || decodes(digit+digit) || decodes(digit+digit+digit)) {
		return sinew.Truncated
	}
	return sinew.Corrupt
}

func notBase64(status sinew.Status, row int) *sinew.Error {
	return &sinew.Error{Status: status, Offset: row, Message: fmt.Sprintf("column: row %d is not Base64", row)}
}

// decodedBound is the most bytes that n bytes of text decode to, padded or not.
func decodedBound(n int) int { return n/4*3 + n%4*6/8 }

// bytesOf returns how many bytes there are from the first row to the last, whatever the offsets.
func bytesOf(view *column.View) int {
	if !c.IsString(view.Type) || view.Count == 0 {
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
