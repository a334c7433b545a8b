package ingest

import (
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/rounds"
)

var numberKinds = []sinew.Type{
	sinew.Int8, sinew.Int16, sinew.Int32, sinew.Int64, sinew.Uint8, sinew.Uint16, sinew.Uint32, sinew.Uint64, sinew.Float32, sinew.Float64,
}

// The forms of docs/formats/csv.md.
var csvFloat = regexp.MustCompile(`^[+-]?((?i:inf|infinity|nan)|([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?)$`)

// floatOf is what strconv makes of a text.
func floatOf(text string, kind sinew.Type) (any, Reason) {
	value, err := strconv.ParseFloat(text, 8*c.Width(int32(kind)))
	if err != nil {
		return nil, OutOfRange
	}
	if kind == sinew.Float32 {
		return word(float32(value)), 0
	}
	return word(value), 0
}

// numbersOf is what a text is in columns of each kind.
type numbersOf func(text string) (values []any, reasons []Reason)

// jsonNumbers is of a number of JSON.
func jsonNumbers(text string) (values []any, reasons []Reason) {
	integer, reason := exactInteger(text)
	for _, kind := range numberKinds {
		var value any
		why := reason
		if kind == sinew.Float32 || kind == sinew.Float64 {
			value, why = floatOf(text, kind)
		} else if why == 0 {
			value, why = integerOf(integer, kind)
		}
		values, reasons = append(values, value), append(reasons, why)
	}
	return values, reasons
}

func csvNumbers(text string) (values []any, reasons []Reason) {
	for _, kind := range numberKinds {
		value, reason := csvNumber(text, kind)
		values, reasons = append(values, value), append(reasons, reason)
	}
	return values, reasons
}

// csvNumber is what a field without quotes is.
func csvNumber(text string, kind sinew.Type) (any, Reason) {
	if kind == sinew.Float32 || kind == sinew.Float64 {
		switch {
		case !csvFloat.MatchString(text):
			return nil, WrongType
		case strings.EqualFold(strings.TrimLeft(text, "+-"), "nan"):
			text = "nan" // strconv knows it without a sign
			if kind == sinew.Float64 {
				return word(uint64(0x7FF8000000000000)), 0
			}
		}
		return floatOf(text, kind)
	}
	digits, negative := strings.CutPrefix(text, "-")
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return nil, WrongType
	}
	bits := 8 * c.Width(int32(kind))
	var err error
	var value any
	if kind >= sinew.Uint8 && kind <= sinew.Uint64 {
		var unsigned uint64
		if unsigned, err = strconv.ParseUint(digits, 10, bits); err == nil && negative && unsigned != 0 {
			return nil, OutOfRange
		}
		value, _ = integerOf(new(big.Int).SetUint64(unsigned), kind)
	} else {
		var signed int64
		signed, err = strconv.ParseInt(text, 10, bits)
		value, _ = integerOf(big.NewInt(signed), kind)
	}
	if err != nil {
		return nil, OutOfRange
	}
	return value, 0
}

// compareNumbers decodes texts as columns of every type, of JSON and of CSV.
func compareNumbers(t *testing.T, texts []string) {
	t.Helper()
	var inObjects, alone sinew.Strings
	for _, text := range texts {
		inObjects.Append(`{"n":` + text + `}`)
		alone.Append(text)
	}
	var jsonFields, csvFields []Field
	for _, kind := range numberKinds {
		jsonFields, csvFields = append(jsonFields, Field{Path: "n", Type: kind}), append(csvFields, Field{Path: "0", Type: kind})
	}
	options := Options{MaxRejects: len(texts) * len(numberKinds)}
	for _, format := range []struct {
		name   string
		create func() (*Decoder, error)
		column sinew.Column
		want   numbersOf
	}{
		{"JSON", func() (*Decoder, error) { return NewNDJSON(NDJSON{Options: options}, jsonFields...) }, inObjects.Column(), jsonNumbers},
		{"CSV", func() (*Decoder, error) { return NewCSV(CSV{Options: options}, csvFields...) }, alone.Column(), csvNumbers},
	} {
		wants, reasons := make([][]any, len(texts)), make([][]Reason, len(texts))
		for row, text := range texts {
			if format.name == "CSV" || json.Valid([]byte(text)) {
				wants[row], reasons[row] = format.want(text)
			}
		}
		for twin, d := range twins(t, format.create) {
			with(twin, func() {
				defer d.Close()
				var batch sinew.Batch
				defer batch.Close()
				if err := d.DecodeRows(&batch, format.column); err != nil {
					t.Fatal(err)
				}
				rejects := map[[2]int]Reason{}
				for _, reject := range d.Rejects() {
					rejects[[2]int{int(reject.Record), reject.Field}] = reject.Reason
				}
				for row, text := range texts {
					if wants[row] == nil {
						if got := rejects[[2]int{row, -1}]; got != Syntax {
							t.Fatalf("twin %d, JSON, %q: %v, not %v", twin, text, got, Syntax)
						}
						continue
					}
					for i, kind := range numberKinds {
						want, reason := wants[row][i], reasons[row][i]
						if got := valueOf(batch.Column(i), row); got != want || rejects[[2]int{row, i}] != reason {
							t.Fatalf("twin %d, %s, %q as %v: %q, %v; not %q, %v", twin, format.name, text, kind, got, rejects[[2]int{row, i}], want, reason)
						}
					}
				}
			})
		}
	}
}

