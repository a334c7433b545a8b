package expression

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// The columns of the tests: one of every type.
var fields = []Column{
	{"i8", sinew.Int8}, {"i16", sinew.Int16}, {"i32", sinew.Int32}, {"i64", sinew.Int64},
	{"u8", sinew.Uint8}, {"u16", sinew.Uint16}, {"u32", sinew.Uint32}, {"u64", sinew.Uint64},
	{"f32", sinew.Float32}, {"f64", sinew.Float64}, {"flag", sinew.Bool}, {"day_of", sinew.Date32},
	{"s", sinew.TimestampS}, {"ms", sinew.TimestampMS}, {"us", sinew.TimestampUS}, {"ns", sinew.TimestampNS},
	{"name", sinew.String}, {"large name", sinew.String}, {"bytes", sinew.Binary}, {"x.y_2", sinew.Binary},
	{"other", sinew.Int64}, {"ratio", sinew.Float64}, {"id", sinew.Bytes16},
}

func randomInteger(r *rand.Rand) int64 {
	switch r.IntN(8) {
	case 0:
		return math.MaxInt64 - int64(r.IntN(3))
	case 1:
		return math.MinInt64 + int64(r.IntN(3))
	case 2:
		return int64(r.Uint64()) >> r.IntN(64)
	}
	return int64(r.IntN(20)) - 10
}

func randomFloat(r *rand.Rand) float64 {
	special := []float64{0, math.Copysign(0, -1), 1e300, -1e300, 5e-324, 1 << 53, 1 << 63, -1 << 63, math.Inf(1), math.Inf(-1), math.NaN()}
	if which := r.IntN(30); which < len(special) {
		return special[which]
	}
	return float64(r.IntN(80)-40) / []float64{4, 10}[r.IntN(2)]
}

func randomText(r *rand.Rand) string {
	size := r.IntN(4)
	if r.IntN(4) == 0 {
		size = r.IntN(20)
	}
	text := make([]byte, size)
	for i := range text {
		text[i] = "abA'\xC3"[r.IntN(5)]
	}
	return string(text)
}

// randomSeconds are from 1900 to 2100, often a whole day.
func randomSeconds(r *rand.Rand) int64 {
	seconds := r.Int64N(6311433600) - 2208988800
	if r.IntN(3) == 0 {
		seconds = seconds / 86400 * 86400
	}
	return seconds
}

func integers[T int8 | int16 | int32 | int64 | uint8 | uint16 | uint32 | uint64](r *rand.Rand, rows int) []T {
	values := make([]T, rows)
	for i := range values {
		values[i] = T(randomInteger(r))
	}
	return values
}

func timestamps(r *rand.Rand, rows int, unit sinew.Type) sinew.Column {
	values := make([]int64, rows)
	for i := range values {
		parts := second / nanosecondsOf(int32(unit))
		values[i] = randomSeconds(r)*parts + r.Int64N(parts)*r.Int64N(2)
		if r.IntN(8) == 0 {
			values[i] = randomInteger(r)
		}
	}
	return sinew.Timestamps(unit, values)
}

func texts[Offset int32 | int64](r *rand.Rand, rows int, of func([]Offset, []byte) sinew.Column) sinew.Column {
	data := []byte("?")
	offsets := []Offset{1}
	for range rows {
		data = append(data, randomText(r)...)
		offsets = append(offsets, Offset(len(data)))
	}
	return of(offsets, data)
}

// table returns rows of all fields, with some percent of nulls in most columns.
func table(rows, nulls int, seed uint64) []sinew.Column {
	r := rand.New(rand.NewPCG(seed, 1))
	floats, small := make([]float64, rows), make([]float32, rows)
	for i := range floats {
		floats[i], small[i] = randomFloat(r), float32(randomFloat(r))
	}
	ratios := make([]float64, rows)
	days := make([]int32, rows)
	for i := range ratios {
		ratios[i] = randomFloat(r)
		days[i] = int32(randomSeconds(r) / 86400)
		if r.IntN(8) == 0 {
			days[i] = int32(randomInteger(r))
		}
	}
	bits := make([]byte, rows/8+3)
	for i := range bits {
		bits[i] = byte(r.Uint32())
	}
	columns := []sinew.Column{
		sinew.Int8s(integers[int8](r, rows)), sinew.Int16s(integers[int16](r, rows)), sinew.Int32s(integers[int32](r, rows)), sinew.Int64s(integers[int64](r, rows)),
		sinew.Uint8s(integers[uint8](r, rows)), sinew.Uint16s(integers[uint16](r, rows)), sinew.Uint32s(integers[uint32](r, rows)), sinew.Uint64s(integers[uint64](r, rows)),
		sinew.Float32s(small), sinew.Float64s(floats), sinew.Bools(bits, r.IntN(8), rows), sinew.Dates(days),
		timestamps(r, rows, sinew.TimestampS), timestamps(r, rows, sinew.TimestampMS), timestamps(r, rows, sinew.TimestampUS), timestamps(r, rows, sinew.TimestampNS),
		texts(r, rows, sinew.StringsOf[int32]), texts(r, rows, sinew.StringsOf[int64]), texts(r, rows, sinew.BinaryOf[int32]), texts(r, rows, sinew.BinaryOf[int64]),
		sinew.Int64s(integers[int64](r, rows)), sinew.Float64s(ratios), sinew.Bytes16s(make([][16]byte, rows)),
	}
	for i := range columns {
		if nulls == 0 || r.IntN(4) == 0 {
			continue
		}
		offset := r.IntN(20)
		validity := sinew.Validity{Bits: make([]byte, (offset+rows)/8+1), Offset: offset}
		for row := range rows {
			if bit := offset + row; r.IntN(100) >= nulls {
				validity.Bits[bit/8] |= 1 << (bit % 8)
			}
		}
		columns[i] = columns[i].With(validity)
	}
	return columns
}

