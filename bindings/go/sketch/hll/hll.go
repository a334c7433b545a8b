// Package hll says about how many different values there are: HyperLogLog sketches, in the bytes of
// Apache DataSketches, whose libraries for Java, C++, Go and Python read what is written here and
// write what is read here.
//
//	s, err := hll.New(hll.Options{LgK: 12})
//	...
//	defer s.Close()
//	err = s.Update(column) // as often as rows arrive
//	err = s.Merge(other)   // a sketch of other rows
//	visitors := s.Estimate(2)
//
// A sketch of LgK 12 takes 4 KiB, and its standard error is 1.3%; of few values it knows the number
// almost exactly, and takes less. How estimates are made, and the bytes, are in docs/formats/hll.md.
//
// Without a library all of it runs in Go, with the same bytes and the same estimates.
package hll

import (
	"runtime"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
	"github.com/sinew-simd/sinew/bindings/go/internal/keys"
	"github.com/sinew-simd/sinew/bindings/go/internal/use"
)

// Options say what New makes.
type Options struct {
	// LgK is the base-2 logarithm of the number of registers, 4 to 21: the standard error is 0.83 over the
	// root of that number, of sketches that were merged 1.04.
	LgK int
	// MemoryLimit is the most bytes that the sketch may hold; 0 is no limit. Without a library the bytes
	// are an estimate.
	MemoryLimit int
}

// Estimate is about how many different values there are, and bounds within which the number is likely to
// be.
type Estimate struct {
	Value, Lower, Upper float64
}

// Sketch knows about how many different values it has seen. One goroutine at a time may use it, also to
// read it; a call that sees another one panics. Close frees the memory at once; a Sketch that is not
// closed is freed some time after the garbage collector finds it.
type Sketch struct {
	use     use.Mark
	closed  bool
	handle  c.Hll // with a library
	failure c.Error
	cleanup runtime.Cleanup
	plain   plain // without one
}

// New returns a sketch without values. The error is a *sinew.Error: ErrInvalidArgument for an LgK out of
// range or a negative limit, ErrMemoryLimit, ErrOutOfMemory.
func New(options Options) (*Sketch, error) {
	if options.LgK < c.HllMinLgK || options.LgK > c.HllMaxLgK {
		return nil, fault.Invalid(0, "Options.LgK: %d is not within %d and %d", options.LgK, c.HllMinLgK, c.HllMaxLgK)
	}
	if options.MemoryLimit < 0 {
		return nil, fault.Invalid(0, "Options.MemoryLimit: %d is negative", options.MemoryLimit)
	}
	s := new(Sketch)
	if !c.Available {
		s.plain = plain{lgK: options.LgK, limit: options.MemoryLimit}
		return s, s.plain.checkLimit()
	}
	o := c.HllOptions{Size: int(unsafe.Sizeof(c.HllOptions{})), LgK: uint32(options.LgK), MemoryLimit: options.MemoryLimit}
	return s.own(c.HllCreate(&o, &s.handle, &s.failure))
}

// Decode returns the sketch that AppendEncoded or a library of DataSketches has written, with registers of
// 4, 6 or 8 bits, compact or not; with this memory limit, 0 for none. Whatever the bytes are, no more
// memory is taken than some twice their size.
//
// The error is a *sinew.Error: ErrTruncated for bytes that end too early; ErrCorrupt for those of no such
// sketch, with the offset of the first one at fault; ErrInvalidArgument for a negative limit;
// ErrMemoryLimit; ErrOutOfMemory.
func Decode(data []byte, memoryLimit int) (*Sketch, error) {
	if memoryLimit < 0 {
		return nil, fault.Invalid(0, "memoryLimit: %d is negative", memoryLimit)
	}
	s := new(Sketch)
	if !c.Available {
		s.plain.limit = memoryLimit
		if err := s.plain.decode(data); err != nil {
			return nil, err
		}
		return s, nil
	}
	return s.own(c.HllDecode(unsafe.SliceData(data), len(data), memoryLimit, &s.handle, &s.failure))
}

func (s *Sketch) own(status int32) (*Sketch, error) {
	if status != c.StatusOK {
		return nil, fault.Of(status, &s.failure)
	}
	s.cleanup = runtime.AddCleanup(s, c.HllDestroy, s.handle)
	return s, nil
}

