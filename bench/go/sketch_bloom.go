package main

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet/metadata"
	parquetbloom "github.com/parquet-go/parquet-go/bloom"
	parquetxxhash "github.com/parquet-go/parquet-go/bloom/xxhash"

	"github.com/sinew-simd/sinew/bindings/go"
	"github.com/sinew-simd/sinew/bindings/go/sketch/bloom"
)

func init() { register("sketch/bloom", bloomRows) }

// arrowBloom is what arrow-go's filters do besides what their interface says.
type arrowBloom interface {
	metadata.BloomFilterBuilder
	CheckBulk(hashes []uint64) []bool
}

func bitmapSum(bitmap []byte) uint64 {
	return binary.LittleEndian.Uint64(bitmap)*31 + binary.LittleEndian.Uint64(bitmap[len(bitmap)-8:])
}

// bloomRows: batches of 2,048 of a million different values, of which the filter has half.
func bloomRows(t *table) {
	const batch, count = dictionaryBatch, dictionaryCount
	values, words := make([]int64, count), make([]uint64, count)
	for i := range words {
		words[i] = uint64(i) * 0x9e3779b97f4a7c15
		values[i] = int64(words[i])
	}
	for _, size := range []int{1 << 20, 32 << 20} {
		ours := mustOf(bloom.New(bloom.Options{BitsetSize: size}))
		theirs := make(parquetbloom.SplitBlockFilter, size/32)
		arrows := metadata.NewBloomFilter(uint32(size), uint32(size), memory.DefaultAllocator).(arrowBloom)
		hashes, bitmap, twin := make([]uint64, batch), make([]byte, batch/8), make([]byte, batch/8)
		rows := func(first int) []int64 { return values[first : first+batch] }
		update := func(first int) uint64 {
			must(ours.Update(sinew.Int64s(rows(first))))
			return 0
		}
		updateTheirs := func(first int) uint64 {
			parquetxxhash.MultiSum64Uint64(hashes, words[first:first+batch])
			theirs.InsertBulk(hashes)
			return 0
		}
		updateArrows := func(first int) uint64 {
			metadata.InsertHashes(arrows, rows(first))
			return 0
		}
		for first := 0; first < count/2; first += batch {
			update(first)
			updateTheirs(first)
			updateArrows(first)
		}
		if !bytes.Equal(mustOf(ours.AppendEncoded(nil)), theirs.Bytes()) {
			panic("the bitsets differ")
		}
		set := func(i int, has bool) {
			if has {
				twin[i/8] |= 1 << (i % 8)
			}
		}
		name := fmt.Sprintf(", int64, %d MiB", size>>20)
		t.run(row{"contains" + name, nanosecondsPer("value"), batch,
			walkBatches(func(first int) uint64 {
				must(ours.Contains(bitmap, sinew.Int64s(rows(first))))
				return bitmapSum(bitmap)
			}),
			[]peer{{name: parquetGo(), work: walkBatches(func(first int) uint64 {
				clear(twin)
				parquetxxhash.MultiSum64Uint64(hashes, words[first:first+batch])
				for i, hash := range hashes {
					set(i, theirs.Check(hash))
				}
				return bitmapSum(twin)
			})}, {name: arrowGo(), work: walkBatches(func(first int) uint64 {
				clear(twin)
				for i, has := range arrows.CheckBulk(metadata.GetHashes(arrows.Hasher(), rows(first))) {
					set(i, has)
				}
				return bitmapSum(twin)
			})}}})
		t.run(row{"update" + name, nanosecondsPer("value"), batch, walkBatches(update),
			[]peer{{name: parquetGo(), work: walkBatches(updateTheirs)}, {name: arrowGo(), work: walkBatches(updateArrows)}}})
		must(ours.Close())
	}
}
