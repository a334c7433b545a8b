// FIRST and LAST: the value of the first and of the last row that is not null.

#include "aggregate/accumulators/fold.h"
#include "aggregate/accumulators/strings.h"

namespace sinew {
namespace {

template <typename T>
struct FirstValue {
  using Value = T;
  uint64_t count = 0;
  T value = 0;

  void Add(T next) {
    if (count++ == 0) value = next;
  }
  void Merge(const FirstValue& other) {
    if (count == 0) value = other.value;
    count += other.count;
  }
  void Encode(sinew_type type, ByteWriter* out) const { EncodeCounted(type, count, value, out); }
  void Decode(sinew_type type, ByteReader* in) { DecodeCounted(type, T{0}, &count, &value, in); }
};

template <typename T>
struct LastValue {
  using Value = T;
  uint64_t count = 0;
  T value = 0;

  void Add(T next) {
    ++count;
    value = next;
  }
  void Merge(const LastValue& other) {
    if (other.count != 0) value = other.value;
    count += other.count;
  }
  void Encode(sinew_type type, ByteWriter* out) const { EncodeCounted(type, count, value, out); }
  void Decode(sinew_type type, ByteReader* in) { DecodeCounted(type, T{0}, &count, &value, in); }
};

template <class S>
void Finish(const States& states, uint8_t* out, uint8_t* valid) {
  WriteFolds<S>(states, out, valid, [](const S& state) {
    if constexpr (std::is_same_v<typename S::Value, double>) {
      return Canonical(state.value);
    } else {
      return state.value;
    }
  });
}

template <sinew_aggregate kFunction, template <typename> class Of>
const Accumulator* Find(sinew_type type) {
  if (IsBytes(type)) return FindOfStrings(kFunction, type);
  return ForWide(type, [](auto number) {
    using S = Of<decltype(number)>;
    static constexpr Accumulator kFound = {kFunction, {},        true,   &Fold<S>::kState,
                                           0,         Finish<S>, nullptr};
    return &kFound;
  });
}

const Register<SINEW_AGGREGATE_FIRST> kRegisterFirst("first",
                                                     Find<SINEW_AGGREGATE_FIRST, FirstValue>);
const Register<SINEW_AGGREGATE_LAST> kRegisterLast("last", Find<SINEW_AGGREGATE_LAST, LastValue>);

}  // namespace
}  // namespace sinew
