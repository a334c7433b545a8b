package aggregate

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/rounds"
	"github.com/sinew-simd/sinew/bindings/go/sketch/hll"
)

// The oracle keeps every row and computes each result at the end, in the words of the package
// comment.
type oracle struct {
	order  []string
	groups map[string][]oracleRow
}

type oracleRow struct {
	key   string // "null", or "=" and the key
	i     int64
	f     float64
	iNull bool
	fNull bool
}

func (o *oracle) add(rows []oracleRow) {
	if o.groups == nil {
		o.groups = map[string][]oracleRow{}
	}
	for _, row := range rows {
		if _, known := o.groups[row.key]; !known {
			o.order = append(o.order, row.key)
		}
		o.groups[row.key] = append(o.groups[row.key], row)
	}
}

var allAggregates = []Aggregate{
	Rows(), CountOf(0), SumOf(0), MinOf(0), MaxOf(0), MeanOf(0), CountOf(1), SumOf(1), MinOf(1), MaxOf(1), MeanOf(1),
}

// results returns the results of allAggregates for a group, as bits, and which are null: the integer
// sum if it does not fit.
func (o *oracle) results(key string) (words [11]uint64, null [11]bool) {
	var ints []int64
	var floats []float64
	for _, row := range o.groups[key] {
		if !row.iNull {
			ints = append(ints, row.i)
		}
		if !row.fNull {
			floats = append(floats, row.f)
		}
	}
	words[0], words[1], words[6] = uint64(len(o.groups[key])), uint64(len(ints)), uint64(len(floats))
	sum, _ := oracleSumInts(ints, allValid)
	if null[2] = !sum.IsInt64(); !null[2] {
		words[2] = uint64(sum.Int64())
	}
	if len(ints) == 0 {
		null[3], null[4], null[5] = true, true, true
	} else {
		words[3], words[4] = uint64(slices.Min(ints)), uint64(slices.Max(ints))
		rounded, _ := new(big.Float).SetInt(sum).Float64()
		words[5] = math.Float64bits(rounded / float64(len(ints)))
	}
	var total float64
	for _, x := range floats {
		total += x
	}
	words[7] = math.Float64bits(oneNaN(total))
	if len(floats) == 0 {
		null[8], null[9], null[10] = true, true, true
	} else {
		least, _ := oracleOrder(floats, allValid, 1)
		greatest, _ := oracleOrder(floats, allValid, -1)
		words[8], words[9] = math.Float64bits(least), math.Float64bits(greatest)
		words[10] = math.Float64bits(oneNaN(total / float64(len(floats))))
	}
	return words, null
}

// batch is the same rows as columns; their bitmaps start at bit `shift`.
type batch struct{ columns []sinew.Column }

func makeBatch(kind sinew.Type, rows []oracleRow, shift int, wide bool) batch {
	var texts sinew.Strings
	var words []uint64
	var offsets []int32
	var ints []int64
	var floats []float64
	keyValid, iValid, fValid := make([]bool, shift), make([]bool, shift), make([]bool, shift)
	nulls := false
	for _, row := range rows {
		null := row.key == "null"
		var word uint64
		if !null && kind != sinew.String {
			fmt.Sscan(row.key[1:], &word)
		}
		words = append(words, word)
		if null {
			texts.Append("garbage under a null")
		} else {
			texts.Append(row.key[1:])
		}
		ints, floats = append(ints, row.i), append(floats, row.f)
		keyValid, iValid, fValid = append(keyValid, !null), append(iValid, !row.iNull), append(fValid, !row.fNull)
		nulls = nulls || null || row.iNull || row.fNull
	}
	columns := []sinew.Column{{}, sinew.Int64s(ints), sinew.Float64s(floats)}
	switch {
	case kind == sinew.Int64:
		signed := make([]int64, len(words))
		for i, word := range words {
			signed[i] = int64(word)
		}
		columns[0] = sinew.Int64s(signed)
	case kind == sinew.Uint64:
		columns[0] = sinew.Uint64s(words)
	case wide:
		columns[0] = texts.Column()
	default:
		var data []byte
		offsets = append(offsets, 0)
		for i := range rows {
			data = append(data, texts.At(i)...)
			offsets = append(offsets, int32(len(data)))
		}
		columns[0] = sinew.StringsOf(offsets, data)
	}
	if nulls {
		at := func(valid []bool) sinew.Validity {
			v := sinew.ValidityOf(valid)
			v.Offset = shift
			return v
		}
		columns[0] = columns[0].With(at(keyValid))
		columns[1], columns[2] = columns[1].With(at(iValid)), columns[2].With(at(fValid))
	}
	return batch{columns}
}

