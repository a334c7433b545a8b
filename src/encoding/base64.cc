// Base64 (RFC 4648, sections 4 and 5): three bytes are a group of four digits, six bits each. The
// work on vectors is in base64-inl.h; whatever is out of the ordinary goes to base64_groups.cc.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "encoding/base64.cc"
#include "encoding/base64.h"

#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/bytes.h"
#include "core/dispatch.h"
#include "encoding/abi.h"
#include "encoding/base64-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

size_t Encode(const uint8_t* in, size_t size, uint32_t flags, uint8_t* out) {
  return EncodeAll(Encoder(base64::TablesOf(flags)), in, size, flags, out);
}

sinew_codec_result Decode(const Bytes& in, uint32_t flags, uint8_t* out, size_t capacity) {
  return DecodeAll(Decoder(base64::TablesOf(flags)), in, flags, out, capacity);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace base64 {
namespace {
HWY_EXPORT(Encode);
HWY_EXPORT(Decode);
}  // namespace
}  // namespace base64
}  // namespace sinew

// Returns how many bytes sinew_base64_encode writes for `size` bytes: four digits for every three,
// and for a rest of one or two a padded group, or with SINEW_BASE64_RAW two or three digits.
// SIZE_MAX for a size above PTRDIFF_MAX, which no memory has. Cannot fail; any thread may call.
SINEW_API size_t sinew_base64_encoded_size(size_t size, uint32_t flags) SINEW_NOEXCEPT {
  return size > PTRDIFF_MAX ? SIZE_MAX : sinew::base64::EncodedSize(size, flags);
}

// Returns the most bytes that `size` bytes of Base64 decode to: three for every four, and with
// SINEW_BASE64_RAW one or two for a rest of two or three. Padding and line breaks make it less.
// Cannot fail; any thread may call.
SINEW_API size_t sinew_base64_decoded_size(size_t size, uint32_t flags) SINEW_NOEXCEPT {
  return sinew::base64::DecodedSize(size, flags);
}

// Encodes `size` bytes as Base64 (RFC 4648) in the alphabet and with the padding that `flags`, a
// sum of SINEW_BASE64_STANDARD and others, names; bits without a name are ignored. Line breaks are
// not written. A message may be encoded in pieces, each but the last a multiple of three bytes.
//
// `out` must hold sinew_base64_encoded_size(size, flags) bytes, and must not overlap `in`; that
// number is returned. Both may be null when `size` is 0. Cannot fail; any thread may call.
SINEW_API size_t sinew_base64_encode(const void* in, size_t size, uint32_t flags,
                                     void* out) SINEW_NOEXCEPT {
  using namespace sinew;
  using namespace sinew::base64;
  return SINEW_DISPATCH(Encode)(static_cast<const uint8_t*>(in), size, flags,
                                static_cast<uint8_t*>(out));
}

// Decodes `size` bytes of Base64 (RFC 4648) into `out`, which has `capacity` bytes; room for
// sinew_base64_decoded_size(size, flags) is always enough. Line feeds and carriage returns are
// skipped wherever they stand. What is accepted, and the offset of each fault, are those of Go's
// encoding/base64. `out` may be `in`, else they must not overlap; both may be null when they have
// no bytes. Any thread may call.
//
// Where the status is not SINEW_STATUS_OK, `written` counts the bytes of the groups before the
// fault, and `read` is its offset:
//
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null that must not be, or a bit of `flags` has no
// name; `read` and `written` are 0.
// SINEW_STATUS_TRUNCATED: the input ends within a group. `read` is `size` less the number of the
// digits of the group, its first digit where no line break stands between them; where the second of
// two padding characters is missing, it is `size`. Without padding one digit is truncated, two or
// three are not.
// SINEW_STATUS_CORRUPT: a byte is no digit; padding stands where a digit must, or has no place
// (SINEW_BASE64_RAW); something follows the padding (the last group counts as written). For a byte
// in the place of the second padding character, the offset is that of the byte before it. With
// SINEW_BASE64_STRICT also: unused bits of the last digit are not 0, and the offset is one or two,
// by the number of bytes that the group lacks, before the end of what was read of the input.
// SINEW_STATUS_OUTPUT_FULL: `read` is the first digit of the group whose bytes do not fit.
SINEW_API sinew_codec_result sinew_base64_decode(const void* in, size_t size, uint32_t flags,
                                                 void* out, size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  using namespace sinew::base64;
  if ((in == nullptr && size != 0) || (out == nullptr && capacity != 0) ||
      (flags & ~kDecodeFlags) != 0) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  return SINEW_DISPATCH(Decode)({static_cast<const uint8_t*>(in), size}, flags,
                                static_cast<uint8_t*>(out), capacity);
}

#endif  // HWY_ONCE
