package aggregate

import (
	"fmt"
	"sync"
)

// Parts are the groups of Parallel: no group is in two of them.
type Parts []*GroupBy

// Parallel groups rows with several goroutines: it calls work on each of workers, numbered from 0, with a
// GroupBy of its own, to which work adds batches; what comes out are the groups of all, as if the rows of
// worker 0 came first, then those of worker 1, and so on. Each goroutine merges one part of the groups, by
// MergePart, so that merging is spread as grouping is. The order of the groups in a part is that in which
// they came, worker by worker.
//
// The same rows for the same workers give the same Parts, bit for bit, whenever which goroutine runs; so
// split an input by numbers that do not depend on time, such as worker i taking batches i, i+workers,
// i+2*workers. What does not depend on the order of rows, such as counts, sums of integers and SumExactOf,
// does not depend on the number of workers either, but for the order of the groups.
//
// Options.MemoryLimit is that of each GroupBy, of which there are workers while rows are added, and up to
// twice as many while they are merged. If a call of work fails, or memory is short, the error is that of
// the lowest worker, and there are no Parts. Workers below 1 panic.
func Parallel(options Options, workers int, work func(worker int, g *GroupBy) error) (Parts, error) {
	if workers < 1 {
		panic(fmt.Sprintf("aggregate: %d workers", workers))
	}
	tables := make(Parts, workers)
	err := each(workers, func(i int) (err error) {
		if tables[i], err = NewGroupBy(options); err == nil {
			err = work(i, tables[i])
		}
		return err
	})
	if err != nil {
		tables.Close()
		return nil, err
	}
	if workers == 1 {
		return tables, nil
	}
	defer tables.Close()
	options.ExpectedGroups /= workers // a part of them
	parts := make(Parts, workers)
	err = each(workers, func(part int) (err error) {
		if parts[part], err = NewGroupBy(options); err != nil {
			return err
		}
		for _, table := range tables {
			// All goroutines read all tables, which nobody changes.
			if err := parts[part].mergePart(table, part, workers); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		parts.Close()
		return nil, err
	}
	return parts, nil
}

// each calls a function on n goroutines and returns the error of the lowest number.
func each(n int, call func(i int) error) error {
	errs := make([]error, n)
	var all sync.WaitGroup
	for i := range n {
		all.Add(1)
		go func() {
			defer all.Done()
			errs[i] = call(i)
		}()
	}
	all.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// Len returns the number of groups.
func (p Parts) Len() int {
	groups := 0
	for _, g := range p {
		groups += g.Len()
	}
	return groups
}

// Close closes all parts. It may be called again.
func (p Parts) Close() {
	for _, g := range p {
		if g != nil {
			g.Close()
		}
	}
}
