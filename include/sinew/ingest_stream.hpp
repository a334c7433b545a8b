#ifndef SINEW_INGEST_STREAM_HPP_
#define SINEW_INGEST_STREAM_HPP_

#include "sinew/base.hpp"
#include "sinew/ingest.h"

#include <memory>

namespace sinew {

// Throws, with the name of what is missing, if there is no library for a compression:
// sinew_stream_load.
inline void stream_load(sinew_compression compression) {
  sinew_error failure = {};
  detail::check(sinew_stream_load(compression, &failure), failure);
}

// What sinew_stream_options has; 0 is the default of each.
struct stream_options {
  sinew_compression compression = SINEW_COMPRESSION_AUTO;
  std::uint64_t max_size = 0;
  std::size_t memory_limit = 0;
};

// How far a call came: bytes consumed, bytes of the output that are right, and whether there may be
// more of them, so that the call must be made again with the rest of the piece, even if that is
// empty.
struct stream_decoded {
  std::size_t read;
  std::size_t written;
  bool full;
};

// A sinew_stream: compressed bytes, decoded piece by piece. It moves; it does not copy.
class stream {
 public:
  explicit stream(const stream_options& options = {}) {
    sinew_stream_options all = {};
    all.size = sizeof(all);
    all.compression = options.compression;
    all.max_size = options.max_size;
    all.memory_limit = options.memory_limit;
    sinew_stream* created = nullptr;
    sinew_error failure = {};
    detail::check(sinew_stream_create(&all, &created, &failure), failure);
    stream_.reset(created);
  }

  // sinew_stream_decode.
  stream_decoded decode(std::string_view in, std::span<char> out, bool end = false) {
    sinew_error failure = {};
    const sinew_codec_result result = sinew_stream_decode(
        c(), in.data(), in.size(), out.data(), out.size(), end ? SINEW_DECODE_END : 0, &failure);
    const bool full = result.status == SINEW_STATUS_OUTPUT_FULL;
    if (!full) detail::check(result.status, failure);
    return {result.read, result.written, full};
  }
  void reset() { detail::check(sinew_stream_reset(c()), 0, "sinew_stream_reset"); }

  // How the input is compressed; SINEW_COMPRESSION_AUTO while its first bytes do not say.
  sinew_compression compression() const noexcept { return sinew_stream_compression(c()); }
  // Bytes held.
  std::size_t memory() const noexcept { return sinew_stream_memory(c()); }

  // The handle in C; stays owned by this object.
  sinew_stream* c() const noexcept { return stream_.get(); }

 private:
  struct destroy {
    void operator()(sinew_stream* handle) const noexcept { sinew_stream_destroy(handle); }
  };

  std::unique_ptr<sinew_stream, destroy> stream_;
};

}  // namespace sinew

#endif  // SINEW_INGEST_STREAM_HPP_
