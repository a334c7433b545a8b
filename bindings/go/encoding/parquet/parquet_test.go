package parquet

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/bitpack"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

func walk[T Integer](count, width int, r *rand.Rand) []T {
	out := make([]T, count)
	v := T(r.Uint64())
	for i := range out {
		out[i] = v
		v += T(r.Uint64() >> (64 - width))
	}
	return out
}

func runs(count, width, longest int, r *rand.Rand) []uint32 {
	var out []uint32
	for len(out) < count {
		v := uint32(r.Uint64() >> (64 - width))
		for range min(1+r.IntN(longest), count-len(out)) {
			out = append(out, v)
		}
	}
	return out
}

func words(count int, r *rand.Rand) *sinew.Strings {
	s := new(sinew.Strings)
	last := ""
	for range count {
		next := last[:r.IntN(len(last)+1)]
		for range r.IntN(12) {
			next += string(rune('a' + r.IntN(3)))
		}
		s.Append(next)
		last = next
	}
	return s
}

func checkError(t *testing.T, err error, offset int, status int32) {
	t.Helper()
	var e *sinew.Error
	if !errors.As(err, &e) || e.Status != sinew.Status(status) || e.Offset != offset {
		t.Fatalf("error %v, want status %d at %d", err, status, offset)
	}
}

// Whatever bytes both paths are given, they do the same.
func checkDelta[T Integer](t *testing.T, in []byte, capacity int) {
	t.Helper()
	out := make([]T, capacity)
	read, written, status := deltaDecodeGo(out, in)
	if c.Available {
		other := make([]T, capacity)
		r, w, s := deltaDecodeC(other, in)
		if r != read || w != written || s != status || !slices.Equal(out[:written], other[:written]) {
			t.Fatalf("library: %d, %d, %d; Go: %d, %d, %d", r, w, s, read, written, status)
		}
	}
	other := make([]T, capacity)
	count, n, err := DecodeDelta(other, in)
	if count != written || n != read || !slices.Equal(out[:written], other[:written]) {
		t.Fatalf("DecodeDelta: %d, %d; Go: %d, %d", count, n, written, read)
	}
	if status != c.StatusOK {
		checkError(t, err, read, status)
		return
	}
	stream := deltaAppendGo(make([]byte, 0, deltaBound[T](written)), out[:written])
	if got := AppendDelta([]byte{9}, out[:written]); !bytes.Equal(got[1:], stream) || got[0] != 9 {
		t.Fatalf("AppendDelta: %x, Go: %x", got[1:], stream)
	}
	if c.Available {
		got := make([]byte, deltaBound[T](written))
		if got = got[:deltaEncodeC(out[:written], got)]; !bytes.Equal(got, stream) {
			t.Fatalf("library: %x, Go: %x", got, stream)
		}
	}
}

func checkRLE(t *testing.T, in []byte, width, count int) {
	t.Helper()
	out, other := make([]uint32, count), make([]uint32, count)
	read, written, status := rleDecodeGo(out, in, width)
	if c.Available {
		r, w, s := rleDecodeC(other, in, width)
		if r != read || w != written || s != status || !slices.Equal(out[:written], other[:written]) {
			t.Fatalf("library: %d, %d, %d; Go: %d, %d, %d", r, w, s, read, written, status)
		}
	}
	n, err := DecodeRLE(other, in, width)
	if n != read || !slices.Equal(out[:written], other[:written]) {
		t.Fatalf("DecodeRLE: %d; Go: %d", n, read)
	}
	if status != c.StatusOK {
		checkError(t, err, read, status)
	}
	values := out[:written]
	stream := make([]byte, (written/8+1)*(width+1))
	_, size, _ := rleEncodeGo(values, width, stream)
	stream = stream[:size]
	if got, err := AppendRLE(nil, values, width); err != nil || !bytes.Equal(got, stream) {
		t.Fatalf("AppendRLE: %x, %v; Go: %x", got, err, stream)
	}
	if c.Available {
		got := make([]byte, (written/8+1)*(width+1))
		if _, size, _ = rleEncodeC(values, width, got); !bytes.Equal(got[:size], stream) {
			t.Fatalf("library: %x; Go: %x", got[:size], stream)
		}
	}
	if _, _, status = rleDecodeGo(other[:written], stream, width); status != c.StatusOK || !slices.Equal(other[:written], values) {
		t.Fatalf("round trip: %d, %v, want %v", status, other[:written], values)
	}
}

