package column

import "unsafe"

// OffsetsOf returns the offsets of a column of strings that has rows.
func OffsetsOf[Offset int32 | int64](v *View) []Offset {
	return unsafe.Slice((*Offset)(unsafe.Pointer(v.Offsets)), v.Count+1)
}

// TextAt returns a row of a column of strings.
func TextAt[Offset int32 | int64](v *View, row int) []byte {
	offsets := OffsetsOf[Offset](v)
	return unsafe.Slice(v.Values, v.Size)[offsets[row]:offsets[row+1]]
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

// CheckStrings reports whether v is a column of strings whose offsets are in order and within the data,
// or else the first row with bad offsets. width is that of the offsets, 0 if v has none.
func (v *View) CheckStrings(width int) (row int, ok bool) {
	switch {
	case width == 0:
		return 0, false
	case v.Count == 0:
		return 0, true
	case width == 4:
		return checkStrings[int32](v)
	}
	return checkStrings[int64](v)
}

func checkStrings[Offset int32 | int64](v *View) (row int, ok bool) {
	offsets := OffsetsOf[Offset](v)
	if CheckOffsets(offsets, v.Size) {
		return 0, true
	}
	return FaultOf(offsets, v.Size), false
}
