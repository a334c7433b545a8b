package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
)

// jsonEngine is what one would write in Go: encoding/json, or encoding/csv, and a map.
type jsonEngine struct {
	plainEngine
	format  string
	record  *jsonRecord
	flights []flight[string]
	byKey   map[flightKey][]stats
}

// flightKey is what the query groups by; the rest is empty.
type flightKey [textFields]string

func newJSONEngine(p *plan, format string) *jsonEngine {
	return &jsonEngine{plainEngine: plainEngine{plan: p}, format: format, record: newJSONRecord(p.want), byKey: map[flightKey][]stats{}}
}

// jsonRecord is the struct that one would write for the query, with the fields that it names, and where they are.
type jsonRecord struct {
	into    any                  // a pointer to it
	texts   [textFields]*string  // nil are those that are not in it
	numbers [numberFields]*int64 // likewise
}

func newJSONRecord(want fieldSet) *jsonRecord {
	r := new(jsonRecord)
	var members []reflect.StructField
	add := func(field int, kind reflect.Type) {
		if name := fieldNames[field]; want.has(field) {
			tag := reflect.StructTag(fmt.Sprintf("json:%q", name))
			members = append(members, reflect.StructField{Name: strings.ToUpper(name[:1]) + name[1:], Type: kind, Tag: tag})
		}
	}
	for field := range fieldNames {
		if field < textFields {
			add(field, reflect.TypeFor[string]())
		} else {
			add(field, reflect.TypeFor[int64]())
		}
	}
	record := reflect.New(reflect.StructOf(members))
	r.into = record.Interface()
	at := 0
	for field := range fieldNames {
		if !want.has(field) {
			continue
		}
		switch member := record.Elem().Field(at).Addr().Interface().(type) {
		case *string:
			r.texts[field] = member
		case *int64:
			r.numbers[field-textFields] = member
		}
		at++
	}
	return r
}

// clear makes all null: encoding/json leaves what is missing or null as it is.
func (r *jsonRecord) clear() {
	for _, text := range r.texts {
		if text != nil {
			*text = nullText
		}
	}
	for _, number := range r.numbers {
		if number != nil {
			*number = nullNumber
		}
	}
}

// flight returns what was decoded. It is not sure if that may be nothing, or no UTF-8.
func (r *jsonRecord) flight() (f flight[string], sure bool) {
	f, sure = noFlight, true
	for i, text := range r.texts {
		if text != nil {
			f.texts[i] = *text
			sure = sure && !strings.Contains(*text, replacement)
		}
	}
	for i, number := range r.numbers {
		if number != nil {
			f.numbers[i] = *number
		}
	}
	return f, sure && f != noFlight
}

func (e *jsonEngine) addLines(block []byte, clock *stopwatch) error {
	if e.line == 0 {
		block = bytes.TrimPrefix(block, byteOrderMark)
	}
	for line := range bytes.Lines(block) {
		e.line++
		e.record.clear()
		err := json.Unmarshal(line, e.record.into)
		f, sure := e.record.flight()
		if err != nil || !sure {
			if len(bytes.TrimSpace(line)) == 0 {
				continue
			}
			if f, err = decodeFlight(line, e.plan.want); err != nil {
				e.reject(err)
				continue
			}
		}
		e.flights = append(e.flights, f)
	}
	e.aggregate(clock)
	return nil
}

// aggregate adds the flights that were parsed.
func (e *jsonEngine) aggregate(clock *stopwatch) {
	clock.lap(parsing)
	e.rows += int64(len(e.flights))
	if e.plan.filter != nil {
		e.flights = keep(e.flights, e.plan.filter)
		clock.lap(filtering)
	}
	for i := range e.flights {
		f := &e.flights[i]
		var key flightKey
		for _, text := range e.plan.keys {
			key[text] = f.texts[text]
		}
		e.plan.add(e.statsOf(key), &f.numbers)
	}
	e.flights = e.flights[:0]
	clock.lap(aggregating)
}

