package main

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet/metadata"
	parquetbloom "github.com/parquet-go/parquet-go/bloom"
	parquetxxhash "github.com/parquet-go/parquet-go/bloom/xxhash"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/sketch/bloom"
)

// Of values hashed by parquet-go either side has the same filter, and finds in that of the other what was added.
func TestBloomOfParquetGo(t *testing.T) {
	var ids []uint64
	var codes []uint32
	var texts sinew.Strings
	hashes := [3][]uint64{make([]uint64, 1000), make([]uint64, 1000)}
	for i := range uint64(1000) {
		ids, codes = append(ids, i*i*1000003), append(codes, -uint32(i))
		texts.Append(fmt.Sprint("name-", i))
		hashes[2] = append(hashes[2], parquetxxhash.Sum64(texts.At(int(i))))
	}
	parquetxxhash.MultiSum64Uint64(hashes[0], ids)
	parquetxxhash.MultiSum64Uint32(hashes[1], codes)
	for i, column := range []sinew.Column{sinew.Uint64s(ids), sinew.Uint32s(codes), texts.Column()} {
		theirs := make(parquetbloom.SplitBlockFilter, parquetbloom.NumSplitBlocksOf(1000, 10))
		theirs.InsertBulk(hashes[i])
		ours := mustOf(bloom.New(bloom.Options{BitsetSize: len(theirs.Bytes())}))
		must(ours.Update(column))
		data := mustOf(ours.AppendEncoded(nil))
		if !bytes.Equal(data, theirs.Bytes()) {
			t.Errorf("%v: another bitset of %d bytes", column.Type(), len(data))
		}
		must(ours.Close())
		read := mustOf(bloom.Decode(theirs.Bytes(), 0))
		bitmap := make([]byte, 125)
		must(read.Contains(bitmap, column))
		if !bytes.Equal(bitmap, bytes.Repeat([]byte{0xff}, 125)) {
			t.Errorf("%v: values are not found in the filter of parquet-go", column.Type())
		}
		must(read.Close())
		back := parquetbloom.MakeSplitBlockFilter(data)
		for _, hash := range hashes[i] {
			if !back.Check(hash) {
				t.Fatalf("%v: parquet-go does not find a value in ours", column.Type())
			}
		}
	}
}

// The sizes of arrow-go, and in its filter what is in ours.
func TestBloomOfArrowGo(t *testing.T) {
	for _, count := range []int{1, 100, 12345, 1_000_000} {
		for _, p := range []float64{0.5, 0.1, 0.01, 0.0001} {
			arrows := metadata.NewBloomFilterFromNDVAndFPP(uint32(count), p, 128<<20, memory.DefaultAllocator)
			ours := mustOf(bloom.New(bloom.Options{DistinctCount: count, FalsePositiveProbability: p}))
			values := walkOf[int64](min(count, 5000), 40)
			metadata.InsertHashes(arrows, values)
			must(ours.Update(sinew.Int64s(values)))
			var written bytes.Buffer
			mustOf(arrows.WriteTo(&written, nil))
			if data := mustOf(ours.AppendEncoded(nil)); int64(len(data)) != arrows.Size() || !bytes.HasSuffix(written.Bytes(), data) {
				t.Errorf("%d values with %v: %d bytes, and %d of arrow-go", count, p, len(data), arrows.Size())
			}
			must(ours.Close())
		}
	}
}
