// Code generated from src/ by cmake/generate_headers.cmake; DO NOT EDIT.

package c

// HeaderVersion is the version of the C headers, and of this module.
const HeaderVersion = "0.1.0"

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
	StatusUnavailable     = 8
)

// The values of sinew_type.
const (
	TypeBool        = 1
	TypeI8          = 16
	TypeI16         = 17
	TypeI32         = 18
	TypeI64         = 19
	TypeU8          = 32
	TypeU16         = 33
	TypeU32         = 34
	TypeU64         = 35
	TypeF32         = 49
	TypeF64         = 50
	TypeDate32      = 64
	TypeTimestampS  = 65
	TypeTimestampMS = 66
	TypeTimestampUS = 67
	TypeTimestampNS = 68
	TypeBytes16     = 80
	TypeString      = 96
	TypeLargeString = 97
	TypeBinary      = 98
	TypeLargeBinary = 99
	TypeList        = 128
	TypeLargeList   = 384
)

// The values of sinew_ddsketch_mapping.
const (
	DdsketchMappingLogarithmic = 0
	DdsketchMappingLinear      = 1
	DdsketchMappingQuadratic   = 2
	DdsketchMappingCubic       = 3
)

// The values of sinew_aggregate.
const (
	AggregateCountRows            = 1
	AggregateCount                = 2
	AggregateSum                  = 3
	AggregateMin                  = 4
	AggregateMax                  = 5
	AggregateMean                 = 6
	AggregateFirst                = 7
	AggregateLast                 = 8
	AggregateBitAnd               = 9
	AggregateBitOr                = 10
	AggregateBitXor               = 11
	AggregateVariancePopulation   = 12
	AggregateVarianceSample       = 13
	AggregateStddevPopulation     = 14
	AggregateStddevSample         = 15
	AggregateSumExact             = 16
	AggregateArgMin               = 17
	AggregateArgMax               = 18
	AggregateCovariancePopulation = 19
	AggregateCovarianceSample     = 20
	AggregateCorrelation          = 21
	AggregateCountDistinct        = 22
	AggregateQuantileContinuous   = 23
	AggregateQuantileDiscrete     = 24
	AggregateApproxCountDistinct  = 25
	AggregateApproxQuantile       = 26
)

// The values of sinew_relation.
const (
	RelationEqual        = 1
	RelationNotEqual     = 2
	RelationLess         = 3
	RelationLessEqual    = 4
	RelationGreater      = 5
	RelationGreaterEqual = 6
)

// The values of sinew_metric.
const (
	MetricDot             = 1
	MetricCosine          = 2
	MetricSquaredDistance = 3
)

// The values of sinew_reject_reason.
const (
	RejectSyntax      = 1
	RejectTruncated   = 2
	RejectType        = 3
	RejectRange       = 4
	RejectEncoding    = 5
	RejectSize        = 6
	RejectDepth       = 7
	RejectFields      = 8
	RejectChecksum    = 9
	RejectCompression = 10
	RejectCodec       = 11
	RejectVersion     = 12
	RejectHeader      = 13
	RejectValueSize   = 14
)

// The values of sinew_compression.
const (
	CompressionAuto   = 0
	CompressionNone   = 1
	CompressionGzip   = 2
	CompressionZstd   = 3
	CompressionLz4    = 4
	CompressionSnappy = 5
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
	HllMinLgK            = 4
	HllMaxLgK            = 21
	DdsketchMaxBins      = 1048576
	BloomMaxSize         = 2147483616
	KllMinK              = 8
	KllMaxK              = 65535
	AggregateFilter      = 1
	GroupByMaxKeys       = 8
	GroupByMaxColumns    = 16
	GroupByMaxAggregates = 64
	SortMaxKeys          = 16
	SortDescending       = 1
	SortNullsFirst       = 2
	VectorsMaxDimension  = 32768
	ExpressionMaxSize    = 65536
	ExpressionMaxDepth   = 64
	ExpressionMaxColumns = 4096
	FieldEpochS          = 1
	FieldEpochMS         = 2
	FieldEpochUS         = 3
	FieldEpochNS         = 4
	DecoderMaxFields     = 256
	DecoderStop          = 1
	DecoderStrict        = 2
	DecodeEnd            = 1
	FieldRaw             = 128
	NDJSONValidate       = 1
	NDJSONConcatenated   = 2
	NDJSONArray          = 4
	CSVHeader            = 1
	CSVNoQuotes          = 2
	CSVLazyQuotes        = 4
	CSVRagged            = 8
	CSVEmptyIsNull       = 16
	FieldZigzag          = 16
	FieldFixed           = 32
	FieldFirst           = 64
	ProtobufDefaults     = 1
	PipelineDescending   = 1
)
