// Generated from src/ by cmake/generate_headers.cmake; do not edit.
#ifndef SINEW_GO_SINEW_H_
#define SINEW_GO_SINEW_H_

#include <stddef.h>
#include <stdint.h>

// The version of this header (https://semver.org); sinew_version() returns that of the library.
#define SINEW_VERSION "0.1.0"
#define SINEW_VERSION_MAJOR 0
#define SINEW_VERSION_MINOR 1
#define SINEW_VERSION_PATCH 0

// A function that the library exports. No function throws.
#define SINEW_API __attribute__((visibility("default")))
#ifdef __cplusplus
#define SINEW_NOEXCEPT noexcept
#else
#define SINEW_NOEXCEPT
#endif

// A value of a type, for constants.
#ifdef __cplusplus
#define SINEW_VALUE(TYPE, VALUE) static_cast<TYPE>(VALUE)
#else
#define SINEW_VALUE(TYPE, VALUE) ((TYPE)(VALUE))
#endif

// A function whose result says whether it worked.
#if (defined(__cplusplus) && __cplusplus >= 201703L) || \
    (defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L)
#define SINEW_MUST_USE [[nodiscard]]
#else
#define SINEW_MUST_USE __attribute__((warn_unused_result))
#endif

// A function that a later major version drops; the message names what to call instead.
#define SINEW_DEPRECATED(MESSAGE) __attribute__((deprecated(MESSAGE)))

// An enum of a fixed size. C before C23 has none: there the name stands for the integer type.
#if defined(__cplusplus)
#define SINEW_ENUM(NAME, TYPE) enum NAME : TYPE
#elif defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L
#define SINEW_ENUM(NAME, TYPE) \
  enum NAME : TYPE;            \
  typedef enum NAME NAME;      \
  enum NAME : TYPE
#else
#define SINEW_ENUM(NAME, TYPE) \
  typedef TYPE NAME;           \
  enum NAME
#endif

// The structures of the Arrow C Data Interface, as its specification has them
// (https://arrow.apache.org/docs/format/CDataInterface.html). Every header that defines them asks
// for this macro first.
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#endif  // ARROW_C_DATA_INTERFACE
SINEW_ENUM(sinew_status, int32_t) {
  // The call did all that it was asked to do.
  SINEW_STATUS_OK = 0,
  // An argument breaks the contract: a null pointer with a size, an unknown type, columns of
  // different lengths, offsets that run backwards or past the data, a length that overflows.
  SINEW_STATUS_INVALID_ARGUMENT = 1,
  // The system gave no memory.
  SINEW_STATUS_OUT_OF_MEMORY = 2,
  // The object's own memory limit does not allow what the call needs.
  SINEW_STATUS_MEMORY_LIMIT = 3,
  // An exact integer result does not fit its type.
  SINEW_STATUS_OVERFLOW = 4,
  // The input ends too early; what there is of it is right.
  SINEW_STATUS_TRUNCATED = 5,
  // The input breaks the rules of its format.
  SINEW_STATUS_CORRUPT = 6,
  // The output is too small.
  SINEW_STATUS_OUTPUT_FULL = 7,
  // This machine, or this program, lacks a library that the call needs, which is loaded when it is
  // first needed.
  SINEW_STATUS_UNAVAILABLE = 8,
};

typedef struct sinew_result {
  size_t count;
  sinew_status status;
} sinew_result;

typedef struct sinew_codec_result {
  size_t read;
  size_t written;
  sinew_status status;
} sinew_codec_result;

typedef struct sinew_error {
  // The row at fault, or the byte or list element if the function says so; 0 if there is none.
  size_t offset;
  sinew_status status;
  // One English sentence that names the argument, without a line break, ended by a zero byte.
  char message[244];
} sinew_error;

SINEW_API const char* sinew_status_name(sinew_status status) SINEW_NOEXCEPT;

SINEW_ENUM(sinew_type, int32_t) {
  // One bit a row, in the order of validity bitmaps: 1 is true. Functions that hash the bytes of a
  // row refuse this type, because its rows have no bytes of their own.
  SINEW_TYPE_BOOL = 1,
  SINEW_TYPE_I8 = 16,
  SINEW_TYPE_I16 = 17,
  SINEW_TYPE_I32 = 18,
  SINEW_TYPE_I64 = 19,
  SINEW_TYPE_U8 = 32,
  SINEW_TYPE_U16 = 33,
  SINEW_TYPE_U32 = 34,
  SINEW_TYPE_U64 = 35,
  // IEEE 754 binary32.
  SINEW_TYPE_F32 = 49,
  // IEEE 754 binary64.
  SINEW_TYPE_F64 = 50,
  // Days since 1970-01-01, an int32_t.
  SINEW_TYPE_DATE32 = 64,
  // Seconds since 1970-01-01T00:00:00Z, an int64_t; then milli-, micro- and nanoseconds.
  SINEW_TYPE_TIMESTAMP_S = 65,
  SINEW_TYPE_TIMESTAMP_MS = 66,
  SINEW_TYPE_TIMESTAMP_US = 67,
  SINEW_TYPE_TIMESTAMP_NS = 68,
  // 16 bytes, not interpreted: Arrow's fixed_size_binary(16), such as a UUID.
  SINEW_TYPE_BYTES16 = 80,
  // Strings with 32-bit signed offsets: Arrow's utf8. No function asks whether they are UTF-8
  // unless it says so.
  SINEW_TYPE_STRING = 96,
  // Strings with 64-bit signed offsets: Arrow's large_utf8.
  SINEW_TYPE_LARGE_STRING = 97,
  // Bytes with 32-bit signed offsets: Arrow's binary. What is said of string types holds for these
  // two as well.
  SINEW_TYPE_BINARY = 98,
  // Bytes with 64-bit signed offsets: Arrow's large_binary.
  SINEW_TYPE_LARGE_BINARY = 99,
  // Added to one of the types above, which is that of the elements: a row is a list of them, with
  // 32-bit signed offsets: Arrow's list. SINEW_TYPE_LIST + SINEW_TYPE_I64 are lists of i64.
  // Decoders give such columns, and they can be read, exported and imported; other functions refuse
  // them.
  SINEW_TYPE_LIST = 128,
  // The same with 64-bit signed offsets: Arrow's large_list.
  SINEW_TYPE_LARGE_LIST = 384,
};

typedef struct sinew_column {
  sinew_type type;
  // Number of rows.
  size_t count;
  // Fixed-width types: the values. String types: the bytes that `offsets` count from.
  // SINEW_TYPE_BOOL: a bitmap. May be null if values_size is 0: if there are no rows, or all
  // strings are empty. Lists: a sinew_column, the elements of all rows.
  const void* values;
  // Bytes readable at `values`.
  size_t values_size;
  // String types: count + 1 offsets (int32_t for SINEW_TYPE_STRING and SINEW_TYPE_BINARY, int64_t
  // for SINEW_TYPE_LARGE_STRING and SINEW_TYPE_LARGE_BINARY); string i is the bytes from offsets[i]
  // to offsets[i + 1]. Lists: the same, of elements, int32_t or int64_t as the type says. May be
  // null if count is 0. Other types: ignored.
  const void* offsets;
  // A bitmap, least significant bit of each byte first: bit validity_offset + i is 1 if row i is
  // valid, 0 if it is null. A null pointer says that every row is valid. The value of a null row is
  // never looked at, but the offsets of a null string must still be in order.
  const uint8_t* validity;
  size_t validity_offset;
  // SINEW_TYPE_BOOL: bit values_offset + i of `values` is row i. Other types: must be 0.
  size_t values_offset;
} sinew_column;

SINEW_API const char* sinew_type_name(sinew_type type) SINEW_NOEXCEPT;

SINEW_API size_t sinew_type_width(sinew_type type) SINEW_NOEXCEPT;

typedef struct sinew_batch_options {
  // sizeof(struct sinew_batch_options): lets later versions add members.
  size_t size;
  // Most bytes the object may hold; 0 is no limit. A batch that grows holds the old and the new
  // memory of a column at once.
  size_t memory_limit;
} sinew_batch_options;

typedef struct sinew_batch sinew_batch;

SINEW_MUST_USE
SINEW_API sinew_status sinew_batch_create(const sinew_batch_options* options, sinew_batch** out,
                                          sinew_error* error) SINEW_NOEXCEPT;

SINEW_API void sinew_batch_destroy(sinew_batch* batch) SINEW_NOEXCEPT;

SINEW_API size_t sinew_batch_row_count(const sinew_batch* batch) SINEW_NOEXCEPT;

SINEW_API size_t sinew_batch_column_count(const sinew_batch* batch) SINEW_NOEXCEPT;

SINEW_API sinew_column sinew_batch_column(const sinew_batch* batch, size_t column) SINEW_NOEXCEPT;

SINEW_API const char* sinew_batch_name(const sinew_batch* batch, size_t column) SINEW_NOEXCEPT;

SINEW_API size_t sinew_batch_memory(const sinew_batch* batch) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_batch_export(sinew_batch* batch, struct ArrowSchema* schema,
                                          struct ArrowArray* array,
                                          sinew_error* error) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_batch_import(sinew_batch* batch, struct ArrowSchema* schema,
                                          struct ArrowArray* array,
                                          sinew_error* error) SINEW_NOEXCEPT;

typedef struct sinew_memory {
  // Bytes held now.
  size_t current;
  // The most bytes ever held at once.
  size_t peak;
  // Blocks held now.
  size_t blocks;
} sinew_memory;

SINEW_API sinew_memory sinew_memory_stats(void) SINEW_NOEXCEPT;

SINEW_API size_t sinew_memory_trim(void) SINEW_NOEXCEPT;

SINEW_API size_t sinew_memory_keep(size_t size) SINEW_NOEXCEPT;

SINEW_API const char* sinew_version(void) SINEW_NOEXCEPT;

SINEW_API const char* sinew_target(void) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_target_status(void) SINEW_NOEXCEPT;

typedef struct sinew_hash128 {
  uint64_t low;
  uint64_t high;
} sinew_hash128;

typedef struct sinew_u32_result {
  uint32_t value;
  sinew_status status;
} sinew_u32_result;

SINEW_API uint64_t sinew_xxh3_64(const void* in, size_t size, uint64_t seed) SINEW_NOEXCEPT;

SINEW_API sinew_hash128 sinew_xxh3_128(const void* in, size_t size, uint64_t seed) SINEW_NOEXCEPT;

typedef struct sinew_xxh3_state {
  // Opaque.
  uint64_t words[146];
} sinew_xxh3_state;

SINEW_API void sinew_xxh3_init(sinew_xxh3_state* state, uint64_t seed) SINEW_NOEXCEPT;

SINEW_API void sinew_xxh3_update(sinew_xxh3_state* state, const void* in,
                                 size_t size) SINEW_NOEXCEPT;

SINEW_API uint64_t sinew_xxh3_64_digest(const sinew_xxh3_state* state) SINEW_NOEXCEPT;

SINEW_API sinew_hash128 sinew_xxh3_128_digest(const sinew_xxh3_state* state) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_result sinew_xxh3_64_many(const sinew_column* column, uint64_t seed,
                                          uint64_t* out) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_result sinew_xxh3_128_many(const sinew_column* column, uint64_t seed,
                                           sinew_hash128* out) SINEW_NOEXCEPT;

SINEW_API uint64_t sinew_xxh64(const void* in, size_t size, uint64_t seed) SINEW_NOEXCEPT;

typedef struct sinew_xxh64_state {
  // Opaque.
  uint64_t words[9];
} sinew_xxh64_state;

SINEW_API void sinew_xxh64_init(sinew_xxh64_state* state, uint64_t seed) SINEW_NOEXCEPT;

SINEW_API void sinew_xxh64_update(sinew_xxh64_state* state, const void* in,
                                  size_t size) SINEW_NOEXCEPT;

SINEW_API uint64_t sinew_xxh64_digest(const sinew_xxh64_state* state) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_result sinew_xxh64_many(const sinew_column* column, uint64_t seed,
                                        uint64_t* out) SINEW_NOEXCEPT;

SINEW_API uint32_t sinew_murmur3_32(const void* in, size_t size, uint32_t seed) SINEW_NOEXCEPT;

SINEW_API sinew_hash128 sinew_murmur3_128(const void* in, size_t size,
                                          uint64_t seed) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_result sinew_murmur3_32_many(const sinew_column* column, uint32_t seed,
                                             uint32_t* out) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_result sinew_murmur3_128_many(const sinew_column* column, uint64_t seed,
                                              sinew_hash128* out) SINEW_NOEXCEPT;