func checkStringStream(t *testing.T, in []byte, capacity, limit int, prefixes bool) {
	t.Helper()
	offsets, data := make([]int64, capacity+1), make([]byte, limit)
	read, written, status := stringsDecodeGo(in, offsets, data, prefixes)
	if c.Available {
		otherOffsets, otherData := make([]int64, capacity+1), make([]byte, limit)
		r, w, s := stringsDecodeC(in, otherOffsets, otherData, prefixes)
		end := offsets[written]
		if prefixes || status == c.StatusOK {
			if !slices.Equal(offsets[:written+1], otherOffsets[:written+1]) || !bytes.Equal(data[:end], otherData[:end]) {
				t.Fatalf("library: %q; Go: %q", otherData[:end], data[:end])
			}
		}
		if r != read || w != written || s != status {
			t.Fatalf("library: %d, %d, %d; Go: %d, %d, %d", r, w, s, read, written, status)
		}
		if prefixes {
			size, s := prefixStringsSizeGo(in, capacity, math.MaxInt)
			if sizeC, sC := prefixStringsSizeC(in, capacity); sizeC != size || sC != s {
				t.Fatalf("sizes: library %d, %d; Go %d, %d", sizeC, sC, size, s)
			}
		}
	}
	var s sinew.Strings
	var n int
	var err error
	if prefixes {
		n, err = DecodePrefixStrings(&s, in, capacity, limit)
	} else if n, err = DecodeDeltaStrings(&s, in, capacity); status == c.StatusOutputFull && err == nil {
		return // it is given room for all of them
	}
	if prefixes && status == c.StatusOutputFull {
		// A later fault is found first.
		if err == nil || s.Len() != 0 {
			t.Fatalf("no error with a full output")
		}
		return
	}
	if size, sizeStatus := prefixStringsSizeGo(in, capacity, math.MaxInt); prefixes && status == c.StatusOK {
		if sizeStatus != c.StatusOK || int64(size) != offsets[written] {
			t.Fatalf("size %d, status %d; want %d", size, sizeStatus, offsets[written])
		}
	}
	if status != c.StatusOK {
		if s.Len() != 0 {
			t.Fatalf("%d strings beside an error", s.Len())
		}
		if status != c.StatusOutputFull {
			checkError(t, err, read, status)
		}
		return
	}
	if err != nil || n != read || s.Len() != written {
		t.Fatalf("%d bytes, %d strings, %v; Go: %d, %d", n, s.Len(), err, read, written)
	}
	var goStream []byte
	col := s.Column()
	bound := 2*deltaBound[int32](written) + int(offsets[written])
	goStream = stringsAppendGo[int64](make([]byte, 0, bound), col.View(), prefixes)
	encode := AppendDeltaStrings
	if prefixes {
		encode = AppendPrefixStrings
	}
	got, err := encode(nil, col)
	if err != nil || !bytes.Equal(got, goStream) {
		t.Fatalf("encoded %x, %v; Go: %x", got, err, goStream)
	}
	if c.Available {
		got := make([]byte, bound)
		_, size, status := stringsEncodeC(col.View(), prefixes, got)
		if status != c.StatusOK || !bytes.Equal(got[:size], goStream) {
			t.Fatalf("library: %x; Go: %x", got[:size], goStream)
		}
	}
}

// mutations calls check with a stream whole, cut and changed.
func mutations(stream []byte, r *rand.Rand, check func([]byte)) {
	check(stream)
	for size := range stream {
		if size < 40 || r.IntN(8) == 0 {
			check(stream[:size:size])
		}
	}
	for range 100 {
		changed := slices.Clone(stream)
		if len(changed) > 0 {
			changed[r.IntN(min(len(changed), 8<<r.IntN(8)))] = byte(r.Uint32())
		}
		check(changed)
	}
}

func TestPathsAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, count := range []int{0, 1, 2, 8, 33, 129, 130, 400} {
		for _, width := range []int{1, 5, 13, 31, 32} {
			mutations(AppendDelta(nil, walk[int32](count, width, r)), r, func(in []byte) { checkDelta[int32](t, in, 410) })
			mutations(AppendDelta(nil, walk[int64](count, 2*width, r)), r, func(in []byte) { checkDelta[int64](t, in, 410) })
			for _, longest := range []int{2, 30} {
				stream, err := AppendRLE(nil, runs(count, width, longest, r), width)
				if err != nil {
					t.Fatal(err)
				}
				mutations(stream, r, func(in []byte) { checkRLE(t, in, width, count) })
			}
		}
		s := words(count, r)
		plain, err := AppendDeltaStrings(nil, s.Column())
		if err != nil {
			t.Fatal(err)
		}
		mutations(plain, r, func(in []byte) { checkStringStream(t, in, 410, 4000, false) })
		prefixed, err := AppendPrefixStrings(nil, s.Column())
		if err != nil {
			t.Fatal(err)
		}
		mutations(prefixed, r, func(in []byte) { checkStringStream(t, in, 410, 4000, true) })
	}
}

