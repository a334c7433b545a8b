package ddsketch

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
	"github.com/sinew-simd/sinew/bindings/go/internal/ddmapping"
	"github.com/sinew-simd/sinew/bindings/go/internal/use/usetest"
)

// pair is a sketch, and the one in plain Go that must be as it.
type pair struct {
	t     testing.TB
	api   *Sketch
	plain plain
}

func newPair(t testing.TB, mapping Mapping, accuracy float64, bins int) *pair {
	t.Helper()
	s, err := New(Options{RelativeAccuracy: accuracy, Mapping: mapping, Bins: bins})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	p := &pair{t: t, api: s}
	if err := p.plain.init(ddmapping.Of(int32(mapping), accuracy), bins, 0); err != nil {
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

func (p *pair) encoded() []byte {
	p.t.Helper()
	b, err := p.api.AppendEncoded([]byte("in front"))
	if err != nil {
		p.t.Fatal(err)
	}
	if twin := p.plain.encode([]byte("in front")); !bytes.Equal(b, twin) {
		p.t.Fatalf("the bytes differ:\n%x\n%x", b, twin)
	}
	fractions := []float64{0, 0.01, 0.25, 0.5, 0.9, 1}
	found, twin := make([]float64, len(fractions)), slices.Repeat([]float64{nan}, len(fractions))
	p.api.Quantiles(fractions, found)
	p.plain.quantiles(fractions, twin)
	summary, ofTwin := p.api.Summary(), p.plain.summarize()
	found = append(found, summary.Count, summary.Sum, summary.Min, summary.Max, p.api.RelativeAccuracy())
	twin = append(twin, ofTwin.Count, ofTwin.Sum, ofTwin.Min, ofTwin.Max, p.plain.Accuracy)
	for i := range found {
		if math.Float64bits(found[i]) != math.Float64bits(twin[i]) || summary.Rejected != ofTwin.Rejected {
			p.t.Fatalf("they differ: %v and %v", found, twin)
		}
	}
	return b[len("in front"):]
}

func random(count int, seed uint64) []float64 {
	r := rand.New(rand.NewPCG(seed, 2))
	values := make([]float64, count)
	for i := range values {
		switch values[i] = math.Exp(3 * r.NormFloat64()); r.IntN(20) {
		case 0:
			values[i] *= -1
		case 1:
			values[i] = math.Float64frombits(r.Uint64())
		case 2:
			values[i] = 0
		}
	}
	return values
}

// Both engines do the same, and each reads what is written.
func TestTwins(t *testing.T) {
	for _, mapping := range []Mapping{Logarithmic, Linear, Quadratic, Cubic} {
		for _, accuracy := range []float64{1e-6, 0.01, 0.5, 0.9999} {
			for _, bins := range []int{1, 100, 2048} {
				for seed, count := range []int{0, 1, 40, 2000} {
					p, other := newPair(t, mapping, accuracy, bins), newPair(t, mapping, accuracy, 500)
					p.update(sinew.Float64s(random(count, uint64(seed))))
					other.update(sinew.Float64s(random(300, 9)))
					p.encoded()
					if err := errors.Join(p.api.Merge(other.api), p.plain.merge(&other.plain)); err != nil {
						t.Fatal(err)
					}
					data := p.encoded()
					same(t, data, bins)
					same(t, other.encoded(), bins)
					p.api.Close()
					other.api.Close()
				}
			}
		}
	}
}

func TestColumns(t *testing.T) {
	valid := sinew.ValidityOf([]bool{true, false, true, true})
	for _, column := range []sinew.Column{
		sinew.Int8s([]int8{-1, 2, 3, 3}), sinew.Int16s([]int16{-1, 2, 3, 3}), sinew.Int32s([]int32{-1, 2, 3, 3}),
		sinew.Int64s([]int64{math.MinInt64, 2, 3, 3}), sinew.Uint8s([]uint8{255, 2, 3, 3}), sinew.Uint16s([]uint16{65535, 2, 3, 3}),
		sinew.Uint32s([]uint32{1 << 31, 2, 3, 3}), sinew.Uint64s([]uint64{math.MaxUint64, 2, 3, 3}),
		sinew.Float32s([]float32{-0.1, 0, 1.5, float32(math.NaN())}), sinew.Float64s([]float64{-2, math.Inf(-1), 1.5, math.NaN()}),
	} {
		p := newPair(t, Cubic, 0.02, 512)
		p.update(column)
		p.encoded()
		p.update(column.With(valid))
		p.encoded()
	}
}

// The bytes and quantiles are of sketches-go 1.4.8.
func TestDatadog(t *testing.T) {
	values := []float64{1, 1.01, 1.03, 1.015, 0.98, -1, -1.05, 0, 1.3, 1e-320}
	const dense = "0a0909f31aca6b28aff13f12241220000000000000f03f00000000000010400000000000000000000000000000f03f18011a0a12080000000000000040210000000000000040"
	const sparse = "0a0909f31aca6b28aff13f12270a0b080111000000000000f03f0a0b08001100000000000010400a0b080411000000000000f03f1a0d0a0b0800110000000000000040210000000000000040"
	p := newPair(t, Logarithmic, 0.05, 2048)
	p.update(sinew.Float64s(values))
	if found := hex.EncodeToString(p.encoded()); found != dense {
		t.Errorf("%s, not %s", found, dense)
	}
	for _, text := range []string{dense, sparse} {
		data, _ := hex.DecodeString(text)
		same(t, data, 2048)
		s, err := Decode(data, 2048, 0)
		if err != nil {
			t.Fatal(err)
		}
		for fraction, want := range map[float64]float64{0: -1.05, 0.5: 0.95, 1: 1.282686980609419} {
			if found := s.Quantile(fraction); math.Abs(found-want) > 1e-14 {
				t.Errorf("%v, not %v", found, want)
			}
		}
		s.Close()
	}
}

// Whatever the bytes, both engines say the same of them.
func TestRefusals(t *testing.T) {
	p := newPair(t, Linear, 0.05, 64)
	p.update(sinew.Float64s([]float64{1, 1.5, -3, 0, 1.1}))
	dense := p.encoded()
	sparse, _ := hex.DecodeString("0a0909f31aca6b28aff13f12270a0b080111000000000000f03f0a0b08001100000000000010400a0b080411000000000000f03f1a0d0a0b0800110000000000000040210000000000000040")
	for _, data := range [][]byte{dense, sparse, slices.Concat(sparse, dense), slices.Concat(dense, []byte{8, 1, 0x85, 2, 1, 2, 3, 4})} {
		for size := range data {
			same(t, data[:size], 16)
		}
		same(t, append(slices.Clone(data), 0), 16)
		r := rand.New(rand.NewPCG(1, 2))
		for range 2000 {
			changed := slices.Clone(data)
			for range 1 + r.IntN(2) {
				changed[r.IntN(len(changed))] ^= 1 << r.IntN(8)
			}
			same(t, changed, 16)
		}
	}
}

func same(t *testing.T, data []byte, bins int) {
	t.Helper()
	s, err := Decode(data, bins, 0)
	var twin plain
	twinErr := twin.decode(data, bins, 0)
	if (err == nil) != (twinErr == nil) || err != nil && err.Error() != twinErr.Error() {
		t.Fatalf("%x: %v and %v", data, err, twinErr)
	}
	if err == nil {
		(&pair{t, s, twin}).encoded()
		s.Close()
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("\x0a\x09\x09\xf3\x1a\xca\x6b\x28\xaf\xf1\x3f\x12\x0d\x0a\x0b\x08\x00\x11\x00\x00\x00\x00\x00\x00\x10\x40"))
	f.Fuzz(func(t *testing.T, data []byte) { same(t, data, 16) })
}

func TestErrors(t *testing.T) {
	good := Options{RelativeAccuracy: 0.01, Bins: 100}
	for _, change := range []func(o *Options){
		func(o *Options) { o.RelativeAccuracy = 0 },
		func(o *Options) { o.RelativeAccuracy = 1 },
		func(o *Options) { o.RelativeAccuracy = math.NaN() },
		func(o *Options) { o.Mapping = 4 },
		func(o *Options) { o.Mapping = -1 },
		func(o *Options) { o.Bins = 0 },
		func(o *Options) { o.Bins = c.DdsketchMaxBins + 1 },
		func(o *Options) { o.MemoryLimit = -1 },
	} {
		options := good
		change(&options)
		if _, err := New(options); !errors.Is(err, sinew.ErrInvalidArgument) {
			t.Errorf("%+v: %v", options, err)
		}
	}
	for _, limits := range [][2]int{{0, 0}, {10, -1}} {
		if _, err := Decode(nil, limits[0], limits[1]); !errors.Is(err, sinew.ErrInvalidArgument) {
			t.Error(err)
		}
	}
	limited := Options{RelativeAccuracy: 0.01, Bins: 2048, MemoryLimit: 20000}
	s, err := New(limited)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Update(sinew.Float64s([]float64{1, 2})); err != nil {
		t.Fatal(err)
	}
	before := s.Summary()
	if err := s.Update(sinew.Float64s([]float64{3, -3})); !errors.Is(err, sinew.ErrMemoryLimit) {
		t.Error(err)
	}
	if s.Summary() != before {
		t.Error("a call that failed changed the sketch")
	}
	limited.MemoryLimit = 1000
	if _, err := New(limited); !errors.Is(err, sinew.ErrMemoryLimit) {
		t.Error(err)
	}
	for _, column := range []sinew.Column{sinew.Bools([]byte{1}, 0, 1), sinew.StringsOf([]int32{0, 1}, []byte("a"))} {
		if err := s.Update(column); !errors.Is(err, sinew.ErrInvalidArgument) {
			t.Error(err)
		}
	}
	cubic, _ := New(Options{RelativeAccuracy: 0.01, Mapping: Cubic, Bins: 100})
	defer cubic.Close()
	var twin plain
	twin.init(ddmapping.Of(int32(Logarithmic), 0.01), 100, 0)
	ofTwin := plain{Mapping: ddmapping.Of(int32(Cubic), 0.01)}
	if err := s.Merge(cubic); !errors.Is(err, sinew.ErrInvalidArgument) || err.Error() != twin.merge(&ofTwin).Error() {
		t.Error(err)
	}
	if err := s.Merge(s); !errors.Is(err, sinew.ErrInvalidArgument) {
		t.Error(err)
	}
	for name, call := range map[string]func(){
		"fraction": func() { s.Quantile(1.1) },
		"lengths":  func() { s.Quantiles(make([]float64, 1), nil) },
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
	if s.Memory() == 0 || s.Reset() != nil || s.Summary().Count != 0 || !math.IsNaN(s.Quantile(1)) {
		t.Error("after a reset")
	}
}

func TestUse(t *testing.T) {
	s, _ := New(Options{RelativeAccuracy: 0.01, Bins: 100})
	other, _ := New(Options{RelativeAccuracy: 0.01, Bins: 100})
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
	usetest.Refuses(t, "Summary", func() { s.Summary() })
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
	if s.Memory() != 0 || s.RelativeAccuracy() != 0 || s.Summary().Count != 0 || !math.IsNaN(s.Quantile(0.5)) {
		t.Error("a closed sketch has something")
	}
}

func TestAllocations(t *testing.T) {
	s, _ := New(Options{RelativeAccuracy: 0.01, Bins: 100})
	defer s.Close()
	column := sinew.Float64s(random(1000, 1))
	if n := testing.AllocsPerRun(10, func() { s.Update(column); s.Quantile(0.5) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
