#ifndef SINEW_TESTS_ENCODING_INTEGERS_H_
#define SINEW_TESTS_ENCODING_INTEGERS_H_

#include <string.h>

#include <limits>
#include <vector>

#include "support/guard.h"
#include "support/random.h"

// Values of all magnitudes, with the limits of the type among them.
template <typename T>
std::vector<T> AnyIntegers(size_t count, Random& random) {
  std::vector<T> values(count);
  for (T& value : values) {
    switch (random.Below(10)) {
      case 0:
        value = std::numeric_limits<T>::max();
        break;
      case 1:
        value = std::numeric_limits<T>::min();
        break;
      default:
        value = static_cast<T>(static_cast<int64_t>(random()) >> random.Below(64));
    }
  }
  return values;
}

// A call that turns `count` elements into as many, run between guard pages at misaligned places,
// and once more in place.
template <typename In, typename Out, typename Call>
bool SameInAndOutOfPlace(const std::vector<In>& in, const std::vector<Out>& expected, size_t turn,
                         const Call& call) {
  static_assert(sizeof(In) == sizeof(Out));
  const size_t size = in.size() * sizeof(In);
  static GuardedMemory from_memory(1 << 16), to_memory(1 << 16);
  const auto place = [&](GuardedMemory& memory, size_t t) {
    return t % 2 == 0 ? memory.Front() + t / 2 % 8 : memory.Back(size, 0);
  };
  uint8_t* from = place(from_memory, turn);
  uint8_t* to = place(to_memory, turn / 3);
  if (size != 0) memcpy(from, in.data(), size);
  call(reinterpret_cast<const In*>(from), reinterpret_cast<Out*>(to));
  if (size == 0) return true;
  if (memcmp(to, expected.data(), size) != 0) return false;
  call(reinterpret_cast<const In*>(from), reinterpret_cast<Out*>(from));
  return memcmp(from, expected.data(), size) == 0;
}

#endif  // SINEW_TESTS_ENCODING_INTEGERS_H_
