#include "calls.h"

// A value of Apache Kafka's UtilsTest.
CALLS(Kafka) {
  static uint32_t hashes[kRows], partitions[kRows];
  const sinew_column strings = {SINEW_TYPE_STRING, kRows, bytes, sizeof(bytes),
                                offsets,           NULL,  0,     0};
  uint32_t hash;
  sinew_u32_result partition;
  sinew_result rows;
  CALL(hash = sinew_kafka_murmur2("foobar", 6), hash == (uint32_t)-790332482);
  CALL(hash = sinew_kafka_murmur2(bytes + 24, 8), hash != 0);
  CALL(rows = sinew_kafka_murmur2_many(&strings, hashes), rows.count == kRows && hashes[3] == hash);
  CALL(partition = sinew_kafka_partition(bytes + 24, 8, 48),
       partition.status == SINEW_STATUS_OK && partition.value < 48);
  CALL(partition = sinew_kafka_partition(bytes + 24, 8, 0),
       partition.status == SINEW_STATUS_INVALID_ARGUMENT && partition.value == 0);
  CALL(rows = sinew_kafka_partition_many(&strings, 48, partitions),
       rows.count == kRows && partitions[3] == (hash & INT32_MAX) % 48);
  CALL(rows = sinew_kafka_partition_many(&strings, 0, partitions),
       rows.status == SINEW_STATUS_INVALID_ARGUMENT);
}
