package ingest

import (
	"encoding/binary"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/number"
)

// The wire types: the low three bits of a tag.
const (
	wireVarint   = 0
	wire64       = 1
	wireBytes    = 2
	wireGroup    = 3
	wireEndGroup = 4
	wire32       = 5
	noWire       = -1

	longestVarint = 10
)

// protobufNode is a message, or a value, that the paths of fields lead to.
type protobufNode struct {
	children map[uint32]*protobufNode
	fields   []int
}

// protobufValue is a value as it is in a record.
type protobufValue struct {
	wire    int // noWire: there is none
	tag, at int
	number  uint64
	bytes   []byte
	bytesAt int
}

// protobufFault is what is wrong with a value, and where; no reason: nothing is.
type protobufFault struct {
	at     int
	reason Reason
}

// plainProtobuf is Protocol Buffers in Go: src/ingest/protobuf/protobuf.cc. The values that count are collected
// first, and looked at when the message has ended well; but elements of lists, of which there may be as many as
// bytes, are written at once.
type plainProtobuf struct {
	*plain
	defaults bool
	maxDepth int
	root     protobufNode
	wires    []int
	values   []protobufValue
	bad      []protobufFault // of fields of lists, the first element at fault

	// A fault of the record.
	faultAt int
	reason  Reason

	// findEnd: the length in front of the message, then what is left of it.
	headerSize int
	header     uint64
	inMessage  bool
	// A length could not be read, so that it is unknown where the next record is.
	lost bool
}

func newPlainProtobuf(p *plain, options *Protobuf) *plainProtobuf {
	f := &plainProtobuf{plain: p, defaults: options.Defaults, maxDepth: options.maxDepth()}
	f.wires = make([]int, len(p.fields))
	f.values = make([]protobufValue, len(p.fields))
	f.bad = make([]protobufFault, len(p.fields))
	for i := range p.fields {
		f.wires[i] = wireOf(&p.fields[i], p.columns[i].values())
		node := &f.root
		for _, number := range fieldNumbers(p.fields[i].Path) {
			child := node.children[number]
			if child == nil {
				child = &protobufNode{}
				if node.children == nil {
					node.children = map[uint32]*protobufNode{}
				}
				node.children[number] = child
			}
			node = child
		}
		node.fields = append(node.fields, i)
	}
	return f
}

func wireOf(field *Field, w *writer) int {
	switch {
	case c.IsString(w.kind) || w.kind == c.TypeBytes16:
		return wireBytes
	case !field.Fixed && w.kind != c.TypeF32 && w.kind != c.TypeF64:
		return wireVarint
	case w.width == 8:
		return wire64
	}
	return wire32
}

func (f *plainProtobuf) reset()       { f.lost = false }
func (f *plainProtobuf) endSkipped()  {}
func (f *plainProtobuf) mayEnd() bool { return true }

// readVarint reads the varint at a place, of at most ten bytes, and returns its end; -1 if there is none. Bits
// beyond the 64th are dropped.
func readVarint(in []byte, at int) (value uint64, end int) {
	for i := 0; i < longestVarint && at+i < len(in); i++ {
		b := in[at+i]
		value |= uint64(b&0x7F) << (7 * i)
		if b < 0x80 {
			return value, at + i + 1
		}
	}
	return 0, -1
}

// fail notes a fault of the record, and returns -1.
func (f *plainProtobuf) fail(at int, reason Reason) int {
	f.faultAt, f.reason = at, reason
	return -1
}

// readTag returns the end of the tag at a place; -1: it has failed.
func (f *plainProtobuf) readTag(in []byte, at int) (number uint32, wire, end int) {
	tag, end := readVarint(in, at)
	if end < 0 || tag < 8 || tag>>3 > mostFieldNumber || tag&7 > wire32 {
		return 0, 0, f.fail(at, Syntax)
	}
	return uint32(tag >> 3), int(tag & 7), end
}

// readValue reads a value that is no group, and returns its end; -1: it has failed.
func (f *plainProtobuf) readValue(in []byte, at, wire int, v *protobufValue) int {
	*v = protobufValue{wire: wire, at: at}
	left := len(in) - at
	switch {
	case wire == wire64 && left >= 8:
		v.number = binary.LittleEndian.Uint64(in[at:])
		return at + 8
	case wire == wire32 && left >= 4:
		v.number = uint64(binary.LittleEndian.Uint32(in[at:]))
		return at + 4
	case wire == wire64 || wire == wire32:
		return f.fail(at, Syntax)
	}
	var end int
	if v.number, end = readVarint(in, at); end < 0 {
		return f.fail(at, Syntax)
	}
	if wire == wireVarint {
		return end
	}
	if v.number > uint64(len(in)-end) {
		return f.fail(at, Syntax)
	}
	v.bytesAt = end
	end += int(v.number)
	v.bytes = in[v.bytesAt:end]
	return end
}

