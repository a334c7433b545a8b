// Package streamvbyte encodes 32-bit integers in as few bytes as they need, in the format of
// libstreamvbyte (docs/formats/streamvbyte.md): two bits for each value say how many bytes of it are
// stored, and are apart from those bytes, which makes decoding fast. Neither the encoding nor the
// number of values is stored.
//
// Short inputs are encoded in Go; the results are the same.
package streamvbyte

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"
	"slices"

	"github.com/sinew-simd/sinew/bindings/go"
)

// Encoding is a variant of the format.
type Encoding uint32

const (
	// Encoding1234 stores 1, 2, 3 or 4 bytes of a value.
	Encoding1234 Encoding = iota
	// Encoding0124 stores 0, 1, 2 or 4 bytes of a value: better if many values are 0.
	Encoding0124
)

// EncodedBound returns the most bytes that count values can take. It panics if that overflows or the
// count is negative.
func EncodedBound(count int) int {
	size := uint64(count)*4 + (uint64(count)+3)/4
	if count < 0 || uint64(count) > 1<<60 || size > math.MaxInt {
		panic(fmt.Sprintf("streamvbyte: size of %d values", count))
	}
	return int(size)
}

// EncodedSize returns the bytes that Append appends.
func (e Encoding) EncodedSize(in []uint32) int {
	if len(in) >= crossoverSize {
		return e.sizeC(in)
	}
	return e.sizeGo(in, 0, plain)
}

// EncodedSizeDelta returns the bytes that AppendDelta appends.
func (e Encoding) EncodedSizeDelta(in []uint32, start uint32) int {
	if len(in) >= crossoverSize {
		return e.sizeDeltaC(in, start)
	}
	return e.sizeGo(in, start, delta)
}

// Append appends the encoded values to dst. It may write up to EncodedBound bytes of the capacity of
// dst; if dst has less, it is grown by what the values need.
func (e Encoding) Append(dst []byte, in []uint32) []byte {
	room := EncodedBound(len(in))
	if cap(dst)-len(dst) < room {
		room = e.EncodedSize(in)
		dst = slices.Grow(dst, room)
	}
	out := dst[len(dst):][:room]
	if len(in) >= crossoverEncode {
		return dst[:len(dst)+e.encodeC(out, in)]
	}
	return dst[:len(dst)+e.encodeGo(out, in, 0, plain)]
}

// AppendDelta appends the encoded differences between each value and the value before it, modulo 2^32,
// with start before the first: few bytes if values grow slowly.
func (e Encoding) AppendDelta(dst []byte, in []uint32, start uint32) []byte {
	room := EncodedBound(len(in))
	if cap(dst)-len(dst) < room {
		room = e.EncodedSizeDelta(in, start)
		dst = slices.Grow(dst, room)
	}
	out := dst[len(dst):][:room]
	if len(in) >= crossoverEncode {
		return dst[:len(dst)+e.encodeDeltaC(out, in, start)]
	}
	return dst[:len(dst)+e.encodeGo(out, in, start, delta)]
}

// Decode fills out with values that Append wrote and returns how many bytes of in they took; what
// follows them is ignored. If in is too short, the error is an *sinew.Error, ErrTruncated, with
// len(in) as its Offset, and what out holds is not defined. There is no other error, because any bytes
// are a valid encoding of some values.
func (e Encoding) Decode(out []uint32, in []byte) (int, error) {
	if !e.mayHold(len(in), len(out)) {
		return truncated(in)
	}
	n, ok := 0, false
	if len(out) >= crossoverDecode {
		n, ok = e.decodeC(out, in)
	} else {
		n, ok = e.decodeGo(out, in, 0, plain)
	}
	if !ok {
		return truncated(in)
	}
	return n, nil
}

// DecodeDelta is like Decode, for what AppendDelta wrote with the same start.
func (e Encoding) DecodeDelta(out []uint32, in []byte, start uint32) (int, error) {
	if !e.mayHold(len(in), len(out)) {
		return truncated(in)
	}
	n, ok := 0, false
	if len(out) >= crossoverDecode {
		n, ok = e.decodeDeltaC(out, in, start)
	} else {
		n, ok = e.decodeGo(out, in, start, delta)
	}
	if !ok {
		return truncated(in)
	}
	return n, nil
}

func truncated(in []byte) (int, error) {
	return len(in), &sinew.Error{Status: sinew.Truncated, Offset: len(in), Message: "streamvbyte: fewer bytes than the values take"}
}

// mayHold says whether size bytes can hold count values, whatever the values are.
func (e Encoding) mayHold(size, count int) bool {
	least := controlSize(count)
	if e == Encoding1234 {
		least += count
	}
	return least <= size
}

func controlSize(count int) int { return count/4 + (count%4+3)/4 }

// What is kept of a value for the next one to be subtracted from, or added to.
const (
	plain uint32 = 0
	delta uint32 = 1<<32 - 1
)

var (
	lengths = [2][4]uint8{{1, 2, 3, 4}, {0, 1, 2, 4}}
	masks   = [2][4]uint32{{1<<8 - 1, 1<<16 - 1, 1<<24 - 1, 1<<32 - 1}, {0, 1<<8 - 1, 1<<16 - 1, 1<<32 - 1}}
	// By the number of significant bytes, at least one in the first row.
	codes = [2][5]uint8{{0, 0, 1, 2, 3}, {0, 1, 2, 3, 3}}
)

func significantBytes(v uint32) int { return (bits.Len32(v) + 7) / 8 }

func (e Encoding) sizeGo(in []uint32, previous, keep uint32) int {
	codes, lengths := &codes[e&1], &lengths[e&1]
	size := controlSize(len(in))
	for _, v := range in {
		d := v - previous
		previous = v & keep
		size += int(lengths[codes[significantBytes(d)]&3])
	}
	return size
}

// encodeGo has room for the values.
func (e Encoding) encodeGo(out []byte, in []uint32, previous, keep uint32) int {
	codes, lengths := &codes[e&1], &lengths[e&1]
	at := controlSize(len(in))
	control := uint(0)
	for i, v := range in {
		d := v - previous
		previous = v & keep
		code := codes[significantBytes(d)] & 3
		control |= uint(code) << (i % 4 * 2)
		if i%4 == 3 || i == len(in)-1 {
			out[i/4] = byte(control)
			control = 0
		}
		length := int(lengths[code])
		if at+4 <= len(out) {
			binary.LittleEndian.PutUint32(out[at:], d)
		} else {
			for k := range length {
				out[at+k] = byte(d >> (8 * k))
			}
		}
		at += length
	}
	return at
}

// decodeGo has the control bytes.
func (e Encoding) decodeGo(out []uint32, in []byte, previous, keep uint32) (read int, ok bool) {
	masks, lengths := &masks[e&1], &lengths[e&1]
	at := controlSize(len(out))
	i := 0
	for ; i+4 <= len(out) && at+16 <= len(in); i += 4 {
		control := in[i/4]
		to := out[i : i+4 : i+4]
		for k := range to {
			code := control >> (2 * k) & 3
			v := binary.LittleEndian.Uint32(in[at:])&masks[code] + previous
			at += int(lengths[code])
			to[k] = v
			previous = v & keep
		}
	}
	for ; i < len(out); i++ {
		code := in[i/4] >> (i % 4 * 2) & 3
		length := int(lengths[code])
		if length > len(in)-at {
			return len(in), false
		}
		v := uint32(0)
		for k, b := range in[at : at+length] {
			v |= uint32(b) << (8 * k)
		}
		at += length
		v += previous
		out[i] = v
		previous = v & keep
	}
	return at, true
}
