#include <algorithm>

#include "core/memory.h"
#include "core/status.h"
#include "ingest/stream/codec.h"

// The stream adds to a codec: what the first bytes say, the limit on the size, and what happens
// after a fault.

using sinew::AsBytes;
using sinew::CodecStep;
using sinew::Fail;

struct sinew_stream {
 public:
  sinew_stream(sinew::Memory&& memory, const sinew_stream_options& options)
      : memory_(std::move(memory)),
        wanted_(options.compression),
        max_size_(options.max_size == 0 ? UINT64_MAX : options.max_size),
        decompressor_(memory_) {}

  sinew_status Init(sinew_error* error) {
    if (wanted_ == SINEW_COMPRESSION_AUTO || wanted_ == SINEW_COMPRESSION_NONE) {
      return SINEW_STATUS_OK;
    }
    return decompressor_.Begin(wanted_, sinew::kMaxWindowLog, error);
  }
  void Reset();
  sinew_codec_result Decode(const uint8_t* in, size_t size, uint8_t* out, size_t capacity, bool end,
                            sinew_error* error);

  sinew_compression compression() const { return compression_; }
  size_t memory() const { return memory_.used(); }

 private:
  bool Recognise(const uint8_t* in, size_t size, bool end, size_t* taken);
  CodecStep Step(const uint8_t* in, size_t size, uint8_t* out, size_t capacity);
  CodecStep StepWithin(const uint8_t* in, size_t size, uint8_t* out, size_t capacity);
  sinew_codec_result Run(const uint8_t* in, size_t size, uint8_t* out, size_t capacity, bool end,
                         sinew_error* error);

  sinew::Memory memory_;
  const sinew_compression wanted_;
  const uint64_t max_size_;
  sinew::Decompressor decompressor_;

  sinew_compression compression_ = wanted_;
  // First bytes that did not say enough, and how many of them are decoded.
  uint8_t first_[4];
  size_t first_size_ = 0, first_done_ = 0;
  uint64_t read_ = 0, written_ = 0;
  bool is_too_large_ = false;
  sinew_error failure_ = {};  // which every further call gives again
};

void sinew_stream::Reset() {
  compression_ = wanted_;
  if (wanted_ != SINEW_COMPRESSION_AUTO && wanted_ != SINEW_COMPRESSION_NONE) {
    // Cannot fail: the codec is there.
    (void)decompressor_.Begin(wanted_, sinew::kMaxWindowLog, nullptr);
  }
  first_size_ = first_done_ = 0;
  read_ = written_ = 0;
  is_too_large_ = false;
  failure_ = {};
}

// Sets compression_ if the first bytes are enough for it, and returns whether it did.
bool sinew_stream::Recognise(const uint8_t* in, size_t size, bool end, size_t* taken) {
  struct Magic {
    sinew_compression compression;
    uint8_t size;
    uint8_t bytes[4];
    uint8_t mask[4];
  };
  static constexpr Magic kMagics[] = {
      {SINEW_COMPRESSION_GZIP, 2, {0x1F, 0x8B}, {0xFF, 0xFF}},
      {SINEW_COMPRESSION_ZSTD, 4, {0x28, 0xB5, 0x2F, 0xFD}, {0xFF, 0xFF, 0xFF, 0xFF}},
      {SINEW_COMPRESSION_ZSTD, 4, {0x50, 0x2A, 0x4D, 0x18}, {0xF0, 0xFF, 0xFF, 0xFF}},
      {SINEW_COMPRESSION_LZ4, 4, {0x04, 0x22, 0x4D, 0x18}, {0xFF, 0xFF, 0xFF, 0xFF}},
  };
  for (*taken = 0;;) {
    bool may_be_more = false;
    for (const Magic& magic : kMagics) {
      const size_t known = std::min<size_t>(first_size_, magic.size);
      size_t same = 0;
      while (same < known && (first_[same] & magic.mask[same]) == magic.bytes[same]) ++same;
      if (same < known) continue;
      may_be_more = true;
      if (same < magic.size) continue;
      compression_ = magic.compression;
      return true;
    }
    if (!may_be_more || (end && *taken == size)) {
      compression_ = SINEW_COMPRESSION_NONE;
      return true;
    }
    if (*taken == size) return false;
    first_[first_size_++] = in[(*taken)++];
  }
}

