// What all steps share: a block of rows, its nulls, vectors to truth values. Included once for each
// target.

#if defined(SINEW_EXPRESSION_EXPRESSION_BLOCK_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_EXPRESSION_EXPRESSION_BLOCK_INL_H_
#undef SINEW_EXPRESSION_EXPRESSION_BLOCK_INL_H_
#else
#define SINEW_EXPRESSION_EXPRESSION_BLOCK_INL_H_
#endif

#include <hwy/highway.h>
#include <string.h>

#include <algorithm>
#include <bit>
#include <type_traits>

#include "core/bits.h"
#include "core/bytes.h"
#include "core/column.h"
#include "core/compare-inl.h"
#include "expression/expression/program.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// What the steps work on: rows [row, row + count) of the columns, and the registers of a program.
struct Block {
  const Program& program;
  const sinew_column* columns;
  size_t row;
  size_t count;
  // Of 64 truth values.
  size_t words;
  size_t faults;
};

// A bitmap of rows that are not null, or knowledge that all are.
struct Validity {
  uint64_t* words;
  bool* all;
};

Validity ValidityOf(Block& block, Ref ref) {
  switch (ref.place) {
    case Place::kBits: {
      BitsRegister& bits = block.program.BitsAt(ref);
      return {bits.valid, &bits.all_valid};
    }
    case Place::kWords: {
      WordsRegister& words = block.program.WordsAt(ref);
      return {words.valid, &words.all_valid};
    }
    default: {
      ViewsRegister& views = block.program.ViewsAt(ref);
      return {views.valid, &views.all_valid};
    }
  }
}

uint64_t LowRows(Block& block, size_t word) { return LowBits(block.count - word * 64); }

// The bits of a column's bitmap.
void ReadBits(Block& block, const void* bits, size_t offset, uint64_t* out) {
  const uint8_t* bytes = AsBytes(bits);
  for (size_t i = 0; i < block.words; ++i) {
    out[i] =
        LoadBits(bytes, offset + block.row + i * 64, std::min<size_t>(block.count - i * 64, 64));
  }
}

uint64_t ValidWord(const Validity& validity, size_t word) {
  return *validity.all ? ~uint64_t{0} : validity.words[word];
}

void CopyValidity(Block& block, Ref from, Ref to) {
  const Validity out = ValidityOf(block, to);
  if (from.place == Place::kColumn) {
    const sinew_column& column = block.columns[from.index];
    *out.all = column.validity == nullptr;
    if (!*out.all) ReadBits(block, column.validity, column.validity_offset, out.words);
    return;
  }
  const Validity in = ValidityOf(block, from);
  *out.all = *in.all;
  if (!*in.all) memcpy(out.words, in.words, block.words * sizeof(uint64_t));
}

void CopyValidity(Block& block, Ref a, Ref b, Ref to) {
  const Validity in_a = ValidityOf(block, a), in_b = ValidityOf(block, b),
                 out = ValidityOf(block, to);
  *out.all = *in_a.all && *in_b.all;
  if (*out.all) return;
  for (size_t i = 0; i < block.words; ++i) {
    out.words[i] = ValidWord(in_a, i) & ValidWord(in_b, i);
  }
}

// A null is not true.
void ClearNulls(Block& block, Ref ref) {
  const BitsRegister& bits = block.program.BitsAt(ref);
  if (bits.all_valid) return;
  for (size_t i = 0; i < block.words; ++i) bits.truth[i] &= bits.valid[i];
}

// Makes those rows of the result null that `fault` says, word by word, and counts them.
template <class Fault>
void AddFaults(Block& block, Ref out, const Fault& fault) {
  const Validity validity = ValidityOf(block, out);
  for (size_t i = 0; i < block.words; ++i) {
    const uint64_t faults = fault(i) & ValidWord(validity, i) & LowRows(block, i);
    if (faults == 0) continue;
    if (*validity.all) {
      std::fill_n(validity.words, kBlockWords, ~uint64_t{0});
      *validity.all = false;
    }
    validity.words[i] &= ~faults;
    block.faults += static_cast<size_t>(std::popcount(faults));
  }
}

const uint8_t* ValuesOf(Block& block, const Step& step) {
  if (step.a.place == Place::kWords) return block.program.WordsAt(step.a).data;
  const sinew_column& column = block.columns[step.a.index];
  return AsBytes(column.values) + block.row * ValueWidth(column.type);
}

// The words of a register to write to.
uint8_t* OwnWords(Block& block, Ref ref) {
  WordsRegister& words = block.program.WordsAt(ref);
  words.data = reinterpret_cast<const uint8_t*>(words.own);
  return reinterpret_cast<uint8_t*>(words.own);
}

// Calls function(at), where at(i) is row i of the block, for a column or views.
template <class Function>
HWY_INLINE void WithStrings(Block& block, Ref ref, const Function& function) {
  if (ref.place == Place::kViews) {
    const Bytes* views = block.program.ViewsAt(ref).views;
    return function([views](size_t i) HWY_ATTR { return views[i]; });
  }
  const sinew_column& column = block.columns[ref.index];
  const size_t row = block.row;
  if (HasNarrowOffsets(column.type)) {
    function([&column, row](size_t i) HWY_ATTR { return StringAt<int32_t>(column, row + i); });
  } else {
    function([&column, row](size_t i) HWY_ATTR { return StringAt<int64_t>(column, row + i); });
  }
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif
