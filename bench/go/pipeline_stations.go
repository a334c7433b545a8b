package main

import (
	"bufio"
	"bytes"
	"fmt"
	"hash/crc32"
	"math"
	"math/bits"
	"math/rand/v2"
	"strconv"
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/ingest"
	"github.com/sinew-simd/sinew/bindings/go/pipeline"
)

// Lines of the One Billion Row Challenge: the least, the mean and the greatest temperature of each station.
func stationRows(t *table, names int) {
	text, rows := stationLines(8<<20, names)
	t.runCounting(row{fmt.Sprintf("name;degrees, %s names", countName(names)), millionsPerSecond("rows"), float64(rows), pipelineOfStations(text), []peer{
		{name: "Go written for these lines", work: wordsOfStations(text)},
		{name: "bufio.Scanner + strconv + map", work: scannerOfStations(text)},
	}})
}

func stationLines(size, names int) ([]byte, int) {
	random := rand.New(rand.NewPCG(1, 9))
	stations := make([]string, names)
	for i := range stations {
		name := make([]byte, 3+random.IntN(12))
		for k := range name {
			name[k] = 'A' + byte(random.IntN(26))
		}
		stations[i] = string(name)
	}
	var text []byte
	rows := 0
	for ; len(text) < size; rows++ {
		text = fmt.Appendf(text, "%s;%.1f\n", stations[random.IntN(names)], float64(random.IntN(1999)-999)/10)
	}
	return text, rows
}

// mixOfStation stands for a station. One computes in tenths and another in floats, so that they are rounded, to a unit in
// which no mean lies halfway between two.
func mixOfStation(name string, least, mean, most float64) uint64 {
	in := func(degrees float64) uint64 { return uint64(int64(math.Round(12345.678 * degrees))) }
	return uint64(crc32.ChecksumIEEE([]byte(name))) * (in(least) + 31*in(mean) + 1009*in(most))
}

func pipelineOfStations(text []byte) work {
	p := mustOf(pipeline.New(
		pipeline.From(ingest.NewCSV(ingest.CSV{Delimiter: ';', NoQuotes: true}, ingest.Strings("0").As("name"), ingest.Float64s("1").As("degrees"))),
		pipeline.GroupBy("name"), pipeline.Min("degrees"), pipeline.Mean("degrees"), pipeline.Max("degrees")))
	var table pipeline.Table
	return repeat(func() uint64 {
		writePieces(p, text)
		must(p.FillTable(&table))
		must(p.Reset())
		all := uint64(0)
		least, mean, most := sinew.Values[float64](table.Batch().Column(1)), sinew.Values[float64](table.Batch().Column(2)), sinew.Values[float64](table.Batch().Column(3))
		for i := range table.Len() {
			all += mixOfStation(viewOf(table.Batch().Column(0).Bytes(i)), least[i], mean[i], most[i])
		}
		return all
	})
}

// A station in tenths of a degree; start has the first 16 bytes of its name. A slot without a count is free.
type station struct {
	start       [2]uint64
	name        string
	sum, count  int64
	least, most int32
}

// semicolons has the highest bit of each byte that is a semicolon, up to the first one, and perhaps of bytes behind it.
func semicolons(word uint64) uint64 {
	x := word ^ 0x3b3b3b3b3b3b3b3b
	return (x - 0x0101010101010101) & ^x & 0x8080808080808080
}

// wordsOfStations is how the fastest entries of the challenge in Go are made: eight bytes at a time, the separator found
// and the temperature computed without a loop over bytes, and a table for this very purpose. It takes nothing but such
// lines.
func wordsOfStations(in []byte) work {
	text := append(bytes.Clone(in), make([]byte, 16)...) // words are read beyond the end
	const slots = 1 << 15
	table := make([]station, slots)
	var taken []uint64
	word := func(at int) uint64 { return *(*uint64)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(text)), at)) }
	return repeat(func() uint64 {
		for at := 0; at < len(in); {
			first := at
			start := [2]uint64{word(at), word(at + 8)}
			if found := semicolons(start[0]); found != 0 {
				start[0] &= (found ^ (found - 1)) >> 8
				start[1] = 0
				at += bits.TrailingZeros64(found) >> 3
			} else if found := semicolons(start[1]); found != 0 {
				start[1] &= (found ^ (found - 1)) >> 8
				at += 8 + bits.TrailingZeros64(found)>>3
			} else {
				at += 16 + bytes.IndexByte(text[at+16:], ';')
			}
			name := viewOf(text[first:at])
			// The point, in the second to fourth byte, is where bit 4 is not set, and so is a sign. The digits then
			// have one place each, and a multiplication adds them up.
			number := word(at + 1)
			point := bits.TrailingZeros64(^number & 0x10101000)
			sign := int64(^number<<59) >> 63
			digits := number &^ (uint64(sign) & 0xff) << (28 - point) & 0x0f000f0f00
			value := int32(int64(digits*0x640a0001>>32&0x3ff) ^ sign - sign)
			at += point>>3 + 4
			slot := (start[0] ^ bits.RotateLeft64(start[1], 23)) * 0x9e3779b97f4a7c15 >> (64 - 15)
			for table[slot].count != 0 && (table[slot].start != start || len(name) > 16 && table[slot].name != name) {
				slot = (slot + 1) % slots
			}
			s := &table[slot]
			if s.count == 0 {
				*s = station{start: start, name: name, least: value, most: value}
				taken = append(taken, slot)
			}
			s.sum += int64(value)
			s.count++
			s.least, s.most = min(s.least, value), max(s.most, value)
		}
		all := uint64(0)
		for _, slot := range taken {
			s := &table[slot]
			all += mixOfStation(s.name, float64(s.least)/10, float64(s.sum)/float64(s.count)/10, float64(s.most)/10)
			*s = station{}
		}
		taken = taken[:0]
		return all
	})
}

// scannerOfStations is what one writes first.
func scannerOfStations(text []byte) work {
	type degrees struct{ least, sum, most, count float64 }
	return repeat(func() uint64 {
		stations := map[string]*degrees{}
		for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
			name, number, _ := bytes.Cut(lines.Bytes(), []byte(";"))
			value := mustOf(strconv.ParseFloat(string(number), 64))
			s := stations[string(name)]
			if s == nil {
				s = &degrees{least: value, most: value}
				stations[string(name)] = s
			}
			s.least, s.most = min(s.least, value), max(s.most, value)
			s.sum += value
			s.count++
		}
		all := uint64(0)
		for name, s := range stations {
			all += mixOfStation(name, s.least, s.sum/s.count, s.most)
		}
		return all
	})
}
