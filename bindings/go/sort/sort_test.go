package sort

import (
	"bytes"
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

// Values of every kind: few and many distinct ones, floats that are special.
func valueOf[T Number](r *rand.Rand) T {
	word := r.Uint64() >> (r.UintN(8) * 8)
	if kind := c.TypeOf[T](); kind != c.TypeF32 && kind != c.TypeF64 {
		return T(word)
	}
	switch r.UintN(8) {
	case 0:
		return T(math.Copysign(0, float64(r.IntN(2))-1))
	case 1:
		return T(math.Inf(r.IntN(2)*2 - 1))
	case 2:
		var value T
		if unsafe.Sizeof(value) == 4 {
			*(*uint32)(unsafe.Pointer(&value)) = 0x7F800001 | uint32(word)&0x80400003
		} else {
			*(*uint64)(unsafe.Pointer(&value)) = 0x7FF0000000000001 | word&0x8008000000000003
		}
		return value
	}
	return T(r.NormFloat64())
}

func bytesOf[T any](values []T) []byte {
	if len(values) == 0 {
		return nil
	}
	return unsafe.Slice((*byte)(unsafe.Pointer(&values[0])), len(values)*int(unsafe.Sizeof(values[0])))
}

func testValues[T Number](t *testing.T) {
	t.Run(fmt.Sprintf("%T", T(0)), func(t *testing.T) {
		r := rand.New(rand.NewPCG(1, 2))
		for size := 0; size < 150; size += rounds.Of(1, 7) {
			n := size
			if n > 145 {
				n *= 31
			}
			values := make([]T, n)
			for i := range values {
				values[i] = valueOf[T](r)
			}
			want := slices.Clone(values)
			slices.SortStableFunc(want, func(a, b T) int {
				if order := compareNumbers(a, b); order != 0 || a == a {
					return order
				}
				return compareNaNs(a, b)
			})
			inGo, inLibrary := slices.Clone(values), slices.Clone(values)
			sortGo(inGo)
			if !bytes.Equal(bytesOf(inGo), bytesOf(want)) {
				t.Fatalf("%d values: sortGo", n)
			}
			if c.Available {
				if !sortNative(c.TypeOf[T](), first(inLibrary), n, false) || !bytes.Equal(bytesOf(inLibrary), bytesOf(want)) {
					t.Fatalf("%d values: sortNative", n)
				}
			}
			if sorted := slices.IsSortedFunc(values, compareNumbers[T]); IsSorted(values) != sorted || !IsSorted(want) {
				t.Fatalf("%d values: IsSorted", n)
			}
			down := slices.Clone(values)
			SortDescending(down)
			slices.Reverse(down)
			if !bytes.Equal(bytesOf(down), bytesOf(want)) {
				t.Fatalf("%d values: SortDescending", n)
			}
			testIndices(t, values, r)
			if n > 0 {
				// To the bits, which NaNs have in an order, too; they are last.
				for _, k := range []int{r.IntN(n), n - 1 - r.IntN(n/8+1)} {
					if got := []T{Select(values, k)}; !bytes.Equal(bytesOf(got), bytesOf(want[k:k+1])) {
						t.Fatalf("%d values: Select", n)
					}
				}
			}
		}
	})
}

func testIndices[T Number](t *testing.T, values []T, r *rand.Rand) {
	n := len(values)
	for _, order := range []uint32{0, c.SortDescending} {
		want := make([]uint32, n)
		for i := range want {
			want[i] = uint32(i)
		}
		slices.SortStableFunc(want, func(a, b uint32) int {
			if order != 0 {
				a, b = b, a
			}
			return compareNumbers(values[a], values[b])
		})
		for _, count := range []int{n, n / 2, min(n, 3)} {
			got := make([]uint32, count)
			if indices(got, values, order); !slices.Equal(got, want[:count]) {
				t.Fatalf("%d of %d indices", count, n)
			}
			if indicesGo(got, values, order); !slices.Equal(got, want[:count]) {
				t.Fatalf("%d of %d indices in Go", count, n)
			}
		}
	}
}

type named float64

func TestValues(t *testing.T) {
	testValues[int8](t)
	testValues[uint8](t)
	testValues[int16](t)
	testValues[uint16](t)
	testValues[int32](t)
	testValues[uint32](t)
	testValues[int64](t)
	testValues[uint64](t)
	testValues[int](t)
	testValues[uint](t)
	testValues[float32](t)
	testValues[float64](t)
	testValues[named](t)
}

func randomColumn(rows int, r *rand.Rand) sinew.Column {
	var col sinew.Column
	switch r.UintN(9) {
	case 0:
		bits := make([]byte, rows/8+2)
		for i := range bits {
			bits[i] = byte(r.Uint32())
		}
		col = sinew.Bools(bits, r.IntN(8), rows)
	case 1:
		col = sinew.Int64s(fill[int64](rows, r))
	case 2:
		col = sinew.Uint8s(fill[uint8](rows, r))
	case 3:
		col = sinew.Float64s(fill[float64](rows, r))
	case 4:
		col = sinew.Float32s(fill[float32](rows, r))
	case 5:
		col = sinew.Dates(fill[int32](rows, r))
	case 6:
		ids := make([][16]byte, rows)
		for i := range ids {
			ids[i] = [16]byte{0: byte(r.UintN(2)), 9: byte(r.UintN(3))}
		}
		col = sinew.Bytes16s(ids)
	case 7:
		col = strings[int32](rows, r)
	default:
		col = strings[int64](rows, r)
	}
	if r.UintN(2) == 0 {
		valid := make([]bool, rows)
		for i := range valid {
			valid[i] = r.UintN(3) > 0
		}
		col = col.With(sinew.ValidityOf(valid))
	}
	return col
}

func fill[T Number](rows int, r *rand.Rand) []T {
	values, few := make([]T, rows), [3]T{valueOf[T](r), valueOf[T](r), valueOf[T](r)}
	for i := range values {
		if values[i] = few[r.IntN(3)]; r.UintN(2) == 0 {
			values[i] = valueOf[T](r)
		}
	}
	return values
}

func strings[Offset int32 | int64](rows int, r *rand.Rand) sinew.Column {
	offsets, data := []Offset{0}, []byte{}
	for range rows {
		data = append(data, "the same for long, then"[:r.IntN(24)]...)
		data = append(data, make([]byte, r.IntN(2))...)
		offsets = append(offsets, Offset(len(data)))
	}
	return sinew.StringsOf(offsets, data)
}

func TestRows(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for turn := range rounds.Of(300, 100) {
		rows := r.IntN(80)
		if turn%50 == 0 {
			rows = 5000
		}
		keys := make([]Key, 1+r.IntN(4))
		for i := range keys {
			keys[i] = Key{randomColumn(rows, r), r.UintN(2) == 0, r.UintN(2) == 0}
		}
		want := make([]uint32, rows)
		for i := range want {
			want[i] = uint32(i)
		}
		slices.SortStableFunc(want, func(a, b uint32) int { return compareRows(keys, int(a), int(b)) })
		first := r.IntN(rows + 1)
		for _, part := range [][2]int{{0, rows}, {0, r.IntN(rows + 1)}, {first, r.IntN(rows - first + 1)}} {
			got := make([]uint32, part[1])
			if err := Rows(got, part[0], keys...); err != nil || !slices.Equal(got, want[part[0]:part[0]+part[1]]) {
				t.Fatalf("%d rows from %d of %d: %v", part[1], part[0], rows, err)
			}
			rowsGo(got, part[0], rows, keys)
			if !slices.Equal(got, want[part[0]:part[0]+part[1]]) {
				t.Fatalf("%d rows from %d of %d in Go", part[1], part[0], rows)
			}
		}
		if n, err := Sorted(keys...); err != nil || n != sortedGo(rows, keys) {
			t.Fatalf("%d of %d rows in order: %v", n, rows, err)
		}
		if got, err := AppendDistinct(nil, keys...); err != nil || !slices.Equal(got, appendDistinctGo(nil, rows, keys)) {
			t.Fatalf("%d of %d rows distinct: %v", len(got), rows, err)
		}
	}
}

func TestRefused(t *testing.T) {
	three, four := sinew.Int64s([]int64{1, 2, 3}), sinew.Int64s([]int64{1, 2, 3, 4})
	bad := sinew.StringsOf([]int32{0, 2, 1, 2}, []byte("ab"))
	var zero sinew.Column
	out := []uint32{7, 7, 7}
	for _, keys := range [][]Key{{}, {Ascending(three), Ascending(four)}, {Ascending(bad)}, {Ascending(zero)}, make([]Key, MaxKeys+1)} {
		_, err := Sorted(keys...)
		_, err2 := AppendDistinct(nil, keys...)
		for _, err := range []error{err, err2, Rows(out[:0], 0, keys...)} {
			if !errors.Is(err, sinew.ErrInvalidArgument) {
				t.Error(err)
			}
		}
	}
	for _, first := range []int{-1, 1, 5} {
		if err := Rows(out, first, Ascending(three)); !errors.Is(err, sinew.ErrInvalidArgument) {
			t.Error(err)
		}
	}
	if !slices.Equal(out, []uint32{7, 7, 7}) {
		t.Error("written:", out)
	}
}

func TestNothingIsAllocated(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, n := range []int{10, 64, 1000} {
		if n > fewRows && !c.Available {
			continue
		}
		values, out := fill[float64](n, r), make([]uint32, n)
		keys := []Key{Descending(sinew.Float64s(values)), Ascending(sinew.Float64s(values))}
		copied := make([]float64, n)
		if allocated := testing.AllocsPerRun(20, func() {
			copy(copied, values)
			Sort(copied)
			SortDescending(copied)
			Indices(out, values)
			Indices(out[:3], values)
			Select(values, 3)
			if Rows(out, 0, keys...) != nil || Rows(out[:2], 3, keys...) != nil {
				t.Error("an error")
			}
			Sorted(keys...)
			AppendDistinct(out[:0], keys...)
		}); allocated != 0 {
			t.Errorf("%d rows: %v allocations", n, allocated)
		}
	}
}

// What the crossovers rest on.
func BenchmarkCrossover(b *testing.B) {
	if !c.Available {
		b.Skip("without a library there is one path")
	}
	r := rand.New(rand.NewPCG(1, 1))
	ints, floats := fill[int64](1<<16, r), make([]float64, 1<<16)
	for i := range ints {
		ints[i], floats[i] = r.Int64(), r.NormFloat64()
	}
	buffer, floatBuffer, out := make([]int64, 128), make([]float64, 128), make([]uint32, 128)
	for _, n := range []int{8, 16, 24, 32, 40, 48, 64, 96, 128} {
		at := 0
		pair := func(name string, inGo, inLibrary func(at int)) {
			for _, path := range []struct {
				name string
				f    func(int)
			}{{"Go", inGo}, {"library", inLibrary}} {
				b.Run(fmt.Sprintf("%s/%d/%s", name, n, path.name), func(b *testing.B) {
					for b.Loop() {
						if at += n; at+n > len(ints) {
							at = 0
						}
						path.f(at)
					}
				})
			}
		}
		pair("sort int64", func(at int) { copy(buffer, ints[at:at+n]); slices.Sort(buffer[:n]) },
			func(at int) { copy(buffer, ints[at:at+n]); sortNative(c.TypeI64, first(buffer), n, false) })
		pair("sort float64", func(at int) { copy(floatBuffer, floats[at:at+n]); sortGo(floatBuffer[:n]) },
			func(at int) { copy(floatBuffer, floats[at:at+n]); sortNative(c.TypeF64, first(floatBuffer), n, false) })
		pair("indices", func(at int) { indicesGo(out[:n], ints[at:at+n], 0) }, func(at int) {
			var keys c.Columns
			view := column.Of(c.TypeI64, ints[at:at+n])
			keys.Add(&view)
			orders := [c.SortMaxKeys]uint32{}
			rowsNative(&keys, &orders, 0, out[:n])
		})
		keys := func(at int) []Key {
			return []Key{Descending(sinew.Int64s(ints[at : at+n])), Ascending(sinew.Float64s(floats[at : at+n]))}
		}
		pair("rows", func(at int) { rowsGo(out[:n], 0, n, keys(at)) }, func(at int) {
			var columns c.Columns
			orders := add(&columns, keys(at))
			rowsNative(&columns, &orders, 0, out[:n])
		})
		pair("sorted", func(at int) { sortedGo(n, keys(0)[1:]) }, func(at int) {
			var columns c.Columns
			orders := add(&columns, keys(0)[1:])
			sortedNative(&columns, &orders)
		})
	}
}