// What earlier versions of Polars and DuckDB 2.0.1 wrote, and what Arrow C++, DuckDB and Polars read
// (tests/encoding/rle_test.cc and delta_binary_packed_test.cc have more).
var (
	unpadded     = []byte{0x03, 0x88, 0xC6}
	longRun      = []byte{0x20, 0x01}
	wideIntegers = slices.Concat([]byte{
		0x80, 0x10, 0x08, 0x0A, 0xAE, 0xC5, 0xBE, 0xB7, 0x06, // 2048, 8, 10, the first value
		0xFD, 0xFF, 0xFF, 0xFF, 0x1F, 33, 0, 0, 0, 0, 0, 0, 0,
		0x90, 0x81, 0xE0, 0x9B, 0x66, 0x5B, 0x9A, 0x21, 0xF7, 0x38, 0x68, 0x69, 0x21,
		0xD6, 0x46, 0xA1, 0x0D, 0x66, 0x79, 0x15, 0xC1, 0xFF, 0xFF, 0xFF, 0x3F, 0x00,
		0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0x05, 0x00, 0x00, 0x80,
	}, make([]byte, 1019))
)

func TestReadsWhatOthersWrote(t *testing.T) {
	for _, test := range []struct {
		in    []byte
		width int
		want  []uint32
		read  int
	}{
		{unpadded, 3, []uint32{0, 1, 2, 3, 4}, 3},
		{longRun, 3, []uint32{1, 1, 1, 1, 1}, 2},
		{nil, 0, make([]uint32, 5), 0},
		{[]byte{0x05, 0x88, 0xC6, 0xFA, 0x88, 0xC6}, 3, []uint32{0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4}, 6},
	} {
		out := make([]uint32, len(test.want))
		if read, err := DecodeRLE(out, test.in, test.width); read != test.read || err != nil || !slices.Equal(out, test.want) {
			t.Errorf("%x: %v, %d, %v; want %v, %d", test.in, out, read, err, test.want, test.read)
		}
		checkRLE(t, test.in, test.width, len(out))
		checkRLE(t, test.in, test.width, len(out)-1)
		checkRLE(t, test.in, test.width, len(out)+9)
	}
	want := []int32{863490391, -816295192, 1613070492, -1166045478, 1856530847, math.MinInt32, math.MaxInt32, math.MinInt32, math.MaxInt32, 5}
	out := make([]int32, 10)
	if _, read, err := DecodeDelta(out, wideIntegers); read != len(wideIntegers) || err != nil || !slices.Equal(out, want) {
		t.Errorf("%v, %d, %v; want %v", out, read, err, want)
	}
	checkDelta[int32](t, wideIntegers, 10)
}

func FuzzDecoders(f *testing.F) {
	r := rand.New(rand.NewPCG(1, 2))
	f.Add(unpadded, uint8(3), uint16(5))
	f.Add(longRun, uint8(3), uint16(5))
	f.Add([]byte{}, uint8(0), uint16(5))
	f.Add(wideIntegers, uint8(33), uint16(10))
	f.Add(slices.Concat(claim(1<<60, 0, 0), claim(1<<60, 0, 0)), uint8(0), uint16(100))
	f.Add(slices.Concat(claim(1000, 0, 0), claim(1000, 1, 0), []byte("ab")), uint8(0), uint16(1000))
	repeated := make([]int32, 300)
	repeated[0] = 5
	f.Add(slices.Concat(deltas(make([]int32, 300), 128), deltas(repeated, 256), []byte("hello")), uint8(0), uint16(300))
	f.Add(AppendDelta(nil, walk[int32](300, 9, r)), uint8(3), uint16(300))
	prefixed, _ := AppendPrefixStrings(nil, words(100, r).Column())
	f.Add(prefixed, uint8(3), uint16(100))
	run, _ := AppendRLE(nil, runs(100, 9, 20, r), 9)
	f.Add(run, uint8(9), uint16(100))
	f.Fuzz(func(t *testing.T, in []byte, width uint8, count uint16) {
		checkDelta[int32](t, in, int(count))
		checkDelta[int64](t, in, int(count))
		checkRLE(t, in, int(width)%33, int(count))
		checkStringStream(t, in, int(count), 2000, false)
		checkStringStream(t, in, int(count), 2000, true)
	})
}

