package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go"
)

// batch is the flights of a block of lines, as columns; both engines get the same.
type batch struct {
	origins sinew.Strings
	routes  sinew.Strings
	delays  []int64
	line    int64 // the number of the last line seen
	route   []byte
}

func (b *batch) len() int { return len(b.delays) }

func (b *batch) reset() {
	b.origins.Reset()
	b.routes.Reset()
	b.delays = b.delays[:0]
}

// parse adds the flights of a block of lines, after a line that was too long if skipped says so.
// Empty lines are no lines of NDJSON, and passed over.
func (b *batch) parse(block []byte, skipped bool, bad func(line int64, reason string)) {
	if skipped {
		b.line++
		bad(b.line, fmt.Sprintf("longer than %d bytes", maxLine))
	}
	for len(block) > 0 {
		line := block
		if end := bytes.IndexByte(block, '\n'); end >= 0 {
			line, block = block[:end], block[end+1:]
		} else {
			block = nil
		}
		b.line++
		f, ok := scanFlight(line)
		if !ok {
			if len(bytes.TrimSpace(line)) == 0 {
				continue
			}
			var err error
			if f, err = decodeFlight(line); err != nil {
				bad(b.line, err.Error())
				continue
			}
		}
		b.route = append(append(append(b.route[:0], f.origin...), '-'), f.destination...)
		b.origins.AppendBytes(f.origin)
		b.routes.AppendBytes(b.route)
		b.delays = append(b.delays, f.delay)
	}
}

type flight struct {
	delay               int64
	origin, destination []byte
}

// maxDelay is about two years in minutes. What is beyond is no delay of a flight; and so no sum of
// delays can overflow.
const maxDelay = 1_000_000

func credible(delay int64) bool { return -maxDelay <= delay && delay <= maxDelay }

// scanFlight reads the usual kind of line: an object of strings without escapes and of numbers,
// without white space. What it does not recognise is left to decodeFlight, so that it need not judge.
func scanFlight(line []byte) (f flight, ok bool) {
	if n := len(line); n > 0 && line[n-1] == '\r' {
		line = line[:n-1]
	}
	if len(line) < 2 || line[0] != '{' || line[len(line)-1] != '}' {
		return f, false
	}
	hasDelay := false
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
				f.delay, hasDelay = number, true
			case "origin", "destination":
				return f, false
			}
			rest = after
		}
		if len(rest) == 1 && rest[0] == '}' {
			return f, hasDelay && credible(f.delay) && len(f.origin) > 0 && len(f.destination) > 0
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

// decodeFlight reads a line by the whole of JSON's rules, and says what is wrong with it. Names are
// matched exactly, which encoding/json does for maps only.
func decodeFlight(line []byte) (flight, error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(line, &members); err != nil {
		return flight{}, fmt.Errorf("no flight: %w", err)
	}
	var delay *int64
	var origin, destination string
	for _, member := range []struct {
		name  string
		value any
	}{{"delay", &delay}, {"origin", &origin}, {"destination", &destination}} {
		raw, present := members[member.name]
		if !present {
			return flight{}, errors.New("no " + member.name)
		}
		if err := json.Unmarshal(raw, member.value); err != nil {
			return flight{}, fmt.Errorf("%s: %w", member.name, err)
		}
	}
	switch {
	case delay == nil:
		return flight{}, errors.New("no delay")
	case !credible(*delay):
		return flight{}, fmt.Errorf("a delay of %d minutes, beyond %d", *delay, maxDelay)
	case origin == "":
		return flight{}, errors.New("no origin")
	case destination == "":
		return flight{}, errors.New("no destination")
	}
	return flight{*delay, []byte(origin), []byte(destination)}, nil
}
