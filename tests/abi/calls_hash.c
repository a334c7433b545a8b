#include "calls.h"

// Check values of the catalogue of parametrised CRC algorithms: CRC-32/ISCSI, CRC-32/ISO-HDLC and
// CRC-64/NVME.
CALLS(Crc32c) {
  uint32_t crc;
  CALL(crc = sinew_crc32c("123456789", 9, 0), crc == 0xE3069283u);
  CALL(crc = sinew_crc32c(bytes, sizeof(bytes), 0), crc != 0);
  const uint32_t first = sinew_crc32c("12345", 5, 0);
  CALL(crc = sinew_crc32c_combine(first, sinew_crc32c("6789", 4, 0), 4), crc == 0xE3069283u);
}

CALLS(Crc32) {
  uint32_t crc;
  CALL(crc = sinew_crc32("123456789", 9, 0), crc == 0xCBF43926u);
  CALL(crc = sinew_crc32(bytes, sizeof(bytes), 0), crc != 0);
  const uint32_t first = sinew_crc32("12345", 5, 0);
  CALL(crc = sinew_crc32_combine(first, sinew_crc32("6789", 4, 0), 4), crc == 0xCBF43926u);
}

CALLS(Crc64Nvme) {
  uint64_t crc;
  CALL(crc = sinew_crc64nvme("123456789", 9, 0), crc == 0xAE8B14860A799888u);
  CALL(crc = sinew_crc64nvme(bytes, sizeof(bytes), 0), crc != 0);
  const uint64_t first = sinew_crc64nvme("12345", 5, 0);
  CALL(crc = sinew_crc64nvme_combine(first, sinew_crc64nvme("6789", 4, 0), 4),
       crc == 0xAE8B14860A799888u);
}

CALLS(Xxh3) {
  uint64_t hash;
  // The value that the XXH3 specification's reference gives for the empty input.
  CALL(hash = sinew_xxh3_64(NULL, 0, 0), hash == 0x2D06800538D394C2u);
  for (size_t size = 1; size <= sizeof(bytes); size *= 2) {
    CALL(hash = sinew_xxh3_64(bytes, size, 42), hash != 0);
  }
  static uint64_t hashes[kRows];
  const sinew_column strings = {SINEW_TYPE_STRING, kRows, bytes, sizeof(bytes),
                                offsets,           NULL,  0,     0};
  const sinew_column numbers = {SINEW_TYPE_U64, kRows, naturals, sizeof(naturals),
                                NULL,           NULL,  0,        0};
  sinew_result rows;
  CALL(rows = sinew_xxh3_64_many(&strings, 0, hashes),
       rows.count == kRows && hashes[3] == sinew_xxh3_64(bytes + 24, 8, 0));
  CALL(rows = sinew_xxh3_64_many(&numbers, 7, hashes),
       rows.count == kRows && hashes[3] == sinew_xxh3_64(naturals + 3, 8, 7));
  sinew_hash128 wide;
  CALL(wide = sinew_xxh3_128(NULL, 0, 0),
       wide.low == 0x6001C324468D497Fu && wide.high == 0x99AA06D3014798D8u);
  for (size_t size = 1; size <= sizeof(bytes); size *= 2) {
    CALL(wide = sinew_xxh3_128(bytes, size, 42), wide.low != wide.high);
  }
  static sinew_hash128 wides[kRows];
  CALL(rows = sinew_xxh3_128_many(&strings, 0, wides),
       rows.count == kRows && wides[3].high == sinew_xxh3_128(bytes + 24, 8, 0).high);
  CALL(rows = sinew_xxh3_128_many(&numbers, 7, wides),
       rows.count == kRows && wides[3].low == sinew_xxh3_128(naturals + 3, 8, 7).low);
  sinew_xxh3_state state;
  CALL(sinew_xxh3_init(&state, 42), 1);
  CALL(sinew_xxh3_update(&state, bytes, 100), 1);
  CALL(sinew_xxh3_update(&state, bytes + 100, sizeof(bytes) - 100), 1);
  CALL(hash = sinew_xxh3_64_digest(&state), hash == sinew_xxh3_64(bytes, sizeof(bytes), 42));
  CALL(wide = sinew_xxh3_128_digest(&state),
       wide.high == sinew_xxh3_128(bytes, sizeof(bytes), 42).high);
}

