package main

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// plan is a query as the engines in Go answer it: they have no language of expressions.
type plan struct {
	want    fieldSet
	filter  []condition
	keys    []int // texts
	columns []int // numbers that something is computed of
	values  []value
}

// value is an aggregate: of a place in columns, or -1 for rows.
type value struct {
	function string
	column   int
}

// condition is true for a number from least to most, or a text that is the same; not turns that round. It is
// never true for a null.
type condition struct {
	field       int
	least, most int64
	text        string
	not         bool
}

// plan returns nil and the reason if the engines in Go cannot answer the query.
func (q *query) plan() (*plan, string) {
	p := new(plan)
	for _, field := range q.fields() {
		p.want |= 1 << slices.Index(fieldNames, field.Path)
	}
	var ok bool
	if p.filter, ok = parseConditions(q.where); !ok {
		return nil, "its --where is a field beside a number or text, as in distance > 1000, and several with and"
	}
	for _, key := range q.by {
		field := slices.Index(fieldNames[:textFields], key)
		if field < 0 {
			return nil, "it groups by date, origin and destination alone"
		}
		p.keys = append(p.keys, field)
	}
	for _, a := range q.aggregates {
		v := value{a.function, -1}
		if a.of != "" {
			number := slices.Index(fieldNames[textFields:], a.of)
			if number < 0 {
				return nil, "it computes of delay and distance alone"
			}
			if v.column = slices.Index(p.columns, number); v.column < 0 {
				v.column = len(p.columns)
				p.columns = append(p.columns, number)
			}
		}
		p.values = append(p.values, v)
	}
	return p, ""
}

// A condition, up to the next one.
var conditionText = regexp.MustCompile(`^\s*([a-z]+)\s*(==?|!=|<>|<=?|>=?)\s*(?:(-?\d+(?:\.\d+)?)|'((?:[^']|'')*)')\s*(?:$|((?i:and))\b)`)

// parseConditions reads conditions with "and" between them, and fails on everything else.
func parseConditions(where string) (conditions []condition, ok bool) {
	for more := where != ""; more; {
		parts := conditionText.FindStringSubmatch(where)
		if parts == nil {
			return nil, false
		}
		name, relation, number, text := parts[1], parts[2], parts[3], parts[4]
		c := condition{field: slices.Index(fieldNames, name), not: relation == "!=" || relation == "<>"}
		switch {
		case c.field < 0:
			return nil, false
		case number != "":
			if c.field < textFields || !c.setRange(relation, number) {
				return nil, false
			}
		case c.field >= textFields || !c.not && relation[0] != '=':
			return nil, false
		}
		c.text = strings.ReplaceAll(text, "''", "'")
		conditions = append(conditions, c)
		where, more = where[len(parts[0]):], parts[5] != ""
	}
	return conditions, true
}

// setRange finds the integers that a comparison with a number is true for. Up to 2^53 floats are exact.
func (c *condition) setRange(relation, number string) bool {
	x, err := strconv.ParseFloat(number, 64)
	if err != nil || math.Abs(x) > 1<<53 {
		return false
	}
	c.least, c.most = nullNumber, math.MaxInt64
	up, down := int64(math.Ceil(x)), int64(math.Floor(x))
	switch relation {
	case "<":
		c.most = up - 1
	case "<=":
		c.most = down
	case ">":
		c.least = down + 1
	case ">=":
		c.least = up
	default:
		c.least, c.most = up, down
	}
	return true
}

// matches reports whether all conditions are true.
func (f *flight[T]) matches(filter []condition) bool {
	for i := range filter {
		c := &filter[i]
		if c.field < textFields {
			text := f.texts[c.field]
			if string(text) == nullText || (string(text) == c.text) == c.not {
				return false
			}
		} else {
			n := f.numbers[c.field-textFields]
			if n == nullNumber || (n >= c.least && n <= c.most) == c.not {
				return false
			}
		}
	}
	return true
}

// keep leaves the flights that match.
func keep[T string | []byte](flights []flight[T], filter []condition) []flight[T] {
	kept := flights[:0]
	for i := range flights {
		if flights[i].matches(filter) {
			kept = append(kept, flights[i])
		}
	}
	return kept
}

// stats is what the engines in Go keep of a number in a group. A group has one for each column, and at least
// one; its rows are counted in the first.
type stats struct {
	rows, count, sum, min, max int64
}

// appendStats appends those of a group without rows.
func (p *plan) appendStats(to []stats) []stats {
	for range p.width() {
		to = append(to, stats{min: math.MaxInt64, max: math.MinInt64})
	}
	return to
}

func (p *plan) width() int { return max(len(p.columns), 1) }

// add adds the numbers of a flight to its group.
func (p *plan) add(group []stats, numbers *[numberFields]int64) {
	group[0].rows++
	for i, number := range p.columns {
		if n := numbers[number]; n != nullNumber {
			group[i].add(n)
		}
	}
}

func (s *stats) add(n int64) {
	s.count++
	s.sum += n
	s.min = min(s.min, n)
	s.max = max(s.max, n)
}

// mergeStats adds what another worker found of a group.
func mergeStats(group, from []stats) {
	for i := range group {
		s := &group[i]
		s.rows += from[i].rows
		s.count += from[i].count
		s.sum += from[i].sum
		s.min = min(s.min, from[i].min)
		s.max = max(s.max, from[i].max)
	}
}

// valuesOf is what was asked of a group.
func (p *plan) valuesOf(group []stats) []any {
	values := make([]any, len(p.values))
	for i, v := range p.values {
		if v.column < 0 {
			values[i] = group[0].rows
		} else {
			values[i] = group[v.column].value(v.function)
		}
	}
	return values
}

func (s *stats) value(function string) any {
	switch {
	case function == "count":
		return s.count
	case function == "sum":
		return s.sum
	case s.count == 0:
		return nil
	case function == "min":
		return s.min
	case function == "max":
		return s.max
	}
	return float64(s.sum) / float64(s.count)
}
