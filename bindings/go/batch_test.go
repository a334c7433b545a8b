package sinew_test

import (
	"math"
	"strings"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/aggregate"
)

// results returns a GROUP BY of a few rows.
func results(t *testing.T, b *sinew.Batch) *aggregate.GroupBy {
	t.Helper()
	g, err := aggregate.NewGroupBy(aggregate.Options{
		Keys: []sinew.Type{sinew.String}, Values: []sinew.Type{sinew.Int64, sinew.Float64},
		Aggregates: []aggregate.Aggregate{aggregate.Rows(), aggregate.SumOf(0), aggregate.MeanOf(1)},
	})
	if err != nil {
		t.Fatal(err)
	}
	var keys sinew.Strings
	for _, key := range []string{"oak", "", "oak", "null", "elm"} {
		keys.Append(key)
	}
	key := keys.Column().With(sinew.ValidityOf([]bool{true, true, true, false, true}))
	floats := sinew.Float64s([]float64{1.5, 2, 0.5, 8, 1}).With(sinew.ValidityOf([]bool{true, true, true, true, false}))
	if err := g.Update(key, sinew.Int64s([]int64{1, 2, 3, -4, 5}), floats); err != nil {
		t.Fatal(err)
	}
	if err := g.Results(b); err != nil {
		t.Fatal(err)
	}
	return g
}

func TestBatch(t *testing.T) {
	var b sinew.Batch
	if b.Len() != 0 || b.NumColumns() != 0 {
		t.Errorf("the zero Batch has %d rows of %d columns", b.Len(), b.NumColumns())
	}
	g := results(t, &b)
	defer g.Close()
	want := `key_0   result_0  result_1  result_2
String  Int64     Int64     Float64
"oak"   2         4         1
""      1         2         2
null    1         -4        8
"elm"   1         5         null
`
	if have := b.String(); have != want {
		t.Errorf("have\n%s\nwant\n%s", have, want)
	}
	if b.Len() != 4 || b.NumColumns() != 4 || b.Name(3) != "result_2" {
		t.Errorf("%d rows of %d columns", b.Len(), b.NumColumns())
	}
	if sums := sinew.Values[int64](b.Column(2)); len(sums) != 4 || sums[2] != -4 {
		t.Errorf("sums %d", sums)
	}
	if key := b.Column(0); string(key.Bytes(3)) != "elm" || key.Valid(2) || !key.Valid(1) {
		t.Errorf("keys of %v", &b)
	}
	if err := g.ReadResults(&b, 3, 1); err != nil || b.Len() != 1 || string(b.Column(0).Bytes(0)) != "elm" {
		t.Errorf("%v: %v", err, &b)
	}
	if n := testing.AllocsPerRun(20, func() {
		if g.Results(&b) != nil || g.ReadResults(&b, 1, 2) != nil {
			t.Error("no results")
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
	if b.Close() != nil || b.Len() != 0 || b.NumColumns() != 0 {
		t.Errorf("closed, with %d rows", b.Len())
	}
	// It can be filled again, and closed again.
	if g.Results(&b) != nil || b.Len() != 4 || b.Close() != nil || b.Close() != nil {
		t.Error("a closed Batch cannot be filled")
	}
}

func TestBatchErrors(t *testing.T) {
	var b sinew.Batch
	defer b.Close()
	g := results(t, &b)
	// A sum that does not fit is null, and in the way of nothing.
	one := sinew.StringsOf([]int64{0, 3}, []byte("oak"))
	if err := g.Update(one, sinew.Int64s([]int64{1<<63 - 1}), sinew.Float64s([]float64{0})); err != nil {
		t.Fatal(err)
	}
	if err := g.Results(&b); err != nil || b.Column(2).Valid(0) || !b.Column(2).Valid(1) || g.OverflowCount() != 1 {
		t.Errorf("a sum that does not fit: %v, %d in\n%v", err, g.OverflowCount(), &b)
	}
	if err := g.ReadResults(&b, 1, 3); err != nil || b.Len() != 3 {
		t.Errorf("the other groups: %v", err)
	}
	before := b.String()
	g.Close()
	if err := g.Results(&b); err != sinew.ErrClosed {
		t.Errorf("closed is %v", err)
	}
	if b.String() != before {
		t.Errorf("after an error\n%v", &b)
	}
	for name, call := range map[string]func(){
		"type":    func() { sinew.Values[float64](b.Column(1)) },
		"strings": func() { sinew.Values[int64](b.Column(0)) },
		"bytes":   func() { b.Column(1).Bytes(0) },
		"bool":    func() { b.Column(1).Bool(0) },
		"row":     func() { b.Column(1).Valid(3) },
		"column":  func() { b.Column(4) },
		"range":   func() { results(t, new(sinew.Batch)).ReadResults(&b, 1, 4) },
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

func TestBatchPrintsTheFirstRows(t *testing.T) {
	g, err := aggregate.NewGroupBy(aggregate.Options{Keys: []sinew.Type{sinew.Uint64}, Aggregates: []aggregate.Aggregate{aggregate.Rows()}})
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	keys := make([]uint64, 30)
	for i := range keys {
		keys[i] = uint64(i)
	}
	if err := g.Update(sinew.Uint64s(keys)); err != nil {
		t.Fatal(err)
	}
	var b sinew.Batch
	defer b.Close()
	if err := g.Results(&b); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(b.String(), "\n")
	if len(lines) != 24 || lines[22] != "and 10 more rows" {
		t.Errorf("%v", &b)
	}
}

func TestColumnsAreRead(t *testing.T) {
	bools := sinew.Bools([]byte{0b1010_0000}, 5, 3)
	if !bools.Bool(0) || bools.Bool(1) || !bools.Bool(2) {
		t.Error("booleans")
	}
	type day int32
	if days := sinew.Values[day](sinew.Dates([]int32{7, 8})); len(days) != 2 || days[1] != 8 {
		t.Errorf("dates %d", days)
	}
	times := sinew.Timestamps(sinew.TimestampNS, []int64{9})
	if math.MaxInt == math.MaxInt32 {
		times = sinew.Dates([]int32{9})
	}
	if ints := sinew.Values[int](times); ints[0] != 9 {
		t.Errorf("times %d", ints)
	}
	if text := sinew.BinaryOf([]int32{1, 3}, []byte("abc")); string(text.Bytes(0)) != "bc" {
		t.Errorf("binary %q", text.Bytes(0))
	}
	defer func() {
		if recover() == nil {
			t.Error("no panic at an offset past the data")
		}
	}()
	sinew.StringsOf([]int64{0, 1 << 32}, []byte("abc")).Bytes(0)
}
