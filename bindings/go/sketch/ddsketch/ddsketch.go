// Package ddsketch knows quantiles of any number of values, each within a part of itself, such as 1%, in a
// few kilobytes: DDSketch, in the bytes of Datadog's libraries (ddsketch.proto), of which that for Go,
// github.com/DataDog/sketches-go, reads what is written here and writes what is read here.
//
//	s, err := ddsketch.New(ddsketch.Options{RelativeAccuracy: 0.01, Bins: 2048})
//	...
//	defer s.Close()
//	err = s.Update(column) // as often as rows arrive
//	err = s.Merge(other)   // a sketch of other rows
//	p99 := s.Quantile(0.99)
//
// What a bin is, and the bytes, are in docs/formats/ddsketch.md.
//
// Without a library all of it runs in Go, with the same bytes and the same quantiles.
package ddsketch

import (
	"runtime"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/ddmapping"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
	"github.com/sinew-simd/sinew/bindings/go/internal/use"
)

// Mapping is how a sketch numbers its bins: by a logarithm, or by an approximation of it between powers of
// 2 that is faster to compute, with more bins for the same accuracy.
type Mapping int32

const (
	Logarithmic Mapping = c.DdsketchMappingLogarithmic // the logarithm: the fewest bins
	Linear      Mapping = c.DdsketchMappingLinear      // a line: the fewest operations, and 44% more bins
	Quadratic   Mapping = c.DdsketchMappingQuadratic   // a parabola: 8% more; of Datadog's libraries that for Java reads it
	Cubic       Mapping = c.DdsketchMappingCubic       // a polynomial of third degree: 1% more
)

// Options say what New makes.
type Options struct {
	// RelativeAccuracy is the most by which a quantile may differ from the value it stands for, as a part
	// of that value: 1e-6 or more, and less than 1.
	RelativeAccuracy float64
	Mapping          Mapping
	// Bins is the most of positive values, and of negative ones: 1 to 1048576. Values nearer to 0 than
	// those of so many bins share one, which is then not as accurate. 2048 is a common choice: with an
	// accuracy of 1% the greatest value is 6e17 times the least, then. They take 8 bytes each, their number
	// rounded up to a power of 2, and as many again once there is a negative value.
	Bins int
	// MemoryLimit is the most bytes that the sketch may hold; 0 is no limit. Without a library the bytes
	// are an estimate.
	MemoryLimit int
}

// Summary is what the bins say of all values: it is within the relative accuracy of the truth, of sums as
// long as the values have one sign.
type Summary struct {
	// Count is a whole number, unless the sketch was read from bytes that have others.
	Count float64
	// Sum is 0 if there are no values, and infinite if it is too great.
	Sum float64
	// Min and Max are NaN if there are no values.
	Min, Max float64
	// Rejected is how many rows were no such values, being NaN, infinite or too great.
	Rejected uint64
}

// Sketch knows quantiles of the values it has seen. One goroutine at a time may use it, also to read it; a
// call that sees another one panics. Close frees the memory at once; a Sketch that is not closed is freed
// some time after the garbage collector finds it.
type Sketch struct {
	use     use.Mark
	closed  bool
	handle  c.Ddsketch // with a library
	failure c.Error
	cleanup runtime.Cleanup
	plain   plain // without one
}

func checkBins(name string, bins int) error {
	if bins < 1 || bins > c.DdsketchMaxBins {
		return fault.Invalid(0, "%s: %d is not within 1 and %d", name, bins, c.DdsketchMaxBins)
	}
	return nil
}

