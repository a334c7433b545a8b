//go:build cgo

package batch

import (
	"runtime"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// native is a batch of the library, which is made when it is first needed.
type native struct {
	handle  c.Batch
	cleanup runtime.Cleanup
	views   []c.BatchColumn
	failure c.Error
}

// Handle returns the batch of the library, for a call to fill; 0 if there is no memory for it, which
// Failure then says.
func (b *Core) Handle() c.Batch {
	n := &b.native
	if n.handle == 0 {
		if n.handle = c.NewBatch(&n.failure); n.handle != 0 {
			n.cleanup = runtime.AddCleanup(b, c.Batch.Destroy, n.handle)
		}
	}
	return n.handle
}

// Failure is where calls on the batch say what went wrong.
func (b *Core) Failure() *c.Error { return &b.native.failure }

// Room returns where a call writes what so many columns are.
func (b *Core) Room(columns int) []c.BatchColumn {
	b.native.views = grow(b.native.views, columns)
	return b.native.views
}

// Take makes b what a call has written to Room.
func (b *Core) Take(names []string) {
	b.Names, b.Rows = names, 0
	b.Columns = grow(b.Columns, len(b.native.views))
	for i := range b.Columns {
		b.Columns[i] = b.native.views[i].View()
		b.Rows = b.Columns[i].Count
	}
}

// Reload makes b what the batch of the library is.
func (b *Core) Reload() {
	handle := b.Handle()
	names := make([]string, handle.Columns())
	for i := range names {
		names[i] = handle.Name(i)
	}
	handle.Read(b.Room(len(names)))
	b.Take(names)
}

// Close frees the batch of the library, and forgets the columns and their memory.
func (b *Core) Close() {
	if b.native.handle != 0 {
		b.native.cleanup.Stop()
		b.native.handle.Destroy()
	}
	*b = Core{}
}
