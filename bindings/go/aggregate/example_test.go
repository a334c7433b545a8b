package aggregate_test

import (
	"errors"
	"fmt"
	"math"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/aggregate"
)

func ExampleSum() {
	sum, err := aggregate.Sum([]int64{1, 2, 3})
	fmt.Println(sum, err)
	_, err = aggregate.Sum([]int64{math.MaxInt64, 1})
	fmt.Println(errors.Is(err, sinew.ErrOverflow))
	// Output:
	// 6 <nil>
	// true
}

func ExampleMinValid() {
	delays := []int64{33, -99, 19}
	known := sinew.ValidityOf([]bool{true, false, true})
	least, count := aggregate.MinValid(delays, known)
	fmt.Println(least, "is the least of", count)
	// Output: 19 is the least of 2
}

func ExampleGroupBy() {
	byOrigin, err := aggregate.NewGroupBy(aggregate.Options{
		Keys:       []sinew.Type{sinew.String},
		Values:     []sinew.Type{sinew.Int64},
		Aggregates: []aggregate.Aggregate{aggregate.Rows(), aggregate.MeanOf(0), aggregate.MaxOf(0)},
	})
	if err != nil {
		panic(err)
	}
	defer byOrigin.Close()

	// One call for each batch of rows.
	var origins sinew.Strings
	for _, origin := range []string{"LAS", "ATL", "LAS"} {
		origins.Append(origin)
	}
	if err := byOrigin.Update(origins.Column(), sinew.Int64s([]int64{33, 19, -3})); err != nil {
		panic(err)
	}

	// The keys in the order in which they appeared, and one column for each aggregate.
	var results sinew.Batch
	defer results.Close()
	if err := byOrigin.Results(&results); err != nil {
		panic(err)
	}
	keys := results.Column(0)
	counts := sinew.Values[int64](results.Column(1))
	means := sinew.Values[float64](results.Column(2))
	latest := sinew.Values[int64](results.Column(3))
	for i := range results.Len() {
		fmt.Println(string(keys.Bytes(i)), counts[i], means[i], latest[i])
	}
	// Output:
	// LAS 2 15 33
	// ATL 1 19 19
}

// Several key columns come first in Update, and in the results.
func ExampleGroupBy_Update() {
	byRoute, err := aggregate.NewGroupBy(aggregate.Options{
		Keys:       []sinew.Type{sinew.String, sinew.String, sinew.Int32},
		Values:     []sinew.Type{sinew.Int64},
		Aggregates: []aggregate.Aggregate{aggregate.SumOf(0)},
	})
	if err != nil {
		panic(err)
	}
	defer byRoute.Close()
	var origins, destinations sinew.Strings
	for _, route := range []string{"LAS-ATL", "ATL-LAS", "LAS-ATL"} {
		origins.Append(route[:3])
		destinations.Append(route[4:])
	}
	// Which airline flew the first one is not known.
	airlines := sinew.Int32s([]int32{0, 7, 7}).With(sinew.ValidityOf([]bool{false, true, true}))
	seats := sinew.Int64s([]int64{180, 150, 210})
	if err := byRoute.Update(origins.Column(), destinations.Column(), airlines, seats); err != nil {
		panic(err)
	}
	var results sinew.Batch
	defer results.Close()
	if err := byRoute.Results(&results); err != nil {
		panic(err)
	}
	from, to, airline := results.Column(0), results.Column(1), results.Column(2)
	sums := sinew.Values[int64](results.Column(3))
	for i := range results.Len() {
		fmt.Printf("%s %s", from.Bytes(i), to.Bytes(i))
		if airline.Valid(i) {
			fmt.Print(" by ", sinew.Values[int32](airline)[i])
		}
		fmt.Println(":", sums[i], "seats")
	}
	// Output:
	// LAS ATL: 180 seats
	// ATL LAS by 7: 150 seats
	// LAS ATL by 7: 210 seats
}

// Each worker has a GroupBy of its own; merging them in a fixed order gives the same result on
// every run.
func ExampleGroupBy_Merge() {
	options := aggregate.Options{Keys: []sinew.Type{sinew.Int64}, Values: []sinew.Type{sinew.Float64}, Aggregates: []aggregate.Aggregate{aggregate.SumOf(0)}}
	var workers [2]*aggregate.GroupBy
	for i := range workers {
		g, err := aggregate.NewGroupBy(options)
		if err != nil {
			panic(err)
		}
		defer g.Close()
		if err := g.Update(sinew.Int64s([]int64{int64(i), 7}), sinew.Float64s([]float64{1.5, 2})); err != nil {
			panic(err)
		}
		workers[i] = g
	}
	if err := workers[0].Merge(workers[1]); err != nil {
		panic(err)
	}
	var results sinew.Batch
	defer results.Close()
	if err := workers[0].Results(&results); err != nil {
		panic(err)
	}
	fmt.Println(sinew.Values[int64](results.Column(0)), sinew.Values[float64](results.Column(1)))
	// Output: [0 7 1] [1.5 4 1.5]
}

// Two processes count, and a third one puts together what they have sent.
func ExampleGroupBy_MergeEncoded() {
	options := aggregate.Options{
		Keys:       []sinew.Type{sinew.Int64},
		Values:     []sinew.Type{sinew.Int64},
		Aggregates: []aggregate.Aggregate{aggregate.Rows(), aggregate.MaxOf(0)},
	}
	encode := func(keys, values []int64) []byte {
		g, err := aggregate.NewGroupBy(options)
		if err != nil {
			panic(err)
		}
		defer g.Close()
		if err := g.Update(sinew.Int64s(keys), sinew.Int64s(values)); err != nil {
			panic(err)
		}
		message, err := g.AppendEncoded(nil)
		if err != nil {
			panic(err)
		}
		return message
	}

	all, err := aggregate.Decode(encode([]int64{7, 8, 7}, []int64{1, 2, 3}), 0)
	if err != nil {
		panic(err)
	}
	defer all.Close()
	if err := all.MergeEncoded(encode([]int64{9, 7}, []int64{4, 5})); err != nil {
		panic(err)
	}

	var results sinew.Batch
	defer results.Close()
	if err := all.Results(&results); err != nil {
		panic(err)
	}
	for i := range results.Len() {
		fmt.Println(sinew.Values[int64](results.Column(0))[i],
			sinew.Values[int64](results.Column(1))[i], sinew.Values[int64](results.Column(2))[i])
	}
	// Output:
	// 7 3 5
	// 8 1 2
	// 9 1 4
}

// Each of two goroutines takes every other batch.
func ExampleParallel() {
	batches := [][]int64{{1, 2, 3}, {1, 1, 4}, {2, 4, 1}}
	options := aggregate.Options{
		Keys:       []sinew.Type{sinew.Int64},
		Aggregates: []aggregate.Aggregate{aggregate.Rows()},
	}
	const workers = 2
	parts, err := aggregate.Parallel(options, workers, func(worker int, g *aggregate.GroupBy) error {
		for i := worker; i < len(batches); i += workers {
			if err := g.Update(sinew.Int64s(batches[i])); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		panic(err)
	}
	defer parts.Close()

	var results sinew.Batch
	defer results.Close()
	for _, part := range parts {
		if err := part.Results(&results); err != nil {
			panic(err)
		}
		for i, key := range sinew.Values[int64](results.Column(0)) {
			fmt.Println(key, sinew.Values[int64](results.Column(1))[i])
		}
	}
	// Unordered output:
	// 1 4
	// 2 2
	// 3 1
	// 4 2
}

// Aggregates of some rows, and of the row where another column is greatest.
func ExampleAggregate_Where() {
	byOrigin, err := aggregate.NewGroupBy(aggregate.Options{
		Keys:   []sinew.Type{sinew.Int64},
		Values: []sinew.Type{sinew.Int64, sinew.Bool, sinew.String},
		Aggregates: []aggregate.Aggregate{
			aggregate.SumOf(0), aggregate.SumOf(0).Where(1), aggregate.ArgMaxOf(2, 0),
		},
	})
	if err != nil {
		panic(err)
	}
	defer byOrigin.Close()
	var names sinew.Strings
	for _, name := range []string{"DL 12", "WN 7", "AA 3"} {
		names.Append(name)
	}
	origins := sinew.Int64s([]int64{1, 2, 1})
	delays := sinew.Int64s([]int64{33, 19, 40})
	onMonday := sinew.Bools([]byte{0b001}, 0, 3)
	if err := byOrigin.Update(origins, delays, onMonday, names.Column()); err != nil {
		panic(err)
	}
	var results sinew.Batch
	defer results.Close()
	if err := byOrigin.Results(&results); err != nil {
		panic(err)
	}
	for i := range results.Len() {
		fmt.Printf("%d: %s, on Monday %s, latest %s\n", sinew.Values[int64](results.Column(0))[i],
			results.Column(1).Literal(i), results.Column(2).Literal(i), results.Column(3).Bytes(i))
	}
	// Output:
	// 1: 73, on Monday 33, latest AA 3
	// 2: 19, on Monday 0, latest WN 7
}

// About how many visitors a page had, and how long 99% of them waited at most, from two sketches of each
// page.
func ExampleApproxQuantileOf() {
	pages, err := aggregate.NewGroupBy(aggregate.Options{
		Keys:       []sinew.Type{sinew.String},
		Values:     []sinew.Type{sinew.Int64, sinew.Float64},
		Aggregates: []aggregate.Aggregate{aggregate.ApproxCountDistinctOf(0, 12), aggregate.ApproxQuantileOf(1, 0.99, 0.01)},
	})
	if err != nil {
		panic(err)
	}
	defer pages.Close()
	page := sinew.StringsOf([]int32{0, 5, 10, 15}, []byte("/home/home/home"))
	if err := pages.Update(page, sinew.Int64s([]int64{7, 4, 7}), sinew.Float64s([]float64{0.1, 20, 5})); err != nil {
		panic(err)
	}
	var results sinew.Batch
	defer results.Close()
	if err := pages.ReadResults(&results, 0, pages.Len()); err != nil {
		panic(err)
	}
	visitors := sinew.Values[int64](results.Column(1))[0]
	wait := sinew.Values[float64](results.Column(2))[0]
	fmt.Printf("%d visitors, who waited for %.1f s or less\n", visitors, wait)
	// Output: 2 visitors, who waited for 5.0 s or less
}