// skipGroup skips the group whose tag was read, and returns its end; -1: it has failed.
func (f *plainProtobuf) skipGroup(in []byte, number uint32, tagAt, at, depth int) int {
	begin := tagAt
	var groups []uint32
	for wire := wireGroup; ; {
		switch wire {
		case wireGroup:
			if depth+len(groups) >= f.maxDepth {
				return f.fail(tagAt, TooDeep)
			}
			groups = append(groups, number)
		case wireEndGroup:
			last := len(groups) - 1
			if groups[last] != number {
				return f.fail(tagAt, Syntax)
			}
			if groups = groups[:last]; last == 0 {
				return at
			}
		default:
			var v protobufValue
			if at = f.readValue(in, at, wire, &v); at < 0 {
				return at
			}
		}
		if at == len(in) {
			return f.fail(begin, Syntax)
		}
		tagAt = at
		if number, wire, at = f.readTag(in, at); at < 0 {
			return at
		}
	}
}

// walk takes the values of the message that in ends with; -1: it has failed.
func (f *plainProtobuf) walk(in []byte, at, depth int, node *protobufNode) int {
	for at < len(in) {
		tagAt := at
		number, wire, next := f.readTag(in, at)
		if next < 0 {
			return next
		}
		var v protobufValue
		switch wire {
		case wireEndGroup:
			return f.fail(tagAt, Syntax)
		case wireGroup:
			v.wire = wireGroup
			at = f.skipGroup(in, number, tagAt, next, depth)
		default:
			at = f.readValue(in, next, wire, &v)
		}
		if at < 0 {
			return at
		}
		child := node.children[number]
		if child == nil {
			continue
		}
		v.tag = tagAt
		for _, i := range child.fields {
			if !f.take(i, v) {
				return -1
			}
		}
		if child.children != nil && wire == wireBytes && f.walk(in[:at], v.bytesAt, depth+1, child) < 0 {
			return -1
		}
	}
	return at
}

// take keeps a value of a field if it counts.
func (f *plainProtobuf) take(i int, v protobufValue) bool {
	keep := func(v protobufValue) {
		if elements := f.plain.columns[i].elements; elements != nil {
			if f.bad[i].reason == 0 {
				f.bad[i].at, f.bad[i].reason = f.putOne(i, &v, elements)
			}
			return
		}
		if !f.plain.fields[i].First || f.values[i].wire == noWire {
			f.values[i] = v
		}
	}
	if v.wire != wireBytes || f.wires[i] == wireBytes {
		keep(v)
		return true
	}
	// Numbers of a repeated field in one run of bytes.
	in := v.bytes
	for at := 0; at < len(in); {
		var one protobufValue
		if at = f.readValue(in, at, f.wires[i], &one); at < 0 {
			f.faultAt += v.bytesAt
			return false
		}
		one.at += v.bytesAt
		keep(one)
	}
	return true
}

// putValue writes the value of a field; or says what is wrong with it, and where.
func (f *plainProtobuf) putValue(i int) (at int, reason Reason) {
	w := &f.plain.columns[i]
	switch {
	case w.elements == nil:
		return f.putOne(i, &f.values[i], w)
	case f.bad[i].reason != 0:
		return f.bad[i].at, f.bad[i].reason
	}
	w.list()
	return 0, 0
}

// putOne writes a value, or an element of a list.
func (f *plainProtobuf) putOne(i int, v *protobufValue, w *writer) (at int, reason Reason) {
	switch {
	case v.wire == noWire && (!f.defaults || w.kind == c.TypeBytes16):
		w.null()
	case v.wire == noWire && c.IsString(w.kind):
		w.bytes(nil)
	case v.wire == noWire && w.kind == c.TypeBool:
		w.bool(false)
	case v.wire == noWire:
		w.word(0)
	case v.wire != f.wires[i]:
		return v.tag, WrongType
	case w.kind == c.TypeBytes16:
		if len(v.bytes) != 16 {
			return v.at, WrongType
		}
		w.fixed = append(w.fixed, v.bytes...)
		w.valid = append(w.valid, true)
	case v.wire == wireBytes:
		if w.kind == c.TypeString {
			if valid := validPrefix(v.bytes); valid < len(v.bytes) {
				return v.bytesAt + valid, Encoding
			}
		}
		if len(v.bytes) > f.options.MaxValueSize {
			return v.bytesAt, ValueTooLong
		}
		w.bytes(v.bytes)
	default:
		return v.at, putNumber(w, f.plain.fields[i].Zigzag, v.number)
	}
	return 0, 0
}

