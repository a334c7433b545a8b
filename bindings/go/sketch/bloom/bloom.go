// Package bloom says whether a value is among those that were added: "no" is certain, "yes" is wrong for a
// small part of the others. Filters are split-block Bloom filters in the bytes of Apache Parquet, whose
// writers and readers read what is written here and write what is read here.
//
//	f, err := bloom.New(bloom.Options{DistinctCount: 1_000_000, FalsePositiveProbability: 0.01})
//	...
//	defer f.Close()
//	err = f.Update(column)             // as often as rows arrive
//	err = f.Merge(other)               // a filter of other rows
//	err = f.Contains(bitmap, column)   // a bit for each row that may have been added
//
// The layout, and how values are hashed, is in docs/formats/bloom.md. Without a library all of it runs in Go,
// with the same bytes.
package bloom

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
	// DistinctCount is how many different values are expected, and FalsePositiveProbability the part of all
	// others of which the filter may then say that they are there, more than 0 and less than 1: the bitset
	// gets the size that the libraries of Parquet for Java and C++ compute from them, a power of 2 up to
	// 128 MiB. A million values with 0.01 take 2 MiB.
	DistinctCount            int
	FalsePositiveProbability float64
	// BitsetSize is its bytes instead, a multiple of 32 up to 2^31 - 32; the two above are 0 then.
	BitsetSize int
	// MemoryLimit is the most bytes that the filter may hold; 0 is no limit. Without a library the bytes are
	// an estimate.
	MemoryLimit int
}

// Filter knows which values it has not seen. Several goroutines at a time may ask it, by Contains, Memory and
// AppendEncoded, as long as none changes or closes it; a call that sees one that changes it panics. Close
// frees the memory at once; a Filter that is not closed is freed some time after the garbage collector finds
// it.
type Filter struct {
	use     use.Mark
	closed  bool
	handle  c.Bloom // with a library
	failure c.Error
	cleanup runtime.Cleanup
	plain   plain // without one
}

// New returns a filter without values. The error is a *sinew.Error: ErrInvalidArgument for options out of
// range, ErrMemoryLimit, ErrOutOfMemory.
func New(options Options) (*Filter, error) {
	p := options.FalsePositiveProbability
	switch {
	case options.BitsetSize != 0 && (options.DistinctCount != 0 || p != 0):
		return nil, fault.Invalid(0, "Options.BitsetSize is there beside what it could be computed from")
	case options.BitsetSize < 0 || options.BitsetSize%blockSize != 0 || int64(options.BitsetSize) > c.BloomMaxSize:
		return nil, fault.Invalid(0, "Options.BitsetSize: %d is not a multiple of %d up to %d", options.BitsetSize, blockSize, c.BloomMaxSize)
	case options.BitsetSize == 0 && options.DistinctCount <= 0:
		return nil, fault.Invalid(0, "Options.DistinctCount: %d is not more than 0", options.DistinctCount)
	case options.BitsetSize == 0 && !(p > 0 && p < 1):
		return nil, fault.Invalid(0, "Options.FalsePositiveProbability is not within 0 and 1")
	case options.MemoryLimit < 0:
		return nil, fault.Invalid(0, "Options.MemoryLimit: %d is negative", options.MemoryLimit)
	}
	f := new(Filter)
	if !c.Available {
		size := options.BitsetSize
		if size == 0 {
			size = sizeOf(options.DistinctCount, p)
		}
		return f, f.plain.init(size, options.MemoryLimit)
	}
	o := c.BloomOptions{
		Size: int(unsafe.Sizeof(c.BloomOptions{})), DistinctCount: uint64(options.DistinctCount),
		FalsePositiveProbability: p, BitsetSize: options.BitsetSize, MemoryLimit: options.MemoryLimit,
	}
	return f.own(c.BloomCreate(&o, &f.handle, &f.failure))
}

// Decode returns the filter whose bitset data is, as it stands in a Parquet file behind its header or as
// AppendEncoded has written it; with this memory limit, 0 for none. The number of blocks of 32 bytes need not
// be a power of 2.
//
// The error is a *sinew.Error: ErrTruncated for no bytes, or those that end within a block; ErrCorrupt for more
// than a bitset can have; ErrInvalidArgument for a negative limit; ErrMemoryLimit; ErrOutOfMemory.
func Decode(data []byte, memoryLimit int) (*Filter, error) {
	if memoryLimit < 0 {
		return nil, fault.Invalid(0, "memoryLimit: %d is negative", memoryLimit)
	}
	f := new(Filter)
	if !c.Available {
		if err := f.plain.decode(data, memoryLimit); err != nil {
			return nil, err
		}
		return f, nil
	}
	return f.own(c.BloomDecode(unsafe.SliceData(data), len(data), memoryLimit, &f.handle, &f.failure))
}

func (f *Filter) own(status int32) (*Filter, error) {
	if status != c.StatusOK {
		return nil, fault.Of(status, &f.failure)
	}
	f.cleanup = runtime.AddCleanup(f, c.BloomDestroy, f.handle)
	return f, nil
}

