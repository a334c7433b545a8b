// Package kll knows quantiles and ranks of any number of values, within a part of the number of values such
// as 1.33%, in a few kilobytes: KLL sketches, in the bytes of Apache DataSketches, whose libraries for Java,
// C++, Go and Python read what is written here and write what is read here.
//
//	s, err := kll.New(kll.Options{K: 200})
//	...
//	defer s.Close()
//	err = s.Update(column) // as often as rows arrive
//	err = s.Merge(other)   // a sketch of other rows
//	median := s.Quantile(0.5)
//
// How it works, what the error is, and the bytes, are in docs/formats/kll.md.
//
// Without a library all of it runs in Go, with the same bytes and the same quantiles.
package kll

import (
	"math"
	"runtime"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
	"github.com/sinew-simd/sinew/bindings/go/internal/use"
)

// Options say what New makes, and the type, the seed and the limit for Decode.
type Options struct {
	// Float32 says that values are floats of 32 bits, which take half the bytes when they are written.
	Float32 bool
	// K is 8 to 65535: up to K values are all kept, and of any number some 3 K, with an error of ranks of
	// some 2.7 / K. 200, for 1.33%, is a common choice.
	K int
	// Seed is that of the random bits. Any number will do, unless somebody could choose values that have
	// bad luck with a number that is known.
	Seed uint64
	// MemoryLimit is the most bytes that the sketch may hold; 0 is no limit. Without a library the bytes
	// are an estimate.
	MemoryLimit int
}

// Summary is what a sketch knows exactly.
type Summary struct {
	Count uint64
	// Min and Max are NaN if there are no values.
	Min, Max float64
}

// Sketch knows quantiles and ranks of the values it has seen. One goroutine at a time may use it, also to
// read it; a call that sees another one panics. Close frees the memory at once; a Sketch that is not closed
// is freed some time after the garbage collector finds it.
type Sketch struct {
	use     use.Mark
	closed  bool
	handle  c.Kll // with a library
	failure c.Error
	cleanup runtime.Cleanup
	plain   plain // without one
}

func (o *Options) kind() int32 {
	if o.Float32 {
		return c.TypeF32
	}
	return c.TypeF64
}

// New returns a sketch without values. It takes 24 bytes for each of K, and some 20 KiB besides, whatever
// the number of values. The error is a *sinew.Error: ErrInvalidArgument for a K out of range or a negative
// limit, ErrMemoryLimit, ErrOutOfMemory.
func New(options Options) (*Sketch, error) {
	if options.K < c.KllMinK || options.K > c.KllMaxK {
		return nil, fault.Invalid(0, "Options.K: %d is not within %d and %d", options.K, c.KllMinK, c.KllMaxK)
	}
	if options.MemoryLimit < 0 {
		return nil, fault.Invalid(0, "Options.MemoryLimit: %d is negative", options.MemoryLimit)
	}
	s := new(Sketch)
	if !c.Available {
		return s, s.plain.init(options)
	}
	o := c.KllOptions{
		Size: int(unsafe.Sizeof(c.KllOptions{})), Type: options.kind(), K: uint32(options.K),
		Seed: options.Seed, MemoryLimit: options.MemoryLimit,
	}
	return s.own(c.KllCreate(&o, &s.handle, &s.failure))
}

// Decode returns the sketch that AppendEncoded or a library of DataSketches has written. The bytes do not
// say whether its values are floats of 32 bits, but options do; their K is not used. No more memory is
// taken than for a sketch of the K that the bytes say.
//
// The error is a *sinew.Error: ErrTruncated for bytes that end too early; ErrCorrupt for those of no such
// sketch, with the offset of the first one at fault; ErrInvalidArgument for a negative limit;
// ErrMemoryLimit; ErrOutOfMemory.
func Decode(data []byte, options Options) (*Sketch, error) {
	if options.MemoryLimit < 0 {
		return nil, fault.Invalid(0, "Options.MemoryLimit: %d is negative", options.MemoryLimit)
	}
	s := new(Sketch)
	if !c.Available {
		if err := s.plain.decode(data, options); err != nil {
			return nil, err
		}
		return s, nil
	}
	return s.own(c.KllDecode(unsafe.SliceData(data), len(data), options.kind(), options.Seed, options.MemoryLimit, &s.handle, &s.failure))
}

func (s *Sketch) own(status int32) (*Sketch, error) {
	if status != c.StatusOK {
		return nil, fault.Of(status, &s.failure)
	}
	s.cleanup = runtime.AddCleanup(s, c.KllDestroy, s.handle)
	return s, nil
}

// Update adds the values of a column of integers or floats, as the nearest float64s, and with
// Options.Float32 as the float32s nearest to those. Null rows and NaN change nothing, as in DataSketches.
// Infinities are values like others, and -0.0 is 0.0. The sketch depends on the values, their order, the
// seed and what was merged or encoded in between, and not on how many calls add the values. No call
// allocates on the Go heap with a library.
//
// On an error the sketch is as it was. It is ErrClosed, or a *sinew.Error: ErrInvalidArgument for a column
// of another type, ErrOverflow for more than 1<<56 values.
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
	status := c.KllUpdate(s.handle, view, &s.failure)
	runtime.KeepAlive(s)
	return fault.Of(status, &s.failure)
}

