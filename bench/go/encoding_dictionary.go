package main

import (
	"fmt"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/encoding/dictionary"
)

func init() { register("encoding/dictionary", dictionaryRows) }

// dictionaryRows: a column of 1,000,000 rows into a new dictionary, and batches of 2,048 rows into
// one that knows their values. The peer is the loop over a Go map; of strings it keeps a copy, as
// Sinew does.
func dictionaryRows(t *table) {
	for _, distinct := range []int{1000, 100_000, 1_000_000} {
		dictionaryIntegers(t, distinct)
		dictionaryStrings(t, distinct)
	}
	dictionaryDecode(t)
}

const (
	dictionaryCount = 1_000_000
	dictionaryBatch = 2048
)

func mapEncode[T comparable](index map[T]uint32, values []T, rows []T, out []uint32) []T {
	for i, row := range rows {
		at, known := index[row]
		if !known {
			at = uint32(len(values))
			index[row] = at
			values = append(values, row)
		}
		out[i] = at
	}
	return values
}

func mapEncodeStrings(index map[string]uint32, values []string, offsets []int64, data []byte, out []uint32) []string {
	for i := range out {
		row := data[offsets[i]:offsets[i+1]]
		at, known := index[string(row)]
		if !known {
			at = uint32(len(values))
			own := string(row)
			index[own] = at
			values = append(values, own)
		}
		out[i] = at
	}
	return values
}

func indexSum(indices []uint32) uint64 {
	sum := uint64(0)
	for i := 0; i < len(indices); i += 61 {
		sum = sum*31 + uint64(indices[i])
	}
	return sum
}

// walkBatches calls encode with the first row of each batch in turn.
func walkBatches(encode func(first int) uint64) work {
	next := 0
	return repeat(func() uint64 {
		first := next
		if next += dictionaryBatch; next+dictionaryBatch > dictionaryCount {
			next = 0
		}
		return encode(first)
	})
}

func dictionaryIntegers(t *table, distinct int) {
	what := "encode int64, " + countName(distinct) + " values, "
	if !t.wants(what+"1,000,000 rows") && !t.wants(what+"batches of 2,048") {
		return
	}
	rows, _ := randomRows(dictionaryCount, distinct)
	out := make([]uint32, dictionaryCount)
	t.run(row{what + "1,000,000 rows", millionsPerSecond("rows"), dictionaryCount,
		repeat(func() uint64 {
			e, err := dictionary.NewEncoder[int64](dictionary.Options{})
			must(err)
			must(e.Encode(out, rows, sinew.Validity{}))
			must(e.Close())
			return indexSum(out)
		}),
		[]peer{{name: "map[int64]uint32", work: repeat(func() uint64 {
			mapEncode(map[int64]uint32{}, nil, rows, out)
			return indexSum(out)
		})}}})

	e, err := dictionary.NewEncoder[int64](dictionary.Options{})
	must(err)
	defer e.Close()
	must(e.Encode(out, rows, sinew.Validity{}))
	index := map[int64]uint32{}
	values := mapEncode(index, nil, rows, out)
	out = out[:dictionaryBatch]
	t.run(row{what + "batches of 2,048", millionsPerSecond("rows"), dictionaryBatch,
		walkBatches(func(first int) uint64 {
			must(e.Encode(out, rows[first:first+dictionaryBatch], sinew.Validity{}))
			return indexSum(out)
		}),
		[]peer{{name: "map[int64]uint32", work: walkBatches(func(first int) uint64 {
			values = mapEncode(index, values, rows[first:first+dictionaryBatch], out)
			return indexSum(out)
		})}}})
}

