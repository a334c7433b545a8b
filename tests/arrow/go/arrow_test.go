// Package arrow_test takes batches of Sinew to arrow-go and back: an implementation of the Arrow C
// Data Interface by others.
package arrow_test

import (
	"runtime"
	"strings"
	"testing"
	"unsafe"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/cdata"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/aggregate"
	sinewarrow "github.com/sinew-simd/sinew/bindings/go/arrow"
)

// structs are the two of the interface, in memory of Go.
type structs struct {
	schema cdata.CArrowSchema
	array  cdata.CArrowArray
}

func (s *structs) pointers() (schema, array unsafe.Pointer) {
	return unsafe.Pointer(&s.schema), unsafe.Pointer(&s.array)
}

func toArrow(t *testing.T, b *sinew.Batch) arrow.Record {
	t.Helper()
	s := new(structs)
	schema, data := s.pointers()
	if err := sinewarrow.Export(b, schema, data); err != nil {
		t.Fatal(err)
	}
	record, err := cdata.ImportCRecordBatch(&s.array, &s.schema)
	if err != nil {
		t.Fatal(err)
	}
	return record
}

func fromArrow(t *testing.T, record arrow.Record, b *sinew.Batch) {
	t.Helper()
	s := new(structs)
	cdata.ExportArrowRecordBatch(record, &s.array, &s.schema)
	schema, data := s.pointers()
	if err := sinewarrow.Import(b, schema, data); err != nil {
		t.Fatal(err)
	}
}

// everyType returns a record with a column of every type that Sinew has, and nulls.
func everyType(rows int) arrow.Record {
	types := []arrow.DataType{
		arrow.FixedWidthTypes.Boolean, arrow.PrimitiveTypes.Int8, arrow.PrimitiveTypes.Int16, arrow.PrimitiveTypes.Int32,
		arrow.PrimitiveTypes.Int64, arrow.PrimitiveTypes.Uint8, arrow.PrimitiveTypes.Uint16, arrow.PrimitiveTypes.Uint32,
		arrow.PrimitiveTypes.Uint64, arrow.PrimitiveTypes.Float32, arrow.PrimitiveTypes.Float64, arrow.FixedWidthTypes.Date32,
		&arrow.TimestampType{Unit: arrow.Second, TimeZone: "UTC"}, &arrow.TimestampType{Unit: arrow.Millisecond, TimeZone: "UTC"},
		&arrow.TimestampType{Unit: arrow.Microsecond, TimeZone: "UTC"}, &arrow.TimestampType{Unit: arrow.Nanosecond, TimeZone: "UTC"},
		&arrow.FixedSizeBinaryType{ByteWidth: 16}, arrow.BinaryTypes.String, arrow.BinaryTypes.LargeString,
		arrow.BinaryTypes.Binary, arrow.BinaryTypes.LargeBinary,
	}
	fields := make([]arrow.Field, len(types))
	for i, kind := range types {
		fields[i] = arrow.Field{Name: kind.String(), Type: kind, Nullable: true}
	}
	builder := array.NewRecordBuilder(memory.DefaultAllocator, arrow.NewSchema(fields, nil))
	defer builder.Release()
	for row := range rows {
		for i := range types {
			field := builder.Field(i)
			if (row+i)%3 == 0 {
				field.AppendNull()
				continue
			}
			n := row*7 + i
			switch b := field.(type) {
			case *array.BooleanBuilder:
				b.Append(n%2 == 0)
			case *array.Int8Builder:
				b.Append(int8(n))
			case *array.Int16Builder:
				b.Append(int16(-n))
			case *array.Int32Builder:
				b.Append(int32(n) << 8)
			case *array.Int64Builder:
				b.Append(int64(-n) << 40)
			case *array.Uint8Builder:
				b.Append(uint8(n))
			case *array.Uint16Builder:
				b.Append(uint16(n))
			case *array.Uint32Builder:
				b.Append(uint32(n))
			case *array.Uint64Builder:
				b.Append(uint64(n) << 50)
			case *array.Float32Builder:
				b.Append(float32(n) / 3)
			case *array.Float64Builder:
				b.Append(float64(n) / 3)
			case *array.Date32Builder:
				b.Append(arrow.Date32(20000 + n))
			case *array.TimestampBuilder:
				b.Append(arrow.Timestamp(n) << 30)
			case *array.FixedSizeBinaryBuilder:
				b.Append([]byte{15: byte(n)})
			case *array.StringBuilder:
				b.Append(string(make([]byte, n%5)))
			case *array.LargeStringBuilder:
				b.Append(string(make([]byte, n%7)))
			case *array.BinaryBuilder:
				b.Append(make([]byte, n%9))
			default:
				panic(field.Type().String())
			}
		}
	}
	return builder.NewRecord()
}

func TestRoundTripOfEveryType(t *testing.T) {
	for _, rows := range []int{0, 1, 9, 100} {
		record := everyType(rows)
		slice := record.NewSlice(int64(rows/3), int64(rows))
		for _, want := range []arrow.Record{record, slice} {
			var b sinew.Batch
			fromArrow(t, want, &b)
			if b.Len() != int(want.NumRows()) || b.NumColumns() != int(want.NumCols()) {
				t.Fatalf("%d rows of %d columns", b.Len(), b.NumColumns())
			}
			have := toArrow(t, &b)
			b.Close()
			if !have.Schema().Equal(want.Schema()) {
				t.Errorf("%v, not %v", have.Schema(), want.Schema())
			}
			if !array.RecordEqual(have, want) {
				t.Errorf("%v, not %v", have, want)
			}
			have.Release()
			runtime.GC()
		}
		slice.Release()
		record.Release()
	}
}

