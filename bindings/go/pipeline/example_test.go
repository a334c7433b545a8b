package pipeline_test

import (
	"encoding/hex"
	"fmt"
	"strings"
	"sync"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/ingest"
	"github.com/sinew-simd/sinew/bindings/go/pipeline"
)

const flights = `
{"origin": "LAS", "destination": "PHL", "delay": 33, "distance": 2176}
{"origin": "ATL", "destination": "SAV", "delay": 19, "distance": 215}
{"origin": "LAS", "destination": "ATL", "delay": -3, "distance": 1747}
{"origin": "ATL", "destination": "LAS", "delay": 10, "distance": 1747}
`

func Example() {
	p, err := pipeline.New(
		pipeline.NDJSON(ingest.Strings("origin"), ingest.Int64s("delay"), ingest.Int64s("distance")),
		pipeline.Where("distance > 1000"),
		pipeline.GroupBy("origin"),
		pipeline.Count(),
		pipeline.Mean("delay"),
		pipeline.Max("delay"),
	)
	if err != nil {
		panic(err)
	}
	defer p.Close()
	if _, err := p.ReadFrom(strings.NewReader(flights)); err != nil {
		panic(err)
	}
	table, err := p.Table(pipeline.Descending("count"))
	if err != nil {
		panic(err)
	}
	defer table.Close()
	fmt.Print(table)
	// Output:
	// origin  count  mean(delay)  max(delay)
	// LAS         2           15          33
	// ATL         1           10          10
}

// An aggregate may look at some of the rows, and at the row where something is greatest.
func ExampleAggregate_Where() {
	p, err := pipeline.New(
		pipeline.NDJSON(ingest.Strings("origin"), ingest.Strings("destination"), ingest.Int64s("delay"), ingest.Int64s("distance")),
		pipeline.GroupBy("origin"),
		pipeline.Count(),
		pipeline.Count().Where("delay > 0").As("late"),
		pipeline.ArgMax("destination", "distance").As("farthest"),
	)
	if err != nil {
		panic(err)
	}
	defer p.Close()
	if _, err := p.ReadFrom(strings.NewReader(flights)); err != nil {
		panic(err)
	}
	table, err := p.Table()
	if err != nil {
		panic(err)
	}
	defer table.Close()
	fmt.Print(table)
	// Output:
	// origin  count  late  farthest
	// LAS         2     1  PHL
	// ATL         2     2  LAS
}

// To use all cores, each goroutine has a pipeline of its own, and in the end they become one.
func ExamplePipeline_Merge() {
	newPipeline := func() *pipeline.Pipeline {
		p, err := pipeline.New(
			pipeline.NDJSON(ingest.Strings("origin"), ingest.Int64s("delay")),
			pipeline.GroupBy("origin"), pipeline.Count(), pipeline.Sum("delay").As("delays"),
		)
		if err != nil {
			panic(err)
		}
		return p
	}
	lines := strings.SplitAfter(strings.TrimSpace(flights), "\n")
	workers := []*pipeline.Pipeline{newPipeline(), newPipeline()}
	var all sync.WaitGroup
	for i, p := range workers {
		defer p.Close()
		all.Add(1)
		go func() {
			defer all.Done()
			for _, line := range lines[i*2 : i*2+2] {
				if _, err := p.Write([]byte(line)); err != nil {
					panic(err)
				}
			}
			p.Flush()
		}()
	}
	all.Wait()
	if err := workers[0].Merge(workers[1]); err != nil {
		panic(err)
	}
	table, err := workers[0].Table(pipeline.Ascending("origin"))
	if err != nil {
		panic(err)
	}
	defer table.Close()
	for row := range table.Rows() {
		fmt.Println(row.Text("origin"), row.Int64("count"), row.Int64("delays"))
	}
	// Output:
	// ATL 2 29
	// LAS 2 30
}

