package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The fields that the engines in Go know: the texts come first.
const (
	date = iota
	origin
	destination
	textFields
	delay        = textFields
	distance     = textFields + 1
	numberFields = 2
)

var fieldNames = []string{"date", "origin", "destination", "delay", "distance"}

// fieldSet has a bit for each field.
type fieldSet uint

func (s fieldSet) has(field int) bool { return s>>field&1 != 0 }

// flight is the fields of a flight that a query names. What is missing or null, or not named, is nullText or
// nullNumber.
type flight[T string | []byte] struct {
	texts   [textFields]T
	numbers [numberFields]int64
}

// No UTF-8 has this byte.
const (
	nullText   = "\xff"
	nullNumber = math.MinInt64
)

func newFlight[T string | []byte](null T) flight[T] {
	return flight[T]{[textFields]T{null, null, null}, [numberFields]int64{nullNumber, nullNumber}}
}

var (
	noFlight      = newFlight(nullText)
	noFlightBytes = newFlight([]byte(nullText))
)

// inBytes is the same flight for the engine by hand.
func inBytes(f *flight[string]) flight[[]byte] {
	b := flight[[]byte]{numbers: f.numbers}
	for i, text := range f.texts {
		b.texts[i] = []byte(text)
	}
	return b
}

// decodeFlight reads a flight by the whole of JSON's rules, and looks at the fields that are wanted alone. It is
// for what is not as usual, and need not be fast. It takes what Sinew takes: names as they are, 1.0 and 1e2 as
// integers, and no text that is not UTF-8.
func decodeFlight(text []byte, want fieldSet) (flight[string], error) {
	f := noFlight
	var members map[string]json.RawMessage
	if err := json.Unmarshal(text, &members); err != nil {
		return f, err
	}
	if members == nil {
		return f, errors.New("no object")
	}
	for field, name := range fieldNames {
		raw := members[name]
		if raw == nil || string(raw) == "null" || !want.has(field) {
			continue
		}
		var err error
		if field < textFields {
			f.texts[field], err = decodeText(raw)
		} else {
			f.numbers[field-textFields], err = decodeInteger(string(raw))
		}
		if err != nil {
			return f, fmt.Errorf("%s: %w", name, err)
		}
	}
	return f, nil
}

// What encoding/json puts in the place of bytes that are no UTF-8, and of half a surrogate pair.
const replacement = string(utf8.RuneError)

func decodeText(raw []byte) (string, error) {
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		return "", err
	}
	written := strings.Contains(string(raw), replacement) || strings.Contains(strings.ToLower(string(raw)), `\ufffd`)
	if strings.Contains(text, replacement) && !written || !utf8.Valid(raw) {
		return "", errors.New("no UTF-8")
	}
	return text, nil
}

func decodeInteger(text string) (int64, error) {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return n, nil
	}
	const longest = 40 // a longer number is not one of these, or takes long
	if _, exponent, _ := strings.Cut(strings.ToLower(text), "e"); len(text) <= longest && len(exponent) <= 3 {
		if n, ok := new(big.Rat).SetString(text); ok && n.IsInt() && n.Num().IsInt64() {
			return n.Num().Int64(), nil
		}
	}
	return 0, fmt.Errorf("%.*s is no integer of 64 bits", longest, text)
}

// csvColumns finds the fields in a header: each column's field, or -1.
func csvColumns(header []string, want fieldSet) ([]int, error) {
	columns := slices.Repeat([]int{-1}, len(header))
	for field, name := range fieldNames {
		if !want.has(field) {
			continue
		}
		at := slices.Index(header, name)
		if at < 0 {
			return nil, fmt.Errorf("%w: the header does not name %s", errInput, name)
		}
		columns[at] = field
	}
	return columns, nil
}

// flightOf takes the fields from a record that encoding/csv has read.
func flightOf(columns []int, record []string) (flight[string], error) {
	f := noFlight
	for i, field := range columns {
		text := record[i]
		switch {
		case field < 0:
		case field < textFields:
			if !utf8.ValidString(text) {
				return f, fmt.Errorf("%s: no UTF-8", fieldNames[field])
			}
			f.texts[field] = text
		case text != "":
			n, err := strconv.ParseInt(text, 10, 64)
			if err != nil || text[0] == '+' {
				return f, fmt.Errorf("%s: %.40q is no integer of 64 bits", fieldNames[field], text)
			}
			f.numbers[field-textFields] = n
		}
	}
	return f, nil
}
