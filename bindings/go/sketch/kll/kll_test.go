package kll

import (
	"bytes"
	"encoding/hex"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/use/usetest"
)

// pair is a sketch, and the one in plain Go that must be as it.
type pair struct {
	t     testing.TB
	api   *Sketch
	plain plain
}

func newPair(t testing.TB, options Options) *pair {
	t.Helper()
	s, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	p := &pair{t: t, api: s}
	if err := p.plain.init(options); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *pair) update(column sinew.Column) {
	p.t.Helper()
	if err := errors.Join(p.api.Update(column), p.plain.update(column.View())); err != nil {
		p.t.Fatal(err)
	}
}

func (p *pair) merge(from *pair) {
	p.t.Helper()
	if err := errors.Join(p.api.Merge(from.api), p.plain.merge(&from.plain)); err != nil {
		p.t.Fatal(err)
	}
}

func (p *pair) check() {
	p.t.Helper()
	asked := []float64{0, 0.01, 0.25, 0.5, 0.9, 1}
	found, twin := make([]float64, 12), slices.Repeat([]float64{nan}, 12)
	p.api.Quantiles(asked, found[:6])
	p.plain.quantiles(asked, twin[:6])
	p.api.Ranks(asked, found[6:])
	p.plain.ranks(asked, twin[6:])
	summary, ofTwin := p.api.Summary(), p.plain.summarize()
	found = append(found, float64(summary.Count), summary.Min, summary.Max, p.api.RankError(), float64(p.api.K()))
	twin = append(twin, float64(ofTwin.Count), ofTwin.Min, ofTwin.Max, p.plain.rankError(), float64(p.plain.k))
	for i := range found {
		if math.Float64bits(found[i]) != math.Float64bits(twin[i]) {
			p.t.Fatalf("they differ: %v and %v", found, twin)
		}
	}
}

func (p *pair) encoded() []byte {
	p.t.Helper()
	p.check()
	b, err := p.api.AppendEncoded([]byte("in front"))
	if err != nil {
		p.t.Fatal(err)
	}
	if twin := p.plain.encode([]byte("in front")); !bytes.Equal(b, twin) {
		p.t.Fatalf("the bytes differ:\n%x\n%x", b, twin)
	}
	p.check()
	return b[len("in front"):]
}

func random(count int, seed uint64) []float64 {
	r := rand.New(rand.NewPCG(seed, 2))
	values := make([]float64, count)
	for i := range values {
		switch values[i] = r.NormFloat64(); r.IntN(20) {
		case 0:
			values[i] = math.Float64frombits(r.Uint64())
		case 1:
			values[i] = math.Copysign(0, -1)
		}
	}
	return values
}

// Both engines do the same, and each reads what is written.
func TestTwins(t *testing.T) {
	for _, float32 := range []bool{false, true} {
		for _, k := range []int{8, 200, 3000} {
			for seed, count := range []int{0, 1, 40, 992, 2500, 20000} {
				p, other := newPair(t, Options{K: k, Float32: float32, Seed: uint64(seed)}), newPair(t, Options{K: 100, Float32: float32})
				p.update(sinew.Float64s(random(count/3, uint64(seed))))
				p.check()
				p.update(sinew.Float64s(random(count-count/3, uint64(seed))))
				other.update(sinew.Float64s(random(count/2, 9)))
				p.merge(other)
				data := p.encoded()
				p.update(sinew.Float64s(random(1500, 7)))
				p.encoded()
				same(t, data, float32)
				same(t, other.encoded(), float32)
				p.api.Close()
				other.api.Close()
			}
		}
	}
}

