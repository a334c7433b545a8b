package pipeline

import (
	"cmp"
	"fmt"
	"io"
	"runtime"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/ingest"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/codec"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
	"github.com/sinew-simd/sinew/bindings/go/internal/use"
)

// Pipeline groups the records of its input. One goroutine at a time may use it. Close frees the memory
// at once; a Pipeline that is not closed is freed some time after the garbage collector finds it.
type Pipeline struct {
	use     use.Mark
	closed  bool
	decoder *ingest.Decoder // nil if rows come as columns
	kafka   *kafka          // what the records of the decoder come in; most often nil
	fields  []ingest.Field
	beside  int      // of the fields, those that come beside the records
	names   []string // of the columns of results
	native  native   // with a library
	plain   plain    // without one
	buffer  []byte   // of ReadFrom

	// Records that came with pipelines that were merged, and have not been added.
	merged []*rowsBeside

	// The inputs that have ended, and what was rejected of them; ended says that the decoder still has
	// to forget the last one.
	inputs  int
	ended   bool
	rejects []Reject
}

// New returns a pipeline of these steps: where records come from, and at least one Aggregate. The error
// is that of the decoder given to From, or a *sinew.Error: ErrInvalidArgument, whose message says which
// step is wrong, and where; ErrMemoryLimit; ErrOutOfMemory.
func New(steps ...Step) (*Pipeline, error) {
	var made plan
	var err error
	for _, step := range steps {
		// The others are looked at, too: a decoder among them has to be closed.
		if e := step.addTo(&made); err == nil {
			err = e
		}
	}
	var p *Pipeline
	if err == nil {
		p, err = open(&made)
	}
	if err != nil {
		if made.decoder != nil {
			made.decoder.Close()
		}
		if made.kafka != nil {
			made.kafka.Close()
		}
		return nil, err
	}
	return p, nil
}

func open(made *plan) (*Pipeline, error) {
	if err := made.check(); err != nil {
		return nil, err
	}
	if made.decoder != nil {
		made.fields = made.decoder.Fields()
		made.decoded = len(made.fields)
		made.fields = append(made.fields, made.beside...)
	}
	for i := range made.fields {
		made.fields[i].Name = cmp.Or(made.fields[i].Name, made.fields[i].Path)
	}
	p := &Pipeline{decoder: made.decoder, fields: made.fields, beside: len(made.beside), names: made.names()}
	if made.kafka != nil {
		p.kafka = &kafka{records: made.kafka}
	}
	// A call takes few columns, and a decoder that is in Go fills batches of Go: their parts still use the
	// library.
	isWide := made.decoder == nil && len(made.fields) > c.MaxColumns
	if !c.Available || isWide || made.decoder != nil && made.decoder.Handle() == 0 {
		return p, p.plain.open(made)
	}
	if err := p.native.open(made); err != nil {
		return nil, err
	}
	p.native.cleanup = runtime.AddCleanup(p, c.PipelineDestroy, p.native.handle)
	return p, nil
}

// isNative reports whether the pipeline is the library's.
func (p *Pipeline) isNative() bool { return p.native.handle != 0 }

// Write takes the next piece of the input, which may be cut anywhere: a record that goes on is kept
// until its rest arrives. For Kafka a piece is a whole response. It returns how many bytes were consumed,
// all of them if the error is nil.
//
// The error is ErrClosed or a *sinew.Error: ErrInvalidArgument if the pipeline has no decoder; with
// ingest.Options.Stop, ErrCorrupt for the first fault; ErrMemoryLimit, ErrOutOfMemory and ErrOverflow,
// after which the rest can be tried again: nothing is lost, and nothing counts twice. What is at fault
// in the input is else no error, but in Stats and Rejects.
func (p *Pipeline) Write(piece []byte) (int, error) {
	p.use.Enter()
	defer p.use.Leave()
	return p.write(piece, p.kafka != nil)
}

// Flush ends the input: a record that has begun is whole now, or cut off. What is written next is
// another input, for which a CSV header comes again, and records are numbered from 0. Its errors are
// those of Write. For Kafka every response is an input, and Flush does nothing.
func (p *Pipeline) Flush() error {
	p.use.Enter()
	defer p.use.Leave()
	if p.kafka != nil && !p.closed {
		return nil
	}
	_, err := p.write(nil, true)
	return err
}

func (p *Pipeline) write(piece []byte, last bool) (n int, err error) {
	if err := p.begin(); err != nil {
		return 0, err
	}
	if err := p.addWaiting(); err != nil {
		return 0, err
	}
	switch {
	case p.kafka != nil:
		n, err = p.kafka.write(p, piece, last)
	case p.isNative():
		n, err = p.native.write(p.decoder, piece, last)
	default:
		n, err = p.plain.write(p.decoder, piece, last)
	}
	p.ended = last && err == nil
	return n, err
}

