package main

import (
	"cmp"
	"slices"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/aggregate"
)

// group is one row of the result.
type group struct {
	Key   string  `json:"key"`
	Count int64   `json:"flights"`
	Mean  float64 `json:"mean"`
	Min   int64   `json:"min"`
	Max   int64   `json:"max"`
}

func byCount(groups []group) []group {
	slices.SortFunc(groups, func(a, b group) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Key, b.Key))
	})
	return groups
}

// engine computes count, mean, min and max of the delays by origin and by route.
type engine interface {
	name() string
	add(b *batch) error
	results() (origins, routes []group, err error)
	close() error
}

func newEngine(name string) (engine, error) {
	if name == "go" {
		return &goEngine{origins: goGroups{}, routes: goGroups{}}, nil
	}
	return newSinewEngine()
}

// goEngine is what one would write in Go: a map for each GROUP BY. Looking up with string(bytes)
// makes no string, and a key that is known costs no allocation.
type goEngine struct {
	origins, routes goGroups
}

type goGroups map[string]*goStats

type goStats struct {
	count, sum, min, max int64
}

func (e *goEngine) name() string { return "go" }

func (e *goEngine) add(b *batch) error {
	e.origins.add(&b.origins, b.delays)
	e.routes.add(&b.routes, b.delays)
	return nil
}

func (groups goGroups) add(keys *sinew.Strings, delays []int64) {
	for i, delay := range delays {
		key := keys.At(i)
		stats := groups[string(key)]
		if stats == nil {
			stats = &goStats{min: delay, max: delay}
			groups[string(key)] = stats
		}
		stats.count++
		stats.sum += delay
		stats.min = min(stats.min, delay)
		stats.max = max(stats.max, delay)
	}
}

func (e *goEngine) results() (origins, routes []group, err error) {
	return e.origins.results(), e.routes.results(), nil
}

func (groups goGroups) results() []group {
	var results []group
	for key, s := range groups {
		results = append(results, group{key, s.count, float64(s.sum) / float64(s.count), s.min, s.max})
	}
	return results
}

func (e *goEngine) close() error { return nil }

// sinewEngine is the same with a GroupBy each, a call a batch.
type sinewEngine struct {
	origins, routes *aggregate.GroupBy
}

func newSinewEngine() (*sinewEngine, error) {
	options := aggregate.Options{
		Keys:       []sinew.Type{sinew.String},
		Values:     []sinew.Type{sinew.Int64},
		Aggregates: []aggregate.Aggregate{aggregate.Rows(), aggregate.MeanOf(0), aggregate.MinOf(0), aggregate.MaxOf(0)},
	}
	origins, err := aggregate.NewGroupBy(options)
	if err != nil {
		return nil, err
	}
	routes, err := aggregate.NewGroupBy(options)
	if err != nil {
		origins.Close()
		return nil, err
	}
	return &sinewEngine{origins, routes}, nil
}

func (e *sinewEngine) name() string { return "sinew" }

func (e *sinewEngine) add(b *batch) error {
	delays := sinew.Int64s(b.delays)
	if err := e.origins.Update(b.origins.Column(), delays); err != nil {
		return err
	}
	return e.routes.Update(b.routes.Column(), delays)
}

func (e *sinewEngine) results() (origins, routes []group, err error) {
	if origins, err = sinewResults(e.origins); err != nil {
		return nil, nil, err
	}
	routes, err = sinewResults(e.routes)
	return origins, routes, err
}

func sinewResults(g *aggregate.GroupBy) ([]group, error) {
	var b sinew.Batch
	defer b.Close()
	if err := g.Results(&b); err != nil {
		return nil, err
	}
	keys, counts, means := b.Column(0), sinew.Values[int64](b.Column(1)), sinew.Values[float64](b.Column(2))
	least, greatest := sinew.Values[int64](b.Column(3)), sinew.Values[int64](b.Column(4))
	results := make([]group, b.Len())
	for i := range results {
		results[i] = group{string(keys.Bytes(i)), counts[i], means[i], least[i], greatest[i]}
	}
	return results, nil
}

func (e *sinewEngine) close() error {
	if err := e.origins.Close(); err != nil {
		return err
	}
	return e.routes.Close()
}
