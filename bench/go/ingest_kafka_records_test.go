package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/ingest"
)

// What kgo makes of a response and what Sinew makes of it, a line for a record.
func linesOfKgo(t *testing.T, partition *kmsg.FetchResponseTopicPartition, from int64, level kgo.IsolationLevel) string {
	t.Helper()
	fetched, _ := kgo.ProcessFetchPartition(kgo.ProcessFetchPartitionOpts{Offset: from, IsolationLevel: level}, partition, kgo.DefaultDecompressor(), nil)
	if fetched.Err != nil {
		t.Fatal(fetched.Err)
	}
	var out bytes.Buffer
	for _, r := range fetched.Records {
		fmt.Fprintf(&out, "%d %d %q %v %q %v %d %d %d", r.Offset, r.Timestamp.UnixMilli(), r.Key, r.Key == nil, r.Value, r.Value == nil, r.LeaderEpoch, r.ProducerID, r.ProducerEpoch)
		for _, h := range r.Headers {
			fmt.Fprintf(&out, " %s=%q", h.Key, h.Value)
		}
		out.WriteByte('\n')
	}
	return out.String()
}

func linesOfSinew(t *testing.T, set []byte, from int64, aborted []ingest.KafkaTransaction) (string, *ingest.KafkaDecoder) {
	t.Helper()
	d := mustOf(ingest.NewKafkaRecords(ingest.KafkaRecords{}, ingest.Int64s("offset"), ingest.Int64s("timestamp"), ingest.Binaries("key"),
		ingest.Binaries("value"), ingest.Binaries("headers"), ingest.Field{Path: "partition_leader_epoch", Type: sinew.Int32},
		ingest.Int64s("producer_id"), ingest.Field{Path: "producer_epoch", Type: sinew.Int16}))
	t.Cleanup(func() { d.Close() })
	must(d.Expect(aborted, from))
	var batch sinew.Batch
	defer batch.Close()
	var out bytes.Buffer
	for more := true; more; {
		n, err := d.Decode(&batch, set, true)
		set, more = set[n:], err == ingest.ErrFull
		if err != nil && !more {
			t.Fatal(err)
		}
		for i := range batch.Len() {
			key, value := batch.Column(2), batch.Column(3)
			fmt.Fprintf(&out, "%d %d %q %v %q %v %d %d %d", sinew.Values[int64](batch.Column(0))[i], sinew.Values[int64](batch.Column(1))[i],
				key.Bytes(i), !key.Valid(i), value.Bytes(i), !value.Valid(i), sinew.Values[int32](batch.Column(5))[i],
				sinew.Values[int64](batch.Column(6))[i], sinew.Values[int16](batch.Column(7))[i])
			for key, value := range ingest.KafkaHeaders(batch.Column(4).Bytes(i)) {
				fmt.Fprintf(&out, " %s=%q", key, value)
			}
			out.WriteByte('\n')
		}
	}
	return out.String(), d
}

func TestKafkaRecordsAgreeWithKgo(t *testing.T) {
	for _, codec := range fetchCodecs {
		t.Run(codec.name, func(t *testing.T) {
			random := rand.New(rand.NewPCG(1, 9))
			for range 40 {
				var set []byte
				for b := range 1 + random.IntN(5) {
					var records []kmsg.Record
					for range 1 + random.IntN(40) {
						r := kmsg.Record{TimestampDelta64: int64(random.IntN(1000) - 300)}
						if random.IntN(3) > 0 {
							r.Key = bytes.Repeat([]byte("key"), random.IntN(5))
						}
						if random.IntN(5) > 0 {
							r.Value = bytes.Repeat([]byte{byte(random.IntN(256))}, random.IntN(300))
						}
						for h := range random.IntN(3) {
							r.Headers = append(r.Headers, kmsg.Header{Key: fmt.Sprint("h", h), Value: []byte(fmt.Sprint(random.IntN(1000)))})
						}
						records = append(records, r)
					}
					batch := kmsg.RecordBatch{
						FirstOffset: int64(100 * b), PartitionLeaderEpoch: int32(random.IntN(9)), Attributes: int16(random.IntN(2) << 3),
						FirstTimestamp: 1700000000000, MaxTimestamp: 1700000001000, ProducerID: int64(random.IntN(9)), ProducerEpoch: int16(random.IntN(9)),
					}
					set = append(set, batchOf(codec.codec, batch, records)...)
				}
				from := int64(random.IntN(60))
				partition := kmsg.NewFetchResponseTopicPartition()
				partition.RecordBatches = set[:len(set)-random.IntN(2)*random.IntN(40)]
				want := linesOfKgo(t, &partition, from, kgo.ReadUncommitted())
				if got, d := linesOfSinew(t, partition.RecordBatches, from, nil); got != want {
					t.Fatalf("Sinew %v:\n%s\nkgo:\n%s", d.Rejects(), got, want)
				}
			}
		})
	}
}

func TestKafkaTransactionsAgreeWithKgo(t *testing.T) {
	const transactional, control = 1 << 4, 1 << 5
	random := rand.New(rand.NewPCG(2, 9))
	for range 300 {
		var set []byte
		var aborted []ingest.KafkaTransaction
		partition := kmsg.NewFetchResponseTopicPartition()
		open := map[int64]int64{} // first offsets, by producer
		offset := int64(0)
		for range 30 {
			producer := int64(random.IntN(4))
			batch := kmsg.RecordBatch{FirstOffset: offset, ProducerID: producer, Attributes: transactional}
			first, isOpen := open[producer]
			if isOpen && random.IntN(3) == 0 {
				kind := byte(random.IntN(2)) // 0: aborted
				batch.Attributes |= control
				set = append(set, batchOf(kgo.NoCompression(), batch, []kmsg.Record{{Key: []byte{0, 0, 0, kind}, Value: make([]byte, 6)}})...)
				offset++
				if kind == 0 {
					aborted = append(aborted, ingest.KafkaTransaction{ProducerID: producer, FirstOffset: first})
					partition.AbortedTransactions = append(partition.AbortedTransactions,
						kmsg.FetchResponseTopicPartitionAbortedTransaction{ProducerID: producer, FirstOffset: first})
				}
				delete(open, producer)
				continue
			}
			if !isOpen {
				open[producer] = offset
			}
			records := make([]kmsg.Record, 1+random.IntN(3))
			set = append(set, batchOf(kgo.NoCompression(), batch, records)...)
			offset += int64(len(records))
		}
		partition.RecordBatches = set
		want := linesOfKgo(t, &partition, 0, kgo.ReadCommitted())
		random.Shuffle(len(aborted), func(i, j int) { aborted[i], aborted[j] = aborted[j], aborted[i] })
		if got, _ := linesOfSinew(t, set, 0, aborted); got != want {
			t.Fatalf("aborted %v\nSinew:\n%s\nkgo:\n%s", aborted, got, want)
		}
	}
}
