#ifndef SINEW_TESTS_INGEST_KAFKA_RECORDS_REF_H_
#define SINEW_TESTS_INGEST_KAFKA_RECORDS_REF_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// A writer of record batches, in the words of the specification:
// https://kafka.apache.org/documentation/#messageformat

struct KafkaRecord {
  int64_t offset_delta = 0;
  int64_t timestamp_delta = 0;
  std::optional<std::string> key, value;
  std::vector<std::pair<std::string, std::optional<std::string>>> headers = {};
};

struct KafkaBatch {
  int64_t base_offset = 0;
  int32_t partition_leader_epoch = 5;
  int8_t magic = 2;
  int16_t attributes = 0;
  int32_t last_offset_delta = 0;
  int64_t base_timestamp = 0;
  int64_t max_timestamp = 0;
  int64_t producer_id = -1;
  int16_t producer_epoch = -1;
  int32_t base_sequence = -1;
  int32_t records_count = 0;
  std::string records;  // compressed, if so
};

inline void PutBig(std::string* out, uint64_t value, int bytes) {
  for (int i = bytes - 1; i >= 0; --i) *out += static_cast<char>(value >> 8 * i & 0xFF);
}

inline void PutVarint(std::string* out, int64_t value) {
  uint64_t zigzag = static_cast<uint64_t>(value) << 1 ^ static_cast<uint64_t>(value >> 63);
  for (; zigzag >= 0x80; zigzag >>= 7) *out += static_cast<char>(zigzag | 0x80);
  *out += static_cast<char>(zigzag);
}

inline void PutNullable(std::string* out, const std::optional<std::string>& text) {
  PutVarint(out, text ? static_cast<int64_t>(text->size()) : -1);
  if (text) *out += *text;
}

inline std::string HeadersOf(const KafkaRecord& record) {
  std::string out;
  PutVarint(&out, static_cast<int64_t>(record.headers.size()));
  for (const auto& [key, value] : record.headers) {
    PutNullable(&out, key);
    PutNullable(&out, value);
  }
  return out;
}

inline std::string Encode(const KafkaRecord& record) {
  std::string body(1, '\0');
  PutVarint(&body, record.timestamp_delta);
  PutVarint(&body, record.offset_delta);
  PutNullable(&body, record.key);
  PutNullable(&body, record.value);
  body += HeadersOf(record);
  std::string out;
  PutVarint(&out, static_cast<int64_t>(body.size()));
  return out + body;
}

inline std::string Encode(const std::vector<KafkaRecord>& records) {
  std::string out;
  for (const KafkaRecord& record : records) out += Encode(record);
  return out;
}

inline uint32_t Crc32cOf(const std::string& bytes) {
  uint32_t crc = ~uint32_t{0};
  for (const char byte : bytes) {
    crc ^= static_cast<uint8_t>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1 ? 0x82F63B78 : 0);
  }
  return ~crc;
}

inline std::string Encode(const KafkaBatch& batch) {
  std::string checked;
  PutBig(&checked, static_cast<uint64_t>(batch.attributes), 2);
  PutBig(&checked, static_cast<uint64_t>(batch.last_offset_delta), 4);
  PutBig(&checked, static_cast<uint64_t>(batch.base_timestamp), 8);
  PutBig(&checked, static_cast<uint64_t>(batch.max_timestamp), 8);
  PutBig(&checked, static_cast<uint64_t>(batch.producer_id), 8);
  PutBig(&checked, static_cast<uint64_t>(batch.producer_epoch), 2);
  PutBig(&checked, static_cast<uint64_t>(batch.base_sequence), 4);
  PutBig(&checked, static_cast<uint64_t>(batch.records_count), 4);
  checked += batch.records;
  std::string out;
  PutBig(&out, static_cast<uint64_t>(batch.base_offset), 8);
  PutBig(&out, 4 + 1 + 4 + checked.size(), 4);
  PutBig(&out, static_cast<uint64_t>(batch.partition_leader_epoch), 4);
  PutBig(&out, static_cast<uint64_t>(batch.magic), 1);
  PutBig(&out, Crc32cOf(checked), 4);
  return out + checked;
}

#endif  // SINEW_TESTS_INGEST_KAFKA_RECORDS_REF_H_
