//go:build cgo

package xxh3

const (
	// Bytes from which the library is faster than Go.
	crossover = 1 << 14
	// Rows from which a batch in the library is faster than Go.
	crossoverMany = 16
)
