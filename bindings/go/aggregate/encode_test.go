package aggregate

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"hash/crc32"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// The example of docs/formats/groupby.md.
const encodedExample = "53474201010103009f000000000000000200000000000000600000001100000001000000000000000000000000000000030000000000000000000000000000000500000000000000000000000000000000044f736c6f0102000000000000000200000000000000feffffffffffffffffffffffffffffff05000100000000000000000000000000000000000000000000000000000000000000000065879d5a"

func exampleBytes(t testing.TB) []byte {
	example, err := hex.DecodeString(encodedExample)
	if err != nil {
		t.Fatal(err)
	}
	return example
}

func TestEncodedExample(t *testing.T) {
	options := Options{Keys: []sinew.Type{sinew.String}, Values: []sinew.Type{sinew.Int16}, Aggregates: []Aggregate{Rows(), SumOf(0), MaxOf(0)}}
	api, twin, _ := engines(t, options)
	keys := []keyRow{{[]byte("Oslo")}, {nil}, {[]byte("Oslo")}}
	for _, g := range []grouper{api, twin} {
		values := sinew.Int16s([]int16{5, 77, -7}).With(sinew.ValidityOf([]bool{true, false, true}))
		if err := g.Update(keyColumn(sinew.String, keys, 0, 0, false), values); err != nil {
			t.Fatal(err)
		}
		if have := encodeOf(t, g, 0, 1); !bytes.Equal(have, exampleBytes(t)) {
			t.Errorf("%x", have)
		}
	}
	g, err := Decode(exampleBytes(t), 0)
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	var b sinew.Batch
	defer b.Close()
	if err := g.Results(&b); err != nil {
		t.Fatal(err)
	}
	if b.Len() != 2 || b.Column(0).Literal(0) != `"Oslo"` || b.Column(0).Valid(1) {
		t.Errorf("%d groups, %s", b.Len(), b.Column(0).Literal(0))
	}
	if rows, sums, most := sinew.Values[int64](b.Column(1)), sinew.Values[int64](b.Column(2)), sinew.Values[int16](b.Column(3)); rows[0] != 2 || sums[0] != -2 || most[0] != 5 || b.Column(3).Valid(1) {
		t.Errorf("rows %v, sums %v, most %v", rows, sums, most)
	}
}

// encodeOf returns the bytes of an engine.
func encodeOf(t testing.TB, g grouper, part, parts int) []byte {
	t.Helper()
	switch g := g.(type) {
	case viaAPI:
		b, err := g.AppendEncodedPart([]byte("in front"), part, parts)
		if err != nil {
			t.Fatal(err)
		}
		return bytes.TrimPrefix(b, []byte("in front"))
	case viaPlain:
		return bytes.TrimPrefix(g.encode([]byte("in front"), part, parts), []byte("in front"))
	}
	panic("no such engine")
}

// mergeInto merges bytes into an engine.
func mergeInto(g grouper, data []byte) error {
	twin, ok := g.(viaPlain)
	if !ok {
		return g.(viaAPI).MergeEncoded(data)
	}
	e, err := readEncoded(data)
	if err != nil {
		return err
	}
	if !twin.takes(e) {
		return errOther
	}
	return twin.mergeEncoded(e)
}

