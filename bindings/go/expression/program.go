package expression

// The twin in Go of the library's compiler and of what runs its steps, src/expression/expression. A program is steps, one behind the other, each of which computes a register from columns
// and registers, for blockRows rows at a time.

const (
	blockRows  = 2048
	blockWords = blockRows / 64

	maxRegisters = 64 // of each kind, constants not counted
	maxSteps     = 8192
	maxConstants = 256
	// Up to so many numbers, `in` is comparisons; a longer list is searched.
	maxCompared = 8
)

type place uint8

const (
	nowhere place = iota
	inColumn
	inBits  // a register of truth values, 64 to a word
	inWords // of i64, u64, f64 or counts of time
	inTexts // of strings
	placeCount
)

// ref is a column or a register. Registers from maxRegisters on hold a constant.
type ref struct {
	place place
	index int
}

type stepKind uint8

const (
	boolColumn     stepKind = iota // bits  <- column a
	constantBits                   // bits  <- truth, or null
	compareLiteral                 // bits  <- a, a column or words of from, against word
	compareWords                   // bits  <- words a of from against words b of to
	inNumbers                      // bits  <- a as in compareLiteral, in numbers
	compareText                    // bits  <- a, a column or texts, against texts[0]
	compareTexts                   // bits  <- texts a against texts b
	inStrings                      // bits  <- a, a column or texts, in texts
	isValid                        // bits  <- whether a, anything, is not null; negated: whether it is
	and                            // bits  <- bits a, bits b
	or                             // bits  <- bits a, bits b
	not                            // bits  <- bits a
	equalBits                      // bits  <- bits a = bits b; negated: <>
	load                           // words <- column a
	convert                        // words <- words or bits a of from, as to
	arithmetic                     // words <- words a, words b of from
	negate                         // words <- words a of from
	rescale                        // words <- words a times word, over scale, towards the past
	datePart                       // words <- part of words a, of which word are a second or, for 0, days
	bucket                         // words <- words a, down to a multiple of word
	length                         // words <- bytes of a, a column or texts
	loadTexts                      // texts <- column a
	choose                         // any   <- where bits a are true b, elsewhere c
)

type relation uint8

const (
	equal relation = iota
	notEqual
	less
	lessEqual
	greater
	greaterEqual
	// Whatever the value is, if it is not null.
	always
	never
	// Of strings.
	startsWith
	endsWith
	contains
)

// swapped returns the relation of b to a if that of a to b is r.
func (r relation) swapped() relation {
	switch r {
	case less:
		return greater
	case lessEqual:
		return greaterEqual
	case greater:
		return less
	case greaterEqual:
		return lessEqual
	}
	return r
}

// toFloor returns the relation to a number that says the same as r to one above it, and below the next
// that there is.
func (r relation) toFloor() relation {
	switch r {
	case equal:
		return never
	case notEqual:
		return always
	case less, lessEqual:
		return lessEqual
	}
	return greater
}

// toAbove returns the relation to any value if the literal is above all values of the type.
func (r relation) toAbove() relation {
	if r == always || r == notEqual || r == less || r == lessEqual {
		return always
	}
	return never
}

// holds reports whether the relation is that of two values whose order is less than, equal to or more
// than 0.
func (r relation) holds(order int) bool {
	switch r {
	case equal:
		return order == 0
	case notEqual:
		return order != 0
	case less:
		return order < 0
	case lessEqual:
		return order <= 0
	case greater:
		return order > 0
	}
	return order >= 0
}

type step struct {
	kind     stepKind
	relation relation
	operator byte // of arithmetic: one of "+-*/%"
	part     part
	negated  bool
	// A list has a null.
	nullInList bool
	// A constant, bits, is null.
	isNull bool
	// The result must fit an int32: days.
	isDays bool

	out, a, b, c ref
	from, to     int32   // types
	word         int64   // an i64, or the bits of a u64 or of an f64
	scale        int64   // compareWords of times: what b is multiplied by, as a is by word
	numbers      []int64 // sorted as values of type from
	texts        []string
}

// constant is a constant in a register of words or of texts.
type constant struct {
	place  place
	isNull bool
	word   int64
	text   string
}

type program struct {
	steps     []step
	constants []constant
	uses      []bool // of each column
	result    ref
	kind      int32 // of the values
	counts    [placeCount]int
}
