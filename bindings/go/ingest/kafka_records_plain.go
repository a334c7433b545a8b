package ingest

import (
	"cmp"
	"encoding/binary"
	"errors"
	"math"
	"slices"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/hash/crc32"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/codec"
)

// Where the members of a batch are: src/ingest/kafka_records.cc.
const (
	kafkaLengthAt        = 8
	kafkaEpochAt         = 12
	kafkaMagicAt         = 16
	kafkaCRCAt           = 17
	kafkaAttributesAt    = 21
	kafkaLastDeltaAt     = 23
	kafkaFirstTimeAt     = 27
	kafkaMaxTimeAt       = 35
	kafkaProducerAt      = 43
	kafkaProducerEpochAt = 51
	kafkaCountAt         = 57
	kafkaRecordsAt       = 61

	// Offset and length of a batch, and the least length that says its magic.
	kafkaFrame       = 12
	kafkaLeastLength = kafkaMagicAt + 1 - kafkaFrame
	kafkaMagic       = 2

	kafkaCodecMask     = 7
	kafkaLogAppendTime = 8
	kafkaTransactional = 16
	kafkaControl       = 32
	// In the key of a control record.
	kafkaAbortMarker = 0

	// Length, attributes, two deltas, two lengths and the number of headers, a byte each.
	kafkaLeastRecord = 7
)

// kafkaCodecs are the compressions by their number in the attributes.
var kafkaCodecs = [...]int32{c.CompressionNone, c.CompressionGzip, c.CompressionSnappy, c.CompressionLz4, c.CompressionZstd}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// plainKafka is Kafka's record batches in Go.
type plainKafka struct {
	*plain
	parts  []kafkaPart
	most   int
	blocks codec.Blocks

	// The first bytes of a batch that comes in pieces, and how many follow them.
	frame     []byte
	frameLeft int

	// A batch that has begun: its records, decoded if they are compressed, and how many are left.
	inBatch     bool
	batchSize   int
	decoded     []byte
	isDecoded   bool
	read        int
	recordsLeft int

	lost bool // where batches begin is not known any more

	aborted     []KafkaTransaction // by offset, those that have not begun
	open        map[int64]bool     // producers of those that have begun and are not over
	firstOffset int64
	batches     KafkaCounts
}

func newPlainKafka(p *plain, options *KafkaRecords) *plainKafka {
	f := &plainKafka{plain: p, most: options.MaxDecodedSize, open: map[int64]bool{}}
	if f.most == 0 {
		f.most = defaultDecodedSize
	}
	for i := range p.fields {
		f.parts = append(f.parts, kafkaParts[p.fields[i].Path].part)
	}
	f.reset()
	return f
}

func (f *plainKafka) reset() {
	f.frame, f.inBatch, f.lost = f.frame[:0], false, false
	f.expect(nil, math.MinInt64)
	f.batches = KafkaCounts{}
}

func (f *plainKafka) expect(aborted []KafkaTransaction, firstOffset int64) {
	clear(f.open)
	f.aborted = slices.Clone(aborted)
	slices.SortFunc(f.aborted, func(a, b KafkaTransaction) int { return cmp.Compare(a.FirstOffset, b.FirstOffset) })
	f.firstOffset = firstOffset
}

func (f *plainKafka) endSkipped()  {}
func (f *plainKafka) mayEnd() bool { return true }

func (f *plainKafka) startRecord() { f.frame, f.frameLeft = f.frame[:0], 0 }

func (f *plainKafka) findEnd(in []byte) int {
	at := 0
	if missing := kafkaFrame - len(f.frame); missing > 0 {
		at = min(len(in), missing)
		f.frame = append(f.frame, in[:at]...)
		if len(f.frame) < kafkaFrame {
			return 0
		}
		length := big32(f.frame[kafkaLengthAt:])
		canBe := length >= kafkaLeastLength
		f.frameLeft = 0
		if canBe {
			f.frameLeft = int(length)
		}
		// If not, decodeRecords sees this batch and rejects it, unless it is too long for that.
		f.lost = f.lost || !canBe && f.options.MaxRecordSize < kafkaFrame
	}
	here := min(f.frameLeft, len(in)-at)
	f.frameLeft -= here
	if f.frameLeft > 0 {
		return 0
	}
	return at + here
}

