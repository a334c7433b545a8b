// Generated from src/ by cmake/generate_headers.cmake; do not edit.
#ifndef SINEW_HASH_H_
#define SINEW_HASH_H_

// # Hashes
//
// Hashes of byte strings, checksums, and the choice of a bucket by a hash. Each hash comes in one
// call, as a state for inputs that arrive in pieces, and for every row of a column. The page
// docs/choosing-a-hash.md says which one is for what.
//
// Chapters:
//
//   XXH3
//   hash/xxh64
//   hash/murmur3
//   hash/highwayhash
//   hash/blake3
//   hash/crc32c
//   hash/crc32
//   hash/crc64nvme
//   hash/hash_combine
//   hash/jump_hash
//   hash/rendezvous
//   hash/kafka

#include "sinew/base.h"

#ifdef __cplusplus
extern "C" {
#endif

// A hash of 128 bits. The number is low + high * 2^64; in memory, low comes first.
typedef struct sinew_hash128 {
  uint64_t low;
  uint64_t high;
} sinew_hash128;

// ## XXH3
//
// A fast hash of 64 or 128 bits for hash tables, partitions and sketches, the same as xxHash's
// (https://xxhash.com). Not for keys that an attacker may choose.

// Returns the XXH3 hash, 64 bits wide, of `size` bytes: the same number as xxHash's
// XXH3_64bits_withSeed and, with seed 0, its XXH3_64bits (https://xxhash.com). Not fit for
// cryptography, nor for keys from strangers: whoever knows the seed can choose inputs that collide,
// and pairs of inputs are known that collide under one seed in 1,400. `in` may be null when `size`
// is 0. Cannot fail; any thread may call.
SINEW_API uint64_t sinew_xxh3_64(const void* in, size_t size, uint64_t seed) SINEW_NOEXCEPT;

// Returns the XXH3 hash, 128 bits wide, of `size` bytes: the same number as xxHash's
// XXH3_128bits_withSeed and, with seed 0, its XXH3_128bits. Wide enough that among billions of
// inputs no two that nobody chose have the same hash; for chosen ones it is as weak as
// sinew_xxh3_64. `in` may be null when `size` is 0. Cannot fail; any thread may call.
SINEW_API sinew_hash128 sinew_xxh3_128(const void* in, size_t size, uint64_t seed) SINEW_NOEXCEPT;

// An XXH3 hash of an input that comes in pieces, between sinew_xxh3_init and a digest. Its contents
// are the library's own business; the memory is the caller's, anywhere, with nothing to free. A
// copy is a state of its own: what is added to one does not touch the other. One thread at a time.
typedef struct sinew_xxh3_state {
  // Opaque.
  uint64_t words[146];
} sinew_xxh3_state;

// Makes `state` that of an empty input, whatever it held: also the way to start over. Cannot fail.
SINEW_API void sinew_xxh3_init(sinew_xxh3_state* state, uint64_t seed) SINEW_NOEXCEPT;

// Adds `size` bytes to the input: pieces of any sizes make the hash of the whole, a long one at the
// speed of sinew_xxh3_64. `in` may be null when `size` is 0. Cannot fail.
SINEW_API void sinew_xxh3_update(sinew_xxh3_state* state, const void* in,
                                 size_t size) SINEW_NOEXCEPT;

// Returns what sinew_xxh3_64 returns of the input so far, which can go on after it. Cannot fail.
SINEW_API uint64_t sinew_xxh3_64_digest(const sinew_xxh3_state* state) SINEW_NOEXCEPT;

// Returns what sinew_xxh3_128 returns of the input so far, which can go on after it. Cannot fail.
SINEW_API sinew_hash128 sinew_xxh3_128_digest(const sinew_xxh3_state* state) SINEW_NOEXCEPT;

// Hashes every row of a column as sinew_xxh3_64 would: a string by its bytes, any other type by the
// bytes of its value (1, 2, 4, 8 or 16) as they lie in memory, so that -0.0 and 0.0, and NaNs of
// different bits, differ, and so do equal integers of different widths. The hash of a null row is
// 0. Writes column->count hashes to `out`, which must not overlap the column and may be null when
// there are no rows.
//
// Returns the number of rows and SINEW_STATUS_OK, or, with nothing written,
// SINEW_STATUS_INVALID_ARGUMENT and the first row at fault (0 where the fault is none of a row's):
// `column` or `out` is null, or the column is not as sinew_column says. Any thread may call.
SINEW_MUST_USE
SINEW_API sinew_result sinew_xxh3_64_many(const sinew_column* column, uint64_t seed,
                                          uint64_t* out) SINEW_NOEXCEPT;

// Hashes every row of a column as sinew_xxh3_128 would, by the rules of sinew_xxh3_64_many: the
// bytes of a row, both words 0 for a null row, the same results on errors. Writes column->count
// hashes to `out`, which must not overlap the column and may be null when there are no rows. Any
// thread may call.
SINEW_MUST_USE
SINEW_API sinew_result sinew_xxh3_128_many(const sinew_column* column, uint64_t seed,
                                           sinew_hash128* out) SINEW_NOEXCEPT;

// ## hash/xxh64

// Returns the XXH64 hash of `size` bytes: the same number as xxHash's XXH64 (https://xxhash.com).
// For new uses sinew_xxh3_64 is faster at every size. Not fit for cryptography; inputs that collide
// under every seed can be computed, so that a secret seed does not protect a hash table. `in` may
// be null when `size` is 0. Cannot fail; any thread may call.
SINEW_API uint64_t sinew_xxh64(const void* in, size_t size, uint64_t seed) SINEW_NOEXCEPT;

// The same for XXH64, with sinew_xxh64_init.
typedef struct sinew_xxh64_state {
  // Opaque.
  uint64_t words[9];
} sinew_xxh64_state;

// Makes `state` that of an empty input, whatever it held: also the way to start over. Cannot fail.
SINEW_API void sinew_xxh64_init(sinew_xxh64_state* state, uint64_t seed) SINEW_NOEXCEPT;

// Adds `size` bytes to the input: pieces of any sizes make the hash of the whole. `in` may be null
// when `size` is 0. Cannot fail.
SINEW_API void sinew_xxh64_update(sinew_xxh64_state* state, const void* in,
                                  size_t size) SINEW_NOEXCEPT;

// Returns what sinew_xxh64 returns of the input so far, which can go on after it. Cannot fail.
SINEW_API uint64_t sinew_xxh64_digest(const sinew_xxh64_state* state) SINEW_NOEXCEPT;

// Hashes every row of a column as sinew_xxh64 would: a string by its bytes, any other type by the
// bytes of its value (1, 2, 4, 8 or 16) as they lie in memory, so that -0.0 and 0.0, and NaNs of
// different bits, differ, and so do equal integers of different widths. The hash of a null row is
// 0. Writes column->count hashes to `out`, which must not overlap the column and may be null when
// there are no rows.
//
// Returns the number of rows and SINEW_STATUS_OK, or, with nothing written,
// SINEW_STATUS_INVALID_ARGUMENT and the first row at fault (0 where the fault is none of a row's):
// `column` or `out` is null, or the column is not as sinew_column says. Any thread may call.
SINEW_MUST_USE
SINEW_API sinew_result sinew_xxh64_many(const sinew_column* column, uint64_t seed,
                                        uint64_t* out) SINEW_NOEXCEPT;

// ## hash/murmur3

// Returns MurmurHash3_x86_32 of `size` bytes (https://github.com/aappleby/smhasher; seed 0 is the
// usual one). Inputs that share a hash are easy to make, for all seeds at once: not for keys from
// strangers. `in` may be null when `size` is 0; the size enters modulo 2^32. Cannot fail; any
// thread may call.
SINEW_API uint32_t sinew_murmur3_32(const void* in, size_t size, uint32_t seed) SINEW_NOEXCEPT;

// Returns MurmurHash3_x64_128 of `size` bytes (https://github.com/aappleby/smhasher): `low` is the
// first half of its output, and by itself what is often called its 64-bit form. Both halves begin
// with `seed`; the original takes 32 bits of it. Inputs that share a hash are easy to make, for all
// seeds at once: not for keys from strangers. `in` may be null when `size` is 0. Cannot fail; any
// thread may call.
SINEW_API sinew_hash128 sinew_murmur3_128(const void* in, size_t size,
                                          uint64_t seed) SINEW_NOEXCEPT;

// Hashes every row of a column as sinew_murmur3_32 would: a string by its bytes, any other type by
// the bytes of its value as they lie in memory, so that -0.0 and 0.0, and NaNs of different bits,
// differ. The hash of a null row is 0. Writes column->count hashes to `out`, which must not overlap
// the column and may be null when there are no rows.
//
// Returns the number of rows and SINEW_STATUS_OK, or, with nothing written,
// SINEW_STATUS_INVALID_ARGUMENT and the first row at fault (0 where the fault is none of a row's):
// `column` or `out` is null, or the column is not as sinew_column says. Any thread may call.
SINEW_MUST_USE
SINEW_API sinew_result sinew_murmur3_32_many(const sinew_column* column, uint32_t seed,
                                             uint32_t* out) SINEW_NOEXCEPT;

// The same with sinew_murmur3_128; both halves of the hash of a null row are 0.
SINEW_MUST_USE
SINEW_API sinew_result sinew_murmur3_128_many(const sinew_column* column, uint64_t seed,
                                              sinew_hash128* out) SINEW_NOEXCEPT;

// ## hash/highwayhash

// Bytes of a HighwayHash key.
#define SINEW_HIGHWAYHASH_KEY_SIZE ((size_t)32)

// Returns the HighwayHash, 64 bits wide, of `size` bytes under the SINEW_HIGHWAYHASH_KEY_SIZE bytes
// at `key`: the same number as Google's HighwayHash64 (https://github.com/google/highwayhash) when
// its key is these bytes as four little-endian words. `in` may be null when `size` is 0.
//
// It is a keyed pseudo-random function: who does not know the key can neither choose inputs that
// collide nor, as far as is known, forge the hash of another input, so it suits hash tables of keys
// from strangers and short-lived authentication. It is no hash for who knows the key: then
// collisions can be made. 64 bits are for tables and messages that are checked at once; where
// hashes are kept and compared, take 128 or 256. Cannot fail; any thread may call.
SINEW_API uint64_t sinew_highwayhash_64(const void* in, size_t size,
                                        const void* key) SINEW_NOEXCEPT;

// Like sinew_highwayhash_64, 128 bits wide; `low` is the first word of Google's HighwayHash128.
SINEW_API sinew_hash128 sinew_highwayhash_128(const void* in, size_t size,
                                              const void* key) SINEW_NOEXCEPT;

// Like sinew_highwayhash_64, 256 bits wide: writes 32 bytes to `out`, the four words of Google's
// HighwayHash256 in order, each little-endian. `out` must not overlap `in` or `key`.
SINEW_API void sinew_highwayhash_256(const void* in, size_t size, const void* key,
                                     void* out) SINEW_NOEXCEPT;

// A HighwayHash in progress, in memory of the caller: written by sinew_highwayhash_init, copied to
// clone it, dropped without a call. It holds the key. One thread at a time.
typedef struct sinew_highwayhash_state {
  // Opaque.
  uint64_t words[26];
} sinew_highwayhash_state;

// Begins a hash of bytes that come in pieces. The state keeps a copy of the key. Returns
// SINEW_STATUS_OK, or SINEW_STATUS_INVALID_ARGUMENT, with the state as it was, when `key_size` is
// not SINEW_HIGHWAYHASH_KEY_SIZE or a pointer is null.
SINEW_MUST_USE
SINEW_API sinew_status sinew_highwayhash_init(sinew_highwayhash_state* state, const void* key,
                                              size_t key_size) SINEW_NOEXCEPT;

// Goes back to where sinew_highwayhash_init left the state, with the same key. Cannot fail.
SINEW_API void sinew_highwayhash_reset(sinew_highwayhash_state* state) SINEW_NOEXCEPT;

// Adds `size` bytes. How a message is cut into pieces does not matter. `in` may be null when `size`
// is 0, and must not overlap the state. Cannot fail.
SINEW_API void sinew_highwayhash_update(sinew_highwayhash_state* state, const void* in,
                                        size_t size) SINEW_NOEXCEPT;

// Returns what sinew_highwayhash_64 returns for all bytes so far. The state stays as it is: more
// bytes can follow. Cannot fail.
SINEW_API uint64_t sinew_highwayhash_64_digest(const sinew_highwayhash_state* state)
    SINEW_NOEXCEPT;

// Returns what sinew_highwayhash_128 returns for all bytes so far; else as
// sinew_highwayhash_64_digest.
SINEW_API sinew_hash128 sinew_highwayhash_128_digest(const sinew_highwayhash_state* state)
    SINEW_NOEXCEPT;

// Writes what sinew_highwayhash_256 writes for all bytes so far, 32 bytes; else as
// sinew_highwayhash_64_digest. `out` must not overlap the state.
SINEW_API void sinew_highwayhash_256_digest(const sinew_highwayhash_state* state,
                                            void* out) SINEW_NOEXCEPT;

// ## hash/blake3

// Bytes of a BLAKE3 key.
#define SINEW_BLAKE3_KEY_SIZE ((size_t)32)

// Bytes of the usual BLAKE3 hash.
#define SINEW_BLAKE3_HASH_SIZE ((size_t)32)

// Writes the BLAKE3 hash, SINEW_BLAKE3_HASH_SIZE bytes, of `size` bytes (O'Connor, Aumasson, Neves,
// Wilcox-O'Hearn 2020, https://github.com/BLAKE3-team/BLAKE3-specs): a cryptographic hash, whose
// collisions nobody is known to find, so fit as a name for content. It is too fast to protect
// passwords. `in` may be null when `size` is 0, and `out` may lie within it. Cannot fail; any
// thread may call.
SINEW_API void sinew_blake3(const void* in, size_t size, uint8_t* out) SINEW_NOEXCEPT;

// The same under a key of SINEW_BLAKE3_KEY_SIZE bytes: a message authentication code and a
// pseudorandom function. Who does not know the key cannot choose inputs that collide, nor foretell
// a hash; compare codes in constant time.
//
// Returns SINEW_STATUS_INVALID_ARGUMENT, with nothing written, when key_size is another. Any thread
// may call.
SINEW_MUST_USE
SINEW_API sinew_status sinew_blake3_keyed(const void* key, size_t key_size, const void* in,
                                          size_t size, uint8_t* out) SINEW_NOEXCEPT;

// Derives a key of any length from key material and a context: a text fixed in the program, unlike
// any other's, such as "example.com 2026-03-01 session tokens v1". Keys of different contexts say
// nothing about each other. The material must be hard to guess: it is not made for passwords. `in`
// and `context` may be null when their size is 0.
//
// Returns SINEW_STATUS_INVALID_ARGUMENT, with nothing written, when out_size is 0 or `out` is null.
// Any thread may call.
SINEW_MUST_USE
SINEW_API sinew_status sinew_blake3_derive_key(const void* context, size_t context_size,
                                               const void* in, size_t size, uint8_t* out,
                                               size_t out_size) SINEW_NOEXCEPT;

// A BLAKE3 hash of an input that comes in pieces, in memory of the caller: written by
// sinew_blake3_init and its keyed forms, copied to clone it, dropped without a call. It holds the
// key and, of the input, up to 64 bytes as they are: overwrite it where these are secrets. One
// thread at a time.
typedef struct sinew_blake3_state {
  // Opaque.
  uint64_t words[246];
} sinew_blake3_state;

// Starts the hash of an input that comes in pieces: any split of it has the hash that sinew_blake3
// gives the whole. Cannot fail; any thread may call, one at a time for one state.
SINEW_API void sinew_blake3_init(sinew_blake3_state* state) SINEW_NOEXCEPT;

// The same under a key, as sinew_blake3_keyed.
//
// Returns SINEW_STATUS_INVALID_ARGUMENT, and leaves the state as it was, when key_size is not
// SINEW_BLAKE3_KEY_SIZE.
SINEW_MUST_USE
SINEW_API sinew_status sinew_blake3_init_keyed(sinew_blake3_state* state, const void* key,
                                               size_t key_size) SINEW_NOEXCEPT;

// The same for key material that comes in pieces, as sinew_blake3_derive_key: sinew_blake3_output
// gives the key. Cannot fail.
SINEW_API void sinew_blake3_init_derive_key(sinew_blake3_state* state, const void* context,
                                            size_t context_size) SINEW_NOEXCEPT;

// Adds `size` bytes to the input; `in` may be null when there are none. Many kilobytes at once are
// hashed side by side: pieces of 32 KiB or more are as fast as one piece. Cannot fail.
SINEW_API void sinew_blake3_update(sinew_blake3_state* state, const void* in,
                                   size_t size) SINEW_NOEXCEPT;

// Writes the hash, SINEW_BLAKE3_HASH_SIZE bytes, of what was added so far; more may be added after
// it. Cannot fail.
SINEW_API void sinew_blake3_digest(const sinew_blake3_state* state, uint8_t* out) SINEW_NOEXCEPT;

// Writes bytes [seek, seek + size) of the extended output of what was added so far, whose first
// SINEW_BLAKE3_HASH_SIZE bytes are the hash; more may be added after it. A longer output is not a
// safer hash. Outputs of different lengths begin alike.
//
// Returns `size` and SINEW_STATUS_OK, or, with nothing written, 0 and
// SINEW_STATUS_INVALID_ARGUMENT: `size` is 0, `out` is null, or seek + size is beyond 2^64 - 1, the
// last byte that there is.
SINEW_MUST_USE
SINEW_API sinew_result sinew_blake3_output(const sinew_blake3_state* state, uint64_t seek,
                                           uint8_t* out, size_t size) SINEW_NOEXCEPT;

// Forgets what was added, but not the key or the context. Cannot fail.
SINEW_API void sinew_blake3_reset(sinew_blake3_state* state) SINEW_NOEXCEPT;

// Hashes every row of a column as sinew_blake3 would: a string by its bytes, any other type by the
// bytes of its value as they lie in memory, so that -0.0 and 0.0, and NaNs of different bits,
// differ. Rows of up to 1024 bytes are hashed side by side, of whatever lengths they are. The hash
// of a null row is 32 zero bytes. Writes column->count hashes of SINEW_BLAKE3_HASH_SIZE bytes, one
// behind the other, to `out`, which must not overlap the column and may be null when there are no
// rows.
//
// Returns the number of rows and SINEW_STATUS_OK, or, with nothing written,
// SINEW_STATUS_INVALID_ARGUMENT and the first row at fault (0 where the fault is none of a row's):
// `column` or `out` is null, or the column is not as sinew_column says. Any thread may call.
SINEW_MUST_USE
SINEW_API sinew_result sinew_blake3_many(const sinew_column* column, uint8_t* out) SINEW_NOEXCEPT;

// ## hash/crc32c

// Returns the CRC-32C (Castagnoli) of a message, as iSCSI (RFC 3720, section 12.1), SCTP, ext4 and
// Kafka use it: `crc` is that of all bytes before `in`, 0 at the start, so that a message can be
// passed in pieces of any size. The inversions that the standard asks for at both ends are inside:
// what is returned is final, and may be passed on. `in` may be null when `size` (in bytes) is 0.
// A CRC finds accidents: whoever chooses the bytes chooses the checksum too. Cannot fail; any
// thread may call.
SINEW_API uint32_t sinew_crc32c(uint32_t crc, const void* in, size_t size) SINEW_NOEXCEPT;

// Returns the CRC-32C of two messages one behind the other: `first` is that of the first one,
// `second` that of the second one, which is `second_size` bytes long (any 64-bit length, 0
// included; then `second` is 0). Parts of a message that were checksummed apart, in parallel or by
// others, become one without another look at the bytes. Takes a step for each 6 bits of second_size
// / 8. Cannot fail; any thread may call.
SINEW_API uint32_t sinew_crc32c_combine(uint32_t first, uint32_t second,
                                        uint64_t second_size) SINEW_NOEXCEPT;

// ## hash/crc32

// Returns the CRC-32 of a message, as Ethernet (IEEE 802.3), gzip (RFC 1952, section 8), zip, PNG
// and zlib's crc32 use it: `crc` is that of all bytes before `in`, 0 at the start, so that a
// message can be passed in pieces of any size. The inversions that the standard asks for at both
// ends are inside: what is returned is final, and may be passed on. `in` may be null when `size`
// (in bytes) is 0. A CRC finds accidents: whoever chooses the bytes chooses the checksum too.
// Cannot fail; any thread may call.
SINEW_API uint32_t sinew_crc32(uint32_t crc, const void* in, size_t size) SINEW_NOEXCEPT;

// Returns the CRC-32 of two messages one behind the other: `first` is that of the first one,
// `second` that of the second one, which is `second_size` bytes long (any 64-bit length, 0
// included; then `second` is 0). Parts of a message that were checksummed apart, in parallel or by
// others, become one without another look at the bytes. Takes a step for each 6 bits of second_size
// / 8. Cannot fail; any thread may call.
SINEW_API uint32_t sinew_crc32_combine(uint32_t first, uint32_t second,
                                       uint64_t second_size) SINEW_NOEXCEPT;

// ## hash/crc64nvme

// Returns the CRC-64/NVME of a message, as the 64-bit guard of NVM Express (NVM Command Set
// Specification, "64b CRC") and the CRC64NVME checksum of S3 use it: `crc` is that of all bytes
// before `in`, 0 at the start, so that a message can be passed in pieces of any size. The
// inversions that the standard asks for at both ends are inside: what is returned is final, and may
// be passed on. `in` may be null when `size` (in bytes) is 0. A CRC finds accidents: whoever
// chooses the bytes chooses the checksum too. Cannot fail; any thread may call.
SINEW_API uint64_t sinew_crc64nvme(uint64_t crc, const void* in, size_t size) SINEW_NOEXCEPT;

// Returns the CRC-64/NVME of two messages one behind the other: `first` is that of the first one,
// `second` that of the second one, which is `second_size` bytes long (any 64-bit length, 0
// included; then `second` is 0). Parts of a message that were checksummed apart, in parallel or by
// others, become one without another look at the bytes. Takes a step for each 6 bits of second_size
// / 8. Cannot fail; any thread may call.
SINEW_API uint64_t sinew_crc64nvme_combine(uint64_t first, uint64_t second,
                                           uint64_t second_size) SINEW_NOEXCEPT;

// ## hash/hash_combine

// Returns a hash of two hashes, in this order: combining `second` with `first` gives another one.
// The hash of a row with several key columns is that of its first column combined with the second,
// the result with the third, and so on. A null, whose hash is 0 in every function of this library,
// counts like any value: (null, x), (x, null) and x alone have different hashes.
//
// The formula is part of the contract, the same on every machine and in every version, modulo 2^64,
// with ^ for exclusive or and >> for a shift:
//
//   x = (first ^ first >> 32) * 0x9E3779B97F4A7C15 + 0x243F6A8885A308D3 + second
//   x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9
//   x = (x ^ x >> 27) * 0x94D049BB133111EB
//   result = x ^ x >> 31
//
// The last three lines are the mixer of SplitMix64 (Steele, Lea, Flood, "Fast Splittable
// Pseudorandom Number Generators", 2014). With either hash fixed, no two others collide. There is
// no secret in it: it resists chosen input only as far as the hashes that go in do. Cannot fail;
// any thread may call.
SINEW_API uint64_t sinew_hash_combine(uint64_t first, uint64_t second) SINEW_NOEXCEPT;

// Combines two columns of hashes, as the functions ending in _64_many write them: out[i] =
// sinew_hash_combine(first[i], second[i]) for i below `count`. `out` may be `first` or `second`
// itself, and must not overlap them otherwise; all may be null when `count` is 0. Cannot fail; any
// thread may call.
SINEW_API void sinew_hash_combine_many(const uint64_t* first, const uint64_t* second, size_t count,
                                       uint64_t* out) SINEW_NOEXCEPT;

// ## hash/jump_hash

// Returns a bucket, 0 to buckets - 1, for a key that is a hash: the jump consistent hash of Lamping
// and Veach (https://arxiv.org/abs/1406.2294), the very number that their code gives. Every bucket
// gets the same share of the keys. When `buckets` grows to more, a key stays where it is or moves
// to a new bucket; when it shrinks, only the keys of the buckets that are gone move. So it suits
// shards that are numbered and only come and go at the end; where any one may go, take
// sinew_rendezvous. Whoever can choose keys can choose their bucket: hash keys from strangers with
// a secret first (sinew_highwayhash_64). -1 when `buckets` is 0 or less. Cannot fail; any thread
// may call.
SINEW_API int32_t sinew_jump_hash(uint64_t key, int32_t buckets) SINEW_NOEXCEPT;

// Chooses a bucket as sinew_jump_hash does for every row of a column of hashes, which has type
// SINEW_TYPE_U64 or SINEW_TYPE_I64 (the same bits). A null row gets -1. Writes hashes->count
// buckets to `out`, which must not overlap the column and may be null when there are no rows.
//
// Returns the number of rows and SINEW_STATUS_OK, or, with nothing written,
// SINEW_STATUS_INVALID_ARGUMENT and the first row at fault (0 where the fault is none of a row's):
// `buckets` is 0 or less, `hashes` or `out` is null, the column is of another type or not as
// sinew_column says. Any thread may call.
SINEW_MUST_USE
SINEW_API sinew_result sinew_jump_hash_many(const sinew_column* hashes, int32_t buckets,
                                            int32_t* out) SINEW_NOEXCEPT;

// ## hash/rendezvous

// Returns the index of one of `node_count` nodes for a key that is a hash: the node whose weight is
// the highest for it (Thaler and Ravishankar 1998). `nodes` are hashes, too, one a node, of its
// name for one (sinew_xxh3_64); they should differ. When a node goes, only its keys move, evenly to
// all others; when one comes, it takes its share from all others, and no key moves otherwise. The
// choice depends on the nodes alone and not on their order, but for the index that names it. Of
// equal weights, which nodes of one hash always have, the first node's counts. A node that is to
// get twice the share can be given two hashes.
//
// The weight, modulo 2^64, is part of the contract, the same on every machine and in every version;
// weights are compared as signed numbers:
//
//   x = (node ^ node >> 32) * 0x9E3779B97F4A7C15 + 0x243F6A8885A308D3 + hash
//   x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9
//   weight = (x ^ x >> 27) * 0x94D049BB133111EB
//
// The time is that of all weights: where nodes are numbered and only come and go at the end,
// sinew_jump_hash takes less. Whoever knows the hashes of the nodes can choose keys for one of
// them: keep the nodes' hashes secret, or hash keys from strangers with a secret
// (sinew_highwayhash_64). -1 when `node_count` is 0; not more than INT32_MAX nodes. Cannot fail;
// any thread may call.
SINEW_API int32_t sinew_rendezvous(uint64_t hash, const uint64_t* nodes,
                                   size_t node_count) SINEW_NOEXCEPT;

// Chooses a node as sinew_rendezvous does for every row of a column of hashes, which has type
// SINEW_TYPE_U64 or SINEW_TYPE_I64 (the same bits). A null row gets -1. Writes hashes->count
// indices to `out`, which must not overlap the column or the nodes and may be null when there are
// no rows.
//
// Returns the number of rows and SINEW_STATUS_OK, or, with nothing written,
// SINEW_STATUS_INVALID_ARGUMENT and the first row at fault (0 where the fault is none of a row's):
// `nodes` is null, `node_count` is 0 or more than INT32_MAX, `hashes` or `out` is null, the column
// is of another type or not as sinew_column says. Any thread may call.
SINEW_MUST_USE
SINEW_API sinew_result sinew_rendezvous_many(const sinew_column* hashes, const uint64_t* nodes,
                                             size_t node_count, int32_t* out) SINEW_NOEXCEPT;

// ## hash/kafka

// Returns the hash that Apache Kafka's clients choose a partition by, of `size` bytes of a key: the
// same number as Utils.murmur2 of the Java client, which is MurmurHash2 with the seed 0x9747b28c.
// It is neither keyed nor cryptographic: anybody can make keys that share a hash. Keys have at most
// 2^31 - 1 bytes in Kafka; of a longer one the size enters modulo 2^32. `in` may be null when
// `size` is 0. Cannot fail; any thread may call.
SINEW_API int32_t sinew_kafka_murmur2(const void* in, size_t size) SINEW_NOEXCEPT;

// Returns the partition, from 0 to `partitions` - 1, that Kafka's producers send a record with this
// key to: sinew_kafka_murmur2 of the key, its sign bit cleared, modulo `partitions`. Returns -1
// when `partitions` is not positive. Where a record goes that has no key at all, as opposed to an
// empty one, is the producer's choice (Kafka's stays with one partition until a batch is full).
// `in` may be null when `size` is 0. Any thread may call.
SINEW_API int32_t sinew_kafka_partition(const void* in, size_t size,
                                        int32_t partitions) SINEW_NOEXCEPT;

// Hashes every row of a column as sinew_kafka_murmur2 would: a string by its bytes, any other type
// by the bytes of its value as they lie in memory. Kafka's own serializers of integers and floats
// write the highest byte first: swap the bytes of such a column for the hashes of keys that were
// made by them. The hash of a null row is 0. Writes column->count hashes to `out`, which must not
// overlap the column and may be null when there are no rows.
//
// Returns the number of rows and SINEW_STATUS_OK, or, with nothing written,
// SINEW_STATUS_INVALID_ARGUMENT and the first row at fault (0 where the fault is none of a row's):
// `column` or `out` is null, or the column is not as sinew_column says. Any thread may call.
SINEW_MUST_USE
SINEW_API sinew_result sinew_kafka_murmur2_many(const sinew_column* column,
                                                int32_t* out) SINEW_NOEXCEPT;

// Writes the partition of every row of a column of keys to `out`, as sinew_kafka_partition would;
// the keys are the bytes that sinew_kafka_murmur2_many hashes. A null row gets -1: a record without
// a key, which may go to any partition. `out` has room for column->count numbers, must not overlap
// the column, and may be null when there are no rows.
//
// Returns the number of rows and SINEW_STATUS_OK, or, with nothing written,
// SINEW_STATUS_INVALID_ARGUMENT and the first row at fault (0 where the fault is none of a row's):
// `partitions` is not positive, `column` or `out` is null, or the column is not as sinew_column
// says. Any thread may call.
SINEW_MUST_USE
SINEW_API sinew_result sinew_kafka_partition_many(const sinew_column* column, int32_t partitions,
                                                  int32_t* out) SINEW_NOEXCEPT;

#ifdef __cplusplus
}  // extern "C"
#endif

#endif  // SINEW_HASH_H_
