package ingest

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/batch"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// plain is what all decoders share, in Go: src/ingest/decoder/decoder.cc without its windows.
type plain struct {
	options Options
	fields  []Field
	format  plainFormat
	columns []writer
	kinds   []int32 // of the columns of batches
	row     int
	kept    []uint32 // by decodeRows, which of its rows have one in the batch
	stopped bool

	// A record whose beginning came in an earlier piece; whether all of it is there, and what of it is
	// decoded; whether its rest is to be skipped.
	carry     []byte
	whole     bool
	carryDone int
	skips     bool
	ended     bool
	// Where the input of the format is in the whole input.
	offset uint64

	counts   Counts // Bytes: of the input
	rowBytes uint64 // of rows of columns
	rejects  []Reject
	last     Reject
}

// plainFormat is a format in Go.
type plainFormat interface {
	// decodeRecords decodes the whole records at the beginning of in, each to a row or a reject, and
	// returns how many bytes they take. It returns before a record that goes on behind in, before one
	// that finds no room, and before one that stopped the decoder. If end, nothing follows in.
	decodeRecords(in []byte, end bool) int
	// findEnd returns where the record ends that in goes on with, one past its last byte, or 0.
	// startRecord comes before its first piece.
	startRecord()
	findEnd(in []byte) int
	// endSkipped: the rest of a record that is too long was skipped.
	endSkipped()
	// mayEnd reports whether the input may end here, behind a record.
	mayEnd() bool
	reset()
}

// rowFormat is a format whose records can be decoded one by one.
type rowFormat interface {
	// decodeRow decodes all of record to a row, or rejects it.
	decodeRow(record []byte)
}

// writer is a column that grows.
type writer struct {
	kind    int32
	width   int
	epoch   uint32
	fixed   []byte  // values, in the machine's order of bytes; of booleans a byte each
	ends    []int64 // of strings, and of lists, which count elements
	data    []byte
	valid   []bool
	hasNull bool
	// Of lists.
	elements *writer
}

// The defaults and limits of the options, as in the library.
const (
	defaultRows       = 4096
	defaultRecordSize = 16 << 20
	defaultRejects    = 16
)

// allowed is what the fields of a format may have that those of others may not.
type allowed struct {
	flags uint32
	lists bool
}

func check(o *Options, fields []Field, own allowed) error {
	limit := func(name string, value, most int) error {
		if value < 0 || value > most {
			return fault.Invalid(0, "Options.%s: %d is not from 0 to %d", name, value, most)
		}
		return nil
	}
	if err := limit("MaxRows", o.MaxRows, 1<<31-1); err != nil {
		return err
	}
	if err := limit("MaxRecordSize", o.MaxRecordSize, 1<<30); err != nil {
		return err
	}
	if err := limit("MaxValueSize", o.MaxValueSize, 1<<30); err != nil {
		return err
	}
	if err := limit("MaxRejects", o.MaxRejects, 1<<20); err != nil {
		return err
	}
	if o.MemoryLimit < 0 {
		return fault.Invalid(0, "Options.MemoryLimit: %d is negative", o.MemoryLimit)
	}
	if len(fields) == 0 || len(fields) > c.DecoderMaxFields {
		return fault.Invalid(0, "fields: %d are not from 1 to %d", len(fields), c.DecoderMaxFields)
	}
	for i := range fields {
		f := &fields[i]
		flags, err := f.flags()
		switch {
		case err != nil:
			return fault.Invalid(i, "fields[%d]: %v", i, err)
		case c.NameOf(int32(f.Type)) == "":
			return fault.Invalid(i, "fields[%d]: %v is not a known type", i, f.Type)
		case f.Type.Elements() != 0 && !own.lists:
			return fault.Invalid(i, "fields[%d]: %v, but the format has no lists", i, f.Type)
		case flags&^own.flags >= c.FieldZigzag:
			return fault.Invalid(i, "fields[%d]: Zigzag, Fixed and First are for Protocol Buffers, Raw is for JSON", i)
		case flags%c.FieldZigzag != 0 && (f.value() < sinew.TimestampS || f.value() > sinew.TimestampNS):
			return fault.Invalid(i, "fields[%d]: an Epoch has no meaning for %v", i, f.Type)
		case bytes.IndexByte([]byte(f.Path), 0) >= 0 || bytes.IndexByte([]byte(f.Name), 0) >= 0:
			return fault.Invalid(i, "fields[%d]: a zero byte in Path or Name", i)
		}
	}
	return nil
}

