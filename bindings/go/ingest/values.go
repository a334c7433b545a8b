package ingest

import (
	"encoding/hex"
	"errors"
	"math"
	"math/big"
	"math/bits"
	"strconv"
	"strings"
	"time"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// Texts to values, as src/ingest/decoder/values.h says. 0 is no fault.

// integer is an integer as its size and sign.
type integer struct {
	size     uint64
	negative bool
}

func parseInteger(text string) (integer, Reason) {
	var n integer
	digits, negative := strings.CutPrefix(text, "-")
	n.negative = negative
	var err error
	if n.size, err = strconv.ParseUint(digits, 10, 64); err == nil {
		return n, 0
	}
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return n, WrongType
	}
	return n, OutOfRange
}

// parseDecimalInteger takes a number of JSON's grammar whose value is an integer, however written.
func parseDecimalInteger(text string) (integer, Reason) {
	n, reason := parseInteger(text)
	if reason != WrongType {
		return n, reason
	}
	mantissa, exponentText, hasExponent := strings.Cut(strings.ToLower(strings.TrimPrefix(text, "-")), "e")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits := whole + fraction
	exponent := int64(0)
	if hasExponent {
		// Beyond 32 bits it is the greatest or the least one, which no digits of a record make up for.
		exponent, _ = strconv.ParseInt(strings.TrimPrefix(exponentText, "+"), 10, 32)
	}
	n.size = 0
	if strings.Trim(digits, "0") == "" {
		return n, 0
	}
	// Of the digits, those up to the moved point.
	point := int64(len(whole)) + exponent
	if point < int64(len(digits)) && strings.Trim(digits[max(point, 0):], "0") != "" {
		return n, WrongType
	}
	digits = strings.TrimLeft(digits, "0")
	point -= int64(len(whole)+len(fraction)) - int64(len(digits))
	if point > 20 {
		return n, OutOfRange
	}
	value, _ := new(big.Int).SetString((digits + strings.Repeat("0", 20))[:point], 10)
	if !value.IsUint64() {
		return n, OutOfRange
	}
	n.size = value.Uint64()
	return n, 0
}

// storeInteger appends an integer to a column of integers or timestamps.
func (w *writer) storeInteger(n integer) Reason {
	if n.size == 0 {
		n.negative = false
	}
	value := n.size
	if n.negative {
		value = -value
	}
	switch w.kind {
	case c.TypeU8, c.TypeU16, c.TypeU32, c.TypeU64:
		if n.negative || bits.Len64(n.size) > 8*w.width {
			return OutOfRange
		}
	default:
		most := uint64(1)<<(8*w.width-1) - 1
		if n.negative {
			most++
		}
		if n.size > most {
			return OutOfRange
		}
	}
	if w.kind >= c.TypeTimestampS && w.kind <= c.TypeTimestampNS {
		moved, reason := w.inUnit(int64(value))
		if reason != 0 {
			return reason
		}
		value = uint64(moved)
	}
	w.word(value)
	return 0
}

// How many parts of a second a type of timestamps counts.
var parts = [...]int64{1, 1e3, 1e6, 1e9}

// inUnit moves a number from the epoch's unit to that of the column, cut off towards the past.
func (w *writer) inUnit(value int64) (int64, Reason) {
	to := parts[w.kind-c.TypeTimestampS]
	from := to
	if w.epoch != 0 {
		from = parts[w.epoch-c.FieldEpochS]
	}
	if from > to {
		by := from / to
		quotient := value / by
		if value%by < 0 {
			quotient--
		}
		return quotient, 0
	}
	moved := value * (to / from)
	if moved/(to/from) != value {
		return 0, OutOfRange
	}
	return moved, 0
}

func (w *writer) storeFloat(text string) Reason {
	unsigned := text
	if len(text) > 1 && text[0] == '+' && text[1] != '-' {
		unsigned, text = text[1:], text[1:]
	} else if len(text) > 1 && text[0] == '-' {
		unsigned = text[1:]
	}
	size := 8 * w.width
	var value float64
	switch strings.ToLower(unsigned) {
	case "nan":
		value = math.NaN()
	case "inf", "infinity":
		value = math.Inf(1)
		if len(unsigned) < len(text) {
			value = math.Inf(-1)
		}
	default:
		if unsigned == "" || strings.Trim(unsigned, "0123456789.eE+-") != "" || (unsigned[0] != '.' && (unsigned[0] < '0' || unsigned[0] > '9')) {
			return WrongType
		}
		var err error
		value, err = strconv.ParseFloat(text, size)
		if errors.Is(err, strconv.ErrRange) && math.IsInf(value, 0) {
			return OutOfRange
		}
		if errors.Is(err, strconv.ErrSyntax) {
			return WrongType
		}
	}
	if size == 32 {
		w.word(uint64(math.Float32bits(float32(value))))
	} else if value != value {
		w.word(0x7FF8000000000000)
	} else {
		w.word(math.Float64bits(value))
	}
	return 0
}

func twoDigits(text string) int {
	if text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9' {
		return 100
	}
	return int(text[0]-'0')*10 + int(text[1]-'0')
}

