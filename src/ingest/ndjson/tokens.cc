#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "ingest/ndjson/tokens.cc"
#include "ingest/ndjson/tokens.h"

#include <hwy/cache_control.h>
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <algorithm>

#include "core/bytes.h"
#include "core/dispatch.h"
#include "core/scalar-inl.h"
#include "core/targets.h"

#ifndef SINEW_INGEST_NDJSON_TOKENS_TABLES
#define SINEW_INGEST_NDJSON_TOKENS_TABLES
namespace sinew {
namespace {

[[maybe_unused]] alignas(64) constexpr std::array<uint8_t, kJsonBlock> kPlaces = [] {
  std::array<uint8_t, kJsonBlock> places = {};
  for (size_t i = 0; i < kJsonBlock; ++i) places[i] = static_cast<uint8_t>(i);
  return places;
}();

// Of ASCII, without and with newlines as tokens.
alignas(64) constexpr std::array<std::array<uint8_t, 128>, 2> kAsciiKinds = [] {
  std::array<std::array<uint8_t, 128>, 2> kinds = {};
  for (size_t i = 0; i < 128; ++i) kinds[0][i] = kinds[1][i] = kJsonBytes.kind[i];
  kinds[0]['\n'] = kJsonSpace;
  return kinds;
}();
static_assert(kAsciiKinds[0][0x7F] == kJsonScalar);

}  // namespace
}  // namespace sinew
#endif  // SINEW_INGEST_NDJSON_TOKENS_TABLES

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// A bit for each byte of a block. Newlines are operators where they are tokens.
struct Block {
  uint64_t quotes, backslashes, operators, spaces, controls;
};

constexpr size_t kAhead = 4096;

// What Append needs of a block: its text, or what each byte would be as a token.
#if SINEW_HAS_AVX3_DL
using Text = __m512i;
#else
using Text = const uint8_t*;
#endif

#if HWY_TARGET == HWY_SCALAR

HWY_INLINE Block BlockAt(const uint8_t* in, const JsonTokens& tokens, Text* text) {
  *text = in;
  Block block = {};
  for (size_t i = 0; i < kJsonBlock; ++i) {
    const uint8_t byte = in[i];
    const uint64_t bit = uint64_t{1} << i;
    if (byte == '"') block.quotes |= bit;
    if (byte == '\\') block.backslashes |= bit;
    if (byte < 0x20) block.controls |= bit;
    if (kJsonBytes.is_space[byte]) block.spaces |= bit;
    const bool is_operator = (kJsonBytes.kind[byte] & kJsonOperator) != 0;
    if (is_operator && (byte != '\n' || tokens.newlines)) block.operators |= bit;
  }
  return block;
}

#elif SINEW_HAS_AVX3_DL

HWY_INLINE Block BlockAt(const uint8_t* in, const JsonTokens& tokens, Text* kinds_of) {
  const __m512i text = _mm512_loadu_si512(in);
  const uint8_t* const table = kAsciiKinds[tokens.newlines].data();
  // What is not ASCII is looked up as the last byte that is.
  const __m512i ascii = _mm512_min_epu8(text, _mm512_set1_epi8(0x7F));
  const __m512i kinds =
      _mm512_permutex2var_epi8(_mm512_load_si512(table), ascii, _mm512_load_si512(table + 64));
  *kinds_of = kinds;
  Block block;
  block.quotes = _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8('"'));
  block.backslashes = _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8('\\'));
  block.controls = _mm512_cmplt_epu8_mask(text, _mm512_set1_epi8(0x20));
  block.spaces = _mm512_movepi8_mask(kinds);
  block.operators = _mm512_test_epi8_mask(kinds, _mm512_set1_epi8(kJsonOperator));
  return block;
}

#else

using D = hn::CappedTag<uint8_t, kJsonBlock>;
using V = hn::Vec<D>;

HWY_INLINE uint64_t Bits(hn::Mask<D> mask) {
  uint64_t bits = 0;
  hn::StoreMaskBits(D(), mask, reinterpret_cast<uint8_t*>(&bits));
  return bits;
}

// By its low half, the only byte with it that is white space, or an operator in lower case.
alignas(16) constexpr uint8_t kSpaces[16] = {' ', 0, 0, 0, 0, 0, 0, 0, 0, '\t', '\n', 0, 0, '\r'};
alignas(16) constexpr uint8_t kOperators[16] = {1, 1, 1,   1,   1,   1,   1, 1,
                                                1, 1, ':', '{', ',', '}', 1, 1};

HWY_INLINE Block BlockAt(const uint8_t* in, const JsonTokens& tokens, Text* text_of) {
  *text_of = in;
  const D d;
  const size_t lanes = hn::Lanes(d);
  const V low = hn::Set(d, 0x0F);
  Block block = {};
  for (size_t i = 0; i < kJsonBlock; i += lanes) {
    const V text = hn::LoadU(d, in + i);
    const V half = hn::And(text, low);
    const auto lookup = [&](const uint8_t* table) HWY_ATTR {
      return hn::TableLookupBytes(hn::LoadDup128(d, table), half);
    };
    const auto controls = hn::Lt(text, hn::Set(d, 0x20));
    // The brackets differ from the braces by a bit; control characters become operators by it.
    const auto operators =
        hn::AndNot(controls, hn::Eq(lookup(kOperators), hn::Or(text, hn::Set(d, 0x20))));
    block.quotes |= Bits(hn::Eq(text, hn::Set(d, '"'))) << i;
    block.backslashes |= Bits(hn::Eq(text, hn::Set(d, '\\'))) << i;
    block.controls |= Bits(controls) << i;
    block.operators |= Bits(operators) << i;
    block.spaces |= Bits(hn::Eq(lookup(kSpaces), text)) << i;
    if (tokens.newlines) block.operators |= Bits(hn::Eq(text, hn::Set(d, '\n'))) << i;
  }
  return block;
}