func big16(at []byte) int16 { return int16(binary.BigEndian.Uint16(at)) }
func big32(at []byte) int32 { return int32(binary.BigEndian.Uint32(at)) }
func big64(at []byte) int64 { return int64(binary.BigEndian.Uint64(at)) }

// kafkaNext is what becomes of a batch.
type kafkaNext int

const (
	kafkaRecords kafkaNext = iota // its records come
	kafkaBehind                   // it is over
	kafkaReturn                   // the call is over
)

func (f *plainKafka) rejectBatch(at int, reason Reason) kafkaNext {
	f.rejectRecord(at, -1, reason)
	f.inBatch = false
	if f.stopped {
		return kafkaReturn
	}
	return kafkaBehind
}

func (f *plainKafka) decodeRecords(in []byte, end bool) int {
	at := 0
	for at < len(in) && !f.full() {
		if f.lost {
			return len(in)
		}
		left := in[at:]
		if len(left) >= kafkaFrame && big32(left[kafkaLengthAt:]) < kafkaLeastLength {
			f.lost = true
			place, reason := at+kafkaLengthAt, Syntax
			if f.options.MaxRecordSize < kafkaFrame {
				place, reason = at, TooLong
			}
			if f.rejectBatch(place, reason) == kafkaReturn {
				return at
			}
			return len(in)
		}
		// No sum, which an int of 32 bits might not hold.
		if len(left) < kafkaFrame || int(big32(left[kafkaLengthAt:])) > len(left)-kafkaFrame {
			switch {
			case !end:
				return at
			case len(left) > f.options.MaxRecordSize:
				if f.rejectBatch(at, TooLong) == kafkaReturn {
					return at
				}
			default:
				f.batches.PartialBatches++
				f.inBatch = false
			}
			return len(in)
		}
		batch := left[:kafkaFrame+int(big32(left[kafkaLengthAt:]))]
		f.inBatch = f.inBatch && len(batch) == f.batchSize
		next := kafkaRecords
		if !f.inBatch {
			next = f.startBatch(batch, at)
		}
		if next == kafkaRecords {
			next = f.emit(batch, at)
		}
		if next == kafkaReturn {
			return at
		}
		at += len(batch)
	}
	return at
}

// startBatch begins a batch, which is there as a whole, at a place of the input.
func (f *plainKafka) startBatch(batch []byte, at int) kafkaNext {
	switch {
	case len(batch) > f.options.MaxRecordSize:
		return f.rejectBatch(at, TooLong)
	case batch[kafkaMagicAt] != kafkaMagic:
		return f.rejectBatch(at+kafkaMagicAt, Version)
	case len(batch) < kafkaRecordsAt:
		return f.rejectBatch(at+kafkaLengthAt, Syntax)
	case crc32.Checksum(batch[kafkaAttributesAt:], castagnoli) != binary.BigEndian.Uint32(batch[kafkaCRCAt:]):
		return f.rejectBatch(at+kafkaCRCAt, Checksum)
	}
	attributes := big16(batch[kafkaAttributesAt:])
	isControl := attributes&kafkaControl != 0
	producer := big64(batch[kafkaProducerAt:])
	if isControl || attributes&kafkaTransactional != 0 {
		last := big64(batch) + int64(big32(batch[kafkaLastDeltaAt:]))
		for len(f.aborted) > 0 && f.aborted[0].FirstOffset <= last {
			f.open[f.aborted[0].ProducerID] = true
			f.aborted = f.aborted[1:]
		}
		if !isControl && f.open[producer] {
			f.batches.Batches++
			f.batches.AbortedBatches++
			return kafkaBehind
		}
	}
	number := int(attributes & kafkaCodecMask)
	f.isDecoded = number != 0
	records := batch[kafkaRecordsAt:]
	if f.isDecoded {
		if number >= len(kafkaCodecs) {
			return f.rejectBatch(at+kafkaAttributesAt+1, Codec)
		}
		decoded, err := f.blocks.Decode(kafkaCodecs[number], records, f.most)
		switch {
		case errors.Is(err, sinew.ErrUnavailable):
			return f.rejectBatch(at+kafkaAttributesAt+1, Codec)
		case err != nil:
			return f.rejectBatch(at+kafkaRecordsAt, Compression)
		}
		records, f.decoded = decoded, decoded
	}
	if isControl {
		if isAbortMarker(records) {
			delete(f.open, producer)
		}
		f.batches.Batches++
		f.batches.ControlBatches++
		return kafkaBehind
	}
	count := int(big32(batch[kafkaCountAt:]))
	if count < 0 || count > len(records)/kafkaLeastRecord {
		return f.rejectBatch(at+kafkaCountAt, Syntax)
	}
	f.inBatch, f.batchSize, f.read, f.recordsLeft = true, len(batch), 0, count
	return kafkaRecords
}

