package main

import (
	"bytes"
	stdjson "encoding/json"
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"strings"
	"unsafe"

	"github.com/bytedance/sonic"
	"github.com/goccy/go-json"
	"github.com/minio/simdjson-go"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/aggregate"
	"github.com/sinew-simd/sinew/bindings/go/ingest"
)

func init() { register("ingest/kafka_records", kafkaRecordsRows) }

var fetchCodecs = []struct {
	name  string
	codec kgo.CompressionCodec
}{
	{"none", kgo.NoCompression()}, {"gzip", kgo.GzipCompression()}, {"snappy", kgo.SnappyCompression()}, {"lz4", kgo.Lz4Compression()}, {"zstd", kgo.ZstdCompression()},
}

// A fetch of ten batches of 500 records, whose values are JSON of about 200 bytes: flights, of which count, delay and
// distance are grouped by origin; the groups are read after many fetches.
const fetchBatches, fetchRecords = 10, 500

// makeFetch returns the record set of a fetch, with batches as kgo's producer writes them, and the bytes of all values.
func makeFetch(codec kgo.CompressionCodec) (set []byte, values int) {
	random := rand.New(rand.NewPCG(8, 4))
	for b := range fetchBatches {
		var records []kmsg.Record
		for i := range fetchRecords {
			value := fmt.Appendf(nil, `{"flight":%d,"carrier":"%s","tail":"N%05d","origin":"%s","destination":"%s","delay":%d,"distance":%d,"date":"2024-0%d-1%dT08:15:00Z","cancelled":false,"id":"%016x%016x"}`,
				random.IntN(10_000), airport(random)[:2], random.IntN(100_000), airport(random), airport(random), random.IntN(300)-60, random.IntN(5000),
				1+random.IntN(9), random.IntN(10), random.Uint64(), random.Uint64())
			values += len(value)
			records = append(records, kmsg.Record{TimestampDelta64: int64(i), Value: value})
		}
		set = append(set, batchOf(codec, kmsg.RecordBatch{
			FirstOffset: int64(b * fetchRecords), FirstTimestamp: 1700000000000, MaxTimestamp: 1700000000499, ProducerID: -1, ProducerEpoch: -1, FirstSequence: -1,
		}, records)...)
	}
	return set, values
}

// batchOf writes records as a producer does, each with an offset of its own.
func batchOf(codec kgo.CompressionCodec, batch kmsg.RecordBatch, records []kmsg.Record) []byte {
	batch.Magic, batch.NumRecords, batch.LastOffsetDelta = 2, int32(len(records)), int32(len(records)-1)
	for i, record := range records {
		record.OffsetDelta = int32(i)
		record.Length = int32(len(record.AppendTo(nil)) - 1) // without the length itself, a byte of zero
		batch.Records = record.AppendTo(batch.Records)
	}
	if compressor := made(kgo.DefaultCompressor(codec)); compressor != nil {
		compressed, used := compressor.Compress(new(bytes.Buffer), batch.Records)
		batch.Records = bytes.Clone(compressed)
		batch.Attributes |= int16(used)
	}
	raw := batch.AppendTo(nil)
	batch.Length = int32(len(raw) - 12)
	batch.CRC = int32(crc32.Checksum(raw[21:], crc32.MakeTable(crc32.Castagnoli)))
	return batch.AppendTo(nil)
}

// airport returns one of 256 codes, some of which are far more frequent than others.
func airport(random *rand.Rand) string {
	n := random.IntN(1 + random.IntN(256))
	return string([]byte{'A' + byte(n%16), 'A' + byte(n/16), 'X'})
}

type flight struct {
	Origin   string `json:"origin"`
	Delay    int64  `json:"delay"`
	Distance int64  `json:"distance"`
}

type flights struct{ count, delay, distance int64 }

