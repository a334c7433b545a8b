#ifndef SINEW_INGEST_CSV_HPP_
#define SINEW_INGEST_CSV_HPP_

#include "sinew/ingest_decoder.hpp"

namespace sinew {

// What sinew_csv_options has; 0 is the default of each, and an empty null_text is none.
struct csv_options {
  std::string null_text = {};
  std::size_t max_columns = 0;
  std::uint32_t flags = 0;
  char delimiter = 0;
  char quote = 0;
};

// A decoder of delimited text: sinew_csv_create.
class csv_decoder : public decoder {
 public:
  explicit csv_decoder(std::span<const field> fields, const decoder_options& options = {},
                       const csv_options& csv = {})
      : decoder(fields, options,
                [&](const sinew_decoder_options* all, sinew_decoder** out, sinew_error* failure) {
                  sinew_csv_options own = {};
                  own.size = sizeof(own);
                  own.null_text = detail::text_or_null(csv.null_text);
                  own.max_columns = csv.max_columns;
                  own.flags = csv.flags;
                  own.delimiter = static_cast<std::uint8_t>(csv.delimiter);
                  own.quote = static_cast<std::uint8_t>(csv.quote);
                  return sinew_csv_create(all, &own, out, failure);
                }) {}
};

}  // namespace sinew

#endif  // SINEW_INGEST_CSV_HPP_
