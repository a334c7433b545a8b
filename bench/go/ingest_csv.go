package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/ingest"
)

func init() { register("ingest/csv", csvRows) }

// Each of them has all columns in memory in the end, of which the sum of the numbers is compared.
func csvRows(t *table) {
	random := rand.New(rand.NewPCG(4, 2))
	var flights, stations []byte
	flights = append(flights, "date,delay,distance,origin,destination\n"...)
	for len(flights) < 4<<20 {
		flights = fmt.Appendf(flights, "2001-%02d-%02d %02d:%02d:00,%d,%d,%s,%s\n", 1+random.IntN(12), 1+random.IntN(28), random.IntN(24), random.IntN(60),
			random.IntN(65)-20, 60+random.IntN(2400), airport(random), airport(random))
	}
	for len(stations) < 4<<20 {
		stations = fmt.Appendf(stations, "%s-%s;%d\n", airport(random), airport(random), random.IntN(1000)-400)
	}
	t.run(row{"flights, 2 of 5 columns", gigabytesPerSecond, float64(len(flights)),
		decodeCSV(ingest.CSV{Header: true}, flights, "origin", "delay"),
		[]peer{{name: standard("encoding/csv, strconv"), work: readCSV(flights, ',', true, 3, 1)}}})
	t.run(row{"name;value", gigabytesPerSecond, float64(len(stations)),
		decodeCSV(ingest.CSV{Delimiter: ';', NoQuotes: true}, stations, "0", "1"),
		[]peer{{name: standard("encoding/csv, strconv"), work: readCSV(stations, ';', false, 0, 1)}}})
}

func decodeCSV(format ingest.CSV, text []byte, name, number string) work {
	return decodeNumbers(mustOf(ingest.NewCSV(format, ingest.Strings(name), ingest.Int64s(number))), text)
}

// decodeNumbers decodes a text whose second column is numbers, and adds them up.
func decodeNumbers(d *ingest.Decoder, text []byte) work {
	var batch sinew.Batch
	return repeat(func() uint64 {
		all := uint64(0)
		for rest, more := text, true; more; {
			n, err := d.Decode(&batch, rest, true)
			rest, more = rest[n:], err == ingest.ErrFull
			if !more {
				must(err)
			}
			for _, v := range sinew.Values[int64](batch.Column(1)) {
				all += uint64(v)
			}
		}
		must(d.Reset())
		return all
	})
}

func readCSV(text []byte, delimiter rune, header bool, name, number int) work {
	var names []byte
	var numbers []int64
	return repeat(func() uint64 {
		names, numbers = names[:0], numbers[:0]
		r := csv.NewReader(bytes.NewReader(text))
		r.Comma, r.ReuseRecord = delimiter, true
		for first := header; ; first = false {
			record, err := r.Read()
			if errors.Is(err, io.EOF) {
				break
			}
			must(err)
			if !first {
				names = append(names, record[name]...)
				numbers = append(numbers, mustOf(strconv.ParseInt(record[number], 10, 64)))
			}
		}
		all := uint64(0)
		for _, v := range numbers {
			all += uint64(v)
		}
		return all
	})
}
