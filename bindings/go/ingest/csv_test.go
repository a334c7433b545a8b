package ingest

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/rounds"
)

var csvFields = []Field{
	Strings("0"), Int64s("1"), Float64s("2"), Bools("3"), Binaries("0").As("raw"), {Path: "1", Name: "small", Type: sinew.Int8},
	{Path: "4", Type: sinew.TimestampMS}, {Path: "5", Type: sinew.Date32}, {Path: "2", Name: "f32", Type: sinew.Float32},
}

var csvSettings = []CSV{
	{},
	{Ragged: true, EmptyIsNull: true},
	{NoQuotes: true, Delimiter: ';', Ragged: true},
	{LazyQuotes: true, NullText: "NULL", Ragged: true},
	{Options: Options{Strict: true, MaxRows: 2}},
	{Options: Options{Stop: true}},
	{Options: Options{MaxRecordSize: 20}, Ragged: true},
	{Quote: '\'', Delimiter: '\t', Ragged: true, MaxColumns: 6},
	{Options: Options{MaxValueSize: 3}, Ragged: true},
}

func compareCSV(t testing.TB, settings CSV, input string) outcome {
	t.Helper()
	maxRows := settings.MaxRows
	if maxRows == 0 {
		maxRows = defaultRows
	}
	fields := csvFields
	if settings.Header {
		fields = []Field{Strings("name"), Int64s("n")}
	}
	return compare(t, func() (*Decoder, error) { return NewCSV(settings, fields...) }, maxRows, []byte(input))
}

var csvTexts = []string{
	"", "\n", "\r\n", "\r", "\xEF\xBB\xBF", "\xEF\xBB", "\xEF\xBBx,1", "\xEF\xBB\xBFa,1,2,true,2001-01-01,2001-01-01\n",
	"a,1,2.5,true,2001-01-01T00:00:00Z,2001-01-01\n", "a,1,2.5,true,1,2001-01-01\r\nb,2,3,false,,\r\n", "a\nb\n\nc",
	`"a","1","2","true","5","2001-01-01"`, `"a""b",1,1,true,,`, `"a,b",1,1,true,,`, "\"a\nb\",1,1,true,,\n", `"a`, "\"a\nb,1\nc", `"a"b,1`,
	`a"b,1`, `"a"` + "\r", `"a"` + "\rb", `"a"` + "\r\n", `"",1,,,,`, `,,,,,`, `"","","","","",""`, "NULL,NULL,NULL,NULL,NULL,NULL", `"NULL",1,1,true,1,`,
	"a;1;2.5;true;1;2001-01-01\nb;2", "'a''b'\t1\t2\ttrue\t\t", "a,x,1,true,,", "a,1,x,yes,,", "a,128,1e400,true,,", "a,-128,1e39,true,x,x",
	"\xff,1,1,true,,", "a,1,1,true,,,", "a,1,1,true,", "a,12345678901234567890,0.1,true,,", "a,-0,-0.0,true,,", "a,1234567890123456,123456789.1234567,true,,",
	"a,+1,+1.5,true,,", "a,1.,.5,true,,", "a, 1, 1,true,,", "name,n\nx,1\n", "n,name\n1,x\n", "n,other\n1,x\n", "\"name\",\"n\"\n\"x\",1", "name,\"n\n",
	"a long record that is longer than allowed,1,1,true,,\nb,2,2,false,,\n", "a,1" + strings.Repeat(",", 10) + "\nb", "\ra,1,1,true,,\r\n", "a,1,1,true,,\r\r\n",
	strings.Repeat("abc,123,4.5,true,,\n", 50), strings.Repeat("abc,123,4.5,true,,\n", 20) + "\"x\n" + strings.Repeat("abc,123,4.5,true,,\n", 20),
}

func TestCSVTwins(t *testing.T) {
	settings := append([]CSV{{Header: true}, {Header: true, Ragged: true, LazyQuotes: true}}, csvSettings...)
	for _, one := range settings {
		for i, text := range csvTexts {
			compareCSV(t, one, text)
			if i%rounds.Of(1, 8) > 0 {
				continue
			}
			compareCSV(t, one, "b,1,1,true,,\n"+text+"\nb,1,1,true,,\n")
		}
	}
	// A byte of the mark as the delimiter.
	compareCSV(t, CSV{Delimiter: 0xEF, Ragged: true}, "\xEF\"1\n2\"\nc\xEF3\n")
	compareCSV(t, CSV{Delimiter: 0xBB, Ragged: true}, "\xEF\xBB\"1\n2\"\nc\xBB3\n")
}

func TestCSVTwinsOnRandomRecords(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	texts := []string{"a", "1", "-7", "2.5", "true", "false", "", "", "2001-01-01", `"`, `""`, "\n", "é", "\xc3", "NULL", "x y", ",", ";", "\r", "123456"}
	for range rounds.Of(400, 40) {
		settings := csvSettings[random.IntN(len(csvSettings))]
		delimiter, quote := string(settings.delimiter()), string(settings.quote())
		var b strings.Builder
		for range 1 + random.IntN(30) {
			for column := range 6 - random.IntN(20)/18 {
				if column > 0 {
					b.WriteString(delimiter)
				}
				text := texts[random.IntN(len(texts))]
				switch random.IntN(12) {
				case 0:
					b.WriteString(quote + strings.ReplaceAll(text, quote, quote+quote) + quote)
				case 1:
					b.WriteString(text)
				default:
					b.WriteString([]string{"abc", "12", "4.5", "true", "1000", "2001-01-01"}[column])
				}
			}
			b.WriteString([]string{"\n", "\n", "\n", "\r\n"}[random.IntN(4)])
		}
		compareCSV(t, settings, b.String())
	}
}

func FuzzCSV(f *testing.F) {
	for i, text := range csvTexts {
		f.Add(text, byte(i))
	}
	f.Fuzz(func(t *testing.T, text string, settings byte) {
		if len(text) < 5000 {
			compareCSV(t, csvSettings[int(settings)%len(csvSettings)], text)
		}
	})
}

// What encoding/csv makes of the same text: the records that it reads, and that it fails where there is a
// quoting fault.
func TestCSVAgreesWithEncodingCSV(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	pieces := []string{"a", "bc", ",", ",", "\n", "\r\n", `"`, `""`, `"x"`, "é", " ", "\r"}
	for _, lazy := range []bool{false, true} {
		for range rounds.Of(3000, 300) {
			var b strings.Builder
			for range random.IntN(30) {
				b.WriteString(pieces[random.IntN(len(pieces))])
			}
			r := csv.NewReader(strings.NewReader(b.String()))
			r.FieldsPerRecord, r.LazyQuotes = -1, lazy
			want, err := r.ReadAll()
			if strings.Contains(strings.ReplaceAll(b.String(), "\r\n", ""), "\r") {
				continue // encoding/csv drops some of these
			}
			var fields []Field
			for i := range 30 {
				fields = append(fields, Binaries(fmt.Sprint(i)))
			}
			got := compare(t, func() (*Decoder, error) { return NewCSV(CSV{Ragged: true, LazyQuotes: lazy}, fields...) }, defaultRows, []byte(b.String()))
			if lazy && len(got.rejects) > 0 && got.rejects[0].Reason == Truncated {
				continue // encoding/csv takes what there is
			}
			if faulty := len(got.rejects) > 0; faulty != (err != nil) {
				t.Fatalf("%q: rejects %v, encoding/csv: %v", b.String(), got.rejects, err)
			}
			if err != nil {
				continue
			}
			var records [][]string
			for _, row := range got.rows {
				var record []string
				for _, value := range row {
					if value != nil {
						// encoding/csv makes a newline of CRLF in quotes.
						record = append(record, strings.ReplaceAll(value.(string), "\r\n", "\n"))
					}
				}
				records = append(records, record)
			}
			if !reflect.DeepEqual(records, want) {
				t.Fatalf("%q:\n%q\nwant\n%q", b.String(), records, want)
			}
		}
	}
}
