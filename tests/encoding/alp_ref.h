#ifndef SINEW_TESTS_ENCODING_ALP_REF_H_
#define SINEW_TESTS_ENCODING_ALP_REF_H_

#include "sinew/sinew.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <algorithm>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

#include "encoding/bitpack_ref.h"

// ALP in the order of docs/formats/alp.md, value by value. F is double or float.

template <typename F>
struct AlpRef {
  static constexpr bool kWide = sizeof(F) == 8;
  using U = std::conditional_t<kWide, uint64_t, uint32_t>;
  using I = std::make_signed_t<U>;
  static constexpr size_t kBits = 8 * sizeof(F);
  static constexpr size_t kMaxExponent = kWide ? 18 : 10;
  static constexpr size_t kMaxWidth = kWide ? 52 : 23;
  // Integers are at least -kLimit and less than kLimit.
  static constexpr I kLimit = I{1} << (kMaxWidth - 1);

  // Powers of ten are whole numbers that the type holds, tenths the value nearest to the fraction.
  static F Ten(size_t power) {
    F value = 1;
    for (size_t i = 0; i < power; ++i) value *= 10;
    return value;
  }
  static F Tenth(size_t power) {
    const std::string digits = "1e-" + std::to_string(power);
    return kWide ? static_cast<F>(std::stod(digits)) : static_cast<F>(std::stof(digits));
  }

  static U Bits(F value) {
    U bits;
    memcpy(&bits, &value, sizeof(bits));
    return bits;
  }
  static F FromBits(U bits) {
    F value;
    memcpy(&value, &bits, sizeof(bits));
    return value;
  }

  // The integers of a buffer that no encoder writes may be up to three times the limit; they are
  // whole numbers as long as the bits of a value hold them, then multiples of 2 or 4.
  static F Decode(U offset, U base, size_t exponent, size_t factor) {
    const F magic = static_cast<F>(3 * kLimit);
    volatile F value = FromBits(Bits(magic) + base + offset) - magic;
    value = value * Ten(factor);
    value = value * Tenth(exponent);
    return value;
  }

  // Whether a value is an integer by these powers, and which.
  static bool Encode(F value, size_t exponent, size_t factor, I* integer) {
    volatile F scaled = value * Ten(exponent);
    scaled = scaled * Tenth(factor);
    const F limit = static_cast<F>(kLimit);
    if (!(scaled >= -limit && scaled < limit)) return false;
    const F magic = static_cast<F>(3 * kLimit);
    volatile F rounded = scaled + magic;
    rounded = rounded - magic;
    *integer = static_cast<I>(rounded);
    if (*integer == kLimit) return false;
    return Bits(Decode(0, static_cast<U>(*integer), exponent, factor)) == Bits(value);
  }
};

template <typename T>
void PutRef(std::vector<uint8_t>* out, T value) {
  for (size_t i = 0; i < sizeof(T); ++i) out->push_back(static_cast<uint8_t>(value >> 8 * i));
}

inline void PutRef(std::vector<uint8_t>* out, const std::vector<uint8_t>& bytes) {
  out->insert(out->end(), bytes.begin(), bytes.end());
}

// How a vector is to be written.
struct AlpChoiceRef {
  uint8_t kind;  // 0xFF raw, 0xFE split, else the exponent
  uint8_t factor;
};

