package kafka

import (
	"math"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

func hashMany(out []int32, view *column.View) error {
	if pays(view) {
		return errorOf(murmur2ManyC(view, unsafe.SliceData(out)))
	}
	return errorOf(eachRow(out, view, func(hash uint32) int32 { return int32(hash) }))
}

func partitionMany(out []int32, view *column.View, partitions int32) error {
	if pays(view) {
		return errorOf(partitionManyC(view, partitions, unsafe.SliceData(out)))
	}
	return errorOf(eachRow(out, view, func(hash uint32) int32 { return int32(hash&math.MaxInt32) % partitions }))
}

// pays reports whether a call of the library is faster than a loop here.
func pays(view *column.View) bool {
	if c.IsString(view.Type) {
		return view.Count >= crossoverStrings
	}
	return view.Count >= crossoverValues
}

func errorOf(fault int, status int32) error {
	if status == c.StatusOK {
		return nil
	}
	return &sinew.Error{Status: sinew.Status(status), Offset: fault, Message: "keys: booleans or an unknown type, or offsets that run backwards or past the data"}
}

// eachRow writes what output makes of the hash of each row, and 0 for a null row.
func eachRow(out []int32, view *column.View, output func(hash uint32) int32) (fault int, status int32) {
	switch c.OffsetWidth(view.Type) {
	case 4:
		return eachString[int32](out, view, output)
	case 8:
		return eachString[int64](out, view, output)
	}
	width := c.Width(view.Type)
	if width == 0 {
		return 0, c.StatusInvalidArgument
	}
	for i := range out {
		out[i] = 0
		if view.Valid(i) {
			out[i] = output(murmur2(unsafe.Add(unsafe.Pointer(view.Values), i*width), width))
		}
	}
	return 0, c.StatusOK
}

func eachString[Offset int32 | int64](out []int32, view *column.View, output func(hash uint32) int32) (fault int, status int32) {
	if view.Count == 0 {
		return 0, c.StatusOK
	}
	offsets := column.OffsetsOf[Offset](view)
	if !column.CheckOffsets(offsets, view.Size) {
		return column.FaultOf(offsets, view.Size), c.StatusInvalidArgument
	}
	for i := range out {
		out[i] = 0
		if view.Valid(i) {
			out[i] = output(murmur2(unsafe.Add(unsafe.Pointer(view.Values), offsets[i]), int(offsets[i+1]-offsets[i])))
		}
	}
	return 0, c.StatusOK
}
