package hll

import (
	"bytes"
	"encoding/binary"
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

func newPair(t testing.TB, lgK int) *pair {
	t.Helper()
	s, err := New(Options{LgK: lgK})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return &pair{t, s, plain{lgK: lgK}}
}

func decodePair(t *testing.T, data []byte) *pair {
	t.Helper()
	decoded, err := Decode(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	var twin plain
	if err := twin.decode(data); err != nil {
		t.Fatal(err)
	}
	return &pair{t, decoded, twin}
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
	for _, standardErrors := range []int{0, 1, 3} {
		if a, b := p.api.Estimate(standardErrors), p.plain.estimate(float64(standardErrors)); a != b {
			p.t.Fatalf("the estimates differ: %v and %v", a, b)
		}
	}
	if p.api.LgK() != p.plain.lgK {
		p.t.Fatalf("LgK is %d and %d", p.api.LgK(), p.plain.lgK)
	}
	return b[len("in front"):]
}

func numbers(first, end int64) sinew.Column {
	values := make([]int64, end-first)
	for i := range values {
		values[i] = first + int64(i)
	}
	return sinew.Int64s(values)
}

// Both engines do the same, and each reads what is written.
func TestTwins(t *testing.T) {
	for _, lgK := range []int{4, 7, 8, 12} {
		for _, count := range []int64{0, 3, 7, 8, 30, 500, 5000} {
			for _, otherLgK := range []int{lgK, 6, 13} {
				for _, otherCount := range []int64{5, 400, 3000} {
					p, other := newPair(t, lgK), newPair(t, otherLgK)
					p.update(numbers(0, count))
					p.update(numbers(0, count/2))
					p.encoded()
					other.update(numbers(count/2, count+otherCount))
					if err := errors.Join(p.api.Merge(other.api), p.plain.merge(&other.plain)); err != nil {
						t.Fatal(err)
					}
					data := p.encoded()
					p.update(numbers(-9, 0))
					p.encoded()
					decoded := decodePair(t, data)
					decoded.encoded()
					decoded.api.Close()
				}
			}
		}
	}
}

func TestColumns(t *testing.T) {
	valid := sinew.ValidityOf([]bool{true, false, true, true})
	texts := sinew.StringsOf([]int32{0, 1, 1, 3, 6}, []byte("abcdef"))
	zero := math.Copysign(0, -1)
	for _, column := range []sinew.Column{
		sinew.Int8s([]int8{-1, 2, 3, 3}), sinew.Int16s([]int16{-1, 2, 3, 3}), sinew.Int32s([]int32{-1, 2, 3, 3}),
		sinew.Int64s([]int64{-1, 2, 3, 3}), sinew.Uint8s([]uint8{255, 2, 3, 3}), sinew.Uint16s([]uint16{65535, 2, 3, 3}),
		sinew.Uint32s([]uint32{1 << 31, 2, 3, 3}), sinew.Uint64s([]uint64{1 << 63, 2, 3, 3}),
		sinew.Float32s([]float32{float32(zero), 0, 1.5, float32(math.NaN())}), sinew.Float64s([]float64{zero, 0, 1.5, math.NaN()}),
		sinew.Bools([]byte{0b0110}, 0, 4), texts,
	} {
		p := newPair(t, 8)
		p.update(column)
		p.encoded()
		p.update(column.With(valid))
		p.encoded()
	}
}

// The vectors are of datasketches 5 for Python.
func TestDataSketches(t *testing.T) {
	for _, test := range []struct {
		lgK               int
		end               int64
		estimate          float64
		written, of6, of4 string
	}{
		{10, 5, 5.000000049670538, "0201070a03080508cbd7c2042bf2fb06862ff90d7581660781bc5d06", "", "0201070a03000500cbd7c2042bf2fb06862ff90d7581660781bc5d06000000000000000000000000"},
		{
			5, 100, 100.28220696267839, "0a0107050008000a0fdacaad0f1259400000000000301b40000000000000000000000000000000000402010701040305010405010102070404010301030401060303010202030604",
			"0a010705000800060fdacaad0f1259400000000000301b400000000000000000000000000000000084101c013114015104817010443004031118c31008c2601000",
			"0a010705000801020fdacaad0f1259400000000000301b400000000000000000090000000000000013603042300410360302325022102135",
		},
	} {
		p := newPair(t, test.lgK)
		p.update(numbers(0, test.end))
		p.encoded()
		if found := p.api.Estimate(1).Value; math.Abs(found-test.estimate) > 1e-6 {
			t.Errorf("%v, not %v", found, test.estimate)
		}
		for _, text := range []string{test.written, test.of6, test.of4} {
			if text == "" {
				continue
			}
			data, _ := hex.DecodeString(text)
			want, _ := hex.DecodeString(test.written)
			decoded := decodePair(t, data)
			if found := decoded.encoded(); !bytes.Equal(found, want) {
				t.Errorf("%x, not %x", found, want)
			}
			decoded.api.Close()
		}
	}
}

// Whatever the bytes, both engines say the same of them.
func TestRefusals(t *testing.T) {
	var seeds [][]byte
	for _, count := range []int64{0, 5, 20, 300} {
		p := newPair(t, 8)
		p.update(numbers(0, count))
		seeds = append(seeds, p.encoded())
	}
	exception, _ := hex.DecodeString("0a010704020000026504e302d9d04b400000000010980e400000000000000000020000000100000030438f23575412020400003c000000000000000000000000")
	seeds = append(seeds, exception)
	crowd := []byte{3, 1, 7, 16, 16, 8, 0, 9}
	crowd = binary.LittleEndian.AppendUint32(crowd, 64*63)
	for i := range uint32(64 * 63) {
		crowd = binary.LittleEndian.AppendUint32(crowd, (1+i/64)<<26|i%64)
	}
	same(t, crowd)
	if _, err := Decode(crowd, 0); err == nil {
		t.Error("coupons that crowd the table are decoded")
	}
	for _, data := range seeds {
		for size := range data {
			same(t, data[:size])
		}
		same(t, append(slices.Clone(data), 0))
		r := rand.New(rand.NewPCG(1, 2))
		for range 2000 {
			changed := slices.Clone(data)
			for range 1 + r.IntN(2) {
				changed[r.IntN(min(len(changed), 80))] ^= 1 << r.IntN(8)
			}
			same(t, changed)
		}
	}
}

func same(t *testing.T, data []byte) {
	t.Helper()
	s, err := Decode(data, 0)
	var twin plain
	twinErr := twin.decode(data)
	if (err == nil) != (twinErr == nil) || err != nil && err.Error() != twinErr.Error() {
		t.Fatalf("%x: %v and %v", data, err, twinErr)
	}
	if err == nil {
		(&pair{t, s, twin}).encoded()
		s.Close()
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(binary.LittleEndian.AppendUint64(nil, 0x08000c030c070102))
	f.Fuzz(func(t *testing.T, data []byte) { same(t, data) })
}

func TestErrors(t *testing.T) {
	for _, options := range []Options{{LgK: 3}, {LgK: 22}, {LgK: 8, MemoryLimit: -1}} {
		if _, err := New(options); !errors.Is(err, sinew.ErrInvalidArgument) {
			t.Errorf("%+v: %v", options, err)
		}
	}
	if _, err := Decode(nil, -1); !errors.Is(err, sinew.ErrInvalidArgument) {
		t.Error(err)
	}
	s, err := New(Options{LgK: 14, MemoryLimit: 4000})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Update(numbers(0, 10)); err != nil {
		t.Fatal(err)
	}
	before := s.Estimate(1)
	if err := s.Update(numbers(0, 100_000)); !errors.Is(err, sinew.ErrMemoryLimit) {
		t.Error(err)
	}
	if s.Estimate(1) != before {
		t.Error("a call that failed changed the sketch")
	}
	if err := s.Update(sinew.StringsOf([]int32{0, 5}, []byte("ab"))); !errors.Is(err, sinew.ErrInvalidArgument) {
		t.Error(err)
	}
	other, _ := New(Options{LgK: 8})
	defer other.Close()
	calls := map[string]func() error{
		"Update": func() error { return s.Update(numbers(0, 1)) },
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
	s.use.Leave()
	if err := s.Merge(s); !errors.Is(err, sinew.ErrInvalidArgument) {
		t.Error(err)
	}
	if s.Memory() == 0 || s.Reset() != nil || s.Estimate(1).Value != 0 {
		t.Error("Memory or Reset")
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	calls["Close"] = s.Close
	calls["Merge into itself"] = func() error { return s.Merge(s) }
	calls["Merge from it"] = func() error { return other.Merge(s) }
	for name, call := range calls {
		if err := call(); !errors.Is(err, sinew.ErrClosed) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if s.Memory() != 0 || s.LgK() != 0 || s.Estimate(1) != (Estimate{}) {
		t.Error("something is left of a closed sketch")
	}
}

func TestAllocations(t *testing.T) {
	p := newPair(t, 10)
	column := numbers(0, 5000)
	p.update(column)
	if n := testing.AllocsPerRun(10, func() { p.api.Update(column) }); n != 0 {
		t.Errorf("%v allocations, library %v", n, c.Available)
	}
}
