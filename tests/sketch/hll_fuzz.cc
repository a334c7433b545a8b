#include "sinew/sinew.h"

#include <stdint.h>
#include <string.h>

#include <vector>

#include "fuzz/columns.h"

// Takes its input as the bytes of a sketch. What is refused is so with an offset within it; what is
// taken can be written, is the same when it is read again, and can be estimated, merged and added
// to.
namespace {

std::vector<uint8_t> Encode(const sinew_hll* hll) {
  std::vector<uint8_t> bytes(sinew_hll_encoded_size(hll));
  const sinew_codec_result written = sinew_hll_encode(hll, bytes.data(), bytes.size());
  Require(written.status == SINEW_STATUS_OK && written.written == bytes.size());
  return bytes;
}

sinew_hll* Decode(const uint8_t* data, size_t size, size_t limit) {
  // A block of its own, which AddressSanitizer watches.
  const Block copy(new uint8_t[size]);
  if (size != 0) memcpy(copy.get(), data, size);
  sinew_hll* hll;
  sinew_error error = {};
  const sinew_status status = sinew_hll_decode(copy.get(), size, limit, &hll, &error);
  Require((hll != nullptr) == (status == SINEW_STATUS_OK));
  Require(status == error.status && (status == SINEW_STATUS_OK) == (error.message[0] == 0));
  Require(error.offset <= size);
  Require(hll == nullptr || limit == 0 || sinew_hll_memory(hll) <= limit);
  return hll;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sinew_hll_destroy(Decode(data, size, 600));
  sinew_hll* hll = Decode(data, size, 0);
  if (hll != nullptr) {
    const std::vector<uint8_t> bytes = Encode(hll);
    sinew_hll* again = Decode(bytes.data(), bytes.size(), 0);
    // Coupons of a table may change places.
    Require(again != nullptr && Encode(again).size() == bytes.size());
    Require(bytes[0] == 3 || Encode(again) == bytes);
    const sinew_estimate estimate = sinew_hll_estimate(hll, 3);
    Require(estimate.lower <= estimate.value && estimate.value <= estimate.upper);
    Require(sinew_hll_merge(again, hll, nullptr) == SINEW_STATUS_OK);
    const int64_t rows[] = {1, 2, 3};
    const sinew_column column = {SINEW_TYPE_I64, 3, rows, sizeof(rows), nullptr, nullptr, 0, 0};
    Require(sinew_hll_update(again, &column, nullptr) == SINEW_STATUS_OK);
    Require(sinew_hll_reset(again) == SINEW_STATUS_OK);
    Require(sinew_hll_merge(again, hll, nullptr) == SINEW_STATUS_OK);
    sinew_hll_destroy(again);
    sinew_hll_destroy(hll);
  }
  Require(sinew_memory_stats().blocks == 0 && sinew_memory_stats().current == 0);
  return 0;
}
