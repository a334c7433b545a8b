package pipeline

import (
	"time"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/ingest"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// Kafka is for what fetch responses of Kafka have of a partition, each in one Write: batches are read as
// ingest.NewKafkaRecords says, and the value of each record by another input, such as NDJSON. A record
// without a value gives no row.
//
//	pipeline.Kafka(ingest.KafkaRecords{}, pipeline.NDJSON(ingest.Strings("origin"), ingest.Int64s("delay")))
//
// A batch that the end of a response cuts off is left out, because the next response begins with it.
func Kafka(options ingest.KafkaRecords, values Step) Step {
	return step(func(p *plan) error {
		before := p.decoder
		if err := values.addTo(p); err != nil {
			return err
		}
		if p.decoder == before || p.kafka != nil {
			return fault.Invalid(0, "Kafka: the values need a decoder of single records, such as NDJSON")
		}
		var err error
		p.kafka, err = ingest.NewKafkaRecords(options, ingest.Binaries("value"))
		return err
	})
}

// Expect says what the next Write brings: the answer to a request for the records from firstOffset on,
// which lists these aborted transactions. What is left out is said at ingest.KafkaDecoder.Expect; without a
// call, nothing is. The error is ErrClosed or a *sinew.Error: ErrInvalidArgument for a pipeline without
// Kafka; ErrMemoryLimit, ErrOutOfMemory.
func (p *Pipeline) Expect(aborted []ingest.KafkaTransaction, firstOffset int64) error {
	p.use.Enter()
	defer p.use.Leave()
	switch {
	case p.closed:
		return sinew.ErrClosed
	case p.kafka == nil:
		return fault.Invalid(0, "pipeline: it is not for Kafka")
	}
	if err := p.begin(); err != nil {
		return err
	}
	return p.kafka.records.Expect(aborted, firstOffset)
}

// kafka is the records whose values are the input of a pipeline's decoder.
type kafka struct {
	records *ingest.KafkaDecoder
	batch   sinew.Batch   // of records
	row     int           // of the batch, from which on their values are not through
	batches BatchStats    // of inputs that have ended
	decode  time.Duration // for the records alone
}

// BatchStats is what a Pipeline has seen of batches of Kafka records.
type BatchStats struct {
	ingest.KafkaCounts
	RejectedBatches uint64
}

func (s *BatchStats) add(from BatchStats) {
	s.Batches += from.Batches
	s.ControlBatches += from.ControlBatches
	s.AbortedBatches += from.AbortedBatches
	s.EarlierRecords += from.EarlierRecords
	s.PartialBatches += from.PartialBatches
	s.RejectedBatches += from.RejectedBatches
}

func (k *kafka) write(p *Pipeline, piece []byte, last bool) (done int, err error) {
	for err = ingest.ErrFull; ; {
		if failure := k.writeValues(p); failure != nil {
			return done, failure
		}
		if err != ingest.ErrFull {
			return done, err
		}
		start := time.Now()
		var n int
		n, err = k.records.Decode(&k.batch, piece[done:], last)
		done += n
		k.row = 0
		k.decode += time.Since(start)
	}
}

// writeValues writes the values of the batch that are not through.
func (k *kafka) writeValues(p *Pipeline) error {
	if k.row >= k.batch.Len() {
		return nil
	}
	values := k.batch.Column(0)
	view := values.View()
	*view = view.Slice(k.row, view.Count-k.row, 0, c.OffsetWidth(view.Type))
	n, err := p.writeRows(values)
	k.row += n
	return err
}

func (k *kafka) stats() BatchStats {
	stats := k.batches
	stats.add(BatchStats{k.records.BatchCounts(), k.records.Counts().RejectedRecords})
	return stats
}

func (k *kafka) endInput() {
	k.batches = k.stats()
	k.records.Reset()
}

func (k *kafka) reset() {
	k.records.Reset()
	k.row, k.batches, k.decode = k.batch.Len(), BatchStats{}, 0
}

func (k *kafka) close() {
	k.records.Close()
	k.batch.Close()
}