func (p *plain) open(o *Options, fields []Field, format func(*plain) plainFormat) {
	p.options, p.fields = *o, append([]Field(nil), fields...)
	set := func(value *int, otherwise int) {
		if *value == 0 {
			*value = otherwise
		}
	}
	set(&p.options.MaxRows, defaultRows)
	set(&p.options.MaxRecordSize, defaultRecordSize)
	set(&p.options.MaxValueSize, math.MaxInt)
	set(&p.options.MaxRejects, defaultRejects)
	p.columns, p.kinds = make([]writer, len(fields)), make([]int32, len(fields))
	for i := range fields {
		kind := int32(fields[i].Type)
		flags, _ := fields[i].flags()
		p.columns[i] = writer{kind: kind, width: c.Width(kind), epoch: flags % c.FieldZigzag}
		p.kinds[i] = c.WithWideOffsets(kind)
		if elements := c.Elements(kind); elements != 0 {
			p.columns[i].elements = &writer{kind: elements, width: c.Width(elements), epoch: flags % c.FieldZigzag}
			p.kinds[i] = c.TypeLargeList + c.WithWideOffsets(elements)
		}
	}
	p.format = format(p)
}

func (p *plain) reset() {
	p.format.reset()
	p.carry, p.whole, p.carryDone = p.carry[:0], false, 0
	p.skips, p.ended, p.stopped = false, false, false
	p.counts, p.rowBytes, p.rejects, p.last = Counts{}, 0, p.rejects[:0], Reject{}
}

func (p *plain) stats() Counts {
	counts := p.counts
	counts.Bytes += p.rowBytes
	return counts
}

// full reports whether there is no room for another row.
func (p *plain) full() bool { return p.row >= p.options.MaxRows }

func (p *plain) note(at, field int, reason Reason) {
	p.last = Reject{p.counts.Records, p.offset + uint64(at), field, reason}
	if len(p.rejects) < p.options.MaxRejects {
		p.rejects = append(p.rejects, p.last)
	}
	p.stopped = p.stopped || p.options.Stop
}

// endRecord ends a record with its row, after a value or a null of each field.
func (p *plain) endRecord() {
	p.counts.Records++
	p.row++
}

// rejectRecord ends a record without a row, because of what is at a place of the input.
func (p *plain) rejectRecord(at, field int, reason Reason) {
	p.note(at, field, reason)
	p.dropRecord()
}

// dropRecord forgets what the record wrote.
func (p *plain) dropRecord() {
	p.counts.Records++
	p.counts.RejectedRecords++
	for i := range p.columns {
		p.columns[i].truncate(p.row)
	}
}

// rejectValue notes a value at fault. If it returns true the record must be dropped; otherwise the
// field must be null.
func (p *plain) rejectValue(at, field int, reason Reason) bool {
	p.note(at, field, reason)
	if p.options.Stop || p.options.Strict {
		return true
	}
	p.counts.RejectedValues++
	return false
}

func (p *plain) skipLong(offset uint64) {
	p.offset = offset
	p.note(0, -1, TooLong)
	p.counts.Records++
	p.counts.RejectedRecords++
	p.skips = true
}

// endInput: all of the input was decoded.
func (p *plain) endInput() {
	if p.ended || p.format.mayEnd() {
		return
	}
	p.ended = true
	p.offset = p.counts.Bytes
	p.note(0, -1, Truncated)
	p.counts.Records++
	p.counts.RejectedRecords++
}

func (p *plain) decode(to *batch.Core, names []string, piece []byte, last bool) (int, error) {
	p.begin()
	if p.stopped {
		p.finish(to, names)
		return 0, p.stopError()
	}
	done, full := p.decodePiece(piece, last)
	p.finish(to, names)
	switch {
	case p.stopped:
		return done, p.stopError()
	case full:
		return done, ErrFull
	}
	return done, nil
}

func (p *plain) decodePiece(piece []byte, last bool) (done int, full bool) {
	take := func(n int) {
		done += n
		p.counts.Bytes += uint64(n)
	}
	for !p.stopped {
		left := piece[done:]
		if len(left) == 0 && (len(p.carry) == 0 || !last && !p.whole) {
			if last {
				p.endInput()
			}
			return done, false
		}
		if p.full() {
			return done, true
		}
		switch {
		case len(p.carry) > 0:
			take(p.decodeCarry(left, last))
		case p.skips:
			end := p.format.findEnd(left)
			p.skips = end == 0
			if p.skips {
				end = len(left)
			} else {
				p.format.endSkipped()
			}
			take(end)
		default:
			p.offset = p.counts.Bytes
			taken := p.format.decodeRecords(left, last)
			take(taken)
			left = left[taken:]
			if p.stopped || p.full() || len(left) == 0 {
				continue
			}
			p.format.startRecord()
			if len(left) > p.options.MaxRecordSize {
				p.skipLong(p.counts.Bytes)
				continue
			}
			p.format.findEnd(left)
			p.carry = append(p.carry, left...)
			take(len(left))
		}
	}
	return done, false
}

// decodeCarry goes on with the record that began in an earlier piece, and returns how many bytes of this one
// it takes.
func (p *plain) decodeCarry(in []byte, last bool) int {
	taken := 0
	if !p.whole {
		taken = p.format.findEnd(in)
		found := taken > 0
		if !found {
			taken = len(in)
		}
		if len(p.carry)+taken > p.options.MaxRecordSize {
			p.skipLong(p.counts.Bytes - uint64(len(p.carry)))
			p.carry = p.carry[:0]
			if found {
				p.skips = false
				p.format.endSkipped()
			}
			return taken
		}
		p.carry = append(p.carry, in[:taken]...)
		p.whole = found || last
		if !p.whole {
			return taken
		}
	}
	p.offset = p.counts.Bytes + uint64(taken) - uint64(len(p.carry)-p.carryDone)
	p.carryDone += p.format.decodeRecords(p.carry[p.carryDone:], true)
	if p.carryDone == len(p.carry) {
		p.carry, p.carryDone, p.whole = p.carry[:0], 0, false
	}
	return taken
}

// decodeRows decodes a record a row. A row that is null or rejected is null in every field, or has no
// row unless keepsRows: then, too, what comes before a fault that ends the input is in the batch. It
// returns how many rows were consumed.
func (p *plain) decodeRows(to *batch.Core, names []string, rows sinew.Column, keepsRows bool) (int, error) {
	p.kept = p.kept[:0]
	if row, ok := rows.View().CheckStrings(c.OffsetWidth(rows.View().Type)); !ok {
		return 0, fault.Strings(row)
	}
	if to.Holds(rows.View()) {
		return 0, fault.Held("column", "batch")
	}
	format, ok := p.format.(rowFormat)
	if !ok {
		return 0, fault.Invalid(0, "decoder: the format has no single records")
	}
	p.begin()
	if p.stopped {
		p.finish(to, names)
		return 0, p.stopError()
	}
	p.offset = 0
	for i := range rows.Len() {
		before := p.row
		if rows.View().Valid(i) {
			record := rows.Bytes(i)
			p.rowBytes += uint64(len(record))
			if len(record) > p.options.MaxRecordSize {
				p.rejectRecord(0, -1, TooLong)
			} else {
				format.decodeRow(record)
			}
			if p.stopped {
				err := p.stopError()
				err.Offset = i
				if keepsRows {
					p.begin()
				}
				p.finish(to, names)
				return i, err
			}
		} else {
			p.counts.Records++
		}
		if p.row != before {
			p.kept = append(p.kept, uint32(i))
		}
		if keepsRows && p.row == i {
			for k := range p.columns {
				p.columns[k].null()
			}
			p.row++
		}
	}
	p.finish(to, names)
	return rows.Len(), nil
}

func (p *plain) stopError() *sinew.Error {
	place := fmt.Sprintf("record %d, byte %d", p.last.Record, p.last.Offset)
	if p.last.Field >= 0 {
		name := p.fields[p.last.Field].name()
		place += ", field " + name[:min(len(name), 100)]
	}
	return &sinew.Error{Status: sinew.Corrupt, Offset: int(p.last.Offset), Message: place + ": " + p.last.Reason.String()}
}

func (p *plain) begin() {
	p.row = 0
	for i := range p.columns {
		p.columns[i].truncate(0)
		p.columns[i].hasNull = false
		if elements := p.columns[i].elements; elements != nil {
			elements.hasNull = false
		}
	}
}

// finish makes the rows a batch.
func (p *plain) finish(to *batch.Core, names []string) {
	to.Prepare(names, p.kinds, p.row)
	for i := range p.columns {
		p.columns[i].copyTo(to, i)
	}
	p.counts.Rows += uint64(p.row)
}

// copyTo makes the rows a column of a batch.
func (w *writer) copyTo(to *batch.Core, i int) {
	switch {
	case w.elements != nil:
		offsets, elements := to.Lists(i, len(w.elements.valid))
		offsets[0] = 0
		copy(offsets[1:], w.ends)
		w.elements.copyTo(elements, 0)
	case c.IsString(w.kind):
		offsets, data := to.Strings(i, len(w.data))
		offsets[0] = 0
		copy(offsets[1:], w.ends)
		copy(data, w.data)
	case w.kind == c.TypeBool:
		setBits(to.Bits(i), func(row int) bool { return w.fixed[row] != 0 }, to.Rows)
	default:
		copy(to.Bytes(i), w.fixed)
	}
	if w.hasNull {
		setBits(to.Validity(i), func(row int) bool { return w.valid[row] }, to.Rows)
	}
}

func setBits(bits []byte, is func(row int) bool, rows int) {
	clear(bits)
	for row := range rows {
		if is(row) {
			bits[row/8] |= 1 << (row % 8)
		}
	}
}

func (w *writer) truncate(rows int) {
	if w.elements != nil {
		// Those of a row that has not ended, too.
		w.ends = w.ends[:min(rows, len(w.ends))]
		w.elements.truncate(w.end())
	}
	if len(w.valid) <= rows {
		return
	}
	w.valid = w.valid[:rows]
	switch {
	case w.elements != nil:
	case c.IsString(w.kind):
		w.ends = w.ends[:rows]
		w.data = w.data[:w.end()]
	case w.kind == c.TypeBool:
		w.fixed = w.fixed[:rows]
	default:
		w.fixed = w.fixed[:rows*w.width]
	}
}

// values returns what values are written to: the elements of lists.
func (w *writer) values() *writer {
	if w.elements != nil {
		return w.elements
	}
	return w
}

// end returns where the last string or list ends.
func (w *writer) end() int {
	if len(w.ends) == 0 {
		return 0
	}
	return int(w.ends[len(w.ends)-1])
}

// null appends a null; of lists, what was appended to the elements since the row before is forgotten.
func (w *writer) null() {
	w.hasNull = true
	w.valid = append(w.valid, false)
	switch {
	case w.elements != nil:
		w.elements.truncate(w.end())
		w.ends = append(w.ends, int64(w.end()))
	case c.IsString(w.kind):
		w.ends = append(w.ends, int64(len(w.data)))
	case w.kind == c.TypeBool:
		w.fixed = append(w.fixed, 0)
	default:
		var zeros [16]byte
		w.fixed = append(w.fixed, zeros[:w.width]...)
	}
}

// list appends the elements that were appended since the row before.
func (w *writer) list() {
	w.ends = append(w.ends, int64(len(w.elements.valid)))
	w.valid = append(w.valid, true)
}

func (w *writer) bytes(value []byte) {
	w.data = append(w.data, value...)
	w.ends = append(w.ends, int64(len(w.data)))
	w.valid = append(w.valid, true)
}

func (w *writer) bool(value bool) {
	bit := byte(0)
	if value {
		bit = 1
	}
	w.fixed = append(w.fixed, bit)
	w.valid = append(w.valid, true)
}

// word appends the low bytes of a number.
func (w *writer) word(value uint64) {
	switch w.width {
	case 1:
		w.fixed = append(w.fixed, byte(value))
	case 2:
		w.fixed = binary.NativeEndian.AppendUint16(w.fixed, uint16(value))
	case 4:
		w.fixed = binary.NativeEndian.AppendUint32(w.fixed, uint32(value))
	default:
		w.fixed = binary.NativeEndian.AppendUint64(w.fixed, value)
	}
	w.valid = append(w.valid, true)
}
