// Code generated from src/ by cmake/generate_headers.cmake; DO NOT EDIT.

package c

// Result is a sinew_result.
type Result struct {
	Count  int
	Status int32
}

// CodecResult is a sinew_codec_result.
type CodecResult struct {
	Read    int
	Written int
	Status  int32
}

// Error is a sinew_error.
type Error struct {
	Offset  int
	Status  int32
	Message [244]byte
}

// BatchOptions is a sinew_batch_options.
type BatchOptions struct {
	Size        int
	MemoryLimit int
}

// Batch is a sinew_batch*; 0 is none.
type Batch uintptr

// Memory is a sinew_memory.
type Memory struct {
	Current int
	Peak    int
	Blocks  int
}

// Hash128 is a sinew_hash128.
type Hash128 struct {
	Low  uint64
	High uint64
}

// U32Result is a sinew_u32_result.
type U32Result struct {
	Value  uint32
	Status int32
}

// XXH3State is a sinew_xxh3_state.
type XXH3State struct {
	Words [146]uint64
}

// XXH64State is a sinew_xxh64_state.
type XXH64State struct {
	Words [9]uint64
}

// HighwayHashState is a sinew_highwayhash_state.
type HighwayHashState struct {
	Words [26]uint64
}

// Blake3State is a sinew_blake3_state.
type Blake3State struct {
	Words [246]uint64
}

// FrameI64 is a sinew_frame_i64.
type FrameI64 struct {
	Base  int64
	Width int
}

// FrameU64 is a sinew_frame_u64.
type FrameU64 struct {
	Base  uint64
	Width int
}

// DictionaryOptions is a sinew_dictionary_options.
type DictionaryOptions struct {
	Size           int
	Type           int32
	MemoryLimit    int
	ExpectedValues int
	Seed           uint64
}

// Dictionary is a sinew_dictionary*; 0 is none.
type Dictionary uintptr

// Estimate is a sinew_estimate.
type Estimate struct {
	Value float64
	Lower float64
	Upper float64
}

// HllOptions is a sinew_hll_options.
type HllOptions struct {
	Size        int
	LgK         uint32
	MemoryLimit int
}

// Hll is a sinew_hll*; 0 is none.
type Hll uintptr

// DdsketchOptions is a sinew_ddsketch_options.
type DdsketchOptions struct {
	Size             int
	RelativeAccuracy float64
	Mapping          int32
	Bins             uint32
	MemoryLimit      int
}

// DdsketchSummary is a sinew_ddsketch_summary.
type DdsketchSummary struct {
	Count    float64
	Sum      float64
	Min      float64
	Max      float64
	Rejected uint64
}

// Ddsketch is a sinew_ddsketch*; 0 is none.
type Ddsketch uintptr

// BloomOptions is a sinew_bloom_options.
type BloomOptions struct {
	Size                     int
	DistinctCount            uint64
	FalsePositiveProbability float64
	BitsetSize               int
	MemoryLimit              int
}

// Bloom is a sinew_bloom*; 0 is none.
type Bloom uintptr

// KllOptions is a sinew_kll_options.
type KllOptions struct {
	Size        int
	Type        int32
	K           uint32
	Seed        uint64
	MemoryLimit int
}

// KllSummary is a sinew_kll_summary.
type KllSummary struct {
	Count uint64
	Min   float64
	Max   float64
}

// Kll is a sinew_kll*; 0 is none.
type Kll uintptr

// AggregateSpec is a sinew_aggregate_spec.
type AggregateSpec struct {
	Size             int
	Function         int32
	Column           uint32
	Flags            uint32
	Filter           uint32
	Second           uint32
	Fraction         float64
	LgK              uint32
	RelativeAccuracy float64
}

// ReduceResult is a sinew_reduce_result.
type ReduceResult struct {
	Type   int32
	Status int32
	Count  int
	I64    int64
	U64    uint64
	F64    float64
	Row    int
}

// GroupByOptions is a sinew_groupby_options.
type GroupByOptions struct {
	Size           int
	KeyTypes       *int32
	KeyCount       int
	ValueTypes     *int32
	ValueCount     int
	Aggregates     *AggregateSpec
	AggregateCount int
	MemoryLimit    int
	ExpectedGroups int
	Seed           uint64
}

// GroupBy is a sinew_groupby*; 0 is none.
type GroupBy uintptr

// Vectors is a sinew_vectors.
type Vectors struct {
	Type       int32
	Count      int
	Dimension  int
	Values     *byte
	ValuesSize int
	Stride     int
}

// ExpressionColumn is a sinew_expression_column.
type ExpressionColumn struct {
	Name *byte
	Type int32
}

// ExpressionOptions is a sinew_expression_options.
type ExpressionOptions struct {
	Size        int
	Text        *byte
	TextSize    int
	Columns     *ExpressionColumn
	ColumnCount int
	MemoryLimit int
}

// Expression is a sinew_expression*; 0 is none.
type Expression uintptr

// ExpressionResult is a sinew_expression_result.
type ExpressionResult struct {
	Count  int
	Faults int
	Status int32
}

// Field is a sinew_field.
type Field struct {
	Path  *byte
	Name  *byte
	Type  int32
	Flags uint32
}

// DecoderOptions is a sinew_decoder_options.
type DecoderOptions struct {
	Size          int
	Fields        *Field
	FieldCount    int
	MaxRows       int
	MaxRecordSize int
	MaxValueSize  int
	MaxRejects    int
	MemoryLimit   int
	Flags         uint32
}

// Decoder is a sinew_decoder*; 0 is none.
type Decoder uintptr

// Reject is a sinew_reject.
type Reject struct {
	Record uint64
	Offset uint64
	Field  int
	Reason int32
}

// DecoderCounts is a sinew_decoder_counts.
type DecoderCounts struct {
	Bytes           uint64
	Records         uint64
	Rows            uint64
	RejectedRecords uint64
	RejectedValues  uint64
	Rejects         int
}

// NDJSONOptions is a sinew_ndjson_options.
type NDJSONOptions struct {
	Size     int
	MaxDepth int
	Flags    uint32
}

// CSVOptions is a sinew_csv_options.
type CSVOptions struct {
	Size       int
	NullText   *byte
	MaxColumns int
	Flags      uint32
	Delimiter  byte
	Quote      byte
}

// ProtobufOptions is a sinew_protobuf_options.
type ProtobufOptions struct {
	Size     int
	MaxDepth int
	Flags    uint32
}

// KafkaRecordsOptions is a sinew_kafka_records_options.
type KafkaRecordsOptions struct {
	Size           int
	MaxDecodedSize int
}

// KafkaTransaction is a sinew_kafka_transaction.
type KafkaTransaction struct {
	ProducerId  int64
	FirstOffset int64
}

// KafkaRecordsCounts is a sinew_kafka_records_counts.
type KafkaRecordsCounts struct {
	Batches        uint64
	ControlBatches uint64
	AbortedBatches uint64
	EarlierRecords uint64
	PartialBatches uint64
}

// KafkaHeader is a sinew_kafka_header.
type KafkaHeader struct {
	Key       *byte
	KeySize   int
	Value     *byte
	ValueSize int
	Next      int
}

// StreamOptions is a sinew_stream_options.
type StreamOptions struct {
	Size        int
	Compression int32
	MaxSize     uint64
	MemoryLimit int
}

// Stream is a sinew_stream*; 0 is none.
type Stream uintptr

// PipelineColumn is a sinew_pipeline_column.
type PipelineColumn struct {
	Text *byte
	Name *byte
}

// PipelineAggregate is a sinew_pipeline_aggregate.
type PipelineAggregate struct {
	Function         int32
	Text             *byte
	Name             *byte
	Where            *byte
	Second           *byte
	Fraction         float64
	LgK              uint32
	RelativeAccuracy float64
}

// PipelineOptions is a sinew_pipeline_options.
type PipelineOptions struct {
	Size           int
	Decoder        Decoder
	Columns        *ExpressionColumn
	ColumnCount    int
	Where          *byte
	Computed       *PipelineColumn
	ComputedCount  int
	Keys           *PipelineColumn
	KeyCount       int
	Aggregates     *PipelineAggregate
	AggregateCount int
	MemoryLimit    int
	ExpectedGroups int
	Seed           uint64
}

// Pipeline is a sinew_pipeline*; 0 is none.
type Pipeline uintptr

// PipelineCounts is a sinew_pipeline_counts.
type PipelineCounts struct {
	Bytes           uint64
	Records         uint64
	RejectedRecords uint64
	RejectedValues  uint64
	Rows            uint64
	KeptRows        uint64
	Faults          uint64
	DecodeNS        uint64
	FilterNS        uint64
	ComputeNS       uint64
	GroupNS         uint64
}

// PipelineOrder is a sinew_pipeline_order.
type PipelineOrder struct {
	Column int
	Flags  uint32
}

// PipelineResultsOptions is a sinew_pipeline_results_options.
type PipelineResultsOptions struct {
	Size       int
	Orders     *PipelineOrder
	OrderCount int
	Limit      int
}
