// What is at hand as a whole is decoded in one go where that is faster.

#include <algorithm>
#include <new>

#include "core/status.h"
#include "hash/crc32.h"
#include "ingest/stream/codec.h"

namespace sinew {
namespace {

constexpr size_t kFirstSize = size_t{64} << 10;
// A claimed size is believed up to so many times the size of the input, which JSON seldom exceeds;
// what turns out to be larger grows.
constexpr size_t kUsualRatio = 32;
// In a block of Snappy the most is 64 bytes for 3; the block begins with its size.
constexpr size_t kMaxSnappyRatio = 22;

// snappy-java: this, two versions of 4 bytes, then blocks behind their sizes, big-endian.
constexpr uint8_t kXerial[8] = {0x82, 'S', 'N', 'A', 'P', 'P', 'Y', 0};
constexpr size_t kXerialHeader = 16;

size_t Times(size_t a, size_t b) {
  size_t product;
  return __builtin_mul_overflow(a, b, &product) ? SIZE_MAX : product;
}

}  // namespace

template <typename Codec>
void Decompressor::Drop(Codec* codec) {
  if (codec == nullptr) return;
  codec->~Codec();
  memory_.Free(codec, sizeof(Codec));
}

Decompressor::~Decompressor() {
  Drop(gzip_);
  Drop(zstd_);
  Drop(lz4_);
  if (deflate_state_ != nullptr) deflate_.free(deflate_state_);
}

template <typename Codec, typename... Arguments>
sinew_status Decompressor::Make(Codec** codec, sinew_error* error, Arguments... arguments) {
  if (*codec != nullptr) return SINEW_STATUS_OK;
  void* block;
  sinew_status status = memory_.Allocate(sizeof(Codec), &block);
  if (status != SINEW_STATUS_OK) return FailGrowth(error, status, memory_);
  Codec* const made = new (block) Codec(memory_);
  status = made->Init(arguments..., error);
  if (status != SINEW_STATUS_OK) {
    Drop(made);
    return status;
  }
  *codec = made;
  return SINEW_STATUS_OK;
}

sinew_status Decompressor::Begin(sinew_compression compression, int window_log,
                                 sinew_error* error) {
  sinew_status status = SINEW_STATUS_OK;
  switch (compression) {
    case SINEW_COMPRESSION_GZIP:
      status = Make(&gzip_, error);
      if (status == SINEW_STATUS_OK) gzip_->Reset();
      break;
    case SINEW_COMPRESSION_ZSTD:
      status = Make(&zstd_, error, window_log);
      if (status == SINEW_STATUS_OK) zstd_->Reset();
      break;
    case SINEW_COMPRESSION_LZ4:
      status = Make(&lz4_, error);
      if (status == SINEW_STATUS_OK) lz4_->Reset();
      break;
    default:
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                  "compression: %d is not that of a stream", static_cast<int>(compression));
  }
  if (status == SINEW_STATUS_OK) compression_ = compression;
  return status;
}

CodecStep Decompressor::Decode(const uint8_t* in, size_t size, uint8_t* out, size_t capacity) {
  switch (compression_) {
    case SINEW_COMPRESSION_GZIP:
      return gzip_->Decode(in, size, out, capacity);
    case SINEW_COMPRESSION_ZSTD:
      return zstd_->Decode(in, size, out, capacity);
    default:
      return lz4_->Decode(in, size, out, capacity);
  }
}

bool Decompressor::BetweenFrames() const {
  switch (compression_) {
    case SINEW_COMPRESSION_GZIP:
      return gzip_->BetweenFrames();
    case SINEW_COMPRESSION_ZSTD:
      return zstd_->BetweenFrames();
    default:
      return lz4_->BetweenFrames();
  }
}

const CodecFault& Decompressor::fault() const {
  switch (compression_) {
    case SINEW_COMPRESSION_GZIP:
      return gzip_->fault();
    case SINEW_COMPRESSION_ZSTD:
      return zstd_->fault();
    default:
      return lz4_->fault();
  }
}

