// Generated from src/ by cmake/generate_headers.cmake; do not edit.
#ifndef SINEW_HASH_H_
#define SINEW_HASH_H_

// # Hashes and checksums
//
// docs/choosing-a-hash.md says which of them is for what, and which ones an attacker can break.
//
// A function that ends in _many hashes every row of a column: a string by its bytes, a value of any
// other type by its bytes in memory. So -0.0 and 0.0 have different hashes, and so have equal
// integers of different widths. The hash of a null row is 0. It writes column->count hashes to
// `out`. It returns SINEW_STATUS_INVALID_ARGUMENT, and writes nothing, if `column` is null or not
// as sinew_column says, or `out` is null and there are rows.
//
// The state of a hash of an input that comes in pieces is memory of the caller, which the init
// function fills: there is nothing to free, and a copy of a state is a state of its own.
//
// Chapters:
//
//   XXH3
//   XXH64
//   MurmurHash3
//   HighwayHash
//   BLAKE3
//   CRC-32C
//   CRC-32
//   CRC-64/NVME
//   Hashes of several columns
//   Jump consistent hash
//   Rendezvous hashing
//   Kafka's murmur2

#include "sinew/base.h"

#ifdef __cplusplus
extern "C" {
#endif

// A hash of 128 bits. The number is low + high * 2^64; in memory, low comes first.
typedef struct sinew_hash128 {
  uint64_t low;
  uint64_t high;
} sinew_hash128;

// A number, if the status is SINEW_STATUS_OK; otherwise `value` is 0.
typedef struct sinew_u32_result {
  uint32_t value;
  sinew_status status;
} sinew_u32_result;

// ## XXH3
//
// The fastest hash here, of 64 or 128 bits, with a seed (Collet, https://xxhash.com): the same
// numbers as xxHash's XXH3_64bits_withSeed and XXH3_128bits_withSeed, and with seed 0 as
// XXH3_64bits and XXH3_128bits. 128 bits are enough that, among billions of inputs that nobody
// chose, no two have the same hash.
//
// It is not cryptographic, and not for keys from strangers: whoever knows the seed can choose
// inputs that have the same hash, and there are known pairs of inputs that have the same 64-bit
// hash under one seed in 1,400.

// Returns the 64-bit XXH3 hash of `size` bytes.
SINEW_API uint64_t sinew_xxh3_64(const void* in, size_t size, uint64_t seed) SINEW_NOEXCEPT;

// Returns the 128-bit XXH3 hash of `size` bytes.
SINEW_API sinew_hash128 sinew_xxh3_128(const void* in, size_t size, uint64_t seed) SINEW_NOEXCEPT;

// An XXH3 hash of an input that comes in pieces. Written by sinew_xxh3_init.
typedef struct sinew_xxh3_state {
  // Opaque.
  uint64_t words[146];
} sinew_xxh3_state;

// Starts a hash of an input that comes in pieces, or starts over.
SINEW_API void sinew_xxh3_init(sinew_xxh3_state* state, uint64_t seed) SINEW_NOEXCEPT;

// Adds `size` bytes to the input. How the input is cut into pieces does not change its hash.
SINEW_API void sinew_xxh3_update(sinew_xxh3_state* state, const void* in,
                                 size_t size) SINEW_NOEXCEPT;

// Returns the 64-bit hash of the input so far. More can be added after it.
SINEW_API uint64_t sinew_xxh3_64_digest(const sinew_xxh3_state* state) SINEW_NOEXCEPT;

// Returns the 128-bit hash of the input so far. More can be added after it.
SINEW_API sinew_hash128 sinew_xxh3_128_digest(const sinew_xxh3_state* state) SINEW_NOEXCEPT;

// Writes the 64-bit hash of every row to `out`.
SINEW_MUST_USE
SINEW_API sinew_result sinew_xxh3_64_many(const sinew_column* column, uint64_t seed,
                                          uint64_t* out) SINEW_NOEXCEPT;

// Writes the 128-bit hash of every row to `out`; both words are 0 for a null row.
SINEW_MUST_USE
SINEW_API sinew_result sinew_xxh3_128_many(const sinew_column* column, uint64_t seed,
                                           sinew_hash128* out) SINEW_NOEXCEPT;

// ## XXH64
//
// The 64-bit hash of xxHash before XXH3 (Collet, https://xxhash.com), the same number as its XXH64:
// for formats that ask for it. XXH3 is faster at every size.
//
// It is not cryptographic, and not for keys from strangers: inputs that have the same hash under
// every seed can be computed, so a secret seed does not protect a hash table.

// Returns the XXH64 hash of `size` bytes.
SINEW_API uint64_t sinew_xxh64(const void* in, size_t size, uint64_t seed) SINEW_NOEXCEPT;

// An XXH64 hash of an input that comes in pieces. Written by sinew_xxh64_init.
typedef struct sinew_xxh64_state {
  // Opaque.
  uint64_t words[9];
} sinew_xxh64_state;

// Starts a hash of an input that comes in pieces, or starts over.
SINEW_API void sinew_xxh64_init(sinew_xxh64_state* state, uint64_t seed) SINEW_NOEXCEPT;

// Adds `size` bytes to the input. How the input is cut into pieces does not change its hash.
SINEW_API void sinew_xxh64_update(sinew_xxh64_state* state, const void* in,
                                  size_t size) SINEW_NOEXCEPT;

// Returns the hash of the input so far. More can be added after it.
SINEW_API uint64_t sinew_xxh64_digest(const sinew_xxh64_state* state) SINEW_NOEXCEPT;

// Writes the hash of every row to `out`.
SINEW_MUST_USE
SINEW_API sinew_result sinew_xxh64_many(const sinew_column* column, uint64_t seed,
                                        uint64_t* out) SINEW_NOEXCEPT;

// ## MurmurHash3
//
// Appleby's MurmurHash3 (https://github.com/aappleby/smhasher), for systems and formats that ask
// for it. The usual seed is 0. It is not for keys from strangers: inputs that have the same hash
// under every seed are easy to make.

// Returns MurmurHash3_x86_32 of `size` bytes. The size counts modulo 2^32.
SINEW_API uint32_t sinew_murmur3_32(const void* in, size_t size, uint32_t seed) SINEW_NOEXCEPT;

// Returns MurmurHash3_x64_128 of `size` bytes: `low` is the first half of the original's output,
// and by itself what is often called the 64-bit form. Both halves start with `seed`; the original's
// seed has 32 bits.
SINEW_API sinew_hash128 sinew_murmur3_128(const void* in, size_t size,
                                          uint64_t seed) SINEW_NOEXCEPT;

// Writes the 32-bit hash of every row to `out`.
SINEW_MUST_USE
SINEW_API sinew_result sinew_murmur3_32_many(const sinew_column* column, uint32_t seed,
                                             uint32_t* out) SINEW_NOEXCEPT;

// Writes the 128-bit hash of every row to `out`; both halves are 0 for a null row.
SINEW_MUST_USE
SINEW_API sinew_result sinew_murmur3_128_many(const sinew_column* column, uint64_t seed,
                                              sinew_hash128* out) SINEW_NOEXCEPT;

// ## HighwayHash
//
// A hash with a secret key (Alakuijala, Cox, Wassenberg 2016, https://arxiv.org/abs/1612.06257).
// Nobody who does not know the key can choose inputs that have the same hash, or, as far as is
// known, compute the hash of another input. So it suits hash tables of keys that strangers choose,
// and the authentication of short-lived messages. It protects nothing from those who know the key:
// they can make collisions.
//
// 64 bits are enough for hash tables and for messages that are checked at once. For hashes that are
// stored and compared later, take 128 or 256.
//
// `key` always points to SINEW_HIGHWAYHASH_KEY_SIZE bytes. The hashes are those of Google's
// HighwayHash64, 128 and 256 (https://github.com/google/highwayhash) if their key is these bytes as
// four little-endian words.

// Bytes of a HighwayHash key.
#define SINEW_HIGHWAYHASH_KEY_SIZE SINEW_VALUE(size_t, 32)

// Returns the 64-bit HighwayHash of `size` bytes.
SINEW_API uint64_t sinew_highwayhash_64(const void* in, size_t size,
                                        const void* key) SINEW_NOEXCEPT;

// Returns the 128-bit HighwayHash of `size` bytes; `low` is the first word of Google's two.
SINEW_API sinew_hash128 sinew_highwayhash_128(const void* in, size_t size,
                                              const void* key) SINEW_NOEXCEPT;

// Writes the 256-bit HighwayHash of `size` bytes to `out`: 32 bytes, Google's four words in order,
// each little-endian.
SINEW_API void sinew_highwayhash_256(const void* in, size_t size, const void* key,
                                     void* out) SINEW_NOEXCEPT;

// A HighwayHash of an input that comes in pieces. Written by sinew_highwayhash_init. It holds the
// key: overwrite it if that is a secret.
typedef struct sinew_highwayhash_state {
  // Opaque.
  uint64_t words[26];
} sinew_highwayhash_state;

// Starts a hash of an input that comes in pieces. The state keeps a copy of the key.
SINEW_API void sinew_highwayhash_init(sinew_highwayhash_state* state,
                                      const void* key) SINEW_NOEXCEPT;

// Starts over with the same key.
SINEW_API void sinew_highwayhash_reset(sinew_highwayhash_state* state) SINEW_NOEXCEPT;

// Adds `size` bytes to the input. How the input is cut into pieces does not change its hash.
SINEW_API void sinew_highwayhash_update(sinew_highwayhash_state* state, const void* in,
                                        size_t size) SINEW_NOEXCEPT;

// Returns the 64-bit hash of the input so far. More can be added after it.
SINEW_API uint64_t sinew_highwayhash_64_digest(const sinew_highwayhash_state* state)
    SINEW_NOEXCEPT;

// Returns the 128-bit hash of the input so far. More can be added after it.
SINEW_API sinew_hash128 sinew_highwayhash_128_digest(const sinew_highwayhash_state* state)
    SINEW_NOEXCEPT;

// Writes the 256-bit hash of the input so far to `out`, 32 bytes. More can be added after it.
SINEW_API void sinew_highwayhash_256_digest(const sinew_highwayhash_state* state,
                                            void* out) SINEW_NOEXCEPT;

// ## BLAKE3
//
// A cryptographic hash (O'Connor, Aumasson, Neves, Wilcox-O'Hearn 2020,
// https://github.com/BLAKE3-team/BLAKE3-specs): nobody is known to be able to find two inputs with
// the same hash, so it is fit as a name for content. With a key it is a message authentication code
// and a pseudorandom function. It is too fast to protect passwords.

// Bytes of a BLAKE3 key.
#define SINEW_BLAKE3_KEY_SIZE SINEW_VALUE(size_t, 32)

// Bytes of a BLAKE3 hash.
#define SINEW_BLAKE3_HASH_SIZE SINEW_VALUE(size_t, 32)

// Writes the hash of `size` bytes to `out`, SINEW_BLAKE3_HASH_SIZE bytes, which may overlap `in`.
SINEW_API void sinew_blake3(const void* in, size_t size, void* out) SINEW_NOEXCEPT;

// Writes the hash of `size` bytes under a key of SINEW_BLAKE3_KEY_SIZE bytes to `out`,
// SINEW_BLAKE3_HASH_SIZE bytes. Nobody who does not know the key can predict a hash or choose
// inputs that have the same one. Compare authentication codes in constant time.
//
// Returns SINEW_STATUS_INVALID_ARGUMENT and writes nothing if `key_size` is not
// SINEW_BLAKE3_KEY_SIZE or `key` is null.
SINEW_MUST_USE
SINEW_API sinew_status sinew_blake3_keyed(const void* in, size_t size, const void* key,
                                          size_t key_size, void* out) SINEW_NOEXCEPT;

// Derives a key of `out_size` bytes from the `size` bytes of key material at `in`, and writes it to
// `out`. The context is a text that is fixed in the program and used nowhere else, such as
// "example.com 2026-03-01 session tokens v1": keys of different contexts say nothing about each
// other. The material must be hard to guess; a password is not.
//
// Returns SINEW_STATUS_INVALID_ARGUMENT and writes nothing if `out_size` is 0 or `out` is null.
SINEW_MUST_USE
SINEW_API sinew_status sinew_blake3_derive_key(const void* in, size_t size, const void* context,
                                               size_t context_size, void* out,
                                               size_t out_size) SINEW_NOEXCEPT;

// A BLAKE3 hash of an input that comes in pieces. Written by sinew_blake3_init,
// sinew_blake3_init_keyed and sinew_blake3_init_derive_key. It holds the key and up to 64 bytes of
// the input: overwrite it if those are secret.
typedef struct sinew_blake3_state {
  // Opaque.
  uint64_t words[246];
} sinew_blake3_state;

// Starts the hash of an input that comes in pieces. How it is cut into pieces does not change its
// hash.
SINEW_API void sinew_blake3_init(sinew_blake3_state* state) SINEW_NOEXCEPT;

// Starts a hash under a key, as sinew_blake3_keyed computes it. The state keeps a copy of the key.
//
// Returns SINEW_STATUS_INVALID_ARGUMENT and leaves the state as it was if `key_size` is not
// SINEW_BLAKE3_KEY_SIZE or `key` is null.
SINEW_MUST_USE
SINEW_API sinew_status sinew_blake3_init_keyed(sinew_blake3_state* state, const void* key,
                                               size_t key_size) SINEW_NOEXCEPT;

// Starts the derivation of a key, as sinew_blake3_derive_key does it: the key material is added
// with sinew_blake3_update, and sinew_blake3_output gives the key.
SINEW_API void sinew_blake3_init_derive_key(sinew_blake3_state* state, const void* context,
                                            size_t context_size) SINEW_NOEXCEPT;

// Adds `size` bytes to the input. Pieces of 32 KiB and more are hashed at full speed.
SINEW_API void sinew_blake3_update(sinew_blake3_state* state, const void* in,
                                   size_t size) SINEW_NOEXCEPT;

// Writes the hash of the input so far to `out`, SINEW_BLAKE3_HASH_SIZE bytes. More can be added
// after it.
SINEW_API void sinew_blake3_digest(const sinew_blake3_state* state, void* out) SINEW_NOEXCEPT;

// Writes bytes [seek, seek + size) of the extended output of the input so far to `out`. Its first
// SINEW_BLAKE3_HASH_SIZE bytes are the hash; more bytes do not make it safer. More input can be
// added after it.
//
// Returns SINEW_STATUS_INVALID_ARGUMENT and writes nothing if `size` is 0, `out` is null, or
// seek + size does not fit 64 bits.
SINEW_MUST_USE
SINEW_API sinew_status sinew_blake3_output(const sinew_blake3_state* state, uint64_t seek,
                                           void* out, size_t size) SINEW_NOEXCEPT;

// Starts over with the same key or context.
SINEW_API void sinew_blake3_reset(sinew_blake3_state* state) SINEW_NOEXCEPT;

// Writes the hash of every row to `out`: SINEW_BLAKE3_HASH_SIZE bytes a row, end to end, zeros for
// null rows. Rows of up to 1024 bytes are hashed side by side, whatever their lengths.
SINEW_MUST_USE
SINEW_API sinew_result sinew_blake3_many(const sinew_column* column, void* out) SINEW_NOEXCEPT;

// ## CRC-32C
//
// The checksum of iSCSI (RFC 3720, section 12.1), SCTP, ext4 and Kafka, after Castagnoli. Like
// every CRC it finds accidental damage alone: anyone can change a message and keep its CRC.

// Returns the CRC-32C of `size` bytes. `crc` is the CRC-32C of the bytes before them, 0 if there
// are none: a message can be passed in pieces of any size. The value is final: the inversions that
// the standard asks for before and after the message are done here.
SINEW_API uint32_t sinew_crc32c(const void* in, size_t size, uint32_t crc) SINEW_NOEXCEPT;

// Returns the CRC-32C of two messages joined, from the CRC-32Cs `first` and `second` of each; the
// second message has `second_size` bytes. So the parts of a message can be checksummed by several
// threads or machines at once. Takes O(log second_size) time: the bytes are not needed.
SINEW_API uint32_t sinew_crc32c_combine(uint32_t first, uint32_t second,
                                        uint64_t second_size) SINEW_NOEXCEPT;

// ## CRC-32
//
// The checksum of Ethernet (IEEE 802.3), gzip (RFC 1952, section 8), zip and PNG: the same number
// as zlib's crc32. Like every CRC it finds accidental damage alone: anyone can change a message and
// keep its CRC.

// Returns the CRC-32 of `size` bytes. `crc` is the CRC-32 of the bytes before them, 0 if there are
// none: a message can be passed in pieces of any size. The value is final: the inversions that the
// standard asks for before and after the message are done here.
SINEW_API uint32_t sinew_crc32(const void* in, size_t size, uint32_t crc) SINEW_NOEXCEPT;

// Returns the CRC-32 of two messages joined, from the CRC-32s `first` and `second` of each; the
// second message has `second_size` bytes. So the parts of a message can be checksummed by several
// threads or machines at once. Takes O(log second_size) time: the bytes are not needed.
SINEW_API uint32_t sinew_crc32_combine(uint32_t first, uint32_t second,
                                       uint64_t second_size) SINEW_NOEXCEPT;

// ## CRC-64/NVME
//
// The 64-bit guard of NVM Express (NVM Command Set Specification, "64b CRC") and the checksum that
// S3 calls CRC64NVME. Like every CRC it finds accidental damage alone: anyone can change a message
// and keep its CRC.

// Returns the CRC-64/NVME of `size` bytes. `crc` is the CRC-64/NVME of the bytes before them, 0 if
// there are none: a message can be passed in pieces of any size. The value is final: the inversions
// that the standard asks for before and after the message are done here.
SINEW_API uint64_t sinew_crc64nvme(const void* in, size_t size, uint64_t crc) SINEW_NOEXCEPT;

// Returns the CRC-64/NVME of two messages joined, from the CRC-64/NVMEs `first` and `second` of
// each; the second message has `second_size` bytes. So the parts of a message can be checksummed by
// several threads or machines at once. Takes O(log second_size) time: the bytes are not needed.
SINEW_API uint64_t sinew_crc64nvme_combine(uint64_t first, uint64_t second,
                                           uint64_t second_size) SINEW_NOEXCEPT;

// ## Hashes of several columns
//
// The hash of a row with several key columns: the hash of the first column combined with that of
// the second, the result combined with that of the third, and so on. The order matters. A null,
// whose hash is 0, counts like a value: (null, x), (x, null) and x alone have different hashes.
//
// The formula is part of the contract, the same on every machine and in every version. Modulo 2^64,
// with ^ for exclusive or and >> for a shift, it is
//
//   x = (first ^ first >> 32) * 0x9E3779B97F4A7C15 + 0x243F6A8885A308D3 + second
//   x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9
//   x = (x ^ x >> 27) * 0x94D049BB133111EB
//   hash = x ^ x >> 31
//
// whose last three lines are the mixer of SplitMix64 (Steele, Lea, Flood, "Fast Splittable
// Pseudorandom Number Generators", 2014). For a given first hash, different second ones give
// different results, and the other way round. There is no secret in it: it resists chosen inputs as
// far as the hashes that go in do.

// Returns the hash of two hashes, in this order.
SINEW_API uint64_t sinew_hash_combine(uint64_t first, uint64_t second) SINEW_NOEXCEPT;

// Combines two columns of hashes, as the functions ending in _64_many write them: out[i] =
// sinew_hash_combine(first[i], second[i]) for each i below `count`. `out` may be `first` or
// `second` itself.
SINEW_API void sinew_hash_combine_many(const uint64_t* first, const uint64_t* second, size_t count,
                                       uint64_t* out) SINEW_NOEXCEPT;

// ## Jump consistent hash
//
// Chooses one of several buckets that are numbered from 0, each with the same share of the keys
// (Lamping, Veach 2014, https://arxiv.org/abs/1406.2294): the number that the paper's code gives.
// If buckets are added behind the last one, a key stays where it is or moves to a new bucket; if
// the last buckets are removed, only their keys move. If any bucket may be removed, use
// sinew_rendezvous.
//
// Keys are hashes. Whoever can choose them can choose their buckets: hash keys from strangers with
// a secret key first (sinew_highwayhash_64).

// Returns the bucket of a key, from 0 to `buckets` - 1, in O(log buckets) time;
// SINEW_STATUS_INVALID_ARGUMENT if `buckets` is 0 or more than INT32_MAX.
SINEW_MUST_USE
SINEW_API sinew_u32_result sinew_jump_hash(uint64_t key, uint32_t buckets) SINEW_NOEXCEPT;

// Writes the bucket of every row to `out`, 0 for a null row. The column has type SINEW_TYPE_U64 or
// SINEW_TYPE_I64 (the same bits). SINEW_STATUS_INVALID_ARGUMENT also if it has another type, or
// `buckets` is 0 or more than INT32_MAX.
SINEW_MUST_USE
SINEW_API sinew_result sinew_jump_hash_many(const sinew_column* keys, uint32_t buckets,
                                            uint32_t* out) SINEW_NOEXCEPT;

// ## Rendezvous hashing
//
// Chooses one of several nodes, each with the same share of the keys (Thaler, Ravishankar 1998):
// every pair of a key and a node has a weight, and the key goes to the node with the greatest. If a
// node is removed, only its keys move, evenly to all others; if one is added, it takes its share
// evenly from all others. Each key takes O(nodes) time: if only the last of numbered nodes come and
// go, sinew_jump_hash is faster.
//
// Keys are hashes, and so are nodes: the hash of its name for one (sinew_xxh3_64). The hashes of
// the nodes should differ. Their order decides nothing but which index names which node, and of two
// nodes with the greatest weight the first is chosen. A node can be given twice the share by giving
// it two hashes. Whoever knows the hashes of the nodes can choose keys for one of them: keep those
// hashes secret, or hash keys from strangers with a secret key (sinew_highwayhash_64).
//
// The weight is part of the contract, the same on every machine and in every version. Modulo 2^64,
// with ^ for exclusive or and >> for a shift, it is
//
//   x = (node ^ node >> 32) * 0x9E3779B97F4A7C15 + 0x243F6A8885A308D3 + key
//   x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9
//   weight = (x ^ x >> 27) * 0x94D049BB133111EB
//
// and weights are compared as signed numbers.

// Returns the index of the node of a key; SINEW_STATUS_INVALID_ARGUMENT if `nodes` is null, or
// `node_count` is 0 or more than UINT32_MAX.
SINEW_MUST_USE
SINEW_API sinew_u32_result sinew_rendezvous(uint64_t key, const uint64_t* nodes,
                                            size_t node_count) SINEW_NOEXCEPT;

// Writes the index of the node of every row to `out`, 0 for a null row. The column has type
// SINEW_TYPE_U64 or SINEW_TYPE_I64 (the same bits). SINEW_STATUS_INVALID_ARGUMENT also if it has
// another type, `nodes` is null, or `node_count` is 0 or more than UINT32_MAX.
SINEW_MUST_USE
SINEW_API sinew_result sinew_rendezvous_many(const sinew_column* keys, const uint64_t* nodes,
                                             size_t node_count, uint32_t* out) SINEW_NOEXCEPT;

// ## Kafka's murmur2
//
// The hash that Apache Kafka's clients choose the partition of a record's key by: MurmurHash2
// (Appleby) with the seed 0x9747b28c. It has no key and is not cryptographic: anyone can make keys
// that have the same hash.
//
// A column holds keys. Kafka's own serializers of integers and floats write the highest byte first,
// columns have the lowest first: if keys come from those serializers, swap the bytes of the column.

// Returns the hash of the `size` bytes of a key: the bits of Utils.murmur2 of the Java client,
// whose numbers are signed. Kafka's keys have at most 2^31 - 1 bytes; of a longer one the size
// counts modulo 2^32.
SINEW_API uint32_t sinew_kafka_murmur2(const void* in, size_t size) SINEW_NOEXCEPT;

// Returns the partition, from 0 to `partitions` - 1, that Kafka's producers send a record with this
// key to: sinew_kafka_murmur2 of the key, its sign bit cleared, modulo `partitions`. An empty key
// is a key like any other; a record without a key has no partition of its own, and each producer
// has its way to choose one.
//
// SINEW_STATUS_INVALID_ARGUMENT if `partitions` is 0 or more than INT32_MAX.
SINEW_MUST_USE
SINEW_API sinew_u32_result sinew_kafka_partition(const void* in, size_t size,
                                                 uint32_t partitions) SINEW_NOEXCEPT;

// Writes the hash of every row to `out`.
SINEW_MUST_USE
SINEW_API sinew_result sinew_kafka_murmur2_many(const sinew_column* column,
                                                uint32_t* out) SINEW_NOEXCEPT;

// Writes the partition of every row to `out`, 0 for a null row: the column's validity says which
// records have no key. SINEW_STATUS_INVALID_ARGUMENT also if `partitions` is 0 or more than
// INT32_MAX.
SINEW_MUST_USE
SINEW_API sinew_result sinew_kafka_partition_many(const sinew_column* column, uint32_t partitions,
                                                  uint32_t* out) SINEW_NOEXCEPT;

#ifdef __cplusplus
}  // extern "C"
#endif

#endif  // SINEW_HASH_H_
