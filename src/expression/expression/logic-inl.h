// and, or, not and the other steps from truth values to truth values. Included once for each
// target.

#if defined(SINEW_EXPRESSION_EXPRESSION_LOGIC_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_EXPRESSION_EXPRESSION_LOGIC_INL_H_
#undef SINEW_EXPRESSION_EXPRESSION_LOGIC_INL_H_
#else
#define SINEW_EXPRESSION_EXPRESSION_LOGIC_INL_H_
#endif

#include "expression/expression/block-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

void RunBoolColumn(Block& block, const Step& step) {
  const sinew_column& column = block.columns[step.a.index];
  ReadBits(block, column.values, column.values_offset, block.program.BitsAt(step.out).truth);
  CopyValidity(block, step.a, step.out);
  ClearNulls(block, step.out);
}

void RunConstantBits(Block& block, const Step& step) {
  BitsRegister& out = block.program.BitsAt(step.out);
  out.all_valid = step.integer != 2;
  std::fill_n(out.truth, block.words, step.integer == 1 ? ~uint64_t{0} : 0);
  std::fill_n(out.valid, block.words, 0);
}

void RunIsValid(Block& block, const Step& step) {
  BitsRegister& out = block.program.BitsAt(step.out);
  CopyValidity(block, step.a, step.out);
  const Validity validity = ValidityOf(block, step.out);
  for (size_t i = 0; i < block.words; ++i) {
    out.truth[i] = ValidWord(validity, i) ^ (step.negated ? ~uint64_t{0} : 0);
  }
  out.all_valid = true;
}

void RunLogic(Block& block, const Step& step) {
  const BitsRegister &a = block.program.BitsAt(step.a), &b = block.program.BitsAt(step.b);
  BitsRegister& out = block.program.BitsAt(step.out);
  const bool is_and = step.kind == StepKind::kAnd;
  for (size_t i = 0; i < block.words; ++i) {
    out.truth[i] = is_and ? a.truth[i] & b.truth[i] : a.truth[i] | b.truth[i];
  }
  out.all_valid = a.all_valid && b.all_valid;
  if (out.all_valid) return;
  const Validity valid_a = ValidityOf(block, step.a), valid_b = ValidityOf(block, step.b);
  for (size_t i = 0; i < block.words; ++i) {
    const uint64_t known_a = ValidWord(valid_a, i), known_b = ValidWord(valid_b, i);
    // One side can decide: false for and, true for or.
    const uint64_t decided_a = is_and ? known_a & ~a.truth[i] : a.truth[i];
    const uint64_t decided_b = is_and ? known_b & ~b.truth[i] : b.truth[i];
    out.valid[i] = (known_a & known_b) | decided_a | decided_b;
  }
}

void RunNot(Block& block, const Step& step) {
  const BitsRegister& in = block.program.BitsAt(step.a);
  CopyValidity(block, step.a, step.out);
  for (size_t i = 0; i < block.words; ++i) block.program.BitsAt(step.out).truth[i] = ~in.truth[i];
  ClearNulls(block, step.out);
}

void RunEqualBits(Block& block, const Step& step) {
  const BitsRegister &a = block.program.BitsAt(step.a), &b = block.program.BitsAt(step.b);
  for (size_t i = 0; i < block.words; ++i) {
    block.program.BitsAt(step.out).truth[i] =
        a.truth[i] ^ b.truth[i] ^ (step.negated ? 0 : ~uint64_t{0});
  }
  CopyValidity(block, step.a, step.b, step.out);
  ClearNulls(block, step.out);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif
