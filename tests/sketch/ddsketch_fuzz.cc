#include "sinew/sinew.h"

#include <stdint.h>
#include <string.h>

#include <vector>

#include "fuzz/columns.h"

// Takes its input as the bytes of a sketch. What is refused is so with an offset within it; what is
// taken can be written, is the same when it is read again, and has quantiles in order; it can be
// merged and added to.
namespace {

std::vector<uint8_t> Encode(const sinew_ddsketch* sketch) {
  std::vector<uint8_t> bytes(sinew_ddsketch_encoded_size(sketch));
  const sinew_codec_result written = sinew_ddsketch_encode(sketch, bytes.data(), bytes.size());
  Require(written.status == SINEW_STATUS_OK && written.written == bytes.size());
  return bytes;
}

sinew_ddsketch* Decode(const uint8_t* data, size_t size, size_t limit) {
  // A block of its own, which AddressSanitizer watches.
  const Block copy(new uint8_t[size]);
  if (size != 0) memcpy(copy.get(), data, size);
  sinew_ddsketch* sketch;
  sinew_error error = {};
  const sinew_status status = sinew_ddsketch_decode(copy.get(), size, 64, limit, &sketch, &error);
  Require((sketch != nullptr) == (status == SINEW_STATUS_OK));
  Require(status == error.status && (status == SINEW_STATUS_OK) == (error.message[0] == 0));
  Require(error.offset <= size);
  Require(sketch == nullptr || limit == 0 || sinew_ddsketch_memory(sketch) <= limit);
  return sketch;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sinew_ddsketch_destroy(Decode(data, size, 1000));
  sinew_ddsketch* sketch = Decode(data, size, 0);
  if (sketch != nullptr) {
    const std::vector<uint8_t> bytes = Encode(sketch);
    sinew_ddsketch* again = Decode(bytes.data(), bytes.size(), 0);
    Require(again != nullptr && Encode(again) == bytes);
    const double fractions[] = {0, 0.25, 0.5, 1};
    double found[4];
    Require(sinew_ddsketch_quantiles(sketch, fractions, 4, found).count == 4);
    const bool is_empty = sinew_ddsketch_summarize(sketch).count == 0;
    for (int i = 0; i < 3; ++i) Require(is_empty || found[i] <= found[i + 1]);
    Require(sinew_ddsketch_merge(again, sketch, nullptr) == SINEW_STATUS_OK);
    const double rows[] = {1, -2, 3e300};
    const sinew_column column = {SINEW_TYPE_F64, 3, rows, sizeof(rows), nullptr, nullptr, 0, 0};
    Require(sinew_ddsketch_update(again, &column, nullptr) == SINEW_STATUS_OK);
    Require(sinew_ddsketch_reset(again) == SINEW_STATUS_OK);
    Require(sinew_ddsketch_merge(again, sketch, nullptr) == SINEW_STATUS_OK);
    Require(Encode(again) == bytes);
    sinew_ddsketch_destroy(again);
    sinew_ddsketch_destroy(sketch);
  }
  Require(sinew_memory_stats().blocks == 0 && sinew_memory_stats().current == 0);
  return 0;
}
