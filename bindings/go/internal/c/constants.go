//go:build cgo

package c

// #include <sinew/sinew.h>
import "C"

// The outcomes of a call.
const (
	StatusOK              = C.SINEW_STATUS_OK
	StatusInvalidArgument = C.SINEW_STATUS_INVALID_ARGUMENT
	StatusOutOfMemory     = C.SINEW_STATUS_OUT_OF_MEMORY
	StatusMemoryLimit     = C.SINEW_STATUS_MEMORY_LIMIT
	StatusOverflow        = C.SINEW_STATUS_OVERFLOW
	StatusTruncated       = C.SINEW_STATUS_TRUNCATED
	StatusCorrupt         = C.SINEW_STATUS_CORRUPT
	StatusOutputFull      = C.SINEW_STATUS_OUTPUT_FULL
)

// The types of a column.
const (
	TypeI64         = C.SINEW_TYPE_I64
	TypeU64         = C.SINEW_TYPE_U64
	TypeF64         = C.SINEW_TYPE_F64
	TypeString      = C.SINEW_TYPE_STRING
	TypeLargeString = C.SINEW_TYPE_LARGE_STRING
	TypeI8          = C.SINEW_TYPE_I8
	TypeU8          = C.SINEW_TYPE_U8
	TypeI16         = C.SINEW_TYPE_I16
	TypeU16         = C.SINEW_TYPE_U16
	TypeI32         = C.SINEW_TYPE_I32
	TypeU32         = C.SINEW_TYPE_U32
	TypeF32         = C.SINEW_TYPE_F32
	TypeBytes16     = C.SINEW_TYPE_BYTES16
)

// The aggregates of a GROUP BY, and its limits.
const (
	AggregateCount = C.SINEW_AGGREGATE_COUNT
	AggregateSum   = C.SINEW_AGGREGATE_SUM
	AggregateMin   = C.SINEW_AGGREGATE_MIN
	AggregateMax   = C.SINEW_AGGREGATE_MAX
	AggregateMean  = C.SINEW_AGGREGATE_MEAN

	ColumnNone    = C.SINEW_COLUMN_NONE
	MaxColumns    = C.SINEW_GROUPBY_MAX_COLUMNS
	MaxAggregates = C.SINEW_GROUPBY_MAX_AGGREGATES
)

// The flags of Base64 and hex.
const (
	Base64URL    = C.SINEW_BASE64_URL
	Base64Raw    = C.SINEW_BASE64_RAW
	Base64Strict = C.SINEW_BASE64_STRICT

	HexUpper = C.SINEW_HEX_UPPER
)

// JSONHTML is a flag of JSONEscape.
const JSONHTML = C.SINEW_JSON_HTML