// parseDate reads YYYY-MM-DD at the beginning of text.
func parseDate(text string) (time.Time, Reason) {
	if len(text) < 10 || text[4] != '-' || text[7] != '-' {
		return time.Time{}, WrongType
	}
	century, years, month, day := twoDigits(text), twoDigits(text[2:]), twoDigits(text[5:]), twoDigits(text[8:])
	if century >= 100 || years >= 100 || month >= 100 || day >= 100 {
		return time.Time{}, WrongType
	}
	date := time.Date(century*100+years, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if month < 1 || int(date.Month()) != month || date.Day() != day {
		return time.Time{}, OutOfRange
	}
	return date, 0
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// parseTime reads a time of RFC 3339, or one of the forms beside it, in the unit of a type.
func parseTime(text string, kind int32) (int64, Reason) {
	date, reason := parseDate(text)
	if reason != 0 {
		return 0, reason
	}
	rest := text[10:]
	hour, minute, second := 0, 0, 0
	var nanoseconds, offset int64
	if rest != "" {
		if rest[0] != ' ' && rest[0] != 'T' && rest[0] != 't' || len(rest) < 6 || rest[3] != ':' {
			return 0, WrongType
		}
		hour, minute = twoDigits(rest[1:]), twoDigits(rest[4:])
		rest = rest[6:]
		if len(rest) >= 3 && rest[0] == ':' {
			second = twoDigits(rest[1:])
			rest = rest[3:]
			if len(rest) >= 2 && rest[0] == '.' && isDigit(rest[1]) {
				rest = rest[1:]
				for part := int64(100000000); rest != "" && isDigit(rest[0]); part /= 10 {
					nanoseconds += int64(rest[0]-'0') * part
					rest = rest[1:]
				}
			}
		}
		if hour >= 100 || minute >= 100 || second >= 100 {
			return 0, WrongType
		}
		switch {
		case rest == "Z" || rest == "z":
			rest = ""
		case len(rest) == 6 && (rest[0] == '+' || rest[0] == '-') && rest[3] == ':':
			hours, minutes := twoDigits(rest[1:]), twoDigits(rest[4:])
			if hours >= 100 || minutes >= 100 {
				return 0, WrongType
			}
			if hours > 23 || minutes > 59 {
				return 0, OutOfRange
			}
			offset = int64(hours)*3600 + int64(minutes)*60
			if rest[0] == '-' {
				offset = -offset
			}
			rest = ""
		}
		if rest != "" {
			return 0, WrongType
		}
		if hour > 23 || minute > 59 || second > 60 {
			return 0, OutOfRange
		}
		if second == 60 {
			nanoseconds = 0
		}
	}
	seconds := date.Unix() + int64(hour)*3600 + int64(minute)*60 + int64(second) - offset
	unit := parts[kind-c.TypeTimestampS]
	value := new(big.Int).Mul(big.NewInt(seconds), big.NewInt(unit))
	value.Add(value, big.NewInt(nanoseconds/(1e9/unit)))
	if !value.IsInt64() {
		return 0, OutOfRange
	}
	return value.Int64(), 0
}

func (w *writer) storeUUID(text string) Reason {
	if len(text) == 36 {
		if text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-' {
			return WrongType
		}
		text = text[:8] + text[9:13] + text[14:18] + text[19:23] + text[24:]
	}
	value, err := hex.DecodeString(text)
	if err != nil || len(value) != 16 {
		return WrongType
	}
	w.fixed = append(w.fixed, value...)
	w.valid = append(w.valid, true)
	return 0
}

// storeText appends the value that a text says to a column that is not of strings.
func (w *writer) storeText(text string) Reason {
	switch w.kind {
	case c.TypeBool:
		if text != "true" && text != "false" {
			return WrongType
		}
		w.bool(text == "true")
		return 0
	case c.TypeF32, c.TypeF64:
		return w.storeFloat(text)
	case c.TypeBytes16:
		return w.storeUUID(text)
	case c.TypeDate32:
		if len(text) != 10 {
			return WrongType
		}
		date, reason := parseDate(text)
		if reason == 0 {
			w.word(uint64(date.Unix() / 86400))
		}
		return reason
	case c.TypeTimestampS, c.TypeTimestampMS, c.TypeTimestampUS, c.TypeTimestampNS:
		value, reason := parseTime(text, w.kind)
		if reason == 0 {
			w.word(uint64(value))
		}
		if reason != WrongType {
			return reason
		}
	}
	n, reason := parseInteger(text)
	if reason != 0 {
		return reason
	}
	return w.storeInteger(n)
}

// storeNumber appends a number of JSON's grammar, which was checked, to a column.
func (w *writer) storeNumber(text string) Reason {
	switch w.kind {
	case c.TypeF32, c.TypeF64:
		return w.storeFloat(text)
	case c.TypeBool, c.TypeDate32, c.TypeBytes16, c.TypeString, c.TypeLargeString, c.TypeBinary, c.TypeLargeBinary:
		return WrongType
	}
	n, reason := parseDecimalInteger(text)
	if reason != 0 {
		return reason
	}
	return w.storeInteger(n)
}
