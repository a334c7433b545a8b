// Inverts bits. Not a part of the library: the kernel that tests/style/places.cmake adds to a copy
// of the tree.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "encoding/invert.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/abi.h"
#include "core/dispatch.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

void Invert(const uint8_t* in, size_t size, uint8_t* out) {
  const hn::ScalableTag<uint8_t> d;
  const size_t lanes = hn::Lanes(d);
  size_t i = 0;
  for (; i + lanes <= size; i += lanes) hn::StoreU(hn::Not(hn::LoadU(d, in + i)), d, out + i);
  for (; i < size; ++i) out[i] = static_cast<uint8_t>(~in[i]);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace {
HWY_EXPORT(Invert);
}  // namespace
}  // namespace sinew

// SINEW_CHAPTER Invert
//
// Bytes with every bit inverted.

// Writes `size` bytes, each with all bits inverted, to `out`.
SINEW_API void sinew_invert(const void* in, size_t size, void* out) SINEW_NOEXCEPT {
  using namespace sinew;
  SINEW_DISPATCH(Invert)(static_cast<const uint8_t*>(in), size, static_cast<uint8_t*>(out));
}

#endif  // HWY_ONCE