CodecStep sinew_stream::Step(const uint8_t* in, size_t size, uint8_t* out, size_t capacity) {
  if (compression_ != SINEW_COMPRESSION_NONE) {
    return decompressor_.Decode(in, size, out, capacity);
  }
  const size_t count = std::min(size, capacity);
  if (count != 0) memcpy(out, in, count);
  return {count, count, count == size ? SINEW_STATUS_OK : SINEW_STATUS_OUTPUT_FULL};
}

// A step that does not go beyond the limit on the size.
CodecStep sinew_stream::StepWithin(const uint8_t* in, size_t size, uint8_t* out, size_t capacity) {
  const uint64_t left = max_size_ - written_;
  if (capacity <= left) return Step(in, size, out, capacity);
  CodecStep step = Step(in, size, out, static_cast<size_t>(left));
  if (step.status != SINEW_STATUS_OUTPUT_FULL) return step;
  // There may be no more than what fits: one byte more shows.
  uint8_t more;
  const size_t rest = size - step.read;
  const CodecStep last = Step(in == nullptr ? nullptr : in + step.read, rest, &more, 1);
  step.read += last.read;
  step.status = last.status;
  is_too_large_ = last.written != 0;
  if (is_too_large_) step.status = SINEW_STATUS_CORRUPT;
  return step;
}

sinew_codec_result sinew_stream::Run(const uint8_t* in, size_t size, uint8_t* out, size_t capacity,
                                     bool end, sinew_error* error) {
  sinew_codec_result all = {0, 0, SINEW_STATUS_OK};
  const uint64_t begin = read_;
  if (compression_ == SINEW_COMPRESSION_AUTO) {
    const bool known = Recognise(in, size, end, &all.read);
    read_ += all.read;
    if (!known) return all;
    if (first_size_ == all.read) {
      // They are all in this piece, from which they are best decoded.
      read_ -= all.read;
      all.read = first_size_ = 0;
    }
    if (compression_ != SINEW_COMPRESSION_NONE) {
      all.status = decompressor_.Begin(compression_, sinew::kMaxWindowLog, error);
      if (all.status != SINEW_STATUS_OK) return all;
    }
  }
  while (all.status == SINEW_STATUS_OK) {
    const bool is_first = first_done_ < first_size_;
    const uint8_t* from = in == nullptr ? nullptr : in + all.read;
    size_t left = size - all.read;
    if (is_first) {
      from = first_ + first_done_;
      left = first_size_ - first_done_;
    }
    uint8_t* const to = out == nullptr ? nullptr : out + all.written;
    const CodecStep step = StepWithin(from, left, to, capacity - all.written);
    if (is_first) {
      first_done_ += step.read;
    } else {
      all.read += step.read;
      read_ += step.read;
    }
    all.written += step.written;
    written_ += step.written;
    all.status = step.status;
    if (!is_first) break;
  }
  const auto offset = [](uint64_t at) { return static_cast<unsigned long long>(at); };
  switch (all.status) {
    case SINEW_STATUS_OK:
      if (!end || compression_ == SINEW_COMPRESSION_NONE ||
          (decompressor_.BetweenFrames() && read_ != 0)) {
        return all;
      }
      all.status = Fail(error, SINEW_STATUS_TRUNCATED, read_,
                        "in: byte %llu: the compressed data ends too early", offset(read_));
      return all;
    case SINEW_STATUS_OUTPUT_FULL:
      Fail(error, all.status, 0, "capacity: %zu bytes are too few for the output", capacity);
      return all;
    case SINEW_STATUS_CORRUPT: {
      if (is_too_large_) {
        Fail(error, all.status, read_, "in: byte %llu: the data decodes to more than %llu bytes",
             offset(read_), offset(max_size_));
        return all;
      }
      const sinew::CodecFault& fault = decompressor_.fault();
      Fail(error, all.status, fault.offset, "in: byte %llu: %s", offset(fault.offset),
           fault.reason);
      // It may be in an earlier piece.
      all.read = fault.offset < begin ? 0 : std::min<size_t>(fault.offset - begin, size);
      return all;
    }
    default:
      sinew::FailGrowth(error, all.status, memory_);
      return all;
  }
}

