//go:build !cgo

package xxh3

import "unsafe"

const libraryHere = false

func otherPaths(unsafe.Pointer, int, uint64) map[string]uint64 { return nil }
