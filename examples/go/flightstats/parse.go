package main

import (
	"encoding/json"
	"errors"
	"fmt"
)

// The hand-written parser: it knows the members of a flight, and leaves every line that is not written as
// usual to encoding/json.

// flight is what a query may need of a line. What is missing or null is nil, or noDelay.
type flight struct {
	delay                     int64
	date, origin, destination []byte
}

// scanFlight reads the usual kind of line: an object of strings without escapes and of numbers, without
// white space, with each member at most once. What it does not recognise is left to decodeFlight, so that
// it need not judge.
func scanFlight(line []byte) (f flight, ok bool) {
	if n := len(line); n > 0 && line[n-1] == '\r' {
		line = line[:n-1]
	}
	if len(line) < 2 || line[0] != '{' || line[len(line)-1] != '}' {
		return f, false
	}
	f.delay = noDelay
	rest := line[1:]
	for {
		name, after, ok := scanString(rest)
		if !ok || len(after) == 0 || after[0] != ':' {
			return f, false
		}
		rest = after[1:]
		if len(rest) > 0 && rest[0] == '"' {
			text, after, ok := scanString(rest)
			if !ok {
				return f, false
			}
			switch string(name) {
			case "origin":
				f.origin = text
			case "destination":
				f.destination = text
			case "date":
				f.date = text
			case "delay":
				return f, false
			}
			rest = after
		} else {
			number, after, ok := scanInteger(rest)
			if !ok {
				return f, false
			}
			switch string(name) {
			case "delay":
				f.delay = number
			case "origin", "destination", "date":
				return f, false
			}
			rest = after
		}
		if len(rest) == 1 && rest[0] == '}' {
			return f, true
		}
		if len(rest) == 0 || rest[0] != ',' {
			return f, false
		}
		rest = rest[1:]
	}
}

// scanString reads a string of printable ASCII characters without escapes.
func scanString(in []byte) (text, rest []byte, ok bool) {
	if len(in) == 0 || in[0] != '"' {
		return nil, nil, false
	}
	for i := 1; i < len(in); i++ {
		switch ch := in[i]; {
		case ch == '"':
			return in[1:i], in[i+1:], true
		case ch == '\\' || ch < ' ' || ch >= 0x7f:
			return nil, nil, false
		}
	}
	return nil, nil, false
}

// scanInteger reads an integer of up to 18 digits.
func scanInteger(in []byte) (value int64, rest []byte, ok bool) {
	i, negative := 0, false
	if len(in) > 0 && in[0] == '-' {
		i, negative = 1, true
	}
	first := i
	for ; i < len(in) && in[i]-'0' <= 9; i++ {
		value = value*10 + int64(in[i]-'0')
	}
	digits := i - first
	if digits == 0 || digits > 18 || digits > 1 && in[first] == '0' {
		return 0, nil, false
	}
	if i < len(in) && in[i] != ',' && in[i] != '}' {
		return 0, nil, false
	}
	if negative {
		value = -value
	}
	return value, in[i:], true
}

// decodeFlight reads a line by the whole of JSON's rules. Names are matched exactly, which encoding/json
// does for maps only.
func decodeFlight(line []byte) (flight, error) {
	f := flight{delay: noDelay}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(line, &members); err != nil {
		return f, err
	}
	if members == nil {
		return f, errors.New("no object")
	}
	for _, text := range []struct {
		name string
		to   *[]byte
	}{{"date", &f.date}, {"origin", &f.origin}, {"destination", &f.destination}} {
		var value *string
		if err := unmarshal(members, text.name, &value); err != nil {
			return f, err
		}
		if value != nil {
			*text.to = []byte(*value)
		}
	}
	var delay *int64
	if err := unmarshal(members, "delay", &delay); err != nil {
		return f, err
	}
	if delay != nil {
		f.delay = *delay
	}
	return f, nil
}

// unmarshal leaves the value as it is if there is no such member.
func unmarshal(members map[string]json.RawMessage, name string, value any) error {
	raw, present := members[name]
	if !present {
		return nil
	}
	if err := json.Unmarshal(raw, value); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
