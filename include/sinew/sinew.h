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
//   Batches
//   Memory
//   The library
//
// sinew/hash.h: Hashes and checksums
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
//
// sinew/encoding.h: Encodings
//
//   Base64
//   Hex
//   UTF-8
//   UTF-16
//   JSON strings
//   Bitmaps
//   Bit packing
//   Varints
//   Stream VByte
//   Zigzag
//   Differences
//   Frame of reference
//   Run lengths and bit packing
//   DELTA_BINARY_PACKED
//   DELTA_BYTE_ARRAY
//   BYTE_STREAM_SPLIT
//   ALP
//   Dictionaries
//
// sinew/sketch.h: Sketches
//
//   HLL
//   DDSketch
//   Bloom filter
//   KLL
//
// sinew/aggregate.h: Aggregates
//
//   Reductions
//   GROUP BY
//   Take
//   Filter
//   Compare
//   Histograms
//   Sort
//   Vectors
//
// sinew/expression.h: Expressions
//
//   Expressions
//
// sinew/ingest.h: Decoders and pipelines
//
//   Decoders
//   NDJSON
//   CSV
//   Protocol Buffers
//   Kafka records
//   Compressed streams
//   Pipelines

#include "sinew/base.h"
#include "sinew/hash.h"
#include "sinew/encoding.h"
#include "sinew/sketch.h"
#include "sinew/aggregate.h"
#include "sinew/expression.h"
#include "sinew/ingest.h"

#endif  // SINEW_SINEW_H_