func randomRows(r *rand.Rand, kind sinew.Type, count, groups int, nulls bool, style int) []oracleRow {
	rows := make([]oracleRow, count)
	for i := range rows {
		k := r.IntN(groups)
		row := oracleRow{key: fmt.Sprintf("=%d", k), i: int64(randomWord(r, style)), f: math.Float64frombits(randomWord(r, 2+style%2))}
		if kind == sinew.String && k%3 == 0 {
			row.key = "=" + fmt.Sprintf("%0*d", k%70, k)[:k%70]
		}
		if nulls {
			row.iNull, row.fNull = r.IntN(4) == 0, r.IntN(3) == 0
			if r.IntN(9) == 0 {
				row.key = "null"
			}
		}
		rows[i] = row
	}
	return rows
}

// grouper is an engine, the one of NewGroupBy or the plain one.
type grouper interface {
	Update(columns ...sinew.Column) error
	OverflowCount() int
	len() int
	ReadResults(b *sinew.Batch, first, count int) error
}

type viaAPI struct{ *GroupBy }

func (v viaAPI) len() int { return v.groups() }

type viaPlain struct {
	*plain
	keys  int
	names []string
	kinds []int32
}

func (v viaPlain) ReadResults(b *sinew.Batch, first, count int) error {
	v.results(b.Core(), v.names, v.kinds, first, count)
	return nil
}

func (v viaPlain) Update(columns ...sinew.Column) error {
	return v.update(columns[:v.keys], columns[v.keys:])
}

func (v viaPlain) OverflowCount() int { return v.overflowCount() }

func engines(t testing.TB, o Options) (api viaAPI, twin viaPlain, all map[string]grouper) {
	t.Helper()
	g, err := NewGroupBy(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { g.Close() })
	p := new(plain)
	p.open(&o)
	twin = viaPlain{p, len(o.Keys), namesOf(&o), kindsOf(&o)}
	return viaAPI{g}, twin, map[string]grouper{"NewGroupBy": viaAPI{g}, "plain": twin}
}

func twoColumns(kind sinew.Type) Options {
	return Options{Keys: []sinew.Type{kind}, Values: []sinew.Type{sinew.Int64, sinew.Float64}, Aggregates: allAggregates}
}

func (o *oracle) check(t testing.TB, name string, kind sinew.Type, g grouper) {
	t.Helper()
	n := len(o.order)
	if g.len() != n {
		t.Fatalf("%s: %d groups, want %d", name, g.len(), n)
	}
	var b sinew.Batch
	defer b.Close()
	if err := g.ReadResults(&b, 0, n); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	o.checkBatch(t, name, kind, &b, 0, n)
	overflows := 0
	for _, key := range o.order {
		if _, null := o.results(key); null[2] {
			overflows++
		}
	}
	if have := g.OverflowCount(); have != overflows {
		t.Fatalf("%s: %d sums do not fit, want %d", name, have, overflows)
	}
}

// checkBatch wants b to be groups [first, end).
func (o *oracle) checkBatch(t testing.TB, name string, kind sinew.Type, b *sinew.Batch, first, end int) {
	t.Helper()
	if b.Len() != end-first || b.NumColumns() != 1+len(allAggregates) {
		t.Fatalf("%s: %d groups of %d columns, want %d", name, b.Len(), b.NumColumns(), end-first)
	}
	keys := b.Column(0)
	if keys.Type() != kind {
		t.Fatalf("%s: keys of type %v", name, keys.Type())
	}
	for i, want := range o.order[first:end] {
		key := keyAt(keys, i)
		if keys.Valid(i) != (want != "null") || keys.Valid(i) && "="+key != want || !keys.Valid(i) && key != "" && key != "0" {
			t.Fatalf("%s: key %d is %q (valid: %v), want %q", name, first+i, key, keys.Valid(i), want)
		}
	}
	for a := range allAggregates {
		column, words := b.Column(1+a), wordsOf(b.Column(1+a))
		for i, key := range o.order[first:end] {
			want, null := o.results(key)
			if words[i] != want[a] || column.Valid(i) == null[a] {
				t.Fatalf("%s: aggregate %d of group %q: %#x (valid: %v), want %#x (null: %v)", name, a, key, words[i], column.Valid(i), want[a], null[a])
			}
		}
	}
}

func keyAt(keys sinew.Column, i int) string {
	if keys.Type() == sinew.String {
		return string(keys.Bytes(i))
	}
	return fmt.Sprint(wordsOf(keys)[i])
}

// wordsOf looks at 64-bit numbers as bits.
func wordsOf(column sinew.Column) []uint64 {
	view := column.View()
	return unsafe.Slice((*uint64)(unsafe.Pointer(view.Values)), view.Count)
}

// read returns a column of the results of all groups, as bits.
func read(t testing.TB, g grouper, column int) (words []uint64, valid []bool) {
	t.Helper()
	var b sinew.Batch
	defer b.Close()
	if err := g.ReadResults(&b, 0, g.len()); err != nil {
		t.Fatal(err)
	}
	for i := range b.Len() {
		valid = append(valid, b.Column(column).Valid(i))
	}
	return slices.Clone(wordsOf(b.Column(column))), valid
}

var keyTypes = []sinew.Type{sinew.Int64, sinew.Uint64, sinew.String}

func TestGroupBy(t *testing.T) {
	for _, kind := range keyTypes {
		for seed := range uint64(rounds.Of(24, 4)) {
			r := rand.New(rand.NewPCG(seed, 7))
			options := twoColumns(kind)
			options.Seed = seed
			if seed%3 == 0 {
				options.ExpectedGroups = 1000
			}
			_, _, all := engines(t, options)
			var want oracle
			for step := range 6 {
				rows := randomRows(r, kind, r.IntN(700), 1+r.IntN(1+int(seed)*30), seed%2 == 1, step%4)
				want.add(rows)
				b := makeBatch(kind, rows, step+int(seed)%4, step%2 == 0)
				for name, g := range all {
					if err := g.Update(b.columns...); err != nil {
						t.Fatalf("%s: %v", name, err)
					}
				}
			}
			for name, g := range all {
				want.check(t, fmt.Sprintf("%s, %v, seed %d", name, kind, seed), kind, g)
			}
		}
	}
}

func FuzzGroupBy(f *testing.F) {
	f.Add([]byte{}, uint8(0))
	f.Add([]byte("\x00\x01\x02\x03\x04\x05\x06\x07"), uint8(1))
	f.Add([]byte("a quick brown fox and \xff\xff\xff\xff\x80\x7f"), uint8(2))
	f.Add([]byte("\x07\x07\x07\x0f\x0f\x0f\x17\x17\x17"), uint8(5))
	f.Fuzz(func(t *testing.T, data []byte, choice uint8) {
		kind := keyTypes[choice%3]
		var rows []oracleRow
		for i, b := range data {
			row := oracleRow{key: fmt.Sprintf("=%d", b>>3), i: int64(b) << (b % 60), f: specialFloats[int(b)%len(specialFloats)], iNull: b&1 != 0, fNull: b&2 != 0}
			if b&7 == 7 && i%2 == 0 {
				row.key = "null"
			}
			rows = append(rows, row)
		}
		_, _, all := engines(t, twoColumns(kind))
		var want oracle
		for len(rows) > 0 {
			n := min(len(rows), 1+int(choice))
			b := makeBatch(kind, rows[:n], int(choice)%9, choice%2 == 0)
			want.add(rows[:n])
			rows = rows[n:]
			for name, g := range all {
				if err := g.Update(b.columns...); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
			}
		}
		for name, g := range all {
			want.check(t, name, kind, g)
		}
	})
}

// Merging equals one GroupBy over all rows, where sums of floats are exact; and both engines agree
// where they are not.
// Values that are not int64s or floats: uint64s, whose upper half shows in every aggregate, and
// strings of either width, which can be counted.
func TestUnsignedAndCountedValues(t *testing.T) {
	options := Options{
		Keys:       []sinew.Type{sinew.Int64},
		Values:     []sinew.Type{sinew.Uint64, sinew.String, sinew.Bool},
		Aggregates: []Aggregate{CountOf(0), SumOf(0), MinOf(0), MaxOf(0), MeanOf(0), CountOf(1), CountOf(2), Rows()},
	}
	keys := sinew.Int64s([]int64{1, 2, 1, 1, 3})
	words := sinew.Uint64s([]uint64{math.MaxUint64 - 1, math.MaxUint64, 1, 0, 7}).With(sinew.ValidityOf([]bool{true, true, true, false, false}))
	some := sinew.ValidityOf([]bool{true, false, true, true, true})
	bools := sinew.Bools([]byte{0b10101}, 0, 5).With(some)
	narrow := sinew.StringsOf([]int32{0, 1, 1, 2, 2, 3}, []byte("abc")).With(some)
	wide := sinew.StringsOf([]int64{0, 1, 1, 2, 2, 3}, []byte("abc")).With(some)
	const half = 0x43e0000000000000 // 2^63 as a float64
	want := [][]uint64{
		{2, 1, 0}, {math.MaxUint64, math.MaxUint64, 0}, {1, math.MaxUint64, 0}, {math.MaxUint64 - 1, math.MaxUint64, 0},
		{half, half + 1<<52, 0}, {3, 0, 1}, {3, 0, 1}, {3, 1, 1},
	}
	for _, texts := range []sinew.Column{narrow, wide} {
		_, _, all := engines(t, options)
		for name, g := range all {
			if err := g.Update(keys, words, texts, bools); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			for a := range options.Aggregates {
				out, valid := read(t, g, 1+a)
				if !slices.Equal(out, want[a]) {
					t.Errorf("%s: aggregate %d: %x, want %x", name, a, out, want[a])
				}
				if all := a < 2 || 4 < a; !slices.Equal(valid, []bool{true, true, all}) {
					t.Errorf("%s: aggregate %d: valid are %v", name, a, valid)
				}
			}
			more := sinew.Int64s([]int64{2, 3})
			if err := g.Update(more, sinew.Uint64s([]uint64{1, math.MaxUint64}), sinew.StringsOf([]int32{0, 0, 0}, nil), sinew.Bools([]byte{0}, 0, 2)); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			sums, valid := read(t, g, 2)
			if !slices.Equal(sums, []uint64{math.MaxUint64, 0, math.MaxUint64}) || !slices.Equal(valid, []bool{true, false, true}) || g.OverflowCount() != 1 {
				t.Errorf("%s: a sum of 2^64 in group 1: %x, valid are %v, %d overflows", name, sums, valid, g.OverflowCount())
			}
		}
	}
	api, _, _ := engines(t, options)
	if err := api.Update(keys, words, wide, bools); err != nil {
		t.Fatal(err)
	}
	var b sinew.Batch
	defer b.Close()
	if err := api.Results(&b); err != nil || !slices.Equal(sinew.Values[uint64](b.Column(2)), want[1]) {
		t.Errorf("%v: %v", err, &b)
	}
}

