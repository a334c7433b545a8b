package kll

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// A sketch as bytes, in plain Go: docs/formats/kll.md.

const (
	wordsShort, wordsFull         = 2, 5
	version, versionOfOne, family = 1, 2, 15
	isEmpty, isSorted, isOne      = 1, 2, 4
	headerSize, fullHeaderSize    = 8, 20
)

func (p *plain) appendValue(b []byte, word uint64) []byte {
	if p.float32 {
		return binary.LittleEndian.AppendUint32(b, math.Float32bits(float32(valueOf(word))))
	}
	return binary.LittleEndian.AppendUint64(b, math.Float64bits(valueOf(word)))
}

func (p *plain) encode(b []byte) []byte {
	for len(p.buffer) != 0 {
		p.flush()
	}
	words, v, flags := byte(wordsFull), byte(version), byte(isSorted)
	switch p.count {
	case 0:
		words, flags = wordsShort, isEmpty
	case 1:
		words, v, flags = wordsShort, versionOfOne, isOne|isSorted
	}
	b = append(b, words, v, family, flags, byte(p.k), byte(p.k>>8), leastWidth, 0)
	if p.count > 1 {
		b = binary.LittleEndian.AppendUint64(b, p.count)
		b = append(b, byte(p.leastK), byte(p.leastK>>8), byte(len(p.levels)), 0)
		start := p.widths - p.retained
		for _, level := range p.levels {
			b = binary.LittleEndian.AppendUint32(b, uint32(start))
			start += len(level)
		}
		b = p.appendValue(p.appendValue(b, p.min), p.max)
	}
	for _, level := range p.levels {
		for _, word := range level {
			b = p.appendValue(b, word)
		}
	}
	return b
}

func corrupt(at int, fault string) error {
	return &sinew.Error{Status: sinew.Corrupt, Offset: at, Message: fmt.Sprintf("in: byte %d: %s", at, fault)}
}

func truncated(size, of int) error {
	return &sinew.Error{Status: sinew.Truncated, Offset: size, Message: fmt.Sprintf("in: %d bytes of %d", size, of)}
}

func (p *plain) decode(in []byte, options Options) error {
	if len(in) < headerSize {
		return truncated(len(in), headerSize)
	}
	flags, words, k := in[3], byte(wordsFull), int(binary.LittleEndian.Uint16(in[4:]))
	if flags&(isEmpty|isOne) != 0 {
		words = wordsShort
	}
	switch {
	case in[1] != version && in[1] != versionOfOne:
		return corrupt(1, "the version is unknown")
	case in[2] != family:
		return corrupt(2, "it is no KLL sketch")
	case flags&^(isEmpty|isSorted|isOne) != 0:
		return corrupt(3, "there are unknown flags")
	case flags&isEmpty != 0 && flags&isOne != 0:
		return corrupt(3, "an empty sketch has a value")
	case in[0] != words:
		return corrupt(0, "the flags have a header of another size")
	case k < c.KllMinK:
		return corrupt(4, "a k that cannot be")
	case in[6] != leastWidth:
		return corrupt(6, "levels of another least width")
	}
	options.K = k
	if err := p.init(options); err != nil {
		return err
	}
	sizes, at := []int{0}, headerSize
	if flags&isOne != 0 {
		p.count, sizes[0] = 1, 1
	}
	isFull := words == wordsFull
	if isFull {
		var err error
		if sizes, err = p.decodeSizes(in); err != nil {
			return err
		}
		at = fullHeaderSize + 4*len(sizes)
	}
	width, values := 8, 0
	if p.float32 {
		width = 4
	}
	for _, size := range sizes {
		values += size
	}
	if isFull {
		values += 2
	}
	if size := at + values*width; len(in) < size {
		return truncated(len(in), size)
	} else if len(in) != size {
		return corrupt(size, "there are bytes behind the end")
	}
	return p.decodeValues(in, at, width, isFull, sizes)
}

// decodeSizes returns those of the levels.
func (p *plain) decodeSizes(in []byte) ([]int, error) {
	if len(in) < fullHeaderSize {
		return nil, truncated(len(in), fullHeaderSize)
	}
	p.count = binary.LittleEndian.Uint64(in[8:])
	p.leastK = int(binary.LittleEndian.Uint16(in[16:]))
	levels := int(in[18])
	switch {
	case p.count > mostCount:
		return nil, corrupt(8, "more values than there can be")
	case p.leastK < c.KllMinK || p.leastK > p.k:
		return nil, corrupt(16, "a least k that cannot be")
	case levels == 0 || levels > mostLevels:
		return nil, corrupt(18, "a number of levels that cannot be")
	}
	p.setLevels(levels)
	size := fullHeaderSize + 4*levels
	if len(in) < size {
		return nil, truncated(len(in), size)
	}
	sizes, weights := make([]int, levels), uint64(0)
	for i := range sizes {
		at := fullHeaderSize + 4*i
		start, end := binary.LittleEndian.Uint32(in[at:]), uint32(p.widths)
		if i+1 < levels {
			end = binary.LittleEndian.Uint32(in[at+4:])
		}
		if start > end {
			return nil, corrupt(at, "a level ends before it begins")
		}
		values := uint64(end - start)
		if values > p.count>>i {
			return nil, corrupt(at, "a level stands for too many values")
		}
		sizes[i] = int(values)
		weights += values << i
	}
	switch {
	case weights != p.count:
		return nil, corrupt(8, "levels stand for another number of values")
	case sizes[levels-1] == 0:
		return nil, corrupt(size-4, "the highest level is empty")
	}
	return sizes, nil
}

func (p *plain) decodeValues(in []byte, at, width int, isFull bool, sizes []int) error {
	var failure error
	get := func() uint64 {
		value := float64(math.Float32frombits(binary.LittleEndian.Uint32(in[at:])))
		if width == 8 {
			value = math.Float64frombits(binary.LittleEndian.Uint64(in[at:]))
		}
		if failure == nil && math.IsNaN(value) {
			failure = corrupt(at, "a value is NaN")
		}
		at += width
		return wordOf(value)
	}
	if isFull {
		p.min, p.max = get(), get()
	}
	sum := p.count
	for level, size := range sizes {
		words := make([]uint64, size)
		for i := range words {
			begin := at
			words[i] = get()
			sum += words[i]
			if failure != nil {
				return failure
			}
			if isFull && (words[i] < p.min || words[i] > p.max) {
				return corrupt(begin, "a value is less than the least, or more than the greatest")
			}
			if level > 0 && i > 0 && words[i] < words[i-1] {
				return corrupt(begin, "values of a level are not in order")
			}
		}
		p.levels[level] = words
		p.retained += size
	}
	p.stir(sum)
	// The lowest level may be in any order. Its last values go first.
	lowest := p.levels[0]
	p.levels[0] = nil
	p.retained -= len(lowest)
	for len(lowest) != 0 {
		some := lowest[max(0, len(lowest)-bufferSize):]
		for _, word := range some {
			p.add(word)
		}
		lowest = lowest[:len(lowest)-len(some)]
	}
	return failure
}
