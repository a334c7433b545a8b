//go:build cgo

package invert

import "github.com/sinew-simd/sinew/bindings/go/internal/c"

func bytes(dst, in []byte) { c.Invert(&in[0], len(in), &dst[0]) }
