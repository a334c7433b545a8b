#include "sinew/ingest.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>

#include "core/memory.h"
#include "ingest/stream/codec.h"

// Whatever the input, decoding ends within its memory; pieces give what the whole gives, and so
// does a block.
namespace {

constexpr size_t kLimit = 1 << 16;

void Require(bool condition) {
  if (!condition) abort();
}

struct Decoded {
  std::string text;
  sinew_status status;
};

Decoded Decode(sinew_compression compression, const uint8_t* data, size_t size, size_t piece,
               size_t room) {
  const sinew_stream_options options = {sizeof(options), compression, kLimit, 1 << 20};
  sinew_stream* stream;
  Require(sinew_stream_create(&options, &stream, nullptr) == SINEW_STATUS_OK);
  Decoded all = {"", SINEW_STATUS_OK};
  const std::unique_ptr<char[]> out(new char[room]);
  for (size_t at = 0;;) {
    const size_t more = std::min(piece, size - at);
    const std::unique_ptr<uint8_t[]> in(new uint8_t[more]);
    std::copy_n(data + at, more, in.get());
    const bool end = at + more == size;
    const sinew_codec_result result = sinew_stream_decode(stream, in.get(), more, out.get(), room,
                                                          end ? SINEW_DECODE_END : 0, nullptr);
    Require(result.read <= more && result.written <= room);
    all.text.append(out.get(), result.written);
    Require(all.text.size() <= kLimit);
    at += result.read;
    all.status = result.status;
    if (result.status == SINEW_STATUS_OUTPUT_FULL) {
      Require(result.written == room);
      continue;
    }
    if (result.status != SINEW_STATUS_OK || end) break;
    Require(result.read == more);
  }
  sinew_stream_destroy(stream);
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  const auto compression = static_cast<sinew_compression>(data[0] % 6);
  const size_t piece = 1 + data[1] % 32, room = 1 + data[1] / 32 * 50;
  data += 2;
  size -= 2;
  bool is_right = false;
  Decoded whole;
  if (compression != SINEW_COMPRESSION_SNAPPY) {
    whole = Decode(compression, data, size, SIZE_MAX, kLimit + 1);
    is_right = whole.status == SINEW_STATUS_OK;
    const Decoded cut = Decode(compression, data, size, piece, room);
    Require((cut.status == SINEW_STATUS_OK) == is_right);
    Require(!is_right || cut.text == whole.text);
  }
  if (compression == SINEW_COMPRESSION_AUTO) return 0;
  sinew::Memory memory(1 << 20);
  sinew::Scratch out(memory);
  sinew::Decompressor decompressor(memory);
  const std::unique_ptr<uint8_t[]> in(new uint8_t[size]);
  std::copy_n(data, size, in.get());
  const sinew_status status =
      decompressor.DecodeBlock(compression, {in.get(), size}, kLimit, &out, nullptr);
  if (compression == SINEW_COMPRESSION_SNAPPY) return 0;
  // The block has its output beside it, within the same limit of memory.
  if (status == SINEW_STATUS_MEMORY_LIMIT || whole.status == SINEW_STATUS_MEMORY_LIMIT) return 0;
  const bool empty = compression == SINEW_COMPRESSION_NONE && size == 0;
  // Some of the libraries for gzip take incomplete codes that others refuse.
  const bool may_differ = compression == SINEW_COMPRESSION_GZIP;
  Require(may_differ || (status == SINEW_STATUS_OK) == (is_right || empty));
  Require(!is_right || status != SINEW_STATUS_OK ||
          std::equal(whole.text.begin(), whole.text.end(), out.data(), out.data() + out.size(),
                     [](char a, uint8_t b) { return static_cast<uint8_t>(a) == b; }));
  return 0;
}