func putNumber(w *writer, zigzag bool, value uint64) Reason {
	if w.kind == c.TypeBool {
		w.bool(value != 0)
		return 0
	}
	if w.width <= 4 {
		low := uint32(value)
		if zigzag {
			low = number.Unzigzag(low)
		}
		fits := true
		switch w.kind {
		case c.TypeI8:
			fits = int32(low) == int32(int8(low))
		case c.TypeI16:
			fits = int32(low) == int32(int16(low))
		case c.TypeU8:
			fits = low == uint32(uint8(low))
		case c.TypeU16:
			fits = low == uint32(uint16(low))
		}
		if !fits {
			return OutOfRange
		}
		w.word(uint64(low))
		return 0
	}
	if zigzag {
		value = number.Unzigzag(value)
	}
	if w.kind >= c.TypeTimestampS && w.kind <= c.TypeTimestampNS {
		time, reason := w.inUnit(int64(value))
		if reason != 0 {
			return reason
		}
		value = uint64(time)
	}
	w.word(value)
	return 0
}

// decodeMessage decodes the message that in ends with, from a place on.
func (f *plainProtobuf) decodeMessage(in []byte, at int) {
	for i := range f.values {
		f.values[i].wire = noWire
		f.bad[i] = protobufFault{}
	}
	if f.walk(in, at, 0, &f.root) < 0 {
		f.rejectRecord(f.faultAt, -1, f.reason)
		return
	}
	for i := range f.values {
		at, reason := f.putValue(i)
		if reason == 0 {
			continue
		}
		if f.rejectValue(at, i, reason) {
			f.dropRecord()
			return
		}
		f.plain.columns[i].null()
	}
	f.endRecord()
}

func (f *plainProtobuf) decodeRow(record []byte) { f.decodeMessage(record, 0) }

func (f *plainProtobuf) decodeRecords(in []byte, end bool) int {
	at := 0
	for at < len(in) && !f.full() {
		if f.lost {
			return len(in)
		}
		left := len(in) - at
		length, message := readVarint(in, at)
		if message < 0 && left >= longestVarint {
			reason := Syntax
			if f.options.MaxRecordSize < longestVarint {
				reason = TooLong
			}
			f.rejectRecord(at, -1, reason)
			if f.stopped {
				return at
			}
			f.lost = true
			return len(in)
		}
		header := 0
		if message >= 0 {
			header = message - at
		}
		whole := message >= 0 && length <= uint64(left-header)
		if !whole && !end {
			return at
		}
		taken := left
		if whole {
			taken = header + int(length)
		}
		most := f.options.MaxRecordSize
		switch {
		case taken > most || message >= 0 && (header > most || length > uint64(most-header)):
			f.rejectRecord(at, -1, TooLong)
		case !whole:
			f.rejectRecord(at, -1, Truncated)
		default:
			f.decodeMessage(in[:at+taken], message)
		}
		if f.stopped {
			return at
		}
		at += taken
	}
	return at
}

func (f *plainProtobuf) startRecord() {
	f.headerSize, f.header, f.inMessage = 0, 0, false
}

func (f *plainProtobuf) findEnd(in []byte) int {
	at := 0
	for ; !f.inMessage && at < len(in); at++ {
		f.header |= uint64(in[at]&0x7F) << (7 * f.headerSize)
		f.headerSize++
		f.inMessage = in[at] < 0x80
		if !f.inMessage && f.headerSize == longestVarint {
			// decodeRecords sees this record and rejects it, unless it is too long for that.
			f.lost = f.lost || f.options.MaxRecordSize < longestVarint
			return at + 1
		}
	}
	left := uint64(len(in) - at)
	switch {
	case !f.inMessage:
		return 0
	case f.header <= left:
		return at + int(f.header)
	}
	f.header -= left
	return 0
}
