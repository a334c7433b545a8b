package ddsketch

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/ddmapping"
	"github.com/sinew-simd/sinew/bindings/go/internal/number"
)

// A sketch as bytes, in plain Go: docs/formats/ddsketch.md.

const (
	varint, fixed64, delimited, fixed32 = 0, 1, 2, 5

	tagMapping, tagPositive, tagNegative, tagZeros = 1<<3 | delimited, 2<<3 | delimited, 3<<3 | delimited, 4<<3 | fixed64
	tagGamma, tagOffset, tagKind                   = 1<<3 | fixed64, 2<<3 | fixed64, 3<<3 | varint
	tagBin, tagCounts, tagCount, tagFirst          = 1<<3 | delimited, 2<<3 | delimited, 2<<3 | fixed64, 3<<3 | varint
	tagBinIndex, tagBinCount                       = 1<<3 | varint, 2<<3 | fixed64

	mostCount = 0x1p64 // there are not so many values
)

func appendDouble(b []byte, tag byte, value float64) []byte {
	if math.Float64bits(value) == 0 {
		return b
	}
	return binary.LittleEndian.AppendUint64(append(b, tag), math.Float64bits(value))
}

func appendMessage(b []byte, tag byte, message []byte) []byte {
	b = binary.AppendUvarint(append(b, tag), uint64(len(message)))
	return append(b, message...)
}

func (r *ring) encode() []byte {
	if r.isEmpty() {
		return nil
	}
	b := binary.AppendUvarint([]byte{tagCounts}, 8*uint64(r.most-r.least+1))
	for i := r.least; i <= r.most; i++ {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(*r.at(i)))
	}
	if r.least != 0 {
		b = binary.AppendUvarint(append(b, tagFirst), uint64(uint32(r.least)<<1^uint32(int32(r.least)>>31)))
	}
	return b
}

func (p *plain) encode(b []byte) []byte {
	m := appendDouble(appendDouble(nil, tagGamma, p.Gamma), tagOffset, p.Offset)
	if p.Kind != int32(Logarithmic) {
		m = append(m, tagKind, byte(p.Kind))
	}
	b = appendMessage(b, tagMapping, m)
	b = appendMessage(b, tagPositive, p.positive.encode())
	b = appendMessage(b, tagNegative, p.negative.encode())
	return appendDouble(b, tagZeros, p.zeros)
}

// reader reads a message from its beginning to the first fault. Each method for a message reads it up to
// where it ends.
type reader struct {
	in    []byte
	at    int
	depth int
	fault error

	gamma, offset, zeros float64
	kind                 uint32
	first                [2]int
	hasMapping           bool

	// visit is called for each count that is not 0; the index of a contiguous one is its number.
	visit   func(sign, index int, isContiguous bool, count float64, at int)
	numbers [2]int
}

func (r *reader) failAt(at int, fault string) {
	if r.fault == nil {
		r.fault = corrupt(at, fault)
	}
	r.at = len(r.in)
}

func corrupt(at int, fault string) error {
	return &sinew.Error{Status: sinew.Corrupt, Offset: at, Message: fmt.Sprintf("in: byte %d: %s", at, fault)}
}

func (r *reader) failBehind() {
	if r.fault == nil && r.depth == 1 {
		r.fault = &sinew.Error{Status: sinew.Truncated, Offset: len(r.in), Message: "in: a field goes on behind the end"}
	}
	r.failAt(r.at, "a field goes on behind the end")
}

func (r *reader) varint(end int) uint64 {
	value, begin := uint64(0), r.at
	for shift := 0; shift < 70; shift += 7 {
		if r.at == end {
			r.failBehind()
			return 0
		}
		b := r.in[r.at]
		r.at++
		value |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return value
		}
	}
	r.failAt(begin, "a number has more than ten bytes")
	return 0
}

func (r *reader) zigZag(end int) int {
	return int(int32(number.Unzigzag(uint32(r.varint(end)))))
}

func (r *reader) double() float64 {
	value := math.Float64frombits(binary.LittleEndian.Uint64(r.in[r.at:]))
	r.at += 8
	return value
}

func (r *reader) count() float64 {
	begin := r.at
	count := r.double()
	if !(count >= 0 && count <= mostCount) {
		r.failAt(begin, "a count is no number of values")
	}
	return count
}