#define SINEW_HIGHWAYHASH_KEY_SIZE SINEW_VALUE(size_t, 32)

SINEW_API uint64_t sinew_highwayhash_64(const void* in, size_t size,
                                        const void* key) SINEW_NOEXCEPT;

SINEW_API sinew_hash128 sinew_highwayhash_128(const void* in, size_t size,
                                              const void* key) SINEW_NOEXCEPT;

SINEW_API void sinew_highwayhash_256(const void* in, size_t size, const void* key,
                                     void* out) SINEW_NOEXCEPT;

typedef struct sinew_highwayhash_state {
  // Opaque.
  uint64_t words[26];
} sinew_highwayhash_state;

SINEW_API void sinew_highwayhash_init(sinew_highwayhash_state* state,
                                      const void* key) SINEW_NOEXCEPT;

SINEW_API void sinew_highwayhash_reset(sinew_highwayhash_state* state) SINEW_NOEXCEPT;

SINEW_API void sinew_highwayhash_update(sinew_highwayhash_state* state, const void* in,
                                        size_t size) SINEW_NOEXCEPT;

SINEW_API uint64_t sinew_highwayhash_64_digest(const sinew_highwayhash_state* state)
    SINEW_NOEXCEPT;

SINEW_API sinew_hash128 sinew_highwayhash_128_digest(const sinew_highwayhash_state* state)
    SINEW_NOEXCEPT;

SINEW_API void sinew_highwayhash_256_digest(const sinew_highwayhash_state* state,
                                            void* out) SINEW_NOEXCEPT;

#define SINEW_BLAKE3_KEY_SIZE SINEW_VALUE(size_t, 32)

#define SINEW_BLAKE3_HASH_SIZE SINEW_VALUE(size_t, 32)

SINEW_API void sinew_blake3(const void* in, size_t size, void* out) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_blake3_keyed(const void* in, size_t size, const void* key,
                                          size_t key_size, void* out) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_blake3_derive_key(const void* in, size_t size, const void* context,
                                               size_t context_size, void* out,
                                               size_t out_size) SINEW_NOEXCEPT;

typedef struct sinew_blake3_state {
  // Opaque.
  uint64_t words[246];
} sinew_blake3_state;

SINEW_API void sinew_blake3_init(sinew_blake3_state* state) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_blake3_init_keyed(sinew_blake3_state* state, const void* key,
                                               size_t key_size) SINEW_NOEXCEPT;

SINEW_API void sinew_blake3_init_derive_key(sinew_blake3_state* state, const void* context,
                                            size_t context_size) SINEW_NOEXCEPT;

SINEW_API void sinew_blake3_update(sinew_blake3_state* state, const void* in,
                                   size_t size) SINEW_NOEXCEPT;

SINEW_API void sinew_blake3_digest(const sinew_blake3_state* state, void* out) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_blake3_output(const sinew_blake3_state* state, uint64_t seek,
                                           void* out, size_t size) SINEW_NOEXCEPT;

SINEW_API void sinew_blake3_reset(sinew_blake3_state* state) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_result sinew_blake3_many(const sinew_column* column, void* out) SINEW_NOEXCEPT;

SINEW_API uint32_t sinew_crc32c(const void* in, size_t size, uint32_t crc) SINEW_NOEXCEPT;

SINEW_API uint32_t sinew_crc32c_combine(uint32_t first, uint32_t second,
                                        uint64_t second_size) SINEW_NOEXCEPT;

SINEW_API uint32_t sinew_crc32(const void* in, size_t size, uint32_t crc) SINEW_NOEXCEPT;

SINEW_API uint32_t sinew_crc32_combine(uint32_t first, uint32_t second,
                                       uint64_t second_size) SINEW_NOEXCEPT;

SINEW_API uint64_t sinew_crc64nvme(const void* in, size_t size, uint64_t crc) SINEW_NOEXCEPT;

SINEW_API uint64_t sinew_crc64nvme_combine(uint64_t first, uint64_t second,
                                           uint64_t second_size) SINEW_NOEXCEPT;

SINEW_API uint64_t sinew_hash_combine(uint64_t first, uint64_t second) SINEW_NOEXCEPT;

SINEW_API void sinew_hash_combine_many(const uint64_t* first, const uint64_t* second, size_t count,
                                       uint64_t* out) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_u32_result sinew_jump_hash(uint64_t key, uint32_t buckets) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_result sinew_jump_hash_many(const sinew_column* keys, uint32_t buckets,
                                            uint32_t* out) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_u32_result sinew_rendezvous(uint64_t key, const uint64_t* nodes,
                                            size_t node_count) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_result sinew_rendezvous_many(const sinew_column* keys, const uint64_t* nodes,
                                             size_t node_count, uint32_t* out) SINEW_NOEXCEPT;

SINEW_API uint32_t sinew_kafka_murmur2(const void* in, size_t size) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_u32_result sinew_kafka_partition(const void* in, size_t size,
                                                 uint32_t partitions) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_result sinew_kafka_murmur2_many(const sinew_column* column,
                                                uint32_t* out) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_result sinew_kafka_partition_many(const sinew_column* column, uint32_t partitions,
                                                  uint32_t* out) SINEW_NOEXCEPT;

#define SINEW_BASE64_STANDARD SINEW_VALUE(uint32_t, 0)

#define SINEW_BASE64_URL SINEW_VALUE(uint32_t, 1)

#define SINEW_BASE64_RAW SINEW_VALUE(uint32_t, 2)

#define SINEW_BASE64_STRICT SINEW_VALUE(uint32_t, 4)

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_base64_encode(const void* in, size_t size, void* out,
                                                 uint32_t flags) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_base64_decode(const void* in, size_t size, void* out,
                                                 size_t capacity, uint32_t flags) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_base64_encoded_size(size_t size, uint32_t flags) SINEW_NOEXCEPT;

SINEW_API size_t sinew_base64_decoded_bound(size_t size) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_base64_encode_many(const sinew_column* column,
                                                      int64_t* out_offsets, void* out,
                                                      size_t capacity,
                                                      uint32_t flags) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_base64_decode_many(const sinew_column* column,
                                                      int64_t* out_offsets, void* out,
                                                      size_t capacity,
                                                      uint32_t flags) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_base64_encoded_size_many(const sinew_column* column,
                                                            uint32_t flags) SINEW_NOEXCEPT;

#define SINEW_HEX_LOWER SINEW_VALUE(uint32_t, 0)

