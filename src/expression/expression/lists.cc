#include <algorithm>
#include <bit>

#include "expression/expression/parser.h"
#include "expression/expression/time.h"

namespace sinew {

bool Parser::ParseIn(Operand a, Operand* result) {
  result->begin = a.begin;
  const bool is_null = a.IsNull();
  if (a.IsLiteral() && !Materialize(&a, TypeOf(a))) return false;
  const Class type_class = ClassOf(a.type);
  const Token first = token_;
  const uint32_t first_end = last_end_;
  bool has_null = false, has_large = false;
  size_t count = 0;
  const size_t bytes = program_->bytes.size();
  for (bool again = true; again; ++count) {
    Operand item;
    if (!ParseItem(&item) || (!is_null && !Require(item, type_class))) return false;
    if (item.IsNull()) has_null = true;
    // As equal to it counts every integer that is when it is an f64.
    if (item.literal == Literal::kReal && a.type != SINEW_TYPE_F64 && !IsExact(item.real)) {
      has_large = true;
    }
    again = IsSymbol(',');
    if (again && !Next()) return false;
  }
  if (!IsSymbol(')')) return Unexpected("',' or ')'");
  program_->bytes.Truncate(bytes);
  if (is_null) return Next() && EmitNull(result);
  token_ = first;
  last_end_ = first_end;

  if (type_class == Class::kBool || has_large) return InEach(a, count, result);
  Step step = {};
  step.kind = type_class == Class::kString ? StepKind::kInStrings : StepKind::kInNumbers;
  step.null_in_list = has_null;
  step.type = NativeType(a);
  step.list = static_cast<uint32_t>(type_class == Class::kString ? program_->strings.size()
                                                                 : program_->numbers.size());
  for (size_t i = 0; i < count; ++i) {
    Operand item;
    if (!ParseItem(&item) || (i + 1 < count && !Next())) return false;
    if (!item.IsNull() && !AddItem(step, a, item)) return false;
  }
  SortList(&step);
  return Next() && Emit(step, SINEW_TYPE_BOOL, a, result);
}

bool Parser::AddItem(const Step& step, const Operand& a, const Operand& item) {
  if (step.kind == StepKind::kInStrings) return Memorize(program_->strings.Append(item.string));
  if (a.type == SINEW_TYPE_F64) {
    const double real = RealOf(item);
    if (step.type == SINEW_TYPE_F32 && static_cast<double>(FloorToFloat(real)) != real) {
      return true;
    }
    return Memorize(program_->numbers.Append(std::bit_cast<int64_t>(real + 0.0)));
  }
  Wide integer = item.integer;
  if (item.literal == Literal::kReal) {
    integer = Floor(item.real);
    if (static_cast<double>(integer) != item.real) return true;
  } else if (item.literal == Literal::kTime) {
    integer = FloorDivide<Wide>(item.integer, NanosecondsOf(a.type));
    if (integer * NanosecondsOf(a.type) != item.integer) return true;
  }
  const Range range = RangeOf(step.type);
  if (integer < range.min || integer > range.max) return true;
  return Memorize(program_->numbers.Append(static_cast<int64_t>(static_cast<uint64_t>(integer))));
}

void Parser::SortList(Step* step) {
  if (step->kind == StepKind::kInStrings) {
    StringRange* const begin = program_->strings.data() + step->list;
    StringRange* const end = program_->strings.data() + program_->strings.size();
    const auto compare = [this](StringRange a, StringRange b) {
      return CompareBytes(BytesOf(a), BytesOf(b));
    };
    std::sort(begin, end, [&](StringRange a, StringRange b) { return compare(a, b) < 0; });
    StringRange* const last =
        std::unique(begin, end, [&](StringRange a, StringRange b) { return compare(a, b) == 0; });
    step->list_count = static_cast<uint32_t>(last - begin);
    program_->strings.Truncate(step->list + step->list_count);
    return;
  }
  int64_t* const begin = program_->numbers.data() + step->list;
  int64_t* const end = program_->numbers.data() + program_->numbers.size();
  if (InfoOf(step->type).kind == TypeKind::kFloat) {
    std::sort(begin, end, [](int64_t a, int64_t b) {
      return std::bit_cast<double>(a) < std::bit_cast<double>(b);
    });
  } else if (step->type == SINEW_TYPE_U64) {
    std::sort(begin, end, [](int64_t a, int64_t b) {
      return static_cast<uint64_t>(a) < static_cast<uint64_t>(b);
    });
  } else {
    std::sort(begin, end);
  }
  int64_t* const last = std::unique(begin, end);
  step->list_count = static_cast<uint32_t>(last - begin);
  program_->numbers.Truncate(step->list + step->list_count);
}

bool Parser::InEach(Operand a, size_t count, Operand* result) {
  Operand value = a, all = {};
  value.pinned = true;
  for (size_t i = 0; i < count; ++i) {
    Operand item, equal = {};
    if (!ParseItem(&item) || !Next()) return false;  // and ',' or ')'
    if (!Compare(Relation::kEqual, value, item, &equal)) return false;
    Step step = {};
    step.kind = StepKind::kOr;
    if (i != 0 && !Emit(step, SINEW_TYPE_BOOL, all, equal, &equal)) return false;
    all = equal;
  }
  Free(a);
  all.begin = result->begin;
  *result = all;
  return true;
}

}  // namespace sinew