func TestNullsAndBadColumns(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, count := range []int{10, 300} {
		s := words(count, r)
		valid := make([]bool, count)
		var kept sinew.Strings
		for i := range valid {
			if valid[i] = r.IntN(3) > 0; valid[i] {
				kept.AppendBytes(s.At(i))
			}
		}
		got, err := AppendPrefixStrings(nil, s.Column().With(sinew.ValidityOf(valid)))
		want, _ := AppendPrefixStrings(nil, kept.Column())
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d rows with nulls: %x, %v, want %x", count, got, err, want)
		}
		offsets := make([]int64, count+1)
		offsets[5] = 3
		_, err = AppendDeltaStrings(nil, sinew.StringsOf(offsets, []byte("abc")))
		checkError(t, err, 5, c.StatusInvalidArgument)
		offsets[5] = 4
		_, err = AppendDeltaStrings(nil, sinew.StringsOf(offsets, []byte("abc")))
		checkError(t, err, 4, c.StatusInvalidArgument)
		_, err = AppendDeltaStrings(nil, sinew.Int64s(offsets))
		checkError(t, err, 0, c.StatusInvalidArgument)
	}
}

// Lengths whose sum does not fit 32 bits.
func TestLengthsBeyondTheInput(t *testing.T) {
	for _, count := range []int{2, 300} {
		lengths := make([]int32, count)
		lengths[0], lengths[1] = 1, math.MaxInt32
		in := append(AppendDelta(nil, lengths), "a"...)
		var s sinew.Strings
		_, err := DecodeDeltaStrings(&s, in, count)
		checkError(t, err, len(in), c.StatusTruncated)
	}
}

// claim returns a DELTA_BINARY_PACKED stream of one miniblock without bytes, for count values.
func claim(count uint64, first, difference int64) []byte {
	in := binary.AppendUvarint(nil, 1<<61)
	in = binary.AppendUvarint(append(in, 1), count)
	return append(binary.AppendVarint(binary.AppendVarint(in, first), difference), 0)
}

// deltas encodes values in blocks of one miniblock of size values, as other writers may.
func deltas(values []int32, size int) []byte {
	in := binary.AppendUvarint(nil, uint64(size))
	in = binary.AppendUvarint(append(in, 1), uint64(len(values)))
	in = binary.AppendVarint(in, int64(values[0]))
	for i := 1; i < len(values); i += size {
		block := make([]int32, size)
		part := values[i-1 : min(i+size, len(values))]
		least := part[1] - part[0]
		for k, v := range part[1:] {
			block[k] = v - part[k]
			least = min(least, block[k])
		}
		for k := range part[1:] {
			block[k] -= least
		}
		width := bits.Len64(bitpack.Or(block))
		in = append(binary.AppendVarint(in, int64(least)), byte(width))
		packed := make([]byte, width*size/8)
		bitpack.Pack(packed, block, width)
		in = append(in, packed...)
	}
	return in
}

// Strings that are repeated, in miniblocks of which some take no bytes.
func TestRepeatedStrings(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	var prefixes, suffixes []int32
	var data []byte
	for len(prefixes) < 5000 {
		length := int32(r.IntN(6))
		prefixes, suffixes = append(prefixes, 0), append(suffixes, length)
		data = append(data, "abcde"[:length]...)
		for range r.IntN(1500) {
			prefixes, suffixes = append(prefixes, length), append(suffixes, 0)
		}
	}
	count := len(prefixes)
	for _, size := range []int{128, 256, 1024} {
		for _, suffixSize := range []int{128, 512} {
			in := slices.Concat(deltas(prefixes, size), deltas(suffixes, suffixSize), data)
			checkStringStream(t, in, count, 5*count, true)
			checkStringStream(t, in[:len(in)-1], count, 5*count, true)
			checkStringStream(t, in, count, count, true)
			in = slices.Concat(deltas(suffixes, size), data)
			checkStringStream(t, in, count, 5*count, false)
		}
	}
}

