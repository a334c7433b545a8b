package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// fastEngine is the fastest that we can write in Go: parsers by hand, and a map without pointers to what
// it counts. A key that is known costs no allocation: looking up with string(bytes) makes no string.
type fastEngine struct {
	plainEngine
	format  string
	flights []flight[[]byte] // texts are where they were read
	byKey   map[string]uint32
	stats   []stats // of group after group
	key     []byte
	input   window
}

func newFastEngine(p *plan, format string) *fastEngine {
	return &fastEngine{plainEngine: plainEngine{plan: p}, format: format, byKey: map[string]uint32{}}
}

// next is the place for another flight, until drop.
func (e *fastEngine) next() *flight[[]byte] {
	e.flights = append(e.flights, noFlightBytes)
	return &e.flights[len(e.flights)-1]
}

func (e *fastEngine) drop() { e.flights = e.flights[:len(e.flights)-1] }

// take puts a flight that encoding/json or encoding/csv has read in its place, or leaves it out.
func (e *fastEngine) take(to *flight[[]byte], f flight[string], err error) {
	if err != nil {
		e.drop()
		e.reject(err)
		return
	}
	*to = inBytes(&f)
}

func (e *fastEngine) addLines(block []byte, clock *stopwatch) error {
	if e.line == 0 {
		block = bytes.TrimPrefix(block, byteOrderMark)
	}
	for len(block) > 0 {
		e.line++
		f := e.next()
		size := scanFlight(block, f, e.plan.want, false)
		if size > 0 && size < len(block) && block[size] == '\r' {
			size++
		}
		if size > 0 && (size == len(block) || block[size] == '\n') {
			block = block[min(size+1, len(block)):]
			continue
		}
		line := block
		if end := bytes.IndexByte(block, '\n'); end >= 0 {
			line = block[:end+1]
		}
		block = block[len(line):]
		if len(bytes.TrimSpace(line)) == 0 {
			e.drop()
			continue
		}
		decoded, err := decodeFlight(line, e.plan.want)
		e.take(f, decoded, err)
	}
	e.aggregate(clock)
	return nil
}

// aggregate adds the flights that were parsed.
func (e *fastEngine) aggregate(clock *stopwatch) {
	e.rows += int64(len(e.flights))
	clock.lap(parsing)
	if e.plan.filter != nil {
		e.flights = keep(e.flights, e.plan.filter)
		clock.lap(filtering)
	}
	for i := range e.flights {
		f := &e.flights[i]
		e.plan.add(e.statsOf(e.keyOf(f)), &f.numbers)
	}
	e.flights = e.flights[:0]
	clock.lap(aggregating)
}

func (e *fastEngine) keyOf(f *flight[[]byte]) []byte {
	if len(e.plan.keys) == 1 {
		return f.texts[e.plan.keys[0]]
	}
	key := e.key[:0]
	for i, text := range e.plan.keys {
		if i > 0 {
			key = append(key, keyBetween...)
		}
		key = append(key, f.texts[text]...)
	}
	e.key = key
	return key
}

func (e *fastEngine) statsOf(key []byte) []stats {
	width := e.plan.width()
	at, ok := e.byKey[string(key)]
	if !ok {
		at = uint32(len(e.stats))
		e.byKey[string(key)] = at
		e.stats = e.plan.appendStats(e.stats)
	}
	return e.stats[at : int(at)+width]
}

// window is the part of a file that is in memory.
type window struct {
	in     io.Reader
	buffer []byte
	rest   []byte // what is to be parsed
	last   bool   // nothing follows
	fault  error  // of the input, after the rest
}

func (w *window) reset(in io.Reader) {
	if w.buffer == nil {
		w.buffer = make([]byte, blockSize)
	}
	*w = window{in: in, buffer: w.buffer}
}

// more fills the buffer, of which the rest comes first. It grows if the rest is all of it.
func (w *window) more() error {
	if w.fault != nil {
		return w.fault
	}
	n := copy(w.buffer, w.rest)
	if n == len(w.buffer) {
		w.buffer = append(w.buffer, make([]byte, n)...)
	}
	fresh, err := io.ReadFull(w.in, w.buffer[n:])
	w.rest = w.buffer[:n+fresh]
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		w.last = true
	} else {
		w.fault = err
	}
	return nil
}

func (e *fastEngine) addFile(in io.Reader, clock *stopwatch) error {
	e.input.reset(skipMark(in))
	read := e.readArray
	if e.format == "csv" {
		read = e.readCSV
	}
	err := read(clock)
	e.aggregate(clock)
	return err
}

