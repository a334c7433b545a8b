#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "ingest/ndjson/run_text.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <algorithm>
#include <array>

#include "core/bytes.h"
#include "core/dispatch.h"
#include "core/targets.h"
#include "core/vectors-inl.h"
#include "ingest/ndjson/layout.h"

#ifndef SINEW_INGEST_NDJSON_RUN_TEXT_SCALAR
#define SINEW_INGEST_NDJSON_RUN_TEXT_SCALAR
namespace sinew {
namespace {

// Ones and then zeros: from a place on, the mask of a piece of any size.
constexpr std::array<uint8_t, 2 * JsonLayout::kPieceBytes> kFirstBytes = [] {
  std::array<uint8_t, 2 * JsonLayout::kPieceBytes> bytes = {};
  for (size_t i = 0; i < JsonLayout::kPieceBytes; ++i) bytes[i] = 0xFF;
  return bytes;
}();

// The most text of a window: positions in it have 16 bits.
constexpr size_t kMostText = 0xFFFF - 2 * kJsonSlack;
// After so many records that were alike, tokens are made for little text at first: the next ones
// are alike again, most likely.
constexpr size_t kManyRecords = 16;
constexpr size_t kTextStep = 256;

}  // namespace
}  // namespace sinew
#endif  // SINEW_INGEST_NDJSON_RUN_TEXT_SCALAR

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

#if SINEW_HAS_AVX3_DL

// Tokens are compressed by an instruction there, and what this would gain was not measured.
void RunText(JsonRun*) {}

#else

using PieceTag = hn::CappedTag<uint8_t, JsonLayout::kPieceBytes>;

// Whether the texts at each of the offsets begin with the piece.
template <typename... Offsets>
HWY_INLINE bool HavePiece(const uint8_t* base, const JsonLayout::Piece& piece, Offsets... at) {
  const PieceTag d;
  const uint8_t* const mask = &kFirstBytes[JsonLayout::kPieceBytes - piece.size];
  auto differs = hn::Zero(d);
  for (size_t i = 0; i < JsonLayout::kPieceBytes; i += hn::Lanes(d)) {
    const auto text = LoadUnaligned(d, &piece.text[i]);
    auto other = hn::Zero(d);
    ((other = hn::Or(other, hn::Xor(LoadUnaligned(d, base + at + i), text))), ...);
#if SINEW_HAS_AVX2
    return _mm256_testz_si256(other.raw, LoadUnaligned(d, mask).raw) != 0;
#endif
    differs = hn::Or(differs, hn::And(other, LoadUnaligned(d, mask + i)));
  }
  return hn::AllTrue(d, hn::Eq(differs, hn::Zero(d)));
}

// The first quote, backslash or control character from `at` on, or somewhere behind `limit`. Of the
// text there may be read what a piece that began at `limit` would have, and a vector.
HWY_INLINE size_t StringEnd(const uint8_t* base, size_t at, size_t limit) {
  const PieceTag d;
  for (;;) {
    const auto text = LoadUnaligned(d, base + at);
    const auto ends = hn::Or(hn::Eq(text, hn::Set(d, '"')), hn::Eq(text, hn::Set(d, '\\')));
    const auto special = hn::Or(ends, hn::Eq(hn::Min(text, hn::Set(d, 0x1F)), text));
    const intptr_t first = hn::FindFirstTrue(d, special);
    if (HWY_LIKELY(first >= 0)) return at + static_cast<size_t>(first);
    at += hn::Lanes(d);
    if (at > limit) return at;
  }
}

// The first byte from `at` on that is not of a scalar, which may be the one at `at`, or somewhere
// behind `limit`.
#if HWY_TARGET == HWY_SCALAR

HWY_INLINE size_t ScalarEnd(const uint8_t* base, size_t at, size_t limit) {
  while (at <= limit && kJsonBytes.is_scalar[base[at]]) ++at;
  return at;
}

#else

// By the halves of a byte: bits that both have only of white space and of what is no scalar.
alignas(16) constexpr uint8_t kEndsLow[16] = {1, 0, 1, 0, 0, 0, 0, 0, 0, 16, 18, 12, 5, 28, 0, 0};
alignas(16) constexpr uint8_t kEndsHigh[16] = {16, 0, 1, 2, 0, 4, 0, 8};