// A claim takes no memory before its bytes have been seen, and no time: who goes through 2^60 strings one
// by one does not come to an end.
func TestClaimsMakeNoRoom(t *testing.T) {
	const many = 1 << 60
	empty := claim(many, 0, 0)
	single := claim(1<<27, 1, 0)
	falling := claim(1<<27, 0, -1)
	var same sinew.Strings
	for range 1 << 18 {
		same.Append("hello")
	}
	repeated, err := AppendPrefixStrings(nil, same.Column())
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name     string
		in       []byte
		prefixes bool
		limit    int
		offset   int
		status   int32
	}{
		{"lengths without bytes", slices.Concat(single, []byte("ab")), false, 0, len(single) + 2, c.StatusTruncated},
		{"negative lengths", falling, false, 0, len(falling), c.StatusCorrupt},
		{"lengths in no memory", empty, false, 0, 10, c.StatusOutputFull},
		{"lengths without blocks", AppendDelta(nil, make([]int32, 1<<16))[:9], false, 0, 9, c.StatusTruncated},
		{"suffixes without bytes", slices.Concat(claim(1<<27, 0, 0), single, []byte("ab")), true, 100, 2*len(single) + 2, c.StatusTruncated},
		{"prefixes in no memory", slices.Concat(empty, empty), true, 100, 10, c.StatusOutputFull},
		{"more than the limit", repeated, true, 1000, len(repeated), c.StatusOutputFull},
	} {
		var s sinew.Strings
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if test.prefixes {
			_, err = DecodePrefixStrings(&s, test.in, math.MaxInt, test.limit)
		} else {
			_, err = DecodeDeltaStrings(&s, test.in, math.MaxInt)
		}
		runtime.ReadMemStats(&after)
		checkError(t, err, test.offset, test.status)
		if size := after.TotalAlloc - before.TotalAlloc; size > uint64(len(test.in))+10000 {
			t.Errorf("%s: %d bytes allocated for %d", test.name, size, len(test.in))
		}
	}
	if math.MaxInt < many {
		return
	}
	if size, status := prefixStringsSizeGo(slices.Concat(empty, empty), math.MaxInt, 0); size != 0 || status != c.StatusOK {
		t.Errorf("size of 2^60 empty strings: %d, status %d", size, status)
	}
	if end, status := checkLengths(empty); end != len(empty) || status != c.StatusOK {
		t.Errorf("lengths of 2^60 empty strings: %d, status %d", end, status)
	}
	if c.Available {
		if size, status := prefixStringsSizeC(slices.Concat(empty, empty), math.MaxInt); size != 0 || status != c.StatusOK {
			t.Errorf("size of 2^60 empty strings: %d, status %d", size, status)
		}
	}
}

func TestRLEValuesThatDoNotFit(t *testing.T) {
	for _, count := range []int{10, 100} {
		in := make([]uint32, count)
		in[count-1] = 8
		got, err := AppendRLE([]byte{1}, in, 3)
		checkError(t, err, count-1, c.StatusInvalidArgument)
		if len(got) != 1 {
			t.Errorf("%x", got)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("no panic at width 33")
		}
	}()
	AppendRLE(nil, nil, 33)
}

func checkSplit[T Fixed](t *testing.T, in []T, width int) {
	t.Helper()
	size := width * len(in)
	got := AppendByteStreamSplit([]byte{5}, in)[1:]
	want, again := make([]byte, size), make([]T, len(in))
	back := make([]byte, size)
	if size > 0 {
		joinGo(back, got, len(in))
		splitGo(want, back, len(in))
	}
	if !bytes.Equal(got, want) {
		t.Fatalf("%d values: %x, want %x", len(in), got, want)
	}
	if count, err := DecodeByteStreamSplit(again, got); err != nil || count != len(in) || !slices.Equal(again, in) {
		t.Fatalf("%d values: %v, %d, %v", len(in), again, count, err)
	}
	little, err := binary.Append(nil, binary.LittleEndian, in)
	if err != nil {
		t.Fatal(err)
	}
	for i := range in {
		for k := range width {
			if got[k*len(in)+i] != little[width*i+k] {
				t.Fatalf("byte %d of value %d", k, i)
			}
		}
	}
	if len(in) > 0 {
		_, err := DecodeByteStreamSplit(again, got[:size-1])
		checkError(t, err, size-1, c.StatusTruncated)
		_, err = DecodeByteStreamSplit(again[1:], got)
		checkError(t, err, width*(len(in)-1), c.StatusOutputFull)
	}
}

