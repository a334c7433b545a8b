package pipeline

import (
	"time"

	"github.com/sinew-simd/sinew/bindings/go/ingest"
)

// Reject is a record, or a value in it, that was rejected.
type Reject struct {
	// Input is the number of the input, from 0: Flush and ReadFrom end one.
	Input int
	ingest.Reject
	// Batch says that it is a batch of Kafka records, and not the value of one.
	Batch bool
}

// Stats is what a Pipeline has seen since it was made or Reset, with those that were merged into it.
type Stats struct {
	Bytes           uint64 // of input
	Records         uint64 // those that were rejected included
	RejectedRecords uint64 // without a row
	RejectedValues  uint64 // null, in records that were not rejected
	Rows            uint64 // of records, or given to Update
	KeptRows        uint64 // those that passed Where
	// Faults are operations of expressions that gave null because their result does not exist or does not
	// fit: divisions by zero and overflows.
	Faults uint64
	// Of Kafka; what is above is about the values of the records.
	Batches BatchStats
	// Where the time went.
	Decode, Filter, Compute, Group time.Duration
}

func (s *Stats) add(from *Stats) {
	s.Bytes += from.Bytes
	s.Records += from.Records
	s.RejectedRecords += from.RejectedRecords
	s.RejectedValues += from.RejectedValues
	s.Rows += from.Rows
	s.KeptRows += from.KeptRows
	s.Faults += from.Faults
	s.Decode += from.Decode
	s.Filter += from.Filter
	s.Compute += from.Compute
	s.Group += from.Group
}

// Len returns the number of groups; 0 once closed.
func (p *Pipeline) Len() int {
	p.use.Enter()
	defer p.use.Leave()
	switch {
	case p.closed:
		return 0
	case p.isNative():
		return p.native.len()
	}
	return p.plain.len()
}

// Stats returns what the pipeline has seen; zeros once closed.
func (p *Pipeline) Stats() Stats {
	p.use.Enter()
	defer p.use.Leave()
	if p.closed {
		return Stats{}
	}
	stats := p.plain.stats
	if p.isNative() {
		stats = p.native.stats()
	}
	if p.kafka != nil {
		stats.Batches = p.kafka.stats()
		stats.Decode += p.kafka.decode
	}
	return stats
}

// Rejects returns the first rejects of each input, as many as ingest.Options.MaxRejects says.
func (p *Pipeline) Rejects() []Reject {
	p.use.Enter()
	defer p.use.Leave()
	if p.closed || p.decoder == nil {
		return nil
	}
	return p.appendRejects(append([]Reject(nil), p.rejects...))
}

// OverflowCount returns how many sums of integers do not fit, of all groups and aggregates: in the table
// they are null. 0 once closed.
func (p *Pipeline) OverflowCount() int {
	p.use.Enter()
	defer p.use.Leave()
	switch {
	case p.closed:
		return 0
	case p.isNative():
		return p.native.overflowCount()
	}
	return p.plain.groups.OverflowCount()
}

// Memory returns the bytes held, without the decoder's; an estimate without a library, and 0 once
// closed.
func (p *Pipeline) Memory() int {
	p.use.Enter()
	defer p.use.Leave()
	switch {
	case p.closed:
		return 0
	case p.isNative():
		return p.native.memory()
	}
	return p.plain.groups.Memory()
}

// How many rejects are kept of inputs that have ended.
const maxRejects = 1 << 10

func (p *Pipeline) appendRejects(to []Reject) []Reject {
	if p.kafka != nil {
		for _, r := range p.kafka.records.Rejects() {
			to = append(to, Reject{p.inputs, r, true})
		}
	}
	for _, r := range p.decoder.Rejects() {
		to = append(to, Reject{p.inputs, r, false})
	}
	return to
}