HWY_INLINE size_t ScalarEnd(const uint8_t* base, size_t at, size_t limit) {
  const hn::FixedTag<uint8_t, 16> d;
  const auto low_ends = hn::Load(d, kEndsLow), high_ends = hn::Load(d, kEndsHigh);
  for (;;) {
    const auto text = hn::LoadU(d, base + at);
    const auto low = hn::TableLookupBytes(low_ends, hn::And(text, hn::Set(d, 0x0F)));
    const auto high = hn::TableLookupBytes(high_ends, hn::ShiftRight<4>(text));
    const intptr_t first = hn::FindFirstTrue(d, hn::Ne(hn::And(low, high), hn::Zero(d)));
    if (HWY_LIKELY(first >= 0)) return at + static_cast<size_t>(first);
    at += 16;
    if (at > limit) return at;
  }
}

#endif  // HWY_TARGET == HWY_SCALAR

// A part of the text, in which positions are counted.
struct Window {
  const uint8_t* base;
  size_t limit;
};

// Where the line ends that has no newline before `at`; or somewhere behind the limit.
HWY_INLINE size_t LineEnd(const Window& window, size_t at) {
  const hn::CappedTag<uint8_t, kJsonSlack> d;
  const auto newline = hn::Set(d, '\n');
  for (; HWY_LIKELY(at <= window.limit); at += kJsonSlack) {
    uint64_t bits = 0;
    for (size_t i = 0; i < kJsonSlack; i += hn::Lanes(d)) {
      uint64_t part = 0;
      hn::StoreMaskBits(d, hn::Eq(LoadUnaligned(d, window.base + at + i), newline),
                        reinterpret_cast<uint8_t*>(&part));
      bits |= part << i;
    }
    if (HWY_LIKELY(bits != 0)) return at + static_cast<size_t>(__builtin_ctzll(bits)) + 1;
  }
  return at;
}

// Where a record goes on with a piece that it may not have.
struct Stop {
  bool is_record;
  size_t at;
  size_t piece;
};

// Goes on with a record, of whose layout all was found that comes before stop->piece, to its end,
// and returns that. 0 if it is not like the layout, and *stop is how far it is; or if it may go on
// behind the limit. Where values of fields are is written to where their tokens would be.
HWY_INLINE size_t RecordEnd(const JsonLayout& layout, const Window& window, bool validate,
                            uint16_t* positions, Stop* stop) {
  const uint8_t* const base = window.base;
  const size_t limit = window.limit;
  size_t at = stop->at;
  for (size_t i = stop->piece;; ++i) {
    const JsonLayout::Piece& piece = layout.pieces[i];
    while (HWY_UNLIKELY(at > limit || !HavePiece(base, piece, at))) {
      *stop = {true, at, i};
      // The string before it may go on.
      const bool is_escape = i != 0 && layout.pieces[i - 1].gap == JsonLayout::Gap::kString &&
                             at <= limit && base[at] == '\\' && base[at + 1] >= 0x20;
      if (!is_escape || validate) return 0;
      at = StringEnd(base, at + 2, limit);
      positions[layout.pieces[i - 1].token + 1] = static_cast<uint16_t>(at);
    }
    at += piece.size;
    if (i + 1 == layout.piece_count) return at;
    const size_t begin = at;
    switch (piece.gap) {
      case JsonLayout::Gap::kNone:
        continue;
      case JsonLayout::Gap::kString:
        at = StringEnd(base, at, limit);
        break;
      case JsonLayout::Gap::kScalar:
        at = ScalarEnd(base, at, limit);
        if (HWY_LIKELY(at != begin)) break;
        *stop = {true, begin - piece.size, i};
        return 0;
    }
    positions[piece.token] = static_cast<uint16_t>(begin - (piece.gap == JsonLayout::Gap::kString));
    positions[piece.token + 1] = static_cast<uint16_t>(at);
  }
}

// Where records begin, or end, from the base of a window on.
struct Four {
  size_t a, b, c, d;
};
constexpr size_t kTogether = 4;