func TestResultsInArrow(t *testing.T) {
	g, err := aggregate.NewGroupBy(aggregate.Options{
		Keys: []sinew.Type{sinew.Int64}, Values: []sinew.Type{sinew.Float64},
		Aggregates: []aggregate.Aggregate{aggregate.Rows(), aggregate.MaxOf(0)},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	var b sinew.Batch
	defer b.Close()
	var records []arrow.Record
	for i := range 3 {
		if err := g.Update(sinew.Int64s([]int64{7, 8, int64(i)}), sinew.Float64s([]float64{1, 2, float64(i)})); err != nil {
			t.Fatal(err)
		}
		if err := g.Results(&b); err != nil {
			t.Fatal(err)
		}
		records = append(records, toArrow(t, &b))
	}
	// What went out first stays as it was, whatever the batch was filled with later.
	for i, record := range records {
		if record.NumRows() != int64(3+i) || record.Column(1).(*array.Int64).Value(0) != int64(1+i) {
			t.Errorf("%d: %v", i, record)
		}
		if max := record.Column(2).(*array.Float64).Value(2 + i); max != float64(i) {
			t.Errorf("%d: greatest %v", i, max)
		}
		record.Release()
	}
}

// Columns of a record are columns of a GROUP BY, without a copy.
func TestGroupsARecord(t *testing.T) {
	builder := array.NewRecordBuilder(memory.DefaultAllocator, arrow.NewSchema([]arrow.Field{
		{Name: "city", Type: arrow.BinaryTypes.String}, {Name: "delay", Type: arrow.PrimitiveTypes.Int64},
	}, nil))
	defer builder.Release()
	builder.Field(0).(*array.StringBuilder).AppendValues([]string{"Oslo", "Rome", "Oslo"}, nil)
	builder.Field(1).(*array.Int64Builder).AppendValues([]int64{4, 5, 6}, nil)
	record := builder.NewRecord()
	defer record.Release()
	var in, out sinew.Batch
	defer in.Close()
	defer out.Close()
	fromArrow(t, record, &in)
	g, err := aggregate.NewGroupBy(aggregate.Options{Keys: []sinew.Type{sinew.String}, Values: []sinew.Type{sinew.Int64}, Aggregates: []aggregate.Aggregate{aggregate.SumOf(0)}})
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	if err := g.Update(in.Column(0), in.Column(1)); err != nil {
		t.Fatal(err)
	}
	if err := g.Results(&out); err != nil || out.Len() != 2 || sinew.Values[int64](out.Column(1))[0] != 10 {
		t.Errorf("%v: %v", err, &out)
	}
}

func TestLists(t *testing.T) {
	builder := array.NewRecordBuilder(memory.DefaultAllocator, arrow.NewSchema([]arrow.Field{
		{Name: "numbers", Type: arrow.ListOf(arrow.PrimitiveTypes.Int64), Nullable: true},
		{Name: "texts", Type: arrow.LargeListOf(arrow.BinaryTypes.String), Nullable: true},
	}, nil))
	defer builder.Release()
	numbers, texts := builder.Field(0).(*array.ListBuilder), builder.Field(1).(*array.LargeListBuilder)
	for row := range 10 {
		if row%4 == 3 {
			numbers.AppendNull()
			texts.AppendNull()
			continue
		}
		numbers.Append(true)
		texts.Append(true)
		for i := range row {
			numbers.ValueBuilder().(*array.Int64Builder).Append(int64(10*row + i))
			texts.ValueBuilder().(*array.StringBuilder).Append(strings.Repeat("x", i))
		}
		numbers.ValueBuilder().AppendNull()
	}
	all := builder.NewRecord()
	defer all.Release()
	record := all.NewSlice(1, 9)
	defer record.Release()
	var b sinew.Batch
	defer b.Close()
	fromArrow(t, record, &b)
	if got := b.Column(0).Literal(4) + b.Column(1).Literal(1) + b.Column(0).Literal(2); got != `[50, 51, 52, 53, 54, null]["", "x"]null` {
		t.Errorf("%s in\n%v", got, &b)
	}
	if got := b.Column(0).Type().String() + b.Column(1).Type().String(); got != "[]Int64[]String" {
		t.Errorf("types %s", got)
	}
	back := toArrow(t, &b)
	defer back.Release()
	if !array.RecordEqual(back, record) {
		t.Errorf("%v, not %v", back, record)
	}
}

func TestRefusals(t *testing.T) {
	list := array.NewListBuilder(memory.DefaultAllocator, arrow.ListOf(arrow.PrimitiveTypes.Int64))
	defer list.Release()
	list.AppendNull()
	values := list.NewArray()
	defer values.Release()
	s := new(structs)
	cdata.ExportArrowArray(values, &s.array, &s.schema)
	var b sinew.Batch
	defer b.Close()
	schema, data := s.pointers()
	if err := sinewarrow.Import(&b, schema, data); err == nil || b.NumColumns() != 0 {
		t.Errorf("a list of lists is %v", &b)
	}
	cdata.ReleaseCArrowArray(&s.array)
	cdata.ReleaseCArrowSchema(&s.schema)
}
