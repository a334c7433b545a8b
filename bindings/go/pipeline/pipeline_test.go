package pipeline

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/ingest"
	"github.com/sinew-simd/sinew/bindings/go/internal/use/usetest"
)

const threeFlights = `{"origin":"LAS","delay":33}
{"origin":"LAS","delay":-3}
{"origin":"ATL","delay":10}
`

func byOrigin(t testing.TB, more ...Step) *Pipeline {
	t.Helper()
	p, err := New(append([]Step{NDJSON(ingest.Strings("origin"), ingest.Int64s("delay")), GroupBy("origin"), Count(), Mean("delay"), Max("delay").As("latest")}, more...)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

func textOf(t testing.TB, p *Pipeline, orders ...Order) string {
	t.Helper()
	table, err := p.Table(orders...)
	if err != nil {
		t.Fatal(err)
	}
	defer table.Close()
	return table.String()
}

func write(t testing.TB, p *Pipeline, text string) {
	t.Helper()
	if n, err := io.WriteString(p, text); n != len(text) || err != nil {
		t.Fatalf("%d of %d bytes, %v", n, len(text), err)
	}
}

const tableOfThree = `origin  count  mean(delay)  latest
LAS         2           15      33
ATL         1           10      10
`

func TestInputs(t *testing.T) {
	each(t, func(t *testing.T) {
		for name, read := range map[string]func(p *Pipeline){
			"one call":     func(p *Pipeline) { write(t, p, threeFlights) },
			"no newline":   func(p *Pipeline) { write(t, p, strings.TrimSpace(threeFlights)); p.Flush() },
			"byte by byte": func(p *Pipeline) { p.ReadFrom(iotest.OneByteReader(strings.NewReader(threeFlights))) },
			"io.Copy":      func(p *Pipeline) { io.Copy(p, strings.NewReader(threeFlights)) },
			"two inputs": func(p *Pipeline) {
				p.ReadFrom(strings.NewReader(strings.TrimSpace(threeFlights[:28])))
				p.ReadFrom(strings.NewReader(threeFlights[28:]))
			},
			"rows": func(p *Pipeline) {
				var lines sinew.Strings
				for line := range strings.Lines(threeFlights) {
					lines.Append(line)
				}
				if n, err := p.WriteRows(lines.Column()); n != 3 || err != nil {
					t.Error(n, err)
				}
			},
			"columns": func(p *Pipeline) {
				origins := sinew.StringsOf([]int32{0, 3, 6, 9}, []byte("LASLASATL"))
				if err := p.Update(origins, sinew.Int64s([]int64{33, -3, 10})); err != nil {
					t.Error(err)
				}
			},
		} {
			p := byOrigin(t)
			read(p)
			if got := textOf(t, p); got != tableOfThree {
				t.Errorf("%s:\n%s", name, got)
			}
			if s := p.Stats(); s.Rows != 3 || s.KeptRows != 3 || s.RejectedRecords != 0 {
				t.Errorf("%s: %+v", name, s)
			}
		}
	})
}

func TestCSV(t *testing.T) {
	each(t, func(t *testing.T) {
		p, err := New(CSV(ingest.Int64s("delay"), ingest.Strings("origin")), GroupBy("origin"), Sum("delay"))
		if err != nil {
			t.Fatal(err)
		}
		defer p.Close()
		// Each file has its header.
		for _, file := range []string{"origin,delay\nLAS,33\nATL,10\n", "delay,origin\n-3,LAS"} {
			if n, err := p.ReadFrom(strings.NewReader(file)); int(n) != len(file) || err != nil {
				t.Fatal(n, err)
			}
		}
		if got, want := textOf(t, p, Ascending("origin")), "origin  sum(delay)\nATL             10\nLAS             30\n"; got != want {
			t.Errorf("%s", got)
		}
		// A reader that fails has not ended: not even if it says that it should have gone on.
		cut := io.MultiReader(strings.NewReader("delay,origin\n5,LAS\n7,A"), iotest.ErrReader(io.ErrUnexpectedEOF))
		if _, err := p.ReadFrom(cut); err != io.ErrUnexpectedEOF || p.Stats().Rows != 4 {
			t.Errorf("%v, %+v", err, p.Stats())
		}
	})
}

// Messages of Protocol Buffers with their length in front, as protodelim writes them.
func TestProtobuf(t *testing.T) {
	const messages = "\x09\x0A\x03LAS\x10\x21\x18\x01" + // 1: "LAS", 2: 33, 3: true
		"\x10\x0A\x03LAS\x10\xFD\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01" + // 1: "LAS", 2: -3
		"\x03\x0A\x09L" + // damaged
		"\x07\x0A\x03ATL\x10\x0A" // 1: "ATL", 2: 10
	each(t, func(t *testing.T) {
		fields := []ingest.Field{ingest.Strings("1").As("origin"), ingest.Int64s("2").As("delay"), ingest.Bools("3").As("late")}
		for _, cut := range []int{1, 4, len(messages)} {
			p, err := New(From(ingest.NewProtobuf(ingest.Protobuf{}, fields...)), Where("delay > 0"), GroupBy("origin", "late"), Count(), Max("delay"))
			if err != nil {
				t.Fatal(err)
			}
			for rest := messages; rest != ""; rest = rest[min(cut, len(rest)):] {
				write(t, p, rest[:min(cut, len(rest))])
			}
			if err := p.Flush(); err != nil {
				t.Fatal(err)
			}
			if got := textOf(t, p); got != "origin  late  count  max(delay)\nLAS     true      1          33\nATL     null      1          10\n" {
				t.Errorf("%s", got)
			}
			if s := p.Stats(); s.Records != 4 || s.RejectedRecords != 1 || s.KeptRows != 2 {
				t.Errorf("%+v", s)
			}
			var rows sinew.Strings
			rows.Append("\x0A\x03ATL\x10\x0B")
			if n, err := p.WriteRows(rows.Column()); n != 1 || err != nil || p.Stats().KeptRows != 3 {
				t.Error(n, err)
			}
			p.Close()
		}
	})
}

func TestOrders(t *testing.T) {
	each(t, func(t *testing.T) {
		p := byOrigin(t)
		write(t, p, threeFlights+`{"origin":null,"delay":7}
{"origin":"BOS"}
`)
		for _, c := range []struct {
			want   string
			orders []Order
		}{
			{"LAS ATL null BOS", nil},
			{"ATL BOS LAS null", []Order{Ascending("origin")}},
			{"LAS BOS ATL null", []Order{Descending("origin")}},
			{"null ATL LAS BOS", []Order{Ascending("mean(delay)")}},
			{"LAS ATL null BOS", []Order{Descending("mean(delay)")}},
			{"LAS ATL", []Order{Descending("count"), Ascending("origin"), Top(2)}},
			{"LAS ATL null BOS", []Order{Top(0)}},
			{"LAS", []Order{Top(1)}},
		} {
			table, err := p.Table(c.orders...)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for row := range table.Rows() {
				if row.IsNull("origin") {
					got = append(got, "null")
				} else {
					got = append(got, row.Text("origin"))
				}
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("%+v: %v, not %s", c.orders, got, c.want)
			}
			table.Close()
		}
		for _, orders := range [][]Order{{Ascending("nothing")}, {Top(-1)}, {Descending("")}, slices.Repeat([]Order{Ascending("count")}, 9)} {
			if _, err := p.Table(orders...); !errors.Is(err, sinew.ErrInvalidArgument) {
				t.Errorf("%+v: %v", orders, err)
			}
		}
	})
}

func TestRows(t *testing.T) {
	each(t, func(t *testing.T) {
		p := byOrigin(t)
		write(t, p, threeFlights)
		table, err := p.Table()
		if err != nil {
			t.Fatal(err)
		}
		defer table.Close()
		var got []string
		for row := range table.Rows() {
			got = append(got, fmt.Sprint(row.Text("origin"), row.Int64("count"), row.Float64("mean(delay)"), row.Int64("latest")))
			if len(got) == 1 {
				continue
			}
			break
		}
		if fmt.Sprint(got) != "[LAS2 15 33 ATL1 10 10]" {
			t.Errorf("%v", got)
		}
		if counts := sinew.Values[int64](table.Column("count")); counts[0] != 2 || table.Len() != 2 || table.Batch().Len() != 2 {
			t.Error(counts)
		}
		defer func() {
			if recover() == nil {
				t.Error("no panic for a column that does not exist")
			}
		}()
		table.Column("nothing")
	})
}

// Without keys all rows are one group, which is there from the beginning.
func TestOneGroup(t *testing.T) {
	each(t, func(t *testing.T) {
		p, err := New(NDJSON(ingest.Int64s("n"), ingest.Timestamps("t", sinew.TimestampMS), ingest.Field{Path: "d", Type: sinew.Date32}),
			Count(), CountOf("n"), Sum("n"), Mean("n"), Min("t"), Max("d"))
		if err != nil {
			t.Fatal(err)
		}
		defer p.Close()
		if got, want := textOf(t, p), "count  count(n)  sum(n)  mean(n)  min(t)  max(d)\n    0         0       0     null  null    null\n"; got != want || p.Len() != 1 {
			t.Errorf("%s", got)
		}
		write(t, p, `{"n":3,"t":"2001-01-01T00:00:01.5Z","d":"2001-01-01"}`+"\n"+`{"t":"2001-01-01T00:00:02Z","d":"2001-01-02"}`+"\n")
		want := "count  count(n)  sum(n)  mean(n)  min(t)                 max(d)\n" +
			"    2         1       3        3  2001-01-01 00:00:01.5  2001-01-02\n"
		if got := textOf(t, p); got != want {
			t.Errorf("%s", got)
		}
	})
}

func TestRejects(t *testing.T) {
	each(t, func(t *testing.T) {
		p := byOrigin(t)
		write(t, p, "{\n"+threeFlights+`{"origin":"LAS","delay":"late"}`)
		p.Flush()
		write(t, p, threeFlights+"{")
		p.Flush()
		want := "[{0 {0 1 -1 the record breaks the rules of its format} false} {0 {4 110 1 the value is of another type} false} {1 {3 85 -1 the input ends within the record} false}]"
		if got := fmt.Sprint(p.Rejects()); got != want {
			t.Errorf("%s", got)
		}
		s := p.Stats()
		if s.Records != 9 || s.RejectedRecords != 2 || s.RejectedValues != 1 || s.Rows != 7 {
			t.Errorf("%+v", s)
		}
		p.Reset()
		if p.Len() != 0 || len(p.Rejects()) != 0 || p.Stats() != (Stats{}) {
			t.Errorf("after Reset: %d groups, %v, %+v", p.Len(), p.Rejects(), p.Stats())
		}
	})
}

func TestStop(t *testing.T) {
	each(t, func(t *testing.T) {
		p, err := New(From(ingest.NewNDJSON(ingest.NDJSON{Options: ingest.Options{Stop: true}}, ingest.Int64s("n"))), Count())
		if err != nil {
			t.Fatal(err)
		}
		defer p.Close()
		var e *sinew.Error
		if _, err := p.Write([]byte("{\"n\":1}\n{\"n\":2}\n{\"n\":true}\n{\"n\":3}\n")); !errors.As(err, &e) || e.Status != sinew.Corrupt || e.Offset != 21 {
			t.Errorf("%v", err)
		}
		if got := textOf(t, p); got != "count\n    2\n" {
			t.Errorf("%s", got)
		}
	})
}

func TestMerge(t *testing.T) {
	each(t, func(t *testing.T) {
		a, b := byOrigin(t), byOrigin(t)
		lines := strings.SplitAfter(threeFlights, "\n")
		write(t, a, lines[0])
		write(t, b, lines[1]+lines[2])
		if err := a.Merge(b); err != nil {
			t.Fatal(err)
		}
		if got := textOf(t, a); got != tableOfThree || a.Stats().Rows != 3 || b.Stats().Rows != 2 {
			t.Errorf("%s", got)
		}
		other := byOrigin(t, Where("delay > 0"))
		if err := a.Merge(other); !errors.Is(err, sinew.ErrInvalidArgument) || err.Error() != "sinew: from: its columns or its options are not those of into" {
			t.Errorf("%v", err)
		}
		// A name counts, and not who gave it.
		byDefault, named := byOrigin(t, Sum("delay")), byOrigin(t, Sum("delay").As("sum(delay)"))
		if err := byDefault.Merge(named); err != nil {
			t.Error(err)
		}
		if err := a.Merge(a); !errors.Is(err, sinew.ErrInvalidArgument) {
			t.Errorf("%v", err)
		}
	})
}

func TestEncodedErrors(t *testing.T) {
	for _, failure := range twice(t, func() (failures []string) {
		keyed, total := byOrigin(t), byOrigin(t)
		total.Close()
		total, err := New(NDJSON(ingest.Strings("origin"), ingest.Int64s("delay")), Count(), Mean("delay"), Max("delay"))
		if err != nil {
			t.Fatal(err)
		}
		defer total.Close()
		write(t, keyed, threeFlights)
		write(t, total, threeFlights)
		for i, p := range []*Pipeline{keyed, total} {
			bytes, err := p.AppendEncoded(nil)
			if err != nil {
				t.Fatal(err)
			}
			damaged := slices.Clone(bytes)
			damaged[30] ^= 1
			many := slices.Clone(bytes[:len(bytes)-4])
			many[16]++
			many = binary.LittleEndian.AppendUint32(many, crc32.Checksum(many, crc32.MakeTable(crc32.Castagnoli)))
			for _, data := range [][]byte{nil, bytes[:10], bytes[:len(bytes)-1], damaged, many, append(bytes, 0)} {
				failures = append(failures, failureOf(p.MergeEncoded(data)))
			}
			failures = append(failures, failureOf([]*Pipeline{total, keyed}[i].MergeEncoded(bytes)))
			if p.Len() != 2-i || p.Stats().Rows != 3 {
				t.Error(p.Len(), p.Stats())
			}
		}
		keyed.Close()
		_, err = keyed.AppendEncoded(nil)
		return append(failures, failureOf(err), failureOf(keyed.MergeEncoded(nil)))
	}) {
		if failure == "<nil>" {
			t.Error("no error")
		}
	}
}

func TestNamesWithWhere(t *testing.T) {
	for want, a := range map[string]Aggregate{
		"count":                     Count().Where(""),
		"count where n":             Count().Where("n"),
		"sum(n) where (a) and (b)":  Sum("n").Where("a").Where("b").Where(""),
		"late":                      Count().As("late").Where("n"),
		"arg_max(a, b) where n > 0": ArgMax("a", "b").Where("n > 0"),
		"quantile_continuous(n, 0.5) where n > 0":   Median("n").Where("n > 0"),
		"quantile_discrete(n, 0.99)":                QuantileDiscrete("n", 0.99),
		"quantile_discrete(n, 0)":                   QuantileDiscrete("n", 0),
		"quantile_discrete(n, 1)":                   QuantileDiscrete("n", 1),
		"quantile_continuous(n, 0.001)":             QuantileContinuous("n", 0.001),
		"quantile_continuous(n, 0.333333333333333)": QuantileContinuous("n", 1./3),
	} {
		if a.name != want {
			t.Errorf("%q, want %q", a.name, want)
		}
	}
}

// sums returns sums of so many different columns.
func sums(count int) (steps []Step) {
	for i := range count {
		steps = append(steps, Sum(fmt.Sprintf("n + %d", i)))
	}
	return steps
}

func TestWrongSteps(t *testing.T) {
	input := func() Step { return NDJSON(ingest.Strings("s"), ingest.Int64s("n")) }
	lists := func() Step { return NDJSON(ingest.Strings("tags").List(), ingest.Int64s("n")) }
	for name, steps := range map[string]func() []Step{
		"nothing":             func() []Step { return nil },
		"no input":            func() []Step { return []Step{Count()} },
		"no aggregate":        func() []Step { return []Step{input(), GroupBy("s")} },
		"two inputs":          func() []Step { return []Step{input(), input(), Count()} },
		"input and columns":   func() []Step { return []Step{input(), Columns(ingest.Strings("a")), Count()} },
		"a bad decoder":       func() []Step { return []Step{NDJSON(ingest.Strings("/~")), Count()} },
		"a column missing":    func() []Step { return []Step{input(), Count(), GroupBy("nope")} },
		"a sum of strings":    func() []Step { return []Step{input(), Sum("s")} },
		"the least list":      func() []Step { return []Step{lists(), Min("tags")} },
		"where is no boolean": func() []Step { return []Step{input(), Count(), Where("n + 1")} },
		"where is no text":    func() []Step { return []Step{input(), Count(), Where("n >")} },
		"a name twice":        func() []Step { return []Step{input(), Count(), Compute("n", "n + 1")} },
		"a zero byte":         func() []Step { return []Step{input(), Count(), Where("n > 1\x00")} },
		"a negative limit":    func() []Step { return []Step{input(), Count(), MemoryLimit(-1)} },
		"a key of lists":      func() []Step { return []Step{lists(), Count(), GroupBy("tags")} },
		"lists counted":       func() []Step { return []Step{lists(), CountOf("tags")} },
		"where of lists":      func() []Step { return []Step{lists(), Count(), Where("tags is null")} },
		"too many keys":       func() []Step { return []Step{input(), Count(), GroupBy("s", "n", "s", "n", "s", "n", "s", "n", "s")} },
		"too many aggregates": func() []Step { return append([]Step{input()}, slices.Repeat([]Step{Count()}, 65)...) },
		"too many values":     func() []Step { return append(sums(17), input()) },
		"too many columns":    func() []Step { return []Step{Columns(make([]ingest.Field, 4097)...), Count()} },
		"no function":         func() []Step { return []Step{input(), Aggregate{}.Where("n > 0")} },
		"a filter of numbers": func() []Step { return []Step{input(), Count().Where("n + 1")} },
		"a filter of strings": func() []Step { return []Step{input(), Count().Where("s")} },
		"bits of strings":     func() []Step { return []Step{Columns(ingest.Strings("s")), BitOr("s")} },
		"a string with bits":  func() []Step { return []Step{input(), Correlation("n", "s")} },
		"the least of lists":  func() []Step { return []Step{lists(), ArgMin("n", "tags")} },
		"an unknown type":     func() []Step { return []Step{Columns(ingest.Field{Name: "a", Type: 7}), Count()} },
		"a zero byte in name": func() []Step { return []Step{Columns(ingest.Int64s("a\x00b")), GroupBy("a"), Count()} },
		"more than one":       func() []Step { return []Step{input(), Count(), Where("true) or (true"), Where("n > 0")} },
		"a half string":       func() []Step { return []Step{input(), Count(), Where("s = 'a"), Where("'b' = s")} },
		"a half name":         func() []Step { return []Step{input(), Count(), Where("s = \"s"), Where("n\" = s")} },
		"a filter like that":  func() []Step { return []Step{input(), Count().Where("n > 0").Where("true) or (true")} },
		"one in front":        func() []Step { return []Step{input(), Count().Where("true) or (true").Where("n > 0")} },
		"a long text":         func() []Step { return []Step{input(), Count(), Where(strings.Repeat(" ", 1<<16) + "n")} },
	} {
		twice(t, func() string {
			p, err := New(steps()...)
			if !errors.Is(err, sinew.ErrInvalidArgument) || p != nil {
				t.Errorf("%s: %v", name, err)
			}
			return failureOf(err)
		})
	}
	each(t, func(t *testing.T) {
		_, err := New(input(), Count(), Where("n > 'x'"))
		var e *sinew.Error
		if !errors.As(err, &e) || e.Offset != 4 || !strings.Contains(e.Message, "where: at byte 4: expected a number") {
			t.Errorf("%v", err)
		}
		for _, steps := range [][]Step{{Count(), GroupBy("tags")}, {CountOf("tags")}, {Count(), Where("tags is null")}} {
			if _, err := New(append(steps, lists())...); err == nil || !strings.Contains(err.Error(), "column tags") {
				t.Errorf("the column is not named: %v", err)
			}
		}
	})
}

// What nothing asks for may be of lists.
func TestListsAreLeftAlone(t *testing.T) {
	each(t, func(t *testing.T) {
		fields := []ingest.Field{ingest.Strings("tags").List(), ingest.Int64s("n")}
		p, err := New(NDJSON(fields...), Where("n > 1"), Sum("n"))
		if err != nil {
			t.Fatal(err)
		}
		defer p.Close()
		const text = "{\"n\":1,\"tags\":[\"a\"]}\n{\"n\":2,\"tags\":[\"b\",\"c\"]}\n{\"n\":3}\n"
		if _, err := p.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
		d, err := ingest.NewNDJSON(ingest.NDJSON{}, fields...)
		if err != nil {
			t.Fatal(err)
		}
		defer d.Close()
		var batch sinew.Batch
		defer batch.Close()
		if _, err := d.Decode(&batch, []byte(text), true); err != nil {
			t.Fatal(err)
		}
		if err := p.Update(batch.Column(0), batch.Column(1)); err != nil {
			t.Fatal(err)
		}
		if got := textOf(t, p); got != "sum(n)\n    10\n" {
			t.Errorf("%s", got)
		}
	})
}

func TestColumns(t *testing.T) {
	each(t, func(t *testing.T) {
		p, err := New(Columns(ingest.Strings("s"), ingest.Int64s("n")), GroupBy("s"), Sum("n"))
		if err != nil {
			t.Fatal(err)
		}
		defer p.Close()
		names := sinew.StringsOf([]int64{0, 1, 2}, []byte("ab"))
		if err := p.Update(names, sinew.Int64s([]int64{1, 2})); err != nil {
			t.Fatal(err)
		}
		if got := textOf(t, p); got != "s  sum(n)\na       1\nb       2\n" {
			t.Errorf("%s", got)
		}
		for _, columns := range [][]sinew.Column{nil, {names}, {names, names}} {
			if err := p.Update(columns...); !errors.Is(err, sinew.ErrInvalidArgument) {
				t.Errorf("%v", err)
			}
		}
		if _, err := p.Write([]byte("{}")); !errors.Is(err, sinew.ErrInvalidArgument) {
			t.Errorf("%v", err)
		}
		if _, err := p.WriteRows(names); !errors.Is(err, sinew.ErrInvalidArgument) {
			t.Errorf("%v", err)
		}
	})
}

// Offsets that are wrong are found before anything reads them, and also if nothing does.
func TestColumnsWithBadOffsets(t *testing.T) {
	numbers := sinew.Int64s([]int64{1, 2})
	for _, steps := range [][]Step{
		{GroupBy("s"), Count()},
		{GroupBy("n"), Count()},
		{GroupBy("n"), Max("s"), Where("n > 1")},
		{GroupBy("length(s)"), Count()},
	} {
		for message, names := range map[string]sinew.Column{
			"columns[1]: the offsets of row 1 run backwards":         sinew.StringsOf([]int32{0, 5, 2}, []byte("abcdef")),
			"columns[1]: row 1 ends at byte 7, but values_size is 6": sinew.StringsOf([]int64{0, 5, 7}, []byte("abcdef")),
		} {
			each(t, func(t *testing.T) {
				p, err := New(append(steps, Columns(ingest.Int64s("n"), ingest.Strings("s")))...)
				if err != nil {
					t.Fatal(err)
				}
				defer p.Close()
				var e *sinew.Error
				if err := p.Update(numbers, names); !errors.As(err, &e) || e.Status != sinew.InvalidArgument || e.Offset != 1 || e.Message != message {
					t.Errorf("%v", err)
				}
				if stats := p.Stats(); stats.Rows != 0 {
					t.Errorf("%+v", stats)
				}
			})
		}
	}
}

// A call that fails before it decodes adds nothing, nor what the call before it added once more.
func TestRowsThatAreNone(t *testing.T) {
	each(t, func(t *testing.T) {
		p := byOrigin(t)
		write(t, p, threeFlights)
		backwards := sinew.StringsOf([]int64{0, 5, 2}, []byte("{} {}"))
		for _, rows := range []sinew.Column{sinew.Int64s([]int64{1, 2}), backwards} {
			if n, err := p.WriteRows(rows); n != 0 || !errors.Is(err, sinew.ErrInvalidArgument) {
				t.Errorf("%d, %v", n, err)
			}
		}
		if got := textOf(t, p); got != tableOfThree || p.Stats().Rows != 3 {
			t.Errorf("%s%+v", got, p.Stats())
		}
	})
}

// More columns than a call of the library takes.
func TestManyColumns(t *testing.T) {
	each(t, func(t *testing.T) {
		var fields []ingest.Field
		var columns []sinew.Column
		for i := range 40 {
			fields = append(fields, ingest.Int64s(fmt.Sprint("n", i)))
			columns = append(columns, sinew.Int64s([]int64{int64(i), int64(-i), 1}))
		}
		fields[7], columns[7] = ingest.Strings("s"), sinew.StringsOf([]int32{0, 1, 2, 3}, []byte("aba"))
		open := func() *Pipeline {
			p, err := New(Columns(fields...), Where("n39 <> -39 or n20 = -20"), Compute("twice", "n30 * 2"), GroupBy("s"), Count(), Sum("twice"), Min("n17"))
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { p.Close() })
			return p
		}
		p, other := open(), open()
		for _, p := range []*Pipeline{p, other} {
			if err := p.Update(columns...); err != nil {
				t.Fatal(err)
			}
		}
		if err := p.Merge(other); err != nil {
			t.Fatal(err)
		}
		if got := textOf(t, p); got != "s  count  sum(twice)  min(n17)\na      4         124         1\nb      2        -120       -17\n" {
			t.Errorf("%s", got)
		}
		if err := p.Update(columns[:39]...); !errors.Is(err, sinew.ErrInvalidArgument) || p.Stats().Rows != 6 {
			t.Error(err)
		}
		for i := range fields {
			fields[i] = ingest.Int64s(fmt.Sprint("n", i))
		}
		decoding, err := New(NDJSON(fields...), Count())
		if err != nil {
			t.Fatal(err)
		}
		defer decoding.Close()
		if err := decoding.Update(columns...); !errors.Is(err, sinew.ErrInvalidArgument) {
			t.Error(err)
		}
	})
}

// A limit fails the call; the rows wait, and count once.
func TestMemoryLimit(t *testing.T) {
	each(t, func(t *testing.T) {
		p, err := New(NDJSON(ingest.Int64s("n")), GroupBy("n"), Count(), MemoryLimit(1<<20))
		if err != nil {
			t.Fatal(err)
		}
		defer p.Close()
		var lines strings.Builder
		for i := range 200000 {
			fmt.Fprintf(&lines, "{\"n\":%d}\n", i)
		}
		n, err := p.Write([]byte(lines.String()))
		if !errors.Is(err, sinew.ErrMemoryLimit) || n == 0 || n == lines.Len() {
			t.Fatalf("%d bytes, %v", n, err)
		}
		if again, err := p.Write([]byte(lines.String())[n:]); again != 0 || !errors.Is(err, sinew.ErrMemoryLimit) {
			t.Errorf("%d bytes, %v", again, err)
		}
		if s := p.Stats(); s.Rows != uint64(p.Len()) || s.Rows == 0 || s.Rows >= s.Records {
			t.Errorf("%d groups, %+v", p.Len(), s)
		}
	})
}

func TestClose(t *testing.T) {
	each(t, func(t *testing.T) {
		p := byOrigin(t)
		for range 2 {
			if err := p.Close(); err != nil {
				t.Error(err)
			}
		}
		_, writeErr := p.Write(nil)
		_, rowsErr := p.WriteRows(sinew.Column{})
		_, tableErr := p.Table()
		for _, err := range []error{writeErr, rowsErr, tableErr, p.Flush(), p.Update(), p.Reset(), p.Merge(byOrigin(t)), byOrigin(t).Merge(p)} {
			if err != sinew.ErrClosed {
				t.Errorf("%v", err)
			}
		}
		if p.Len() != 0 || p.Memory() != 0 || p.OverflowCount() != 0 || p.Stats() != (Stats{}) || p.Rejects() != nil {
			t.Error("something is left")
		}
	})
}

func TestTwoGoroutines(t *testing.T) {
	p := byOrigin(t)
	lines := []byte(strings.Repeat(threeFlights, 10000))
	usetest.Overlap(t, func() { p.Write(lines) }, func() { p.Len() })
}

func TestWriteAllocatesNothing(t *testing.T) {
	if sinew.Require() != nil {
		t.Skip("without a library")
	}
	p := byOrigin(t, Where("delay > 0"))
	lines := []byte(strings.Repeat(threeFlights, 1000))
	if allocations := testing.AllocsPerRun(20, func() { p.Write(lines) }); allocations != 0 {
		t.Errorf("%v allocations a call", allocations)
	}
	var rows sinew.Strings
	for line := range strings.Lines(threeFlights) {
		rows.Append(line)
	}
	if allocations := testing.AllocsPerRun(20, func() { p.WriteRows(rows.Column()) }); allocations != 0 {
		t.Errorf("%v allocations a column", allocations)
	}
}

func TestFormat(t *testing.T) {
	p, err := New(NDJSON(ingest.Strings("s"), ingest.Float64s("f"), ingest.Bools("b")), GroupBy("s", "b"), Mean("f"))
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	write(t, p, `{"s":"\u001b[31m","f":0.12345,"b":true}
{"s":"é","f":1e20}
{"f":-2}
{"s":"","f":1e-9}
{"s":"x"}
`)
	table, err := p.Table()
	if err != nil {
		t.Fatal(err)
	}
	defer table.Close()
	want := `s            b      mean(f)
"\x1b[31m"  true     0.123
é            null     1e+20
null         null        -2
             null     1e-09
x            null      null
`
	want = strings.ReplaceAll(want, `"\x1b[31m"  true     0.123`, `"\x1b[31m"   true     0.123`)
	if got := table.String(); squeeze(got) != squeeze(want) {
		t.Errorf("%s", got)
	}
	if got := fmt.Sprintf("%.1f", table); !strings.Contains(got, " 0.1\n") || !strings.Contains(got, "-2.0\n") {
		t.Errorf("%s", got)
	}
}

func squeeze(text string) string { return strings.Join(strings.Fields(text), " ") }
