#include "sinew/sinew.h"

#include <stdint.h>
#include <string.h>

#include <vector>

#include "fuzz/columns.h"

// Takes its input as the bytes of a sketch, behind one that says of which type. What is refused is
// so with an offset within it; what is taken can be written, is the same when it is read again, and
// has quantiles and ranks in order; it can be merged and added to.
namespace {

std::vector<uint8_t> Encode(sinew_kll* kll) {
  std::vector<uint8_t> bytes(sinew_kll_encoded_size(kll));
  const sinew_codec_result written = sinew_kll_encode(kll, bytes.data(), bytes.size());
  Require(written.status == SINEW_STATUS_OK && written.written == bytes.size());
  return bytes;
}

sinew_kll* Decode(const uint8_t* data, size_t size, sinew_type type, size_t limit) {
  // A block of its own, which AddressSanitizer watches.
  const Block copy(new uint8_t[size]);
  if (size != 0) memcpy(copy.get(), data, size);
  sinew_kll* kll;
  sinew_error error = {};
  const sinew_status status = sinew_kll_decode(copy.get(), size, type, 1, limit, &kll, &error);
  Require((kll != nullptr) == (status == SINEW_STATUS_OK));
  Require(status == error.status && (status == SINEW_STATUS_OK) == (error.message[0] == 0));
  Require(error.offset <= size);
  Require(kll == nullptr || limit == 0 || sinew_kll_memory(kll) <= limit);
  return kll;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const sinew_type type = data[0] % 2 == 0 ? SINEW_TYPE_F64 : SINEW_TYPE_F32;
  ++data, --size;
  sinew_kll_destroy(Decode(data, size, type, 20000));
  sinew_kll* kll = Decode(data, size, type, 0);
  if (kll != nullptr) {
    const double fractions[] = {0, 0.25, 0.5, 1};
    double found[4], ranks[4];
    Require(sinew_kll_quantiles(kll, fractions, 4, found).count == 4);
    const sinew_kll_summary summary = sinew_kll_summarize(kll);
    if (summary.count != 0) {
      Require(sinew_kll_ranks(kll, found, 4, ranks).count == 4 && ranks[3] == 1);
      for (int i = 0; i < 3; ++i) Require(found[i] <= found[i + 1] && ranks[i] <= ranks[i + 1]);
    }
    const std::vector<uint8_t> bytes = Encode(kll);
    Require(bytes.size() == size);
    sinew_kll* again = Decode(bytes.data(), bytes.size(), type, 0);
    Require(again != nullptr && Encode(again) == bytes);
    const bool fits = summary.count <= uint64_t{1} << 55;
    Require((sinew_kll_merge(again, kll, nullptr) == SINEW_STATUS_OK) == fits);
    const std::vector<double> rows(3000, 2);
    const sinew_column column = {SINEW_TYPE_F64, rows.size(), rows.data(), 8 * rows.size(),
                                 nullptr,        nullptr,     0,           0};
    if (fits) (void)sinew_kll_update(again, &column, nullptr);
    Encode(again);
    Require(sinew_kll_reset(again) == SINEW_STATUS_OK);
    Require(sinew_kll_summarize(again).count == 0);
    Require(sinew_kll_merge(again, kll, nullptr) == SINEW_STATUS_OK);
    Require(sinew_kll_summarize(again).count == summary.count);
    sinew_kll_destroy(again);
    sinew_kll_destroy(kll);
  }
  Require(sinew_memory_stats().blocks == 0 && sinew_memory_stats().current == 0);
  return 0;
}
