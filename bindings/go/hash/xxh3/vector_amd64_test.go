package xxh3

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/cpu"
)

type accumulator = func(acc *[8]uint64, p unsafe.Pointer, n int, secret *[secretSize]byte)

func vectorCode() map[string]accumulator {
	code := map[string]accumulator{"without AVX-512": accumulate}
	if cpu.HasAVX2 {
		code["AVX2"] = accumulateAVX2
	}
	if hasAVX512 {
		code["AVX-512"] = accumulateAVX512
	}
	return code
}
