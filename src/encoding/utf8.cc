// UTF-8 (RFC 3629; the Unicode Standard, version 15, section 3.9): validation, counting of code
// points and replacement of bytes that are not well-formed. Three table lookups, by the halves of
// each byte and of its successor, give a bit for each rule that the pair breaks; sequences longer
// than a pair are checked by the lead bytes two and three places before (Keiser and Lemire,
// "Validating UTF-8 In Less Than One Instruction Per Byte", 2021).

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "encoding/utf8.cc"
#include "encoding/utf8.h"

#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <algorithm>
#include <array>

#include "core/abi.h"
#include "core/bits.h"
#include "core/bytes.h"
#include "core/column.h"
#include "core/dispatch.h"
#include "core/scalar-inl.h"
#include "core/targets.h"
#include "encoding/abi.h"

#ifndef SINEW_ENCODING_UTF8_TABLES
#define SINEW_ENCODING_UTF8_TABLES
namespace sinew {
namespace {

// A pair of bytes breaks rule i when all three of its sets have bit i: sets are of values of the
// first byte's high half, its low half, and the second byte's high half.
struct PairRule {
  uint32_t first_high, first_low, second_high;
};

constexpr uint32_t kAny = 0xFFFF;
constexpr uint32_t From(int low, int high) { return (2u << high) - (1u << low); }
constexpr uint32_t kContinuation = From(0x8, 0xB);

// Rule 7, the sign bit, is not a fault by itself: it is required of byte 3 and 4 of a sequence.
constexpr PairRule kPairRules[8] = {
    {From(0xC, 0xF), kAny, kAny & ~kContinuation},     // a lead without its continuation
    {From(0x0, 0x7), kAny, kContinuation},             // a continuation without its lead
    {From(0xC, 0xC), From(0x0, 0x1), kContinuation},   // C0, C1: less than U+80
    {From(0xE, 0xE), From(0x0, 0x0), From(0x8, 0x9)},  // E0: less than U+800
    {From(0xE, 0xE), From(0xD, 0xD), From(0xA, 0xB)},  // ED: a surrogate
    {From(0xF, 0xF), From(0x4, 0xF), From(0x9, 0xB)},  // F4 and more: beyond U+10FFFF
    // F0: less than U+10000, and again beyond U+10FFFF, which needs no bit of its own.
    {From(0xF, 0xF), From(0x0, 0x0) | From(0x5, 0xF), From(0x8, 0x8)},
    {kContinuation, kAny, kContinuation},
};

using Table = std::array<uint8_t, 16>;
constexpr Table TableOf(uint32_t PairRule::* set) {
  Table table = {};
  for (int rule = 0; rule < 8; ++rule) {
    for (int half = 0; half < 16; ++half) {
      const uint32_t broken = (kPairRules[rule].*set >> half) & 1;
      table[half] = static_cast<uint8_t>(table[half] | broken << rule);
    }
  }
  return table;
}
alignas(16) constexpr Table kFirstHigh = TableOf(&PairRule::first_high);
alignas(16) constexpr Table kFirstLow = TableOf(&PairRule::first_low);
alignas(16) constexpr Table kSecondHigh = TableOf(&PairRule::second_high);

// The length of the longest well-formed prefix; its first `at` bytes are known to be well-formed.
size_t PrefixFrom(const uint8_t* in, size_t at, size_t size) {
  while (at < size) {
    const size_t step = FirstSequence(in + at, size - at).size;
    if (step == 0) break;
    at += step;
  }
  return at;
}

}  // namespace
}  // namespace sinew
#endif  // SINEW_ENCODING_UTF8_TABLES

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

#if HWY_TARGET == HWY_SCALAR

size_t ValidPrefix(const uint8_t* in, size_t size) { return PrefixFrom(in, 0, size); }

size_t CountSequences(const uint8_t* in, size_t size) {
  size_t count = 0;
  for (size_t i = 0; i < size; ++i) count += !IsContinuation(in[i]);
  return count;
}

#else

namespace hn = hwy::HWY_NAMESPACE;

using D = hn::CappedTag<uint8_t, 64>;
using V = hn::Vec<D>;

// Memory with text in the middle and zeros around it.
class PaddedText {
 public:
  HWY_INLINE uint8_t* middle() { return bytes_ + 16; }

 private:
  alignas(64) uint8_t bytes_[16 + 64 + 64] = {};
};

