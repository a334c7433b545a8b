package ingest

import (
	"runtime"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/codec"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// KafkaRecords says how record batches are read. The zero KafkaRecords is fine.
type KafkaRecords struct {
	Options
	// MaxDecodedSize is the most bytes that the records of a compressed batch may take, up to 2^30; 0 is
	// 64 MiB. A larger batch is rejected. (Options.MaxRecordSize is about batches as they come.)
	MaxDecodedSize int
}

const (
	defaultDecodedSize = 64 << 20
	mostDecodedSize    = 1 << 30
)

// KafkaDecoder is a Decoder of Kafka's record batches. Its DecodeRows is ErrInvalidArgument, as a record does not
// stand alone.
type KafkaDecoder struct{ *Decoder }

// KafkaTransaction is a transaction that was aborted, as a fetch response lists them.
type KafkaTransaction struct {
	ProducerID int64
	// FirstOffset is the offset of its first record.
	FirstOffset int64
}

// KafkaCounts is what a KafkaDecoder has seen of batches since it was made or Reset.
type KafkaCounts struct {
	Batches        uint64 // that are whole, those without rows included
	ControlBatches uint64 // of these, those that are about transactions and have no records of their own
	AbortedBatches uint64 // of these, those of aborted transactions
	EarlierRecords uint64 // in front of the first offset that was asked for
	PartialBatches uint64 // that the end of the input cut off
}

// kafkaPart is a part of a record, or of its batch.
type kafkaPart int

const (
	kafkaOffset kafkaPart = iota
	kafkaTimestamp
	kafkaKey
	kafkaValue
	kafkaHeaders
	kafkaHeaderCount
	kafkaLeaderEpoch
	kafkaProducerID
	kafkaProducerEpoch
)

// kafkaParts are the parts by Path, with the types that their columns may have; of bytes, any string type.
var kafkaParts = map[string]struct {
	part        kafkaPart
	kind, other sinew.Type
}{
	"offset":                 {kafkaOffset, sinew.Int64, sinew.Int64},
	"timestamp":              {kafkaTimestamp, sinew.TimestampMS, sinew.Int64},
	"key":                    {kafkaKey, sinew.Binary, sinew.Binary},
	"value":                  {kafkaValue, sinew.Binary, sinew.Binary},
	"headers":                {kafkaHeaders, sinew.Binary, sinew.Binary},
	"header_count":           {kafkaHeaderCount, sinew.Int32, sinew.Int32},
	"partition_leader_epoch": {kafkaLeaderEpoch, sinew.Int32, sinew.Int32},
	"producer_id":            {kafkaProducerID, sinew.Int64, sinew.Int64},
	"producer_epoch":         {kafkaProducerEpoch, sinew.Int16, sinew.Int16},
}

// NewKafkaRecords returns a decoder of what a fetch response of Kafka has of a partition, its record set:
// batches of magic 2, one behind the other, compressed or not. The values can go on to the DecodeRows of a
// decoder of what is in them, without a copy.
//
// The Path of a field is "offset" (Int64); "timestamp" (TimestampMS or Int64); "key" and "value" (strings or
// binaries, null if there is none, and not asked whether they are UTF-8); "headers" (the same: the headers as
// they are in the record, for KafkaHeaders); "header_count" (Int32); "partition_leader_epoch" (Int32);
// "producer_id" (Int64) and "producer_epoch" (Int16), -1 if there is none.
//
// A batch is what a record is to other decoders: Options.MaxRecordSize is about batches, and a batch at fault
// is one record that was rejected: Checksum if its CRC-32C is wrong; Version if its magic is not 2; Codec if it
// is compressed in a way that is not known, or for which there is no library, which stream.Load names;
// Compression if the compressed records are damaged or more than MaxDecodedSize; TooLong; Syntax if a length or
// number in it cannot be: the rows before the record at fault are kept, and if it is the length of the batch,
// all that follows is skipped.
//
// Control batches have no rows. A batch that the end of the input cuts off is no fault, because brokers cut what
// they send; the next response begins with it.
//
// The error is a *sinew.Error: ErrInvalidArgument for an option that is not allowed, or a field that is not one of
// those above, or of another type, whose Offset is the index of the field; ErrMemoryLimit, ErrOutOfMemory.
func NewKafkaRecords(options KafkaRecords, fields ...Field) (*KafkaDecoder, error) {
	if options.MaxDecodedSize < 0 || options.MaxDecodedSize > mostDecodedSize {
		return nil, fault.Invalid(0, "KafkaRecords.MaxDecodedSize: %d is not from 0 to 2^30", options.MaxDecodedSize)
	}
	for i := range fields {
		f := &fields[i]
		known, ok := kafkaParts[f.Path]
		fits := f.Type == known.kind || f.Type == known.other || known.kind == sinew.Binary && c.IsString(int32(f.Type))
		switch {
		case !ok:
			return nil, fault.Invalid(i, "fields[%d].Path: %q is no part of a Kafka record", i, f.Path)
		case !fits:
			return nil, fault.Invalid(i, "fields[%d].Type: %s cannot be %v", i, f.Path, f.Type)
		case f.Epoch != 0:
			return nil, fault.Invalid(i, "fields[%d].Epoch has no meaning for Kafka records", i)
		}
	}
	format := c.KafkaRecordsOptions{Size: int(unsafe.Sizeof(c.KafkaRecordsOptions{})), MaxDecodedSize: options.MaxDecodedSize}
	create := func(o *c.DecoderOptions, out *c.Decoder, failure *c.Error) int32 {
		return c.KafkaRecordsCreate(o, &format, out, failure)
	}
	if codec.StandsIn() {
		create = nil
	}
	d, err := open(&options.Options, fields, allowed{}, create, func(p *plain) plainFormat { return newPlainKafka(p, &options) })
	if err != nil {
		return nil, err
	}
	return &KafkaDecoder{d}, nil
}

// Expect says what the input is from here on, which must be between batches: the answer to a request for the
// records from firstOffset on, which lists these aborted transactions, in any order. Their batches are left out
// (isolation level read_committed), and so are records with lower offsets, with which a response may begin
// because it has whole batches. What was said before does not count any more. Without a call, as after a Reset,
// nothing is left out.
//
// The error is ErrClosed, or a *sinew.Error: ErrMemoryLimit, ErrOutOfMemory.
func (d *KafkaDecoder) Expect(aborted []KafkaTransaction, firstOffset int64) error {
	d.use.Enter()
	defer d.use.Leave()
	if d.closed {
		return sinew.ErrClosed
	}
	if !d.isNative() {
		d.plain.format.(*plainKafka).expect(aborted, firstOffset)
		return nil
	}
	n := &d.native
	status := c.KafkaRecordsExpect(n.handle, (*c.KafkaTransaction)(unsafe.Pointer(unsafe.SliceData(aborted))), len(aborted), firstOffset, &n.failure)
	runtime.KeepAlive(n)
	return fault.Of(status, &n.failure)
}

var _ = [1]byte{}[unsafe.Sizeof(KafkaTransaction{})-unsafe.Sizeof(c.KafkaTransaction{})]

// BatchCounts returns what the decoder has seen of batches since it was made or Reset; zeros once closed.
func (d *KafkaDecoder) BatchCounts() KafkaCounts {
	d.use.Enter()
	defer d.use.Leave()
	switch {
	case d.closed:
		return KafkaCounts{}
	case d.isNative():
		counts := c.KafkaRecordsStats(d.native.handle)
		runtime.KeepAlive(d.Decoder)
		return KafkaCounts(counts)
	}
	return d.plain.format.(*plainKafka).batches
}
