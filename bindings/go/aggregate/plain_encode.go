package aggregate

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"
	"slices"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/hash/combine"
	"github.com/sinew-simd/sinew/bindings/go/hash/crc32"
	"github.com/sinew-simd/sinew/bindings/go/hash/xxh3"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/keys"
)

// GROUP BY as bytes, in plain Go: docs/formats/groupby.md.

const (
	magic        = "SGB\x01"
	sizeAt       = 8
	groupsAt     = 16
	headerSize   = 24
	checksumSize = 4

	mostCounted = 1 << 56
	noValues    = "a state of no values has some"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// form is one of the states of a group in bytes: that of all aggregates that share it.
type form struct {
	specs []int // these aggregates
	place int   // in plain.columns, -1 if it is not there
	kind  int32 // the type of the column, 0 if there is none
	// That of the second column, if there is one.
	second int32
	// What there is of a state in plain.columns besides the count.
	sum, least, top bool
}

func (p *plain) formsOf() (forms []form) {
	for i, spec := range p.specs {
		at := slices.IndexFunc(forms, func(f form) bool { return p.shareState(spec, p.specs[f.specs[0]]) })
		if at < 0 {
			at = len(forms)
			forms = append(forms, form{place: p.places[i]})
			if spec.function != c.AggregateCountRows {
				forms[at].kind = p.values[spec.column]
			}
			if spec.pair {
				forms[at].second = p.values[spec.second]
			}
		}
		f := &forms[at]
		f.specs = append(f.specs, i)
		f.sum = f.sum || spec.function == c.AggregateSum || spec.function == c.AggregateMean
		f.least = f.least || spec.function == c.AggregateMin
		f.top = f.top || spec.function == c.AggregateMax
	}
	return forms
}

// shareState reports whether two aggregates share one.
func (p *plain) shareState(a, b Aggregate) bool {
	if a.source != b.source || a.lgK != b.lgK || a.relativeAccuracy != b.relativeAccuracy {
		return false
	}
	if a.function != c.AggregateCountRows && !a.pair && keptAsText(p.values[a.column]) {
		return a.function == b.function
	}
	return stateKind(a.function) == stateKind(b.function)
}

// stateKind returns the function that stands for all that share a state.
func stateKind(function int32) int32 {
	switch function {
	case c.AggregateSum, c.AggregateMin, c.AggregateMax, c.AggregateMean:
		return c.AggregateCount
	case c.AggregateVarianceSample, c.AggregateStddevPopulation, c.AggregateStddevSample:
		return c.AggregateVariancePopulation
	case c.AggregateCovarianceSample, c.AggregateCorrelation:
		return c.AggregateCovariancePopulation
	case c.AggregateQuantileDiscrete:
		return c.AggregateQuantileContinuous
	}
	return function
}

// encode appends the groups of a part to b.
func (p *plain) encode(b []byte, part, parts int) []byte {
	begin := len(b)
	b = p.encodeHeader(b, p.kinds)
	var groups []int
	for group := range p.rows {
		key := len(b)
		b = p.layout.AppendKey(b, &p.table, group)
		if p.partOf(b[key:], parts) == part {
			groups = append(groups, group)
		} else {
			b = b[:key]
		}
	}
	for _, group := range groups {
		b = p.encodeStates(b, group)
	}
	return finishEncoded(b, begin, len(groups))
}

// encodeTotal appends the only group as one without a key. It is there even without rows.
func (p *plain) encodeTotal(b []byte, part int) []byte {
	begin := len(b)
	b = p.encodeHeader(b, nil)
	if part != 0 {
		return finishEncoded(b, begin, 0)
	}
	if len(p.rows) == 0 {
		p.grow()
		defer p.truncate(0)
	}
	return finishEncoded(p.encodeStates(b, 0), begin, 1)
}

// encodeHeader appends all that comes before the groups.
func (p *plain) encodeHeader(b []byte, kinds []int32) []byte {
	b = append(b, magic...)
	b = append(b, byte(len(kinds)), byte(len(p.values)), byte(len(p.specs)), 0)
	b = append(b, make([]byte, headerSize-sizeAt)...)
	for _, kind := range slices.Concat(kinds, p.values) {
		b = binary.LittleEndian.AppendUint32(b, uint32(c.Canonical(kind)))
	}
	for _, spec := range p.specs {
		for _, word := range []uint32{uint32(spec.function), spec.column | spec.second<<16, spec.flags, spec.filter} {
			b = binary.LittleEndian.AppendUint32(b, word)
		}
		if c.IsQuantile(spec.function) {
			b = appendFloat(b, spec.fraction)
		}
		if c.IsOfLgK(spec.function) {
			b = binary.LittleEndian.AppendUint32(b, spec.lgK)
		}
		if c.IsOfAccuracy(spec.function) {
			b = appendFloat(b, spec.relativeAccuracy)
		}
	}
	return b
}

// finishEncoded completes what begins at begin.
func finishEncoded(b []byte, begin, groups int) []byte {
	binary.LittleEndian.PutUint64(b[begin+sizeAt:], uint64(len(b)-begin+checksumSize))
	binary.LittleEndian.PutUint64(b[begin+groupsAt:], uint64(groups))
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b[begin:], castagnoli))
}

