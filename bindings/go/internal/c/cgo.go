// Code generated from src/ by cmake/generate_headers.cmake; DO NOT EDIT.

//go:build cgo

package c

/*
#include "table.h"

#cgo noescape sinew_go_version
#cgo nocallback sinew_go_version
static inline const char* sinew_go_version(void) { return SINEW_CALL(sinew_version)(); }
#cgo noescape sinew_go_target
#cgo nocallback sinew_go_target
static inline const char* sinew_go_target(void) { return SINEW_CALL(sinew_target)(); }
#cgo noescape sinew_go_target_status
#cgo nocallback sinew_go_target_status
static inline sinew_status sinew_go_target_status(void) { return SINEW_CALL(sinew_target_status)(); }
#cgo noescape sinew_go_status_name
#cgo nocallback sinew_go_status_name
static inline const char* sinew_go_status_name(sinew_status status) { return SINEW_CALL(sinew_status_name)(status); }
#cgo noescape sinew_go_type_name
#cgo nocallback sinew_go_type_name
static inline const char* sinew_go_type_name(sinew_type type) { return SINEW_CALL(sinew_type_name)(type); }
#cgo noescape sinew_go_type_width
#cgo nocallback sinew_go_type_width
static inline size_t sinew_go_type_width(sinew_type type) { return SINEW_CALL(sinew_type_width)(type); }
#cgo noescape sinew_go_memory_stats
#cgo nocallback sinew_go_memory_stats
static inline sinew_memory sinew_go_memory_stats(void) { return SINEW_CALL(sinew_memory_stats)(); }
#cgo noescape sinew_go_memory_trim
#cgo nocallback sinew_go_memory_trim
static inline size_t sinew_go_memory_trim(void) { return SINEW_CALL(sinew_memory_trim)(); }
#cgo noescape sinew_go_memory_keep
#cgo nocallback sinew_go_memory_keep
static inline size_t sinew_go_memory_keep(size_t size) { return SINEW_CALL(sinew_memory_keep)(size); }
#cgo noescape sinew_go_batch_create
#cgo nocallback sinew_go_batch_create
static inline sinew_status sinew_go_batch_create(const sinew_batch_options* options, uintptr_t* out, sinew_error* error) { return SINEW_CALL(sinew_batch_create)(options, (sinew_batch**)out, error); }
static inline void sinew_go_batch_destroy(uintptr_t batch) { SINEW_CALL(sinew_batch_destroy)((sinew_batch*)batch); }
#cgo noescape sinew_go_batch_row_count
#cgo nocallback sinew_go_batch_row_count
static inline size_t sinew_go_batch_row_count(uintptr_t batch) { return SINEW_CALL(sinew_batch_row_count)((const sinew_batch*)batch); }
#cgo noescape sinew_go_batch_column_count
#cgo nocallback sinew_go_batch_column_count
static inline size_t sinew_go_batch_column_count(uintptr_t batch) { return SINEW_CALL(sinew_batch_column_count)((const sinew_batch*)batch); }
#cgo noescape sinew_go_batch_column
#cgo nocallback sinew_go_batch_column
static inline sinew_column sinew_go_batch_column(uintptr_t batch, size_t column) { return SINEW_CALL(sinew_batch_column)((const sinew_batch*)batch, column); }
#cgo noescape sinew_go_batch_name
#cgo nocallback sinew_go_batch_name
static inline const char* sinew_go_batch_name(uintptr_t batch, size_t column) { return SINEW_CALL(sinew_batch_name)((const sinew_batch*)batch, column); }
#cgo noescape sinew_go_batch_memory
#cgo nocallback sinew_go_batch_memory
static inline size_t sinew_go_batch_memory(uintptr_t batch) { return SINEW_CALL(sinew_batch_memory)((const sinew_batch*)batch); }
static inline sinew_status sinew_go_batch_export(uintptr_t batch, uint8_t* schema, uint8_t* array, sinew_error* error) { return SINEW_CALL(sinew_batch_export)((sinew_batch*)batch, (struct ArrowSchema*)schema, (struct ArrowArray*)array, error); }
static inline sinew_status sinew_go_batch_import(uintptr_t batch, uint8_t* schema, uint8_t* array, sinew_error* error) { return SINEW_CALL(sinew_batch_import)((sinew_batch*)batch, (struct ArrowSchema*)schema, (struct ArrowArray*)array, error); }
#cgo noescape sinew_go_xxh3_64
#cgo nocallback sinew_go_xxh3_64
static inline uint64_t sinew_go_xxh3_64(const uint8_t* in, size_t size, uint64_t seed) { return SINEW_CALL(sinew_xxh3_64)(in, size, seed); }
#cgo noescape sinew_go_xxh3_128
#cgo nocallback sinew_go_xxh3_128
static inline sinew_hash128 sinew_go_xxh3_128(const uint8_t* in, size_t size, uint64_t seed) { return SINEW_CALL(sinew_xxh3_128)(in, size, seed); }
#cgo noescape sinew_go_xxh3_64_many
#cgo nocallback sinew_go_xxh3_64_many
static inline sinew_result sinew_go_xxh3_64_many(sinew_go_column column, uint64_t seed, uint64_t* out) { return SINEW_CALL(sinew_xxh3_64_many)((const sinew_column*)&column, seed, out); }
#cgo noescape sinew_go_xxh3_128_many
#cgo nocallback sinew_go_xxh3_128_many
static inline sinew_result sinew_go_xxh3_128_many(sinew_go_column column, uint64_t seed, sinew_hash128* out) { return SINEW_CALL(sinew_xxh3_128_many)((const sinew_column*)&column, seed, out); }
#cgo noescape sinew_go_xxh3_init
#cgo nocallback sinew_go_xxh3_init
static inline void sinew_go_xxh3_init(sinew_xxh3_state* state, uint64_t seed) { SINEW_CALL(sinew_xxh3_init)(state, seed); }
#cgo noescape sinew_go_xxh3_update
#cgo nocallback sinew_go_xxh3_update
static inline void sinew_go_xxh3_update(sinew_xxh3_state* state, const uint8_t* in, size_t size) { SINEW_CALL(sinew_xxh3_update)(state, in, size); }
#cgo noescape sinew_go_xxh3_64_digest
#cgo nocallback sinew_go_xxh3_64_digest
static inline uint64_t sinew_go_xxh3_64_digest(const sinew_xxh3_state* state) { return SINEW_CALL(sinew_xxh3_64_digest)(state); }
#cgo noescape sinew_go_xxh3_128_digest
#cgo nocallback sinew_go_xxh3_128_digest
static inline sinew_hash128 sinew_go_xxh3_128_digest(const sinew_xxh3_state* state) { return SINEW_CALL(sinew_xxh3_128_digest)(state); }
#cgo noescape sinew_go_xxh64
#cgo nocallback sinew_go_xxh64
static inline uint64_t sinew_go_xxh64(const uint8_t* in, size_t size, uint64_t seed) { return SINEW_CALL(sinew_xxh64)(in, size, seed); }
#cgo noescape sinew_go_xxh64_init
#cgo nocallback sinew_go_xxh64_init
static inline void sinew_go_xxh64_init(sinew_xxh64_state* state, uint64_t seed) { SINEW_CALL(sinew_xxh64_init)(state, seed); }
#cgo noescape sinew_go_xxh64_update
#cgo nocallback sinew_go_xxh64_update
static inline void sinew_go_xxh64_update(sinew_xxh64_state* state, const uint8_t* in, size_t size) { SINEW_CALL(sinew_xxh64_update)(state, in, size); }
#cgo noescape sinew_go_xxh64_digest
#cgo nocallback sinew_go_xxh64_digest
static inline uint64_t sinew_go_xxh64_digest(const sinew_xxh64_state* state) { return SINEW_CALL(sinew_xxh64_digest)(state); }
#cgo noescape sinew_go_xxh64_many
#cgo nocallback sinew_go_xxh64_many
static inline sinew_result sinew_go_xxh64_many(sinew_go_column column, uint64_t seed, uint64_t* out) { return SINEW_CALL(sinew_xxh64_many)((const sinew_column*)&column, seed, out); }
#cgo noescape sinew_go_murmur3_32
#cgo nocallback sinew_go_murmur3_32
static inline uint32_t sinew_go_murmur3_32(const uint8_t* in, size_t size, uint32_t seed) { return SINEW_CALL(sinew_murmur3_32)(in, size, seed); }
#cgo noescape sinew_go_murmur3_128
#cgo nocallback sinew_go_murmur3_128
static inline sinew_hash128 sinew_go_murmur3_128(const uint8_t* in, size_t size, uint64_t seed) { return SINEW_CALL(sinew_murmur3_128)(in, size, seed); }
#cgo noescape sinew_go_murmur3_32_many
#cgo nocallback sinew_go_murmur3_32_many
static inline sinew_result sinew_go_murmur3_32_many(sinew_go_column column, uint32_t seed, uint32_t* out) { return SINEW_CALL(sinew_murmur3_32_many)((const sinew_column*)&column, seed, out); }
#cgo noescape sinew_go_murmur3_128_many
#cgo nocallback sinew_go_murmur3_128_many
static inline sinew_result sinew_go_murmur3_128_many(sinew_go_column column, uint64_t seed, sinew_hash128* out) { return SINEW_CALL(sinew_murmur3_128_many)((const sinew_column*)&column, seed, out); }
#cgo noescape sinew_go_highwayhash_64
#cgo nocallback sinew_go_highwayhash_64
static inline uint64_t sinew_go_highwayhash_64(const uint8_t* in, size_t size, const uint8_t* key) { return SINEW_CALL(sinew_highwayhash_64)(in, size, key); }
#cgo noescape sinew_go_highwayhash_128
#cgo nocallback sinew_go_highwayhash_128
static inline sinew_hash128 sinew_go_highwayhash_128(const uint8_t* in, size_t size, const uint8_t* key) { return SINEW_CALL(sinew_highwayhash_128)(in, size, key); }
#cgo noescape sinew_go_highwayhash_256
#cgo nocallback sinew_go_highwayhash_256
static inline void sinew_go_highwayhash_256(const uint8_t* in, size_t size, const uint8_t* key, uint8_t* out) { SINEW_CALL(sinew_highwayhash_256)(in, size, key, out); }
#cgo noescape sinew_go_highwayhash_init
#cgo nocallback sinew_go_highwayhash_init
static inline void sinew_go_highwayhash_init(sinew_highwayhash_state* state, const uint8_t* key) { SINEW_CALL(sinew_highwayhash_init)(state, key); }
#cgo noescape sinew_go_highwayhash_reset
#cgo nocallback sinew_go_highwayhash_reset
static inline void sinew_go_highwayhash_reset(sinew_highwayhash_state* state) { SINEW_CALL(sinew_highwayhash_reset)(state); }
#cgo noescape sinew_go_highwayhash_update
#cgo nocallback sinew_go_highwayhash_update
static inline void sinew_go_highwayhash_update(sinew_highwayhash_state* state, const uint8_t* in, size_t size) { SINEW_CALL(sinew_highwayhash_update)(state, in, size); }
#cgo noescape sinew_go_highwayhash_64_digest
#cgo nocallback sinew_go_highwayhash_64_digest
static inline uint64_t sinew_go_highwayhash_64_digest(const sinew_highwayhash_state* state) { return SINEW_CALL(sinew_highwayhash_64_digest)(state); }
#cgo noescape sinew_go_highwayhash_128_digest
#cgo nocallback sinew_go_highwayhash_128_digest
static inline sinew_hash128 sinew_go_highwayhash_128_digest(const sinew_highwayhash_state* state) { return SINEW_CALL(sinew_highwayhash_128_digest)(state); }
#cgo noescape sinew_go_highwayhash_256_digest
#cgo nocallback sinew_go_highwayhash_256_digest
static inline void sinew_go_highwayhash_256_digest(const sinew_highwayhash_state* state, uint8_t* out) { SINEW_CALL(sinew_highwayhash_256_digest)(state, out); }
#cgo noescape sinew_go_blake3
#cgo nocallback sinew_go_blake3
static inline void sinew_go_blake3(const uint8_t* in, size_t size, uint8_t* out) { SINEW_CALL(sinew_blake3)(in, size, out); }
#cgo noescape sinew_go_blake3_keyed
#cgo nocallback sinew_go_blake3_keyed
static inline sinew_status sinew_go_blake3_keyed(const uint8_t* in, size_t size, const uint8_t* key, size_t key_size, uint8_t* out) { return SINEW_CALL(sinew_blake3_keyed)(in, size, key, key_size, out); }
#cgo noescape sinew_go_blake3_derive_key
#cgo nocallback sinew_go_blake3_derive_key
static inline sinew_status sinew_go_blake3_derive_key(const uint8_t* in, size_t size, const uint8_t* context, size_t context_size, uint8_t* out, size_t out_size) { return SINEW_CALL(sinew_blake3_derive_key)(in, size, context, context_size, out, out_size); }
#cgo noescape sinew_go_blake3_init
#cgo nocallback sinew_go_blake3_init
static inline void sinew_go_blake3_init(sinew_blake3_state* state) { SINEW_CALL(sinew_blake3_init)(state); }
#cgo noescape sinew_go_blake3_init_keyed
#cgo nocallback sinew_go_blake3_init_keyed
static inline sinew_status sinew_go_blake3_init_keyed(sinew_blake3_state* state, const uint8_t* key, size_t key_size) { return SINEW_CALL(sinew_blake3_init_keyed)(state, key, key_size); }
#cgo noescape sinew_go_blake3_init_derive_key
#cgo nocallback sinew_go_blake3_init_derive_key
static inline void sinew_go_blake3_init_derive_key(sinew_blake3_state* state, const uint8_t* context, size_t context_size) { SINEW_CALL(sinew_blake3_init_derive_key)(state, context, context_size); }
#cgo noescape sinew_go_blake3_update
#cgo nocallback sinew_go_blake3_update
static inline void sinew_go_blake3_update(sinew_blake3_state* state, const uint8_t* in, size_t size) { SINEW_CALL(sinew_blake3_update)(state, in, size); }
#cgo noescape sinew_go_blake3_digest
#cgo nocallback sinew_go_blake3_digest
static inline void sinew_go_blake3_digest(const sinew_blake3_state* state, uint8_t* out) { SINEW_CALL(sinew_blake3_digest)(state, out); }
#cgo noescape sinew_go_blake3_output
#cgo nocallback sinew_go_blake3_output
static inline sinew_status sinew_go_blake3_output(const sinew_blake3_state* state, uint64_t seek, uint8_t* out, size_t size) { return SINEW_CALL(sinew_blake3_output)(state, seek, out, size); }
#cgo noescape sinew_go_blake3_reset
#cgo nocallback sinew_go_blake3_reset
static inline void sinew_go_blake3_reset(sinew_blake3_state* state) { SINEW_CALL(sinew_blake3_reset)(state); }
#cgo noescape sinew_go_blake3_many
#cgo nocallback sinew_go_blake3_many
static inline sinew_result sinew_go_blake3_many(sinew_go_column column, uint8_t* out) { return SINEW_CALL(sinew_blake3_many)((const sinew_column*)&column, out); }
#cgo noescape sinew_go_crc32c
#cgo nocallback sinew_go_crc32c
static inline uint32_t sinew_go_crc32c(const uint8_t* in, size_t size, uint32_t crc) { return SINEW_CALL(sinew_crc32c)(in, size, crc); }
#cgo noescape sinew_go_crc32c_combine
#cgo nocallback sinew_go_crc32c_combine
static inline uint32_t sinew_go_crc32c_combine(uint32_t first, uint32_t second, uint64_t second_size) { return SINEW_CALL(sinew_crc32c_combine)(first, second, second_size); }
#cgo noescape sinew_go_crc32
#cgo nocallback sinew_go_crc32
static inline uint32_t sinew_go_crc32(const uint8_t* in, size_t size, uint32_t crc) { return SINEW_CALL(sinew_crc32)(in, size, crc); }
#cgo noescape sinew_go_crc32_combine
#cgo nocallback sinew_go_crc32_combine
static inline uint32_t sinew_go_crc32_combine(uint32_t first, uint32_t second, uint64_t second_size) { return SINEW_CALL(sinew_crc32_combine)(first, second, second_size); }
#cgo noescape sinew_go_crc64nvme
#cgo nocallback sinew_go_crc64nvme
static inline uint64_t sinew_go_crc64nvme(const uint8_t* in, size_t size, uint64_t crc) { return SINEW_CALL(sinew_crc64nvme)(in, size, crc); }
#cgo noescape sinew_go_crc64nvme_combine
#cgo nocallback sinew_go_crc64nvme_combine
static inline uint64_t sinew_go_crc64nvme_combine(uint64_t first, uint64_t second, uint64_t second_size) { return SINEW_CALL(sinew_crc64nvme_combine)(first, second, second_size); }
#cgo noescape sinew_go_hash_combine
#cgo nocallback sinew_go_hash_combine
static inline uint64_t sinew_go_hash_combine(uint64_t first, uint64_t second) { return SINEW_CALL(sinew_hash_combine)(first, second); }
#cgo noescape sinew_go_hash_combine_many
#cgo nocallback sinew_go_hash_combine_many
static inline void sinew_go_hash_combine_many(const uint64_t* first, const uint64_t* second, size_t count, uint64_t* out) { SINEW_CALL(sinew_hash_combine_many)(first, second, count, out); }
#cgo noescape sinew_go_jump_hash
#cgo nocallback sinew_go_jump_hash
static inline sinew_u32_result sinew_go_jump_hash(uint64_t key, uint32_t buckets) { return SINEW_CALL(sinew_jump_hash)(key, buckets); }
#cgo noescape sinew_go_jump_hash_many
#cgo nocallback sinew_go_jump_hash_many
static inline sinew_result sinew_go_jump_hash_many(sinew_go_column keys, uint32_t buckets, uint32_t* out) { return SINEW_CALL(sinew_jump_hash_many)((const sinew_column*)&keys, buckets, out); }
#cgo noescape sinew_go_rendezvous
#cgo nocallback sinew_go_rendezvous
static inline sinew_u32_result sinew_go_rendezvous(uint64_t key, const uint64_t* nodes, size_t node_count) { return SINEW_CALL(sinew_rendezvous)(key, nodes, node_count); }
#cgo noescape sinew_go_rendezvous_many
#cgo nocallback sinew_go_rendezvous_many
static inline sinew_result sinew_go_rendezvous_many(sinew_go_column keys, const uint64_t* nodes, size_t node_count, uint32_t* out) { return SINEW_CALL(sinew_rendezvous_many)((const sinew_column*)&keys, nodes, node_count, out); }
#cgo noescape sinew_go_kafka_murmur2
#cgo nocallback sinew_go_kafka_murmur2
static inline uint32_t sinew_go_kafka_murmur2(const uint8_t* in, size_t size) { return SINEW_CALL(sinew_kafka_murmur2)(in, size); }
#cgo noescape sinew_go_kafka_partition
#cgo nocallback sinew_go_kafka_partition
static inline sinew_u32_result sinew_go_kafka_partition(const uint8_t* in, size_t size, uint32_t partitions) { return SINEW_CALL(sinew_kafka_partition)(in, size, partitions); }
#cgo noescape sinew_go_kafka_murmur2_many
#cgo nocallback sinew_go_kafka_murmur2_many
static inline sinew_result sinew_go_kafka_murmur2_many(sinew_go_column column, uint32_t* out) { return SINEW_CALL(sinew_kafka_murmur2_many)((const sinew_column*)&column, out); }
#cgo noescape sinew_go_kafka_partition_many
#cgo nocallback sinew_go_kafka_partition_many
static inline sinew_result sinew_go_kafka_partition_many(sinew_go_column column, uint32_t partitions, uint32_t* out) { return SINEW_CALL(sinew_kafka_partition_many)((const sinew_column*)&column, partitions, out); }
#cgo noescape sinew_go_base64_encode
#cgo nocallback sinew_go_base64_encode
static inline sinew_codec_result sinew_go_base64_encode(const uint8_t* in, size_t size, uint8_t* out, uint32_t flags) { return SINEW_CALL(sinew_base64_encode)(in, size, out, flags); }
#cgo noescape sinew_go_base64_decode
#cgo nocallback sinew_go_base64_decode
static inline sinew_codec_result sinew_go_base64_decode(const uint8_t* in, size_t size, uint8_t* out, size_t capacity, uint32_t flags) { return SINEW_CALL(sinew_base64_decode)(in, size, out, capacity, flags); }
#cgo noescape sinew_go_base64_encoded_size
#cgo nocallback sinew_go_base64_encoded_size
static inline sinew_codec_result sinew_go_base64_encoded_size(size_t size, uint32_t flags) { return SINEW_CALL(sinew_base64_encoded_size)(size, flags); }
#cgo noescape sinew_go_base64_decoded_bound
#cgo nocallback sinew_go_base64_decoded_bound
static inline size_t sinew_go_base64_decoded_bound(size_t size) { return SINEW_CALL(sinew_base64_decoded_bound)(size); }
#cgo noescape sinew_go_base64_encode_many
#cgo nocallback sinew_go_base64_encode_many
static inline sinew_codec_result sinew_go_base64_encode_many(sinew_go_column column, int64_t* out_offsets, uint8_t* out, size_t capacity, uint32_t flags) { return SINEW_CALL(sinew_base64_encode_many)((const sinew_column*)&column, out_offsets, out, capacity, flags); }
#cgo noescape sinew_go_base64_decode_many
#cgo nocallback sinew_go_base64_decode_many
static inline sinew_codec_result sinew_go_base64_decode_many(sinew_go_column column, int64_t* out_offsets, uint8_t* out, size_t capacity, uint32_t flags) { return SINEW_CALL(sinew_base64_decode_many)((const sinew_column*)&column, out_offsets, out, capacity, flags); }
#cgo noescape sinew_go_base64_encoded_size_many
#cgo nocallback sinew_go_base64_encoded_size_many
static inline sinew_codec_result sinew_go_base64_encoded_size_many(sinew_go_column column, uint32_t flags) { return SINEW_CALL(sinew_base64_encoded_size_many)((const sinew_column*)&column, flags); }
#cgo noescape sinew_go_hex_encode
#cgo nocallback sinew_go_hex_encode
static inline sinew_codec_result sinew_go_hex_encode(const uint8_t* in, size_t size, uint8_t* out, uint32_t flags) { return SINEW_CALL(sinew_hex_encode)(in, size, out, flags); }
#cgo noescape sinew_go_hex_decode
#cgo nocallback sinew_go_hex_decode
static inline sinew_codec_result sinew_go_hex_decode(const uint8_t* in, size_t size, uint8_t* out, size_t capacity) { return SINEW_CALL(sinew_hex_decode)(in, size, out, capacity); }
#cgo noescape sinew_go_utf8_validate
#cgo nocallback sinew_go_utf8_validate
static inline sinew_result sinew_go_utf8_validate(const uint8_t* in, size_t size) { return SINEW_CALL(sinew_utf8_validate)(in, size); }
#cgo noescape sinew_go_utf8_count
#cgo nocallback sinew_go_utf8_count
static inline size_t sinew_go_utf8_count(const uint8_t* in, size_t size) { return SINEW_CALL(sinew_utf8_count)(in, size); }
#cgo noescape sinew_go_utf8_sanitize
#cgo nocallback sinew_go_utf8_sanitize
static inline sinew_codec_result sinew_go_utf8_sanitize(const uint8_t* in, size_t size, const uint8_t* replacement, size_t replacement_size, uint8_t* out, size_t capacity) { return SINEW_CALL(sinew_utf8_sanitize)(in, size, replacement, replacement_size, out, capacity); }
#cgo noescape sinew_go_utf8_sanitized_size
#cgo nocallback sinew_go_utf8_sanitized_size
static inline size_t sinew_go_utf8_sanitized_size(const uint8_t* in, size_t size, size_t replacement_size) { return SINEW_CALL(sinew_utf8_sanitized_size)(in, size, replacement_size); }
#cgo noescape sinew_go_utf8_validate_many
#cgo nocallback sinew_go_utf8_validate_many
static inline sinew_result sinew_go_utf8_validate_many(sinew_go_column column, uint8_t* out) { return SINEW_CALL(sinew_utf8_validate_many)((const sinew_column*)&column, out); }
#cgo noescape sinew_go_utf8_to_utf16
#cgo nocallback sinew_go_utf8_to_utf16
static inline sinew_codec_result sinew_go_utf8_to_utf16(const uint8_t* in, size_t size, uint16_t* out, size_t capacity) { return SINEW_CALL(sinew_utf8_to_utf16)(in, size, out, capacity); }
#cgo noescape sinew_go_utf8_to_utf16_size
#cgo nocallback sinew_go_utf8_to_utf16_size
static inline size_t sinew_go_utf8_to_utf16_size(const uint8_t* in, size_t size) { return SINEW_CALL(sinew_utf8_to_utf16_size)(in, size); }
#cgo noescape sinew_go_utf16_to_utf8
#cgo nocallback sinew_go_utf16_to_utf8
static inline sinew_codec_result sinew_go_utf16_to_utf8(const uint16_t* in, size_t count, uint8_t* out, size_t capacity) { return SINEW_CALL(sinew_utf16_to_utf8)(in, count, out, capacity); }
#cgo noescape sinew_go_utf16_to_utf8_size
#cgo nocallback sinew_go_utf16_to_utf8_size
static inline size_t sinew_go_utf16_to_utf8_size(const uint16_t* in, size_t count) { return SINEW_CALL(sinew_utf16_to_utf8_size)(in, count); }
#cgo noescape sinew_go_json_escape
#cgo nocallback sinew_go_json_escape
static inline sinew_codec_result sinew_go_json_escape(const uint8_t* in, size_t size, uint8_t* out, size_t capacity, uint32_t flags) { return SINEW_CALL(sinew_json_escape)(in, size, out, capacity, flags); }
#cgo noescape sinew_go_json_unescape
#cgo nocallback sinew_go_json_unescape
static inline sinew_codec_result sinew_go_json_unescape(const uint8_t* in, size_t size, uint8_t* out, size_t capacity) { return SINEW_CALL(sinew_json_unescape)(in, size, out, capacity); }
#cgo noescape sinew_go_bitmap_count
#cgo nocallback sinew_go_bitmap_count
static inline size_t sinew_go_bitmap_count(const uint8_t* bits, size_t offset, size_t count) { return SINEW_CALL(sinew_bitmap_count)(bits, offset, count); }
#cgo noescape sinew_go_bitmap_and
#cgo nocallback sinew_go_bitmap_and
static inline void sinew_go_bitmap_and(const uint8_t* a, size_t a_offset, const uint8_t* b, size_t b_offset, size_t count, uint8_t* out) { SINEW_CALL(sinew_bitmap_and)(a, a_offset, b, b_offset, count, out); }
#cgo noescape sinew_go_bitmap_or
#cgo nocallback sinew_go_bitmap_or
static inline void sinew_go_bitmap_or(const uint8_t* a, size_t a_offset, const uint8_t* b, size_t b_offset, size_t count, uint8_t* out) { SINEW_CALL(sinew_bitmap_or)(a, a_offset, b, b_offset, count, out); }
#cgo noescape sinew_go_bitmap_xor
#cgo nocallback sinew_go_bitmap_xor
static inline void sinew_go_bitmap_xor(const uint8_t* a, size_t a_offset, const uint8_t* b, size_t b_offset, size_t count, uint8_t* out) { SINEW_CALL(sinew_bitmap_xor)(a, a_offset, b, b_offset, count, out); }
#cgo noescape sinew_go_bitmap_and_not
#cgo nocallback sinew_go_bitmap_and_not
static inline void sinew_go_bitmap_and_not(const uint8_t* a, size_t a_offset, const uint8_t* b, size_t b_offset, size_t count, uint8_t* out) { SINEW_CALL(sinew_bitmap_and_not)(a, a_offset, b, b_offset, count, out); }
#cgo noescape sinew_go_bitmap_not
#cgo nocallback sinew_go_bitmap_not
static inline void sinew_go_bitmap_not(const uint8_t* bits, size_t offset, size_t count, uint8_t* out) { SINEW_CALL(sinew_bitmap_not)(bits, offset, count, out); }
#cgo noescape sinew_go_bitmap_from_bytes
#cgo nocallback sinew_go_bitmap_from_bytes
static inline void sinew_go_bitmap_from_bytes(const uint8_t* in, size_t count, uint8_t* out) { SINEW_CALL(sinew_bitmap_from_bytes)(in, count, out); }
#cgo noescape sinew_go_bitmap_to_bytes
#cgo nocallback sinew_go_bitmap_to_bytes
static inline void sinew_go_bitmap_to_bytes(const uint8_t* bits, size_t offset, size_t count, uint8_t* out) { SINEW_CALL(sinew_bitmap_to_bytes)(bits, offset, count, out); }
#cgo noescape sinew_go_bitmap_to_indices_u32
#cgo nocallback sinew_go_bitmap_to_indices_u32
static inline sinew_codec_result sinew_go_bitmap_to_indices_u32(const uint8_t* bits, size_t offset, size_t count, uint32_t* out, size_t capacity) { return SINEW_CALL(sinew_bitmap_to_indices_u32)(bits, offset, count, out, capacity); }
#cgo noescape sinew_go_bitmap_to_indices_u64
#cgo nocallback sinew_go_bitmap_to_indices_u64
static inline sinew_codec_result sinew_go_bitmap_to_indices_u64(const uint8_t* bits, size_t offset, size_t count, uint64_t* out, size_t capacity) { return SINEW_CALL(sinew_bitmap_to_indices_u64)(bits, offset, count, out, capacity); }
#cgo noescape sinew_go_bitpack_encode_u32
#cgo nocallback sinew_go_bitpack_encode_u32
static inline sinew_codec_result sinew_go_bitpack_encode_u32(const uint32_t* in, size_t count, size_t width, uint8_t* out) { return SINEW_CALL(sinew_bitpack_encode_u32)(in, count, width, out); }
#cgo noescape sinew_go_bitpack_encode_u64
#cgo nocallback sinew_go_bitpack_encode_u64
static inline sinew_codec_result sinew_go_bitpack_encode_u64(const uint64_t* in, size_t count, size_t width, uint8_t* out) { return SINEW_CALL(sinew_bitpack_encode_u64)(in, count, width, out); }
#cgo noescape sinew_go_bitpack_decode_u32
#cgo nocallback sinew_go_bitpack_decode_u32
static inline sinew_codec_result sinew_go_bitpack_decode_u32(const uint8_t* in, size_t size, size_t width, uint32_t* out, size_t count) { return SINEW_CALL(sinew_bitpack_decode_u32)(in, size, width, out, count); }
#cgo noescape sinew_go_bitpack_decode_u64
#cgo nocallback sinew_go_bitpack_decode_u64
static inline sinew_codec_result sinew_go_bitpack_decode_u64(const uint8_t* in, size_t size, size_t width, uint64_t* out, size_t count) { return SINEW_CALL(sinew_bitpack_decode_u64)(in, size, width, out, count); }
#cgo noescape sinew_go_bitpack_width_u32
#cgo nocallback sinew_go_bitpack_width_u32
static inline size_t sinew_go_bitpack_width_u32(const uint32_t* in, size_t count) { return SINEW_CALL(sinew_bitpack_width_u32)(in, count); }
#cgo noescape sinew_go_bitpack_width_u64
#cgo nocallback sinew_go_bitpack_width_u64
static inline size_t sinew_go_bitpack_width_u64(const uint64_t* in, size_t count) { return SINEW_CALL(sinew_bitpack_width_u64)(in, count); }
#cgo noescape sinew_go_bitpack_encoded_size
#cgo nocallback sinew_go_bitpack_encoded_size
static inline size_t sinew_go_bitpack_encoded_size(size_t count, size_t width) { return SINEW_CALL(sinew_bitpack_encoded_size)(count, width); }
#cgo noescape sinew_go_varint_encode_u32
#cgo nocallback sinew_go_varint_encode_u32
static inline sinew_codec_result sinew_go_varint_encode_u32(const uint32_t* in, size_t count, uint8_t* out, size_t capacity) { return SINEW_CALL(sinew_varint_encode_u32)(in, count, out, capacity); }
#cgo noescape sinew_go_varint_encode_u64
#cgo nocallback sinew_go_varint_encode_u64
static inline sinew_codec_result sinew_go_varint_encode_u64(const uint64_t* in, size_t count, uint8_t* out, size_t capacity) { return SINEW_CALL(sinew_varint_encode_u64)(in, count, out, capacity); }
#cgo noescape sinew_go_varint_encode_zigzag_i32
#cgo nocallback sinew_go_varint_encode_zigzag_i32
static inline sinew_codec_result sinew_go_varint_encode_zigzag_i32(const int32_t* in, size_t count, uint8_t* out, size_t capacity) { return SINEW_CALL(sinew_varint_encode_zigzag_i32)(in, count, out, capacity); }
#cgo noescape sinew_go_varint_encode_zigzag_i64
#cgo nocallback sinew_go_varint_encode_zigzag_i64
static inline sinew_codec_result sinew_go_varint_encode_zigzag_i64(const int64_t* in, size_t count, uint8_t* out, size_t capacity) { return SINEW_CALL(sinew_varint_encode_zigzag_i64)(in, count, out, capacity); }
#cgo noescape sinew_go_varint_decode_u32
#cgo nocallback sinew_go_varint_decode_u32
static inline sinew_codec_result sinew_go_varint_decode_u32(const uint8_t* in, size_t size, uint32_t* out, size_t capacity) { return SINEW_CALL(sinew_varint_decode_u32)(in, size, out, capacity); }
#cgo noescape sinew_go_varint_decode_u64
#cgo nocallback sinew_go_varint_decode_u64
static inline sinew_codec_result sinew_go_varint_decode_u64(const uint8_t* in, size_t size, uint64_t* out, size_t capacity) { return SINEW_CALL(sinew_varint_decode_u64)(in, size, out, capacity); }
#cgo noescape sinew_go_varint_decode_zigzag_i32
#cgo nocallback sinew_go_varint_decode_zigzag_i32
static inline sinew_codec_result sinew_go_varint_decode_zigzag_i32(const uint8_t* in, size_t size, int32_t* out, size_t capacity) { return SINEW_CALL(sinew_varint_decode_zigzag_i32)(in, size, out, capacity); }
#cgo noescape sinew_go_varint_decode_zigzag_i64
#cgo nocallback sinew_go_varint_decode_zigzag_i64
static inline sinew_codec_result sinew_go_varint_decode_zigzag_i64(const uint8_t* in, size_t size, int64_t* out, size_t capacity) { return SINEW_CALL(sinew_varint_decode_zigzag_i64)(in, size, out, capacity); }
#cgo noescape sinew_go_varint_encoded_size_u32
#cgo nocallback sinew_go_varint_encoded_size_u32
static inline size_t sinew_go_varint_encoded_size_u32(const uint32_t* in, size_t count) { return SINEW_CALL(sinew_varint_encoded_size_u32)(in, count); }
#cgo noescape sinew_go_varint_encoded_size_u64
#cgo nocallback sinew_go_varint_encoded_size_u64
static inline size_t sinew_go_varint_encoded_size_u64(const uint64_t* in, size_t count) { return SINEW_CALL(sinew_varint_encoded_size_u64)(in, count); }
#cgo noescape sinew_go_varint_encoded_size_zigzag_i32
#cgo nocallback sinew_go_varint_encoded_size_zigzag_i32
static inline size_t sinew_go_varint_encoded_size_zigzag_i32(const int32_t* in, size_t count) { return SINEW_CALL(sinew_varint_encoded_size_zigzag_i32)(in, count); }
#cgo noescape sinew_go_varint_encoded_size_zigzag_i64
#cgo nocallback sinew_go_varint_encoded_size_zigzag_i64
static inline size_t sinew_go_varint_encoded_size_zigzag_i64(const int64_t* in, size_t count) { return SINEW_CALL(sinew_varint_encoded_size_zigzag_i64)(in, count); }
#cgo noescape sinew_go_varint_count
#cgo nocallback sinew_go_varint_count
static inline size_t sinew_go_varint_count(const uint8_t* in, size_t size) { return SINEW_CALL(sinew_varint_count)(in, size); }
#cgo noescape sinew_go_streamvbyte_encode
#cgo nocallback sinew_go_streamvbyte_encode
static inline sinew_codec_result sinew_go_streamvbyte_encode(const uint32_t* in, size_t count, uint8_t* out, size_t capacity, uint32_t flags) { return SINEW_CALL(sinew_streamvbyte_encode)(in, count, out, capacity, flags); }
#cgo noescape sinew_go_streamvbyte_decode
#cgo nocallback sinew_go_streamvbyte_decode
static inline sinew_codec_result sinew_go_streamvbyte_decode(const uint8_t* in, size_t size, uint32_t* out, size_t count, uint32_t flags) { return SINEW_CALL(sinew_streamvbyte_decode)(in, size, out, count, flags); }
#cgo noescape sinew_go_streamvbyte_encode_delta
#cgo nocallback sinew_go_streamvbyte_encode_delta
static inline sinew_codec_result sinew_go_streamvbyte_encode_delta(const uint32_t* in, size_t count, uint32_t start, uint8_t* out, size_t capacity, uint32_t flags) { return SINEW_CALL(sinew_streamvbyte_encode_delta)(in, count, start, out, capacity, flags); }
#cgo noescape sinew_go_streamvbyte_decode_delta
#cgo nocallback sinew_go_streamvbyte_decode_delta
static inline sinew_codec_result sinew_go_streamvbyte_decode_delta(const uint8_t* in, size_t size, uint32_t start, uint32_t* out, size_t count, uint32_t flags) { return SINEW_CALL(sinew_streamvbyte_decode_delta)(in, size, start, out, count, flags); }
#cgo noescape sinew_go_streamvbyte_encoded_bound
#cgo nocallback sinew_go_streamvbyte_encoded_bound
static inline size_t sinew_go_streamvbyte_encoded_bound(size_t count) { return SINEW_CALL(sinew_streamvbyte_encoded_bound)(count); }
#cgo noescape sinew_go_streamvbyte_encoded_size
#cgo nocallback sinew_go_streamvbyte_encoded_size
static inline sinew_codec_result sinew_go_streamvbyte_encoded_size(const uint32_t* in, size_t count, uint32_t flags) { return SINEW_CALL(sinew_streamvbyte_encoded_size)(in, count, flags); }
#cgo noescape sinew_go_streamvbyte_encoded_size_delta
#cgo nocallback sinew_go_streamvbyte_encoded_size_delta
static inline sinew_codec_result sinew_go_streamvbyte_encoded_size_delta(const uint32_t* in, size_t count, uint32_t start, uint32_t flags) { return SINEW_CALL(sinew_streamvbyte_encoded_size_delta)(in, count, start, flags); }
#cgo noescape sinew_go_zigzag_encode_i32
#cgo nocallback sinew_go_zigzag_encode_i32
static inline void sinew_go_zigzag_encode_i32(const int32_t* in, size_t count, uint32_t* out) { SINEW_CALL(sinew_zigzag_encode_i32)(in, count, out); }
#cgo noescape sinew_go_zigzag_encode_i64
#cgo nocallback sinew_go_zigzag_encode_i64
static inline void sinew_go_zigzag_encode_i64(const int64_t* in, size_t count, uint64_t* out) { SINEW_CALL(sinew_zigzag_encode_i64)(in, count, out); }
#cgo noescape sinew_go_zigzag_decode_i32
#cgo nocallback sinew_go_zigzag_decode_i32
static inline void sinew_go_zigzag_decode_i32(const uint32_t* in, size_t count, int32_t* out) { SINEW_CALL(sinew_zigzag_decode_i32)(in, count, out); }
#cgo noescape sinew_go_zigzag_decode_i64
#cgo nocallback sinew_go_zigzag_decode_i64
static inline void sinew_go_zigzag_decode_i64(const uint64_t* in, size_t count, int64_t* out) { SINEW_CALL(sinew_zigzag_decode_i64)(in, count, out); }
#cgo noescape sinew_go_delta_encode_i32
#cgo nocallback sinew_go_delta_encode_i32
static inline int32_t sinew_go_delta_encode_i32(const int32_t* in, size_t count, int32_t start, int32_t* out) { return SINEW_CALL(sinew_delta_encode_i32)(in, count, start, out); }
#cgo noescape sinew_go_delta_encode_i64
#cgo nocallback sinew_go_delta_encode_i64
static inline int64_t sinew_go_delta_encode_i64(const int64_t* in, size_t count, int64_t start, int64_t* out) { return SINEW_CALL(sinew_delta_encode_i64)(in, count, start, out); }
#cgo noescape sinew_go_delta_decode_i32
#cgo nocallback sinew_go_delta_decode_i32
static inline int32_t sinew_go_delta_decode_i32(const int32_t* in, size_t count, int32_t start, int32_t* out) { return SINEW_CALL(sinew_delta_decode_i32)(in, count, start, out); }
#cgo noescape sinew_go_delta_decode_i64
#cgo nocallback sinew_go_delta_decode_i64
static inline int64_t sinew_go_delta_decode_i64(const int64_t* in, size_t count, int64_t start, int64_t* out) { return SINEW_CALL(sinew_delta_decode_i64)(in, count, start, out); }
#cgo noescape sinew_go_frame_of_reference_measure_i32
#cgo nocallback sinew_go_frame_of_reference_measure_i32
static inline sinew_frame_i64 sinew_go_frame_of_reference_measure_i32(const int32_t* in, size_t count) { return SINEW_CALL(sinew_frame_of_reference_measure_i32)(in, count); }
#cgo noescape sinew_go_frame_of_reference_measure_i64
#cgo nocallback sinew_go_frame_of_reference_measure_i64
static inline sinew_frame_i64 sinew_go_frame_of_reference_measure_i64(const int64_t* in, size_t count) { return SINEW_CALL(sinew_frame_of_reference_measure_i64)(in, count); }
#cgo noescape sinew_go_frame_of_reference_measure_u32
#cgo nocallback sinew_go_frame_of_reference_measure_u32
static inline sinew_frame_u64 sinew_go_frame_of_reference_measure_u32(const uint32_t* in, size_t count) { return SINEW_CALL(sinew_frame_of_reference_measure_u32)(in, count); }
#cgo noescape sinew_go_frame_of_reference_measure_u64
#cgo nocallback sinew_go_frame_of_reference_measure_u64
static inline sinew_frame_u64 sinew_go_frame_of_reference_measure_u64(const uint64_t* in, size_t count) { return SINEW_CALL(sinew_frame_of_reference_measure_u64)(in, count); }
#cgo noescape sinew_go_frame_of_reference_encode_i32
#cgo nocallback sinew_go_frame_of_reference_encode_i32
static inline void sinew_go_frame_of_reference_encode_i32(const int32_t* in, size_t count, int32_t base, uint32_t* out) { SINEW_CALL(sinew_frame_of_reference_encode_i32)(in, count, base, out); }
#cgo noescape sinew_go_frame_of_reference_encode_i64
#cgo nocallback sinew_go_frame_of_reference_encode_i64
static inline void sinew_go_frame_of_reference_encode_i64(const int64_t* in, size_t count, int64_t base, uint64_t* out) { SINEW_CALL(sinew_frame_of_reference_encode_i64)(in, count, base, out); }
#cgo noescape sinew_go_frame_of_reference_encode_u32
#cgo nocallback sinew_go_frame_of_reference_encode_u32
static inline void sinew_go_frame_of_reference_encode_u32(const uint32_t* in, size_t count, uint32_t base, uint32_t* out) { SINEW_CALL(sinew_frame_of_reference_encode_u32)(in, count, base, out); }
#cgo noescape sinew_go_frame_of_reference_encode_u64
#cgo nocallback sinew_go_frame_of_reference_encode_u64
static inline void sinew_go_frame_of_reference_encode_u64(const uint64_t* in, size_t count, uint64_t base, uint64_t* out) { SINEW_CALL(sinew_frame_of_reference_encode_u64)(in, count, base, out); }
#cgo noescape sinew_go_frame_of_reference_decode_i32
#cgo nocallback sinew_go_frame_of_reference_decode_i32
static inline void sinew_go_frame_of_reference_decode_i32(const uint32_t* in, size_t count, int32_t base, int32_t* out) { SINEW_CALL(sinew_frame_of_reference_decode_i32)(in, count, base, out); }
#cgo noescape sinew_go_frame_of_reference_decode_i64
#cgo nocallback sinew_go_frame_of_reference_decode_i64
static inline void sinew_go_frame_of_reference_decode_i64(const uint64_t* in, size_t count, int64_t base, int64_t* out) { SINEW_CALL(sinew_frame_of_reference_decode_i64)(in, count, base, out); }
#cgo noescape sinew_go_frame_of_reference_decode_u32
#cgo nocallback sinew_go_frame_of_reference_decode_u32
static inline void sinew_go_frame_of_reference_decode_u32(const uint32_t* in, size_t count, uint32_t base, uint32_t* out) { SINEW_CALL(sinew_frame_of_reference_decode_u32)(in, count, base, out); }
#cgo noescape sinew_go_frame_of_reference_decode_u64
#cgo nocallback sinew_go_frame_of_reference_decode_u64
static inline void sinew_go_frame_of_reference_decode_u64(const uint64_t* in, size_t count, uint64_t base, uint64_t* out) { SINEW_CALL(sinew_frame_of_reference_decode_u64)(in, count, base, out); }
#cgo noescape sinew_go_rle_encode_u32
#cgo nocallback sinew_go_rle_encode_u32
static inline sinew_codec_result sinew_go_rle_encode_u32(const uint32_t* in, size_t count, size_t width, uint8_t* out, size_t capacity) { return SINEW_CALL(sinew_rle_encode_u32)(in, count, width, out, capacity); }
#cgo noescape sinew_go_rle_decode_u32
#cgo nocallback sinew_go_rle_decode_u32
static inline sinew_codec_result sinew_go_rle_decode_u32(const uint8_t* in, size_t size, size_t width, uint32_t* out, size_t count) { return SINEW_CALL(sinew_rle_decode_u32)(in, size, width, out, count); }
#cgo noescape sinew_go_rle_encoded_bound
#cgo nocallback sinew_go_rle_encoded_bound
static inline size_t sinew_go_rle_encoded_bound(size_t count, size_t width) { return SINEW_CALL(sinew_rle_encoded_bound)(count, width); }
#cgo noescape sinew_go_delta_binary_packed_encode_i32
#cgo nocallback sinew_go_delta_binary_packed_encode_i32
static inline sinew_codec_result sinew_go_delta_binary_packed_encode_i32(const int32_t* in, size_t count, uint8_t* out, size_t capacity) { return SINEW_CALL(sinew_delta_binary_packed_encode_i32)(in, count, out, capacity); }
#cgo noescape sinew_go_delta_binary_packed_encode_i64
#cgo nocallback sinew_go_delta_binary_packed_encode_i64
static inline sinew_codec_result sinew_go_delta_binary_packed_encode_i64(const int64_t* in, size_t count, uint8_t* out, size_t capacity) { return SINEW_CALL(sinew_delta_binary_packed_encode_i64)(in, count, out, capacity); }
#cgo noescape sinew_go_delta_binary_packed_decode_i32
#cgo nocallback sinew_go_delta_binary_packed_decode_i32
static inline sinew_codec_result sinew_go_delta_binary_packed_decode_i32(const uint8_t* in, size_t size, int32_t* out, size_t capacity) { return SINEW_CALL(sinew_delta_binary_packed_decode_i32)(in, size, out, capacity); }
#cgo noescape sinew_go_delta_binary_packed_decode_i64
#cgo nocallback sinew_go_delta_binary_packed_decode_i64
static inline sinew_codec_result sinew_go_delta_binary_packed_decode_i64(const uint8_t* in, size_t size, int64_t* out, size_t capacity) { return SINEW_CALL(sinew_delta_binary_packed_decode_i64)(in, size, out, capacity); }
#cgo noescape sinew_go_delta_binary_packed_encoded_bound_i32
#cgo nocallback sinew_go_delta_binary_packed_encoded_bound_i32
static inline size_t sinew_go_delta_binary_packed_encoded_bound_i32(size_t count) { return SINEW_CALL(sinew_delta_binary_packed_encoded_bound_i32)(count); }
#cgo noescape sinew_go_delta_binary_packed_encoded_bound_i64
#cgo nocallback sinew_go_delta_binary_packed_encoded_bound_i64
static inline size_t sinew_go_delta_binary_packed_encoded_bound_i64(size_t count) { return SINEW_CALL(sinew_delta_binary_packed_encoded_bound_i64)(count); }
#cgo noescape sinew_go_delta_binary_packed_count
#cgo nocallback sinew_go_delta_binary_packed_count
static inline sinew_codec_result sinew_go_delta_binary_packed_count(const uint8_t* in, size_t size) { return SINEW_CALL(sinew_delta_binary_packed_count)(in, size); }
#cgo noescape sinew_go_delta_length_byte_array_encode
#cgo nocallback sinew_go_delta_length_byte_array_encode
static inline sinew_codec_result sinew_go_delta_length_byte_array_encode(sinew_go_column column, uint8_t* out, size_t capacity) { return SINEW_CALL(sinew_delta_length_byte_array_encode)((const sinew_column*)&column, out, capacity); }
#cgo noescape sinew_go_delta_length_byte_array_decode
#cgo nocallback sinew_go_delta_length_byte_array_decode
static inline sinew_codec_result sinew_go_delta_length_byte_array_decode(const uint8_t* in, size_t size, int64_t* offsets, size_t string_capacity, uint8_t* out, size_t capacity) { return SINEW_CALL(sinew_delta_length_byte_array_decode)(in, size, offsets, string_capacity, out, capacity); }
#cgo noescape sinew_go_delta_length_byte_array_encoded_bound
#cgo nocallback sinew_go_delta_length_byte_array_encoded_bound
static inline sinew_codec_result sinew_go_delta_length_byte_array_encoded_bound(sinew_go_column column) { return SINEW_CALL(sinew_delta_length_byte_array_encoded_bound)((const sinew_column*)&column); }
#cgo noescape sinew_go_delta_byte_array_encode
#cgo nocallback sinew_go_delta_byte_array_encode
static inline sinew_codec_result sinew_go_delta_byte_array_encode(sinew_go_column column, uint8_t* out, size_t capacity) { return SINEW_CALL(sinew_delta_byte_array_encode)((const sinew_column*)&column, out, capacity); }
#cgo noescape sinew_go_delta_byte_array_decode
#cgo nocallback sinew_go_delta_byte_array_decode
static inline sinew_codec_result sinew_go_delta_byte_array_decode(const uint8_t* in, size_t size, int64_t* offsets, size_t string_capacity, uint8_t* out, size_t capacity) { return SINEW_CALL(sinew_delta_byte_array_decode)(in, size, offsets, string_capacity, out, capacity); }
#cgo noescape sinew_go_delta_byte_array_encoded_bound
#cgo nocallback sinew_go_delta_byte_array_encoded_bound
static inline sinew_codec_result sinew_go_delta_byte_array_encoded_bound(sinew_go_column column) { return SINEW_CALL(sinew_delta_byte_array_encoded_bound)((const sinew_column*)&column); }
#cgo noescape sinew_go_delta_byte_array_decoded_size
#cgo nocallback sinew_go_delta_byte_array_decoded_size
static inline sinew_codec_result sinew_go_delta_byte_array_decoded_size(const uint8_t* in, size_t size, size_t max_strings) { return SINEW_CALL(sinew_delta_byte_array_decoded_size)(in, size, max_strings); }
#cgo noescape sinew_go_byte_stream_split_encode
#cgo nocallback sinew_go_byte_stream_split_encode
static inline sinew_codec_result sinew_go_byte_stream_split_encode(const uint8_t* in, size_t count, size_t width, uint8_t* out) { return SINEW_CALL(sinew_byte_stream_split_encode)(in, count, width, out); }
#cgo noescape sinew_go_byte_stream_split_decode
#cgo nocallback sinew_go_byte_stream_split_decode
static inline sinew_codec_result sinew_go_byte_stream_split_decode(const uint8_t* in, size_t size, size_t width, uint8_t* out, size_t capacity) { return SINEW_CALL(sinew_byte_stream_split_decode)(in, size, width, out, capacity); }
#cgo noescape sinew_go_alp_encode_f64
#cgo nocallback sinew_go_alp_encode_f64
static inline sinew_codec_result sinew_go_alp_encode_f64(const double* in, size_t count, uint8_t* out, size_t capacity) { return SINEW_CALL(sinew_alp_encode_f64)(in, count, out, capacity); }
#cgo noescape sinew_go_alp_encode_f32
#cgo nocallback sinew_go_alp_encode_f32
static inline sinew_codec_result sinew_go_alp_encode_f32(const float* in, size_t count, uint8_t* out, size_t capacity) { return SINEW_CALL(sinew_alp_encode_f32)(in, count, out, capacity); }
#cgo noescape sinew_go_alp_decode_f64
#cgo nocallback sinew_go_alp_decode_f64
static inline sinew_codec_result sinew_go_alp_decode_f64(const uint8_t* in, size_t size, double* out, size_t capacity) { return SINEW_CALL(sinew_alp_decode_f64)(in, size, out, capacity); }
#cgo noescape sinew_go_alp_decode_f32
#cgo nocallback sinew_go_alp_decode_f32
static inline sinew_codec_result sinew_go_alp_decode_f32(const uint8_t* in, size_t size, float* out, size_t capacity) { return SINEW_CALL(sinew_alp_decode_f32)(in, size, out, capacity); }
#cgo noescape sinew_go_alp_encoded_bound_f64
#cgo nocallback sinew_go_alp_encoded_bound_f64
static inline size_t sinew_go_alp_encoded_bound_f64(size_t count) { return SINEW_CALL(sinew_alp_encoded_bound_f64)(count); }
#cgo noescape sinew_go_alp_encoded_bound_f32
#cgo nocallback sinew_go_alp_encoded_bound_f32
static inline size_t sinew_go_alp_encoded_bound_f32(size_t count) { return SINEW_CALL(sinew_alp_encoded_bound_f32)(count); }
#cgo noescape sinew_go_alp_count
#cgo nocallback sinew_go_alp_count
static inline sinew_codec_result sinew_go_alp_count(const uint8_t* in, size_t size) { return SINEW_CALL(sinew_alp_count)(in, size); }
#cgo noescape sinew_go_dictionary_create
#cgo nocallback sinew_go_dictionary_create
static inline sinew_status sinew_go_dictionary_create(const sinew_dictionary_options* options, uintptr_t* out, sinew_error* error) { return SINEW_CALL(sinew_dictionary_create)(options, (sinew_dictionary**)out, error); }
#cgo noescape sinew_go_dictionary_destroy
#cgo nocallback sinew_go_dictionary_destroy
static inline void sinew_go_dictionary_destroy(uintptr_t dictionary) { SINEW_CALL(sinew_dictionary_destroy)((sinew_dictionary*)dictionary); }
#cgo noescape sinew_go_dictionary_encode
#cgo nocallback sinew_go_dictionary_encode
static inline sinew_status sinew_go_dictionary_encode(uintptr_t dictionary, sinew_go_column column, uint32_t* out, sinew_error* error) { return SINEW_CALL(sinew_dictionary_encode)((sinew_dictionary*)dictionary, (const sinew_column*)&column, out, error); }
#cgo noescape sinew_go_dictionary_reset
#cgo nocallback sinew_go_dictionary_reset
static inline sinew_status sinew_go_dictionary_reset(uintptr_t dictionary) { return SINEW_CALL(sinew_dictionary_reset)((sinew_dictionary*)dictionary); }
#cgo noescape sinew_go_dictionary_count
#cgo nocallback sinew_go_dictionary_count
static inline size_t sinew_go_dictionary_count(uintptr_t dictionary) { return SINEW_CALL(sinew_dictionary_count)((const sinew_dictionary*)dictionary); }
#cgo noescape sinew_go_dictionary_memory
#cgo nocallback sinew_go_dictionary_memory
static inline size_t sinew_go_dictionary_memory(uintptr_t dictionary) { return SINEW_CALL(sinew_dictionary_memory)((const sinew_dictionary*)dictionary); }
static inline sinew_status sinew_go_dictionary_values(uintptr_t dictionary, size_t first, size_t count, uintptr_t batch, sinew_error* error) { return SINEW_CALL(sinew_dictionary_values)((const sinew_dictionary*)dictionary, first, count, (sinew_batch*)batch, error); }
#cgo noescape sinew_go_hll_create
#cgo nocallback sinew_go_hll_create
static inline sinew_status sinew_go_hll_create(const sinew_hll_options* options, uintptr_t* out, sinew_error* error) { return SINEW_CALL(sinew_hll_create)(options, (sinew_hll**)out, error); }
#cgo noescape sinew_go_hll_destroy
#cgo nocallback sinew_go_hll_destroy
static inline void sinew_go_hll_destroy(uintptr_t hll) { SINEW_CALL(sinew_hll_destroy)((sinew_hll*)hll); }
#cgo noescape sinew_go_hll_update
#cgo nocallback sinew_go_hll_update
static inline sinew_status sinew_go_hll_update(uintptr_t hll, sinew_go_column column, sinew_error* error) { return SINEW_CALL(sinew_hll_update)((sinew_hll*)hll, (const sinew_column*)&column, error); }
#cgo noescape sinew_go_hll_merge
#cgo nocallback sinew_go_hll_merge
static inline sinew_status sinew_go_hll_merge(uintptr_t into, uintptr_t from, sinew_error* error) { return SINEW_CALL(sinew_hll_merge)((sinew_hll*)into, (const sinew_hll*)from, error); }
#cgo noescape sinew_go_hll_reset
#cgo nocallback sinew_go_hll_reset
static inline sinew_status sinew_go_hll_reset(uintptr_t hll) { return SINEW_CALL(sinew_hll_reset)((sinew_hll*)hll); }
#cgo noescape sinew_go_hll_estimate
#cgo nocallback sinew_go_hll_estimate
static inline sinew_estimate sinew_go_hll_estimate(uintptr_t hll, uint32_t standard_errors) { return SINEW_CALL(sinew_hll_estimate)((const sinew_hll*)hll, standard_errors); }
#cgo noescape sinew_go_hll_lg_k
#cgo nocallback sinew_go_hll_lg_k
static inline uint32_t sinew_go_hll_lg_k(uintptr_t hll) { return SINEW_CALL(sinew_hll_lg_k)((const sinew_hll*)hll); }
#cgo noescape sinew_go_hll_memory
#cgo nocallback sinew_go_hll_memory
static inline size_t sinew_go_hll_memory(uintptr_t hll) { return SINEW_CALL(sinew_hll_memory)((const sinew_hll*)hll); }
#cgo noescape sinew_go_hll_encoded_size
#cgo nocallback sinew_go_hll_encoded_size
static inline size_t sinew_go_hll_encoded_size(uintptr_t hll) { return SINEW_CALL(sinew_hll_encoded_size)((const sinew_hll*)hll); }
#cgo noescape sinew_go_hll_encode
#cgo nocallback sinew_go_hll_encode
static inline sinew_codec_result sinew_go_hll_encode(uintptr_t hll, uint8_t* out, size_t capacity) { return SINEW_CALL(sinew_hll_encode)((const sinew_hll*)hll, out, capacity); }
#cgo noescape sinew_go_hll_decode
#cgo nocallback sinew_go_hll_decode
static inline sinew_status sinew_go_hll_decode(const uint8_t* in, size_t size, size_t memory_limit, uintptr_t* out, sinew_error* error) { return SINEW_CALL(sinew_hll_decode)(in, size, memory_limit, (sinew_hll**)out, error); }
#cgo noescape sinew_go_ddsketch_create
#cgo nocallback sinew_go_ddsketch_create
static inline sinew_status sinew_go_ddsketch_create(const sinew_ddsketch_options* options, uintptr_t* out, sinew_error* error) { return SINEW_CALL(sinew_ddsketch_create)(options, (sinew_ddsketch**)out, error); }
#cgo noescape sinew_go_ddsketch_destroy
#cgo nocallback sinew_go_ddsketch_destroy
static inline void sinew_go_ddsketch_destroy(uintptr_t ddsketch) { SINEW_CALL(sinew_ddsketch_destroy)((sinew_ddsketch*)ddsketch); }
#cgo noescape sinew_go_ddsketch_update
#cgo nocallback sinew_go_ddsketch_update
static inline sinew_status sinew_go_ddsketch_update(uintptr_t ddsketch, sinew_go_column column, sinew_error* error) { return SINEW_CALL(sinew_ddsketch_update)((sinew_ddsketch*)ddsketch, (const sinew_column*)&column, error); }
#cgo noescape sinew_go_ddsketch_merge
#cgo nocallback sinew_go_ddsketch_merge
static inline sinew_status sinew_go_ddsketch_merge(uintptr_t into, uintptr_t from, sinew_error* error) { return SINEW_CALL(sinew_ddsketch_merge)((sinew_ddsketch*)into, (const sinew_ddsketch*)from, error); }
#cgo noescape sinew_go_ddsketch_reset
#cgo nocallback sinew_go_ddsketch_reset
static inline sinew_status sinew_go_ddsketch_reset(uintptr_t ddsketch) { return SINEW_CALL(sinew_ddsketch_reset)((sinew_ddsketch*)ddsketch); }
#cgo noescape sinew_go_ddsketch_quantiles
#cgo nocallback sinew_go_ddsketch_quantiles
static inline sinew_result sinew_go_ddsketch_quantiles(uintptr_t ddsketch, const double* fractions, size_t count, double* out) { return SINEW_CALL(sinew_ddsketch_quantiles)((const sinew_ddsketch*)ddsketch, fractions, count, out); }
#cgo noescape sinew_go_ddsketch_summarize
#cgo nocallback sinew_go_ddsketch_summarize
static inline sinew_ddsketch_summary sinew_go_ddsketch_summarize(uintptr_t ddsketch) { return SINEW_CALL(sinew_ddsketch_summarize)((const sinew_ddsketch*)ddsketch); }
#cgo noescape sinew_go_ddsketch_relative_accuracy
#cgo nocallback sinew_go_ddsketch_relative_accuracy
static inline double sinew_go_ddsketch_relative_accuracy(uintptr_t ddsketch) { return SINEW_CALL(sinew_ddsketch_relative_accuracy)((const sinew_ddsketch*)ddsketch); }
#cgo noescape sinew_go_ddsketch_memory
#cgo nocallback sinew_go_ddsketch_memory
static inline size_t sinew_go_ddsketch_memory(uintptr_t ddsketch) { return SINEW_CALL(sinew_ddsketch_memory)((const sinew_ddsketch*)ddsketch); }
#cgo noescape sinew_go_ddsketch_encoded_size
#cgo nocallback sinew_go_ddsketch_encoded_size
static inline size_t sinew_go_ddsketch_encoded_size(uintptr_t ddsketch) { return SINEW_CALL(sinew_ddsketch_encoded_size)((const sinew_ddsketch*)ddsketch); }
#cgo noescape sinew_go_ddsketch_encode
#cgo nocallback sinew_go_ddsketch_encode
static inline sinew_codec_result sinew_go_ddsketch_encode(uintptr_t ddsketch, uint8_t* out, size_t capacity) { return SINEW_CALL(sinew_ddsketch_encode)((const sinew_ddsketch*)ddsketch, out, capacity); }
#cgo noescape sinew_go_ddsketch_decode
#cgo nocallback sinew_go_ddsketch_decode
static inline sinew_status sinew_go_ddsketch_decode(const uint8_t* in, size_t size, uint32_t bins, size_t memory_limit, uintptr_t* out, sinew_error* error) { return SINEW_CALL(sinew_ddsketch_decode)(in, size, bins, memory_limit, (sinew_ddsketch**)out, error); }
#cgo noescape sinew_go_bloom_create
#cgo nocallback sinew_go_bloom_create
static inline sinew_status sinew_go_bloom_create(const sinew_bloom_options* options, uintptr_t* out, sinew_error* error) { return SINEW_CALL(sinew_bloom_create)(options, (sinew_bloom**)out, error); }
#cgo noescape sinew_go_bloom_destroy
#cgo nocallback sinew_go_bloom_destroy
static inline void sinew_go_bloom_destroy(uintptr_t bloom) { SINEW_CALL(sinew_bloom_destroy)((sinew_bloom*)bloom); }
#cgo noescape sinew_go_bloom_update
#cgo nocallback sinew_go_bloom_update
static inline sinew_status sinew_go_bloom_update(uintptr_t bloom, sinew_go_column column, sinew_error* error) { return SINEW_CALL(sinew_bloom_update)((sinew_bloom*)bloom, (const sinew_column*)&column, error); }
#cgo noescape sinew_go_bloom_merge
#cgo nocallback sinew_go_bloom_merge
static inline sinew_status sinew_go_bloom_merge(uintptr_t into, uintptr_t from, sinew_error* error) { return SINEW_CALL(sinew_bloom_merge)((sinew_bloom*)into, (const sinew_bloom*)from, error); }
#cgo noescape sinew_go_bloom_reset
#cgo nocallback sinew_go_bloom_reset
static inline sinew_status sinew_go_bloom_reset(uintptr_t bloom) { return SINEW_CALL(sinew_bloom_reset)((sinew_bloom*)bloom); }
#cgo noescape sinew_go_bloom_contains_many
#cgo nocallback sinew_go_bloom_contains_many
static inline sinew_status sinew_go_bloom_contains_many(uintptr_t bloom, sinew_go_column column, uint8_t* bitmap, sinew_error* error) { return SINEW_CALL(sinew_bloom_contains_many)((const sinew_bloom*)bloom, (const sinew_column*)&column, bitmap, error); }
#cgo noescape sinew_go_bloom_memory
#cgo nocallback sinew_go_bloom_memory
static inline size_t sinew_go_bloom_memory(uintptr_t bloom) { return SINEW_CALL(sinew_bloom_memory)((const sinew_bloom*)bloom); }
#cgo noescape sinew_go_bloom_encoded_size
#cgo nocallback sinew_go_bloom_encoded_size
static inline size_t sinew_go_bloom_encoded_size(uintptr_t bloom) { return SINEW_CALL(sinew_bloom_encoded_size)((const sinew_bloom*)bloom); }
#cgo noescape sinew_go_bloom_encode
#cgo nocallback sinew_go_bloom_encode
static inline sinew_codec_result sinew_go_bloom_encode(uintptr_t bloom, uint8_t* out, size_t capacity) { return SINEW_CALL(sinew_bloom_encode)((const sinew_bloom*)bloom, out, capacity); }
#cgo noescape sinew_go_bloom_decode
#cgo nocallback sinew_go_bloom_decode
static inline sinew_status sinew_go_bloom_decode(const uint8_t* in, size_t size, size_t memory_limit, uintptr_t* out, sinew_error* error) { return SINEW_CALL(sinew_bloom_decode)(in, size, memory_limit, (sinew_bloom**)out, error); }
#cgo noescape sinew_go_kll_create
#cgo nocallback sinew_go_kll_create
static inline sinew_status sinew_go_kll_create(const sinew_kll_options* options, uintptr_t* out, sinew_error* error) { return SINEW_CALL(sinew_kll_create)(options, (sinew_kll**)out, error); }
#cgo noescape sinew_go_kll_destroy
#cgo nocallback sinew_go_kll_destroy
static inline void sinew_go_kll_destroy(uintptr_t kll) { SINEW_CALL(sinew_kll_destroy)((sinew_kll*)kll); }
#cgo noescape sinew_go_kll_update
#cgo nocallback sinew_go_kll_update
static inline sinew_status sinew_go_kll_update(uintptr_t kll, sinew_go_column column, sinew_error* error) { return SINEW_CALL(sinew_kll_update)((sinew_kll*)kll, (const sinew_column*)&column, error); }
#cgo noescape sinew_go_kll_merge
#cgo nocallback sinew_go_kll_merge
static inline sinew_status sinew_go_kll_merge(uintptr_t into, uintptr_t from, sinew_error* error) { return SINEW_CALL(sinew_kll_merge)((sinew_kll*)into, (const sinew_kll*)from, error); }
#cgo noescape sinew_go_kll_reset
#cgo nocallback sinew_go_kll_reset
static inline sinew_status sinew_go_kll_reset(uintptr_t kll) { return SINEW_CALL(sinew_kll_reset)((sinew_kll*)kll); }
#cgo noescape sinew_go_kll_quantiles
#cgo nocallback sinew_go_kll_quantiles
static inline sinew_result sinew_go_kll_quantiles(uintptr_t kll, const double* fractions, size_t count, double* out) { return SINEW_CALL(sinew_kll_quantiles)((sinew_kll*)kll, fractions, count, out); }
#cgo noescape sinew_go_kll_ranks
#cgo nocallback sinew_go_kll_ranks
static inline sinew_result sinew_go_kll_ranks(uintptr_t kll, const double* numbers, size_t count, double* out) { return SINEW_CALL(sinew_kll_ranks)((sinew_kll*)kll, numbers, count, out); }
#cgo noescape sinew_go_kll_summarize
#cgo nocallback sinew_go_kll_summarize
static inline sinew_kll_summary sinew_go_kll_summarize(uintptr_t kll) { return SINEW_CALL(sinew_kll_summarize)((sinew_kll*)kll); }
#cgo noescape sinew_go_kll_rank_error
#cgo nocallback sinew_go_kll_rank_error
static inline double sinew_go_kll_rank_error(uintptr_t kll) { return SINEW_CALL(sinew_kll_rank_error)((const sinew_kll*)kll); }
#cgo noescape sinew_go_kll_k
#cgo nocallback sinew_go_kll_k
static inline uint32_t sinew_go_kll_k(uintptr_t kll) { return SINEW_CALL(sinew_kll_k)((const sinew_kll*)kll); }
#cgo noescape sinew_go_kll_memory
#cgo nocallback sinew_go_kll_memory
static inline size_t sinew_go_kll_memory(uintptr_t kll) { return SINEW_CALL(sinew_kll_memory)((const sinew_kll*)kll); }
#cgo noescape sinew_go_kll_encoded_size
#cgo nocallback sinew_go_kll_encoded_size
static inline size_t sinew_go_kll_encoded_size(uintptr_t kll) { return SINEW_CALL(sinew_kll_encoded_size)((sinew_kll*)kll); }
#cgo noescape sinew_go_kll_encode
#cgo nocallback sinew_go_kll_encode
static inline sinew_codec_result sinew_go_kll_encode(uintptr_t kll, uint8_t* out, size_t capacity) { return SINEW_CALL(sinew_kll_encode)((sinew_kll*)kll, out, capacity); }
#cgo noescape sinew_go_kll_decode
#cgo nocallback sinew_go_kll_decode
static inline sinew_status sinew_go_kll_decode(const uint8_t* in, size_t size, sinew_type type, uint64_t seed, size_t memory_limit, uintptr_t* out, sinew_error* error) { return SINEW_CALL(sinew_kll_decode)(in, size, type, seed, memory_limit, (sinew_kll**)out, error); }
#cgo noescape sinew_go_reduce
#cgo nocallback sinew_go_reduce
static inline sinew_reduce_result sinew_go_reduce(sinew_go_column column, const sinew_aggregate_spec* spec) { return SINEW_CALL(sinew_reduce)((const sinew_column*)&column, spec); }
#cgo noescape sinew_go_reduce_columns
#cgo nocallback sinew_go_reduce_columns
static inline sinew_reduce_result sinew_go_reduce_columns(sinew_go_columns columns, const sinew_aggregate_spec* spec) { return SINEW_CALL(sinew_reduce_columns)((const sinew_column*)columns.columns, columns.count, spec); }
#cgo noescape sinew_go_groupby_create
#cgo nocallback sinew_go_groupby_create
static inline sinew_status sinew_go_groupby_create(sinew_groupby_options options, uintptr_t* out, sinew_error* error) { return SINEW_CALL(sinew_groupby_create)(&options, (sinew_groupby**)out, error); }
#cgo noescape sinew_go_groupby_destroy
#cgo nocallback sinew_go_groupby_destroy
static inline void sinew_go_groupby_destroy(uintptr_t groupby) { SINEW_CALL(sinew_groupby_destroy)((sinew_groupby*)groupby); }
#cgo noescape sinew_go_groupby_update
#cgo nocallback sinew_go_groupby_update
static inline sinew_status sinew_go_groupby_update(uintptr_t groupby, sinew_go_columns keys, sinew_go_columns values, sinew_error* error) { return SINEW_CALL(sinew_groupby_update)((sinew_groupby*)groupby, (const sinew_column*)keys.columns, keys.count, (const sinew_column*)values.columns, values.count, error); }
#cgo noescape sinew_go_groupby_merge
#cgo nocallback sinew_go_groupby_merge
static inline sinew_status sinew_go_groupby_merge(uintptr_t into, uintptr_t from, sinew_error* error) { return SINEW_CALL(sinew_groupby_merge)((sinew_groupby*)into, (const sinew_groupby*)from, error); }
#cgo noescape sinew_go_groupby_reset
#cgo nocallback sinew_go_groupby_reset
static inline sinew_status sinew_go_groupby_reset(uintptr_t groupby) { return SINEW_CALL(sinew_groupby_reset)((sinew_groupby*)groupby); }
#cgo noescape sinew_go_groupby_count
#cgo nocallback sinew_go_groupby_count
static inline size_t sinew_go_groupby_count(uintptr_t groupby) { return SINEW_CALL(sinew_groupby_count)((const sinew_groupby*)groupby); }
#cgo noescape sinew_go_groupby_memory
#cgo nocallback sinew_go_groupby_memory
static inline size_t sinew_go_groupby_memory(uintptr_t groupby) { return SINEW_CALL(sinew_groupby_memory)((const sinew_groupby*)groupby); }
#cgo noescape sinew_go_groupby_overflow_count
#cgo nocallback sinew_go_groupby_overflow_count
static inline size_t sinew_go_groupby_overflow_count(uintptr_t groupby) { return SINEW_CALL(sinew_groupby_overflow_count)((const sinew_groupby*)groupby); }
static inline sinew_status sinew_go_groupby_results(uintptr_t groupby, size_t first, size_t count, uintptr_t batch, sinew_error* error) { return SINEW_CALL(sinew_groupby_results)((const sinew_groupby*)groupby, first, count, (sinew_batch*)batch, error); }
#cgo noescape sinew_go_groupby_merge_part
#cgo nocallback sinew_go_groupby_merge_part
static inline sinew_status sinew_go_groupby_merge_part(uintptr_t into, uintptr_t from, size_t part, size_t part_count, sinew_error* error) { return SINEW_CALL(sinew_groupby_merge_part)((sinew_groupby*)into, (const sinew_groupby*)from, part, part_count, error); }
#cgo noescape sinew_go_groupby_encoded_size
#cgo nocallback sinew_go_groupby_encoded_size
static inline sinew_codec_result sinew_go_groupby_encoded_size(uintptr_t groupby, size_t part, size_t part_count) { return SINEW_CALL(sinew_groupby_encoded_size)((const sinew_groupby*)groupby, part, part_count); }
#cgo noescape sinew_go_groupby_encode
#cgo nocallback sinew_go_groupby_encode
static inline sinew_codec_result sinew_go_groupby_encode(uintptr_t groupby, size_t part, size_t part_count, uint8_t* out, size_t capacity) { return SINEW_CALL(sinew_groupby_encode)((const sinew_groupby*)groupby, part, part_count, out, capacity); }
#cgo noescape sinew_go_groupby_merge_encoded
#cgo nocallback sinew_go_groupby_merge_encoded
static inline sinew_status sinew_go_groupby_merge_encoded(uintptr_t into, const uint8_t* in, size_t size, sinew_error* error) { return SINEW_CALL(sinew_groupby_merge_encoded)((sinew_groupby*)into, in, size, error); }
#cgo noescape sinew_go_groupby_decode
#cgo nocallback sinew_go_groupby_decode
static inline sinew_status sinew_go_groupby_decode(const uint8_t* in, size_t size, size_t memory_limit, uintptr_t* out, sinew_error* error) { return SINEW_CALL(sinew_groupby_decode)(in, size, memory_limit, (sinew_groupby**)out, error); }
#cgo noescape sinew_go_take
#cgo nocallback sinew_go_take
static inline sinew_result sinew_go_take(sinew_go_column values, sinew_go_column indices, uint8_t* out) { return SINEW_CALL(sinew_take)((const sinew_column*)&values, (const sinew_column*)&indices, out); }
#cgo noescape sinew_go_take_strings_size
#cgo nocallback sinew_go_take_strings_size
static inline sinew_codec_result sinew_go_take_strings_size(sinew_go_column values, sinew_go_column indices) { return SINEW_CALL(sinew_take_strings_size)((const sinew_column*)&values, (const sinew_column*)&indices); }
#cgo noescape sinew_go_take_strings
#cgo nocallback sinew_go_take_strings
static inline sinew_codec_result sinew_go_take_strings(sinew_go_column values, sinew_go_column indices, int64_t* offsets, uint8_t* out, size_t capacity) { return SINEW_CALL(sinew_take_strings)((const sinew_column*)&values, (const sinew_column*)&indices, offsets, out, capacity); }
#cgo noescape sinew_go_filter_count
#cgo nocallback sinew_go_filter_count
static inline sinew_result sinew_go_filter_count(sinew_go_column filter) { return SINEW_CALL(sinew_filter_count)((const sinew_column*)&filter); }
#cgo noescape sinew_go_filter
#cgo nocallback sinew_go_filter
static inline sinew_codec_result sinew_go_filter(sinew_go_column values, sinew_go_column filter, uint8_t* out, uint8_t* validity, size_t capacity) { return SINEW_CALL(sinew_filter)((const sinew_column*)&values, (const sinew_column*)&filter, out, validity, capacity); }
#cgo noescape sinew_go_filter_strings_size
#cgo nocallback sinew_go_filter_strings_size
static inline sinew_codec_result sinew_go_filter_strings_size(sinew_go_column values, sinew_go_column filter) { return SINEW_CALL(sinew_filter_strings_size)((const sinew_column*)&values, (const sinew_column*)&filter); }
#cgo noescape sinew_go_filter_strings
#cgo nocallback sinew_go_filter_strings
static inline sinew_codec_result sinew_go_filter_strings(sinew_go_column values, sinew_go_column filter, int64_t* offsets, uint8_t* validity, size_t row_capacity, uint8_t* out, size_t capacity) { return SINEW_CALL(sinew_filter_strings)((const sinew_column*)&values, (const sinew_column*)&filter, offsets, validity, row_capacity, out, capacity); }
#cgo noescape sinew_go_compare
#cgo nocallback sinew_go_compare
static inline sinew_result sinew_go_compare(sinew_go_column in, sinew_go_column other, sinew_relation relation, uint8_t* bitmap, uint8_t* validity) { return SINEW_CALL(sinew_compare)((const sinew_column*)&in, (const sinew_column*)&other, relation, bitmap, validity); }
#cgo noescape sinew_go_histogram
#cgo nocallback sinew_go_histogram
static inline sinew_status sinew_go_histogram(sinew_go_column in, const uint8_t* bitmap, size_t bitmap_offset, const double* edges, uint64_t* counts, size_t bin_count) { return SINEW_CALL(sinew_histogram)((const sinew_column*)&in, bitmap, bitmap_offset, edges, counts, bin_count); }
#cgo noescape sinew_go_histogram_linear
#cgo nocallback sinew_go_histogram_linear
static inline sinew_status sinew_go_histogram_linear(sinew_go_column in, const uint8_t* bitmap, size_t bitmap_offset, double low, double high, uint64_t* counts, size_t bin_count) { return SINEW_CALL(sinew_histogram_linear)((const sinew_column*)&in, bitmap, bitmap_offset, low, high, counts, bin_count); }
#cgo noescape sinew_go_histogram_log_linear_count
#cgo nocallback sinew_go_histogram_log_linear_count
static inline sinew_result sinew_go_histogram_log_linear_count(double low, double high, uint32_t bits) { return SINEW_CALL(sinew_histogram_log_linear_count)(low, high, bits); }
#cgo noescape sinew_go_histogram_log_linear
#cgo nocallback sinew_go_histogram_log_linear
static inline sinew_status sinew_go_histogram_log_linear(sinew_go_column in, const uint8_t* bitmap, size_t bitmap_offset, double low, double high, uint32_t bits, uint64_t* counts, size_t bin_count) { return SINEW_CALL(sinew_histogram_log_linear)((const sinew_column*)&in, bitmap, bitmap_offset, low, high, bits, counts, bin_count); }
#cgo noescape sinew_go_sort
#cgo nocallback sinew_go_sort
static inline sinew_status sinew_go_sort(sinew_type type, uint8_t* values, size_t count, uint32_t flags) { return SINEW_CALL(sinew_sort)(type, values, count, flags); }
#cgo noescape sinew_go_sort_indices
#cgo nocallback sinew_go_sort_indices
static inline sinew_status sinew_go_sort_indices(sinew_go_columns keys, const uint32_t* orders, size_t first, uint32_t* out, size_t count, sinew_error* error) { return SINEW_CALL(sinew_sort_indices)((const sinew_column*)keys.columns, keys.count, orders, first, out, count, error); }
#cgo noescape sinew_go_sort_validate
#cgo nocallback sinew_go_sort_validate
static inline sinew_result sinew_go_sort_validate(sinew_go_columns keys, const uint32_t* orders) { return SINEW_CALL(sinew_sort_validate)((const sinew_column*)keys.columns, keys.count, orders); }
#cgo noescape sinew_go_sort_distinct
#cgo nocallback sinew_go_sort_distinct
static inline sinew_codec_result sinew_go_sort_distinct(sinew_go_columns keys, uint32_t* out, size_t capacity) { return SINEW_CALL(sinew_sort_distinct)((const sinew_column*)keys.columns, keys.count, out, capacity); }
#cgo noescape sinew_go_vectors_compare
#cgo nocallback sinew_go_vectors_compare
static inline sinew_status sinew_go_vectors_compare(sinew_vectors in, sinew_vectors queries, sinew_metric metric, double* out) { return SINEW_CALL(sinew_vectors_compare)(&in, &queries, metric, out); }
#cgo noescape sinew_go_vectors_nearest
#cgo nocallback sinew_go_vectors_nearest
static inline sinew_codec_result sinew_go_vectors_nearest(sinew_vectors in, sinew_vectors queries, const uint8_t* bitmap, size_t bitmap_offset, sinew_metric metric, uint32_t* out, double* measures, size_t count) { return SINEW_CALL(sinew_vectors_nearest)(&in, &queries, bitmap, bitmap_offset, metric, out, measures, count); }
#cgo noescape sinew_go_expression_create
#cgo nocallback sinew_go_expression_create
static inline sinew_status sinew_go_expression_create(sinew_expression_options options, uintptr_t* out, sinew_error* error) { return SINEW_CALL(sinew_expression_create)(&options, (sinew_expression**)out, error); }
#cgo noescape sinew_go_expression_destroy
#cgo nocallback sinew_go_expression_destroy
static inline void sinew_go_expression_destroy(uintptr_t expression) { SINEW_CALL(sinew_expression_destroy)((sinew_expression*)expression); }
#cgo noescape sinew_go_expression_filter
#cgo nocallback sinew_go_expression_filter
static inline sinew_expression_result sinew_go_expression_filter(uintptr_t expression, sinew_go_columns columns, size_t row_count, uint8_t* bitmap) { return SINEW_CALL(sinew_expression_filter)((sinew_expression*)expression, (const sinew_column*)columns.columns, columns.count, row_count, bitmap); }
static inline sinew_status sinew_go_expression_evaluate(uintptr_t expression, sinew_go_columns columns, size_t row_count, uintptr_t batch, sinew_error* error) { return SINEW_CALL(sinew_expression_evaluate)((sinew_expression*)expression, (const sinew_column*)columns.columns, columns.count, row_count, (sinew_batch*)batch, error); }
#cgo noescape sinew_go_expression_type
#cgo nocallback sinew_go_expression_type
static inline sinew_type sinew_go_expression_type(uintptr_t expression) { return SINEW_CALL(sinew_expression_type)((const sinew_expression*)expression); }
#cgo noescape sinew_go_expression_uses
#cgo nocallback sinew_go_expression_uses
static inline sinew_status sinew_go_expression_uses(uintptr_t expression, uint8_t* bitmap) { return SINEW_CALL(sinew_expression_uses)((const sinew_expression*)expression, bitmap); }
#cgo noescape sinew_go_expression_faults
#cgo nocallback sinew_go_expression_faults
static inline uint64_t sinew_go_expression_faults(uintptr_t expression) { return SINEW_CALL(sinew_expression_faults)((const sinew_expression*)expression); }
#cgo noescape sinew_go_expression_memory
#cgo nocallback sinew_go_expression_memory
static inline size_t sinew_go_expression_memory(uintptr_t expression) { return SINEW_CALL(sinew_expression_memory)((const sinew_expression*)expression); }
static inline sinew_codec_result sinew_go_decoder_decode(uintptr_t decoder, const uint8_t* in, size_t size, uintptr_t batch, uint32_t flags, sinew_error* error) { return SINEW_CALL(sinew_decoder_decode)((sinew_decoder*)decoder, in, size, (sinew_batch*)batch, flags, error); }
static inline sinew_status sinew_go_decoder_decode_many(uintptr_t decoder, sinew_go_column column, uintptr_t batch, sinew_error* error) { return SINEW_CALL(sinew_decoder_decode_many)((sinew_decoder*)decoder, (const sinew_column*)&column, (sinew_batch*)batch, error); }
#cgo noescape sinew_go_decoder_reset
#cgo nocallback sinew_go_decoder_reset
static inline sinew_status sinew_go_decoder_reset(uintptr_t decoder) { return SINEW_CALL(sinew_decoder_reset)((sinew_decoder*)decoder); }
#cgo noescape sinew_go_decoder_destroy
#cgo nocallback sinew_go_decoder_destroy
static inline void sinew_go_decoder_destroy(uintptr_t decoder) { SINEW_CALL(sinew_decoder_destroy)((sinew_decoder*)decoder); }
#cgo noescape sinew_go_decoder_stats
#cgo nocallback sinew_go_decoder_stats
static inline sinew_decoder_counts sinew_go_decoder_stats(uintptr_t decoder) { return SINEW_CALL(sinew_decoder_stats)((const sinew_decoder*)decoder); }
#cgo noescape sinew_go_decoder_reject
#cgo nocallback sinew_go_decoder_reject
static inline sinew_reject sinew_go_decoder_reject(uintptr_t decoder, size_t index) { return SINEW_CALL(sinew_decoder_reject)((const sinew_decoder*)decoder, index); }
#cgo noescape sinew_go_reject_name
#cgo nocallback sinew_go_reject_name
static inline const char* sinew_go_reject_name(sinew_reject_reason reason) { return SINEW_CALL(sinew_reject_name)(reason); }
#cgo noescape sinew_go_decoder_memory
#cgo nocallback sinew_go_decoder_memory
static inline size_t sinew_go_decoder_memory(uintptr_t decoder) { return SINEW_CALL(sinew_decoder_memory)((const sinew_decoder*)decoder); }
#cgo noescape sinew_go_ndjson_create
#cgo nocallback sinew_go_ndjson_create
static inline sinew_status sinew_go_ndjson_create(sinew_decoder_options options, const sinew_ndjson_options* ndjson_options, uintptr_t* out, sinew_error* error) { return SINEW_CALL(sinew_ndjson_create)(&options, ndjson_options, (sinew_decoder**)out, error); }
#cgo noescape sinew_go_csv_create
#cgo nocallback sinew_go_csv_create
static inline sinew_status sinew_go_csv_create(sinew_decoder_options options, sinew_csv_options csv, uintptr_t* out, sinew_error* error) { return SINEW_CALL(sinew_csv_create)(&options, &csv, (sinew_decoder**)out, error); }
#cgo noescape sinew_go_protobuf_create
#cgo nocallback sinew_go_protobuf_create
static inline sinew_status sinew_go_protobuf_create(sinew_decoder_options options, const sinew_protobuf_options* format, uintptr_t* out, sinew_error* error) { return SINEW_CALL(sinew_protobuf_create)(&options, format, (sinew_decoder**)out, error); }
#cgo noescape sinew_go_kafka_records_create
#cgo nocallback sinew_go_kafka_records_create
static inline sinew_status sinew_go_kafka_records_create(sinew_decoder_options options, const sinew_kafka_records_options* kafka_options, uintptr_t* out, sinew_error* error) { return SINEW_CALL(sinew_kafka_records_create)(&options, kafka_options, (sinew_decoder**)out, error); }
#cgo noescape sinew_go_kafka_records_expect
#cgo nocallback sinew_go_kafka_records_expect
static inline sinew_status sinew_go_kafka_records_expect(uintptr_t decoder, const sinew_kafka_transaction* aborted, size_t count, int64_t first_offset, sinew_error* error) { return SINEW_CALL(sinew_kafka_records_expect)((sinew_decoder*)decoder, aborted, count, first_offset, error); }
#cgo noescape sinew_go_kafka_headers_next
#cgo nocallback sinew_go_kafka_headers_next
static inline sinew_kafka_header sinew_go_kafka_headers_next(const uint8_t* in, size_t size, size_t offset) { return SINEW_CALL(sinew_kafka_headers_next)(in, size, offset); }
#cgo noescape sinew_go_kafka_records_stats
#cgo nocallback sinew_go_kafka_records_stats
static inline sinew_kafka_records_counts sinew_go_kafka_records_stats(uintptr_t decoder) { return SINEW_CALL(sinew_kafka_records_stats)((const sinew_decoder*)decoder); }
#cgo noescape sinew_go_stream_load
#cgo nocallback sinew_go_stream_load
static inline sinew_status sinew_go_stream_load(sinew_compression compression, sinew_error* error) { return SINEW_CALL(sinew_stream_load)(compression, error); }
#cgo noescape sinew_go_stream_create
#cgo nocallback sinew_go_stream_create
static inline sinew_status sinew_go_stream_create(const sinew_stream_options* options, uintptr_t* out, sinew_error* error) { return SINEW_CALL(sinew_stream_create)(options, (sinew_stream**)out, error); }
#cgo noescape sinew_go_stream_destroy
#cgo nocallback sinew_go_stream_destroy
static inline void sinew_go_stream_destroy(uintptr_t stream) { SINEW_CALL(sinew_stream_destroy)((sinew_stream*)stream); }
#cgo noescape sinew_go_stream_decode
#cgo nocallback sinew_go_stream_decode
static inline sinew_codec_result sinew_go_stream_decode(uintptr_t stream, const uint8_t* in, size_t size, uint8_t* out, size_t capacity, uint32_t flags, sinew_error* error) { return SINEW_CALL(sinew_stream_decode)((sinew_stream*)stream, in, size, out, capacity, flags, error); }
#cgo noescape sinew_go_stream_reset
#cgo nocallback sinew_go_stream_reset
static inline sinew_status sinew_go_stream_reset(uintptr_t stream) { return SINEW_CALL(sinew_stream_reset)((sinew_stream*)stream); }
#cgo noescape sinew_go_stream_compression
#cgo nocallback sinew_go_stream_compression
static inline sinew_compression sinew_go_stream_compression(uintptr_t stream) { return SINEW_CALL(sinew_stream_compression)((const sinew_stream*)stream); }
#cgo noescape sinew_go_stream_memory
#cgo nocallback sinew_go_stream_memory
static inline size_t sinew_go_stream_memory(uintptr_t stream) { return SINEW_CALL(sinew_stream_memory)((const sinew_stream*)stream); }
#cgo noescape sinew_go_pipeline_create
#cgo nocallback sinew_go_pipeline_create
static inline sinew_status sinew_go_pipeline_create(sinew_pipeline_options options, uintptr_t* out, sinew_error* error) { return SINEW_CALL(sinew_pipeline_create)(&options, (sinew_pipeline**)out, error); }
#cgo noescape sinew_go_pipeline_destroy
#cgo nocallback sinew_go_pipeline_destroy
static inline void sinew_go_pipeline_destroy(uintptr_t pipeline) { SINEW_CALL(sinew_pipeline_destroy)((sinew_pipeline*)pipeline); }
#cgo noescape sinew_go_pipeline_write
#cgo nocallback sinew_go_pipeline_write
static inline sinew_codec_result sinew_go_pipeline_write(uintptr_t pipeline, const uint8_t* in, size_t size, uintptr_t decoder, uint32_t flags, sinew_error* error) { return SINEW_CALL(sinew_pipeline_write)((sinew_pipeline*)pipeline, in, size, (sinew_decoder*)decoder, flags, error); }
#cgo noescape sinew_go_pipeline_write_many
#cgo nocallback sinew_go_pipeline_write_many
static inline sinew_codec_result sinew_go_pipeline_write_many(uintptr_t pipeline, sinew_go_column column, sinew_go_columns columns, uintptr_t decoder, sinew_error* error) { return SINEW_CALL(sinew_pipeline_write_many)((sinew_pipeline*)pipeline, (const sinew_column*)&column, (const sinew_column*)columns.columns, columns.count, (sinew_decoder*)decoder, error); }
#cgo noescape sinew_go_pipeline_update
#cgo nocallback sinew_go_pipeline_update
static inline sinew_status sinew_go_pipeline_update(uintptr_t pipeline, sinew_go_columns columns, size_t row_count, sinew_error* error) { return SINEW_CALL(sinew_pipeline_update)((sinew_pipeline*)pipeline, (const sinew_column*)columns.columns, columns.count, row_count, error); }
#cgo noescape sinew_go_pipeline_merge
#cgo nocallback sinew_go_pipeline_merge
static inline sinew_status sinew_go_pipeline_merge(uintptr_t into, uintptr_t from, sinew_error* error) { return SINEW_CALL(sinew_pipeline_merge)((sinew_pipeline*)into, (const sinew_pipeline*)from, error); }
#cgo noescape sinew_go_pipeline_encoded_size
#cgo nocallback sinew_go_pipeline_encoded_size
static inline sinew_codec_result sinew_go_pipeline_encoded_size(uintptr_t pipeline, size_t part, size_t part_count, sinew_error* error) { return SINEW_CALL(sinew_pipeline_encoded_size)((sinew_pipeline*)pipeline, part, part_count, error); }
#cgo noescape sinew_go_pipeline_encode
#cgo nocallback sinew_go_pipeline_encode
static inline sinew_codec_result sinew_go_pipeline_encode(uintptr_t pipeline, size_t part, size_t part_count, uint8_t* out, size_t capacity, sinew_error* error) { return SINEW_CALL(sinew_pipeline_encode)((sinew_pipeline*)pipeline, part, part_count, out, capacity, error); }
#cgo noescape sinew_go_pipeline_merge_encoded
#cgo nocallback sinew_go_pipeline_merge_encoded
static inline sinew_status sinew_go_pipeline_merge_encoded(uintptr_t into, const uint8_t* in, size_t size, sinew_error* error) { return SINEW_CALL(sinew_pipeline_merge_encoded)((sinew_pipeline*)into, in, size, error); }
#cgo noescape sinew_go_pipeline_reset
#cgo nocallback sinew_go_pipeline_reset
static inline sinew_status sinew_go_pipeline_reset(uintptr_t pipeline) { return SINEW_CALL(sinew_pipeline_reset)((sinew_pipeline*)pipeline); }
#cgo noescape sinew_go_pipeline_count
#cgo nocallback sinew_go_pipeline_count
static inline size_t sinew_go_pipeline_count(uintptr_t pipeline) { return SINEW_CALL(sinew_pipeline_count)((const sinew_pipeline*)pipeline); }
static inline sinew_status sinew_go_pipeline_results(uintptr_t pipeline, sinew_pipeline_results_options options, uintptr_t batch, sinew_error* error) { return SINEW_CALL(sinew_pipeline_results)((const sinew_pipeline*)pipeline, &options, (sinew_batch*)batch, error); }
#cgo noescape sinew_go_pipeline_overflow_count
#cgo nocallback sinew_go_pipeline_overflow_count
static inline size_t sinew_go_pipeline_overflow_count(uintptr_t pipeline) { return SINEW_CALL(sinew_pipeline_overflow_count)((const sinew_pipeline*)pipeline); }
#cgo noescape sinew_go_pipeline_stats
#cgo nocallback sinew_go_pipeline_stats
static inline sinew_pipeline_counts sinew_go_pipeline_stats(uintptr_t pipeline) { return SINEW_CALL(sinew_pipeline_stats)((const sinew_pipeline*)pipeline); }
#cgo noescape sinew_go_pipeline_memory
#cgo nocallback sinew_go_pipeline_memory
static inline size_t sinew_go_pipeline_memory(uintptr_t pipeline) { return SINEW_CALL(sinew_pipeline_memory)((const sinew_pipeline*)pipeline); }
*/
import "C"

import "unsafe"

// Go's structs are as large as those of C.
var (
	_ = [1]byte{}[unsafe.Sizeof(Result{})-C.sizeof_sinew_result]
	_ = [1]byte{}[unsafe.Sizeof(CodecResult{})-C.sizeof_sinew_codec_result]
	_ = [1]byte{}[unsafe.Sizeof(Error{})-C.sizeof_sinew_error]
	_ = [1]byte{}[unsafe.Sizeof(View{})-C.sizeof_sinew_column]
	_ = [1]byte{}[unsafe.Sizeof(BatchOptions{})-C.sizeof_sinew_batch_options]
	_ = [1]byte{}[unsafe.Sizeof(Memory{})-C.sizeof_sinew_memory]
	_ = [1]byte{}[unsafe.Sizeof(Hash128{})-C.sizeof_sinew_hash128]
	_ = [1]byte{}[unsafe.Sizeof(U32Result{})-C.sizeof_sinew_u32_result]
	_ = [1]byte{}[unsafe.Sizeof(XXH3State{})-C.sizeof_sinew_xxh3_state]
	_ = [1]byte{}[unsafe.Sizeof(XXH64State{})-C.sizeof_sinew_xxh64_state]
	_ = [1]byte{}[unsafe.Sizeof(HighwayHashState{})-C.sizeof_sinew_highwayhash_state]
	_ = [1]byte{}[unsafe.Sizeof(Blake3State{})-C.sizeof_sinew_blake3_state]
	_ = [1]byte{}[unsafe.Sizeof(FrameI64{})-C.sizeof_sinew_frame_i64]
	_ = [1]byte{}[unsafe.Sizeof(FrameU64{})-C.sizeof_sinew_frame_u64]
	_ = [1]byte{}[unsafe.Sizeof(DictionaryOptions{})-C.sizeof_sinew_dictionary_options]
	_ = [1]byte{}[unsafe.Sizeof(Estimate{})-C.sizeof_sinew_estimate]
	_ = [1]byte{}[unsafe.Sizeof(HllOptions{})-C.sizeof_sinew_hll_options]
	_ = [1]byte{}[unsafe.Sizeof(DdsketchOptions{})-C.sizeof_sinew_ddsketch_options]
	_ = [1]byte{}[unsafe.Sizeof(DdsketchSummary{})-C.sizeof_sinew_ddsketch_summary]
	_ = [1]byte{}[unsafe.Sizeof(BloomOptions{})-C.sizeof_sinew_bloom_options]
	_ = [1]byte{}[unsafe.Sizeof(KllOptions{})-C.sizeof_sinew_kll_options]
	_ = [1]byte{}[unsafe.Sizeof(KllSummary{})-C.sizeof_sinew_kll_summary]
	_ = [1]byte{}[unsafe.Sizeof(AggregateSpec{})-C.sizeof_sinew_aggregate_spec]
	_ = [1]byte{}[unsafe.Sizeof(ReduceResult{})-C.sizeof_sinew_reduce_result]
	_ = [1]byte{}[unsafe.Sizeof(GroupByOptions{})-C.sizeof_sinew_groupby_options]
	_ = [1]byte{}[unsafe.Sizeof(Vectors{})-C.sizeof_sinew_vectors]
	_ = [1]byte{}[unsafe.Sizeof(ExpressionColumn{})-C.sizeof_sinew_expression_column]
	_ = [1]byte{}[unsafe.Sizeof(ExpressionOptions{})-C.sizeof_sinew_expression_options]
	_ = [1]byte{}[unsafe.Sizeof(ExpressionResult{})-C.sizeof_sinew_expression_result]
	_ = [1]byte{}[unsafe.Sizeof(Field{})-C.sizeof_sinew_field]
	_ = [1]byte{}[unsafe.Sizeof(DecoderOptions{})-C.sizeof_sinew_decoder_options]
	_ = [1]byte{}[unsafe.Sizeof(Reject{})-C.sizeof_sinew_reject]
	_ = [1]byte{}[unsafe.Sizeof(DecoderCounts{})-C.sizeof_sinew_decoder_counts]
	_ = [1]byte{}[unsafe.Sizeof(NDJSONOptions{})-C.sizeof_sinew_ndjson_options]
	_ = [1]byte{}[unsafe.Sizeof(CSVOptions{})-C.sizeof_sinew_csv_options]
	_ = [1]byte{}[unsafe.Sizeof(ProtobufOptions{})-C.sizeof_sinew_protobuf_options]
	_ = [1]byte{}[unsafe.Sizeof(KafkaRecordsOptions{})-C.sizeof_sinew_kafka_records_options]
	_ = [1]byte{}[unsafe.Sizeof(KafkaTransaction{})-C.sizeof_sinew_kafka_transaction]
	_ = [1]byte{}[unsafe.Sizeof(KafkaRecordsCounts{})-C.sizeof_sinew_kafka_records_counts]
	_ = [1]byte{}[unsafe.Sizeof(KafkaHeader{})-C.sizeof_sinew_kafka_header]
	_ = [1]byte{}[unsafe.Sizeof(StreamOptions{})-C.sizeof_sinew_stream_options]
	_ = [1]byte{}[unsafe.Sizeof(PipelineColumn{})-C.sizeof_sinew_pipeline_column]
	_ = [1]byte{}[unsafe.Sizeof(PipelineAggregate{})-C.sizeof_sinew_pipeline_aggregate]
	_ = [1]byte{}[unsafe.Sizeof(PipelineOptions{})-C.sizeof_sinew_pipeline_options]
	_ = [1]byte{}[unsafe.Sizeof(PipelineCounts{})-C.sizeof_sinew_pipeline_counts]
	_ = [1]byte{}[unsafe.Sizeof(PipelineOrder{})-C.sizeof_sinew_pipeline_order]
	_ = [1]byte{}[unsafe.Sizeof(PipelineResultsOptions{})-C.sizeof_sinew_pipeline_results_options]
)

