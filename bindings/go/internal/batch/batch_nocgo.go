//go:build !cgo

package batch

type native struct{}

// Close forgets the columns and their memory.
func (b *Core) Close() { *b = Core{} }