// The first vector of a text, `size` bytes of which are text; zeros stand for the others.
HWY_INLINE V FirstVector(const uint8_t* in, size_t size) {
  const D d;
  if (size >= hn::Lanes(d)) return hn::LoadU(d, in);
#if SINEW_HAS_AVX3
  // Lanes that are masked off cannot fault, but a page that is not there takes a microsecond.
  if (reinterpret_cast<uintptr_t>(in) % 4096 <= 4096 - 64) {
    return hn::MaskedLoad(hn::FirstN(d, size), d, in);
  }
#endif
  PaddedText text;
  memcpy(text.middle(), in, size);
  return hn::LoadU(d, text.middle());
}

// Not 0 in lanes with a fault, given the vectors that begin one, two and three bytes before. A
// sequence that the vector cuts off is checked with the vector behind it.
HWY_INLINE V Faults(V text, V one, V two, V three) {
  const D d;
  const V low = hn::Set(d, 0x0F);
  const auto lookup = [&](const Table& table, V halves) HWY_ATTR {
    return hn::TableLookupBytes(hn::LoadDup128(d, table.data()), halves);
  };
  const V pairs = hn::And(
      hn::And(lookup(kFirstHigh, hn::ShiftRight<4>(one)), lookup(kFirstLow, hn::And(one, low))),
      lookup(kSecondHigh, hn::ShiftRight<4>(text)));
  // The sign is set behind the leads of three and four bytes.
  const V third = hn::SaturatedSub(two, hn::Set(d, 0xE0 - 0x80));
  const V fourth = hn::SaturatedSub(three, hn::Set(d, 0xF0 - 0x80));
  return hn::Xor(pairs, hn::And(hn::Or(third, fourth), hn::Set(d, 0x80)));
}

// The faults of the vector at `in`; the three bytes before it are read, too.
HWY_INLINE V FaultsAt(const uint8_t* in) {
  const D d;
  return Faults(hn::LoadU(d, in), hn::LoadU(d, in - 1), hn::LoadU(d, in - 2), hn::LoadU(d, in - 3));
}

// The faults of the first vector of a text.
HWY_INLINE V FaultsOfFirst(V text) {
  const D d;
#if SINEW_HAS_AVX3
  const V blocks = V{_mm512_alignr_epi32(text.raw, _mm512_setzero_si512(), 12)};
  return Faults(text, hn::CombineShiftRightBytes<15>(d, text, blocks),
                hn::CombineShiftRightBytes<14>(d, text, blocks),
                hn::CombineShiftRightBytes<13>(d, text, blocks));
#else
  PaddedText padded;
  hn::StoreU(text, d, padded.middle());
  return FaultsAt(padded.middle());
#endif
}

HWY_INLINE bool IsZero(V v) { return hn::AllTrue(D(), hn::Eq(v, hn::Zero(D()))); }

HWY_INLINE bool IsAscii(V v) {
  const hn::RebindToSigned<D> d;
  return hn::AllFalse(d, hn::Lt(hn::BitCast(d, v), hn::Zero(d)));
}

// Whether a sequence that begins in the three bytes before `in` goes on there.
HWY_INLINE bool GoesOn(const uint8_t* in) {
  return (in[-1] >= 0xC0) | (in[-2] >= 0xE0) | (in[-3] >= 0xF0);
}

// The longest prefix, when the first fault is at `at` or behind it, or in a sequence that begins
// up to three bytes before.
HWY_NOINLINE size_t PrefixAround(const uint8_t* in, size_t at, size_t size) {
  for (size_t back = 1; back <= std::min<size_t>(at, 3); ++back) {
    if (IsContinuation(in[at - back])) continue;
    if (in[at - back] >= 0xC0) at -= back;
    break;
  }
  return PrefixFrom(in, at, size);
}

