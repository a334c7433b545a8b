package main

import (
	"math/bits"
	"math/rand/v2"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/aggregate"
)

// COUNT, SUM, MIN and MAX of an int64 column by an int64 key, from nothing to the results read.
// Every contender returns the sum of its groups' fingerprints.

type acc struct{ count, sum, min, max int64 }

func (a *acc) add(v int64) {
	a.count++
	a.sum += v
	a.min = min(a.min, v)
	a.max = max(a.max, v)
}

func fingerprint(key, count, sum, least, greatest int64) uint64 {
	return uint64(key)*0x9e3779b97f4a7c15 ^ uint64(count)*0xc2b2ae3d27d4eb4f ^ uint64(sum)*0x165667b19e3779f9 ^ uint64(least)*0x85ebca77c2b2ae63 ^ uint64(greatest)
}

// sparse spreads 0, 1, 2, ... over all int64s.
func sparse(i int) int64 { return int64(uint64(i) * 0xd1342543de82ef95) }

func init() { register("aggregate/groupby", groupByRows) }

func groupByRows(t *table) {
	rows := 10_000_000
	if t.options.quick {
		rows = 1_000_000
	}
	for _, groups := range []int{10, 1_000, 100_000, 1_000_000, 10_000_000} {
		name := countName(groups) + " groups, " + countName(rows) + " rows"
		if groups > rows || !t.wants(name) {
			continue
		}
		keys, values := randomRows(rows, groups)
		t.run(row{name, millionsPerSecond("rows"), float64(rows),
			repeat(func() uint64 { return sinewGroupBy(keys, values) }),
			[]peer{
				{name: "map[int64]*acc", work: repeat(func() uint64 { return mapOfPointers(keys, values) })},
				{name: "map[int64]uint32 + []acc", work: repeat(func() uint64 { return mapAndSlice(keys, values) })},
				{name: "Go open addressing", work: repeat(func() uint64 { return openAddressing(keys, values) })},
			}})
	}
	for _, groups := range []int{10, 100, 1000} {
		t.run(smallBatch(groups))
	}
}

func randomRows(rows, groups int) (keys, values []int64) {
	r := rand.New(rand.NewPCG(5, uint64(groups)))
	keys, values = make([]int64, rows), make([]int64, rows)
	for i := range keys {
		keys[i], values[i] = sparse(r.IntN(groups)), r.Int64N(1000)
	}
	return keys, values
}

func newGroupBy() *aggregate.GroupBy {
	g, err := aggregate.NewGroupBy(aggregate.Options{
		Keys:       []sinew.Type{sinew.Int64},
		Values:     []sinew.Type{sinew.Int64},
		Aggregates: []aggregate.Aggregate{aggregate.Rows(), aggregate.SumOf(0), aggregate.MinOf(0), aggregate.MaxOf(0)},
	})
	must(err)
	return g
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

const batchRows = 16384

func sinewGroupBy(keys, values []int64) uint64 {
	g := newGroupBy()
	defer g.Close()
	for len(keys) > 0 {
		n := min(batchRows, len(keys))
		must(g.Update(sinew.Int64s(keys[:n]), sinew.Int64s(values[:n])))
		keys, values = keys[n:], values[n:]
	}
	return sinewResults(g)
}

// Results are read a piece at a time, into a batch that stays in the cache.
const resultRows = 4096

var results sinew.Batch

func sinewResults(g *aggregate.GroupBy) uint64 {
	all := uint64(0)
	for first, end := 0, g.Len(); first < end; first += resultRows {
		n := min(resultRows, end-first)
		must(g.ReadResults(&results, first, n))
		var columns [5][]int64
		for i := range columns {
			columns[i] = sinew.Values[int64](results.Column(i))
		}
		for i := range n {
			all += fingerprint(columns[0][i], columns[1][i], columns[2][i], columns[3][i], columns[4][i])
		}
	}
	return all
}

func mapOfPointers(keys, values []int64) uint64 {
	groups := map[int64]*acc{}
	for i, key := range keys {
		a := groups[key]
		if a == nil {
			a = &acc{min: values[i], max: values[i]}
			groups[key] = a
		}
		a.add(values[i])
	}
	all := uint64(0)
	for key, a := range groups {
		all += fingerprint(key, a.count, a.sum, a.min, a.max)
	}
	return all
}

type keyed struct {
	key int64
	acc
}

func mapAndSlice(keys, values []int64) uint64 {
	return mapAndSliceInto(map[int64]uint32{}, nil, keys, values)
}

func mapAndSliceInto(index map[int64]uint32, groups []keyed, keys, values []int64) uint64 {
	for i, key := range keys {
		g, known := index[key]
		if !known {
			g = uint32(len(groups))
			index[key] = g
			groups = append(groups, keyed{key, acc{min: values[i], max: values[i]}})
		}
		groups[g].add(values[i])
	}
	return sumOf(groups)
}

func sumOf(groups []keyed) uint64 {
	all := uint64(0)
	for i := range groups {
		g := &groups[i]
		all += fingerprint(g.key, g.count, g.sum, g.min, g.max)
	}
	return all
}

// openAddressing is a table made for the occasion: linear probing at most half full, the group's
// number beside its key.
func openAddressing(keys, values []int64) uint64 {
	type slot struct {
		key   int64
		group uint32 // plus 1; 0 is free
	}
	var groups []keyed
	slots := make([]slot, 1024)
	shift := 64 - bits.TrailingZeros(uint(len(slots)))
	home := func(key int64) uint64 { return uint64(key) * 0x9e3779b97f4a7c15 >> shift }
	for i, key := range keys {
		at := home(key)
		for slots[at].group != 0 && slots[at].key != key {
			at = (at + 1) & uint64(len(slots)-1)
		}
		g := slots[at].group
		if g == 0 {
			groups = append(groups, keyed{key, acc{min: values[i], max: values[i]}})
			g = uint32(len(groups))
			slots[at] = slot{key, g}
			if 2*len(groups) > len(slots) {
				old := slots
				slots = make([]slot, 2*len(old))
				shift--
				for _, s := range old {
					if s.group != 0 {
						at := home(s.key)
						for slots[at].group != 0 {
							at = (at + 1) & uint64(len(slots)-1)
						}
						slots[at] = s
					}
				}
			}
		}
		groups[g-1].add(values[i])
	}
	return sumOf(groups)
}

// smallBatch is what a consumer of a stream does with each batch it is handed: state is reused, and
// every batch is another one.
func smallBatch(groups int) row {
	const rows, batches = 2048, 64
	keys, values := randomRows(rows*batches, groups)
	walk := func(call func(keys, values []int64) uint64) work {
		next := 0
		return repeat(func() uint64 {
			from := next * rows
			next = (next + 1) % batches
			return call(keys[from:from+rows], values[from:from+rows])
		})
	}
	g := newGroupBy()
	pointers, index := map[int64]*acc{}, map[int64]uint32{}
	var states []keyed
	return row{"one batch of 2,048 rows, " + countName(groups) + " groups", nanosecondsPer("batch"), 1,
		walk(func(keys, values []int64) uint64 {
			must(g.Reset())
			must(g.Update(sinew.Int64s(keys), sinew.Int64s(values)))
			return sinewResults(g)
		}),
		[]peer{
			{name: "map[int64]*acc", work: walk(func(keys, values []int64) uint64 {
				clear(pointers)
				for i, key := range keys {
					a := pointers[key]
					if a == nil {
						a = &acc{min: values[i], max: values[i]}
						pointers[key] = a
					}
					a.add(values[i])
				}
				all := uint64(0)
				for key, a := range pointers {
					all += fingerprint(key, a.count, a.sum, a.min, a.max)
				}
				return all
			})},
			{name: "map[int64]uint32 + []acc", work: walk(func(keys, values []int64) uint64 {
				clear(index)
				if states == nil {
					states = make([]keyed, 0, rows)
				}
				return mapAndSliceInto(index, states[:0], keys, values)
			})},
		}}
}
