// Command kafka_writer makes the record sets in tests/ingest/data/kafka, and with the flights of
// examples/data those in examples/data/kafka: what franz-go's producer writes to a broker, and what the
// broker answers to a fetch, for each codec. The broker is a fake in this process.
//
//	cd tests/ingest/kafka_writer
//	go run . ../data/kafka
//	go run . -flights ../../../examples/data/flights-20k.ndjson.gz ../../../examples/data/kafka
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

const topic = "records"

// record is what tests/ingest/kafka_records_test.cc and bindings/go/ingest expect of row i.
func record(i int) *kgo.Record {
	r := &kgo.Record{Topic: topic, Timestamp: time.UnixMilli(1700000000000 + 37*int64(i))}
	if i%3 != 0 {
		r.Key = fmt.Appendf(nil, "key-%d", i)
	}
	if i%7 != 0 {
		r.Value = fmt.Appendf(nil, `{"row":%d,"origin":"SFO","destination":"JFK","delay":%d}`, i, i*i)
	}
	if i%4 == 0 {
		r.Headers = []kgo.RecordHeader{{Key: "trace", Value: fmt.Append(nil, i)}, {Key: "none"}}
	}
	return r
}

// records returns 40 of them in two batches.
func records() [][]*kgo.Record {
	batches := make([][]*kgo.Record, 2)
	for i := range 40 {
		batches[i/25] = append(batches[i/25], record(i))
	}
	return batches
}

// flights returns the first flights of a file as batches of records, by their origins.
func flights(name string) ([][]*kgo.Record, error) {
	const perBatch, count = 100, 8
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	text, err := gzip.NewReader(file)
	if err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(text)
	batches := make([][]*kgo.Record, count)
	for i := 0; i < perBatch*count && lines.Scan(); i++ {
		var flight struct{ Date, Origin string }
		if err := json.Unmarshal(lines.Bytes(), &flight); err != nil {
			return nil, err
		}
		date, err := time.Parse(time.DateTime, flight.Date)
		if err != nil {
			return nil, err
		}
		batches[i/perBatch] = append(batches[i/perBatch],
			&kgo.Record{Topic: topic, Timestamp: date, Key: []byte(flight.Origin), Value: bytes.Clone(lines.Bytes())})
	}
	return batches, lines.Err()
}

func write(ctx context.Context, codec kgo.CompressionCodec, batches [][]*kgo.Record) ([]byte, error) {
	cluster, err := kfake.NewCluster(kfake.NumBrokers(1), kfake.SeedTopics(1, topic))
	if err != nil {
		return nil, err
	}
	defer cluster.Close()
	client, err := kgo.NewClient(kgo.SeedBrokers(cluster.ListenAddrs()...),
		kgo.ProducerBatchCompression(codec), kgo.DisableIdempotentWrite(), kgo.ManualFlushing())
	if err != nil {
		return nil, err
	}
	defer client.Close()
	for _, batch := range batches {
		for _, record := range batch {
			client.Produce(ctx, record, func(_ *kgo.Record, err error) {
				if err != nil {
					log.Fatal(err)
				}
			})
		}
		if err := client.Flush(ctx); err != nil {
			return nil, err
		}
	}

	metadata := kmsg.NewPtrMetadataRequest()
	name := kmsg.NewMetadataRequestTopic()
	name.Topic = kmsg.StringPtr(topic)
	metadata.Topics = append(metadata.Topics, name)
	known, err := metadata.RequestWith(ctx, client)
	if err != nil {
		return nil, err
	}
	fetch := kmsg.NewPtrFetchRequest()
	fetch.MaxBytes = 1 << 20
	fetch.MaxWaitMillis = 1000
	fetchTopic := kmsg.NewFetchRequestTopic()
	fetchTopic.Topic = topic
	fetchTopic.TopicID = known.Topics[0].TopicID
	partition := kmsg.NewFetchRequestTopicPartition()
	partition.PartitionMaxBytes = 1 << 20
	fetchTopic.Partitions = append(fetchTopic.Partitions, partition)
	fetch.Topics = append(fetch.Topics, fetchTopic)
	shards := client.RequestSharded(ctx, fetch)
	for _, shard := range shards {
		if shard.Err != nil {
			return nil, shard.Err
		}
		return shard.Resp.(*kmsg.FetchResponse).Topics[0].Partitions[0].RecordBatches, nil
	}
	return nil, fmt.Errorf("no response")
}

func main() {
	from := flag.String("flights", "", "write the flights of this `file`, NDJSON in gzip")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("usage: kafka_writer [-flights FILE] FOLDER")
	}
	codecs := map[string]kgo.CompressionCodec{
		"none":   kgo.NoCompression(),
		"gzip":   kgo.GzipCompression(),
		"snappy": kgo.SnappyCompression(),
		"lz4":    kgo.Lz4Compression(),
		"zstd":   kgo.ZstdCompression(),
	}
	for name, codec := range codecs {
		batches := records()
		if *from != "" {
			var err error
			if batches, err = flights(*from); err != nil {
				log.Fatal(err)
			}
		}
		set, err := write(context.Background(), codec, batches)
		if err != nil {
			log.Fatalf("%s: %v", name, err)
		}
		if err := os.WriteFile(filepath.Join(flag.Arg(0), name+".records"), set, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}
