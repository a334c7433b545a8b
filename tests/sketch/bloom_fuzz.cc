#include "sinew/sinew.h"

#include <stdint.h>
#include <string.h>

#include <vector>

#include "fuzz/columns.h"

// Takes its input as a bitset, and its bytes as values that are looked up in it. What is refused is
// so with an offset within it; what is taken is the same when it is written, and has what is added.
namespace {

sinew_bloom* Decode(const uint8_t* data, size_t size, size_t limit) {
  // A block of its own, which AddressSanitizer watches.
  const Block copy(new uint8_t[size]);
  if (size != 0) memcpy(copy.get(), data, size);
  sinew_bloom* bloom;
  sinew_error error = {};
  const sinew_status status = sinew_bloom_decode(copy.get(), size, limit, &bloom, &error);
  Require((bloom != nullptr) == (status == SINEW_STATUS_OK));
  Require(status == error.status && (status == SINEW_STATUS_OK) == (error.message[0] == 0));
  Require(error.offset <= size);
  Require(bloom == nullptr || limit == 0 || sinew_bloom_memory(bloom) <= limit);
  return bloom;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sinew_bloom_destroy(Decode(data, size, 600));
  sinew_bloom* bloom = Decode(data, size, 0);
  if (bloom != nullptr) {
    Require(sinew_bloom_encoded_size(bloom) == size);
    std::vector<uint8_t> bytes(size), bitmap(size);
    Require(sinew_bloom_encode(bloom, bytes.data(), size).written == size);
    Require(memcmp(bytes.data(), data, size) == 0);
    const sinew_column column = {
        SINEW_TYPE_I64, size / 8, bytes.data(), size, nullptr, nullptr, 0, 0};
    Require(sinew_bloom_update(bloom, &column, nullptr) == SINEW_STATUS_OK);
    Require(sinew_bloom_contains_many(bloom, &column, bitmap.data(), nullptr) == SINEW_STATUS_OK);
    for (size_t i = 0; i < column.count; ++i) Require((bitmap[i / 8] >> i % 8 & 1) != 0);
    sinew_bloom_destroy(bloom);
  }
  Require(sinew_memory_stats().blocks == 0 && sinew_memory_stats().current == 0);
  return 0;
}
