#ifndef SINEW_EXPRESSION_EXPRESSION_PARSER_H_
#define SINEW_EXPRESSION_EXPRESSION_PARSER_H_

#include "expression/expression/emitter.h"

namespace sinew {

enum class Function : uint8_t;

// Reads the grammar of docs/expressions.md by recursive descent, and emits steps as it goes.
class Parser : private Emitter {
 public:
  Parser(const sinew_expression_options& options, Program* program, const Memory& memory,
         sinew_error* error)
      : Emitter(options, program, memory, error) {}

  sinew_status Parse();

 private:
  // parser.cc, from the loosest operator to the tightest.
  bool ParseOr(Operand* result);
  bool ParseAnd(Operand* result);
  bool ParseNot(Operand* result);
  bool ParsePredicate(Operand* result);
  bool ParseRelation(Relation* relation) const;
  bool ParseIsNull(Operand* result);
  bool ParseBetween(Operand* result);
  bool RefuseChain();
  bool ParseSum(Operand* result);
  bool ParseProduct(Operand* result);
  bool ParseUnary(Operand* result);
  bool ParsePrimary(Operand* result);
  bool ParseColumn(Operand* result);
  bool Deeper();

  // literals.cc.
  // The literal at the token; false with status_ OK if there is none.
  bool ParseLiteral(Operand* operand);
  // timestamp '...' or date '...'; without a string behind it, the word may be a column.
  bool ParseTimeLiteral(Operand* operand);
  // A literal, with a sign.
  bool ParseItem(Operand* item);
  bool NegateLiteral(uint32_t begin, Operand* literal);

  // lists.cc.
  // `in`, behind the opening parenthesis. The list is read twice, because its last literal can
  // decide what becomes of the first.
  bool ParseIn(Operand a, Operand* result);
  // A value that the type of `a` cannot have is left out.
  bool AddItem(const Step& step, const Operand& a, const Operand& item);
  // Sorts a list in the order of its values, without repetitions.
  void SortList(Step* step);
  // a = x or a = y or ...
  bool InEach(Operand a, size_t count, Operand* result);

  // functions.cc.
  bool ParseCall(Operand* result);
  bool ParseArguments(Function function, DatePart part, Operand* result);
  bool ParseMatch(Relation relation, Operand* result);
  bool ParseLength(Operand* result);
  bool ParseDatePart(DatePart part, Operand* result);
  bool Comma() { return Expect(',', "','"); }
  // A string literal as an argument.
  bool ParseStringArgument(Operand* literal);
  bool ParseArgument(Class type_class, Operand* result);
  bool ParseBucket(Operand* result);
  bool ParseCast(Operand* result);
  bool ParseCoalesce(Operand* result);
  bool ParseIf(Operand* result);

  size_t depth_ = 0;
};

}  // namespace sinew

#endif  // SINEW_EXPRESSION_EXPRESSION_PARSER_H_