size_t ValidPrefix(const uint8_t* in, size_t size) {
  const D d;
  const size_t lanes = hn::Lanes(d);
  if (size < lanes) {
    if (size == 0) return 0;
    const V text = FirstVector(in, size);
    if (IsAscii(text)) return size;
    // A sequence that the text cuts off is followed by zeros, which is a fault.
    return IsZero(FaultsOfFirst(text)) ? size : PrefixFrom(in, 0, size);
  }
  const auto faults_at = [&](size_t at) HWY_ATTR {
    return at == 0 ? FaultsOfFirst(hn::LoadU(d, in)) : FaultsAt(in + at);
  };
  size_t at = 0;
  for (; size - at >= 4 * lanes; at += 4 * lanes) {
    const uint8_t* from = in + at;
    const V all = hn::Or(hn::Or(hn::LoadU(d, from), hn::LoadU(d, from + lanes)),
                         hn::Or(hn::LoadU(d, from + 2 * lanes), hn::LoadU(d, from + 3 * lanes)));
    if (IsAscii(all)) {
      if (at != 0 && GoesOn(from)) return PrefixAround(in, at, size);
      continue;
    }
    const V faults = hn::Or(hn::Or(faults_at(at), FaultsAt(from + lanes)),
                            hn::Or(FaultsAt(from + 2 * lanes), FaultsAt(from + 3 * lanes)));
    if (!IsZero(faults)) return PrefixAround(in, at, size);
  }
  for (; size - at >= lanes; at += lanes) {
    if (IsAscii(hn::LoadU(d, in + at))) {
      if (at != 0 && GoesOn(in + at)) return PrefixAround(in, at, size);
    } else if (!IsZero(faults_at(at))) {
      return PrefixAround(in, at, size);
    }
  }
  if (at != size) {  // the last bytes, with some before them again if there are enough
    PaddedText padded;
    const uint8_t* last = in + size - lanes;
    if (size < lanes + 3) {
      memcpy(padded.middle(), in + at - 3, size - at + 3);
      last = padded.middle() + 3;
    }
    if (!IsZero(FaultsAt(last))) return PrefixAround(in, at, size);
  }
  return GoesOn(in + size) ? PrefixAround(in, at, size) : size;
}

#if SINEW_HAS_AVX3

// The number of bytes that are not continuations.
size_t CountSequences(const uint8_t* in, size_t size) {
  const D d;
  const hn::RebindToSigned<D> ds;
  const hn::Repartition<uint64_t, D> d64;
  const size_t lanes = hn::Lanes(d);
  const auto last_continuation = hn::Set(ds, static_cast<int8_t>(0xBF));
  auto sums = hn::Zero(d64);
  size_t at = 0;
  while (size - at >= lanes) {
    // A lane counts to 255.
    const size_t vectors = std::min<size_t>((size - at) / lanes, 255);
    V counts = hn::Zero(d);
    for (size_t i = 0; i < vectors; ++i, at += lanes) {
      const auto text = hn::BitCast(ds, hn::LoadU(d, in + at));
      counts =
          hn::Sub(counts, hn::BitCast(d, hn::VecFromMask(ds, hn::Gt(text, last_continuation))));
    }
    sums = hn::Add(sums, hn::SumsOf8(counts));
  }
  size_t count = static_cast<size_t>(hn::GetLane(hn::SumOfLanes(d64, sums)));
  for (; at < size; ++at) count += !IsContinuation(in[at]);
  return count;
}

#else  // !SINEW_HAS_AVX3

// The number of bytes that are not continuations. Those that are get counted, because zeros behind
// the end are not among them, and because a comparison can then load its text itself.
size_t CountSequences(const uint8_t* in, size_t size) {
  const D d;
  const hn::RebindToSigned<D> ds;
  const hn::Repartition<uint64_t, D> d64;
  const size_t lanes = hn::Lanes(d);
  const auto first_lead = hn::Set(ds, static_cast<int8_t>(0xC0));
  // -1 in the lanes of continuations.
  const auto continuations = [&](V text) HWY_ATTR {
    return hn::VecFromMask(ds, hn::Lt(hn::BitCast(ds, text), first_lead));
  };
  const auto at_place = [&](size_t i) HWY_ATTR { return continuations(hn::LoadU(d, in + i)); };
  auto sums = hn::Zero(d64);
  const auto add_up = [&](hn::Vec<decltype(ds)> negative) HWY_ATTR {
    sums = hn::Add(sums, hn::SumsOf8(hn::BitCast(d, hn::Neg(negative))));
  };
  size_t at = 0;
  while (size - at >= 4 * lanes) {
    // A lane counts to 252. One that takes the vectors one by one waits for its own additions.
    const size_t fours = std::min<size_t>((size - at) / (4 * lanes), 63);
    auto counts = hn::Zero(ds);
    for (size_t i = 0; i < fours; ++i, at += 4 * lanes) {
      counts =
          hn::Add(counts, hn::Add(hn::Add(at_place(at), at_place(at + lanes)),
                                  hn::Add(at_place(at + 2 * lanes), at_place(at + 3 * lanes))));
    }
    add_up(counts);
  }
  auto counts = hn::Zero(ds);
  for (; size - at >= lanes; at += lanes) counts = hn::Add(counts, at_place(at));
  if (at != size) counts = hn::Add(counts, continuations(FirstVector(in + at, size - at)));
  add_up(counts);
  return size - static_cast<size_t>(hn::GetLane(hn::SumOfLanes(d64, sums)));
}