// Decodes frame after frame with the codec that has begun. `out` has a byte more than `limit` at
// most, so that what is too large shows.
sinew_status Decompressor::DecodeFrames(Bytes in, size_t limit, Scratch* out) {
  size_t read = 0;
  for (;;) {
    if (out->size() == out->capacity() || out->capacity() == 0) {
      const size_t next = std::max(kFirstSize, Times(out->capacity(), 2));
      const sinew_status status = out->Reserve(std::min(next, limit + 1));
      if (status != SINEW_STATUS_OK) return status;
    }
    const size_t room = std::min(out->capacity(), limit + 1) - out->size();
    const CodecStep step = Decode(in.data + read, in.size - read, out->data() + out->size(), room);
    read += step.read;
    out->set_size(out->size() + step.written);
    if (out->size() > limit) return SINEW_STATUS_OUTPUT_FULL;
    if (step.status == SINEW_STATUS_OUTPUT_FULL) continue;
    if (step.status == SINEW_STATUS_CORRUPT) fault_ = fault();
    if (step.status != SINEW_STATUS_OK) return step.status;
    if (BetweenFrames() && in.size != 0) return SINEW_STATUS_OK;
    fault_ = {in.size, "the compressed data ends too early"};
    return SINEW_STATUS_CORRUPT;
  }
}

// libdeflate inflates JSON 1.3 times as fast as ISA-L, and wants to know where the output ends.
sinew_status Decompressor::DecodeMembers(Bytes in, size_t limit, Scratch* out) {
  // The last bytes of a member are its size.
  size_t claimed = in.size < 4 ? 0 : Load<uint32_t>(in.data + in.size - 4);
  claimed = std::min({claimed, limit, std::max(kFirstSize, Times(in.size, kUsualRatio))});
  sinew_status status = out->Reserve(std::max<size_t>(claimed, 1));
  if (status != SINEW_STATUS_OK) return status;
  GzipHeader header;
  size_t at = 0;
  const auto corrupt = [&](const char* reason) {
    fault_ = {at, reason};
    return SINEW_STATUS_CORRUPT;
  };
  do {
    header.Reset();
    size_t taken;
    const char* const fault = header.Take(in.data + at, in.size - at, &taken);
    at += taken;
    if (fault != nullptr) return corrupt(fault);
    if (!header.ended()) return corrupt("the compressed data ends too early");
    size_t read, written;
    for (;;) {
      const size_t room = std::min(out->capacity(), limit) - out->size();
      const int code = deflate_.decompress(deflate_state_, in.data + at, in.size - at,
                                           out->data() + out->size(), room, &read, &written);
      if (code == 0) break;
      if (code != kDeflateFull) return corrupt("the deflated data is damaged");
      if (out->capacity() >= limit) return SINEW_STATUS_OUTPUT_FULL;
      // From the beginning of the member again: four times as much, so that it is done soon.
      status = out->Reserve(std::min(limit, Times(out->capacity(), 4)));
      if (status != SINEW_STATUS_OK) return status;
    }
    at += read;
    if (in.size - at < 8) return corrupt("the compressed data ends too early");
    if (Load<uint32_t>(in.data + at) != sinew_crc32(out->data() + out->size(), written, 0)) {
      return corrupt("the checksum of a gzip member is wrong");
    }
    if (Load<uint32_t>(in.data + at + 4) != static_cast<uint32_t>(written)) {
      return corrupt("the size of a gzip member is wrong");
    }
    at += 8;
    out->set_size(out->size() + written);
  } while (at < in.size);
  return SINEW_STATUS_OK;
}

sinew_status Decompressor::DecodeSnappyBlock(Bytes in, size_t limit, Scratch* out) {
  const auto* const from = reinterpret_cast<const char*>(in.data);
  size_t size;
  if (snappy_.uncompressed_length(from, in.size, &size) != 0 ||
      size > Times(in.size, kMaxSnappyRatio)) {
    return SINEW_STATUS_CORRUPT;
  }
  if (size > limit - out->size()) return SINEW_STATUS_OUTPUT_FULL;
  const sinew_status status = out->Grow(std::max<size_t>(size, 1));
  if (status != SINEW_STATUS_OK) return status;
  auto* const to = reinterpret_cast<char*>(out->data() + out->size());
  if (snappy_.uncompress(from, in.size, to, &size) != 0) return SINEW_STATUS_CORRUPT;
  out->set_size(out->size() + size);
  return SINEW_STATUS_OK;
}

