#ifndef SINEW_ENCODING_DELTA_BINARY_PACKED_H_
#define SINEW_ENCODING_DELTA_BINARY_PACKED_H_

#include <algorithm>

#include "core/varint.h"
#include "encoding/abi.h"

namespace sinew {

// A stream of DELTA_BINARY_PACKED values that is being read, miniblock by miniblock:
//
//   block size | miniblocks | count | first value | block | block | ...
//   block: least delta | a width for each miniblock | miniblock | miniblock | ...
//
// What is parsed has been checked: the miniblock's bytes are there, and the width is one of T.
//
// Some writers, DuckDB among them, take 32-bit values as unsigned ones, or their differences in 64
// bits. Then these have 33 bits, and are right modulo 2^32.
struct DeltaStream {
  const uint8_t* in;
  size_t size;
  // The next byte to read; the miniblock that is current begins `miniblock_values * width / 8`
  // bytes before.
  size_t at = 0;
  // Values of the stream, and those not yet read.
  size_t count = 0;
  size_t left = 0;
  // The value before the next one.
  uint64_t last = 0;
  // Where the header's value is.
  size_t first = 0;

  size_t miniblocks = 0;        // of a block
  size_t miniblock_values = 0;  // a multiple of 32
  uint64_t least = 0;           // the block's least delta
  size_t miniblock = 0;         // miniblocks of the block that were begun
  size_t widths = 0;            // where the block's widths are
  size_t width = 0;             // of the current miniblock

  DeltaStream(const uint8_t* bytes, size_t bytes_size) : in(bytes), size(bytes_size) {}

  // Reads the header up to the first value, which becomes `last`. If the status is not OK, `at` is
  // the offset of the fault. kBits is the width of a value, 32 or 64.
  template <size_t kBits>
  sinew_status Header(size_t capacity);

  // Moves to the next miniblock; there must be one. If the status is not OK, `at` is the offset of
  // the fault.
  template <size_t kBits>
  sinew_status NextMiniblock();

  // How many of the next values are known to equal `last`, modulo 2^32: the rest of a miniblock
  // that takes no bytes, however many values it claims.
  size_t Repeats() const {
    const size_t within = (count - 1 - left) % miniblock_values;
    if (left == count || within == 0 || width != 0 || static_cast<uint32_t>(least) != 0) return 0;
    return std::min(left, miniblock_values - within);
  }

 private:
  sinew_status Varint(uint64_t* value);
  template <size_t kBits>
  sinew_status Zigzag(uint64_t* value);
};

// The most bits of a first value, of a least difference in zigzag, and of a packed difference.
template <size_t kBits>
constexpr size_t kDeltaWidth = kBits == 32 ? 33 : 64;

constexpr size_t kDeltaBlock = 128;
constexpr size_t kDeltaMiniblocks = 4;
constexpr size_t kDeltaMiniblock = kDeltaBlock / kDeltaMiniblocks;
// Varints of 128 and 4, of the count and of the first value.
constexpr size_t kDeltaHeader = 2 + 1 + 2 * kMaxVarintBytes<uint64_t>;

// Bytes that `count` values of kBits bits take at most; SIZE_MAX if that overflows.
template <size_t kBits>
inline size_t DeltaBound(size_t count) {
  constexpr size_t kBlock = (kBits + 6) / 7 + kDeltaMiniblocks + kDeltaBlock * kBits / 8;
  const size_t blocks = count <= 1 ? 0 : (count - 2) / kDeltaBlock + 1;
  size_t size;
  if (__builtin_mul_overflow(blocks, kBlock, &size)) return SIZE_MAX;
  return size > SIZE_MAX - kDeltaHeader ? SIZE_MAX : size + kDeltaHeader;
}

inline sinew_status DeltaStream::Varint(uint64_t* value) {
  return ReadVarint(in, size, &at, value);
}

template <size_t kBits>
sinew_status DeltaStream::Zigzag(uint64_t* value) {
  const size_t begin = at;
  uint64_t zigzag = 0;
  const sinew_status status = Varint(&zigzag);
  if (status != SINEW_STATUS_OK) return status;
  if (zigzag > LowBits(kDeltaWidth<kBits>)) {
    at = begin;
    return SINEW_STATUS_CORRUPT;
  }
  *value = ZigzagDecode(zigzag);
  return SINEW_STATUS_OK;
}

template <size_t kBits>
sinew_status DeltaStream::Header(size_t capacity) {
  uint64_t block = 0, minis = 0, values = 0;
  size_t begin = at;
  const auto fault = [this, &begin](sinew_status status) {
    at = begin;
    return status;
  };
  sinew_status status = Varint(&block);
  if (status != SINEW_STATUS_OK) return status;
  if (block == 0 || block % 128 != 0) return fault(SINEW_STATUS_CORRUPT);
  begin = at;
  status = Varint(&minis);
  if (status != SINEW_STATUS_OK) return status;
  if (minis == 0 || block % minis != 0 || block / minis % 32 != 0) {
    return fault(SINEW_STATUS_CORRUPT);
  }
  begin = at;
  status = Varint(&values);
  if (status != SINEW_STATUS_OK) return status;
  if (values > capacity) return fault(SINEW_STATUS_OUTPUT_FULL);
  first = at;
  status = Zigzag<kBits>(&last);
  if (status != SINEW_STATUS_OK) return status;
  count = left = values;
  miniblocks = miniblock = minis;
  miniblock_values = block / minis;
  return SINEW_STATUS_OK;
}

template <size_t kBits>
sinew_status DeltaStream::NextMiniblock() {
  if (miniblock == miniblocks) {
    const sinew_status status = Zigzag<kBits>(&least);
    if (status != SINEW_STATUS_OK) return status;
    if (miniblocks > size - at) {
      at = size;
      return SINEW_STATUS_TRUNCATED;
    }
    widths = at;
    at += miniblocks;
    miniblock = 0;
  }
  width = in[widths + miniblock];
  if (width > kDeltaWidth<kBits>) {
    at = widths + miniblock;
    return SINEW_STATUS_CORRUPT;
  }
  size_t bytes;
  if (__builtin_mul_overflow(miniblock_values / 8, width, &bytes) || bytes > size - at) {
    at = size;
    return SINEW_STATUS_TRUNCATED;
  }
  at += bytes;
  ++miniblock;
  return SINEW_STATUS_OK;
}

}  // namespace sinew

#endif  // SINEW_ENCODING_DELTA_BINARY_PACKED_H_
