#include "sinew/sinew.h"

#include <vector>

#include "fuzz/columns.h"
#include "hash/jump_hash_ref.h"

// The buckets of a column are those of its rows one by one; of a column that is refused none is
// written.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const sinew_type type = input.Below(2) ? SINEW_TYPE_U64 : SINEW_TYPE_I64;
  const uint32_t buckets = static_cast<uint32_t>(input.Rarely(8) ? input.Number() : input.Byte());
  const Column column = DecodeColumn(&input, type, input.Below(100));
  std::vector<uint32_t> out(300, 0x5555);
  const sinew_result result = sinew_jump_hash_many(&column.view, buckets, out.data());
  size_t written = 0;
  if (result.status == SINEW_STATUS_OK) {
    Require(buckets != 0 && buckets <= INT32_MAX && result.count == column.view.count);
    written = result.count;
  }
  for (size_t row = 0; row < written; ++row) {
    const bool valid = IsValid(column.view, row);
    uint64_t key;
    memcpy(&key, static_cast<const uint8_t*>(column.view.values) + 8 * row, 8);
    Require(out[row] == (valid ? JumpHashRef(key, buckets) : 0));
  }
  for (size_t row = written; row < out.size(); ++row) Require(out[row] == 0x5555);
  return 0;
}
