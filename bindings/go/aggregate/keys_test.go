package aggregate

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/rounds"
)

var allTypes = []sinew.Type{
	sinew.Bool, sinew.Int8, sinew.Int16, sinew.Int32, sinew.Int64, sinew.Uint8, sinew.Uint16, sinew.Uint32, sinew.Uint64,
	sinew.Float32, sinew.Float64, sinew.Date32, sinew.TimestampS, sinew.TimestampMS, sinew.TimestampUS, sinew.TimestampNS,
	sinew.Bytes16, sinew.String, sinew.Binary,
}

// keyRow is the bytes of each key column of a row; nil is null. A boolean is a byte.
type keyRow [][]byte

func isText(kind sinew.Type) bool { return kind == sinew.String || kind == sinew.Binary }

// randomKey is one of about `different` keys.
func randomKey(r *rand.Rand, kind sinew.Type, different, nulls int) []byte {
	if r.IntN(100) < nulls {
		return nil
	}
	of := rand.New(rand.NewPCG(uint64(r.IntN(different)), 3))
	word := []uint64{0, 1 << 63, math.MaxUint64, of.Uint64(), of.Uint64() & 0xff, 0x7ff0000000000001, 0xfff8000000001234, 0x3ff0000000000000}[of.IntN(8)]
	switch {
	case kind == sinew.Bool:
		return []byte{byte(word & 1)}
	case kind == sinew.Float32:
		word = uint64([]uint32{0, 1 << 31, 0x7f800001, 0xffc01234, 0x3f800000, of.Uint32()}[of.IntN(6)])
		return binary.NativeEndian.AppendUint32(nil, uint32(word))
	}
	size := c.Width(int32(kind))
	if isText(kind) {
		if size = of.IntN(20); of.IntN(4) == 0 {
			size = of.IntN(301)
		}
	}
	key := make([]byte, 0, size+16)
	for len(key) < size {
		key = binary.NativeEndian.AppendUint64(key, word*uint64(len(key)+1))
	}
	return key[:size]
}

// keyColumn is a column of the rows. A null has bytes too, and the bitmaps begin at bit shift.
func keyColumn(kind sinew.Type, rows []keyRow, i, shift int, wide bool) sinew.Column {
	var data []byte
	wideOffsets, narrow := []int64{0}, []int32{0}
	bits := make([]byte, (len(rows)+shift+7)/8+1)
	valid := make([]bool, shift+len(rows))
	width := c.Width(int32(kind))
	for row, key := range rows {
		value := key[i]
		if value == nil {
			value = slices.Repeat([]byte{0x5a}, max(width, 1))
		}
		valid[shift+row] = key[i] != nil
		if kind == sinew.Bool {
			bits[(shift+row)/8] |= value[0] & 1 << ((shift + row) % 8)
		} else {
			data = append(data, value...)
		}
		wideOffsets, narrow = append(wideOffsets, int64(len(data))), append(narrow, int32(len(data)))
	}
	var col sinew.Column
	switch {
	case kind == sinew.Bool:
		col = sinew.Bools(bits, shift, len(rows))
	case kind == sinew.String && wide:
		col = sinew.StringsOf(wideOffsets, data)
	case kind == sinew.String:
		col = sinew.StringsOf(narrow, data)
	case kind == sinew.Binary && wide:
		col = sinew.BinaryOf(wideOffsets, data)
	case kind == sinew.Binary:
		col = sinew.BinaryOf(narrow, data)
	default:
		words := make([]uint64, len(data)/8+1)
		copy(unsafe.Slice((*byte)(unsafe.Pointer(&words[0])), len(data)), data)
		*col.View() = column.View{Type: int32(kind), Count: len(rows), Values: (*byte)(unsafe.Pointer(&words[0])), Size: len(data)}
	}
	if slices.Contains(valid[shift:], false) {
		validity := sinew.ValidityOf(valid)
		validity.Offset = shift
		col = col.With(validity)
	}
	return col
}

// keysOracle numbers rows in order of first appearance and counts them.
type keysOracle struct {
	kinds  []sinew.Type
	order  []keyRow
	counts map[string]int64
}

// inResults is a key as it comes out: of floats there is one zero and one NaN.
func (o *keysOracle) inResults(row keyRow) keyRow {
	row = slices.Clone(row)
	for i, kind := range o.kinds {
		switch {
		case row[i] == nil:
		case kind == sinew.Float32:
			x := math.Float32frombits(binary.NativeEndian.Uint32(row[i]))
			if x != x {
				row[i] = binary.NativeEndian.AppendUint32(nil, 0x7fc00000)
			} else if x == 0 {
				row[i] = make([]byte, 4)
			}
		case kind == sinew.Float64:
			x := math.Float64frombits(binary.NativeEndian.Uint64(row[i]))
			if x != x {
				row[i] = binary.NativeEndian.AppendUint64(nil, 0x7ff8000000000000)
			} else if x == 0 {
				row[i] = make([]byte, 8)
			}
		}
	}
	return row
}

func (o *keysOracle) nameOf(row keyRow) string {
	name := ""
	for _, key := range row {
		if key == nil {
			name += "null,"
		} else {
			name += fmt.Sprintf("%q,", key)
		}
	}
	return name
}

func (o *keysOracle) add(rows []keyRow) {
	if o.counts == nil {
		o.counts = map[string]int64{}
	}
	for _, row := range rows {
		row = o.inResults(row)
		name := o.nameOf(row)
		if o.counts[name]++; o.counts[name] == 1 {
			o.order = append(o.order, row)
		}
	}
}

// check wants groups [first, end) of an engine to be those of the oracle.
func (o *keysOracle) check(t testing.TB, name string, g grouper, first, end int) {
	t.Helper()
	if g.len() != len(o.order) {
		t.Fatalf("%s: %d groups of %v, want %d", name, g.len(), o.kinds, len(o.order))
	}
	var b sinew.Batch
	defer b.Close()
	if err := g.ReadResults(&b, first, end-first); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	counts := sinew.Values[int64](b.Column(len(o.kinds)))
	for i, kind := range o.kinds {
		keys := b.Column(i)
		if keys.Type() != kind || b.Name(i) != fmt.Sprintf("key_%d", i) {
			t.Fatalf("%s: column %d is %s %v", name, i, b.Name(i), keys.Type())
		}
		width := c.Width(int32(kind))
		for row, want := range o.order[first:end] {
			var key []byte
			switch {
			case isText(kind):
				key = keys.Bytes(row)
			case kind == sinew.Bool:
				key = []byte{0}
				if keys.Bool(row) {
					key[0] = 1
				}
			default:
				key = unsafe.Slice(keys.View().Values, b.Len()*width)[row*width:][:width]
			}
			ok := keys.Valid(row) == (want[i] != nil)
			if ok && keys.Valid(row) {
				ok = slices.Equal(key, want[i])
			} else {
				ok = ok && !slices.ContainsFunc(key, func(b byte) bool { return b != 0 })
			}
			if !ok {
				t.Fatalf("%s: key %d of group %d is %q (valid: %v), want %q", name, i, first+row, key, keys.Valid(row), want[i])
			}
		}
	}
	for row, want := range o.order[first:end] {
		if counts[row] != o.counts[o.nameOf(want)] {
			t.Fatalf("%s: group %d has %d rows, want %d", name, first+row, counts[row], o.counts[o.nameOf(want)])
		}
	}
}

func keyColumns(kinds []sinew.Type, rows []keyRow, r *rand.Rand) []sinew.Column {
	columns := make([]sinew.Column, len(kinds))
	for i, kind := range kinds {
		columns[i] = keyColumn(kind, rows, i, r.IntN(8), r.IntN(2) == 0)
	}
	return columns
}

