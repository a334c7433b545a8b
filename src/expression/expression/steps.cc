// Runs a program on a block of rows. A comparison with a literal reads vectors of the column and
// packs their masks into words of 64 truth values; and, or and not work on those words. NULL is a
// second bitmap, which is left out where there are no nulls, as is most often the case.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "expression/expression/steps.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
#include <string.h>

#include <algorithm>
#include <bit>
#include <utility>

#include "core/dispatch.h"
#include "core/targets.h"
#include "expression/expression/arithmetic-inl.h"
#include "expression/expression/block-inl.h"
#include "expression/expression/calendar-inl.h"
#include "expression/expression/comparison-inl.h"
#include "expression/expression/logic-inl.h"
#include "expression/expression/string-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

void RunLoad(Block& block, const Step& step) {
  const uint8_t* values = ValuesOf(block, step);
  WordsRegister& words = block.program.WordsAt(step.out);
  if (ValueWidth(step.type) == 8 && block.count == kBlockRows) {
    words.data = values;
  } else {
    uint8_t* out = OwnWords(block, step.out);
    WithType(step.type, [&](auto zero) HWY_ATTR {
      using T = decltype(zero);
      using W = std::conditional_t<std::is_floating_point_v<T>, double,
                                   std::conditional_t<sizeof(T) == 8, T, int64_t>>;
      for (size_t i = 0; i < block.count; ++i) {
        Store(out + i * 8, static_cast<W>(Load<T>(values + i * sizeof(T))));
      }
    });
  }
  CopyValidity(block, step.a, step.out);
}

void RunSelect(Block& block, const Step& step) {
  const uint64_t* choice = block.program.BitsAt(step.a).truth;
  const auto chooses = [choice](size_t i) HWY_ATTR { return (choice[i / 64] >> i % 64 & 1) != 0; };
  switch (step.out.place) {
    case Place::kBits: {
      const BitsRegister &b = block.program.BitsAt(step.b), &c = block.program.BitsAt(step.c);
      for (size_t i = 0; i < block.words; ++i) {
        block.program.BitsAt(step.out).truth[i] =
            (choice[i] & b.truth[i]) | (~choice[i] & c.truth[i]);
      }
      break;
    }
    case Place::kWords: {
      const uint8_t* b = block.program.WordsAt(step.b).data;
      const uint8_t* c = block.program.WordsAt(step.c).data;
      uint8_t* out = OwnWords(block, step.out);
      for (size_t i = 0; i < block.count; ++i) {
        Store(out + i * 8, Load<uint64_t>((chooses(i) ? b : c) + i * 8));
      }
      break;
    }
    default: {
      const Bytes *b = block.program.ViewsAt(step.b).views,
                  *c = block.program.ViewsAt(step.c).views;
      Bytes* out = block.program.ViewsAt(step.out).views;
      for (size_t i = 0; i < block.count; ++i) out[i] = chooses(i) ? b[i] : c[i];
    }
  }
  const Validity b = ValidityOf(block, step.b), c = ValidityOf(block, step.c),
                 out = ValidityOf(block, step.out);
  *out.all = *b.all && *c.all;
  if (*out.all) return;
  for (size_t i = 0; i < block.words; ++i) {
    out.words[i] = (choice[i] & ValidWord(b, i)) | (~choice[i] & ValidWord(c, i));
  }
}

void RunLoadViews(Block& block, const Step& step) {
  Bytes* views = block.program.ViewsAt(step.out).views;
  WithStrings(block, step.a, [&](auto at) HWY_ATTR {
    for (size_t i = 0; i < block.count; ++i) views[i] = at(i);
  });
  CopyValidity(block, step.a, step.out);
}

void RunStep(Block& block, const Step& step) {
  switch (step.kind) {
    case StepKind::kBoolColumn:
      return RunBoolColumn(block, step);
    case StepKind::kConstantBits:
      return RunConstantBits(block, step);
    case StepKind::kCompareLiteral:
      return RunCompareLiteral(block, step);
    case StepKind::kCompareWords:
      return RunCompareWords(block, step);
    case StepKind::kInNumbers:
      return RunInNumbers(block, step);
    case StepKind::kCompareStringTo:
      return RunCompareStringTo(block, step);
    case StepKind::kCompareStrings:
      return RunCompareStrings(block, step);
    case StepKind::kInStrings:
      return RunInStrings(block, step);
    case StepKind::kIsValid:
      return RunIsValid(block, step);
    case StepKind::kAnd:
    case StepKind::kOr:
      return RunLogic(block, step);
    case StepKind::kNot:
      return RunNot(block, step);
    case StepKind::kEqualBits:
      return RunEqualBits(block, step);
    case StepKind::kLoad:
      return RunLoad(block, step);
    case StepKind::kConvert:
      return RunConvert(block, step);
    case StepKind::kArithmetic:
      return step.type == SINEW_TYPE_F64 ? ComputeReals(block, step) : ComputeIntegers(block, step);
    case StepKind::kNegate:
      return RunNegate(block, step);
    case StepKind::kRescale:
      return RunRescale(block, step);
    case StepKind::kDatePart:
      return RunDatePart(block, step);
    case StepKind::kBucket:
      return RunBucket(block, step);
    case StepKind::kLength:
      return RunLength(block, step);
    case StepKind::kLoadViews:
      return RunLoadViews(block, step);
    case StepKind::kSelect:
      return RunSelect(block, step);
  }
}

size_t RunAll(const Program& program, const sinew_column* columns, size_t row, size_t count) {
  Block block = {program, columns, row, count, (count + 63) / 64, 0};
  for (size_t i = 0; i < program.steps.size(); ++i) RunStep(block, program.steps[i]);
  return block.faults;
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {

HWY_EXPORT(RunAll);

size_t RunSteps(const Program& program, const sinew_column* columns, size_t row, size_t count) {
  return SINEW_DISPATCH(RunAll)(program, columns, row, count);
}

}  // namespace sinew

#endif  // HWY_ONCE
