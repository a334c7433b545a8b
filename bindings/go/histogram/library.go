package histogram

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Rows from which the library is faster than Go.
var crossover = c.From(32)

func (h *Histogram) addNative(v *column.View, bitmap []byte) {
	b, bits, counters := &h.bins, unsafe.SliceData(bitmap), unsafe.SliceData(h.counters)
	switch b.kind {
	case given:
		c.Histogram(v, bits, 0, unsafe.SliceData(b.edges), counters, b.count)
	case linear:
		c.HistogramLinear(v, bits, 0, b.low, b.high, counters, b.count)
	default:
		c.HistogramLogLinear(v, bits, 0, b.low, b.high, b.bits, counters, b.count)
	}
}
