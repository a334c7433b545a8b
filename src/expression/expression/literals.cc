#include "expression/expression/parser.h"
#include "expression/expression/time.h"

namespace sinew {

bool Parser::ParseLiteral(Operand* operand) {
  Operand out = {};
  out.begin = token_.begin;
  out.end = token_.end;
  if (token_.kind == TokenKind::kInteger) {
    out.literal = Literal::kInteger;
    out.integer = token_.integer;
    out.type = out.integer > INT64_MAX ? SINEW_TYPE_U64 : SINEW_TYPE_I64;
  } else if (token_.kind == TokenKind::kDecimal) {
    out.literal = Literal::kReal;
    out.real = token_.real;
    out.type = SINEW_TYPE_F64;
  } else if (token_.kind == TokenKind::kString) {
    out.literal = Literal::kString;
    out.type = SINEW_TYPE_LARGE_STRING;
    if (!Unquote(token_, &out.string)) return false;
  } else if (IsWord("null")) {
    out.literal = Literal::kNull;
  } else if (IsWord("true") || IsWord("false")) {
    out.literal = Literal::kBool;
    out.integer = IsWord("true");
    out.type = SINEW_TYPE_BOOL;
  } else if (IsWord("timestamp") || IsWord("date")) {
    return ParseTimeLiteral(operand);
  } else {
    return false;
  }
  *operand = out;
  return Next();
}

bool Parser::ParseTimeLiteral(Operand* operand) {
  const bool is_date = IsWord("date");
  const Token word = token_;
  const uint32_t before = last_end_;
  if (!Next()) return false;
  if (token_.kind != TokenKind::kString) {
    token_ = word;
    last_end_ = before;
    return false;
  }
  Operand out = {};
  out.literal = Literal::kTime;
  out.begin = word.begin;
  out.end = token_.end;
  bool is_fine;
  const Bytes text = {text_ + token_.begin + 1, token_.end - token_.begin - 2};
  if (!ParseTimeText(text, is_date, &out.integer, &is_fine)) {
    return FailAt(
        token_.begin, "expected %s, found %s",
        is_date ? "a date as in '2001-12-31'" : "a timestamp as in '2001-12-31 23:59:59.999'",
        FoundToken().chars);
  }
  out.type = is_date   ? SINEW_TYPE_DATE32
             : is_fine ? SINEW_TYPE_TIMESTAMP_NS
                       : SINEW_TYPE_TIMESTAMP_US;
  *operand = out;
  return Next();
}

bool Parser::ParseItem(Operand* item) {
  const uint32_t begin = token_.begin;
  const bool negative = IsSymbol('-');
  if (negative && !Next()) return false;
  if (!ParseLiteral(item)) {
    return status_ == SINEW_STATUS_OK ? Unexpected("a literal") : false;
  }
  return negative ? NegateLiteral(begin, item) : true;
}

bool Parser::NegateLiteral(uint32_t begin, Operand* literal) {
  if (!Require(*literal, Class::kNumber)) return false;
  literal->begin = begin;
  if (literal->literal == Literal::kReal) literal->real = -literal->real;
  if (literal->literal != Literal::kInteger) return true;
  literal->integer = -literal->integer;
  if (literal->integer < INT64_MIN) return FailAt(begin, "the integer does not fit 64 bits");
  literal->type = literal->integer > INT64_MAX ? SINEW_TYPE_U64 : SINEW_TYPE_I64;
  return true;
}

}  // namespace sinew
