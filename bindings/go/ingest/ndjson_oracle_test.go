package ingest

import (
	"bytes"
	"encoding/json"
	"math/big"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/rounds"
)

// What encoding/json, strconv and math/big make of records, whatever bytes they are.

// oracleFields are of the names that randomJSON writes.
var oracleFields = []Field{
	Strings("s"), Int64s("n"), Float64s("/n").As("as float"), Bools("b"), Strings("o.s"), Int64s("/o/deep/1"), Uint64s("/a~1b/0"),
	{Path: "i8", Type: sinew.Int8}, {Path: "f32", Type: sinew.Float32}, Binaries("~tilde"),
	Strings("s").List(), Int64s("/a~1b").List(), Bools("/o/deep").List(),
	{Path: "o", Type: sinew.String, Raw: true}, {Path: "x", Type: sinew.Binary, Raw: true},
}

// oraclePaths are the same paths, of which a name may be the index of an element.
var oraclePaths = func() (paths [][]string) {
	for _, field := range oracleFields {
		path := strings.Split(strings.ReplaceAll(field.Path, ".", "/"), "/")
		path = slices.DeleteFunc(path, func(name string) bool { return name == "" })
		for i := range path {
			path[i] = strings.ReplaceAll(path[i], "~1", "/")
		}
		paths = append(paths, path)
	}
	return paths
}()

// depthOf returns how deep a valid text is nested.
func depthOf(text []byte) int {
	most, depth, inString := 0, 0, false
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case inString && b == '\\':
			i++
		case b == '"':
			inString = !inString
		case inString:
		case b == '{' || b == '[':
			depth++
			most = max(most, depth)
		case b == '}' || b == ']':
			depth--
		}
	}
	return most
}

// hasHalf reports whether a valid string has half of a surrogate pair, which encoding/json replaces.
func hasHalf(text []byte) bool {
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' {
			continue
		}
		i++
		if text[i] != 'u' {
			continue
		}
		unit := func(at int) rune {
			if at+6 > len(text) || text[at] != '\\' || text[at+1] != 'u' {
				return -1
			}
			value, _ := strconv.ParseUint(string(text[at+2:at+6]), 16, 16)
			return rune(value)
		}
		first := unit(i - 1)
		i += 4
		if !utf16.IsSurrogate(first) {
			continue
		}
		if utf16.DecodeRune(first, unit(i+1)) == utf8.RuneError {
			return true
		}
		i += 6
	}
	return false
}

// exactInteger returns the value of a number of JSON, whose exponent may be anything, or why no type can hold it.
func exactInteger(number string) (*big.Int, Reason) {
	mantissa, exponent, _ := strings.Cut(strings.ToLower(number), "e")
	if strings.Trim(mantissa, "-0.") == "" {
		return new(big.Int), 0
	}
	limit := 2*len(number) + 100
	if moved, err := strconv.Atoi(exponent); exponent != "" && (err != nil || moved > limit || moved < -limit) {
		if exponent[0] == '-' {
			return nil, WrongType
		}
		return nil, OutOfRange
	}
	value, _ := new(big.Rat).SetString(number)
	if !value.IsInt() {
		return nil, WrongType
	}
	return value.Num(), 0
}

// integerOf returns an integer as a column has it.
func integerOf(value *big.Int, kind sinew.Type) (any, Reason) {
	isUnsigned := kind >= sinew.Uint8 && kind <= sinew.Uint64
	bits := 8 * c.Width(int32(kind))
	// The complement has as many bits as the number on the other side of zero.
	if isUnsigned && value.Sign() < 0 || isUnsigned && value.BitLen() > bits ||
		!isUnsigned && (value.BitLen() >= bits && value.Sign() >= 0 || new(big.Int).Not(value).BitLen() >= bits && value.Sign() < 0) {
		return nil, OutOfRange
	}
	low := uint64(value.Int64())
	if isUnsigned {
		low = value.Uint64()
	}
	switch bits {
	case 8:
		return word(uint8(low)), 0
	case 16:
		return word(uint16(low)), 0
	case 32:
		return word(uint32(low)), 0
	}
	return word(low), 0
}