func Version() string {
	return C.GoString(C.sinew_go_version())
}

func Target() string {
	return C.GoString(C.sinew_go_target())
}

func TargetStatus() int32 {
	return int32(C.sinew_go_target_status())
}

func StatusName(status int32) string {
	return C.GoString(C.sinew_go_status_name(C.sinew_status(status)))
}

func TypeName(kind int32) string {
	return C.GoString(C.sinew_go_type_name(C.sinew_type(kind)))
}

func TypeWidth(kind int32) int {
	return int(C.sinew_go_type_width(C.sinew_type(kind)))
}

func MemoryStats() Memory {
	cr := C.sinew_go_memory_stats()
	return *(*Memory)(unsafe.Pointer(&cr))
}

func MemoryTrim() int {
	return int(C.sinew_go_memory_trim())
}

func MemoryKeep(size int) int {
	return int(C.sinew_go_memory_keep(C.size_t(size)))
}

func BatchCreate(options *BatchOptions, out *Batch, failure *Error) int32 {
	raceRead(options, 1)
	r := int32(C.sinew_go_batch_create((*C.sinew_batch_options)(unsafe.Pointer(options)), (*C.uintptr_t)(unsafe.Pointer(out)), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func BatchDestroy(batch Batch) {
	C.sinew_go_batch_destroy(C.uintptr_t(batch))
}

func BatchRowCount(batch Batch) int {
	return int(C.sinew_go_batch_row_count(C.uintptr_t(batch)))
}

func BatchColumnCount(batch Batch) int {
	return int(C.sinew_go_batch_column_count(C.uintptr_t(batch)))
}

func BatchColumn(batch Batch, column int) View {
	cr := C.sinew_go_batch_column(C.uintptr_t(batch), C.size_t(column))
	return *(*View)(unsafe.Pointer(&cr))
}

func BatchName(batch Batch, column int) string {
	return C.GoString(C.sinew_go_batch_name(C.uintptr_t(batch), C.size_t(column)))
}

func BatchMemory(batch Batch) int {
	return int(C.sinew_go_batch_memory(C.uintptr_t(batch)))
}

func BatchExport(batch Batch, schema unsafe.Pointer, array unsafe.Pointer, failure *Error) int32 {
	r := int32(C.sinew_go_batch_export(C.uintptr_t(batch), (*C.uint8_t)(schema), (*C.uint8_t)(array), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func BatchImport(batch Batch, schema unsafe.Pointer, array unsafe.Pointer, failure *Error) int32 {
	r := int32(C.sinew_go_batch_import(C.uintptr_t(batch), (*C.uint8_t)(schema), (*C.uint8_t)(array), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func XXH3_64(in *byte, size int, seed uint64) uint64 {
	raceRead(in, size)
	return uint64(C.sinew_go_xxh3_64((*C.uint8_t)(in), C.size_t(size), C.uint64_t(seed)))
}

func XXH3_128(in *byte, size int, seed uint64) Hash128 {
	raceRead(in, size)
	cr := C.sinew_go_xxh3_128((*C.uint8_t)(in), C.size_t(size), C.uint64_t(seed))
	return *(*Hash128)(unsafe.Pointer(&cr))
}

func XXH3_64Many(column *View, seed uint64, out *uint64) Result {
	raceColumn(column)
	cr := C.sinew_go_xxh3_64_many(*(*C.sinew_go_column)(unsafe.Pointer(column)), C.uint64_t(seed), (*C.uint64_t)(out))
	r := *(*Result)(unsafe.Pointer(&cr))
	raceWrite(out, column.Count)
	return r
}

func XXH3_128Many(column *View, seed uint64, out *Hash128) Result {
	raceColumn(column)
	cr := C.sinew_go_xxh3_128_many(*(*C.sinew_go_column)(unsafe.Pointer(column)), C.uint64_t(seed), (*C.sinew_hash128)(unsafe.Pointer(out)))
	r := *(*Result)(unsafe.Pointer(&cr))
	raceWrite(out, column.Count)
	return r
}

func XXH3Init(state *XXH3State, seed uint64) {
	C.sinew_go_xxh3_init((*C.sinew_xxh3_state)(unsafe.Pointer(state)), C.uint64_t(seed))
	raceWrite(state, 1)
}

func XXH3Update(state *XXH3State, in *byte, size int) {
	raceRead(in, size)
	C.sinew_go_xxh3_update((*C.sinew_xxh3_state)(unsafe.Pointer(state)), (*C.uint8_t)(in), C.size_t(size))
	raceWrite(state, 1)
}

func XXH3_64Digest(state *XXH3State) uint64 {
	raceRead(state, 1)
	return uint64(C.sinew_go_xxh3_64_digest((*C.sinew_xxh3_state)(unsafe.Pointer(state))))
}

func XXH3_128Digest(state *XXH3State) Hash128 {
	raceRead(state, 1)
	cr := C.sinew_go_xxh3_128_digest((*C.sinew_xxh3_state)(unsafe.Pointer(state)))
	return *(*Hash128)(unsafe.Pointer(&cr))
}

func XXH64(in *byte, size int, seed uint64) uint64 {
	raceRead(in, size)
	return uint64(C.sinew_go_xxh64((*C.uint8_t)(in), C.size_t(size), C.uint64_t(seed)))
}

func XXH64Init(state *XXH64State, seed uint64) {
	C.sinew_go_xxh64_init((*C.sinew_xxh64_state)(unsafe.Pointer(state)), C.uint64_t(seed))
	raceWrite(state, 1)
}

func XXH64Update(state *XXH64State, in *byte, size int) {
	raceRead(in, size)
	C.sinew_go_xxh64_update((*C.sinew_xxh64_state)(unsafe.Pointer(state)), (*C.uint8_t)(in), C.size_t(size))
	raceWrite(state, 1)
}

func XXH64Digest(state *XXH64State) uint64 {
	raceRead(state, 1)
	return uint64(C.sinew_go_xxh64_digest((*C.sinew_xxh64_state)(unsafe.Pointer(state))))
}

func XXH64Many(column *View, seed uint64, out *uint64) Result {
	raceColumn(column)
	cr := C.sinew_go_xxh64_many(*(*C.sinew_go_column)(unsafe.Pointer(column)), C.uint64_t(seed), (*C.uint64_t)(out))
	r := *(*Result)(unsafe.Pointer(&cr))
	raceWrite(out, column.Count)
	return r
}

func Murmur3_32(in *byte, size int, seed uint32) uint32 {
	raceRead(in, size)
	return uint32(C.sinew_go_murmur3_32((*C.uint8_t)(in), C.size_t(size), C.uint32_t(seed)))
}

func Murmur3_128(in *byte, size int, seed uint64) Hash128 {
	raceRead(in, size)
	cr := C.sinew_go_murmur3_128((*C.uint8_t)(in), C.size_t(size), C.uint64_t(seed))
	return *(*Hash128)(unsafe.Pointer(&cr))
}

func Murmur3_32Many(column *View, seed uint32, out *uint32) Result {
	raceColumn(column)
	cr := C.sinew_go_murmur3_32_many(*(*C.sinew_go_column)(unsafe.Pointer(column)), C.uint32_t(seed), (*C.uint32_t)(out))
	r := *(*Result)(unsafe.Pointer(&cr))
	raceWrite(out, column.Count)
	return r
}

func Murmur3_128Many(column *View, seed uint64, out *Hash128) Result {
	raceColumn(column)
	cr := C.sinew_go_murmur3_128_many(*(*C.sinew_go_column)(unsafe.Pointer(column)), C.uint64_t(seed), (*C.sinew_hash128)(unsafe.Pointer(out)))
	r := *(*Result)(unsafe.Pointer(&cr))
	raceWrite(out, column.Count)
	return r
}

func HighwayHash64(in *byte, size int, key *byte) uint64 {
	raceRead(in, size)
	raceRead(key, HighwayHashKeySize)
	return uint64(C.sinew_go_highwayhash_64((*C.uint8_t)(in), C.size_t(size), (*C.uint8_t)(key)))
}

func HighwayHash128(in *byte, size int, key *byte) Hash128 {
	raceRead(in, size)
	raceRead(key, HighwayHashKeySize)
	cr := C.sinew_go_highwayhash_128((*C.uint8_t)(in), C.size_t(size), (*C.uint8_t)(key))
	return *(*Hash128)(unsafe.Pointer(&cr))
}

func HighwayHash256(in *byte, size int, key *byte, out *byte) {
	raceRead(in, size)
	raceRead(key, HighwayHashKeySize)
	C.sinew_go_highwayhash_256((*C.uint8_t)(in), C.size_t(size), (*C.uint8_t)(key), (*C.uint8_t)(out))
	raceWrite(out, 32)
}

func HighwayHashInit(state *HighwayHashState, key *byte) {
	raceRead(key, HighwayHashKeySize)
	C.sinew_go_highwayhash_init((*C.sinew_highwayhash_state)(unsafe.Pointer(state)), (*C.uint8_t)(key))
	raceWrite(state, 1)
}

func HighwayHashReset(state *HighwayHashState) {
	C.sinew_go_highwayhash_reset((*C.sinew_highwayhash_state)(unsafe.Pointer(state)))
	raceWrite(state, 1)
}

func HighwayHashUpdate(state *HighwayHashState, in *byte, size int) {
	raceRead(in, size)
	C.sinew_go_highwayhash_update((*C.sinew_highwayhash_state)(unsafe.Pointer(state)), (*C.uint8_t)(in), C.size_t(size))
	raceWrite(state, 1)
}

func HighwayHash64Digest(state *HighwayHashState) uint64 {
	raceRead(state, 1)
	return uint64(C.sinew_go_highwayhash_64_digest((*C.sinew_highwayhash_state)(unsafe.Pointer(state))))
}

func HighwayHash128Digest(state *HighwayHashState) Hash128 {
	raceRead(state, 1)
	cr := C.sinew_go_highwayhash_128_digest((*C.sinew_highwayhash_state)(unsafe.Pointer(state)))
	return *(*Hash128)(unsafe.Pointer(&cr))
}

func HighwayHash256Digest(state *HighwayHashState, out *byte) {
	raceRead(state, 1)
	C.sinew_go_highwayhash_256_digest((*C.sinew_highwayhash_state)(unsafe.Pointer(state)), (*C.uint8_t)(out))
	raceWrite(out, 32)
}

func Blake3(in *byte, size int, out *byte) {
	raceRead(in, size)
	C.sinew_go_blake3((*C.uint8_t)(in), C.size_t(size), (*C.uint8_t)(out))
	raceWrite(out, Blake3HashSize)
}

func Blake3Keyed(in *byte, size int, key *byte, keySize int, out *byte) int32 {
	raceRead(in, size)
	raceRead(key, keySize)
	r := int32(C.sinew_go_blake3_keyed((*C.uint8_t)(in), C.size_t(size), (*C.uint8_t)(key), C.size_t(keySize), (*C.uint8_t)(out)))
	raceWrite(out, Blake3HashSize)
	return r
}

func Blake3DeriveKey(in *byte, size int, context *byte, contextSize int, out *byte, outSize int) int32 {
	raceRead(in, size)
	raceRead(context, contextSize)
	r := int32(C.sinew_go_blake3_derive_key((*C.uint8_t)(in), C.size_t(size), (*C.uint8_t)(context), C.size_t(contextSize), (*C.uint8_t)(out), C.size_t(outSize)))
	raceWrite(out, outSize)
	return r
}

func Blake3Init(state *Blake3State) {
	C.sinew_go_blake3_init((*C.sinew_blake3_state)(unsafe.Pointer(state)))
	raceWrite(state, 1)
}

func Blake3InitKeyed(state *Blake3State, key *byte, keySize int) int32 {
	raceRead(key, keySize)
	r := int32(C.sinew_go_blake3_init_keyed((*C.sinew_blake3_state)(unsafe.Pointer(state)), (*C.uint8_t)(key), C.size_t(keySize)))
	raceWrite(state, 1)
	return r
}

func Blake3InitDeriveKey(state *Blake3State, context *byte, contextSize int) {
	raceRead(context, contextSize)
	C.sinew_go_blake3_init_derive_key((*C.sinew_blake3_state)(unsafe.Pointer(state)), (*C.uint8_t)(context), C.size_t(contextSize))
	raceWrite(state, 1)
}

func Blake3Update(state *Blake3State, in *byte, size int) {
	raceRead(in, size)
	C.sinew_go_blake3_update((*C.sinew_blake3_state)(unsafe.Pointer(state)), (*C.uint8_t)(in), C.size_t(size))
	raceWrite(state, 1)
}

func Blake3Digest(state *Blake3State, out *byte) {
	raceRead(state, 1)
	C.sinew_go_blake3_digest((*C.sinew_blake3_state)(unsafe.Pointer(state)), (*C.uint8_t)(out))
	raceWrite(out, Blake3HashSize)
}

func Blake3Output(state *Blake3State, seek uint64, out *byte, size int) int32 {
	raceRead(state, 1)
	r := int32(C.sinew_go_blake3_output((*C.sinew_blake3_state)(unsafe.Pointer(state)), C.uint64_t(seek), (*C.uint8_t)(out), C.size_t(size)))
	raceWrite(out, size)
	return r
}

func Blake3Reset(state *Blake3State) {
	C.sinew_go_blake3_reset((*C.sinew_blake3_state)(unsafe.Pointer(state)))
	raceWrite(state, 1)
}

func Blake3Many(column *View, out *byte) Result {
	raceColumn(column)
	cr := C.sinew_go_blake3_many(*(*C.sinew_go_column)(unsafe.Pointer(column)), (*C.uint8_t)(out))
	r := *(*Result)(unsafe.Pointer(&cr))
	raceWrite(out, Blake3HashSize*column.Count)
	return r
}

func CRC32C(in *byte, size int, crc uint32) uint32 {
	raceRead(in, size)
	return uint32(C.sinew_go_crc32c((*C.uint8_t)(in), C.size_t(size), C.uint32_t(crc)))
}

func CRC32CCombine(first uint32, second uint32, secondSize uint64) uint32 {
	return uint32(C.sinew_go_crc32c_combine(C.uint32_t(first), C.uint32_t(second), C.uint64_t(secondSize)))
}

func CRC32(in *byte, size int, crc uint32) uint32 {
	raceRead(in, size)
	return uint32(C.sinew_go_crc32((*C.uint8_t)(in), C.size_t(size), C.uint32_t(crc)))
}

func CRC32Combine(first uint32, second uint32, secondSize uint64) uint32 {
	return uint32(C.sinew_go_crc32_combine(C.uint32_t(first), C.uint32_t(second), C.uint64_t(secondSize)))
}

func CRC64NVME(in *byte, size int, crc uint64) uint64 {
	raceRead(in, size)
	return uint64(C.sinew_go_crc64nvme((*C.uint8_t)(in), C.size_t(size), C.uint64_t(crc)))
}

func CRC64NVMECombine(first uint64, second uint64, secondSize uint64) uint64 {
	return uint64(C.sinew_go_crc64nvme_combine(C.uint64_t(first), C.uint64_t(second), C.uint64_t(secondSize)))
}

func HashCombine(first uint64, second uint64) uint64 {
	return uint64(C.sinew_go_hash_combine(C.uint64_t(first), C.uint64_t(second)))
}

func HashCombineMany(first *uint64, second *uint64, count int, out *uint64) {
	raceRead(first, count)
	raceRead(second, count)
	C.sinew_go_hash_combine_many((*C.uint64_t)(first), (*C.uint64_t)(second), C.size_t(count), (*C.uint64_t)(out))
	raceWrite(out, count)
}

func JumpHash(key uint64, buckets uint32) U32Result {
	cr := C.sinew_go_jump_hash(C.uint64_t(key), C.uint32_t(buckets))
	return *(*U32Result)(unsafe.Pointer(&cr))
}

func JumpHashMany(keys *View, buckets uint32, out *uint32) Result {
	raceColumn(keys)
	cr := C.sinew_go_jump_hash_many(*(*C.sinew_go_column)(unsafe.Pointer(keys)), C.uint32_t(buckets), (*C.uint32_t)(out))
	r := *(*Result)(unsafe.Pointer(&cr))
	raceWrite(out, keys.Count)
	return r
}

func Rendezvous(key uint64, nodes *uint64, nodeCount int) U32Result {
	raceRead(nodes, nodeCount)
	cr := C.sinew_go_rendezvous(C.uint64_t(key), (*C.uint64_t)(nodes), C.size_t(nodeCount))
	return *(*U32Result)(unsafe.Pointer(&cr))
}

func RendezvousMany(keys *View, nodes *uint64, nodeCount int, out *uint32) Result {
	raceColumn(keys)
	raceRead(nodes, nodeCount)
	cr := C.sinew_go_rendezvous_many(*(*C.sinew_go_column)(unsafe.Pointer(keys)), (*C.uint64_t)(nodes), C.size_t(nodeCount), (*C.uint32_t)(out))
	r := *(*Result)(unsafe.Pointer(&cr))
	raceWrite(out, keys.Count)
	return r
}

func KafkaMurmur2(in *byte, size int) uint32 {
	raceRead(in, size)
	return uint32(C.sinew_go_kafka_murmur2((*C.uint8_t)(in), C.size_t(size)))
}

func KafkaPartition(in *byte, size int, partitions uint32) U32Result {
	raceRead(in, size)
	cr := C.sinew_go_kafka_partition((*C.uint8_t)(in), C.size_t(size), C.uint32_t(partitions))
	return *(*U32Result)(unsafe.Pointer(&cr))
}

func KafkaMurmur2Many(column *View, out *uint32) Result {
	raceColumn(column)
	cr := C.sinew_go_kafka_murmur2_many(*(*C.sinew_go_column)(unsafe.Pointer(column)), (*C.uint32_t)(out))
	r := *(*Result)(unsafe.Pointer(&cr))
	raceWrite(out, column.Count)
	return r
}

func KafkaPartitionMany(column *View, partitions uint32, out *uint32) Result {
	raceColumn(column)
	cr := C.sinew_go_kafka_partition_many(*(*C.sinew_go_column)(unsafe.Pointer(column)), C.uint32_t(partitions), (*C.uint32_t)(out))
	r := *(*Result)(unsafe.Pointer(&cr))
	raceWrite(out, column.Count)
	return r
}

func Base64Encode(in *byte, size int, out *byte, flags uint32) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_base64_encode((*C.uint8_t)(in), C.size_t(size), (*C.uint8_t)(out), C.uint32_t(flags))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, r.Written)
	return r
}

func Base64Decode(in *byte, size int, out *byte, capacity int, flags uint32) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_base64_decode((*C.uint8_t)(in), C.size_t(size), (*C.uint8_t)(out), C.size_t(capacity), C.uint32_t(flags))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func Base64EncodedSize(size int, flags uint32) CodecResult {
	cr := C.sinew_go_base64_encoded_size(C.size_t(size), C.uint32_t(flags))
	return *(*CodecResult)(unsafe.Pointer(&cr))
}

func Base64DecodedBound(size int) int {
	return int(C.sinew_go_base64_decoded_bound(C.size_t(size)))
}

func Base64EncodeMany(column *View, outOffsets *int64, out *byte, capacity int, flags uint32) CodecResult {
	raceColumn(column)
	cr := C.sinew_go_base64_encode_many(*(*C.sinew_go_column)(unsafe.Pointer(column)), (*C.int64_t)(outOffsets), (*C.uint8_t)(out), C.size_t(capacity), C.uint32_t(flags))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(outOffsets, column.Count+1)
	raceWrite(out, capacity)
	return r
}

func Base64DecodeMany(column *View, outOffsets *int64, out *byte, capacity int, flags uint32) CodecResult {
	raceColumn(column)
	cr := C.sinew_go_base64_decode_many(*(*C.sinew_go_column)(unsafe.Pointer(column)), (*C.int64_t)(outOffsets), (*C.uint8_t)(out), C.size_t(capacity), C.uint32_t(flags))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(outOffsets, column.Count+1)
	raceWrite(out, capacity)
	return r
}

func Base64EncodedSizeMany(column *View, flags uint32) CodecResult {
	raceColumn(column)
	cr := C.sinew_go_base64_encoded_size_many(*(*C.sinew_go_column)(unsafe.Pointer(column)), C.uint32_t(flags))
	return *(*CodecResult)(unsafe.Pointer(&cr))
}

func HexEncode(in *byte, size int, out *byte, flags uint32) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_hex_encode((*C.uint8_t)(in), C.size_t(size), (*C.uint8_t)(out), C.uint32_t(flags))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, r.Written)
	return r
}

func HexDecode(in *byte, size int, out *byte, capacity int) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_hex_decode((*C.uint8_t)(in), C.size_t(size), (*C.uint8_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func UTF8Validate(in *byte, size int) Result {
	raceRead(in, size)
	cr := C.sinew_go_utf8_validate((*C.uint8_t)(in), C.size_t(size))
	return *(*Result)(unsafe.Pointer(&cr))
}

func UTF8Count(in *byte, size int) int {
	raceRead(in, size)
	return int(C.sinew_go_utf8_count((*C.uint8_t)(in), C.size_t(size)))
}

func UTF8Sanitize(in *byte, size int, replacement *byte, replacementSize int, out *byte, capacity int) CodecResult {
	raceRead(in, size)
	raceRead(replacement, replacementSize)
	cr := C.sinew_go_utf8_sanitize((*C.uint8_t)(in), C.size_t(size), (*C.uint8_t)(replacement), C.size_t(replacementSize), (*C.uint8_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func UTF8SanitizedSize(in *byte, size int, replacementSize int) int {
	raceRead(in, size)
	return int(C.sinew_go_utf8_sanitized_size((*C.uint8_t)(in), C.size_t(size), C.size_t(replacementSize)))
}

func UTF8ValidateMany(column *View, out *byte) Result {
	raceColumn(column)
	cr := C.sinew_go_utf8_validate_many(*(*C.sinew_go_column)(unsafe.Pointer(column)), (*C.uint8_t)(out))
	r := *(*Result)(unsafe.Pointer(&cr))
	raceWrite(out, (column.Count+7)/8)
	return r
}

func UTF8ToUTF16(in *byte, size int, out *uint16, capacity int) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_utf8_to_utf16((*C.uint8_t)(in), C.size_t(size), (*C.uint16_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func UTF8ToUTF16Size(in *byte, size int) int {
	raceRead(in, size)
	return int(C.sinew_go_utf8_to_utf16_size((*C.uint8_t)(in), C.size_t(size)))
}

func UTF16ToUTF8(in *uint16, count int, out *byte, capacity int) CodecResult {
	raceRead(in, count)
	cr := C.sinew_go_utf16_to_utf8((*C.uint16_t)(in), C.size_t(count), (*C.uint8_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func UTF16ToUTF8Size(in *uint16, count int) int {
	raceRead(in, count)
	return int(C.sinew_go_utf16_to_utf8_size((*C.uint16_t)(in), C.size_t(count)))
}

func JSONEscape(in *byte, size int, out *byte, capacity int, flags uint32) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_json_escape((*C.uint8_t)(in), C.size_t(size), (*C.uint8_t)(out), C.size_t(capacity), C.uint32_t(flags))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func JSONUnescape(in *byte, size int, out *byte, capacity int) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_json_unescape((*C.uint8_t)(in), C.size_t(size), (*C.uint8_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func BitmapCount(bits *byte, offset int, count int) int {
	raceRead(bits, (offset+count+7)/8)
	return int(C.sinew_go_bitmap_count((*C.uint8_t)(bits), C.size_t(offset), C.size_t(count)))
}

func BitmapAnd(a *byte, aOffset int, b *byte, bOffset int, count int, out *byte) {
	raceRead(a, (aOffset+count+7)/8)
	raceRead(b, (bOffset+count+7)/8)
	C.sinew_go_bitmap_and((*C.uint8_t)(a), C.size_t(aOffset), (*C.uint8_t)(b), C.size_t(bOffset), C.size_t(count), (*C.uint8_t)(out))
	raceWrite(out, (count+7)/8)
}

func BitmapOr(a *byte, aOffset int, b *byte, bOffset int, count int, out *byte) {
	raceRead(a, (aOffset+count+7)/8)
	raceRead(b, (bOffset+count+7)/8)
	C.sinew_go_bitmap_or((*C.uint8_t)(a), C.size_t(aOffset), (*C.uint8_t)(b), C.size_t(bOffset), C.size_t(count), (*C.uint8_t)(out))
	raceWrite(out, (count+7)/8)
}

func BitmapXor(a *byte, aOffset int, b *byte, bOffset int, count int, out *byte) {
	raceRead(a, (aOffset+count+7)/8)
	raceRead(b, (bOffset+count+7)/8)
	C.sinew_go_bitmap_xor((*C.uint8_t)(a), C.size_t(aOffset), (*C.uint8_t)(b), C.size_t(bOffset), C.size_t(count), (*C.uint8_t)(out))
	raceWrite(out, (count+7)/8)
}

func BitmapAndNot(a *byte, aOffset int, b *byte, bOffset int, count int, out *byte) {
	raceRead(a, (aOffset+count+7)/8)
	raceRead(b, (bOffset+count+7)/8)
	C.sinew_go_bitmap_and_not((*C.uint8_t)(a), C.size_t(aOffset), (*C.uint8_t)(b), C.size_t(bOffset), C.size_t(count), (*C.uint8_t)(out))
	raceWrite(out, (count+7)/8)
}

func BitmapNot(bits *byte, offset int, count int, out *byte) {
	raceRead(bits, (offset+count+7)/8)
	C.sinew_go_bitmap_not((*C.uint8_t)(bits), C.size_t(offset), C.size_t(count), (*C.uint8_t)(out))
	raceWrite(out, (count+7)/8)
}

func BitmapFromBytes(in *byte, count int, out *byte) {
	raceRead(in, count)
	C.sinew_go_bitmap_from_bytes((*C.uint8_t)(in), C.size_t(count), (*C.uint8_t)(out))
	raceWrite(out, (count+7)/8)
}

func BitmapToBytes(bits *byte, offset int, count int, out *byte) {
	raceRead(bits, (offset+count+7)/8)
	C.sinew_go_bitmap_to_bytes((*C.uint8_t)(bits), C.size_t(offset), C.size_t(count), (*C.uint8_t)(out))
	raceWrite(out, count)
}

func BitmapToIndicesU32(bits *byte, offset int, count int, out *uint32, capacity int) CodecResult {
	raceRead(bits, (offset+count+7)/8)
	cr := C.sinew_go_bitmap_to_indices_u32((*C.uint8_t)(bits), C.size_t(offset), C.size_t(count), (*C.uint32_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func BitmapToIndicesU64(bits *byte, offset int, count int, out *uint64, capacity int) CodecResult {
	raceRead(bits, (offset+count+7)/8)
	cr := C.sinew_go_bitmap_to_indices_u64((*C.uint8_t)(bits), C.size_t(offset), C.size_t(count), (*C.uint64_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func BitpackEncodeU32(in *uint32, count int, width int, out *byte) CodecResult {
	raceRead(in, count)
	cr := C.sinew_go_bitpack_encode_u32((*C.uint32_t)(in), C.size_t(count), C.size_t(width), (*C.uint8_t)(out))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, r.Written)
	return r
}

func BitpackEncodeU64(in *uint64, count int, width int, out *byte) CodecResult {
	raceRead(in, count)
	cr := C.sinew_go_bitpack_encode_u64((*C.uint64_t)(in), C.size_t(count), C.size_t(width), (*C.uint8_t)(out))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, r.Written)
	return r
}

func BitpackDecodeU32(in *byte, size int, width int, out *uint32, count int) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_bitpack_decode_u32((*C.uint8_t)(in), C.size_t(size), C.size_t(width), (*C.uint32_t)(out), C.size_t(count))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, count)
	return r
}

func BitpackDecodeU64(in *byte, size int, width int, out *uint64, count int) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_bitpack_decode_u64((*C.uint8_t)(in), C.size_t(size), C.size_t(width), (*C.uint64_t)(out), C.size_t(count))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, count)
	return r
}

func BitpackWidthU32(in *uint32, count int) int {
	raceRead(in, count)
	return int(C.sinew_go_bitpack_width_u32((*C.uint32_t)(in), C.size_t(count)))
}

func BitpackWidthU64(in *uint64, count int) int {
	raceRead(in, count)
	return int(C.sinew_go_bitpack_width_u64((*C.uint64_t)(in), C.size_t(count)))
}

func BitpackEncodedSize(count int, width int) int {
	return int(C.sinew_go_bitpack_encoded_size(C.size_t(count), C.size_t(width)))
}

func VarintEncodeU32(in *uint32, count int, out *byte, capacity int) CodecResult {
	raceRead(in, count)
	cr := C.sinew_go_varint_encode_u32((*C.uint32_t)(in), C.size_t(count), (*C.uint8_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func VarintEncodeU64(in *uint64, count int, out *byte, capacity int) CodecResult {
	raceRead(in, count)
	cr := C.sinew_go_varint_encode_u64((*C.uint64_t)(in), C.size_t(count), (*C.uint8_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func VarintEncodeZigzagI32(in *int32, count int, out *byte, capacity int) CodecResult {
	raceRead(in, count)
	cr := C.sinew_go_varint_encode_zigzag_i32((*C.int32_t)(in), C.size_t(count), (*C.uint8_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func VarintEncodeZigzagI64(in *int64, count int, out *byte, capacity int) CodecResult {
	raceRead(in, count)
	cr := C.sinew_go_varint_encode_zigzag_i64((*C.int64_t)(in), C.size_t(count), (*C.uint8_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func VarintDecodeU32(in *byte, size int, out *uint32, capacity int) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_varint_decode_u32((*C.uint8_t)(in), C.size_t(size), (*C.uint32_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func VarintDecodeU64(in *byte, size int, out *uint64, capacity int) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_varint_decode_u64((*C.uint8_t)(in), C.size_t(size), (*C.uint64_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func VarintDecodeZigzagI32(in *byte, size int, out *int32, capacity int) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_varint_decode_zigzag_i32((*C.uint8_t)(in), C.size_t(size), (*C.int32_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func VarintDecodeZigzagI64(in *byte, size int, out *int64, capacity int) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_varint_decode_zigzag_i64((*C.uint8_t)(in), C.size_t(size), (*C.int64_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func VarintEncodedSizeU32(in *uint32, count int) int {
	raceRead(in, count)
	return int(C.sinew_go_varint_encoded_size_u32((*C.uint32_t)(in), C.size_t(count)))
}

func VarintEncodedSizeU64(in *uint64, count int) int {
	raceRead(in, count)
	return int(C.sinew_go_varint_encoded_size_u64((*C.uint64_t)(in), C.size_t(count)))
}

func VarintEncodedSizeZigzagI32(in *int32, count int) int {
	raceRead(in, count)
	return int(C.sinew_go_varint_encoded_size_zigzag_i32((*C.int32_t)(in), C.size_t(count)))
}

func VarintEncodedSizeZigzagI64(in *int64, count int) int {
	raceRead(in, count)
	return int(C.sinew_go_varint_encoded_size_zigzag_i64((*C.int64_t)(in), C.size_t(count)))
}

func VarintCount(in *byte, size int) int {
	raceRead(in, size)
	return int(C.sinew_go_varint_count((*C.uint8_t)(in), C.size_t(size)))
}

func StreamVByteEncode(in *uint32, count int, out *byte, capacity int, flags uint32) CodecResult {
	raceRead(in, count)
	cr := C.sinew_go_streamvbyte_encode((*C.uint32_t)(in), C.size_t(count), (*C.uint8_t)(out), C.size_t(capacity), C.uint32_t(flags))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func StreamVByteDecode(in *byte, size int, out *uint32, count int, flags uint32) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_streamvbyte_decode((*C.uint8_t)(in), C.size_t(size), (*C.uint32_t)(out), C.size_t(count), C.uint32_t(flags))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, count)
	return r
}

func StreamVByteEncodeDelta(in *uint32, count int, start uint32, out *byte, capacity int, flags uint32) CodecResult {
	raceRead(in, count)
	cr := C.sinew_go_streamvbyte_encode_delta((*C.uint32_t)(in), C.size_t(count), C.uint32_t(start), (*C.uint8_t)(out), C.size_t(capacity), C.uint32_t(flags))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func StreamVByteDecodeDelta(in *byte, size int, start uint32, out *uint32, count int, flags uint32) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_streamvbyte_decode_delta((*C.uint8_t)(in), C.size_t(size), C.uint32_t(start), (*C.uint32_t)(out), C.size_t(count), C.uint32_t(flags))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, count)
	return r
}

func StreamVByteEncodedBound(count int) int {
	return int(C.sinew_go_streamvbyte_encoded_bound(C.size_t(count)))
}

func StreamVByteEncodedSize(in *uint32, count int, flags uint32) CodecResult {
	raceRead(in, count)
	cr := C.sinew_go_streamvbyte_encoded_size((*C.uint32_t)(in), C.size_t(count), C.uint32_t(flags))
	return *(*CodecResult)(unsafe.Pointer(&cr))
}

func StreamVByteEncodedSizeDelta(in *uint32, count int, start uint32, flags uint32) CodecResult {
	raceRead(in, count)
	cr := C.sinew_go_streamvbyte_encoded_size_delta((*C.uint32_t)(in), C.size_t(count), C.uint32_t(start), C.uint32_t(flags))
	return *(*CodecResult)(unsafe.Pointer(&cr))
}

func ZigzagEncodeI32(in *int32, count int, out *uint32) {
	raceRead(in, count)
	C.sinew_go_zigzag_encode_i32((*C.int32_t)(in), C.size_t(count), (*C.uint32_t)(out))
	raceWrite(out, count)
}

func ZigzagEncodeI64(in *int64, count int, out *uint64) {
	raceRead(in, count)
	C.sinew_go_zigzag_encode_i64((*C.int64_t)(in), C.size_t(count), (*C.uint64_t)(out))
	raceWrite(out, count)
}

func ZigzagDecodeI32(in *uint32, count int, out *int32) {
	raceRead(in, count)
	C.sinew_go_zigzag_decode_i32((*C.uint32_t)(in), C.size_t(count), (*C.int32_t)(out))
	raceWrite(out, count)
}

func ZigzagDecodeI64(in *uint64, count int, out *int64) {
	raceRead(in, count)
	C.sinew_go_zigzag_decode_i64((*C.uint64_t)(in), C.size_t(count), (*C.int64_t)(out))
	raceWrite(out, count)
}

func DeltaEncodeI32(in *int32, count int, start int32, out *int32) int32 {
	raceRead(in, count)
	r := int32(C.sinew_go_delta_encode_i32((*C.int32_t)(in), C.size_t(count), C.int32_t(start), (*C.int32_t)(out)))
	raceWrite(out, count)
	return r
}

func DeltaEncodeI64(in *int64, count int, start int64, out *int64) int64 {
	raceRead(in, count)
	r := int64(C.sinew_go_delta_encode_i64((*C.int64_t)(in), C.size_t(count), C.int64_t(start), (*C.int64_t)(out)))
	raceWrite(out, count)
	return r
}

func DeltaDecodeI32(in *int32, count int, start int32, out *int32) int32 {
	raceRead(in, count)
	r := int32(C.sinew_go_delta_decode_i32((*C.int32_t)(in), C.size_t(count), C.int32_t(start), (*C.int32_t)(out)))
	raceWrite(out, count)
	return r
}

func DeltaDecodeI64(in *int64, count int, start int64, out *int64) int64 {
	raceRead(in, count)
	r := int64(C.sinew_go_delta_decode_i64((*C.int64_t)(in), C.size_t(count), C.int64_t(start), (*C.int64_t)(out)))
	raceWrite(out, count)
	return r
}

func FrameOfReferenceMeasureI32(in *int32, count int) FrameI64 {
	raceRead(in, count)
	cr := C.sinew_go_frame_of_reference_measure_i32((*C.int32_t)(in), C.size_t(count))
	return *(*FrameI64)(unsafe.Pointer(&cr))
}

func FrameOfReferenceMeasureI64(in *int64, count int) FrameI64 {
	raceRead(in, count)
	cr := C.sinew_go_frame_of_reference_measure_i64((*C.int64_t)(in), C.size_t(count))
	return *(*FrameI64)(unsafe.Pointer(&cr))
}

func FrameOfReferenceMeasureU32(in *uint32, count int) FrameU64 {
	raceRead(in, count)
	cr := C.sinew_go_frame_of_reference_measure_u32((*C.uint32_t)(in), C.size_t(count))
	return *(*FrameU64)(unsafe.Pointer(&cr))
}

func FrameOfReferenceMeasureU64(in *uint64, count int) FrameU64 {
	raceRead(in, count)
	cr := C.sinew_go_frame_of_reference_measure_u64((*C.uint64_t)(in), C.size_t(count))
	return *(*FrameU64)(unsafe.Pointer(&cr))
}

func FrameOfReferenceEncodeI32(in *int32, count int, base int32, out *uint32) {
	raceRead(in, count)
	C.sinew_go_frame_of_reference_encode_i32((*C.int32_t)(in), C.size_t(count), C.int32_t(base), (*C.uint32_t)(out))
	raceWrite(out, count)
}

func FrameOfReferenceEncodeI64(in *int64, count int, base int64, out *uint64) {
	raceRead(in, count)
	C.sinew_go_frame_of_reference_encode_i64((*C.int64_t)(in), C.size_t(count), C.int64_t(base), (*C.uint64_t)(out))
	raceWrite(out, count)
}

func FrameOfReferenceEncodeU32(in *uint32, count int, base uint32, out *uint32) {
	raceRead(in, count)
	C.sinew_go_frame_of_reference_encode_u32((*C.uint32_t)(in), C.size_t(count), C.uint32_t(base), (*C.uint32_t)(out))
	raceWrite(out, count)
}

func FrameOfReferenceEncodeU64(in *uint64, count int, base uint64, out *uint64) {
	raceRead(in, count)
	C.sinew_go_frame_of_reference_encode_u64((*C.uint64_t)(in), C.size_t(count), C.uint64_t(base), (*C.uint64_t)(out))
	raceWrite(out, count)
}

func FrameOfReferenceDecodeI32(in *uint32, count int, base int32, out *int32) {
	raceRead(in, count)
	C.sinew_go_frame_of_reference_decode_i32((*C.uint32_t)(in), C.size_t(count), C.int32_t(base), (*C.int32_t)(out))
	raceWrite(out, count)
}

func FrameOfReferenceDecodeI64(in *uint64, count int, base int64, out *int64) {
	raceRead(in, count)
	C.sinew_go_frame_of_reference_decode_i64((*C.uint64_t)(in), C.size_t(count), C.int64_t(base), (*C.int64_t)(out))
	raceWrite(out, count)
}

func FrameOfReferenceDecodeU32(in *uint32, count int, base uint32, out *uint32) {
	raceRead(in, count)
	C.sinew_go_frame_of_reference_decode_u32((*C.uint32_t)(in), C.size_t(count), C.uint32_t(base), (*C.uint32_t)(out))
	raceWrite(out, count)
}

func FrameOfReferenceDecodeU64(in *uint64, count int, base uint64, out *uint64) {
	raceRead(in, count)
	C.sinew_go_frame_of_reference_decode_u64((*C.uint64_t)(in), C.size_t(count), C.uint64_t(base), (*C.uint64_t)(out))
	raceWrite(out, count)
}

func RLEEncodeU32(in *uint32, count int, width int, out *byte, capacity int) CodecResult {
	raceRead(in, count)
	cr := C.sinew_go_rle_encode_u32((*C.uint32_t)(in), C.size_t(count), C.size_t(width), (*C.uint8_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func RLEDecodeU32(in *byte, size int, width int, out *uint32, count int) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_rle_decode_u32((*C.uint8_t)(in), C.size_t(size), C.size_t(width), (*C.uint32_t)(out), C.size_t(count))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, count)
	return r
}

func RLEEncodedBound(count int, width int) int {
	return int(C.sinew_go_rle_encoded_bound(C.size_t(count), C.size_t(width)))
}

func DeltaBinaryPackedEncodeI32(in *int32, count int, out *byte, capacity int) CodecResult {
	raceRead(in, count)
	cr := C.sinew_go_delta_binary_packed_encode_i32((*C.int32_t)(in), C.size_t(count), (*C.uint8_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func DeltaBinaryPackedEncodeI64(in *int64, count int, out *byte, capacity int) CodecResult {
	raceRead(in, count)
	cr := C.sinew_go_delta_binary_packed_encode_i64((*C.int64_t)(in), C.size_t(count), (*C.uint8_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func DeltaBinaryPackedDecodeI32(in *byte, size int, out *int32, capacity int) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_delta_binary_packed_decode_i32((*C.uint8_t)(in), C.size_t(size), (*C.int32_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func DeltaBinaryPackedDecodeI64(in *byte, size int, out *int64, capacity int) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_delta_binary_packed_decode_i64((*C.uint8_t)(in), C.size_t(size), (*C.int64_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func DeltaBinaryPackedEncodedBoundI32(count int) int {
	return int(C.sinew_go_delta_binary_packed_encoded_bound_i32(C.size_t(count)))
}

func DeltaBinaryPackedEncodedBoundI64(count int) int {
	return int(C.sinew_go_delta_binary_packed_encoded_bound_i64(C.size_t(count)))
}

func DeltaBinaryPackedCount(in *byte, size int) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_delta_binary_packed_count((*C.uint8_t)(in), C.size_t(size))
	return *(*CodecResult)(unsafe.Pointer(&cr))
}

func DeltaLengthByteArrayEncode(column *View, out *byte, capacity int) CodecResult {
	raceColumn(column)
	cr := C.sinew_go_delta_length_byte_array_encode(*(*C.sinew_go_column)(unsafe.Pointer(column)), (*C.uint8_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func DeltaLengthByteArrayDecode(in *byte, size int, offsets *int64, stringCapacity int, out *byte, capacity int) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_delta_length_byte_array_decode((*C.uint8_t)(in), C.size_t(size), (*C.int64_t)(offsets), C.size_t(stringCapacity), (*C.uint8_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(offsets, stringCapacity+1)
	raceWrite(out, capacity)
	return r
}

func DeltaLengthByteArrayEncodedBound(column *View) CodecResult {
	raceColumn(column)
	cr := C.sinew_go_delta_length_byte_array_encoded_bound(*(*C.sinew_go_column)(unsafe.Pointer(column)))
	return *(*CodecResult)(unsafe.Pointer(&cr))
}

func DeltaByteArrayEncode(column *View, out *byte, capacity int) CodecResult {
	raceColumn(column)
	cr := C.sinew_go_delta_byte_array_encode(*(*C.sinew_go_column)(unsafe.Pointer(column)), (*C.uint8_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func DeltaByteArrayDecode(in *byte, size int, offsets *int64, stringCapacity int, out *byte, capacity int) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_delta_byte_array_decode((*C.uint8_t)(in), C.size_t(size), (*C.int64_t)(offsets), C.size_t(stringCapacity), (*C.uint8_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(offsets, stringCapacity+1)
	raceWrite(out, capacity)
	return r
}

func DeltaByteArrayEncodedBound(column *View) CodecResult {
	raceColumn(column)
	cr := C.sinew_go_delta_byte_array_encoded_bound(*(*C.sinew_go_column)(unsafe.Pointer(column)))
	return *(*CodecResult)(unsafe.Pointer(&cr))
}

func DeltaByteArrayDecodedSize(in *byte, size int, maxStrings int) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_delta_byte_array_decoded_size((*C.uint8_t)(in), C.size_t(size), C.size_t(maxStrings))
	return *(*CodecResult)(unsafe.Pointer(&cr))
}

func ByteStreamSplitEncode(in *byte, count int, width int, out *byte) CodecResult {
	raceRead(in, width*count)
	cr := C.sinew_go_byte_stream_split_encode((*C.uint8_t)(in), C.size_t(count), C.size_t(width), (*C.uint8_t)(out))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, r.Written)
	return r
}

func ByteStreamSplitDecode(in *byte, size int, width int, out *byte, capacity int) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_byte_stream_split_decode((*C.uint8_t)(in), C.size_t(size), C.size_t(width), (*C.uint8_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func ALPEncodeF64(in *float64, count int, out *byte, capacity int) CodecResult {
	raceRead(in, count)
	cr := C.sinew_go_alp_encode_f64((*C.double)(in), C.size_t(count), (*C.uint8_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func ALPEncodeF32(in *float32, count int, out *byte, capacity int) CodecResult {
	raceRead(in, count)
	cr := C.sinew_go_alp_encode_f32((*C.float)(in), C.size_t(count), (*C.uint8_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func ALPDecodeF64(in *byte, size int, out *float64, capacity int) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_alp_decode_f64((*C.uint8_t)(in), C.size_t(size), (*C.double)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func ALPDecodeF32(in *byte, size int, out *float32, capacity int) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_alp_decode_f32((*C.uint8_t)(in), C.size_t(size), (*C.float)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func ALPEncodedBoundF64(count int) int {
	return int(C.sinew_go_alp_encoded_bound_f64(C.size_t(count)))
}

func ALPEncodedBoundF32(count int) int {
	return int(C.sinew_go_alp_encoded_bound_f32(C.size_t(count)))
}

func ALPCount(in *byte, size int) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_alp_count((*C.uint8_t)(in), C.size_t(size))
	return *(*CodecResult)(unsafe.Pointer(&cr))
}

func DictionaryCreate(options *DictionaryOptions, out *Dictionary, failure *Error) int32 {
	raceRead(options, 1)
	r := int32(C.sinew_go_dictionary_create((*C.sinew_dictionary_options)(unsafe.Pointer(options)), (*C.uintptr_t)(unsafe.Pointer(out)), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func DictionaryDestroy(dictionary Dictionary) {
	C.sinew_go_dictionary_destroy(C.uintptr_t(dictionary))
}

func DictionaryEncode(dictionary Dictionary, column *View, out *uint32, failure *Error) int32 {
	raceColumn(column)
	r := int32(C.sinew_go_dictionary_encode(C.uintptr_t(dictionary), *(*C.sinew_go_column)(unsafe.Pointer(column)), (*C.uint32_t)(out), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(out, column.Count)
	raceWrite(failure, 1)
	return r
}

func DictionaryReset(dictionary Dictionary) int32 {
	return int32(C.sinew_go_dictionary_reset(C.uintptr_t(dictionary)))
}

func DictionaryCount(dictionary Dictionary) int {
	return int(C.sinew_go_dictionary_count(C.uintptr_t(dictionary)))
}

func DictionaryMemory(dictionary Dictionary) int {
	return int(C.sinew_go_dictionary_memory(C.uintptr_t(dictionary)))
}

func DictionaryValues(dictionary Dictionary, first int, count int, batch Batch, failure *Error) int32 {
	r := int32(C.sinew_go_dictionary_values(C.uintptr_t(dictionary), C.size_t(first), C.size_t(count), C.uintptr_t(batch), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func HllCreate(options *HllOptions, out *Hll, failure *Error) int32 {
	raceRead(options, 1)
	r := int32(C.sinew_go_hll_create((*C.sinew_hll_options)(unsafe.Pointer(options)), (*C.uintptr_t)(unsafe.Pointer(out)), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func HllDestroy(hll Hll) {
	C.sinew_go_hll_destroy(C.uintptr_t(hll))
}

func HllUpdate(hll Hll, column *View, failure *Error) int32 {
	raceColumn(column)
	r := int32(C.sinew_go_hll_update(C.uintptr_t(hll), *(*C.sinew_go_column)(unsafe.Pointer(column)), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func HllMerge(into Hll, from Hll, failure *Error) int32 {
	r := int32(C.sinew_go_hll_merge(C.uintptr_t(into), C.uintptr_t(from), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func HllReset(hll Hll) int32 {
	return int32(C.sinew_go_hll_reset(C.uintptr_t(hll)))
}

func HllEstimate(hll Hll, standardErrors uint32) Estimate {
	cr := C.sinew_go_hll_estimate(C.uintptr_t(hll), C.uint32_t(standardErrors))
	return *(*Estimate)(unsafe.Pointer(&cr))
}

func HllLgK(hll Hll) uint32 {
	return uint32(C.sinew_go_hll_lg_k(C.uintptr_t(hll)))
}

func HllMemory(hll Hll) int {
	return int(C.sinew_go_hll_memory(C.uintptr_t(hll)))
}

func HllEncodedSize(hll Hll) int {
	return int(C.sinew_go_hll_encoded_size(C.uintptr_t(hll)))
}

func HllEncode(hll Hll, out *byte, capacity int) CodecResult {
	cr := C.sinew_go_hll_encode(C.uintptr_t(hll), (*C.uint8_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func HllDecode(in *byte, size int, memoryLimit int, out *Hll, failure *Error) int32 {
	raceRead(in, size)
	r := int32(C.sinew_go_hll_decode((*C.uint8_t)(in), C.size_t(size), C.size_t(memoryLimit), (*C.uintptr_t)(unsafe.Pointer(out)), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func DdsketchCreate(options *DdsketchOptions, out *Ddsketch, failure *Error) int32 {
	raceRead(options, 1)
	r := int32(C.sinew_go_ddsketch_create((*C.sinew_ddsketch_options)(unsafe.Pointer(options)), (*C.uintptr_t)(unsafe.Pointer(out)), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func DdsketchDestroy(ddsketch Ddsketch) {
	C.sinew_go_ddsketch_destroy(C.uintptr_t(ddsketch))
}

func DdsketchUpdate(ddsketch Ddsketch, column *View, failure *Error) int32 {
	raceColumn(column)
	r := int32(C.sinew_go_ddsketch_update(C.uintptr_t(ddsketch), *(*C.sinew_go_column)(unsafe.Pointer(column)), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func DdsketchMerge(into Ddsketch, from Ddsketch, failure *Error) int32 {
	r := int32(C.sinew_go_ddsketch_merge(C.uintptr_t(into), C.uintptr_t(from), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func DdsketchReset(ddsketch Ddsketch) int32 {
	return int32(C.sinew_go_ddsketch_reset(C.uintptr_t(ddsketch)))
}

func DdsketchQuantiles(ddsketch Ddsketch, fractions *float64, count int, out *float64) Result {
	raceRead(fractions, count)
	cr := C.sinew_go_ddsketch_quantiles(C.uintptr_t(ddsketch), (*C.double)(fractions), C.size_t(count), (*C.double)(out))
	r := *(*Result)(unsafe.Pointer(&cr))
	raceWrite(out, count)
	return r
}

func DdsketchSummarize(ddsketch Ddsketch) DdsketchSummary {
	cr := C.sinew_go_ddsketch_summarize(C.uintptr_t(ddsketch))
	return *(*DdsketchSummary)(unsafe.Pointer(&cr))
}

func DdsketchRelativeAccuracy(ddsketch Ddsketch) float64 {
	return float64(C.sinew_go_ddsketch_relative_accuracy(C.uintptr_t(ddsketch)))
}

func DdsketchMemory(ddsketch Ddsketch) int {
	return int(C.sinew_go_ddsketch_memory(C.uintptr_t(ddsketch)))
}

func DdsketchEncodedSize(ddsketch Ddsketch) int {
	return int(C.sinew_go_ddsketch_encoded_size(C.uintptr_t(ddsketch)))
}

func DdsketchEncode(ddsketch Ddsketch, out *byte, capacity int) CodecResult {
	cr := C.sinew_go_ddsketch_encode(C.uintptr_t(ddsketch), (*C.uint8_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func DdsketchDecode(in *byte, size int, bins uint32, memoryLimit int, out *Ddsketch, failure *Error) int32 {
	raceRead(in, size)
	r := int32(C.sinew_go_ddsketch_decode((*C.uint8_t)(in), C.size_t(size), C.uint32_t(bins), C.size_t(memoryLimit), (*C.uintptr_t)(unsafe.Pointer(out)), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func BloomCreate(options *BloomOptions, out *Bloom, failure *Error) int32 {
	raceRead(options, 1)
	r := int32(C.sinew_go_bloom_create((*C.sinew_bloom_options)(unsafe.Pointer(options)), (*C.uintptr_t)(unsafe.Pointer(out)), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func BloomDestroy(bloom Bloom) {
	C.sinew_go_bloom_destroy(C.uintptr_t(bloom))
}

func BloomUpdate(bloom Bloom, column *View, failure *Error) int32 {
	raceColumn(column)
	r := int32(C.sinew_go_bloom_update(C.uintptr_t(bloom), *(*C.sinew_go_column)(unsafe.Pointer(column)), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func BloomMerge(into Bloom, from Bloom, failure *Error) int32 {
	r := int32(C.sinew_go_bloom_merge(C.uintptr_t(into), C.uintptr_t(from), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func BloomReset(bloom Bloom) int32 {
	return int32(C.sinew_go_bloom_reset(C.uintptr_t(bloom)))
}

func BloomContainsMany(bloom Bloom, column *View, bitmap *byte, failure *Error) int32 {
	raceColumn(column)
	r := int32(C.sinew_go_bloom_contains_many(C.uintptr_t(bloom), *(*C.sinew_go_column)(unsafe.Pointer(column)), (*C.uint8_t)(bitmap), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(bitmap, (column.Count+7)/8)
	raceWrite(failure, 1)
	return r
}

func BloomMemory(bloom Bloom) int {
	return int(C.sinew_go_bloom_memory(C.uintptr_t(bloom)))
}

func BloomEncodedSize(bloom Bloom) int {
	return int(C.sinew_go_bloom_encoded_size(C.uintptr_t(bloom)))
}

func BloomEncode(bloom Bloom, out *byte, capacity int) CodecResult {
	cr := C.sinew_go_bloom_encode(C.uintptr_t(bloom), (*C.uint8_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func BloomDecode(in *byte, size int, memoryLimit int, out *Bloom, failure *Error) int32 {
	raceRead(in, size)
	r := int32(C.sinew_go_bloom_decode((*C.uint8_t)(in), C.size_t(size), C.size_t(memoryLimit), (*C.uintptr_t)(unsafe.Pointer(out)), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func KllCreate(options *KllOptions, out *Kll, failure *Error) int32 {
	raceRead(options, 1)
	r := int32(C.sinew_go_kll_create((*C.sinew_kll_options)(unsafe.Pointer(options)), (*C.uintptr_t)(unsafe.Pointer(out)), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func KllDestroy(kll Kll) {
	C.sinew_go_kll_destroy(C.uintptr_t(kll))
}

func KllUpdate(kll Kll, column *View, failure *Error) int32 {
	raceColumn(column)
	r := int32(C.sinew_go_kll_update(C.uintptr_t(kll), *(*C.sinew_go_column)(unsafe.Pointer(column)), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func KllMerge(into Kll, from Kll, failure *Error) int32 {
	r := int32(C.sinew_go_kll_merge(C.uintptr_t(into), C.uintptr_t(from), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func KllReset(kll Kll) int32 {
	return int32(C.sinew_go_kll_reset(C.uintptr_t(kll)))
}

func KllQuantiles(kll Kll, fractions *float64, count int, out *float64) Result {
	raceRead(fractions, count)
	cr := C.sinew_go_kll_quantiles(C.uintptr_t(kll), (*C.double)(fractions), C.size_t(count), (*C.double)(out))
	r := *(*Result)(unsafe.Pointer(&cr))
	raceWrite(out, count)
	return r
}

func KllRanks(kll Kll, numbers *float64, count int, out *float64) Result {
	raceRead(numbers, count)
	cr := C.sinew_go_kll_ranks(C.uintptr_t(kll), (*C.double)(numbers), C.size_t(count), (*C.double)(out))
	r := *(*Result)(unsafe.Pointer(&cr))
	raceWrite(out, count)
	return r
}

func KllSummarize(kll Kll) KllSummary {
	cr := C.sinew_go_kll_summarize(C.uintptr_t(kll))
	return *(*KllSummary)(unsafe.Pointer(&cr))
}

func KllRankError(kll Kll) float64 {
	return float64(C.sinew_go_kll_rank_error(C.uintptr_t(kll)))
}

func KllK(kll Kll) uint32 {
	return uint32(C.sinew_go_kll_k(C.uintptr_t(kll)))
}

func KllMemory(kll Kll) int {
	return int(C.sinew_go_kll_memory(C.uintptr_t(kll)))
}

func KllEncodedSize(kll Kll) int {
	return int(C.sinew_go_kll_encoded_size(C.uintptr_t(kll)))
}

func KllEncode(kll Kll, out *byte, capacity int) CodecResult {
	cr := C.sinew_go_kll_encode(C.uintptr_t(kll), (*C.uint8_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func KllDecode(in *byte, size int, kind int32, seed uint64, memoryLimit int, out *Kll, failure *Error) int32 {
	raceRead(in, size)
	r := int32(C.sinew_go_kll_decode((*C.uint8_t)(in), C.size_t(size), C.sinew_type(kind), C.uint64_t(seed), C.size_t(memoryLimit), (*C.uintptr_t)(unsafe.Pointer(out)), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func Reduce(column *View, spec *AggregateSpec) ReduceResult {
	raceColumn(column)
	raceRead(spec, 1)
	cr := C.sinew_go_reduce(*(*C.sinew_go_column)(unsafe.Pointer(column)), (*C.sinew_aggregate_spec)(unsafe.Pointer(spec)))
	return *(*ReduceResult)(unsafe.Pointer(&cr))
}

func ReduceColumns(columns *Columns, spec *AggregateSpec) ReduceResult {
	columns.raceRead()
	raceRead(spec, 1)
	cr := C.sinew_go_reduce_columns(*(*C.sinew_go_columns)(unsafe.Pointer(columns)), (*C.sinew_aggregate_spec)(unsafe.Pointer(spec)))
	return *(*ReduceResult)(unsafe.Pointer(&cr))
}

func GroupByCreate(options *GroupByOptions, out *GroupBy, failure *Error) int32 {
	r := int32(C.sinew_go_groupby_create(*(*C.sinew_groupby_options)(unsafe.Pointer(options)), (*C.uintptr_t)(unsafe.Pointer(out)), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func GroupByDestroy(groupBy GroupBy) {
	C.sinew_go_groupby_destroy(C.uintptr_t(groupBy))
}

func GroupByUpdate(groupBy GroupBy, keys *Columns, values *Columns, failure *Error) int32 {
	keys.raceRead()
	values.raceRead()
	r := int32(C.sinew_go_groupby_update(C.uintptr_t(groupBy), *(*C.sinew_go_columns)(unsafe.Pointer(keys)), *(*C.sinew_go_columns)(unsafe.Pointer(values)), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func GroupByMerge(into GroupBy, from GroupBy, failure *Error) int32 {
	r := int32(C.sinew_go_groupby_merge(C.uintptr_t(into), C.uintptr_t(from), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func GroupByReset(groupBy GroupBy) int32 {
	return int32(C.sinew_go_groupby_reset(C.uintptr_t(groupBy)))
}

func GroupByCount(groupBy GroupBy) int {
	return int(C.sinew_go_groupby_count(C.uintptr_t(groupBy)))
}

func GroupByMemory(groupBy GroupBy) int {
	return int(C.sinew_go_groupby_memory(C.uintptr_t(groupBy)))
}

func GroupByOverflowCount(groupBy GroupBy) int {
	return int(C.sinew_go_groupby_overflow_count(C.uintptr_t(groupBy)))
}

func GroupByResults(groupBy GroupBy, first int, count int, batch Batch, failure *Error) int32 {
	r := int32(C.sinew_go_groupby_results(C.uintptr_t(groupBy), C.size_t(first), C.size_t(count), C.uintptr_t(batch), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func GroupByMergePart(into GroupBy, from GroupBy, part int, partCount int, failure *Error) int32 {
	r := int32(C.sinew_go_groupby_merge_part(C.uintptr_t(into), C.uintptr_t(from), C.size_t(part), C.size_t(partCount), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func GroupByEncodedSize(groupBy GroupBy, part int, partCount int) CodecResult {
	cr := C.sinew_go_groupby_encoded_size(C.uintptr_t(groupBy), C.size_t(part), C.size_t(partCount))
	return *(*CodecResult)(unsafe.Pointer(&cr))
}

func GroupByEncode(groupBy GroupBy, part int, partCount int, out *byte, capacity int) CodecResult {
	cr := C.sinew_go_groupby_encode(C.uintptr_t(groupBy), C.size_t(part), C.size_t(partCount), (*C.uint8_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func GroupByMergeEncoded(into GroupBy, in *byte, size int, failure *Error) int32 {
	raceRead(in, size)
	r := int32(C.sinew_go_groupby_merge_encoded(C.uintptr_t(into), (*C.uint8_t)(in), C.size_t(size), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func GroupByDecode(in *byte, size int, memoryLimit int, out *GroupBy, failure *Error) int32 {
	raceRead(in, size)
	r := int32(C.sinew_go_groupby_decode((*C.uint8_t)(in), C.size_t(size), C.size_t(memoryLimit), (*C.uintptr_t)(unsafe.Pointer(out)), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func Take(values *View, indices *View, out *byte) Result {
	raceColumn(values)
	raceColumn(indices)
	cr := C.sinew_go_take(*(*C.sinew_go_column)(unsafe.Pointer(values)), *(*C.sinew_go_column)(unsafe.Pointer(indices)), (*C.uint8_t)(out))
	r := *(*Result)(unsafe.Pointer(&cr))
	raceWrite(out, indices.Count*Width(values.Type))
	return r
}

func TakeStringsSize(values *View, indices *View) CodecResult {
	raceColumn(values)
	raceColumn(indices)
	cr := C.sinew_go_take_strings_size(*(*C.sinew_go_column)(unsafe.Pointer(values)), *(*C.sinew_go_column)(unsafe.Pointer(indices)))
	return *(*CodecResult)(unsafe.Pointer(&cr))
}

func TakeStrings(values *View, indices *View, offsets *int64, out *byte, capacity int) CodecResult {
	raceColumn(values)
	raceColumn(indices)
	cr := C.sinew_go_take_strings(*(*C.sinew_go_column)(unsafe.Pointer(values)), *(*C.sinew_go_column)(unsafe.Pointer(indices)), (*C.int64_t)(offsets), (*C.uint8_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(offsets, indices.Count+1)
	raceWrite(out, capacity)
	return r
}

func FilterCount(filter *View) Result {
	raceColumn(filter)
	cr := C.sinew_go_filter_count(*(*C.sinew_go_column)(unsafe.Pointer(filter)))
	return *(*Result)(unsafe.Pointer(&cr))
}

func Filter(values *View, filter *View, out *byte, validity *byte, capacity int) CodecResult {
	raceColumn(values)
	raceColumn(filter)
	cr := C.sinew_go_filter(*(*C.sinew_go_column)(unsafe.Pointer(values)), *(*C.sinew_go_column)(unsafe.Pointer(filter)), (*C.uint8_t)(out), (*C.uint8_t)(validity), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity*Width(values.Type))
	raceWrite(validity, (capacity+7)/8)
	return r
}

func FilterStringsSize(values *View, filter *View) CodecResult {
	raceColumn(values)
	raceColumn(filter)
	cr := C.sinew_go_filter_strings_size(*(*C.sinew_go_column)(unsafe.Pointer(values)), *(*C.sinew_go_column)(unsafe.Pointer(filter)))
	return *(*CodecResult)(unsafe.Pointer(&cr))
}

func FilterStrings(values *View, filter *View, offsets *int64, validity *byte, rowCapacity int, out *byte, capacity int) CodecResult {
	raceColumn(values)
	raceColumn(filter)
	cr := C.sinew_go_filter_strings(*(*C.sinew_go_column)(unsafe.Pointer(values)), *(*C.sinew_go_column)(unsafe.Pointer(filter)), (*C.int64_t)(offsets), (*C.uint8_t)(validity), C.size_t(rowCapacity), (*C.uint8_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(offsets, rowCapacity+1)
	raceWrite(validity, (rowCapacity+7)/8)
	raceWrite(out, capacity)
	return r
}

func Compare(in *View, other *View, relation int32, bitmap *byte, validity *byte) Result {
	raceColumn(in)
	raceColumn(other)
	cr := C.sinew_go_compare(*(*C.sinew_go_column)(unsafe.Pointer(in)), *(*C.sinew_go_column)(unsafe.Pointer(other)), C.sinew_relation(relation), (*C.uint8_t)(bitmap), (*C.uint8_t)(validity))
	r := *(*Result)(unsafe.Pointer(&cr))
	raceWrite(bitmap, (in.Count+7)/8)
	raceWrite(validity, (in.Count+7)/8)
	return r
}

func Histogram(in *View, bitmap *byte, bitmapOffset int, edges *float64, counts *uint64, binCount int) int32 {
	raceColumn(in)
	raceRead(bitmap, (bitmapOffset+in.Count+7)/8)
	raceRead(edges, binCount+1)
	r := int32(C.sinew_go_histogram(*(*C.sinew_go_column)(unsafe.Pointer(in)), (*C.uint8_t)(bitmap), C.size_t(bitmapOffset), (*C.double)(edges), (*C.uint64_t)(counts), C.size_t(binCount)))
	raceWrite(counts, binCount+3)
	return r
}

func HistogramLinear(in *View, bitmap *byte, bitmapOffset int, low float64, high float64, counts *uint64, binCount int) int32 {
	raceColumn(in)
	raceRead(bitmap, (bitmapOffset+in.Count+7)/8)
	r := int32(C.sinew_go_histogram_linear(*(*C.sinew_go_column)(unsafe.Pointer(in)), (*C.uint8_t)(bitmap), C.size_t(bitmapOffset), C.double(low), C.double(high), (*C.uint64_t)(counts), C.size_t(binCount)))
	raceWrite(counts, binCount+3)
	return r
}

func HistogramLogLinearCount(low float64, high float64, bits uint32) Result {
	cr := C.sinew_go_histogram_log_linear_count(C.double(low), C.double(high), C.uint32_t(bits))
	return *(*Result)(unsafe.Pointer(&cr))
}

func HistogramLogLinear(in *View, bitmap *byte, bitmapOffset int, low float64, high float64, bits uint32, counts *uint64, binCount int) int32 {
	raceColumn(in)
	raceRead(bitmap, (bitmapOffset+in.Count+7)/8)
	r := int32(C.sinew_go_histogram_log_linear(*(*C.sinew_go_column)(unsafe.Pointer(in)), (*C.uint8_t)(bitmap), C.size_t(bitmapOffset), C.double(low), C.double(high), C.uint32_t(bits), (*C.uint64_t)(counts), C.size_t(binCount)))
	raceWrite(counts, binCount+3)
	return r
}

func Sort(kind int32, values *byte, count int, flags uint32) int32 {
	r := int32(C.sinew_go_sort(C.sinew_type(kind), (*C.uint8_t)(values), C.size_t(count), C.uint32_t(flags)))
	raceWrite(values, count*Width(kind))
	return r
}

func SortIndices(keys *Columns, orders *uint32, first int, out *uint32, count int, failure *Error) int32 {
	keys.raceRead()
	raceRead(orders, keys.count)
	r := int32(C.sinew_go_sort_indices(*(*C.sinew_go_columns)(unsafe.Pointer(keys)), (*C.uint32_t)(orders), C.size_t(first), (*C.uint32_t)(out), C.size_t(count), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(out, count)
	raceWrite(failure, 1)
	return r
}

func SortValidate(keys *Columns, orders *uint32) Result {
	keys.raceRead()
	raceRead(orders, keys.count)
	cr := C.sinew_go_sort_validate(*(*C.sinew_go_columns)(unsafe.Pointer(keys)), (*C.uint32_t)(orders))
	return *(*Result)(unsafe.Pointer(&cr))
}

func SortDistinct(keys *Columns, out *uint32, capacity int) CodecResult {
	keys.raceRead()
	cr := C.sinew_go_sort_distinct(*(*C.sinew_go_columns)(unsafe.Pointer(keys)), (*C.uint32_t)(out), C.size_t(capacity))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	return r
}

func VectorsCompare(in *Vectors, queries *Vectors, metric int32, out *float64) int32 {
	raceRead(in.Values, in.ValuesSize)
	raceRead(queries.Values, queries.ValuesSize)
	r := int32(C.sinew_go_vectors_compare(*(*C.sinew_vectors)(unsafe.Pointer(in)), *(*C.sinew_vectors)(unsafe.Pointer(queries)), C.sinew_metric(metric), (*C.double)(out)))
	raceWrite(out, queries.Count*in.Count)
	return r
}

func VectorsNearest(in *Vectors, queries *Vectors, bitmap *byte, bitmapOffset int, metric int32, out *uint32, measures *float64, count int) CodecResult {
	raceRead(in.Values, in.ValuesSize)
	raceRead(queries.Values, queries.ValuesSize)
	raceRead(bitmap, (bitmapOffset+in.Count+7)/8)
	cr := C.sinew_go_vectors_nearest(*(*C.sinew_vectors)(unsafe.Pointer(in)), *(*C.sinew_vectors)(unsafe.Pointer(queries)), (*C.uint8_t)(bitmap), C.size_t(bitmapOffset), C.sinew_metric(metric), (*C.uint32_t)(out), (*C.double)(measures), C.size_t(count))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, queries.Count*count)
	raceWrite(measures, queries.Count*count)
	return r
}

func ExpressionCreate(options *ExpressionOptions, out *Expression, failure *Error) int32 {
	r := int32(C.sinew_go_expression_create(*(*C.sinew_expression_options)(unsafe.Pointer(options)), (*C.uintptr_t)(unsafe.Pointer(out)), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func ExpressionDestroy(expression Expression) {
	C.sinew_go_expression_destroy(C.uintptr_t(expression))
}

func ExpressionFilter(expression Expression, columns *Columns, rowCount int, bitmap *byte) ExpressionResult {
	columns.raceRead()
	cr := C.sinew_go_expression_filter(C.uintptr_t(expression), *(*C.sinew_go_columns)(unsafe.Pointer(columns)), C.size_t(rowCount), (*C.uint8_t)(bitmap))
	r := *(*ExpressionResult)(unsafe.Pointer(&cr))
	raceWrite(bitmap, (rowCount+7)/8)
	return r
}

func ExpressionEvaluate(expression Expression, columns *Columns, rowCount int, batch Batch, failure *Error) int32 {
	columns.raceRead()
	r := int32(C.sinew_go_expression_evaluate(C.uintptr_t(expression), *(*C.sinew_go_columns)(unsafe.Pointer(columns)), C.size_t(rowCount), C.uintptr_t(batch), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func ExpressionType(expression Expression) int32 {
	return int32(C.sinew_go_expression_type(C.uintptr_t(expression)))
}

func ExpressionUses(expression Expression, bitmap *byte) int32 {
	r := int32(C.sinew_go_expression_uses(C.uintptr_t(expression), (*C.uint8_t)(bitmap)))
	raceWrite(bitmap, 1)
	return r
}

func ExpressionFaults(expression Expression) uint64 {
	return uint64(C.sinew_go_expression_faults(C.uintptr_t(expression)))
}

func ExpressionMemory(expression Expression) int {
	return int(C.sinew_go_expression_memory(C.uintptr_t(expression)))
}

func DecoderDecode(decoder Decoder, in *byte, size int, batch Batch, flags uint32, failure *Error) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_decoder_decode(C.uintptr_t(decoder), (*C.uint8_t)(in), C.size_t(size), C.uintptr_t(batch), C.uint32_t(flags), (*C.sinew_error)(unsafe.Pointer(failure)))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(failure, 1)
	return r
}

func DecoderDecodeMany(decoder Decoder, column *View, batch Batch, failure *Error) int32 {
	raceColumn(column)
	r := int32(C.sinew_go_decoder_decode_many(C.uintptr_t(decoder), *(*C.sinew_go_column)(unsafe.Pointer(column)), C.uintptr_t(batch), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func DecoderReset(decoder Decoder) int32 {
	return int32(C.sinew_go_decoder_reset(C.uintptr_t(decoder)))
}

func DecoderDestroy(decoder Decoder) {
	C.sinew_go_decoder_destroy(C.uintptr_t(decoder))
}

func DecoderStats(decoder Decoder) DecoderCounts {
	cr := C.sinew_go_decoder_stats(C.uintptr_t(decoder))
	return *(*DecoderCounts)(unsafe.Pointer(&cr))
}

func DecoderReject(decoder Decoder, index int) Reject {
	cr := C.sinew_go_decoder_reject(C.uintptr_t(decoder), C.size_t(index))
	return *(*Reject)(unsafe.Pointer(&cr))
}

func RejectName(reason int32) string {
	return C.GoString(C.sinew_go_reject_name(C.sinew_reject_reason(reason)))
}

func DecoderMemory(decoder Decoder) int {
	return int(C.sinew_go_decoder_memory(C.uintptr_t(decoder)))
}

func NDJSONCreate(options *DecoderOptions, nDJSONOptions *NDJSONOptions, out *Decoder, failure *Error) int32 {
	raceRead(nDJSONOptions, 1)
	r := int32(C.sinew_go_ndjson_create(*(*C.sinew_decoder_options)(unsafe.Pointer(options)), (*C.sinew_ndjson_options)(unsafe.Pointer(nDJSONOptions)), (*C.uintptr_t)(unsafe.Pointer(out)), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func CSVCreate(options *DecoderOptions, cSV *CSVOptions, out *Decoder, failure *Error) int32 {
	r := int32(C.sinew_go_csv_create(*(*C.sinew_decoder_options)(unsafe.Pointer(options)), *(*C.sinew_csv_options)(unsafe.Pointer(cSV)), (*C.uintptr_t)(unsafe.Pointer(out)), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func ProtobufCreate(options *DecoderOptions, format *ProtobufOptions, out *Decoder, failure *Error) int32 {
	raceRead(format, 1)
	r := int32(C.sinew_go_protobuf_create(*(*C.sinew_decoder_options)(unsafe.Pointer(options)), (*C.sinew_protobuf_options)(unsafe.Pointer(format)), (*C.uintptr_t)(unsafe.Pointer(out)), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func KafkaRecordsCreate(options *DecoderOptions, kafkaOptions *KafkaRecordsOptions, out *Decoder, failure *Error) int32 {
	raceRead(kafkaOptions, 1)
	r := int32(C.sinew_go_kafka_records_create(*(*C.sinew_decoder_options)(unsafe.Pointer(options)), (*C.sinew_kafka_records_options)(unsafe.Pointer(kafkaOptions)), (*C.uintptr_t)(unsafe.Pointer(out)), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func KafkaRecordsExpect(decoder Decoder, aborted *KafkaTransaction, count int, firstOffset int64, failure *Error) int32 {
	raceRead(aborted, 1)
	r := int32(C.sinew_go_kafka_records_expect(C.uintptr_t(decoder), (*C.sinew_kafka_transaction)(unsafe.Pointer(aborted)), C.size_t(count), C.int64_t(firstOffset), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func KafkaHeadersNext(in *byte, size int, offset int) KafkaHeader {
	raceRead(in, size)
	cr := C.sinew_go_kafka_headers_next((*C.uint8_t)(in), C.size_t(size), C.size_t(offset))
	return *(*KafkaHeader)(unsafe.Pointer(&cr))
}

func KafkaRecordsStats(decoder Decoder) KafkaRecordsCounts {
	cr := C.sinew_go_kafka_records_stats(C.uintptr_t(decoder))
	return *(*KafkaRecordsCounts)(unsafe.Pointer(&cr))
}

func StreamLoad(compression int32, failure *Error) int32 {
	r := int32(C.sinew_go_stream_load(C.sinew_compression(compression), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func StreamCreate(options *StreamOptions, out *Stream, failure *Error) int32 {
	raceRead(options, 1)
	r := int32(C.sinew_go_stream_create((*C.sinew_stream_options)(unsafe.Pointer(options)), (*C.uintptr_t)(unsafe.Pointer(out)), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func StreamDestroy(stream Stream) {
	C.sinew_go_stream_destroy(C.uintptr_t(stream))
}

func StreamDecode(stream Stream, in *byte, size int, out *byte, capacity int, flags uint32, failure *Error) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_stream_decode(C.uintptr_t(stream), (*C.uint8_t)(in), C.size_t(size), (*C.uint8_t)(out), C.size_t(capacity), C.uint32_t(flags), (*C.sinew_error)(unsafe.Pointer(failure)))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	raceWrite(failure, 1)
	return r
}

func StreamReset(stream Stream) int32 {
	return int32(C.sinew_go_stream_reset(C.uintptr_t(stream)))
}

func StreamCompression(stream Stream) int32 {
	return int32(C.sinew_go_stream_compression(C.uintptr_t(stream)))
}

func StreamMemory(stream Stream) int {
	return int(C.sinew_go_stream_memory(C.uintptr_t(stream)))
}

func PipelineCreate(options *PipelineOptions, out *Pipeline, failure *Error) int32 {
	r := int32(C.sinew_go_pipeline_create(*(*C.sinew_pipeline_options)(unsafe.Pointer(options)), (*C.uintptr_t)(unsafe.Pointer(out)), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func PipelineDestroy(pipeline Pipeline) {
	C.sinew_go_pipeline_destroy(C.uintptr_t(pipeline))
}

func PipelineWrite(pipeline Pipeline, in *byte, size int, decoder Decoder, flags uint32, failure *Error) CodecResult {
	raceRead(in, size)
	cr := C.sinew_go_pipeline_write(C.uintptr_t(pipeline), (*C.uint8_t)(in), C.size_t(size), C.uintptr_t(decoder), C.uint32_t(flags), (*C.sinew_error)(unsafe.Pointer(failure)))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(failure, 1)
	return r
}

func PipelineWriteMany(pipeline Pipeline, column *View, columns *Columns, decoder Decoder, failure *Error) CodecResult {
	raceColumn(column)
	columns.raceRead()
	cr := C.sinew_go_pipeline_write_many(C.uintptr_t(pipeline), *(*C.sinew_go_column)(unsafe.Pointer(column)), *(*C.sinew_go_columns)(unsafe.Pointer(columns)), C.uintptr_t(decoder), (*C.sinew_error)(unsafe.Pointer(failure)))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(failure, 1)
	return r
}

func PipelineUpdate(pipeline Pipeline, columns *Columns, rowCount int, failure *Error) int32 {
	columns.raceRead()
	r := int32(C.sinew_go_pipeline_update(C.uintptr_t(pipeline), *(*C.sinew_go_columns)(unsafe.Pointer(columns)), C.size_t(rowCount), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func PipelineMerge(into Pipeline, from Pipeline, failure *Error) int32 {
	r := int32(C.sinew_go_pipeline_merge(C.uintptr_t(into), C.uintptr_t(from), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func PipelineEncodedSize(pipeline Pipeline, part int, partCount int, failure *Error) CodecResult {
	cr := C.sinew_go_pipeline_encoded_size(C.uintptr_t(pipeline), C.size_t(part), C.size_t(partCount), (*C.sinew_error)(unsafe.Pointer(failure)))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(failure, 1)
	return r
}

func PipelineEncode(pipeline Pipeline, part int, partCount int, out *byte, capacity int, failure *Error) CodecResult {
	cr := C.sinew_go_pipeline_encode(C.uintptr_t(pipeline), C.size_t(part), C.size_t(partCount), (*C.uint8_t)(out), C.size_t(capacity), (*C.sinew_error)(unsafe.Pointer(failure)))
	r := *(*CodecResult)(unsafe.Pointer(&cr))
	raceWrite(out, capacity)
	raceWrite(failure, 1)
	return r
}

func PipelineMergeEncoded(into Pipeline, in *byte, size int, failure *Error) int32 {
	raceRead(in, size)
	r := int32(C.sinew_go_pipeline_merge_encoded(C.uintptr_t(into), (*C.uint8_t)(in), C.size_t(size), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func PipelineReset(pipeline Pipeline) int32 {
	return int32(C.sinew_go_pipeline_reset(C.uintptr_t(pipeline)))
}

func PipelineCount(pipeline Pipeline) int {
	return int(C.sinew_go_pipeline_count(C.uintptr_t(pipeline)))
}

func PipelineResults(pipeline Pipeline, options *PipelineResultsOptions, batch Batch, failure *Error) int32 {
	r := int32(C.sinew_go_pipeline_results(C.uintptr_t(pipeline), *(*C.sinew_pipeline_results_options)(unsafe.Pointer(options)), C.uintptr_t(batch), (*C.sinew_error)(unsafe.Pointer(failure))))
	raceWrite(failure, 1)
	return r
}

func PipelineOverflowCount(pipeline Pipeline) int {
	return int(C.sinew_go_pipeline_overflow_count(C.uintptr_t(pipeline)))
}

func PipelineStats(pipeline Pipeline) PipelineCounts {
	cr := C.sinew_go_pipeline_stats(C.uintptr_t(pipeline))
	return *(*PipelineCounts)(unsafe.Pointer(&cr))
}

func PipelineMemory(pipeline Pipeline) int {
	return int(C.sinew_go_pipeline_memory(C.uintptr_t(pipeline)))
}
