package ingest

import (
	"bytes"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// CSV says how delimited text is written. The zero CSV is RFC 4180 without a header.
type CSV struct {
	Options
	// Header says that the first record names the columns.
	Header bool
	// Delimiter is what stands between fields: any byte but the quote, CR and LF. 0 is ','.
	Delimiter byte
	// Quote is what stands around fields: an ASCII character but those of numbers, letters, space, ':',
	// CR and LF. 0 is '"'.
	Quote byte
	// NoQuotes makes the quote a byte like any other, as in TSV.
	NoQuotes bool
	// LazyQuotes lets a quote that is not where one may be stand for itself, as that of encoding/csv.
	LazyQuotes bool
	// Ragged lets records differ in their number of fields; what is missing is null.
	Ragged bool
	// EmptyIsNull makes a string of no bytes, without quotes, null.
	EmptyIsNull bool
	// NullText is a field that is null if it has no quotes, at most 255 bytes; "" is none.
	NullText string
	// MaxColumns is the most fields of a record, up to 2^20; 0 is 4,096. A record with more is
	// rejected.
	MaxColumns int
}

const (
	defaultColumns = 4096
	mostColumns    = 1 << 20
	mostNullText   = 255
	// The bytes of a byte order mark.
	leastRecordSize = 3
)

// NewCSV returns a decoder of delimited text: CSV (RFC 4180), TSV, and lines such as `name;value`.
//
// The Path of a field is the name of a column if there is a Header, of the first one if several are
// called so; without, it is the number of a column, from "0". The first record says how many fields a
// record has.
//
// Lines end with LF or CRLF. Empty lines are no records; a byte order mark at the beginning is skipped. A
// Header that is at fault, or does not name a field, is BadHeader, an error even without Options.Stop. A
// quoting fault is Syntax, and the record ends with the line; a quote that is not closed is Truncated. An
// empty field without quotes is null, or a string of no bytes. Values other than strings stand without
// spaces: true and false, digits, decimals, dates and times (RFC 3339), UUIDs.
//
// The error is a *sinew.Error: ErrInvalidArgument for an option that is not allowed, or without a Header a
// Path that is no number, whose Offset is the index of the field; ErrMemoryLimit, ErrOutOfMemory.
func NewCSV(options CSV, fields ...Field) (*Decoder, error) {
	if err := options.check(fields); err != nil {
		return nil, err
	}
	return open(&options.Options, fields, allowed{}, func(o *c.DecoderOptions, out *c.Decoder, failure *c.Error) int32 {
		format := c.CSVOptions{
			Size: int(unsafe.Sizeof(c.CSVOptions{})), MaxColumns: options.MaxColumns, Flags: options.formatFlags(),
			Delimiter: options.Delimiter, Quote: options.Quote,
		}
		var pinner runtime.Pinner
		defer pinner.Unpin()
		if options.NullText != "" {
			format.NullText = c.PinText(&pinner, options.NullText)
		}
		return c.CSVCreate(o, &format, out, failure)
	}, func(p *plain) plainFormat { return newPlainCSV(p, &options) })
}

func (o *CSV) formatFlags() uint32 {
	return when(o.Header, c.CSVHeader) | when(o.NoQuotes, c.CSVNoQuotes) | when(o.LazyQuotes, c.CSVLazyQuotes) |
		when(o.Ragged, c.CSVRagged) | when(o.EmptyIsNull, c.CSVEmptyIsNull)
}

func (o *CSV) quote() byte {
	if o.Quote == 0 {
		return '"'
	}
	return o.Quote
}

func (o *CSV) delimiter() byte {
	if o.Delimiter == 0 {
		return ','
	}
	return o.Delimiter
}

func (o *CSV) maxColumns() int {
	if o.MaxColumns == 0 {
		return defaultColumns
	}
	return o.MaxColumns
}

func (o *CSV) check(fields []Field) error {
	quote, delimiter := o.quote(), o.delimiter()
	ofValues := isDigit(quote) || quote|0x20 >= 'a' && quote|0x20 <= 'z' || strings.IndexByte("+-.: \r\n", quote) >= 0
	switch {
	case len(o.NullText) > mostNullText || strings.IndexByte(o.NullText, 0) >= 0:
		return fault.Invalid(0, "CSV.NullText: %q is over 255 bytes or has a zero byte", o.NullText)
	case o.MaxColumns < 0 || o.MaxColumns > mostColumns:
		return fault.Invalid(0, "CSV.MaxColumns: %d is not from 0 to %d", o.MaxColumns, mostColumns)
	case quote >= 0x80 || ofValues:
		return fault.Invalid(0, "CSV.Quote: %q is no byte for it", quote)
	case delimiter == '\r' || delimiter == '\n' || !o.NoQuotes && delimiter == quote:
		return fault.Invalid(0, "CSV.Delimiter: %q is CR, LF or the quote", delimiter)
	case o.MaxRecordSize > 0 && o.MaxRecordSize < leastRecordSize:
		return fault.Invalid(0, "Options.MaxRecordSize: %d is less than a byte order mark has", o.MaxRecordSize)
	}
	for i := range fields {
		if !o.Header && columnOf(fields[i].Path) >= o.maxColumns() {
			return fault.Invalid(i, "fields[%d].Path: %q is not the number of a column, 0 to %d", i, fields[i].Path, o.maxColumns()-1)
		}
	}
	return nil
}

// No column: what a field is not found in.
const noColumn = int(^uint(0) >> 1)

// columnOf returns the number of a column: digits without zeros before them.
func columnOf(path string) int {
	number, err := strconv.Atoi(path)
	if err != nil || number < 0 || len(path) > 8 || strconv.Itoa(number) != path {
		return noColumn
	}
	return number
}

// csvField is what is known of a field, and of the record that is scanned.
type csvField struct {
	column    int    // of the text
	text      []byte // without quotes
	at        int    // where that is
	there     bool
	quoted    bool
	hasQuotes bool
}

// plainCSV is CSV in Go: src/ingest/csv/csv.cc, record by record.
type plainCSV struct {
	*plain
	csv       *CSV
	quote     byte
	delimiter byte
	fields    []csvField

	beginning bool // a byte order mark may come
	columns   int  // of the first record; 0: there was none

	state csvState
	mark  int // bytes of a byte order mark that have come
}

// csvState is where the scan is in pieces of a record.
type csvState int

const (
	csvFieldStart csvState = iota
	csvUnquoted
	csvQuoted
	csvQuote       // behind a quote that closes, or is the first of two
	csvQuoteReturn // and a carriage return
	csvFaulty      // the record goes on to the end of the line
)

func newPlainCSV(p *plain, options *CSV) *plainCSV {
	f := &plainCSV{plain: p, csv: options, quote: options.quote(), delimiter: options.delimiter()}
	f.fields = make([]csvField, len(p.fields))
	f.reset()
	return f
}

func (f *plainCSV) reset() {
	f.beginning, f.columns = true, 0
	for i := range f.fields {
		f.fields[i].column = noColumn
		if !f.csv.Header {
			f.fields[i].column = columnOf(f.plain.fields[i].Path)
		}
	}
}

func (f *plainCSV) endSkipped()  {}
func (f *plainCSV) mayEnd() bool { return true }

// csvRecord is what the scan of a record found.
type csvRecord struct {
	size    int // -1: it goes on
	columns int
	fault   int // -1: there is none
	reason  Reason
}

// scan calls take for every field of the record at the beginning of in. A quoting fault ends what is
// said in fields: the record goes on to the next newline.
func (f *plainCSV) scan(in []byte, end bool, take func(column int, field csvField)) csvRecord {
	record := csvRecord{size: -1, fault: -1}
	faulty := func(where, from int, reason Reason) csvRecord {
		newline := bytes.IndexByte(in[from:], '\n')
		switch {
		case newline >= 0:
			record.size = from + newline + 1
		case end:
			record.size = len(in)
		default:
			return record
		}
		record.fault, record.reason = where, reason
		return record
	}
	for at := 0; ; at++ {
		field := csvField{at: at}
		if !f.csv.NoQuotes && at < len(in) && in[at] == f.quote {
			field.quoted = true
			at++
			for {
				quote := bytes.IndexByte(in[at:], f.quote)
				if quote < 0 {
					if end {
						return faulty(field.at, len(in), Truncated)
					}
					return record
				}
				at += quote + 1
				rest := in[at:]
				if len(rest) == 0 || len(rest) == 1 && rest[0] == '\r' {
					if !end {
						return record
					}
					break
				}
				if rest[0] == f.delimiter || rest[0] == '\n' || rest[0] == '\r' && rest[1] == '\n' {
					break
				}
				if rest[0] == f.quote {
					at++
				} else if !f.csv.LazyQuotes {
					return faulty(at, at, Syntax)
				}
				field.hasQuotes = true
			}
			field.at++
			field.text = in[field.at : at-1]
			if at < len(in) && in[at] == '\r' {
				at++
			}
		} else {
			for ; at < len(in) && in[at] != f.delimiter && in[at] != '\n'; at++ {
				if in[at] == f.quote && !f.csv.NoQuotes && !f.csv.LazyQuotes {
					return faulty(at, at, Syntax)
				}
			}
			if at == len(in) && !end {
				return record
			}
			field.text = in[field.at:at]
			if at == len(in) || in[at] == '\n' {
				field.text = bytes.TrimSuffix(field.text, []byte("\r"))
			}
		}
		take(record.columns, field)
		record.columns++
		if at == len(in) || in[at] == '\n' {
			record.size = min(at+1, len(in))
			return record
		}
	}
}

// scanFields keeps the fields that are wanted.
func (f *plainCSV) scanFields(in []byte, end bool) csvRecord {
	for i := range f.fields {
		f.fields[i].there = false
	}
	return f.scan(in, end, func(column int, field csvField) {
		for i := range f.fields {
			if f.fields[i].column == column {
				field.column, field.there = column, true
				f.fields[i] = field
			}
		}
	})
}

func (f *plainCSV) unquote(text []byte) []byte {
	return bytes.ReplaceAll(text, []byte{f.quote, f.quote}, []byte{f.quote})
}

// decodeHeader looks for the names of the fields.
func (f *plainCSV) decodeHeader(in []byte, at int, record csvRecord, end bool) {
	if record.fault >= 0 || record.columns > f.csv.maxColumns() {
		f.rejectRecord(at+max(record.fault, 0), -1, BadHeader)
		f.stopped = true
		return
	}
	var names []string
	f.scan(in[at:], end, func(_ int, field csvField) {
		if field.hasQuotes {
			field.text = f.unquote(field.text)
		}
		names = append(names, string(field.text))
	})
	for i := range f.fields {
		if f.fields[i].column = slices.Index(names, f.plain.fields[i].Path); f.fields[i].column < 0 {
			f.rejectRecord(at, i, BadHeader)
			f.stopped = true
			return
		}
	}
	f.columns = record.columns
}

func (f *plainCSV) isNull(text []byte, isString bool) bool {
	if len(text) == 0 && (!isString || f.csv.EmptyIsNull) {
		return true
	}
	return f.csv.NullText != "" && string(text) == f.csv.NullText
}

// storeField writes a field, or returns false if the record must be dropped.
func (f *plainCSV) storeField(base, i int) bool {
	field, w := &f.fields[i], &f.plain.columns[i]
	isString := c.IsString(w.kind)
	if !field.there || !field.quoted && f.isNull(field.text, isString) {
		w.null()
		return true
	}
	var reason Reason
	at := 0
	switch {
	case !isString && field.hasQuotes:
		reason = WrongType
	case !isString:
		reason = w.storeText(string(field.text))
	default:
		if w.kind == c.TypeString {
			if at = validPrefix(field.text); at < len(field.text) {
				reason = Encoding
				break
			}
		}
		text := field.text
		if field.hasQuotes {
			text = f.unquote(text)
		}
		if len(text) > f.options.MaxValueSize {
			at, reason = 0, ValueTooLong
		} else {
			w.bytes(text)
		}
	}
	if reason == 0 {
		return true
	}
	if f.rejectValue(base+field.at+at, i, reason) {
		return false
	}
	w.null()
	return true
}

// decodeScanned decodes or rejects the record at a place, whose fields scanFields found.
func (f *plainCSV) decodeScanned(at int, record csvRecord) {
	switch {
	case record.fault >= 0:
		f.rejectRecord(at+record.fault, -1, record.reason)
		return
	case record.columns > f.csv.maxColumns():
		f.rejectRecord(at, -1, FieldCount)
		return
	}
	if f.columns == 0 {
		f.columns = record.columns
	}
	if !f.csv.Ragged {
		if record.columns != f.columns {
			f.rejectRecord(at, -1, FieldCount)
			return
		}
		for i := range f.fields {
			if !f.fields[i].there {
				f.rejectRecord(at, i, FieldCount)
				return
			}
		}
	}
	for i := range f.fields {
		if !f.storeField(at, i) {
			f.dropRecord()
			return
		}
	}
	f.endRecord()
}

func (f *plainCSV) decodeRow(text []byte) {
	if f.csv.Header && f.columns == 0 {
		f.rejectRecord(0, -1, BadHeader)
		return
	}
	record := f.scanFields(text, true)
	if record.fault < 0 && record.size != len(text) {
		record.fault, record.reason = record.size, Syntax
	}
	f.decodeScanned(0, record)
}

// emptyLines returns the bytes of the empty lines at the beginning of in.
func emptyLines(in []byte, end bool) int {
	at := 0
	for {
		rest := in[at:]
		switch {
		case len(rest) > 0 && rest[0] == '\n':
			at++
		case len(rest) > 1 && rest[0] == '\r' && rest[1] == '\n':
			at += 2
		case end && len(rest) == 1 && rest[0] == '\r':
			return len(in)
		default:
			return at
		}
	}
}

func (f *plainCSV) decodeRecords(in []byte, end bool) int {
	at := 0
	if f.beginning {
		begin := in[:min(len(in), len(byteOrderMark))]
		isMark := len(in) > 0 && bytes.HasPrefix(byteOrderMark, begin)
		if isMark && len(begin) < len(byteOrderMark) && !end {
			return 0
		}
		f.beginning = false
		if isMark && len(begin) == len(byteOrderMark) {
			at = len(begin)
		}
	}
	for {
		at += emptyLines(in[at:], end)
		if at == len(in) || f.full() {
			return at
		}
		isHeader := f.csv.Header && f.columns == 0
		var record csvRecord
		if isHeader {
			record = f.scan(in[at:], end, func(int, csvField) {})
		} else {
			record = f.scanFields(in[at:], end)
		}
		switch {
		case record.size < 0:
			return at
		case record.size > f.options.MaxRecordSize:
			f.rejectRecord(at, -1, TooLong)
		case isHeader:
			f.decodeHeader(in, at, record, end)
		default:
			f.decodeScanned(at, record)
		}
		if f.stopped {
			return at
		}
		at += record.size
	}
}

func (f *plainCSV) startRecord() {
	f.state, f.mark = csvFieldStart, len(byteOrderMark)
	if f.beginning {
		f.mark = 0
	}
}

func (f *plainCSV) findEnd(in []byte) int {
	for i, b := range in {
		if f.mark < len(byteOrderMark) {
			// A mark counts as a record, in which there is nothing.
			if b == byteOrderMark[f.mark] {
				f.state = csvUnquoted
				if b == f.delimiter {
					f.state = csvFieldStart
				}
				if f.mark++; f.mark == len(byteOrderMark) {
					return i + 1
				}
				continue
			}
			f.mark = len(byteOrderMark)
			f.beginning = false
		}
		isQuote := !f.csv.NoQuotes && b == f.quote
		otherwise := csvFaulty
		if f.csv.LazyQuotes {
			otherwise = csvQuoted
		}
		switch f.state {
		case csvFieldStart, csvUnquoted:
			switch {
			case b == '\n':
				return i + 1
			case isQuote && f.state == csvFieldStart:
				f.state = csvQuoted
			case isQuote && !f.csv.LazyQuotes:
				f.state = csvFaulty
			case isQuote:
			case b == f.delimiter:
				f.state = csvFieldStart
			default:
				f.state = csvUnquoted
			}
		case csvQuoted:
			if isQuote {
				f.state = csvQuote
			}
		case csvQuote:
			switch {
			case b == '\n':
				return i + 1
			case isQuote:
				f.state = csvQuoted
			case b == f.delimiter:
				f.state = csvFieldStart
			case b == '\r':
				f.state = csvQuoteReturn
			default:
				f.state = otherwise
			}
		case csvQuoteReturn:
			switch {
			case b == '\n':
				return i + 1
			case isQuote && f.csv.LazyQuotes:
				f.state = csvQuote
			default:
				f.state = otherwise
			}
		case csvFaulty:
			if b == '\n' {
				return i + 1
			}
		}
	}
	return 0
}
