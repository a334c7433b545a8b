#ifndef SINEW_EXPRESSION_EXPRESSION_EMITTER_H_
#define SINEW_EXPRESSION_EXPRESSION_EMITTER_H_

#include "expression/expression/lexer.h"

namespace sinew {

enum class Literal : uint8_t { kNull, kBool, kInteger, kReal, kString, kTime };

// Small, because the parser has a few of them on the stack for each level of nesting.
struct Operand {
  enum class Kind : uint8_t { kLiteral, kColumn, kRegister };

  Kind kind = Kind::kLiteral;
  // The register is needed again.
  bool pinned = false;
  Literal literal = Literal::kNull;
  // Of a null literal: 0.
  sinew_type type = sinew_type{};
  Ref ref = {};
  uint32_t begin = 0, end = 0;  // in the text
  union {
    Wide integer = 0;  // kBool, kInteger; kTime: nanoseconds
    double real;       // kReal
    StringRange string;
  };

  bool IsLiteral() const { return kind == Kind::kLiteral; }
  bool IsNull() const { return IsLiteral() && literal == Literal::kNull; }
};

// Emits steps, and knows which registers are in use. What has been read is an operand: a literal or
// a column, of which nothing is computed yet, or a register. So a comparison sees whether it can
// read a column as it lies, and a literal takes the type of its partner. A register is free again
// when what needed it has been emitted.
class Emitter : protected Lexer {
 protected:
  Emitter(const sinew_expression_options& options, Program* program, const Memory& memory,
          sinew_error* error)
      : Lexer(options, error), options_(options), program_(program), memory_(memory) {}

  bool Memorize(sinew_status status);
  // The content of a quoted token, each doubled quote once.
  bool Unquote(const Token& token, StringRange* string);
  Text Found(const Operand& operand) const;
  bool WrongOperand(const Operand& operand, const char* expected);
  bool Require(const Operand& operand, Class type_class);
  // A literal's type where nothing else says it.
  sinew_type TypeOf(const Operand& operand) const {
    return operand.IsNull() ? SINEW_TYPE_I64 : operand.type;
  }
  Bytes BytesOf(StringRange string) const {
    return {program_->bytes.data() + string.begin, string.size};
  }

  // Registers and steps, in emitter.cc.
  void Free(const Operand& operand);
  // The same for a step that computes from these operands and frees them.
  bool Emit(Step step, sinew_type type, const Operand& a, const Operand& b, Operand* result);
  bool Emit(Step step, sinew_type type, const Operand& a, Operand* result);
  // Makes an operand a register of this type. It must be of its class, or null.
  bool Materialize(Operand* operand, sinew_type type);
  bool Convert(Operand* operand, sinew_type type);
  bool EmitNull(Operand* result);
  bool Negate(Operand* operand);
  bool EmitLogic(StepKind kind, const Operand& right, Operand* result);
  // The type that both numbers can have; 0 for i64 beside u64.
  static sinew_type CommonNumber(const Operand& a, const Operand& b);

  // comparisons.cc.
  // *result begins where `a` does.
  bool Compare(Relation relation, const Operand& a, const Operand& b, Operand* result);
  bool AddString(StringRange string, uint32_t* index);
  // The type of a column's or register's values as they lie.
  sinew_type NativeType(const Operand& operand) const;
  static double RealOf(const Operand& literal);

  // computations.cc.
  bool RefuseU64(const Operand& operand);
  bool Compute(Arithmetic operation, const Operand& right, Operand* result);
  bool Select(const Operand& condition, const Operand& a, const Operand& b, Operand* result);
  // *result, or where it is null `right`.
  bool Coalesce(const Operand& right, Operand* result);
  // Makes two operands registers of one type.
  bool Unify(Operand* a, Operand* b);
  bool Cast(sinew_type to, Operand* result);

  const sinew_expression_options& options_;
  Program* const program_;

 private:
  bool Allocate(Place place, Ref* ref);
  bool AddConstant(Place place, bool is_null, int64_t word, StringRange string, Ref* ref);
  // Emits a step whose result is the register `result`, of a type.
  bool Emit(Step step, sinew_type type, Operand* result);
  bool MaterializeLiteral(Operand* operand, sinew_type type);
  bool CompareAny(Relation relation, Operand a, Operand b, Operand* result);
  bool CompareBools(Relation relation, Operand a, Operand b, Operand* result);
  bool CompareStrings(Relation relation, Operand a, Operand b, Operand* result);
  bool CompareToInteger(Relation relation, Wide integer, const Operand& a, Operand* result);
  bool CompareNumbers(Relation relation, Operand a, Operand b, Operand* result);
  bool CompareTimes(Relation relation, Operand a, Operand b, Operand* result);

  const Memory& memory_;
  // Registers of each place, a bit for each.
  uint64_t used_[5] = {};
};

}  // namespace sinew

#endif  // SINEW_EXPRESSION_EXPRESSION_EMITTER_H_
