package parquet

import (
	"encoding/binary"
	"math"
	"math/bits"

	"github.com/sinew-simd/sinew/bindings/go/internal/bitpack"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/number"
)

// uvarint reads the varint at *at and moves *at behind it, or to the fault if the status is not OK.
func uvarint(in []byte, at *int) (uint64, int32) {
	v, n := binary.Uvarint(in[*at:])
	switch {
	case n > 0:
		*at += n
		return v, c.StatusOK
	case n == 0:
		*at = len(in)
		return 0, c.StatusTruncated
	default:
		*at -= n + 1
		return 0, c.StatusCorrupt
	}
}

// deltaStream is a DELTA_BINARY_PACKED stream that is being read, miniblock by miniblock.
type deltaStream struct {
	in              []byte
	at              int // the next byte; if a status is not OK, the fault
	count           int
	left            int    // values not yet read
	last            uint64 // the value before the next one
	first           int    // where the header's value is
	miniblocks      int    // of a block
	miniblockValues int
	least           uint64
	miniblock       int // miniblocks of the block that were begun
	widths          int // where the block's widths are
	width           int
}

// deltaWidth is the most bits of a first value, of a least difference in zigzag, and of a packed
// difference: some writers take 32-bit values as unsigned ones, or their differences in 64 bits.
func deltaWidth(width int) int {
	if width == 32 {
		return 33
	}
	return width
}

func (s *deltaStream) zigzag(width int) (uint64, int32) {
	begin := s.at
	v, status := uvarint(s.in, &s.at)
	if status == c.StatusOK && bits.Len64(v) > deltaWidth(width) {
		s.at = begin
		status = c.StatusCorrupt
	}
	return number.Unzigzag(v), status
}

// header reads up to the first value, which becomes last.
func (s *deltaStream) header(width, capacity int) int32 {
	begin := s.at
	block, status := uvarint(s.in, &s.at)
	if status != c.StatusOK {
		return status
	}
	if block == 0 || block%128 != 0 {
		s.at = begin
		return c.StatusCorrupt
	}
	begin = s.at
	miniblocks, status := uvarint(s.in, &s.at)
	if status != c.StatusOK {
		return status
	}
	if miniblocks == 0 || block%miniblocks != 0 || block/miniblocks%32 != 0 {
		s.at = begin
		return c.StatusCorrupt
	}
	begin = s.at
	count, status := uvarint(s.in, &s.at)
	if status != c.StatusOK {
		return status
	}
	if count > uint64(capacity) {
		s.at = begin
		return c.StatusOutputFull
	}
	s.first = s.at
	if s.last, status = s.zigzag(width); status != c.StatusOK {
		return status
	}
	s.count, s.left = int(count), int(count)
	// No more than fit an int are of any use.
	s.miniblocks = int(min(miniblocks, math.MaxInt))
	s.miniblock = s.miniblocks
	s.miniblockValues = int(min(block/miniblocks, math.MaxInt&^31))
	return c.StatusOK
}

// next moves to the next miniblock.
func (s *deltaStream) next(width int) (status int32) {
	if s.miniblock == s.miniblocks {
		if s.least, status = s.zigzag(width); status != c.StatusOK {
			return status
		}
		if s.miniblocks > len(s.in)-s.at {
			s.at = len(s.in)
			return c.StatusTruncated
		}
		s.widths, s.miniblock = s.at, 0
		s.at += s.miniblocks
	}
	s.width = int(s.in[s.widths+s.miniblock])
	if s.width > deltaWidth(width) {
		s.at = s.widths + s.miniblock
		return c.StatusCorrupt
	}
	hi, size := bits.Mul64(uint64(s.miniblockValues/8), uint64(s.width))
	if hi != 0 || size > uint64(len(s.in)-s.at) {
		s.at = len(s.in)
		return c.StatusTruncated
	}
	s.at += int(size)
	s.miniblock++
	return c.StatusOK
}

// skip moves to the end.
func (s deltaStream) skip() (end int, status int32) {
	status = s.header(32, math.MaxInt)
	for left := s.count - 1; status == c.StatusOK && left > 0; left -= s.miniblockValues {
		status = s.next(32)
	}
	return s.at, status
}

