#ifndef SINEW_INGEST_DECODER_HPP_
#define SINEW_INGEST_DECODER_HPP_

#include "sinew/base.hpp"
#include "sinew/batch.hpp"
#include "sinew/ingest.h"

#include <memory>

namespace sinew {

namespace detail {

// The library reads a text up to a zero byte: what is behind one would be left out.
inline const char* text_of(const std::string& text) {
  const std::size_t size = text.find('\0');
  if (size != std::string::npos) invalid(size, "options: a zero byte in a text");
  return text.c_str();
}
inline const char* text_or_null(const std::string& text) {
  return text.empty() ? nullptr : text_of(text);
}

}  // namespace detail

// A sinew_field: an empty name is that of the path.
struct field {
  std::string path;
  sinew_type type;
  std::string name = {};
  std::uint32_t flags = 0;
};

// What sinew_decoder_options has besides the fields; 0 is the default of each.
struct decoder_options {
  std::size_t max_rows = 0;
  std::size_t max_record_size = 0;
  std::size_t max_value_size = 0;
  std::size_t max_rejects = 0;
  std::size_t memory_limit = 0;
  std::uint32_t flags = 0;
};

// How far a call came: bytes consumed, rows in the batch, and whether the batch is full, so that
// the call must be made again with the rest of the piece, even if that is empty.
struct decoded {
  std::size_t read;
  std::size_t rows;
  bool full;
};

// A sinew_decoder, made by the function of a format, such as ndjson_decoder. It moves; it does not
// copy.
class decoder {
 public:
  // `create` is called as create(const sinew_decoder_options*, sinew_decoder** out, sinew_error*).
  template <typename Create>
  decoder(std::span<const field> fields, const decoder_options& options, const Create& create) {
    std::vector<sinew_field> views;
    for (const field& one : fields) {
      views.push_back(
          {detail::text_of(one.path), detail::text_or_null(one.name), one.type, one.flags});
    }
    sinew_decoder_options all = {};
    all.size = sizeof(all);
    all.fields = views.data();
    all.field_count = views.size();
    all.max_rows = options.max_rows;
    all.max_record_size = options.max_record_size;
    all.max_value_size = options.max_value_size;
    all.max_rejects = options.max_rejects;
    all.memory_limit = options.memory_limit;
    all.flags = options.flags;
    sinew_decoder* created = nullptr;
    sinew_error failure = {};
    detail::check(create(&all, &created, &failure), failure);
    decoder_.reset(created);
  }

  // sinew_decoder_decode. What it throws leaves the rows before the fault in the batch.
  decoded decode(std::string_view in, batch& to, bool end = false) {
    sinew_error failure = {};
    const sinew_codec_result result = sinew_decoder_decode(c(), in.data(), in.size(), to.c(),
                                                           end ? SINEW_DECODE_END : 0, &failure);
    const bool full = result.status == SINEW_STATUS_OUTPUT_FULL;
    if (!full) detail::check(result.status, failure);
    return {result.read, result.written, full};
  }
  // sinew_decoder_decode_many.
  void decode(const column<std::string_view>& rows, batch& to) {
    sinew_error failure = {};
    detail::check(sinew_decoder_decode_many(c(), &rows.c(), to.c(), &failure), failure);
  }
  void reset() { detail::check(sinew_decoder_reset(c()), 0, "sinew_decoder_reset"); }

  sinew_decoder_counts counts() const noexcept { return sinew_decoder_stats(c()); }
  // The rejects that were kept.
  std::vector<sinew_reject> rejects() const {
    std::vector<sinew_reject> all(counts().rejects);
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = sinew_decoder_reject(c(), i);
    return all;
  }
  // Bytes held.
  std::size_t memory() const noexcept { return sinew_decoder_memory(c()); }

  // The handle in C; stays owned by this object.
  sinew_decoder* c() const noexcept { return decoder_.get(); }

 private:
  struct destroy {
    void operator()(sinew_decoder* handle) const noexcept { sinew_decoder_destroy(handle); }
  };

  std::unique_ptr<sinew_decoder, destroy> decoder_;
};

}  // namespace sinew

#endif  // SINEW_INGEST_DECODER_HPP_
