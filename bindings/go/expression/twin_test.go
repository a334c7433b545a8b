package expression

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/rounds"
)

// An expression that is the name of a column is the column.
func TestColumnsAsTheyAre(t *testing.T) {
	for seed, rows := range []int{1, 63, 64, 65, 300, 5000} {
		columns := table(rows, 20, uint64(seed))
		for i, field := range fields {
			if field.Type == sinew.Bytes16 {
				continue
			}
			o := twins(t, `"`+field.Name+`"`, columns)
			for row, got := range o.values {
				if want := valueOf(columns[i], row); got != want {
					t.Fatalf("%s, row %d of %d: %v, not %v", field.Name, row, rows, got, want)
				}
			}
		}
	}
}

// valueOf returns a row of a column as valuesOfBatch does.
func valueOf(column sinew.Column, row int) any {
	if !column.View().Valid(row) {
		return nil
	}
	float := func(f float64) any {
		if f != f {
			return "NaN"
		}
		return math.Float64bits(f)
	}
	switch column.Type() {
	case sinew.Bool:
		return column.Bool(row)
	case sinew.String, sinew.Binary:
		return string(column.Bytes(row))
	case sinew.Int8:
		return int64(sinew.Values[int8](column)[row])
	case sinew.Int16:
		return int64(sinew.Values[int16](column)[row])
	case sinew.Int32:
		return int64(sinew.Values[int32](column)[row])
	case sinew.Uint8:
		return int64(sinew.Values[uint8](column)[row])
	case sinew.Uint16:
		return int64(sinew.Values[uint16](column)[row])
	case sinew.Uint32:
		return int64(sinew.Values[uint32](column)[row])
	case sinew.Uint64:
		return sinew.Values[uint64](column)[row]
	case sinew.Float32:
		return float(float64(sinew.Values[float32](column)[row]))
	case sinew.Float64:
		return float(sinew.Values[float64](column)[row])
	case sinew.Date32:
		return sinew.Values[int32](column)[row]
	}
	return sinew.Values[int64](column)[row]
}

// Between calls nothing refers to the columns of a call, whose memory may be gone.
func TestNothingIsKept(t *testing.T) {
	columns := table(100, 10, 1)
	e := compile(t, "coalesce(name, \"large name\") = 'x' or name = 'y' or i64 + 1 > other", fields...)
	bits := make([]byte, 13)
	if _, err := e.FilterColumns(bits, columns...); err != nil {
		t.Fatal(err)
	}
	for _, view := range e.inputs {
		if view.Values != nil || view.Validity != nil || view.Offsets != nil {
			t.Errorf("%+v", view)
		}
	}
	kept := append([]string(nil), e.plain.scratchTexts...)
	for _, register := range e.plain.texts[:min(len(e.plain.texts), maxRegisters)] {
		kept = append(kept, register.texts...)
	}
	for _, text := range kept {
		if text != "" {
			t.Fatalf("%q is kept", text)
		}
	}
}

func TestTwinsAgreeOnRandomTrees(t *testing.T) {
	for seed := range uint64(rounds.Of(60, 12)) {
		trees := newTrees(seed)
		columns := table(trees.IntN(200), []int{0, 10, 50, 100}[seed%4], seed)
		for i := range 50 {
			text := trees.bool(1 + i%4)
			if i%3 == 0 {
				text = trees.any(3)
			}
			if o := twins(t, text, columns); o.err != "" {
				t.Fatalf("%q: %s", text, o.err)
			}
		}
	}
}

func TestTwinsAgreeAtEveryLength(t *testing.T) {
	for rows := range 200 {
		trees := newTrees(uint64(1000 + rows))
		columns := table(rows, rows%2*20, uint64(rows))
		for range 4 {
			twins(t, trees.bool(1), columns)
		}
		twins(t, trees.any(2), columns)
	}
}

func TestTwinsAgreeOverBlocks(t *testing.T) {
	for _, rows := range []int{2047, 2048, 2049, 4096, 4096 + 33, 6144 + 65} {
		for _, nulls := range []int{0, 20} {
			trees := newTrees(uint64(rows + nulls))
			columns := table(rows, nulls, uint64(rows+nulls))
			for i := range 10 {
				text := trees.bool(2)
				if i%3 == 0 {
					text = trees.any(3)
				}
				twins(t, text, columns)
			}
		}
	}
}

// What is cut off or has a byte too many has the same error, or none.
func TestTwinsAgreeOnFaults(t *testing.T) {
	columns := table(3, 20, 1)
	for seed := range uint64(40) {
		trees := newTrees(5000 + seed)
		text := trees.bool(2)
		if seed%3 == 0 {
			text = trees.any(2)
		}
		for cut := range len(text) {
			twins(t, text[:cut], columns)
			changed := []byte(text)
			changed[cut] = "()',.+-*<=a0\x00\xC3 \""[trees.IntN(16)]
			twins(t, string(changed), columns)
		}
	}
}

func TestDivisor(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	edges := []int64{math.MinInt64, math.MinInt64 + 1, -1, 0, 1, math.MaxInt64 - 1, math.MaxInt64}
	for size := range 63 {
		for range 200 {
			by := 1<<size | random.Int64N(1<<size)
			values := append(edges, by, by-1, by+1, -by, 1-by, -by-1, random.Int64(), ^random.Int64())
			for range 8 {
				multiple := random.Int64N(math.MaxInt64/by) * by
				values = append(values, multiple, multiple-1, -multiple, -multiple-1)
			}
			divisor := newDivisor(by)
			for _, value := range values {
				if got, want := divisor.floor(value), floorDivide(value, by); got != want {
					t.Fatalf("%d / %d is %d and not %d", value, by, got, want)
				}
			}
		}
	}
}