// New returns a sketch without values. The error is a *sinew.Error: ErrInvalidArgument for an accuracy or a
// number of bins out of range, an unknown mapping, or a negative limit; ErrMemoryLimit; ErrOutOfMemory.
func New(options Options) (*Sketch, error) {
	if !(options.RelativeAccuracy >= ddmapping.LeastAccuracy && options.RelativeAccuracy < 1) {
		return nil, fault.Invalid(0, "Options.RelativeAccuracy: %v is not within 1e-6 and 1", options.RelativeAccuracy)
	}
	if options.Mapping < Logarithmic || options.Mapping > Cubic {
		return nil, fault.Invalid(0, "Options.Mapping: %d is unknown", options.Mapping)
	}
	if err := checkBins("Options.Bins", options.Bins); err != nil {
		return nil, err
	}
	if options.MemoryLimit < 0 {
		return nil, fault.Invalid(0, "Options.MemoryLimit: %d is negative", options.MemoryLimit)
	}
	s := new(Sketch)
	if !c.Available {
		return s, s.plain.init(ddmapping.Of(int32(options.Mapping), options.RelativeAccuracy), options.Bins, options.MemoryLimit)
	}
	o := c.DdsketchOptions{
		Size: int(unsafe.Sizeof(c.DdsketchOptions{})), RelativeAccuracy: options.RelativeAccuracy,
		Mapping: int32(options.Mapping), Bins: uint32(options.Bins), MemoryLimit: options.MemoryLimit,
	}
	return s.own(c.DdsketchCreate(&o, &s.handle, &s.failure))
}

// Decode returns the sketch that AppendEncoded or a library of Datadog has written as a message DDSketch
// of ddsketch.proto. Bins may be there in both forms, and unknown fields are passed over. Bins and
// memoryLimit are as in Options: whatever the bytes are, it takes no more memory than a sketch of these,
// and O(len(data) + bins) time.
//
// The error is a *sinew.Error: ErrTruncated for bytes that end within a field; ErrCorrupt for those of no
// such message or sketch, with the offset of the first one at fault; ErrInvalidArgument for a number of
// bins out of range or a negative limit; ErrMemoryLimit; ErrOutOfMemory.
func Decode(data []byte, bins, memoryLimit int) (*Sketch, error) {
	if err := checkBins("bins", bins); err != nil {
		return nil, err
	}
	if memoryLimit < 0 {
		return nil, fault.Invalid(0, "memoryLimit: %d is negative", memoryLimit)
	}
	s := new(Sketch)
	if !c.Available {
		if err := s.plain.decode(data, bins, memoryLimit); err != nil {
			return nil, err
		}
		return s, nil
	}
	return s.own(c.DdsketchDecode(unsafe.SliceData(data), len(data), uint32(bins), memoryLimit, &s.handle, &s.failure))
}

func (s *Sketch) own(status int32) (*Sketch, error) {
	if status != c.StatusOK {
		return nil, fault.Of(status, &s.failure)
	}
	s.cleanup = runtime.AddCleanup(s, c.DdsketchDestroy, s.handle)
	return s, nil
}

// Update adds the values of a column of integers or floats, as float64s. Null rows change nothing. A value
// whose distance from 0 is at most some 1e-308 counts as 0. What is NaN or infinite, or further from 0 than
// some 1e308, is rejected: it has no part in quantiles, and Summary says how often that was. Which bins
// there are, and so the bytes of the sketch, depends on the values and not on their order. No call
// allocates on the Go heap with a library.
//
// On an error the sketch is as it was. It is ErrClosed, or a *sinew.Error: ErrInvalidArgument for a column
// of another type; ErrMemoryLimit and ErrOutOfMemory, which the first negative value may meet.
func (s *Sketch) Update(column sinew.Column) error {
	s.use.Enter()
	defer s.use.Leave()
	if s.closed {
		return sinew.ErrClosed
	}
	view := column.View()
	if !c.IsNumber(view.Type) {
		return fault.Invalid(0, "column: of type %v, which is not of numbers", column.Type())
	}
	if !c.Available {
		return s.plain.update(view)
	}
	status := c.DdsketchUpdate(s.handle, view, &s.failure)
	runtime.KeepAlive(s)
	return fault.Of(status, &s.failure)
}