// exactText is all digits of a number.
func exactText(value *big.Float, random *rand.Rand) string {
	if random.IntN(2) == 0 {
		return value.Text('e', 800)
	}
	return strings.TrimRight(value.Text('f', 1100), "0")
}

// randomNumber is near what is hard to read.
func randomNumber(random *rand.Rand) string {
	digits := func(n int) string {
		text := make([]byte, n)
		for i := range text {
			text[i] = '0' + byte(random.IntN(10))
		}
		return string(text)
	}
	exponent := func(most int) string {
		return []string{"e", "E", "e+", "e-", "E-"}[random.IntN(5)] + strconv.Itoa(random.IntN(most))
	}
	sign := []string{"", "", "-"}[random.IntN(3)]
	switch random.IntN(12) {
	case 0: // any float, most of them written briefly
		return strconv.FormatFloat(math.Float64frombits(random.Uint64()), "eg"[random.IntN(2)], random.IntN(22)-1, 64)
	case 1:
		return strconv.FormatFloat(float64(math.Float32frombits(random.Uint32())), "eg"[random.IntN(2)], random.IntN(12)-1, 32)
	case 2: // in the middle of two floats of 64 bits, subnormal ones among them, or a little beside
		low := math.Float64frombits(random.Uint64() >> (1 + random.IntN(2)*random.IntN(63)))
		if math.IsInf(low, 0) || math.IsNaN(low) {
			low = math.MaxFloat64
		}
		high := new(big.Float).SetPrec(1200)
		if next := math.Nextafter(low, math.Inf(1)); !math.IsInf(next, 0) {
			high.SetFloat64(next)
		} else {
			high.SetMantExp(big.NewFloat(1), 1024)
		}
		middle := high.Add(high, new(big.Float).SetPrec(1200).SetFloat64(low))
		return sign + exactText(middle.Quo(middle, big.NewFloat(2)), random) + []string{"", "0", "1"}[random.IntN(3)]
	case 3: // of 32 bits
		low := math.Float32frombits(random.Uint32() >> (1 + random.IntN(2)*random.IntN(31)))
		if low != low || math.IsInf(float64(low), 0) {
			low = math.MaxFloat32
		}
		high := float64(math.Nextafter32(low, float32(math.Inf(1))))
		if math.IsInf(high, 0) {
			high = 0x1p128
		}
		middle := new(big.Float).SetPrec(200).SetFloat64((float64(low) + high) / 2)
		return sign + strings.TrimRight(middle.Text('f', 200), "0") + []string{"", "0", "1"}[random.IntN(3)]
	case 4: // integers at the limits, as many forms as one has
		limit := new(big.Int).Lsh(big.NewInt(1), uint([]int{7, 8, 15, 16, 31, 32, 53, 63, 64, 65}[random.IntN(10)]))
		text := sign + limit.Add(limit, big.NewInt(int64(random.IntN(5)-2))).String()
		at := len(sign) + 1 + random.IntN(len(text)-len(sign))
		zeros := strings.Repeat("0", random.IntN(30))
		return []string{
			text, text, text + ".0" + zeros, text + zeros + "e-" + strconv.Itoa(len(zeros)), text + "e0", text + ".5", text + "." + zeros + "1",
			text[:at] + "." + text[at:] + "0e" + strconv.Itoa(len(text)-at), "0" + text, zeros + text,
		}[random.IntN(10)]
	case 5: // many digits
		text := sign + digits(1+random.IntN(400))
		if random.IntN(2) == 0 {
			text += "." + digits(1+random.IntN(400))
		}
		if random.IntN(2) == 0 {
			text += exponent(450)
		}
		return text
	case 6: // exponents beyond everything
		return sign + digits(1+random.IntN(3)) + "." + digits(1+random.IntN(3)) + exponent(3000) + digits(random.IntN(30))
	case 7: // zeros before and behind
		return sign + "0." + strings.Repeat("0", random.IntN(400)) + digits(random.IntN(20)) + exponent(450)
	case 8:
		return sign + digits(1+random.IntN(3)) + strings.Repeat("0", random.IntN(400)) + "e-" + strconv.Itoa(random.IntN(450))
	case 9: // as many digits as fit 64 bits, or a few more
		text := digits(15 + random.IntN(10))
		at := random.IntN(len(text))
		return sign + text[:at] + []string{"", "."}[random.IntN(2)] + text[at:] + []string{"", exponent(40), exponent(330)}[random.IntN(3)]
	case 10: // almost a number
		text := []byte(sign + digits(1+random.IntN(3)) + "." + digits(1+random.IntN(9)) + exponent(20))
		for range 1 + random.IntN(2) {
			text[random.IntN(len(text))] = "0123456789.eE+-_xXpinfatyINF"[random.IntN(28)]
		}
		return string(text)
	}
	return nastyNumbers[random.IntN(len(nastyNumbers))]
}

var nastyNumbers = []string{
	"0", "-0", "-0.0", "0e0", "0E-5", "-0e400", "00", "01", "-01", "007", "1.", ".5", "-.5", "5.e3", ".", "-", "+", "e", "e5", "1e", "1e+", "1e-", "1e5.", "1.2.3", "1e5e5", "--1", "+-1", "-+1", "++1", "+1", "+0", "1+1", "1-1",
	"1e3", "1E3", "1e+3", "1e-3", "1000e-3", "1.0", "1.50e1", "1.5e0", "10e-1", "12.5e1", "1e18", "1e19", "1e20", "9e18", "1e23", "8.5e22", "9007199254740993", "9007199254740993.0", "9007199254740992.99999999999999999999",
	"1e308", "1e309", "-1e309", "1.7976931348623157e308", "1.7976931348623158e308", "1.797693134862315807e308", "1.797693134862315808e308", "4.9e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "2.2250738585072011e-308", "2.2250738585072014e-308", "1e-400", "-1e-400",
	"3.4028234663852886e38", "3.4028235677973366e38", "3.4028235677973365e38", "1.401298464324817e-45", "7.006492321624085e-46", "7.006492321624086e-46", "1.1754943508222875e-38", "16777217", "16777219", "16777217.000000000000001",
	"1e2147483647", "1e2147483648", "1e-2147483648", "1e4294967296", "1e4294967297", "1e9223372036854775807", "1e9223372036854775808", "1e-9223372036854775808", "1e-9223372036854775809", "1e18446744073709551616", "0e18446744073709551617", "0.0000e-99999999999999999999",
	"inf", "-inf", "+inf", "Inf", "INFINITY", "infinity", "-Infinity", "infinit", "nan", "NaN", "-nan", "+nan", "nann", "nan(1)", "0x10", "0x1p4", "1_000", "1p4", "1f", "1d",
	"18446744073709551615", "18446744073709551616", "-9223372036854775808", "-9223372036854775809", "184467440737095516150", "99999999999999999999", "000000000000000000000000000001", "0.1e1", "0.01e2", "100e-2", "0.1e-1", "1e-1",
}

func TestNumbersAgainstStrconv(t *testing.T) {
	compareNumbers(t, nastyNumbers)
	random := rand.New(rand.NewPCG(11, 4))
	var texts []string
	for range rounds.Of(3000, 300) {
		texts = append(texts, randomNumber(random))
	}
	compareNumbers(t, texts)
}

func FuzzNumbersAgainstStrconv(f *testing.F) {
	for _, text := range nastyNumbers {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		// What is a number, or almost, in either format.
		if text == "" || len(text) > 3000 || strings.Trim(text, "0123456789.eE+-_xXpinfatyINF") != "" {
			return
		}
		compareNumbers(t, []string{text, "1", text})
	})
}

// The oracle of integers, against what is plain.
func TestIntegerOf(t *testing.T) {
	for _, kind := range numberKinds[:8] {
		bits := 8 * c.Width(int32(kind))
		for _, text := range []string{"-129", "-128", "-1", "0", "127", "128", "255", "256", "-9223372036854775808", "9223372036854775808", "18446744073709551615", "18446744073709551616"} {
			value, _ := new(big.Int).SetString(text, 10)
			_, reason := integerOf(value, kind)
			var err error
			if fmt.Sprint(kind)[0] == 'U' {
				_, err = strconv.ParseUint(text, 10, bits)
			} else {
				_, err = strconv.ParseInt(text, 10, bits)
			}
			if (err != nil) != (reason != 0) {
				t.Errorf("%s as %v: %v and %v", text, kind, reason, err)
			}
		}
	}
}