func (p *plain) encodeStates(b []byte, group int) []byte {
	for i := range p.forms {
		b = p.encodeState(b, group, &p.forms[i])
	}
	return b
}

func (p *plain) encodeState(b []byte, group int, f *form) []byte {
	switch first := f.specs[0]; {
	case f.place >= 0:
		return p.columns[f.place].encode(b, group, f)
	case p.folds[first] != nil:
		return p.folds[first].encode(b, group, f.kind)
	case p.kept[first] != nil:
		return p.kept[first].encode(b, group, f)
	}
	return binary.LittleEndian.AppendUint64(b, uint64(p.rows[group]))
}

// partOf returns the part that an encoded key falls into.
func (p *plain) partOf(key []byte, parts int) int {
	hash := uint64(0)
	p.layout.Values(key, func(column, _ int, value []byte) {
		more := uint64(0)
		if value != nil {
			more = xxh3.Hash(value)
		}
		if column == 0 {
			hash = more
		} else {
			hash = combine.Hash(hash, more)
		}
	})
	part, _ := bits.Mul64(hash, uint64(parts))
	return int(part)
}

// encoded are the bytes of a GROUP BY, of which the header is checked.
type encoded struct {
	options  Options
	groups   uint64
	groupsAt int
	data     []byte // without the checksum
}

func corrupt(at int, fault string) error {
	return &sinew.Error{Status: sinew.Corrupt, Offset: at, Message: fmt.Sprintf("in: byte %d: %s", at, fault)}
}

func truncated(size int, of uint64) error {
	return &sinew.Error{Status: sinew.Truncated, Offset: size, Message: fmt.Sprintf("in: %d bytes of %d", size, of)}
}

func readEncoded(data []byte) (*encoded, error) {
	for i := range min(len(data), len(magic)) {
		if data[i] == magic[i] {
			continue
		}
		if i == len(magic)-1 {
			return nil, corrupt(i, "the version is unknown")
		}
		return nil, corrupt(i, "no GROUP BY begins like this")
	}
	if len(data) < headerSize+checksumSize {
		return nil, truncated(len(data), headerSize+checksumSize)
	}
	switch size := binary.LittleEndian.Uint64(data[sizeAt:]); {
	case size < headerSize+checksumSize:
		return nil, corrupt(sizeAt, "a size that cannot be")
	case uint64(len(data)) < size:
		return nil, truncated(len(data), size)
	case uint64(len(data)) > size:
		return nil, corrupt(int(size), "there are bytes behind the end")
	}
	end := len(data) - checksumSize
	if crc32.Checksum(data[:end], castagnoli) != binary.LittleEndian.Uint32(data[end:]) {
		return nil, corrupt(end, "the checksum is not that of the bytes before it")
	}
	e := &encoded{data: data[:end], groups: binary.LittleEndian.Uint64(data[groupsAt:])}
	return e, e.readTypes()
}