#endif  // SINEW_HAS_AVX3

#endif  // HWY_TARGET == HWY_SCALAR

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace {

HWY_EXPORT(ValidPrefix);
HWY_EXPORT(CountSequences);

// A piece stays in the first-level cache while it is read more than once.
constexpr size_t kPiece = 16 << 10;

// Cuts a text into well-formed runs, for `good`, and single bytes that belong to none, for `bad`.
// Either returns false to stop. A sequence that the end of a piece cuts off begins the next one.
template <typename Good, typename Bad>
void ForEachRun(const uint8_t* in, size_t size, const Good& good, const Bad& bad) {
  size_t at = 0;
  // Faults are often close together: up to here the text is taken step by step, which costs less
  // than starting a vector loop after each.
  size_t crowd = 0;
  while (at < size) {
    size_t run;
    if (at < crowd) {
      run = FirstSequence(in + at, size - at).size;
    } else {
      run = ValidUtf8Prefix(in + at, std::min(size - at, kPiece));
    }
    if (run != 0) {
      if (!good(in + at, run)) return;
      at += run;
      continue;
    }
    if (!bad()) return;
    crowd = ++at + 64;
  }
}

// Which of the rows [first, first + count) are well-formed, as bits; count <= 64. All rows are
// checked at once, and then that none begins within a sequence; only if there is a fault, row by
// row.
template <typename Offset>
uint64_t ValidRows(const sinew_column& column, size_t first, size_t count) {
  const Bytes front = StringAt<Offset>(column, first);
  const Bytes back = StringAt<Offset>(column, first + count - 1);
  const size_t size = static_cast<size_t>(back.data - front.data) + back.size;
  uint64_t valid = 0;
  if (ValidUtf8Prefix(front.data, size) == size) {
    const uint8_t* end = front.data + size;
    for (size_t i = 0; i < count; ++i) {
      const Bytes row = StringAt<Offset>(column, first + i);
      const uint8_t* next = row.data + row.size;
      const bool cut =
          row.size != 0 && (IsContinuation(*row.data) || (next != end && IsContinuation(*next)));
      valid |= uint64_t{!cut} << i;
    }
    return valid;
  }
  for (size_t i = 0; i < count; ++i) {
    const Bytes row = StringAt<Offset>(column, first + i);
    valid |= uint64_t{ValidUtf8Prefix(row.data, row.size) == row.size} << i;
  }
  return valid;
}

}  // namespace

size_t ValidUtf8Prefix(const uint8_t* in, size_t size) {
  return SINEW_DISPATCH(ValidPrefix)(in, size);
}

}  // namespace sinew

// SINEW_CHAPTER UTF-8
//
// Unicode text in bytes (RFC 3629; the Unicode Standard, section 3.9). A character is a sequence of
// one to four bytes. Text is well-formed if it consists of sequences that the standard allows: none
// is longer than it has to be, and none stands for a surrogate or for more than U+10FFFF.

// Checks that `size` bytes are well-formed.
//
// Returns `size` and SINEW_STATUS_OK; otherwise the offset of the first byte that does not begin a
// well-formed sequence: all bytes before it are well-formed. SINEW_STATUS_TRUNCATED: the text ends
// within that sequence, and more bytes could complete it. SINEW_STATUS_CORRUPT: none could.
SINEW_API sinew_result sinew_utf8_validate(const void* in, size_t size) SINEW_NOEXCEPT {
  const uint8_t* text = sinew::AsBytes(in);
  const size_t prefix = sinew::ValidUtf8Prefix(text, size);
  if (prefix == size) return {size, SINEW_STATUS_OK};
  const bool truncated = sinew::FirstSequence(text + prefix, size - prefix).truncated;
  return {prefix, truncated ? SINEW_STATUS_TRUNCATED : SINEW_STATUS_CORRUPT};
}