// isAbortMarker looks at the one record of a control batch, whose key says what it is: its version and a type. An
// abort marker ends the transactions of its producer that have begun.
func isAbortMarker(records []byte) bool {
	var record kafkaRecord
	_, ok := record.read(records, 0)
	return ok && len(record.key) >= 4 && big16(record.key[2:]) == kafkaAbortMarker
}

// emit goes on with the records of a batch, as far as there is room for rows.
func (f *plainKafka) emit(batch []byte, at int) kafkaNext {
	records := batch[kafkaRecordsAt:]
	if f.isDecoded {
		records = f.decoded
	}
	reject := func(place int) kafkaNext {
		if f.isDecoded {
			place = 0
		}
		return f.rejectBatch(at+kafkaRecordsAt+place, Syntax)
	}
	for f.recordsLeft > 0 {
		if f.full() {
			return kafkaReturn
		}
		var record kafkaRecord
		read, ok := record.read(records, f.read)
		if !ok {
			return reject(read)
		}
		f.read = read
		f.recordsLeft--
		if big64(batch)+int64(record.offsetDelta) < f.firstOffset {
			f.batches.EarlierRecords++
			continue
		}
		if f.put(batch, at, &record) {
			f.endRecord()
			continue
		}
		f.dropRecord()
		if f.stopped {
			return kafkaReturn
		}
	}
	if f.read < len(records) {
		// The reject wants a row, too.
		if f.full() {
			return kafkaReturn
		}
		return reject(f.read)
	}
	f.inBatch = false
	f.batches.Batches++
	return kafkaBehind
}

// put writes a record of the batch at a place of the input to its row. False: it is to be dropped.
func (f *plainKafka) put(batch []byte, at int, record *kafkaRecord) bool {
	for i, part := range f.parts {
		w := &f.columns[i]
		keeps := true
		text := func(bytes []byte, place int) {
			isLong := len(bytes) > f.options.MaxValueSize
			if isLong {
				if f.isDecoded {
					place = 0
				}
				keeps = !f.rejectValue(at+kafkaRecordsAt+place, i, ValueTooLong)
			}
			if isLong || bytes == nil {
				w.null()
			} else {
				w.bytes(bytes)
			}
		}
		switch part {
		case kafkaOffset:
			w.word(uint64(big64(batch) + int64(record.offsetDelta)))
		case kafkaTimestamp:
			time := big64(batch[kafkaFirstTimeAt:]) + record.timeDelta
			if batch[kafkaAttributesAt+1]&kafkaLogAppendTime != 0 {
				time = big64(batch[kafkaMaxTimeAt:])
			}
			w.word(uint64(time))
		case kafkaKey:
			text(record.key, record.keyAt)
		case kafkaValue:
			text(record.value, record.valueAt)
		case kafkaHeaders:
			text(record.headers, record.headersAt)
		case kafkaHeaderCount:
			w.word(uint64(record.headerCount))
		case kafkaLeaderEpoch:
			w.word(uint64(big32(batch[kafkaEpochAt:])))
		case kafkaProducerID:
			w.word(uint64(big64(batch[kafkaProducerAt:])))
		case kafkaProducerEpoch:
			w.word(uint64(big16(batch[kafkaProducerEpochAt:])))
		}
		if !keeps {
			return false
		}
	}
	return true
}
