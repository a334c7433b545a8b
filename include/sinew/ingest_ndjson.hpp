#ifndef SINEW_INGEST_NDJSON_HPP_
#define SINEW_INGEST_NDJSON_HPP_

#include "sinew/ingest_decoder.hpp"

namespace sinew {

// What sinew_ndjson_options has; 0 is the default of each.
struct ndjson_options {
  std::size_t max_depth = 0;
  std::uint32_t flags = 0;
};

// A decoder of JSON records: sinew_ndjson_create.
class ndjson_decoder : public decoder {
 public:
  explicit ndjson_decoder(std::span<const field> fields, const decoder_options& options = {},
                          const ndjson_options& json = {})
      : decoder(fields, options,
                [&](const sinew_decoder_options* all, sinew_decoder** out, sinew_error* failure) {
                  sinew_ndjson_options own = {};
                  own.size = sizeof(own);
                  own.max_depth = json.max_depth;
                  own.flags = json.flags;
                  return sinew_ndjson_create(all, &own, out, failure);
                }) {}
};

}  // namespace sinew

#endif  // SINEW_INGEST_NDJSON_HPP_