CALLS(Xxh64) {
  uint64_t hash;
  // The value of xxHash's sanity check for the empty input.
  CALL(hash = sinew_xxh64(NULL, 0, 0), hash == 0xEF46DB3751D8E999u);
  CALL(hash = sinew_xxh64(bytes, sizeof(bytes), 42), hash != 0);
  static uint64_t hashes[kRows];
  const sinew_column strings = {SINEW_TYPE_STRING, kRows, bytes, sizeof(bytes),
                                offsets,           NULL,  0,     0};
  const sinew_column numbers = {SINEW_TYPE_U64, kRows, naturals, sizeof(naturals),
                                NULL,           NULL,  0,        0};
  sinew_result rows;
  CALL(rows = sinew_xxh64_many(&strings, 0, hashes),
       rows.count == kRows && hashes[3] == sinew_xxh64(bytes + 24, 8, 0));
  CALL(rows = sinew_xxh64_many(&numbers, 7, hashes),
       rows.count == kRows && hashes[3] == sinew_xxh64(naturals + 3, 8, 7));
  sinew_xxh64_state state;
  CALL(sinew_xxh64_init(&state, 42), 1);
  CALL(sinew_xxh64_update(&state, bytes, 100), 1);
  CALL(sinew_xxh64_update(&state, bytes + 100, sizeof(bytes) - 100), 1);
  CALL(hash = sinew_xxh64_digest(&state), hash == sinew_xxh64(bytes, sizeof(bytes), 42));
}

// The first bytes of the published vectors of an empty input.
CALLS(Blake3) {
  static const uint8_t empty[4] = {0xAF, 0x13, 0x49, 0xB9};
  uint8_t hash[SINEW_BLAKE3_HASH_SIZE], other[SINEW_BLAKE3_HASH_SIZE], output[2000];
  sinew_status status;
  sinew_result result;
  sinew_blake3_state state;
  CALL(sinew_blake3(NULL, 0, hash), memcmp(hash, empty, sizeof(empty)) == 0);
  CALL(sinew_blake3(bytes, sizeof(bytes), hash), memcmp(hash, empty, sizeof(empty)) != 0);
  CALL(sinew_blake3_init(&state), 1);
  CALL(sinew_blake3_update(&state, bytes, 5000), 1);
  CALL(sinew_blake3_update(&state, bytes + 5000, sizeof(bytes) - 5000), 1);
  CALL(sinew_blake3_digest(&state, other), memcmp(hash, other, sizeof(hash)) == 0);
  CALL(status = sinew_blake3_output(&state, 0, output, sizeof(output)),
       status == SINEW_STATUS_OK && memcmp(hash, output, sizeof(hash)) == 0);
  CALL(status = sinew_blake3_output(&state, 0, output, 0), status == SINEW_STATUS_INVALID_ARGUMENT);
  CALL(sinew_blake3_reset(&state), 1);
  CALL(sinew_blake3_digest(&state, other), memcmp(other, empty, sizeof(empty)) == 0);

  CALL(status = sinew_blake3_keyed(bytes, 100, hash, SINEW_BLAKE3_KEY_SIZE, other),
       status == SINEW_STATUS_OK);
  CALL(status = sinew_blake3_init_keyed(&state, hash, SINEW_BLAKE3_KEY_SIZE),
       status == SINEW_STATUS_OK);
  CALL(sinew_blake3_update(&state, bytes, 100), 1);
  CALL(sinew_blake3_digest(&state, output), memcmp(other, output, sizeof(other)) == 0);
  CALL(status = sinew_blake3_init_keyed(&state, hash, 16), status == SINEW_STATUS_INVALID_ARGUMENT);
  CALL(status = sinew_blake3_derive_key(bytes, 2000, "context", 7, other, sizeof(other)),
       status == SINEW_STATUS_OK);
  CALL(sinew_blake3_init_derive_key(&state, "context", 7), 1);
  CALL(sinew_blake3_update(&state, bytes, 2000), 1);
  CALL(sinew_blake3_digest(&state, output), memcmp(other, output, sizeof(other)) == 0);

  static uint8_t hashes[kRows * SINEW_BLAKE3_HASH_SIZE];
  const sinew_column strings = {SINEW_TYPE_STRING, kRows, bytes, sizeof(bytes),
                                offsets,           NULL,  0,     0};
  CALL(sinew_blake3(bytes + 24, 8, hash), 1);
  CALL(result = sinew_blake3_many(&strings, hashes),
       result.count == kRows && memcmp(hashes + 3 * sizeof(hash), hash, sizeof(hash)) == 0);
}

// The values of SMHasher for no input, and of Apache Kafka's UtilsTest.
CALLS(Murmur3) {
  static uint32_t hashes[kRows];
  static sinew_hash128 hashes128[kRows];
  const sinew_column strings = {SINEW_TYPE_STRING, kRows, bytes, sizeof(bytes),
                                offsets,           NULL,  0,     0};
  uint32_t hash;
  sinew_hash128 hash128;
  sinew_result rows;
  CALL(hash = sinew_murmur3_32(NULL, 0, 1), hash == 0x514E28B7u);
  CALL(hash = sinew_murmur3_32(bytes + 24, 8, 7), hash != 0);
  CALL(rows = sinew_murmur3_32_many(&strings, 7, hashes), rows.count == kRows && hashes[3] == hash);
  CALL(hash128 = sinew_murmur3_128(NULL, 0, 0), hash128.low == 0 && hash128.high == 0);
  CALL(hash128 = sinew_murmur3_128(bytes + 24, 8, 7), hash128.low != 0);
  CALL(rows = sinew_murmur3_128_many(&strings, 7, hashes128),
       rows.count == kRows && hashes128[3].low == hash128.low && hashes128[3].high == hash128.high);
}

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

CALLS(HighwayHash) {
  // Google's own test: the key is the bytes 0 to 31, the input the bytes 0, 1 and 2.
  uint8_t key[SINEW_HIGHWAYHASH_KEY_SIZE];
  for (size_t i = 0; i < sizeof(key); ++i) key[i] = (uint8_t)i;
  uint64_t hash;
  sinew_hash128 hash128, digest128;
  uint8_t hash256[32], digest256[32];
  CALL(hash = sinew_highwayhash_64("\0\1\2", 3, key), hash == 0x5C6BEFAB8A463D80u);
  CALL(hash128 = sinew_highwayhash_128(bytes, sizeof(bytes), key), hash128.low != hash128.high);
  CALL(sinew_highwayhash_256(bytes, sizeof(bytes), key, hash256), 1);
  sinew_highwayhash_state state;
  CALL(sinew_highwayhash_init(&state, key), 1);
  CALL(sinew_highwayhash_update(&state, bytes, 100), 1);
  CALL(sinew_highwayhash_reset(&state), 1);
  CALL(sinew_highwayhash_update(&state, bytes, 77), 1);
  CALL(sinew_highwayhash_update(&state, bytes + 77, sizeof(bytes) - 77), 1);
  CALL(hash = sinew_highwayhash_64_digest(&state),
       hash == sinew_highwayhash_64(bytes, sizeof(bytes), key));
  CALL(digest128 = sinew_highwayhash_128_digest(&state),
       digest128.low == hash128.low && digest128.high == hash128.high);
  CALL(sinew_highwayhash_256_digest(&state, digest256), memcmp(digest256, hash256, 32) == 0);
}

CALLS(Buckets) {
  static uint32_t buckets[kRows];
  const sinew_column keys = {SINEW_TYPE_U64, kRows,    naturals, sizeof(naturals),
                             NULL,           validity, 0,        0};
  sinew_u32_result bucket;
  sinew_result rows;
  // Guava's test of the same hash.
  CALL(bucket = sinew_jump_hash(2, 100001),
       bucket.status == SINEW_STATUS_OK && bucket.value == 80343);
  CALL(rows = sinew_jump_hash_many(&keys, 100001, buckets),
       rows.count == kRows && buckets[1] == 80343);
  const uint64_t nodes[] = {0x1111, 0x2222, 0x3333, 0x4444, 0x5555};
  CALL(bucket = sinew_rendezvous(4, nodes, 5),
       bucket.status == SINEW_STATUS_OK && bucket.value == 4);
  CALL(rows = sinew_rendezvous_many(&keys, nodes, 5, buckets),
       rows.count == kRows && buckets[3] == 4);
}

CALLS(HashCombine) {
  static uint64_t hashes[kRows];
  uint64_t hash;
  CALL(hash = sinew_hash_combine(0, 1), hash == 0xEAB29DE408AA52FDu);
  CALL(sinew_hash_combine_many(naturals, naturals, kRows, hashes),
       hashes[0] == 0xB19E04CB9DCE3146u);
}
