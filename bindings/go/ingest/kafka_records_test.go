package ingest

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/ingest/stream"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/codec"
	"github.com/sinew-simd/sinew/bindings/go/internal/rounds"
	"github.com/sinew-simd/sinew/bindings/go/internal/use/usetest"
)

var kafkaFields = []Field{
	Int64s("offset"), Timestamps("timestamp", sinew.TimestampMS), Binaries("key"), Strings("value").As("text"), Binaries("headers"),
	{Path: "header_count", Type: sinew.Int32}, {Path: "partition_leader_epoch", Type: sinew.Int32}, Int64s("producer_id"),
	{Path: "producer_epoch", Type: sinew.Int16},
}

// A writer of record batches, in the words of https://kafka.apache.org/documentation/#messageformat.
type kafkaBatch struct {
	first                  int64
	magic                  int8
	attributes             int16
	lastDelta              int32
	firstTime, maxTime     int64
	producer               int64
	producerEpoch          int16
	sequence, count, epoch int32
	records                []byte // compressed, if so
}

func (b kafkaBatch) encode() []byte {
	big := binary.BigEndian
	var body []byte
	body = big.AppendUint16(body, uint16(b.attributes))
	body = big.AppendUint32(body, uint32(b.lastDelta))
	body = big.AppendUint64(body, uint64(b.firstTime))
	body = big.AppendUint64(body, uint64(b.maxTime))
	body = big.AppendUint64(body, uint64(b.producer))
	body = big.AppendUint16(body, uint16(b.producerEpoch))
	body = big.AppendUint32(body, uint32(b.sequence))
	body = big.AppendUint32(body, uint32(b.count))
	body = append(body, b.records...)
	out := big.AppendUint64(nil, uint64(b.first))
	out = big.AppendUint32(out, uint32(9+len(body)))
	out = big.AppendUint32(out, uint32(b.epoch))
	out = append(out, byte(b.magic))
	out = big.AppendUint32(out, crc32.Checksum(body, crc32.MakeTable(crc32.Castagnoli)))
	return append(out, body...)
}

func appendText(out, text []byte) []byte {
	if text == nil {
		return binary.AppendVarint(out, -1)
	}
	return append(binary.AppendVarint(out, int64(len(text))), text...)
}

func appendRecord(out []byte, timeDelta, offsetDelta int64, key, value []byte, headers ...[2][]byte) []byte {
	body := binary.AppendVarint([]byte{0}, timeDelta)
	body = binary.AppendVarint(body, offsetDelta)
	body = appendText(appendText(body, key), value)
	body = binary.AppendVarint(body, int64(len(headers)))
	for _, header := range headers {
		body = appendText(appendText(body, header[0]), header[1])
	}
	return append(binary.AppendVarint(out, int64(len(body))), body...)
}

func randomRecords(random *rand.Rand, count int) []byte {
	var out []byte
	for i := range count {
		var key, value []byte
		var headers [][2][]byte
		if random.IntN(4) > 0 {
			key = bytes.Repeat([]byte("k"), random.IntN(20))
		}
		if random.IntN(5) > 0 {
			value = fmt.Appendf(nil, `{"row":%d,"text":"%s"}`, random.IntN(100000), strings.Repeat("v", random.IntN(90)))
		}
		for range random.IntN(3) {
			headers = append(headers, [2][]byte{[]byte("header"), [][]byte{nil, {}, []byte("value")}[random.IntN(3)]})
		}
		out = appendRecord(out, int64(random.IntN(300)-100), int64(2*i), key, value, headers...)
	}
	return out
}

const (
	codecNone = iota
	codecGzip
	codecSnappy
	codecLZ4
	codecZstd
)

// compress is for what Go can compress; Snappy as literals.
func compress(codec int, text []byte) []byte {
	switch codec {
	case codecGzip:
		var out bytes.Buffer
		w := gzip.NewWriter(&out)
		w.Write(text)
		w.Close()
		return out.Bytes()
	case codecSnappy:
		out := binary.AppendUvarint(nil, uint64(len(text)))
		for len(text) > 0 {
			n := min(len(text), 60)
			out = append(append(out, byte(n-1)<<2), text[:n]...)
			text = text[n:]
		}
		return out
	}
	return text
}

// xerialOf is the framing of snappy-java.
func xerialOf(text []byte) []byte {
	out := []byte("\x82SNAPPY\x00\x00\x00\x00\x01\x00\x00\x00\x01")
	for len(text) > 0 {
		n := min(len(text), 100)
		block := compress(codecSnappy, text[:n])
		out = append(binary.BigEndian.AppendUint32(out, uint32(len(block))), block...)
		text = text[n:]
	}
	return out
}

// randomBatch returns a batch of a few records, every other offset of which is missing.
func randomBatch(random *rand.Rand, first int64, codec int) []byte {
	count := random.IntN(12)
	b := kafkaBatch{
		first: first, magic: 2, attributes: int16(codec | random.IntN(2)<<3), lastDelta: int32(2*count - 2),
		firstTime: 1700000000000, maxTime: 1700000001000, producer: -1, producerEpoch: -1, sequence: -1, count: int32(count), epoch: 5,
	}
	b.records = compress(codec, randomRecords(random, count))
	if codec == codecSnappy && random.IntN(2) == 0 {
		b.records = xerialOf(randomRecords(random, count))
	}
	return b.encode()
}

// randomSet returns a record set of a few batches.
func randomSet(random *rand.Rand, codecs ...int) []byte {
	var set []byte
	for i := range 1 + random.IntN(4) {
		set = append(set, randomBatch(random, int64(100*i), codecs[random.IntN(len(codecs))])...)
	}
	return set
}

// withChecksums makes the checksums of whole batches right.
func withChecksums(set []byte) []byte {
	for at := 0; len(set)-at >= kafkaRecordsAt; {
		size := kafkaFrame + int(big32(set[at+kafkaLengthAt:]))
		if size < kafkaRecordsAt || size > len(set)-at {
			break
		}
		crc := crc32.Checksum(set[at+kafkaAttributesAt:at+size], crc32.MakeTable(crc32.Castagnoli))
		binary.BigEndian.PutUint32(set[at+kafkaCRCAt:], crc)
		at += size
	}
	return set
}

// registerTestCodecs gives the twin in Go decoders of what Go has none for: Snappy by one of a few lines, LZ4 and
// Zstandard by the library itself, if it is there.
func registerTestCodecs() {
	if c.Available && stream.Load(stream.Snappy) != nil {
		return // or all batches would be decoded in Go
	}
	stream.RegisterDecompressor(stream.Snappy, func(r io.Reader) (io.ReadCloser, error) {
		in, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		out, err := unsnappy(in)
		return io.NopCloser(bytes.NewReader(out)), err
	})
	if !c.Available {
		return
	}
	for _, compression := range []stream.Compression{stream.LZ4, stream.Zstd} {
		if stream.Load(compression) != nil {
			continue
		}
		stream.RegisterDecompressor(compression, func(r io.Reader) (io.ReadCloser, error) {
			available := c.Available
			defer func() { c.Available = available }()
			c.Available = true
			decoder, err := stream.NewReader(r, stream.Options{Compression: compression})
			if err != nil {
				return nil, err
			}
			defer decoder.Close()
			out, err := io.ReadAll(decoder)
			return io.NopCloser(bytes.NewReader(out)), err
		})
	}
}

func init() { registerTestCodecs() }

// unsnappy decodes a block of Snappy (format_description.txt of google/snappy).
func unsnappy(in []byte) ([]byte, error) {
	bad := errors.New("damaged")
	size, n := binary.Uvarint(in)
	if n <= 0 || size > 1<<32-1 {
		return nil, bad
	}
	in = in[n:]
	var out []byte
	// Numbers have up to 32 bits, which is more than a length may have where an int has as many.
	take := func(n int) (value int64) {
		for i := range n {
			value |= int64(in[i]) << (8 * i)
		}
		in = in[n:]
		return value
	}
	for len(in) > 0 {
		tag := take(1)
		extra := [4]int{0, 1, 2, 4}[tag&3]
		if tag&3 == 0 && tag>>2 >= 60 {
			extra = int(tag>>2 - 59)
		}
		if len(in) < extra {
			return nil, bad
		}
		value := take(extra)
		if tag&3 == 0 {
			length := tag>>2 + 1
			if extra > 0 {
				length = value + 1
			}
			if length > int64(len(in)) || uint64(len(out))+uint64(length) > size {
				return nil, bad
			}
			out = append(out, in[:length]...)
			in = in[length:]
			continue
		}
		length, offset := tag>>2+1, value
		if tag&3 == 1 {
			length, offset = tag>>2&7+4, tag>>5<<8|value
		}
		if offset == 0 || offset > int64(len(out)) || uint64(len(out))+uint64(length) > size {
			return nil, bad
		}
		for range length {
			out = append(out, out[int64(len(out))-offset])
		}
	}
	if uint64(len(out)) != size {
		return nil, bad
	}
	return out, nil
}

func compareKafka(t testing.TB, settings KafkaRecords, firstOffset int64, aborted []KafkaTransaction, input []byte) outcome {
	t.Helper()
	maxRows := settings.MaxRows
	if maxRows == 0 {
		maxRows = defaultRows
	}
	return compare(t, func() (*Decoder, error) {
		d, err := NewKafkaRecords(settings, kafkaFields...)
		if err != nil {
			return nil, err
		}
		return d.Decoder, d.Expect(aborted, firstOffset)
	}, maxRows, input)
}

func kafkaFile(name string) string {
	return filepath.Join("..", "..", "..", "tests", "ingest", "data", "kafka", name+".records")
}

// golden returns a file of tests/ingest/data/kafka: but for the reference, what franz-go's producer wrote and its broker
// answered, of tests/ingest/kafka_writer.
func golden(t testing.TB, codec string) []byte {
	set, err := os.ReadFile(kafkaFile(codec))
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("the files are not a part of the module")
	}
	if err != nil {
		t.Fatal(err)
	}
	return set
}

var goldenCodecs = map[string]stream.Compression{
	"none": stream.None, "gzip": stream.Gzip, "snappy": stream.Snappy, "lz4": stream.LZ4, "zstd": stream.Zstd,
}

func word[T any](value T) string {
	var out bytes.Buffer
	binary.Write(&out, binary.NativeEndian, value)
	return out.String()
}

// What kafka_writer writes, from each codec, cut everywhere.
func TestKafkaRecordsOfFranzGo(t *testing.T) {
	var want [][]any
	for i := range 40 {
		row := []any{word(int64(i)), word(1700000000000 + 37*int64(i)), nil, nil, "\x00", word(int32(0)), word(int32(0)), word(int64(-1)), word(int16(-1))}
		if i%3 != 0 {
			row[2] = fmt.Sprintf("key-%d", i)
		}
		if i%7 != 0 {
			row[3] = fmt.Sprintf(`{"row":%d,"origin":"SFO","destination":"JFK","delay":%d}`, i, i*i)
		}
		if i%4 == 0 {
			headers := appendText(binary.AppendVarint(nil, 2), []byte("trace"))
			headers = appendText(appendText(appendText(headers, fmt.Append(nil, i)), []byte("none")), nil)
			row[4], row[5] = string(headers), word(int32(2))
		}
		want = append(want, row)
	}
	for name, compression := range goldenCodecs {
		t.Run(name, func(t *testing.T) {
			set := golden(t, name)
			if err := stream.Load(compression); err != nil {
				o := compareKafka(t, KafkaRecords{}, 0, nil, set)
				if o.rows != nil || o.counts.RejectedRecords != 2 || o.rejects[0].Reason != Codec {
					t.Errorf("%+v without the codec: %v", o, err)
				}
				t.Skip(err)
			}
			o := compareKafka(t, KafkaRecords{Options: Options{MaxRows: 7}}, 0, nil, set)
			for i := range o.rows {
				if i < len(want) {
					want[i][6] = o.rows[i][6] // the leader epoch is the broker's
				}
			}
			if !reflect.DeepEqual(o.rows, want) {
				t.Fatalf("%q\nwant\n%q", o.rows, want)
			}
			if o.batches != (KafkaCounts{Batches: 2}) || o.counts.RejectedRecords != 0 {
				t.Errorf("%+v, %+v", o.counts, o.batches)
			}
			eachKafka(t, func(t *testing.T, d *KafkaDecoder) {
				for cut := 0; cut < len(set); cut += rounds.Of(1, 31) {
					d.Reset()
					sizes := []int{len(set), cut}
					split := feed(t, d.Decoder, set, defaultRows, func() int {
						size := sizes[len(sizes)-1]
						sizes = sizes[:len(sizes)-1]
						return size
					})
					if !reflect.DeepEqual(split, o) {
						t.Fatalf("split at %d: %+v", cut, split)
					}
				}
			})
			for cut := 0; cut < len(set); cut += rounds.Of(11, 110) {
				o := compareKafka(t, KafkaRecords{}, 0, nil, set[:cut])
				if len(o.rows) > 25 || o.counts.RejectedRecords != 0 || o.batches.PartialBatches > 1 {
					t.Fatalf("cut off at %d: %d rows, %+v", cut, len(o.rows), o.batches)
				}
			}
		})
	}
}

var update = flag.Bool("update", false, "write the file of TestKafkaReferenceFile")

// bench/go reads the file with franz-go, so that there is a foreign reader of what the writer above writes, too.
func TestKafkaReferenceFile(t *testing.T) {
	random := rand.New(rand.NewPCG(12, 8))
	var set []byte
	for i := range 24 {
		set = append(set, randomBatch(random, int64(100*i), i%3)...)
	}
	if *update {
		if err := os.WriteFile(kafkaFile("reference"), set, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want := compareKafka(t, KafkaRecords{}, 0, nil, set)
	got := compareKafka(t, KafkaRecords{}, 0, nil, golden(t, "reference"))
	// What gzip writes may change.
	got.counts.Bytes, want.counts.Bytes = 0, 0
	if !reflect.DeepEqual(got, want) || len(want.rows) < 100 || want.rejects != nil {
		t.Errorf("%d rows and %d, rejects %v and %v", len(got.rows), len(want.rows), got.rejects, want.rejects)
	}
}

// A registered decompressor makes the decoder one in Go if the library lacks what it needs, and the other
// compressions are decoded as before.
func TestKafkaRecordsInGo(t *testing.T) {
	if !c.Available || stream.Load(stream.LZ4) != nil {
		t.Skip("without the library, or without its codec")
	}
	loads := codec.Loads
	codec.Loads = func(compression int32) bool { return compression != c.CompressionLz4 && loads(compression) }
	defer func() { codec.Loads = loads; registerTestCodecs() }()
	opened := 0
	stream.RegisterDecompressor(stream.LZ4, func(r io.Reader) (io.ReadCloser, error) {
		opened++
		decoder, err := codec.OpenStream(r, c.CompressionLz4, 0, 0)
		return decoder, err
	})
	var first [][]any
	for _, name := range []string{"none", "gzip", "snappy", "lz4", "zstd"} {
		set := golden(t, name)
		d, err := NewKafkaRecords(KafkaRecords{}, kafkaFields...)
		if err != nil {
			t.Fatal(err)
		}
		if d.isNative() {
			t.Fatal("the decoder is the library's")
		}
		o := feed(t, d.Decoder, set, defaultRows, func() int { return len(set) })
		for _, row := range o.rows {
			row[6] = nil // the leader epoch is the broker's
		}
		if first == nil {
			first = o.rows
		}
		if stream.Load(goldenCodecs[name]) == nil && (len(first) != 40 || !reflect.DeepEqual(o.rows, first)) || (opened > 0) != (name == "lz4" || name == "zstd") {
			t.Errorf("%s: %d rows, %+v, opened %d times", name, len(o.rows), o.rejects, opened)
		}
		if err := d.Expect(nil, 3); err != nil || d.Memory() != 0 {
			t.Error(err)
		}
		d.Close()
	}
}

func TestKafkaRecordsDamaged(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for round := range rounds.Of(600, 60) {
		set := randomSet(random, codecNone, codecNone, codecGzip, codecSnappy)
		for range random.IntN(4) {
			at := random.IntN(len(set))
			if random.IntN(2) == 0 {
				at %= kafkaRecordsAt + 10
			}
			set[at] ^= 1 << random.IntN(8)
		}
		if round%4 > 0 {
			set = withChecksums(set)
		}
		settings := KafkaRecords{Options: Options{MaxRows: 1 + random.IntN(9), Stop: round%5 == 0, MaxRecordSize: []int{0, 200, 700}[round%3]}}
		if round%7 == 0 {
			settings.MaxDecodedSize = 300
		}
		if round%4 == 0 {
			settings.MaxValueSize, settings.Strict = 1+random.IntN(30), round%8 == 0
		}
		compareKafka(t, settings, 0, nil, set[:len(set)-random.IntN(2)*random.IntN(20)])
	}
}

// Each bit of a batch, with the checksum made right behind it.
func TestKafkaRecordsEveryBit(t *testing.T) {
	set := kafkaBatch{magic: 2, count: 2, lastDelta: 1}
	set.records = appendRecord(appendRecord(nil, 1, 0, []byte("k"), []byte("v"), [2][]byte{[]byte("h"), nil}), 2, 1, nil, []byte{})
	good := append(set.encode(), set.encode()...)
	for bit := 0; bit < 8*len(good)/2; bit += rounds.Of(1, 11) {
		bad := bytes.Clone(good)
		bad[bit/8] ^= 1 << (bit % 8)
		o := compareKafka(t, KafkaRecords{}, 0, nil, bad)
		if at := bit / 8; at >= kafkaAttributesAt && (len(o.rejects) != 1 || o.rejects[0].Reason != Checksum) {
			t.Fatalf("bit %d: %+v", bit, o.rejects)
		}
		compareKafka(t, KafkaRecords{}, 0, nil, withChecksums(bad))
	}
}

func TestKafkaRecordsFaults(t *testing.T) {
	record := appendRecord(nil, 0, 0, []byte("k"), []byte("v"))
	two := append(bytes.Clone(record), appendRecord(nil, 0, 1, nil, nil)...)
	good := kafkaBatch{magic: 2, count: 1, records: record}
	for name, test := range map[string]struct {
		change   func(b *kafkaBatch)
		reason   Reason
		at, rows int
	}{
		"magic":            {func(b *kafkaBatch) { b.magic = 1 }, Version, kafkaMagicAt, 0},
		"codec":            {func(b *kafkaBatch) { b.attributes = 5 }, Codec, kafkaAttributesAt + 1, 0},
		"count":            {func(b *kafkaBatch) { b.count = -1 }, Syntax, kafkaCountAt, 0},
		"large count":      {func(b *kafkaBatch) { b.count = 1 << 30 }, Syntax, kafkaCountAt, 0},
		"fewer records":    {func(b *kafkaBatch) { b.records, b.count = two, 1 }, Syntax, kafkaRecordsAt + len(record), 1},
		"a record cut off": {func(b *kafkaBatch) { b.records, b.count = two[:len(two)-1], 2 }, Syntax, kafkaRecordsAt + len(record), 1},
		"length of a record": {func(b *kafkaBatch) {
			b.records = bytes.Clone(record)
			b.records[0] = 1
		}, Syntax, kafkaRecordsAt, 0},
		"length of a key": {func(b *kafkaBatch) {
			b.records = bytes.Clone(record)
			b.records[4] = 3
		}, Syntax, kafkaRecordsAt + 4, 0},
		"damaged":      {func(b *kafkaBatch) { b.attributes = codecGzip }, Compression, kafkaRecordsAt, 0},
		"no gzip":      {func(b *kafkaBatch) { b.attributes, b.records = codecGzip, nil }, Compression, kafkaRecordsAt, 0},
		"gzip of less": {func(b *kafkaBatch) { b.attributes, b.records = codecGzip, compress(codecGzip, record[1:]) }, Syntax, kafkaRecordsAt, 0},
	} {
		t.Run(name, func(t *testing.T) {
			bad := good
			test.change(&bad)
			set := append(good.encode(), bad.encode()...)
			base := len(set) - len(bad.encode())
			o := compareKafka(t, KafkaRecords{}, 0, nil, append(set, good.encode()...))
			want := Reject{uint64(1 + test.rows), uint64(base + test.at), -1, test.reason}
			if len(o.rejects) != 1 || o.rejects[0] != want || len(o.rows) != 2+test.rows {
				t.Errorf("%+v, %d rows; want %+v", o.rejects, len(o.rows), want)
			}
		})
	}
	// Behind a length that cannot be, nothing is known.
	set := append(good.encode(), good.encode()...)
	binary.BigEndian.PutUint32(set[kafkaLengthAt:], 4)
	if o := compareKafka(t, KafkaRecords{}, 0, nil, set); o.rows != nil || len(o.rejects) != 1 || o.counts.Bytes != uint64(len(set)) {
		t.Errorf("%+v", o)
	}
	// Nor if as much as the length is too long.
	for most := range 20 {
		o := compareKafka(t, KafkaRecords{Options: Options{MaxRecordSize: 1 + most}}, 0, nil, set)
		if want := map[bool]Reason{false: TooLong, true: Syntax}[1+most >= kafkaFrame]; len(o.rejects) != 1 || o.rejects[0].Reason != want {
			t.Errorf("at most %d bytes: %+v", 1+most, o.rejects)
		}
	}
	// A batch that says it is as long as one can be is one that was cut off.
	set = append(good.encode(), good.encode()[:kafkaFrame]...)
	binary.BigEndian.PutUint32(set[len(set)-4:], math.MaxInt32)
	if o := compareKafka(t, KafkaRecords{}, 0, nil, set); len(o.rows) != 1 || o.rejects != nil || o.batches.PartialBatches != 1 {
		t.Errorf("%+v", o)
	}
	// Claims allocate nothing: a block of Snappy that says it is large.
	large := good
	large.attributes, large.records = codecSnappy, binary.AppendUvarint(nil, 1<<31)
	if o := compareKafka(t, KafkaRecords{MaxDecodedSize: mostDecodedSize}, 0, nil, large.encode()); o.rejects[0].Reason != Compression {
		t.Errorf("%+v", o.rejects)
	}
}

func TestKafkaTransactions(t *testing.T) {
	data := func(first, producer int64) []byte {
		b := kafkaBatch{first: first, magic: 2, attributes: kafkaTransactional, producer: producer, count: 2, lastDelta: 1}
		b.records = appendRecord(appendRecord(nil, 0, 0, nil, []byte("v")), 0, 1, nil, []byte("w"))
		return b.encode()
	}
	marker := func(first, producer int64, kind byte) []byte {
		b := kafkaBatch{first: first, magic: 2, attributes: kafkaTransactional | kafkaControl, producer: producer, count: 1}
		b.records = appendRecord(nil, 0, 0, []byte{0, 0, 0, kind}, make([]byte, 6))
		return b.encode()
	}
	set := bytes.Join([][]byte{
		data(0, 7), data(2, 8), data(4, 9), marker(6, 7, 0), data(7, 7), marker(9, 7, 1), marker(10, 8, 0), data(11, 8), marker(13, 8, 0),
	}, nil)
	for _, test := range []struct {
		aborted []KafkaTransaction
		first   int64
		offsets []int64
		counts  KafkaCounts
	}{
		{nil, 0, []int64{0, 1, 2, 3, 4, 5, 7, 8, 11, 12}, KafkaCounts{Batches: 9, ControlBatches: 4}},
		{nil, 5, []int64{5, 7, 8, 11, 12}, KafkaCounts{Batches: 9, ControlBatches: 4, EarlierRecords: 5}},
		{[]KafkaTransaction{{8, 11}, {8, 2}, {7, 0}}, 3, []int64{4, 5, 7, 8}, KafkaCounts{Batches: 9, ControlBatches: 4, AbortedBatches: 3, EarlierRecords: 0}},
		{[]KafkaTransaction{{9, 100}, {8, 11}}, 0, []int64{0, 1, 2, 3, 4, 5, 7, 8}, KafkaCounts{Batches: 9, ControlBatches: 4, AbortedBatches: 1}},
	} {
		o := compareKafka(t, KafkaRecords{Options: Options{MaxRows: 3}}, test.first, test.aborted, set)
		var offsets []int64
		for _, row := range o.rows {
			offsets = append(offsets, int64(binary.NativeEndian.Uint64([]byte(row[0].(string)))))
		}
		if !reflect.DeepEqual(offsets, test.offsets) || o.batches != test.counts {
			t.Errorf("%v from %d: offsets %v, %+v; want %v, %+v", test.aborted, test.first, offsets, o.batches, test.offsets, test.counts)
		}
	}
	// A reset forgets them.
	eachKafka(t, func(t *testing.T, d *KafkaDecoder) {
		if err := d.Expect([]KafkaTransaction{{7, 0}}, 3); err != nil {
			t.Fatal(err)
		}
		if err := d.Reset(); err != nil {
			t.Fatal(err)
		}
		if o := feed(t, d.Decoder, set, defaultRows, func() int { return len(set) }); len(o.rows) != 10 {
			t.Errorf("%d rows", len(o.rows))
		}
	})
}

// eachKafka runs a test with the library, if there is one, and without.
func eachKafka(t *testing.T, test func(t *testing.T, d *KafkaDecoder)) {
	each(t, func() (*Decoder, error) {
		d, err := NewKafkaRecords(KafkaRecords{}, kafkaFields...)
		if err != nil {
			return nil, err
		}
		return d.Decoder, nil
	}, func(t *testing.T, d *Decoder) { test(t, &KafkaDecoder{d}) })
}

func TestKafkaRecordsArguments(t *testing.T) {
	for _, test := range []struct {
		options KafkaRecords
		fields  []Field
		offset  int
		message string
	}{
		{KafkaRecords{MaxDecodedSize: -1}, kafkaFields, 0, "MaxDecodedSize: -1"},
		{KafkaRecords{MaxDecodedSize: 1<<30 + 1}, kafkaFields, 0, "MaxDecodedSize"},
		{KafkaRecords{}, []Field{Int64s("offset"), Strings("topic")}, 1, `"topic" is no part of a Kafka record`},
		{KafkaRecords{}, []Field{Int64s("value")}, 0, "value cannot be Int64"},
		{KafkaRecords{}, []Field{Strings("key"), Uint64s("offset")}, 1, "offset cannot be Uint64"},
		{KafkaRecords{}, []Field{{Path: "timestamp", Type: sinew.TimestampMS, Epoch: 1e9}}, 0, "Epoch has no meaning"},
		{KafkaRecords{}, nil, 0, "fields"},
		{KafkaRecords{Options: Options{MaxRows: -1}}, kafkaFields, 0, "MaxRows"},
	} {
		_, err := NewKafkaRecords(test.options, test.fields...)
		var failure *sinew.Error
		if !errors.As(err, &failure) || failure.Status != sinew.InvalidArgument || failure.Offset != test.offset || !strings.Contains(failure.Message, test.message) {
			t.Errorf("%v, not %q", err, test.message)
		}
	}
	eachKafka(t, func(t *testing.T, d *KafkaDecoder) {
		var rows sinew.Strings
		rows.Append("x")
		var batch sinew.Batch
		defer batch.Close()
		if err := d.DecodeRows(&batch, rows.Column()); !errors.Is(err, sinew.ErrInvalidArgument) {
			t.Error(err)
		}
		d.Close()
		if err := d.Expect(nil, 0); err != sinew.ErrClosed || d.BatchCounts() != (KafkaCounts{}) {
			t.Error(err)
		}
	})
}

func TestEveryMethodOfKafkaNotesItsUse(t *testing.T) {
	eachKafka(t, func(t *testing.T, d *KafkaDecoder) {
		d.use.Enter()
		usetest.Refuses(t, "Expect", func() { d.Expect(nil, 0) })
		usetest.Refuses(t, "BatchCounts", func() { d.BatchCounts() })
		d.use.Leave()
	})
}

func TestKafkaHeaders(t *testing.T) {
	record := appendRecord(nil, 0, 0, nil, nil, [2][]byte{[]byte("a"), []byte("1")}, [2][]byte{[]byte("b"), nil}, [2][]byte{{}, {}})
	var k kafkaRecord
	if _, ok := k.read(record, 0); !ok {
		t.Fatal("not a record")
	}
	collect := func(headers []byte, most int) string {
		out := ""
		for key, value := range KafkaHeaders(headers) {
			out += fmt.Sprintf("%q=%q,%v ", key, value, value == nil)
			if most--; most == 0 {
				break
			}
		}
		return out
	}
	const all = `"a"="1",false "b"="",true ""="",false `
	if got := collect(k.headers, 10); got != all {
		t.Error(got)
	}
	if got := collect(k.headers, 1); got != `"a"="1",false ` {
		t.Error(got)
	}
	for cut := range k.headers {
		if got := collect(k.headers[:cut], 10); !strings.HasPrefix(all, got) || got == all {
			t.Errorf("%d bytes: %s", cut, got)
		}
	}
}

// From a fetch response to the columns of its values: no byte of them is copied by Go, and nothing is allocated.
func TestKafkaValuesGoOnWithoutACopy(t *testing.T) {
	eachKafka(t, func(t *testing.T, d *KafkaDecoder) {
		set := golden(t, "none")
		values, err := NewNDJSON(NDJSON{}, Int64s("row"), Strings("origin"))
		if err != nil {
			t.Fatal(err)
		}
		defer values.Close()
		var batch, decoded sinew.Batch
		defer batch.Close()
		defer decoded.Close()
		run := func() {
			d.Reset()
			if _, err := d.Decode(&batch, set, true); err != nil {
				t.Fatal(err)
			}
			if err := values.DecodeRows(&decoded, batch.Column(3)); err != nil {
				t.Fatal(err)
			}
		}
		run()
		rows := sinew.Values[int64](decoded.Column(0))
		for i := range 40 {
			column := decoded.Column(0)
			isNull := !column.View().Valid(i)
			if isNull != (i%7 == 0) || !isNull && (rows[i] != int64(i) || string(decoded.Column(1).Bytes(i)) != "SFO") {
				t.Errorf("row %d: %d, null %v", i, rows[i], isNull)
			}
		}
		if got := testing.AllocsPerRun(20, run); got != 0 && c.Available && testing.CoverMode() == "" {
			t.Errorf("%v allocations", got)
		}
	})
}

func FuzzKafkaRecords(f *testing.F) {
	random := rand.New(rand.NewPCG(7, 8))
	for i := range 8 {
		f.Add(randomSet(random, codecNone, codecGzip, codecSnappy), byte(i))
	}
	f.Fuzz(func(t *testing.T, set []byte, settings byte) {
		if len(set) > 5000 {
			return
		}
		set = bytes.Clone(set)
		if settings&1 == 0 {
			set = withChecksums(set)
		}
		options := KafkaRecords{Options: Options{MaxRows: 1 + int(settings>>1&7), Stop: settings&16 != 0, MaxRecordSize: 700}, MaxDecodedSize: 1 << 16}
		options.MaxValueSize = int(settings >> 5)
		compareKafka(t, options, 2, []KafkaTransaction{{7, 3}, {8, 1}}, set)
	})
}