// A buffer with choice(vector) for each vector; groups have a dictionary for the left parts of
// `left` bits where that is not 0, of those that come first.
template <typename F, typename Choice>
std::vector<uint8_t> AlpEncodeRef(const std::vector<F>& values, size_t left, size_t code,
                                  const Choice& choice) {
  using Ref = AlpRef<F>;
  using U = typename Ref::U;
  std::vector<uint8_t> out = {'A', 'L', 'P', static_cast<uint8_t>(0x10 + sizeof(F))};
  PutRef(&out, uint64_t{values.size()});
  std::vector<U> dictionary;
  for (size_t first = 0; first < values.size(); first += 1024) {
    const size_t count = std::min<size_t>(1024, values.size() - first);
    if (first % 102400 == 0) {
      out.push_back(static_cast<uint8_t>(left));
      if (left != 0) {
        dictionary.clear();
        for (size_t i = first; i < values.size() && dictionary.size() < size_t{1} << code; ++i) {
          const U part = Ref::Bits(values[i]) >> (Ref::kBits - left);
          if (std::find(dictionary.begin(), dictionary.end(), part) == dictionary.end()) {
            dictionary.push_back(part);
          }
        }
        dictionary.resize(size_t{1} << code);
        out.push_back(static_cast<uint8_t>(code));
        for (const U part : dictionary) PutRef(&out, static_cast<uint16_t>(part));
      }
    }
    const AlpChoiceRef with = choice(first / 1024);
    out.push_back(with.kind);
    std::vector<uint16_t> positions;
    std::vector<uint8_t> exceptions;
    std::vector<U> packed(count), rights(count);
    if (with.kind == 0xFF) {
      for (size_t i = 0; i < count; ++i) PutRef(&out, Ref::Bits(values[first + i]));
      continue;
    }
    if (with.kind == 0xFE) {
      const size_t right = Ref::kBits - left;
      for (size_t i = 0; i < count; ++i) {
        const U bits = Ref::Bits(values[first + i]);
        const auto found = std::find(dictionary.begin(), dictionary.end(), bits >> right);
        rights[i] = bits & static_cast<U>((uint64_t{1} << right) - 1);
        if (found != dictionary.end()) {
          packed[i] = static_cast<U>(found - dictionary.begin());
        } else {
          positions.push_back(static_cast<uint16_t>(i));
          PutRef(&exceptions, static_cast<uint16_t>(bits >> right));
        }
      }
      PutRef(&out, static_cast<uint16_t>(positions.size()));
      PutRef(&out, BitpackRef(packed, code));
      PutRef(&out, BitpackRef(rights, right));
    } else {
      std::vector<typename Ref::I> integers;
      for (size_t i = 0; i < count; ++i) {
        typename Ref::I integer;
        if (Ref::Encode(values[first + i], with.kind, with.factor, &integer)) {
          integers.push_back(integer);
        } else {
          positions.push_back(static_cast<uint16_t>(i));
          PutRef(&exceptions, Ref::Bits(values[first + i]));
        }
      }
      const auto base = integers.empty() ? 0 : *std::min_element(integers.begin(), integers.end());
      const auto most = integers.empty() ? 0 : *std::max_element(integers.begin(), integers.end());
      size_t width = 0;
      while (static_cast<U>(most - base) >> width != 0) ++width;
      for (size_t i = 0, integer = 0, exception = 0; i < count; ++i) {
        if (exception < positions.size() && positions[exception] == i) {
          ++exception;
        } else {
          packed[i] = static_cast<U>(integers[integer++] - base);
        }
      }
      out.push_back(with.factor);
      out.push_back(static_cast<uint8_t>(width));
      PutRef(&out, static_cast<uint16_t>(positions.size()));
      PutRef(&out, static_cast<U>(base));
      PutRef(&out, BitpackRef(packed, width));
    }
    for (const uint16_t position : positions) PutRef(&out, position);
    PutRef(&out, exceptions);
  }
  return out;
}

template <typename F>
struct AlpDecodedRef {
  std::vector<F> values;
  size_t read = 0;
  sinew_status status = SINEW_STATUS_OK;
};

// Reads little-endian numbers; remembers the first fault.
class AlpReaderRef {
 public:
  AlpReaderRef(const uint8_t* in, size_t size) : in_(in), size_(size) {}

  uint64_t Number(size_t bytes, uint64_t limit = UINT64_MAX,
                  sinew_status status = SINEW_STATUS_CORRUPT) {
    if (!Need(bytes)) return 0;
    uint64_t value = 0;
    for (size_t i = 0; i < bytes; ++i) value |= uint64_t{in_[at_ + i]} << 8 * i;
    if (value > limit) {
      Fail(at_, status);
      return 0;
    }
    at_ += bytes;
    return value;
  }
  bool Need(size_t bytes) {
    if (fault.status != SINEW_STATUS_OK) return false;
    if (bytes <= size_ - at_) return true;
    Fail(size_, SINEW_STATUS_TRUNCATED);
    return false;
  }
  void Fail(size_t at, sinew_status status) {
    if (fault.status == SINEW_STATUS_OK) fault = {at, status};
  }
  bool ok() const { return fault.status == SINEW_STATUS_OK; }
  const uint8_t* data() const { return in_ + at_; }
  size_t at() const { return at_; }
  void Skip(size_t bytes) { at_ += bytes; }

  sinew_result fault = {0, SINEW_STATUS_OK};

 private:
  const uint8_t* in_;
  size_t size_;
  size_t at_ = 0;
};