// begin makes the decoder ready for a call, and for another input if the last one has ended.
func (p *Pipeline) begin() error {
	switch {
	case p.closed:
		return sinew.ErrClosed
	case p.decoder == nil:
		return fault.Invalid(0, "pipeline: there is no decoder, so rows come by Update")
	case p.ended:
		p.rejects = p.appendRejects(p.rejects)
		p.rejects = p.rejects[:min(len(p.rejects), maxRejects)]
		p.decoder.Reset()
		if p.kafka != nil {
			p.kafka.endInput()
		}
		p.inputs++
		p.ended = false
	}
	return nil
}

// ReadFrom writes all that r gives, and ends the input. It returns the number of bytes read; the error
// is that of r or of Write.
func (p *Pipeline) ReadFrom(r io.Reader) (int64, error) {
	p.use.Enter()
	defer p.use.Leave()
	if p.buffer == nil {
		p.buffer = make([]byte, codec.ReadSize)
	}
	for total := int64(0); ; {
		n, readErr := codec.ReadFull(r, p.buffer)
		total += int64(n)
		last := readErr == io.EOF
		if _, err := p.write(p.buffer[:n], last); err != nil {
			return total, err
		}
		if last {
			return total, nil
		}
		if readErr != nil {
			return total, readErr
		}
	}
}

// WriteRows takes each row of a column of strings as one record: the values of Kafka records, for
// example. A row that is null, or rejected, gives none. It is independent of the input of Write. It
// returns how many rows were consumed; the errors are those of Write, and ErrInvalidArgument for a
// column that is not of strings.
func (p *Pipeline) WriteRows(rows sinew.Column) (int, error) {
	p.use.Enter()
	defer p.use.Leave()
	if err := p.begin(); err != nil {
		return 0, err
	}
	if err := p.addWaiting(); err != nil {
		return 0, err
	}
	return p.writeRows(rows, nil)
}

func (p *Pipeline) writeRows(rows sinew.Column, beside []sinew.Column) (int, error) {
	if p.isNative() {
		return p.native.writeRows(p.decoder, rows, beside)
	}
	return p.plain.writeRows(p.decoder, rows, beside)
}

// Update adds rows that are there as columns, one for each field. Blocks of some thousand rows stay in the
// cache and are fastest. The errors are those of Write, and ErrInvalidArgument for columns of other types
// or another number, and for more than 16 columns if the pipeline has a decoder. Columns of different
// lengths panic. If it fails, none of the rows counts.
func (p *Pipeline) Update(columns ...sinew.Column) error {
	p.use.Enter()
	defer p.use.Leave()
	if p.closed {
		return sinew.ErrClosed
	}
	if err := p.checkColumns(columns); err != nil {
		return err
	}
	if err := p.addWaiting(); err != nil {
		return err
	}
	if p.isNative() {
		return p.native.update(columns)
	}
	return p.plain.update(columns)
}

func (p *Pipeline) checkColumns(columns []sinew.Column) error {
	if len(columns) != len(p.fields) {
		return fault.Invalid(0, "columns: %d, but there are %d fields", len(columns), len(p.fields))
	}
	if p.decoder != nil && len(columns) > c.MaxColumns {
		return fault.Invalid(0, "columns: %d, but with a decoder Update takes at most %d", len(columns), c.MaxColumns)
	}
	for i := range columns {
		// Any string type stands for another of the same kind.
		if columns[i].Type() != p.fields[i].Type {
			return fault.Invalid(i, "columns[%d]: of type %v, but the field is %v", i, columns[i].Type(), p.fields[i].Type)
		}
		if columns[i].Len() != columns[0].Len() {
			panic("pipeline: columns of different lengths")
		}
	}
	return nil
}

// Merge adds the groups and the Stats of another pipeline with the same steps, as if its rows had come
// after those of p (a sum of floats is p's sum plus from's). It leaves from as it is. Rejects stay where they
// are. The error is ErrClosed, or a *sinew.Error: ErrInvalidArgument for p itself, and for other steps;
// ErrOverflow, ErrMemoryLimit, ErrOutOfMemory. On an error no row of from counts.
//
// Rows that wait after a Write that failed are not left out: those of p are added first, and those of from
// count in p. So a pipeline that has reached its MemoryLimit is merged whole into one with a higher limit.
// A record of which from has only seen the beginning stays with from, which goes on with it.
func (p *Pipeline) Merge(from *Pipeline) error {
	p.use.Enter()
	defer p.use.Leave()
	if p == from {
		return fault.Invalid(0, "from: a pipeline cannot be merged into itself")
	}
	from.use.Enter()
	defer from.use.Leave()
	if p.closed || from.closed {
		return sinew.ErrClosed
	}
	if p.isNative() != from.isNative() {
		return fault.Invalid(0, "from: one of the pipelines is in Go alone")
	}
	if p.decoder == nil && from.waits() {
		return fault.Invalid(0, "from: records wait in it, for which there is no decoder")
	}
	if p.beside != from.beside && from.waits() {
		return fault.Invalid(0, "from: records wait in it, beside which other columns come")
	}
	err := p.addWaiting()
	if err != nil {
		return err
	}
	if p.isNative() {
		err = p.native.merge(&from.native)
		runtime.KeepAlive(from)
	} else {
		err = p.plain.merge(&from.plain)
	}
	if err != nil {
		return err
	}
	if p.kafka != nil && from.kafka != nil {
		p.kafka.batches.add(from.kafka.stats())
		p.kafka.decode += from.kafka.decode
	}
	// What finds no room waits, as after a Write that failed: nothing of from is lost.
	p.takeRecords(from)
	p.addWaiting()
	return nil
}

