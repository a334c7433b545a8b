#ifndef SINEW_INGEST_PROTOBUF_HPP_
#define SINEW_INGEST_PROTOBUF_HPP_

#include "sinew/ingest_decoder.hpp"

namespace sinew {

// What sinew_protobuf_options has; 0 is the default of each.
struct protobuf_options {
  std::size_t max_depth = 0;
  std::uint32_t flags = 0;
};

// A decoder of Protocol Buffers: sinew_protobuf_create.
class protobuf_decoder : public decoder {
 public:
  explicit protobuf_decoder(std::span<const field> fields, const decoder_options& options = {},
                            const protobuf_options& protobuf = {})
      : decoder(fields, options,
                [&](const sinew_decoder_options* all, sinew_decoder** out, sinew_error* failure) {
                  sinew_protobuf_options own = {};
                  own.size = sizeof(own);
                  own.max_depth = protobuf.max_depth;
                  own.flags = protobuf.flags;
                  return sinew_protobuf_create(all, &own, out, failure);
                }) {}
};

}  // namespace sinew

#endif  // SINEW_INGEST_PROTOBUF_HPP_
