package main

import (
	stdjson "encoding/json"
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"strings"
	"unsafe"

	"github.com/bytedance/sonic"
	jsonv2 "github.com/go-json-experiment/json"
	"github.com/goccy/go-json"
	"github.com/minio/simdjson-go"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/pipeline"
)

// Flights, of which count, delay and distance are grouped by origin: what several kernels are given, in the ways in
// which it arrives, and what one does with it in Go.

// airport returns one of 256 codes, some of which are far more frequent than others.
func airport(random *rand.Rand) string {
	n := random.IntN(1 + random.IntN(256))
	return string([]byte{'A' + byte(n%16), 'A' + byte(n/16), 'X'})
}

// flightLines are at least size bytes like examples/data/flights-20k.ndjson.gz, and their number.
func flightLines(size int) ([]byte, int) {
	random := rand.New(rand.NewPCG(4, 2))
	var text []byte
	rows := 0
	for ; len(text) < size; rows++ {
		text = fmt.Appendf(text, `{"date":"2001-%02d-%02d %02d:%02d:00","delay":%d,"distance":%d,"origin":"%s","destination":"%s"}`+"\n",
			1+random.IntN(12), 1+random.IntN(28), random.IntN(24), random.IntN(60), random.IntN(65)-20, 60+random.IntN(2400), airport(random), airport(random))
	}
	return text, rows
}

type flight struct {
	Origin   string `json:"origin"`
	Delay    int64  `json:"delay"`
	Distance int64  `json:"distance"`
}

type flights struct{ count, delay, distance int64 }

// mixOf is the same for the same groups, in any order.
func mixOf(origin string, g flights) uint64 {
	return uint64(crc32.ChecksumIEEE([]byte(origin))) * (uint64(g.count) + 31*uint64(g.delay) + 1009*uint64(g.distance))
}

// flightGroups are groups as one writes them in Go.
type flightGroups map[string]*flights

func (groups flightGroups) add(f *flight) {
	g := groups[f.Origin]
	if g == nil {
		g = new(flights)
		groups[strings.Clone(f.Origin)] = g // f may be in memory that is used again
	}
	g.count++
	g.delay += f.Delay
	g.distance += f.Distance
}

// take returns what stands for the groups, and begins them anew.
func (groups flightGroups) take() uint64 {
	all := uint64(0)
	for origin, g := range groups {
		all += mixOf(origin, *g)
		*g = flights{}
	}
	return all
}

// flightPipeline has the same groups.
type flightPipeline struct {
	*pipeline.Pipeline
	table pipeline.Table
}

func newFlightPipeline(steps ...pipeline.Step) *flightPipeline {
	steps = append(steps, pipeline.GroupBy("origin"), pipeline.Count(), pipeline.Sum("delay"), pipeline.Sum("distance"))
	return &flightPipeline{Pipeline: mustOf(pipeline.New(steps...))}
}

func (p *flightPipeline) take() uint64 {
	must(p.FillTable(&p.table))
	must(p.Reset())
	all := uint64(0)
	origins := p.table.Batch().Column(0)
	counts, delays, distances := sinew.Values[int64](p.table.Batch().Column(1)), sinew.Values[int64](p.table.Batch().Column(2)), sinew.Values[int64](p.table.Batch().Column(3))
	for i := range p.table.Len() {
		all += mixOf(viewOf(origins.Bytes(i)), flights{counts[i], delays[i], distances[i]})
	}
	return all
}

// A parser gives the flights that are in records of JSON. Of the ways that each of them has, the fastest to read three
// members.
type parser func(records [][]byte, add func(*flight))

func parseEach(parse func(record []byte, f *flight)) parser {
	return func(records [][]byte, add func(*flight)) {
		var f flight
		for _, record := range records {
			f = flight{}
			parse(record, &f)
			add(&f)
		}
	}
}

func parseStandard(record []byte, f *flight) { must(stdjson.Unmarshal(record, f)) }

// parseV2 is encoding/json/v2, as a module of its own.
func parseV2(record []byte, f *flight) { must(jsonv2.Unmarshal(record, f)) }

func parseGoccy(record []byte, f *flight) { must(json.UnmarshalNoEscape(record, f)) }

func parseSonic(record []byte, f *flight) {
	text := viewOf(record)
	origin := mustOf(sonic.GetFromString(text, "origin"))
	delay := mustOf(sonic.GetFromString(text, "delay"))
	distance := mustOf(sonic.GetFromString(text, "distance"))
	*f = flight{mustOf(origin.String()), mustOf(delay.Int64()), mustOf(distance.Int64())}
}

// parseSimdjson makes lines of the records.
func parseSimdjson() parser {
	var lines []byte
	parse := parseSimdjsonLines()
	return func(records [][]byte, add func(*flight)) {
		lines = lines[:0]
		for _, record := range records {
			lines = append(append(lines, record...), '\n')
		}
		parse(lines, add)
	}
}

func parseSimdjsonLines() func(lines []byte, add func(*flight)) {
	var parsed *simdjson.ParsedJson
	var object simdjson.Object
	var element simdjson.Element
	return func(lines []byte, add func(*flight)) {
		parsed = mustOf(simdjson.ParseND(lines, parsed, simdjson.WithCopyStrings(false)))
		must(parsed.ForEach(func(i simdjson.Iter) error {
			mustOf(i.Object(&object))
			origin := mustOf(object.FindKey("origin", &element).Iter.StringBytes())
			f := flight{Origin: viewOf(origin)}
			f.Delay = mustOf(object.FindKey("delay", &element).Iter.Int())
			f.Distance = mustOf(object.FindKey("distance", &element).Iter.Int())
			add(&f)
			return nil
		}))
	}
}

// parseByHand reads an object of strings without escapes and of integers, without white space: what one writes who
// knows the producer. It panics at what is anything else, where a service would go on with a parser for all of JSON.
func parseByHand(record []byte, f *flight) {
	for at := 0; at < len(record)-1; {
		at += 2 // the brace or comma, and the quote
		name := at
		for record[at] != '"' {
			at++
		}
		key := record[name:at]
		at += 2 // the quote and the colon
		if record[at] == '"' {
			at++
			first := at
			for record[at] != '"' {
				if record[at] == '\\' {
					panic("an escape")
				}
				at++
			}
			if string(key) == "origin" {
				f.Origin = viewOf(record[first:at])
			}
			at++
			continue
		}
		negative := record[at] == '-'
		if negative {
			at++
		}
		number := int64(0)
		for ; record[at]-'0' <= 9; at++ {
			number = 10*number + int64(record[at]-'0')
		}
		if negative {
			number = -number
		}
		switch string(key) {
		case "delay":
			f.Delay = number
		case "distance":
			f.Distance = number
		}
	}
}

// viewOf is a string in the memory of b.
func viewOf(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }
