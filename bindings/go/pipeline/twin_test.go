package pipeline

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/ingest"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/rounds"
)

// outcome is all that can be seen of a pipeline.
type outcome struct {
	groups    []string
	names     []string
	types     []sinew.Type
	stats     Stats
	rejects   []Reject
	overflows int
	failure   string
	encoded   string
}

func outcomeOf(t testing.TB, p *Pipeline, orders ...Order) outcome {
	t.Helper()
	table, err := p.Table(orders...)
	if err != nil {
		t.Fatal(err)
	}
	defer table.Close()
	o := outcome{names: table.Names(), stats: p.Stats(), rejects: p.Rejects(), overflows: p.OverflowCount()}
	o.stats.Decode, o.stats.Filter, o.stats.Compute, o.stats.Group = 0, 0, 0, 0
	for i := range table.Names() {
		o.types = append(o.types, table.batch.Column(i).Type())
	}
	for row := range table.Len() {
		var line strings.Builder
		for i := range o.names {
			fmt.Fprintf(&line, "%s|", table.batch.Column(i).Literal(row))
		}
		o.groups = append(o.groups, line.String())
	}
	encoded, err := p.AppendEncoded(nil)
	if err != nil {
		t.Fatal(err)
	}
	o.encoded = string(encoded)
	if p.Len() != table.Len() && len(orders) == 0 {
		t.Errorf("%d groups, and a table of %d", p.Len(), table.Len())
	}
	return o
}

// twice runs a scenario with the library, if there is one, and in Go, and fails if the outcomes differ.
func twice[T any](t testing.TB, scenario func() T) T {
	t.Helper()
	available := c.Available
	defer func() { c.Available = available }()
	first := scenario()
	if !available {
		return first
	}
	c.Available = false
	if second := scenario(); !reflect.DeepEqual(first, second) {
		t.Fatalf("the library has\n%+v\nand Go\n%+v", first, second)
	}
	return first
}

// each runs a test with the library, if there is one, and in Go.
func each(t *testing.T, test func(t *testing.T)) {
	available := c.Available
	defer func() { c.Available = available }()
	if available {
		t.Run("library", test)
	}
	c.Available = false
	t.Run("Go", test)
}

var everyType = []ingest.Field{
	ingest.Strings("s"), ingest.Binaries("y"), ingest.Bools("b"), ingest.Int64s("n"), ingest.Uint64s("u"), ingest.Float64s("f"),
	{Path: "i8", Type: sinew.Int8}, {Path: "i16", Type: sinew.Int16}, {Path: "i32", Type: sinew.Int32},
	{Path: "u8", Type: sinew.Uint8}, {Path: "u16", Type: sinew.Uint16}, {Path: "u32", Type: sinew.Uint32},
	{Path: "f32", Type: sinew.Float32}, {Path: "d", Type: sinew.Date32}, {Path: "id", Type: sinew.Bytes16},
	ingest.Timestamps("ts", sinew.TimestampS), ingest.Timestamps("ms", sinew.TimestampMS), ingest.Timestamps("ns", sinew.TimestampNS),
}

// Values of the fields, more of the good ones.
var everyValue = map[string][]string{
	"s": {`"LAS"`, `"ATL"`, `"PHL"`, `""`, `"\u00e9"`, `null`, `7`}, "y": {`"x"`, `"yy"`, `""`, `null`},
	"b": {`true`, `false`, `true`, `null`, `"no"`}, "n": {`1`, `-5`, `33`, `1000`, `9223372036854775807`, `-9223372036854775808`, `null`, `1.5`},
	"u": {`0`, `7`, `18446744073709551615`, `null`, `-1`}, "f": {`0.5`, `-0.0`, `0`, `1e300`, `0.1`, `-2.75`, `null`, `"f"`},
	"i8": {`1`, `-128`, `127`, `128`, `null`}, "i16": {`-32768`, `32767`, `5`, `null`}, "i32": {`-2147483648`, `2147483647`, `5`, `null`},
	"u8": {`255`, `0`, `3`, `null`}, "u16": {`65535`, `3`, `null`}, "u32": {`4294967295`, `3`, `null`},
	"f32": {`0.5`, `-0.0`, `16777217`, `1e-3`, `null`}, "d": {`"2001-01-01"`, `"1969-12-31"`, `"2024-02-29"`, `null`, `"2001-02-30"`},
	"id": {`"00112233-4455-6677-8899-aabbccddeeff"`, `"ffeeddcc-4455-6677-8899-aabbccddeeff"`, `null`},
	"ts": {`"2001-01-01 00:01:00"`, `"2001-01-01T05:59:59Z"`, `86400`, `-1`, `null`}, "ms": {`"2001-01-01 00:01:00.250"`, `1500`, `null`},
	"ns": {`"2001-01-01 00:01:00.000000001"`, `-1`, `null`},
}

