package column

import "unsafe"

// OffsetsOf returns the offsets of a column of strings that has rows.
func OffsetsOf[Offset int32 | int64](v *View) []Offset {
	return unsafe.Slice((*Offset)(unsafe.Pointer(v.Offsets)), v.Count+1)
}

// CheckOffsets reports whether no offset runs backwards or past size. A difference overflows only
// where an offset is negative, which is found all the same.
func CheckOffsets[Offset int32 | int64](offsets []Offset, size int) bool {
	from := offsets[0]
	signs := from
	for _, to := range offsets[1:] {
		signs |= to | (to - from)
		from = to
	}
	return signs >= 0 && int64(from) <= int64(size)
}

// FaultOf returns the first row that has bad offsets, where CheckOffsets says that there is one.
func FaultOf[Offset int32 | int64](offsets []Offset, size int) int {
	for i, to := range offsets[1:] {
		if from := offsets[i]; from < 0 || to < from || int64(to) > int64(size) {
			return i
		}
	}
	panic("unreachable")
}