#define SINEW_HEX_UPPER SINEW_VALUE(uint32_t, 1)

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_hex_encode(const void* in, size_t size, void* out,
                                              uint32_t flags) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_hex_decode(const void* in, size_t size, void* out,
                                              size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_result sinew_utf8_validate(const void* in, size_t size) SINEW_NOEXCEPT;

SINEW_API size_t sinew_utf8_count(const void* in, size_t size) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_utf8_sanitize(const void* in, size_t size,
                                                 const void* replacement, size_t replacement_size,
                                                 void* out, size_t capacity) SINEW_NOEXCEPT;

SINEW_API size_t sinew_utf8_sanitized_size(const void* in, size_t size,
                                           size_t replacement_size) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_result sinew_utf8_validate_many(const sinew_column* column,
                                                uint8_t* out) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_utf8_to_utf16(const void* in, size_t size, uint16_t* out,
                                                 size_t capacity) SINEW_NOEXCEPT;

SINEW_API size_t sinew_utf8_to_utf16_size(const void* in, size_t size) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_utf16_to_utf8(const uint16_t* in, size_t count, void* out,
                                                 size_t capacity) SINEW_NOEXCEPT;

SINEW_API size_t sinew_utf16_to_utf8_size(const uint16_t* in, size_t count) SINEW_NOEXCEPT;

#define SINEW_JSON_HTML SINEW_VALUE(uint32_t, 1)

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_json_escape(const void* in, size_t size, void* out,
                                               size_t capacity, uint32_t flags) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_json_unescape(const void* in, size_t size, void* out,
                                                 size_t capacity) SINEW_NOEXCEPT;

SINEW_API size_t sinew_bitmap_count(const uint8_t* bits, size_t offset,
                                    size_t count) SINEW_NOEXCEPT;

SINEW_API void sinew_bitmap_and(const uint8_t* a, size_t a_offset, const uint8_t* b,
                                size_t b_offset, size_t count, uint8_t* out) SINEW_NOEXCEPT;

SINEW_API void sinew_bitmap_or(const uint8_t* a, size_t a_offset, const uint8_t* b, size_t b_offset,
                               size_t count, uint8_t* out) SINEW_NOEXCEPT;

SINEW_API void sinew_bitmap_xor(const uint8_t* a, size_t a_offset, const uint8_t* b,
                                size_t b_offset, size_t count, uint8_t* out) SINEW_NOEXCEPT;

SINEW_API void sinew_bitmap_and_not(const uint8_t* a, size_t a_offset, const uint8_t* b,
                                    size_t b_offset, size_t count, uint8_t* out) SINEW_NOEXCEPT;

SINEW_API void sinew_bitmap_not(const uint8_t* bits, size_t offset, size_t count,
                                uint8_t* out) SINEW_NOEXCEPT;

SINEW_API void sinew_bitmap_from_bytes(const void* in, size_t count, uint8_t* out) SINEW_NOEXCEPT;

SINEW_API void sinew_bitmap_to_bytes(const uint8_t* bits, size_t offset, size_t count,
                                     void* out) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_bitmap_to_indices_u32(const uint8_t* bits, size_t offset,
                                                         size_t count, uint32_t* out,
                                                         size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_bitmap_to_indices_u64(const uint8_t* bits, size_t offset,
                                                         size_t count, uint64_t* out,
                                                         size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_bitpack_encode_u32(const uint32_t* in, size_t count,
                                                      size_t width, void* out) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_bitpack_encode_u64(const uint64_t* in, size_t count,
                                                      size_t width, void* out) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_bitpack_decode_u32(const void* in, size_t size, size_t width,
                                                      uint32_t* out, size_t count) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_bitpack_decode_u64(const void* in, size_t size, size_t width,
                                                      uint64_t* out, size_t count) SINEW_NOEXCEPT;

SINEW_API size_t sinew_bitpack_width_u32(const uint32_t* in, size_t count) SINEW_NOEXCEPT;

SINEW_API size_t sinew_bitpack_width_u64(const uint64_t* in, size_t count) SINEW_NOEXCEPT;

SINEW_API size_t sinew_bitpack_encoded_size(size_t count, size_t width) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_varint_encode_u32(const uint32_t* in, size_t count, void* out,
                                                     size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_varint_encode_u64(const uint64_t* in, size_t count, void* out,
                                                     size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_varint_encode_zigzag_i32(const int32_t* in, size_t count,
                                                            void* out,
                                                            size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_varint_encode_zigzag_i64(const int64_t* in, size_t count,
                                                            void* out,
                                                            size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_varint_decode_u32(const void* in, size_t size, uint32_t* out,
                                                     size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_varint_decode_u64(const void* in, size_t size, uint64_t* out,
                                                     size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_varint_decode_zigzag_i32(const void* in, size_t size,
                                                            int32_t* out,
                                                            size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_varint_decode_zigzag_i64(const void* in, size_t size,
                                                            int64_t* out,
                                                            size_t capacity) SINEW_NOEXCEPT;

SINEW_API size_t sinew_varint_encoded_size_u32(const uint32_t* in, size_t count) SINEW_NOEXCEPT;

SINEW_API size_t sinew_varint_encoded_size_u64(const uint64_t* in, size_t count) SINEW_NOEXCEPT;

SINEW_API size_t sinew_varint_encoded_size_zigzag_i32(const int32_t* in,
                                                      size_t count) SINEW_NOEXCEPT;

SINEW_API size_t sinew_varint_encoded_size_zigzag_i64(const int64_t* in,
                                                      size_t count) SINEW_NOEXCEPT;

SINEW_API size_t sinew_varint_count(const void* in, size_t size) SINEW_NOEXCEPT;

#define SINEW_STREAMVBYTE_1234 SINEW_VALUE(uint32_t, 0)

#define SINEW_STREAMVBYTE_0124 SINEW_VALUE(uint32_t, 1)

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_streamvbyte_encode(const uint32_t* in, size_t count, void* out,
                                                      size_t capacity,
                                                      uint32_t flags) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_streamvbyte_decode(const void* in, size_t size, uint32_t* out,
                                                      size_t count, uint32_t flags) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_streamvbyte_encode_delta(const uint32_t* in, size_t count,
                                                            uint32_t start, void* out,
                                                            size_t capacity,
                                                            uint32_t flags) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_streamvbyte_decode_delta(const void* in, size_t size,
                                                            uint32_t start, uint32_t* out,
                                                            size_t count,
                                                            uint32_t flags) SINEW_NOEXCEPT;

SINEW_API size_t sinew_streamvbyte_encoded_bound(size_t count) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_streamvbyte_encoded_size(const uint32_t* in, size_t count,
                                                            uint32_t flags) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_streamvbyte_encoded_size_delta(const uint32_t* in, size_t count,
                                                                  uint32_t start,
                                                                  uint32_t flags) SINEW_NOEXCEPT;

SINEW_API void sinew_zigzag_encode_i32(const int32_t* in, size_t count,
                                       uint32_t* out) SINEW_NOEXCEPT;

SINEW_API void sinew_zigzag_encode_i64(const int64_t* in, size_t count,
                                       uint64_t* out) SINEW_NOEXCEPT;

SINEW_API void sinew_zigzag_decode_i32(const uint32_t* in, size_t count,
                                       int32_t* out) SINEW_NOEXCEPT;

SINEW_API void sinew_zigzag_decode_i64(const uint64_t* in, size_t count,
                                       int64_t* out) SINEW_NOEXCEPT;

SINEW_API int32_t sinew_delta_encode_i32(const int32_t* in, size_t count, int32_t start,
                                         int32_t* out) SINEW_NOEXCEPT;

SINEW_API int64_t sinew_delta_encode_i64(const int64_t* in, size_t count, int64_t start,
                                         int64_t* out) SINEW_NOEXCEPT;

SINEW_API int32_t sinew_delta_decode_i32(const int32_t* in, size_t count, int32_t start,
                                         int32_t* out) SINEW_NOEXCEPT;

SINEW_API int64_t sinew_delta_decode_i64(const int64_t* in, size_t count, int64_t start,
                                         int64_t* out) SINEW_NOEXCEPT;

typedef struct sinew_frame_i64 {
  // The least of the values.
  int64_t base;
  // How many bits the greatest distance from it takes.
  size_t width;
} sinew_frame_i64;

SINEW_API sinew_frame_i64 sinew_frame_of_reference_measure_i32(const int32_t* in,
                                                               size_t count) SINEW_NOEXCEPT;

SINEW_API sinew_frame_i64 sinew_frame_of_reference_measure_i64(const int64_t* in,
                                                               size_t count) SINEW_NOEXCEPT;

typedef struct sinew_frame_u64 {
  // The least of the values.
  uint64_t base;
  // How many bits the greatest distance from it takes.
  size_t width;
} sinew_frame_u64;

SINEW_API sinew_frame_u64 sinew_frame_of_reference_measure_u32(const uint32_t* in,
                                                               size_t count) SINEW_NOEXCEPT;

SINEW_API sinew_frame_u64 sinew_frame_of_reference_measure_u64(const uint64_t* in,
                                                               size_t count) SINEW_NOEXCEPT;

SINEW_API void sinew_frame_of_reference_encode_i32(const int32_t* in, size_t count, int32_t base,
                                                   uint32_t* out) SINEW_NOEXCEPT;

SINEW_API void sinew_frame_of_reference_encode_i64(const int64_t* in, size_t count, int64_t base,
                                                   uint64_t* out) SINEW_NOEXCEPT;

SINEW_API void sinew_frame_of_reference_encode_u32(const uint32_t* in, size_t count, uint32_t base,
                                                   uint32_t* out) SINEW_NOEXCEPT;

SINEW_API void sinew_frame_of_reference_encode_u64(const uint64_t* in, size_t count, uint64_t base,
                                                   uint64_t* out) SINEW_NOEXCEPT;

SINEW_API void sinew_frame_of_reference_decode_i32(const uint32_t* in, size_t count, int32_t base,
                                                   int32_t* out) SINEW_NOEXCEPT;

SINEW_API void sinew_frame_of_reference_decode_i64(const uint64_t* in, size_t count, int64_t base,
                                                   int64_t* out) SINEW_NOEXCEPT;

SINEW_API void sinew_frame_of_reference_decode_u32(const uint32_t* in, size_t count, uint32_t base,
                                                   uint32_t* out) SINEW_NOEXCEPT;

SINEW_API void sinew_frame_of_reference_decode_u64(const uint64_t* in, size_t count, uint64_t base,
                                                   uint64_t* out) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_rle_encode_u32(const uint32_t* in, size_t count, size_t width,
                                                  void* out, size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_rle_decode_u32(const void* in, size_t size, size_t width,
                                                  uint32_t* out, size_t count) SINEW_NOEXCEPT;

SINEW_API size_t sinew_rle_encoded_bound(size_t count, size_t width) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_delta_binary_packed_encode_i32(const int32_t* in, size_t count,
                                                                  void* out,
                                                                  size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_delta_binary_packed_encode_i64(const int64_t* in, size_t count,
                                                                  void* out,
                                                                  size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_delta_binary_packed_decode_i32(const void* in, size_t size,
                                                                  int32_t* out,
                                                                  size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_delta_binary_packed_decode_i64(const void* in, size_t size,
                                                                  int64_t* out,
                                                                  size_t capacity) SINEW_NOEXCEPT;

SINEW_API size_t sinew_delta_binary_packed_encoded_bound_i32(size_t count) SINEW_NOEXCEPT;

SINEW_API size_t sinew_delta_binary_packed_encoded_bound_i64(size_t count) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_delta_binary_packed_count(const void* in,
                                                             size_t size) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_delta_length_byte_array_encode(const sinew_column* column,
                                                                  void* out,
                                                                  size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_delta_length_byte_array_decode(const void* in, size_t size,
                                                                  int64_t* offsets,
                                                                  size_t string_capacity, void* out,
                                                                  size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_delta_length_byte_array_encoded_bound(const sinew_column* column)
    SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_delta_byte_array_encode(const sinew_column* column, void* out,
                                                           size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_delta_byte_array_decode(const void* in, size_t size,
                                                           int64_t* offsets, size_t string_capacity,
                                                           void* out,
                                                           size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_delta_byte_array_encoded_bound(const sinew_column* column)
    SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_delta_byte_array_decoded_size(
    const void* in, size_t size, size_t max_strings) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_byte_stream_split_encode(const void* in, size_t count,
                                                            size_t width,
                                                            void* out) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_byte_stream_split_decode(const void* in, size_t size,
                                                            size_t width, void* out,
                                                            size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_alp_encode_f64(const double* in, size_t count, void* out,
                                                  size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_alp_encode_f32(const float* in, size_t count, void* out,
                                                  size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_alp_decode_f64(const void* in, size_t size, double* out,
                                                  size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_alp_decode_f32(const void* in, size_t size, float* out,
                                                  size_t capacity) SINEW_NOEXCEPT;

SINEW_API size_t sinew_alp_encoded_bound_f64(size_t count) SINEW_NOEXCEPT;

SINEW_API size_t sinew_alp_encoded_bound_f32(size_t count) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_alp_count(const void* in, size_t size) SINEW_NOEXCEPT;

typedef struct sinew_dictionary_options {
  // sizeof(struct sinew_dictionary_options): lets later versions add members.
  size_t size;
  // Type of the values: an integer type, SINEW_TYPE_DATE32, a timestamp or a string type.
  sinew_type type;
  // Most bytes the object may hold; 0 is no limit.
  size_t memory_limit;
  // How many values to make room for at once, or 0 if that is unknown. More can be added in any
  // case; beyond 2^24, or what memory_limit allows, room is made only as they come.
  size_t expected_values;
  // Seeds the hash of the values. If it is 0, which is best, each object takes a random number.
  // Results never depend on it. Chosen values cannot make a call slow, even if whoever chose them
  // knows the seed: an object that meets such values changes once to a strong hash under a random
  // key.
  uint64_t seed;
} sinew_dictionary_options;

typedef struct sinew_dictionary sinew_dictionary;

SINEW_MUST_USE
SINEW_API sinew_status sinew_dictionary_create(const sinew_dictionary_options* options,
                                               sinew_dictionary** out,
                                               sinew_error* error) SINEW_NOEXCEPT;

SINEW_API void sinew_dictionary_destroy(sinew_dictionary* dictionary) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_dictionary_encode(sinew_dictionary* dictionary,
                                               const sinew_column* column, uint32_t* out,
                                               sinew_error* error) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_dictionary_reset(sinew_dictionary* dictionary) SINEW_NOEXCEPT;

SINEW_API size_t sinew_dictionary_count(const sinew_dictionary* dictionary) SINEW_NOEXCEPT;

SINEW_API size_t sinew_dictionary_memory(const sinew_dictionary* dictionary) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_dictionary_values(const sinew_dictionary* dictionary, size_t first,
                                               size_t count, sinew_batch* batch,
                                               sinew_error* error) SINEW_NOEXCEPT;

#define SINEW_HLL_MIN_LG_K SINEW_VALUE(uint32_t, 4)

#define SINEW_HLL_MAX_LG_K SINEW_VALUE(uint32_t, 21)

typedef struct sinew_hll_options {
  // sizeof(struct sinew_hll_options): lets later versions add members.
  size_t size;
  // The base-2 logarithm of the number of registers, SINEW_HLL_MIN_LG_K to SINEW_HLL_MAX_LG_K: the
  // standard error is 0.83 over the root of that number, of sketches that were merged 1.04. 12, for
  // 1.3% in 4 KiB, is a common choice.
  uint32_t lg_k;
  // Most bytes the object may hold; 0 is no limit.
  size_t memory_limit;
} sinew_hll_options;

typedef struct sinew_hll sinew_hll;

SINEW_MUST_USE
SINEW_API sinew_status sinew_hll_create(const sinew_hll_options* options, sinew_hll** out,
                                        sinew_error* error) SINEW_NOEXCEPT;

SINEW_API void sinew_hll_destroy(sinew_hll* hll) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_hll_update(sinew_hll* hll, const sinew_column* column,
                                        sinew_error* error) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_hll_merge(sinew_hll* into, const sinew_hll* from,
                                       sinew_error* error) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_hll_reset(sinew_hll* hll) SINEW_NOEXCEPT;

typedef struct sinew_estimate {
  double value;
  double lower;
  double upper;
} sinew_estimate;

SINEW_API sinew_estimate sinew_hll_estimate(const sinew_hll* hll,
                                            uint32_t standard_errors) SINEW_NOEXCEPT;

SINEW_API uint32_t sinew_hll_lg_k(const sinew_hll* hll) SINEW_NOEXCEPT;

SINEW_API size_t sinew_hll_memory(const sinew_hll* hll) SINEW_NOEXCEPT;

SINEW_API size_t sinew_hll_encoded_size(const sinew_hll* hll) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_hll_encode(const sinew_hll* hll, void* out,
                                              size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_hll_decode(const void* in, size_t size, size_t memory_limit,
                                        sinew_hll** out, sinew_error* error) SINEW_NOEXCEPT;

#define SINEW_DDSKETCH_MAX_BINS SINEW_VALUE(uint32_t, 1048576)

SINEW_ENUM(sinew_ddsketch_mapping, int32_t) {
  // The logarithm: the fewest bins.
  SINEW_DDSKETCH_MAPPING_LOGARITHMIC = 0,
  // A line: the fewest operations, and 44% more bins.
  SINEW_DDSKETCH_MAPPING_LINEAR = 1,
  // A parabola: 8% more bins. The libraries for Go and Python do not read it, that for Java does.
  SINEW_DDSKETCH_MAPPING_QUADRATIC = 2,
  // A polynomial of third degree: 1% more bins.
  SINEW_DDSKETCH_MAPPING_CUBIC = 3,
};

typedef struct sinew_ddsketch_options {
  // sizeof(struct sinew_ddsketch_options): lets later versions add members.
  size_t size;
  // The most by which a quantile may differ from the value it stands for, as a part of that value:
  // 1e-6 or more, and less than 1. 0.01 is a common choice.
  double relative_accuracy;
  sinew_ddsketch_mapping mapping;
  // The most bins of positive values, and of negative ones: 1 to SINEW_DDSKETCH_MAX_BINS. Values
  // nearer to 0 than those of so many bins share one, which is then not as accurate. 2048 is a
  // common choice: with an accuracy of 1% the greatest value is 6e17 times the least, then.
  uint32_t bins;
  // Most bytes the object may hold; 0 is no limit.
  size_t memory_limit;
} sinew_ddsketch_options;

typedef struct sinew_ddsketch sinew_ddsketch;

SINEW_MUST_USE
SINEW_API sinew_status sinew_ddsketch_create(const sinew_ddsketch_options* options,
                                             sinew_ddsketch** out,
                                             sinew_error* error) SINEW_NOEXCEPT;

SINEW_API void sinew_ddsketch_destroy(sinew_ddsketch* ddsketch) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_ddsketch_update(sinew_ddsketch* ddsketch, const sinew_column* column,
                                             sinew_error* error) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_ddsketch_merge(sinew_ddsketch* into, const sinew_ddsketch* from,
                                            sinew_error* error) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_ddsketch_reset(sinew_ddsketch* ddsketch) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_result sinew_ddsketch_quantiles(const sinew_ddsketch* ddsketch,
                                                const double* fractions, size_t count,
                                                double* out) SINEW_NOEXCEPT;

typedef struct sinew_ddsketch_summary {
  // How many values there are: a whole number, unless the sketch was read from bytes that have
  // others.
  double count;
  // The sum of them, 0 if there are none; infinite if it is too great for a double.
  double sum;
  // The least and the greatest; NaN if there are none.
  double min;
  double max;
  // How many rows were rejected: NaN, infinite or too great.
  uint64_t rejected;
} sinew_ddsketch_summary;

SINEW_API sinew_ddsketch_summary sinew_ddsketch_summarize(const sinew_ddsketch* ddsketch)
    SINEW_NOEXCEPT;

SINEW_API double sinew_ddsketch_relative_accuracy(const sinew_ddsketch* ddsketch) SINEW_NOEXCEPT;

SINEW_API size_t sinew_ddsketch_memory(const sinew_ddsketch* ddsketch) SINEW_NOEXCEPT;

SINEW_API size_t sinew_ddsketch_encoded_size(const sinew_ddsketch* ddsketch) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_ddsketch_encode(const sinew_ddsketch* ddsketch, void* out,
                                                   size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_ddsketch_decode(const void* in, size_t size, uint32_t bins,
                                             size_t memory_limit, sinew_ddsketch** out,
                                             sinew_error* error) SINEW_NOEXCEPT;

#define SINEW_BLOOM_MAX_SIZE SINEW_VALUE(uint32_t, 2147483616)

typedef struct sinew_bloom_options {
  // sizeof(struct sinew_bloom_options): lets later versions add members.
  size_t size;
  // How many different values are expected, and the part of all others of which the filter may then
  // say that they are there, more than 0 and less than 1: the bitset gets the size that the
  // libraries of Parquet for Java and C++ compute from them, a power of 2 up to 128 MiB. A million
  // values with 0.01 take 2 MiB.
  uint64_t distinct_count;
  double false_positive_probability;
  // Or the bytes of the bitset, a multiple of 32 up to SINEW_BLOOM_MAX_SIZE; the two above are 0
  // then.
  size_t bitset_size;
  // Most bytes the object may hold; 0 is no limit.
  size_t memory_limit;
} sinew_bloom_options;

typedef struct sinew_bloom sinew_bloom;

SINEW_MUST_USE
SINEW_API sinew_status sinew_bloom_create(const sinew_bloom_options* options, sinew_bloom** out,
                                          sinew_error* error) SINEW_NOEXCEPT;

SINEW_API void sinew_bloom_destroy(sinew_bloom* bloom) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_bloom_update(sinew_bloom* bloom, const sinew_column* column,
                                          sinew_error* error) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_bloom_merge(sinew_bloom* into, const sinew_bloom* from,
                                         sinew_error* error) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_bloom_reset(sinew_bloom* bloom) SINEW_NOEXCEPT;

SINEW_API size_t sinew_bloom_memory(const sinew_bloom* bloom) SINEW_NOEXCEPT;

SINEW_API size_t sinew_bloom_encoded_size(const sinew_bloom* bloom) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_bloom_encode(const sinew_bloom* bloom, void* out,
                                                size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_bloom_decode(const void* in, size_t size, size_t memory_limit,
                                          sinew_bloom** out, sinew_error* error) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_bloom_contains_many(const sinew_bloom* bloom,
                                                 const sinew_column* column, uint8_t* bitmap,
                                                 sinew_error* error) SINEW_NOEXCEPT;

#define SINEW_KLL_MIN_K SINEW_VALUE(uint32_t, 8)

#define SINEW_KLL_MAX_K SINEW_VALUE(uint32_t, 65535)

typedef struct sinew_kll_options {
  // sizeof(struct sinew_kll_options): lets later versions add members.
  size_t size;
  // What its values are: SINEW_TYPE_F64 or SINEW_TYPE_F32.
  sinew_type type;
  // SINEW_KLL_MIN_K to SINEW_KLL_MAX_K: up to k values are all kept, and of any number some 3 k,
  // with an error of ranks of some 2.7 / k. 200, for 1.33%, is a common choice.
  uint32_t k;
  // Of the random bits. Any number will do, unless somebody could choose values that have bad luck
  // with a number that is known.
  uint64_t seed;
  // Most bytes the object may hold; 0 is no limit.
  size_t memory_limit;
} sinew_kll_options;

typedef struct sinew_kll sinew_kll;

SINEW_MUST_USE
SINEW_API sinew_status sinew_kll_create(const sinew_kll_options* options, sinew_kll** out,
                                        sinew_error* error) SINEW_NOEXCEPT;

SINEW_API void sinew_kll_destroy(sinew_kll* kll) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_kll_update(sinew_kll* kll, const sinew_column* column,
                                        sinew_error* error) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_kll_merge(sinew_kll* into, const sinew_kll* from,
                                       sinew_error* error) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_kll_reset(sinew_kll* kll) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_result sinew_kll_quantiles(sinew_kll* kll, const double* fractions, size_t count,
                                           double* out) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_result sinew_kll_ranks(sinew_kll* kll, const double* numbers, size_t count,
                                       double* out) SINEW_NOEXCEPT;

typedef struct sinew_kll_summary {
  // How many values there are.
  uint64_t count;
  // The least and the greatest; NaN if there are none.
  double min;
  double max;
} sinew_kll_summary;

SINEW_API sinew_kll_summary sinew_kll_summarize(sinew_kll* kll) SINEW_NOEXCEPT;

SINEW_API double sinew_kll_rank_error(const sinew_kll* kll) SINEW_NOEXCEPT;

SINEW_API uint32_t sinew_kll_k(const sinew_kll* kll) SINEW_NOEXCEPT;

SINEW_API size_t sinew_kll_memory(const sinew_kll* kll) SINEW_NOEXCEPT;

SINEW_API size_t sinew_kll_encoded_size(sinew_kll* kll) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_kll_encode(sinew_kll* kll, void* out,
                                              size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_kll_decode(const void* in, size_t size, sinew_type type, uint64_t seed,
                                        size_t memory_limit, sinew_kll** out,
                                        sinew_error* error) SINEW_NOEXCEPT;

#define SINEW_AGGREGATE_FILTER SINEW_VALUE(uint32_t, 1)

SINEW_ENUM(sinew_aggregate, int32_t) {
  // All rows, null or not. Result type: i64.
  SINEW_AGGREGATE_COUNT_ROWS = 1,
  // Rows whose value is not null, of a column of any type. Result type: i64.
  SINEW_AGGREGATE_COUNT = 2,
  // Sum of numbers, 0 for no values. Result type: i64 of signed integers and booleans, u64 of
  // unsigned integers, f64 of floats. Of integers it is exact: 128 bits are kept, partial sums may
  // leave the range of the type, and a final sum that does is SINEW_STATUS_OVERFLOW of
  // sinew_reduce, and null in the results of a GROUP BY. Floats are added as doubles, with the same
  // result on every machine, bit for bit; the functions say in which order.
  SINEW_AGGREGATE_SUM = 3,
  // Least and greatest value of a column of any type, null for no values. Result type: that of the
  // column; strings have offsets of 64 bits in the results of a GROUP BY. Of booleans they are
  // their logical AND and OR. Of floats in the sense of IEEE 754-2019 `minimum` and `maximum`, and
  // of Go's `min` and `max`: if any value is NaN the result is NaN, and -0.0 is less than 0.0.
  // Strings, and values of 16 bytes, compare byte by byte as unsigned numbers, and one that begins
  // another is less.
  SINEW_AGGREGATE_MIN = 4,
  SINEW_AGGREGATE_MAX = 5,
  // The sum of numbers over the count, null for no values. Result type: f64. Of integers the exact
  // sum is rounded to a double, to nearest and ties to even, and then divided.
  SINEW_AGGREGATE_MEAN = 6,
  // The value of the first and of the last row that has one, of a column of any type; null for no
  // values. Result type: that of SINEW_AGGREGATE_MIN. For any value take the first.
  SINEW_AGGREGATE_FIRST = 7,
  SINEW_AGGREGATE_LAST = 8,
  // The bits of integers combined, null for no values. Result type: that of the column.
  SINEW_AGGREGATE_BIT_AND = 9,
  SINEW_AGGREGATE_BIT_OR = 10,
  SINEW_AGGREGATE_BIT_XOR = 11,
  // The mean of the squares of the distances of numbers from their mean, null for no values; and as
  // it is estimated from a sample, their sum over the count less 1, null for less than two values.
  // Result type: f64. Computed in doubles, to which integers are rounded, in a way that does not
  // lose digits where values are close to one another and far from 0.
  SINEW_AGGREGATE_VARIANCE_POPULATION = 12,
  SINEW_AGGREGATE_VARIANCE_SAMPLE = 13,
  // The square roots of these.
  SINEW_AGGREGATE_STDDEV_POPULATION = 14,
  SINEW_AGGREGATE_STDDEV_SAMPLE = 15,
  // The sum of floats, 0 for no values, as if it were computed without rounding and then rounded to
  // a double once, to nearest and ties to even: the order of the rows does not show in it, nor do
  // partial sums beyond the range of a double. It takes 568 bytes a group. Result type: f64.
  SINEW_AGGREGATE_SUM_EXACT = 16,
  // Of two columns of any types: the value of the first one in the row in which the second one has
  // its least, or its greatest, value in the sense of SINEW_AGGREGATE_MIN; in the first such row if
  // there are several, and where it is NaN if it is anywhere. Null for no rows; rows in which
  // either column is null are left out. Result type: that of SINEW_AGGREGATE_MIN of the first
  // column.
  SINEW_AGGREGATE_ARG_MIN = 17,
  SINEW_AGGREGATE_ARG_MAX = 18,
  // Of two columns of numbers: the mean of the products of the distances from their means, null for
  // no rows; as it is estimated from a sample, their sum over the count less 1, null for less than
  // two rows; and the correlation (Pearson's), which is the covariance over the product of the
  // standard deviations, -1 to 1, null for no rows, and NaN where one of these is 0. Rows in which
  // either column is null are left out. Result type: f64. Computed as variances are.
  SINEW_AGGREGATE_COVARIANCE_POPULATION = 19,
  SINEW_AGGREGATE_COVARIANCE_SAMPLE = 20,
  SINEW_AGGREGATE_CORRELATION = 21,
  // How many different values that are not null there are, of a column of any type; exactly, 0 for
  // none. As in keys, -0.0 and 0.0 are one value, and all NaNs are. Result type: i64. In a GROUP BY
  // all different values are kept: a group takes 16 bytes, and each of its values 40 to 65 more; a
  // value of 8 bytes or more, and its own bytes, another 35 to 65, once for all groups.
  SINEW_AGGREGATE_COUNT_DISTINCT = 22,
  // The quantile at sinew_aggregate_spec.fraction p, 0.5 for the median, of the values in the order
  // of sinew_sort, in which NaN is behind all others; null for no values. The continuous one, of
  // numbers, is at place (n - 1) * p of n values, counted from 0: the value there, or what lies
  // between two, a and b, as the part d of the way from one to the other, which is
  // a * (1 - d) + b * d in doubles, to which integers are rounded. Result type: f64. The discrete
  // one, of numbers, dates and timestamps, is a value: number ceil(n * p) of them, counted from 1,
  // or the first one for a p of 0; a product that is above an integer by n * 2^-50 or less is that
  // integer. Result type: that of the column. They are DuckDB's quantile_cont and quantile_disc,
  // and percentile_cont and percentile_disc of SQL. A GROUP BY keeps all values of each group, once
  // for all quantiles of a column.
  SINEW_AGGREGATE_QUANTILE_CONTINUOUS = 23,
  SINEW_AGGREGATE_QUANTILE_DISCRETE = 24,
  // About how many different values that are not null there are, of a column of any type, 0 for
  // none: what a sketch that sinew_hll_update has given them estimates, with
  // sinew_aggregate_spec.lg_k, rounded to the nearest integer. Values are one where they are to
  // it: -0.0 and 0.0, and all NaNs; empty strings are left out. The estimate is that of sketches
  // that were merged, so that it depends on the set of values alone, neither on their order nor on
  // merges of groups. Its standard error is 1.04 / 2^(lg_k / 2), 1.6% for an lg_k of 12; as long
  // as there are 3/32 of 2^lg_k different values at most (with an lg_k below 8, 7 of them) it is
  // exact, but that one in 2 * 10^8 pairs of values counts as one. Result type: i64. A group takes
  // 16 bytes, 32 more from its first value on, 5 to 16 a value from the eighth one on, and 2^lg_k
  // in place of them once there are more. What it has outgrown, less than as much again, is not
  // used by others.
  SINEW_AGGREGATE_APPROX_COUNT_DISTINCT = 25,
  // About the quantile at sinew_aggregate_spec.fraction p of numbers, null for no values: of n of
  // them in the order of sinew_sort, in which infinities are at the ends and NaN is behind all
  // others, the one of rank floor((n - 1) * p), counted from 0, but for the part of itself that is
  // sinew_aggregate_spec.relative_accuracy. It is what a sketch of sinew_ddsketch_update says that
  // has a logarithmic mapping and 2048 bins, and depends on the values, neither on their order nor
  // on merges of groups. Values whose size is at most some 1e-308 count as 0, and those of more
  // than some 1e308 as infinities. With an accuracy of 1% the bins of each sign reach over a factor
  // of 6 * 10^17 from the greatest size on; smaller values count as the last of them. Result type:
  // f64. A group takes 16 bytes, 32 more from its first value on, 4 to 8 a value from the ninth one
  // on, and in place of more than 256 of them 8 to 16 for each bin between the least and the
  // greatest of each sign, 32 KiB at most. What it has outgrown, less than as much again, is not
  // used by others.
  SINEW_AGGREGATE_APPROX_QUANTILE = 26,
};

typedef struct sinew_aggregate_spec {
  // sizeof(struct sinew_aggregate_spec): lets later versions add parameters of functions.
  size_t size;
  sinew_aggregate function;
  // The index of the value column, in GROUP BY and sinew_reduce_columns. 0 for
  // SINEW_AGGREGATE_COUNT_ROWS, which looks at no column, and in sinew_reduce, which has one.
  uint32_t column;
  // SINEW_AGGREGATE_FILTER or 0.
  uint32_t flags;
  // With SINEW_AGGREGATE_FILTER the index of a value column of booleans: for this aggregate a row
  // counts only where it is true, neither false nor null (FILTER in SQL). It may be any of the
  // columns, `column` too. Otherwise 0.
  uint32_t filter;
  // Of functions of two columns the index of the second value column. Otherwise 0.
  uint32_t second;
  // Of quantiles the fraction of the values that are below, 0 to 1. Otherwise 0.
  double fraction;
  // Of SINEW_AGGREGATE_APPROX_COUNT_DISTINCT the base-2 logarithm of the number of registers, 4 to
  // 21, or 0 for 12. Otherwise 0.
  uint32_t lg_k;
  // Of SINEW_AGGREGATE_APPROX_QUANTILE how far a result may be from the value itself, as a part of
  // it, 1e-6 to less than 1, or 0 for 0.01. Otherwise 0.
  double relative_accuracy;
} sinew_aggregate_spec;

typedef struct sinew_reduce_result {
  // Of the result.
  sinew_type type;
  sinew_status status;
  // Rows that took part. A result that sinew_aggregate says is null for so many is 0 here.
  size_t count;
  int64_t i64;
  uint64_t u64;
  double f64;
  // The row of the column whose value is the result.
  size_t row;
} sinew_reduce_result;

SINEW_MUST_USE
SINEW_API sinew_reduce_result sinew_reduce(const sinew_column* column,
                                           const sinew_aggregate_spec* spec) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_reduce_result sinew_reduce_columns(const sinew_column* columns, size_t column_count,
                                                   const sinew_aggregate_spec* spec)
    SINEW_NOEXCEPT;

#define SINEW_GROUPBY_MAX_KEYS SINEW_VALUE(size_t, 8)

#define SINEW_GROUPBY_MAX_COLUMNS SINEW_VALUE(size_t, 16)

#define SINEW_GROUPBY_MAX_AGGREGATES SINEW_VALUE(size_t, 64)

typedef struct sinew_groupby_options {
  // sizeof(struct sinew_groupby_options): lets later versions add members.
  size_t size;
  // Types of the key columns: any.
  const sinew_type* key_types;
  // 1 to SINEW_GROUPBY_MAX_KEYS.
  size_t key_count;
  // Types of the value columns, which the aggregates over them must take; may be null if there are
  // none.
  const sinew_type* value_types;
  // At most SINEW_GROUPBY_MAX_COLUMNS.
  size_t value_count;
  // 1 to SINEW_GROUPBY_MAX_AGGREGATES aggregates.
  const sinew_aggregate_spec* aggregates;
  size_t aggregate_count;
  // Most bytes the object may hold; 0 is no limit.
  size_t memory_limit;
  // How many groups to make room for at once, or 0 if that is unknown. More can be added in any
  // case; beyond 2^24, or what memory_limit allows, room is made only as they come.
  size_t expected_groups;
  // Seeds the hashes of the keys, and of the values of SINEW_AGGREGATE_COUNT_DISTINCT. If it is 0,
  // which is best, each object takes random numbers. Results never depend on it. Chosen keys and
  // values cannot make a call slow, even if whoever chose them knows the seed: an object that meets
  // such keys changes once to a strong hash under a random key.
  uint64_t seed;
} sinew_groupby_options;

typedef struct sinew_groupby sinew_groupby;

SINEW_MUST_USE
SINEW_API sinew_status sinew_groupby_create(const sinew_groupby_options* options,
                                            sinew_groupby** out,
                                            sinew_error* error) SINEW_NOEXCEPT;

SINEW_API void sinew_groupby_destroy(sinew_groupby* groupby) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_groupby_update(sinew_groupby* groupby, const sinew_column* keys,
                                            size_t key_count, const sinew_column* values,
                                            size_t value_count, sinew_error* error) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_groupby_merge(sinew_groupby* into, const sinew_groupby* from,
                                           sinew_error* error) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_groupby_reset(sinew_groupby* groupby) SINEW_NOEXCEPT;

SINEW_API size_t sinew_groupby_count(const sinew_groupby* groupby) SINEW_NOEXCEPT;

SINEW_API size_t sinew_groupby_memory(const sinew_groupby* groupby) SINEW_NOEXCEPT;

SINEW_API size_t sinew_groupby_overflow_count(const sinew_groupby* groupby) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_groupby_results(const sinew_groupby* groupby, size_t first,
                                             size_t count, sinew_batch* batch,
                                             sinew_error* error) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_groupby_merge_part(sinew_groupby* into, const sinew_groupby* from,
                                                size_t part, size_t part_count,
                                                sinew_error* error) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_groupby_encoded_size(const sinew_groupby* groupby, size_t part,
                                                        size_t part_count) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_groupby_encode(const sinew_groupby* groupby, size_t part,
                                                  size_t part_count, void* out,
                                                  size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_groupby_merge_encoded(sinew_groupby* into, const void* in, size_t size,
                                                   sinew_error* error) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_groupby_decode(const void* in, size_t size, size_t memory_limit,
                                            sinew_groupby** out,
                                            sinew_error* error) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_result sinew_take(const sinew_column* values, const sinew_column* indices,
                                  void* out) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_take_strings_size(const sinew_column* values,
                                                     const sinew_column* indices) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_take_strings(const sinew_column* values,
                                                const sinew_column* indices, int64_t* offsets,
                                                void* out, size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_result sinew_filter_count(const sinew_column* filter) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_filter(const sinew_column* values, const sinew_column* filter,
                                          void* out, uint8_t* validity,
                                          size_t capacity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_filter_strings_size(const sinew_column* values,
                                                       const sinew_column* filter) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_filter_strings(const sinew_column* values,
                                                  const sinew_column* filter, int64_t* offsets,
                                                  uint8_t* validity, size_t row_capacity, void* out,
                                                  size_t capacity) SINEW_NOEXCEPT;

SINEW_ENUM(sinew_relation, int32_t) {
  SINEW_RELATION_EQUAL = 1,
  SINEW_RELATION_NOT_EQUAL = 2,
  SINEW_RELATION_LESS = 3,
  SINEW_RELATION_LESS_EQUAL = 4,
  SINEW_RELATION_GREATER = 5,
  SINEW_RELATION_GREATER_EQUAL = 6,
};

SINEW_MUST_USE
SINEW_API sinew_result sinew_compare(const sinew_column* in, const sinew_column* other,
                                     sinew_relation relation, uint8_t* bitmap,
                                     uint8_t* validity) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_histogram(const sinew_column* in, const uint8_t* bitmap,
                                       size_t bitmap_offset, const double* edges, uint64_t* counts,
                                       size_t bin_count) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_histogram_linear(const sinew_column* in, const uint8_t* bitmap,
                                              size_t bitmap_offset, double low, double high,
                                              uint64_t* counts, size_t bin_count) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_result sinew_histogram_log_linear_count(double low, double high,
                                                        uint32_t bits) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_histogram_log_linear(const sinew_column* in, const uint8_t* bitmap,
                                                  size_t bitmap_offset, double low, double high,
                                                  uint32_t bits, uint64_t* counts,
                                                  size_t bin_count) SINEW_NOEXCEPT;

#define SINEW_SORT_MAX_KEYS SINEW_VALUE(size_t, 16)

#define SINEW_SORT_DESCENDING SINEW_VALUE(uint32_t, 1)

#define SINEW_SORT_NULLS_FIRST SINEW_VALUE(uint32_t, 2)

SINEW_MUST_USE
SINEW_API sinew_status sinew_sort(sinew_type type, void* values, size_t count,
                                  uint32_t flags) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_sort_indices(const sinew_column* keys, size_t key_count,
                                          const uint32_t* orders, size_t first, uint32_t* out,
                                          size_t count, sinew_error* error) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_result sinew_sort_validate(const sinew_column* keys, size_t key_count,
                                           const uint32_t* orders) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_sort_distinct(const sinew_column* keys, size_t key_count,
                                                 uint32_t* out, size_t capacity) SINEW_NOEXCEPT;

#define SINEW_VECTORS_MAX_DIMENSION SINEW_VALUE(size_t, 32768)

SINEW_ENUM(sinew_metric, int32_t) {
  // The sum of the products of their elements (inner product). The greatest is the nearest.
  SINEW_METRIC_DOT = 1,
  // The cosine of the angle between them, -1 to 1: the sum of the products over the product of
  // their lengths, which are the roots of the sums of their squares; 0 if either length is 0. The
  // greatest is the nearest.
  SINEW_METRIC_COSINE = 2,
  // The sum of the squares of the differences of their elements, whose root is the Euclidean
  // distance. The least is the nearest.
  SINEW_METRIC_SQUARED_DISTANCE = 3,
};

typedef struct sinew_vectors {
  // Of the elements: SINEW_TYPE_F32 or SINEW_TYPE_F64.
  sinew_type type;
  // Number of vectors.
  size_t count;
  // Elements of a vector, 1 to SINEW_VECTORS_MAX_DIMENSION.
  size_t dimension;
  // The first vector. May be null if count is 0.
  const void* values;
  // Bytes readable at `values`.
  size_t values_size;
  // Bytes from one vector to the next, at least those of its elements. What is between them is not
  // looked at.
  size_t stride;
} sinew_vectors;

SINEW_MUST_USE
SINEW_API sinew_status sinew_vectors_compare(const sinew_vectors* in, const sinew_vectors* queries,
                                             sinew_metric metric, double* out) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_vectors_nearest(const sinew_vectors* in,
                                                   const sinew_vectors* queries,
                                                   const uint8_t* bitmap, size_t bitmap_offset,
                                                   sinew_metric metric, uint32_t* out,
                                                   double* measures, size_t count) SINEW_NOEXCEPT;

#define SINEW_EXPRESSION_MAX_SIZE SINEW_VALUE(size_t, 65536)

#define SINEW_EXPRESSION_MAX_DEPTH SINEW_VALUE(size_t, 64)

#define SINEW_EXPRESSION_MAX_COLUMNS SINEW_VALUE(size_t, 4096)

typedef struct sinew_expression_column {
  // Null-terminated.
  const char* name;
  // A string type stands for the one with offsets of the other width, too.
  sinew_type type;
} sinew_expression_column;

typedef struct sinew_expression_options {
  // sizeof(struct sinew_expression_options): lets later versions add members.
  size_t size;
  // The text, as docs/expressions.md has it.
  const void* text;
  // 1 to SINEW_EXPRESSION_MAX_SIZE bytes.
  size_t text_size;
  // The columns that the expression is evaluated over, used or not. Of two with the same name the
  // first counts.
  const sinew_expression_column* columns;
  // At most SINEW_EXPRESSION_MAX_COLUMNS.
  size_t column_count;
  // Most bytes the object may hold; 0 is no limit.
  size_t memory_limit;
} sinew_expression_options;

typedef struct sinew_expression sinew_expression;

SINEW_MUST_USE
SINEW_API sinew_status sinew_expression_create(const sinew_expression_options* options,
                                               sinew_expression** out,
                                               sinew_error* error) SINEW_NOEXCEPT;

SINEW_API void sinew_expression_destroy(sinew_expression* expression) SINEW_NOEXCEPT;

typedef struct sinew_expression_result {
  // Rows for which the expression is true.
  size_t count;
  // Operations that gave null because their result does not exist or does not fit: divisions by
  // zero and overflows of integers, dates and timestamps.
  size_t faults;
  sinew_status status;
} sinew_expression_result;

SINEW_MUST_USE
SINEW_API sinew_expression_result sinew_expression_filter(sinew_expression* expression,
                                                          const sinew_column* columns,
                                                          size_t column_count, size_t row_count,
                                                          uint8_t* bitmap) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_expression_evaluate(sinew_expression* expression,
                                                 const sinew_column* columns, size_t column_count,
                                                 size_t row_count, sinew_batch* batch,
                                                 sinew_error* error) SINEW_NOEXCEPT;

SINEW_API sinew_type sinew_expression_type(const sinew_expression* expression) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_expression_uses(const sinew_expression* expression,
                                             uint8_t* bitmap) SINEW_NOEXCEPT;

SINEW_API uint64_t sinew_expression_faults(const sinew_expression* expression) SINEW_NOEXCEPT;

SINEW_API size_t sinew_expression_memory(const sinew_expression* expression) SINEW_NOEXCEPT;

#define SINEW_FIELD_EPOCH_S SINEW_VALUE(uint32_t, 1)

#define SINEW_FIELD_EPOCH_MS SINEW_VALUE(uint32_t, 2)

#define SINEW_FIELD_EPOCH_US SINEW_VALUE(uint32_t, 3)

#define SINEW_FIELD_EPOCH_NS SINEW_VALUE(uint32_t, 4)

#define SINEW_DECODER_MAX_FIELDS SINEW_VALUE(size_t, 256)

#define SINEW_DECODER_STOP SINEW_VALUE(uint32_t, 1)

#define SINEW_DECODER_STRICT SINEW_VALUE(uint32_t, 2)

#define SINEW_DECODE_END SINEW_VALUE(uint32_t, 1)

typedef struct sinew_decoder sinew_decoder;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_decoder_decode(sinew_decoder* decoder, const void* in,
                                                  size_t size, sinew_batch* batch, uint32_t flags,
                                                  sinew_error* error) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_decoder_decode_many(sinew_decoder* decoder, const sinew_column* column,
                                                 sinew_batch* batch,
                                                 sinew_error* error) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_decoder_reset(sinew_decoder* decoder) SINEW_NOEXCEPT;

SINEW_API void sinew_decoder_destroy(sinew_decoder* decoder) SINEW_NOEXCEPT;

typedef struct sinew_decoder_counts {
  // Bytes consumed.
  uint64_t bytes;
  // Records, those that were rejected included.
  uint64_t records;
  // Rows in batches.
  uint64_t rows;
  // Records that were rejected, and so have no row, or in sinew_decoder_decode_many only nulls.
  uint64_t rejected_records;
  // Values that were rejected, and so are null, in records that were not.
  uint64_t rejected_values;
  // Rejects that are kept, for sinew_decoder_reject.
  size_t rejects;
} sinew_decoder_counts;

SINEW_API sinew_decoder_counts sinew_decoder_stats(const sinew_decoder* decoder) SINEW_NOEXCEPT;

typedef struct sinew_field {
  // Where the value is in a record, null-terminated; the function that creates the decoder says
  // how.
  const char* path;
  // What the column is called, null-terminated. Null: as the path.
  const char* name;
  // The type of the column. A value of another type, or one that the type cannot hold, is a fault.
  sinew_type type;
  // Timestamps only: the unit of those that are written as numbers, one of SINEW_FIELD_EPOCH_S,
  // _MS, _US and _NS. 0: the unit of the type. Besides, what a format has flags for: see
  // SINEW_FIELD_ZIGZAG.
  uint32_t flags;
} sinew_field;

typedef struct sinew_decoder_options {
  // sizeof(struct sinew_decoder_options): lets later versions add members.
  size_t size;
  // The columns of the batches, in this order.
  const sinew_field* fields;
  // 1 to SINEW_DECODER_MAX_FIELDS.
  size_t field_count;
  // The most rows of a batch; 0 is 4,096. Batches that fit the cache are fastest.
  size_t max_rows;
  // The most bytes of a record; 0 is 16 MiB. A longer one is rejected.
  size_t max_record_size;
  // The most bytes of a string in a column: of a field of strings or binary strings the value, of
  // one of lists each element. 0 is no limit but that of the record, 2^30 the most. A longer one is
  // a fault of its value: SINEW_REJECT_VALUE_SIZE.
  size_t max_value_size;
  // How many rejects are kept with their place and reason; 0 is 16. All are counted.
  size_t max_rejects;
  // Most bytes the object may hold; 0 is no limit. Batches have limits of their own.
  size_t memory_limit;
  // SINEW_DECODER_STOP, SINEW_DECODER_STRICT, or 0.
  uint32_t flags;
} sinew_decoder_options;

SINEW_ENUM(sinew_reject_reason, int32_t) {
  // The record breaks the rules of the format: a bracket, quote or comma that is missing or too
  // many, a bad escape, a tag that cannot be.
  SINEW_REJECT_SYNTAX = 1,
  // The input ends within the record.
  SINEW_REJECT_TRUNCATED = 2,
  // The value is of another type than the field.
  SINEW_REJECT_TYPE = 3,
  // The type of the field cannot hold the number or time.
  SINEW_REJECT_RANGE = 4,
  // A string is not UTF-8.
  SINEW_REJECT_ENCODING = 5,
  // The record is longer than sinew_decoder_options.max_record_size.
  SINEW_REJECT_SIZE = 6,
  // The record is nested more deeply than the options of the format allow.
  SINEW_REJECT_DEPTH = 7,
  // The record has more, or fewer, fields than it must have.
  SINEW_REJECT_FIELDS = 8,
  // A checksum is not that of the bytes.
  SINEW_REJECT_CHECKSUM = 9,
  // Compressed data is damaged, or larger than allowed.
  SINEW_REJECT_COMPRESSION = 10,
  // The record is compressed in a way for which there is no library on this machine.
  SINEW_REJECT_CODEC = 11,
  // The format has a version that is not supported.
  SINEW_REJECT_VERSION = 12,
  // The header is at fault, or does not name the field: nothing can be decoded.
  SINEW_REJECT_HEADER = 13,
  // The string is longer than sinew_decoder_options.max_value_size.
  SINEW_REJECT_VALUE_SIZE = 14,
};

typedef struct sinew_reject {
  // The number of the record, from 0, since the decoder was created or reset.
  uint64_t record;
  // The first byte at fault, counted since the decoder was created or reset; in
  // sinew_decoder_decode_many, counted from the first byte of the row.
  uint64_t offset;
  // The index of the field; SIZE_MAX if the reject is about the record and not about one field.
  size_t field;
  sinew_reject_reason reason;
} sinew_reject;

SINEW_API sinew_reject sinew_decoder_reject(const sinew_decoder* decoder,
                                            size_t index) SINEW_NOEXCEPT;

SINEW_API const char* sinew_reject_name(sinew_reject_reason reason) SINEW_NOEXCEPT;

SINEW_API size_t sinew_decoder_memory(const sinew_decoder* decoder) SINEW_NOEXCEPT;

#define SINEW_FIELD_RAW SINEW_VALUE(uint32_t, 128)

#define SINEW_NDJSON_VALIDATE SINEW_VALUE(uint32_t, 1)

#define SINEW_NDJSON_CONCATENATED SINEW_VALUE(uint32_t, 2)

#define SINEW_NDJSON_ARRAY SINEW_VALUE(uint32_t, 4)

typedef struct sinew_ndjson_options {
  // sizeof(struct sinew_ndjson_options): lets later versions add members.
  size_t size;
  // The most objects and arrays within each other, the record included, up to 65,536; 0 is 64. A
  // record with more is rejected.
  size_t max_depth;
  // SINEW_NDJSON_ constants, or'ed together. CONCATENATED and ARRAY exclude each other.
  uint32_t flags;
} sinew_ndjson_options;

SINEW_MUST_USE
SINEW_API sinew_status sinew_ndjson_create(const sinew_decoder_options* options,
                                           const sinew_ndjson_options* ndjson_options,
                                           sinew_decoder** out, sinew_error* error) SINEW_NOEXCEPT;

#define SINEW_CSV_HEADER SINEW_VALUE(uint32_t, 1)

#define SINEW_CSV_NO_QUOTES SINEW_VALUE(uint32_t, 2)

#define SINEW_CSV_LAZY_QUOTES SINEW_VALUE(uint32_t, 4)

#define SINEW_CSV_RAGGED SINEW_VALUE(uint32_t, 8)

#define SINEW_CSV_EMPTY_IS_NULL SINEW_VALUE(uint32_t, 16)

typedef struct sinew_csv_options {
  // sizeof(struct sinew_csv_options): lets later versions add members.
  size_t size;
  // The text of a field that is null, null-terminated, at most 255 bytes; it is so without quotes
  // only. Null: there is none. Read while the decoder is created only.
  const char* null_text;
  // The most fields of a record, up to 2^20; 0 is 4,096. A record with more is rejected.
  size_t max_columns;
  // Flags SINEW_CSV_*.
  uint32_t flags;
  // Between fields: any byte but the quote, CR and LF. 0 is ','.
  uint8_t delimiter;
  // Around fields: an ASCII character but those of numbers, letters, space, ':', CR and LF. 0 is
  // '"'.
  uint8_t quote;
} sinew_csv_options;

SINEW_MUST_USE
SINEW_API sinew_status sinew_csv_create(const sinew_decoder_options* options,
                                        const sinew_csv_options* csv, sinew_decoder** out,
                                        sinew_error* error) SINEW_NOEXCEPT;

#define SINEW_FIELD_ZIGZAG SINEW_VALUE(uint32_t, 16)

#define SINEW_FIELD_FIXED SINEW_VALUE(uint32_t, 32)

#define SINEW_FIELD_FIRST SINEW_VALUE(uint32_t, 64)

#define SINEW_PROTOBUF_DEFAULTS SINEW_VALUE(uint32_t, 1)

typedef struct sinew_protobuf_options {
  // sizeof(struct sinew_protobuf_options): lets later versions add members.
  size_t size;
  // The most messages on a path, and groups that are skipped, within each other and within the
  // record, up to 200; 0 is 100. A record with more is rejected.
  size_t max_depth;
  // SINEW_PROTOBUF_DEFAULTS, or 0.
  uint32_t flags;
} sinew_protobuf_options;

SINEW_MUST_USE
SINEW_API sinew_status sinew_protobuf_create(const sinew_decoder_options* options,
                                             const sinew_protobuf_options* format,
                                             sinew_decoder** out,
                                             sinew_error* error) SINEW_NOEXCEPT;

typedef struct sinew_kafka_records_options {
  // sizeof(struct sinew_kafka_records_options): lets later versions add members.
  size_t size;
  // The most bytes that the records of a compressed batch may take; 0 is 64 MiB, 2^30 the most. A
  // larger batch is rejected. (sinew_decoder_options.max_record_size is about batches as they
  // come.)
  size_t max_decoded_size;
} sinew_kafka_records_options;

SINEW_MUST_USE
SINEW_API sinew_status sinew_kafka_records_create(const sinew_decoder_options* options,
                                                  const sinew_kafka_records_options* kafka_options,
                                                  sinew_decoder** out,
                                                  sinew_error* error) SINEW_NOEXCEPT;

typedef struct sinew_kafka_transaction {
  int64_t producer_id;
  // The offset of its first record.
  int64_t first_offset;
} sinew_kafka_transaction;

SINEW_MUST_USE
SINEW_API sinew_status sinew_kafka_records_expect(sinew_decoder* decoder,
                                                  const sinew_kafka_transaction* aborted,
                                                  size_t count, int64_t first_offset,
                                                  sinew_error* error) SINEW_NOEXCEPT;

typedef struct sinew_kafka_header {
  // Null: there is no further header.
  const char* key;
  size_t key_size;
  const char* value;
  size_t value_size;
  // For sinew_kafka_headers_next: where the next one is.
  size_t next;
} sinew_kafka_header;

SINEW_API sinew_kafka_header sinew_kafka_headers_next(const void* in, size_t size,
                                                      size_t offset) SINEW_NOEXCEPT;

typedef struct sinew_kafka_records_counts {
  // Batches that are whole, those without rows included.
  uint64_t batches;
  // Of these, those that are about transactions and have no records of their own.
  uint64_t control_batches;
  // Of these, those of aborted transactions.
  uint64_t aborted_batches;
  // Records in front of the first offset that was asked for.
  uint64_t earlier_records;
  // Batches that the end of the input cut off.
  uint64_t partial_batches;
} sinew_kafka_records_counts;

SINEW_API sinew_kafka_records_counts sinew_kafka_records_stats(const sinew_decoder* decoder)
    SINEW_NOEXCEPT;

SINEW_ENUM(sinew_compression, int32_t) {
  // What the first bytes say: gzip, Zstandard or LZ4; bytes that begin in another way are not
  // compressed. Skippable frames, which Zstandard and LZ4 have in common, are taken for Zstandard.
  SINEW_COMPRESSION_AUTO = 0,
  // Not compressed.
  SINEW_COMPRESSION_NONE = 1,
  // RFC 1952, several members too. Libraries: libisal.so.2, or else libz.so.1; blocks of Kafka are
  // decoded by libdeflate.so.0 if it is there.
  SINEW_COMPRESSION_GZIP = 2,
  // RFC 8878, several frames and skippable ones too. Library: libzstd.so.1.
  SINEW_COMPRESSION_ZSTD = 3,
  // The LZ4 frame format, several frames and skippable ones too. Library: liblz4.so.1.
  SINEW_COMPRESSION_LZ4 = 4,
  // A block of Snappy, or several in the framing of snappy-java: in Kafka records only, because it
  // is no stream. Library: libsnappy.so.1.
  SINEW_COMPRESSION_SNAPPY = 5,
};

SINEW_MUST_USE
SINEW_API sinew_status sinew_stream_load(sinew_compression compression,
                                         sinew_error* error) SINEW_NOEXCEPT;

typedef struct sinew_stream_options {
  // sizeof(struct sinew_stream_options): lets later versions add members.
  size_t size;
  // Not SINEW_COMPRESSION_SNAPPY.
  sinew_compression compression;
  // The most bytes that a stream may decode to; 0 is no limit.
  uint64_t max_size;
  // Most bytes the object may hold; 0 is no limit. A frame says how far back it refers, 8 MiB in
  // most files and 128 MiB at most: so much is needed then.
  size_t memory_limit;
} sinew_stream_options;

typedef struct sinew_stream sinew_stream;

SINEW_MUST_USE
SINEW_API sinew_status sinew_stream_create(const sinew_stream_options* options, sinew_stream** out,
                                           sinew_error* error) SINEW_NOEXCEPT;

SINEW_API void sinew_stream_destroy(sinew_stream* stream) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_stream_decode(sinew_stream* stream, const void* in, size_t size,
                                                 void* out, size_t capacity, uint32_t flags,
                                                 sinew_error* error) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_stream_reset(sinew_stream* stream) SINEW_NOEXCEPT;

SINEW_API sinew_compression sinew_stream_compression(const sinew_stream* stream) SINEW_NOEXCEPT;

SINEW_API size_t sinew_stream_memory(const sinew_stream* stream) SINEW_NOEXCEPT;

#define SINEW_PIPELINE_DESCENDING SINEW_VALUE(uint32_t, 1)

typedef struct sinew_pipeline_column {
  // An expression as docs/expressions.md has it, or just the name of a column; null-terminated.
  const char* text;
  // What the column is called, null-terminated. Null: as the text.
  const char* name;
} sinew_pipeline_column;

typedef struct sinew_pipeline_aggregate {
  sinew_aggregate function;
  // What it is computed of: an expression, or just the name of a column; null-terminated. Null for
  // SINEW_AGGREGATE_COUNT_ROWS alone.
  const char* text;
  // What the result is called, null-terminated. Null: as in "count", "mean(delay)",
  // "arg_max(flight, delay)", "quantile_continuous(delay, 0.99)", "sum(delay) where origin =
  // 'ATL'"; a fraction has 15 decimals there at most.
  const char* name;
  // For this aggregate a row counts only if this expression is true, or a column of booleans with
  // this name: not if it is false or null (FILTER in SQL). Null-terminated. Null: all rows count.
  const char* where;
  // Of functions of two columns the second one, as `text`. Null for all others.
  const char* second;
  // Of quantiles sinew_aggregate_spec.fraction, 0 to 1. Otherwise 0.
  double fraction;
  // Of SINEW_AGGREGATE_APPROX_COUNT_DISTINCT sinew_aggregate_spec.lg_k, 4 to 21, or 0 for 12.
  // Otherwise 0.
  uint32_t lg_k;
  // Of SINEW_AGGREGATE_APPROX_QUANTILE sinew_aggregate_spec.relative_accuracy, 1e-6 to less than 1,
  // or 0 for 0.01. Otherwise 0.
  double relative_accuracy;
} sinew_pipeline_aggregate;

typedef struct sinew_pipeline_options {
  // sizeof(struct sinew_pipeline_options): lets later versions add members.
  size_t size;
  // The columns of rows begin with the fields of this decoder. It is not kept: every call that
  // decodes is given one.
  const sinew_decoder* decoder;
  // Columns without a decoder, or beside its records (sinew_pipeline_write_many).
  const sinew_expression_column* columns;
  size_t column_count;
  // Rows take part if this expression over the columns is true: not if it is false or null.
  // Null-terminated. Null: all rows do.
  const char* where;
  // Columns that are computed of the rows that take part; those behind them, keys and aggregates
  // can name them. Their names are new ones. At most SINEW_EXPRESSION_MAX_COLUMNS, with `columns`.
  const sinew_pipeline_column* computed;
  size_t computed_count;
  // What rows are grouped by. At most SINEW_GROUPBY_MAX_KEYS; without any, all rows are one group,
  // which is there from the beginning.
  const sinew_pipeline_column* keys;
  size_t key_count;
  // 1 to SINEW_GROUPBY_MAX_AGGREGATES, of at most SINEW_GROUPBY_MAX_COLUMNS different columns,
  // those by which their rows are chosen included.
  const sinew_pipeline_aggregate* aggregates;
  size_t aggregate_count;
  // Most bytes the object may hold, groups and the batch in progress together; 0 is no limit.
  size_t memory_limit;
  // As in sinew_groupby_options.
  size_t expected_groups;
  uint64_t seed;
} sinew_pipeline_options;

typedef struct sinew_pipeline sinew_pipeline;

SINEW_MUST_USE
SINEW_API sinew_status sinew_pipeline_create(const sinew_pipeline_options* options,
                                             sinew_pipeline** out,
                                             sinew_error* error) SINEW_NOEXCEPT;

SINEW_API void sinew_pipeline_destroy(sinew_pipeline* pipeline) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_pipeline_write(sinew_pipeline* pipeline, const void* in,
                                                  size_t size, sinew_decoder* decoder,
                                                  uint32_t flags,
                                                  sinew_error* error) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_pipeline_write_many(sinew_pipeline* pipeline,
                                                       const sinew_column* column,
                                                       const sinew_column* columns,
                                                       size_t column_count, sinew_decoder* decoder,
                                                       sinew_error* error) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_pipeline_update(sinew_pipeline* pipeline, const sinew_column* columns,
                                             size_t column_count, size_t row_count,
                                             sinew_error* error) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_pipeline_merge(sinew_pipeline* into, const sinew_pipeline* from,
                                            sinew_error* error) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_pipeline_encoded_size(sinew_pipeline* pipeline, size_t part,
                                                         size_t part_count,
                                                         sinew_error* error) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_pipeline_encode(sinew_pipeline* pipeline, size_t part,
                                                   size_t part_count, void* out, size_t capacity,
                                                   sinew_error* error) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_pipeline_merge_encoded(sinew_pipeline* into, const void* in,
                                                    size_t size,
                                                    sinew_error* error) SINEW_NOEXCEPT;

SINEW_MUST_USE
SINEW_API sinew_status sinew_pipeline_reset(sinew_pipeline* pipeline) SINEW_NOEXCEPT;

SINEW_API size_t sinew_pipeline_count(const sinew_pipeline* pipeline) SINEW_NOEXCEPT;

typedef struct sinew_pipeline_order {
  // The number of a result column: keys come first, then aggregates, from 0.
  size_t column;
  // SINEW_PIPELINE_DESCENDING or 0.
  uint32_t flags;
} sinew_pipeline_order;

typedef struct sinew_pipeline_results_options {
  // sizeof(struct sinew_pipeline_results_options): lets later versions add members.
  size_t size;
  // The first order counts most; of groups that are equal in all of them, that whose key appeared
  // first comes first. Without any, groups come in the order in which their keys first appeared.
  const sinew_pipeline_order* orders;
  // At most SINEW_GROUPBY_MAX_KEYS.
  size_t order_count;
  // The most groups, the first ones in this order; 0 is all.
  size_t limit;
} sinew_pipeline_results_options;

SINEW_MUST_USE
SINEW_API sinew_status sinew_pipeline_results(const sinew_pipeline* pipeline,
                                              const sinew_pipeline_results_options* options,
                                              sinew_batch* batch,
                                              sinew_error* error) SINEW_NOEXCEPT;

SINEW_API size_t sinew_pipeline_overflow_count(const sinew_pipeline* pipeline) SINEW_NOEXCEPT;

typedef struct sinew_pipeline_counts {
  // Bytes that decoders consumed for it, records, and what they rejected of them.
  uint64_t bytes;
  uint64_t records;
  uint64_t rejected_records;
  uint64_t rejected_values;
  // Rows that were added, and those of them that took part.
  uint64_t rows;
  uint64_t kept_rows;
  // Operations of expressions that gave null because their result does not exist or does not fit.
  uint64_t faults;
  // Nanoseconds for decoding, for `where` and the removal of rows, for computed columns, and for
  // grouping.
  uint64_t decode_ns;
  uint64_t filter_ns;
  uint64_t compute_ns;
  uint64_t group_ns;
} sinew_pipeline_counts;

SINEW_API sinew_pipeline_counts sinew_pipeline_stats(const sinew_pipeline* pipeline)
    SINEW_NOEXCEPT;

SINEW_API size_t sinew_pipeline_memory(const sinew_pipeline* pipeline) SINEW_NOEXCEPT;

// A sinew_column without pointers to void, which cgo would check at every call.
typedef struct {
  sinew_type type;
  size_t count;
  const uint8_t* values;
  size_t values_size;
  const uint8_t* offsets;
  const uint8_t* validity;
  size_t validity_offset;
  size_t values_offset;
} sinew_go_column;

// Every function that the library exports.
#define SINEW_FUNCTIONS(X) \
  X(sinew_alp_count) \
  X(sinew_alp_decode_f32) \
  X(sinew_alp_decode_f64) \
  X(sinew_alp_encode_f32) \
  X(sinew_alp_encode_f64) \
  X(sinew_alp_encoded_bound_f32) \
  X(sinew_alp_encoded_bound_f64) \
  X(sinew_base64_decode) \
  X(sinew_base64_decode_many) \
  X(sinew_base64_decoded_bound) \
  X(sinew_base64_encode) \
  X(sinew_base64_encode_many) \
  X(sinew_base64_encoded_size) \
  X(sinew_base64_encoded_size_many) \
  X(sinew_batch_column) \
  X(sinew_batch_column_count) \
  X(sinew_batch_create) \
  X(sinew_batch_destroy) \
  X(sinew_batch_export) \
  X(sinew_batch_import) \
  X(sinew_batch_memory) \
  X(sinew_batch_name) \
  X(sinew_batch_row_count) \
  X(sinew_bitmap_and) \
  X(sinew_bitmap_and_not) \
  X(sinew_bitmap_count) \
  X(sinew_bitmap_from_bytes) \
  X(sinew_bitmap_not) \
  X(sinew_bitmap_or) \
  X(sinew_bitmap_to_bytes) \
  X(sinew_bitmap_to_indices_u32) \
  X(sinew_bitmap_to_indices_u64) \
  X(sinew_bitmap_xor) \
  X(sinew_bitpack_decode_u32) \
  X(sinew_bitpack_decode_u64) \
  X(sinew_bitpack_encode_u32) \
  X(sinew_bitpack_encode_u64) \
  X(sinew_bitpack_encoded_size) \
  X(sinew_bitpack_width_u32) \
  X(sinew_bitpack_width_u64) \
  X(sinew_blake3) \
  X(sinew_blake3_derive_key) \
  X(sinew_blake3_digest) \
  X(sinew_blake3_init) \
  X(sinew_blake3_init_derive_key) \
  X(sinew_blake3_init_keyed) \
  X(sinew_blake3_keyed) \
  X(sinew_blake3_many) \
  X(sinew_blake3_output) \
  X(sinew_blake3_reset) \
  X(sinew_blake3_update) \
  X(sinew_bloom_contains_many) \
  X(sinew_bloom_create) \
  X(sinew_bloom_decode) \
  X(sinew_bloom_destroy) \
  X(sinew_bloom_encode) \
  X(sinew_bloom_encoded_size) \
  X(sinew_bloom_memory) \
  X(sinew_bloom_merge) \
  X(sinew_bloom_reset) \
  X(sinew_bloom_update) \
  X(sinew_byte_stream_split_decode) \
  X(sinew_byte_stream_split_encode) \
  X(sinew_compare) \
  X(sinew_crc32) \
  X(sinew_crc32_combine) \
  X(sinew_crc32c) \
  X(sinew_crc32c_combine) \
  X(sinew_crc64nvme) \
  X(sinew_crc64nvme_combine) \
  X(sinew_csv_create) \
  X(sinew_ddsketch_create) \
  X(sinew_ddsketch_decode) \
  X(sinew_ddsketch_destroy) \
  X(sinew_ddsketch_encode) \
  X(sinew_ddsketch_encoded_size) \
  X(sinew_ddsketch_memory) \
  X(sinew_ddsketch_merge) \
  X(sinew_ddsketch_quantiles) \
  X(sinew_ddsketch_relative_accuracy) \
  X(sinew_ddsketch_reset) \
  X(sinew_ddsketch_summarize) \
  X(sinew_ddsketch_update) \
  X(sinew_decoder_decode) \
  X(sinew_decoder_decode_many) \
  X(sinew_decoder_destroy) \
  X(sinew_decoder_memory) \
  X(sinew_decoder_reject) \
  X(sinew_decoder_reset) \
  X(sinew_decoder_stats) \
  X(sinew_delta_binary_packed_count) \
  X(sinew_delta_binary_packed_decode_i32) \
  X(sinew_delta_binary_packed_decode_i64) \
  X(sinew_delta_binary_packed_encode_i32) \
  X(sinew_delta_binary_packed_encode_i64) \
  X(sinew_delta_binary_packed_encoded_bound_i32) \
  X(sinew_delta_binary_packed_encoded_bound_i64) \
  X(sinew_delta_byte_array_decode) \
  X(sinew_delta_byte_array_decoded_size) \
  X(sinew_delta_byte_array_encode) \
  X(sinew_delta_byte_array_encoded_bound) \
  X(sinew_delta_decode_i32) \
  X(sinew_delta_decode_i64) \
  X(sinew_delta_encode_i32) \
  X(sinew_delta_encode_i64) \
  X(sinew_delta_length_byte_array_decode) \
  X(sinew_delta_length_byte_array_encode) \
  X(sinew_delta_length_byte_array_encoded_bound) \
  X(sinew_dictionary_count) \
  X(sinew_dictionary_create) \
  X(sinew_dictionary_destroy) \
  X(sinew_dictionary_encode) \
  X(sinew_dictionary_memory) \
  X(sinew_dictionary_reset) \
  X(sinew_dictionary_values) \
  X(sinew_expression_create) \
  X(sinew_expression_destroy) \
  X(sinew_expression_evaluate) \
  X(sinew_expression_faults) \
  X(sinew_expression_filter) \
  X(sinew_expression_memory) \
  X(sinew_expression_type) \
  X(sinew_expression_uses) \
  X(sinew_filter) \
  X(sinew_filter_count) \
  X(sinew_filter_strings) \
  X(sinew_filter_strings_size) \
  X(sinew_frame_of_reference_decode_i32) \
  X(sinew_frame_of_reference_decode_i64) \
  X(sinew_frame_of_reference_decode_u32) \
  X(sinew_frame_of_reference_decode_u64) \
  X(sinew_frame_of_reference_encode_i32) \
  X(sinew_frame_of_reference_encode_i64) \
  X(sinew_frame_of_reference_encode_u32) \
  X(sinew_frame_of_reference_encode_u64) \
  X(sinew_frame_of_reference_measure_i32) \
  X(sinew_frame_of_reference_measure_i64) \
  X(sinew_frame_of_reference_measure_u32) \
  X(sinew_frame_of_reference_measure_u64) \
  X(sinew_groupby_count) \
  X(sinew_groupby_create) \
  X(sinew_groupby_decode) \
  X(sinew_groupby_destroy) \
  X(sinew_groupby_encode) \
  X(sinew_groupby_encoded_size) \
  X(sinew_groupby_memory) \
  X(sinew_groupby_merge) \
  X(sinew_groupby_merge_encoded) \
  X(sinew_groupby_merge_part) \
  X(sinew_groupby_overflow_count) \
  X(sinew_groupby_reset) \
  X(sinew_groupby_results) \
  X(sinew_groupby_update) \
  X(sinew_hash_combine) \
  X(sinew_hash_combine_many) \
  X(sinew_hex_decode) \
  X(sinew_hex_encode) \
  X(sinew_highwayhash_128) \
  X(sinew_highwayhash_128_digest) \
  X(sinew_highwayhash_256) \
  X(sinew_highwayhash_256_digest) \
  X(sinew_highwayhash_64) \
  X(sinew_highwayhash_64_digest) \
  X(sinew_highwayhash_init) \
  X(sinew_highwayhash_reset) \
  X(sinew_highwayhash_update) \
  X(sinew_histogram) \
  X(sinew_histogram_linear) \
  X(sinew_histogram_log_linear) \
  X(sinew_histogram_log_linear_count) \
  X(sinew_hll_create) \
  X(sinew_hll_decode) \
  X(sinew_hll_destroy) \
  X(sinew_hll_encode) \
  X(sinew_hll_encoded_size) \
  X(sinew_hll_estimate) \
  X(sinew_hll_lg_k) \
  X(sinew_hll_memory) \
  X(sinew_hll_merge) \
  X(sinew_hll_reset) \
  X(sinew_hll_update) \
  X(sinew_json_escape) \
  X(sinew_json_unescape) \
  X(sinew_jump_hash) \
  X(sinew_jump_hash_many) \
  X(sinew_kafka_headers_next) \
  X(sinew_kafka_murmur2) \
  X(sinew_kafka_murmur2_many) \
  X(sinew_kafka_partition) \
  X(sinew_kafka_partition_many) \
  X(sinew_kafka_records_create) \
  X(sinew_kafka_records_expect) \
  X(sinew_kafka_records_stats) \
  X(sinew_kll_create) \
  X(sinew_kll_decode) \
  X(sinew_kll_destroy) \
  X(sinew_kll_encode) \
  X(sinew_kll_encoded_size) \
  X(sinew_kll_k) \
  X(sinew_kll_memory) \
  X(sinew_kll_merge) \
  X(sinew_kll_quantiles) \
  X(sinew_kll_rank_error) \
  X(sinew_kll_ranks) \
  X(sinew_kll_reset) \
  X(sinew_kll_summarize) \
  X(sinew_kll_update) \
  X(sinew_memory_keep) \
  X(sinew_memory_stats) \
  X(sinew_memory_trim) \
  X(sinew_murmur3_128) \
  X(sinew_murmur3_128_many) \
  X(sinew_murmur3_32) \
  X(sinew_murmur3_32_many) \
  X(sinew_ndjson_create) \
  X(sinew_pipeline_count) \
  X(sinew_pipeline_create) \
  X(sinew_pipeline_destroy) \
  X(sinew_pipeline_encode) \
  X(sinew_pipeline_encoded_size) \
  X(sinew_pipeline_memory) \
  X(sinew_pipeline_merge) \
  X(sinew_pipeline_merge_encoded) \
  X(sinew_pipeline_overflow_count) \
  X(sinew_pipeline_reset) \
  X(sinew_pipeline_results) \
  X(sinew_pipeline_stats) \
  X(sinew_pipeline_update) \
  X(sinew_pipeline_write) \
  X(sinew_pipeline_write_many) \
  X(sinew_protobuf_create) \
  X(sinew_reduce) \
  X(sinew_reduce_columns) \
  X(sinew_reject_name) \
  X(sinew_rendezvous) \
  X(sinew_rendezvous_many) \
  X(sinew_rle_decode_u32) \
  X(sinew_rle_encode_u32) \
  X(sinew_rle_encoded_bound) \
  X(sinew_sort) \
  X(sinew_sort_distinct) \
  X(sinew_sort_indices) \
  X(sinew_sort_validate) \
  X(sinew_status_name) \
  X(sinew_stream_compression) \
  X(sinew_stream_create) \
  X(sinew_stream_decode) \
  X(sinew_stream_destroy) \
  X(sinew_stream_load) \
  X(sinew_stream_memory) \
  X(sinew_stream_reset) \
  X(sinew_streamvbyte_decode) \
  X(sinew_streamvbyte_decode_delta) \
  X(sinew_streamvbyte_encode) \
  X(sinew_streamvbyte_encode_delta) \
  X(sinew_streamvbyte_encoded_bound) \
  X(sinew_streamvbyte_encoded_size) \
  X(sinew_streamvbyte_encoded_size_delta) \
  X(sinew_take) \
  X(sinew_take_strings) \
  X(sinew_take_strings_size) \
  X(sinew_target) \
  X(sinew_target_status) \
  X(sinew_type_name) \
  X(sinew_type_width) \
  X(sinew_utf16_to_utf8) \
  X(sinew_utf16_to_utf8_size) \
  X(sinew_utf8_count) \
  X(sinew_utf8_sanitize) \
  X(sinew_utf8_sanitized_size) \
  X(sinew_utf8_to_utf16) \
  X(sinew_utf8_to_utf16_size) \
  X(sinew_utf8_validate) \
  X(sinew_utf8_validate_many) \
  X(sinew_varint_count) \
  X(sinew_varint_decode_u32) \
  X(sinew_varint_decode_u64) \
  X(sinew_varint_decode_zigzag_i32) \
  X(sinew_varint_decode_zigzag_i64) \
  X(sinew_varint_encode_u32) \
  X(sinew_varint_encode_u64) \
  X(sinew_varint_encode_zigzag_i32) \
  X(sinew_varint_encode_zigzag_i64) \
  X(sinew_varint_encoded_size_u32) \
  X(sinew_varint_encoded_size_u64) \
  X(sinew_varint_encoded_size_zigzag_i32) \
  X(sinew_varint_encoded_size_zigzag_i64) \
  X(sinew_vectors_compare) \
  X(sinew_vectors_nearest) \
  X(sinew_version) \
  X(sinew_xxh3_128) \
  X(sinew_xxh3_128_digest) \
  X(sinew_xxh3_128_many) \
  X(sinew_xxh3_64) \
  X(sinew_xxh3_64_digest) \
  X(sinew_xxh3_64_many) \
  X(sinew_xxh3_init) \
  X(sinew_xxh3_update) \
  X(sinew_xxh64) \
  X(sinew_xxh64_digest) \
  X(sinew_xxh64_init) \
  X(sinew_xxh64_many) \
  X(sinew_xxh64_update) \
  X(sinew_zigzag_decode_i32) \
  X(sinew_zigzag_decode_i64) \
  X(sinew_zigzag_encode_i32) \
  X(sinew_zigzag_encode_i64)

#endif  // SINEW_GO_SINEW_H_
