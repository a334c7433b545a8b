package expression_test

import (
	"fmt"
	"strings"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/expression"
	"github.com/sinew-simd/sinew/bindings/go/ingest"
)

func Example() {
	flights := strings.NewReader(`
		{"origin": "JFK", "distance": 2475, "delay": 33}
		{"origin": "ATL", "distance": 1946}
		{"origin": "LGA", "distance": 214, "delay": -5}
		{"origin": "LGA", "distance": 1389, "delay": 19}`)
	d, err := ingest.NewNDJSON(ingest.NDJSON{}, ingest.Strings("origin"), ingest.Int64s("distance"), ingest.Int64s("delay"))
	if err != nil {
		panic(err)
	}
	defer d.Close()
	columns := []expression.Column{{Name: "origin", Type: sinew.String}, {Name: "distance", Type: sinew.Int64}, {Name: "delay", Type: sinew.Int64}}
	far, err := expression.Compile("distance > 1000 and origin in ('JFK', 'LGA')", columns...)
	if err != nil {
		panic(err)
	}
	defer far.Close()
	late, err := expression.Compile("if(delay > 0, delay / 60.0, 0)", columns...)
	if err != nil {
		panic(err)
	}
	defer late.Close()
	var hours sinew.Batch
	defer hours.Close()
	for batch, err := range d.Batches(flights) {
		if err != nil {
			panic(err)
		}
		rows, err := far.Select(nil, batch)
		if err != nil {
			panic(err)
		}
		if err := late.Evaluate(&hours, batch); err != nil {
			panic(err)
		}
		for _, row := range rows {
			fmt.Printf("%s %.2f\n", batch.Column(0).Bytes(int(row)), sinew.Values[float64](hours.Column(0))[row])
		}
	}
	// Output:
	// JFK 0.55
	// LGA 0.32
}

func ExampleCompile_error() {
	_, err := expression.Compile("delay + 'x' > 1", expression.Column{Name: "delay", Type: sinew.Int64})
	fmt.Println(err)
	// Output:
	// sinew: at byte 8: expected a number, found string 'x'
}