func randomKeys(r *rand.Rand, kinds []sinew.Type, count, different, nulls int) []keyRow {
	rows := make([]keyRow, count)
	for i := range rows {
		for _, kind := range kinds {
			rows[i] = append(rows[i], randomKey(r, kind, different, nulls))
		}
	}
	return rows
}

func checkKeys(t *testing.T, kinds []sinew.Type, seed uint64) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 5))
	options := Options{Keys: kinds, Aggregates: []Aggregate{Rows()}}
	into, intoTwin, all := engines(t, options)
	from, fromTwin, _ := engines(t, options)
	want := keysOracle{kinds: kinds}
	for step := range 3 {
		// Without nulls first: what is packed must leave room for them.
		rows := randomKeys(r, kinds, r.IntN(400), 6, 12*step)
		want.add(rows)
		columns := keyColumns(kinds, rows, r)
		for name, g := range all {
			if err := g.Update(columns...); err != nil {
				t.Fatalf("%s of %v: %v", name, kinds, err)
			}
		}
	}
	rows := randomKeys(r, kinds, 200, 9, 10)
	want.add(rows)
	columns := keyColumns(kinds, rows, r)
	if err := errors.Join(from.Update(columns...), fromTwin.Update(columns...), into.Merge(from.GroupBy), intoTwin.merge(fromTwin.plain)); err != nil {
		t.Fatal(err)
	}
	for name, g := range all {
		want.check(t, name, g, 0, len(want.order))
		want.check(t, name, g, len(want.order)/3, len(want.order))
	}
}

func TestKeysOfEveryType(t *testing.T) {
	for i, kind := range allTypes {
		checkKeys(t, []sinew.Type{kind}, uint64(i))
	}
}

func TestKeysOfSeveralColumns(t *testing.T) {
	for i, first := range allTypes {
		for k, second := range allTypes {
			if (i+k)%rounds.Of(1, 7) == 0 {
				checkKeys(t, []sinew.Type{first, second}, uint64(i*100+k))
			}
		}
	}
	for seed := range uint64(rounds.Of(60, 15)) {
		r := rand.New(rand.NewPCG(seed, 6))
		kinds := make([]sinew.Type, 1+r.IntN(c.GroupByMaxKeys))
		for i := range kinds {
			kinds[i] = allTypes[r.IntN(len(allTypes))]
		}
		checkKeys(t, kinds, seed)
	}
}

// The bytes of both strings behind one another are the same, and the keys are not.
func TestWhereStringsEndMatters(t *testing.T) {
	kinds := []sinew.Type{sinew.String, sinew.Binary}
	r := rand.New(rand.NewPCG(8, 8))
	for _, length := range []int{0, 1, 3, 127, 128, 129, 300} {
		whole := make([]byte, length)
		for i := range whole {
			whole[i] = "\x00\x01\x80"[i%3]
		}
		var rows []keyRow
		for i := range length + 1 {
			rows = append(rows, keyRow{whole[:i:i], whole[i:]}, keyRow{nil, whole[i:]}, keyRow{whole[i:], nil})
		}
		_, _, all := engines(t, Options{Keys: kinds, Aggregates: []Aggregate{Rows()}})
		want := keysOracle{kinds: kinds}
		want.add(rows)
		columns := keyColumns(kinds, rows, r)
		for name, g := range all {
			if err := g.Update(columns...); err != nil {
				t.Fatal(err)
			}
			want.check(t, name, g, 0, len(want.order))
		}
	}
}

