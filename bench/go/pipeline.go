package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"

	"github.com/sinew-simd/sinew/bindings/go/ingest"
	"github.com/sinew-simd/sinew/bindings/go/pipeline"
)

func init() { register("pipeline", pipelineRows) }

// As a service reads from a socket or a file.
const pieceSize = 64 << 10

func pipelineRows(t *table) {
	flightRows(t)
	for _, names := range []int{413, 10_000} {
		stationRows(t, names)
	}
}

func flightRows(t *table) {
	text, rows := flightLines(8 << 20)
	t.runCounting(row{"NDJSON, flights by origin", millionsPerSecond("rows"), float64(rows), groupPieces(text, pipeline.NDJSON(flightFields...)), []peer{
		{name: "Go written for these records", work: groupLinesByHand(text)},
		{name: versionOf("sonic", "github.com/bytedance/sonic"), work: groupLines(text, parseEach(parseSonic))},
		{name: versionOf("simdjson-go", "github.com/minio/simdjson-go"), work: groupText(text, parseSimdjsonLines())},
		{name: versionOf("goccy/go-json", "github.com/goccy/go-json"), work: groupLines(text, parseEach(parseGoccy))},
		{name: versionOf("go-json-experiment (json/v2)", "github.com/go-json-experiment/json"), work: groupLines(text, parseEach(parseV2))},
		{name: standard("encoding/json"), work: groupLines(text, parseEach(parseStandard))},
	}})

	var table []byte
	for record := range bytes.Lines(text) {
		var f flight
		parseByHand(bytes.TrimSpace(record), &f)
		table = fmt.Appendf(table, "%s,%d,%d,%s\n", record[9:28], f.Delay, f.Distance, f.Origin)
	}
	csvFormat := pipeline.From(ingest.NewCSV(ingest.CSV{}, ingest.Strings("3").As("origin"), ingest.Int64s("1").As("delay"), ingest.Int64s("2").As("distance")))
	t.runCounting(row{"CSV, flights by origin", millionsPerSecond("rows"), float64(rows), groupPieces(table, csvFormat), []peer{
		{name: standard("encoding/csv, strconv"), work: groupCSV(table)},
	}})
}

var flightFields = []ingest.Field{ingest.Strings("origin"), ingest.Int64s("delay"), ingest.Int64s("distance")}

func groupPieces(text []byte, format pipeline.Step) work {
	groups := newFlightPipeline(format)
	return repeat(func() uint64 {
		writePieces(groups.Pipeline, text)
		return groups.take()
	})
}

func writePieces(p *pipeline.Pipeline, text []byte) {
	for rest := text; len(rest) > 0; {
		n := mustOf(p.Write(rest[:min(pieceSize, len(rest))]))
		rest = rest[n:]
	}
	must(p.Flush())
}

func groupLines(text []byte, parse parser) work {
	groups := flightGroups{}
	var records [][]byte
	return repeat(func() uint64 {
		records = records[:0]
		for record := range bytes.SplitSeq(bytes.TrimSuffix(text, []byte("\n")), []byte("\n")) {
			records = append(records, record)
		}
		parse(records, groups.add)
		return groups.take()
	})
}

func groupText(text []byte, parse func(text []byte, add func(*flight))) work {
	groups := flightGroups{}
	return repeat(func() uint64 {
		parse(text, groups.add)
		return groups.take()
	})
}

// groupLinesByHand leaves out all that costs time: a line is parsed where it lies, and the map has no pointers to what
// it counts.
func groupLinesByHand(text []byte) work {
	byOrigin := map[string]uint32{}
	var names []string
	var groups []flights
	return repeat(func() uint64 {
		for rest := text; len(rest) > 0; {
			end := bytes.IndexByte(rest, '\n')
			var f flight
			parseByHand(rest[:end], &f)
			rest = rest[end+1:]
			number, known := byOrigin[f.Origin]
			if !known {
				number = uint32(len(groups))
				names = append(names, string([]byte(f.Origin)))
				byOrigin[names[number]] = number
				groups = append(groups, flights{})
			}
			g := &groups[number]
			g.count++
			g.delay += f.Delay
			g.distance += f.Distance
		}
		all := uint64(0)
		for i, name := range names {
			all += mixOf(name, groups[i])
			groups[i] = flights{}
		}
		return all
	})
}

func groupCSV(text []byte) work {
	groups := flightGroups{}
	return repeat(func() uint64 {
		r := csv.NewReader(bytes.NewReader(text))
		r.ReuseRecord = true
		for {
			record, err := r.Read()
			if err == io.EOF {
				return groups.take()
			}
			must(err)
			groups.add(&flight{record[3], mustOf(strconv.ParseInt(record[1], 10, 64)), mustOf(strconv.ParseInt(record[2], 10, 64))})
		}
	})
}
