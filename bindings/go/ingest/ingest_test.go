package ingest

import (
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/use/usetest"
)

func TestFieldsOf(t *testing.T) {
	type record struct {
		A string     `json:"a,omitempty"`
		B *int32     `json:"b"`
		C []byte     `json:"c"`
		D time.Time  `json:"d"`
		E [16]byte   `json:"e"`
		F bool       `json:"-"`
		G float32    `json:"g"`
		I complex128 // no tag
	}
	got := FieldsOf[record]("json")
	want := []Field{
		{Path: "a", Type: sinew.String}, {Path: "b", Type: sinew.Int32}, {Path: "c", Type: sinew.Binary},
		{Path: "d", Type: sinew.TimestampNS}, {Path: "e", Type: sinew.Bytes16}, {Path: "g", Type: sinew.Float32},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%v, not %v", got, want)
	}
	for _, call := range []func(){
		func() { FieldsOf[int]("json") },
		func() {
			FieldsOf[struct {
				A complex128 `json:"a"`
			}]("json")
		},
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			call()
		}()
	}
}

// each runs a test with the library, if there is one, and without.
func each(t *testing.T, create func() (*Decoder, error), test func(t *testing.T, d *Decoder)) {
	for i, d := range twins(t, create) {
		with(i, func() {
			test(t, d)
			if err := d.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

func twoFields() (*Decoder, error) {
	return NewNDJSON(NDJSON{}, Strings("s"), Int64s("n"))
}

// What is decoded must not be in memory that the call writes over or frees.
func TestInputInMemoryOfTheBatch(t *testing.T) {
	const text = `{"s":"{\"n\":5}","n":1}` + "\n" + `{"s":"{}","n":2}` + "\n"
	each(t, twoFields, func(t *testing.T, d *Decoder) {
		var batch, other sinew.Batch
		defer batch.Close()
		defer other.Close()
		if _, err := d.Decode(&batch, []byte(text), true); err != nil {
			t.Fatal(err)
		}
		before := batch.String()
		refused := func(err error, name string) {
			t.Helper()
			want := name + ": it is in memory of the batch to be filled"
			var failure *sinew.Error
			if !errors.As(err, &failure) || failure.Message != want || !errors.Is(err, sinew.ErrInvalidArgument) {
				t.Errorf("%v", err)
			}
			if batch.String() != before {
				t.Errorf("it became %v", &batch)
			}
		}
		refused(d.DecodeRows(&batch, batch.Column(0)), "column")
		_, err := d.Decode(&batch, batch.Column(0).Bytes(1), true)
		refused(err, "in")
		// Also if the batch is to have other columns.
		one, err := NewNDJSON(NDJSON{}, Int64s("n"))
		if err != nil {
			t.Fatal(err)
		}
		defer one.Close()
		refused(one.DecodeRows(&batch, batch.Column(0)), "column")
		if err := one.DecodeRows(&other, batch.Column(0)); err != nil || other.Len() != 2 || sinew.Values[int64](other.Column(0))[0] != 5 {
			t.Error(&other, err)
		}
		// Batches that are filled in turn are fine.
		if err := d.DecodeRows(&other, batch.Column(0)); err != nil {
			t.Error(err)
		}
		if err := d.DecodeRows(&batch, other.Column(0)); err != nil || batch.Len() != 2 {
			t.Error(&batch, err)
		}
	})
}

func TestBatches(t *testing.T) {
	var lines strings.Builder
	const rows = 10000
	for range rows {
		lines.WriteString("{\"n\":1,\"s\":\"x\"}\n")
	}
	each(t, twoFields, func(t *testing.T, d *Decoder) {
		count, sum := 0, int64(0)
		for batch, err := range d.Batches(iotest.OneByteReader(strings.NewReader(lines.String()))) {
			if err != nil {
				t.Fatal(err)
			}
			count += batch.Len()
			for _, n := range sinew.Values[int64](batch.Column(1)) {
				sum += n
			}
		}
		if count != rows || sum != rows || d.Counts().Rows != rows {
			t.Errorf("%d rows, sum %d, %+v", count, sum, d.Counts())
		}
		// Stopping early is fine, and so is an input without rows.
		d.Reset()
		for range d.Batches(strings.NewReader(lines.String())) {
			break
		}
		d.Reset()
		for range d.Batches(strings.NewReader("")) {
			t.Error("a batch of nothing")
		}
		// What was read before an error of the reader comes first, and the input has not ended then.
		const begin = "{\"n\":1}\n{\"n\":2}\n{\"n\""
		for _, broken := range []error{errors.New("broken"), io.ErrUnexpectedEOF} {
			d.Reset()
			count = 0
			var last error
			for batch, err := range d.Batches(io.MultiReader(strings.NewReader(begin), iotest.ErrReader(broken))) {
				count += batch.Len()
				last = err
			}
			if counts := d.Counts(); count != 2 || last != broken || counts.RejectedRecords != 0 {
				t.Errorf("%d rows, then %v; %+v", count, last, counts)
			}
		}
		// The end may come with the last bytes.
		d.Reset()
		count = 0
		for batch, err := range d.Batches(iotest.DataErrReader(strings.NewReader(begin))) {
			if err != nil {
				t.Fatal(err)
			}
			count += batch.Len()
		}
		if counts := d.Counts(); count != 2 || counts.RejectedRecords != 1 {
			t.Errorf("%d rows, %+v", count, counts)
		}
	})
}

// The rows before a fault that ends the input come without its error.
func TestBatchesStop(t *testing.T) {
	each(t, func() (*Decoder, error) {
		return NewNDJSON(NDJSON{Options: Options{Stop: true}}, Int64s("n"))
	}, func(t *testing.T, d *Decoder) {
		var rows []int
		var errs []error
		for batch, err := range d.Batches(strings.NewReader("{\"n\":1}\n{\"n\":2}\n{\"n\":true}\n")) {
			rows, errs = append(rows, batch.Column(0).Len()), append(errs, err)
		}
		if len(rows) != 2 || rows[0] != 2 || errs[0] != nil || rows[1] != 0 || !isCorrupt(errs[1]) {
			t.Errorf("%v rows with %v", rows, errs)
		}
	})
}

func TestStop(t *testing.T) {
	each(t, func() (*Decoder, error) {
		return NewNDJSON(NDJSON{Options: Options{Stop: true}}, Strings("s"), Int64s("n").As("number"))
	}, func(t *testing.T, d *Decoder) {
		var batch sinew.Batch
		defer batch.Close()
		for range 2 {
			n, err := d.Decode(&batch, []byte("{\"n\":1}\n{\"n\":true}\n"), true)
			var failure *sinew.Error
			if !errors.As(err, &failure) || !errors.Is(err, sinew.ErrCorrupt) || failure.Offset != 13 || n != 8 || batch.Len() != 1 {
				t.Fatalf("%d bytes, %d rows, %v", n, batch.Len(), err)
			}
			if want := "record 1, byte 13, field number: the value is of another type"; failure.Message != want {
				t.Errorf("%q, not %q", failure.Message, want)
			}
			if n, again := d.Decode(&batch, []byte("{}"), true); n != 0 || again.Error() != err.Error() || batch.Len() != 0 {
				t.Errorf("%d bytes, %v", n, again)
			}
			if err := d.Reset(); err != nil {
				t.Fatal(err)
			}
		}
		var rows sinew.Strings
		rows.Append(`{"n":1}`)
		rows.Append(`{"n":1`)
		err := d.DecodeRows(&batch, rows.Column())
		var failure *sinew.Error
		if !errors.As(err, &failure) || !isCorrupt(err) || failure.Offset != 1 || batch.Len() != 0 {
			t.Errorf("%v, %d rows", err, batch.Len())
		}
	})
}

// The bytes of rows do not count where the input has its faults.
func TestDecodeRowsAmongInput(t *testing.T) {
	each(t, twoFields, func(t *testing.T, d *Decoder) {
		var batch sinew.Batch
		defer batch.Close()
		var rows sinew.Strings
		rows.Append(`{"n":1}`)
		rows.Append(`{"n":x}`)
		for _, piece := range []string{"{\"n\":1}\n{\"n\"", ":true}\n", "{\"n\":1.5}\n"} {
			if _, err := d.Decode(&batch, []byte(piece), false); err != nil {
				t.Fatal(err)
			}
			if err := d.DecodeRows(&batch, rows.Column()); err != nil {
				t.Fatal(err)
			}
		}
		want := []Reject{{2, 5, -1, Syntax}, {3, 13, 1, WrongType}, {5, 5, -1, Syntax}, {6, 24, 1, WrongType}, {8, 5, -1, Syntax}}
		if got := d.Rejects(); !reflect.DeepEqual(got, want) || d.Counts().Bytes != 29+3*14 {
			t.Errorf("%+v, %+v", got, d.Counts())
		}
	})
}

// Of a name as long as one likes the error has the beginning.
func TestStopNamesAField(t *testing.T) {
	name := strings.Repeat("é", 60)
	each(t, func() (*Decoder, error) {
		return NewNDJSON(NDJSON{Options: Options{Stop: true}}, Int64s("n").As(name))
	}, func(t *testing.T, d *Decoder) {
		var batch sinew.Batch
		defer batch.Close()
		_, err := d.Decode(&batch, []byte("{\"n\":true}\n"), true)
		if want := "record 0, byte 5, field " + name[:100] + ": the value is of another type"; err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%v", err)
		}
	})
}

func TestDecodeRows(t *testing.T) {
	each(t, twoFields, func(t *testing.T, d *Decoder) {
		var rows sinew.Strings
		for _, text := range []string{`{"s":"a","n":1}`, ``, `null`, ` {"n":"x"} `, `{"s":"b"} {}`, `{"s":"e"}`} {
			rows.Append(text)
		}
		col := rows.Column().With(sinew.ValidityOf([]bool{true, false, true, true, true, true}))
		var batch sinew.Batch
		defer batch.Close()
		if err := d.DecodeRows(&batch, col); err != nil {
			t.Fatal(err)
		}
		var o outcome
		o.collect(&batch)
		if len(o.rows) != 6 || o.rows[0][0] != "a" || o.rows[5][0] != "e" {
			t.Errorf("%v", o.rows)
		}
		for _, row := range []int{1, 2, 3, 4} {
			if o.rows[row][0] != nil || o.rows[row][1] != nil {
				t.Errorf("row %d: %v", row, o.rows[row])
			}
		}
		want := Counts{Bytes: 51, Records: 6, Rows: 6, RejectedRecords: 2, RejectedValues: 1}
		if got := d.Counts(); got != want {
			t.Errorf("%+v, not %+v", got, want)
		}
		if err := d.DecodeRows(&batch, sinew.Int64s([]int64{1})); !errors.Is(err, sinew.ErrInvalidArgument) {
			t.Error(err)
		}
		if err := d.DecodeRows(&batch, sinew.StringsOf([]int64{0, 5}, []byte("x"))); !errors.Is(err, sinew.ErrInvalidArgument) {
			t.Error(err)
		}
	})
}

func TestClosed(t *testing.T) {
	each(t, twoFields, func(t *testing.T, d *Decoder) {
		var batch sinew.Batch
		defer batch.Close()
		d.Close()
		if _, err := d.Decode(&batch, nil, true); err != sinew.ErrClosed {
			t.Error(err)
		}
		if err := d.DecodeRows(&batch, sinew.Column{}); err != sinew.ErrClosed {
			t.Error(err)
		}
		if err := d.Reset(); err != sinew.ErrClosed {
			t.Error(err)
		}
		if d.Memory() != 0 || d.Rejects() != nil || d.Counts() != (Counts{}) {
			t.Error("a closed decoder has something")
		}
	})
}

// In the steady state, a record costs no memory of Go; without a library the columns are its own.
func TestAllocations(t *testing.T) {
	if testing.CoverMode() != "" {
		t.Skip("counts of coverage allocate")
	}
	d, err := twoFields()
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	var batch sinew.Batch
	defer batch.Close()
	piece := []byte(strings.Repeat("{\"n\":1,\"s\":\"some text\"}\n", 1000))
	most := 0.0
	if d.native.handle == 0 {
		most = 20 * 1000
	}
	if got := testing.AllocsPerRun(50, func() {
		if _, err := d.Decode(&batch, piece, false); err != nil {
			t.Fatal(err)
		}
	}); got > most {
		t.Errorf("%v allocations", got)
	}
}

func TestEveryMethodNotesItsUse(t *testing.T) {
	each(t, func() (*Decoder, error) { return NewNDJSON(NDJSON{}, Int64s("a")) }, func(t *testing.T, d *Decoder) {
		var batch sinew.Batch
		defer batch.Close()
		var rows sinew.Strings
		rows.Append(`{"a":1}`)
		fills := map[string]func(){
			"Decode":     func() { d.Decode(&batch, []byte("{}\n"), false) },
			"DecodeRows": func() { d.DecodeRows(&batch, rows.Column()) },
		}
		if !d.isNative() {
			fills["DecodeRecords"] = func() { d.DecodeRecords(&batch, rows.Column()) }
		}
		calls := map[string]func(){
			"Batches": func() {
				for range d.Batches(strings.NewReader("{}\n")) {
				}
			},
			"Counts":  func() { d.Counts() },
			"Rejects": func() { d.Rejects() },
			"Reset":   func() { d.Reset() },
			"Memory":  func() { d.Memory() },
			"Close":   func() { d.Close() },
		}
		batch.Core().Use.Enter()
		for name, call := range fills {
			usetest.Refuses(t, name+" into a batch in use", call)
			calls[name] = call
		}
		usetest.Refuses(t, "Batch.Close", func() { batch.Close() })
		batch.Core().Use.Leave()
		d.use.Enter()
		for name, call := range calls {
			usetest.Refuses(t, name, call)
		}
		d.use.Leave()
		// What was refused has left no mark.
		for name, call := range fills {
			call()
			if batch.Len() == 0 && name == "DecodeRows" {
				t.Errorf("%s: nothing was decoded", name)
			}
		}
	})
}
