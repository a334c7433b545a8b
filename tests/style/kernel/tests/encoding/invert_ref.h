#ifndef SINEW_TESTS_ENCODING_INVERT_REF_H_
#define SINEW_TESTS_ENCODING_INVERT_REF_H_

#include <stdint.h>

#include <vector>

inline std::vector<uint8_t> InvertRef(std::vector<uint8_t> bytes) {
  for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(255 - byte);
  return bytes;
}

#endif  // SINEW_TESTS_ENCODING_INVERT_REF_H_