func (e *encoded) readTypes() error {
	r := &reader{data: e.data, at: len(magic)}
	count := func(most int) int {
		n := int(r.byte())
		if n > most {
			r.fail(r.at-1, noCount)
		}
		return n
	}
	keys, values, aggregates := count(c.GroupByMaxKeys), count(c.GroupByMaxColumns), count(c.GroupByMaxAggregates)
	switch {
	case r.fault != "":
	case aggregates == 0:
		r.fail(r.at-1, noCount)
	case r.byte() != 0:
		r.fail(r.at-1, noCount)
	}
	r.take(headerSize - sizeAt)
	types := func(n int) (types []sinew.Type) {
		for range n {
			at := r.at
			kind := int32(r.half())
			if c.IsList(kind) || c.NameOf(kind) == "" || kind != c.Canonical(kind) {
				r.fail(at, "a type is unknown, of lists, or of offsets of 64 bits")
			}
			types = append(types, sinew.Type(kind))
		}
		return types
	}
	if r.fault == "" {
		e.options.Keys = types(keys)
		e.options.Values = types(values)
	}
	for i := 0; i < aggregates && r.fault == ""; i++ {
		at := r.at
		function, columns := int32(r.half()), r.half()
		a := Aggregate{function: function, source: source{columns & 0xffff, r.half(), r.half(), columns >> 16, c.IsPair(function)}}
		fractionAt := r.at
		if c.IsQuantile(function) {
			a.fraction = math.Float64frombits(r.word())
		}
		lgKAt := r.at
		if c.IsOfLgK(function) {
			a.lgK = r.half()
		}
		accuracyAt := r.at
		if c.IsOfAccuracy(function) {
			a.relativeAccuracy = math.Float64frombits(r.word())
		}
		if r.fault != "" {
			break
		}
		if !isFraction(a.fraction) || math.Signbit(a.fraction) {
			r.fail(fractionAt, "a fraction is not within 0 and 1")
		}
		if c.IsOfLgK(function) && !isLgK(a.lgK) {
			r.fail(lgKAt, "a number of registers that cannot be")
		}
		if c.IsOfAccuracy(function) && !isAccuracy(a.relativeAccuracy) {
			r.fail(accuracyAt, "a relative accuracy that cannot be")
		}
		isBool := int64(a.filter) < int64(values) && e.options.Values[a.filter] == sinew.Bool
		hasColumn := a.function != c.AggregateCountRows
		switch {
		case a.flags&^c.AggregateFilter != 0:
			r.fail(at+8, "an aggregate has unknown flags")
		case a.flags == 0 && a.filter != 0 || a.flags != 0 && !isBool:
			r.fail(at+12, "a filter is no column of booleans")
		case !hasColumn && a.flags != 0:
			r.fail(at+8, "COUNT_ROWS has a filter")
		}
		switch {
		case hasColumn && int64(a.column) >= int64(values) || !hasColumn && a.column != 0,
			a.pair && int64(a.second) >= int64(values) || !a.pair && a.second != 0:
			r.fail(at+4, "an aggregate is of a column that does not exist")
		case a.pair && !c.TakesPair(a.function, int32(e.options.Values[a.column]), int32(e.options.Values[a.second])):
			r.fail(at, "an aggregate is unknown, or takes no column of its type")
		case hasColumn && !a.pair && !c.Takes(a.function, int32(e.options.Values[a.column])):
			r.fail(at, "an aggregate is unknown, or takes no column of its type")
		}
		e.options.Aggregates = append(e.options.Aggregates, a)
	}
	e.groupsAt = r.at
	return r.err(0)
}

const noCount = "a number of columns or aggregates that cannot be"

// totalKey is the key of the group that stands for all rows, the integer 0.
var totalKey [9]byte

// cutKey cuts the key from the beginning of b: its size, and what is wrong with it at a place. Groups without
// keys have that of the total.
func (p *plain) cutKey(e *encoded, b []byte) (size, at int, fault string) {
	if len(e.options.Keys) == 0 {
		return 0, 0, ""
	}
	return p.layout.CutKey(b)
}

// findKey returns the number of a key that cutKey has cut.
func (p *plain) findKey(key []byte) uint32 {
	if len(key) == 0 {
		key = totalKey[:]
	}
	return p.layout.FindKey(&p.table, key)
}

// mergeEncoded merges groups whose types and aggregates are those of p. States are read twice: first all
// are checked, and none is kept; then, with a number for each group, they are merged a few at a time. So
// bytes that somebody made up cannot ask for more memory than p may have.
func (p *plain) mergeEncoded(e *encoded) error {
	r := &reader{data: e.data[e.groupsAt:]}
	if e.groups > uint64(len(e.data)) {
		return corrupt(groupsAt, "more groups than there are bytes")
	}
	for range e.groups {
		size, at, fault := p.cutKey(e, r.data[r.at:])
		if fault != "" {
			return corrupt(e.groupsAt+r.at+at, fault)
		}
		r.at += size
	}
	var from plain
	from.open(&Options{Keys: []sinew.Type{sinew.Int64}, Values: e.options.Values, Aggregates: p.specs})
	statesAt := r.at
	for i := uint64(0); i < e.groups && r.fault == ""; i++ {
		from.truncate(0)
		from.decodeStates(r)
	}
	if r.fault == "" && r.at != len(r.data) {
		r.fail(r.at, "there are bytes behind the last group")
	}
	if r.fault != "" {
		return r.err(e.groupsAt)
	}
	before, groups := len(p.rows), int(e.groups)
	p.batch = slices.Grow(p.batch[:0], groups)[:groups]
	at := e.groupsAt
	for i := range p.batch {
		size, _, _ := p.cutKey(e, e.data[at:])
		p.batch[i] = p.findKey(e.data[at : at+size])
		at += size
	}
	if err := p.addGroups(before); err != nil {
		return err
	}
	r.at = statesAt
	for some := range slices.Chunk(p.batch, decodedTogether) {
		from.truncate(0)
		for range some {
			from.decodeStates(r)
		}
		p.mergeStates(&from, some)
	}
	return nil
}