sinew_status Decompressor::DecodeSnappy(Bytes in, size_t limit, Scratch* out) {
  size_t at = 0;
  if (in.size < kXerialHeader || memcmp(in.data, kXerial, sizeof(kXerial)) != 0) {
    const sinew_status status = DecodeSnappyBlock(in, limit, out);
    if (status == SINEW_STATUS_CORRUPT) fault_ = {0, "a block of Snappy is damaged"};
    return status;
  }
  for (at = kXerialHeader; at < in.size;) {
    const size_t left = in.size - at;
    const size_t size = left < 4 ? 0 : __builtin_bswap32(Load<uint32_t>(in.data + at));
    if (left < 4 || size > left - 4) {
      fault_ = {at, "a block of Snappy ends too early"};
      return SINEW_STATUS_CORRUPT;
    }
    at += 4;
    const sinew_status status = DecodeSnappyBlock({in.data + at, size}, limit, out);
    if (status == SINEW_STATUS_CORRUPT) fault_ = {at, "a block of Snappy is damaged"};
    if (status != SINEW_STATUS_OK) return status;
    at += size;
  }
  return SINEW_STATUS_OK;
}

sinew_status Decompressor::DecodeBlock(sinew_compression compression, Bytes in, size_t limit,
                                       Scratch* out, sinew_error* error) {
  out->set_size(0);
  limit = std::min(limit, size_t{PTRDIFF_MAX} / 4);
  sinew_status status = SINEW_STATUS_OK;
  if (compression == SINEW_COMPRESSION_NONE) {
    if (in.size > limit) {
      status = SINEW_STATUS_OUTPUT_FULL;
    } else {
      status = out->Reserve(std::max<size_t>(in.size, 1));
      if (status == SINEW_STATUS_OK) out->Append(in);
    }
  } else if (compression == SINEW_COMPRESSION_SNAPPY) {
    if (!has_snappy_) {
      status = Load(&snappy_, error);
      if (status != SINEW_STATUS_OK) return status;
      has_snappy_ = true;
    }
    status = DecodeSnappy(in, limit, out);
  } else {
    if (compression == SINEW_COMPRESSION_GZIP && !looked_for_deflate_) {
      looked_for_deflate_ = true;
      if (Load(&deflate_, nullptr) == SINEW_STATUS_OK) deflate_state_ = deflate_.create();
    }
    if (compression == SINEW_COMPRESSION_GZIP && deflate_state_ != nullptr) {
      status = DecodeMembers(in, limit, out);
    } else {
      // A frame need not refer further back than the limit, or 8 MiB: every decoder must allow
      // those.
      int window_log = 23;
      while (window_log < kMaxWindowLog && (size_t{1} << window_log) < limit) ++window_log;
      status = Begin(compression, window_log, error);
      if (status != SINEW_STATUS_OK) return status;
      if (compression == SINEW_COMPRESSION_ZSTD) {
        // In a buffer of the right size libzstd decodes without one of its own.
        const uint64_t most = std::min(limit, std::max(kFirstSize, Times(in.size, kUsualRatio)));
        const uint64_t claimed = zstd_->ClaimedSize(in);
        if (claimed > limit) {
          status = SINEW_STATUS_OUTPUT_FULL;
        } else if (claimed != 0 && claimed <= most) {
          status = out->Reserve(static_cast<size_t>(claimed) + 1);
        }
      }
      if (status == SINEW_STATUS_OK) status = DecodeFrames(in, limit, out);
    }
  }
  switch (status) {
    case SINEW_STATUS_OK:
      return status;
    case SINEW_STATUS_CORRUPT:
      return Fail(error, status, static_cast<size_t>(fault_.offset), "byte %llu: %s",
                  static_cast<unsigned long long>(fault_.offset), fault_.reason);
    case SINEW_STATUS_OUTPUT_FULL:
      return Fail(error, status, 0, "the data decodes to more than %zu bytes", limit);
    default:
      return FailGrowth(error, status, memory_);
  }
}

}  // namespace sinew
