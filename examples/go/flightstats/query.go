package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/ingest"
	"github.com/sinew-simd/sinew/bindings/go/pipeline"
)

// query is what is asked of the flights: SELECT by, aggregates WHERE where GROUP BY by.
type query struct {
	where      string
	by         []string
	aggregates []aggregate
	validate   bool // fields that are not named, too
}

// aggregate is a function of an expression, as in mean(delay).
type aggregate struct{ function, of string }

func (a aggregate) String() string {
	if a.of == "" {
		return a.function
	}
	return a.function + "(" + a.of + ")"
}

// The fields of a flight.
var flightFields = []ingest.Field{
	ingest.Timestamps("date", sinew.TimestampS), ingest.Int64s("delay"), ingest.Int64s("distance"),
	ingest.Strings("origin"), ingest.Strings("destination"),
}

var functions = map[string]func(string) pipeline.Aggregate{
	"count": pipeline.CountOf, "sum": pipeline.Sum, "min": pipeline.Min, "max": pipeline.Max, "mean": pipeline.Mean,
}

func parseQuery(where, by, aggregates string) (query, error) {
	q := query{where: where, by: splitList(by)}
	for _, text := range splitList(aggregates) {
		name, of, call := strings.Cut(strings.TrimSuffix(text, ")"), "(")
		a := aggregate{strings.TrimSpace(name), strings.TrimSpace(of)}
		if functions[a.function] == nil || call != strings.HasSuffix(text, ")") || call != (a.of != "") || !call && a.function != "count" {
			return q, fmt.Errorf("--aggregate: %q is not count, or count, sum, min, max or mean of something, as in mean(delay)", text)
		}
		q.aggregates = append(q.aggregates, a)
	}
	if len(q.aggregates) == 0 {
		return q, fmt.Errorf("--aggregate: nothing to compute")
	}
	return q, nil
}

// splitList splits a list at its commas but for those in parentheses.
func splitList(list string) []string {
	var parts []string
	depth, from := 0, 0
	for i, ch := range list + "," {
		switch {
		case ch == '(':
			depth++
		case ch == ')':
			depth--
		case ch == ',' && (depth == 0 || i == len(list)):
			if part := strings.TrimSpace(list[from:i]); part != "" {
				parts = append(parts, part)
			}
			from = i + 1
		}
	}
	return parts
}

// fields are those that the query names.
func (q *query) fields() []ingest.Field {
	text := q.where + " " + strings.Join(q.by, " ")
	for _, a := range q.aggregates {
		text += " " + a.of
	}
	words := strings.FieldsFunc(text, func(ch rune) bool { return ch < 'a' || ch > 'z' })
	var named []ingest.Field
	for _, field := range flightFields {
		if slices.Contains(words, field.Path) {
			named = append(named, field)
		}
	}
	if named == nil {
		return slices.Clone(flightFields[1:2]) // a decoder has at least one
	}
	return named
}

// That of encoding/json.
const maxDepth = 10000

// steps are the pipeline of the query.
func (q *query) steps(format string) []pipeline.Step {
	options := ingest.Options{Strict: true, MaxRecordSize: maxLine, MaxRejects: maxReported}
	ndjson := ingest.NDJSON{Options: options, MaxDepth: maxDepth, Validate: q.validate, Array: format == "json"}
	fields := q.fields()
	if plan, _ := q.plan(); plan != nil {
		// A date that is a key is the text that it is, as it is for the engines in Go.
		for i := range fields {
			if fields[i].Path == "date" {
				fields[i].Type = sinew.String
			}
		}
	}
	var steps []pipeline.Step
	if format == "csv" {
		steps = append(steps, pipeline.From(ingest.NewCSV(ingest.CSV{Options: options, Header: true}, fields...)))
	} else {
		steps = append(steps, pipeline.From(ingest.NewNDJSON(ndjson, fields...)))
	}
	if q.where != "" {
		steps = append(steps, pipeline.Where(q.where))
	}
	steps = append(steps, pipeline.GroupBy(q.by...))
	for _, a := range q.aggregates {
		if a.of == "" {
			steps = append(steps, pipeline.Count())
		} else {
			steps = append(steps, functions[a.function](a.of))
		}
	}
	return steps
}

func (q *query) equals(other *query) bool {
	return q.where == other.where && slices.Equal(q.by, other.by) && slices.Equal(q.aggregates, other.aggregates)
}
