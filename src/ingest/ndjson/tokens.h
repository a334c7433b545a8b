#ifndef SINEW_INGEST_NDJSON_TOKENS_H_
#define SINEW_INGEST_NDJSON_TOKENS_H_

#include <stddef.h>
#include <stdint.h>

#include <array>

// The structure of JSON text: which bytes of it matter for where values begin and end. They are
// found 64 at a time, without a branch (Langdale and Lemire, "Parsing Gigabytes of JSON per
// Second", 2019), and are, by what they are called here:
//
//   { } [ ] : ,   outside of strings
//   "             at the begin and at the end of a string
//   s             the first byte of a scalar: of a run of other bytes that are no white space
//   e             a backslash: outside of strings, where it is a fault; in them, where it begins an
//                 escape, if that is asked for
//   others        a control character in a string, which is a fault
//   newline       outside of strings, if the records are lines
//
// Escaped bytes are not among these, nor are those between the quotes.

namespace sinew {

constexpr uint8_t kJsonScalar = 's';
constexpr uint8_t kJsonEscape = 'e';
constexpr uint8_t kJsonEnd = 0;
// No token.
constexpr uint8_t kJsonSpace = 0x80;
// A bit that operators and newlines have, and no other kind.
constexpr uint8_t kJsonOperator = 0x08;

// How many bytes are looked at together, and the most for which tokens are kept: text and tokens of
// so many fit the first cache. At the first of a run of calls it is less, and then twice as many
// each time, so that starting again after each of many faults is not dear.
constexpr size_t kJsonBlock = 64;
constexpr size_t kJsonChunk = 8192;
// A block may write as many tokens as it has bytes, and vectors are read behind the last one.
constexpr size_t kJsonTokens = kJsonChunk + 2 * kJsonBlock;
constexpr size_t kJsonEscapeBits = kJsonTokens / 8;

// By byte: what it is if it is a token, and whether it goes on with a scalar.
struct JsonBytes {
  std::array<uint8_t, 256> kind = {};
  std::array<bool, 256> is_space = {};
  std::array<bool, 256> is_scalar = {};
};
inline constexpr JsonBytes kJsonBytes = [] {
  JsonBytes bytes;
  bytes.kind.fill(kJsonScalar);
  bytes.is_scalar.fill(true);
  for (const char c : {'{', '}', '[', ']', ':', ',', '"', '\\', '\n'}) {
    bytes.kind[static_cast<uint8_t>(c)] = static_cast<uint8_t>(c);
    bytes.is_scalar[static_cast<uint8_t>(c)] = false;
  }
  bytes.kind['\\'] = kJsonEscape;
  for (const char c : {' ', '\t', '\n', '\r'}) {
    bytes.is_scalar[static_cast<uint8_t>(c)] = false;
    bytes.is_space[static_cast<uint8_t>(c)] = true;
    if (c != '\n') bytes.kind[static_cast<uint8_t>(c)] = kJsonSpace;
  }
  return bytes;
}();

// Tokens of a text, a chunk at a time.
struct JsonTokens {
  // Begins at byte `from` of the text, which is outside of strings.
  void Start(const uint8_t* text, size_t text_size, size_t from, size_t first_step) {
    in = text;
    size = text_size;
    next = base = from;
    step = first_step;
    in_string = is_escaped = in_scalar = 0;
    at = count = 0;
    has_escapes = false;
  }
  size_t PositionOf(size_t token) const { return base + positions[token]; }

  const uint8_t* in;
  size_t size;
  bool newlines;     // are tokens
  bool escapes;      // are tokens
  bool has_escapes;  // since Start
  // Tokens `at` to `count` are not used yet; positions count from `base`.
  uint8_t* kinds;
  uint16_t* positions;
  // A bit for each byte from `base` on: whether it begins an escape.
  uint8_t* escape_bits;
  size_t base;
  size_t at, count;
  // The first byte that has not been looked at, how many will be, and what is known of the one
  // before: all ones if it is in a string; 1 if it escapes, or is part of a scalar.
  size_t next;
  size_t step;
  uint64_t in_string, is_escaped, in_scalar;
};

// Replaces the tokens, all of which were used, by those of the next chunk, of which there may be
// none. There must be bytes that have not been looked at.
void FillJsonTokens(JsonTokens* tokens);

}  // namespace sinew

#endif  // SINEW_INGEST_NDJSON_TOKENS_H_
