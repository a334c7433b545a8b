//go:build !cgo

package c

// The outcomes of a call.
const (
	StatusOK = iota
	StatusInvalidArgument
	StatusOutOfMemory
	StatusMemoryLimit
	StatusOverflow
	StatusTruncated
	StatusCorrupt
	StatusOutputFull
)

// The types of a column.
const (
	TypeI64 = iota + 1
	TypeU64
	TypeF64
	TypeString
	TypeLargeString
	TypeI8
	TypeU8
	TypeI16
	TypeU16
	TypeI32
	TypeU32
	TypeF32
	TypeBytes16
)

// The aggregates of a GROUP BY, and its limits.
const (
	AggregateCount = iota + 1
	AggregateSum
	AggregateMin
	AggregateMax
	AggregateMean

	ColumnNone    = 1<<32 - 1
	MaxColumns    = 16
	MaxAggregates = 64
)

// The flags of Base64 and hex.
const (
	Base64URL    = 1
	Base64Raw    = 2
	Base64Strict = 4

	HexUpper = 1
)

// JSONHTML is a flag of JSONEscape.
const JSONHTML = 1
