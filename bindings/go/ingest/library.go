package ingest

import (
	"runtime"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/batch"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// native is a sinew_decoder.
type native struct {
	handle  c.Decoder
	cleanup runtime.Cleanup
	failure c.Error
}

func (n *native) open(o *Options, fields []Field, create func(*c.DecoderOptions, *c.Decoder, *c.Error) int32) error {
	// The texts are read by the call alone.
	var pinner runtime.Pinner
	defer pinner.Unpin()
	all := make([]c.Field, len(fields))
	for i := range fields {
		flags, _ := fields[i].flags()
		all[i] = c.Field{Path: c.PinText(&pinner, fields[i].Path), Name: c.PinText(&pinner, fields[i].name()), Type: int32(fields[i].Type), Flags: flags}
	}
	options := c.DecoderOptions{
		Size:          int(unsafe.Sizeof(c.DecoderOptions{})),
		Fields:        unsafe.SliceData(all),
		FieldCount:    len(all),
		MaxRows:       o.MaxRows,
		MaxRecordSize: o.MaxRecordSize,
		MaxValueSize:  o.MaxValueSize,
		MaxRejects:    o.MaxRejects,
		MemoryLimit:   o.MemoryLimit,
		Flags:         o.flags(),
	}
	pinner.Pin(options.Fields)
	return fault.Of(create(&options, &n.handle, &n.failure), &n.failure)
}

// Handle is for the packages of this module: the decoder of the library, or 0.
func (d *Decoder) Handle() c.Decoder { return d.native.handle }

func (n *native) close() {
	n.cleanup.Stop()
	c.DecoderDestroy(n.handle)
	n.handle = 0
}

func (n *native) decode(to *batch.Core, names []string, piece []byte, last bool) (int, error) {
	result, failure := to.Decode(names, func(batch c.Batch, failure *c.Error) c.CodecResult {
		return c.DecoderDecode(n.handle, unsafe.SliceData(piece), len(piece), batch, when(last, c.DecodeEnd), failure)
	})
	runtime.KeepAlive(n)
	if result.Status == c.StatusOutputFull {
		return result.Read, ErrFull
	}
	return result.Read, fault.Of(result.Status, failure)
}

func (n *native) decodeRows(to *batch.Core, names []string, rows *column.View) error {
	result, failure := to.Decode(names, func(batch c.Batch, failure *c.Error) c.CodecResult {
		return c.CodecResult{Status: c.DecoderDecodeMany(n.handle, rows, batch, failure)}
	})
	runtime.KeepAlive(n)
	return fault.Of(result.Status, failure)
}

func (n *native) reset() {
	c.DecoderReset(n.handle)
	runtime.KeepAlive(n)
}

func (n *native) counts() Counts {
	counts := c.DecoderStats(n.handle)
	runtime.KeepAlive(n)
	return Counts{counts.Bytes, counts.Records, counts.Rows, counts.RejectedRecords, counts.RejectedValues}
}

func (n *native) rejects() []Reject {
	var rejects []Reject
	for i := range c.DecoderStats(n.handle).Rejects {
		one := c.DecoderReject(n.handle, i)
		// No field is SIZE_MAX in C, which is -1.
		rejects = append(rejects, Reject{one.Record, one.Offset, one.Field, Reason(one.Reason)})
	}
	runtime.KeepAlive(n)
	return rejects
}

func (n *native) memory() int {
	size := c.DecoderMemory(n.handle)
	runtime.KeepAlive(n)
	return size
}

// flags returns the flags of the options in C.
func (o *Options) flags() uint32 {
	return when(o.Stop, c.DecoderStop) | when(o.Strict, c.DecoderStrict)
}

// when returns a flag if it is to be set, else 0.
func when(is bool, flag uint32) uint32 {
	if is {
		return flag
	}
	return 0
}