func dictionaryStrings(t *table, distinct int) {
	what := "encode 21-byte strings, " + countName(distinct) + " values, "
	if !t.wants(what+"1,000,000 rows") && !t.wants(what+"batches of 2,048") {
		return
	}
	keys, _ := randomRows(dictionaryCount, distinct)
	offsets, data := make([]int64, 1, dictionaryCount+1), []byte(nil)
	for _, key := range keys {
		data = fmt.Appendf(data, "customer-%012d", uint64(key)%1e12)
		offsets = append(offsets, int64(len(data)))
	}
	out := make([]uint32, dictionaryCount)
	t.run(row{what + "1,000,000 rows", millionsPerSecond("rows"), dictionaryCount,
		repeat(func() uint64 {
			e, err := dictionary.NewStringEncoder(dictionary.Options{})
			must(err)
			must(e.Encode(out, sinew.StringsOf(offsets, data)))
			must(e.Close())
			return indexSum(out)
		}),
		[]peer{{name: "map[string]uint32", work: repeat(func() uint64 {
			mapEncodeStrings(map[string]uint32{}, nil, offsets, data, out)
			return indexSum(out)
		})}}})

	e, err := dictionary.NewStringEncoder(dictionary.Options{})
	must(err)
	defer e.Close()
	must(e.Encode(out, sinew.StringsOf(offsets, data)))
	index := map[string]uint32{}
	values := mapEncodeStrings(index, nil, offsets, data, out)
	out = out[:dictionaryBatch]
	t.run(row{what + "batches of 2,048", millionsPerSecond("rows"), dictionaryBatch,
		walkBatches(func(first int) uint64 {
			must(e.Encode(out, sinew.StringsOf(offsets[first:first+dictionaryBatch+1], data)))
			return indexSum(out)
		}),
		[]peer{{name: "map[string]uint32", work: walkBatches(func(first int) uint64 {
			values = mapEncodeStrings(index, values, offsets[first:], data, out)
			return indexSum(out)
		})}}})
}

func dictionaryDecode(t *table) {
	const distinct = 1000
	keys, _ := randomRows(dictionaryCount, distinct)
	e, err := dictionary.NewEncoder[int64](dictionary.Options{})
	must(err)
	defer e.Close()
	indices, out := make([]uint32, dictionaryCount), make([]int64, dictionaryCount)
	must(e.Encode(indices, keys, sinew.Validity{}))
	var batch sinew.Batch
	defer batch.Close()
	must(e.Values(&batch))
	values := sinew.Values[int64](batch.Column(0))
	valid := make([]bool, dictionaryCount)
	for i := range valid {
		valid[i] = keys[i]&3 != 0
	}
	bitmap := sinew.ValidityOf(valid)
	for _, count := range []int{16, 128, dictionaryBatch, dictionaryCount} {
		indices, out := indices[:count], out[:count]
		for _, validity := range []sinew.Validity{{}, bitmap} {
			what := "decode int64, 1,000 values, "
			if validity.Bits != nil {
				what = "decode int64 with nulls, 1,000 values, "
			}
			t.run(row{what + countName(count) + " rows", millionsPerSecond("rows"), float64(count),
				repeat(func() uint64 {
					must(dictionary.Decode(out, values, indices, validity))
					return uint64(out[0] + out[count-1])
				}),
				[]peer{{name: "loop", work: repeat(func() uint64 {
					for i, index := range indices {
						if validity.Valid(i) {
							out[i] = values[index]
						} else {
							out[i] = 0
						}
					}
					return uint64(out[0] + out[count-1])
				})}}})
		}
	}
	dictionaryDecodeStrings(t)
}

func dictionaryDecodeStrings(t *table) {
	const distinct = 1000
	var values, out sinew.Strings
	for i := range distinct {
		values.Append(fmt.Sprintf("customer-%0*d", 1+i%12, i))
	}
	keys, _ := randomRows(dictionaryCount, distinct)
	indices := make([]uint32, dictionaryCount)
	for i, key := range keys {
		indices[i] = uint32(uint64(key) % distinct)
	}
	var offsets []int64
	var data []byte
	for _, count := range []int{8, 32, 256, dictionaryBatch, dictionaryCount} {
		indices := indices[:count]
		t.run(row{"decode strings of 10 to 21 bytes, " + countName(count) + " rows", millionsPerSecond("rows"), float64(count),
			repeat(func() uint64 {
				must(dictionary.DecodeStrings(&out, values.Column(), indices, sinew.Validity{}))
				return uint64(out.At(count - 1)[0])
			}),
			[]peer{{name: "append of each", work: repeat(func() uint64 {
				offsets, data = append(offsets[:0], 0), data[:0]
				for _, index := range indices {
					data = append(data, values.At(int(index))...)
					offsets = append(offsets, int64(len(data)))
				}
				return uint64(data[offsets[count-1]])
			})}}})
	}
}