sinew_codec_result sinew_stream::Decode(const uint8_t* in, size_t size, uint8_t* out,
                                        size_t capacity, bool end, sinew_error* error) {
  sinew_error here;
  sinew_codec_result result = {0, 0, failure_.status};
  if (failure_.status == SINEW_STATUS_OK) {
    result = Run(in, size, out, capacity, end, &here);
    if (result.status == SINEW_STATUS_OK) return result;
    const bool goes_on =
        result.status == SINEW_STATUS_OUTPUT_FULL || result.status == SINEW_STATUS_TRUNCATED;
    if (!goes_on) failure_ = here;
  } else {
    here = failure_;
  }
  if (error != nullptr) *error = here;
  return result;
}

// SINEW_CHAPTER Compressed streams
//
// What is compressed with gzip, Zstandard or LZ4 is decoded piece by piece, in front of a decoder
// of text, say. The work is done by the usual libraries, which are loaded when they are needed:
// Sinew does not depend on them. Checksums are checked, and several frames (members) one behind the
// other are one stream.

// Loads the library of a compression now rather than with the first data, to see whether it is
// there. On any thread.
//
// SINEW_STATUS_UNAVAILABLE: the library, or a function of it, is not there, or the program is
// linked statically and can load none; error->message names the library.
// SINEW_STATUS_INVALID_ARGUMENT: `compression` is no value of sinew_compression.
SINEW_API sinew_status sinew_stream_load(sinew_compression compression,
                                         sinew_error* error) SINEW_NOEXCEPT {
  switch (compression) {
    case SINEW_COMPRESSION_AUTO:
    case SINEW_COMPRESSION_NONE:
      return SINEW_STATUS_OK;
    case SINEW_COMPRESSION_GZIP: {
      sinew::IsalLibrary isal;
      if (Load(&isal, nullptr) == SINEW_STATUS_OK) return SINEW_STATUS_OK;
      sinew::ZlibLibrary zlib;
      return Load(&zlib, error);
    }
    case SINEW_COMPRESSION_ZSTD: {
      sinew::ZstdLibrary zstd;
      return Load(&zstd, error);
    }
    case SINEW_COMPRESSION_LZ4: {
      sinew::Lz4Library lz4;
      return Load(&lz4, error);
    }
    case SINEW_COMPRESSION_SNAPPY: {
      sinew::SnappyLibrary snappy;
      return Load(&snappy, error);
    }
  }
  return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "compression: %d is no compression",
              static_cast<int>(compression));
}

// Creates a stream and writes it to *out, or null if it fails. Free it with sinew_stream_destroy.
//
// SINEW_STATUS_UNAVAILABLE: as sinew_stream_load, for the compression of the options.
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, the options have a size that no version of
// sinew_stream_options has, or their compression is not for streams. Also SINEW_STATUS_MEMORY_LIMIT
// and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_API sinew_status sinew_stream_create(const sinew_stream_options* options, sinew_stream** out,
                                           sinew_error* error) SINEW_NOEXCEPT {
  if (out == nullptr) return sinew::FailNull(error, "out");
  *out = nullptr;
  if (options == nullptr) return sinew::FailNull(error, "options");
  if (options->size != sizeof(sinew_stream_options)) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "options.size: %zu is not the size of a known sinew_stream_options", options->size);
  }
  if (options->compression < SINEW_COMPRESSION_AUTO ||
      options->compression > SINEW_COMPRESSION_LZ4) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "options.compression: %d is not that of a stream",
                static_cast<int>(options->compression));
  }
  sinew_stream* stream;
  sinew_status status = sinew::Memory::New(options->memory_limit, &stream, *options);
  if (status != SINEW_STATUS_OK) {
    return sinew::FailGrowth(error, status, sinew::Memory(options->memory_limit));
  }
  status = stream->Init(error);
  if (status != SINEW_STATUS_OK) {
    sinew::Memory::Delete(stream);
    return status;
  }
  *out = stream;
  return SINEW_STATUS_OK;
}

// Frees a stream and all its memory, on any thread.
SINEW_API void sinew_stream_destroy(sinew_stream* stream) SINEW_NOEXCEPT {
  sinew::Memory::Delete(stream);
}

// Decodes the next piece of the input to `out`. Returns how many bytes of the piece were consumed
// as `read`, and how many of the output are right as `written`. Pieces may be cut anywhere. With
// SINEW_DECODE_END in `flags` the input ends behind this piece; it must not end within a frame, nor
// before the first one. After the end the stream must be reset before it is given another input.
//
// - SINEW_STATUS_OK: all of the piece was consumed, and all that it says is written.
// - SINEW_STATUS_OUTPUT_FULL: there may be more output. Call again with the rest of the piece,
//   which may be empty, and the same flags.
// - SINEW_STATUS_TRUNCATED: the input ends too early. What is written is right.
// - SINEW_STATUS_CORRUPT: the input is damaged, another frame is expected where there is something
//   else, or the output would be larger than options.max_size. `read` is the place, 0 if it is in
//   an earlier piece; error->offset counts from the beginning of the input. For Zstandard it is
//   where the piece begins, or the frame if that is later. What is written has not been checked, as
//   checksums stand at the end of frames.
// - SINEW_STATUS_UNAVAILABLE: the library that the first bytes ask for is not there.
// - SINEW_STATUS_MEMORY_LIMIT, SINEW_STATUS_OUT_OF_MEMORY.
// - SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or `flags` has an unknown bit.
//
// After a failure that is not SINEW_STATUS_OUTPUT_FULL, SINEW_STATUS_TRUNCATED or
// SINEW_STATUS_INVALID_ARGUMENT every further call fails in the same way until the stream is reset.
SINEW_API sinew_codec_result sinew_stream_decode(sinew_stream* stream, const void* in, size_t size,
                                                 void* out, size_t capacity, uint32_t flags,
                                                 sinew_error* error) SINEW_NOEXCEPT {
  const auto invalid = [error](const char* argument) {
    return sinew_codec_result{0, 0, sinew::FailNull(error, argument)};
  };
  if (stream == nullptr) return invalid("stream");
  if (in == nullptr && size != 0) return invalid("in");
  if (out == nullptr && capacity != 0) return invalid("out");
  if ((flags & ~SINEW_DECODE_END) != 0) {
    return {0, 0,
            Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                 "flags: %u has bits besides SINEW_DECODE_END", flags)};
  }
  return stream->Decode(AsBytes(in), size, AsBytes(out), capacity, (flags & SINEW_DECODE_END) != 0,
                        error);
}

// Forgets the input so far and keeps the memory. SINEW_STATUS_INVALID_ARGUMENT: `stream` is null.
SINEW_API sinew_status sinew_stream_reset(sinew_stream* stream) SINEW_NOEXCEPT {
  if (stream == nullptr) return SINEW_STATUS_INVALID_ARGUMENT;
  stream->Reset();
  return SINEW_STATUS_OK;
}

// Returns how the input is compressed: SINEW_COMPRESSION_AUTO while its first bytes do not say, and
// for null.
SINEW_API sinew_compression sinew_stream_compression(const sinew_stream* stream) SINEW_NOEXCEPT {
  return stream == nullptr ? SINEW_COMPRESSION_AUTO : stream->compression();
}

// Returns the bytes that the stream holds, which options.memory_limit bounds; 0 for null.
SINEW_API size_t sinew_stream_memory(const sinew_stream* stream) SINEW_NOEXCEPT {
  return stream == nullptr ? 0 : stream->memory();
}
