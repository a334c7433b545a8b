#ifndef SINEW_TESTS_HASH_CRC_REF_H_
#define SINEW_TESTS_HASH_CRC_REF_H_

#include <stddef.h>
#include <stdint.h>

#include <array>

// One bit at a time, as the standards tell it: the register starts with ones, bits enter lowest
// first, the end is inverted. `generator` is the polynomial bit-reversed, without its top bit.
template <typename Word>
Word CrcRef(Word generator, Word crc, const uint8_t* in, size_t size) {
  crc = ~crc;
  for (size_t i = 0; i < size; ++i) {
    crc ^= in[i];
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1) != 0 ? (crc >> 1) ^ generator : crc >> 1;
  }
  return ~crc;
}

// The register after `size` zero bytes. A zero bit is a linear map; its matrix (column i is what
// becomes of bit i) is squared again and again.
template <typename Word>
Word CrcShiftRef(Word generator, Word crc, uint64_t size) {
  constexpr size_t kWidth = 8 * sizeof(Word);
  using Matrix = std::array<Word, kWidth>;
  const auto times = [](const Matrix& matrix, Word vector) {
    Word product = 0;
    for (size_t i = 0; i < kWidth; ++i) product ^= (vector >> i & 1) != 0 ? matrix[i] : 0;
    return product;
  };
  const auto square = [&](const Matrix& matrix) {
    Matrix squared;
    for (size_t i = 0; i < kWidth; ++i) squared[i] = times(matrix, matrix[i]);
    return squared;
  };
  Matrix matrix;
  matrix[0] = generator;
  for (size_t i = 1; i < kWidth; ++i) matrix[i] = Word{1} << (i - 1);
  for (int i = 0; i < 3; ++i) matrix = square(matrix);  // a byte
  for (; size != 0; size >>= 1, matrix = square(matrix)) {
    if ((size & 1) != 0) crc = times(matrix, crc);
  }
  return crc;
}

#endif  // SINEW_TESTS_HASH_CRC_REF_H_
