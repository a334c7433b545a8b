package dictionary

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// oracle numbers values in order of first appearance.
type oracle[T comparable] struct {
	index  map[T]uint32
	values []T
}

func (o *oracle[T]) encode(rows []T, valid []bool) []uint32 {
	if o.index == nil {
		o.index = map[T]uint32{}
	}
	indices := make([]uint32, len(rows))
	for i, row := range rows {
		if valid != nil && !valid[i] {
			continue
		}
		index, known := o.index[row]
		if !known {
			index = uint32(len(o.values))
			o.index[row] = index
			o.values = append(o.values, row)
		}
		indices[i] = index
	}
	return indices
}

func require(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func requireEqual[T comparable](t testing.TB, have, want []T) {
	t.Helper()
	if len(have) != len(want) {
		t.Fatalf("%d elements, want %d", len(have), len(want))
	}
	for i := range have {
		if have[i] != want[i] {
			t.Fatalf("element %d is %v, want %v", i, have[i], want[i])
		}
	}
}

func randomValid(count int, r *rand.Rand) []bool {
	valid := make([]bool, count)
	for i := range valid {
		valid[i] = r.IntN(5) != 0
	}
	return valid
}

func toStrings(rows []string) *sinew.Strings {
	s := new(sinew.Strings)
	for _, row := range rows {
		s.Append(row)
	}
	return s
}

func viewOf(rows ...string) *column.View {
	col := toStrings(rows).Column()
	return col.View()
}

func fromStrings(s *sinew.Strings) []string {
	var rows []string
	for i := range s.Len() {
		rows = append(rows, string(s.At(i)))
	}
	return rows
}

func testIntegers[T Integer](t *testing.T) {
	r := rand.New(rand.NewPCG(1, uint64(unsafe.Sizeof(T(0)))))
	e, err := NewEncoder[T](Options{Seed: 7, ExpectedValues: 100})
	require(t, err)
	defer e.Close()
	var p plain
	p.open(typeOf[T](), &Options{})
	var want oracle[T]
	var batch, again sinew.Batch
	defer batch.Close()
	defer again.Close()
	for _, count := range []int{0, 1, 2, 100, 1000} {
		rows := make([]T, count)
		for i := range rows {
			rows[i] = T(r.Int64()>>32) % 101
		}
		valid := randomValid(count, r)
		indices := make([]uint32, count)
		require(t, e.Encode(indices, rows, sinew.ValidityOf(valid)))
		expected := want.encode(rows, valid)
		requireEqual(t, indices, expected)
		view := column.Of(typeOf[T](), rows)
		view.Validity, view.ValidityOffset = sinew.ValidityOf(valid).Locate(count)
		require(t, p.encode(&view, indices))
		requireEqual(t, indices, expected)
		require(t, e.Values(&batch))
		values := sinew.Values[T](batch.Column(0))
		requireEqual(t, values, want.values)
		p.values(again.Core(), 0, p.len())
		requireEqual(t, sinew.Values[T](again.Column(0)), want.values)
		if count == 1000 {
			require(t, e.ReadValues(&again, 1, 2))
			requireEqual(t, sinew.Values[T](again.Column(0)), want.values[1:3])
		}
		out := make([]T, count)
		require(t, Decode(out, values, indices, sinew.ValidityOf(valid)))
		for i := range rows {
			if !valid[i] {
				rows[i] = 0
			}
		}
		requireEqual(t, out, rows)
	}
	require(t, e.Reset())
	if e.Len() != 0 {
		t.Errorf("%d values after Reset", e.Len())
	}
}

func TestIntegers(t *testing.T) {
	t.Run("int8", testIntegers[int8])
	t.Run("uint8", testIntegers[uint8])
	t.Run("int16", testIntegers[int16])
	t.Run("uint16", testIntegers[uint16])
	t.Run("int32", testIntegers[int32])
	t.Run("uint32", testIntegers[uint32])
	t.Run("int64", testIntegers[int64])
	t.Run("uint64", testIntegers[uint64])
}

func TestStrings(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 3))
	e, err := NewStringEncoder(Options{})
	require(t, err)
	defer e.Close()
	var p plain
	p.open(sinewString, &Options{})
	var want oracle[string]
	var batch, again sinew.Batch
	defer batch.Close()
	defer again.Close()
	for _, count := range []int{0, 1, 2, 100, 1000} {
		rows := make([]string, count)
		for i := range rows {
			n := r.IntN(200)
			rows[i] = strings.Repeat(fmt.Sprint(n), n%30)
		}
		valid := randomValid(count, r)
		indices := make([]uint32, count)
		col := toStrings(rows).Column().With(sinew.ValidityOf(valid))
		require(t, e.Encode(indices, col))
		expected := want.encode(rows, valid)
		requireEqual(t, indices, expected)
		require(t, p.encode(col.View(), indices))
		requireEqual(t, indices, expected)
		require(t, e.Values(&batch))
		requireEqual(t, textsOf(&batch), want.values)
		p.values(again.Core(), 0, p.len())
		requireEqual(t, textsOf(&again), want.values)
		var out sinew.Strings
		require(t, DecodeStrings(&out, batch.Column(0), indices, sinew.ValidityOf(valid)))
		for i := range rows {
			if !valid[i] {
				rows[i] = ""
			}
		}
		requireEqual(t, fromStrings(&out), rows)
	}
}

