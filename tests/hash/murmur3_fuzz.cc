#include "sinew/sinew.h"

#include <vector>

#include "fuzz/columns.h"
#include "fuzz/rows.h"
#include "hash/murmur3_ref.h"

// The hashes of a column are those of its rows one by one; of a column that is refused none is
// written.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const sinew_type type = static_cast<sinew_type>(1 + input.Below(13));
  const uint64_t seed = input.Rarely(2) ? static_cast<uint64_t>(input.Number()) : 0;
  const uint32_t seed32 = static_cast<uint32_t>(seed);
  const Column column = DecodeColumn(&input, type, input.Below(100));
  constexpr uint32_t kUntouched = 0x55555555;
  std::vector<uint32_t> hashes(300, kUntouched);
  std::vector<sinew_hash128> wide(300, sinew_hash128{kUntouched, kUntouched});
  const sinew_result result = sinew_murmur3_32_many(&column.view, seed32, hashes.data());
  const sinew_result result128 = sinew_murmur3_128_many(&column.view, seed, wide.data());
  Require(result.status == result128.status && result.count == result128.count);
  const bool good = result.status == SINEW_STATUS_OK;
  if (good) Require(result.count == column.view.count);
  for (size_t row = 0; row < hashes.size(); ++row) {
    uint32_t hash = kUntouched;
    std::pair<uint64_t, uint64_t> hash128 = {kUntouched, kUntouched};
    if (good && row < column.view.count) {
      hash = 0;
      hash128 = {0, 0};
      std::vector<uint8_t> bytes;
      if (BytesOfRow(column.view, row, &bytes)) {
        hash = Murmur3Ref32(bytes.data(), bytes.size(), seed32);
        hash128 = Murmur3Ref128(bytes.data(), bytes.size(), seed);
        Require(sinew_murmur3_32(bytes.data(), bytes.size(), seed32) == hash);
        const sinew_hash128 one = sinew_murmur3_128(bytes.data(), bytes.size(), seed);
        Require(one.low == hash128.first && one.high == hash128.second);
      }
    }
    Require(hashes[row] == hash);
    Require(wide[row].low == hash128.first && wide[row].high == hash128.second);
  }
  return 0;
}
