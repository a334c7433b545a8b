package streamvbyte

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// Values from which the library is faster than Go, the call included (Zen 5 with AVX-512, Go against the
// library: the size of 32 values 26 ns against 27, of 48 values 33 against 28; encoding 16 values 40
// against 33; decoding 16 values 30 against 37, 24 values 40 against 38).
var (
	crossoverSize   = c.From(40)
	crossoverEncode = c.From(16)
	crossoverDecode = c.From(24)
)

func (e Encoding) sizeC(in []uint32) int {
	return c.StreamVByteEncodedSize(unsafe.SliceData(in), len(in), uint32(e)).Written
}

func (e Encoding) sizeDeltaC(in []uint32, start uint32) int {
	return c.StreamVByteEncodedSizeDelta(unsafe.SliceData(in), len(in), start, uint32(e)).Written
}

func (e Encoding) encodeC(out []byte, in []uint32) int {
	return c.StreamVByteEncode(unsafe.SliceData(in), len(in), unsafe.SliceData(out), len(out), uint32(e)).Written
}

func (e Encoding) encodeDeltaC(out []byte, in []uint32, start uint32) int {
	return c.StreamVByteEncodeDelta(unsafe.SliceData(in), len(in), start, unsafe.SliceData(out), len(out), uint32(e)).Written
}

func (e Encoding) decodeC(out []uint32, in []byte) (read int, ok bool) {
	r := c.StreamVByteDecode(unsafe.SliceData(in), len(in), unsafe.SliceData(out), len(out), uint32(e))
	return r.Read, r.Status == c.StatusOK
}

func (e Encoding) decodeDeltaC(out []uint32, in []byte, start uint32) (read int, ok bool) {
	r := c.StreamVByteDecodeDelta(unsafe.SliceData(in), len(in), start, unsafe.SliceData(out), len(out), uint32(e))
	return r.Read, r.Status == c.StatusOK
}
