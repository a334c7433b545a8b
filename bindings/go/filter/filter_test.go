package filter

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

// randomBits returns a bitmap in which a share of the rows is set, and the same as booleans.
func randomBits(r *rand.Rand, rows int, share float64) (sinew.Validity, []bool) {
	v := sinew.Validity{Offset: r.IntN(20)}
	v.Bits = make([]byte, (v.Offset+rows+7)/8)
	all := make([]bool, rows)
	for i := range v.Bits {
		v.Bits[i] = byte(r.Uint32())
	}
	for i := range all {
		all[i] = r.Float64() < share
		bit := v.Offset + i
		v.Bits[bit/8] &^= 1 << (bit % 8)
		if all[i] {
			v.Bits[bit/8] |= 1 << (bit % 8)
		}
	}
	return v, all
}

// randomFilter returns a filter and the rows that it chooses.
func randomFilter(r *rand.Rand, rows int) (sinew.Column, []int) {
	bits, all := randomBits(r, rows, []float64{0, 0.05, 0.5, 0.95, 1}[r.IntN(5)])
	column := sinew.Bools(bits.Bits, bits.Offset, rows)
	valid := slices.Repeat([]bool{true}, rows)
	if r.IntN(2) == 0 {
		var validity sinew.Validity
		validity, valid = randomBits(r, rows, 0.8)
		column = column.With(validity)
	}
	var chosen []int
	for i := range all {
		if all[i] && valid[i] {
			chosen = append(chosen, i)
		}
	}
	return column, chosen
}

func testAppend[T Fixed](t *testing.T, r *rand.Rand, of func(uint64) T) {
	for rows := 0; rows < 400; rows += rounds.Of(1, 13) {
		filter, chosen := randomFilter(r, rows)
		values := make([]T, rows)
		for i := range values {
			values[i] = of(r.Uint64())
		}
		want := []T{of(1)}
		for _, row := range chosen {
			want = append(want, values[row])
		}
		if n := Count(filter); n != len(chosen) {
			t.Fatalf("%d rows: Count is %d, not %d", rows, n, len(chosen))
		}
		if got := Append([]T{of(1)}, values, filter); !slices.Equal(got, want) {
			t.Fatalf("%T, %d rows: %v, not %v", want, rows, got, want)
		}
	}
}

func TestAppend(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	testAppend(t, r, func(word uint64) int8 { return int8(word) })
	testAppend(t, r, func(word uint64) uint16 { return uint16(word) })
	testAppend(t, r, func(word uint64) float32 { return float32(word) })
	testAppend(t, r, func(word uint64) int { return int(word) })
	testAppend(t, r, func(word uint64) float64 { return float64(word) })
	testAppend(t, r, func(word uint64) [16]byte { return [16]byte{byte(word), 15: byte(word >> 8)} })
}

func TestBits(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for rows := 0; rows < 400; rows += rounds.Of(1, 13) {
		filter, chosen := randomFilter(r, rows)
		in, all := randomBits(r, rows, 0.5)
		if r.IntN(4) == 0 {
			in, all = sinew.Validity{}, slices.Repeat([]bool{true}, rows)
		}
		want := make([]byte, c.BitmapSize(len(chosen))+1)
		for i, row := range chosen {
			if all[row] {
				want[i/8] |= 1 << (i % 8)
			}
		}
		want[len(want)-1] = 0xA5
		got := bytes.Repeat([]byte{0xA5}, len(want))
		if n := Bits(got, in, filter); n != len(chosen) || !bytes.Equal(got, want) {
			t.Fatalf("%d rows: %d, %x, not %d, %x", rows, n, got, len(chosen), want)
		}
	}
}