// The ends of records that begin at *ends, side by side: so nothing waits for the end of a value
// but the next one of that record. False if one of them is not like the layout, or has an escape.
// `are_lines`: their ends are before the limit. Variables, not an array, which GCC would keep in
// memory.
HWY_INLINE bool RecordEnds(const JsonLayout& layout, const Window& window, bool are_lines,
                           uint16_t* positions, Four* ends) {
  const uint8_t* const base = window.base;
  const size_t limit = window.limit, stride = layout.token_count;
  auto [a, b, c, d] = *ends;
  const JsonLayout::Piece* piece = layout.pieces.data();
  for (const JsonLayout::Piece* const last = piece + layout.piece_count - 1;; ++piece) {
    if (!are_lines && std::max({a, b, c, d}) > limit) return false;
    if (HWY_UNLIKELY(!HavePiece(base, *piece, a, b, c, d))) return false;
    const size_t size = piece->size;
    a += size, b += size, c += size, d += size;
    if (piece == last) break;
    const size_t begin_a = a, begin_b = b, begin_c = c, begin_d = d;
    const size_t quote = piece->gap == JsonLayout::Gap::kString;
    if (quote != 0) {
      a = StringEnd(base, a, limit);
      b = StringEnd(base, b, limit);
      c = StringEnd(base, c, limit);
      d = StringEnd(base, d, limit);
    } else if (piece->gap == JsonLayout::Gap::kScalar) {
      a = ScalarEnd(base, a, limit);
      b = ScalarEnd(base, b, limit);
      c = ScalarEnd(base, c, limit);
      d = ScalarEnd(base, d, limit);
      if (a == begin_a || b == begin_b || c == begin_c || d == begin_d) return false;
    }
    if (piece->token == 0) continue;
    uint16_t* to = positions + piece->token;
    const auto put = [&to, quote, stride](size_t begin, size_t end) {
      to[0] = static_cast<uint16_t>(begin - quote);
      to[1] = static_cast<uint16_t>(end);
      to += stride;
    };
    put(begin_a, a);
    put(begin_b, b);
    put(begin_c, c);
    put(begin_d, d);
  }
  *ends = {a, b, c, d};
  return true;
}

// Where the record begins that comes `count` records after the next one, and after `end`.
HWY_INLINE size_t RecordBegin(const JsonRun& run, const Window& window, size_t count, size_t end) {
  size_t limit = window.limit;
  if (run.rows != nullptr) {
    const Bytes row = run.rows->At(run.rows->next + count);
    end = static_cast<size_t>(row.data - window.base);
    limit = std::min(limit, end + row.size);
  } else if (run.tokens->newlines) {
    return end;
  }
  while (end < limit && kJsonBytes.is_space[window.base[end]]) ++end;
  return end;
}

// Where four records begin, the first of them `count` records after the next one, and after *end,
// if that is known of records of that layout without reading them; else false. *end becomes the end
// of the last one, if they are lines.
HWY_INLINE bool RecordBegins(const JsonRun& run, const JsonLayout& layout, const Window& window,
                             size_t count, size_t* end, Four* begins) {
  if (run.rows != nullptr) {
    *begins = {RecordBegin(run, window, count, 0), RecordBegin(run, window, count + 1, 0),
               RecordBegin(run, window, count + 2, 0), RecordBegin(run, window, count + 3, 0)};
    return true;
  }
  if (!run.tokens->newlines) return false;
  const size_t least = layout.least_size - 1, a = *end;
  const size_t b = LineEnd(window, a + least), c = LineEnd(window, b + least);
  const size_t d = LineEnd(window, c + least), next = LineEnd(window, d + least);
  *begins = {a, b, c, d};
  if (next > window.limit) return false;
  *end = next;
  return true;
}

