package main

import (
	"unicode/utf8"
)

// The hand-written parsers. What is not written as usual they leave to encoding/json and encoding/csv, so that
// they need not judge.

// scanFlight reads the usual kind of object at the beginning of in: strings without escapes and integers. Members
// may have spaces between them, and newlines if they may be there. It returns the bytes of the object, or 0.
func scanFlight(in []byte, f *flight[[]byte], want fieldSet, newlines bool) int {
	if len(in) == 0 || in[0] != '{' {
		return 0
	}
	for at := 1; ; at++ {
		at = skipSpace(in, at, newlines)
		end := scanString(in, at)
		if end == 0 {
			return 0
		}
		field := fieldOf(in[at+1 : end])
		if at = skipSpace(in, end+1, newlines); at >= len(in) || in[at] != ':' {
			return 0
		}
		if at = skipSpace(in, at+1, newlines); at < len(in) && in[at] == '"' {
			if end = scanString(in, at); end == 0 {
				return 0
			}
			if want.has(field) {
				if field >= textFields {
					return 0
				}
				f.texts[field] = in[at+1 : end]
			}
			at = end + 1
		} else {
			number, end := scanInteger(in, at)
			if end == 0 {
				return 0
			}
			if want.has(field) {
				if field < textFields {
					return 0
				}
				f.numbers[field-textFields] = number
			}
			at = end
		}
		if at = skipSpace(in, at, newlines); at >= len(in) {
			return 0
		}
		if in[at] == '}' {
			return at + 1
		}
		if in[at] != ',' {
			return 0
		}
	}
}

// fieldOf returns a field that no set has for an unknown name.
func fieldOf(name []byte) int {
	switch string(name) {
	case "date":
		return date
	case "origin":
		return origin
	case "destination":
		return destination
	case "delay":
		return delay
	case "distance":
		return distance
	}
	return textFields + numberFields
}

// skipSpace returns where the next byte is that is no white space. Mostly that is at once.
func skipSpace(in []byte, at int, newlines bool) int {
	if at < len(in) && in[at] > ' ' {
		return at
	}
	return skipSpaces(in, at, newlines)
}

func skipSpaces(in []byte, at int, newlines bool) int {
	for at < len(in) && (in[at] == ' ' || in[at] == '\t' || newlines && (in[at] == '\n' || in[at] == '\r')) {
		at++
	}
	return at
}

// inString has the printable ASCII characters that stand for themselves in a string.
var inString = func() (set [256]bool) {
	for ch := ' '; ch < 0x7f; ch++ {
		set[ch] = ch != '"' && ch != '\\'
	}
	return set
}()

// scanString returns where the quote is that ends the string at a place, or 0.
func scanString(in []byte, at int) int {
	if at >= len(in) || in[at] != '"' {
		return 0
	}
	for at++; at < len(in); at++ {
		if !inString[in[at]] {
			if in[at] == '"' {
				return at
			}
			return 0
		}
	}
	return 0
}

// scanInteger reads an integer of up to 18 digits, and returns where it ends, or 0.
func scanInteger(in []byte, at int) (value int64, end int) {
	negative := at < len(in) && in[at] == '-'
	if negative {
		at++
	}
	first := at
	for ; at < len(in) && in[at]-'0' <= 9; at++ {
		value = value*10 + int64(in[at]-'0')
	}
	digits := at - first
	if digits == 0 || digits > 18 || digits > 1 && in[first] == '0' {
		return 0, 0
	}
	if negative {
		value = -value
	}
	return value, at
}

// scanRecord reads a usual CSV record at the beginning of in: fields without quotes in them, around which there
// may be some. It returns its bytes with the newline, or 0, also if more input might belong to it.
func scanRecord(in []byte, columns []int, f *flight[[]byte], last bool) int {
	if len(in) == 0 || in[0] == '\r' || len(columns) == 0 {
		return 0
	}
	at := 0
	for i, field := range columns {
		quoted := at < len(in) && in[at] == '"'
		if quoted {
			at++
		}
		begin := at
		switch {
		case field >= textFields:
			if number, end := scanInteger(in, at); end > 0 {
				f.numbers[field-textFields] = number
				at = end
			}
		case quoted:
			for at < len(in) && in[at] != '"' {
				at++
			}
		default:
			for at < len(in) && inField[in[at]] {
				at++
			}
		}
		if field >= 0 && field < textFields {
			f.texts[field] = in[begin:at]
			if !isASCII(in[begin:at]) && !utf8.Valid(in[begin:at]) {
				return 0
			}
		}
		if quoted {
			if at >= len(in) || in[at] != '"' {
				return 0
			}
			at++
		}
		if i < len(columns)-1 {
			if at >= len(in) || in[at] != ',' {
				return 0
			}
			at++
		}
	}
	switch {
	case at == len(in) && last:
		return at
	case at < len(in) && in[at] == '\n':
		return at + 1
	case at+1 < len(in) && in[at] == '\r' && in[at+1] == '\n':
		return at + 2
	}
	return 0
}

func isASCII(text []byte) bool {
	all := byte(0)
	for _, ch := range text {
		all |= ch
	}
	return all < 0x80
}

// inField has the bytes that stand for themselves in a CSV field without quotes.
var inField = func() (set [256]bool) {
	for i := range set {
		set[i] = i != ',' && i != '"' && i != '\r' && i != '\n'
	}
	return set
}()
