package main

import (
	"fmt"
	"io"

	"github.com/sinew-simd/sinew/bindings/go/ingest"
	"github.com/sinew-simd/sinew/bindings/go/ingest/stream"
	"github.com/sinew-simd/sinew/bindings/go/pipeline"
)

// consumer groups the values of records. All of it is used again for each response, so that nothing is allocated for
// a record, or for a response.
type consumer struct {
	groups    *pipeline.Pipeline
	responses int
}

func newConsumer(o options) (*consumer, error) {
	steps := []pipeline.Step{
		pipeline.Kafka(ingest.KafkaRecords{}, pipeline.NDJSON(ingest.Strings(o.by), ingest.Int64s(o.of))),
		pipeline.GroupBy(o.by), pipeline.Count().As("records"), pipeline.Mean(o.of).As("mean"), pipeline.Max(o.of).As("most"),
	}
	if o.where != "" {
		steps = append(steps, pipeline.Where(o.where))
	}
	groups, err := pipeline.New(steps...)
	return &consumer{groups: groups}, err
}

func (c *consumer) close() { c.groups.Close() }

// seen is what was in a response.
type seen struct {
	batches, rows         uint64
	badBatches, badValues uint64
}

func (s *seen) leftOut() uint64 { return s.badBatches + s.badValues }

// consume decodes a record set and groups what is in its values.
func (c *consumer) consume(set []byte) (seen, error) {
	before := c.groups.Stats()
	if _, err := c.groups.Write(set); err != nil {
		return seen{}, err
	}
	c.responses++
	after := c.groups.Stats()
	return seen{
		after.Batches.Batches - before.Batches.Batches, after.Records - before.Records,
		after.Batches.RejectedBatches - before.Batches.RejectedBatches, after.RejectedRecords - before.RejectedRecords,
	}, nil
}

// report says what was left out of the last response, and the first reason.
func report(out io.Writer, in input, c *consumer, s seen) {
	// The first one of each kind.
	var ofBatch, ofValue *pipeline.Reject
	for _, reject := range c.groups.Rejects() {
		switch {
		case reject.Input != c.responses-1:
		case reject.Batch && ofBatch == nil:
			ofBatch = &reject
		case !reject.Batch && ofValue == nil:
			ofValue = &reject
		}
	}
	if ofBatch != nil {
		reason := ofBatch.Reason.String()
		if ofBatch.Reason == ingest.Codec {
			// The byte at fault has the number of the compression.
			number := in.set[ofBatch.Offset] & 7
			if int(number) >= len(compressions) {
				reason = fmt.Sprintf("Kafka has no compression %d", number)
			} else if err := stream.Load(compressions[number]); err != nil {
				reason = err.Error()
			}
		}
		fmt.Fprintf(out, "kafkafetch: %s: batches left out: %d, the first because of byte %d: %s\n", in.name, s.badBatches, ofBatch.Offset, reason)
	}
	if ofValue != nil {
		fmt.Fprintf(out, "kafkafetch: %s: values left out: %d, the first that of record %d, because of byte %d: %v\n",
			in.name, s.badValues, ofValue.Record, ofValue.Offset, ofValue.Reason)
	}
}

// compressions are those that the attributes of a batch have numbers for.
var compressions = [...]stream.Compression{stream.None, stream.Gzip, stream.Snappy, stream.LZ4, stream.Zstd}
