package compare

import (
	"bytes"
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/rounds"
)

var relations = []Relation{Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual}

// wanted says of two values, or of how they compare, whether each relation holds.
func wanted[T int8 | uint16 | int64 | uint64 | float32 | float64 | int](a, b T) map[Relation]bool {
	return map[Relation]bool{Equal: a == b, NotEqual: a != b, Less: a < b, LessEqual: a <= b, Greater: a > b, GreaterEqual: a >= b}
}

func pack(bools []bool) []byte {
	out := make([]byte, (len(bools)+7)/8)
	for i, b := range bools {
		if b {
			out[i/8] |= 1 << (i % 8)
		}
	}
	return out
}

// columns compares with a constant and with a column, with nulls and without.
func columns(t *testing.T, r *rand.Rand, a, b sinew.Column, wanted func(x, y int) map[Relation]bool) {
	t.Helper()
	valid := [2][]bool{make([]bool, a.Len()), make([]bool, b.Len())}
	nulls := r.IntN(2) == 0
	for k := range valid {
		for i := range valid[k] {
			valid[k][i] = !nulls || r.IntN(4) != 0
		}
	}
	if nulls {
		a, b = a.With(sinew.ValidityOf(valid[0])), b.With(sinew.ValidityOf(valid[1]))
	}
	for _, relation := range relations {
		want, both := make([]bool, a.Len()), make([]bool, a.Len())
		for i := range want {
			j := i
			if b.Len() != a.Len() {
				j = 0
			}
			both[i] = valid[0][i] && valid[1][j]
			want[i] = both[i] && wanted(i, j)[relation]
		}
		bits, validity := make([]byte, len(pack(want))+1), make([]byte, len(pack(want))+1)
		bits[len(bits)-1], validity[len(bits)-1] = 0xA5, 0xA5
		if err := Columns(bits, validity, a, relation, b); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(bits, append(pack(want), 0xA5)) || !bytes.Equal(validity, append(pack(both), 0xA5)) {
			t.Fatalf("%v %v, %d and %d rows: %x, %x, not %x, %x", a.Type(), relation, a.Len(), b.Len(), bits, validity, pack(want), pack(both))
		}
	}
}

func testNumbers[T int8 | uint16 | int64 | uint64 | float32 | float64](t *testing.T, r *rand.Rand, column func([]T) sinew.Column, of func(uint64) T) {
	t.Helper()
	for rows := 0; rows < 150; rows += rounds.Of(1, 7) {
		a, b := make([]T, rows), make([]T, rows)
		for i := range a {
			a[i], b[i] = of(r.Uint64()), of(r.Uint64())
		}
		one := []T{of(r.Uint64())}
		columns(t, r, column(a), column(b), func(x, y int) map[Relation]bool { return wanted(a[x], b[y]) })
		columns(t, r, column(a), column(one), func(x, y int) map[Relation]bool { return wanted(a[x], one[0]) })
		for _, relation := range relations {
			want := make([]bool, rows)
			for i := range want {
				want[i] = wanted(a[i], one[0])[relation]
			}
			bits := make([]byte, len(pack(want)))
			if Values(bits, a, relation, one[0]); !bytes.Equal(bits, pack(want)) {
				t.Fatalf("%T %v %v: %x, not %x", a, relation, one, bits, pack(want))
			}
		}
	}
}

func float(word uint64) float64 {
	return []float64{0, math.Copysign(0, -1), 1, -1, math.NaN(), math.Inf(1), math.Inf(-1)}[word%7]
}

func TestNumbers(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	testNumbers(t, r, sinew.Int8s, func(word uint64) int8 { return int8(word % 4 * 64) })
	testNumbers(t, r, sinew.Uint16s, func(word uint64) uint16 { return uint16(word % 3 * 0x7FFF) })
	testNumbers(t, r, sinew.Int64s, func(word uint64) int64 { return int64(word) >> 61 })
	testNumbers(t, r, sinew.Uint64s, func(word uint64) uint64 { return word & (3 << 62) })
	testNumbers(t, r, sinew.Float32s, func(word uint64) float32 { return float32(float(word)) })
	testNumbers(t, r, sinew.Float64s, float)
	testNumbers(t, r, func(v []int64) sinew.Column { return sinew.Timestamps(sinew.TimestampMS, v) }, func(word uint64) int64 { return int64(word % 3) })
}