// Merge adds the values of from, which does not change: s is then as if they had been added one by one, as
// long as from has as many bins. Rejected rows are added, too. The error is ErrInvalidArgument if from is s,
// or has another mapping: another kind, or an accuracy that differs by more than rounding. Else errors are
// those of Update.
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
	status := c.DdsketchMerge(s.handle, from.handle, &s.failure)
	runtime.KeepAlive(s)
	runtime.KeepAlive(from)
	return fault.Of(status, &s.failure)
}

// Quantile returns the quantile of a fraction, from 0 for the least value to 1 for the greatest: of n
// values in order the one of rank floor(fraction * (n - 1)), counted from 0, within the relative accuracy.
// It is NaN if there are no values, and once closed. A fraction out of that range panics.
func (s *Sketch) Quantile(fraction float64) float64 {
	fractions, out := [1]float64{fraction}, [1]float64{}
	s.Quantiles(fractions[:], out[:])
	return out[0]
}

// Quantiles writes to out the quantile of each fraction, as Quantile returns it. It panics if there are not
// as many.
func (s *Sketch) Quantiles(fractions, out []float64) {
	s.use.Enter()
	defer s.use.Leave()
	if len(fractions) != len(out) {
		panic("ddsketch: there are not as many quantiles as fractions")
	}
	for i, fraction := range fractions {
		if !(fraction >= 0 && fraction <= 1) {
			panic("ddsketch: a fraction is not from 0 to 1")
		}
		out[i] = nan
	}
	switch {
	case s.closed:
	case !c.Available:
		s.plain.quantiles(fractions, out)
	default:
		c.DdsketchQuantiles(s.handle, unsafe.SliceData(fractions), len(fractions), unsafe.SliceData(out))
		runtime.KeepAlive(s)
	}
}

// Summary returns what the bins say of all values; of no values once closed.
func (s *Sketch) Summary() Summary {
	s.use.Enter()
	defer s.use.Leave()
	if s.closed {
		return Summary{Min: nan, Max: nan}
	}
	if !c.Available {
		return s.plain.summarize()
	}
	summary := c.DdsketchSummarize(s.handle)
	runtime.KeepAlive(s)
	return Summary(summary)
}

// RelativeAccuracy returns that of the mapping, which is that of the options but for its last digits; 0
// once closed.
func (s *Sketch) RelativeAccuracy() float64 {
	s.use.Enter()
	defer s.use.Leave()
	if s.closed {
		return 0
	}
	if !c.Available {
		return s.plain.Accuracy
	}
	accuracy := c.DdsketchRelativeAccuracy(s.handle)
	runtime.KeepAlive(s)
	return accuracy
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
	bytes := c.DdsketchMemory(s.handle)
	runtime.KeepAlive(s)
	return bytes
}

// Reset forgets all values and rejected rows. The error is nil or ErrClosed.
func (s *Sketch) Reset() error {
	s.use.Enter()
	defer s.use.Leave()
	if s.closed {
		return sinew.ErrClosed
	}
	if !c.Available {
		s.plain.reset()
		return nil
	}
	status := c.DdsketchReset(s.handle)
	runtime.KeepAlive(s)
	return sinew.Status(status).Err()
}

// AppendEncoded appends the sketch to b as a message DDSketch of ddsketch.proto, bins in contiguous form
// from the lowest to the highest that count anything. The error is nil or ErrClosed.
func (s *Sketch) AppendEncoded(b []byte) ([]byte, error) {
	s.use.Enter()
	defer s.use.Leave()
	if s.closed {
		return b, sinew.ErrClosed
	}
	if !c.Available {
		return s.plain.encode(b), nil
	}
	size := c.DdsketchEncodedSize(s.handle)
	b = append(b, make([]byte, size)...)
	written := c.DdsketchEncode(s.handle, unsafe.SliceData(b[len(b)-size:]), size)
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
		c.DdsketchDestroy(s.handle)
		s.handle = 0
	}
	s.plain = plain{}
	return nil
}
