package expression

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"
)

// trees writes random texts of every type that the language has.
type trees struct{ *rand.Rand }

func pick[T any](t trees, from ...T) T { return from[t.IntN(len(from))] }

var columnsOfType = map[string][]string{
	"bool": {"flag"}, "i64": {"i8", "i16", "i32", "i64", "u8", "u16", "u32", "other"}, "u64": {"u64"}, "f64": {"f32", "f64", "ratio"},
	"date": {"day_of"}, "s": {"s"}, "ms": {"ms"}, "us": {"us"}, "ns": {"ns"}, "string": {"name", `"large name"`, "bytes", "x.y_2"},
}

func (t trees) time() string { return pick(t, "date", "s", "ms", "us", "ns") }
func (t trees) column(of string) string {
	return pick(t, columnsOfType[of]...)
}

func (t trees) orNull(text string) string {
	if t.IntN(20) == 0 {
		return "null"
	}
	return text
}

func (t trees) literal(of string) string {
	switch of {
	case "bool":
		return pick(t, "true", "FALSE")
	case "i64":
		return strconv.FormatInt(randomInteger(t.Rand), 10)
	case "u64":
		return strconv.FormatUint(1<<63|t.Uint64()*t.Uint64N(2), 10)
	case "f64":
		for {
			if f := randomFloat(t.Rand); f-f == 0 {
				text := strconv.FormatFloat(f, 'g', 17, 64)
				if !strings.ContainsAny(text, ".e") {
					text += "."
				}
				return text
			}
		}
	case "string":
		return "'" + strings.ReplaceAll(randomText(t.Rand), "'", "''") + "'"
	}
	at := time.Unix(randomSeconds(t.Rand), t.Int64N(second)).UTC()
	switch of {
	case "date":
		return at.Format("date '2006-01-02'")
	case "s":
		return at.Format("timestamp '2006-01-02T15:04:05Z'")
	case "ms":
		return at.Format("TIMESTAMP '2006-01-02 15:04:05.000'")
	case "us":
		return at.Format("timestamp '2006-01-02 15:04:05.000000'")
	}
	return at.Format("timestamp '2006-01-02 15:04:05.000000000") + pick(t, "", "Z", "+00:00", "-01:30", "+23:59") + "'"
}

// partner is a number, string or time.
func (t trees) partner(like, depth int) string {
	switch like {
	case 2:
		return t.of("string", depth)
	case 3:
		of := t.time()
		if t.IntN(2) == 0 {
			return t.literal(of)
		}
		return t.of(of, depth)
	}
	switch t.IntN(8) {
	case 0:
		return "u64"
	case 1:
		return t.literal("u64")
	case 2, 3:
		return t.of("f64", depth)
	case 4:
		return t.literal(pick(t, "i64", "f64"))
	}
	return t.of("i64", depth)
}

func (t trees) bool(depth int) string {
	if depth == 0 {
		return pick(t, "flag", "flag", "flag", t.literal("bool"))
	}
	inner := func() string { return t.bool(depth - 1) }
	not := pick(t, "", "not ")
	like := t.IntN(4)
	switch t.IntN(14) {
	case 0:
		return fmt.Sprintf("(%s and %s)", inner(), t.orNull(inner()))
	case 1:
		return fmt.Sprintf("(%s or %s)", inner(), t.orNull(inner()))
	case 2:
		return "not " + inner()
	case 3:
		return fmt.Sprintf("(%s) is %snull", t.orNull(t.partner(like, depth-1)), not)
	case 4:
		return fmt.Sprintf("((%s) %s (%s))", inner(), pick(t, "=", "<>"), inner())
	case 5:
		return t.in(depth, like, not)
	case 6:
		return fmt.Sprintf("((%s) %sbetween %s and %s)", t.partner(like, depth-1), not, t.orNull(t.partner(like, depth-1)), t.orNull(t.partner(like, depth-1)))
	case 7:
		return fmt.Sprintf("%s(%s, %s)", pick(t, "starts_with", "ends_with", "contains"), t.of("string", depth-1), pick(t, "''", "'a'", "'ab'", "'\xC3'"))
	case 8:
		return t.choice(inner(), t.orNull(inner()), depth)
	}
	a, b := t.partner(like, depth-1), t.orNull(t.partner(like, depth-1))
	if t.IntN(2) == 0 {
		a, b = b, a
	}
	return fmt.Sprintf("((%s) %s (%s))", a, pick(t, "=", "==", "!=", "<>", "<", "<=", ">", ">="), b)
}

func (t trees) in(depth, like int, not string) string {
	ofBools := t.IntN(8) == 0
	value := t.partner(like, depth-1)
	if ofBools {
		value = t.bool(depth - 1)
	}
	items := make([]string, 1+t.IntN(pick(t, 5, 5, 40)))
	for i := range items {
		of := "string"
		switch {
		case t.IntN(40) == 0:
			items[i] = "null"
			continue
		case ofBools:
			of = "bool"
		case like == 3:
			of = t.time()
		case like < 2:
			of = pick(t, "u64", "f64", "f64", "f64", "i64", "i64", "i64", "i64", "i64", "i64")
		}
		items[i] = t.literal(of)
	}
	return fmt.Sprintf("(%s) %sin (%s)", value, not, strings.Join(items, ", "))
}

// choice is if or coalesce.
func (t trees) choice(a, b string, depth int) string {
	if t.IntN(2) == 0 {
		a, b = b, a
	}
	if t.IntN(2) == 0 {
		return fmt.Sprintf("coalesce(%s, %s)", a, b)
	}
	return fmt.Sprintf("if(%s, %s, %s)", t.orNull(t.bool(max(depth-1, 0))), a, b)
}

func (t trees) any(depth int) string {
	return t.of(pick(t, "bool", "i64", "f64", "string", "date", "s", "ms", "us", "ns"), depth)
}

func (t trees) of(of string, depth int) string {
	if of == "bool" {
		return t.bool(depth)
	}
	isTime := of != "i64" && of != "f64" && of != "string"
	if depth <= 0 {
		if t.IntN(3) == 0 && !isTime {
			return t.literal(of)
		}
		return t.column(of)
	}
	inner := func(of string) string { return "(" + t.of(of, depth-1) + ")" }
	if t.IntN(4) == 0 {
		other := t.of(of, depth-1)
		if t.IntN(3) == 0 {
			other = t.literal(of)
		}
		return t.choice(t.of(of, depth-1), t.orNull(other), depth)
	}
	switch of {
	case "string":
		return t.column(of)
	case "i64":
		switch t.IntN(10) {
		case 0:
			return "length" + inner("string")
		case 1:
			return "-" + t.column("i64")
		case 2:
			return fmt.Sprintf("%s(%s)", pick(t, "year", "month", "day", "hour", "minute", "second", "weekday"), t.column(t.time()))
		case 3:
			return fmt.Sprintf("cast(%s as i64)", t.of(pick(t, "f64", "bool", "i64", "ms", "date"), depth-1))
		case 4:
			return "cast(u64 as i64)"
		}
		return inner(of) + pick(t, " + ", " - ", " * ", " / ", " % ") + inner(of)
	case "f64":
		switch t.IntN(6) {
		case 0:
			return "-" + t.column("f64")
		case 1:
			return fmt.Sprintf("cast(%s as f64)", pick(t, t.of("i64", depth-1), "flag", "u64", "ns"))
		case 2:
			return inner(of) + pick(t, "+", "-", "*", "/") + pick(t, inner("i64"), "u64")
		}
		return inner(of) + pick(t, "+", "-", "*", "/") + inner(of)
	}
	switch t.IntN(4) {
	case 0:
		widths := []string{"1d", "7d"}
		switch of {
		case "ns":
			widths = append(widths, "7ns", "10us", "250ms", "90s", "5m", "1h")
		case "us":
			widths = append(widths, "10us", "250ms", "90s", "5m", "1h")
		case "ms":
			widths = append(widths, "250ms", "90s", "5m", "1h")
		case "s":
			widths = append(widths, "90s", "5m", "1h")
		}
		return fmt.Sprintf("bucket(%s, '%s')", t.of(of, depth-1), pick(t, widths...))
	case 1, 2:
		name := of
		if of != "date" {
			name = "timestamp_" + of
		}
		return fmt.Sprintf("cast(%s as %s)", t.of(pick(t, t.time(), t.time(), "i64", "f64"), depth-1), name)
	}
	return t.column(of)
}

func newTrees(seed uint64) trees { return trees{rand.New(rand.NewPCG(seed, 2))} }
