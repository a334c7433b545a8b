package aggregate

import (
	"encoding/binary"
	"math"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// states are what GROUP BY in plain Go keeps of a value column: one for each group, with all that
// any aggregate asks for.
type states interface {
	// size is how many bytes a state takes.
	size() int
	// grow adds a state without values.
	grow()
	// truncate forgets the states from group n on.
	truncate(n int)
	// merge adds each state of from, which is of the same type, to that of groups.
	merge(from states, groups []uint32)
	// result returns the bits of the result of one of the Aggregate constants, and whether it is none:
	// valid is false for no values, or, with a status, for a sum that does not fit.
	result(function int32, group int) (word uint64, status int32, valid bool)
	// encode appends the state of a group as docs/formats/groupby.md has it; decode reads one and sets
	// that of the last group.
	encode(b []byte, group int, f *form) []byte
	decode(r *reader, f *form)
}

func statesOf(t sinew.Type) states {
	switch kindOfValues(t) {
	case signed:
		return &intStates[int64]{}
	case unsigned:
		return &intStates[uint64]{}
	case float:
		return &floatStates{}
	}
	return &countStates{}
}

// kindOfValues returns what values of a type are widened to: integers, and what is kept as integers,
// to 64 bits, and floats to float64; 0 for a type that is not kept as numbers.
func kindOfValues(t sinew.Type) kind {
	switch {
	case t == sinew.Float32 || t == sinew.Float64:
		return float
	case t >= sinew.Uint8 && t <= sinew.Uint64:
		return unsigned
	case t == sinew.Bool || t >= sinew.Int8 && t <= sinew.Int64 || t >= sinew.Date32 && t <= sinew.TimestampNS:
		return signed
	}
	return 0
}

// update adds each row of view to the state of its group. It is no method of the interface, through
// which the compiler could not see that the view stays where it is.
func update(of states, view *column.View, groups []uint32) {
	switch s := of.(type) {
	case *countStates:
		s.update(view, groups)
	case *intStates[int64]:
		s.update(view, groups)
	case *intStates[uint64]:
		s.update(view, groups)
	case *floatStates:
		s.update(view, groups)
	}
}

// countStates are those of a column whose values no aggregate looks at.
type countStates []int64

func (s *countStates) size() int      { return 8 }
func (s *countStates) grow()          { *s = append(*s, 0) }
func (s *countStates) truncate(n int) { *s = (*s)[:n] }

func (s *countStates) update(view *column.View, groups []uint32) {
	for row, group := range groups {
		if view.Valid(row) {
			(*s)[group]++
		}
	}
}

func (s *countStates) merge(from states, groups []uint32) {
	for group, into := range groups {
		(*s)[into] += (*from.(*countStates))[group]
	}
}

func (s *countStates) result(_ int32, group int) (uint64, int32, bool) {
	return uint64((*s)[group]), c.StatusOK, true
}

func (s *countStates) encode(b []byte, group int, _ *form) []byte {
	return binary.LittleEndian.AppendUint64(b, uint64((*s)[group]))
}

func (s *countStates) decode(r *reader, _ *form) { (*s)[len(*s)-1] = r.count() }

type intStates[T int64 | uint64] []intState[T]

type intState[T int64 | uint64] struct {
	count      int64
	sum        int128
	least, top T
}

func (s *intStates[T]) size() int      { return int(unsafe.Sizeof(intState[T]{})) }
func (s *intStates[T]) grow()          { *s = append(*s, intState[T]{}) }
func (s *intStates[T]) truncate(n int) { *s = (*s)[:n] }

func (s *intStates[T]) update(view *column.View, groups []uint32) {
	switch view.Type {
	case c.TypeBool:
		for row, group := range groups {
			s.addTo(view, row, group, T(view.Bit(row)))
		}
	case c.TypeI8:
		addInts[int8](s, view, groups)
	case c.TypeI16:
		addInts[int16](s, view, groups)
	case c.TypeI32, c.TypeDate32:
		addInts[int32](s, view, groups)
	case c.TypeU8:
		addInts[uint8](s, view, groups)
	case c.TypeU16:
		addInts[uint16](s, view, groups)
	case c.TypeU32:
		addInts[uint32](s, view, groups)
	default:
		addInts[T](s, view, groups)
	}
}

func addInts[Kept int8 | int16 | int32 | uint8 | uint16 | uint32 | int64 | uint64, T int64 | uint64](s *intStates[T], view *column.View, groups []uint32) {
	for row, x := range column.Rows[Kept](view) {
		s.addTo(view, row, groups[row], T(x))
	}
}

func (s *intStates[T]) addTo(view *column.View, row int, group uint32, x T) {
	if view.Valid(row) {
		(*s)[group].add(&intState[T]{1, wide(x), x, x})
	}
}

func (s *intStates[T]) merge(from states, groups []uint32) {
	others := *from.(*intStates[T])
	for group, into := range groups {
		(*s)[into].add(&others[group])
	}
}

// add adds a value, which is the state of a group of one, or another group.
func (s *intState[T]) add(x *intState[T]) {
	if x.count == 0 {
		return
	}
	if s.count == 0 {
		s.least, s.top = x.least, x.top
	}
	s.count += x.count
	s.sum.add(x.sum)
	s.least = min(s.least, x.least)
	s.top = max(s.top, x.top)
}

func (s *intStates[T]) result(function int32, group int) (uint64, int32, bool) {
	state := &(*s)[group]
	switch function {
	case c.AggregateCount:
		return uint64(state.count), c.StatusOK, true
	case c.AggregateSum:
		if !fits[T](state.sum) {
			return 0, c.StatusOverflow, false
		}
		return state.sum.lo, c.StatusOK, true
	}
	if state.count == 0 {
		return 0, c.StatusOK, false
	}
	switch function {
	case c.AggregateMin:
		return uint64(state.least), c.StatusOK, true
	case c.AggregateMax:
		return uint64(state.top), c.StatusOK, true
	}
	return math.Float64bits(state.sum.float() / float64(state.count)), c.StatusOK, true
}

func (s *intStates[T]) encode(b []byte, group int, f *form) []byte {
	state := &(*s)[group]
	b = binary.LittleEndian.AppendUint64(b, uint64(state.count))
	if f.sum {
		b = binary.LittleEndian.AppendUint64(b, state.sum.lo)
		b = binary.LittleEndian.AppendUint64(b, uint64(state.sum.hi))
	}
	if f.least {
		b = appendValue(b, f.kind, uint64(state.least))
	}
	if f.top {
		b = appendValue(b, f.kind, uint64(state.top))
	}
	return b
}

func (s *intStates[T]) decode(r *reader, f *form) {
	state := &(*s)[len(*s)-1]
	state.count = r.count()
	begin := r.at
	if f.sum {
		state.sum.lo, state.sum.hi = r.word(), int64(r.word())
		if hi := state.sum.hi; hi >= mostCounted || hi < 0 && T(0)-1 > 0 || hi < -mostCounted {
			r.fail(begin, "a sum is more than 2^56 values can have")
		}
	}
	if f.least {
		state.least = T(r.value(f.kind))
	}
	if f.top {
		state.top = T(r.value(f.kind))
	}
	if state.count == 0 && *state != (intState[T]{}) {
		r.fail(begin, noValues)
	}
}

type floatStates []floatState

type floatState struct {
	count      int64
	sum        float64
	least, top float64
}

func (s *floatStates) size() int      { return int(unsafe.Sizeof(floatState{})) }
func (s *floatStates) grow()          { *s = append(*s, floatState{}) }
func (s *floatStates) truncate(n int) { *s = (*s)[:n] }

func (s *floatStates) update(view *column.View, groups []uint32) {
	if view.Type == c.TypeF32 {
		addFloats[float32](s, view, groups)
	} else {
		addFloats[float64](s, view, groups)
	}
}

func addFloats[Kept float32 | float64](s *floatStates, view *column.View, groups []uint32) {
	for row, kept := range column.Rows[Kept](view) {
		if view.Valid(row) {
			x := float64(kept)
			(*s)[groups[row]].add(&floatState{1, x, x, x})
		}
	}
}

func (s *floatStates) merge(from states, groups []uint32) {
	others := *from.(*floatStates)
	for group, into := range groups {
		(*s)[into].add(&others[group])
	}
}

func (s *floatState) add(x *floatState) {
	if x.count == 0 {
		return
	}
	if s.count == 0 {
		s.least, s.top = x.least, x.top
	}
	s.count += x.count
	s.sum += x.sum
	s.least = min(s.least, x.least)
	s.top = max(s.top, x.top)
}

func (s *floatStates) result(function int32, group int) (uint64, int32, bool) {
	state := &(*s)[group]
	x := 0.0
	switch function {
	case c.AggregateCount:
		return uint64(state.count), c.StatusOK, true
	case c.AggregateSum:
		return math.Float64bits(canonical(state.sum)), c.StatusOK, true
	case c.AggregateMin:
		x = state.least
	case c.AggregateMax:
		x = state.top
	case c.AggregateMean:
		x = state.sum / float64(state.count)
	}
	if state.count == 0 {
		return 0, c.StatusOK, false
	}
	return math.Float64bits(canonical(x)), c.StatusOK, true
}

func (s *floatStates) encode(b []byte, group int, f *form) []byte {
	state := &(*s)[group]
	b = binary.LittleEndian.AppendUint64(b, uint64(state.count))
	if f.sum {
		b = appendFloat(b, state.sum)
	}
	if f.least {
		b = appendValue(b, f.kind, math.Float64bits(state.least))
	}
	if f.top {
		b = appendValue(b, f.kind, math.Float64bits(state.top))
	}
	return b
}

func (s *floatStates) decode(r *reader, f *form) {
	state := &(*s)[len(*s)-1]
	state.count = r.count()
	begin, any := r.at, uint64(0)
	read := func(kind int32) float64 {
		word := r.value(kind)
		any |= word
		return math.Float64frombits(word)
	}
	if f.sum {
		state.sum = read(c.TypeF64)
	}
	if f.least {
		state.least = read(f.kind)
	}
	if f.top {
		state.top = read(f.kind)
	}
	if state.count == 0 && any != 0 {
		r.fail(begin, noValues)
	}
}
