// Code generated from src/ by cmake/generate_headers.cmake; DO NOT EDIT.

//go:build !cgo

package c

import "unsafe"

func Version() string {
	panic(missing)
}

func Target() string {
	panic(missing)
}

func TargetStatus() int32 {
	panic(missing)
}

func StatusName(status int32) string {
	panic(missing)
}

func TypeName(kind int32) string {
	panic(missing)
}

func TypeWidth(kind int32) int {
	panic(missing)
}

func MemoryStats() Memory {
	panic(missing)
}

func MemoryTrim() int {
	panic(missing)
}

func MemoryKeep(size int) int {
	panic(missing)
}

func BatchCreate(options *BatchOptions, out *Batch, failure *Error) int32 {
	panic(missing)
}

func BatchDestroy(batch Batch) {
	panic(missing)
}

func BatchRowCount(batch Batch) int {
	panic(missing)
}

func BatchColumnCount(batch Batch) int {
	panic(missing)
}

func BatchColumn(batch Batch, column int) View {
	panic(missing)
}

func BatchName(batch Batch, column int) string {
	panic(missing)
}

func BatchMemory(batch Batch) int {
	panic(missing)
}

func BatchExport(batch Batch, schema unsafe.Pointer, array unsafe.Pointer, failure *Error) int32 {
	panic(missing)
}

func BatchImport(batch Batch, schema unsafe.Pointer, array unsafe.Pointer, failure *Error) int32 {
	panic(missing)
}

func XXH3_64(in *byte, size int, seed uint64) uint64 {
	panic(missing)
}

func XXH3_128(in *byte, size int, seed uint64) Hash128 {
	panic(missing)
}

func XXH3_64Many(column *View, seed uint64, out *uint64) Result {
	panic(missing)
}

func XXH3_128Many(column *View, seed uint64, out *Hash128) Result {
	panic(missing)
}

func XXH3Init(state *XXH3State, seed uint64) {
	panic(missing)
}

func XXH3Update(state *XXH3State, in *byte, size int) {
	panic(missing)
}

func XXH3_64Digest(state *XXH3State) uint64 {
	panic(missing)
}

func XXH3_128Digest(state *XXH3State) Hash128 {
	panic(missing)
}

func XXH64(in *byte, size int, seed uint64) uint64 {
	panic(missing)
}

func XXH64Init(state *XXH64State, seed uint64) {
	panic(missing)
}

func XXH64Update(state *XXH64State, in *byte, size int) {
	panic(missing)
}

func XXH64Digest(state *XXH64State) uint64 {
	panic(missing)
}

func XXH64Many(column *View, seed uint64, out *uint64) Result {
	panic(missing)
}

func Murmur3_32(in *byte, size int, seed uint32) uint32 {
	panic(missing)
}

func Murmur3_128(in *byte, size int, seed uint64) Hash128 {
	panic(missing)
}

func Murmur3_32Many(column *View, seed uint32, out *uint32) Result {
	panic(missing)
}

func Murmur3_128Many(column *View, seed uint64, out *Hash128) Result {
	panic(missing)
}

func HighwayHash64(in *byte, size int, key *byte) uint64 {
	panic(missing)
}

func HighwayHash128(in *byte, size int, key *byte) Hash128 {
	panic(missing)
}

func HighwayHash256(in *byte, size int, key *byte, out *byte) {
	panic(missing)
}

func HighwayHashInit(state *HighwayHashState, key *byte) {
	panic(missing)
}

func HighwayHashReset(state *HighwayHashState) {
	panic(missing)
}

func HighwayHashUpdate(state *HighwayHashState, in *byte, size int) {
	panic(missing)
}

func HighwayHash64Digest(state *HighwayHashState) uint64 {
	panic(missing)
}

func HighwayHash128Digest(state *HighwayHashState) Hash128 {
	panic(missing)
}

func HighwayHash256Digest(state *HighwayHashState, out *byte) {
	panic(missing)
}

func Blake3(in *byte, size int, out *byte) {
	panic(missing)
}