func TestColumns(t *testing.T) {
	valid := sinew.ValidityOf([]bool{true, false, true, true})
	for _, float32s := range []bool{false, true} {
		for _, column := range []sinew.Column{
			sinew.Int8s([]int8{-1, 2, 3, 3}), sinew.Int16s([]int16{-1, 2, 3, 3}), sinew.Int32s([]int32{-1, 2, 3, 3}),
			sinew.Int64s([]int64{math.MinInt64, 1<<53 + 1, 3, 3}), sinew.Uint8s([]uint8{255, 2, 3, 3}), sinew.Uint16s([]uint16{65535, 2, 3, 3}),
			sinew.Uint32s([]uint32{1 << 31, 2, 3, 3}), sinew.Uint64s([]uint64{math.MaxUint64, 2, 3, 3}),
			sinew.Float32s([]float32{-0.1, 0, 1.5, float32(math.NaN())}), sinew.Float64s([]float64{1e300, math.Inf(-1), 1.5, math.NaN()}),
		} {
			p := newPair(t, Options{K: 10, Float32: float32s})
			p.update(column)
			p.encoded()
			p.update(column.With(valid))
			p.encoded()
		}
	}
}

// The bytes, ranks and quantiles are of datasketches 5 for Python.
func TestDataSketches(t *testing.T) {
	for _, test := range []struct {
		float32            bool
		rank, median, last float64
		text               string
	}{
		{false, 1, -1.5, -1.5, "02020f04c8000800000000000000f8bf"},
		{true, 1, -1.5, -1.5, "02020f040a0008000000c0bf"},
		{true, 0.16, 27.5, 39.5, "05010f0008000800640000000000000008000400050000000f000000100000001a00000000000000000046420000fc4100005041000032420000d0410000f04000001c420000a4410000004000000642000070410000003f0000c0400000204100008841000098410000c8410000e44100000e4200001e4200003442000044420000e040000084410000dc4100000a420000304200004642"},
	} {
		data, _ := hex.DecodeString(test.text)
		same(t, data, test.float32)
		s, err := Decode(data, Options{Float32: test.float32})
		if err != nil {
			t.Fatal(err)
		}
		if s.Rank(7.5) != test.rank || s.Quantile(0.5) != test.median || s.Quantile(0.75) != test.last {
			t.Errorf("%v, %v, %v", s.Rank(7.5), s.Quantile(0.5), s.Quantile(0.75))
		}
		s.Close()
	}
}

// Whatever the bytes, both engines say the same of them.
func TestRefusals(t *testing.T) {
	for _, float32 := range []bool{false, true} {
		for _, count := range []int{0, 1, 5, 300} {
			p := newPair(t, Options{K: 8, Float32: float32})
			p.update(sinew.Float64s(random(count, 3)))
			data := p.encoded()
			for size := range data {
				same(t, data[:size], float32)
			}
			same(t, append(slices.Clone(data), 0), float32)
			r := rand.New(rand.NewPCG(1, 2))
			for range 1000 {
				changed := slices.Clone(data)
				for range 1 + r.IntN(2) {
					changed[r.IntN(min(len(changed), 80))] ^= 1 << r.IntN(8)
				}
				same(t, changed, float32)
			}
		}
	}
}

func same(t *testing.T, data []byte, float32 bool) {
	t.Helper()
	s, err := Decode(data, Options{Float32: float32})
	var twin plain
	twinErr := twin.decode(data, Options{Float32: float32})
	if (err == nil) != (twinErr == nil) || err != nil && err.Error() != twinErr.Error() {
		t.Fatalf("%x: %v and %v", data, err, twinErr)
	}
	if err == nil {
		(&pair{t, s, twin}).encoded()
		s.Close()
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("\x02\x02\x0f\x04\x0a\x00\x08\x00\x00\x00\xc0\xbf"), true)
	f.Fuzz(func(t *testing.T, data []byte, float32 bool) { same(t, data, float32) })
}

