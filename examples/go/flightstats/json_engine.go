package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
)

// jsonEngine is what one would write in Go: encoding/json, or encoding/csv, and a map.
type jsonEngine struct {
	plainEngine
	format  string
	flights []flightRecord
	byKey   map[flightKey]*stats
}

type flightRecord struct {
	Date        string `json:"date"`
	Delay       int64  `json:"delay"`
	Origin      string `json:"origin"`
	Destination string `json:"destination"`
}

// flightKey is what the query groups by; the rest is empty.
type flightKey struct{ date, origin, destination string }

// What encoding/json leaves as it is stands for a member that is missing or null.
const noDelay = math.MinInt64

var noFlight = flightRecord{keyNull, noDelay, keyNull, keyNull}

func newJSONEngine(q *query, format string) *jsonEngine {
	return &jsonEngine{plainEngine: plainEngine{q: q}, format: format, byKey: map[flightKey]*stats{}}
}

func (e *jsonEngine) addLines(block []byte, clock *stopwatch) error {
	for line := range bytes.Lines(block) {
		e.line++
		f := noFlight
		if err := json.Unmarshal(line, &f); err == nil {
			e.flights = append(e.flights, f)
		} else if len(bytes.TrimSpace(line)) > 0 {
			e.reject(err)
		}
	}
	e.aggregate(clock)
	return nil
}

// aggregate adds the flights that were parsed.
func (e *jsonEngine) aggregate(clock *stopwatch) {
	clock.lap(parsing)
	e.rows += int64(len(e.flights))
	for i := range e.flights {
		f := &e.flights[i]
		var key flightKey
		for _, by := range e.q.by {
			switch by {
			case "date":
				key.date = f.Date
			case "origin":
				key.origin = f.Origin
			case "destination":
				key.destination = f.Destination
			}
		}
		s := e.byKey[key]
		if s == nil {
			s = new(stats)
			*s = newStats()
			e.byKey[key] = s
		}
		s.rows++
		if f.Delay != noDelay {
			s.add(f.Delay)
		}
	}
	e.flights = e.flights[:0]
	clock.lap(aggregating)
}

// How many flights of a file are parsed before they are added.
const flightsAtATime = 4096

func (e *jsonEngine) addFile(in io.Reader, clock *stopwatch) error {
	read := e.readArray
	if e.format == "csv" {
		read = e.readCSV
	}
	err := read(in, func(f flightRecord) {
		if e.flights = append(e.flights, f); len(e.flights) == flightsAtATime {
			e.aggregate(clock)
		}
	})
	e.aggregate(clock)
	return err
}

func (e *jsonEngine) readArray(in io.Reader, add func(flightRecord)) error {
	decoder := json.NewDecoder(in)
	if _, err := decoder.Token(); err != nil {
		return fmt.Errorf("%w: %w", errInput, err)
	}
	for decoder.More() {
		e.line++
		f := noFlight
		var wrongType *json.UnmarshalTypeError
		if err := decoder.Decode(&f); err == nil {
			add(f)
		} else if errors.As(err, &wrongType) {
			e.reject(err)
		} else {
			return fmt.Errorf("%w: %w", errInput, err)
		}
	}
	return nil
}

func (e *jsonEngine) readCSV(in io.Reader, add func(flightRecord)) error {
	reader := csv.NewReader(in)
	header, err := reader.Read()
	if err == io.EOF {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%w: %w", errInput, err)
	}
	for {
		record, err := reader.Read()
		if err == io.EOF {
			return nil
		}
		e.line++
		f := noFlight
		var fault *csv.ParseError
		switch {
		case errors.As(err, &fault):
		case err != nil:
			return fmt.Errorf("%w: %w", errInput, err)
		default:
			err = f.set(header, record)
		}
		if err != nil {
			e.reject(err)
			continue
		}
		add(f)
	}
}

func (f *flightRecord) set(header, record []string) (err error) {
	for i, name := range header {
		switch name {
		case "date":
			f.Date = record[i]
		case "origin":
			f.Origin = record[i]
		case "destination":
			f.Destination = record[i]
		case "delay":
			if record[i] != "" {
				f.Delay, err = strconv.ParseInt(record[i], 10, 64)
			}
		}
	}
	return err
}

func (e *jsonEngine) merge(from engine) error {
	other := from.(*jsonEngine)
	for key, s := range other.byKey {
		if mine := e.byKey[key]; mine != nil {
			mine.merge(s)
		} else {
			e.byKey[key] = s
		}
	}
	e.plainEngine.add(&other.plainEngine)
	return nil
}

func (e *jsonEngine) groups(yield func(group)) error {
	for key, s := range e.byKey {
		g := group{Values: s.values(e.q)}
		for _, by := range e.q.by {
			g.Key = append(g.Key, shownKey(map[string]string{"date": key.date, "origin": key.origin, "destination": key.destination}[by]))
		}
		yield(g)
	}
	return nil
}