// waits reports whether records wait that are not decoded.
func (p *Pipeline) waits() bool {
	return len(p.merged) > 0 || p.kafka != nil && p.kafka.values.wait()
}

// takeRecords copies the records that wait in from, those of Kafka first.
func (p *Pipeline) takeRecords(from *Pipeline) {
	if from.kafka != nil && from.kafka.values.wait() {
		p.merged = append(p.merged, from.kafka.values.copy())
	}
	for _, records := range from.merged {
		p.merged = append(p.merged, records.copy())
	}
}

// addWaiting adds the records that wait.
func (p *Pipeline) addWaiting() error {
	if p.kafka != nil {
		if err := p.kafka.values.write(p); err != nil {
			return err
		}
	}
	for len(p.merged) > 0 {
		if err := p.merged[0].write(p); err != nil {
			return err
		}
		p.merged = p.merged[1:]
	}
	return nil
}

// AppendEncoded appends the groups to b, in the format of docs/formats/groupby.md: MergeEncoded of a pipeline
// with the same steps goes on from there, in another process, on another machine, with or without a library.
// The same groups in the same order give the same bytes everywhere. Steps and Stats are not in them.
//
// Rows that wait after a Write that failed are added first. The error is ErrClosed, or that of adding them.
func (p *Pipeline) AppendEncoded(b []byte) ([]byte, error) { return p.AppendEncodedPart(b, 0, 1) }

// AppendEncodedPart is AppendEncoded for the groups of a part, which are those of aggregate.GroupBy.MergePart.
// A part that is not below parts panics.
func (p *Pipeline) AppendEncodedPart(b []byte, part, parts int) ([]byte, error) {
	if part < 0 || part >= parts {
		panic(fmt.Sprintf("pipeline: part %d of %d", part, parts))
	}
	p.use.Enter()
	defer p.use.Leave()
	if p.closed {
		return b, sinew.ErrClosed
	}
	if err := p.addWaiting(); err != nil {
		return b, err
	}
	if p.isNative() {
		return p.native.appendEncoded(b, part, parts)
	}
	return p.plain.appendEncoded(b, part, parts)
}

// MergeEncoded adds the groups that AppendEncoded has written, as Merge does for the pipeline that they are
// from, but for its Stats. Their types and aggregates are compared with those of p; that the other steps
// were the same is not checked: the caller must see to it. All bytes are checked before anything is
// allocated or changed, so that bytes from anybody cost no more than O(len(data)) time and memory within
// MemoryLimit. On an error no group of them counts.
//
// The error is ErrClosed, or a *sinew.Error: ErrTruncated for bytes that end too early; ErrCorrupt for those
// that AppendEncoded does not write, with the offset of the first one at fault; ErrInvalidArgument if their
// types or aggregates are others; ErrOverflow, ErrMemoryLimit, ErrOutOfMemory.
func (p *Pipeline) MergeEncoded(data []byte) error {
	p.use.Enter()
	defer p.use.Leave()
	if p.closed {
		return sinew.ErrClosed
	}
	if err := p.addWaiting(); err != nil {
		return err
	}
	if p.isNative() {
		return p.native.mergeEncoded(data)
	}
	return p.plain.mergeEncoded(data)
}

// Reset forgets the groups, the inputs and what was seen of them, with the rows that wait after a Write
// that failed, and keeps the memory: the cheap way to a table for each window of time. The error is nil
// or ErrClosed.
func (p *Pipeline) Reset() error {
	p.use.Enter()
	defer p.use.Leave()
	if p.closed {
		return sinew.ErrClosed
	}
	p.inputs, p.ended, p.rejects = 0, false, p.rejects[:0]
	p.merged = nil
	if p.decoder != nil {
		p.decoder.Reset()
	}
	if p.kafka != nil {
		p.kafka.reset()
	}
	if p.isNative() {
		return p.native.reset()
	}
	p.plain.reset()
	return nil
}

// Close frees the memory; it does not end the input. Further calls return ErrClosed; closing again does
// nothing.
func (p *Pipeline) Close() error {
	p.use.Enter()
	defer p.use.Leave()
	if p.closed {
		return nil
	}
	p.closed = true
	if p.decoder != nil {
		p.decoder.Close()
	}
	if p.kafka != nil {
		p.kafka.close()
	}
	if p.isNative() {
		p.native.close()
	} else {
		p.plain.close()
	}
	return nil
}