func TestMerge(t *testing.T) {
	for _, kind := range keyTypes {
		r := rand.New(rand.NewPCG(9, 9))
		var want oracle
		into, intoTwin, _ := engines(t, twoColumns(kind))
		for part := range 4 {
			from, fromTwin, _ := engines(t, twoColumns(kind))
			rows := randomRows(r, kind, 500, 100+50*part, true, 0)
			for i := range rows {
				rows[i].f = float64(rows[i].i)
			}
			want.add(rows)
			b := makeBatch(kind, rows, 0, true)
			if err := errors.Join(from.Update(b.columns...), fromTwin.Update(b.columns...)); err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(into.Merge(from.GroupBy), intoTwin.merge(fromTwin.plain)); err != nil {
				t.Fatal(err)
			}
		}
		want.check(t, "merged", kind, into)
		want.check(t, "merged plain", kind, intoTwin)
	}
}

func TestMergeFloatsAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	into, intoTwin, _ := engines(t, twoColumns(sinew.Int64))
	for range 3 {
		from, fromTwin, _ := engines(t, twoColumns(sinew.Int64))
		b := makeBatch(sinew.Int64, randomRows(r, sinew.Int64, 2000, 50, true, 3), 0, true)
		if err := errors.Join(from.Update(b.columns...), fromTwin.Update(b.columns...)); err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(into.Merge(from.GroupBy), intoTwin.merge(fromTwin.plain)); err != nil {
			t.Fatal(err)
		}
	}
	var got, want sinew.Batch
	defer got.Close()
	for group := range into.Len() {
		if err := errors.Join(into.ReadResults(&got, group, 1), intoTwin.ReadResults(&want, group, 1)); err != nil {
			t.Fatal(err)
		}
		for i := range 1 + len(allAggregates) {
			if have, want := wordsOf(got.Column(i)), wordsOf(want.Column(i)); !slices.Equal(have, want) {
				t.Fatalf("column %d of group %d: %x, want %x", i, group, have, want)
			}
		}
	}
}

// Any strings may be given for others, as to MergeEncoded.
func TestMergeOfOtherStrings(t *testing.T) {
	letters := []byte("abc")
	options := func(kind sinew.Type) Options {
		return Options{Keys: []sinew.Type{kind, sinew.Int64}, Values: []sinew.Type{kind}, Aggregates: []Aggregate{Rows(), MaxOf(0)}}
	}
	into, _, _ := engines(t, options(sinew.String))
	from, _, _ := engines(t, options(sinew.Binary))
	strings := sinew.StringsOf([]int32{0, 1, 2}, letters)
	if err := into.Update(strings, sinew.Int64s([]int64{1, 2}), strings); err != nil {
		t.Fatal(err)
	}
	binaries := sinew.BinaryOf([]int64{1, 2, 3}, letters)
	if err := from.Update(binaries, sinew.Int64s([]int64{2, 3}), binaries); err != nil {
		t.Fatal(err)
	}
	if err := into.Merge(from.GroupBy); err != nil {
		t.Fatal(err)
	}
	var b sinew.Batch
	defer b.Close()
	if err := into.Results(&b); err != nil {
		t.Fatal(err)
	}
	var got []string
	for row := range b.Len() {
		got = append(got, fmt.Sprintf("%s %d %d %s", b.Column(0).Bytes(row), sinew.Values[int64](b.Column(1))[row], sinew.Values[int64](b.Column(2))[row], b.Column(3).Bytes(row)))
	}
	if want := []string{"a 1 1 a", "b 2 2 b", "c 3 1 c"}; !slices.Equal(got, want) || b.Column(0).Type() != sinew.String {
		t.Errorf("%v, not %v", got, want)
	}
}