func TestErrors(t *testing.T) {
	for _, options := range []Options{{K: 7}, {K: 65536}, {K: 8, MemoryLimit: -1}} {
		if _, err := New(options); !errors.Is(err, sinew.ErrInvalidArgument) {
			t.Errorf("%+v: %v", options, err)
		}
	}
	if _, err := Decode(nil, Options{MemoryLimit: -1}); !errors.Is(err, sinew.ErrInvalidArgument) {
		t.Error(err)
	}
	if _, err := New(Options{K: 200, MemoryLimit: 4000}); !errors.Is(err, sinew.ErrMemoryLimit) {
		t.Error(err)
	}
	// Twice as many values, 56 times.
	data, _ := hex.DecodeString("02020f04080008000000000000001040")
	for i := range 57 {
		p, err := Decode(data, Options{})
		if err != nil {
			t.Fatal(err)
		}
		var twin plain
		twin.decode(data, Options{})
		half, _ := Decode(data, Options{})
		ofTwin := twin
		ofTwin.buffer, ofTwin.levels = slices.Clone(twin.buffer), slices.Clone(twin.levels)
		err, twinErr := p.Merge(half), twin.merge(&ofTwin)
		half.Close()
		if i == 56 {
			row := sinew.Float64s([]float64{1})
			for _, err := range []error{err, twinErr, p.Update(row), twin.update(row.View())} {
				if !errors.Is(err, sinew.ErrOverflow) {
					t.Error(err)
				}
			}
			p.Close()
			break
		}
		if err != nil || twinErr != nil {
			t.Fatal(err, twinErr)
		}
		data = (&pair{t, p, twin}).encoded()
		p.Close()
	}
	s, err := New(Options{K: 200})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, column := range []sinew.Column{sinew.Bools([]byte{1}, 0, 1), sinew.StringsOf([]int32{0, 1}, []byte("a"))} {
		if err := s.Update(column); !errors.Is(err, sinew.ErrInvalidArgument) {
			t.Error(err)
		}
	}
	floats, _ := New(Options{K: 200, Float32: true})
	defer floats.Close()
	if err := s.Merge(floats); !errors.Is(err, sinew.ErrInvalidArgument) || err.Error() != (&plain{}).merge(&plain{float32: true}).Error() {
		t.Error(err)
	}
	if err := s.Merge(s); !errors.Is(err, sinew.ErrInvalidArgument) {
		t.Error(err)
	}
	for name, call := range map[string]func(){
		"fraction":  func() { s.Quantile(1.1) },
		"NaN":       func() { s.Rank(math.NaN()) },
		"quantiles": func() { s.Quantiles(make([]float64, 1), nil) },
		"ranks":     func() { s.Ranks(make([]float64, 1), nil) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			call()
		}()
	}
	s.Update(sinew.Float64s([]float64{1}))
	if s.Memory() == 0 || s.Reset() != nil || s.Summary().Count != 0 || !math.IsNaN(s.Quantile(1)) || !math.IsNaN(s.Rank(1)) {
		t.Error("after a reset")
	}
}

func TestUse(t *testing.T) {
	s, _ := New(Options{K: 100})
	other, _ := New(Options{K: 100})
	defer other.Close()
	calls := map[string]func() error{
		"Update": func() error { return s.Update(sinew.Float64s([]float64{1})) },
		"Merge":  func() error { return s.Merge(other) },
		"Reset":  s.Reset,
		"AppendEncoded": func() error {
			_, err := s.AppendEncoded(nil)
			return err
		},
	}
	s.use.Enter()
	for name, call := range calls {
		usetest.Refuses(t, name, func() { call() })
	}
	usetest.Refuses(t, "Quantile", func() { s.Quantile(0.5) })
	usetest.Refuses(t, "Rank", func() { s.Rank(0.5) })
	s.use.Leave()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	calls["Close"] = s.Close
	calls["Merge into itself"] = func() error { return s.Merge(s) }
	calls["Merge from it"] = func() error { return other.Merge(s) }
	for name, call := range calls {
		if err := call(); err != sinew.ErrClosed {
			t.Errorf("%s: %v", name, err)
		}
	}
	if s.Memory() != 0 || s.K() != 0 || s.RankError() != 0 || s.Summary().Count != 0 || !math.IsNaN(s.Quantile(0.5)) {
		t.Error("a closed sketch has something")
	}
}

func TestAllocations(t *testing.T) {
	s, _ := New(Options{K: 100})
	defer s.Close()
	column := sinew.Float64s(random(900, 1))
	if n := testing.AllocsPerRun(1, func() { s.Update(column); s.Quantile(0.5); s.Reset() }); n != 0 && c.Available {
		t.Errorf("%v allocations", n)
	}
}
