#include "expression/expression/parser.h"
#include "expression/expression/time.h"

namespace sinew {

enum class Function : uint8_t {
  kStartsWith,
  kEndsWith,
  kContains,
  kLength,
  kDatePart,
  kBucket,
  kCast,
  kCoalesce,
  kIf,
};

namespace {

constexpr struct {
  const char* name;
  sinew_type type;
} kCastTypes[] = {
    {"i64", SINEW_TYPE_I64},
    {"f64", SINEW_TYPE_F64},
    {"date", SINEW_TYPE_DATE32},
    {"timestamp_s", SINEW_TYPE_TIMESTAMP_S},
    {"timestamp_ms", SINEW_TYPE_TIMESTAMP_MS},
    {"timestamp_us", SINEW_TYPE_TIMESTAMP_US},
    {"timestamp_ns", SINEW_TYPE_TIMESTAMP_NS},
};

constexpr struct {
  const char* name;
  Function function;
  DatePart part;
} kFunctions[] = {
    {"starts_with", Function::kStartsWith, {}},
    {"ends_with", Function::kEndsWith, {}},
    {"contains", Function::kContains, {}},
    {"length", Function::kLength, {}},
    {"year", Function::kDatePart, DatePart::kYear},
    {"month", Function::kDatePart, DatePart::kMonth},
    {"day", Function::kDatePart, DatePart::kDay},
    {"hour", Function::kDatePart, DatePart::kHour},
    {"minute", Function::kDatePart, DatePart::kMinute},
    {"second", Function::kDatePart, DatePart::kSecond},
    {"weekday", Function::kDatePart, DatePart::kWeekday},
    {"bucket", Function::kBucket, {}},
    {"cast", Function::kCast, {}},
    {"coalesce", Function::kCoalesce, {}},
    {"if", Function::kIf, {}},
};

}  // namespace

bool Parser::ParseCall(Operand* result) {
  const uint32_t begin = token_.begin, end = token_.end;
  for (const auto& entry : kFunctions) {
    if (!TextIs(begin, end, entry.name)) continue;
    if (!Deeper() || !Next() || !Next()) return false;  // the name and '('
    if (!ParseArguments(entry.function, entry.part, result)) return false;
    if (!Expect(')', entry.function == Function::kCoalesce ? "',' or ')'" : "')'")) return false;
    --depth_;
    // A literal is quoted as it stands.
    if (!result->IsLiteral()) result->begin = begin;
    return true;
  }
  return FailAt(begin, "there is no function %s", Quote("", begin, end).chars);
}

bool Parser::ParseArguments(Function function, DatePart part, Operand* result) {
  switch (function) {
    case Function::kStartsWith:
      return ParseMatch(Relation::kStartsWith, result);
    case Function::kEndsWith:
      return ParseMatch(Relation::kEndsWith, result);
    case Function::kContains:
      return ParseMatch(Relation::kContains, result);
    case Function::kLength:
      return ParseLength(result);
    case Function::kDatePart:
      return ParseDatePart(part, result);
    case Function::kBucket:
      return ParseBucket(result);
    case Function::kCast:
      return ParseCast(result);
    case Function::kCoalesce:
      return ParseCoalesce(result);
    default:
      return ParseIf(result);
  }
}

bool Parser::ParseStringArgument(Operand* literal) {
  if (token_.kind != TokenKind::kString) return Unexpected("a string in quotes");
  return ParseLiteral(literal);
}

bool Parser::ParseArgument(Class type_class, Operand* result) {
  if (!ParseOr(result) || !Require(*result, type_class)) return false;
  // Of the literals only null has no type of this class.
  if (!result->IsLiteral()) return true;
  sinew_type type = result->type;
  if (result->IsNull()) {
    type = type_class == Class::kString ? SINEW_TYPE_LARGE_STRING
           : type_class == Class::kTime ? SINEW_TYPE_TIMESTAMP_US
           : type_class == Class::kBool ? SINEW_TYPE_BOOL
                                        : SINEW_TYPE_I64;
  }
  return Materialize(result, type);
}

bool Parser::ParseMatch(Relation relation, Operand* result) {
  Operand literal = {};
  if (!ParseArgument(Class::kString, result) || !Comma() || !ParseStringArgument(&literal)) {
    return false;
  }
  Step step = {};
  step.kind = StepKind::kCompareStringTo;
  step.relation = relation;
  return AddString(literal.string, &step.list) && Emit(step, SINEW_TYPE_BOOL, *result, result);
}

bool Parser::ParseLength(Operand* result) {
  if (!ParseArgument(Class::kString, result)) return false;
  Step step = {};
  step.kind = StepKind::kLength;
  return Emit(step, SINEW_TYPE_I64, *result, result);
}

bool Parser::ParseDatePart(DatePart part, Operand* result) {
  if (!ParseArgument(Class::kTime, result)) return false;
  const sinew_type type = result->type;
  Step step = {};
  step.kind = StepKind::kDatePart;
  step.part = part;
  step.integer = type == SINEW_TYPE_DATE32 ? 0 : kNanoseconds / NanosecondsOf(type);
  return Materialize(result, type) && Emit(step, SINEW_TYPE_I64, *result, result);
}

bool Parser::ParseBucket(Operand* result) {
  Operand literal;
  if (!ParseArgument(Class::kTime, result) || !Comma()) return false;
  const Token width_token = token_;
  if (!ParseStringArgument(&literal)) return false;
  const sinew_type type = result->type;
  Wide nanoseconds = 0;
  if (!ParseWidth(BytesOf(literal.string), &nanoseconds)) {
    return FailAt(width_token.begin,
                  "expected a width as in '5m', in ns, us, ms, s, m, h or d, found %s",
                  Found(literal).chars);
  }
  const Wide unit = NanosecondsOf(type);
  if (nanoseconds % unit != 0) {
    return FailAt(width_token.begin, "%s is not a whole number of units of type %s",
                  Found(literal).chars, NameOf(type));
  }
  if (!Materialize(result, type)) return false;
  Step step = {};
  step.kind = StepKind::kBucket;
  step.integer = static_cast<int64_t>(nanoseconds / unit);
  step.is_days = type == SINEW_TYPE_DATE32;
  return Emit(step, type, *result, result);
}

bool Parser::ParseCast(Operand* result) {
  if (!ParseOr(result)) return false;
  if (!IsWord("as")) return Unexpected("'as'");
  if (!Next()) return false;
  for (const auto& entry : kCastTypes) {
    if (IsWord(entry.name)) return Next() && Cast(entry.type, result);
  }
  return Unexpected(
      "a type: i64, f64, date, timestamp_s, timestamp_ms, timestamp_us or timestamp_ns");
}

bool Parser::ParseCoalesce(Operand* result) {
  if (!ParseOr(result)) return false;
  if (!IsSymbol(',')) return Unexpected("','");
  while (IsSymbol(',')) {
    Operand other = {};
    if (!Next() || !ParseOr(&other) || !Coalesce(other, result)) return false;
  }
  return true;
}

bool Parser::ParseIf(Operand* result) {
  Operand condition = {}, other = {};
  return ParseArgument(Class::kBool, &condition) && Materialize(&condition, SINEW_TYPE_BOOL) &&
         Comma() && ParseOr(result) && Comma() && ParseOr(&other) && Unify(result, &other) &&
         Select(condition, *result, other, result);
}

}  // namespace sinew
