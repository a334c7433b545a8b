#include "sinew/sinew.h"

#include <vector>

#include "fuzz/columns.h"
#include "fuzz/rows.h"
#include "hash/kafka_ref.h"

// The hashes and partitions of a column are those of its rows one by one; of a column that is
// refused none is written.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const sinew_type type = static_cast<sinew_type>(1 + input.Below(13));
  const uint32_t partitions = static_cast<uint32_t>(input.Number());
  const bool countable = partitions != 0 && partitions <= INT32_MAX;
  const Column column = DecodeColumn(&input, type, input.Below(100));
  constexpr uint32_t kUntouched = 0x55555555;
  std::vector<uint32_t> hashes(300, kUntouched);
  std::vector<uint32_t> out(300, kUntouched);
  const sinew_result hashed = sinew_kafka_murmur2_many(&column.view, hashes.data());
  const sinew_result result = sinew_kafka_partition_many(&column.view, partitions, out.data());
  const bool good = hashed.status == SINEW_STATUS_OK;
  Require((result.status == SINEW_STATUS_OK) == (good && countable));
  if (good) Require(hashed.count == column.view.count);
  for (size_t row = 0; row < hashes.size(); ++row) {
    uint32_t hash = kUntouched, partition = kUntouched;
    if (good && row < column.view.count) {
      hash = 0;
      partition = 0;
      std::vector<uint8_t> bytes;
      if (BytesOfRow(column.view, row, &bytes)) {
        hash = KafkaMurmur2Ref(bytes.data(), bytes.size());
        Require(sinew_kafka_murmur2(bytes.data(), bytes.size()) == hash);
        if (countable) partition = KafkaPartitionRef(bytes.data(), bytes.size(), partitions);
      }
      if (!countable) partition = kUntouched;
    }
    Require(hashes[row] == hash);
    Require(out[row] == partition);
  }
  return 0;
}