// Update adds the values of a column of any type but lists. Null rows change nothing, nor do empty
// strings, as in DataSketches. Integers, booleans and times are hashed as integers of 64 bits, floats as
// float64s, where both zeros are one value and all NaNs are one value: columns of different widths may go
// into one sketch. No call allocates on the Go heap once there are registers.
//
// On an error the sketch is as it was. It is ErrClosed, or a *sinew.Error: ErrInvalidArgument for a column
// of lists, or of strings whose offsets run backwards or past their data; ErrMemoryLimit; ErrOutOfMemory.
func (s *Sketch) Update(column sinew.Column) error {
	s.use.Enter()
	defer s.use.Leave()
	if s.closed {
		return sinew.ErrClosed
	}
	view := column.View()
	if c.IsList(view.Type) || c.NameOf(view.Type) == "" {
		return fault.Invalid(0, "column: of type %v, which a sketch does not take", column.Type())
	}
	if row, ok := view.CheckStrings(c.OffsetWidth(view.Type)); c.IsString(view.Type) && !ok {
		return keys.FaultOf("column", view, row)
	}
	if !c.Available {
		return s.plain.update(view)
	}
	status := c.HllUpdate(s.handle, view, &s.failure)
	runtime.KeepAlive(s)
	return fault.Of(status, &s.failure)
}

// Merge adds the values of from, which does not change. A sketch of fewer registers has less to say, so
// that s then has as many as that: the lesser LgK, if from has registers. The error is ErrInvalidArgument
// if from is s. Else errors are those of Update.
func (s *Sketch) Merge(from *Sketch) error {
	s.use.Enter()
	defer s.use.Leave()
	if s == from {
		if s.closed {
			return sinew.ErrClosed
		}
		return fault.Invalid(0, "from is into")
	}
	from.use.Enter()
	defer from.use.Leave()
	if s.closed || from.closed {
		return sinew.ErrClosed
	}
	if !c.Available {
		return s.plain.merge(&from.plain)
	}
	status := c.HllMerge(s.handle, from.handle, &s.failure)
	runtime.KeepAlive(s)
	runtime.KeepAlive(from)
	return fault.Of(status, &s.failure)
}

// Estimate returns about how many different values there were, and bounds that are so many standard
// errors away: with 1 the truth is within them in 68% of all cases, with 2 in 95%, with 3 in 99.7%. All
// are 0 once closed. A negative number panics.
func (s *Sketch) Estimate(standardErrors int) Estimate {
	s.use.Enter()
	defer s.use.Leave()
	if standardErrors < 0 {
		panic("hll: a negative number of standard errors")
	}
	if s.closed {
		return Estimate{}
	}
	if !c.Available {
		return s.plain.estimate(float64(standardErrors))
	}
	e := c.HllEstimate(s.handle, uint32(min(standardErrors, 1<<30)))
	runtime.KeepAlive(s)
	return Estimate(e)
}

// LgK returns the base-2 logarithm of the number of registers, which a merge may have made less; 0 once
// closed.
func (s *Sketch) LgK() int {
	s.use.Enter()
	defer s.use.Leave()
	if s.closed {
		return 0
	}
	if !c.Available {
		return s.plain.lgK
	}
	lgK := c.HllLgK(s.handle)
	runtime.KeepAlive(s)
	return int(lgK)
}

// Memory returns the bytes that the sketch holds, an estimate without a library; 0 once closed.
func (s *Sketch) Memory() int {
	s.use.Enter()
	defer s.use.Leave()
	if s.closed {
		return 0
	}
	if !c.Available {
		return s.plain.memory()
	}
	bytes := c.HllMemory(s.handle)
	runtime.KeepAlive(s)
	return bytes
}

// Reset forgets all values. The error is that of Update.
func (s *Sketch) Reset() error {
	s.use.Enter()
	defer s.use.Leave()
	if s.closed {
		return sinew.ErrClosed
	}
	if !c.Available {
		s.plain = plain{lgK: s.plain.lgK, limit: s.plain.limit}
		return nil
	}
	status := c.HllReset(s.handle)
	runtime.KeepAlive(s)
	return sinew.Status(status).Err()
}

// AppendEncoded appends the sketch to b, in the compact form of DataSketches with registers of 8 bits
// (HLL_8). The error is nil or ErrClosed.
func (s *Sketch) AppendEncoded(b []byte) ([]byte, error) {
	s.use.Enter()
	defer s.use.Leave()
	if s.closed {
		return b, sinew.ErrClosed
	}
	if !c.Available {
		return s.plain.encode(b), nil
	}
	size := c.HllEncodedSize(s.handle)
	b = append(b, make([]byte, size)...)
	written := c.HllEncode(s.handle, unsafe.SliceData(b[len(b)-size:]), size)
	runtime.KeepAlive(s)
	return b, sinew.Status(written.Status).Err()
}

// Close frees the memory. It may be called again, and returns ErrClosed then, as other calls do.
func (s *Sketch) Close() error {
	s.use.Enter()
	defer s.use.Leave()
	if s.closed {
		return sinew.ErrClosed
	}
	s.closed = true
	if c.Available {
		s.cleanup.Stop()
		c.HllDestroy(s.handle)
		s.handle = 0
	}
	s.plain = plain{}
	return nil
}
