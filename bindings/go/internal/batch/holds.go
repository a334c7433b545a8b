package batch

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Holds reports whether rows of a column are in memory of b, which is written over, or freed, when b is
// filled again.
func (b *Core) Holds(v *column.View) bool {
	held := false
	eachRun(v, func(run []byte) { held = held || b.HoldsBytes(run) })
	return held
}

// HoldsBytes is Holds for bytes.
func (b *Core) HoldsBytes(in []byte) bool {
	held := false
	see := func(run []byte) { held = held || overlap(run, in) }
	// These may be in memory of the library.
	for i := range b.Columns {
		eachRun(&b.Columns[i], see)
	}
	for i := range b.buffers {
		memory := &b.buffers[i]
		see(asBytes(memory.words))
		see(asBytes(memory.offsets))
		see(memory.data[:cap(memory.data)])
		see(memory.validity[:cap(memory.validity)])
		held = held || memory.elements != nil && memory.elements.HoldsBytes(in)
	}
	return held
}

// Shares reports whether rows of a column are in memory that starts with one of these slices, up to their
// capacity.
func Shares(v *column.View, offsets []int64, data []byte) bool {
	shared := false
	eachRun(v, func(run []byte) {
		shared = shared || overlap(run, asBytes(offsets)) || overlap(run, data[:cap(data)])
	})
	return shared
}

// eachRun calls see with the memory that the rows of a column are in; of lists with that of their
// elements, too.
func eachRun(v *column.View, see func([]byte)) {
	if v.Count == 0 {
		return
	}
	width := c.OffsetWidth(v.Type)
	switch {
	case !c.IsList(v.Type):
		see(unsafe.Slice(v.Values, v.Size))
	case c.HasWideLists(v.Type):
		width = 8
	default:
		width = 4
	}
	if c.IsList(v.Type) {
		elements := v.Elements()
		eachRun(&elements, see)
	}
	if width != 0 {
		see(unsafe.Slice(v.Offsets, (v.Count+1)*width))
	}
	see(v.Bits())
}

func asBytes[T any](s []T) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(s))), cap(s)*int(unsafe.Sizeof(*new(T))))
}

func overlap(a, b []byte) bool {
	begin := func(s []byte) uintptr { return uintptr(unsafe.Pointer(unsafe.SliceData(s))) }
	return len(a) > 0 && len(b) > 0 && begin(a) < begin(b)+uintptr(len(b)) && begin(b) < begin(a)+uintptr(len(a))
}
