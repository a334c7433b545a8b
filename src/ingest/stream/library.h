#ifndef SINEW_INGEST_STREAM_LIBRARY_H_
#define SINEW_INGEST_STREAM_LIBRARY_H_

#include <stddef.h>
#include <stdint.h>

#include "core/abi.h"

// The libraries that decode what is compressed. Sinew needs the C library alone: these are loaded
// when they are needed, and what is used of them is declared here, so that their headers are not
// needed either. A test compares the declarations with the headers.

namespace sinew {

// A block of libzstd's own, and what zstd.h calls ZSTD_inBuffer, ZSTD_outBuffer, ZSTD_customMem.
struct ZstdContext;
struct ZstdIn {
  const void* data;
  size_t size;
  size_t at;
};
struct ZstdOut {
  void* data;
  size_t size;
  size_t at;
};
struct ZstdMemory {
  void* (*allocate)(void* opaque, size_t size);
  void (*free)(void* opaque, void* block);
  void* opaque;
};
constexpr int kZstdWindowLogMax = 100;  // ZSTD_d_windowLogMax
constexpr int kZstdResetSession = 1;    // ZSTD_reset_session_only
constexpr int kZstdOutOfMemory = 64;    // ZSTD_error_memory_allocation
constexpr unsigned long long kZstdUnknownSize = ~0ull, kZstdNoSize = ~0ull - 1;

struct ZstdLibrary {
  // Not of the stable part of the interface, but as it is since 1.0.
  ZstdContext* (*create)(ZstdMemory memory);
  size_t (*free)(ZstdContext* context);
  size_t (*reset)(ZstdContext* context, int what);
  size_t (*set_parameter)(ZstdContext* context, int parameter, int value);
  size_t (*decompress)(ZstdContext* context, ZstdOut* out, ZstdIn* in);
  unsigned (*is_error)(size_t code);
  int (*error_code)(size_t code);
  const char* (*error_name)(size_t code);
  unsigned long long (*content_size)(const void* in, size_t size);
};

struct Lz4Library {
  int (*decompress)(const char* in, char* out, int size, int capacity, const char* dictionary,
                    int dictionary_size);
};

struct SnappyLibrary {
  int (*uncompress)(const char* in, size_t size, char* out, size_t* out_size);
  int (*uncompressed_length)(const char* in, size_t size, size_t* length);
};

struct DeflateDecompressor;
struct DeflateLibrary {
  DeflateDecompressor* (*create)();
  void (*free)(DeflateDecompressor* decompressor);
  int (*decompress)(DeflateDecompressor* decompressor, const void* in, size_t size, void* out,
                    size_t capacity, size_t* read, size_t* written);
};
constexpr int kDeflateShortOutput = 2, kDeflateFull = 3;

// z_stream of zlib.h.
struct ZlibStream {
  const uint8_t* next_in;
  unsigned avail_in;
  unsigned long total_in;
  uint8_t* next_out;
  unsigned avail_out;
  unsigned long total_out;
  const char* message;
  void* state;
  void* (*allocate)(void* opaque, unsigned items, unsigned size);
  void (*free)(void* opaque, void* block);
  void* opaque;
  int data_type;
  unsigned long adler;
  unsigned long reserved;
};

struct ZlibLibrary {
  int (*init)(ZlibStream* stream, int window_bits, const char* version, int stream_size);
  int (*inflate)(ZlibStream* stream, int flush);
  int (*reset)(ZlibStream* stream);
};

// The parts of ISA-L's struct inflate_state that are used.
struct IsalState {
  uint8_t* next_out;
  uint32_t avail_out;
  uint32_t total_out;
  const uint8_t* next_in;
  uint64_t read_in;  // bits that were read ahead
  uint32_t avail_in;
  int32_t read_in_length;
  uint8_t tables[21120];
  int32_t block_state;
  uint8_t rest[66204];
};
constexpr int kIsalFinish = 5;  // ISAL_BLOCK_FINISH

struct IsalLibrary {
  void (*init)(IsalState* state);
  void (*reset)(IsalState* state);
  int (*inflate)(IsalState* state);
};

// Load what there is of a library and write its functions; or say why not, as in "zstd:
// libzstd.so.1: cannot open shared object file: No such file or directory", and return
// SINEW_STATUS_UNAVAILABLE. On any thread; a library that is loaded stays.
sinew_status Load(ZstdLibrary* library, sinew_error* error);
sinew_status Load(Lz4Library* library, sinew_error* error);
sinew_status Load(SnappyLibrary* library, sinew_error* error);
sinew_status Load(DeflateLibrary* library, sinew_error* error);
sinew_status Load(ZlibLibrary* library, sinew_error* error);
sinew_status Load(IsalLibrary* library, sinew_error* error);

// Tests only: files of this name are not found; null for none. Applies to the whole process.
void HideLibrary(const char* file);

}  // namespace sinew

#endif  // SINEW_INGEST_STREAM_LIBRARY_H_
