#include "sinew/sinew.h"

#include "hash/kafka.h"

#include <boost/test/unit_test.hpp>
#include <cstring>
#include <string>
#include <vector>

#include "hash/kafka_ref.h"
#include "hash/side_by_side.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

namespace {

const uint32_t kPartitions[] = {1,
                                2,
                                3,
                                5,
                                7,
                                12,
                                48,
                                64,
                                641,
                                1000,
                                65536,
                                (1 << 30) - 1,
                                1000000007,
                                1 << 30,
                                (1 << 30) + 1,
                                INT32_MAX - 1,
                                INT32_MAX};

void CheckPartition(const sinew_u32_result& result, uint32_t partition) {
  BOOST_TEST(result.status == SINEW_STATUS_OK);
  BOOST_TEST(result.value == partition);
}

// Hashes and partitions of all rows.
void CheckMany(const sinew_column& column, size_t turn, const KeyAt& key) {
  const uint32_t partitions = kPartitions[turn % std::size(kPartitions)];
  std::vector<uint32_t> hashes(column.count + 1, 0x5555);
  std::vector<uint32_t> out(column.count + 1, 0x5555);
  const sinew_result hashed = sinew_kafka_murmur2_many(&column, hashes.data());
  const sinew_result result = sinew_kafka_partition_many(&column, partitions, out.data());
  for (const sinew_result& each : {hashed, result}) {
    BOOST_TEST(each.status == SINEW_STATUS_OK);
    BOOST_TEST(each.count == column.count);
  }
  for (size_t row = 0; row < column.count; ++row) {
    uint32_t hash = 0, partition = 0;
    if (IsValidRow(column, row)) {
      const Key bytes = key(row);
      hash = KafkaMurmur2Ref(bytes.data, bytes.size);
      partition = KafkaPartitionRef(bytes.data, bytes.size, partitions);
    }
    if (hashes[row] != hash) BOOST_ERROR("hash of row " << row);
    if (out[row] != partition) BOOST_ERROR("partition of row " << row);
  }
  BOOST_TEST(hashes[column.count] == 0x5555);
  BOOST_TEST(out[column.count] == 0x5555);
}

}  // namespace

