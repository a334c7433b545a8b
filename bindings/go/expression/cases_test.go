package expression

import (
	"fmt"
	"strings"
	"testing"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

const nan = "(0.0 / 0.0)"

// documented is what docs/expressions.md states, each of one row.
var documented = []struct {
	text   string
	value  any
	faults uint64
}{
	{"7 / 2", int64(3), 0},
	{"-7 / 2", int64(-3), 0},
	{"7 % -2", int64(1), 0},
	{"-7 % 2", int64(-1), 0},
	{"7 / 0", nil, 1},
	{"7 % 0", nil, 1},
	{"9223372036854775807 + 1", nil, 1},
	{"-9223372036854775808 - 1", nil, 1},
	{"-9223372036854775808 / -1", nil, 1},
	{"-9223372036854775808 % -1", int64(0), 0},
	{"-(-9223372036854775807 - 1)", nil, 1},
	{"4611686018427387904 * 2", nil, 1},
	{"null + 1", nil, 0},
	{"7 / 2.0 = 3.5", true, 0},
	{"1.0 / 0 > 1e308", true, 0},
	{nan + " = " + nan, false, 0},
	{nan + " <> " + nan, true, 0},
	{nan + " < 1.0", false, 0},
	{nan + " >= 1.0", false, 0},
	{nan + " in (1.0)", false, 0},
	{"-0.0 = 0.0", true, 0},
	{"18446744073709551615 > -1", true, 0},
	{"18446744073709551615 = 18446744073709551614", false, 0},
	{"cast(18446744073709551615 as i64)", nil, 1},
	{"cast(1e19 as i64)", nil, 1},
	{"cast(-2.9 as i64)", int64(-2), 0},
	{"cast(" + nan + " as i64)", nil, 1},
	{"cast(true as i64) + 1", int64(2), 0},
	{"1 in (2, null)", nil, 0},
	{"1 in (1, null)", true, 0},
	{"1 not in (2, null)", nil, 0},
	{"null in (1, 'a')", nil, 0},
	{"null is null", true, 0},
	{"null = null", nil, 0},
	{"'b' > 'ab'", true, 0},
	{"'' = ''", true, 0},
	{"length('it''s')", int64(4), 0},
	{"starts_with('abc', '')", true, 0},
	{"ends_with('abc', 'bc')", true, 0},
	{"contains('abc', 'bd')", false, 0},
	{"year(timestamp '1969-12-31 23:59:59')", int64(1969), 0},
	{"second(timestamp '1969-12-31 23:59:59.5')", int64(59), 0},
	{"weekday(date '2000-01-01')", int64(6), 0},
	{"month(date '2000-02-29')", int64(2), 0},
	{"day(date '2000-02-29')", int64(29), 0},
	{"hour(date '2000-02-29')", int64(0), 0},
	{"timestamp '2001-01-01T00:00:00+01:30' = timestamp '2000-12-31 22:30Z'", true, 0},
	{"date '2001-01-02' > timestamp '2001-01-01 23:59:59.999999999'", true, 0},
	{"cast(timestamp '1970-01-01 00:01:40' as i64)", int64(100000000), 0},
	{"cast(cast(-1500 as timestamp_ms) as timestamp_s) = timestamp '1969-12-31 23:59:58'", true, 0},
	{"cast(5000000000 as date)", nil, 1},
	{"cast(date '9999-12-31' as timestamp_ns) is null", true, 1},
	{"bucket(timestamp '1969-12-31 23:59:59', '5m') = timestamp '1969-12-31 23:55:00'", true, 0},
	{"bucket(date '2001-01-04', '7d') = date '2001-01-04'", true, 0},
	{"bucket(cast(-2147483647 as date), '7d')", nil, 1},
	{"bucket(cast(-2147483648 as date), '1d') is null", false, 0},
	{"date '1970-01-03'", int32(2), 0},
	{"timestamp '2001-01-01 00:00-01:30' = timestamp '2001-01-01 01:30'", true, 0},
	{"cast(9223372036854775808.0 as i64)", nil, 1},
	{"cast(-9223372036854775808.0 as i64) is null", false, 0},
	{"5 >= 5", true, 0},
	{"null / 0", nil, 0},
	{"u8 >= -1", true, 0},
	{"u8 < 256", true, 0},
	{"u8 in (-1, 256)", false, 0},
	{"date '1969-12-31' > timestamp '1969-12-31 00:00:00.000000001'", false, 0},
	{"day_of < timestamp '5000-01-01 00:00:00.1'", true, 0},
	{"coalesce(null, null, 5)", int64(5), 0},
	{"coalesce(1 / 0, 5)", int64(5), 1},
	{"if(null, 1, 2)", int64(2), 0},
	{"if(1 > 0, 'yes', 'no')", "yes", 0},
	{"if(true, 1, 2.5) = 1.0", true, 0},
	{"true and null", nil, 0},
	{"false and null", false, 0},
	{"null and false", false, 0},
	{"true or null", true, 0},
	{"false or null", nil, 0},
	{"not null", nil, 0},
	{"5 not between 6 and null", true, 0},
	{"18446744073709551615", uint64(1<<64 - 1), 0},
}

func TestDocumentedValues(t *testing.T) {
	columns := table(1, 0, 1)
	for _, test := range documented {
		o := twins(t, test.text, columns)
		if o.err != "" || o.values[0] != test.value || o.faults != test.faults {
			t.Errorf("%s: %v, %d faults, %s; not %v, %d", test.text, o.values, o.faults, o.err, test.value, test.faults)
		}
	}
}

// faultyTexts are texts, and what is wrong with them, and where.
var faultyTexts = []struct {
	text    string
	offset  int
	message string
}{
	{"", 0, "expected a value, found the end"},
	{"  ", 2, "expected a value, found the end"},
	{"i8 > ", 5, "expected a value, found the end"},
	{"i8 + 3 * 'x'", 9, "expected a number, found string 'x'"},
	{"name + 1", 0, "expected a number, found column name of type string"},
	{"bytes + 1", 0, "expected a number, found column bytes of type binary"},
	{"i8 > 'x'", 5, "expected a number, found string 'x'"},
	{"name = 5", 7, "expected a string, found number 5"},
	{"s = 5", 4, "expected a date or timestamp, found number 5"},
	{"flag = 1", 7, "expected a boolean, found number 1"},
	{"flag < true", 0, "expected a number, a string, a date or a timestamp, found column flag of type bool"},
	{"i8 and flag", 0, "expected a boolean, found column i8 of type i64"},
	{"flag or 5", 8, "expected a boolean, found number 5"},
	{"not 5", 4, "expected a boolean, found number 5"},
	{"-name", 1, "expected a number, found column name of type string"},
	{"(i8 + 1) = (name = 'x')", 11, "expected a number, found a value of type bool"},
	{"what > 1", 0, "there is no column what"},
	{"\"i\"\"8\" > 1", 0, "there is no column \"i\"\"8\""},
	{"I8 > 1", 0, "there is no column I8"},
	{"id is null", 0, "column id has type SINEW_TYPE_BYTES16, which expressions do not take"},
	{"i8 > 1 1", 7, "expected an operator or the end, found number 1"},
	{"i8 > 1)", 6, "expected an operator or the end, found ')'"},
	{"(i8 > 1", 7, "expected ')', found the end"},
	{"i8 # 1", 3, "unexpected character '#'"},
	{"i8 > 1 ! 2", 7, "unexpected character '!'"},
	{"i8\x00", 2, "unexpected character '"},
	{"name = 'x", 7, "the string has no end"},
	{"\"name = 1", 0, "the quoted name has no end"},
	{"i8 > 18446744073709551616", 5, "the integer does not fit 64 bits"},
	{"i8 > -9223372036854775809", 5, "the integer does not fit 64 bits"},
	{"f64 > 1e999", 6, "the number is too large for f64"},
	{"u64 + 1 > 5", 0, "expected a number of type i64 or f64, found column u64 of type u64; cast it"},
	{"f64 % 2", 0, "expected an integer, found column f64 of type f64"},
	{"1 = 2 = 3", 6, "comparisons do not chain; use parentheses or 'and'"},
	{"i8 in ()", 7, "expected a literal, found ')'"},
	{"i8 in (i16)", 7, "expected a literal, found i16"},
	{"i8 in (1, 'x')", 10, "expected a number, found string 'x'"},
	{"i8 in (1 2)", 9, "expected ',' or ')', found number 2"},
	{"i8 in 5", 6, "expected '(', found number 5"},
	{"i8 not 5", 7, "expected 'in' or 'between', found number 5"},
	{"i8 is 5", 6, "expected 'null' or 'not null', found number 5"},
	{"i8 is not 5", 10, "expected 'null', found number 5"},
	{"name between 5", 13, "expected a string, found number 5"},
	{"i8 between 1 or 2", 13, "expected 'and', found or"},
	{"s > timestamp '2001-02-29'", 14, "expected a timestamp as in '2001-12-31 23:59:59.999', found string '2001-02-29'"},
	{"s > date '2001-02-01 00:00:00'", 9, "expected a date as in '2001-12-31', found string '2001-02-01 00:00:00'"},
	{"nope(1)", 0, "there is no function nope"},
	{"length(5)", 7, "expected a string, found number 5"},
	{"starts_with(name)", 16, "expected ',', found ')'"},
	{"starts_with(name, bytes)", 18, "expected a string in quotes, found bytes"},
	{"hour(5)", 5, "expected a date or timestamp, found number 5"},
	{"bucket(s, '5x')", 10, "expected a width as in '5m', in ns, us, ms, s, m, h or d, found string '5x'"},
	{"bucket(s, '0s')", 10, "expected a width as in '5m', in ns, us, ms, s, m, h or d, found string '0s'"},
	{"bucket(s, '5ms')", 10, "string '5ms' is not a whole number of units of type timestamp_s"},
	{"cast(i8 to f64)", 8, "expected 'as', found to"},
	{"cast(i8 as what)", 11, "expected a type: i64, f64, date, timestamp_s, timestamp_ms, timestamp_us or timestamp_ns, found what"},
	{"cast(name as i64)", 5, "expected a number, a boolean, a date or a timestamp, found column name of type string"},
	{"cast(flag as date)", 5, "expected a number, a date or a timestamp, found a boolean"},
	{"coalesce(i8)", 11, "expected ',', found ')'"},
	{"coalesce(i8, 'x')", 13, "expected a number, found string 'x'"},
	{"coalesce(null, null)", 9, "expected a value with a type, found null"},
	{"name = coalesce(null, 5)", 22, "expected a string, found number 5"},
	{"coalesce(s, ms)", 12, "expected type timestamp_s, found column ms of type timestamp_ms; cast one of both"},
	{"coalesce(s, timestamp '2001-01-01 00:00:00.5')", 12, "timestamp '2001-01-01 00:00:00.5' is no timestamp_s"},
	{"if(i8, 1, 2)", 3, "expected a boolean, found column i8 of type i64"},
	{"if(flag, null, null)", 15, "expected a value with a type, found null"},
	{"null", 0, "expected a value with a type, found null"},
	{"i8 = and", 5, "expected a value, found and"},
	{strings.Repeat("(", 65) + "i8", 64, "more than 64 parentheses, calls, signs and 'not' inside of each other"},
	{strings.Repeat("-", 65) + "i8", 64, "more than 64 parentheses, calls, signs and 'not' inside of each other"},
	{"name = '" + strings.Repeat("0123456789", 5) + "' + 1", 7, "expected a number, found string '012345678901234567890123456789012345678..."},
	{"name = 'a\tb\xC3' + 1", 7, "expected a number, found string 'a?b?'"},
}

func TestErrors(t *testing.T) {
	columns := table(0, 0, 1)
	for _, test := range faultyTexts {
		o := twins(t, test.text, columns)
		want := fmt.Sprintf("%#v", &sinew.Error{Status: sinew.InvalidArgument, Offset: test.offset, Message: fmt.Sprintf("at byte %d: %s", test.offset, test.message)})
		if o.err != want {
			t.Errorf("%q:\n%s\nnot\n%s", test.text, o.err, want)
		}
	}
}

// Whatever is cut off a text, both say the same.
func TestErrorsOfTruncatedTexts(t *testing.T) {
	columns := table(2, 0, 1)
	for _, test := range faultyTexts {
		for cut := range len(test.text) {
			twins(t, test.text[:cut], columns)
		}
	}
	for _, test := range documented {
		for cut := range len(test.text) {
			twins(t, test.text[:cut], columns)
		}
	}
}

// Texts on the left and what they are the same as.
func TestOperatorsBindAsTheGrammarSays(t *testing.T) {
	columns := table(300, 10, 7)
	for _, test := range [][2]string{
		{"i64 + other * i32", "i64 + (other * i32)"},
		{"i64 - other - i32", "(i64 - other) - i32"},
		{"i64 / other % i32 * i8", "((i64 / other) % i32) * i8"},
		{"i64 - -other", "i64 - (-other)"},
		{"-i8 * i16", "(-i8) * i16"},
		{"- - i8", "-(-i8)"},
		{"i8 + i16 > i32 - 1", "(i8 + i16) > (i32 - 1)"},
		{"not i8 > 0 and flag", "(not (i8 > 0)) and flag"},
		{"not not flag", "flag"},
		{"flag or i8 > 0 and i16 > 0", "flag or ((i8 > 0) and (i16 > 0))"},
		{"flag and i8 > 0 or i16 > 0", "(flag and (i8 > 0)) or (i16 > 0)"},
		{"i8 between 0 and 5 and flag", "((i8 >= 0) and (i8 <= 5)) and flag"},
		{"i8 not between i16 - 1 and i16 + 1", "not ((i8 >= i16 - 1) and (i8 <= i16 + 1))"},
		{"not i8 in (1, 2)", "i8 not in (1, 2)"},
		{"not i8 is null", "i8 is not null"},
		{"i8 + 1 in (1, -2)", "(i8 + 1 = 1) or (i8 + 1 = -2)"},
		{"i8 >= 1", "i8 > 0"},
		{"i8 <= 1", "i8 < 2"},
		{"i8 IS Not NULL aNd flag", "(i8 is not null) and flag"},
		{"name='A''b'or\tflag\n", "(name = 'A''b') or flag"},
		{"\"large name\" = \"name\"", "name = \"large name\""},
		{".5 < f64", "f64 > 0.5"},
		{"5.e-1 < f64", "f64 > 5E-1"},
		{"x.y_2 <> ''", "length(x.y_2) != 0"},
	} {
		a, b := twins(t, test[0], columns), twins(t, test[1], columns)
		if a.err != "" || fmt.Sprint(a.values) != fmt.Sprint(b.values) {
			t.Errorf("%s: %s\n%v\nnot\n%v", test[0], a.err, a.values, b.values)
		}
	}
}

func TestLongTexts(t *testing.T) {
	columns := table(70, 0, 1)
	var list, names, any strings.Builder
	list.WriteString("i64 in (0")
	names.WriteString("name in ('q'")
	any.WriteString("flag")
	for i := range 5000 {
		fmt.Fprintf(&list, ", %d", 7*i)
		fmt.Fprintf(&names, ", '%d'", i)
	}
	for i := range 3000 {
		fmt.Fprintf(&any, " or i8 = %d", i)
	}
	for _, text := range []string{
		"i8" + strings.Repeat(" + 1", 4000), list.String() + ")", names.String() + ")", any.String(),
	} {
		if o := twins(t, text, columns); o.err != "" {
			t.Error(o.err)
		}
	}
	// At the limits there is an error.
	constants := "i8"
	for i := range 300 {
		constants += fmt.Sprintf(" + %d", i)
	}
	texts := "coalesce(name, ''"
	for i := range 300 {
		texts += fmt.Sprintf(", '%d', '%d'", i/2, i)
	}
	// A nested comparison keeps its left side while it computes its right one.
	values := "i8"
	for range 63 {
		values = "i8 + (" + values + ")"
	}
	for text, want := range map[string]string{
		"i8" + strings.Repeat("+i8", 9000):         "more than 8192 steps",
		constants:                                  "more than 256 different constants",
		texts + ")":                                "more than 256 different constants",
		values + " + (" + values + ")":             "",
		strings.Repeat(" ", c.ExpressionMaxSize+1): "more than 65536",
	} {
		if o := twins(t, text, columns); !strings.Contains(o.err, want) {
			t.Errorf("%.20s...: %.200s", text, o.err)
		}
	}
}
