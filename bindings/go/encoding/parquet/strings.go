package parquet

import (
	"encoding/binary"
	"math"
	"math/bits"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// checkStrings returns the bytes of all rows. Only those columns are looked at row by row that are
// encoded in Go, or are known to be bad.
func checkStrings[Offset int32 | int64](view *column.View) (size, fault int, status int32) {
	if view.Count == 0 {
		return 0, 0, c.StatusOK
	}
	offsets := column.OffsetsOf[Offset](view)
	first, last := int64(offsets[0]), int64(offsets[view.Count])
	if view.Count >= crossoverStrings && 0 <= first && first <= last && last <= int64(view.Size) {
		return int(last - first), 0, c.StatusOK
	}
	if !column.CheckOffsets(offsets, view.Size) {
		return 0, column.FaultOf(offsets, view.Size), c.StatusInvalidArgument
	}
	for i, to := range offsets[1:] {
		if int64(to)-int64(offsets[i]) > math.MaxInt32 && view.Valid(i) {
			return 0, i, c.StatusOverflow
		}
	}
	return int(last - first), 0, c.StatusOK
}

func sharedPrefix(a, b []byte) int {
	n, i := min(len(a), len(b)), 0
	for ; i+8 <= n; i += 8 {
		if d := binary.LittleEndian.Uint64(a[i:]) ^ binary.LittleEndian.Uint64(b[i:]); d != 0 {
			return i + bits.TrailingZeros64(d)/8
		}
	}
	for i < n && a[i] == b[i] {
		i++
	}
	return i
}

// rows walks over the valid rows of a column that was checked.
type rows[Offset int32 | int64] struct {
	view    *column.View
	offsets []Offset
	data    []byte
	next    int
}

func rowsOf[Offset int32 | int64](view *column.View) rows[Offset] {
	if view.Count == 0 {
		return rows[Offset]{view: view}
	}
	return rows[Offset]{view, column.OffsetsOf[Offset](view), unsafe.Slice(view.Values, view.Size), 0}
}

// one returns the next row; ok is false if there is none.
func (r *rows[Offset]) one() (row []byte, ok bool) {
	for r.next < r.view.Count {
		i := r.next
		r.next++
		if r.view.Validity == nil || r.view.Valid(i) {
			return r.data[r.offsets[i]:r.offsets[i+1]], true
		}
	}
	return nil, false
}

// What is encoded of a row.
const (
	prefixLength = iota
	suffixLength
	wholeLength
)

// appendNumbers appends a number for every valid row as DELTA_BINARY_PACKED.
func appendNumbers[Offset int32 | int64](dst []byte, view *column.View, valid, what int) []byte {
	var block [129]int32
	used := 0
	var last []byte
	all := rowsOf[Offset](view)
	for seen := range valid {
		row, _ := all.one()
		n := len(row)
		switch what {
		case prefixLength:
			n = sharedPrefix(row, last)
		case suffixLength:
			n -= sharedPrefix(row, last)
		}
		last = row
		block[used] = int32(n)
		used++
		if seen == 0 {
			dst = appendDeltaHeader(dst, valid, int64(n))
		} else if used == len(block) || seen == valid-1 {
			dst = appendDeltaBlock(dst, block[:used])
			block[0] = block[used-1]
			used = 1
		}
	}
	if valid == 0 {
		dst = appendDeltaHeader(dst, 0, 0)
	}
	return dst
}

// stringsAppendGo appends a column that was checked; dst has room for it.
func stringsAppendGo[Offset int32 | int64](dst []byte, view *column.View, prefixes bool) []byte {
	valid := view.Count
	if view.Validity != nil {
		valid = 0
		for i := range view.Count {
			if view.Valid(i) {
				valid++
			}
		}
	}
	if !prefixes {
		dst = appendNumbers[Offset](dst, view, valid, wholeLength)
	} else {
		dst = appendNumbers[Offset](dst, view, valid, prefixLength)
		dst = appendNumbers[Offset](dst, view, valid, suffixLength)
	}
	if valid == 0 {
		return dst
	}
	if valid == view.Count && !prefixes {
		offsets := column.OffsetsOf[Offset](view)
		return append(dst, unsafe.Slice(view.Values, view.Size)[offsets[0]:offsets[valid]]...)
	}
	all := rowsOf[Offset](view)
	var last []byte
	for row, ok := all.one(); ok; row, ok = all.one() {
		from := 0
		if prefixes {
			from = sharedPrefix(row, last)
		}
		dst = append(dst, row[from:]...)
		last = row
	}
	return dst
}

// prefixStreams finds the streams of a DELTA_BYTE_ARRAY and where its bytes begin; the fault is where
// the status is not OK.
func prefixStreams(in []byte, capacity int) (prefixes, suffixes deltaStream, data, fault int, status int32) {
	first := deltaStream{in: in}
	prefixes = first
	if status = prefixes.header(32, capacity); status != c.StatusOK {
		return prefixes, suffixes, 0, prefixes.at, status
	}
	second, status := first.skip()
	if status != c.StatusOK {
		return prefixes, suffixes, 0, second, status
	}
	first.at = second
	suffixes = first
	if status = suffixes.header(32, prefixes.count); status == c.StatusOutputFull {
		return prefixes, suffixes, 0, second, c.StatusCorrupt
	} else if status != c.StatusOK {
		return prefixes, suffixes, 0, suffixes.at, status
	}
	if data, status = first.skip(); status != c.StatusOK {
		return prefixes, suffixes, 0, data, status
	}
	if prefixes.count != suffixes.count {
		return prefixes, suffixes, 0, second, c.StatusCorrupt
	}
	return prefixes, suffixes, data, 0, c.StatusOK
}

// eachPrefixed calls visit with the lengths of every string of a DELTA_BYTE_ARRAY, and where its suffix
// begins, until it returns another status than OK, or the stream is at fault. It returns where the
// stream ends, or the fault. If repeat is not nil, strings that are known to equal the one before go
// there, all at once: there can be far more of them than in has bytes.
func eachPrefixed(in []byte, capacity int, visit func(prefix, suffix, from int) int32, repeat func(length, count int) int32) (read int, status int32) {
	prefixes, suffixes, from, fault, status := prefixStreams(in, capacity)
	if status != c.StatusOK {
		return fault, status
	}
	last := 0
	var prefix, suffix [32]int32
	for prefixes.left > 0 {
		count, prefixBegin, _ := prefixes.read(&prefix)
		_, suffixBegin, _ := suffixes.read(&suffix)
		for i := range count {
			p, s := int(prefix[i]), int(suffix[i])
			switch {
			case p < 0 || p > last:
				return prefixes.numberAt(prefixBegin, i), c.StatusCorrupt
			case s < 0:
				return suffixes.numberAt(suffixBegin, i), c.StatusCorrupt
			case s > len(in)-from:
				return len(in), c.StatusTruncated
			}
			last = p + s
			if status = visit(p, s, from); status != c.StatusOK {
				return from, status
			}
			from += s
		}
		if repeat == nil || int32(suffixes.last) != 0 {
			continue
		}
		repeats := min(prefixes.repeats(), suffixes.repeats())
		if status = repeat(last, repeats); status != c.StatusOK {
			return from, status
		}
		prefixes.left -= repeats
		suffixes.left -= repeats
	}
	return from, c.StatusOK
}

// prefixStringsSizeGo returns the bytes of all strings. If there are more than limit, the status is
// StatusOutputFull.
func prefixStringsSizeGo(in []byte, capacity, limit int) (size int, status int32) {
	total := 0
	add := func(length, count int) int32 {
		if length > 0 && count > (limit-total)/length {
			return c.StatusOutputFull
		}
		total += count * length
		return c.StatusOK
	}
	fault, status := eachPrefixed(in, capacity, func(prefix, suffix, _ int) int32 { return add(prefix+suffix, 1) }, add)
	if status != c.StatusOK {
		return fault, status
	}
	return total, status
}

// checkLengths returns where a DELTA_LENGTH_BYTE_ARRAY ends, or its first fault.
func checkLengths(in []byte) (end int, status int32) {
	lengths := deltaStream{in: in}
	if end, status = lengths.skip(); status != c.StatusOK {
		return end, status
	}
	lengths.header(32, math.MaxInt)
	var part [32]int32
	for lengths.left > 0 {
		count, begin, _ := lengths.read(&part)
		for i, length := range part[:count] {
			switch {
			case length < 0:
				return lengths.numberAt(begin, i), c.StatusCorrupt
			case int(length) > len(in)-end:
				return len(in), c.StatusTruncated
			}
			end += int(length)
		}
		if int32(lengths.last) == 0 {
			lengths.left -= lengths.repeats()
		}
	}
	return end, c.StatusOK
}

func stringsDecodeGo(in []byte, offsets []int64, data []byte, prefixes bool) (read, written int, status int32) {
	offsets[0] = 0
	if prefixes {
		begin, end := 0, 0
		read, status = eachPrefixed(in, len(offsets)-1, func(prefix, suffix, from int) int32 {
			if prefix+suffix > len(data)-end {
				return c.StatusOutputFull
			}
			copy(data[end:], data[begin:][:prefix])
			copy(data[end+prefix:], in[from:][:suffix])
			begin, end = end, end+prefix+suffix
			written++
			offsets[written] = int64(end)
			return c.StatusOK
		}, nil)
		return read, written, status
	}
	whole := deltaStream{in: in}
	lengths := whole
	if status = lengths.header(32, len(offsets)-1); status != c.StatusOK {
		return lengths.at, 0, status
	}
	from, status := whole.skip()
	if status != c.StatusOK {
		return from, 0, status
	}
	end := 0
	var part [32]int32
	for lengths.left > 0 {
		count, begin, _ := lengths.read(&part)
		for i, length := range part[:count] {
			switch {
			case length < 0:
				return lengths.numberAt(begin, i), written, c.StatusCorrupt
			case int(length) > len(in)-from-end:
				return len(in), written, c.StatusTruncated
			case int(length) > len(data)-end:
				return from + end, written, c.StatusOutputFull
			}
			end += int(length)
			written++
			offsets[written] = int64(end)
		}
	}
	copy(data, in[from:][:end])
	return from + end, written, c.StatusOK
}
