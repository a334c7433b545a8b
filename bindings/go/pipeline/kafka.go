package pipeline

import (
	"slices"
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
// Expressions and keys can also name other parts of the records, which come beside the columns of the values:
// those that ingest.NewKafkaRecords knows, such as key, timestamp and offset. Of two columns with the same
// name that of the values counts, so give the other one another, with As.
//
//	pipeline.New(
//		pipeline.Kafka(ingest.KafkaRecords{}, pipeline.NDJSON(ingest.Int64s("delay")),
//			ingest.Strings("key"), ingest.Timestamps("timestamp", sinew.TimestampMS)),
//		pipeline.Where("timestamp >= timestamp '2026-01-01'"), pipeline.GroupBy("key"), pipeline.Mean("delay"))
//
// A batch that the end of a response cuts off is left out, because the next response begins with it.
func Kafka(options ingest.KafkaRecords, values Step, beside ...ingest.Field) Step {
	return step(func(p *plan) error {
		before := p.decoder
		if err := values.addTo(p); err != nil {
			return err
		}
		if p.decoder == before || p.kafka != nil {
			return fault.Invalid(0, "Kafka: the values need a decoder of single records, such as NDJSON")
		}
		if len(beside) > c.MaxColumns {
			return fault.Invalid(0, "Kafka: %d fields beside the values, but at most %d are possible", len(beside), c.MaxColumns)
		}
		p.beside = slices.Clone(beside)
		var err error
		p.kafka, err = ingest.NewKafkaRecords(options, append([]ingest.Field{ingest.Binaries("value")}, beside...)...)
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
	values  rowsBeside
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
		if failure := k.values.write(p); failure != nil {
			return done, failure
		}
		if err != ingest.ErrFull {
			return done, err
		}
		start := time.Now()
		var n int
		n, err = k.records.Decode(&k.values.batch, piece[done:], last)
		done += n
		k.values.row = 0
		k.decode += time.Since(start)
	}
}

// rowsBeside is records, the first column of a batch, and what comes beside them, the other ones. From a row
// on they are not through.
type rowsBeside struct {
	batch   sinew.Batch
	row     int
	columns []sinew.Column // those of the batch that write gives away, made anew by each call
}

func (r *rowsBeside) wait() bool { return r.row < r.batch.Len() }

// write writes the records that are not through.
func (r *rowsBeside) write(p *Pipeline) error {
	if !r.wait() {
		return nil
	}
	r.columns = appendColumns(r.columns[:0], &r.batch)
	for i := range r.columns {
		view := r.columns[i].View()
		*view = view.Slice(r.row, view.Count-r.row, c.Width(view.Type), c.OffsetWidth(view.Type))
	}
	n, err := p.writeRows(r.columns[0], r.columns[1:])
	r.row += n
	return err
}

// copy returns a copy of those that are not through.
func (r *rowsBeside) copy() *rowsBeside {
	var rows []uint32
	for row := r.row; row < r.batch.Len(); row++ {
		rows = append(rows, uint32(row))
	}
	to := new(rowsBeside)
	takeRows(&to.batch, appendColumns(nil, &r.batch), rows)
	return to
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
	k.values.row, k.batches, k.decode = k.values.batch.Len(), BatchStats{}, 0
}

func (k *kafka) close() {
	k.records.Close()
	k.values.batch.Close()
}
