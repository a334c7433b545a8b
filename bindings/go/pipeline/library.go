package pipeline

import (
	"runtime"
	"slices"
	"time"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/ingest"
	"github.com/sinew-simd/sinew/bindings/go/internal/batch"
	"github.com/sinew-simd/sinew/bindings/go/internal/c"
	"github.com/sinew-simd/sinew/bindings/go/internal/column"
	"github.com/sinew-simd/sinew/bindings/go/internal/fault"
)

// native is a sinew_pipeline.
type native struct {
	handle  c.Pipeline
	cleanup runtime.Cleanup
	failure c.Error
}

func (n *native) open(made *plan) error {
	// The texts are read by the call alone.
	var pinner runtime.Pinner
	defer pinner.Unpin()
	text := func(text string) *byte { return c.PinText(&pinner, text) }
	options := c.PipelineOptions{
		Size:           int(unsafe.Sizeof(c.PipelineOptions{})),
		MemoryLimit:    made.memoryLimit,
		ExpectedGroups: made.expectedGroups,
	}
	if made.decoder != nil {
		options.Decoder = made.decoder.Handle()
	}
	if others := made.fields[made.decoded:]; len(others) > 0 {
		columns := make([]c.ExpressionColumn, len(others))
		for i, field := range others {
			columns[i] = c.ExpressionColumn{Name: text(field.Name), Type: c.WithWideOffsets(int32(field.Type))}
		}
		pinner.Pin(&columns[0])
		options.Columns, options.ColumnCount = &columns[0], len(columns)
	}
	if where := made.condition(); where != "" {
		options.Where = text(where)
	}
	list := func(from []named) *c.PipelineColumn {
		if len(from) == 0 {
			return nil
		}
		to := make([]c.PipelineColumn, len(from))
		for i, one := range from {
			to[i] = c.PipelineColumn{Text: text(one.text), Name: text(one.name)}
		}
		pinner.Pin(&to[0])
		return &to[0]
	}
	options.Computed, options.ComputedCount = list(made.computed), len(made.computed)
	options.Keys, options.KeyCount = list(made.keys), len(made.keys)
	if len(made.aggregates) > 0 {
		aggregates := make([]c.PipelineAggregate, len(made.aggregates))
		for i, a := range made.aggregates {
			aggregates[i] = c.PipelineAggregate{Function: a.function, Name: text(a.name), Fraction: a.fraction, LgK: uint32(a.lgK), RelativeAccuracy: a.accuracy}
			if a.function != c.AggregateCountRows {
				aggregates[i].Text = text(a.text)
			}
			if c.IsPair(a.function) {
				aggregates[i].Second = text(a.second)
			}
			if a.where != "" {
				aggregates[i].Where = text(a.where)
			}
		}
		pinner.Pin(&aggregates[0])
		options.Aggregates, options.AggregateCount = &aggregates[0], len(aggregates)
	}
	return fault.Of(c.PipelineCreate(&options, &n.handle, &n.failure), &n.failure)
}

func (n *native) close() {
	n.cleanup.Stop()
	c.PipelineDestroy(n.handle)
	n.handle = 0
}

func (n *native) write(decoder *ingest.Decoder, piece []byte, last bool) (int, error) {
	flags := uint32(0)
	if last {
		flags = c.DecodeEnd
	}
	result := c.PipelineWrite(n.handle, unsafe.SliceData(piece), len(piece), decoder.Handle(), flags, &n.failure)
	runtime.KeepAlive(n)
	runtime.KeepAlive(decoder)
	return result.Read, fault.Of(result.Status, &n.failure)
}

func (n *native) writeRows(decoder *ingest.Decoder, rows sinew.Column, beside []sinew.Column) (int, error) {
	var views c.Columns
	for i := range beside {
		views.Add(beside[i].View())
	}
	result := c.PipelineWriteMany(n.handle, rows.View(), &views, decoder.Handle(), &n.failure)
	runtime.KeepAlive(n)
	runtime.KeepAlive(decoder)
	return result.Read, fault.Of(result.Status, &n.failure)
}

func (n *native) update(columns []sinew.Column) error {
	var views c.Columns
	for i := range columns {
		view := *columns[i].View()
		if c.IsList(view.Type) {
			// Nothing reads it.
			view = column.View{Type: c.Canonical(view.Type), Count: view.Count}
		}
		views.Add(&view)
	}
	status := c.PipelineUpdate(n.handle, &views, columns[0].Len(), &n.failure)
	runtime.KeepAlive(n)
	return fault.Of(status, &n.failure)
}

func (n *native) merge(from *native) error {
	status := c.PipelineMerge(n.handle, from.handle, &n.failure)
	runtime.KeepAlive(n)
	return fault.Of(status, &n.failure)
}

func (n *native) appendEncoded(b []byte, part, parts int) ([]byte, error) {
	size := c.PipelineEncodedSize(n.handle, part, parts, &n.failure)
	if size.Status != c.StatusOK {
		return b, fault.Of(size.Status, &n.failure)
	}
	begin := len(b)
	b = slices.Grow(b, size.Written)[:begin+size.Written]
	written := c.PipelineEncode(n.handle, part, parts, unsafe.SliceData(b[begin:]), size.Written, &n.failure)
	runtime.KeepAlive(n)
	return b, fault.Of(written.Status, &n.failure)
}

func (n *native) mergeEncoded(data []byte) error {
	status := c.PipelineMergeEncoded(n.handle, unsafe.SliceData(data), len(data), &n.failure)
	runtime.KeepAlive(n)
	return fault.Of(status, &n.failure)
}

func (n *native) reset() error {
	status := c.PipelineReset(n.handle)
	runtime.KeepAlive(n)
	return sinew.Status(status).Err()
}

func (n *native) len() int {
	count := c.PipelineCount(n.handle)
	runtime.KeepAlive(n)
	return count
}

func (n *native) overflowCount() int {
	count := c.PipelineOverflowCount(n.handle)
	runtime.KeepAlive(n)
	return count
}

func (n *native) memory() int {
	bytes := c.PipelineMemory(n.handle)
	runtime.KeepAlive(n)
	return bytes
}

func (n *native) stats() Stats {
	counts := c.PipelineStats(n.handle)
	runtime.KeepAlive(n)
	return Stats{
		Bytes: counts.Bytes, Records: counts.Records, RejectedRecords: counts.RejectedRecords, RejectedValues: counts.RejectedValues,
		Rows: counts.Rows, KeptRows: counts.KeptRows, Faults: counts.Faults,
		Decode: time.Duration(counts.DecodeNS), Filter: time.Duration(counts.FilterNS),
		Compute: time.Duration(counts.ComputeNS), Group: time.Duration(counts.GroupNS),
	}
}

func (n *native) results(to *batch.Core, names []string, orders []order, limit int) error {
	var pinner runtime.Pinner
	defer pinner.Unpin()
	options := c.PipelineResultsOptions{Size: int(unsafe.Sizeof(c.PipelineResultsOptions{})), Limit: limit}
	if len(orders) > 0 {
		list := make([]c.PipelineOrder, len(orders))
		for i, o := range orders {
			list[i].Column = o.column
			if o.descending {
				list[i].Flags = c.PipelineDescending
			}
		}
		pinner.Pin(&list[0])
		options.Orders, options.OrderCount = &list[0], len(list)
	}
	status := to.Fill(names, func(batch c.Batch, failure *c.Error) int32 {
		return c.PipelineResults(n.handle, &options, batch, failure)
	})
	runtime.KeepAlive(n)
	return fault.Of(status, to.Failure())
}