// Returns the number of code points in `size` bytes. Each byte that is not part of a well-formed
// sequence counts as one, as in Go's utf8.RuneCount.
SINEW_API size_t sinew_utf8_count(const void* in, size_t size) SINEW_NOEXCEPT {
  size_t count = 0;
  sinew::ForEachRun(
      sinew::AsBytes(in), size,
      [&count](const uint8_t* run, size_t length) {
        using namespace sinew;
        count += SINEW_DISPATCH(CountSequences)(run, length);
        return true;
      },
      [&count] {
        ++count;
        return true;
      });
  return count;
}

// Copies `size` bytes of text, and puts the `replacement_size` bytes of `replacement` in place of
// each run of bytes that are not part of a well-formed sequence, as Go's strings.ToValidUTF8 does.
// The usual replacement is U+FFFD, which is EF BF BD; with an empty one such runs are left out.
// `out` can hold `capacity` bytes; sinew_utf8_sanitized_size says how many are written.
//
// Returns `size` as `read` and the bytes written. SINEW_STATUS_OUTPUT_FULL: `out` is too small. The
// `written` bytes are what the text before offset `read` becomes.
SINEW_API sinew_codec_result sinew_utf8_sanitize(const void* in, size_t size,
                                                 const void* replacement, size_t replacement_size,
                                                 void* out, size_t capacity) SINEW_NOEXCEPT {
  uint8_t* to = sinew::AsBytes(out);
  size_t read = 0;
  size_t written = 0;
  bool in_bad = false;
  const auto append = [&](const void* bytes, size_t length) {
    if (length > capacity - written) return false;
    if (length != 0) memcpy(to + written, bytes, length);
    written += length;
    return true;
  };
  sinew::ForEachRun(
      sinew::AsBytes(in), size,
      [&](const uint8_t* run, size_t length) {
        in_bad = false;
        if (!append(run, length)) return false;
        read += length;
        return true;
      },
      [&] {
        if (!in_bad && !append(replacement, replacement_size)) return false;
        in_bad = true;
        ++read;
        return true;
      });
  return {read, written, read == size ? SINEW_STATUS_OK : SINEW_STATUS_OUTPUT_FULL};
}

// Returns how many bytes sinew_utf8_sanitize writes for this text and a replacement of
// `replacement_size` bytes.
SINEW_API size_t sinew_utf8_sanitized_size(const void* in, size_t size,
                                           size_t replacement_size) SINEW_NOEXCEPT {
  size_t total = 0;
  bool in_bad = false;
  bool overflow = false;
  sinew::ForEachRun(
      sinew::AsBytes(in), size,
      [&](const uint8_t*, size_t length) {
        in_bad = false;
        overflow |= __builtin_add_overflow(total, length, &total);
        return true;
      },
      [&] {
        if (!in_bad) overflow |= __builtin_add_overflow(total, replacement_size, &total);
        in_bad = true;
        return true;
      });
  return overflow ? SIZE_MAX : total;
}

// Writes a bitmap of the rows of a column of strings that are not null and well-formed, as the
// empty string is: the validity of the column without its ill-formed rows. `out` takes
// (column->count + 7) / 8 bytes; the unused bits of the last one become 0.
//
// Returns the number of rows. SINEW_STATUS_INVALID_ARGUMENT: `column` or `out` is null, or the
// column is not of strings or is not laid out as sinew_column says; nothing is written, and `count`
// is the first row with bad offsets, or 0.
SINEW_API sinew_result sinew_utf8_validate_many(const sinew_column* column,
                                                uint8_t* out) SINEW_NOEXCEPT {
  using namespace sinew;
  const sinew_result checked = CheckColumnAndOut(column, out);
  if (checked.status != SINEW_STATUS_OK) return checked;
  if (!IsString(column->type)) return {0, SINEW_STATUS_INVALID_ARGUMENT};
  for (size_t row = 0; row < column->count; row += 64) {
    const size_t count = std::min<size_t>(column->count - row, 64);
    uint64_t valid = HasNarrowOffsets(column->type) ? ValidRows<int32_t>(*column, row, count)
                                                    : ValidRows<int64_t>(*column, row, count);
    if (column->validity != nullptr) {
      valid &= LoadBits(column->validity, column->validity_offset + row, count);
    }
    memcpy(out + row / 8, &valid, (count + 7) / 8);
  }
  return {column->count, SINEW_STATUS_OK};
}

#endif  // HWY_ONCE
