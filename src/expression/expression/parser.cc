#include "expression/expression/parser.h"

#include <string.h>

#include "core/status.h"

namespace sinew {
namespace {

constexpr const char* kReserved[] = {"and", "or",      "not",  "in",   "is",
                                     "as",  "between", "null", "true", "false"};

}  // namespace

sinew_status Parser::Parse() {
  for (size_t i = 0; i < options_.column_count; ++i) {
    if (!Memorize(program_->uses.Append(sinew_type{}))) return status_;
  }
  Operand result = {};
  if (!Next() || !ParseOr(&result)) return status_;
  if (token_.kind != TokenKind::kEnd) {
    Unexpected("an operator or the end");
  } else if (result.IsNull()) {
    WrongOperand(result, "a value with a type");
  } else if (Materialize(&result, result.type)) {
    program_->result = result.ref;
    program_->type = result.type;
  }
  return status_;
}

bool Parser::ParseOr(Operand* result) {
  if (!ParseAnd(result)) return false;
  while (IsWord("or")) {
    Operand right = {};
    if (!Require(*result, Class::kBool) || !Next() || !ParseAnd(&right) ||
        !Require(right, Class::kBool) || !EmitLogic(StepKind::kOr, right, result)) {
      return false;
    }
  }
  return true;
}

bool Parser::ParseAnd(Operand* result) {
  if (!ParseNot(result)) return false;
  while (IsWord("and")) {
    Operand right = {};
    if (!Require(*result, Class::kBool) || !Next() || !ParseNot(&right) ||
        !Require(right, Class::kBool) || !EmitLogic(StepKind::kAnd, right, result)) {
      return false;
    }
  }
  return true;
}

bool Parser::ParseNot(Operand* result) {
  if (!IsWord("not")) return ParsePredicate(result);
  const uint32_t begin = token_.begin;
  if (!Deeper() || !Next() || !ParseNot(result) || !Require(*result, Class::kBool) ||
      !Materialize(result, SINEW_TYPE_BOOL) || !Negate(result)) {
    return false;
  }
  --depth_;
  result->begin = begin;
  return true;
}

bool Parser::ParsePredicate(Operand* result) {
  if (!ParseSum(result)) return false;
  Relation relation;
  if (ParseRelation(&relation)) {
    Operand right = {};
    return Next() && ParseSum(&right) && Compare(relation, *result, right, result) && RefuseChain();
  }
  if (IsWord("is")) {
    return Next() && ParseIsNull(result) && RefuseChain();
  }
  const bool negated = IsWord("not");
  if (negated) {
    if (!Next()) return false;
    if (!IsWord("in") && !IsWord("between")) return Unexpected("'in' or 'between'");
  }
  if (IsWord("in")) {
    if (!Next() || !Expect('(', "'('") || !ParseIn(*result, result)) return false;
  } else if (IsWord("between")) {
    if (!Next() || !ParseBetween(result)) return false;
  } else {
    return true;
  }
  return (!negated || Negate(result)) && RefuseChain();
}

bool Parser::ParseRelation(Relation* relation) const {
  if (token_.kind != TokenKind::kSymbol) return false;
  switch (token_.symbol) {
    case Symbol('='):
    case Symbol('=', '='):
      *relation = Relation::kEqual;
      return true;
    case Symbol('!', '='):
    case Symbol('<', '>'):
      *relation = Relation::kNotEqual;
      return true;
    case Symbol('<'):
      *relation = Relation::kLess;
      return true;
    case Symbol('<', '='):
      *relation = Relation::kLessEqual;
      return true;
    case Symbol('>'):
      *relation = Relation::kGreater;
      return true;
    case Symbol('>', '='):
      *relation = Relation::kGreaterEqual;
      return true;
    default:
      return false;
  }
}

bool Parser::ParseIsNull(Operand* result) {
  const bool negated = IsWord("not");
  if (negated && !Next()) return false;
  if (!IsWord("null")) return Unexpected(negated ? "'null'" : "'null' or 'not null'");
  if (!Next()) return false;
  if (result->IsLiteral() && !Materialize(result, TypeOf(*result))) return false;
  Step step = {};
  step.kind = StepKind::kIsValid;
  step.negated = !negated;
  return Emit(step, SINEW_TYPE_BOOL, *result, result);
}

bool Parser::ParseBetween(Operand* result) {
  Operand value = *result, bound = {};
  value.pinned = true;
  if (!ParseSum(&bound) || !Compare(Relation::kGreaterEqual, value, bound, result)) return false;
  value.pinned = false;
  if (!IsWord("and")) return Unexpected("'and'");
  return Next() && ParseSum(&bound) && Compare(Relation::kLessEqual, value, bound, &bound) &&
         EmitLogic(StepKind::kAnd, bound, result);
}

bool Parser::RefuseChain() {
  Relation relation;
  if (!ParseRelation(&relation) && !IsWord("is") && !IsWord("in") && !IsWord("between")) {
    return true;
  }
  return FailAt(token_.begin, "comparisons do not chain; use parentheses or 'and'");
}

bool Parser::ParseSum(Operand* result) {
  if (!ParseProduct(result)) return false;
  while (IsSymbol('+') || IsSymbol('-')) {
    const Arithmetic operation = IsSymbol('+') ? Arithmetic::kAdd : Arithmetic::kSubtract;
    Operand right = {};
    if (!Next() || !ParseProduct(&right) || !Compute(operation, right, result)) return false;
  }
  return true;
}

bool Parser::ParseProduct(Operand* result) {
  if (!ParseUnary(result)) return false;
  while (IsSymbol('*') || IsSymbol('/') || IsSymbol('%')) {
    const Arithmetic operation = IsSymbol('*')   ? Arithmetic::kMultiply
                                 : IsSymbol('/') ? Arithmetic::kDivide
                                                 : Arithmetic::kModulo;
    Operand right = {};
    if (!Next() || !ParseUnary(&right) || !Compute(operation, right, result)) return false;
  }
  return true;
}

bool Parser::ParseUnary(Operand* result) {
  if (!IsSymbol('-')) return ParsePrimary(result);
  const uint32_t begin = token_.begin;
  if (!Deeper() || !Next() || !ParseUnary(result)) return false;
  --depth_;
  if (!Require(*result, Class::kNumber)) return false;
  if (result->IsLiteral()) return NegateLiteral(begin, result);
  if (!RefuseU64(*result) || !Materialize(result, result->type)) return false;
  Step step = {};
  step.kind = StepKind::kNegate;
  step.type = result->type;
  if (!Emit(step, result->type, *result, result)) return false;
  result->begin = begin;
  return true;
}

bool Parser::ParsePrimary(Operand* result) {
  if (IsSymbol('(')) {
    const uint32_t begin = token_.begin;
    if (!Deeper() || !Next() || !ParseOr(result) || !Expect(')', "')'")) return false;
    --depth_;
    if (!result->IsLiteral()) result->begin = begin;
    return true;
  }
  if (ParseLiteral(result)) return true;
  if (status_ != SINEW_STATUS_OK) return false;
  if (token_.kind == TokenKind::kQuotedName) return ParseColumn(result);
  if (token_.kind != TokenKind::kName) return Unexpected("a value");
  for (const char* word : kReserved) {
    if (IsWord(word)) return Unexpected("a value");
  }
  return OpensCall() ? ParseCall(result) : ParseColumn(result);
}

bool Parser::ParseColumn(Operand* result) {
  StringRange quoted = {};
  Bytes name = {text_ + token_.begin, token_.end - token_.begin};
  const size_t bytes = program_->bytes.size();
  if (token_.kind == TokenKind::kQuotedName) {
    if (!Unquote(token_, &quoted)) return false;
    name = BytesOf(quoted);
  }
  size_t column = 0;
  for (; column < options_.column_count; ++column) {
    const char* other = options_.columns[column].name;
    if (strlen(other) == name.size && memcmp(other, name.data, name.size) == 0) break;
  }
  program_->bytes.Truncate(bytes);
  if (column == options_.column_count) {
    return FailAt(token_.begin, "there is no column %s", Quote("", token_.begin, token_.end).chars);
  }
  const sinew_type type = options_.columns[column].type;
  if (ClassOf(type) == Class::kNull) {
    return FailAt(token_.begin, "column %s has type %s, which expressions do not take",
                  Quote("", token_.begin, token_.end).chars, InfoOf(type).name);
  }
  program_->uses[column] = type;
  Operand out = {};
  out.kind = Operand::Kind::kColumn;
  out.type = Widened(type);
  out.ref = {Place::kColumn, static_cast<uint16_t>(column)};
  out.begin = token_.begin;
  out.end = token_.end;
  *result = out;
  return Next();
}

bool Parser::Deeper() {
  if (++depth_ <= SINEW_EXPRESSION_MAX_DEPTH) return true;
  return FailAt(token_.begin,
                "more than %zu parentheses, calls, signs and 'not' inside of each "
                "other",
                SINEW_EXPRESSION_MAX_DEPTH);
}

sinew_status CompileExpression(const sinew_expression_options& options, Program* program,
                               const Memory& memory, sinew_error* error) {
  return Parser(options, program, memory, error).Parse();
}

}  // namespace sinew
