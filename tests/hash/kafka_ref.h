#ifndef SINEW_TESTS_HASH_KAFKA_REF_H_
#define SINEW_TESTS_HASH_KAFKA_REF_H_

#include <stddef.h>
#include <stdint.h>

// Utils.murmur2 of Apache Kafka's Java client, in its order, a byte at a time.
inline uint32_t KafkaMurmur2Ref(const uint8_t* in, size_t size) {
  const uint32_t m = 0x5bd1e995;
  uint32_t h = 0x9747b28c ^ static_cast<uint32_t>(size);
  for (size_t i = 0; i + 4 <= size; i += 4) {
    uint32_t k = 0;
    for (size_t byte = 0; byte < 4; ++byte) k += uint32_t{in[i + byte]} << (8 * byte);
    k *= m;
    k ^= k >> 24;
    k *= m;
    h *= m;
    h ^= k;
  }
  const size_t whole = size - size % 4;
  if (size % 4 >= 3) h ^= uint32_t{in[whole + 2]} << 16;
  if (size % 4 >= 2) h ^= uint32_t{in[whole + 1]} << 8;
  if (size % 4 >= 1) {
    h ^= in[whole];
    h *= m;
  }
  h ^= h >> 13;
  h *= m;
  h ^= h >> 15;
  return h;
}

// Utils.toPositive(hash) % partitions.
inline uint32_t KafkaPartitionRef(const uint8_t* in, size_t size, uint32_t partitions) {
  return (KafkaMurmur2Ref(in, size) & 0x7fffffff) % partitions;
}

#endif  // SINEW_TESTS_HASH_KAFKA_REF_H_