func FuzzKeys(f *testing.F) {
	f.Add([]byte("\x01\x11\x02ab\x00c"))
	f.Add([]byte("\x02\x11\x12\x09\x00\x01a\x02bc\x02ab\x01c"))
	f.Add([]byte("\x07\x00\x01\x02\x03\x04\x05\x06\x07\xff\xff\xff\xff\xff\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		next := func() byte {
			if len(data) == 0 {
				return 0
			}
			b := data[0]
			data = data[1:]
			return b
		}
		kinds := make([]sinew.Type, 1+next()%8)
		for i := range kinds {
			kinds[i] = allTypes[int(next())%len(allTypes)]
		}
		want := keysOracle{kinds: kinds}
		_, _, all := engines(t, Options{Keys: kinds, Aggregates: []Aggregate{Rows()}})
		r := rand.New(rand.NewPCG(1, uint64(len(data))))
		for len(data) > 0 {
			rows := make([]keyRow, 1+next()%32)
			for row := range rows {
				for _, kind := range kinds {
					size := c.Width(int32(kind))
					b := next()
					if isText(kind) {
						size = int(b & 0x3f)
					} else if kind == sinew.Bool {
						size = 1
					}
					key := make([]byte, size)
					for i := range key {
						key[i] = next()
					}
					if kind == sinew.Bool {
						key[0] &= 1
					}
					if b >= 0xc0 {
						key = nil
					}
					rows[row] = append(rows[row], key)
				}
			}
			want.add(rows)
			columns := keyColumns(kinds, rows, r)
			for name, g := range all {
				if err := g.Update(columns...); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
			}
		}
		for name, g := range all {
			want.check(t, name, g, 0, len(want.order))
		}
	})
}

// A batch over the limit is refused whole, and so is one with bad offsets in any column.
func TestKeysRefused(t *testing.T) {
	kinds := []sinew.Type{sinew.Int32, sinew.String, sinew.String}
	options := Options{Keys: kinds, Aggregates: []Aggregate{Rows()}, MemoryLimit: 1 << 20}
	_, _, all := engines(t, options)
	r := rand.New(rand.NewPCG(4, 4))
	few := randomKeys(r, kinds, 300, 100, 10)
	many := make([]keyRow, 50000)
	for i := range many {
		many[i] = keyRow{binary.NativeEndian.AppendUint32(nil, uint32(i)), []byte("some text"), []byte("and more")}
	}
	small, large := keyColumns(kinds, few, r), keyColumns(kinds, many, r)
	for name, g := range all {
		want := keysOracle{kinds: kinds}
		for range 2 {
			want.add(few)
			if err := g.Update(small...); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if err := g.Update(large...); !errors.Is(err, sinew.ErrMemoryLimit) {
				t.Fatalf("%s: over the limit: %v", name, err)
			}
			bad := sinew.StringsOf([]int64{0, 2, 1}, []byte("xy"))
			good := sinew.StringsOf([]int64{0, 1, 2}, []byte("xy"))
			var e *sinew.Error
			if err := g.Update(sinew.Int32s([]int32{1, 2}), good, bad); !errors.As(err, &e) || e.Status != sinew.InvalidArgument || e.Offset != 1 || e.Message != "keys[2]: the offsets of row 1 run backwards" {
				t.Fatalf("%s: bad offsets: %v", name, err)
			}
			want.check(t, name, g, 0, len(want.order))
		}
	}
}

func TestKeysDoNotAllocate(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, kinds := range [][]sinew.Type{{sinew.Int16, sinew.Bool}, {sinew.String, sinew.Float64, sinew.Binary}} {
		_, _, all := engines(t, Options{Keys: kinds, Aggregates: []Aggregate{Rows()}})
		columns := keyColumns(kinds, randomKeys(r, kinds, 1000, 20, 10), r)
		for name, g := range all {
			if name == "plain" && c.Available {
				continue // its Update is called through the interface here
			}
			if err := g.Update(columns...); err != nil {
				t.Fatal(err)
			}
			var b sinew.Batch
			defer b.Close()
			if err := g.ReadResults(&b, 0, g.len()); err != nil {
				t.Fatal(err)
			}
			if n := testing.AllocsPerRun(20, func() { g.Update(columns...); g.ReadResults(&b, 0, g.len()) }); n != 0 {
				t.Errorf("%s of %v: %v allocations a call", name, kinds, n)
			}
		}
	}
}