// Apache Kafka's UtilsTest.testMurmur2.
BOOST_AUTO_TEST_CASE(PublishedVectors) {
  const struct {
    std::string key;
    int32_t hash;
  } vectors[] = {
      {"21", -973932308},
      {"foobar", -790332482},
      {"a-little-bit-long-string", -985981536},
      {"a-little-bit-longer-string", -1486304829},
      {"lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971},
      {"abc", 479470107},
  };
  std::string bytes;
  std::vector<int32_t> offsets = {0};
  for (const auto& vector : vectors) {
    BOOST_TEST(sinew_kafka_murmur2(vector.key.data(), vector.key.size()) ==
               static_cast<uint32_t>(vector.hash));
    CheckPartition(sinew_kafka_partition(vector.key.data(), vector.key.size(), 100),
                   static_cast<uint32_t>(vector.hash & INT32_MAX) % 100);
    bytes += vector.key;
    offsets.push_back(static_cast<int32_t>(bytes.size()));
  }
  const sinew_column column = {
      SINEW_TYPE_STRING, 6, bytes.data(), bytes.size(), offsets.data(), nullptr, 0, 0};
  ForEachTarget([&] {
    uint32_t hashes[6];
    BOOST_TEST(sinew_kafka_murmur2_many(&column, hashes).count == 6u);
    for (size_t i = 0; i < 6; ++i) BOOST_TEST(hashes[i] == static_cast<uint32_t>(vectors[i].hash));
  });
}

BOOST_AUTO_TEST_CASE(EveryLengthAtEitherGuardPage) {
  constexpr size_t kMax = 300;
  const std::vector<uint8_t> bytes = RandomBytes(kMax, 1);
  GuardedMemory memory(kMax + 8);
  for (size_t size = 0; size <= kMax; ++size) {
    const uint32_t expected = KafkaMurmur2Ref(bytes.data(), size);
    memcpy(memory.Front(), bytes.data(), size);
    BOOST_TEST(sinew_kafka_murmur2(memory.Front(), size) == expected);
    for (size_t gap = 0; gap < 8; ++gap) {
      uint8_t* in = memory.Back(size, gap);
      memcpy(in, bytes.data(), size);
      BOOST_TEST(sinew_kafka_murmur2(in, size) == expected);
      CheckPartition(sinew_kafka_partition(in, size, 7), (expected & INT32_MAX) % 7);
    }
  }
  BOOST_TEST(sinew_kafka_murmur2(nullptr, 0) == KafkaMurmur2Ref(nullptr, 0));
}

BOOST_AUTO_TEST_CASE(NoPartitions) {
  for (const uint32_t partitions : {uint32_t{0}, uint32_t{INT32_MAX} + 1, UINT32_MAX}) {
    const sinew_u32_result result = sinew_kafka_partition("key", 3, partitions);
    BOOST_TEST(result.status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(result.value == 0u);
  }
  CheckPartition(sinew_kafka_partition("key", 3, 1), 0);
}

// Around multiples of the divisor and at both ends, where a reciprocal that is a little off fails.
BOOST_AUTO_TEST_CASE(RemaindersAreExact) {
  Random random(5);
  const auto check = [&](uint32_t d) {
    const sinew::kafka::Modulus modulus(d);
    const uint32_t last = uint32_t{INT32_MAX} / d * d;
    const uint32_t some = static_cast<uint32_t>(random() >> 33) / d * d;
    for (const uint32_t multiple : {uint32_t{0}, d, some, last - d, last}) {
      for (const uint32_t x : {multiple - 1, multiple, multiple + 1, uint32_t{INT32_MAX}}) {
        if (modulus.Of(x) != (x & INT32_MAX) % d) BOOST_ERROR(x << " modulo " << d);
      }
    }
  };
  for (const uint32_t divisor : kPartitions) check(divisor);
  for (uint32_t divisor = 1; divisor <= 20000; ++divisor) check(divisor);
  for (int i = 0; i < 20000; ++i) check(static_cast<uint32_t>(1 + random.Below(INT32_MAX)));
  for (int bit = 0; bit < 31; ++bit) {
    for (int64_t near = -2; near <= 2; ++near) {
      const int64_t divisor = (int64_t{1} << bit) + near;
      if (divisor > 0 && divisor <= INT32_MAX) check(static_cast<uint32_t>(divisor));
    }
  }
}

BOOST_AUTO_TEST_CASE(ColumnsOfStrings) { CheckAllStrings<int32_t>(CheckMany); }
BOOST_AUTO_TEST_CASE(ColumnsOfLargeStrings) { CheckAllStrings<int64_t>(CheckMany); }

BOOST_AUTO_TEST_CASE(ColumnsOfFixedWidth) { CheckAllFixedWidths(CheckMany); }

// The strings and the values begin and end where their memory does, and so does the output.
BOOST_AUTO_TEST_CASE(ColumnsBetweenGuardPages) {
  GuardedMemory bytes(32768);
  GuardedMemory offsets(4096);
  GuardedMemory validity(4096);
  GuardedMemory out(4096);
  ForEachTarget([&] {
    for (const size_t count : {1, 5, 16, 17, 33}) {
      for (const size_t size : {0, 1, 4, 15, 16, 30, 513, 800}) {
        for (const bool front : {false, true}) {
          uint8_t* values = front ? bytes.Front() : bytes.Back(count * size);
          memset(values, 7, count * size);
          int32_t* ends = reinterpret_cast<int32_t*>(offsets.Back(4 * (count + 1)));
          for (size_t row = 0; row <= count; ++row) ends[row] = static_cast<int32_t>(row * size);
          uint8_t* bits = validity.Back((count + 7) / 8);
          memset(bits, 0xFF, (count + 7) / 8);
          uint32_t* hashes = reinterpret_cast<uint32_t*>(out.Back(4 * count));
          const sinew_column column = {
              SINEW_TYPE_STRING, count, values, count * size, ends, bits, 0, 0};
          BOOST_TEST(sinew_kafka_murmur2_many(&column, hashes).count == count);
          const uint32_t expected = KafkaMurmur2Ref(values, size);
          for (size_t row = 0; row < count; ++row) BOOST_TEST(hashes[row] == expected);
        }
      }
      for (const auto& [type, width] :
           {std::pair(SINEW_TYPE_U8, 1), std::pair(SINEW_TYPE_U16, 2), std::pair(SINEW_TYPE_U32, 4),
            std::pair(SINEW_TYPE_U64, 8), std::pair(SINEW_TYPE_BYTES16, 16)}) {
        const size_t size = count * static_cast<size_t>(width);
        uint32_t* partitions = reinterpret_cast<uint32_t*>(out.Front());
        const sinew_column column = {type, count, bytes.Back(size), size, nullptr, nullptr, 0, 0};
        BOOST_TEST(sinew_kafka_partition_many(&column, 5, partitions).count == count);
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(RejectsAllOrNothing) {
  const uint64_t values[4] = {};
  const int32_t backwards[5] = {0, 3, 2, 3, 6};
  const struct {
    sinew_column column;
    uint32_t partitions;
    size_t position;
  } cases[] = {
      {{static_cast<sinew_type>(100), 4, values, 32, nullptr, nullptr, 0, 0}, 3, 0},
      {{SINEW_TYPE_U64, 4, nullptr, 32, nullptr, nullptr, 0, 0}, 3, 0},
      {SkipRows({SINEW_TYPE_U64, 4, values, 32, nullptr, nullptr, 0, 0}, 1), 3, 3},
      {{SINEW_TYPE_STRING, 4, values, 32, nullptr, nullptr, 0, 0}, 3, 0},
      {{SINEW_TYPE_BOOL, 4, values, 32, nullptr, nullptr, 0, 0}, 3, 0},
      {{SINEW_TYPE_STRING, 4, values, 32, backwards, nullptr, 0, 0}, 3, 1},
      {SkipRows({SINEW_TYPE_STRING, 2, values, 5, backwards, nullptr, 0, 0}, 2), 3, 1},
      {{SINEW_TYPE_U64, 4, values, 32, nullptr, nullptr, 0, 0}, 0, 0},
      {{SINEW_TYPE_U64, 4, values, 32, nullptr, nullptr, 0, 0}, UINT32_MAX, 0},
      {{SINEW_TYPE_U64, 0, values, 32, nullptr, nullptr, 0, 0}, uint32_t{INT32_MAX} + 1, 0},
  };
  uint32_t out[4] = {1, 2, 3, 4};
  uint32_t hashes[4] = {1, 2, 3, 4};
  for (const auto& test : cases) {
    const sinew_result result = sinew_kafka_partition_many(&test.column, test.partitions, out);
    BOOST_TEST(result.status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(result.count == test.position);
    if (test.partitions == 3) {
      const sinew_result hashed = sinew_kafka_murmur2_many(&test.column, hashes);
      BOOST_TEST(hashed.status == SINEW_STATUS_INVALID_ARGUMENT);
      BOOST_TEST(hashed.count == test.position);
    }
    for (uint32_t i = 0; i < 4; ++i) {
      BOOST_TEST(out[i] == i + 1);
      BOOST_TEST(hashes[i] == i + 1);
    }
  }
  const sinew_column whole = {SINEW_TYPE_U64, 4, values, 32, nullptr, nullptr, 0, 0};
  const sinew_column empty = {SINEW_TYPE_STRING, 0, nullptr, 0, nullptr, nullptr, 0, 0};
  BOOST_TEST(sinew_kafka_murmur2_many(nullptr, hashes).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_kafka_murmur2_many(&whole, nullptr).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_kafka_murmur2_many(&empty, nullptr).status == SINEW_STATUS_OK);
  BOOST_TEST(sinew_kafka_partition_many(nullptr, 1, out).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_kafka_partition_many(&whole, 1, nullptr).status ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_kafka_partition_many(&empty, 1, nullptr).status == SINEW_STATUS_OK);
}
