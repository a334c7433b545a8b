package pipeline

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/ingest"
	"github.com/sinew-simd/sinew/bindings/go/ingest/stream"
	"github.com/sinew-simd/sinew/bindings/go/internal/codec"
)

// batchOf returns a record batch whose records have these values, nil for none, from an offset on. Without
// keys or headers a record is its length, attributes, two deltas, two lengths and the number of headers.
func batchOf(first int64, attributes int16, producer int64, values ...[]byte) []byte {
	var records []byte
	for i, value := range values {
		record := binary.AppendVarint([]byte{0, 0}, int64(i))
		record = binary.AppendVarint(record, -1)
		if value == nil {
			record = binary.AppendVarint(record, -1)
		} else {
			record = append(binary.AppendVarint(record, int64(len(value))), value...)
		}
		record = append(record, 0)
		records = append(binary.AppendVarint(records, int64(len(record))), record...)
	}
	// What the checksum is of.
	body := binary.BigEndian.AppendUint16(nil, uint16(attributes))
	body = binary.BigEndian.AppendUint32(body, uint32(len(values)-1))
	body = append(body, make([]byte, 16)...) // timestamps
	body = binary.BigEndian.AppendUint64(body, uint64(producer))
	body = append(body, 0, 0, 0, 0, 0, 0)
	body = binary.BigEndian.AppendUint32(body, uint32(len(values)))
	body = append(body, records...)

	batch := binary.BigEndian.AppendUint64(nil, uint64(first))
	batch = binary.BigEndian.AppendUint32(batch, uint32(9+len(body)))
	batch = append(batch, 0, 0, 0, 0, 2)
	batch = binary.BigEndian.AppendUint32(batch, crc32.Checksum(body, crc32.MakeTable(crc32.Castagnoli)))
	return append(batch, body...)
}

func kafkaByOrigin(t testing.TB, options ingest.KafkaRecords, more ...Step) *Pipeline {
	t.Helper()
	values := NDJSON(ingest.Strings("origin"), ingest.Int64s("delay"))
	p, err := New(append([]Step{Kafka(options, values), GroupBy("origin"), Count(), Mean("delay"), Max("delay").As("latest")}, more...)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

func valuesOf(lines string) (values [][]byte) {
	for line := range strings.Lines(lines) {
		values = append(values, []byte(line))
	}
	return values
}

// A pipeline at its limit is merged whole, with the records that it could not add.
func TestKafkaAtTheLimit(t *testing.T) {
	const rows = 3000
	var values [][]byte
	for i := range rows {
		values = append(values, fmt.Appendf(nil, `{"origin":"%d","delay":%d}`, i, i))
	}
	values[rows-2] = nil
	response := batchOf(0, 0, -1, values...)
	each(t, func(t *testing.T) {
		whole := kafkaByOrigin(t, ingest.KafkaRecords{})
		if _, err := whole.Write(response); err != nil {
			t.Fatal(err)
		}
		want := outcomeOf(t, whole)
		for limit := 100 << 10; limit < 300<<10; limit += 10 << 10 {
			full, into := kafkaByOrigin(t, ingest.KafkaRecords{}, MemoryLimit(limit)), kafkaByOrigin(t, ingest.KafkaRecords{})
			n, err := full.Write(response)
			if n != len(response) || !errors.Is(err, sinew.ErrMemoryLimit) {
				t.Fatal(limit, n, err)
			}
			if _, err := full.AppendEncoded(nil); !errors.Is(err, sinew.ErrMemoryLimit) {
				t.Error(err)
			}
			// Through one that has no more room.
			small := kafkaByOrigin(t, ingest.KafkaRecords{}, MemoryLimit(limit*5/4))
			if err := small.Merge(full); err == nil {
				full = small
			} else if !errors.Is(err, sinew.ErrMemoryLimit) || small.Len() != 0 {
				t.Error(err, small.Len())
			}
			if err := into.Merge(full); err != nil {
				t.Fatal(err)
			}
			got := outcomeOf(t, into)
			if !slices.Equal(got.groups, want.groups) || got.encoded != want.encoded {
				t.Errorf("limit %d: %d groups and not %d", limit, len(got.groups), len(want.groups))
			}
			if stats := into.Stats(); stats.Rows != rows-1 || stats.Batches.Batches != 1 {
				t.Errorf("limit %d: %+v", limit, stats)
			}
		}
		columns, err := New(Columns(ingest.Strings("origin"), ingest.Int64s("delay")), GroupBy("origin"), Count(), Mean("delay"), Max("delay").As("latest"))
		if err != nil {
			t.Fatal(err)
		}
		defer columns.Close()
		full := kafkaByOrigin(t, ingest.KafkaRecords{}, MemoryLimit(100<<10))
		if _, err := full.Write(response); err == nil {
			t.Error("no limit")
		}
		// Rows that are decoded need no decoder, but records do.
		if err := columns.Merge(full); err == nil && columns.Len() != rows-1 || err != nil && (!errors.Is(err, sinew.ErrInvalidArgument) || columns.Len() != 0) {
			t.Error(err, columns.Len())
		}
	})
}

func TestKafka(t *testing.T) {
	values := valuesOf(threeFlights)
	response := append(batchOf(5, 0, -1, values[0], nil), batchOf(7, 0, -1, values[1:]...)...)
	each(t, func(t *testing.T) {
		for _, rows := range []int{0, 1, 2, 3} {
			p := kafkaByOrigin(t, ingest.KafkaRecords{Options: ingest.Options{MaxRows: rows}})
			if n, err := p.Write(response); n != len(response) || err != nil {
				t.Fatal(n, err)
			}
			if err := p.Flush(); err != nil {
				t.Error(err)
			}
			if got := textOf(t, p); got != tableOfThree {
				t.Errorf("%s", got)
			}
			// The next response begins with what was cut off.
			cut := len(response) - 1
			if n, err := p.Write(response[:cut]); n != cut || err != nil {
				t.Fatal(n, err)
			}
			if n, err := p.ReadFrom(strings.NewReader(string(response))); int(n) != len(response) || err != nil {
				t.Fatal(n, err)
			}
			s := p.Stats()
			if s.Batches != (BatchStats{KafkaCounts: ingest.KafkaCounts{Batches: 5, PartialBatches: 1}}) || s.Rows != 7 || s.Records != 10 || s.Decode == 0 {
				t.Errorf("%+v", s)
			}
			p.Reset()
			if p.Stats() != (Stats{}) || p.Len() != 0 {
				t.Errorf("%+v", p.Stats())
			}
			if n, err := io.WriteString(p, string(response)); n != len(response) || err != nil || textOf(t, p) != tableOfThree {
				t.Error(n, err)
			}
		}
	})
}

func TestKafkaExpect(t *testing.T) {
	values := valuesOf(threeFlights)
	const transactional = 16
	response := append(batchOf(5, 0, -1, values[0], values[0]), batchOf(7, transactional, 9, values[1])...)
	response = append(response, batchOf(8, 0, -1, values[1:]...)...)
	each(t, func(t *testing.T) {
		p := kafkaByOrigin(t, ingest.KafkaRecords{})
		for i := range 2 {
			if err := p.Expect([]ingest.KafkaTransaction{{ProducerID: 9, FirstOffset: 7}}, 6); err != nil {
				t.Fatal(err)
			}
			if _, err := p.Write(response); err != nil {
				t.Fatal(err)
			}
			want := ingest.KafkaCounts{Batches: 3, AbortedBatches: 1, EarlierRecords: 1}
			if i == 0 && (textOf(t, p) != tableOfThree || p.Stats().Batches.KafkaCounts != want) {
				t.Errorf("%s%+v", textOf(t, p), p.Stats())
			}
		}
		// It holds for one response.
		if _, err := p.Write(response); err != nil || p.Stats().Rows != 3+3+5 {
			t.Errorf("%+v, %v", p.Stats(), err)
		}
		if err := byOrigin(t).Expect(nil, 0); !errors.Is(err, sinew.ErrInvalidArgument) {
			t.Error(err)
		}
	})
}

// A reject says whether it is about a batch or about a value.
func TestKafkaRejects(t *testing.T) {
	bad := batchOf(5, 0, -1, []byte("{}"))
	bad[len(bad)-1] ^= 1
	response := append(bad, batchOf(6, 0, -1, []byte("{"), []byte(`{"origin":"LAS","delay":1}`))...)
	each(t, func(t *testing.T) {
		p, other := kafkaByOrigin(t, ingest.KafkaRecords{}), kafkaByOrigin(t, ingest.KafkaRecords{})
		for range 2 {
			if _, err := p.Write(response); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := other.Write(response); err != nil {
			t.Fatal(err)
		}
		want := "[{0 {0 17 -1 the checksum is wrong} true} {0 {0 1 -1 the input ends within the record} false} " +
			"{1 {0 17 -1 the checksum is wrong} true} {1 {0 1 -1 the input ends within the record} false}]"
		if got := fmt.Sprint(p.Rejects()); got != want {
			t.Errorf("%s", got)
		}
		if err := p.Merge(other); err != nil {
			t.Fatal(err)
		}
		if s := p.Stats(); s.Batches.RejectedBatches != 3 || s.Batches.Batches != 3 || s.RejectedRecords != 3 || s.KeptRows != 3 {
			t.Errorf("%+v", s)
		}
	})
}

// The producer of franz-go wrote the records, with the origins of flights as keys and their dates as timestamps.
func TestKafkaBesideTheValues(t *testing.T) {
	values := func() Step {
		return NDJSON(ingest.Strings("origin"), ingest.Int64s("delay"), ingest.Timestamps("date", sinew.TimestampMS))
	}
	beside := []ingest.Field{ingest.Strings("key"), ingest.Timestamps("timestamp", sinew.TimestampMS), ingest.Int64s("offset").As("at")}
	const condition = "%s >= timestamp '2001-01-01 06:30:00' and delay <> 0"
	each(t, func(t *testing.T) {
		for _, codec := range []string{"none", "gzip"} {
			set, err := os.ReadFile("../../../examples/data/kafka/" + codec + ".records")
			if err != nil {
				t.Fatal(err)
			}
			tables := map[string]string{}
			for _, rows := range []int{0, 7} {
				for key, time := range map[string]string{"origin": "date", "key": "timestamp"} {
					var more []ingest.Field
					if key == "key" {
						more = beside
					}
					p, err := New(Kafka(ingest.KafkaRecords{Options: ingest.Options{MaxRows: rows}}, values(), more...), Where(fmt.Sprintf(condition, time)),
						Compute("airport", key), GroupBy("airport"), Count(), Mean("delay"), Max(time).As("last"))
					if err != nil {
						t.Fatal(err)
					}
					defer p.Close()
					if n, err := p.Write(set); n != len(set) || err != nil {
						t.Fatal(n, err)
					}
					if kept := p.Stats().KeptRows; kept == 0 || kept == 800 {
						t.Error(kept)
					}
					tables[key] = textOf(t, p)
				}
				if tables["key"] != tables["origin"] {
					t.Errorf("%s\n%s", tables["key"], tables["origin"])
				}
			}
			p, err := New(Kafka(ingest.KafkaRecords{}, values(), beside...), Count(), Min("at"), Max("at"))
			if err != nil {
				t.Fatal(err)
			}
			defer p.Close()
			if _, err := p.Write(set); err != nil || textOf(t, p) != "count  min(at)  max(at)\n  800        0      799\n" {
				t.Errorf("%v\n%s", err, textOf(t, p))
			}
		}
	})
}

// Of a record whose value gives no row, what comes beside it does not count; and what waits at a limit of memory is
// merged with it.
func TestKafkaBesideAtTheLimit(t *testing.T) {
	const rows = 3000
	var values [][]byte
	sums := [2]int64{}
	for i := range rows {
		value := fmt.Appendf(nil, `{"n":%d}`, i)
		switch {
		case i%7 == 3:
			value = nil
		case i%11 == 5:
			value = []byte("{")
		default:
			sums[0] += int64(i)
			sums[1] += 10 + int64(i)
		}
		values = append(values, value)
	}
	response := batchOf(10, 0, -1, values...)
	sumsOf := func(p *Pipeline) (of [2]int64) {
		table, err := p.Table()
		if err != nil {
			t.Fatal(err)
		}
		defer table.Close()
		for row := range table.Rows() {
			of[0] += row.Int64("sum(n)")
			of[1] += row.Int64("most")
		}
		return of
	}
	open := func(limit int) *Pipeline {
		p, err := New(Kafka(ingest.KafkaRecords{}, NDJSON(ingest.Int64s("n")), ingest.Int64s("offset")), GroupBy("offset"), Sum("n"), Max("offset").As("most"), MemoryLimit(limit))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { p.Close() })
		return p
	}
	each(t, func(t *testing.T) {
		whole := open(0)
		if _, err := whole.Write(response); err != nil || sumsOf(whole) != sums {
			t.Error(err, sumsOf(whole), sums)
		}
		for limit := 100 << 10; limit < 300<<10; limit += 40 << 10 {
			full, into := open(limit), open(0)
			if _, err := full.Write(response); !errors.Is(err, sinew.ErrMemoryLimit) {
				t.Fatal(err)
			}
			if err := into.Merge(full); err != nil || sumsOf(into) != sums {
				t.Error(limit, err, sumsOf(into), sums)
			}
		}
	})
	if p, err := New(Kafka(ingest.KafkaRecords{}, NDJSON(ingest.Int64s("n")), make([]ingest.Field, 17)...), Count()); !errors.Is(err, sinew.ErrInvalidArgument) || p != nil {
		t.Error(err)
	}
}

// A call that fails can be tried again, and nothing counts twice.
func TestKafkaErrors(t *testing.T) {
	each(t, func(t *testing.T) {
		values := make([][]byte, 100)
		for i := range values {
			values[i] = fmt.Appendf(nil, `{"n":%d}`, i)
		}
		response := append(batchOf(0, 0, -1, values...), batchOf(100, 0, -1, []byte(`{"n":true}`), values[0])...)
		json := ingest.NDJSON{Options: ingest.Options{Stop: true, MaxRows: 7}}
		p, err := New(Kafka(ingest.KafkaRecords{}, From(ingest.NewNDJSON(json, ingest.Int64s("n")))), Sum("n"))
		if err != nil {
			t.Fatal(err)
		}
		defer p.Close()
		for range 2 {
			if _, err := p.Write(response); !errors.Is(err, sinew.ErrCorrupt) || textOf(t, p) != "sum(n)\n  4950\n" {
				t.Errorf("%v\n%s", err, textOf(t, p))
			}
		}
	})
	for name, steps := range map[string][]Step{
		"no decoder":  {Kafka(ingest.KafkaRecords{}, Where("n > 1")), Count()},
		"two inputs":  {Kafka(ingest.KafkaRecords{}, NDJSON(ingest.Int64s("n"))), NDJSON(ingest.Int64s("n")), Count()},
		"twice":       {Kafka(ingest.KafkaRecords{}, Kafka(ingest.KafkaRecords{}, NDJSON(ingest.Int64s("n")))), Count()},
		"bad values":  {Kafka(ingest.KafkaRecords{}, NDJSON(ingest.Int64s("/~"))), Count()},
		"bad options": {Kafka(ingest.KafkaRecords{MaxDecodedSize: -1}, NDJSON(ingest.Int64s("n"))), Count()},
	} {
		if p, err := New(steps...); !errors.Is(err, sinew.ErrInvalidArgument) || p != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	p := kafkaByOrigin(t, ingest.KafkaRecords{})
	p.Close()
	if _, err := p.Write(nil); err != sinew.ErrClosed || p.Expect(nil, 0) != sinew.ErrClosed || p.Flush() != sinew.ErrClosed || !reflect.DeepEqual(p.Stats(), Stats{}) {
		t.Error(err)
	}
}

// The values may be of any format with single records.
func TestKafkaOfProtobuf(t *testing.T) {
	each(t, func(t *testing.T) {
		origin, delay := ingest.Strings("1").As("origin"), ingest.Int64s("2.1").As("delay")
		p, err := New(Kafka(ingest.KafkaRecords{}, From(ingest.NewProtobuf(ingest.Protobuf{}, origin, delay))), GroupBy("origin"), Sum("delay"))
		if err != nil {
			t.Fatal(err)
		}
		defer p.Close()
		// 1: "LAS", 2: {1: 33}; without a delay; damaged; 1: "ATL", 2: {1: 10}.
		response := batchOf(0, 0, -1, []byte("\x0A\x03LAS\x12\x02\x08\x21"), []byte("\x0A\x03LAS"), []byte("\x0A\x09LAS"), []byte("\x0A\x03ATL\x12\x02\x08\x0A"))
		if _, err := p.Write(response); err != nil {
			t.Fatal(err)
		}
		if got := textOf(t, p); got != "origin  sum(delay)\nLAS             33\nATL             10\n" || p.Stats().RejectedRecords != 1 {
			t.Errorf("%s%+v", got, p.Stats())
		}
	})
}

// A decoder of records that is in Go goes with the library, too.
func TestKafkaRecordsInGo(t *testing.T) {
	if sinew.Require() != nil {
		t.Skip("without a library")
	}
	loads := codec.Loads
	codec.Loads = func(int32) bool { return false }
	defer func() { codec.Loads = loads }()
	stream.RegisterDecompressor(stream.LZ4, func(io.Reader) (io.ReadCloser, error) { return nil, errors.New("damaged") })
	values := valuesOf(threeFlights)
	p := kafkaByOrigin(t, ingest.KafkaRecords{})
	if _, err := p.Write(batchOf(0, 0, -1, values...)); err != nil || textOf(t, p) != tableOfThree {
		t.Errorf("%v\n%s", err, textOf(t, p))
	}
	records, err := ingest.NewKafkaRecords(ingest.KafkaRecords{}, ingest.Int64s("offset"), ingest.Strings("value"))
	if err != nil {
		t.Fatal(err)
	}
	p, err = New(From(records.Decoder, nil), Compute("second", "offset % 2"), GroupBy("second"), Count(), Max("length(value)").As("longest"))
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if _, err := p.Write(batchOf(0, 0, -1, values...)); err != nil {
		t.Fatal(err)
	}
	if got := textOf(t, p); got != "second  count  longest\n     0      2       28\n     1      1       28\n" {
		t.Errorf("%s", got)
	}
	if err := p.Merge(kafkaByOrigin(t, ingest.KafkaRecords{})); !errors.Is(err, sinew.ErrInvalidArgument) {
		t.Error(err)
	}
}