const sinewString = int32(sinew.String)

func TestOutOfRange(t *testing.T) {
	values := []int64{1, 2, 3}
	texts := toStrings([]string{"a", "b", "c"}).Column()
	for _, count := range []int{1, 10, 2000} {
		for _, fault := range []int{0, count / 2, count - 1} {
			indices := make([]uint32, count)
			indices[fault] = 3
			out := make([]int64, count)
			var text sinew.Strings
			for _, err := range []error{
				Decode(out, values, indices, sinew.Validity{}),
				DecodeStrings(&text, texts, indices, sinew.Validity{}),
			} {
				var failure *sinew.Error
				if !errors.As(err, &failure) || !errors.Is(err, sinew.ErrCorrupt) || failure.Offset != fault {
					t.Errorf("%d rows, fault at %d: %v", count, fault, err)
				}
			}
			valid := make([]bool, count)
			require(t, Decode(out, nil, indices, sinew.ValidityOf(valid)))
		}
	}
}

func TestErrors(t *testing.T) {
	if _, err := NewEncoder[int](Options{MemoryLimit: -1}); !errors.Is(err, sinew.ErrInvalidArgument) {
		t.Error(err)
	}
	e, err := NewStringEncoder(Options{MemoryLimit: 100000})
	require(t, err)
	if err := e.Encode(nil, sinew.Int64s([]int64(nil))); !errors.Is(err, sinew.ErrInvalidArgument) {
		t.Error(err)
	}
	indices := make([]uint32, 2)
	require(t, e.Encode(indices, toStrings([]string{"a", "b"}).Column()))
	backwards := sinew.StringsOf([]int32{0, 2, 1}, []byte("abc"))
	var failure *sinew.Error
	if err := e.Encode(indices, backwards); !errors.As(err, &failure) || failure.Offset != 1 {
		t.Error(err)
	}
	huge := toStrings([]string{"c", strings.Repeat("x", 1<<20)}).Column()
	if err := e.Encode(indices, huge); !errors.Is(err, sinew.ErrMemoryLimit) {
		t.Error(err)
	}
	if e.Len() != 2 || e.Memory() <= 0 {
		t.Errorf("%d values in %d bytes", e.Len(), e.Memory())
	}
	var out sinew.Strings
	for _, count := range []int{1, 100} {
		rows := make([]uint32, count)
		rows[count-1] = 1
		if err := DecodeStrings(&out, backwards, rows, sinew.Validity{}); !errors.As(err, &failure) || failure.Offset != count-1 || failure.Status != sinew.InvalidArgument {
			t.Error(err)
		}
	}
	nulls := toStrings([]string{"a"}).Column().With(sinew.ValidityOf([]bool{false}))
	if err := DecodeStrings(&out, nulls, nil, sinew.Validity{}); !errors.Is(err, sinew.ErrInvalidArgument) {
		t.Error(err)
	}
	require(t, e.Close())
	for _, err := range []error{e.Close(), e.Reset(), e.Encode(nil, toStrings(nil).Column()), e.Values(new(sinew.Batch)), e.ReadValues(new(sinew.Batch), 0, 0)} {
		if err != sinew.ErrClosed {
			t.Error(err)
		}
	}
	if e.Len() != 0 || e.Memory() != 0 {
		t.Error("closed, but not empty")
	}
}

func TestPlainUndoesABatch(t *testing.T) {
	var p plain
	p.open(sinewString, &Options{MemoryLimit: 1000})
	indices := make([]uint32, 2)
	require(t, p.encode(viewOf("a", "b"), indices))
	held := p.memory()
	err := p.encode(viewOf("c", strings.Repeat("x", 1000)), indices)
	if !errors.Is(err, sinew.ErrMemoryLimit) || p.len() != 2 || p.memory() != held {
		t.Errorf("%v, %d values", err, p.len())
	}
	p.reset()
	require(t, p.encode(viewOf("z", "z"), indices))
	requireEqual(t, indices, []uint32{0, 0})
}