func TestByteStreamSplit(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for count := range 200 {
		narrow, wide := make([]float32, count), make([]float64, count)
		for i := range count {
			narrow[i], wide[i] = r.Float32(), r.Float64()
		}
		checkSplit(t, narrow, 4)
		checkSplit(t, wide, 8)
		checkSplit(t, walk[int32](count, 32, r), 4)
		checkSplit(t, walk[int64](count, 64, r), 8)
	}
}

func TestNoAllocations(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for _, count := range []int{4, 1000} {
		ints, levels, strings := walk[int64](count, 9, r), runs(count, 5, 20, r), words(count, r)
		stream := make([]byte, 0, 64*count+1000)
		var again sinew.Strings
		for name, call := range map[string]func(){
			"delta": func() { stream = AppendDelta(stream[:0], ints); DecodeDelta(ints, stream) },
			"RLE":   func() { stream, _ = AppendRLE(stream[:0], levels, 5); DecodeRLE(levels, stream, 5) },
			"lengths": func() {
				stream, _ = AppendDeltaStrings(stream[:0], strings.Column())
				DecodeDeltaStrings(&again, stream, count)
			},
			"prefixes": func() {
				stream, _ = AppendPrefixStrings(stream[:0], strings.Column())
				DecodePrefixStrings(&again, stream, count, 1<<20)
			},
			"split": func() { stream = AppendByteStreamSplit(stream[:0], ints); DecodeByteStreamSplit(ints, stream) },
		} {
			call()
			if n := testing.AllocsPerRun(50, call); n != 0 {
				t.Errorf("%s, %d values: %v allocations a call", name, count, n)
			}
		}
	}
}

// What the crossovers rest on.
func BenchmarkCrossover(b *testing.B) {
	if !c.Available {
		b.Skip("without a library there is one path")
	}
	r := rand.New(rand.NewPCG(1, 2))
	for _, count := range []int{8, 16, 24, 32, 48, 64, 128} {
		ints, levels, strings := walk[int64](count, 9, r), runs(count, 5, 4, r), words(count, r)
		delta, rle := AppendDelta(nil, ints), make([]byte, 1000)
		_, size, _ := rleEncodeGo(levels, 5, rle)
		rle = rle[:size]
		plain, _ := AppendDeltaStrings(nil, strings.Column())
		prefixed, _ := AppendPrefixStrings(nil, strings.Column())
		col := strings.Column()
		view := col.View()
		out := make([]byte, 10000)
		offsets, data, raw := make([]int64, count+1), make([]byte, 5000), make([]byte, 8*count)
		run := func(name string, plain, library func()) {
			b.Run(fmt.Sprintf("%s/%d/Go", name, count), func(b *testing.B) {
				for b.Loop() {
					plain()
				}
			})
			b.Run(fmt.Sprintf("%s/%d/library", name, count), func(b *testing.B) {
				for b.Loop() {
					library()
				}
			})
		}
		run("deltaEncode", func() { deltaAppendGo(out[:0], ints) }, func() { deltaEncodeC(ints, out) })
		run(fmt.Sprintf("deltaDecode-%d", len(delta)), func() { deltaDecodeGo(ints, delta) }, func() { deltaDecodeC(ints, delta) })
		run("rleEncode", func() { rleEncodeGo(levels, 5, out) }, func() { rleEncodeC(levels, 5, out) })
		run("rleDecode", func() { rleDecodeGo(levels, rle, 5) }, func() { rleDecodeC(levels, rle, 5) })
		run("strings", func() { stringsAppendGo[int64](out[:0], view, false) }, func() { stringsEncodeC(view, false, out) })
		run("prefixes", func() { stringsAppendGo[int64](out[:0], view, true) }, func() { stringsEncodeC(view, true, out) })
		run(fmt.Sprintf("stringsDecode-%d", len(plain)), func() { stringsDecodeGo(plain, offsets, data, false) }, func() { stringsDecodeC(plain, offsets, data, false) })
		run(fmt.Sprintf("prefixesDecode-%d", len(prefixed)), func() { stringsDecodeGo(prefixed, offsets, data, true) }, func() { stringsDecodeC(prefixed, offsets, data, true) })
		run("split8", func() { splitGo(raw, out[:8*count], count) }, func() { splitC(raw, out[:8*count], count) })
		run("split4", func() { splitGo(raw[:4*count], out[:4*count], count) }, func() { splitC(raw[:4*count], out[:4*count], count) })
	}
}
