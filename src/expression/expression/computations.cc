#include <algorithm>

#include "expression/expression/emitter.h"
#include "expression/expression/time.h"

namespace sinew {

bool Emitter::RefuseU64(const Operand& operand) {
  if (operand.type != SINEW_TYPE_U64) return true;
  return FailAt(operand.begin, "expected a number of type i64 or f64, found %s; cast it",
                Found(operand).chars);
}

bool Emitter::Compute(Arithmetic operation, const Operand& right, Operand* result) {
  if (!Require(*result, Class::kNumber) || !Require(right, Class::kNumber)) return false;
  sinew_type type = CommonNumber(*result, right);
  if (type != SINEW_TYPE_F64) {
    if (!RefuseU64(*result) || !RefuseU64(right)) return false;
    type = SINEW_TYPE_I64;
  } else if (operation == Arithmetic::kModulo) {
    return WrongOperand(result->type == SINEW_TYPE_F64 ? *result : right, "an integer");
  }
  Operand other = right;
  if (!Materialize(result, type) || !Materialize(&other, type)) return false;
  Step step = {};
  step.kind = StepKind::kArithmetic;
  step.arithmetic = operation;
  step.type = type;
  return Emit(step, type, *result, other, result);
}

bool Emitter::Select(const Operand& condition, const Operand& a, const Operand& b,
                     Operand* result) {
  Step step = {};
  step.kind = StepKind::kSelect;
  step.c = b.ref;
  const Operand last = b;
  sinew_type type = a.type;
  if (ClassOf(type) == Class::kString && b.type == SINEW_TYPE_LARGE_BINARY) type = b.type;
  if (!Emit(step, type, condition, a, result)) return false;
  Free(last);
  return true;
}

bool Emitter::Coalesce(const Operand& right, Operand* result) {
  if (right.IsNull()) return true;
  if (result->IsNull()) {
    *result = right;
    return true;
  }
  Operand other = right;
  if (!Unify(result, &other)) return false;
  Operand value = *result, condition = {};
  value.pinned = true;
  Step step = {};
  step.kind = StepKind::kIsValid;
  return Emit(step, SINEW_TYPE_BOOL, value, &condition) &&
         Select(condition, *result, other, result);
}

bool Emitter::Unify(Operand* a, Operand* b) {
  const Operand& typed = a->IsNull() ? *b : *a;
  if (typed.IsNull()) return WrongOperand(*b, "a value with a type");
  const Class type_class = ClassOf(typed.type);
  if (!Require(*b, type_class)) return false;
  sinew_type type = typed.type;
  if (type_class == Class::kNumber) {
    type = CommonNumber(*a, *b);
  } else if (type_class == Class::kTime && !a->IsNull() && !b->IsNull()) {
    // A literal takes the type of the other.
    if (a->IsLiteral()) type = b->type;
    if (!b->IsLiteral() && b->type != type) type = sinew_type{};
    if (type != sinew_type{} && (a->IsLiteral() || b->IsLiteral()) &&
        (a->type == SINEW_TYPE_DATE32) != (b->type == SINEW_TYPE_DATE32)) {
      type = sinew_type{};
    }
  }
  if (type == sinew_type{}) {
    return FailAt(b->begin, "expected type %s, found %s; cast one of both", NameOf(a->type),
                  Found(*b).chars);
  }
  const auto materialize = [&](Operand* operand) {
    const bool keeps = type_class == Class::kString && !operand->IsNull();
    return Materialize(operand, keeps ? operand->type : type);
  };
  return materialize(a) && materialize(b);
}

bool Emitter::Cast(sinew_type to, Operand* result) {
  if (result->IsNull()) return Materialize(result, to);
  const Class from = ClassOf(result->type);
  if (from == Class::kString) {
    return WrongOperand(*result, "a number, a boolean, a date or a timestamp");
  }
  const uint32_t begin = result->begin;
  if (!Materialize(result, result->type)) return false;
  if (ClassOf(to) != Class::kTime) {
    // A time is the number of its units.
    if (from == Class::kTime) result->type = SINEW_TYPE_I64;
    return result->type == to || Convert(result, to);
  }
  if (from == Class::kBool) {
    result->begin = begin;
    return FailAt(begin, "expected a number, a date or a timestamp, found a boolean");
  }
  if (from == Class::kNumber && result->type != SINEW_TYPE_I64 &&
      !Convert(result, SINEW_TYPE_I64)) {
    return false;
  }
  Step step = {};
  step.kind = StepKind::kRescale;
  step.integer = 1;
  if (from == Class::kTime) {
    const int64_t unit = NanosecondsOf(result->type), unit_to = NanosecondsOf(to);
    step.integer = std::max<int64_t>(unit / unit_to, 1);
    step.scale = std::max<int64_t>(unit_to / unit, 1);
  }
  step.is_days = to == SINEW_TYPE_DATE32;
  if (step.integer == 1 && step.scale == 1 && (!step.is_days || result->type == to)) {
    result->type = to;
    return true;
  }
  return Emit(step, to, *result, result);
}

}  // namespace sinew