func randomOptions(r *rand.Rand) (o Options) {
	for range 1 + r.IntN(4) {
		o.Keys = append(o.Keys, allTypes[r.IntN(len(allTypes))])
	}
	for range r.IntN(4) {
		o.Values = append(o.Values, allTypes[r.IntN(len(allTypes))])
	}
	o.Values = append(o.Values, sinew.Bool)
	o.Aggregates = []Aggregate{Rows()}
	for range 16 {
		a := aggregateOf(1+int32(r.IntN(int(c.AggregateApproxQuantile))), r.IntN(len(o.Values)))
		if r.IntN(4) == 0 {
			pairs := []int32{c.AggregateArgMin, c.AggregateArgMax, c.AggregateCovariancePopulation, c.AggregateCovarianceSample, c.AggregateCorrelation}
			a = pairOf(pairs[r.IntN(len(pairs))], r.IntN(len(o.Values)), r.IntN(len(o.Values)))
			if !c.TakesPair(a.function, int32(o.Values[a.column]), int32(o.Values[a.second])) {
				continue
			}
		} else if a.function == c.AggregateCountRows {
			a = Rows()
		} else if c.IsPair(a.function) {
			a = pairOf(a.function, int(a.column), r.IntN(len(o.Values)))
			if !c.TakesPair(a.function, int32(o.Values[a.column]), int32(o.Values[a.second])) {
				continue
			}
		} else if !c.Takes(a.function, int32(o.Values[a.column])) {
			continue
		}
		if c.IsQuantile(a.function) {
			a = quantileOf(a.function, int(a.column), []float64{0, 0.07, 0.5, 0.55, 1}[r.IntN(5)])
		}
		if c.IsOfAccuracy(a.function) {
			a = ApproxQuantileOf(int(a.column), a.fraction, []float64{0, 0.2, 1e-6}[r.IntN(3)])
		}
		if c.IsOfLgK(a.function) {
			a = ApproxCountDistinctOf(int(a.column), []int{0, 4, 5}[r.IntN(3)])
		}
		if r.IntN(3) == 0 {
			a = a.Where(len(o.Values) - 1)
		}
		o.Aggregates = append(o.Aggregates, a)
	}
	return o
}

func randomColumns(r *rand.Rand, o *Options, rows, nulls int) (columns []sinew.Column) {
	of := func(types []sinew.Type, different int) {
		all := make([]keyRow, rows)
		for i := range all {
			for _, kind := range types {
				all[i] = append(all[i], randomKey(r, kind, different, nulls))
			}
		}
		for i, kind := range types {
			columns = append(columns, keyColumn(kind, all, i, i, r.IntN(2) == 0))
		}
	}
	of(o.Keys, max(rows/3, 1))
	of(o.Values, 30)
	return columns
}

// With the library and without it the bytes are the same, and each reads what the other has written.
func TestEncodedTwins(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 5))
		options := randomOptions(r)
		if seed < uint64(len(allTypes)) {
			options.Keys = allTypes[seed : seed+1]
		}
		api, twin, _ := engines(t, options)
		more, twinMore, _ := engines(t, options)
		for _, pair := range [][2]grouper{{api, twin}, {more, twinMore}} {
			columns := randomColumns(r, &options, 200, int(seed%3)*10)
			for _, g := range pair {
				if err := g.Update(columns...); err != nil {
					t.Fatal(err)
				}
			}
		}
		parts := 1 + r.IntN(4)
		groups := 0
		for part := range parts {
			data := encodeOf(t, more, part, parts)
			if twins := encodeOf(t, twinMore, part, parts); !bytes.Equal(data, twins) {
				t.Fatalf("seed %d, %v, %v: part %d of %d differs:\n%x\n%x", seed, options.Keys, options.Aggregates, part, parts, data, twins)
			}
			own, err := NewGroupBy(options)
			if err != nil {
				t.Fatal(err)
			}
			if err := own.MergePart(more.GroupBy, part, parts); err != nil {
				t.Fatal(err)
			}
			if have := encodeOf(t, viaAPI{own}, 0, 1); !bytes.Equal(have, data) {
				t.Fatalf("seed %d: a merged part differs", seed)
			}
			groups += own.Len()
			own.Close()
			for _, g := range []grouper{api, twin} {
				if err := mergeInto(g, data); err != nil {
					t.Fatal(err)
				}
			}
			decoded, err := Decode(data, 0)
			if err != nil {
				t.Fatal(err)
			}
			if have := encodeOf(t, viaAPI{decoded}, 0, 1); !bytes.Equal(have, data) {
				t.Fatalf("seed %d: what was decoded differs", seed)
			}
			decoded.Close()
		}
		if groups != more.Len() {
			t.Fatalf("seed %d: %d groups in parts, %d in all", seed, groups, more.Len())
		}
		if data := encodeOf(t, api, 0, 1); !bytes.Equal(data, encodeOf(t, twin, 0, 1)) {
			t.Fatalf("seed %d: merged bytes differ", seed)
		}
	}
}

