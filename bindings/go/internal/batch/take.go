package batch

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Take writes chosen rows of another column of the same type to a column: row n is row rows[n] of from.
func (b *Core) Take(i int, from *column.View, rows []uint32) {
	switch {
	case c.OffsetWidth(from.Type) == 4:
		takeStrings[int32](b, i, from, rows)
	case c.OffsetWidth(from.Type) == 8:
		takeStrings[int64](b, i, from, rows)
	case from.Type == c.TypeBool:
		bits := b.Bits(i)
		clear(bits)
		for n, row := range rows {
			bits[n/8] |= from.Bit(int(row)) << (n % 8)
		}
	case c.Width(from.Type) == 8:
		take(Fixed[uint64](b, i), column.Rows[uint64](from), rows)
	case c.Width(from.Type) == 4:
		take(Fixed[uint32](b, i), column.Rows[uint32](from), rows)
	case c.Width(from.Type) == 2:
		take(Fixed[uint16](b, i), column.Rows[uint16](from), rows)
	case c.Width(from.Type) == 1:
		take(Fixed[uint8](b, i), column.Rows[uint8](from), rows)
	default:
		take(Fixed[[16]byte](b, i), column.Rows[[16]byte](from), rows)
	}
	if from.Validity == nil {
		return
	}
	validity := b.Validity(i)
	clear(validity)
	for n, row := range rows {
		if from.Valid(int(row)) {
			validity[n/8] |= 1 << (n % 8)
		}
	}
}

func take[T any](to, from []T, rows []uint32) {
	for n, row := range rows {
		to[n] = from[row]
	}
}

func takeStrings[Offset int32 | int64](b *Core, i int, from *column.View, rows []uint32) {
	ends := column.OffsetsOf[Offset](from)
	size := 0
	for _, row := range rows {
		size += int(ends[row+1] - ends[row])
	}
	offsets, data := b.Strings(i, size)
	offsets[0] = 0
	all, done := unsafe.Slice(from.Values, from.Size), 0
	for n, row := range rows {
		done += copy(data[done:], all[ends[row]:ends[row+1]])
		offsets[n+1] = int64(done)
	}
}
