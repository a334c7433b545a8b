//go:build !cgo

package aggregate

import "github.com/sinew-simd/sinew/bindings/go"

func paths() map[string]path { return map[string]path{"in Go": goPath, "exported": apiPath} }

// The plain engine makes a Go string of each new key.
func refillIsFree(kind sinew.Type) bool { return kind != sinew.String }
