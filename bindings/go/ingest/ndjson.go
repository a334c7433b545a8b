package ingest

import (
	"bytes"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// NDJSON says how JSON records are read. The zero NDJSON is one object a line.
type NDJSON struct {
	Options
	// MaxDepth is the most objects and arrays within each other, the record included, up to 65,536; 0
	// is 64. A record with more is rejected.
	MaxDepth int
	// Validate checks everything, and not only what the fields need.
	Validate bool
	// Concatenated says that records need not be lines: an object ends with its brace, and the next
	// one may follow at once, or after any white space.
	Concatenated bool
	// Array says that the input is one JSON array, and its elements are the records.
	Array bool
}

const (
	defaultDepth = 64
	mostDepth    = 65536
)

// NewNDJSON returns a decoder of JSON records: objects, one a line (NDJSON, JSON Lines), one behind the
// other, or as the elements of an array.
//
// The Path of a field is a JSON pointer (RFC 6901) such as "/user/id" or "/tags/0", in which ~1 is / and
// ~0 is ~; or, if it does not begin with '/', names with dots between, "user.id". A name that is a
// number is the index of an element, too, if there is an array.
//
// A value that is missing or null is null; if a name occurs more than once in an object, the last one
// counts. Strings go to columns of strings, to timestamps and dates (RFC 3339, also
// with a space for the T and without an offset, which is UTC then), and to Bytes16 (a
// UUID); numbers to integers, which are exact, floats and timestamps; true and false to booleans; arrays
// to lists (Field.List), which are null if an element is at fault. Everything else is WrongType, but any
// value has the text of a Raw field.
//
// What is not part of a field is checked for its structure only; NDJSON.Validate checks all of it. A record that
// breaks the rules is rejected as Syntax, and ends with its line.
//
// The error is a *sinew.Error: ErrInvalidArgument for an option or a path that is not allowed, whose
// Offset is the index of the field; ErrMemoryLimit, ErrOutOfMemory.
func NewNDJSON(options NDJSON, fields ...Field) (*Decoder, error) {
	switch {
	case options.MaxDepth < 0 || options.MaxDepth > mostDepth:
		return nil, fault.Invalid(0, "NDJSON.MaxDepth: %d is not from 0 to %d", options.MaxDepth, mostDepth)
	case options.Concatenated && options.Array:
		return nil, fault.Invalid(0, "NDJSON: Concatenated and Array exclude each other")
	}
	for i := range fields {
		if at, what := checkPath(fields[i].Path); what != "" {
			return nil, fault.Invalid(i, "fields[%d].Path: byte %d: it %s", i, at, what)
		}
		if fields[i].Raw && (!c.IsString(int32(fields[i].Type)) || fields[i].Epoch != 0) {
			return nil, fault.Invalid(i, "fields[%d]: Raw has no meaning for %v", i, fields[i].Type)
		}
	}
	format := c.NDJSONOptions{
		Size: int(unsafe.Sizeof(c.NDJSONOptions{})), MaxDepth: options.MaxDepth,
		Flags: when(options.Validate, c.NDJSONValidate) | when(options.Concatenated, c.NDJSONConcatenated) | when(options.Array, c.NDJSONArray),
	}
	return open(&options.Options, fields, allowed{flags: c.FieldRaw, lists: true}, func(o *c.DecoderOptions, out *c.Decoder, failure *c.Error) int32 {
		return c.NDJSONCreate(o, &format, out, failure)
	}, func(p *plain) plainFormat { return newPlainNDJSON(p, &options) })
}

// jsonBetween is where in an array the reader is, between two records.
type jsonBetween int

const (
	beforeArray   jsonBetween = iota
	beforeFirst               // an element or the end
	behindComma               // an element
	behindElement             // a comma or the end
	behindFault               // behind an element at fault: a comma, an element or the end
	behindArray
)

var byteOrderMark = []byte("\xEF\xBB\xBF")

// plainNDJSON is NDJSON in Go: src/ingest/ndjson/ndjson.cc.
type plainNDJSON struct {
	*plain
	reader  jsonReader
	scanner jsonScanner
	lines   bool
	array   bool
	between jsonBetween
	mark    int          // bytes of the byte order mark so far
	lists   [][]jsonSlot // of fields of lists, the elements
}

func newPlainNDJSON(p *plain, options *NDJSON) *plainNDJSON {
	f := &plainNDJSON{plain: p, array: options.Array, lines: !options.Array && !options.Concatenated}
	f.reader.validate, f.reader.maxDepth = options.Validate, options.MaxDepth
	if options.MaxDepth == 0 {
		f.reader.maxDepth = defaultDepth
	}
	f.scanner.maxDepth = f.reader.maxDepth
	f.reader.slots, f.lists = make([]jsonSlot, len(p.fields)), make([][]jsonSlot, len(p.fields))
	for i := range p.fields {
		f.reader.root.add(p.fields[i].Path, i)
	}
	return f
}

func (f *plainNDJSON) reset() { f.between, f.mark = beforeArray, 0 }

// faultyBetween reports whether no record may begin here.
func (f *plainNDJSON) faultyBetween() bool {
	return f.array && (f.between == beforeArray || f.between == behindElement || f.between == behindArray)
}

func (f *plainNDJSON) afterRecord(whole bool) {
	if !f.array || f.between == beforeArray || f.between == behindArray {
		return
	}
	f.between = behindFault
	if whole {
		f.between = behindElement
	}
}

func (f *plainNDJSON) endSkipped() { f.afterRecord(false) }

func (f *plainNDJSON) mayEnd() bool {
	return !f.array || f.between == beforeArray || f.between == behindArray
}

// takeBetween takes what stands between two elements of an array; false if it cannot stand there.
func (f *plainNDJSON) takeBetween(kind byte) bool {
	from := f.between
	switch {
	case kind == '[' && from == beforeArray:
		f.between = beforeFirst
	case kind == ',' && (from == behindElement || from == behindFault):
		f.between = behindComma
	case kind == ']' && (from == beforeFirst || from == behindElement || from == behindFault):
		f.between = behindArray
	default:
		return false
	}
	return true
}

func (f *plainNDJSON) decodeRecords(in []byte, end bool) int {
	done := 0
	for f.mark < len(byteOrderMark) && done < len(in) && in[done] == byteOrderMark[f.mark] {
		f.mark++
		done++
	}
	if done == len(in) {
		return done
	}
	f.mark = len(byteOrderMark)
	r := &f.reader
	r.newlines = f.lines
	r.start(in, done)
	for !f.full() {
		kind := r.next()
		done = r.here
		switch {
		case kind == jsonEnd:
			return done
		case kind == '\n':
			continue
		case f.array && !(kind == '{' && !f.faultyBetween()) && f.takeBetween(kind):
			done++
			continue
		}
		extent, outcome := f.readRecord(kind == '{' && !f.faultyBetween(), end)
		if outcome == jsonMore {
			return done
		}
		tooLong := extent-done > f.options.MaxRecordSize
		if tooLong {
			f.rejectRecord(done, -1, TooLong)
		} else {
			f.putRecord()
		}
		if f.stopped {
			return done
		}
		f.afterRecord(outcome == jsonWhole && !tooLong)
		done = extent
		if outcome == jsonFault {
			r.start(in, done)
		}
	}
	return done
}

// readRecord reads the rest of a record, and returns where it ends. jsonMore: not in this text.
func (f *plainNDJSON) readRecord(begins, end bool) (extent int, outcome jsonOutcome) {
	r := &f.reader
	r.faultAt, r.reason = 0, 0
	if begins {
		begin := r.here
		outcome = r.readObject()
		extent = r.here + 1
		if outcome == jsonWhole {
			f.validateText(begin, extent)
			if !f.lines {
				return extent, outcome
			}
			kind := r.next()
			extent = min(r.here+1, len(r.in))
			if kind == '\n' || kind == jsonEnd && end {
				return extent, outcome
			}
			outcome = r.fault(Syntax)
		}
	} else {
		outcome = r.fault(Syntax)
	}
	if outcome == jsonMore {
		if !end {
			return 0, jsonMore
		}
		r.note(len(r.in), Truncated)
		return len(r.in), jsonFault
	}
	newline := bytes.IndexByte(r.in[r.here:], '\n')
	if newline < 0 {
		if end {
			return len(r.in), jsonFault
		}
		return 0, jsonMore
	}
	return r.here + newline + 1, jsonFault
}

// validateText is what NDJSON.Validate adds for a record that is otherwise good.
func (f *plainNDJSON) validateText(begin, end int) {
	r := &f.reader
	if !r.validate || r.reason != 0 {
		return
	}
	if valid := validPrefix(r.in[begin:end]); valid < end-begin {
		r.note(begin+valid, Encoding)
	}
}

func (f *plainNDJSON) startRecord() { f.scanner.start(f.faultyBetween()) }

func (f *plainNDJSON) findEnd(in []byte) int {
	if f.lines {
		return bytes.IndexByte(in, '\n') + 1
	}
	return f.scanner.find(in)
}

// decodeRow decodes a record of which it is all: one object with white space around it.
func (f *plainNDJSON) decodeRow(record []byte) {
	r := &f.reader
	r.newlines = false
	r.start(record, 0)
	var outcome jsonOutcome
	if r.next() == '{' {
		begin := r.here
		outcome = r.readObject()
		if outcome == jsonWhole {
			f.validateText(begin, r.here+1)
			if r.next() != jsonEnd {
				outcome = r.fault(Syntax)
			}
		}
	} else {
		outcome = r.fault(Syntax)
	}
	if outcome == jsonMore {
		r.note(len(record), Truncated)
	}
	f.putRecord()
}

// checkFields finds the first value of a field that is no JSON, which is a fault of the record.
func (f *plainNDJSON) checkFields() {
	r := &f.reader
	first := len(r.in)
	check := func(slot *jsonSlot) {
		switch {
		case slot.kind == jsonScalar:
			text := scalarAt(r.in[slot.begin:])
			slot.end = slot.begin + len(text)
			if !isScalar(text) {
				first = min(first, slot.begin)
			}
		case slot.kind == '"' && slot.escapes:
			text := r.in[slot.begin:slot.end]
			if bad := badEscape(text); bad < len(text) {
				first = min(first, slot.begin+bad)
			}
		}
	}
	for i := range r.slots {
		check(&r.slots[i])
		f.lists[i] = f.lists[i][:0]
		if f.columns[i].elements != nil && r.slots[i].kind == '[' {
			f.lists[i] = appendElements(f.lists[i], r.in, r.slots[i].begin)
			for k := range f.lists[i] {
				check(&f.lists[i][k])
			}
		}
	}
	if first < len(r.in) {
		r.note(first, Syntax)
	}
}

// putRecord makes the record a row, or rejects it.
func (f *plainNDJSON) putRecord() {
	r := &f.reader
	if r.reason == 0 {
		f.checkFields()
	}
	if r.reason != 0 {
		f.rejectRecord(r.faultAt, -1, r.reason)
		return
	}
	for i := range r.slots {
		if !f.putField(i) {
			f.dropRecord()
			return
		}
	}
	f.endRecord()
}

// putField writes the value of a field. False: the record is to be dropped.
func (f *plainNDJSON) putField(i int) bool {
	slot, in, w := f.reader.slots[i], f.reader.in, &f.columns[i]
	if slot.kind == 0 || slot.isNull(in) {
		w.null()
		return true
	}
	at, reason := slot.place(), WrongType
	switch {
	case f.fields[i].Raw:
		text := in[at:jsonValueEnd(in, at)]
		valid := validPrefix(text)
		switch {
		case valid < len(text):
			at, reason = at+valid, Encoding
		case len(text) > f.options.MaxValueSize:
			reason = ValueTooLong
		default:
			w.bytes(text)
			reason = 0
		}
	case w.elements == nil:
		at, reason = f.putJSON(w, in, &slot)
	case slot.kind == '[':
		at, reason = f.putList(i)
	}
	if reason == 0 {
		return true
	}
	if f.rejectValue(at, i, reason) {
		return false
	}
	w.null()
	return true
}

// putList writes the elements of a field of lists, or says where the first one that is at fault is, and why.
func (f *plainNDJSON) putList(i int) (at int, reason Reason) {
	w := &f.columns[i]
	for k := range f.lists[i] {
		element := &f.lists[i][k]
		if element.isNull(f.reader.in) {
			w.elements.null()
		} else if at, reason = f.putJSON(w.elements, f.reader.in, element); reason != 0 {
			return at, reason
		}
	}
	w.list()
	return 0, 0
}

// putJSON writes a value that is not null, or says where it is at fault, and why.
func (f *plainNDJSON) putJSON(w *writer, in []byte, slot *jsonSlot) (at int, reason Reason) {
	at, reason = slot.place(), WrongType
	switch slot.kind {
	case jsonScalar:
		reason = putScalar(w, string(in[slot.begin:slot.end]))
	case '"':
		text := in[slot.begin:slot.end]
		// The library's: a longer string is no time or UUID.
		const longest = 255
		isString := c.IsString(w.kind)
		if !isString && (w.kind < c.TypeDate32 || w.kind > c.TypeBytes16 || len(text) > longest) {
			break
		}
		var fault int
		if text, fault, reason = unescape(text); reason != 0 {
			at = slot.begin + fault
			break
		}
		switch {
		case !isString:
			reason = w.storeText(string(text))
		case len(text) > f.options.MaxValueSize:
			reason = ValueTooLong
		default:
			w.bytes(text)
		}
	}
	return at, reason
}

func putScalar(w *writer, text string) Reason {
	isBool := text[0] == 't' || text[0] == 'f'
	if isBool != (w.kind == c.TypeBool) {
		return WrongType
	}
	if isBool {
		w.bool(text[0] == 't')
		return 0
	}
	return w.storeNumber(text)
}