func TestOthers(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for rows := 0; rows < 150; rows += rounds.Of(1, 7) {
		var texts [2]sinew.Strings
		var blobs [2][][16]byte
		var bools [2][]bool
		for k := range texts {
			for range rows {
				text := bytes.Repeat([]byte{"a\x00\xFF"[r.IntN(3)]}, r.IntN(11))
				texts[k].AppendBytes(text)
				blobs[k] = append(blobs[k], [16]byte{15: byte(r.IntN(3)) << 7})
				bools[k] = append(bools[k], r.IntN(2) == 0)
			}
		}
		columns(t, r, texts[0].Column(), texts[1].Column(), func(x, y int) map[Relation]bool {
			return wanted(bytes.Compare(texts[0].At(x), texts[1].At(y)), 0)
		})
		narrow, data := []int32{0}, []byte("ab")
		narrow = append(narrow, 2)
		columns(t, r, texts[0].Column(), sinew.BinaryOf(narrow, data), func(x, y int) map[Relation]bool {
			return wanted(bytes.Compare(texts[0].At(x), data), 0)
		})
		columns(t, r, sinew.Bytes16s(blobs[0]), sinew.Bytes16s(blobs[1]), func(x, y int) map[Relation]bool {
			return wanted(bytes.Compare(blobs[0][x][:], blobs[1][y][:]), 0)
		})
		columns(t, r, sinew.Bools(pack(bools[0]), 0, rows), sinew.Bools(pack(bools[1]), 0, rows), func(x, y int) map[Relation]bool {
			return wanted(int(pack(bools[0])[x/8]>>(x%8)&1), int(pack(bools[1])[y/8]>>(y%8)&1))
		})
	}
}

func TestColumnsAreRefused(t *testing.T) {
	for _, rows := range []int{3, 1000} {
		offsets := make([]int32, rows+1)
		offsets[2] = -1
		bits := bytes.Repeat([]byte{0xA5}, rows)
		column := sinew.StringsOf(offsets, []byte("abc"))
		err := Columns(bits, nil, column, Less, column)
		var failure *sinew.Error
		if !errors.Is(err, sinew.ErrInvalidArgument) || !errors.As(err, &failure) || failure.Offset != 1 || bits[0] != 0xA5 {
			t.Errorf("%d rows: %v", rows, err)
		}
	}
	numbers := sinew.Int64s([]int64{1, 2, 3})
	for name, call := range map[string]func(){
		"types":    func() { Columns(make([]byte, 1), nil, numbers, Less, sinew.Uint64s([]uint64{1})) },
		"lengths":  func() { Columns(make([]byte, 1), nil, numbers, Less, sinew.Int64s([]int64{1, 2})) },
		"bits":     func() { Columns(nil, nil, numbers, Less, numbers) },
		"validity": func() { Columns(make([]byte, 1), []byte{}, numbers, Less, numbers) },
		"relation": func() { Values(make([]byte, 1), []int{1}, 0, 1) },
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

func TestNothingIsAllocated(t *testing.T) {
	values, bits := make([]float64, 1000), make([]byte, 125)
	a, one := sinew.Float64s(values), sinew.Float64s([]float64{1})
	if n := testing.AllocsPerRun(20, func() { Values(bits, values, Less, 1) }); n != 0 && crossover < 1000 {
		t.Errorf("Values: %v", n)
	}
	if n := testing.AllocsPerRun(20, func() { Columns(bits, nil, a, Less, one) }); n != 0 && crossover < 1000 {
		t.Errorf("Columns: %v", n)
	}
}
