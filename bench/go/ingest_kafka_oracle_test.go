package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/s2"
	"github.com/klauspost/compress/zstd"
	"github.com/pierrec/lz4/v4"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/sinew-simd/sinew/bindings/go/ingest"
	"github.com/sinew-simd/sinew/bindings/go/ingest/stream"
)

// Where there is no library of a compression, its decoder in Go.
func init() {
	for compression, open := range map[stream.Compression]func(io.Reader) (io.ReadCloser, error){
		stream.Snappy: func(r io.Reader) (io.ReadCloser, error) {
			block, err := io.ReadAll(r)
			if err != nil {
				return nil, err
			}
			out, err := s2.Decode(nil, block)
			return io.NopCloser(bytes.NewReader(out)), err
		},
		stream.LZ4: func(r io.Reader) (io.ReadCloser, error) { return io.NopCloser(lz4.NewReader(r)), nil },
		stream.Zstd: func(r io.Reader) (io.ReadCloser, error) {
			decoder, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1))
			if err != nil {
				return nil, err
			}
			return decoder.IOReadCloser(), nil
		},
	} {
		if stream.Load(compression) != nil {
			stream.RegisterDecompressor(compression, open)
		}
	}
}

// The same tests of decoders without the library, which only a process as a whole can do without.
func TestDecodersInGo(t *testing.T) {
	if os.Getenv("SINEW_LIBRARY") == "off" {
		return
	}
	command := exec.Command(mustOf(os.Executable()), "-test.short", "-test.run=Kafka|Kgo|Protobuf")
	command.Env = append(os.Environ(), "SINEW_LIBRARY=off")
	if out, err := command.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// Where the members of a batch are.
const (
	batchLengthAt     = 8
	batchMagicAt      = 16
	batchCRCAt        = 17
	batchAttributesAt = 21
	batchCountAt      = 57
	batchRecordsAt    = 61
)

// referenceSet is what the writer of the decoder's own tests has written: bindings/go/ingest/kafka_records_test.go.
func referenceSet() []byte {
	return mustOf(os.ReadFile("../../tests/ingest/data/kafka/reference.records"))
}

func TestKgoReadsTheReference(t *testing.T) {
	partition := kmsg.NewFetchResponseTopicPartition()
	partition.RecordBatches = referenceSet()
	want := linesOfKgo(t, &partition, 0, kgo.ReadUncommitted())
	if got, d := linesOfSinew(t, partition.RecordBatches, 0, nil); got != want || len(d.Rejects()) > 0 || want == "" {
		t.Errorf("Sinew %v:\n%s\nkgo:\n%s", d.Rejects(), got, want)
	}
}

// isExact reports whether records are as many as the batch says and each as long as it says, and there is no length that
// Kafka has no meaning for. kgo is more liberal.
func isExact(batch []byte) bool {
	records := mustOf(kgo.DefaultDecompressor().Decompress(batch[batchRecordsAt:], kgo.CompressionCodecType(batch[batchAttributesAt+1]&7)))
	number := func(b *[]byte) int64 {
		value, n := binary.Varint(*b)
		if n <= 0 {
			*b = nil
			return -2
		}
		*b = (*b)[n:]
		return value
	}
	text := func(b *[]byte, least int64) bool {
		size := number(b)
		if size < least || size > int64(len(*b)) {
			return false
		}
		*b = (*b)[max(size, 0):]
		return true
	}
	for range binary.BigEndian.Uint32(batch[batchCountAt:]) {
		size := number(&records)
		if size < 1 || size > int64(len(records)) {
			return false
		}
		record := records[1:size]
		records = records[size:]
		number(&record)
		number(&record)
		if !text(&record, -1) || !text(&record, -1) {
			return false
		}
		headers := number(&record)
		if headers < 0 {
			return false
		}
		for range headers {
			if !text(&record, 0) || !text(&record, -1) {
				return false
			}
		}
		if len(record) > 0 {
			return false
		}
	}
	return len(records) == 0
}

// ascending leaves out the records that kgo does: those that are not behind the ones before them.
func ascending(lines string) string {
	var out strings.Builder
	next := int64(0)
	for line := range strings.Lines(lines) {
		text, _, _ := strings.Cut(line, " ")
		if offset := mustOf(strconv.ParseInt(text, 10, 64)); offset >= next {
			next = offset + 1
			out.WriteString(line)
		}
	}
	return out.String()
}

// Batches at fault, one by one: what kgo refuses, or has fewer records of, is rejected; and what is rejected, kgo refuses or
// takes too liberally.
func TestDamagedBatchesAgreeWithKgo(t *testing.T) {
	var batches [][]byte
	for set := referenceSet(); len(set) > 0; {
		size := 12 + int(binary.BigEndian.Uint32(set[batchLengthAt:]))
		if binary.BigEndian.Uint32(set[batchCountAt:]) > 0 {
			batches = append(batches, set[:size])
		}
		set = set[size:]
	}
	random := rand.New(rand.NewPCG(12, 9))
	for _, codec := range fetchCodecs {
		batches = append(batches, batchOf(codec.codec, kmsg.RecordBatch{FirstTimestamp: 1700000000000, ProducerID: -1}, []kmsg.Record{
			{Key: []byte("key"), Value: []byte("value"), Headers: []kmsg.Header{{Key: "h", Value: []byte("v")}}}, {Value: bytes.Repeat([]byte("v"), 50)},
		}))
	}
	taken, refused, liberal := 0, 0, 0
	reasons := map[ingest.Reason]int{}
	rounds := roundsOf(2500)
	for range rounds {
		batch := bytes.Clone(batches[random.IntN(len(batches))])
		changed := func(at int) {
			if random.IntN(2) == 0 {
				batch[at] ^= 1 << random.IntN(8)
			} else {
				batch[at] = []byte{0, 1, 2, 3, 0x7F, 0x80, 0xFF}[random.IntN(7)]
			}
		}
		switch records := len(batch) - batchRecordsAt; {
		case random.IntN(8) == 0:
			changed([]int{batchMagicAt, batchCRCAt + random.IntN(4), batchAttributesAt + random.IntN(2), batchCountAt + random.IntN(4)}[random.IntN(4)])
		case random.IntN(8) == 0:
			batch = batch[:len(batch)-random.IntN(1+records)]
		case random.IntN(8) == 0:
			batch = append(batch, []byte("\x00\x0E\x80\xFF\x01\x12")[:random.IntN(6)]...)
		default:
			for range random.IntN(3) {
				if records > 0 {
					changed(batchRecordsAt + random.IntN(min(records, 1+random.IntN(records))))
				}
			}
		}
		// Messages of magic 0 and 1 are of an older time, control batches have no rows, whatever is in them, and kgo
		// has a meaning of its own for the eighth attribute.
		if batch[batchMagicAt] < 2 {
			batch[batchMagicAt] += 3
		}
		batch[batchAttributesAt+1] &^= 1<<5 | 1<<7
		binary.BigEndian.PutUint32(batch[batchLengthAt:], uint32(len(batch)-12))
		if random.IntN(10) > 0 {
			binary.BigEndian.PutUint32(batch[batchCRCAt:], crc32.Checksum(batch[batchAttributesAt:], crc32.MakeTable(crc32.Castagnoli)))
		}
		partition := kmsg.NewFetchResponseTopicPartition()
		partition.RecordBatches = batch
		read := 0
		fetched, _ := kgo.ProcessFetchPartition(kgo.ProcessFetchPartitionOpts{}, &partition, kgo.DefaultDecompressor(), func(m kgo.FetchBatchMetrics) { read += m.NumRecords })
		err := fetched.Err
		if err == nil && uint32(read) != binary.BigEndian.Uint32(batch[batchCountAt:]) {
			err = errors.New("fewer records")
		}
		got, d := linesOfSinew(t, batch, 0, nil)
		isRejected := d.Counts().RejectedRecords > 0
		switch {
		case err != nil && !isRejected:
			t.Fatalf("%x: taken, and kgo: %v", batch, err)
		case err != nil:
			refused++
			reasons[d.Rejects()[0].Reason]++
		case isRejected:
			if isExact(batch) {
				t.Fatalf("%x: %v, and kgo has %d records", batch, d.Rejects(), read)
			}
			liberal++
		default:
			taken++
			if got, want := ascending(got), linesOfKgo(t, &partition, 0, kgo.ReadUncommitted()); got != want {
				t.Fatalf("%x\nSinew:\n%s\nkgo:\n%s", batch, got, want)
			}
		}
	}
	if taken < rounds/5 || refused < rounds/5 || liberal == 0 {
		t.Errorf("%d batches taken, %d refused (%v), %d by Sinew alone", taken, refused, reasons, liberal)
	}
}