func Blake3Keyed(in *byte, size int, key *byte, keySize int, out *byte) int32 {
	panic(missing)
}

func Blake3DeriveKey(in *byte, size int, context *byte, contextSize int, out *byte, outSize int) int32 {
	panic(missing)
}

func Blake3Init(state *Blake3State) {
	panic(missing)
}

func Blake3InitKeyed(state *Blake3State, key *byte, keySize int) int32 {
	panic(missing)
}

func Blake3InitDeriveKey(state *Blake3State, context *byte, contextSize int) {
	panic(missing)
}

func Blake3Update(state *Blake3State, in *byte, size int) {
	panic(missing)
}

func Blake3Digest(state *Blake3State, out *byte) {
	panic(missing)
}

func Blake3Output(state *Blake3State, seek uint64, out *byte, size int) int32 {
	panic(missing)
}

func Blake3Reset(state *Blake3State) {
	panic(missing)
}

func Blake3Many(column *View, out *byte) Result {
	panic(missing)
}

func CRC32C(in *byte, size int, crc uint32) uint32 {
	panic(missing)
}

func CRC32CCombine(first uint32, second uint32, secondSize uint64) uint32 {
	panic(missing)
}

func CRC32(in *byte, size int, crc uint32) uint32 {
	panic(missing)
}

func CRC32Combine(first uint32, second uint32, secondSize uint64) uint32 {
	panic(missing)
}

func CRC64NVME(in *byte, size int, crc uint64) uint64 {
	panic(missing)
}

func CRC64NVMECombine(first uint64, second uint64, secondSize uint64) uint64 {
	panic(missing)
}

func HashCombine(first uint64, second uint64) uint64 {
	panic(missing)
}

func HashCombineMany(first *uint64, second *uint64, count int, out *uint64) {
	panic(missing)
}

func JumpHash(key uint64, buckets uint32) U32Result {
	panic(missing)
}

func JumpHashMany(keys *View, buckets uint32, out *uint32) Result {
	panic(missing)
}

func Rendezvous(key uint64, nodes *uint64, nodeCount int) U32Result {
	panic(missing)
}

func RendezvousMany(keys *View, nodes *uint64, nodeCount int, out *uint32) Result {
	panic(missing)
}

func KafkaMurmur2(in *byte, size int) uint32 {
	panic(missing)
}

func KafkaPartition(in *byte, size int, partitions uint32) U32Result {
	panic(missing)
}

func KafkaMurmur2Many(column *View, out *uint32) Result {
	panic(missing)
}

func KafkaPartitionMany(column *View, partitions uint32, out *uint32) Result {
	panic(missing)
}

func Base64Encode(in *byte, size int, out *byte, flags uint32) CodecResult {
	panic(missing)
}

func Base64Decode(in *byte, size int, out *byte, capacity int, flags uint32) CodecResult {
	panic(missing)
}

func Base64EncodedSize(size int, flags uint32) CodecResult {
	panic(missing)
}

func Base64DecodedBound(size int) int {
	panic(missing)
}

func Base64EncodeMany(column *View, outOffsets *int64, out *byte, capacity int, flags uint32) CodecResult {
	panic(missing)
}

func Base64DecodeMany(column *View, outOffsets *int64, out *byte, capacity int, flags uint32) CodecResult {
	panic(missing)
}

func Base64EncodedSizeMany(column *View, flags uint32) CodecResult {
	panic(missing)
}

func HexEncode(in *byte, size int, out *byte, flags uint32) CodecResult {
	panic(missing)
}

func HexDecode(in *byte, size int, out *byte, capacity int) CodecResult {
	panic(missing)
}

func UTF8Validate(in *byte, size int) Result {
	panic(missing)
}

func UTF8Count(in *byte, size int) int {
	panic(missing)
}

func UTF8Sanitize(in *byte, size int, replacement *byte, replacementSize int, out *byte, capacity int) CodecResult {
	panic(missing)
}

func UTF8SanitizedSize(in *byte, size int, replacementSize int) int {
	panic(missing)
}

func UTF8ValidateMany(column *View, out *byte) Result {
	panic(missing)
}

func UTF8ToUTF16(in *byte, size int, out *uint16, capacity int) CodecResult {
	panic(missing)
}

func UTF8ToUTF16Size(in *byte, size int) int {
	panic(missing)
}

func UTF16ToUTF8(in *uint16, count int, out *byte, capacity int) CodecResult {
	panic(missing)
}

func UTF16ToUTF8Size(in *uint16, count int) int {
	panic(missing)
}

func JSONEscape(in *byte, size int, out *byte, capacity int, flags uint32) CodecResult {
	panic(missing)
}

func JSONUnescape(in *byte, size int, out *byte, capacity int) CodecResult {
	panic(missing)
}

func BitmapCount(bits *byte, offset int, count int) int {
	panic(missing)
}

func BitmapAnd(a *byte, aOffset int, b *byte, bOffset int, count int, out *byte) {
	panic(missing)
}

func BitmapOr(a *byte, aOffset int, b *byte, bOffset int, count int, out *byte) {
	panic(missing)
}

func BitmapXor(a *byte, aOffset int, b *byte, bOffset int, count int, out *byte) {
	panic(missing)
}

func BitmapAndNot(a *byte, aOffset int, b *byte, bOffset int, count int, out *byte) {
	panic(missing)
}

func BitmapNot(bits *byte, offset int, count int, out *byte) {
	panic(missing)
}

func BitmapFromBytes(in *byte, count int, out *byte) {
	panic(missing)
}

func BitmapToBytes(bits *byte, offset int, count int, out *byte) {
	panic(missing)
}

func BitmapToIndicesU32(bits *byte, offset int, count int, out *uint32, capacity int) CodecResult {
	panic(missing)
}

func BitmapToIndicesU64(bits *byte, offset int, count int, out *uint64, capacity int) CodecResult {
	panic(missing)
}

func BitpackEncodeU32(in *uint32, count int, width int, out *byte) CodecResult {
	panic(missing)
}

func BitpackEncodeU64(in *uint64, count int, width int, out *byte) CodecResult {
	panic(missing)
}

func BitpackDecodeU32(in *byte, size int, width int, out *uint32, count int) CodecResult {
	panic(missing)
}

func BitpackDecodeU64(in *byte, size int, width int, out *uint64, count int) CodecResult {
	panic(missing)
}

func BitpackWidthU32(in *uint32, count int) int {
	panic(missing)
}

func BitpackWidthU64(in *uint64, count int) int {
	panic(missing)
}

func BitpackEncodedSize(count int, width int) int {
	panic(missing)
}

func VarintEncodeU32(in *uint32, count int, out *byte, capacity int) CodecResult {
	panic(missing)
}

func VarintEncodeU64(in *uint64, count int, out *byte, capacity int) CodecResult {
	panic(missing)
}

func VarintEncodeZigzagI32(in *int32, count int, out *byte, capacity int) CodecResult {
	panic(missing)
}

func VarintEncodeZigzagI64(in *int64, count int, out *byte, capacity int) CodecResult {
	panic(missing)
}

func VarintDecodeU32(in *byte, size int, out *uint32, capacity int) CodecResult {
	panic(missing)
}

func VarintDecodeU64(in *byte, size int, out *uint64, capacity int) CodecResult {
	panic(missing)
}

func VarintDecodeZigzagI32(in *byte, size int, out *int32, capacity int) CodecResult {
	panic(missing)
}

func VarintDecodeZigzagI64(in *byte, size int, out *int64, capacity int) CodecResult {
	panic(missing)
}

func VarintEncodedSizeU32(in *uint32, count int) int {
	panic(missing)
}

func VarintEncodedSizeU64(in *uint64, count int) int {
	panic(missing)
}

func VarintEncodedSizeZigzagI32(in *int32, count int) int {
	panic(missing)
}

func VarintEncodedSizeZigzagI64(in *int64, count int) int {
	panic(missing)
}

func VarintCount(in *byte, size int) int {
	panic(missing)
}

func StreamVByteEncode(in *uint32, count int, out *byte, capacity int, flags uint32) CodecResult {
	panic(missing)
}

func StreamVByteDecode(in *byte, size int, out *uint32, count int, flags uint32) CodecResult {
	panic(missing)
}

func StreamVByteEncodeDelta(in *uint32, count int, start uint32, out *byte, capacity int, flags uint32) CodecResult {
	panic(missing)
}

func StreamVByteDecodeDelta(in *byte, size int, start uint32, out *uint32, count int, flags uint32) CodecResult {
	panic(missing)
}

func StreamVByteEncodedBound(count int) int {
	panic(missing)
}

func StreamVByteEncodedSize(in *uint32, count int, flags uint32) CodecResult {
	panic(missing)
}

func StreamVByteEncodedSizeDelta(in *uint32, count int, start uint32, flags uint32) CodecResult {
	panic(missing)
}

func ZigzagEncodeI32(in *int32, count int, out *uint32) {
	panic(missing)
}

func ZigzagEncodeI64(in *int64, count int, out *uint64) {
	panic(missing)
}

func ZigzagDecodeI32(in *uint32, count int, out *int32) {
	panic(missing)
}

func ZigzagDecodeI64(in *uint64, count int, out *int64) {
	panic(missing)
}

func DeltaEncodeI32(in *int32, count int, start int32, out *int32) int32 {
	panic(missing)
}

func DeltaEncodeI64(in *int64, count int, start int64, out *int64) int64 {
	panic(missing)
}

func DeltaDecodeI32(in *int32, count int, start int32, out *int32) int32 {
	panic(missing)
}

func DeltaDecodeI64(in *int64, count int, start int64, out *int64) int64 {
	panic(missing)
}

func FrameOfReferenceMeasureI32(in *int32, count int) FrameI64 {
	panic(missing)
}

func FrameOfReferenceMeasureI64(in *int64, count int) FrameI64 {
	panic(missing)
}

func FrameOfReferenceMeasureU32(in *uint32, count int) FrameU64 {
	panic(missing)
}

func FrameOfReferenceMeasureU64(in *uint64, count int) FrameU64 {
	panic(missing)
}

func FrameOfReferenceEncodeI32(in *int32, count int, base int32, out *uint32) {
	panic(missing)
}

func FrameOfReferenceEncodeI64(in *int64, count int, base int64, out *uint64) {
	panic(missing)
}

func FrameOfReferenceEncodeU32(in *uint32, count int, base uint32, out *uint32) {
	panic(missing)
}

func FrameOfReferenceEncodeU64(in *uint64, count int, base uint64, out *uint64) {
	panic(missing)
}

func FrameOfReferenceDecodeI32(in *uint32, count int, base int32, out *int32) {
	panic(missing)
}

func FrameOfReferenceDecodeI64(in *uint64, count int, base int64, out *int64) {
	panic(missing)
}

func FrameOfReferenceDecodeU32(in *uint32, count int, base uint32, out *uint32) {
	panic(missing)
}

func FrameOfReferenceDecodeU64(in *uint64, count int, base uint64, out *uint64) {
	panic(missing)
}

func RLEEncodeU32(in *uint32, count int, width int, out *byte, capacity int) CodecResult {
	panic(missing)
}

func RLEDecodeU32(in *byte, size int, width int, out *uint32, count int) CodecResult {
	panic(missing)
}

func RLEEncodedBound(count int, width int) int {
	panic(missing)
}

func DeltaBinaryPackedEncodeI32(in *int32, count int, out *byte, capacity int) CodecResult {
	panic(missing)
}

func DeltaBinaryPackedEncodeI64(in *int64, count int, out *byte, capacity int) CodecResult {
	panic(missing)
}

func DeltaBinaryPackedDecodeI32(in *byte, size int, out *int32, capacity int) CodecResult {
	panic(missing)
}

func DeltaBinaryPackedDecodeI64(in *byte, size int, out *int64, capacity int) CodecResult {
	panic(missing)
}

func DeltaBinaryPackedEncodedBoundI32(count int) int {
	panic(missing)
}

