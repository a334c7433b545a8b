package pipeline

import (
	"fmt"
	"io"
	"math"
	"runtime"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/sinew-simd/sinew/bindings/go"
)

// The most rows of a table that are printed.
const printedRows = 100

// String returns the table as text: a line for the names, and one for each of the first 100 groups.
func (t *Table) String() string { return t.text(-1) }

// Format writes the table as String does, floats with as many decimals as the precision says.
func (t *Table) Format(f fmt.State, verb rune) {
	decimals, ok := f.Precision()
	if !ok {
		decimals = -1
	}
	io.WriteString(f, t.text(decimals))
}

func (t *Table) text(decimals int) string {
	columns, rows := t.batch.NumColumns(), min(t.Len(), printedRows)
	cells := make([][]string, columns)
	widths := make([]int, columns)
	for i := range cells {
		cells[i] = append(cells[i], t.batch.Name(i))
		for row := range rows {
			cells[i] = append(cells[i], cell(t.batch.Column(i), row, decimals))
		}
		for _, text := range cells[i] {
			widths[i] = max(widths[i], utf8.RuneCountInString(text))
		}
	}
	var b strings.Builder
	for line := range rows + 1 {
		for i := range cells {
			text := cells[i][line]
			spaces := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(text))
			switch {
			case isNumber(t.batch.Column(i).Type()):
				text = spaces + text
			case i < columns-1:
				text += spaces
			}
			if i > 0 {
				b.WriteString("  ")
			}
			b.WriteString(text)
		}
		b.WriteByte('\n')
	}
	if more := t.Len() - rows; more > 0 {
		fmt.Fprintf(&b, "and %d more rows\n", more)
	}
	runtime.KeepAlive(t)
	return b.String()
}

// isNumber reports whether values stand at the right of their column.
func isNumber(kind sinew.Type) bool { return kind >= sinew.Int8 && kind <= sinew.Float64 }

func cell(col sinew.Column, row, decimals int) string {
	switch kind := col.Type(); {
	case !col.Valid(row):
	case kind == sinew.String || kind == sinew.Binary:
		text := string(col.Bytes(row))
		// Nothing that was read may play with the terminal.
		if quoted := strconv.Quote(text); quoted != `"`+text+`"` {
			return quoted
		}
		return text
	case kind == sinew.Float32:
		return decimal(float64(sinew.Values[float32](col)[row]), decimals)
	case kind == sinew.Float64:
		return decimal(sinew.Values[float64](col)[row], decimals)
	case kind == sinew.Date32:
		return time.Unix(int64(sinew.Values[int32](col)[row])*86400, 0).UTC().Format(time.DateOnly)
	case kind >= sinew.TimestampS && kind <= sinew.TimestampNS:
		parts := int64(math.Pow10(3 * int(kind-sinew.TimestampS)))
		moment := sinew.Values[int64](col)[row]
		seconds := moment / parts
		return time.Unix(seconds, (moment-seconds*parts)*(1e9/parts)).UTC().Format("2006-01-02 15:04:05.999999999")
	}
	return col.Literal(row)
}

// decimal writes a float, by default with up to three decimals, if it is neither very large nor very
// small.
func decimal(x float64, decimals int) string {
	switch size := math.Abs(x); {
	case decimals >= 0:
		return strconv.FormatFloat(x, 'f', decimals, 64)
	case size >= 1e15 || size != 0 && size < 1e-3 || x != x:
		return strconv.FormatFloat(x, 'g', 4, 64)
	}
	text := strconv.FormatFloat(x, 'f', 3, 64)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}
