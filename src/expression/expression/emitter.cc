#include "expression/expression/emitter.h"

#include <stdio.h>

#include <algorithm>
#include <bit>

#include "core/status.h"
#include "expression/expression/time.h"

namespace sinew {
namespace {

// A register for a constant is 16 KiB.
constexpr size_t kMaxConstants = 256;

Place PlaceOf(sinew_type type) {
  const Class type_class = ClassOf(type);
  if (type_class == Class::kBool) return Place::kBits;
  return type_class == Class::kString ? Place::kViews : Place::kWords;
}

}  // namespace

bool Emitter::Memorize(sinew_status status) {
  if (status == SINEW_STATUS_OK) return true;
  status_ = FailGrowth(error_, status, memory_, "the steps of an expression");
  return false;
}

bool Emitter::Unquote(const Token& token, StringRange* string) {
  const size_t begin = program_->bytes.size();
  const uint8_t quote = text_[token.begin];
  for (size_t i = token.begin + 1; i < token.end - 1; ++i) {
    if (text_[i] == quote) ++i;
    if (!Memorize(program_->bytes.Append(text_[i]))) return false;
  }
  *string = {static_cast<uint32_t>(begin), static_cast<uint32_t>(program_->bytes.size() - begin)};
  return true;
}

Lexer::Text Emitter::Found(const Operand& operand) const {
  Text text;
  if (operand.kind == Operand::Kind::kRegister) {
    snprintf(text.chars, sizeof(text.chars), "a value of type %s", NameOf(operand.type));
    return text;
  }
  if (operand.kind == Operand::Kind::kColumn) {
    text = Quote("column ", operand.begin, operand.end);
    const size_t size = strlen(text.chars);
    snprintf(text.chars + size, sizeof(text.chars) - size, " of type %s", NameOf(operand.type));
    return text;
  }
  switch (operand.literal) {
    case Literal::kString:
      return Quote("string ", operand.begin, operand.end);
    case Literal::kInteger:
    case Literal::kReal:
      return Quote("number ", operand.begin, operand.end);
    default:
      return Quote("", operand.begin, operand.end);
  }
}

bool Emitter::WrongOperand(const Operand& operand, const char* expected) {
  return FailAt(operand.begin, "expected %s, found %s", expected, Found(operand).chars);
}

bool Emitter::Require(const Operand& operand, Class type_class) {
  if (operand.IsNull() || ClassOf(operand.type) == type_class) return true;
  return WrongOperand(operand, NameOf(type_class));
}

bool Emitter::Allocate(Place place, Ref* ref) {
  uint64_t& used = used_[static_cast<size_t>(place)];
  const size_t index = static_cast<size_t>(std::countr_one(used));
  if (index >= kMaxRegisters) {
    return FailAt(token_.begin, "the expression needs too many values at once");
  }
  used |= uint64_t{1} << index;
  size_t& count = place == Place::kBits    ? program_->bits_count
                  : place == Place::kWords ? program_->words_count
                                           : program_->views_count;
  count = std::max(count, index + 1);
  *ref = {place, static_cast<uint16_t>(index)};
  return true;
}

void Emitter::Free(const Operand& operand) {
  if (operand.kind != Operand::Kind::kRegister || operand.pinned ||
      operand.ref.index >= Ref::kConstant) {
    return;
  }
  used_[static_cast<size_t>(operand.ref.place)] &= ~(uint64_t{1} << operand.ref.index);
}

bool Emitter::AddConstant(Place place, bool is_null, int64_t word, StringRange string, Ref* ref) {
  size_t index = 0;
  for (size_t i = 0; i < program_->constants.size(); ++i) {
    const Constant& other = program_->constants[i];
    if (other.place != place) continue;
    if (other.is_null == is_null && other.word == word &&
        SameBytes(BytesOf(other.string), BytesOf(string))) {
      *ref = {place, static_cast<uint16_t>(Ref::kConstant + index)};
      return true;
    }
    ++index;
  }
  if (program_->constants.size() == kMaxConstants) {
    return FailAt(token_.begin, "more than %zu different constants", kMaxConstants);
  }
  if (!Memorize(program_->constants.Append({place, is_null, word, string}))) return false;
  ++(place == Place::kWords ? program_->constant_words : program_->constant_views);
  *ref = {place, static_cast<uint16_t>(Ref::kConstant + index)};
  return true;
}

bool Emitter::Emit(Step step, sinew_type type, Operand* result) {
  if (program_->steps.size() == kMaxSteps) {
    return FailAt(token_.begin, "more than %zu steps", kMaxSteps);
  }
  Operand out = {};
  out.kind = Operand::Kind::kRegister;
  out.type = type;
  out.begin = result->begin;
  out.end = last_end_;
  if (!Allocate(PlaceOf(type), &out.ref)) return false;
  step.out = out.ref;
  if (!Memorize(program_->steps.Append(step))) return false;
  *result = out;
  return true;
}

bool Emitter::Emit(Step step, sinew_type type, const Operand& a, const Operand& b,
                   Operand* result) {
  step.a = a.ref;
  step.b = b.ref;
  const Operand a_copy = a, b_copy = b;
  Operand out = {};
  out.kind = Operand::Kind::kRegister;
  out.begin = a.begin;
  if (!Emit(step, type, &out)) return false;
  Free(a_copy);
  Free(b_copy);
  *result = out;
  return true;
}

bool Emitter::Emit(Step step, sinew_type type, const Operand& a, Operand* result) {
  const Operand none = {};
  return Emit(step, type, a, none, result);
}

bool Emitter::Materialize(Operand* operand, sinew_type type) {
  if (operand->IsLiteral()) return MaterializeLiteral(operand, type);
  if (operand->kind == Operand::Kind::kColumn) {
    const sinew_type native = options_.columns[operand->ref.index].type;
    Step step = {};
    step.type = native;
    switch (PlaceOf(native)) {
      case Place::kBits:
        step.kind = StepKind::kBoolColumn;
        break;
      case Place::kWords:
        step.kind = StepKind::kLoad;
        break;
      default:
        step.kind = StepKind::kLoadViews;
    }
    if (!Emit(step, Widened(native), *operand, operand)) return false;
  }
  if (operand->type == type || ClassOf(type) != Class::kNumber) return true;
  return Convert(operand, type);
}

bool Emitter::Convert(Operand* operand, sinew_type type) {
  Step step = {};
  step.kind = StepKind::kConvert;
  step.type = operand->type;
  step.other = type;
  return Emit(step, type, *operand, operand);
}

bool Emitter::MaterializeLiteral(Operand* operand, sinew_type type) {
  const Place place = PlaceOf(type);
  if (place == Place::kBits) {
    Step step = {};
    step.kind = StepKind::kConstantBits;
    step.integer = operand->IsNull() ? 2 : static_cast<int64_t>(operand->integer);
    return Emit(step, SINEW_TYPE_BOOL, operand);
  }
  int64_t word = 0;
  StringRange string = {};
  switch (operand->literal) {
    case Literal::kInteger:
      word = type == SINEW_TYPE_F64 ? std::bit_cast<int64_t>(static_cast<double>(operand->integer))
                                    : static_cast<int64_t>(static_cast<uint64_t>(operand->integer));
      break;
    case Literal::kReal:
      word = std::bit_cast<int64_t>(operand->real);
      break;
    case Literal::kTime: {
      const Wide unit = NanosecondsOf(type);
      const Range range = RangeOf(type);
      const Wide count = operand->integer / unit;
      if (count * unit != operand->integer || count < range.min || count > range.max) {
        return FailAt(operand->begin, "%s is no %s", Found(*operand).chars, NameOf(type));
      }
      word = static_cast<int64_t>(count);
      break;
    }
    case Literal::kString:
      string = operand->string;
      break;
    default:
      break;
  }
  Operand out = {};
  out.kind = Operand::Kind::kRegister;
  out.type = type;
  out.begin = operand->begin;
  out.end = operand->end;
  if (!AddConstant(place, operand->IsNull(), word, string, &out.ref)) return false;
  *operand = out;
  return true;
}

sinew_type Emitter::CommonNumber(const Operand& a, const Operand& b) {
  if (a.IsNull()) return b.IsNull() ? SINEW_TYPE_I64 : b.type;
  if (b.IsNull() || a.type == b.type) return a.type;
  if (a.type == SINEW_TYPE_F64 || b.type == SINEW_TYPE_F64) return SINEW_TYPE_F64;
  // A literal that is not negative can be either.
  const auto is_natural = [](const Operand& operand) {
    return operand.IsLiteral() && operand.integer >= 0;
  };
  if (is_natural(a) || is_natural(b)) {
    const Operand& literal = is_natural(a) ? a : b;
    if (literal.type == SINEW_TYPE_I64) return SINEW_TYPE_U64;
  }
  return sinew_type{};
}

bool Emitter::EmitNull(Operand* result) {
  Operand null = {};
  null.begin = result->begin;
  if (!MaterializeLiteral(&null, SINEW_TYPE_BOOL)) return false;
  *result = null;
  return true;
}

bool Emitter::Negate(Operand* operand) {
  Step step = {};
  step.kind = StepKind::kNot;
  return Emit(step, SINEW_TYPE_BOOL, *operand, operand);
}

bool Emitter::EmitLogic(StepKind kind, const Operand& right, Operand* result) {
  Operand other = right;
  if (!Materialize(result, SINEW_TYPE_BOOL) || !Materialize(&other, SINEW_TYPE_BOOL)) {
    return false;
  }
  Step step = {};
  step.kind = kind;
  return Emit(step, SINEW_TYPE_BOOL, *result, other, result);
}

}  // namespace sinew
