// Code generated from src/ by cmake/generate_headers.cmake; DO NOT EDIT.

package c

// The values of sinew_status.
const (
	StatusOK              = 0
	StatusInvalidArgument = 1
	StatusOutOfMemory     = 2
	StatusMemoryLimit     = 3
	StatusOverflow        = 4
	StatusTruncated       = 5
	StatusCorrupt         = 6
	StatusOutputFull      = 7
)

// The values of sinew_type.
const (
	TypeI64         = 1
	TypeU64         = 2
	TypeF64         = 3
	TypeString      = 4
	TypeLargeString = 5
	TypeI8          = 6
	TypeU8          = 7
	TypeI16         = 8
	TypeU16         = 9
	TypeI32         = 10
	TypeU32         = 11
	TypeF32         = 12
	TypeBytes16     = 13
)

// The values of sinew_aggregate.
const (
	AggregateCount = 1
	AggregateSum   = 2
	AggregateMin   = 3
	AggregateMax   = 4
	AggregateMean  = 5
)

// The constants of the C headers.
const (
	HighwayHashKeySize   = 32
	Blake3KeySize        = 32
	Blake3HashSize       = 32
	Base64Standard       = 0
	Base64URL            = 1
	Base64Raw            = 2
	Base64Strict         = 4
	HexLower             = 0
	HexUpper             = 1
	JSONHTML             = 1
	StreamVByte1234      = 0
	StreamVByte0124      = 1
	ColumnNone           = 1<<32 - 1
	GroupByMaxColumns    = 16
	GroupByMaxAggregates = 64
)