func DeltaBinaryPackedEncodedBoundI64(count int) int {
	panic(missing)
}

func DeltaBinaryPackedCount(in *byte, size int) CodecResult {
	panic(missing)
}

func DeltaLengthByteArrayEncode(column *View, out *byte, capacity int) CodecResult {
	panic(missing)
}

func DeltaLengthByteArrayDecode(in *byte, size int, offsets *int64, stringCapacity int, out *byte, capacity int) CodecResult {
	panic(missing)
}

func DeltaLengthByteArrayEncodedBound(column *View) CodecResult {
	panic(missing)
}

func DeltaByteArrayEncode(column *View, out *byte, capacity int) CodecResult {
	panic(missing)
}

func DeltaByteArrayDecode(in *byte, size int, offsets *int64, stringCapacity int, out *byte, capacity int) CodecResult {
	panic(missing)
}

func DeltaByteArrayEncodedBound(column *View) CodecResult {
	panic(missing)
}

func DeltaByteArrayDecodedSize(in *byte, size int, maxStrings int) CodecResult {
	panic(missing)
}

func ByteStreamSplitEncode(in *byte, count int, width int, out *byte) CodecResult {
	panic(missing)
}

func ByteStreamSplitDecode(in *byte, size int, width int, out *byte, capacity int) CodecResult {
	panic(missing)
}

func ALPEncodeF64(in *float64, count int, out *byte, capacity int) CodecResult {
	panic(missing)
}

func ALPEncodeF32(in *float32, count int, out *byte, capacity int) CodecResult {
	panic(missing)
}

func ALPDecodeF64(in *byte, size int, out *float64, capacity int) CodecResult {
	panic(missing)
}

func ALPDecodeF32(in *byte, size int, out *float32, capacity int) CodecResult {
	panic(missing)
}

func ALPEncodedBoundF64(count int) int {
	panic(missing)
}

func ALPEncodedBoundF32(count int) int {
	panic(missing)
}

func ALPCount(in *byte, size int) CodecResult {
	panic(missing)
}

func DictionaryCreate(options *DictionaryOptions, out *Dictionary, failure *Error) int32 {
	panic(missing)
}

func DictionaryDestroy(dictionary Dictionary) {
	panic(missing)
}

func DictionaryEncode(dictionary Dictionary, column *View, out *uint32, failure *Error) int32 {
	panic(missing)
}

func DictionaryReset(dictionary Dictionary) int32 {
	panic(missing)
}

func DictionaryCount(dictionary Dictionary) int {
	panic(missing)
}

func DictionaryMemory(dictionary Dictionary) int {
	panic(missing)
}

func DictionaryValues(dictionary Dictionary, first int, count int, batch Batch, failure *Error) int32 {
	panic(missing)
}

func HllCreate(options *HllOptions, out *Hll, failure *Error) int32 {
	panic(missing)
}

func HllDestroy(hll Hll) {
	panic(missing)
}

func HllUpdate(hll Hll, column *View, failure *Error) int32 {
	panic(missing)
}

func HllMerge(into Hll, from Hll, failure *Error) int32 {
	panic(missing)
}

func HllReset(hll Hll) int32 {
	panic(missing)
}

func HllEstimate(hll Hll, standardErrors uint32) Estimate {
	panic(missing)
}

func HllLgK(hll Hll) uint32 {
	panic(missing)
}

func HllMemory(hll Hll) int {
	panic(missing)
}

func HllEncodedSize(hll Hll) int {
	panic(missing)
}

func HllEncode(hll Hll, out *byte, capacity int) CodecResult {
	panic(missing)
}

func HllDecode(in *byte, size int, memoryLimit int, out *Hll, failure *Error) int32 {
	panic(missing)
}

func DdsketchCreate(options *DdsketchOptions, out *Ddsketch, failure *Error) int32 {
	panic(missing)
}

func DdsketchDestroy(ddsketch Ddsketch) {
	panic(missing)
}

func DdsketchUpdate(ddsketch Ddsketch, column *View, failure *Error) int32 {
	panic(missing)
}

