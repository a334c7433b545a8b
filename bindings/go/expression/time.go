package expression

import (
	"math/big"
	"math/bits"
	"strconv"
	"strings"
	"time"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

const (
	second = int64(time.Second)
	day    = 24 * 60 * 60 * second
)

// nanosecondsOf returns the nanoseconds of the unit of a type of dates or timestamps.
func nanosecondsOf(kind int32) int64 {
	switch kind {
	case c.TypeDate32:
		return day
	case c.TypeTimestampS:
		return second
	case c.TypeTimestampMS:
		return int64(time.Millisecond)
	case c.TypeTimestampUS:
		return int64(time.Microsecond)
	}
	return 1
}

func floorDivide(a, b int64) int64 {
	quotient := a / b
	if a%b < 0 {
		quotient--
	}
	return quotient
}

// divisor divides by a number above 0, known before, with a multiplication: T. Granlund, P. L. Montgomery,
// "Division by Invariant Integers using Multiplication", 1994, for dividends of 63 bits.
type divisor struct {
	by         int64
	reciprocal uint64 // 2^(63 + bits) / by, rounded up; bits are those that hold by - 1
	shift      uint   // bits - 1
}

func newDivisor(by int64) divisor {
	if by == 1 { // whose reciprocal is no such number
		return divisor{by: 1}
	}
	size := uint(bits.Len64(uint64(by) - 1))
	quotient, rest := bits.Div64(1<<(size-1), 0, uint64(by))
	if rest != 0 {
		quotient++
	}
	return divisor{by, quotient, size - 1}
}

// floor returns the quotient, rounded down.
func (d *divisor) floor(value int64) int64 {
	if d.reciprocal == 0 {
		return value
	}
	sign := value >> 63
	high, _ := bits.Mul64(uint64(value^sign), d.reciprocal)
	return int64(high>>(d.shift&63)) ^ sign
}

// dateOf returns the date of the proleptic Gregorian calendar of a day since 1970-01-01, by H. Hinnant,
// chrono-Compatible Low-Level Date Algorithms: a year begins in March, so that the day that is there or
// not is its last. (Package time does not reach as far as a timestamp in seconds.)
func dateOf(days int64) (year, month, dayOfMonth int64) {
	days += 719468
	era := floorDivide(days, 146097)
	dayOfEra := days - era*146097
	yearOfEra := (dayOfEra - dayOfEra/1460 + dayOfEra/36524 - dayOfEra/146096) / 365
	dayOfYear := dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	fromMarch := (5*dayOfYear + 2) / 153
	year, month = yearOfEra+era*400, fromMarch+3
	if month > 12 {
		year, month = year+1, month-12
	}
	return year, month, dayOfYear - (153*fromMarch+2)/5 + 1
}

type part uint8

const (
	yearOf part = iota
	monthOf
	dayOf
	hourOf
	minuteOf
	secondOf
	weekdayOf
)

// of returns a part of a time, which is days since 1970-01-01 and seconds of that day.
func (p part) of(days, seconds int64) int64 {
	switch p {
	case yearOf:
		year, _, _ := dateOf(days)
		return year
	case monthOf:
		_, month, _ := dateOf(days)
		return month
	case dayOf:
		_, _, dayOfMonth := dateOf(days)
		return dayOfMonth
	case hourOf:
		return seconds / 3600
	case minuteOf:
		return seconds / 60 % 60
	case secondOf:
		return seconds % 60
	}
	// 1970-01-01 was a Thursday; Sunday is 0.
	return days + 4 - 7*floorDivide(days+4, 7)
}

// timeReader reads a text from its beginning.
type timeReader struct{ rest string }

func (r *timeReader) skip(b byte) bool {
	if r.rest == "" || r.rest[0] != b {
		return false
	}
	r.rest = r.rest[1:]
	return true
}

// digits reads so many digits.
func (r *timeReader) digits(count int) (number int, ok bool) {
	if len(r.rest) < count {
		return 0, false
	}
	for i := range count {
		if !isDigit(r.rest[i]) {
			return 0, false
		}
		number = number*10 + int(r.rest[i]-'0')
	}
	r.rest = r.rest[count:]
	return number, true
}

// fraction reads 1 to 9 digits behind the point, as nanoseconds.
func (r *timeReader) fraction() (nanoseconds int64, ok bool) {
	unit := second
	for unit > 1 && r.rest != "" && isDigit(r.rest[0]) {
		unit /= 10
		nanoseconds += int64(r.rest[0]-'0') * unit
		r.rest = r.rest[1:]
	}
	return nanoseconds, unit < second
}

// pair reads two numbers of two digits with a colon between them.
func (r *timeReader) pair() (a, b int, ok bool) {
	a, isA := r.digits(2)
	colon := isA && r.skip(':')
	b, isB := r.digits(2)
	return a, b, colon && isB
}

// parseTime reads YYYY-MM-DD, and if it is no date ' ' or 'T', hh:mm, :ss, a fraction of a second, and Z
// or an offset +hh:mm, each with what is before it. It returns nanoseconds since
// 1970-01-01T00:00:00Z, and whether microseconds do not hold them.
func parseTime(text string, isDate bool) (nanoseconds *big.Int, isFine, ok bool) {
	r := timeReader{text}
	year, isYear := r.digits(4)
	if !isYear || !r.skip('-') {
		return nil, false, false
	}
	month, isMonth := r.digits(2)
	if !isMonth || !r.skip('-') {
		return nil, false, false
	}
	of, isDay := r.digits(2)
	date := time.Date(year, time.Month(month), of, 0, 0, 0, 0, time.UTC)
	if !isDay || month < 1 || int(date.Month()) != month || date.Day() != of {
		return nil, false, false
	}
	var clock, offset int
	var fraction int64
	if !isDate && (r.skip(' ') || r.skip('T')) {
		hour, minute, ok := r.pair()
		if !ok || hour > 23 || minute > 59 {
			return nil, false, false
		}
		clock = (hour*60 + minute) * 60
		if r.skip(':') {
			seconds, ok := r.digits(2)
			if !ok || seconds > 59 {
				return nil, false, false
			}
			clock += seconds
			if r.skip('.') {
				if fraction, ok = r.fraction(); !ok {
					return nil, false, false
				}
			}
		}
		if ahead := r.skip('+'); ahead || r.skip('-') {
			hours, minutes, ok := r.pair()
			if !ok || hours > 23 || minutes > 59 {
				return nil, false, false
			}
			offset = (hours*60 + minutes) * 60
			if !ahead {
				offset = -offset
			}
		} else {
			r.skip('Z')
		}
	}
	if r.rest != "" {
		return nil, false, false
	}
	nanoseconds = big.NewInt(date.Unix() + int64(clock-offset))
	nanoseconds.Mul(nanoseconds, big.NewInt(second)).Add(nanoseconds, big.NewInt(fraction))
	return nanoseconds, fraction%1000 != 0, true
}

var units = map[string]int64{
	"ns": 1, "us": int64(time.Microsecond), "ms": int64(time.Millisecond),
	"s": second, "m": 60 * second, "h": 3600 * second, "d": day,
}

// parseWidth reads digits and a unit, as in "5m": more than nothing, and nanoseconds that fit 64 bits.
func parseWidth(text string) (nanoseconds int64, ok bool) {
	unit := strings.TrimLeft(text, "0123456789")
	number, err := strconv.ParseInt(text[:len(text)-len(unit)], 10, 64)
	if err != nil || number == 0 || units[unit] == 0 {
		return 0, false
	}
	return multiply(number, units[unit])
}

// multiply returns a product, and whether it fits.
func multiply(a, b int64) (product int64, fits bool) {
	high, low := multiplyWide(a, b)
	return int64(low), high == int64(low)>>63
}

// multiplyWide returns a product of 128 bits.
func multiplyWide(a, b int64) (high int64, low uint64) {
	h, low := bits.Mul64(uint64(a), uint64(b))
	return int64(h) - a>>63&b - b>>63&a, low
}
