package expression

import (
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/use/usetest"
)

// each runs a test with the library, if there is one, and without.
func each(t *testing.T, test func(t *testing.T)) {
	available, from := c.Available, fromRows
	defer func() { c.Available, fromRows = available, from }()
	fromRows = 0
	for _, library := range []bool{true, false} {
		if library && !available {
			continue
		}
		c.Available = library
		t.Run(fmt.Sprintf("library %v", library), test)
	}
}

func compile(t testing.TB, text string, columns ...Column) *Expression {
	t.Helper()
	e, err := Compile(text, columns...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}

// batchOf returns a batch of the given columns of integers, named a, b and so on.
func batchOf(t testing.TB, columns ...[]int64) *sinew.Batch {
	t.Helper()
	names, kinds := make([]string, len(columns)), make([]int32, len(columns))
	for i := range columns {
		names[i], kinds[i] = string(rune('a'+i)), c.TypeI64
	}
	batch := new(sinew.Batch)
	t.Cleanup(func() { batch.Close() })
	batch.Core().Prepare(names, kinds, len(columns[0]))
	for i := range columns {
		copy(valuesOf[int64](batch.Core().Bytes(i)), columns[i])
	}
	return batch
}

func TestBatches(t *testing.T) {
	each(t, func(t *testing.T) {
		from := batchOf(t, []int64{1, 2, 3, 4}, []int64{9, 0, 3, 1})
		fields := ColumnsOf(from)
		if !reflect.DeepEqual(fields, []Column{{"a", sinew.Int64}, {"b", sinew.Int64}}) {
			t.Error(fields)
		}
		e := compile(t, "a > b", fields...)
		rows, err := e.Select([]uint32{7}, from)
		if err != nil || !reflect.DeepEqual(rows, []uint32{7, 1, 3}) {
			t.Error(rows, err)
		}
		bits := []byte{0xFF, 0xFF}
		if count, err := e.Filter(bits, from); count != 2 || err != nil || bits[0] != 10 || bits[1] != 0xFF {
			t.Error(count, err, bits)
		}
		var to sinew.Batch
		defer to.Close()
		ratio := compile(t, "a / b", fields...)
		if err := ratio.Evaluate(&to, from); err != nil {
			t.Fatal(err)
		}
		if got := valuesOfBatch(t, &to, sinew.Int64); !reflect.DeepEqual(got, []any{int64(0), nil, int64(1), int64(4)}) || ratio.Faults() != 1 {
			t.Error(got, ratio.Faults())
		}
		// What a call gave can be the input of the next, but not of itself.
		if err := compile(t, "value is null", ColumnsOf(&to)...).Evaluate(&to, &to); !errors.Is(err, sinew.ErrInvalidArgument) {
			t.Error(err)
		}
		var failure *sinew.Error
		err = compile(t, "value is null", ColumnsOf(&to)...).EvaluateColumns(&to, to.Column(0))
		if !errors.As(err, &failure) || failure.Message != "columns[0]: it is in memory of the batch to be filled" {
			t.Error(err)
		}
		if to.Len() != 4 {
			t.Error(to.Len())
		}
		if rows, err := compile(t, "value is null", ColumnsOf(&to)...).Select(nil, &to); err != nil || len(rows) != 1 {
			t.Error(rows, err)
		}
		// A text need not name a column.
		if rows, err := compile(t, "1 < 2", fields...).Select(nil, from); err != nil || len(rows) != 4 {
			t.Error(rows, err)
		}
	})
}

// A batch is not freed before the call that reads it is through, if nobody else knows it.
func TestBatchesOfTheCallAlone(t *testing.T) {
	each(t, func(t *testing.T) {
		numbers := sinew.Int64s(make([]int64, 1<<19))
		copied := compile(t, "a", Column{"a", sinew.Int64})
		e := compile(t, "value / 3 % 5 = 1 or value / 5 % 7 = 1 or value / 7 % 9 = 1", Column{"value", sinew.Int64})
		batch := func(isFreed *atomic.Bool) *sinew.Batch {
			made := new(sinew.Batch)
			if err := copied.EvaluateColumns(made, numbers); err != nil {
				t.Fatal(err)
			}
			runtime.AddCleanup(made, func(is *atomic.Bool) { is.Store(true) }, isFreed)
			return made
		}
		bits := make([]byte, 1<<16)
		var to sinew.Batch
		defer to.Close()
		for name, call := range map[string]func(*atomic.Bool) error{
			"Filter":   func(isFreed *atomic.Bool) error { _, err := e.Filter(bits, batch(isFreed)); return err },
			"Evaluate": func(isFreed *atomic.Bool) error { return e.Evaluate(&to, batch(isFreed)) },
		} {
			isFreed := new(atomic.Bool)
			done, collected := make(chan struct{}), make(chan struct{})
			go func() {
				defer close(collected)
				for {
					select {
					case <-done:
						return
					default:
						runtime.GC()
					}
				}
			}()
			err := call(isFreed)
			early := isFreed.Load()
			close(done)
			<-collected
			if early || err != nil {
				t.Errorf("%s: the batch was freed: %v, %v", name, early, err)
			}
		}
	})
}

func TestTypeAndUses(t *testing.T) {
	for text, want := range map[string]sinew.Type{
		"flag": sinew.Bool, "u8": sinew.Int64, "u64": sinew.Uint64, "f32": sinew.Float64, "day_of": sinew.Date32,
		"ms": sinew.TimestampMS, "name": sinew.String, "x.y_2": sinew.Binary, "\"large name\"": sinew.String,
	} {
		e := compile(t, text, fields...)
		if e.Type() != want {
			t.Errorf("%s: %v", text, e.Type())
		}
		for i, field := range fields {
			if e.Uses(i) != (strings.Trim(text, "\"") == field.Name) {
				t.Errorf("%s: uses %s: %v", text, field.Name, e.Uses(i))
			}
		}
	}
	if e := compile(t, "coalesce(name, bytes)", fields...); e.Type() != sinew.Binary {
		t.Error(e.Type())
	}
}

func TestArguments(t *testing.T) {
	each(t, func(t *testing.T) {
		refuse := func(err error, offset int, message string) {
			t.Helper()
			var failure *sinew.Error
			if !errors.As(err, &failure) || !errors.Is(err, sinew.ErrInvalidArgument) || failure.Offset != offset || failure.Message != message {
				t.Errorf("%v, not %s", err, message)
			}
		}
		_, err := Compile(strings.Repeat(" ", 65537))
		refuse(err, 65536, "text: 65537 bytes are more than 65536")
		_, err = Compile("1", make([]Column, 4097)...)
		refuse(err, 0, "columns: 4097 are more than 4096")
		_, err = Compile("1", Column{"a", 5})
		refuse(err, 0, "columns[0]: there is no Type(5)")
		_, err = Compile("1", Column{"a", sinew.Int64}, Column{"b\x00", sinew.Int64})
		refuse(err, 1, "columns[1]: a zero byte in Name")

		e := compile(t, "b > 1", Column{"a", sinew.String}, Column{"b", sinew.Int64})
		bits := make([]byte, 1)
		numbers := sinew.Int64s([]int64{1, 2, 3})
		// The first column is not used, so it need not be one.
		if count, err := e.FilterColumns(bits, sinew.Column{}, numbers); count != 2 || err != nil || bits[0] != 6 {
			t.Error(count, err, bits)
		}
		_, err = e.FilterColumns(bits, numbers)
		refuse(err, 0, "columns: 1, but Compile was given 2")
		_, err = e.FilterColumns(bits, numbers, sinew.Uint64s([]uint64{1}))
		refuse(err, 1, "columns[1]: of type Uint64, but Compile was given Int64")
		_, err = compile(t, "b + 1", Column{"b", sinew.Int64}).FilterColumns(bits, numbers)
		refuse(err, 0, "the expression has type Int64 and not Bool")

		text := compile(t, "a = b or c = ''", Column{"a", sinew.String}, Column{"b", sinew.String}, Column{"c", sinew.Binary})
		bad := sinew.BinaryOf([]int64{0, 1, 0}, []byte("x"))
		good := sinew.StringsOf([]int32{0, 0, 1}, []byte("x"))
		_, err = text.FilterColumns(bits, good, good, bad)
		refuse(err, 1, "columns[2]: offsets that run backwards or past the data")
		var batch sinew.Batch
		defer batch.Close()
		err = text.EvaluateColumns(&batch, good, sinew.StringsOf([]int64{0, 1, 2}, []byte("x")), bad)
		refuse(err, 1, "columns[1]: offsets that run backwards or past the data")
		if batch.NumColumns() != 0 {
			t.Error(batch.NumColumns())
		}
		// Offsets of any width, in any order of calls.
		for range 3 {
			for _, b := range []sinew.Column{good, sinew.StringsOf([]int64{0, 0, 1}, []byte("x"))} {
				if count, err := text.FilterColumns(bits, good, b, sinew.BinaryOf([]int64{0, 1, 1}, []byte("x"))); count != 2 || err != nil {
					t.Error(count, err)
				}
			}
		}
		for name, call := range map[string]func(){
			"length": func() { text.FilterColumns(bits, good, good, sinew.BinaryOf([]int64{0, 0}, nil)) },
			"output": func() { e.FilterColumns(nil, sinew.Column{}, numbers) },
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
		e.Close()
		if _, err := e.FilterColumns(bits, sinew.Column{}, numbers); err != sinew.ErrClosed {
			t.Error(err)
		}
		if err := e.EvaluateColumns(&batch, sinew.Column{}, numbers); err != sinew.ErrClosed {
			t.Error(err)
		}
		if e.Close() != nil || e.Memory() != 0 || e.Faults() != 0 {
			t.Error("a closed expression has something")
		}
	})
}

// A call of the library takes few columns; a text that names more is evaluated in Go.
func TestManyColumns(t *testing.T) {
	each(t, func(t *testing.T) {
		var fields []Column
		var columns []sinew.Column
		var terms []string
		for i := range 40 {
			fields = append(fields, Column{fmt.Sprintf("c%d", i), sinew.Int64})
			columns = append(columns, sinew.Int64s([]int64{int64(i), 1}))
			terms = append(terms, fields[i].Name)
		}
		for _, named := range []int{1, c.MaxColumns, c.MaxColumns + 1, 40} {
			e := compile(t, strings.Join(terms[40-named:], " + "), fields...)
			var batch sinew.Batch
			defer batch.Close()
			if err := e.EvaluateColumns(&batch, columns...); err != nil {
				t.Fatal(err)
			}
			sum := int64(0)
			for i := 40 - named; i < 40; i++ {
				sum += int64(i)
			}
			if got := sinew.Values[int64](batch.Column(0)); got[0] != sum || got[1] != int64(named) {
				t.Errorf("%d columns: %v", named, got)
			}
			if isLibrary := e.native.handle != 0; isLibrary != (c.Available && named <= c.MaxColumns) {
				t.Errorf("%d columns: in the library: %v", named, isLibrary)
			}
		}
	})
}

func TestEveryMethodNotesItsUse(t *testing.T) {
	from := batchOf(t, []int64{1})
	e := compile(t, "a > 0", ColumnsOf(from)...)
	bits := make([]byte, 1)
	calls := map[string]func(){
		"Filter":          func() { e.Filter(bits, from) },
		"FilterColumns":   func() { e.FilterColumns(bits, from.Column(0)) },
		"Select":          func() { e.Select(nil, from) },
		"Evaluate":        func() { e.Evaluate(new(sinew.Batch), from) },
		"EvaluateColumns": func() { e.EvaluateColumns(new(sinew.Batch), from.Column(0)) },
		"Faults":          func() { e.Faults() },
		"Memory":          func() { e.Memory() },
		"Close":           func() { e.Close() },
	}
	e.use.Enter()
	for name, call := range calls {
		usetest.Refuses(t, name, call)
	}
	if e.bitmap != nil {
		t.Error("a call that was refused changed the expression")
	}
	e.use.Leave()
}

// In the steady state nothing is allocated.
func TestAllocations(t *testing.T) {
	if testing.CoverMode() != "" {
		t.Skip("counts of coverage allocate")
	}
	each(t, func(t *testing.T) {
		columns := table(5000, 10, 1)
		batch := batchOf(t, make([]int64, 5000))
		onBatch := compile(t, "a = 0", ColumnsOf(batch)...)
		filter := compile(t, "i64 > 5 and i8 in (1, 2, 3) or name = 'abc' or f64 * 2 > ratio and hour(ms) = 7", fields...)
		number := compile(t, "if(flag, i64 + 1, other * 2)", fields...)
		text := compile(t, "coalesce(name, \"large name\", 'none')", fields...)
		var to sinew.Batch
		defer to.Close()
		bits := make([]byte, 5000)
		rows := make([]uint32, 0, 5000)
		for name, call := range map[string]func() error{
			"Filter":  func() error { _, err := onBatch.Filter(bits, batch); return err },
			"Select":  func() error { _, err := onBatch.Select(rows, batch); return err },
			"columns": func() error { _, err := filter.FilterColumns(bits, columns...); return err },
			"number":  func() error { return number.EvaluateColumns(&to, columns...) },
			"text":    func() error { return text.EvaluateColumns(&to, columns...) },
		} {
			if got := testing.AllocsPerRun(20, func() {
				if err := call(); err != nil {
					t.Fatal(err)
				}
			}); got > 0 {
				t.Errorf("%s: %v allocations", name, got)
			}
		}
	})
}
