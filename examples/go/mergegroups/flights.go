package main

import (
	"bytes"
	"compress/gzip"
	"io"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/aggregate"
	"github.com/sinew-simd/sinew/bindings/go/ingest"
	"github.com/sinew-simd/sinew/examples/data"
)

// groupShare groups one of several shares of the flights, which follow one another, by origin.
func groupShare(share, of int) (*aggregate.GroupBy, error) {
	lines, err := linesOf(share, of)
	if err != nil {
		return nil, err
	}
	decoder, err := ingest.NewNDJSON(ingest.NDJSON{}, ingest.Strings("origin"), ingest.Int64s("delay"), ingest.Strings("destination"))
	if err != nil {
		return nil, err
	}
	defer decoder.Close()
	groups, err := aggregate.NewGroupBy(aggregate.Options{
		Keys:   []sinew.Type{sinew.String},
		Values: []sinew.Type{sinew.Int64, sinew.String},
		Aggregates: []aggregate.Aggregate{
			aggregate.Rows(), aggregate.MeanOf(0), aggregate.MaxOf(0), aggregate.LastOf(1),
		},
	})
	if err != nil {
		return nil, err
	}
	for batch, err := range decoder.Batches(bytes.NewReader(lines)) {
		if err == nil {
			err = groups.Update(batch.Column(0), batch.Column(1), batch.Column(2))
		}
		if err != nil {
			groups.Close()
			return nil, err
		}
	}
	return groups, nil
}

// linesOf returns the lines of a share.
func linesOf(share, of int) ([]byte, error) {
	unzipped, err := gzip.NewReader(bytes.NewReader(data.Flights))
	if err != nil {
		return nil, err
	}
	all, err := io.ReadAll(unzipped)
	if err != nil {
		return nil, err
	}
	// The end of the line that the n-th share of the bytes ends in.
	end := func(n int) int {
		at := len(all) * n / of
		if n == 0 || n == of {
			return at
		}
		return at + bytes.IndexByte(all[at:], '\n') + 1
	}
	return all[end(share):end(share+1)], nil
}