// more reads on, after what was parsed is added.
func (e *fastEngine) more(clock *stopwatch) error {
	e.aggregate(clock)
	return e.input.more()
}

func (e *fastEngine) readCSV(clock *stopwatch) error {
	var columns []int
	for w := &e.input; ; {
		switch {
		case len(w.rest) == 0 && w.last:
			return nil
		case len(w.rest) == 0:
			if err := e.more(clock); err != nil {
				return err
			}
			continue
		case w.rest[0] == '\n':
			w.rest = w.rest[1:]
			continue
		}
		f := e.next()
		if size := scanRecord(w.rest, columns, f, w.last); size > 0 && size <= maxLine {
			e.line++
			w.rest = w.rest[size:]
			continue
		}
		record, size, err := readRecord(w.rest, len(columns))
		switch {
		case size == len(w.rest) && !w.last:
			e.drop()
			if err := e.more(clock); err != nil {
				return err
			}
			continue
		case err == io.EOF:
			e.drop()
		case columns == nil:
			e.drop()
			if err == nil {
				columns, err = csvColumns(record, e.plan.want)
			}
			if err != nil {
				return fmt.Errorf("%w: %w", errInput, err)
			}
		default:
			e.line++
			var decoded flight[string]
			if err == nil {
				decoded, err = flightOf(columns, record)
			}
			if size > maxLine {
				err = errTooLong
			}
			e.take(f, decoded, err)
		}
		w.rest = w.rest[size:]
	}
}

// readRecord reads a record with encoding/csv, and says how many bytes it has.
func readRecord(in []byte, columns int) (record []string, size int, err error) {
	reader := csv.NewReader(bytes.NewReader(in))
	reader.FieldsPerRecord = columns
	record, err = reader.Read()
	return record, int(reader.InputOffset()), err
}

// Where readArray is.
const (
	beforeArray = iota
	beforeFirst
	behindComma
	behindElement
	behindArray
)

func (e *fastEngine) readArray(clock *stopwatch) error {
	state := beforeArray
	for w := &e.input; ; {
		w.rest = w.rest[skipSpace(w.rest, 0, true):]
		if len(w.rest) == 0 {
			if w.last {
				if state != beforeArray && state != behindArray {
					return fmt.Errorf("%w: %w", errInput, io.ErrUnexpectedEOF)
				}
				return nil
			}
			if err := e.more(clock); err != nil {
				return err
			}
			continue
		}
		next := -1
		switch ch := w.rest[0]; {
		case ch == '[' && state == beforeArray:
			next = beforeFirst
		case ch == ',' && state == behindElement:
			next = behindComma
		case ch == ']' && (state == beforeFirst || state == behindElement):
			next = behindArray
		case state != beforeFirst && state != behindComma:
			return fmt.Errorf("%w: %q is not where JSON has it", errInput, ch)
		}
		if next >= 0 {
			state = next
			w.rest = w.rest[1:]
			continue
		}
		f := e.next()
		size := scanFlight(w.rest, f, e.plan.want, true)
		if size == 0 || size > maxLine {
			var element json.RawMessage
			decoder := json.NewDecoder(bytes.NewReader(w.rest))
			err := decoder.Decode(&element)
			size = int(decoder.InputOffset())
			if !w.last && (size == len(w.rest) || errors.Is(err, io.ErrUnexpectedEOF)) {
				e.drop()
				if err := e.more(clock); err != nil {
					return err
				}
				continue
			}
			if err != nil {
				e.drop()
				return fmt.Errorf("%w: %w", errInput, err)
			}
			e.line++
			decoded, err := decodeFlight(element, e.plan.want)
			if size > maxLine {
				err = errTooLong
			}
			e.take(f, decoded, err)
		} else {
			e.line++
		}
		state = behindElement
		w.rest = w.rest[size:]
	}
}

func (e *fastEngine) merge(from engine) error {
	other := from.(*fastEngine)
	for key, at := range other.byKey {
		mergeStats(e.statsOf([]byte(key)), other.stats[at:int(at)+e.plan.width()])
	}
	e.plainEngine.add(&other.plainEngine)
	return nil
}

func (e *fastEngine) groups(yield func(group)) error {
	if len(e.plan.keys) == 0 {
		e.statsOf(nil) // one group, of no rows if there are none
	}
	for key, at := range e.byKey {
		g := group{Values: e.plan.valuesOf(e.stats[at : int(at)+e.plan.width()])}
		if len(e.plan.keys) > 0 {
			g.Key = strings.Split(key, keyBetween)
		}
		for i, part := range g.Key {
			g.Key[i] = shownKey(part)
		}
		yield(g)
	}
	return nil
}
