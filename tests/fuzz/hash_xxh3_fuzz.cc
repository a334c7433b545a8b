#include "sinew/sinew.h"

#include <string.h>

#include <vector>

#include "columns.h"

// The hashes of a column are those of its rows one by one; of a column that is refused none is
// written.
namespace {

uint64_t HashOfRow(const sinew_column& column, size_t row, uint64_t seed) {
  const size_t at = column.offset + row;
  if (column.validity != nullptr && ((column.validity[at / 8] >> at % 8) & 1) == 0) return 0;
  const uint8_t* values = static_cast<const uint8_t*>(column.values);
  if (column.type != SINEW_TYPE_STRING && column.type != SINEW_TYPE_LARGE_STRING) {
    return sinew_xxh3_64(values + at * 8, 8, seed);
  }
  int64_t begin, end;
  if (column.type == SINEW_TYPE_STRING) {
    int32_t offsets[2];
    memcpy(offsets, static_cast<const uint8_t*>(column.offsets) + at * 4, sizeof(offsets));
    begin = offsets[0], end = offsets[1];
  } else {
    memcpy(&begin, static_cast<const uint8_t*>(column.offsets) + at * 8, 8);
    memcpy(&end, static_cast<const uint8_t*>(column.offsets) + at * 8 + 8, 8);
  }
  return sinew_xxh3_64(values + begin, static_cast<size_t>(end - begin), seed);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const sinew_type type = static_cast<sinew_type>(1 + input.Below(5));
  const uint64_t seed = input.Rarely(2) ? static_cast<uint64_t>(input.Number()) : 0;
  const Column column = DecodeColumn(&input, type, input.Below(100));
  constexpr uint64_t kUntouched = 0x5555555555555555;
  std::vector<uint64_t> hashes(300, kUntouched);
  const sinew_result result = sinew_xxh3_64_many(&column.view, seed, hashes.data());
  size_t written = 0;
  if (result.status == SINEW_STATUS_OK) {
    Require(result.count == column.view.count);
    written = result.count;
  }
  for (size_t row = 0; row < written; ++row) {
    Require(hashes[row] == HashOfRow(column.view, row, seed));
  }
  for (size_t row = written; row < hashes.size(); ++row) Require(hashes[row] == kUntouched);
  return 0;
}
