#ifndef SINEW_INGEST_KAFKA_RECORDS_HPP_
#define SINEW_INGEST_KAFKA_RECORDS_HPP_

#include "sinew/ingest_decoder.hpp"

namespace sinew {

// What sinew_kafka_records_options has; 0 is the default.
struct kafka_records_options {
  std::size_t max_decoded_size = 0;
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