func randomRecords(random *rand.Rand, count int) string {
	var b strings.Builder
	for range count {
		if random.IntN(50) == 0 {
			b.WriteString([]string{"{", "[1]", `{"n":1} x`, "\n"}[random.IntN(4)] + "\n")
			continue
		}
		b.WriteByte('{')
		comma := ""
		for _, field := range everyType {
			if random.IntN(10) == 0 {
				continue
			}
			values := everyValue[field.Path]
			fmt.Fprintf(&b, `%s"%s":%s`, comma, field.Path, values[random.IntN(len(values))])
			comma = ","
		}
		b.WriteString("}\n")
	}
	return b.String()
}

func pick[T any](random *rand.Rand, from []T) T { return from[random.IntN(len(from))] }

// randomSteps returns what makes the same pipeline each time, and the names of its results.
func randomSteps(random *rand.Rand) (make func() []Step, names []string) {
	var steps []Step
	if random.IntN(2) == 0 {
		steps = append(steps, Where(pick(random, []string{"n > 0", "s = 'LAS' or b", "f * 2 < 1 and i8 <> 1", "s is not null", "hour(ts) = 5", "false", "u8 in (3, 255)", "n / i32 > 0"})))
	}
	texts := []string{"n", "u", "f", "b", "i8", "i16", "i32", "u8", "u16", "u32", "f32", "n + i32", "f / n", "length(s)"}
	times := []string{"d", "ts", "ms", "ns", "bucket(ts, '1h')"}
	keys := append([]string{"s", "y", "id", "s", "b", "i8", "coalesce(s, 'none')", "hour(ts)", "n % 3"}, append(texts, times...)...)
	if random.IntN(2) == 0 {
		steps = append(steps, Compute("twice", "n * 2"), Compute("more", "twice + 1"))
		texts, keys = append(texts, "more"), append(keys, "twice")
	}
	for range random.IntN(4) {
		key := pick(random, keys)
		steps, names = append(steps, GroupBy(key)), append(names, key)
	}
	aggregates := []Aggregate{Count()}
	for range random.IntN(6) {
		text := pick(random, texts)
		aggregates = append(aggregates, pick(random, []func(string) Aggregate{Sum, Min, Max, Mean, CountOf})(text))
		aggregates = append(aggregates, pick(random, []func(string) Aggregate{VariancePopulation, VarianceSample, StddevPopulation, StddevSample, First, Last})(text))
		aggregates = append(aggregates, pick(random, []func(string) Aggregate{BitAnd, BitOr, BitXor})(pick(random, []string{"n", "u", "i8", "u16", "n + i32"})))
		aggregates = append(aggregates, SumExact(pick(random, []string{"f", "f32", "f / n"})))
		aggregates = append(aggregates, pick(random, []func(string) Aggregate{Min, Max, First, Last, CountOf})(pick(random, times)))
		aggregates = append(aggregates, pick(random, []func(string) Aggregate{CountOf, CountDistinct})(pick(random, keys)))
		aggregates = append(aggregates, ApproxQuantile(pick(random, texts), pick(random, []float64{0, 0.5, 0.99, 1}), pick(random, []float64{0, 0.1})))
		aggregates = append(aggregates, ApproxCountDistinct(pick(random, keys), pick(random, []int{0, 4, 7})))
		aggregates = append(aggregates, pick(random, []func(string) Aggregate{Min, Max, First, Last})(pick(random, []string{"s", "y", "id", "coalesce(s, 'none')"})))
	}
	for range random.IntN(3) {
		every := append([]string{"s", "y", "id"}, append(texts, times...)...)
		aggregates = append(aggregates, pick(random, []func(string, string) Aggregate{ArgMin, ArgMax})(pick(random, every), pick(random, every)))
		aggregates = append(aggregates, pick(random, []func(string, string) Aggregate{CovariancePopulation, CovarianceSample, Correlation})(pick(random, texts), pick(random, texts)))
	}
	if random.IntN(2) == 0 {
		fraction := pick(random, []float64{0, 1, 0.5, 0.99, 0.001, 1. / 3, 2. / 3, 1e-9, 1e-20, 0.123456789})
		aggregates = append(aggregates, QuantileContinuous(pick(random, texts), fraction), QuantileDiscrete(pick(random, times), fraction))
	}
	for i, a := range aggregates {
		for range random.IntN(3) / 2 * (1 + random.IntN(2)) {
			a = a.Where(pick(random, []string{"b", "n > 0", "s = 'LAS'", "f * 2 < 1 or b", "n / i32 > 0", "false"}))
		}
		a = a.As(fmt.Sprintf("%s %d", a.name, i))
		steps, names = append(steps, a), append(names, a.name)
	}
	strict, rows := random.IntN(3) == 0, 1+random.IntN(100)
	return func() []Step {
		options := ingest.NDJSON{Options: ingest.Options{Strict: strict, MaxRows: rows}}
		return append([]Step{From(ingest.NewNDJSON(options, everyType...))}, steps...)
	}, names
}

// Whatever the steps, the input and how it is cut, the library and Go see the same.
func TestTwins(t *testing.T) {
	for seed := range uint64(rounds.Of(300, 40)) {
		random := rand.New(rand.NewPCG(7, seed))
		compareTwins(t, random, randomRecords(random, random.IntN(300)))
	}
}

func FuzzTwins(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed, []byte(randomRecords(rand.New(rand.NewPCG(8, seed)), 20)))
	}
	f.Fuzz(func(t *testing.T, seed uint64, records []byte) {
		compareTwins(t, rand.New(rand.NewPCG(9, seed)), string(records))
	})
}

func compareTwins(t *testing.T, random *rand.Rand, records string) {
	steps, names := randomSteps(random)
	var orders []Order
	for range random.IntN(3) {
		orders = append(orders, pick(random, []func(string) Order{Ascending, Descending})(pick(random, names)))
	}
	if random.IntN(2) == 0 {
		orders = append(orders, Top(random.IntN(10)))
	}
	cuts := random.Uint64()
	twice(t, func() []outcome {
		p, err := New(steps()...)
		if err != nil {
			return []outcome{{failure: failureOf(err)}}
		}
		defer p.Close()
		other, err := New(steps()...)
		if err != nil {
			t.Fatal(err)
		}
		defer other.Close()

		random := rand.New(rand.NewPCG(cuts, 0))
		feed(t, p, records, random)
		outcomes := []outcome{outcomeOf(t, p), outcomeOf(t, p, orders...)}
		feed(t, p, records[:len(records)/3], random)
		lines := new(sinew.Strings)
		for line := range strings.Lines(records) {
			lines.Append(line)
		}
		if n, err := other.WriteRows(lines.Column()); n != lines.Len() || err != nil {
			t.Fatal(n, err)
		}
		outcomes = append(outcomes, outcomeOf(t, other, orders...))
		if err := p.Merge(other); err != nil {
			t.Fatal(err)
		}
		outcomes = append(outcomes, outcomeOf(t, p))
		// What goes through bytes comes out as it went in.
		if err := other.Reset(); err != nil {
			t.Fatal(err)
		}
		for part := range 2 {
			bytes, err := p.AppendEncodedPart([]byte("in front"), part, 2)
			if err == nil {
				err = other.MergeEncoded(bytes[len("in front"):])
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		outcomes = append(outcomes, outcomeOf(t, other))
		if err := p.Reset(); err != nil {
			t.Fatal(err)
		}
		if err := p.MergeEncoded([]byte(outcomes[3].encoded)); err != nil {
			t.Fatal(err)
		}
		if again, err := p.AppendEncoded(nil); err != nil || string(again) != outcomes[3].encoded {
			t.Errorf("%x\nbecame\n%x, %v", outcomes[3].encoded, again, err)
		}
		if err := p.Reset(); err != nil {
			t.Fatal(err)
		}
		return append(outcomes, outcomeOf(t, p))
	})
}

// feed writes an input in random pieces.
func feed(t *testing.T, p *Pipeline, input string, random *rand.Rand) {
	t.Helper()
	for len(input) > 0 {
		n := min(1+random.IntN(1+len(input)/2), len(input))
		if _, err := p.Write([]byte(input[:n])); err != nil {
			t.Fatal(err)
		}
		input = input[n:]
	}
	if err := p.Flush(); err != nil {
		t.Fatal(err)
	}
}

// failureOf is all that an error says.
func failureOf(err error) string {
	if e, ok := err.(*sinew.Error); ok {
		return fmt.Sprintf("%+v", *e)
	}
	return fmt.Sprint(err)
}