// mixOf is the same for the same groups, in any order.
func mixOf(origin string, g flights) uint64 {
	return uint64(crc32.ChecksumIEEE([]byte(origin))) * (uint64(g.count) + 31*uint64(g.delay) + 1009*uint64(g.distance))
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

// A parser gives the flights in the values of records.
type parser func(records []*kgo.Record, add func(*flight))

// consumeWithKgo groups a fetch as a consumer in Go does.
func consumeWithKgo(set []byte, parse parser) work {
	partition := kmsg.NewFetchResponseTopicPartition()
	partition.RecordBatches = set
	pool := new(fetchPool)
	o := kgo.ProcessFetchPartitionOpts{Topic: "flights", Pools: []kgo.Pool{pool}}
	decompressor := kgo.DefaultDecompressor(pool)
	groups := map[string]*flights{}
	add := func(f *flight) {
		g := groups[f.Origin]
		if g == nil {
			g = new(flights)
			groups[strings.Clone(f.Origin)] = g // f may be in the memory of a record
		}
		g.count++
		g.delay += f.Delay
		g.distance += f.Distance
	}
	return func(calls int) uint64 {
		for range calls {
			fetched, _ := kgo.ProcessFetchPartition(o, &partition, decompressor, nil)
			must(fetched.Err)
			parse(fetched.Records, add)
			for _, record := range fetched.Records {
				record.Recycle()
			}
		}
		all := uint64(0)
		for origin, g := range groups {
			all += mixOf(origin, *g)
			*g = flights{}
		}
		return all
	}
}

// consumeWithSinew does the same with columns.
func consumeWithSinew(set []byte) work {
	records := made(ingest.NewKafkaRecords(ingest.KafkaRecords{}, ingest.Binaries("value")))
	values := made(ingest.NewNDJSON(ingest.NDJSON{}, ingest.Strings("origin"), ingest.Int64s("delay"), ingest.Int64s("distance")))
	groups := made(aggregate.NewGroupBy(aggregate.Options{
		Keys:       []sinew.Type{sinew.String},
		Values:     []sinew.Type{sinew.Int64, sinew.Int64},
		Aggregates: []aggregate.Aggregate{aggregate.Rows(), aggregate.SumOf(0), aggregate.SumOf(1)},
	}))
	var batch, columns, results sinew.Batch
	return func(calls int) uint64 {
		for range calls {
			for rest, more := set, true; more; {
				n, err := records.Decode(&batch, rest, true)
				rest, more = rest[n:], err == ingest.ErrFull
				if !more {
					must(err)
				}
				must(values.DecodeRows(&columns, batch.Column(0)))
				must(groups.Update(columns.Column(0), columns.Column(1), columns.Column(2)))
			}
			must(records.Reset())
		}
		must(groups.Results(&results))
		must(groups.Reset())
		all := uint64(0)
		origins := results.Column(0)
		counts, delays, distances := sinew.Values[int64](results.Column(1)), sinew.Values[int64](results.Column(2)), sinew.Values[int64](results.Column(3))
		for i := range results.Len() {
			all += mixOf(string(origins.Bytes(i)), flights{counts[i], delays[i], distances[i]})
		}
		return all
	}
}

func made[T any](value T, err error) T {
	must(err)
	return value
}

// Of the ways that each of them has, the fastest to read three members.

func parseEach(parse func(value []byte, f *flight)) parser {
	return func(records []*kgo.Record, add func(*flight)) {
		var f flight
		for _, record := range records {
			f = flight{}
			parse(record.Value, &f)
			add(&f)
		}
	}
}

func parseStandard(value []byte, f *flight) { must(stdjson.Unmarshal(value, f)) }

func parseGoccy(value []byte, f *flight) { must(json.UnmarshalNoEscape(value, f)) }

func parseSonic(value []byte, f *flight) {
	text := unsafe.String(unsafe.SliceData(value), len(value))
	origin := made(sonic.GetFromString(text, "origin"))
	delay := made(sonic.GetFromString(text, "delay"))
	distance := made(sonic.GetFromString(text, "distance"))
	*f = flight{made(origin.String()), made(delay.Int64()), made(distance.Int64())}
}

// parseSimdjson makes lines of the values.
func parseSimdjson() parser {
	var lines []byte
	var parsed *simdjson.ParsedJson
	var object simdjson.Object
	var element simdjson.Element
	return func(records []*kgo.Record, add func(*flight)) {
		lines = lines[:0]
		for _, record := range records {
			lines = append(append(lines, record.Value...), '\n')
		}
		parsed = made(simdjson.ParseND(lines, parsed, simdjson.WithCopyStrings(false)))
		must(parsed.ForEach(func(i simdjson.Iter) error {
			made(i.Object(&object))
			origin := made(object.FindKey("origin", &element).Iter.StringBytes())
			f := flight{Origin: unsafe.String(unsafe.SliceData(origin), len(origin))}
			f.Delay = made(object.FindKey("delay", &element).Iter.Int())
			f.Distance = made(object.FindKey("distance", &element).Iter.Int())
			add(&f)
			return nil
		}))
	}
}

func kafkaRecordsRows(t *table) {
	franz := versionOf("franz-go", "github.com/twmb/franz-go")
	for _, codec := range fetchCodecs {
		if !t.wants(codec.name) {
			continue
		}
		set, values := makeFetch(codec.codec)
		name := fmt.Sprintf("%s, values of %d B", codec.name, values/fetchBatches/fetchRecords)
		t.run(row{name, millionsPerSecond("rows"), fetchBatches * fetchRecords, consumeWithSinew(set), []peer{
			{name: franz + ", " + versionOf("goccy/go-json", "github.com/goccy/go-json"), work: consumeWithKgo(set, parseEach(parseGoccy))},
			{name: franz + ", " + versionOf("sonic", "github.com/bytedance/sonic"), work: consumeWithKgo(set, parseEach(parseSonic))},
			{name: franz + ", " + versionOf("simdjson-go", "github.com/minio/simdjson-go"), work: consumeWithKgo(set, parseSimdjson())},
			{name: franz + ", " + standard("encoding/json"), work: consumeWithKgo(set, parseEach(parseStandard))},
		}})
	}
}