func TestValuesOfTheOutput(t *testing.T) {
	var s sinew.Strings
	s.Append("a")
	s.Append("b")
	for _, rows := range []int{2, 1000} {
		err := DecodeStrings(&s, s.Column(), make([]uint32, rows), sinew.Validity{})
		if !errors.Is(err, sinew.ErrInvalidArgument) || s.Len() != 2 || string(s.At(1)) != "b" {
			t.Error(err, s.Len())
		}
	}
}

func TestPanics(t *testing.T) {
	e, err := NewEncoder[int32](Options{})
	require(t, err)
	defer e.Close()
	for name, call := range map[string]func(){
		"indices":  func() { e.Encode(make([]uint32, 1), make([]int32, 2), sinew.Validity{}) },
		"validity": func() { e.Encode(make([]uint32, 9), make([]int32, 9), sinew.Validity{Bits: make([]byte, 1)}) },
		"values":   func() { e.ReadValues(new(sinew.Batch), 0, 1) },
		"out":      func() { Decode(make([]int32, 1), []int32{1}, make([]uint32, 2), sinew.Validity{}) },
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
}

func TestAllocations(t *testing.T) {
	e, err := NewEncoder[int64](Options{})
	require(t, err)
	defer e.Close()
	s, err := NewStringEncoder(Options{})
	require(t, err)
	defer s.Close()
	rows := make([]int64, 1000)
	var text, out sinew.Strings
	for i := range rows {
		rows[i] = int64(i % 100)
		text.Append(fmt.Sprint(i % 100))
	}
	indices, back := make([]uint32, 1000), make([]int64, 1000)
	require(t, s.Encode(indices, text.Column()))
	var values, numbers sinew.Batch
	defer values.Close()
	defer numbers.Close()
	require(t, s.Values(&values))
	require(t, e.Encode(indices, rows, sinew.Validity{}))
	require(t, e.Values(&numbers))
	if n := testing.AllocsPerRun(20, func() {
		require(t, e.Encode(indices, rows, sinew.Validity{}))
		require(t, s.Encode(indices, text.Column()))
		require(t, Decode(back, rows[:100], indices, sinew.Validity{}))
		require(t, s.Values(&values))
		require(t, e.ReadValues(&numbers, 1, 50))
		require(t, DecodeStrings(&out, values.Column(0), indices, sinew.Validity{}))
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzDictionary(f *testing.F) {
	f.Add([]byte("a\x00bb\x00a\x00\x00bb"), uint8(0))
	f.Add([]byte{}, uint8(3))
	f.Add([]byte(strings.Repeat("key1\x00key2\x00", 40)), uint8(5))
	f.Fuzz(func(t *testing.T, data []byte, nulls uint8) {
		rows := strings.Split(string(data), "\x00")
		valid := make([]bool, len(rows))
		for i := range valid {
			valid[i] = nulls == 0 || i%int(nulls) != 0
		}
		e, err := NewStringEncoder(Options{Seed: uint64(nulls)})
		require(t, err)
		defer e.Close()
		var want oracle[string]
		indices := make([]uint32, len(rows))
		require(t, e.Encode(indices, toStrings(rows).Column().With(sinew.ValidityOf(valid))))
		requireEqual(t, indices, want.encode(rows, valid))
		var values sinew.Batch
		defer values.Close()
		require(t, e.Values(&values))
		requireEqual(t, textsOf(&values), want.values)

		if !c.Available {
			return
		}
		// Any bytes are indices, too: the library and plain Go take the same rows, or refuse the same.
		loose := make([]uint32, len(data))
		for i, b := range data {
			loose[i] = uint32(b)
		}
		var a, b sinew.Strings
		view := column.Of(int32(sinew.Uint32), loose)
		dictionary := values.Column(0)
		errA := decodeStrings(&a, dictionary.View(), loose, &view)
		errB := decodeStringsPlain(&b, dictionary.View(), loose, &view)
		if fmt.Sprint(errA) != fmt.Sprint(errB) {
			t.Fatalf("%v, plain Go %v", errA, errB)
		}
		if errA == nil {
			requireEqual(t, fromStrings(&a), fromStrings(&b))
		}
		out, plainOut, numbers := make([]uint16, len(loose)), make([]uint16, len(loose)), make([]uint16, 100)
		for i := range numbers {
			numbers[i] = uint16(i * 999)
		}
		errA = decode(out, numbers, loose, &view)
		errB = decodePlain(plainOut, numbers, loose, &view)
		if fmt.Sprint(errA) != fmt.Sprint(errB) {
			t.Fatalf("%v, plain Go %v", errA, errB)
		}
		if errA == nil {
			requireEqual(t, out, plainOut)
		}
	})
}

// textsOf returns the strings of a batch of one column.
func textsOf(b *sinew.Batch) []string {
	texts := make([]string, b.Len())
	for i := range texts {
		texts[i] = string(b.Column(0).Bytes(i))
	}
	return texts
}
