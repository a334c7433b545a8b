package main

import (
	"fmt"
	"io"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/ingest"
	"github.com/sinew-simd/sinew/bindings/go/ingest/stream"
	"github.com/sinew-simd/sinew/bindings/go/pipeline"
)

// consumer groups the values of records. All of it is used again for each response, so that nothing is allocated for
// a record, or for a response.
type consumer struct {
	records *ingest.KafkaDecoder
	groups  *pipeline.Pipeline
	batch   sinew.Batch
}

func newConsumer(o options) (*consumer, error) {
	c := new(consumer)
	var err error
	if c.records, err = ingest.NewKafkaRecords(ingest.KafkaRecords{}, ingest.Binaries("value")); err != nil {
		return nil, err
	}
	steps := []pipeline.Step{
		pipeline.NDJSON(ingest.Strings(o.by), ingest.Int64s(o.of)),
		pipeline.GroupBy(o.by), pipeline.Count().As("records"), pipeline.Mean(o.of).As("mean"), pipeline.Max(o.of).As("most"),
	}
	if o.where != "" {
		steps = append(steps, pipeline.Where(o.where))
	}
	if c.groups, err = pipeline.New(steps...); err != nil {
		c.records.Close()
		return nil, err
	}
	return c, nil
}

func (c *consumer) close() {
	c.records.Close()
	c.groups.Close()
	c.batch.Close()
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
	before := c.groups.Stats().RejectedRecords
	for rest, more := set, true; more; {
		n, err := c.records.Decode(&c.batch, rest, true)
		rest, more = rest[n:], err == ingest.ErrFull
		if err != nil && !more {
			return s, err
		}
		if _, err := c.groups.WriteRows(c.batch.Column(0)); err != nil {
			return s, err
		}
	}
	// The values of a response are an input of their own, in which rejected records are counted from 0.
	if err := c.groups.Flush(); err != nil {
		return s, err
	}
	records := c.records.Counts()
	s.batches, s.rows, s.badBatches = c.records.BatchCounts().Batches, records.Rows, records.RejectedRecords
	s.badValues = c.groups.Stats().RejectedRecords - before
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
		rejects := c.groups.Rejects()
		first := rejects[len(rejects)-1]
		for i := len(rejects) - 1; i >= 0 && rejects[i].Input == first.Input; i-- {
			first = rejects[i]
		}
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