func DdsketchMerge(into Ddsketch, from Ddsketch, failure *Error) int32 {
	panic(missing)
}

func DdsketchReset(ddsketch Ddsketch) int32 {
	panic(missing)
}

func DdsketchQuantiles(ddsketch Ddsketch, fractions *float64, count int, out *float64) Result {
	panic(missing)
}

func DdsketchSummarize(ddsketch Ddsketch) DdsketchSummary {
	panic(missing)
}

func DdsketchRelativeAccuracy(ddsketch Ddsketch) float64 {
	panic(missing)
}

func DdsketchMemory(ddsketch Ddsketch) int {
	panic(missing)
}

func DdsketchEncodedSize(ddsketch Ddsketch) int {
	panic(missing)
}

func DdsketchEncode(ddsketch Ddsketch, out *byte, capacity int) CodecResult {
	panic(missing)
}

func DdsketchDecode(in *byte, size int, bins uint32, memoryLimit int, out *Ddsketch, failure *Error) int32 {
	panic(missing)
}

func BloomCreate(options *BloomOptions, out *Bloom, failure *Error) int32 {
	panic(missing)
}

func BloomDestroy(bloom Bloom) {
	panic(missing)
}

func BloomUpdate(bloom Bloom, column *View, failure *Error) int32 {
	panic(missing)
}

func BloomMerge(into Bloom, from Bloom, failure *Error) int32 {
	panic(missing)
}

func BloomReset(bloom Bloom) int32 {
	panic(missing)
}

func BloomContainsMany(bloom Bloom, column *View, bitmap *byte, failure *Error) int32 {
	panic(missing)
}

func BloomMemory(bloom Bloom) int {
	panic(missing)
}

func BloomEncodedSize(bloom Bloom) int {
	panic(missing)
}

func BloomEncode(bloom Bloom, out *byte, capacity int) CodecResult {
	panic(missing)
}

func BloomDecode(in *byte, size int, memoryLimit int, out *Bloom, failure *Error) int32 {
	panic(missing)
}

func KllCreate(options *KllOptions, out *Kll, failure *Error) int32 {
	panic(missing)
}

func KllDestroy(kll Kll) {
	panic(missing)
}

func KllUpdate(kll Kll, column *View, failure *Error) int32 {
	panic(missing)
}

func KllMerge(into Kll, from Kll, failure *Error) int32 {
	panic(missing)
}

func KllReset(kll Kll) int32 {
	panic(missing)
}

func KllQuantiles(kll Kll, fractions *float64, count int, out *float64) Result {
	panic(missing)
}

func KllRanks(kll Kll, numbers *float64, count int, out *float64) Result {
	panic(missing)
}

func KllSummarize(kll Kll) KllSummary {
	panic(missing)
}

func KllRankError(kll Kll) float64 {
	panic(missing)
}

func KllK(kll Kll) uint32 {
	panic(missing)
}

func KllMemory(kll Kll) int {
	panic(missing)
}

func KllEncodedSize(kll Kll) int {
	panic(missing)
}

func KllEncode(kll Kll, out *byte, capacity int) CodecResult {
	panic(missing)
}

func KllDecode(in *byte, size int, kind int32, seed uint64, memoryLimit int, out *Kll, failure *Error) int32 {
	panic(missing)
}

func Reduce(column *View, spec *AggregateSpec) ReduceResult {
	panic(missing)
}

func ReduceColumns(columns *Columns, spec *AggregateSpec) ReduceResult {
	panic(missing)
}

func GroupByCreate(options *GroupByOptions, out *GroupBy, failure *Error) int32 {
	panic(missing)
}

func GroupByDestroy(groupBy GroupBy) {
	panic(missing)
}

func GroupByUpdate(groupBy GroupBy, keys *Columns, values *Columns, failure *Error) int32 {
	panic(missing)
}

func GroupByMerge(into GroupBy, from GroupBy, failure *Error) int32 {
	panic(missing)
}

func GroupByReset(groupBy GroupBy) int32 {
	panic(missing)
}

func GroupByCount(groupBy GroupBy) int {
	panic(missing)
}

