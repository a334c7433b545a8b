package main

import (
	"fmt"
	"io"
	"time"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/pipeline"
)

// sinewEngine is a pipeline.
type sinewEngine struct {
	p       *pipeline.Pipeline
	q       *query
	input   int
	tooLong []badRecord
}

func (e *sinewEngine) addLines(block []byte, clock *stopwatch) error {
	_, err := e.p.Write(block)
	clock.lap(aggregating)
	return err
}

func (e *sinewEngine) addFile(in io.Reader, clock *stopwatch) error {
	_, err := e.p.ReadFrom(in)
	clock.lap(aggregating)
	return err
}

// between is all stages, until account knows better.
func (e *sinewEngine) between() stage { return aggregating }

func (e *sinewEngine) merge(from engine) error {
	other := from.(*sinewEngine)
	e.tooLong = append(e.tooLong, other.tooLong...)
	return e.p.Merge(other.p)
}

func (e *sinewEngine) groups(yield func(group)) error {
	table, err := e.p.Table()
	if err != nil {
		return err
	}
	defer table.Close()
	for row := range table.Len() {
		var g group
		for i := range table.Batch().NumColumns() {
			value := valueOf(table.Batch().Column(i), row)
			if i >= len(e.q.by) {
				g.Values = append(g.Values, value)
			} else if value == nil {
				g.Key = append(g.Key, nullKey)
			} else {
				g.Key = append(g.Key, textOf(value))
			}
		}
		yield(g)
	}
	return nil
}

// valueOf returns a row of a column of results as an int64, a float64, a string or nil.
func valueOf(col sinew.Column, row int) any {
	switch kind := col.Type(); {
	case !col.Valid(row):
		return nil
	case kind == sinew.String:
		return string(col.Bytes(row))
	case kind == sinew.Int64:
		return sinew.Values[int64](col)[row]
	case kind == sinew.Float64:
		return sinew.Values[float64](col)[row]
	case kind == sinew.TimestampS:
		return time.Unix(sinew.Values[int64](col)[row], 0).UTC().Format(time.DateTime)
	}
	return col.Literal(row)
}

func textOf(value any) string {
	if text, ok := value.(string); ok {
		return text
	}
	return fmt.Sprint(value)
}

func (e *sinewEngine) rejectLine(reason error) {
	e.tooLong = append(e.tooLong, badRecord{e.input, fmt.Sprintf("before record %d", e.p.Stats().Records+1), reason.Error()})
}

func (e *sinewEngine) endInput() error {
	e.input++
	return e.p.Flush()
}

// account divides the time of the calls as the pipeline says.
func (e *sinewEngine) account(p *pass) {
	s := e.p.Stats()
	p.rows, p.badRecords, p.bad = int64(s.Rows), int64(s.RejectedRecords)+int64(len(e.tooLong)), e.tooLong
	for _, r := range e.p.Rejects() {
		p.bad = append(p.bad, badRecord{r.Input, fmt.Sprintf("record %d, byte %d", r.Record+1, r.Offset), r.Reason.String()})
	}
	if sum := s.Decode + s.Filter + s.Compute + s.Group; sum > 0 {
		all := p.stages[aggregating]
		p.stages[parsing] += time.Duration(float64(all) * float64(s.Decode) / float64(sum))
		p.stages[filtering] = time.Duration(float64(all) * float64(s.Filter+s.Compute) / float64(sum))
		p.stages[aggregating] = time.Duration(float64(all) * float64(s.Group) / float64(sum))
	}
}

func (e *sinewEngine) close() error { return e.p.Close() }
