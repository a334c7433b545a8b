package main

import (
	"fmt"
	"io"
	"math"

	"github.com/sinew-simd/sinew/bindings/go/pipeline"
)

// engine answers a query. Each worker has one of its own, and in the end they are merged.
type engine interface {
	// addLines adds flights in NDJSON: a block of whole lines.
	addLines(block []byte, clock *stopwatch) error
	// addFile adds a whole file of another format.
	addFile(in io.Reader, clock *stopwatch) error
	// merge adds what another worker found.
	merge(from engine) error
	// groups gives all groups.
	groups(yield func(group)) error
	// rejectLine leaves out a line that is not in the next block.
	rejectLine(reason error)
	// endInput ends an input; what comes next is another one.
	endInput() error
	// account notes rows and bad records, and divides the time if the engine knows more of it.
	account(p *pass)
	close() error
}

// badRecord is a record that was left out.
type badRecord struct {
	input  int
	place  string
	reason string
}

// Of so many it is said why.
const maxReported = 10

// The engines, and what the report calls them.
var engineTitles = map[string]string{"json": "encoding/json + map", "go": "hand-written Go + map", "sinew": "Sinew"}
var engineNames = []string{"json", "go", "sinew"}

func newEngine(name string, q *query, format string) (engine, error) {
	switch name {
	case "json":
		return newJSONEngine(q, format), nil
	case "go":
		return newFastEngine(q), nil
	}
	p, err := pipeline.New(q.steps(format)...)
	if err != nil {
		return nil, err
	}
	return &sinewEngine{p: p, q: q}, nil
}

// canRun says whether an engine can answer the query, or why it sits out.
func canRun(name string, q *query, format string) (bool, string) {
	if name == "sinew" {
		return true, ""
	}
	if name == "go" && format != "ndjson" {
		return false, "its parser knows NDJSON alone"
	}
	return q.isPlain()
}

// What stands in a key of the engines in Go between its parts, and for one that is null: no UTF-8 has these
// bytes.
const (
	keyBetween = "\xfe"
	keyNull    = "\xff"
)

// shownKey is a part of a key as it is shown.
func shownKey(part string) string {
	if part == keyNull {
		return nullKey
	}
	return part
}

// stats is what the engines in Go keep of a group.
type stats struct {
	rows, count, sum, min, max int64
}

func newStats() stats { return stats{min: math.MaxInt64, max: math.MinInt64} }

func (s *stats) add(delay int64) {
	s.count++
	s.sum += delay
	s.min = min(s.min, delay)
	s.max = max(s.max, delay)
}

func (s *stats) merge(from *stats) {
	s.rows += from.rows
	s.count += from.count
	s.sum += from.sum
	s.min = min(s.min, from.min)
	s.max = max(s.max, from.max)
}

func (s *stats) value(a aggregate) any {
	switch {
	case a.of == "":
		return s.rows
	case a.function == "count":
		return s.count
	case a.function == "sum":
		return s.sum
	case s.count == 0:
		return nil
	case a.function == "min":
		return s.min
	case a.function == "max":
		return s.max
	}
	return float64(s.sum) / float64(s.count)
}

func (s *stats) values(q *query) []any {
	values := make([]any, len(q.aggregates))
	for i, a := range q.aggregates {
		values[i] = s.value(a)
	}
	return values
}

// plainEngine is what both engines in Go have.
type plainEngine struct {
	q     *query
	rows  int64
	input int
	line  int64
	bad   int64
	first []badRecord
}

// reject leaves out the line.
func (e *plainEngine) reject(reason error) {
	if e.bad++; len(e.first) < maxReported {
		e.first = append(e.first, badRecord{e.input, fmt.Sprintf("line %d", e.line), reason.Error()})
	}
}

func (e *plainEngine) rejectLine(reason error) {
	e.line++
	e.reject(reason)
}

func (e *plainEngine) endInput() error {
	e.input++
	e.line = 0
	return nil
}

func (e *plainEngine) account(p *pass) { p.rows, p.badRecords, p.bad = e.rows, e.bad, e.first }

func (e *plainEngine) add(from *plainEngine) {
	e.rows += from.rows
	e.bad += from.bad
	e.first = append(e.first, from.first...)
	e.first = e.first[:min(len(e.first), maxReported)]
}

func (e *plainEngine) close() error { return nil }
