#ifndef SINEW_INGEST_KAFKA_RECORDS_HPP_
#define SINEW_INGEST_KAFKA_RECORDS_HPP_

#include "sinew/ingest_decoder.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace sinew {

// What sinew_kafka_records_options has; 0 is the default.
struct kafka_records_options {
  std::size_t max_decoded_size = 0;
};

// A header of a Kafka record. One without a value is not one with an empty value.
struct kafka_header {
  std::string_view key;
  std::optional<std::string_view> value;
};

// The headers in a row of the column "headers", which must outlive them: sinew_kafka_headers_next.
//
//     for (const sinew::kafka_header& header : sinew::kafka_headers(*column[row])) ...
class kafka_headers {
 public:
  explicit kafka_headers(std::string_view in) noexcept : in_(in) {}

  class iterator {
   public:
    using value_type = kafka_header;
    using difference_type = std::ptrdiff_t;

    iterator() = default;
    kafka_header operator*() const noexcept {
      kafka_header header = {{at_.key, at_.key_size}, {}};
      if (at_.value != nullptr) header.value = {at_.value, at_.value_size};
      return header;
    }
    iterator& operator++() noexcept {
      at_ = sinew_kafka_headers_next(in_.data(), in_.size(), at_.next);
      return *this;
    }
    iterator operator++(int) noexcept {
      const iterator before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(const iterator& a, const iterator& b) noexcept {
      return a.at_.key == b.at_.key;
    }

   private:
    friend class kafka_headers;
    explicit iterator(std::string_view in) noexcept : in_(in) { ++*this; }

    std::string_view in_;
    sinew_kafka_header at_ = {};
  };
  iterator begin() const noexcept { return iterator(in_); }
  iterator end() const noexcept { return {}; }

 private:
  std::string_view in_;
};

// A decoder of Kafka's record batches: sinew_kafka_records_create. Its values go on to the decoder
// of what is in them: values.decode(batch.get<std::string_view>(i), other_batch).
class kafka_records_decoder : public decoder {
 public:
  explicit kafka_records_decoder(std::span<const field> fields, const decoder_options& options = {},
                                 const kafka_records_options& kafka = {})
      : decoder(fields, options,
                [&](const sinew_decoder_options* all, sinew_decoder** out, sinew_error* failure) {
                  sinew_kafka_records_options own = {};
                  own.size = sizeof(own);
                  own.max_decoded_size = kafka.max_decoded_size;
                  return sinew_kafka_records_create(all, &own, out, failure);
                }) {}

  // sinew_kafka_records_expect: what the input is from here on.
  void expect(std::span<const sinew_kafka_transaction> aborted, std::int64_t first_offset) {
    sinew_error failure = {};
    detail::check(
        sinew_kafka_records_expect(c(), aborted.data(), aborted.size(), first_offset, &failure),
        failure);
  }
  // What it has seen of batches.
  sinew_kafka_records_counts batch_counts() const noexcept {
    return sinew_kafka_records_stats(c());
  }
};

}  // namespace sinew

#endif  // SINEW_INGEST_KAFKA_RECORDS_HPP_
