package main

import "github.com/sinew-simd/sinew/bindings/go/encoding/invert"

func init() {
	register("encoding/invert", func(t *table) {
		in, out := randomBytes(1<<16), make([]byte, 1<<16)
		t.run(row{"64 KiB", gigabytesPerSecond, 1 << 16, repeat(func() uint64 {
			invert.Bytes(out, in)
			return uint64(out[0])
		}), nil})
	})
}
