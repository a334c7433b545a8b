package ingest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
)

// outcome is all that a decoder has made of an input.
type outcome struct {
	rows    [][]any
	counts  Counts
	batches KafkaCounts
	rejects []Reject
	err     string
}

// collect appends the rows of a batch.
func (o *outcome) collect(b *sinew.Batch) {
	for row := range b.Len() {
		values := make([]any, b.NumColumns())
		for i := range values {
			values[i] = valueOf(b.Column(i), row)
		}
		o.rows = append(o.rows, values)
	}
}

// valueOf returns a row: nil, a string, a bool, the bytes of a value of fixed width, or a list of them.
func valueOf(col sinew.Column, row int) any {
	kind := col.Type()
	switch {
	case !col.View().Valid(row):
		if kind.Elements() != 0 && col.List(row).Len() > 0 {
			return "a null with elements"
		}
		return nil
	case kind.Elements() != 0:
		elements := col.List(row)
		list := make([]any, elements.Len())
		for i := range list {
			list[i] = valueOf(elements, i)
		}
		return list
	case kind == sinew.String, kind == sinew.Binary:
		return string(col.Bytes(row))
	case kind == sinew.Bool:
		return col.Bool(row)
	}
	width := c.Width(int32(kind))
	return string(bytesOf(col)[row*width : (row+1)*width])
}

func bytesOf(col sinew.Column) []byte {
	return unsafe.Slice(col.View().Values, col.View().Size)
}

// feed decodes an input in pieces of the sizes that next gives.
func feed(t testing.TB, d *Decoder, input []byte, maxRows int, next func() int) outcome {
	t.Helper()
	var o outcome
	var batch sinew.Batch
	defer batch.Close()
	for done := false; !done; {
		size := min(next(), len(input))
		piece := input[:size]
		input = input[size:]
		done = len(input) == 0
		for {
			n, err := d.Decode(&batch, piece, done)
			o.collect(&batch)
			piece = piece[n:]
			if err == nil && len(piece) > 0 {
				t.Fatalf("%d bytes are left without an error", len(piece))
			}
			if err != ErrFull {
				if err != nil {
					o.err, done = fmt.Sprint(err), true
				}
				break
			}
			if batch.Len() != maxRows {
				t.Fatalf("full with %d rows", batch.Len())
			}
		}
	}
	o.counts, o.rejects = d.Counts(), d.Rejects()
	if _, isKafka := d.plain.format.(*plainKafka); isKafka || c.Available {
		o.batches = (&KafkaDecoder{d}).BatchCounts()
	}
	if o.err != "" {
		// A record that began in an earlier piece was consumed with it.
		o.counts.Bytes = 0
	}
	return o
}

// twins makes the same decoder twice, in the library, if there is one, and in Go.
func twins(t testing.TB, create func() (*Decoder, error)) []*Decoder {
	t.Helper()
	var decoders []*Decoder
	available := c.Available
	defer func() { c.Available = available }()
	for _, c.Available = range []bool{available, false} {
		d, err := create()
		if err != nil {
			t.Fatal(err)
		}
		decoders = append(decoders, d)
	}
	return decoders
}

// with runs f on the i-th of two twins.
func with(i int, f func()) {
	available := c.Available
	defer func() { c.Available = available }()
	c.Available = available && i == 0
	f()
}

// compare feeds an input to twins, whole and in pieces, and fails if anything differs.
func compare(t testing.TB, create func() (*Decoder, error), maxRows int, input []byte) outcome {
	t.Helper()
	random := rand.New(rand.NewPCG(1, uint64(len(input))))
	largest := 1 + len(input)
	cuts := []func() int{
		func() int { return largest },
		func() int { return 1 + random.IntN(1+largest/3) },
		func() int { return 1 },
	}
	if len(input) > 5000 {
		cuts = cuts[:2]
	}
	var first *outcome
	for cut, next := range cuts {
		for i, d := range twins(t, create) {
			with(i, func() {
				o := feed(t, d, input, maxRows, next)
				d.Close()
				if first == nil {
					first = &o
				} else if !reflect.DeepEqual(o, *first) {
					t.Fatalf("cut %d, twin %d of %q:\n%+v\nwant\n%+v", cut, i, shorten(input), o, *first)
				}
			})
		}
	}
	return *first
}

func shorten(input []byte) []byte { return input[:min(len(input), 2000)] }

func isCorrupt(err error) bool { return errors.Is(err, sinew.ErrCorrupt) }