func TestMergeErrors(t *testing.T) {
	g, _, _ := engines(t, twoColumns(sinew.Int64))
	if err := g.Merge(g.GroupBy); !errors.Is(err, sinew.ErrInvalidArgument) {
		t.Errorf("merge into itself: %v", err)
	}
	other, _, _ := engines(t, twoColumns(sinew.Uint64))
	if err := g.Merge(other.GroupBy); !errors.Is(err, sinew.ErrInvalidArgument) {
		t.Errorf("merge of another key type: %v", err)
	}
}

func TestReset(t *testing.T) {
	for _, kind := range keyTypes {
		r := rand.New(rand.NewPCG(1, 1))
		g, twin, _ := engines(t, twoColumns(kind))
		for range 3 {
			rows := randomRows(r, kind, 400, 100, true, 0)
			var want oracle
			want.add(rows)
			b := makeBatch(kind, rows, 2, false)
			twin.truncate(0)
			if err := errors.Join(g.Reset(), g.Update(b.columns...), twin.Update(b.columns...)); err != nil {
				t.Fatal(err)
			}
			want.check(t, "reset", kind, g)
			want.check(t, "reset plain", kind, twin)
		}
	}
}

// A batch over the limit is refused whole, and the GroupBy goes on.
func TestMemoryLimit(t *testing.T) {
	for _, kind := range keyTypes {
		options := twoColumns(kind)
		options.MemoryLimit = 4 << 20
		_, _, all := engines(t, options)
		r := rand.New(rand.NewPCG(2, 2))
		rows := randomRows(r, kind, 100, 20, true, 0)
		small := makeBatch(kind, rows, 0, true)
		var many []oracleRow
		for i := range 100000 {
			many = append(many, oracleRow{key: fmt.Sprintf("=%d", i)})
		}
		large := makeBatch(kind, many, 0, true)
		for name, g := range all {
			var want oracle
			for range 3 {
				if err := g.Update(small.columns...); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				want.add(rows)
				if err := g.Update(large.columns...); !errors.Is(err, sinew.ErrMemoryLimit) {
					t.Fatalf("%s: a batch over the limit: %v", name, err)
				}
				want.check(t, name, kind, g)
			}
		}
	}
}

// A batch that is itself over the limit takes nothing from the next.
func TestMemoryLimitLongBatch(t *testing.T) {
	for _, kind := range keyTypes {
		options := Options{Keys: []sinew.Type{kind}, Aggregates: []Aggregate{Rows()}, MemoryLimit: 100_000}
		_, twin, all := engines(t, options)
		long := makeBatch(kind, slices.Repeat([]oracleRow{{key: "=1"}}, 200_000), 0, false)
		short := makeBatch(kind, slices.Repeat([]oracleRow{{key: "=1"}}, 2), 0, false)
		for name, g := range all {
			for range 2 {
				before := g.len()
				if err := g.Update(long.columns[0]); err != nil && (!errors.Is(err, sinew.ErrMemoryLimit) || g.len() != before) {
					t.Fatalf("%s: %v, %d groups", name, err, g.len())
				}
				if held := twin.memory(); held > options.MemoryLimit {
					t.Fatalf("%d bytes are held", held)
				}
				if err := g.Update(short.columns[0]); err != nil {
					t.Fatalf("%s: after a batch over the limit: %v", name, err)
				}
			}
		}
	}
}

// Room for the rows of an earlier batch gives way to groups.
func TestMemoryLimitSpareRoom(t *testing.T) {
	_, twin, _ := engines(t, Options{Keys: []sinew.Type{sinew.Int64}, Aggregates: []Aggregate{Rows()}, MemoryLimit: 100_000})
	keys := make([]int64, 20_000)
	if err := twin.Update(sinew.Int64s(keys)); err != nil {
		t.Fatal(err)
	}
	for i := range 2000 {
		keys[i] = int64(i)
	}
	if err := twin.Update(sinew.Int64s(keys[:2000])); err != nil || twin.len() != 2000 || twin.memory() > 100_000 {
		t.Errorf("%v; %d groups in %d bytes", err, twin.len(), twin.memory())
	}
}