// outcome is all that an expression makes of columns.
type outcome struct {
	err    string
	typ    sinew.Type
	uses   []bool
	values []any
	rows   []uint32
	faults uint64
}

// valuesOfBatch returns the rows of the one column of a batch; NaN by its name, nulls as nil.
func valuesOfBatch(t testing.TB, b *sinew.Batch, typ sinew.Type) []any {
	t.Helper()
	if b.NumColumns() != 1 || b.Name(0) != "value" || b.Column(0).Type() != typ {
		t.Fatalf("%d columns", b.NumColumns())
	}
	column := b.Column(0)
	values := make([]any, b.Len())
	hasNull := false
	for i := range values {
		valid := column.View().Valid(i)
		hasNull = hasNull || !valid
		switch {
		case typ == sinew.String || typ == sinew.Binary:
			values[i] = string(column.Bytes(i))
		case typ == sinew.Bool:
			values[i] = column.Bool(i)
		case typ == sinew.Date32:
			values[i] = sinew.Values[int32](column)[i]
		case typ == sinew.Uint64:
			values[i] = sinew.Values[uint64](column)[i]
		case typ == sinew.Float64:
			// A NaN has no sign that two machines agree on.
			values[i] = math.Float64bits(sinew.Values[float64](column)[i])
			if f := sinew.Values[float64](column)[i]; f != f {
				values[i] = "NaN"
			}
		default:
			values[i] = sinew.Values[int64](column)[i]
		}
		if !valid {
			// What stands for a null is 0 or empty.
			if v := reflect.ValueOf(values[i]); !v.IsZero() {
				t.Fatalf("row %d is null and %v", i, values[i])
			}
			values[i] = nil
		}
	}
	if hasNull != (column.View().Validity != nil) {
		t.Fatal("a bitmap without nulls, or none with them")
	}
	return values
}

// outcomeOf compiles a text and evaluates it, as the library does or as Go does.
func outcomeOf(t testing.TB, text string, columns []sinew.Column, library bool) (o outcome) {
	t.Helper()
	available, from := c.Available, fromRows
	defer func() { c.Available, fromRows = available, from }()
	c.Available, fromRows = library, 0
	e, err := Compile(text, fields...)
	if err != nil {
		o.err = fmt.Sprintf("%#v", err)
		return o
	}
	defer e.Close()
	o.typ = e.Type()
	for i := range fields {
		o.uses = append(o.uses, e.Uses(i))
	}
	var batch sinew.Batch
	defer batch.Close()
	if err := e.EvaluateColumns(&batch, columns...); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	o.faults = e.Faults()
	o.values = valuesOfBatch(t, &batch, o.typ)
	if o.typ != sinew.Bool {
		return o
	}
	rows := columns[0].Len()
	bits := make([]byte, (rows+7)/8)
	for i := range bits {
		bits[i] = 0xA5
	}
	count, err := e.FilterColumns(bits, columns...)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	if e.Faults() != 2*o.faults {
		t.Fatalf("%q: %d faults, then %d", text, o.faults, e.Faults())
	}
	for row := range 8 * len(bits) {
		is := bits[row/8]>>(row%8)&1 != 0
		if is != (row < rows && o.values[row] == true) {
			t.Fatalf("%q: bit %d is %v", text, row, is)
		}
		if is {
			o.rows = append(o.rows, uint32(row))
		}
	}
	if count != len(o.rows) {
		t.Fatalf("%q: %d rows and not %d", text, count, len(o.rows))
	}
	return o
}

// libraryError returns the library's own error for a text, or nil.
func libraryError(text string) error {
	e := &Expression{text: text, columns: fields}
	for i, column := range table(0, 0, 0) {
		e.used = append(e.used, i)
		e.inputs = append(e.inputs, *column.View())
	}
	defer e.native.close()
	return e.native.open(e)
}

// twins compares what the library and Go make of a text.
func twins(t testing.TB, text string, columns []sinew.Column) outcome {
	t.Helper()
	inGo := outcomeOf(t, text, columns, false)
	if !c.Available || len(text) > c.ExpressionMaxSize {
		return inGo
	}
	want := ""
	if err := libraryError(text); err != nil {
		want = fmt.Sprintf("%#v", err)
	}
	if inGo.err != want {
		t.Fatalf("%q:\n%s in Go\n%s in the library", text, inGo.err, want)
	}
	if inGo.err != "" {
		return inGo
	}
	if inLibrary := outcomeOf(t, text, columns, true); !reflect.DeepEqual(inGo, inLibrary) {
		for i := range inGo.values {
			if inGo.values[i] != inLibrary.values[i] {
				t.Fatalf("%q: row %d of %d is %v in Go and %v in the library", text, i, len(inGo.values), inGo.values[i], inLibrary.values[i])
			}
		}
		t.Fatalf("%q: %v %v, %d faults in Go; %v %v, %d faults in the library", text, inGo.typ, inGo.uses, inGo.faults, inLibrary.typ, inLibrary.uses, inLibrary.faults)
	}
	return inGo
}
