#include <algorithm>

#include "expression/expression/emitter.h"
#include "expression/expression/time.h"

namespace sinew {
namespace {

// The relation of b to a if that of a to b is `relation`.
Relation Swapped(Relation relation) {
  switch (relation) {
    case Relation::kLess:
      return Relation::kGreater;
    case Relation::kLessEqual:
      return Relation::kGreaterEqual;
    case Relation::kGreater:
      return Relation::kLess;
    case Relation::kGreaterEqual:
      return Relation::kLessEqual;
    default:
      return relation;
  }
}

// The relation to `floor` that says the same as `relation` to a number above it, and below the next
// that there is.
Relation ToFloor(Relation relation) {
  switch (relation) {
    case Relation::kEqual:
      return Relation::kNever;
    case Relation::kNotEqual:
      return Relation::kAlways;
    case Relation::kLess:
    case Relation::kLessEqual:
      return Relation::kLessEqual;
    default:
      return Relation::kGreater;
  }
}

// The relation to any value if the literal is above all values of the type.
Relation ToAbove(Relation relation) {
  return relation == Relation::kAlways || relation == Relation::kNotEqual ||
                 relation == Relation::kLess || relation == Relation::kLessEqual
             ? Relation::kAlways
             : Relation::kNever;
}
Relation ToBelow(Relation relation) { return ToAbove(Swapped(relation)); }

}  // namespace

bool Emitter::Compare(Relation relation, const Operand& a, const Operand& b, Operand* result) {
  const uint32_t begin = a.begin;
  const bool good = CompareAny(relation, a, b, result);
  result->begin = begin;
  return good;
}

bool Emitter::CompareAny(Relation relation, Operand a, Operand b, Operand* result) {
  if (a.IsNull() || b.IsNull()) {
    Free(a);
    Free(b);
    return EmitNull(result);
  }
  const Class type_class = ClassOf(a.type);
  if (!Require(b, type_class)) return false;
  if (a.IsLiteral() && !b.IsLiteral()) {
    std::swap(a, b);
    relation = Swapped(relation);
  }
  switch (type_class) {
    case Class::kBool:
      return CompareBools(relation, a, b, result);
    case Class::kString:
      return CompareStrings(relation, a, b, result);
    case Class::kTime:
      return CompareTimes(relation, a, b, result);
    default:
      return CompareNumbers(relation, a, b, result);
  }
}

bool Emitter::CompareBools(Relation relation, Operand a, Operand b, Operand* result) {
  if (relation != Relation::kEqual && relation != Relation::kNotEqual) {
    return WrongOperand(a, "a number, a string, a date or a timestamp");
  }
  if (!Materialize(&a, SINEW_TYPE_BOOL) || !Materialize(&b, SINEW_TYPE_BOOL)) return false;
  Step step = {};
  step.kind = StepKind::kEqualBits;
  step.negated = relation == Relation::kNotEqual;
  return Emit(step, SINEW_TYPE_BOOL, a, b, result);
}

bool Emitter::AddString(StringRange string, uint32_t* index) {
  *index = static_cast<uint32_t>(program_->strings.size());
  return Memorize(program_->strings.Append(string));
}

bool Emitter::CompareStrings(Relation relation, Operand a, Operand b, Operand* result) {
  Step step = {};
  step.relation = relation;
  if (b.IsLiteral() && !a.IsLiteral()) {
    step.kind = StepKind::kCompareStringTo;
    return AddString(b.string, &step.list) && Emit(step, SINEW_TYPE_BOOL, a, result);
  }
  if (!Materialize(&a, a.type) || !Materialize(&b, b.type)) return false;
  step.kind = StepKind::kCompareStrings;
  return Emit(step, SINEW_TYPE_BOOL, a, b, result);
}

sinew_type Emitter::NativeType(const Operand& operand) const {
  if (operand.kind == Operand::Kind::kColumn) return options_.columns[operand.ref.index].type;
  return ClassOf(operand.type) == Class::kTime ? SINEW_TYPE_I64 : operand.type;
}

bool Emitter::CompareToInteger(Relation relation, Wide integer, const Operand& a, Operand* result) {
  Step step = {};
  step.kind = StepKind::kCompareLiteral;
  step.type = NativeType(a);
  const Range range = RangeOf(step.type);
  if (integer > range.max) {
    relation = ToAbove(relation);
  } else if (integer < range.min) {
    relation = ToBelow(relation);
  } else {
    step.integer = static_cast<int64_t>(static_cast<uint64_t>(integer));
  }
  step.relation = relation;
  return Emit(step, SINEW_TYPE_BOOL, a, result);
}

bool Emitter::CompareNumbers(Relation relation, Operand a, Operand b, Operand* result) {
  const bool is_float = a.type == SINEW_TYPE_F64;
  if (b.IsLiteral() && !a.IsLiteral()) {
    if (!is_float && b.literal == Literal::kInteger) {
      return CompareToInteger(relation, b.integer, a, result);
    }
    const double real = RealOf(b);
    if (!is_float && IsExact(real)) {
      const Wide floor = Floor(real);
      if (static_cast<double>(floor) != real) relation = ToFloor(relation);
      return CompareToInteger(relation, floor, a, result);
    }
    if (!is_float && !Materialize(&a, SINEW_TYPE_F64)) return false;
    Step step = {};
    step.kind = StepKind::kCompareLiteral;
    step.type = NativeType(a);
    step.real = real;
    if (step.type == SINEW_TYPE_F32) {
      step.real = FloorToFloat(real);
      if (step.real != real) relation = ToFloor(relation);
    }
    step.relation = relation;
    return Emit(step, SINEW_TYPE_BOOL, a, result);
  }
  const sinew_type common = CommonNumber(a, b);
  Step step = {};
  step.kind = StepKind::kCompareWords;
  step.relation = relation;
  if (!Materialize(&a, common == sinew_type{} ? a.type : common) ||
      !Materialize(&b, common == sinew_type{} ? b.type : common)) {
    return false;
  }
  step.type = a.type;
  step.other = b.type;
  return Emit(step, SINEW_TYPE_BOOL, a, b, result);
}

bool Emitter::CompareTimes(Relation relation, Operand a, Operand b, Operand* result) {
  if (b.IsLiteral() && !a.IsLiteral()) {
    const Wide unit = NanosecondsOf(a.type);
    const Wide floor = FloorDivide(b.integer, unit);
    if (floor * unit != b.integer) relation = ToFloor(relation);
    return CompareToInteger(relation, floor, a, result);
  }
  if (!Materialize(&a, a.type) || !Materialize(&b, b.type)) return false;
  Step step = {};
  step.kind = StepKind::kCompareWords;
  step.relation = relation;
  const int64_t unit_a = NanosecondsOf(a.type), unit_b = NanosecondsOf(b.type);
  step.integer = std::max<int64_t>(unit_a / unit_b, 1);
  step.scale = std::max<int64_t>(unit_b / unit_a, 1);
  return Emit(step, SINEW_TYPE_BOOL, a, b, result);
}

double Emitter::RealOf(const Operand& literal) {
  return literal.literal == Literal::kInteger ? static_cast<double>(literal.integer) : literal.real;
}

}  // namespace sinew
