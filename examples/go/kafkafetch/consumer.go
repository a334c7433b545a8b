package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/aggregate"
	"github.com/sinew-simd/sinew/bindings/go/ingest"
	"github.com/sinew-simd/sinew/bindings/go/ingest/stream"
)

// consumer groups the values of records. All of it is used again for each response, so that nothing is allocated for
// a record, or for a response.
type consumer struct {
	records        *ingest.KafkaDecoder
	values         *ingest.Decoder
	byKey          *aggregate.GroupBy
	batch, columns sinew.Batch
}

func newConsumer(by, of string) (*consumer, error) {
	c := new(consumer)
	var err error
	if c.records, err = ingest.NewKafkaRecords(ingest.KafkaRecords{}, ingest.Binaries("value")); err != nil {
		return nil, err
	}
	if c.values, err = ingest.NewNDJSON(ingest.NDJSON{}, ingest.Strings(by), ingest.Int64s(of)); err != nil {
		return nil, err
	}
	c.byKey, err = aggregate.NewGroupBy(aggregate.Options{
		Keys:       []sinew.Type{sinew.String},
		Values:     []sinew.Type{sinew.Int64},
		Aggregates: []aggregate.Aggregate{aggregate.Rows(), aggregate.MeanOf(0), aggregate.MaxOf(0)},
	})
	return c, err
}

func (c *consumer) close() {
	c.records.Close()
	c.values.Close()
	c.byKey.Close()
	c.batch.Close()
	c.columns.Close()
}

// seen is what was in a response.
type seen struct {
	batches, rows         uint64
	badBatches, badValues uint64
}

func (s *seen) leftOut() uint64 { return s.badBatches + s.badValues }

// consume decodes a record set and groups what is in its values.
func (c *consumer) consume(set []byte) (seen, error) {
	var s seen
	if err := c.records.Reset(); err != nil {
		return s, err
	}
	if err := c.values.Reset(); err != nil {
		return s, err
	}
	for rest, more := set, true; more; {
		n, err := c.records.Decode(&c.batch, rest, true)
		rest, more = rest[n:], err == ingest.ErrFull
		if err != nil && !more {
			return s, err
		}
		if err := c.values.DecodeRows(&c.columns, c.batch.Column(0)); err != nil {
			return s, err
		}
		if err := c.byKey.Update(c.columns.Column(0), c.columns.Column(1)); err != nil {
			return s, err
		}
	}
	records, values := c.records.Counts(), c.values.Counts()
	s.batches, s.rows, s.badBatches, s.badValues = c.records.BatchCounts().Batches, records.Rows, records.RejectedRecords, values.RejectedRecords
	return s, nil
}

// report says what was left out of a response, and the first reason.
func report(out io.Writer, in input, c *consumer, s seen) {
	if s.badBatches > 0 {
		first := c.records.Rejects()[0]
		reason := first.Reason.String()
		if first.Reason == ingest.Codec {
			// The byte at fault has the number of the compression.
			if err := stream.Load(compressionOf(in.set[first.Offset] & 7)); err != nil {
				reason = err.Error()
			}
		}
		fmt.Fprintf(out, "kafkafetch: %s: batches left out: %d, the first because of byte %d: %s\n", in.name, s.badBatches, first.Offset, reason)
	}
	if s.badValues > 0 {
		first := c.values.Rejects()[0]
		fmt.Fprintf(out, "kafkafetch: %s: values left out: %d, the first that of record %d, because of byte %d: %v\n",
			in.name, s.badValues, first.Record, first.Offset, first.Reason)
	}
}

// compressionOf returns the compression of a number in the attributes of a batch.
func compressionOf(number byte) stream.Compression {
	compressions := [...]stream.Compression{stream.None, stream.Gzip, stream.Snappy, stream.LZ4, stream.Zstd}
	if int(number) < len(compressions) {
		return compressions[number]
	}
	return stream.Compression(-1)
}

type group struct {
	key  string
	rows int64
	mean float64
	most int64
}

// groups returns the groups, the largest first.
func (c *consumer) groups() ([]group, error) {
	var results sinew.Batch
	defer results.Close()
	if err := c.byKey.Results(&results); err != nil {
		return nil, err
	}
	keys, rows := results.Column(0), sinew.Values[int64](results.Column(1))
	means, most := sinew.Values[float64](results.Column(2)), sinew.Values[int64](results.Column(3))
	groups := make([]group, results.Len())
	for i := range groups {
		key := "(none)"
		if keys.Valid(i) {
			key = string(keys.Bytes(i))
		}
		groups[i] = group{key, rows[i], means[i], most[i]}
	}
	slices.SortFunc(groups, func(a, b group) int { return cmp.Or(-cmp.Compare(a.rows, b.rows), cmp.Compare(a.key, b.key)) })
	return groups, nil
}