#endif  // HWY_TARGET != HWY_SCALAR

// Bit i is the parity of bits 0 to i.
HWY_INLINE uint64_t Parities(uint64_t bits) {
#if SINEW_HAS_CLMUL
  const hn::FixedTag<uint64_t, 2> d;
  return hn::GetLane(hn::CLMulLower(hn::Set(d, bits), hn::Set(d, ~uint64_t{0})));
#else
  for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
#endif
}

// The backslashes that escape; *escaped is what they do it to.
HWY_INLINE uint64_t Escapes(uint64_t backslashes, JsonTokens* tokens, uint64_t* escaped) {
  constexpr uint64_t kOdd = 0xAAAAAAAAAAAAAAAAu;
  const uint64_t carry = tokens->is_escaped;
  // In a run of backslashes every other one escapes, from the first on, if that is not escaped
  // itself. The subtraction borrows along a run and so tells those that begin at an odd bit from
  // those that begin at an even one.
  const uint64_t first = backslashes & ~carry;
  const uint64_t ends = ((first << 1 | kOdd) - first) ^ kOdd;
  *escaped = ends ^ (backslashes | carry);
  const uint64_t escapes = ends & backslashes;
  tokens->is_escaped = escapes >> 63;
  return escapes;
}

HWY_INLINE uint64_t TokensOf(const Block& block, size_t from, JsonTokens* tokens) {
  uint64_t escaped = tokens->is_escaped, escapes = 0;
  if (HWY_UNLIKELY(block.backslashes != 0)) {
    escapes = Escapes(block.backslashes, tokens, &escaped);
    tokens->has_escapes = true;
  } else {
    tokens->is_escaped = 0;
  }
  const uint64_t quotes = block.quotes & ~escaped;
  // With the first quote of a string and without the last.
  const uint64_t strings = Parities(quotes) ^ tokens->in_string;
  tokens->in_string = static_cast<uint64_t>(static_cast<int64_t>(strings) >> 63);
  const uint64_t scalars = ~(block.spaces | block.operators | quotes | strings);
  const uint64_t first = scalars & ~(scalars << 1 | tokens->in_scalar);
  tokens->in_scalar = scalars >> 63;
  Store(tokens->escape_bits + from / 8, escapes);
  if (!tokens->escapes) escapes &= ~strings;
  return (block.operators & ~strings) | (block.controls & strings) | quotes | escapes | first;
}

// Appends the tokens of the block that begins `from` bytes behind `base`.
HWY_INLINE void Append(Text text, uint64_t bits, size_t from, JsonTokens* tokens) {
  uint8_t* kinds = tokens->kinds + tokens->count;
  uint16_t* positions = tokens->positions + tokens->count;
  const size_t count = static_cast<size_t>(__builtin_popcountll(bits));
  tokens->count += count;
#if SINEW_HAS_AVX3_DL
  _mm512_storeu_si512(kinds, _mm512_maskz_compress_epi8(bits, text));
  const __m512i places = _mm512_maskz_compress_epi8(bits, _mm512_load_si512(kPlaces.data()));
  const __m512i base = _mm512_set1_epi16(static_cast<short>(from));
  const auto store = [&](__m256i half, uint16_t* to) HWY_ATTR {
    _mm512_storeu_si512(to, _mm512_add_epi16(_mm512_cvtepu8_epi16(half), base));
  };
  store(_mm512_castsi512_si256(places), positions);
  if (HWY_UNLIKELY(count > 32)) store(_mm512_extracti64x4_epi64(places, 1), positions + 32);
#else
  for (; bits != 0; bits &= bits - 1) {
    const size_t at = static_cast<size_t>(__builtin_ctzll(bits));
    *kinds++ = kJsonBytes.kind[text[at]];
    *positions++ = static_cast<uint16_t>(from + at);
  }
#endif
}

HWY_INLINE void Take(const uint8_t* in, size_t from, JsonTokens* tokens) {
  Text text;
  const Block block = BlockAt(in, *tokens, &text);
  Append(text, TokensOf(block, from, tokens), from, tokens);
}

void Fill(JsonTokens* tokens_of) {
  // A copy, which stores of bytes cannot change.
  JsonTokens tokens = *tokens_of;
  tokens.base = tokens.next;
  tokens.at = tokens.count = 0;
  const size_t left = tokens.size - tokens.next;
  const size_t take = std::min(left, tokens.step);
  const uint8_t* const in = tokens.in + tokens.base;
  size_t at = 0;
  for (; take - at >= kJsonBlock; at += kJsonBlock) {
    // What stops here after each chunk does not get far ahead by itself.
    hwy::Prefetch(in + at + kAhead);
    Take(in + at, at, &tokens);
  }
  if (at != take) {  // the end of the text, with white space behind it
    alignas(64) uint8_t last[kJsonBlock];
    memset(last, ' ', kJsonBlock);
    memcpy(last, in + at, take - at);
    Take(last, at, &tokens);
  }
  tokens.next += take;
  tokens.step = std::min(2 * tokens.step, kJsonChunk);
  *tokens_of = tokens;
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace {
HWY_EXPORT(Fill);
}  // namespace

void FillJsonTokens(JsonTokens* tokens) { SINEW_DISPATCH(Fill)(tokens); }

}  // namespace sinew

#endif  // HWY_ONCE