func GroupByMemory(groupBy GroupBy) int {
	panic(missing)
}

func GroupByOverflowCount(groupBy GroupBy) int {
	panic(missing)
}

func GroupByResults(groupBy GroupBy, first int, count int, batch Batch, failure *Error) int32 {
	panic(missing)
}

func GroupByMergePart(into GroupBy, from GroupBy, part int, partCount int, failure *Error) int32 {
	panic(missing)
}

func GroupByEncodedSize(groupBy GroupBy, part int, partCount int) CodecResult {
	panic(missing)
}

func GroupByEncode(groupBy GroupBy, part int, partCount int, out *byte, capacity int) CodecResult {
	panic(missing)
}

func GroupByMergeEncoded(into GroupBy, in *byte, size int, failure *Error) int32 {
	panic(missing)
}

func GroupByDecode(in *byte, size int, memoryLimit int, out *GroupBy, failure *Error) int32 {
	panic(missing)
}

func Take(values *View, indices *View, out *byte) Result {
	panic(missing)
}

func TakeStringsSize(values *View, indices *View) CodecResult {
	panic(missing)
}

func TakeStrings(values *View, indices *View, offsets *int64, out *byte, capacity int) CodecResult {
	panic(missing)
}

func FilterCount(filter *View) Result {
	panic(missing)
}

func Filter(values *View, filter *View, out *byte, validity *byte, capacity int) CodecResult {
	panic(missing)
}

func FilterStringsSize(values *View, filter *View) CodecResult {
	panic(missing)
}

func FilterStrings(values *View, filter *View, offsets *int64, validity *byte, rowCapacity int, out *byte, capacity int) CodecResult {
	panic(missing)
}

func Compare(in *View, other *View, relation int32, bitmap *byte, validity *byte) Result {
	panic(missing)
}

func Histogram(in *View, bitmap *byte, bitmapOffset int, edges *float64, counts *uint64, binCount int) int32 {
	panic(missing)
}

func HistogramLinear(in *View, bitmap *byte, bitmapOffset int, low float64, high float64, counts *uint64, binCount int) int32 {
	panic(missing)
}

func HistogramLogLinearCount(low float64, high float64, bits uint32) Result {
	panic(missing)
}

func HistogramLogLinear(in *View, bitmap *byte, bitmapOffset int, low float64, high float64, bits uint32, counts *uint64, binCount int) int32 {
	panic(missing)
}

func Sort(kind int32, values *byte, count int, flags uint32) int32 {
	panic(missing)
}

func SortIndices(keys *Columns, orders *uint32, first int, out *uint32, count int, failure *Error) int32 {
	panic(missing)
}

func SortValidate(keys *Columns, orders *uint32) Result {
	panic(missing)
}

func SortDistinct(keys *Columns, out *uint32, capacity int) CodecResult {
	panic(missing)
}

func VectorsCompare(in *Vectors, queries *Vectors, metric int32, out *float64) int32 {
	panic(missing)
}

func VectorsNearest(in *Vectors, queries *Vectors, bitmap *byte, bitmapOffset int, metric int32, out *uint32, measures *float64, count int) CodecResult {
	panic(missing)
}

func ExpressionCreate(options *ExpressionOptions, out *Expression, failure *Error) int32 {
	panic(missing)
}

func ExpressionDestroy(expression Expression) {
	panic(missing)
}

func ExpressionFilter(expression Expression, columns *Columns, rowCount int, bitmap *byte) ExpressionResult {
	panic(missing)
}

func ExpressionEvaluate(expression Expression, columns *Columns, rowCount int, batch Batch, failure *Error) int32 {
	panic(missing)
}

func ExpressionType(expression Expression) int32 {
	panic(missing)
}

func ExpressionUses(expression Expression, bitmap *byte) int32 {
	panic(missing)
}

func ExpressionFaults(expression Expression) uint64 {
	panic(missing)
}

func ExpressionMemory(expression Expression) int {
	panic(missing)
}

func DecoderDecode(decoder Decoder, in *byte, size int, batch Batch, flags uint32, failure *Error) CodecResult {
	panic(missing)
}

