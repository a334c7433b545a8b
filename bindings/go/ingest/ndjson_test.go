package ingest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/rounds"
)

// A field of every kind, two of one path, and values in objects and arrays.
var jsonFields = []Field{
	Strings("s"), Int64s("n"), Float64s("/n").As("as float"), Bools("b"), Strings("o.s"), Int64s("/o/deep/1"),
	Binaries("~tilde"), Uint64s("/a~1b/0"), Timestamps("t", sinew.TimestampMS),
	{Path: "t", Name: "seconds", Type: sinew.TimestampS, Epoch: time.Millisecond}, {Path: "d", Type: sinew.Date32},
	{Path: "u", Type: sinew.Bytes16}, {Path: "i8", Type: sinew.Int8}, {Path: "f32", Type: sinew.Float32},
	Strings("s").List(), Int64s("/a~1b").List(), Bools("/o/deep").List(), {Path: "x", Type: sinew.ListOf(sinew.TimestampMS)},
	{Path: "o", Type: sinew.String, Raw: true}, {Path: "s", Type: sinew.Binary, Raw: true},
}

var jsonSettings = []NDJSON{
	{},
	{Validate: true},
	{Concatenated: true},
	{Array: true, Validate: true},
	{Options: Options{Strict: true, MaxRows: 3}},
	{Options: Options{Stop: true}},
	{Options: Options{MaxRecordSize: 40, MaxRejects: 3}, MaxDepth: 3},
	{Options: Options{MaxRecordSize: 30}, Concatenated: true},
	{Options: Options{MaxRecordSize: 30}, Array: true},
	{Options: Options{MaxValueSize: 3}},
	{Options: Options{MaxValueSize: 2, Strict: true}},
}

func compareJSON(t testing.TB, settings NDJSON, input string) outcome {
	t.Helper()
	maxRows := settings.MaxRows
	if maxRows == 0 {
		maxRows = defaultRows
	}
	return compare(t, func() (*Decoder, error) { return NewNDJSON(settings, jsonFields...) }, maxRows, []byte(input))
}

var jsonTexts = []string{
	``, ` `, "\n\n", "\xEF\xBB\xBF{}", "\xEF\xBB", "{}", "{}\n{}\r\n", "{} {}", "{}{}", "[]", "[{}]", "[{},{}]", "[{}{}]", "[{}",
	"[", `[{"s":"longer than a record may be`, `[1,"longer than a record may be`, "[{},]", "[1,{}]", "[{}] x", "[{}],{}", "{}]",
	`{"s":"x","n":1,"b":true}`, `{"n":1.0}`, `{"n":1.5}`, `{"n":1e3}`, `{"n":9223372036854775807}`, `{"n":9223372036854775808}`,
	`{"n":"1"}`, `{"s":1}`, `{"b":1}`, `{"s":null,"n":null}`, `{"n":01}`, `{"n":-}`, `{"n":+1}`, `{"n":nul}`, `{"x":nul}`, `{"x":01}`,
	`{"s":"a\nb\u00e9\ud83d\ude00\/"}`, `{"s":"\ud83d"}`, `{"s":"\ude00\ud83d"}`, `{"s":"\x"}`, `{"x":"\x"}`, `{"s":"\u12"}`, `{"x":"\u12"}`,
	"{\"s\":\"\xff\"}", "{\"x\":\"\xff\"}", "{\"s\":\"\x01\"}", "{\"x\":\"a\tb\"}", `{"s":"a`, `{"s":"a\`, `{"s":"a\"`,
	`{"s":1,"s":"last"}`, `{"s":"first","s":null}`, `{"o":{"s":"in"},"o":1}`, `{"o":{"s":"in"},"o":{}}`, `{"o":{"s":"a","deep":[1,2,3]}}`,
	`{"o":{"deep":[1]}}`, `{"o":{"deep":{"1":7}}}`, `{"a/b":[5]}`, `{"a/b":[-5]}`, `{"~tilde":"x"}`, `{"\u0073":"escaped name"}`, `{"\u0073\x":1}`,
	`{"t":"2001-01-01T00:00:00Z"}`, `{"t":978307200000}`, `{"t":"x"}`, `{"t":1.5}`, `{"d":"2001-02-03"}`, `{"d":3}`,
	`{"u":"017f22e2-79b0-7cc3-98c4-dc0c0c07398f"}`, `{"i8":127}`, `{"i8":128}`, `{"i8":-128}`, `{"f32":1e39}`, `{"f32":3.4e38}`, `{"n":1e400}`,
	`{"s":["a","","\u00e9",null]}`, `{"s":[]}`, `{"s":["a",1]}`, `{"s":["\ud800"]}`, `{"s":["\x"]}`, "{\"s\":[\"\xff\"]}", `{"s":[["a"]]}`,
	`{"a/b":[1, 2 ,3]}`, `{"a/b":[1,null,1e3]}`, `{"a/b":[1,1.5]}`, `{"a/b":[1,9223372036854775808]}`, `{"a/b":[01]}`, `{"a/b":[{"]":[1]},1]}`,
	`{"o":{"deep":[true,null,false]},"o":{"deep":[true]}}`, `{"x":["2001-01-01",1500]}`, `{"o":{ "a" : [1,"}\""] }}`, "{\"o\":{\"\xff\":1}}",
	`{"o":[tru]}`, `{"o":tru}`, `{"s":"raw \n"}`,
	`{,}`, `{"s"}`, `{"s":}`, `{"s":1,}`, `{"s" 1}`, `{s:1}`, `{"s":[}`, `{"s":[1,]}`, `{"s":{]}`, `{"s":tru e}`, `{"s":"a" "b"}`, `{"x":[1 2]}`,
	`{"x":[[[[]]]]}`, `{"x":[[[[[[]]]]]]}`, `\{"s":1}`, `{"x":\}`, `"s"`, `1`, `null`, `{}x`, `{}"`, "{\n\"s\":\"lines\"\n}", "{\"s\":\n}\n{}",
	`{"long":"` + strings.Repeat("x", 100) + `"}` + "\n" + `{"s":"after"}`, `{"s":"` + strings.Repeat("\\u0041", 30) + `"}`,
	`[{"long":"` + strings.Repeat("x", 100), `[{}, {"long":[` + strings.Repeat("1,", 50),
	`{"t":"` + strings.Repeat("0", 300) + `"}`, `{"n":` + strings.Repeat("1", 300) + `}`, `{"n":-0,"b":false}`, `{"n":-0.0}`,
}

func TestNDJSONTwins(t *testing.T) {
	for _, settings := range jsonSettings {
		for i, text := range jsonTexts {
			compareJSON(t, settings, text)
			if i%rounds.Of(1, 8) > 0 {
				continue
			}
			compareJSON(t, settings, "{\"s\":\"before\"}\n"+text+"\n{\"s\":\"behind\"}\n")
			compareJSON(t, settings, "["+text+", {\"s\":\"behind\"}]")
		}
	}
}

// What is in slices and raw values is that of encoding/json.
func TestNDJSONLists(t *testing.T) {
	type record struct {
		Tags    []string        `json:"tags"`
		Scores  []float64       `json:"scores"`
		Payload json.RawMessage `json:"payload"`
		Text    string          `json:"text,raw"`
	}
	lines := []string{
		`{"tags":["a","é\n",""],"scores":[1,2.5,-1e300],"payload":{"k": [1, "]"]},"text":"\u00e9"}`,
		`{"tags":[],"scores":[0],"payload":[ ],"text":12.50}`,
		`{"payload":"p","text":true}`,
	}
	each(t, func() (*Decoder, error) { return NewNDJSON(NDJSON{}, FieldsOf[record]("json")...) }, func(t *testing.T, d *Decoder) {
		var batch sinew.Batch
		defer batch.Close()
		if _, err := d.Decode(&batch, []byte(strings.Join(lines, "\n")), true); err != nil || batch.Len() != len(lines) {
			t.Fatalf("%d rows: %v", batch.Len(), err)
		}
		for row, line := range lines {
			var want struct {
				Tags          []string
				Scores        []float64
				Payload, Text json.RawMessage
			}
			if err := json.Unmarshal([]byte(line), &want); err != nil {
				t.Fatal(err)
			}
			tags, scores := batch.Column(0), batch.Column(1)
			if tags.Valid(row) != (want.Tags != nil) || scores.Valid(row) != (want.Scores != nil) {
				t.Errorf("row %d: a list is null, or not", row)
			}
			var got []string
			for i := range tags.List(row).Len() {
				got = append(got, string(tags.List(row).Bytes(i)))
			}
			if len(got)+len(want.Tags) > 0 && !reflect.DeepEqual(got, want.Tags) {
				t.Errorf("row %d: tags %q", row, got)
			}
			if got := sinew.Values[float64](scores.List(row)); len(got)+len(want.Scores) > 0 && !reflect.DeepEqual(got, want.Scores) {
				t.Errorf("row %d: scores %v", row, got)
			}
			for i, want := range []json.RawMessage{want.Payload, want.Text} {
				if got := batch.Column(2 + i).Bytes(row); string(got) != string(want) {
					t.Errorf("row %d: %q, not %q", row, got, want)
				}
			}
		}
	})
	for _, field := range []Field{
		{Path: "a", Type: sinew.Int64, Raw: true}, {Path: "a", Type: sinew.ListOf(sinew.String), Raw: true},
		{Path: "a", Type: sinew.ListOf(sinew.ListOf(sinew.Int64))}, {Path: "a", Type: sinew.ListOf(sinew.Int64), Epoch: time.Second},
	} {
		if _, err := NewNDJSON(NDJSON{}, field); err == nil {
			t.Errorf("%+v is taken", field)
		}
	}
	for _, refused := range []func() (*Decoder, error){
		func() (*Decoder, error) { return NewCSV(CSV{}, Int64s("0").List()) },
		func() (*Decoder, error) { return NewCSV(CSV{}, Field{Path: "0", Type: sinew.String, Raw: true}) },
		func() (*Decoder, error) {
			return NewProtobuf(Protobuf{}, Field{Path: "1", Type: sinew.String, Raw: true})
		},
	} {
		if _, err := refused(); err == nil {
			t.Error("what the format does not have is taken")
		}
	}
}

// randomJSON writes an object, mostly right and with the fields' names.
func randomJSON(random *rand.Rand, b *strings.Builder, depth int) {
	names := []string{"s", "n", "b", "o", "deep", "~tilde", "a/b", "t", "d", "u", "i8", "f32", "x", "\\u0073", "", "long name that nobody asked for"}
	scalars := []string{"1", "-7", "2.5", "1e2", "true", "false", "null", `"text"`, `"\u00e9\n"`, `"2001-01-01"`, `"é"`, `""`, "123456789012345678", "01", "nul", `"\ud800"`, `"\q"`, "\"\xc3\"", "\"\x02\""}
	space := func() {
		if random.IntN(6) == 0 {
			b.WriteString([]string{" ", "\t", "\r", "  "}[random.IntN(4)])
		}
	}
	open, end := "{", "}"
	array := depth > 0 && random.IntN(3) == 0
	if array {
		open, end = "[", "]"
	}
	b.WriteString(open)
	for i := range random.IntN(6) {
		if i > 0 {
			space()
			b.WriteString(",")
		}
		space()
		if !array {
			fmt.Fprintf(b, "\"%s\"", names[random.IntN(len(names))])
			space()
			b.WriteString(":")
			space()
		}
		if depth < 4 && random.IntN(4) == 0 {
			randomJSON(random, b, depth+1)
		} else if random.IntN(20) == 0 {
			b.WriteString(scalars[random.IntN(len(scalars))])
		} else {
			b.WriteString(scalars[random.IntN(13)])
		}
		space()
	}
	b.WriteString(end)
}

func randomInput(random *rand.Rand, array bool) string {
	var b strings.Builder
	if array {
		b.WriteString("[")
	}
	for i := range 1 + random.IntN(20) {
		if i > 0 && array {
			b.WriteString(",")
		}
		begin := b.Len()
		randomJSON(random, &b, 0)
		if random.IntN(8) == 0 {
			// One byte of it is another one, or missing.
			text := []byte(b.String())
			at := begin + random.IntN(len(text)-begin)
			if random.IntN(2) == 0 {
				text = append(text[:at], text[at+1:]...)
			} else {
				text[at] = "{}[]:,\"\\ntf0 \n\x00\xff"[random.IntN(16)]
			}
			b.Reset()
			b.Write(text)
		}
		b.WriteString([]string{"\n", "\n", "\n", "\r\n", "\n\n", " "}[random.IntN(6)])
	}
	if array {
		b.WriteString("]")
	}
	return b.String()
}

func TestNDJSONTwinsOnRandomRecords(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range rounds.Of(400, 40) {
		settings := jsonSettings[random.IntN(len(jsonSettings))]
		compareJSON(t, settings, randomInput(random, settings.Array))
	}
}

// Of a record that is too long nothing is kept, however many pieces it has.
func TestNDJSONSkipsWithoutMemory(t *testing.T) {
	available := c.Available
	defer func() { c.Available = available }()
	c.Available = false
	d, err := NewNDJSON(NDJSON{Options: Options{MaxRecordSize: 100}, Array: true}, Int64s("n"))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	var batch sinew.Batch
	defer batch.Close()
	const size = 1 << 20
	input := []byte(`[{"s":"` + strings.Repeat("x", size) + `"},{"n":1}]`)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for piece := range slices.Chunk(input, 1000) {
		if _, err := d.Decode(&batch, piece, false); err != nil {
			t.Fatal(err)
		}
	}
	runtime.ReadMemStats(&after)
	if got := after.TotalAlloc - before.TotalAlloc; got > size/4 || batch.Len() != 1 {
		t.Errorf("%d bytes allocated, %d rows", got, batch.Len())
	}
}

func FuzzNDJSON(f *testing.F) {
	for i, text := range jsonTexts {
		f.Add(text, byte(i))
	}
	f.Fuzz(func(t *testing.T, text string, settings byte) {
		if len(text) > 5000 {
			return
		}
		compareJSON(t, jsonSettings[int(settings)%len(jsonSettings)], text)
	})
}

// What encoding/json makes of records that are right.
func TestNDJSONAgreesWithEncodingJSON(t *testing.T) {
	type record struct {
		S *string  `json:"s"`
		N *float64 `json:"n"`
		B *bool    `json:"b"`
		O struct {
			S *string `json:"s"`
		} `json:"o"`
	}
	fields := []Field{Strings("s"), Float64s("n"), Bools("b"), Strings("o.s")}
	random := rand.New(rand.NewPCG(3, 4))
	var lines []string
	var records []record
	for len(records) < 2000 {
		n := math.Float64frombits(random.Uint64())
		s := fmt.Sprintf("é %d \"\\ \n", random.Uint64())
		b := random.IntN(2) == 0
		r := record{}
		if random.IntN(4) > 0 && !math.IsInf(n, 0) && !math.IsNaN(n) {
			r.N = &n
		}
		if random.IntN(4) > 0 {
			r.S, r.O.S = &s, &s
		}
		if random.IntN(4) > 0 {
			r.B = &b
		}
		line, err := json.Marshal(&r)
		if err != nil {
			t.Fatal(err)
		}
		lines, records = append(lines, string(line)), append(records, r)
	}
	for i, d := range twins(t, func() (*Decoder, error) { return NewNDJSON(NDJSON{Validate: true}, fields...) }) {
		with(i, func() {
			var got outcome
			got = feed(t, d, []byte(strings.Join(lines, "\n")), defaultRows, func() int { return 10000 })
			d.Close()
			if len(got.rows) != len(records) || len(got.rejects) > 0 {
				t.Fatalf("%d rows, %v", len(got.rows), got.rejects)
			}
			for row, r := range records {
				check := func(i int, want any) {
					if got.rows[row][i] != want {
						t.Fatalf("row %d, field %d: %v, not %v", row, i, got.rows[row][i], want)
					}
				}
				for i, s := range map[int]*string{0: r.S, 3: r.O.S} {
					if s == nil {
						check(i, nil)
					} else {
						check(i, *s)
					}
				}
				if r.N == nil {
					check(1, nil)
				} else {
					check(1, string(bitsOf(*r.N)))
				}
				if r.B == nil {
					check(2, nil)
				} else {
					check(2, *r.B)
				}
			}
		})
	}
}

// Rows, most of them alike, and columns of them one after the other.
func TestNDJSONRowTwins(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 1))
	settings := []NDJSON{{}, {Validate: true}, {Options: Options{Strict: true}}, {Options: Options{MaxRecordSize: 70, MaxValueSize: 5}}}
	for _, one := range settings {
		create := func() (*Decoder, error) { return NewNDJSON(one, Int64s("n"), Strings("s"), Float64s("f")) }
		var columns []sinew.Column
		for range 30 {
			var rows sinew.Strings
			var valid []bool
			for range random.IntN(200) {
				row := fmt.Sprintf(`{"n":%d,"x":[1,{"y":"%s"}],"s":"%s","f":%d.5}`, random.IntN(100), strings.Repeat("y", random.IntN(30)), strings.Repeat("s", random.IntN(9)), random.IntN(9))
				switch random.IntN(30) {
				case 0:
					row = row[:random.IntN(len(row))]
				case 1:
					row += []string{" ", "\n ", "{}", "x"}[random.IntN(4)]
				case 2:
					row = `{"s":"\u00e9","n":"no"}`
				}
				rows.Append(row)
				valid = append(valid, random.IntN(20) > 0)
			}
			columns = append(columns, rows.Column().With(sinew.ValidityOf(valid)))
		}
		var outcomes []outcome
		each(t, create, func(t *testing.T, d *Decoder) {
			var o outcome
			var batch sinew.Batch
			defer batch.Close()
			for _, column := range columns {
				if err := d.DecodeRows(&batch, column); err != nil {
					t.Fatal(err)
				}
				o.collect(&batch)
			}
			o.counts, o.rejects = d.Counts(), d.Rejects()
			outcomes = append(outcomes, o)
		})
		if !reflect.DeepEqual(outcomes[0], outcomes[1]) {
			t.Errorf("%+v: %+v and %+v", one, outcomes[0].counts, outcomes[1].counts)
		}
	}
}

func bitsOf(f float64) []byte {
	batch := sinew.Float64s([]float64{f})
	return bytes.Clone(bytesOf(batch))
}

func TestNDJSONRefusesOptions(t *testing.T) {
	for _, test := range []struct {
		settings NDJSON
		fields   []Field
	}{
		{NDJSON{MaxDepth: -1}, []Field{Strings("a")}},
		{NDJSON{MaxDepth: 65537}, []Field{Strings("a")}},
		{NDJSON{Array: true, Concatenated: true}, []Field{Strings("a")}},
		{NDJSON{}, nil},
		{NDJSON{}, make([]Field, 257)},
		{NDJSON{}, []Field{Strings("")}},
		{NDJSON{}, []Field{Strings("a..b")}},
		{NDJSON{}, []Field{Strings("a.")}},
		{NDJSON{}, []Field{Strings("/~2")}},
		{NDJSON{}, []Field{Strings("\xff")}},
		{NDJSON{}, []Field{Strings("a\x00")}},
		{NDJSON{}, []Field{{Path: "a", Type: 7}}},
		{NDJSON{}, []Field{{Path: "a", Type: sinew.Int64, Epoch: time.Second}}},
		{NDJSON{}, []Field{{Path: "a", Type: sinew.TimestampS, Epoch: time.Minute}}},
		{NDJSON{Options: Options{MaxRows: -1}}, []Field{Strings("a")}},
		{NDJSON{Options: Options{MaxRecordSize: 1<<30 + 1}}, []Field{Strings("a")}},
		{NDJSON{Options: Options{MaxValueSize: 1<<30 + 1}}, []Field{Strings("a")}},
		{NDJSON{Options: Options{MaxValueSize: -1}}, []Field{Strings("a")}},
		{NDJSON{Options: Options{MaxRejects: -1}}, []Field{Strings("a")}},
		{NDJSON{Options: Options{MemoryLimit: -1}}, []Field{Strings("a")}},
	} {
		if d, err := NewNDJSON(test.settings, test.fields...); err == nil {
			d.Close()
			t.Errorf("%+v with %v is accepted", test.settings, test.fields)
		}
	}
}
