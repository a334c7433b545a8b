#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "ingest/ndjson/run.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/bits.h"
#include "core/bytes.h"
#include "core/dispatch.h"
#include "core/vectors-inl.h"
#include "ingest/ndjson/layout.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

template <class D>
HWY_INLINE bool IsZero(D d, hn::Vec<D> v) {
  return hn::AllTrue(d, hn::Eq(v, hn::Zero(d)));
}

// Whether the tokens from `at` on, of which there are enough, are of the same kinds.
HWY_INLINE bool HasKinds(const uint8_t* kinds, const JsonLayout& layout) {
  const hn::CappedTag<uint8_t, 64> d;
  auto other = hn::Zero(d);
  for (size_t i = 0; i < layout.token_count; i += hn::Lanes(d)) {
    const auto both = hn::Xor(LoadUnaligned(d, kinds + i), LoadUnaligned(d, &layout.kinds[i]));
    other = hn::Or(other, hn::And(both, LoadUnaligned(d, &layout.mask[i])));
  }
  return IsZero(d, other);
}

HWY_INLINE bool HasSizes(const uint16_t* positions, const JsonLayout& layout) {
  const hn::CappedTag<uint16_t, 32> d;
  auto other = hn::Zero(d);
  for (size_t i = 0; i < layout.size_end; i += hn::Lanes(d)) {
    const auto sizes =
        hn::Sub(LoadUnaligned(d, positions + i + 1), LoadUnaligned(d, positions + i));
    const auto both = hn::Xor(sizes, LoadUnaligned(d, &layout.sizes[i]));
    other = hn::Or(other, hn::And(both, LoadUnaligned(d, &layout.size_mask[i])));
  }
  return IsZero(d, other);
}

HWY_INLINE bool HasNames(const uint8_t* in, const uint16_t* positions, const JsonLayout& layout) {
  const hn::CappedTag<uint8_t, JsonLayout::kNameBytes> d;
  auto other = hn::Zero(d);
  for (size_t k = 0; k < layout.name_count; ++k) {
    const JsonLayout::Name& name = layout.names[k];
    const uint8_t* const text = in + positions[name.token];
    for (size_t i = 0; i < JsonLayout::kNameBytes; i += hn::Lanes(d)) {
      const auto both = hn::Xor(LoadUnaligned(d, text + i), LoadUnaligned(d, &name.text[i]));
      other = hn::Or(other, hn::And(both, LoadUnaligned(d, &name.mask[i])));
    }
  }
  return IsZero(d, other);
}

HWY_INLINE bool HasEscapedNames(const JsonTokens& tokens, const uint16_t* positions,
                                const JsonLayout& layout) {
  uint64_t escapes = 0;
  for (size_t k = 0; k < layout.other_count; ++k) {
    const size_t token = layout.others[k];
    const size_t at = positions[token];
    const uint64_t bits = Load<uint64_t>(tokens.escape_bits + at / 8) >> at % 8;
    escapes |= bits & LowBits(layout.sizes[token]);
  }
  return escapes != 0;
}

// How many records, from the next token on, are like the layout; no more than `most`.
HWY_INLINE size_t CountAlike(const JsonRun& run, const JsonTokens& tokens, const JsonLayout& layout,
                             size_t most) {
  const uint8_t* const in = tokens.in + tokens.base;
  // Names are read in vectors, values copied.
  const size_t room = tokens.size - tokens.base;
  if (room <= kJsonSlack) return 0;
  size_t at = tokens.at, count = 0;
  for (; count < most && tokens.count - at >= layout.token_count; ++count) {
    const uint16_t* const positions = tokens.positions + at;
    if (!HasKinds(tokens.kinds + at, layout)) break;
    const size_t begin = positions[0];
    const size_t end = positions[layout.token_count - 1] + size_t{1};
    if (end > room - kJsonSlack || end - begin > run.max_record_size) break;
    if (run.rows != nullptr &&
        !FillsRow(*run.rows, run.rows->next + count, in + end, run.max_record_size)) {
      break;
    }
    if (!HasSizes(positions, layout) || !HasNames(in, positions, layout)) break;
    if (HWY_UNLIKELY(tokens.has_escapes) && HasEscapedNames(tokens, positions, layout)) break;
    if (HWY_UNLIKELY(run.validate) &&
        !IsValidJsonRecord(tokens, layout, at, tokens.base + begin, tokens.base + end)) {
      break;
    }
    at += layout.token_count;
  }
  return count;
}

void Run(JsonRun* run) {
  JsonTokens& tokens = *run->tokens;
  run->is_cut = false;
  while (run->row < run->row_limit) {
    const size_t left = tokens.count - tokens.at;
    const size_t rows = run->row_limit - run->row;
    bool is_cut = false;
    size_t count = 0;
    for (size_t i = 0; i < kJsonLayouts && count == 0; ++i) {
      const size_t index = (run->last + i) % kJsonLayouts;
      const JsonLayout& layout = run->layouts[index];
      if (layout.token_count == 0) continue;
      if (layout.token_count > left) {
        is_cut = true;
        continue;
      }
      count = CountAlike(*run, tokens, layout, rows);
      if (count != 0) run->last = index;
    }
    if (count == 0) {
      run->is_cut = is_cut;
      return;
    }
    const JsonLayout& layout = run->layouts[run->last];
    const size_t put = PutJsonRecords(*run, tokens, layout, count, run->row);
    if (put != 0) {
      run->row += put;
      if (run->rows != nullptr) run->rows->next += put;
      tokens.at += put * layout.token_count;
      run->done = tokens.PositionOf(tokens.at - 1) + 1;
    }
    if (put != count) return;
  }
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace {
HWY_EXPORT(Run);
}  // namespace

void RunJson(JsonRun* run) { SINEW_DISPATCH(Run)(run); }

}  // namespace sinew

#endif  // HWY_ONCE
