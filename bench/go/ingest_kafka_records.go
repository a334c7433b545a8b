package main

import (
	"bytes"
	"fmt"
	"hash/crc32"
	"math/rand/v2"

	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
	"google.golang.org/protobuf/encoding/protowire"

	"github.com/sinew-simd/sinew/bindings/go/ingest"
	"github.com/sinew-simd/sinew/bindings/go/pipeline"
)

func init() { register("ingest/kafka_records", kafkaRecordsRows) }

var fetchCodecs = []struct {
	name  string
	codec kgo.CompressionCodec
}{
	{"none", kgo.NoCompression()}, {"gzip", kgo.GzipCompression()}, {"snappy", kgo.SnappyCompression()}, {"lz4", kgo.Lz4Compression()}, {"zstd", kgo.ZstdCompression()},
}

// A fetch of ten batches of 500 records, whose values are flights of ten fields, of which count, delay and distance are
// grouped by origin; the groups are read after many fetches.
const fetchBatches, fetchRecords = 10, 500

// makeFetch returns the record set of a fetch, with batches as kgo's producer writes them, and how long a value is.
func makeFetch(codec kgo.CompressionCodec, encode func(*event) []byte) (set []byte, size int) {
	random := rand.New(rand.NewPCG(8, 4))
	for b := range fetchBatches {
		var records []kmsg.Record
		for i := range fetchRecords {
			value := encode(&event{
				number: random.IntN(10_000), carrier: airport(random)[:2], tail: fmt.Sprintf("N%05d", random.IntN(100_000)),
				origin: airport(random), destination: airport(random), delay: random.IntN(300) - 60, distance: random.IntN(5000),
				date: fmt.Sprintf("2024-0%d-1%dT08:15:00Z", 1+random.IntN(9), random.IntN(10)), id: fmt.Sprintf("%016x%016x", random.Uint64(), random.Uint64()),
			})
			size += len(value)
			records = append(records, kmsg.Record{TimestampDelta64: int64(i), Value: value})
		}
		set = append(set, batchOf(codec, kmsg.RecordBatch{
			FirstOffset: int64(b * fetchRecords), FirstTimestamp: 1700000000000, MaxTimestamp: 1700000000499, ProducerID: -1, ProducerEpoch: -1, FirstSequence: -1,
		}, records)...)
	}
	return set, size / fetchBatches / fetchRecords
}

// event is the value of a record. It is never cancelled.
type event struct {
	number, delay, distance                      int
	carrier, tail, origin, destination, date, id string
}

func (e *event) json() []byte {
	return fmt.Appendf(nil, `{"flight":%d,"carrier":"%s","tail":"%s","origin":"%s","destination":"%s","delay":%d,"distance":%d,"date":"%s","cancelled":false,"id":"%s"}`,
		e.number, e.carrier, e.tail, e.origin, e.destination, e.delay, e.distance, e.date, e.id)
}

// protobuf has the same fields, numbered in that order.
func (e *event) protobuf() []byte {
	var b []byte
	text := func(number protowire.Number, value string) {
		b = protowire.AppendString(protowire.AppendTag(b, number, protowire.BytesType), value)
	}
	integer := func(number protowire.Number, value int) {
		b = protowire.AppendVarint(protowire.AppendTag(b, number, protowire.VarintType), uint64(value))
	}
	integer(1, e.number)
	text(2, e.carrier)
	text(3, e.tail)
	text(4, e.origin)
	text(5, e.destination)
	integer(6, e.delay)
	integer(7, e.distance)
	text(8, e.date)
	integer(9, 0)
	text(10, e.id)
	return b
}

// batchOf writes records as a producer does, each with an offset of its own.
func batchOf(codec kgo.CompressionCodec, batch kmsg.RecordBatch, records []kmsg.Record) []byte {
	batch.Magic, batch.NumRecords, batch.LastOffsetDelta = 2, int32(len(records)), int32(len(records)-1)
	for i, record := range records {
		record.OffsetDelta = int32(i)
		record.Length = int32(len(record.AppendTo(nil)) - 1) // without the length itself, a byte of zero
		batch.Records = record.AppendTo(batch.Records)
	}
	if compressor := mustOf(kgo.DefaultCompressor(codec)); compressor != nil {
		compressed, used := compressor.Compress(new(bytes.Buffer), batch.Records)
		batch.Records = bytes.Clone(compressed)
		batch.Attributes |= int16(used)
	}
	raw := batch.AppendTo(nil)
	batch.Length = int32(len(raw) - 12)
	batch.CRC = int32(crc32.Checksum(raw[21:], crc32.MakeTable(crc32.Castagnoli)))
	return batch.AppendTo(nil)
}

// fetchPool gives kgo its memory again.
type fetchPool struct {
	bytes   [][]byte
	records [][]kgo.Record
}

func take[T any](from *[][]T, n int) []T {
	if last := len(*from) - 1; last >= 0 && cap((*from)[last]) >= n {
		taken := (*from)[last]
		*from = (*from)[:last]
		return taken
	}
	return make([]T, 0, n)
}

func (p *fetchPool) GetDecompressBytes(compressed []byte, _ kgo.CompressionCodecType) []byte {
	return take(&p.bytes, 4*len(compressed))
}
func (p *fetchPool) PutDecompressBytes(b []byte)     { p.bytes = append(p.bytes, b) }
func (p *fetchPool) GetRecords(n int) []kgo.Record   { return take(&p.records, n) }
func (p *fetchPool) PutRecords(records []kgo.Record) { p.records = append(p.records, records) }

// consumeWithKgo groups a fetch as a consumer in Go does.
func consumeWithKgo(set []byte, parse parser) work {
	partition := kmsg.NewFetchResponseTopicPartition()
	partition.RecordBatches = set
	pool := new(fetchPool)
	o := kgo.ProcessFetchPartitionOpts{Topic: "flights", Pools: []kgo.Pool{pool}}
	decompressor := kgo.DefaultDecompressor(pool)
	groups := flightGroups{}
	var values [][]byte
	return func(calls int) uint64 {
		for range calls {
			fetched, _ := kgo.ProcessFetchPartition(o, &partition, decompressor, nil)
			must(fetched.Err)
			values = values[:0]
			for _, record := range fetched.Records {
				values = append(values, record.Value)
			}
			parse(values, groups.add)
			for _, record := range fetched.Records {
				record.Recycle()
			}
		}
		return groups.take()
	}
}

// consumeWithSinew gives the fetch to a pipeline, in one call.
func consumeWithSinew(set []byte, values pipeline.Step) work {
	groups := newFlightPipeline(pipeline.Kafka(ingest.KafkaRecords{}, values))
	return func(calls int) uint64 {
		for range calls {
			mustOf(groups.Write(set))
		}
		return groups.take()
	}
}

func kafkaRecordsRows(t *table) {
	franz := versionOf("franz-go", "github.com/twmb/franz-go") + " + "
	for _, codec := range fetchCodecs {
		if name := codec.name + ", JSON"; t.wants(name) {
			set, size := makeFetch(codec.codec, (*event).json)
			t.runCounting(row{fmt.Sprintf("%s of %d B", name, size), millionsPerSecond("rows"), fetchBatches * fetchRecords,
				consumeWithSinew(set, pipeline.NDJSON(flightFields...)), []peer{
					{name: franz + versionOf("goccy/go-json", "github.com/goccy/go-json"), work: consumeWithKgo(set, parseEach(parseGoccy))},
					{name: franz + versionOf("sonic", "github.com/bytedance/sonic"), work: consumeWithKgo(set, parseEach(parseSonic))},
					{name: franz + versionOf("simdjson-go", "github.com/minio/simdjson-go"), work: consumeWithKgo(set, parseSimdjson())},
					{name: franz + standard("encoding/json"), work: consumeWithKgo(set, parseEach(parseStandard))},
				}})
		}
	}
	for _, codec := range fetchCodecs {
		if name := codec.name + ", Protocol Buffers"; t.wants(name) {
			set, size := makeFetch(codec.codec, (*event).protobuf)
			t.runCounting(row{fmt.Sprintf("%s of %d B", name, size), millionsPerSecond("rows"), fetchBatches * fetchRecords,
				consumeWithSinew(set, pipeline.From(ingest.NewProtobuf(ingest.Protobuf{},
					ingest.Strings("4").As("origin"), ingest.Int64s("6").As("delay"), ingest.Int64s("7").As("distance")))), []peer{
					{name: franz + versionOf("hyperpb", "buf.build/go/hyperpb"), work: consumeWithKgo(set, parseHyperpb())},
					{name: franz + versionOf("protowire", "google.golang.org/protobuf"), work: consumeWithKgo(set, parseEach(parseProtowire))},
				}})
		}
	}
}
