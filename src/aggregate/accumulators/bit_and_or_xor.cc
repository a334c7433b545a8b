// BIT_AND, BIT_OR and BIT_XOR of integers. Widening an integer repeats its highest bit, or 0, and
// so does each of the three, whose results are therefore those of the narrow type.

#include "aggregate/accumulators/fold.h"

namespace sinew {
namespace {

template <typename T, sinew_aggregate kFunction>
struct BitsOf {
  using Value = T;
  static constexpr T kNone = kFunction == SINEW_AGGREGATE_BIT_AND ? static_cast<T>(-1) : 0;
  uint64_t count = 0;
  T value = kNone;

  void Fold(T next) {
    if constexpr (kFunction == SINEW_AGGREGATE_BIT_AND) {
      value &= next;
    } else if constexpr (kFunction == SINEW_AGGREGATE_BIT_OR) {
      value |= next;
    } else {
      value ^= next;
    }
  }
  void Add(T next) {
    ++count;
    Fold(next);
  }
  void Merge(const BitsOf& other) {
    count += other.count;
    Fold(other.value);
  }
  void Encode(sinew_type type, ByteWriter* out) const { EncodeCounted(type, count, value, out); }
  void Decode(sinew_type type, ByteReader* in) { DecodeCounted(type, kNone, &count, &value, in); }
};

template <class S>
void Finish(const States& states, uint8_t* out, uint8_t* valid) {
  WriteFolds<S>(states, out, valid, [](const S& state) { return state.value; });
}

template <sinew_aggregate kFunction>
const Accumulator* Find(sinew_type type) {
  if (InfoOf(type).kind != TypeKind::kInteger) return nullptr;
  return ForNumber(type, [](auto number) {
    using S = BitsOf<std::conditional_t<std::is_signed_v<decltype(number)>, int64_t, uint64_t>,
                     kFunction>;
    static constexpr Accumulator kFound = {kFunction, {},        true,   &Fold<S>::kState,
                                           0,         Finish<S>, nullptr};
    return &kFound;
  });
}

const Register<SINEW_AGGREGATE_BIT_AND> kRegisterAnd("bit_and", Find<SINEW_AGGREGATE_BIT_AND>);
const Register<SINEW_AGGREGATE_BIT_OR> kRegisterOr("bit_or", Find<SINEW_AGGREGATE_BIT_OR>);
const Register<SINEW_AGGREGATE_BIT_XOR> kRegisterXor("bit_xor", Find<SINEW_AGGREGATE_BIT_XOR>);

}  // namespace
}  // namespace sinew