func TestStrings(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	var out sinew.Strings
	for rows := 0; rows < 600; rows += rounds.Of(3, 29) {
		filter, chosen := randomFilter(r, rows)
		var text sinew.Strings
		var narrow []int32
		for i := range rows {
			text.Append(fmt.Sprint(i, r.IntN(1<<(r.IntN(30)))))
		}
		column := text.Column()
		if rows > 0 && r.IntN(2) == 0 {
			narrow = []int32{0}
			var data []byte
			for i := range rows {
				data = append(data, text.At(i)...)
				narrow = append(narrow, int32(len(data)))
			}
			validity, _ := randomBits(r, rows, 0.5)
			column = sinew.BinaryOf(narrow, data).With(validity)
		}
		if err := Strings(&out, column, filter); err != nil {
			t.Fatal(err)
		}
		if out.Len() != len(chosen) {
			t.Fatalf("%d rows: %d strings, not %d", rows, out.Len(), len(chosen))
		}
		for i, row := range chosen {
			if !bytes.Equal(out.At(i), text.At(row)) {
				t.Fatalf("%d rows: string %d is %q, not %q", rows, i, out.At(i), text.At(row))
			}
		}
	}
}

func TestStringsAreRefused(t *testing.T) {
	var out sinew.Strings
	out.Append("a")
	for _, rows := range []int{3, 1000} {
		bits := bytes.Repeat([]byte{0xFF}, rows)
		bits[0] = 0b101 // not the rows 1 and 3 to 7
		all := sinew.Bools(bits, 0, rows)
		for name, test := range map[string]struct {
			end    int64
			offset int
			want   error
			text   string
		}{
			"backwards": {-1, 2, sinew.ErrInvalidArgument, "values: the offsets of row 2 run backwards or past the data"},
			"past":      {9, 2, sinew.ErrInvalidArgument, "values: the offsets of row 2 run backwards or past the data"},
		} {
			offsets := make([]int64, rows+1)
			offsets[3] = test.end
			err := Strings(&out, sinew.StringsOf(offsets, []byte("abc")), all)
			var failure *sinew.Error
			if !errors.As(err, &failure) || !errors.Is(err, test.want) || failure.Offset != test.offset || failure.Message != test.text {
				t.Errorf("%s, %d rows: %v", name, rows, err)
			}
		}
		for name, values := range map[string]sinew.Column{
			"numbers": sinew.Int64s(make([]int64, rows)),
			"own":     out.Column(),
		} {
			filter := sinew.Bools(bits, 0, values.Len())
			if err := Strings(&out, values, filter); !errors.Is(err, sinew.ErrInvalidArgument) {
				t.Errorf("%s, %d rows: %v", name, rows, err)
			}
		}
	}
	if out.Len() != 1 || string(out.At(0)) != "a" {
		t.Error("out changed")
	}
	// Strings that overlap, which are never looked at.
	offsets := []int64{0, math.MaxInt, 0, math.MaxInt}
	long := column.View{Type: c.TypeLargeString, Count: 3, Size: math.MaxInt, Offsets: (*byte)(unsafe.Pointer(&offsets[0]))}
	two := sinew.Bools([]byte{0b101}, 0, 3)
	_, err := sizeGo[int64](&long, two.View())
	if failure := new(sinew.Error); !errors.As(err, &failure) || failure.Status != sinew.Overflow || failure.Offset != 2 {
		t.Error(err)
	}
}

func TestPanics(t *testing.T) {
	filter := sinew.Bools([]byte{0xFF}, 0, 8)
	for name, call := range map[string]func(){
		"length":      func() { Append(nil, make([]int64, 7), filter) },
		"type":        func() { Count(sinew.Int64s(make([]int64, 8))) },
		"short out":   func() { Bits(nil, sinew.Validity{}, filter) },
		"short in":    func() { Bits(make([]byte, 1), sinew.Validity{Bits: []byte{1}, Offset: 1}, filter) },
		"of strings":  func() { Strings(new(sinew.Strings), sinew.StringsOf([]int32{0}, nil), filter) },
		"zero column": func() { Count(sinew.Column{}) },
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
	bits := bytes.Repeat([]byte{0x5A}, 125)
	filter := sinew.Bools(bits, 0, 1000)
	values, out := make([]int64, 1000), make([]int64, 0, 1000)
	var text, packed sinew.Strings
	for i := range values {
		text.Append(fmt.Sprint(i))
	}
	room := make([]byte, 125)
	if n := testing.AllocsPerRun(20, func() {
		out = Append(out[:0], values, filter)
		Bits(room, sinew.Validity{Bits: bits}, filter)
		if Strings(&packed, text.Column(), filter) != nil {
			t.Fatal("refused")
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
