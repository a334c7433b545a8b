//go:build cgo

package c

// #cgo pkg-config: sinew
import "C"
