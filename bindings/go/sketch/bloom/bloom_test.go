package bloom

import (
	"bytes"
	"encoding/hex"
	"errors"
	"math"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/use/usetest"
)

// pair is a filter, and the one in plain Go that must be as it.
type pair struct {
	t     testing.TB
	api   *Filter
	plain plain
}

func newPair(t testing.TB, size int) *pair {
	t.Helper()
	f, err := New(Options{BitsetSize: size})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	p := &pair{t: t, api: f}
	if err := p.plain.init(size, 0); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *pair) update(column sinew.Column) {
	p.t.Helper()
	if err := p.api.Update(column); err != nil {
		p.t.Fatal(err)
	}
	p.plain.update(column.View())
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
	return b[len("in front"):]
}

func (p *pair) contains(column sinew.Column) []byte {
	p.t.Helper()
	size := (column.Len() + 7) / 8
	bitmap, twin := bytes.Repeat([]byte{0xaa}, size+1), make([]byte, size)
	if err := p.api.Contains(bitmap, column); err != nil {
		p.t.Fatal(err)
	}
	p.plain.contains(twin, column.View())
	if !bytes.Equal(bitmap[:size], twin) || bitmap[size] != 0xaa {
		p.t.Fatalf("the bitmaps differ:\n%x\n%x", bitmap, twin)
	}
	return twin
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
	for _, size := range []int{32, 96, 8192, 1<<20 + 32} {
		for _, count := range []int64{0, 1, 9, 300, 2000} {
			p, other := newPair(t, size), newPair(t, size)
			p.update(numbers(0, count))
			other.update(numbers(count/2, count+100))
			p.contains(numbers(-count, count+50))
			if err := errors.Join(p.api.Merge(other.api), p.plain.merge(&other.plain)); err != nil {
				t.Fatal(err)
			}
			data := p.encoded()
			p.contains(numbers(-count, count+200))
			decoded, err := Decode(data, 0)
			if err != nil {
				t.Fatal(err)
			}
			again := &pair{t: t, api: decoded}
			if err := again.plain.decode(data, 0); err != nil {
				t.Fatal(err)
			}
			again.encoded()
			decoded.Close()
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
		sinew.Dates([]int32{-1, 2, 3, 3}), sinew.Bools([]byte{0b0110}, 0, 4), texts,
		sinew.BinaryOf([]int64{0, 1, 1, 3, 6}, []byte("abcdef")), sinew.Bytes16s([][16]byte{{1}, {2}, {3}, {15: 1}}),
	} {
		p := newPair(t, 64)
		p.update(column.With(valid))
		p.encoded()
		if found := p.contains(column.With(valid)); found[0] != 0b1101 {
			t.Errorf("%v: %04b", column.Type(), found)
		}
		p.contains(column)
		p.update(column)
		p.encoded()
	}
}

// The vectors are what Apache Arrow writes (pyarrow 26).
func TestArrow(t *testing.T) {
	for _, test := range []struct {
		column sinew.Column
		hex    string
	}{
		{sinew.Int32s([]int32{1, -2, 3, 4, -5}), "240008280010240c00c088010412002088408004002042080022440201180000"},
		{sinew.Int64s([]int64{1, -2, 3, 4, -5}), "10140808040040024300800208003208600180040100022a4040400000491000"},
		{numbers(0, 100), "bcf64333b5361dafb9eaa67a67ca9b7aff2d85a6bb8ec29d99573d46057fb5a3870242835960275955d34891365f025d783301776a4351d4429732c2780a25735dfbbe9bee8b8776eb578fc33cf6f6deccbdf1ee9edaa7ebe8f7fe8cff2951dea29e54c4147d741826e486fc5055dd8b584f64f07bf312c949025fbf3159c2f8"},
	} {
		want, _ := hex.DecodeString(test.hex)
		p := newPair(t, len(want))
		p.update(test.column)
		if found := p.encoded(); !bytes.Equal(found, want) {
			t.Errorf("%x, not %x", found, want)
		}
	}
}

func TestSizes(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 50 {
		count, p := int(r.Uint64()>>(44+r.IntN(20))), math.Pow(10, -8*r.Float64())
		if i == 0 {
			count, p = math.MaxInt, math.SmallestNonzeroFloat64
		}
		if count == 0 {
			continue
		}
		f, err := New(Options{DistinctCount: count, FalsePositiveProbability: p})
		if err != nil {
			t.Fatal(err)
		}
		size := sizeOf(count, p)
		if found := f.Memory(); found < size || found > size+1000 {
			t.Errorf("%d bytes for %d values with %v, not %d", found, count, p, size)
		}
		f.Close()
	}
}

func TestErrors(t *testing.T) {
	for _, options := range []Options{
		{}, {DistinctCount: -1, FalsePositiveProbability: 0.1}, {DistinctCount: 1}, {DistinctCount: 1, FalsePositiveProbability: 1},
		{DistinctCount: 1, FalsePositiveProbability: math.NaN()}, {BitsetSize: 31}, {BitsetSize: -32},
		{BitsetSize: 32, DistinctCount: 1}, {BitsetSize: 32, FalsePositiveProbability: 0.1}, {BitsetSize: 32, MemoryLimit: -1},
	} {
		if _, err := New(options); !errors.Is(err, sinew.ErrInvalidArgument) {
			t.Errorf("%+v: %v", options, err)
		}
	}
	if _, err := New(Options{BitsetSize: 4096, MemoryLimit: 4000}); !errors.Is(err, sinew.ErrMemoryLimit) {
		t.Error(err)
	}
	if err := new(plain).init(4096, 4000); !errors.Is(err, sinew.ErrMemoryLimit) {
		t.Error(err)
	}
	for _, size := range []int{0, 1, 31, 33} {
		data := make([]byte, size)
		_, err := Decode(data, 0)
		twin := new(plain).decode(data, 0)
		var fault *sinew.Error
		if !errors.As(err, &fault) || fault.Status != sinew.Truncated || fault.Offset != size || err.Error() != twin.Error() {
			t.Errorf("%d bytes: %v and %v", size, err, twin)
		}
	}
	if _, err := Decode(make([]byte, 32), -1); !errors.Is(err, sinew.ErrInvalidArgument) {
		t.Error(err)
	}
	p, other := newPair(t, 64), newPair(t, 96)
	err, twin := p.api.Merge(other.api), p.plain.merge(&other.plain)
	if !errors.Is(err, sinew.ErrInvalidArgument) || err.Error() != twin.Error() {
		t.Errorf("%v and %v", err, twin)
	}
	if err := p.api.Merge(p.api); !errors.Is(err, sinew.ErrInvalidArgument) {
		t.Error(err)
	}
	backwards := sinew.StringsOf([]int32{0, 3, 1}, []byte("abc"))
	for _, err := range []error{p.api.Update(backwards), p.api.Contains(make([]byte, 1), backwards), p.api.Update(sinew.Column{})} {
		if !errors.Is(err, sinew.ErrInvalidArgument) {
			t.Error(err)
		}
	}
	p.api.Close()
	_, encodeError := p.api.AppendEncoded(nil)
	for _, err := range []error{
		p.api.Update(numbers(0, 1)), p.api.Contains(make([]byte, 1), numbers(0, 1)), p.api.Merge(other.api), p.api.Merge(p.api),
		other.api.Merge(p.api), p.api.Reset(), p.api.Close(), encodeError,
	} {
		if err != sinew.ErrClosed {
			t.Error(err)
		}
	}
	if p.api.Memory() != 0 {
		t.Error("a closed filter has memory")
	}
	defer func() {
		if recover() == nil {
			t.Error("a short bitmap is taken")
		}
	}()
	other.api.Contains(nil, numbers(0, 1))
}

func TestReset(t *testing.T) {
	p := newPair(t, 64)
	p.update(numbers(0, 10))
	if err := p.api.Reset(); err != nil {
		t.Fatal(err)
	}
	clear(p.plain.words)
	if !bytes.Equal(p.encoded(), make([]byte, 64)) {
		t.Error("values are left")
	}
}

func TestAllocations(t *testing.T) {
	f := newPair(t, 1024).api
	column, bitmap := numbers(0, 1000), make([]byte, 125)
	if allocations := testing.AllocsPerRun(10, func() {
		if err := errors.Join(f.Update(column), f.Contains(bitmap, column)); err != nil {
			t.Fatal(err)
		}
	}); allocations != 0 {
		t.Errorf("%v allocations", allocations)
	}
}

// Several goroutines may ask at once.
func TestReaders(t *testing.T) {
	f := newPair(t, 1024).api
	column := numbers(0, 1000)
	if err := f.Update(column); err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 4 {
		group.Add(1)
		go func() {
			defer group.Done()
			bitmap := make([]byte, 125)
			for range 20 {
				if err := f.Contains(bitmap, column); err != nil || bitmap[0] != 0xff {
					t.Error(err, bitmap[0])
				}
			}
		}()
	}
	group.Wait()
}

func TestUse(t *testing.T) {
	f, other := newPair(t, 64).api, newPair(t, 64).api
	calls := map[string]func() error{
		"Update":   func() error { return f.Update(numbers(0, 1)) },
		"Contains": func() error { return f.Contains(make([]byte, 1), numbers(0, 1)) },
		"Merge":    func() error { return f.Merge(other) },
		"of Merge": func() error { return other.Merge(f) },
		"Memory":   func() error { f.Memory(); return nil },
		"Reset":    f.Reset,
		"AppendEncoded": func() error {
			_, err := f.AppendEncoded(nil)
			return err
		},
		"Close": f.Close,
	}
	f.use.Enter()
	for name, call := range calls {
		usetest.Refuses(t, name, func() { call() })
	}
	f.use.Leave()
}
