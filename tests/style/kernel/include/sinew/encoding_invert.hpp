#ifndef SINEW_ENCODING_INVERT_HPP_
#define SINEW_ENCODING_INVERT_HPP_

#include "sinew/base.hpp"
#include "sinew/encoding.h"

namespace sinew {

// sinew_invert.
inline std::vector<std::byte> invert(std::span<const std::byte> in) {
  std::vector<std::byte> out(in.size());
  sinew_invert(in.data(), in.size(), out.data());
  return out;
}

}  // namespace sinew

#endif  // SINEW_ENCODING_INVERT_HPP_