func (e *jsonEngine) statsOf(key flightKey) []stats {
	group := e.byKey[key]
	if group == nil {
		group = e.plan.appendStats(nil)
		e.byKey[key] = group
	}
	return group
}

// How many flights of a file are parsed before they are added.
const flightsAtATime = 4096

func (e *jsonEngine) addFile(in io.Reader, clock *stopwatch) error {
	read := e.readArray
	if e.format == "csv" {
		read = e.readCSV
	}
	err := read(skipMark(in), func(f flight[string], err error) {
		e.line++
		if err != nil {
			e.reject(err)
		} else if e.flights = append(e.flights, f); len(e.flights) == flightsAtATime {
			e.aggregate(clock)
		}
	})
	e.aggregate(clock)
	return err
}

func (e *jsonEngine) readArray(in io.Reader, add func(flight[string], error)) error {
	text := &recentText{Reader: in}
	decoder := json.NewDecoder(text)
	fault := func(err error) error { return fmt.Errorf("%w: %w", errInput, err) }
	token, err := decoder.Token()
	if err == io.EOF {
		return nil
	}
	if err == nil && token != json.Delim('[') {
		err = fmt.Errorf("%v is no array", token)
	}
	if err != nil {
		return fault(err)
	}
	for decoder.More() {
		text.done = decoder.InputOffset()
		e.record.clear()
		err := decoder.Decode(e.record.into)
		var wrongType *json.UnmarshalTypeError
		if err != nil && !errors.As(err, &wrongType) {
			return fault(err)
		}
		f, sure := e.record.flight()
		end := decoder.InputOffset()
		if err != nil || !sure {
			f, err = decodeFlight(bytes.TrimLeft(text.upTo(end), ", \t\r\n"), e.plan.want)
		}
		if end-text.done > maxLine {
			err = errTooLong
		}
		add(f, err)
	}
	if _, err := decoder.Token(); err != nil {
		return fault(err)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return fault(errors.New("more than an array"))
	}
	return nil
}

// recentText keeps what was read from a place on, so that an element can be looked at again.
type recentText struct {
	io.Reader
	kept []byte
	from int64 // where that begins
	done int64 // what is before is not needed any more
}

func (r *recentText) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	r.kept = append(append(r.kept[:0], r.kept[r.done-r.from:]...), p[:n]...)
	r.from = r.done
	return n, err
}

func (r *recentText) upTo(end int64) []byte { return r.kept[r.done-r.from : end-r.from] }

func (e *jsonEngine) readCSV(in io.Reader, add func(flight[string], error)) error {
	reader := csv.NewReader(in)
	header, err := reader.Read()
	if err == io.EOF {
		return nil
	}
	var columns []int
	if err == nil {
		columns, err = csvColumns(header, e.plan.want)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", errInput, err)
	}
	for {
		begin := reader.InputOffset()
		record, err := reader.Read()
		if err == io.EOF {
			return nil
		}
		var f flight[string]
		var fault *csv.ParseError
		switch {
		case err == nil:
			f, err = flightOf(columns, record)
		case !errors.As(err, &fault):
			return fmt.Errorf("%w: %w", errInput, err)
		}
		if reader.InputOffset()-begin > maxLine {
			err = errTooLong
		}
		add(f, err)
	}
}

func (e *jsonEngine) merge(from engine) error {
	other := from.(*jsonEngine)
	for key, group := range other.byKey {
		mergeStats(e.statsOf(key), group)
	}
	e.plainEngine.add(&other.plainEngine)
	return nil
}

func (e *jsonEngine) groups(yield func(group)) error {
	if len(e.plan.keys) == 0 {
		e.statsOf(flightKey{}) // one group, of no rows if there are none
	}
	for key, stats := range e.byKey {
		g := group{Values: e.plan.valuesOf(stats)}
		for _, text := range e.plan.keys {
			g.Key = append(g.Key, shownKey(key[text]))
		}
		yield(g)
	}
	return nil
}
