// Comparisons of strings. Included once for each target.

#if defined(SINEW_EXPRESSION_EXPRESSION_STRING_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_EXPRESSION_EXPRESSION_STRING_INL_H_
#undef SINEW_EXPRESSION_EXPRESSION_STRING_INL_H_
#else
#define SINEW_EXPRESSION_EXPRESSION_STRING_INL_H_
#endif

#include "core/compare.h"
#include "expression/expression/block-inl.h"
#include "expression/expression/comparison-inl.h"
#include "expression/expression/time.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// Truth values from the sizes of strings alone, by the differences of their offsets.
template <typename Offset, class MaskOf>
void CompareSizes(Block& block, const sinew_column& column, const MaskOf& mask, uint64_t* out) {
  const hn::CappedTag<Offset, 64> d;
  const size_t lanes = hn::Lanes(d);
  const uint8_t* offsets = AsBytes(column.offsets) + block.row * sizeof(Offset);
  for (size_t word = 0; word < block.words; ++word) {
    uint8_t last[65 * sizeof(Offset)];
    const uint8_t* from = offsets + word * 64 * sizeof(Offset);
    const size_t rows = block.count - word * 64;
    if (rows < 64) {
      memset(last, 0, sizeof(last));
      memcpy(last, from, (rows + 1) * sizeof(Offset));
      from = last;
    }
    uint64_t bits = 0;
    for (size_t i = 0; i < 64; i += lanes) {
      const uint8_t* at = from + i * sizeof(Offset);
      const auto size = hn::Sub(LoadUnaligned(d, at + sizeof(Offset)), LoadUnaligned(d, at));
      bits |= BitsOfMask(d, mask(d, size)) << i;
    }
    out[word] = bits & LowRows(block, word);
  }
}

template <class MaskOf>
void CompareSizes(Block& block, Ref ref, const MaskOf& mask, uint64_t* out) {
  const sinew_column& column = block.columns[ref.index];
  return HasNarrowOffsets(column.type) ? CompareSizes<int32_t>(block, column, mask, out)
                                       : CompareSizes<int64_t>(block, column, mask, out);
}

// Calls function(at), where at(i) is the head of row i of a column.
template <class Function>
HWY_INLINE void WithHeads(Block& block, Ref ref, const Function& function) {
  const sinew_column& column = block.columns[ref.index];
  const uint8_t* const end = AsBytes(column.values) + column.values_size;
  WithStrings(block, ref, [&](auto at) HWY_ATTR {
    function([&](size_t i) HWY_ATTR {
      const Bytes string = at(i);
      return HeadOf(string, static_cast<size_t>(end - string.data));
    });
  });
}

// =, <> and starts_with of a column and a literal that a head holds.
void CompareHeads(Block& block, const Step& step, Bytes literal) {
  const Head wanted = HeadOf(literal, 0);
  const bool starts = step.relation == Relation::kStartsWith;
  const bool negated = step.relation == Relation::kNotEqual;
  const uint64_t mask = starts ? LowBits(8 * literal.size) : ~uint64_t{0};
  WithHeads(block, step.a, [&](auto at) HWY_ATTR {
    TestRows(
        block.count,
        [&](size_t i) HWY_ATTR {
          const Head head = at(i);
          const bool fits = starts ? head.size >= wanted.size : head.size == wanted.size;
          return (fits & (((head.bytes ^ wanted.bytes) & mask) == 0)) != negated;
        },
        block.program.BitsAt(step.out).truth);
  });
}

// Of a string that is long enough, and a literal that is not empty.
bool Matches(Relation relation, Bytes string, Bytes literal) {
  switch (relation) {
    case Relation::kEndsWith:
      return memcmp(string.data + string.size - literal.size, literal.data, literal.size) == 0;
    case Relation::kContains:
      return memmem(string.data, string.size, literal.data, literal.size) != nullptr;
    default:
      return memcmp(string.data, literal.data, literal.size) == 0;
  }
}

