//go:build !cgo

package aggregate

type engine = plain
