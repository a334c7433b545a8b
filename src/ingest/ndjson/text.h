#ifndef SINEW_INGEST_NDJSON_TEXT_H_
#define SINEW_INGEST_NDJSON_TEXT_H_

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/bytes.h"
#include "ingest/abi.h"
#include "ingest/ndjson/tokens.h"

// The grammar of scalars and of escapes (RFC 8259).

namespace sinew {

// An escape, or the two of a surrogate pair.
struct JsonEscape {
  size_t size;  // 0 if JSON has no such escape
  uint32_t point;
  bool is_half;  // one surrogate without the other
};

// The one that begins with the backslash at `in`, of `left` bytes.
JsonEscape JsonEscapeAt(const uint8_t* in, size_t left);

// Whether what is there of an escape is good, and the text ends in it.
bool IsCutOffJsonEscape(const uint8_t* in, size_t left);

// The first escape in the text of a string that JSON does not have, as an offset; the size if all
// are good.
size_t FindBadEscape(Bytes text);

inline bool HasJsonEscape(Bytes text) {
  return text.size != 0 && memchr(text.data, '\\', text.size) != nullptr;
}

// Writes what the text of a string stands for, whose escapes are good, and which is as long at
// most. 0, or ENCODING, with *fault as the offset of what is not UTF-8.
sinew_reject_reason UnescapeJson(Bytes text, uint8_t* out, size_t* written, size_t* fault);

// The bytes of a scalar that begins at `begin`.
inline Bytes JsonScalarAt(const uint8_t* begin, const uint8_t* end) {
  const uint8_t* at = begin;
  while (at != end && kJsonBytes.is_scalar[*at]) ++at;
  return {begin, static_cast<size_t>(at - begin)};
}

// Whether it is true, false, null or a number.
bool IsJsonScalar(Bytes text);

// The end of the value that begins at `at`. What is between there and `end` begins with a value
// whose structure is good.
const uint8_t* JsonValueEnd(const uint8_t* at, const uint8_t* end);

// The elements of an array whose structure is good.
class JsonElements {
 public:
  // `at` is its bracket.
  JsonElements(const uint8_t* at, const uint8_t* end) : at_(at + 1), end_(end) {}

  // Goes to the next element, or returns false.
  bool Next();
  // The element, with the quotes of a string.
  Bytes text() const { return text_; }

 private:
  const uint8_t* at_;
  const uint8_t* const end_;
  Bytes text_ = {};
};

}  // namespace sinew

#endif  // SINEW_INGEST_NDJSON_TEXT_H_
