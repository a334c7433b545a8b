package ingest

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// NDJSON in Go, by the grammar of src/ingest/ndjson, a byte at a time.

// jsonNode is a name on the way to a field.
type jsonNode struct {
	children map[string]*jsonNode
	lengths  uint64            // a bit for each length below 64 that a name has
	elements map[int]*jsonNode // of an array, those children whose name is an index
	fields   []int
	record   uint64 // the last record that had it
}

func (n *jsonNode) child(name string) *jsonNode {
	next := n.children[name]
	if next == nil {
		next = new(jsonNode)
		if n.children == nil {
			n.children, n.elements = map[string]*jsonNode{}, map[int]*jsonNode{}
		}
		n.children[name] = next
		n.lengths |= 1 << len(name)
		index, err := strconv.Atoi(name)
		if err == nil && len(name) <= 9 && strconv.Itoa(index) == name && index >= 0 {
			n.elements[index] = next
		}
	}
	return next
}

// add adds the path of a field: a pointer of RFC 6901, or names with dots between.
func (n *jsonNode) add(path string, field int) {
	names := strings.Split(path, ".")
	if strings.HasPrefix(path, "/") {
		names = strings.Split(path[1:], "/")
		for i, name := range names {
			names[i] = strings.ReplaceAll(strings.ReplaceAll(name, "~1", "/"), "~0", "~")
		}
	}
	for _, name := range names {
		n = n.child(name)
	}
	n.fields = append(n.fields, field)
}

// forget makes the fields of a node, and of those below it, missing.
func (n *jsonNode) forget(slots []jsonSlot) {
	for _, field := range n.fields {
		slots[field] = jsonSlot{}
	}
	for _, next := range n.children {
		next.forget(slots)
	}
}

// checkPath returns what is wrong with a path, and at which byte; "" if nothing is.
func checkPath(path string) (at int, what string) {
	if path == "" {
		return 0, "is empty"
	}
	for i, r := range path {
		if _, size := utf8.DecodeRuneInString(path[i:]); r == utf8.RuneError && size == 1 {
			return i, "is not UTF-8"
		}
	}
	pointer := path[0] == '/'
	for i := range len(path) {
		switch {
		case pointer:
			if path[i] == '~' && (i+1 == len(path) || path[i+1] != '0' && path[i+1] != '1') {
				return i, "has ~ without 0 or 1"
			}
		case path[i] == '.' && (i == 0 || path[i-1] == '.'):
			return i, "has an empty name"
		case path[i] == '.' && i+1 == len(path):
			return len(path), "has an empty name"
		}
	}
	return 0, ""
}

// jsonSlot is where the value of a field is in the text.
type jsonSlot struct {
	begin, end int  // of a string, without the quotes
	kind       byte // as that of a token; 0 if there is no value
	escapes    bool
}

// place returns where the value begins.
func (s *jsonSlot) place() int {
	if s.kind == '"' {
		return s.begin - 1
	}
	return s.begin
}

func (s *jsonSlot) isNull(in []byte) bool { return s.kind == jsonScalar && in[s.begin] == 'n' }

// The tokens that are not themselves: the beginning of a scalar, and the end of the text.
const (
	jsonScalar = 's'
	jsonEnd    = 0
)

func isJSONSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

func isJSONScalar(b byte) bool { return jsonBytes[b]&inJSONScalar != 0 }

const (
	inJSONScalar = 1 << iota // may be a part of a number, true, false or null
	inJSONString             // stands for itself in a string
)