func DecoderDecodeMany(decoder Decoder, column *View, batch Batch, failure *Error) int32 {
	panic(missing)
}

func DecoderReset(decoder Decoder) int32 {
	panic(missing)
}

func DecoderDestroy(decoder Decoder) {
	panic(missing)
}

func DecoderStats(decoder Decoder) DecoderCounts {
	panic(missing)
}

func DecoderReject(decoder Decoder, index int) Reject {
	panic(missing)
}

func RejectName(reason int32) string {
	panic(missing)
}

func DecoderMemory(decoder Decoder) int {
	panic(missing)
}

func NDJSONCreate(options *DecoderOptions, nDJSONOptions *NDJSONOptions, out *Decoder, failure *Error) int32 {
	panic(missing)
}

func CSVCreate(options *DecoderOptions, cSV *CSVOptions, out *Decoder, failure *Error) int32 {
	panic(missing)
}

func ProtobufCreate(options *DecoderOptions, format *ProtobufOptions, out *Decoder, failure *Error) int32 {
	panic(missing)
}

func KafkaRecordsCreate(options *DecoderOptions, kafkaOptions *KafkaRecordsOptions, out *Decoder, failure *Error) int32 {
	panic(missing)
}

func KafkaRecordsExpect(decoder Decoder, aborted *KafkaTransaction, count int, firstOffset int64, failure *Error) int32 {
	panic(missing)
}

func KafkaHeadersNext(in *byte, size int, offset int) KafkaHeader {
	panic(missing)
}

func KafkaRecordsStats(decoder Decoder) KafkaRecordsCounts {
	panic(missing)
}

func StreamLoad(compression int32, failure *Error) int32 {
	panic(missing)
}

func StreamCreate(options *StreamOptions, out *Stream, failure *Error) int32 {
	panic(missing)
}

func StreamDestroy(stream Stream) {
	panic(missing)
}

func StreamDecode(stream Stream, in *byte, size int, out *byte, capacity int, flags uint32, failure *Error) CodecResult {
	panic(missing)
}

func StreamReset(stream Stream) int32 {
	panic(missing)
}

func StreamCompression(stream Stream) int32 {
	panic(missing)
}

func StreamMemory(stream Stream) int {
	panic(missing)
}

func PipelineCreate(options *PipelineOptions, out *Pipeline, failure *Error) int32 {
	panic(missing)
}

func PipelineDestroy(pipeline Pipeline) {
	panic(missing)
}

func PipelineWrite(pipeline Pipeline, in *byte, size int, decoder Decoder, flags uint32, failure *Error) CodecResult {
	panic(missing)
}

func PipelineWriteMany(pipeline Pipeline, column *View, columns *Columns, decoder Decoder, failure *Error) CodecResult {
	panic(missing)
}

func PipelineUpdate(pipeline Pipeline, columns *Columns, rowCount int, failure *Error) int32 {
	panic(missing)
}

func PipelineMerge(into Pipeline, from Pipeline, failure *Error) int32 {
	panic(missing)
}

func PipelineEncodedSize(pipeline Pipeline, part int, partCount int, failure *Error) CodecResult {
	panic(missing)
}

func PipelineEncode(pipeline Pipeline, part int, partCount int, out *byte, capacity int, failure *Error) CodecResult {
	panic(missing)
}

func PipelineMergeEncoded(into Pipeline, in *byte, size int, failure *Error) int32 {
	panic(missing)
}

func PipelineReset(pipeline Pipeline) int32 {
	panic(missing)
}

func PipelineCount(pipeline Pipeline) int {
	panic(missing)
}

func PipelineResults(pipeline Pipeline, options *PipelineResultsOptions, batch Batch, failure *Error) int32 {
	panic(missing)
}

func PipelineOverflowCount(pipeline Pipeline) int {
	panic(missing)
}

func PipelineStats(pipeline Pipeline) PipelineCounts {
	panic(missing)
}

func PipelineMemory(pipeline Pipeline) int {
	panic(missing)
}
