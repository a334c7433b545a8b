// Base64 (RFC 4648, sections 4 and 5): three bytes are a group of four digits, six bits each. The
// work on vectors is in base64-inl.h, the rules of padding and errors in groups.cc.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "encoding/base64/base64.cc"
#include "encoding/base64/base64.h"

#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/bytes.h"
#include "core/dispatch.h"
#include "encoding/abi.h"
#include "encoding/base64/base64-inl.h"

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

// SINEW_CHAPTER Base64
//
// Bytes as text in an alphabet of 64 characters (RFC 4648, sections 4 and 5): three bytes are a
// group of four digits. At the end of a text, one byte is a group of two digits and two bytes are
// one of three, which `=` pads to four. Decoders skip line feeds and carriage returns anywhere.
// docs/formats/base64.md has an example, and a table of what decoders refuse.

// Encodes `size` bytes as one line of text. `out` must have room for sinew_base64_encoded_size
// bytes. A message may be encoded in pieces, if each but the last is a multiple of three bytes
// long. `flags` is a sum of SINEW_BASE64_URL, SINEW_BASE64_RAW or neither.
//
// Returns `size` as `read` and the bytes written. SINEW_STATUS_INVALID_ARGUMENT, with nothing
// written: a pointer is null although `size` is not 0, or `flags` has another bit.
SINEW_API sinew_codec_result sinew_base64_encode(const void* in, size_t size, void* out,
                                                 uint32_t flags) SINEW_NOEXCEPT {
  using namespace sinew;
  using namespace sinew::base64;
  if ((size != 0 && (in == nullptr || out == nullptr)) || (flags & ~kEncodeFlags) != 0) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  return {size, SINEW_DISPATCH(Encode)(AsBytes(in), size, flags, AsBytes(out)), SINEW_STATUS_OK};
}

// Decodes `size` bytes of text into `out`, which can hold `capacity` bytes;
// sinew_base64_decoded_bound of `size` is always enough. `out` may be `in`. `flags` is a sum of
// SINEW_BASE64_URL, SINEW_BASE64_RAW and SINEW_BASE64_STRICT. The texts that are accepted are those
// that Go's encoding/base64 accepts.
//
// Returns `size` as `read` and the bytes written. On failure `read` is an offset in `in`, and the
// first `written` bytes of `out` are those of the whole groups before it:
//
// - SINEW_STATUS_CORRUPT: the byte at `read` is not a digit, is padding in the wrong place, stands
//   where padding must, or follows the padding, which ends a text. With SINEW_BASE64_STRICT also:
//   the unused bits of the last digit of the group at `read` are not 0.
// - SINEW_STATUS_TRUNCATED: the text ends within the group that begins at `read`, or before its
//   padding is complete. With SINEW_BASE64_RAW, only a group of a single digit is unfinished.
// - SINEW_STATUS_OUTPUT_FULL: the group that begins at `read` has no room.
// - SINEW_STATUS_INVALID_ARGUMENT: a pointer is null although its size is not 0, or `flags` has
//   another bit. Nothing is written, and `read` is 0.
SINEW_API sinew_codec_result sinew_base64_decode(const void* in, size_t size, void* out,
                                                 size_t capacity, uint32_t flags) SINEW_NOEXCEPT {
  using namespace sinew;
  using namespace sinew::base64;
  if ((in == nullptr && size != 0) || (out == nullptr && capacity != 0) ||
      (flags & ~kDecodeFlags) != 0) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  return SINEW_DISPATCH(Decode)({AsBytes(in), size}, flags, AsBytes(out), capacity);
}

// Computes how many bytes sinew_base64_encode writes for `size` bytes: four for every three,
// rounded up to a multiple of four, or with SINEW_BASE64_RAW to the next byte.
//
// Returns `size` as `read` and that number as `written`. SINEW_STATUS_INVALID_ARGUMENT: `flags` has
// a bit that sinew_base64_encode refuses; both are 0.
SINEW_API sinew_codec_result sinew_base64_encoded_size(size_t size, uint32_t flags) SINEW_NOEXCEPT {
  using namespace sinew::base64;
  if ((flags & ~kEncodeFlags) != 0) return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  const bool fits = size <= SIZE_MAX / 4 * 3;
  return {size, fits ? EncodedSize(size, flags) : SIZE_MAX, SINEW_STATUS_OK};
}

// Returns the most bytes that `size` bytes of text decode to: three for every four, rounded down.
SINEW_API size_t sinew_base64_decoded_bound(size_t size) SINEW_NOEXCEPT {
  return sinew::base64::DecodedBound(size);
}

#endif  // HWY_ONCE