template <typename F>
AlpDecodedRef<F> AlpDecodeRef(const uint8_t* in, size_t size, size_t capacity) {
  using Ref = AlpRef<F>;
  using U = typename Ref::U;
  AlpDecodedRef<F> result;
  AlpReaderRef reader(in, size);
  const auto finish = [&] {
    result.read = reader.ok() ? reader.at() : reader.fault.count;
    result.status = reader.fault.status;
    return result;
  };
  for (const uint8_t byte : {uint8_t{'A'}, uint8_t{'L'}, uint8_t{'P'}, uint8_t{0x10 + sizeof(F)}}) {
    const size_t at = reader.at();
    if (reader.Number(1) != byte && reader.ok()) reader.Fail(at, SINEW_STATUS_CORRUPT);
  }
  const uint64_t count = reader.Number(8, capacity, SINEW_STATUS_OUTPUT_FULL);
  if (!reader.ok()) return finish();

  size_t left = 0, code = 0;
  std::vector<U> dictionary;
  for (size_t first = 0; first < count; first += 1024) {
    const size_t number = std::min<size_t>(1024, count - first);
    if (first % 102400 == 0) {
      left = reader.Number(1, 16);
      dictionary.clear();
      if (left != 0) {
        code = reader.Number(1, 3);
        for (size_t i = 0; reader.ok() && i < size_t{1} << code; ++i) {
          dictionary.push_back(static_cast<U>(reader.Number(2, (1u << left) - 1)));
        }
      }
    }
    const size_t begin = reader.at();
    const size_t kind = reader.Number(1);
    if (!reader.ok()) return finish();
    std::vector<F> values(number);
    size_t exceptions = 0;
    const auto check_positions = [&] {
      size_t next = 0;
      std::vector<size_t> positions;
      for (size_t i = 0; i < exceptions; ++i) {
        const size_t at = reader.at();
        const size_t position = reader.Number(2);
        if (position < next || position >= number) reader.Fail(at, SINEW_STATUS_CORRUPT);
        positions.push_back(position);
        next = position + 1;
      }
      return positions;
    };
    if (kind == 0xFF) {
      if (!reader.Need(number * sizeof(F))) return finish();
      memcpy(values.data(), reader.data(), number * sizeof(F));
      reader.Skip(number * sizeof(F));
    } else if (kind == 0xFE && left != 0) {
      const size_t right = Ref::kBits - left;
      exceptions = reader.Number(2, number);
      const size_t codes = (number * code + 7) / 8, rights = (number * right + 7) / 8;
      if (!reader.Need(codes + rights + exceptions * 4)) return finish();
      const std::vector<U> lefts = BitunpackRef<U>(reader.data(), code, number);
      reader.Skip(codes);
      const std::vector<U> parts = BitunpackRef<U>(reader.data(), right, number);
      reader.Skip(rights);
      for (size_t i = 0; i < number; ++i) {
        values[i] = Ref::FromBits(dictionary[lefts[i]] << right | parts[i]);
      }
      const std::vector<size_t> positions = check_positions();
      for (const size_t position : positions) {
        const U part = static_cast<U>(reader.Number(2, (1u << left) - 1));
        if (!reader.ok()) return finish();
        values[position] = Ref::FromBits(part << right | parts[position]);
      }
    } else if (kind <= Ref::kMaxExponent) {
      const size_t factor = reader.Number(1, kind);
      const size_t width = reader.Number(1, Ref::kMaxWidth);
      exceptions = reader.Number(2, number);
      const size_t at = reader.at();
      const U base = static_cast<U>(reader.Number(sizeof(F)));
      const auto integer = static_cast<typename Ref::I>(base);
      if (integer < -Ref::kLimit || integer >= Ref::kLimit) reader.Fail(at, SINEW_STATUS_CORRUPT);
      const size_t packed = (number * width + 7) / 8;
      if (!reader.Need(packed + exceptions * (2 + sizeof(F)))) return finish();
      const std::vector<U> offsets = BitunpackRef<U>(reader.data(), width, number);
      reader.Skip(packed);
      for (size_t i = 0; i < number; ++i) {
        values[i] = Ref::Decode(offsets[i], base, kind, factor);
      }
      for (const size_t position : check_positions()) {
        const U bits = static_cast<U>(reader.Number(sizeof(F)));
        if (!reader.ok()) return finish();
        values[position] = Ref::FromBits(bits);
      }
    } else {
      reader.Fail(begin, SINEW_STATUS_CORRUPT);
    }
    if (!reader.ok()) return finish();
    result.values.insert(result.values.end(), values.begin(), values.end());
  }
  return finish();
}

#endif  // SINEW_TESTS_ENCODING_ALP_REF_H_