var jsonBytes = func() (bytes [256]byte) {
	for i := range bytes {
		b := byte(i)
		if !isJSONSpace(b) && strings.IndexByte(`{}[]:,"\`, b) < 0 {
			bytes[i] |= inJSONScalar
		}
		if b >= ' ' && b != '"' && b != '\\' {
			bytes[i] |= inJSONString
		}
	}
	return bytes
}()

// endOf returns where the bytes of a class end that begin at a place.
func endOf(class byte, in []byte, at int) int {
	for at < len(in) && jsonBytes[in[at]]&class != 0 {
		at++
	}
	return at
}

// jsonReader goes through the records of a text, and notes where the values of the fields are.
type jsonReader struct {
	root     jsonNode
	maxDepth int
	validate bool
	newlines bool // end a record
	slots    []jsonSlot
	record   uint64

	in       []byte
	at       int // the byte that comes next
	here     int // the last token
	inString bool
	ended    bool

	faultAt int
	reason  Reason
}

type jsonOutcome int

const (
	jsonWhole jsonOutcome = iota
	jsonFault
	jsonMore
)

func (r *jsonReader) start(in []byte, from int) {
	r.in, r.at, r.here, r.inString, r.ended = in, from, from, false, false
	r.faultAt, r.reason = 0, 0
}

// next returns the next token.
func (r *jsonReader) next() byte {
	if r.inString {
		r.at = endOf(inJSONString, r.in, r.at)
	}
	for r.at < len(r.in) {
		b := r.in[r.at]
		r.here = r.at
		r.at++
		switch {
		case r.inString:
			switch {
			case b == '"':
				r.inString = false
				return b
			case b == '\\':
				// What it escapes is no token, unless it is a control character.
				if r.at < len(r.in) && r.in[r.at] >= ' ' {
					r.at++
				}
				return b
			case b == '\n' && r.newlines:
				return b
			case b < ' ':
				return jsonScalar
			}
		case b == '"':
			r.inString = true
			return b
		case b == '\n' && r.newlines:
			return b
		case isJSONSpace(b):
		case isJSONScalar(b):
			r.at = endOf(inJSONScalar, r.in, r.at)
			return jsonScalar
		default:
			return b
		}
	}
	r.ended, r.here = true, len(r.in)
	return jsonEnd
}

func (r *jsonReader) note(at int, reason Reason) {
	if r.reason == 0 {
		r.faultAt, r.reason = at, reason
	}
}

func (r *jsonReader) fault(reason Reason) jsonOutcome {
	if r.ended {
		return jsonMore
	}
	r.note(r.here, reason)
	return jsonFault
}

// readString goes on to the quote that ends a string; false if another token comes first.
func (r *jsonReader) readString() (escapes, ok bool) {
	for {
		switch r.next() {
		case '"':
			return escapes, true
		case '\\':
			escapes = true
			left := r.in[r.here:]
			if r.validate && (len(left) >= 6 || len(left) >= 2 && left[1] != 'u') {
				if size, _, _ := escapeAt(left); size == 0 {
					r.note(r.here, Syntax)
				}
			}
		default:
			return escapes, false
		}
	}
}

// set notes the value of a node; what an earlier one of the same name had does not count.
func (r *jsonReader) set(node *jsonNode, slot jsonSlot) {
	for _, field := range node.fields {
		r.slots[field] = slot
	}
}

type jsonLevel struct {
	node  *jsonNode
	index int // of the element of an array; -1 in objects
}

// readObject reads the rest of an object after its brace.
func (r *jsonReader) readObject() jsonOutcome {
	r.record++
	clear(r.slots)
	levels := []jsonLevel{{&r.root, -1}}
	if r.maxDepth == 0 {
		return r.fault(TooDeep)
	}
	kind := r.next()
	first := true
	for {
		level := &levels[len(levels)-1]
		var child *jsonNode
		// A level ends, or its next value begins with the token kind.
		if level.index < 0 {
			if first && kind == '}' {
				goto closed
			}
			if kind != '"' {
				return r.fault(Syntax)
			}
			begin := r.here + 1
			escapes, ok := r.readString()
			if !ok {
				return r.fault(Syntax)
			}
			if level.node != nil {
				child = r.find(level.node, r.in[begin:r.here], escapes)
			}
			if r.next() != ':' {
				return r.fault(Syntax)
			}
			kind = r.next()
		} else {
			if first && kind == ']' {
				goto closed
			}
			if level.node != nil {
				child = level.node.elements[level.index]
			}
		}
		if child != nil {
			if child.record == r.record {
				child.forget(r.slots)
			}
			child.record = r.record
		}
		switch kind {
		case jsonScalar:
			begin := r.here
			if child != nil {
				r.set(child, jsonSlot{begin: begin, kind: kind})
			}
			if r.validate {
				if text := scalarAt(r.in[begin:]); begin+len(text) < len(r.in) && !isScalar(text) {
					r.note(begin, Syntax)
				}
			}
		case '"':
			begin := r.here + 1
			escapes, ok := r.readString()
			if !ok {
				return r.fault(Syntax)
			}
			if child != nil {
				r.set(child, jsonSlot{begin, r.here, kind, escapes})
			}
		case '{', '[':
			var node *jsonNode
			if child != nil {
				r.set(child, jsonSlot{begin: r.here, kind: kind})
				if len(child.children) > 0 {
					node = child
				}
			}
			if len(levels) == r.maxDepth {
				return r.fault(TooDeep)
			}
			index := -1
			if kind == '[' {
				index = 0
			}
			levels = append(levels, jsonLevel{node, index})
			kind, first = r.next(), true
			continue
		default:
			return r.fault(Syntax)
		}
	after:
		level = &levels[len(levels)-1]
		kind = r.next()
		if level.index < 0 && kind == '}' || level.index >= 0 && kind == ']' {
			goto closed
		}
		if kind != ',' {
			return r.fault(Syntax)
		}
		if level.index >= 0 {
			level.index++
		}
		kind, first = r.next(), false
		continue
	closed:
		levels = levels[:len(levels)-1]
		if len(levels) == 0 {
			return jsonWhole
		}
		goto after
	}
}

// jsonScanner finds the end of a record that arrives in pieces and is not a line: byte by byte, by the grammar of
// jsonReader, so that nothing of the record need be kept or read again. A record at fault ends with the line.
type jsonScanner struct {
	maxDepth          int
	state             jsonState
	arrays            []bool // of each level, whether it is an array
	escaped, inScalar bool
}

// jsonState is what a jsonScanner is in, or what comes next.
type jsonState int

const (
	jsonRecord jsonState = iota
	jsonFirstName
	jsonName
	jsonInName
	jsonColon
	jsonFirstValue
	jsonValue
	jsonInString
	jsonAfter
	jsonFaulty
	jsonBehind
)

func (s *jsonScanner) start(faulty bool) {
	s.state, s.arrays, s.escaped, s.inScalar = jsonRecord, s.arrays[:0], false, false
	if faulty {
		s.state = jsonFaulty
	}
}

// find returns one past the end, or 0.
func (s *jsonScanner) find(in []byte) int {
	for i, b := range in {
		s.take(b)
		if s.state == jsonBehind || s.state == jsonFaulty && b == '\n' {
			return i + 1
		}
	}
	return 0
}

func (s *jsonScanner) inArray() bool { return s.arrays[len(s.arrays)-1] }

func (s *jsonScanner) open(array bool) {
	switch {
	case len(s.arrays) == s.maxDepth:
		s.state = jsonFaulty
		return
	case array:
		s.state = jsonFirstValue
	default:
		s.state = jsonFirstName
	}
	s.arrays = append(s.arrays, array)
}

func (s *jsonScanner) close() {
	s.arrays = s.arrays[:len(s.arrays)-1]
	s.state = jsonAfter
	if len(s.arrays) == 0 {
		s.state = jsonBehind
	}
}

func (s *jsonScanner) take(b byte) {
	switch {
	case s.state == jsonFaulty:
	case s.state == jsonInName || s.state == jsonInString:
		switch {
		case b < ' ':
			s.state = jsonFaulty
		case s.escaped:
			s.escaped = false
		case b == '\\':
			s.escaped = true
		case b == '"' && s.state == jsonInName:
			s.state = jsonColon
		case b == '"':
			s.state = jsonAfter
		}
	case isJSONSpace(b):
		s.inScalar = false
	case !isJSONScalar(b):
		s.inScalar = false
		s.takeOperator(b)
	case !s.inScalar:
		s.inScalar = true
		if s.state == jsonValue || s.state == jsonFirstValue {
			s.state = jsonAfter
		} else {
			s.state = jsonFaulty
		}
	}
}

func (s *jsonScanner) takeOperator(b byte) {
	state := s.state
	wantsValue := state == jsonValue || state == jsonFirstValue
	switch {
	case b == '{' && (wantsValue || state == jsonRecord):
		s.open(false)
	case b == '[' && wantsValue:
		s.open(true)
	case b == '}' && (state == jsonFirstName || state == jsonAfter && !s.inArray()),
		b == ']' && (state == jsonFirstValue || state == jsonAfter && s.inArray()):
		s.close()
	case b == '"' && wantsValue:
		s.state = jsonInString
	case b == '"' && (state == jsonFirstName || state == jsonName):
		s.state = jsonInName
	case b == ':' && state == jsonColon:
		s.state = jsonValue
	case b == ',' && state == jsonAfter && s.inArray():
		s.state = jsonValue
	case b == ',' && state == jsonAfter:
		s.state = jsonName
	default:
		s.state = jsonFaulty
	}
}

// skipValue goes behind the value that begins with a token, in a text whose structure is good.
func (r *jsonReader) skipValue(kind byte) {
	for depth := 0; ; kind = r.next() {
		switch kind {
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		case '"':
			r.readString()
		}
		if depth == 0 {
			return
		}
	}
}

// jsonValueEnd returns where the value that begins at a place ends.
func jsonValueEnd(in []byte, at int) int {
	var r jsonReader
	r.start(in, at)
	r.skipValue(r.next())
	return r.at
}

// appendElements appends where the elements of the array at a place are.
func appendElements(elements []jsonSlot, in []byte, at int) []jsonSlot {
	var r jsonReader
	r.start(in, at)
	r.next()
	for {
		kind := r.next()
		begin := r.here
		switch kind {
		case ']':
			return elements
		case ',':
		case '"':
			escapes, _ := r.readString()
			elements = append(elements, jsonSlot{begin + 1, r.here, kind, escapes})
		default:
			r.skipValue(kind)
			elements = append(elements, jsonSlot{begin: begin, kind: kind})
		}
	}
}

func (r *jsonReader) find(parent *jsonNode, name []byte, escapes bool) *jsonNode {
	if !escapes {
		if len(name) < 64 && parent.lengths>>len(name)&1 == 0 {
			return nil
		}
		return parent.children[string(name)]
	}
	if badEscape(name) < len(name) {
		return nil
	}
	text, _, reason := unescape(name)
	if reason != 0 {
		return nil
	}
	return parent.children[string(text)]
}

func scalarAt(in []byte) []byte {
	end := 0
	for end < len(in) && isJSONScalar(in[end]) {
		end++
	}
	return in[:end]
}

// isScalar reports whether a text is true, false, null or a number.
func isScalar(text []byte) bool {
	switch text[0] {
	case 't':
		return string(text) == "true"
	case 'f':
		return string(text) == "false"
	case 'n':
		return string(text) == "null"
	}
	at := 0
	is := func(set string) bool { return at < len(text) && strings.IndexByte(set, text[at]) >= 0 }
	digits := func() bool {
		begin := at
		for at < len(text) && isDigit(text[at]) {
			at++
		}
		return at > begin
	}
	if is("-") {
		at++
	}
	begin := at
	if !digits() || text[begin] == '0' && at-begin > 1 {
		return false
	}
	if is(".") {
		at++
		if !digits() {
			return false
		}
	}
	if is("eE") {
		at++
		if is("+-") {
			at++
		}
		if !digits() {
			return false
		}
	}
	return at == len(text)
}

func hexUnit(in []byte) (rune, bool) {
	if len(in) < 4 {
		return 0, false
	}
	unit, err := strconv.ParseUint(string(in[:4]), 16, 16)
	return rune(unit), err == nil && in[0] != '+'
}

// escapeAt returns the size of the escape at the beginning of in, which is a backslash, what it stands
// for, and whether it is one surrogate without the other. The size is 0 if JSON has no such escape.
func escapeAt(in []byte) (size int, point rune, half bool) {
	if len(in) < 2 {
		return 0, 0, false
	}
	if i := strings.IndexByte(`"\/bfnrt`, in[1]); i >= 0 {
		return 2, rune("\"\\/\b\f\n\r\t"[i]), false
	}
	unit, ok := hexUnit(in[2:])
	if in[1] != 'u' || !ok {
		return 0, 0, false
	}
	if !utf16.IsSurrogate(unit) {
		return 6, unit, false
	}
	if unit < 0xDC00 && len(in) >= 8 && in[6] == '\\' && in[7] == 'u' {
		if low, ok := hexUnit(in[8:]); ok && low >= 0xDC00 && low < 0xE000 {
			return 12, utf16.DecodeRune(unit, low), false
		}
	}
	return 6, unit, true
}

// badEscape returns where the text of a string has its first escape that JSON does not have, or its
// length.
func badEscape(text []byte) int {
	for at := 0; at < len(text); {
		if text[at] != '\\' {
			at++
			continue
		}
		size, _, _ := escapeAt(text[at:])
		if size == 0 {
			return at
		}
		at += size
	}
	return len(text)
}

// unescape returns what the text of a string stands for, whose escapes are good; or where it is at
// fault.
func unescape(text []byte) (out []byte, fault int, reason Reason) {
	fault = validPrefix(text)
	for at := 0; at < len(text); {
		if text[at] != '\\' {
			out = append(out, text[at])
			at++
			continue
		}
		size, point, half := escapeAt(text[at:])
		if half {
			return nil, min(fault, at), Encoding
		}
		out = utf8.AppendRune(out, point)
		at += size
	}
	if fault < len(text) {
		return nil, fault, Encoding
	}
	return out, 0, 0
}

// validPrefix returns how many bytes of a text are UTF-8.
func validPrefix(text []byte) int {
	at := 0
	for at < len(text) {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return at
}