// How many records, from `end` on, have the text of the layout; no more than `most`. The first one
// goes on with *stop, if that is one; it becomes that of the record that ended it. *alike counts
// those that were alike since one was not.
HWY_INLINE size_t CountText(const JsonRun& run, const JsonTokens& tokens, const JsonLayout& layout,
                            const Window& window, size_t end, size_t most, Stop* stop,
                            size_t* alike) {
  const size_t stride = layout.token_count;
  most = std::min(most, kJsonTokens / stride);
  // What else is asked of a record than its text. Its last piece may go beyond the window, but not
  // beyond what positions can be.
  const bool all_are_good = run.rows == nullptr && !run.validate && run.max_record_size >= 0xFFFF;
  const auto is_good = [&](size_t index, size_t record_begin, size_t record_end) HWY_ATTR {
    uint16_t* const positions = tokens.positions + index * stride;
    positions[stride - 1] = static_cast<uint16_t>(record_end - 1);
    if (HWY_LIKELY(all_are_good)) return true;
    if (record_end - record_begin > run.max_record_size) return false;
    if (run.rows != nullptr && !FillsRow(*run.rows, run.rows->next + index,
                                         window.base + record_end, run.max_record_size)) {
      return false;
    }
    return !run.validate || IsValidJsonRecord(tokens, layout, index * stride,
                                              tokens.base + record_begin, tokens.base + record_end);
  };
  size_t count = 0;
  // Text and positions of a chunk fit the first cache.
  while (count < most && end < kJsonChunk) {
    Four begins;
    size_t next = end;
    if (*alike >= kTogether && most - count >= kTogether &&
        RecordBegins(run, layout, window, count, &next, &begins)) {
      Four ends = begins;
      const bool are_lines = run.rows == nullptr;
      if (RecordEnds(layout, window, are_lines, tokens.positions + count * stride, &ends)) {
        if (!is_good(count, begins.a, ends.a)) return count;
        if (!is_good(count + 1, begins.b, ends.b)) return count + 1;
        if (!is_good(count + 2, begins.c, ends.c)) return count + 2;
        if (!is_good(count + 3, begins.d, ends.d)) return count + 3;
        count += kTogether;
        // They are the same for lines, and one is known sooner.
        end = are_lines ? next : ends.d;
        continue;
      }
      *alike = 0;
    }
    const size_t begin = RecordBegin(run, window, count, end);
    if (!stop->is_record) *stop = {true, begin, 0};
    const size_t record_end =
        RecordEnd(layout, window, run.validate, tokens.positions + count * stride, stop);
    if (record_end == 0) {
      *alike = 0;
      return count;
    }
    stop->is_record = false;
    if (!is_good(count, begin, record_end)) break;
    end = record_end;
    ++count;
    ++*alike;
  }
  return count;
}

// Writes the records of a window; false if there is one that is not alike, or has a value at fault.
HWY_INLINE bool PutWindow(const Window& window, size_t* alike, JsonRun* run) {
  JsonTokens tokens = *run->tokens;
  tokens.base = static_cast<size_t>(window.base - tokens.in);
  tokens.at = 0;
  // How far the next record is like the layout `tried`.
  Stop stop = {};
  size_t tried = 0;
  while (run->row < run->row_limit && run->done - tokens.base < kJsonChunk) {
    size_t count = 0;
    for (size_t i = 0; i < kJsonLayouts && count == 0; ++i) {
      const size_t index = (run->last + i) % kJsonLayouts;
      const JsonLayout& layout = run->layouts[index];
      if (layout.piece_count == 0) continue;
      if (stop.is_record) {
        if (index == tried) continue;
        const JsonLayout::Other& other = run->layouts[tried].layouts[index];
        if (stop.piece > other.shared) {
          if (other.excludes) continue;
          stop.is_record = false;
        }
      }
      count = CountText(*run, tokens, layout, window, run->done - tokens.base,
                        run->row_limit - run->row, &stop, alike);
      tried = index;
    }
    if (count == 0) return false;
    run->last = tried;
    const JsonLayout& layout = run->layouts[tried];
    const size_t put = PutJsonRecords(*run, tokens, layout, count, run->row);
    if (put != 0) {
      run->row += put;
      if (run->rows != nullptr) run->rows->next += put;
      run->done = tokens.PositionOf(put * layout.token_count - 1) + 1;
    }
    if (put != count) return false;
    if (stop.is_record) {
      memmove(tokens.positions, tokens.positions + count * layout.token_count,
              layout.token_count * sizeof(uint16_t));
    }
  }
  return true;
}

void RunText(JsonRun* run) {
  JsonTokens& tokens = *run->tokens;
  const size_t first_row = run->row;
  size_t alike = kTogether;  // as most are
  for (bool are_alike = true; are_alike && run->row < run->row_limit;) {
    const size_t room = tokens.size - run->done;
    if (room <= kJsonSlack) break;
    const Window window = {tokens.in + run->done, std::min(room - kJsonSlack, kMostText)};
    const size_t row = run->row;
    are_alike = PutWindow(window, &alike, run) && run->row != row;
  }
  if (run->row == first_row) return;
  const bool are_many = run->row - first_row >= kManyRecords;
  tokens.Start(tokens.in, tokens.size, run->done, are_many ? kTextStep : tokens.step);
}

#endif  // SINEW_HAS_AVX3_DL

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace {
HWY_EXPORT(RunText);
}  // namespace

void RunJsonText(JsonRun* run) { SINEW_DISPATCH(RunText)(run); }

}  // namespace sinew

#endif  // HWY_ONCE