// oracleScalar returns what a value other than null is in a column, as valueOf has it, or why it is null.
func oracleScalar(text json.RawMessage, kind sinew.Type) (any, Reason) {
	switch {
	case kind == sinew.String || kind == sinew.Binary:
		if text[0] != '"' {
			return nil, WrongType
		}
		if hasHalf(text) {
			return nil, Encoding
		}
		var s string
		json.Unmarshal(text, &s)
		return s, 0
	case kind == sinew.Bool:
		if text[0] != 't' && text[0] != 'f' {
			return nil, WrongType
		}
		return text[0] == 't', 0
	case text[0] != '-' && !isDigit(text[0]):
		return nil, WrongType
	case kind == sinew.Float64:
		value, err := strconv.ParseFloat(string(text), 64)
		if err != nil {
			return nil, OutOfRange
		}
		return word(value), 0
	case kind == sinew.Float32:
		value, err := strconv.ParseFloat(string(text), 32)
		if err != nil {
			return nil, OutOfRange
		}
		return word(float32(value)), 0
	}
	value, reason := exactInteger(string(text))
	if reason != 0 {
		return nil, reason
	}
	return integerOf(value, kind)
}

func oracleValue(text json.RawMessage, field *Field) (any, Reason) {
	switch {
	case text == nil || text[0] == 'n':
		return nil, 0
	case field.Raw:
		return string(text), 0
	case field.Type.Elements() == 0:
		return oracleScalar(text, field.Type)
	case text[0] != '[':
		return nil, WrongType
	}
	var elements []json.RawMessage
	json.Unmarshal(text, &elements)
	list := []any{}
	for _, element := range elements {
		if element == nil || element[0] == 'n' {
			list = append(list, nil)
			continue
		}
		value, reason := oracleScalar(element, field.Type.Elements())
		if reason != 0 {
			return nil, reason
		}
		list = append(list, value)
	}
	return list, 0
}

// oracleRow is what encoding/json makes of a record. Of what it takes, Sinew refuses with Validate what is not an
// object, not UTF-8 or too deep.
func oracleRow(record []byte) (row []any, reasons []Reason, ok bool) {
	if !json.Valid(record) || !utf8.Valid(record) || bytes.TrimLeft(record, " \t\r\n")[0] != '{' || depthOf(record) > defaultDepth {
		return nil, nil, false
	}
	objects := map[string]map[string]json.RawMessage{}
	find := func(path []string) json.RawMessage {
		value := json.RawMessage(bytes.TrimSpace(record))
		for i, name := range path {
			switch value[0] {
			case '{':
				above := strings.Join(path[:i], "\x00")
				if objects[above] == nil {
					json.Unmarshal(value, objectOf(objects, above))
				}
				value = objects[above][name]
			case '[':
				var elements []json.RawMessage
				json.Unmarshal(value, &elements)
				index, err := strconv.Atoi(name)
				if value = nil; err == nil && index < len(elements) {
					value = elements[index]
				}
			default:
				return nil
			}
			if value == nil {
				return nil
			}
		}
		return value
	}
	for i := range oracleFields {
		value, reason := oracleValue(find(oraclePaths[i]), &oracleFields[i])
		row, reasons = append(row, value), append(reasons, reason)
	}
	return row, reasons, true
}

func objectOf(objects map[string]map[string]json.RawMessage, name string) *map[string]json.RawMessage {
	object := map[string]json.RawMessage{}
	objects[name] = object
	return &object
}

// compareWithEncodingJSON decodes records as rows, as lines, one behind the other and as an array, and returns how many
// encoding/json takes.
func compareWithEncodingJSON(t *testing.T, records [][]byte) (valid int) {
	t.Helper()
	var rows [][]any
	var reasons [][]Reason
	for _, record := range records {
		row, why, ok := oracleRow(record)
		if ok {
			valid++
		}
		rows, reasons = append(rows, row), append(reasons, why)
	}
	var column sinew.Strings
	var lines, others []byte
	var inLines, inOthers []int
	for i, record := range records {
		column.AppendBytes(record)
		if len(bytes.Trim(record, " \t\r")) > 0 && bytes.IndexByte(record, '\n') < 0 {
			lines = append(append(lines, record...), '\n')
			inLines = append(inLines, i)
		}
		if rows[i] != nil {
			if len(others) > 0 {
				others = append(others, ',')
			}
			others = append(others, record...)
			inOthers = append(inOthers, i)
		}
	}
	// The bytes of a mark would not be of a record.
	lines, array := append([]byte("\n"), lines...), slices.Concat([]byte("["), others, []byte("]"))
	keep := Options{MaxRejects: len(oracleFields) * len(records), MaxRows: 2 * len(records)}
	check := func(how string, settings NDJSON, indices []int, decode func(*Decoder, *sinew.Batch) error) {
		t.Helper()
		settings.Options = keep
		for twin, d := range twins(t, func() (*Decoder, error) { return NewNDJSON(settings, oracleFields...) }) {
			with(twin, func() {
				defer d.Close()
				var batch sinew.Batch
				defer batch.Close()
				if err := decode(d, &batch); err != nil {
					t.Fatal(err)
				}
				var o outcome
				o.collect(&batch)
				rejects := map[uint64]map[int]Reason{}
				for _, reject := range d.Rejects() {
					if rejects[reject.Record] == nil {
						rejects[reject.Record] = map[int]Reason{}
					}
					rejects[reject.Record][reject.Field] = reject.Reason
				}
				isRow := how == "as a row"
				for at, i := range indices {
					_, rejected := rejects[uint64(at)][-1]
					if rejected != (rows[i] == nil) {
						t.Fatalf("twin %d, %s, %q: rejected %t", twin, how, records[i], rejected)
					}
					var row []any
					if isRow || !rejected {
						if len(o.rows) == 0 {
							t.Fatalf("twin %d, %s, %q: no row", twin, how, records[i])
						}
						row, o.rows = o.rows[0], o.rows[1:]
					}
					if rejected {
						continue
					}
					if !reflect.DeepEqual(row, rows[i]) {
						t.Fatalf("twin %d, %s, %q:\n%q, not\n%q", twin, how, records[i], row, rows[i])
					}
					for field, reason := range reasons[i] {
						if got := rejects[uint64(at)][field]; got != reason {
							t.Fatalf("twin %d, %s, %q, field %d: %v, not %v", twin, how, records[i], field, got, reason)
						}
					}
				}
				if got := d.Counts().Records; len(o.rows) > 0 || got != uint64(len(indices)) {
					t.Fatalf("twin %d, %s: %d rows too many, %d records of %d", twin, how, len(o.rows), got, len(indices))
				}
			})
		}
	}
	all := make([]int, len(records))
	for i := range all {
		all[i] = i
	}
	check("as a row", NDJSON{Validate: true}, all, func(d *Decoder, batch *sinew.Batch) error { return d.DecodeRows(batch, column.Column()) })
	for _, form := range []struct {
		how      string
		settings NDJSON
		input    []byte
		indices  []int
	}{
		{"as a line", NDJSON{Validate: true}, lines, inLines},
		{"in an array", NDJSON{Array: true}, array, inOthers},
	} {
		check(form.how, form.settings, form.indices, func(d *Decoder, batch *sinew.Batch) error {
			_, err := d.Decode(batch, form.input, true)
			return err
		})
	}
	return valid
}

// mutate changes up to two bytes, or spans of them.
func mutate(random *rand.Rand, text []byte) []byte {
	text = bytes.Clone(text)
	for range random.IntN(3) {
		if len(text) == 0 {
			break
		}
		at := random.IntN(len(text))
		end := min(len(text), at+1+random.IntN(9))
		switch random.IntN(8) {
		case 0:
			text[at] ^= 1 << random.IntN(8)
		case 1:
			text = slices.Delete(text, at, at+1)
		case 2:
			text = slices.Delete(text, at, end)
		case 3:
			text = slices.Insert(text, at, bytes.Clone(text[at:end])...)
		case 4:
			text = text[:at]
		default:
			const bytes = "{}[]:,\"\\/untf0019.eE+- \n\r\x00\x7F\xC3\xED\xFF"
			if b := bytes[random.IntN(len(bytes))]; random.IntN(2) == 0 {
				text[at] = b
			} else {
				text = slices.Insert(text, at, b)
			}
		}
	}
	return text
}

// Valid records, and what is nearly one.
var nastyJSON = []string{
	`{}`, ` { } `, ``, ` `, `{`, `}`, `[]`, `[{}]`, `null`, `"s"`, `{}{}`, `{} {}`, `{},`, `{}x`, "{}\n{}", "\xEF\xBB\xBF{}", "{}\x00", "\x00{}", "{\f}", "{\u00a0}",
	`{"s":"x","s":"y"}`, `{"s":"x","s":null}`, `{"s":null,"s":"x"}`, `{"s":"x","s":1}`, `{"o":{"s":"a"},"o":{"deep":[1,2]}}`, `{"o":{"s":"a","s":"b"}}`, `{"o":{"s":"a"},"o":null}`,
	`{"\u0073":"x"}`, `{"\u0073":"x","s":"y"}`, `{"s\u0000":"x"}`, `{"\ud83d\ude00":1}`, `{"\ud83d":1}`, `{"~tilde":"\u007e"}`, `{"a\/b":[1]}`, `{"a/b":{"0":5}}`, `{"a/b":{"0":5,"0":6}}`, `{"a/b":{"00":5}}`,
	`{"s":"\ud800"}`, `{"s":"\udc00"}`, `{"s":"\ud800\ud800\udc00"}`, `{"s":"\ud800x\udc00"}`, `{"s":"\ud83d\ude00"}`, `{"s":"\uD83D\uDE00"}`, `{"s":"\ud83d\u0041"}`, `{"s":"\ud83d\n"}`, `{"x":"\ud800"}`,
	`{"s":"\\ud800"}`, `{"s":"\\\ud800"}`, `{"s":"\"\\\/\b\f\n\r\t"}`, `{"s":"\v"}`, `{"s":"\'"}`, `{"s":"\u00e"}`, `{"s":"\u00g0"}`, `{"s":"\U0041"}`, `{"s":"\u+041"}`, `{"s":"\u 041"}`, `{"x":"\u00"}`, `{"s":"\`, `{"s":"\"`, `{"s":"\u0000"}`,
	"{\"s\":\"\xC3\"}", "{\"s\":\"\xC3\xA9\"}", "{\"s\":\"\xC0\x80\"}", "{\"s\":\"\xED\xA0\x80\"}", "{\"s\":\"\xF4\x90\x80\x80\"}", "{\"\xFF\":1}", "{\"s\":\"\x7F\"}", "{\"s\":\"\x1F\"}", "{\"s\":\"a\tb\"}", "{\"s\":\"a\nb\"}", "{\"s\":\xFF}",
	`{"n":0}`, `{"n":-0}`, `{"n":-0.0}`, `{"n":00}`, `{"n":01}`, `{"n":-01}`, `{"n":-}`, `{"n":+1}`, `{"n":.5}`, `{"n":5.}`, `{"n":1e}`, `{"n":1e+}`, `{"n":1E-0}`, `{"n":1.0e1}`, `{"n":0e99999999999999999999}`, `{"n":1e-99999999999999999999}`, `{"n":1e99999999999999999999}`,
	`{"n":9223372036854775807}`, `{"n":9223372036854775808}`, `{"n":-9223372036854775808}`, `{"n":-9223372036854775809}`, `{"n":9223372036854775807.0}`, `{"n":9.223372036854775807e18}`, `{"n":922337203685477580700e-2}`, `{"n":1.7976931348623158e308}`, `{"n":1.7976931348623159e308}`, `{"n":5e-324}`, `{"n":2e-324}`,
	`{"a/b":[18446744073709551615]}`, `{"a/b":[18446744073709551616]}`, `{"a/b":[-1]}`, `{"a/b":[-0]}`, `{"i8":127,"f32":16777217}`, `{"i8":-129,"f32":3.4028236e38}`, `{"i8":1.28e2}`, `{"n":0x10}`, `{"n":1_0}`, `{"n":NaN}`, `{"n":Infinity}`, `{"n":1 2}`, `{"n":1"2"}`,
	`{"b":true}`, `{"b":True}`, `{"b":tru}`, `{"b":truee}`, `{"b":nulll}`, `{"b":"true"}`, `{"b":1}`, `{"b":false }`, `{"x":nul}`, `{"x":[true,fals]}`, "{\"x\":tru\x00}", "{\"b\":true\x00}",
	`{,}`, `{"s"}`, `{"s":}`, `{"s":1,}`, `{"s":1,,"n":1}`, `{s:1}`, `{'s':1}`, `{"s":1 "n":1}`, `{"s"::1}`, `{1:1}`, `{null:1}`, `{"x":[1,]}`, `{"x":[,1]}`, `{"x":[1 2]}`, `{"x":[1}`, `{"x":{]}`, `{"x":[]]}`, `{}}`, `{"x":/**/1}`, `{"x":1}//`,
	`{"o":{"deep":[true,false,null]}}`, `{"o":{"deep":[1,2,3]}}`, `{"o":{"deep":[1,9223372036854775808]}}`, `{"o":{"deep":{"1":7}}}`, `{"o":[{"s":"x"}]}`, `{"o":{ "s" : "x" , "deep" : [ 1 , 2 ] } }`, "{\"x\":[ 1,\r\n\t{\"y\":\"]}\"} ]}", `{"s":["a",null,"\u00e9",["b"]]}`, `{"s":["a",{}]}`,
	`{"":1}`, `{"" :{"":{}}}`, `{"x":` + strings.Repeat("[", 63) + strings.Repeat("]", 63) + `}`, `{"x":` + strings.Repeat("[", 64) + strings.Repeat("]", 64) + `}`, `{"x":` + strings.Repeat(`{"x":`, 63) + `1` + strings.Repeat("}", 64),
	`{"s":"` + strings.Repeat("x", 63) + `\\"}`, `{"s":"` + strings.Repeat("x", 56) + `\\\\\\\\\\\\\\\"}`, `{"s":"` + strings.Repeat("\\", 127) + `"}`, `{"s":"` + strings.Repeat("\\", 128) + `"}`, `{"n":1` + strings.Repeat("0", 400) + `e-400}`, `{"n":0.` + strings.Repeat("0", 400) + `1e401}`,
}

func FuzzNDJSONAgainstEncodingJSON(f *testing.F) {
	for _, text := range nastyJSON {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, record []byte) {
		if len(record) > 5000 {
			return
		}
		// First, and among records that are alike.
		before, after := []byte(`{"s":"before","n":1,"b":true}`), []byte(`{"s":"behind","n":2,"b":true}`)
		compareWithEncodingJSON(t, [][]byte{record, before, before, record, after})
	})
}

func TestNDJSONAgainstEncodingJSON(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 1))
	const atOnce = 500
	count, valid := rounds.Of(20000, 2000), 0
	for begin := 0; begin < count; begin += atOnce {
		var records [][]byte
		for range atOnce {
			text := nastyJSON[random.IntN(len(nastyJSON))]
			if random.IntN(4) > 0 {
				var b strings.Builder
				randomJSON(random, &b, 1)
				text = `{"o":` + b.String() + `}`
				if random.IntN(2) == 0 {
					b.Reset()
					randomJSON(random, &b, 0)
					text = b.String()
				}
			}
			records = append(records, mutate(random, []byte(text)))
		}
		valid += compareWithEncodingJSON(t, records)
	}
	if valid < count/5 {
		t.Errorf("only %d records of %d are valid", valid, count)
	}
}
