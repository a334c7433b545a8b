// Command kafka_writer makes the record sets in tests/ingest/data/kafka: what franz-go's producer
// writes to a broker, and what the broker answers to a fetch, for each codec. The broker is a fake in
// this process.
//
//	cd tests/ingest/kafka_writer && go run . ../data/kafka
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

const (
	rows  = 40
	topic = "records"
)

// record is what tests/ingest/kafka_records_golden_test.cc expects of row i.
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

func write(ctx context.Context, codec kgo.CompressionCodec) ([]byte, error) {
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
	// Two batches.
	for _, end := range []int{25, rows} {
		for i := end - 25; i < end; i++ {
			if end == rows && i < 25 {
				continue
			}
			client.Produce(ctx, record(i), func(_ *kgo.Record, err error) {
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
	codecs := map[string]kgo.CompressionCodec{
		"none":   kgo.NoCompression(),
		"gzip":   kgo.GzipCompression(),
		"snappy": kgo.SnappyCompression(),
		"lz4":    kgo.Lz4Compression(),
		"zstd":   kgo.ZstdCompression(),
	}
	for name, codec := range codecs {
		records, err := write(context.Background(), codec)
		if err != nil {
			log.Fatalf("%s: %v", name, err)
		}
		if err := os.WriteFile(filepath.Join(os.Args[1], name+".records"), records, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}