// Exact sums that are infinite keep their sign in bytes and in parts.
func TestEncodedInfinities(t *testing.T) {
	options := Options{Keys: []sinew.Type{sinew.Int64}, Values: []sinew.Type{sinew.Float64}, Aggregates: []Aggregate{SumExactOf(0)}}
	keys := []int64{1, 2, 3, 3, 4}
	values := []float64{math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1), -1}
	want := []float64{math.Inf(1), math.Inf(-1), math.NaN(), -1}
	_, _, from := engines(t, options)
	_, _, into := engines(t, options)
	for name, g := range from {
		if err := g.Update(sinew.Int64s(keys), sinew.Float64s(values)); err != nil {
			t.Fatal(err)
		}
		if err := mergeInto(into[name], encodeOf(t, g, 0, 1)); err != nil {
			t.Fatal(err)
		}
		var b sinew.Batch
		defer b.Close()
		if err := into[name].ReadResults(&b, 0, len(want)); err != nil {
			t.Fatal(err)
		}
		for i, have := range sinew.Values[float64](b.Column(1)) {
			if have != want[i] && !(math.IsNaN(have) && math.IsNaN(want[i])) {
				t.Errorf("%s: the sum of group %d is %v, not %v", name, i, have, want[i])
			}
		}
	}
}

// sealed gives bytes the right size and checksum.
func sealed(b []byte) []byte {
	b = slices.Clone(b)
	end := len(b) - checksumSize
	binary.LittleEndian.PutUint64(b[sizeAt:], uint64(len(b)))
	binary.LittleEndian.PutUint32(b[end:], crc32.Checksum(b[:end], crc32.MakeTable(crc32.Castagnoli)))
	return b
}

// Bytes that were cut, or changed and sealed again, are refused or taken alike, in the same words, and
// change nothing if they are refused.
func TestEncodedFaults(t *testing.T) {
	example := exampleBytes(t)
	for size := range example {
		_, err := Decode(example[:size], 0)
		if !errors.Is(err, sinew.ErrTruncated) {
			t.Errorf("%d bytes: %v", size, err)
		}
	}
	for bit := range 8 * len(example) {
		data := slices.Clone(example)
		data[bit/8] ^= 1 << (bit % 8)
		if _, err := Decode(data, 0); err == nil {
			t.Errorf("bit %d", bit)
		}
	}
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 6))
		options := randomOptions(r)
		api, twin, _ := engines(t, options)
		columns := randomColumns(r, &options, 12, 20)
		for _, g := range []grouper{api, twin} {
			if err := g.Update(columns...); err != nil {
				t.Fatal(err)
			}
		}
		data := encodeOf(t, api, 0, 1)
		for range 60 {
			changed := slices.Clone(data)
			for range 1 + r.IntN(2) {
				at := r.IntN(len(changed))
				changed[at] = []byte{0, 1, 0x7f, 0x80, 0xff, byte(r.Uint32()), changed[at] ^ 1<<r.IntN(8)}[r.IntN(7)]
			}
			if copy(changed, magic); r.IntN(8) > 0 {
				changed = sealed(changed)
			}
			err, twins := mergeInto(api, changed), mergeInto(twin, changed)
			if text, other := textOf(err), textOf(twins); text != other && twins != errOther {
				t.Fatalf("seed %d: %q with the library, %q without", seed, text, other)
			}
			if err == nil {
				data = encodeOf(t, api, 0, 1)
			}
			if !bytes.Equal(encodeOf(t, api, 0, 1), data) || !bytes.Equal(encodeOf(t, twin, 0, 1), data) {
				t.Fatalf("seed %d: changed by %v", seed, err)
			}
			if e, ok := err.(*sinew.Error); ok && e.Offset > len(changed) {
				t.Fatalf("offset %d of %d", e.Offset, len(changed))
			}
			if len(data) > 1<<16 {
				break // quantiles keep all values, which each merge doubles
			}
		}
	}
}

func textOf(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestEncodedMisuse(t *testing.T) {
	options := Options{Keys: []sinew.Type{sinew.Int64}, Aggregates: []Aggregate{Rows()}}
	g, err := NewGroupBy(options)
	if err != nil {
		t.Fatal(err)
	}
	wantInvalid := func(err error) {
		t.Helper()
		if !errors.Is(err, sinew.ErrInvalidArgument) {
			t.Errorf("%v", err)
		}
	}
	wantInvalid(g.MergeEncoded(exampleBytes(t)))
	wantInvalid(g.MergePart(g, 0, 1))
	_, err = Decode(exampleBytes(t), -1)
	wantInvalid(err)
	other, err := Decode(exampleBytes(t), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	wantInvalid(g.MergePart(other, 0, 1))
	if err := other.MergeEncoded(exampleBytes(t)); err != nil || other.Len() != 2 {
		t.Errorf("%v", err)
	}
	if _, err := Decode(exampleBytes(t), 64); !errors.Is(err, sinew.ErrMemoryLimit) {
		t.Errorf("%v", err)
	}
	for _, part := range []int{-1, 2} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("part %d of 2", part)
				}
			}()
			g.AppendEncodedPart(nil, part, 2)
		}()
	}
	g.Close()
	if err := other.MergePart(g, 0, 1); err != nil && !errors.Is(err, sinew.ErrClosed) {
		t.Errorf("%v", err)
	}
	other.Close()
	if _, err := other.AppendEncoded(nil); !errors.Is(err, sinew.ErrClosed) {
		t.Errorf("%v", err)
	}
	if err := other.MergeEncoded(nil); !errors.Is(err, sinew.ErrClosed) {
		t.Errorf("%v", err)
	}
}

// Groups that need more memory than there may be cost little more than their keys, however large the
// states are that their few bytes stand for.
func TestEncodedMemory(t *testing.T) {
	const groups = 5000
	options := Options{Keys: []sinew.Type{sinew.Int64}, Values: []sinew.Type{sinew.Float64}}
	for range 16 {
		options.Aggregates = append(options.Aggregates, ArgMinOf(0, 0), SumExactOf(0))
	}
	_, large, _ := engines(t, options)
	keys := make([]int64, groups)
	for i := range keys {
		keys[i] = int64(i)
	}
	nulls := sinew.Float64s(make([]float64, groups)).With(sinew.ValidityOf(make([]bool, groups)))
	if err := large.Update(sinew.Int64s(keys), nulls); err != nil {
		t.Fatal(err)
	}
	data := encodeOf(t, large, 0, 1)
	options.MemoryLimit = 256 << 10
	var small plain
	small.open(&options)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	err := mergeInto(viaPlain{plain: &small}, data)
	runtime.ReadMemStats(&after)
	if !errors.Is(err, sinew.ErrMemoryLimit) || small.len() != 0 {
		t.Fatalf("%v, %d groups", err, small.len())
	}
	if size := after.TotalAlloc - before.TotalAlloc; size > 300*groups {
		t.Errorf("%d bytes for %d groups", size, groups)
	}
}

// What the library takes, plain Go takes, with the same groups; what it refuses is refused in the same
// words.
func FuzzEncoded(f *testing.F) {
	f.Add(exampleBytes(f))
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 7))
		options := randomOptions(r)
		options.Keys, options.Aggregates = options.Keys[:1], options.Aggregates[:min(len(options.Aggregates), 4)]
		var p plain
		p.open(&options)
		columns := randomColumns(r, &options, 3, 20)
		if err := p.update(columns[:1], columns[1:]); err != nil {
			f.Fatal(err)
		}
		f.Add(p.encode(nil, 0, 1))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) >= headerSize+checksumSize {
			data = sealed(append([]byte(magic), data[len(magic):]...))
		}
		g, err := Decode(data, 0)
		twin, twinErr := decodePlain(data)
		if textOf(err) != textOf(twinErr) {
			t.Fatalf("%q with the library, %q without", textOf(err), textOf(twinErr))
		}
		if err != nil {
			return
		}
		defer g.Close()
		have, err := g.AppendEncoded(nil)
		if want := twin.encode(nil, 0, 1); err != nil || !bytes.Equal(have, want) {
			t.Fatalf("%v\n%x with the library\n%x without", err, have, want)
		}
	})
}

func decodePlain(data []byte) (*plain, error) {
	e, err := readEncoded(data)
	if err != nil {
		return nil, err
	}
	if len(e.options.Keys) == 0 {
		return nil, corrupt(len(magic), "there is no key column")
	}
	p := new(plain)
	p.open(&e.options)
	return p, p.mergeEncoded(e)
}
