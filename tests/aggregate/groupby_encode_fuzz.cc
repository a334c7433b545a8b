#include "sinew/sinew.h"

#include <stdint.h>
#include <string.h>

#include <vector>

#include "aggregate/groupby.h"
#include "core/memory.h"
#include "fuzz/columns.h"

// Takes its input as the bytes of a GROUP BY: as they are, and with a right size and checksum. What
// is refused has changed nothing and allocated nothing beyond the limit; what is taken can be
// written, and is the same when it is read again, whole and in parts.
namespace {

std::vector<uint8_t> Encode(const sinew_groupby* groupby, size_t part, size_t part_count) {
  const sinew_codec_result size = sinew_groupby_encoded_size(groupby, part, part_count);
  Require(size.status == SINEW_STATUS_OK);
  std::vector<uint8_t> bytes(size.written);
  const sinew_codec_result written =
      sinew_groupby_encode(groupby, part, part_count, bytes.data(), bytes.size());
  Require(written.status == SINEW_STATUS_OK && written.written == bytes.size());
  return bytes;
}

sinew_groupby* Decode(const uint8_t* data, size_t size, size_t limit,
                      sinew_error* fault = nullptr) {
  // A block of its own, which AddressSanitizer watches.
  const Block copy(new uint8_t[size]);
  if (size != 0) memcpy(copy.get(), data, size);
  sinew_groupby* groupby;
  sinew_error error = {};
  const sinew_status status = sinew_groupby_decode(copy.get(), size, limit, &groupby, &error);
  Require((groupby != nullptr) == (status == SINEW_STATUS_OK));
  Require(status == error.status && (status == SINEW_STATUS_OK) == (error.message[0] == 0));
  Require(error.offset <= size);
  if (fault != nullptr) *fault = error;
  if (groupby == nullptr) return nullptr;
  Require(sinew::Invariants(*groupby));
  Require(limit == 0 || sinew_groupby_memory(groupby) <= limit);
  return groupby;
}

void Try(const uint8_t* data, size_t size) {
  sinew_groupby_destroy(Decode(data, size, 16 << 10));
  sinew_groupby* groupby = Decode(data, size, 0);
  if (groupby == nullptr) return;
  const std::vector<uint8_t> bytes = Encode(groupby, 0, 1);
  sinew_error fault;
  sinew_groupby* again = Decode(bytes.data(), bytes.size(), 0, &fault);
  if (again == nullptr) {
    // A key that comes several times, with more rows in all than any object has seen.
    Require(strstr(fault.message, "2^56") != nullptr || strstr(fault.message, "digits") != nullptr);
    sinew_groupby_destroy(groupby);
    return;
  }
  Require(Encode(again, 0, 1) == bytes);
  // Whatever the states are, they can be merged and finished.
  Require(sinew_groupby_merge_encoded(again, data, size, nullptr) == SINEW_STATUS_OK);
  Require(sinew::Invariants(*again));
  Require(sinew_groupby_count(again) == sinew_groupby_count(groupby));
  const sinew_batch_options options = {sizeof(options), 0};
  sinew_batch* batch;
  Require(sinew_batch_create(&options, &batch, nullptr) == SINEW_STATUS_OK);
  Require(sinew_groupby_results(again, 0, sinew_groupby_count(again), batch, nullptr) ==
          SINEW_STATUS_OK);
  sinew_batch_destroy(batch);
  Require(sinew_groupby_reset(again) == SINEW_STATUS_OK && sinew::Invariants(*again));
  size_t groups = 0;
  for (size_t part = 0; part < 3; ++part) {
    const std::vector<uint8_t> of_part = Encode(groupby, part, 3);
    Require(sinew_groupby_merge_encoded(again, of_part.data(), of_part.size(), nullptr) ==
            SINEW_STATUS_OK);
    Require(sinew::Invariants(*again) && sinew_groupby_count(again) >= groups);
    groups = sinew_groupby_count(again);
  }
  Require(groups == sinew_groupby_count(groupby));
  sinew_groupby_destroy(again);
  sinew_groupby_destroy(groupby);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Try(data, size);
  if (size >= 28) {
    std::vector<uint8_t> sealed(data, data + size);
    const uint64_t all = size;
    memcpy(&sealed[8], &all, sizeof(all));
    const uint32_t crc = sinew_crc32c(sealed.data(), size - 4, 0);
    memcpy(&sealed[size - 4], &crc, sizeof(crc));
    Try(sealed.data(), size);
  }
  Require(sinew_memory_stats().blocks == 0 && sinew_memory_stats().current == 0);
  return 0;
}