// fields calls read for each field up to the end, behind its tag and, if it has one, its length. It must
// read up to the end that it is given.
func (r *reader) fields(end int, read func(tag uint32, end int)) {
	r.depth++
	for r.at < end && r.fault == nil {
		begin := r.at
		tag := r.varint(end)
		if r.fault != nil {
			return
		}
		if tag>>3 == 0 || tag>>32 != 0 {
			r.failAt(begin, "a field has no such number")
			return
		}
		var size uint64
		switch tag & 7 {
		case varint:
			at := r.at
			r.varint(end)
			if r.fault == nil {
				size = uint64(r.at - at)
				r.at = at
			}
		case fixed64:
			size = 8
		case fixed32:
			size = 4
		case delimited:
			size = r.varint(end)
		default:
			r.failAt(begin, "a field is written in no known way")
		}
		if r.fault != nil {
			return
		}
		if size > uint64(end-r.at) {
			r.failBehind()
			return
		}
		read(uint32(tag), r.at+int(size))
	}
	r.depth--
}

func (r *reader) read() {
	r.fields(len(r.in), func(tag uint32, end int) {
		switch tag {
		case tagMapping:
			r.hasMapping = true
			r.readMapping(end)
		case tagPositive:
			r.readStore(0, end)
		case tagNegative:
			r.readStore(1, end)
		case tagZeros:
			r.zeros = r.count()
		default:
			r.at = end
		}
	})
}

func (r *reader) readMapping(end int) {
	r.fields(end, func(tag uint32, end int) {
		switch tag {
		case tagGamma:
			r.gamma = r.double()
		case tagOffset:
			r.offset = r.double()
		case tagKind:
			r.kind = uint32(r.varint(end))
		default:
			r.at = end
		}
	})
}

func (r *reader) contiguous(sign int) {
	begin := r.at
	if count := r.count(); count > 0 && r.fault == nil {
		r.visit(sign, r.numbers[sign], true, count, begin)
	}
	r.numbers[sign]++
}

func (r *reader) readStore(sign, end int) {
	r.fields(end, func(tag uint32, end int) {
		switch tag {
		case tagBin:
			r.readBin(sign, end)
		case tagCounts:
			if (end-r.at)%8 != 0 {
				r.failAt(r.at, "counts are not of 8 bytes each")
			}
			for r.at < end && r.fault == nil {
				r.contiguous(sign)
			}
		case tagCount:
			r.contiguous(sign)
		case tagFirst:
			r.first[sign] = r.zigZag(end)
		default:
			r.at = end
		}
	})
}

func (r *reader) readBin(sign, end int) {
	begin, index, count := r.at, 0, 0.0
	r.fields(end, func(tag uint32, end int) {
		switch tag {
		case tagBinIndex:
			index = r.zigZag(end)
		case tagBinCount:
			count = r.count()
		default:
			r.at = end
		}
	})
	if count > 0 && r.fault == nil {
		r.visit(sign, index, false, count, begin)
	}
}

// decode reads a sketch into one without anything. It reads three times: for what it is besides bins, for
// the highest index of each sign, and for the counts.
func (p *plain) decode(in []byte, bins, limit int) error {
	fields := reader{in: in, visit: func(int, int, bool, float64, int) {}}
	fields.read()
	switch {
	case fields.fault != nil:
		return fields.fault
	case !fields.hasMapping:
		return corrupt(len(in), "there is no mapping")
	case fields.kind > uint32(Cubic):
		return corrupt(len(in), "the mapping is unknown")
	}
	m, ok := ddmapping.OfGamma(int32(fields.kind), fields.gamma, fields.offset)
	if !ok {
		return corrupt(len(in), "the mapping has a gamma or an offset that cannot be")
	}
	indexOf := func(sign, index int, isContiguous bool) int {
		if isContiguous {
			index += fields.first[sign]
		}
		return index
	}
	least, most := m.IndexOf(0x1p-1022)-1, m.IndexOf(math.MaxFloat64)+1
	highest, has := [2]int{}, [2]bool{}
	ends := reader{in: in}
	ends.visit = func(sign, index int, isContiguous bool, _ float64, at int) {
		index = indexOf(sign, index, isContiguous)
		if index < least || index > most {
			ends.failAt(at, "a bin whose values are no doubles")
			return
		}
		if !has[sign] || index > highest[sign] {
			highest[sign] = index
		}
		has[sign] = true
	}
	ends.read()
	if ends.fault != nil {
		return ends.fault
	}
	if err := p.init(m, bins, limit); err != nil {
		return err
	}
	if has[1] {
		if err := p.growNegative(); err != nil {
			return err
		}
	}
	p.zeros += fields.zeros
	rings := [2]*ring{&p.positive, &p.negative}
	for sign, r := range rings {
		if has[sign] {
			r.raise(highest[sign])
		}
	}
	counts := reader{in: in, visit: func(sign, index int, isContiguous bool, count float64, _ int) {
		rings[sign].add(indexOf(sign, index, isContiguous), count)
	}}
	counts.read()
	return nil
}
