package alp

import (
	"encoding/binary"

	"github.com/sinew-simd/sinew/bindings/go/internal/bitpack"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// stream is a buffer that is being read, vector by vector.
type stream[F Float] struct {
	in   []byte
	at   int // the next byte; if a status is not OK, the fault
	left int
	code int
	// The entries in their place, before a right part.
	dictionary [maxDictionary]uint64
}

func (s *stream[F]) fail(at int, status int32) int32 {
	s.at = at
	return status
}

func (s *stream[F]) truncated() int32 { return s.fail(len(s.in), c.StatusTruncated) }

// group reads the header of a group.
func (s *stream[F]) group() int32 {
	s.left = 0
	if s.at == len(s.in) {
		return c.StatusTruncated
	}
	if s.in[s.at] > maxLeft {
		return c.StatusCorrupt
	}
	s.left = int(s.in[s.at])
	s.at++
	if s.left == 0 {
		return c.StatusOK
	}
	if s.at == len(s.in) {
		return c.StatusTruncated
	}
	if s.in[s.at] > maxCode {
		return c.StatusCorrupt
	}
	s.code = int(s.in[s.at])
	s.at++
	for i := range 1 << s.code {
		if len(s.in)-s.at < 2 {
			return s.truncated()
		}
		entry := binary.LittleEndian.Uint16(s.in[s.at:])
		if entry>>s.left != 0 {
			return c.StatusCorrupt
		}
		s.dictionary[i] = uint64(entry) << (8*sizeOf[F]() - s.left)
		s.at += 2
	}
	return c.StatusOK
}

// exceptions calls patch for each position, which must ascend and be one of count values.
func (s *stream[F]) exceptions(positions []byte, at, count int, patch func(position, i int)) int32 {
	next := 0
	for i := range len(positions) / 2 {
		position := int(binary.LittleEndian.Uint16(positions[2*i:]))
		if position < next || position >= count {
			return s.fail(at+2*i, c.StatusCorrupt)
		}
		patch(position, i)
		next = position + 1
	}
	return c.StatusOK
}

func (s *stream[F]) raw(out []F) int32 {
	size := len(out) * sizeOf[F]()
	if len(s.in)-s.at-1 < size {
		return s.truncated()
	}
	in := s.in[s.at+1:]
	for i := range out {
		out[i] = fromBits[F](load[F](in[i*sizeOf[F]():]))
	}
	s.at += 1 + size
	return c.StatusOK
}

func (s *stream[F]) decimals(out []F, room *[vectorValues]uint64) int32 {
	header := s.in[s.at:]
	exponent := int(header[0])
	switch {
	case exponent > maxExponent[F]():
		return c.StatusCorrupt
	case len(header) > 1 && int(header[1]) > exponent:
		return s.fail(s.at+1, c.StatusCorrupt)
	case len(header) > 2 && int(header[2]) > mantissa[F]():
		return s.fail(s.at+2, c.StatusCorrupt)
	case len(header) >= 5 && int(binary.LittleEndian.Uint16(header[3:])) > len(out):
		return s.fail(s.at+3, c.StatusCorrupt)
	case len(header) < decimalHeader[F]():
		return s.truncated()
	}
	width, number := int(header[2]), int(binary.LittleEndian.Uint16(header[3:]))
	base := load[F](header[5:])
	half := uint64(1) << (mantissa[F]() - 1)
	if sum := base + half; sum>>mantissa[F]() != 0 && (sizeOf[F]() == 8 || uint32(sum)>>mantissa[F]() != 0) {
		return s.fail(s.at+5, c.StatusCorrupt)
	}
	packed := decimalHeader[F]()
	positions := packed + bitpack.Size(len(out), width)
	patches := positions + 2*number
	size := patches + number*sizeOf[F]()
	if len(header) < size {
		return s.truncated()
	}
	d := powers[F](combination{exponent, int(header[1])})
	integers := room[:len(out)]
	bitpack.Unpack(integers, header[packed:], width)
	start := base + bitsOf(d.magic)
	for i, v := range integers {
		out[i] = d.value(fromBits[F](start + v))
	}
	status := s.exceptions(header[positions:patches], s.at+positions, len(out), func(position, i int) {
		out[position] = fromBits[F](load[F](header[patches+i*sizeOf[F]():]))
	})
	if status == c.StatusOK {
		s.at += size
	}
	return status
}

func (s *stream[F]) parts(out []F, room *[vectorValues]uint64) int32 {
	if s.left == 0 {
		return c.StatusCorrupt
	}
	header := s.in[s.at:]
	if len(header) < splitHeader {
		return s.truncated()
	}
	number := int(binary.LittleEndian.Uint16(header[1:]))
	if number > len(out) {
		return s.fail(s.at+1, c.StatusCorrupt)
	}
	right := 8*sizeOf[F]() - s.left
	rights := splitHeader + bitpack.Size(len(out), s.code)
	positions := rights + bitpack.Size(len(out), right)
	patches := positions + 2*number
	size := patches + 2*number
	if len(header) < size {
		return s.truncated()
	}
	codes, parts := room[:len(out)], [vectorValues]uint64{}
	bitpack.Unpack(codes, header[splitHeader:], s.code)
	bitpack.Unpack(parts[:len(out)], header[rights:], right)
	for i, code := range codes {
		out[i] = fromBits[F](s.dictionary[code%maxDictionary] | parts[i])
	}
	wide := number
	status := s.exceptions(header[positions:patches], s.at+positions, len(out), func(position, i int) {
		part := binary.LittleEndian.Uint16(header[patches+2*i:])
		if part>>s.left != 0 {
			wide = min(wide, i)
		}
		out[position] = fromBits[F](uint64(part)<<right | parts[position])
	})
	if status != c.StatusOK {
		return status
	}
	if wide < number {
		return s.fail(s.at+patches+2*wide, c.StatusCorrupt)
	}
	s.at += size
	return c.StatusOK
}

// decodeGo returns the offset of the first fault as read if the status is not OK.
func decodeGo[F Float](out []F, in []byte) (read, written int, status int32) {
	count, at, status := readHeader(in, typeOf[F]())
	if status != c.StatusOK {
		return at, 0, status
	}
	if count > uint64(len(out)) {
		return countByte, 0, c.StatusOutputFull
	}
	s := stream[F]{in: in, at: at}
	var room [vectorValues]uint64
	out = out[:count]
	for written < len(out) {
		if written%groupValues == 0 {
			if status = s.group(); status != c.StatusOK {
				return s.at, written, status
			}
		}
		vector := out[written:min(written+vectorValues, len(out))]
		if s.at == len(in) {
			return s.at, written, c.StatusTruncated
		}
		switch in[s.at] {
		case kindRaw:
			status = s.raw(vector)
		case kindSplit:
			status = s.parts(vector, &room)
		default:
			status = s.decimals(vector, &room)
		}
		if status != c.StatusOK {
			return s.at, written, status
		}
		written += len(vector)
	}
	return s.at, written, c.StatusOK
}