void CompareStringTo(Block& block, const Step& step) {
  const Bytes literal = block.program.StringAt(step.list);
  uint64_t* out = block.program.BitsAt(step.out).truth;
  const Relation relation = step.relation;
  const bool by_order = relation >= Relation::kLess && relation <= Relation::kGreaterEqual;
  const bool by_size = relation == Relation::kEqual || relation == Relation::kNotEqual;
  if (by_order) {
    return WithStrings(block, step.a, [&](auto at) HWY_ATTR {
      TestRows(
          block.count,
          [&](size_t i) HWY_ATTR { return Holds(relation, CompareBytes(at(i), literal), 0); }, out);
    });
  }
  const bool is_head = by_size || relation == Relation::kStartsWith;
  if (is_head && step.a.place == Place::kColumn && literal.size <= kHeadSize) {
    return CompareHeads(block, step, literal);
  }
  // Few strings have the right size; only those are looked at.
  if (step.a.place == Place::kColumn) {
    const int64_t wanted = static_cast<int64_t>(literal.size);
    // A literal is much shorter than 2^31 bytes.
    if (by_size) {
      CompareSizes(
          block, step.a,
          [&](auto d, auto size) HWY_ATTR {
            return hn::Eq(size, hn::Set(d, static_cast<hn::TFromD<decltype(d)>>(wanted)));
          },
          out);
    } else {
      CompareSizes(
          block, step.a,
          [&](auto d, auto size) HWY_ATTR {
            return hn::Not(hn::Lt(size, hn::Set(d, static_cast<hn::TFromD<decltype(d)>>(wanted))));
          },
          out);
    }
  } else {
    const Bytes* views = block.program.ViewsAt(step.a).views;
    TestRows(
        block.count,
        [&](size_t i) HWY_ATTR {
          return by_size ? views[i].size == literal.size : views[i].size >= literal.size;
        },
        out);
  }
  if (literal.size != 0) {
    WithStrings(block, step.a, [&](auto at) HWY_ATTR {
      for (size_t word = 0; word < block.words; ++word) {
        for (uint64_t left = out[word]; left != 0; left &= left - 1) {
          const size_t bit = static_cast<size_t>(std::countr_zero(left));
          if (!Matches(relation, at(word * 64 + bit), literal)) {
            out[word] &= ~(uint64_t{1} << bit);
          }
        }
      }
    });
  }
  if (relation == Relation::kNotEqual) {
    for (size_t word = 0; word < block.words; ++word) out[word] = ~out[word];
  }
}

bool IsInList(Block& block, const Step& step, Bytes string) {
  size_t begin = step.list, size = step.list_count;
  while (size > 0) {
    const size_t half = size / 2;
    const int order = CompareBytes(block.program.StringAt(begin + half), string);
    if (order == 0) return true;
    if (order < 0) {
      begin += half + 1;
      size -= half + 1;
    } else {
      size = half;
    }
  }
  return false;
}

void RunCompareStringTo(Block& block, const Step& step) {
  CompareStringTo(block, step);
  CopyValidity(block, step.a, step.out);
  ClearNulls(block, step.out);
}

void RunCompareStrings(Block& block, const Step& step) {
  const Bytes* a = block.program.ViewsAt(step.a).views;
  const Bytes* b = block.program.ViewsAt(step.b).views;
  TestRows(
      block.count,
      [&](size_t i) HWY_ATTR { return Holds(step.relation, CompareBytes(a[i], b[i]), 0); },
      block.program.BitsAt(step.out).truth);
  CopyValidity(block, step.a, step.b, step.out);
  return ClearNulls(block, step.out);
}

// Whether a short list has nothing but literals that a head holds.
bool AreHeads(Block& block, const Step& step) {
  if (step.a.place != Place::kColumn || step.list_count > kMaxCompared) return false;
  for (size_t i = 0; i < step.list_count; ++i) {
    if (block.program.StringAt(step.list + i).size > kHeadSize) return false;
  }
  return true;
}

void CompareListOfHeads(Block& block, const Step& step) {
  Head list[kMaxCompared];
  for (size_t i = 0; i < step.list_count; ++i) {
    list[i] = HeadOf(block.program.StringAt(step.list + i), 0);
  }
  WithHeads(block, step.a, [&](auto at) HWY_ATTR {
    TestRows(
        block.count,
        [&](size_t i) HWY_ATTR {
          const Head head = at(i);
          bool is_any = false;
          for (size_t k = 0; k < step.list_count; ++k) {
            is_any |= (head.bytes == list[k].bytes) & (head.size == list[k].size);
          }
          return is_any;
        },
        block.program.BitsAt(step.out).truth);
  });
}

void RunInStrings(Block& block, const Step& step) {
  if (AreHeads(block, step)) {
    CompareListOfHeads(block, step);
  } else {
    WithStrings(block, step.a, [&](auto at) HWY_ATTR {
      TestRows(
          block.count, [&](size_t i) HWY_ATTR { return IsInList(block, step, at(i)); },
          block.program.BitsAt(step.out).truth);
    });
  }
  CopyValidity(block, step.a, step.out);
  return FinishList(block, step);
}

void RunLength(Block& block, const Step& step) {
  uint8_t* out = OwnWords(block, step.out);
  WithStrings(block, step.a, [&](auto at) HWY_ATTR {
    for (size_t i = 0; i < block.count; ++i) Store(out + i * 8, static_cast<int64_t>(at(i).size));
  });
  CopyValidity(block, step.a, step.out);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif
