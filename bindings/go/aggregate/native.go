package aggregate

import (
	"runtime"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	results "github.com/sinew-simd/sinew/bindings/go/internal/batch"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// native is the library's GROUP BY. It lives inside of a GroupBy, which keeps it from being cleaned
// up during a call.
type native struct {
	handle  c.GroupBy
	failure c.Error
	cleanup runtime.Cleanup
}

func (n *native) open(o *Options, owner *GroupBy) error {
	aggregates := make([]c.AggregateSpec, len(o.Aggregates))
	for i, a := range o.Aggregates {
		aggregates[i] = c.AggregateSpec{Size: int(unsafe.Sizeof(c.AggregateSpec{})), Function: a.function, Column: a.column, Flags: a.flags, Filter: a.filter, Second: a.second, Fraction: a.fraction, LgK: a.lgK, RelativeAccuracy: a.relativeAccuracy}
	}
	options := c.GroupByOptions{
		Size:           int(unsafe.Sizeof(c.GroupByOptions{})),
		KeyTypes:       (*int32)(unsafe.SliceData(o.Keys)),
		KeyCount:       len(o.Keys),
		ValueTypes:     (*int32)(unsafe.SliceData(o.Values)),
		ValueCount:     len(o.Values),
		Aggregates:     unsafe.SliceData(aggregates),
		AggregateCount: len(aggregates),
		MemoryLimit:    o.MemoryLimit,
		ExpectedGroups: o.ExpectedGroups,
		Seed:           o.Seed,
	}
	if status := c.GroupByCreate(&options, &n.handle, &n.failure); status != c.StatusOK {
		return fault.Of(status, &n.failure)
	}
	n.cleanup = runtime.AddCleanup(owner, c.GroupByDestroy, n.handle)
	return nil
}

func (n *native) close() {
	n.cleanup.Stop()
	c.GroupByDestroy(n.handle)
	n.handle = 0
}

func (n *native) update(keys, values []sinew.Column) error {
	var keyViews, valueViews c.Columns
	for i := range keys {
		keyViews.Add(keys[i].View())
	}
	for i := range values {
		valueViews.Add(values[i].View())
	}
	status := c.GroupByUpdate(n.handle, &keyViews, &valueViews, &n.failure)
	runtime.KeepAlive(n)
	return fault.Of(status, &n.failure)
}

func (n *native) merge(from *native) error {
	status := c.GroupByMerge(n.handle, from.handle, &n.failure)
	runtime.KeepAlive(n)
	return fault.Of(status, &n.failure)
}

func (n *native) reset() error {
	status := c.GroupByReset(n.handle)
	runtime.KeepAlive(n)
	return sinew.Status(status).Err()
}

func (n *native) len() int {
	count := c.GroupByCount(n.handle)
	runtime.KeepAlive(n)
	return count
}

func (n *native) memory() int {
	bytes := c.GroupByMemory(n.handle)
	runtime.KeepAlive(n)
	return bytes
}

func (n *native) overflowCount() int {
	count := c.GroupByOverflowCount(n.handle)
	runtime.KeepAlive(n)
	return count
}

func (n *native) results(to *results.Core, names []string, first, count int) error {
	status := to.Fill(names, func(batch c.Batch, failure *c.Error) int32 {
		return c.GroupByResults(n.handle, first, count, batch, failure)
	})
	runtime.KeepAlive(n)
	return fault.Of(status, to.Failure())
}
