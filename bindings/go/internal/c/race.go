//go:build cgo && race

package c

import (
	"runtime"
	"unsafe"
)

// hidden keeps the compiler from moving to the heap what the race detector is told of, and forgets.
func hidden[T any](p *T) unsafe.Pointer {
	word := uintptr(unsafe.Pointer(p))
	return *(*unsafe.Pointer)(unsafe.Pointer(&word))
}

func raceRead[T any](from *T, count int) {
	if count > 0 && from != nil {
		runtime.RaceReadRange(hidden(from), count*int(unsafe.Sizeof(*from)))
	}
}

func raceWrite[T any](to *T, count int) {
	if count > 0 {
		runtime.RaceWriteRange(hidden(to), count*int(unsafe.Sizeof(*to)))
	}
}

// raceColumn notes what the library reads of a column: of strings, the bytes between the first and
// the last offset.
func raceColumn(v *View) {
	if v.Count == 0 {
		return
	}
	switch OffsetWidth(v.Type) {
	case 4:
		raceStrings[int32](v)
	case 8:
		raceStrings[int64](v)
	default:
		raceRead(v.Values, v.Size)
	}
	if v.Validity != nil {
		raceRead(v.Validity, (v.ValidityOffset+v.Count+7)/8)
	}
}

func raceStrings[Offset int32 | int64](v *View) {
	first := (*Offset)(unsafe.Pointer(v.Offsets))
	raceRead(first, v.Count+1)
	offsets := unsafe.Slice(first, v.Count+1)
	// Bad offsets are for the library to report.
	if from, to := int64(offsets[0]), int64(offsets[v.Count]); 0 <= from && from < to && to <= int64(v.Size) {
		raceRead((*byte)(unsafe.Add(unsafe.Pointer(v.Values), from)), int(to-from))
	}
}

func (c *Columns) raceRead() {
	for i := range c.count {
		raceColumn(&c.columns[i])
	}
}
