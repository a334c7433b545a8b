//go:build cgo

package aggregate

import (
	"runtime"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

type engine = native

// native is the library's GROUP BY. It lives inside of a GroupBy, which keeps it from being cleaned
// up during a call.
type native struct {
	handle  c.GroupBy
	failure c.Error
	cleanup runtime.Cleanup
}

func (n *native) open(o *Options, owner *GroupBy) error {
	values := make([]int32, len(o.Values))
	for i, t := range o.Values {
		values[i] = int32(t)
	}
	functions, columns := make([]int32, len(o.Aggregates)), make([]uint32, len(o.Aggregates))
	for i, a := range o.Aggregates {
		functions[i], columns[i] = a.function, a.column
	}
	n.handle = c.NewGroupBy(int32(o.Key), values, functions, columns, o.MemoryLimit, o.ExpectedGroups, o.Seed, &n.failure)
	if n.handle == 0 {
		return n.error(n.failure.Status())
	}
	n.cleanup = runtime.AddCleanup(owner, c.GroupBy.Destroy, n.handle)
	return nil
}

func (n *native) close() {
	n.cleanup.Stop()
	n.handle.Destroy()
	n.handle = 0
}

func (n *native) error(status int32) error {
	if status == c.StatusOK {
		return nil
	}
	return &sinew.Error{Status: sinew.Status(status), Offset: n.failure.Offset(), Message: n.failure.Message()}
}

func (n *native) update(key *column.View, values []sinew.Column) error {
	var columns c.Values
	for i := range values {
		columns.Add(values[i].View())
	}
	status := n.handle.Update(key, &columns, &n.failure)
	runtime.KeepAlive(n)
	return n.error(status)
}

func (n *native) merge(from *native) error {
	status := n.handle.Merge(from.handle, &n.failure)
	runtime.KeepAlive(n)
	return n.error(status)
}

func (n *native) reset() error {
	status := n.handle.Reset()
	runtime.KeepAlive(n)
	return sinew.Status(status).Err()
}

func (n *native) len() int {
	count := n.handle.Count()
	runtime.KeepAlive(n)
	return count
}

func (n *native) memory() int {
	bytes := n.handle.Memory()
	runtime.KeepAlive(n)
	return bytes
}
