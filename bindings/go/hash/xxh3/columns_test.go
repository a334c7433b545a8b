package xxh3

import (
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
)

// Every width, on both sides of the crossover, with and without nulls.
func TestColumnsOfEveryWidth(t *testing.T) {
	input := sanityInput(16 * 300)
	for _, rows := range []int{0, 1, 7, 15, 16, 31, 32, 300} {
		int16s, int32s, uint32s, int64s := make([]int16, rows), make([]int32, rows), make([]uint32, rows), make([]int64, rows)
		bytes16s, int8s := make([][16]byte, rows), make([]int8, rows)
		for i := range rows {
			b := input[16*i:][:16]
			copy(bytes16s[i][:], b)
			int8s[i], int16s[i] = int8(b[0]), int16(b[0])|int16(b[1])<<8
			uint32s[i] = load32At(b)
			int32s[i] = int32(uint32s[i])
			int64s[i] = int64(uint32s[i]) | int64(load32At(b[4:]))<<32
		}
		valid := make([]bool, rows+3)
		for i := range valid {
			valid[i] = i%3 != 0
		}
		nulls := sinew.ValidityOf(valid)
		nulls.Offset = 3
		columns := []struct {
			column sinew.Column
			width  int
		}{
			{sinew.Int8s(int8s), 1}, {sinew.Int16s(int16s), 2}, {sinew.Int32s(int32s), 4}, {sinew.Uint32s(uint32s), 4},
			{sinew.Int64s(int64s), 8}, {sinew.Bytes16s(bytes16s), 16},
		}
		for _, col := range columns {
			for _, seed := range []uint64{0, sanitySeed} {
				for _, validity := range []sinew.Validity{{}, nulls} {
					out, out128 := make([]uint64, rows), make([]Uint128, rows)
					if err := HashColumn(out, col.column.With(validity), seed); err != nil {
						t.Fatal(err)
					}
					if err := HashColumn128(out128, col.column.With(validity), seed); err != nil {
						t.Fatal(err)
					}
					for i := range rows {
						b := input[16*i:][:col.width]
						want, want128 := HashSeed(b, seed), Hash128Seed(b, seed)
						if !validity.Valid(i) {
							want, want128 = 0, Uint128{}
						}
						if out[i] != want || out128[i] != want128 {
							t.Fatalf("row %d of %d, %d bytes: %#x and %#x, want %#x and %#x", i, rows, col.width, out[i], out128[i], want, want128)
						}
					}
				}
			}
		}
	}
}

func load32At(b []byte) uint32 {
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}

func TestStrings128(t *testing.T) {
	input := sanityInput(5000)
	for _, rows := range []int{0, 5, 100, 1000} {
		var texts sinew.Strings
		offsets := []int32{0}
		var data []byte
		for i := range rows {
			texts.AppendBytes(input[i:][:i%50])
			data = append(data, input[i:][:i%50]...)
			offsets = append(offsets, int32(len(data)))
		}
		for _, seed := range []uint64{0, 42} {
			out, narrow := make([]Uint128, rows), make([]Uint128, rows)
			HashStrings128(out, &texts, seed)
			if err := HashColumn128(narrow, sinew.StringsOf(offsets, data), seed); err != nil {
				t.Fatal(err)
			}
			for i := range rows {
				if want := Hash128Seed(texts.At(i), seed); out[i] != want || narrow[i] != want {
					t.Fatalf("row %d of %d: %#x and %#x, want %#x", i, rows, out[i], narrow[i], want)
				}
			}
		}
	}
	if err := HashColumn128(make([]Uint128, 1), sinew.StringsOf([]int64{1, 0}, nil), 0); err == nil {
		t.Error("offsets that run backwards: no error")
	}
}