// Merge adds the values of from, which does not change. s keeps its K; the error of ranks is that of the
// lesser one, if values of from stand for others already. The error is ErrInvalidArgument if from is s, or
// one of them alone is of float32s. Else errors are those of Update.
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
	status := c.KllMerge(s.handle, from.handle, &s.failure)
	runtime.KeepAlive(s)
	runtime.KeepAlive(from)
	return fault.Of(status, &s.failure)
}

// Quantile returns the quantile of a fraction, from 0 for the least value to 1 for the greatest: of n
// values in order the one of rank floor(fraction * (n - 1)), counted from 0, or one whose rank is within the
// error of it; of 0 and 1 it is exact. It is NaN if there are no values, and once closed. A fraction out of
// that range panics.
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
		panic("kll: there are not as many quantiles as fractions")
	}
	for i, fraction := range fractions {
		if !(fraction >= 0 && fraction <= 1) {
			panic("kll: a fraction is not from 0 to 1")
		}
		out[i] = nan
	}
	switch {
	case s.closed:
	case !c.Available:
		s.plain.quantiles(fractions, out)
	default:
		c.KllQuantiles(s.handle, unsafe.SliceData(fractions), len(fractions), unsafe.SliceData(out))
		runtime.KeepAlive(s)
	}
}

// Rank returns which part of all values is at most a number, from 0 to 1, within the error. It is NaN if
// there are no values, and once closed. NaN panics.
func (s *Sketch) Rank(number float64) float64 {
	numbers, out := [1]float64{number}, [1]float64{}
	s.Ranks(numbers[:], out[:])
	return out[0]
}

// Ranks writes to out the rank of each number, as Rank returns it. Of numbers in order this is the
// distribution function (CDF), and differences are the parts of the values from one to the next (PMF),
// whose error is up to a half more. It panics if there are not as many.
func (s *Sketch) Ranks(numbers, out []float64) {
	s.use.Enter()
	defer s.use.Leave()
	if len(numbers) != len(out) {
		panic("kll: there are not as many ranks as numbers")
	}
	for i, number := range numbers {
		if math.IsNaN(number) {
			panic("kll: the rank of NaN")
		}
		out[i] = nan
	}
	switch {
	case s.closed:
	case !c.Available:
		s.plain.ranks(numbers, out)
	default:
		c.KllRanks(s.handle, unsafe.SliceData(numbers), len(numbers), unsafe.SliceData(out))
		runtime.KeepAlive(s)
	}
}

// Summary returns the number of values, the least and the greatest; of no values once closed.
func (s *Sketch) Summary() Summary {
	s.use.Enter()
	defer s.use.Leave()
	if s.closed {
		return Summary{Min: nan, Max: nan}
	}
	if !c.Available {
		return s.plain.summarize()
	}
	summary := c.KllSummarize(s.handle)
	runtime.KeepAlive(s)
	return Summary(summary)
}

// RankError returns the error of ranks, as a part of the number of values: with a probability of 99% all
// quantiles and ranks of a sketch are within it. That is 2.296 / K^0.9723, as in DataSketches, where K is
// the least one of what was merged; 0 once closed.
func (s *Sketch) RankError() float64 {
	s.use.Enter()
	defer s.use.Leave()
	if s.closed {
		return 0
	}
	if !c.Available {
		return s.plain.rankError()
	}
	rankError := c.KllRankError(s.handle)
	runtime.KeepAlive(s)
	return rankError
}

// K returns that of the options, or of the bytes; 0 once closed.
func (s *Sketch) K() int {
	s.use.Enter()
	defer s.use.Leave()
	if s.closed {
		return 0
	}
	if !c.Available {
		return s.plain.k
	}
	k := c.KllK(s.handle)
	runtime.KeepAlive(s)
	return int(k)
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
	bytes := c.KllMemory(s.handle)
	runtime.KeepAlive(s)
	return bytes
}

// Reset forgets all values. The error is nil or ErrClosed.
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
	status := c.KllReset(s.handle)
	runtime.KeepAlive(s)
	return sinew.Status(status).Err()
}

// AppendEncoded appends the sketch to b, in the form of DataSketches. Before that the sketch makes its
// values as few as the format has them, as it does by itself after every 992 values. The error is nil or
// ErrClosed.
func (s *Sketch) AppendEncoded(b []byte) ([]byte, error) {
	s.use.Enter()
	defer s.use.Leave()
	if s.closed {
		return b, sinew.ErrClosed
	}
	if !c.Available {
		return s.plain.encode(b), nil
	}
	size := c.KllEncodedSize(s.handle)
	b = append(b, make([]byte, size)...)
	written := c.KllEncode(s.handle, unsafe.SliceData(b[len(b)-size:]), size)
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
		c.KllDestroy(s.handle)
		s.handle = 0
	}
	s.plain = plain{}
	return nil
}
