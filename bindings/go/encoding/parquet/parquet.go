// Package parquet encodes and decodes columns as Apache Parquet does: runs of levels and dictionary
// indices (RLE), DELTA_BINARY_PACKED, DELTA_LENGTH_BYTE_ARRAY, DELTA_BYTE_ARRAY and BYTE_STREAM_SPLIT.
// It encodes values, not files: pages, levels and compression are up to the caller. docs/formats
// describes the formats, after Parquet's Encodings.md.
//
// Decoders accept any bytes as input. Their errors are *sinew.Error: ErrTruncated if the input ends
// early, ErrCorrupt if it breaks the format, ErrOutputFull if it holds more than the caller has room
// for. The Offset is that of the first fault in the input, or of what does not fit. If the input
// claims more values than the caller has room for, nothing is decoded.
//
// Functions that take a destination append to it and allocate nothing if its capacity suffices. Short
// inputs are handled in Go, with the same results.
package parquet

import (
	"fmt"
	"math"
	"slices"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

func failure(what string, offset int, status int32) error {
	s := sinew.Status(status)
	return &sinew.Error{Status: s, Offset: offset, Message: fmt.Sprintf("parquet: %s: %v at %d", what, s, offset)}
}

// room returns dst, grown if necessary, and the free space behind it: at least size bytes.
func room(dst []byte, size int) (grown, free []byte) {
	grown = slices.Grow(dst, size)
	return grown, grown[len(grown):cap(grown)]
}

// AppendRLE appends values of a width (0 to 32 bits) as runs of equal values and of packed values:
// Parquet's levels, dictionary indices and, with a width of 1, booleans. The length or the width that
// Parquet writes before them is up to the caller. If a value does not fit the width, the error is
// ErrInvalidArgument with its index as the Offset, and dst is returned as it was. It panics if width is
// not 0 to 32.
func AppendRLE(dst []byte, in []uint32, width int) ([]byte, error) {
	checkWidth(width)
	grown, free := room(dst, (len(in)/8+1)*(width+1))
	var read, written int
	var status int32
	if len(in) >= crossoverRLEEncode {
		read, written, status = rleEncodeC(in, width, free)
	} else {
		read, written, status = rleEncodeGo(in, width, free)
	}
	if status != c.StatusOK {
		return dst, failure("AppendRLE", read, status)
	}
	return grown[:len(dst)+written], nil
}

// DecodeRLE fills out with values of a width and returns how many bytes of in their runs took. More
// values of the last run are ignored, and so are bytes after it. What other writers leave out is not
// missed: the bytes of the last group of a packed run that no value needs, if the input ends there; and
// all of the runs of width 0, if the input is empty.
func DecodeRLE(out []uint32, in []byte, width int) (int, error) {
	checkWidth(width)
	var read int
	var status int32
	if len(out) >= crossoverRLEDecode {
		read, _, status = rleDecodeC(out, in, width)
	} else {
		read, _, status = rleDecodeGo(out, in, width)
	}
	if status != c.StatusOK {
		return read, failure("DecodeRLE", read, status)
	}
	return read, nil
}

func checkWidth(width int) {
	if width < 0 || width > 32 {
		panic(fmt.Sprintf("parquet: width %d of integers of 32 bits", width))
	}
}

// Integer is what DELTA_BINARY_PACKED can encode.
type Integer interface{ ~int32 | ~int64 }

// AppendDelta appends the values as DELTA_BINARY_PACKED.
func AppendDelta[T Integer](dst []byte, in []T) []byte {
	grown, free := room(dst, deltaBound[T](len(in)))
	var written int
	if len(in) >= crossoverDeltaEncode {
		written = deltaEncodeC(in, free)
	} else {
		written = len(deltaAppendGo(free[:0], in))
	}
	return grown[:len(dst)+written]
}

// deltaBound returns the most bytes that AppendDelta can need.
func deltaBound[T Integer](count int) int {
	const header = 2 + 1 + 2*10
	width := 8 * int(unsafe.Sizeof(T(0)))
	blocks := 0
	if count > 1 {
		blocks = (count-2)/128 + 1
	}
	return header + blocks*((width+6)/7+4+128*width/8)
}

// DeltaCount returns how many values the header of a DELTA_BINARY_PACKED stream claims.
func DeltaCount(in []byte) (int, error) {
	s := deltaStream{in: in}
	if status := s.header(64, math.MaxInt); status != c.StatusOK {
		return 0, failure("DeltaCount", s.at, status)
	}
	return s.count, nil
}

// DecodeDelta decodes a DELTA_BINARY_PACKED stream into out, which must have room for its values, and
// returns how many there are, and how many bytes of in they took. If there is an error, the first count
// values of out are right.
func DecodeDelta[T Integer](out []T, in []byte) (count, read int, err error) {
	var status int32
	if len(out) >= crossoverDeltaDecode {
		read, count, status = deltaDecodeC(out, in)
	} else {
		read, count, status = deltaDecodeGo(out, in)
	}
	if status != c.StatusOK {
		return count, read, failure("DecodeDelta", read, status)
	}
	return count, read, nil
}

// AppendDeltaStrings appends the rows of a column of strings as DELTA_LENGTH_BYTE_ARRAY. Null rows are
// left out, because Parquet stores them in definition levels. The error is ErrInvalidArgument if the
// column is invalid, and ErrOverflow if a row has more than 2^31 - 1 bytes.
func AppendDeltaStrings(dst []byte, col sinew.Column) ([]byte, error) {
	return appendStrings(dst, &col, false)
}

// AppendPrefixStrings is like AppendDeltaStrings, for DELTA_BYTE_ARRAY, which does not store the bytes
// at the beginning of a row that the row before begins with, too: for sorted columns.
func AppendPrefixStrings(dst []byte, col sinew.Column) ([]byte, error) {
	return appendStrings(dst, &col, true)
}

func appendStrings(dst []byte, col *sinew.Column, prefixes bool) ([]byte, error) {
	view := col.View()
	var size, fault int
	status := int32(c.StatusInvalidArgument)
	switch c.OffsetWidth(view.Type) {
	case 4:
		size, fault, status = checkStrings[int32](view)
	case 8:
		size, fault, status = checkStrings[int64](view)
	}
	if status != c.StatusOK {
		return dst, failure("strings", fault, status)
	}
	streams := 1
	if prefixes {
		streams = 2
	}
	grown, free := room(dst, streams*deltaBound[int32](view.Count)+size)
	var written int
	switch {
	case view.Count >= crossoverStrings:
		fault, written, status = stringsEncodeC(view, prefixes, free)
		if status != c.StatusOK {
			return dst, failure("strings", fault, status)
		}
	case c.OffsetWidth(view.Type) == 4:
		written = len(stringsAppendGo[int32](free[:0], view, prefixes))
	default:
		written = len(stringsAppendGo[int64](free[:0], view, prefixes))
	}
	return grown[:len(dst)+written], nil
}

// DecodeDeltaStrings replaces s by the strings of a DELTA_LENGTH_BYTE_ARRAY stream, at most maxStrings
// of them, and returns how many bytes of in they took. If there is an error, s is empty; room is made
// for strings that are there, not for those that in claims. Bytes of s itself are no input: they are
// written over.
func DecodeDeltaStrings(s *sinew.Strings, in []byte, maxStrings int) (int, error) {
	stream := deltaStream{in: in}
	fault, status := 0, stream.header(32, min(maxStrings, mostStrings))
	switch {
	case status != c.StatusOK:
		fault = stream.at
	case stream.count > len(in):
		fault, status = checkLengths(in)
	}
	if status != c.StatusOK {
		s.Reset()
		return fault, failure("strings", fault, status)
	}
	return decodeStrings(s, in, stream.count, len(in), false)
}

// DecodePrefixStrings replaces s by the strings of a DELTA_BYTE_ARRAY stream, at most maxStrings of them
// with at most maxBytes bytes in all, which can be far more than in has. It returns how many bytes of
// in they took. If there is an error, s is empty; room is made for strings that are there, not for those
// that in claims. Bytes of s itself are no input: they are written over.
func DecodePrefixStrings(s *sinew.Strings, in []byte, maxStrings, maxBytes int) (int, error) {
	maxStrings = min(maxStrings, mostStrings)
	stream := deltaStream{in: in}
	size, status := 0, stream.header(32, maxStrings)
	switch {
	case status != c.StatusOK:
		size = stream.at
	case stream.count >= crossoverPrefixesDecode:
		size, status = prefixStringsSizeC(in, maxStrings)
		if status == c.StatusOverflow || status == c.StatusOK && size > maxBytes {
			size, status = prefixStringsSizeGo(in, maxStrings, maxBytes)
		}
	default:
		size, status = prefixStringsSizeGo(in, maxStrings, maxBytes)
	}
	if status != c.StatusOK {
		s.Reset()
		return size, failure("strings", size, status)
	}
	return decodeStrings(s, in, stream.count, size, true)
}

// mostStrings is how many strings have offsets that fit the memory.
const mostStrings = math.MaxInt/8 - 1

// decodeStrings decodes a stream of count strings with at most size bytes.
func decodeStrings(s *sinew.Strings, in []byte, count, size int, prefixes bool) (int, error) {
	offsets, data := s.Resize(count, size)
	crossover := crossoverStringsDecode
	if prefixes {
		crossover = crossoverPrefixesDecode
	}
	var read, written int
	var status int32
	if count >= crossover {
		read, written, status = stringsDecodeC(in, offsets, data, prefixes)
	} else {
		read, written, status = stringsDecodeGo(in, offsets, data, prefixes)
	}
	if status != c.StatusOK {
		s.Reset()
		return read, failure("strings", read, status)
	}
	s.Resize(written, int(offsets[written]))
	return read, nil
}

// Fixed is what BYTE_STREAM_SPLIT can encode.
type Fixed interface {
	~int32 | ~uint32 | ~float32 | ~int64 | ~uint64 | ~float64
}

// AppendByteStreamSplit appends the values as BYTE_STREAM_SPLIT: byte 0 of every value, then byte 1 of
// every value, and so on.
func AppendByteStreamSplit[T Fixed](dst []byte, in []T) []byte {
	size := len(in) * int(unsafe.Sizeof(*new(T)))
	grown, free := room(dst, size)
	if len(in) == 0 {
		return grown
	}
	from := unsafe.Slice((*byte)(unsafe.Pointer(&in[0])), size)
	if splitInLibrary(len(in), size) {
		splitC(free[:size], from, len(in))
	} else {
		splitGo(free[:size], from, len(in))
	}
	return grown[:len(dst)+size]
}

// DecodeByteStreamSplit decodes all of in, a BYTE_STREAM_SPLIT, and returns how many values there are;
// out must have room for them. If the size of in is not a multiple of the size of a value, the error is
// ErrTruncated. If there is an error, nothing is written.
func DecodeByteStreamSplit[T Fixed](out []T, in []byte) (int, error) {
	width := int(unsafe.Sizeof(*new(T)))
	count := len(in) / width
	if len(in)%width != 0 {
		return 0, failure("DecodeByteStreamSplit", len(in), c.StatusTruncated)
	}
	if count > len(out) {
		return 0, failure("DecodeByteStreamSplit", width*len(out), c.StatusOutputFull)
	}
	if count == 0 {
		return 0, nil
	}
	to := unsafe.Slice((*byte)(unsafe.Pointer(&out[0])), len(in))
	if splitInLibrary(count, len(in)) {
		joinC(to, in, count)
	} else {
		joinGo(to, in, count)
	}
	return count, nil
}

func splitInLibrary(count, size int) bool {
	return count >= crossoverSplit8 && size == 8*count || count >= crossoverSplit4
}
