#ifndef SINEW_AGGREGATE_GROUPBY_ENCODE_H_
#define SINEW_AGGREGATE_GROUPBY_ENCODE_H_

#include "aggregate/abi.h"

// Entries of the kernel, for pipelines: their comments are in the header that users see.
extern "C" {
sinew_codec_result sinew_groupby_encoded_size(const sinew_groupby* groupby, size_t part,
                                              size_t part_count) SINEW_NOEXCEPT;
sinew_codec_result sinew_groupby_encode(const sinew_groupby* groupby, size_t part,
                                        size_t part_count, void* out,
                                        size_t capacity) SINEW_NOEXCEPT;
sinew_status sinew_groupby_merge_encoded(sinew_groupby* into, const void* in, size_t size,
                                         sinew_error* error) SINEW_NOEXCEPT;
}

#endif  // SINEW_AGGREGATE_GROUPBY_ENCODE_H_