// check returns the error of a column that cannot be taken.
func check(column *sinew.Column) error {
	view := column.View()
	if c.IsList(view.Type) || c.NameOf(view.Type) == "" {
		return fault.Invalid(0, "column: of type %v, which a filter does not take", column.Type())
	}
	if row, ok := view.CheckStrings(c.OffsetWidth(view.Type)); c.IsString(view.Type) && !ok {
		return keys.FaultOf("column", view, row)
	}
	return nil
}

// Update adds the values of a column of any type but lists. Null rows change nothing. Values are hashed as
// Parquet does: integers of up to 32 bits and dates as 32 bits, longer ones and timestamps as 64 bits, floats
// by their bits, so that both zeros are different values, strings by their bytes. A boolean is hashed as one
// byte; Parquet has no filters of them. Nothing is allocated.
//
// The error is ErrClosed, or a *sinew.Error, ErrInvalidArgument, for a column of lists, or of strings whose
// offsets run backwards or past their data.
func (f *Filter) Update(column sinew.Column) error {
	f.use.Enter()
	defer f.use.Leave()
	if f.closed {
		return sinew.ErrClosed
	}
	if err := check(&column); err != nil {
		return err
	}
	if !c.Available {
		f.plain.update(column.View())
		return nil
	}
	status := c.BloomUpdate(f.handle, column.View(), &f.failure)
	runtime.KeepAlive(f)
	return fault.Of(status, &f.failure)
}

// Contains sets bit i of bitmap, least significant bit of each byte first, if the value of row i of a column may
// have been added, and clears it if it has not been; of a null row it is cleared. Unused bits of the last byte
// become 0. The type of the column must be that of the values that were added. It panics if bitmap is shorter
// than (column.Len()+7)/8 bytes. Nothing is allocated. Errors are those of Update.
func (f *Filter) Contains(bitmap []byte, column sinew.Column) error {
	f.use.Look()
	if f.closed {
		return sinew.ErrClosed
	}
	if err := check(&column); err != nil {
		return err
	}
	view := column.View()
	bitmap = bitmap[:c.BitmapSize(view.Count)]
	if !c.Available {
		f.plain.contains(bitmap, view)
		return nil
	}
	status := c.BloomContainsMany(f.handle, view, unsafe.SliceData(bitmap), nil)
	runtime.KeepAlive(f)
	return sinew.Status(status).Err()
}

// Merge adds the values of from, which does not change: what was added to either is in f then. The error is
// ErrClosed, or a *sinew.Error, ErrInvalidArgument, if from is f or has a bitset of another size.
func (f *Filter) Merge(from *Filter) error {
	f.use.Enter()
	defer f.use.Leave()
	if f == from {
		if f.closed {
			return sinew.ErrClosed
		}
		return fault.Invalid(0, "from is into")
	}
	from.use.Look()
	if f.closed || from.closed {
		return sinew.ErrClosed
	}
	if !c.Available {
		return f.plain.merge(&from.plain)
	}
	status := c.BloomMerge(f.handle, from.handle, &f.failure)
	runtime.KeepAlive(f)
	runtime.KeepAlive(from)
	return fault.Of(status, &f.failure)
}

// Memory returns the bytes that the filter holds, an estimate without a library; 0 once closed.
func (f *Filter) Memory() int {
	f.use.Look()
	if f.closed {
		return 0
	}
	if !c.Available {
		return f.plain.memory()
	}
	bytes := c.BloomMemory(f.handle)
	runtime.KeepAlive(f)
	return bytes
}

// Reset forgets all values. The error is nil or ErrClosed.
func (f *Filter) Reset() error {
	f.use.Enter()
	defer f.use.Leave()
	if f.closed {
		return sinew.ErrClosed
	}
	if !c.Available {
		clear(f.plain.words)
		return nil
	}
	status := c.BloomReset(f.handle)
	runtime.KeepAlive(f)
	return sinew.Status(status).Err()
}

// AppendEncoded appends the bitset to b, as it stands in a Parquet file behind its header. The error is nil or
// ErrClosed.
func (f *Filter) AppendEncoded(b []byte) ([]byte, error) {
	f.use.Look()
	if f.closed {
		return b, sinew.ErrClosed
	}
	if !c.Available {
		return f.plain.encode(b), nil
	}
	size := c.BloomEncodedSize(f.handle)
	b = append(b, make([]byte, size)...)
	written := c.BloomEncode(f.handle, unsafe.SliceData(b[len(b)-size:]), size)
	runtime.KeepAlive(f)
	return b, sinew.Status(written.Status).Err()
}

// Close frees the memory. It may be called again, and returns ErrClosed then, as other calls do.
func (f *Filter) Close() error {
	f.use.Enter()
	defer f.use.Leave()
	if f.closed {
		return sinew.ErrClosed
	}
	f.closed = true
	if c.Available {
		f.cleanup.Stop()
		c.BloomDestroy(f.handle)
		f.handle = 0
	}
	f.plain = plain{}
	return nil
}