// Bytes outside of what the offsets cover may change during a call: for the race detector.
func TestUpdateReadsItsPart(t *testing.T) {
	g, _, _ := engines(t, Options{Keys: []sinew.Type{sinew.String}, Aggregates: []Aggregate{Rows()}})
	data := []byte("xaabby")
	done := make(chan error)
	go func() { done <- g.Update(sinew.StringsOf([]int32{1, 3, 5}, data)) }()
	data[0], data[5] = 'X', 'Y'
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestBadStringColumn(t *testing.T) {
	_, _, all := engines(t, Options{Keys: []sinew.Type{sinew.String}, Aggregates: []Aggregate{Rows()}})
	for name, g := range all {
		if err := g.Update(sinew.StringsOf([]int32{0, 1, 2}, []byte("ab"))); err != nil {
			t.Fatal(err)
		}
		for _, bad := range []struct {
			offsets []int64
			row     int
		}{{[]int64{0, 2, 1}, 1}, {[]int64{0, 1, 3}, 1}, {[]int64{-1, 1, 2}, 0}, {[]int64{5, 6, 7}, 0}} {
			err := g.Update(sinew.StringsOf(bad.offsets, []byte("xy")))
			var e *sinew.Error
			if !errors.Is(err, sinew.ErrInvalidArgument) || !errors.As(err, &e) || e.Offset != bad.row {
				t.Errorf("%s: offsets %v: error %v, want an invalid argument in row %d", name, bad.offsets, err, bad.row)
			}
			if g.len() != 2 {
				t.Fatalf("%s: %d groups after a refused batch", name, g.len())
			}
		}
	}
}

func TestBadOptions(t *testing.T) {
	for name, o := range map[string]Options{
		"no key":            {Aggregates: []Aggregate{Rows()}},
		"no type of a key":  {Keys: []sinew.Type{sinew.Int64, 9999}, Aggregates: []Aggregate{Rows()}},
		"many keys":         {Keys: slices.Repeat([]sinew.Type{sinew.Bool}, 9), Aggregates: []Aggregate{Rows()}},
		"no aggregates":     {Keys: []sinew.Type{sinew.Int64}},
		"zero aggregate":    {Keys: []sinew.Type{sinew.Int64}, Aggregates: []Aggregate{{}}},
		"no such column":    {Keys: []sinew.Type{sinew.Int64}, Aggregates: []Aggregate{SumOf(0)}},
		"negative column":   {Keys: []sinew.Type{sinew.Int64}, Values: []sinew.Type{sinew.Int64}, Aggregates: []Aggregate{SumOf(-1)}},
		"huge column":       {Keys: []sinew.Type{sinew.Int64}, Values: []sinew.Type{sinew.Int64}, Aggregates: []Aggregate{SumOf(1 << (bits.UintSize / 2))}},
		"no type":           {Keys: []sinew.Type{sinew.Int64}, Values: []sinew.Type{9999}, Aggregates: []Aggregate{Rows()}},
		"sum of strings":    {Keys: []sinew.Type{sinew.Int64}, Values: []sinew.Type{sinew.String}, Aggregates: []Aggregate{CountOf(0), SumOf(0)}},
		"mean of times":     {Keys: []sinew.Type{sinew.Int64}, Values: []sinew.Type{sinew.TimestampS}, Aggregates: []Aggregate{MeanOf(0)}},
		"filter of numbers": {Keys: []sinew.Type{sinew.Int64}, Values: []sinew.Type{sinew.Int64}, Aggregates: []Aggregate{Rows().Where(0)}},
		"no such filter":    {Keys: []sinew.Type{sinew.Int64}, Values: []sinew.Type{sinew.Bool}, Aggregates: []Aggregate{Rows().Where(1)}},
		"negative filter":   {Keys: []sinew.Type{sinew.Int64}, Values: []sinew.Type{sinew.Bool}, Aggregates: []Aggregate{Rows().Where(-1)}},
		"many columns":      {Keys: []sinew.Type{sinew.Int64}, Values: slices.Repeat([]sinew.Type{sinew.Int64}, 17), Aggregates: []Aggregate{Rows()}},
		"many aggregates":   {Keys: []sinew.Type{sinew.Int64}, Aggregates: slices.Repeat([]Aggregate{Rows()}, 65)},
		"negative limit":    {Keys: []sinew.Type{sinew.Int64}, Aggregates: []Aggregate{Rows()}, MemoryLimit: -1},
		"negative expected": {Keys: []sinew.Type{sinew.Int64}, Aggregates: []Aggregate{Rows()}, ExpectedGroups: -1},
	} {
		if g, err := NewGroupBy(o); g != nil || !errors.Is(err, sinew.ErrInvalidArgument) {
			t.Errorf("%s: %v, %v; want an invalid argument", name, g, err)
		}
	}
	full := Options{Keys: []sinew.Type{sinew.Int64}, Values: slices.Repeat([]sinew.Type{sinew.Int64}, 16), Aggregates: slices.Repeat([]Aggregate{MeanOf(15)}, 64)}
	g, err := NewGroupBy(full)
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	columns := slices.Repeat([]sinew.Column{sinew.Int64s([]int64{7, 7})}, 17)
	if err := g.Update(columns...); err != nil {
		t.Fatal(err)
	}
	var b sinew.Batch
	defer b.Close()
	if err := g.Results(&b); err != nil || b.Name(64) != "result_63" || !slices.Equal(sinew.Values[float64](b.Column(64)), []float64{7}) {
		t.Errorf("%v: %v", err, &b)
	}
}

func TestBadCalls(t *testing.T) {
	g, _, _ := engines(t, twoColumns(sinew.Int64))
	keys, ints, floats := sinew.Int64s([]int64{1, 2}), sinew.Int64s([]int64{3, 4}), sinew.Float64s([]float64{5, 6})
	for name, err := range map[string]error{
		"other key":   g.Update(sinew.Uint64s([]uint64{1, 2}), ints, floats),
		"zero key":    g.Update(sinew.Column{}, ints, floats),
		"too few":     g.Update(keys, ints),
		"too many":    g.Update(keys, ints, floats, floats),
		"other value": g.Update(keys, floats, ints),
	} {
		if !errors.Is(err, sinew.ErrInvalidArgument) {
			t.Errorf("%s: %v, want an invalid argument", name, err)
		}
	}
	for name, f := range map[string]func(){
		"lengths":        func() { g.Update(keys, sinew.Int64s([]int64{1}), floats) },
		"range":          func() { g.ReadResults(new(sinew.Batch), 0, 1) },
		"negative range": func() { g.ReadResults(new(sinew.Batch), -1, 0) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			f()
		}()
	}
	if g.Len() != 0 {
		t.Errorf("%d groups after bad calls", g.Len())
	}
}

func TestClosed(t *testing.T) {
	g, err := NewGroupBy(twoColumns(sinew.String))
	if err != nil {
		t.Fatal(err)
	}
	other, _, _ := engines(t, twoColumns(sinew.String))
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	for name, err := range map[string]error{
		"Update": g.Update(sinew.Column{}), "Merge": g.Merge(other.GroupBy), "Merge of": other.Merge(g), "Reset": g.Reset(), "Close": g.Close(),
		"Results": g.Results(new(sinew.Batch)), "ReadResults": g.ReadResults(new(sinew.Batch), 0, 0),
	} {
		if !errors.Is(err, sinew.ErrClosed) {
			t.Errorf("%s: %v, want ErrClosed", name, err)
		}
	}
	if g.Len() != 0 || g.Memory() != 0 {
		t.Errorf("closed, but %d groups and %d bytes", g.Len(), g.Memory())
	}
}

func TestUpdateDoesNotAllocate(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, kind := range keyTypes {
		g, _, _ := engines(t, twoColumns(kind))
		rows := makeBatch(kind, randomRows(r, kind, 1000, 100, true, 0), 3, true)
		key, ints, floats := rows.columns[0], rows.columns[1], rows.columns[2]
		update := func() {
			if err := g.Update(key, ints, floats); err != nil {
				t.Fatal(err)
			}
		}
		update()
		var b sinew.Batch
		defer b.Close()
		results := func() {
			if err := g.Results(&b); err != nil {
				t.Fatal(err)
			}
		}
		results()
		for name, f := range map[string]func(){
			"Update":      update,
			"Results":     results,
			"ReadResults": func() { g.ReadResults(&b, 1, 3) },
			"Len":         func() { g.Len() },
			"Reset, fill": func() { g.Reset(); update() },
		} {
			// The plain engine makes a Go string of each new key; the library keeps its own.
			plainStrings := kind == sinew.String && !c.Available
			if n := testing.AllocsPerRun(20, f); n != 0 && !(name == "Reset, fill" && plainStrings) {
				t.Errorf("%s of %v keys: %v allocations a call", name, kind, n)
			}
		}
	}
}

// What is not closed is cleaned up.
func TestCleanup(t *testing.T) {
	before := sinew.MemoryStats().Blocks
	for range 50 {
		if _, err := NewGroupBy(twoColumns(sinew.Int64)); err != nil {
			t.Fatal(err)
		}
	}
	for range 100 {
		runtime.GC()
		runtime.Gosched()
		if sinew.MemoryStats().Blocks <= before {
			return
		}
	}
	t.Errorf("%d blocks held, %d before", sinew.MemoryStats().Blocks, before)
}

// Squares of distances can be too small for a float64 where their products are not: over 0 these are no
// correlation of 1.
func TestCorrelationOfSmallDistances(t *testing.T) {
	float := sinew.Float64
	_, _, all := engines(t, Options{Keys: []sinew.Type{sinew.Int64}, Values: []sinew.Type{float, float}, Aggregates: []Aggregate{CorrelationOf(0, 1)}})
	for name, g := range all {
		if err := g.Update(sinew.Int64s([]int64{1, 1, 1}), sinew.Float64s([]float64{0, 1e-200, 0}), sinew.Float64s([]float64{0, 1, 1})); err != nil {
			t.Fatal(err)
		}
		var b sinew.Batch
		defer b.Close()
		if err := g.ReadResults(&b, 0, 1); err != nil {
			t.Fatal(err)
		}
		if found := sinew.Values[float64](b.Column(1))[0]; !math.IsNaN(found) {
			t.Errorf("%s: %v", name, found)
		}
	}
}

// As in keys, of both zeros there is one, and of all NaNs; nulls are no values.
func TestCountDistinct(t *testing.T) {
	_, _, all := engines(t, Options{
		Keys: []sinew.Type{sinew.Int64}, Values: []sinew.Type{sinew.Float64, sinew.String, sinew.Bool},
		Aggregates: []Aggregate{CountDistinctOf(0), CountDistinctOf(1), CountDistinctOf(1).Where(2)},
	})
	zero, nan := math.Copysign(0, -1), math.Float64frombits(0xfff0000000000001)
	for name, g := range all {
		floats := sinew.Float64s([]float64{0, zero, math.NaN(), nan, 1}).With(sinew.ValidityOf([]bool{true, true, true, true, false}))
		texts := sinew.StringsOf([]int32{0, 1, 2, 2, 2, 3}, []byte("aba"))
		if err := g.Update(sinew.Int64s([]int64{1, 1, 1, 1, 1}), floats, texts, sinew.Bools([]byte{0b10010}, 0, 5)); err != nil {
			t.Fatal(err)
		}
		var b sinew.Batch
		defer b.Close()
		if err := g.ReadResults(&b, 0, 1); err != nil {
			t.Fatal(err)
		}
		for i, want := range []int64{2, 3, 2} {
			if found := sinew.Values[int64](b.Column(1 + i))[0]; found != want {
				t.Errorf("%s: %d is %d, not %d", name, i, found, want)
			}
		}
	}
}

// What a merged sketch says, of values that come in any order and are merged in any way.
func TestApproxCountDistinct(t *testing.T) {
	const lgK, rows = 9, 5000
	_, _, all := engines(t, Options{
		Keys: []sinew.Type{sinew.Int64}, Values: []sinew.Type{sinew.Int64, sinew.String},
		Aggregates: []Aggregate{ApproxCountDistinctOf(0, lgK), ApproxCountDistinctOf(0, 0), ApproxCountDistinctOf(1, 0)},
	})
	var halves [2]*hll.Sketch
	for i := range halves {
		var err error
		if halves[i], err = hll.New(hll.Options{LgK: lgK}); err != nil {
			t.Fatal(err)
		}
		defer halves[i].Close()
	}
	keys, values := make([]int64, rows), make([]int64, rows)
	for i := range values {
		values[i] = int64(i) * -0x61c8864680b583eb
	}
	for i, half := range halves {
		if err := half.Update(sinew.Int64s(values[i*rows/2:][:rows/2])); err != nil {
			t.Fatal(err)
		}
	}
	if err := halves[0].Merge(halves[1]); err != nil {
		t.Fatal(err)
	}
	texts := sinew.StringsOf(append(make([]int32, rows-1), 0, 1), []byte("a"))
	want := []int64{int64(math.Round(halves[0].Estimate(1).Value)), 0, 1}
	for name, g := range all {
		if err := g.Update(sinew.Int64s(keys), sinew.Int64s(values), texts); err != nil {
			t.Fatal(err)
		}
		var b sinew.Batch
		defer b.Close()
		if err := g.ReadResults(&b, 0, 1); err != nil {
			t.Fatal(err)
		}
		for i, want := range want {
			found := sinew.Values[int64](b.Column(1 + i))[0]
			if i == 1 && (found < rows*95/100 || found > rows*105/100) || i != 1 && found != want {
				t.Errorf("%s: %d is %d, not %d", name, i, found, want)
			}
		}
	}
	for _, lgK := range []int{-1, 3, 22, 1<<(bits.UintSize-2) + 12} {
		_, err := NewGroupBy(Options{Keys: []sinew.Type{sinew.Int64}, Values: []sinew.Type{sinew.Int64}, Aggregates: []Aggregate{ApproxCountDistinctOf(0, lgK)}})
		if !errors.Is(err, sinew.ErrInvalidArgument) {
			t.Errorf("%d: %v", lgK, err)
		}
	}
}