// What a fetch response has of a partition: a batch of three records from offset 100 on, with JSON values, compressed
// with gzip.
const fetched = "00000000000000640000008300000000029bf242400001000000020000018bcfe568000000018bcfe56802ffffffffffffffffffffffffffff" +
	"000000031f8b08000000000000ff726260606034ab56ca2fca4ccfcc53b252f2710c56d2514a49cd49ac54b23236ae65706260624251e118e2" +
	"835061680952c1c282db0c5de35a0640000000ffffb4e3f18466000000"

// From a fetch response to groups of what is in its values, in one call.
func ExampleKafka() {
	response, err := hex.DecodeString(fetched)
	if err != nil {
		panic(err)
	}
	p, err := pipeline.New(
		pipeline.Kafka(ingest.KafkaRecords{}, pipeline.NDJSON(ingest.Strings("origin"), ingest.Int64s("delay"))),
		pipeline.GroupBy("origin"), pipeline.Count(), pipeline.Max("delay"),
	)
	if err != nil {
		panic(err)
	}
	defer p.Close()
	// For each response: what was asked for, and which transactions were aborted.
	if err := p.Expect(nil, 100); err != nil {
		panic(err)
	}
	if _, err := p.Write(response); err != nil {
		panic(err)
	}
	table, err := p.Table()
	if err != nil {
		panic(err)
	}
	defer table.Close()
	fmt.Print(table)
	// Output:
	// origin  count  max(delay)
	// LAS         2          33
	// ATL         1          19
}

// Processes that read parts of the input pass on their groups, which another one makes one: of means the counts
// and sums, of medians the values.
func ExamplePipeline_MergeEncoded() {
	open := func() *pipeline.Pipeline {
		p, err := pipeline.New(
			pipeline.NDJSON(ingest.Strings("origin"), ingest.Int64s("delay")),
			pipeline.GroupBy("origin"),
			pipeline.Count(),
			pipeline.Mean("delay"),
			pipeline.Median("delay"),
		)
		if err != nil {
			panic(err)
		}
		return p
	}
	// What each of three processes does.
	process := func(part string) []byte {
		p := open()
		defer p.Close()
		if _, err := p.ReadFrom(strings.NewReader(part)); err != nil {
			panic(err)
		}
		groups, err := p.AppendEncoded(nil)
		if err != nil {
			panic(err)
		}
		return groups
	}
	lines := strings.SplitAfter(strings.TrimSpace(flights), "\n")
	parts := [][]byte{process(lines[0]), process(lines[1] + lines[2]), process(lines[3])}

	all := open()
	defer all.Close()
	for _, groups := range parts {
		if err := all.MergeEncoded(groups); err != nil {
			panic(err)
		}
	}
	table, err := all.Table()
	if err != nil {
		panic(err)
	}
	defer table.Close()
	fmt.Print(table)
	// Output:
	// origin  count  mean(delay)  quantile_continuous(delay, 0.5)
	// LAS         2           15                               15
	// ATL         2         14.5                             14.5
}

// What a consumer has fetched is a column of records, and needs no copy.
func ExamplePipeline_WriteRows() {
	p, err := pipeline.New(
		pipeline.NDJSON(ingest.Timestamps("time", sinew.TimestampMS), ingest.Float64s("price"), ingest.Int64s("quantity")),
		pipeline.Compute("revenue", "price * quantity"),
		pipeline.GroupBy("bucket(time, '5m')"),
		pipeline.Count(),
		pipeline.Sum("revenue"),
	)
	if err != nil {
		panic(err)
	}
	defer p.Close()
	var values sinew.Strings
	values.Append(`{"time": "2024-05-01T12:01:00Z", "price": 2.5, "quantity": 4}`)
	values.Append(`{"time": "2024-05-01T12:04:59.999Z", "price": 10, "quantity": 1}`)
	values.Append(`{"time": "2024-05-01T12:05:00Z", "price": 0.5, "quantity": 3}`)
	if _, err := p.WriteRows(values.Column()); err != nil {
		panic(err)
	}
	table, err := p.Table()
	if err != nil {
		panic(err)
	}
	defer table.Close()
	fmt.Printf("%.2f", table)
	// Output:
	// bucket(time, '5m')   count  sum(revenue)
	// 2024-05-01 12:00:00      2         20.00
	// 2024-05-01 12:05:00      1          1.50
}
