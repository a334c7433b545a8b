package main

import (
	"fmt"
	"io"

	"github.com/sinew-simd/sinew/bindings/go/pipeline"
)

// engine answers a query. Each worker has one of its own, and in the end they are merged.
type engine interface {
	// addLines adds flights in NDJSON: a block of whole lines.
	addLines(block []byte, clock *stopwatch) error
	// addFile adds a whole file of another format.
	addFile(in io.Reader, clock *stopwatch) error
	// between is the stage of what addFile does between two reads.
	between() stage
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

func engineTitle(name, format string) string {
	if name == "json" && format == "csv" {
		return "encoding/csv + map"
	}
	return engineTitles[name]
}

func newEngine(name string, q *query, format string) (engine, error) {
	if name != "sinew" {
		plan, _ := q.plan()
		if name == "json" {
			return newJSONEngine(plan, format), nil
		}
		return newFastEngine(plan, format), nil
	}
	p, err := pipeline.New(q.steps(format)...)
	if err != nil {
		return nil, err
	}
	return &sinewEngine{p: p, q: q}, nil
}

// whyNot says why an engine cannot answer the query, or nothing.
func whyNot(name string, q *query) string {
	if name == "sinew" {
		return ""
	}
	_, why := q.plan()
	return why
}

// What stands in a key of the engines in Go between its parts: no UTF-8 has this byte.
const keyBetween = "\xfe"

// shownKey is a part of a key as it is shown.
func shownKey(part string) string {
	if part == nullText {
		return nullKey
	}
	return part
}

// plainEngine is what both engines in Go have.
type plainEngine struct {
	plan  *plan
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

func (e *plainEngine) between() stage { return parsing }

func (e *plainEngine) close() error { return nil }
