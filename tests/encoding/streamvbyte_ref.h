#ifndef SINEW_TESTS_ENCODING_STREAMVBYTE_REF_H_
#define SINEW_TESTS_ENCODING_STREAMVBYTE_REF_H_

#include <stddef.h>
#include <stdint.h>

#include <vector>

// Value by value, in the order of the paper's section 3: two bits of a control byte, the lowest
// ones for the first of four values; after all control bytes, the stored bytes.

struct StreamVByteLengths {
  size_t of_code[4];
};
constexpr StreamVByteLengths kLengths1234 = {{1, 2, 3, 4}};
constexpr StreamVByteLengths kLengths0124 = {{0, 1, 2, 4}};

inline std::vector<uint8_t> StreamVByteRef(const std::vector<uint32_t>& values,
                                           const StreamVByteLengths& lengths) {
  std::vector<uint8_t> out((values.size() + 3) / 4);
  for (size_t i = 0; i < values.size(); ++i) {
    unsigned code = 0;
    while (uint64_t{values[i]} >> (8 * lengths.of_code[code]) != 0) ++code;
    out[i / 4] = static_cast<uint8_t>(out[i / 4] | code << 2 * (i % 4));
    for (size_t k = 0; k < lengths.of_code[code]; ++k) {
      out.push_back(static_cast<uint8_t>(values[i] >> 8 * k));
    }
  }
  return out;
}

struct StreamVByteDecoded {
  std::vector<uint32_t> values;  // those that are whole
  size_t read;
};

inline StreamVByteDecoded StreamVByteDecodeRef(const uint8_t* in, size_t size, size_t count,
                                               const StreamVByteLengths& lengths) {
  StreamVByteDecoded decoded = {{}, (count + 3) / 4};
  if (decoded.read > size) return {{}, size};
  for (size_t i = 0; i < count; ++i) {
    const size_t length = lengths.of_code[in[i / 4] >> 2 * (i % 4) & 3];
    if (length > size - decoded.read) {
      decoded.read = size;
      break;
    }
    uint32_t value = 0;
    for (size_t k = 0; k < length; ++k) value |= uint32_t{in[decoded.read++]} << 8 * k;
    decoded.values.push_back(value);
  }
  return decoded;
}

inline std::vector<uint32_t> DifferencesRef(std::vector<uint32_t> values, uint32_t start) {
  for (uint32_t& value : values) {
    const uint32_t here = value;
    value -= start;
    start = here;
  }
  return values;
}

inline std::vector<uint32_t> SumsRef(std::vector<uint32_t> values, uint32_t start) {
  for (uint32_t& value : values) value = start += value;
  return values;
}

#endif  // SINEW_TESTS_ENCODING_STREAMVBYTE_REF_H_
