package bloom

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/hash/xxhash"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/ddmapping"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
	"github.com/sinew-simd/sinew/bindings/go/internal/keys"
)

const (
	blockWords       = 8
	blockSize        = 4 * blockWords
	mostComputedSize = 128 << 20
)

// The specification's.
var factors = [blockWords]uint32{
	0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31,
}

// plain is the filter in plain Go: src/sketch/bloom says what it keeps.
type plain struct {
	words []uint32
}

// sizeOf returns the bytes of a bitset, computed as src/sketch/bloom does.
func sizeOf(distinctCount int, falsePositiveProbability float64) int {
	ofWord := math.Sqrt(math.Sqrt(math.Sqrt(falsePositiveProbability)))
	if ofWord == 1 {
		return blockSize
	}
	size := float64(8*float64(distinctCount)) / -ddmapping.Logarithm(1-ofWord)
	if !(size >= 0 && size < 8*mostComputedSize) {
		return mostComputedSize
	}
	return 1 << bits.Len64(max(uint64(size), 8*blockSize)-1) / 8
}

func (p *plain) memory() int { return int(unsafe.Sizeof(*p)) + 4*len(p.words) }

func (p *plain) init(size, limit int) error {
	if limit != 0 && int(unsafe.Sizeof(*p))+size > limit {
		return keys.OverLimit(limit)
	}
	p.words = make([]uint32, size/4)
	return nil
}

// hashOf returns the hash of a row that is not null.
func hashOf(view *column.View, row int) uint64 {
	var word [8]byte
	data := word[:]
	width := c.Width(view.Type)
	switch {
	case c.OffsetWidth(view.Type) == 4:
		data = column.TextAt[int32](view, row)
	case c.OffsetWidth(view.Type) == 8:
		data = column.TextAt[int64](view, row)
	case view.Type == c.TypeBool:
		word[0], data = view.Bit(row), word[:1]
	case view.Type == c.TypeI8 || view.Type == c.TypeU8 || view.Type == c.TypeI16 || view.Type == c.TypeU16:
		binary.LittleEndian.PutUint64(data, c.WordAt(view, row))
		data = data[:4]
	default:
		data = unsafe.Slice((*byte)(view.LittleEndian(row, width, &word)), width)
	}
	return xxhash.Sum64(data)
}

func (p *plain) blockOf(hash uint64) *[blockWords]uint32 {
	block := (hash >> 32) * uint64(len(p.words)/blockWords) >> 32
	return (*[blockWords]uint32)(p.words[block*blockWords:])
}

func (p *plain) update(view *column.View) {
	for row := range view.Count {
		if !view.Valid(row) {
			continue
		}
		hash := hashOf(view, row)
		block := p.blockOf(hash)
		for i, factor := range factors {
			block[i] |= 1 << (uint32(hash) * factor >> 27)
		}
	}
}

func (p *plain) contains(bitmap []byte, view *column.View) {
	clear(bitmap)
	for row := range view.Count {
		if view.Valid(row) && p.has(hashOf(view, row)) {
			bitmap[row/8] |= 1 << (row % 8)
		}
	}
}

func (p *plain) has(hash uint64) bool {
	block := p.blockOf(hash)
	for i, factor := range factors {
		if block[i]>>(uint32(hash)*factor>>27)&1 == 0 {
			return false
		}
	}
	return true
}

func (p *plain) merge(from *plain) error {
	if len(p.words) != len(from.words) {
		return fault.Invalid(0, "from: a bitset of %d bytes, where into has %d", 4*len(from.words), 4*len(p.words))
	}
	for i, word := range from.words {
		p.words[i] |= word
	}
	return nil
}

func (p *plain) encode(b []byte) []byte {
	for _, word := range p.words {
		b = binary.LittleEndian.AppendUint32(b, word)
	}
	return b
}

func (p *plain) decode(in []byte, limit int) error {
	switch {
	case int64(len(in)) > c.BloomMaxSize:
		return &sinew.Error{Status: sinew.Corrupt, Offset: c.BloomMaxSize, Message: fmt.Sprintf("in: %d bytes are more than a bitset can have", len(in))}
	case len(in) == 0 || len(in)%blockSize != 0:
		return &sinew.Error{Status: sinew.Truncated, Offset: len(in), Message: fmt.Sprintf("in: %d bytes are no whole blocks of 32", len(in))}
	}
	if err := p.init(len(in), limit); err != nil {
		return err
	}
	for i := range p.words {
		p.words[i] = binary.LittleEndian.Uint32(in[4*i:])
	}
	return nil
}