// read returns the next values, 1 to 32 of them, or as many as are left of those, and the byte in
// which they begin.
func (s *deltaStream) read(out *[32]int32) (count, begin int, status int32) {
	if s.left == s.count {
		out[0] = int32(s.last)
		s.left--
		return 1, s.first, c.StatusOK
	}
	within := (s.count - 1 - s.left) % s.miniblockValues
	if within == 0 {
		if status = s.next(32); status != c.StatusOK {
			return 0, s.at, status
		}
	}
	begin = s.at - (s.miniblockValues-within)/8*s.width
	count = min(s.left, len(out))
	s.last = uint64(sum(out[:count], s.in[begin:], s.width, int32(s.least), int32(s.last)))
	s.left -= count
	return count, begin, c.StatusOK
}

// repeats returns how many of the next values are known to equal the last one: the rest of a miniblock
// that takes no bytes, however many values it claims.
func (s *deltaStream) repeats() int {
	within := (s.count - 1 - s.left) % s.miniblockValues
	if within <= 0 || s.width != 0 || int32(s.least) != 0 {
		return 0
	}
	return min(s.left, s.miniblockValues-within)
}

// numberAt returns the byte in which number i begins of those read from begin on.
func (s *deltaStream) numberAt(begin, i int) int { return begin + i*s.width/8 }

// sum unpacks differences and adds them up; it returns the last value.
func sum[T Integer](out []T, in []byte, width int, least, last T) T {
	bitpack.Unpack(out, in, width)
	for i, d := range out {
		last += d + least
		out[i] = last
	}
	return last
}

func deltaDecodeGo[T Integer](out []T, in []byte) (read, written int, status int32) {
	width := bitpack.BitsOf[T]()
	s := deltaStream{in: in}
	if status = s.header(width, len(out)); status != c.StatusOK || s.count == 0 {
		return s.at, 0, status
	}
	last := T(s.last)
	out[0] = last
	for done := 1; done < s.count; {
		if status = s.next(width); status != c.StatusOK {
			return s.at, done, status
		}
		part := out[done:s.count]
		part = part[:min(len(part), s.miniblockValues)]
		last = sum(part, in[s.at-s.miniblockValues/8*s.width:], s.width, T(s.least), last)
		done += len(part)
	}
	return s.at, s.count, c.StatusOK
}

// deltaAppendGo appends a stream; dst has room for it.
func deltaAppendGo[T Integer](dst []byte, in []T) []byte {
	first := T(0)
	if len(in) > 0 {
		first = in[0]
	}
	dst = appendDeltaHeader(dst, len(in), int64(first))
	for i := 1; i < len(in); i += 128 {
		dst = appendDeltaBlock(dst, in[i-1:min(i+128, len(in))])
	}
	return dst
}

func appendDeltaHeader(dst []byte, count int, first int64) []byte {
	dst = append(dst, 0x80, 1, 4)
	dst = binary.AppendUvarint(dst, uint64(count))
	return binary.AppendVarint(dst, first)
}

// appendDeltaBlock appends a block of all values but the first one, which is the one before.
func appendDeltaBlock[T Integer](dst []byte, in []T) []byte {
	var deltas [128]T
	least := in[1] - in[0]
	for i, v := range in[1:] {
		deltas[i] = v - in[i]
		least = min(least, deltas[i])
	}
	count := len(in) - 1
	for i := range deltas[:count] {
		deltas[i] -= least
	}
	dst = binary.AppendVarint(dst, int64(least))
	widths := len(dst)
	dst = append(dst, 0, 0, 0, 0)
	for k := 0; k < 4 && 32*k < count; k++ {
		mini := deltas[32*k:][:32]
		width := bits.Len64(bitpack.Or(mini))
		dst[widths+k] = byte(width)
		end := len(dst) + 4*width
		bitpack.Pack(dst[len(dst):end], mini, width)
		dst = dst[:end]
	}
	return dst
}
