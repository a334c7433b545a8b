// Generated from src/ by cmake/generate_headers.cmake; do not edit.
#ifndef SINEW_SINEW_H_
#define SINEW_SINEW_H_

// # Sinew
//
// All of the headers. Read base.h first: it says what holds for every function.
//
// sinew/base.h: What all of Sinew shares
//
//   Statuses and results
//   Columns
//   Memory
//   The library
//
// sinew/hash.h: Hashes
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
//
// sinew/encoding.h: Encodings
//
//   encoding/base64
//   Hex
//   encoding/utf8
//   encoding/utf16
//   encoding/json
//   encoding/bitmap
//   encoding/bitpack
//   Varints
//   Stream VByte
//   Zigzag
//   Differences
//   Frame of reference
//   encoding/rle
//   encoding/delta_binary_packed
//   encoding/delta_byte_array
//   encoding/byte_stream_split
//   encoding/alp
//   encoding/dictionary
//
// sinew/aggregate.h: Aggregates
//
//   aggregate/count
//   aggregate/sum
//   aggregate/min_max
//   aggregate/groupby

#include "sinew/base.h"
#include "sinew/hash.h"
#include "sinew/encoding.h"
#include "sinew/aggregate.h"

#endif  // SINEW_SINEW_H_