const decodedTogether = 1024 // groups

// decodeStates adds a group without a key, with the states that are read.
func (p *plain) decodeStates(r *reader) {
	p.grow()
	for i := range p.forms {
		f := &p.forms[i]
		begin, isFine := r.at, r.fault == ""
		if f.place >= 0 {
			p.columns[f.place].decode(r, f)
			continue
		}
		for _, spec := range f.specs {
			if isFine {
				r.at = begin
			}
			switch {
			case p.folds[spec] != nil:
				p.folds[spec].decode(r, f.kind)
			case p.kept[spec] != nil:
				p.kept[spec].decode(r, f)
			default:
				p.rows[len(p.rows)-1] = r.count()
			}
		}
	}
}

// reader reads what states are made of. The first fault is kept, and from there on all is 0.
type reader struct {
	data    []byte
	at      int
	fault   string
	faultAt int
}

func (r *reader) fail(at int, fault string) {
	if r.fault == "" {
		r.fault, r.faultAt = fault, at
		r.at = len(r.data)
	}
}

// err returns the error for the fault, if there is one; at is where the data begins.
func (r *reader) err(at int) error {
	if r.fault == "" {
		return nil
	}
	return corrupt(at+r.faultAt, r.fault)
}

var zeros [8]byte

// take returns the next bytes, at most 8 that are used.
func (r *reader) take(size int) []byte {
	if size > len(r.data)-r.at {
		r.fail(r.at, keys.Beyond)
		return zeros[:]
	}
	r.at += size
	return r.data[r.at-size : r.at]
}

func (r *reader) length() uint64 {
	length, n := keys.CutLength(r.data[r.at:])
	switch {
	case n == 0:
		r.fail(len(r.data), keys.Beyond)
	case n < 0:
		r.fail(r.at, keys.LongLength)
	default:
		r.at += n
	}
	return length
}

// bytes returns so many, nil if there are fewer.
func (r *reader) bytes(size uint64) []byte {
	if size > uint64(len(r.data)-r.at) {
		r.fail(r.at, keys.Beyond)
		return nil
	}
	return r.take(int(size))
}

func (r *reader) byte() byte   { return r.take(1)[0] }
func (r *reader) half() uint32 { return binary.LittleEndian.Uint32(r.take(4)) }
func (r *reader) word() uint64 { return binary.LittleEndian.Uint64(r.take(8)) }

func (r *reader) count() int64 {
	begin := r.at
	count := r.word()
	if count >= mostCounted {
		r.fail(begin, "a count is 2^56 or more")
		return 0
	}
	return int64(count)
}

// value reads a value of a column of a type, as the word that it is widened to.
func (r *reader) value(kind int32) uint64 {
	begin := r.at
	word := uint64(0)
	switch width := c.Width(kind); {
	case kind == c.TypeBool:
		if word = uint64(r.byte()); word > 1 {
			r.fail(begin, keys.NoBoolean)
		}
		return word
	case kind == c.TypeF32:
		half := r.half()
		x := math.Float32frombits(half)
		if x != x && half != 0x7fc00000 {
			r.fail(begin, noQuietNaN)
		}
		return math.Float64bits(canonical(float64(x)))
	case width == 1:
		word = uint64(r.byte())
	case width == 2:
		word = uint64(binary.LittleEndian.Uint16(r.take(2)))
	case width == 4:
		word = uint64(r.half())
	default:
		word = r.word()
		if x := math.Float64frombits(word); kind == c.TypeF64 && x != x && word != math.Float64bits(canonical(x)) {
			r.fail(begin, noQuietNaN)
		}
	}
	if kindOfValues(sinew.Type(kind)) == signed {
		unused := 64 - 8*c.Width(kind)
		word = uint64(int64(word<<unused) >> unused)
	}
	return word
}

const noQuietNaN = "a NaN is not the quiet one"

// appendValue appends a value of a column of a type, from what it is widened to.
func appendValue(b []byte, kind int32, word uint64) []byte {
	switch width := c.Width(kind); {
	case kind == c.TypeF32:
		x := float32(math.Float64frombits(word))
		if x != x {
			return binary.LittleEndian.AppendUint32(b, 0x7fc00000)
		}
		return binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
	case kind == c.TypeF64:
		return appendFloat(b, math.Float64frombits(word))
	case width <= 1:
		return append(b, byte(word))
	case width == 2:
		return binary.LittleEndian.AppendUint16(b, uint16(word))
	case width == 4:
		return binary.LittleEndian.AppendUint32(b, uint32(word))
	}
	return binary.LittleEndian.AppendUint64(b, word)
}

func appendFloat(b []byte, x float64) []byte {
	return binary.LittleEndian.AppendUint64(b, math.Float64bits(canonical(x)))
}
