package parquet

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"

	"github.com/sinew-simd/sinew/bindings/go/internal/bitpack"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// The longest runs that the format allows.
const (
	maxRun    = math.MaxInt32
	maxGroups = maxRun / 8
)

// minRun is the shortest run of equal values that is worth ending packed ones for, as in the library.
func minRun(width int) int {
	if width == 0 {
		return 1
	}
	return max(8, 8*(2+(width+7)/8)/width/8*8+8)
}

// rleEncodeGo writes runs to out, which has room for them.
func rleEncodeGo(in []uint32, width int, out []byte) (read, written int, status int32) {
	if bits.Len64(bitpack.Or(in)) > width {
		return slices.IndexFunc(in, func(v uint32) bool { return bits.Len32(v) > width }), 0, c.StatusInvalidArgument
	}
	dst := out[:0]
	flush := func(values []uint32) {
		for len(values) > 0 {
			part := values[:min(len(values), 8*maxGroups)]
			values = values[len(part):]
			groups := (len(part) + 7) / 8
			dst = binary.AppendUvarint(dst, uint64(groups)<<1|1)
			end := len(dst) + groups*width
			clear(dst[max(len(dst), end-width):end])
			bitpack.Pack(dst[len(dst):end], part, width)
			dst = dst[:end]
		}
	}
	packed := 0
	shortest := minRun(width)
	for i := 0; i < len(in); {
		left := in[i:]
		run := 1
		if len(left) < 8 || left[0] == left[7] {
			for run < min(len(left), maxRun) && left[run] == left[0] {
				run++
			}
		}
		if run < shortest && !(run == len(left) && packed == i) {
			i += min(len(left), 8)
			continue
		}
		if packed < i {
			flush(in[packed:i])
		}
		dst = binary.AppendUvarint(dst, uint64(run)<<1)
		for k := 0; k < width; k += 8 {
			dst = append(dst, byte(left[0]>>k))
		}
		i += run
		packed = i
	}
	if packed < len(in) {
		flush(in[packed:])
	}
	return len(in), len(dst), c.StatusOK
}

func rleDecodeGo(out []uint32, in []byte, width int) (read, written int, status int32) {
	at := 0
	count := len(out)
	if width == 0 && len(in) == 0 {
		// Some writers write nothing at all where all values are 0.
		clear(out)
		return 0, count, c.StatusOK
	}
	for len(out) > 0 {
		begin, done := at, count-len(out)
		header, status := uvarint(in, &at)
		if status != c.StatusOK {
			return at, done, status
		}
		length := header >> 1
		if header&1 != 0 {
			if length == 0 || length > maxGroups {
				return begin, done, c.StatusCorrupt
			}
			part := out[:min(8*length, uint64(len(out)))]
			// Of the last group some writers leave out the bytes that no value needs.
			needed := max((length-1)*uint64(width), (uint64(len(part))*uint64(width)+7)/8)
			if needed > uint64(len(in)-at) {
				return len(in), done, c.StatusTruncated
			}
			bitpack.Unpack(part, in[at:], width)
			at += int(min(length*uint64(width), uint64(len(in)-at)))
			out = out[len(part):]
			continue
		}
		size := (width + 7) / 8
		switch {
		case length == 0 || length > maxRun:
			return begin, done, c.StatusCorrupt
		case size > len(in)-at:
			return len(in), done, c.StatusTruncated
		}
		value := uint32(0)
		for i, b := range in[at:][:size] {
			value |= uint32(b) << (8 * i)
		}
		at += size
		if bits.Len32(value) > width {
			return at - 1, done, c.StatusCorrupt
		}
		part := out[:min(length, uint64(len(out)))]
		for i := range part {
			part[i] = value
		}
		out = out[len(part):]
	}
	return at, count, c.StatusOK
}
