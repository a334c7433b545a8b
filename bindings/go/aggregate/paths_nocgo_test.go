//go:build !cgo

package aggregate

import "github.com/sinew-simd/sinew/bindings/go"

func paths() map[string]reductions { return map[string]reductions{"Go": goPath, "API": apiPath} }

// The plain engine makes a Go string of each new key.
func refillIsFree(kind sinew.Type) bool { return kind != sinew.String }
