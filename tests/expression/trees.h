#ifndef SINEW_TESTS_EXPRESSION_TREES_H_
#define SINEW_TESTS_EXPRESSION_TREES_H_

#include <string>
#include <utility>

#include "expression/expression_ref.h"
#include "expression/fixture.h"

// Random trees of every type that the language has.
class Trees {
 public:
  Trees(const Table& table, uint64_t seed) : table_(table), random_(seed) {}

  ref::Tree Any() {
    constexpr ref::Type kTypes[] = {ref::Type::kI64,  ref::Type::kF64, ref::Type::kString,
                                    ref::Type::kDate, ref::Type::kS,   ref::Type::kMs,
                                    ref::Type::kUs,   ref::Type::kNs};
    return Make(kTypes[random_.Below(std::size(kTypes))], 3);
  }
  ref::Tree Bool(int depth) {
    if (depth == 0) {
      return random_.Below(8) == 0 ? Literal(ref::Type::kBool) : Column(ref::Type::kBool);
    }
    switch (random_.Below(14)) {
      case 0:
        return New(Kind::kAnd, ref::Type::kBool, Bool(depth - 1), Bool(depth - 1));
      case 1:
        return New(Kind::kOr, ref::Type::kBool, Bool(depth - 1), OrNull(Bool(depth - 1)));
      case 2:
        return New(Kind::kNot, ref::Type::kBool, Bool(depth - 1));
      case 3: {
        ref::Tree tree = New(Kind::kIsNull, ref::Type::kBool, OrNull(Operand(depth - 1).first));
        tree->negated = random_.Below(2);
        return tree;
      }
      case 4: {
        ref::Tree tree = New(Kind::kCompare, ref::Type::kBool, Bool(depth - 1), Bool(depth - 1));
        tree->name = random_.Below(2) ? "=" : "<>";
        return tree;
      }
      case 5:
        return In(depth);
      case 6: {
        auto [value, like] = Operand(depth - 1);
        ref::Tree tree = New(Kind::kBetween, ref::Type::kBool, std::move(value),
                             OrNull(Partner(like, depth - 1)), OrNull(Partner(like, depth - 1)));
        tree->negated = random_.Below(2);
        return tree;
      }
      case 7: {
        constexpr const char* kNames[] = {"starts_with", "ends_with", "contains"};
        ref::Tree tree = New(Kind::kText, ref::Type::kBool, Make(ref::Type::kString, depth - 1));
        tree->name = kNames[random_.Below(3)];
        tree->text = RandomText(random_).substr(0, 2);
        return tree;
      }
      case 8:
        return Choice(ref::Type::kBool, Bool(depth - 1), OrNull(Bool(depth - 1)), depth);
      default: {
        constexpr const char* kNames[] = {"=", "==", "!=", "<>", "<", "<=", ">", ">="};
        auto [a, like] = Operand(depth - 1);
        ref::Tree b = OrNull(Partner(like, depth - 1));
        if (random_.Below(2)) std::swap(a, b);
        ref::Tree tree = New(Kind::kCompare, ref::Type::kBool, std::move(a), std::move(b));
        tree->name = kNames[random_.Below(8)];
        return tree;
      }
    }
  }

  // A product, quotient or remainder of two columns.
  ref::Tree Product() {
    return Arithmetic(ref::Type::kI64, "*/%", Column(ref::Type::kI64), Column(ref::Type::kI64));
  }

 private:
  using Kind = ref::Node::Kind;
  // What can be compared with each other.
  enum class Like { kNumber, kString, kTime };

  template <typename... Args>
  static ref::Tree New(Kind kind, ref::Type type, Args... args) {
    ref::Tree tree = std::make_unique<ref::Node>();
    tree->kind = kind;
    tree->type = type;
    (tree->args.push_back(std::move(args)), ...);
    return tree;
  }
  ref::Tree OrNull(ref::Tree tree) {
    return random_.Below(20) == 0 ? New(Kind::kNull, tree->type) : std::move(tree);
  }

  ref::Tree Column(ref::Type type) {
    for (;;) {
      const ref::Column& column = table_.columns[random_.Below(table_.columns.size())];
      if (column.type != type) continue;
      ref::Tree tree = New(Kind::kColumn, type);
      tree->column = &column;
      return tree;
    }
  }

  ref::Tree Literal(ref::Type type) {
    ref::Tree tree = New(Kind::kLiteral, type);
    ref::Value& value = tree->value;
    switch (type) {
      case ref::Type::kBool:
        value.integer = random_.Below(2);
        break;
      case ref::Type::kI64:
        value.integer = RandomInteger(random_);
        break;
      case ref::Type::kU64:
        value.integer = static_cast<int64_t>(uint64_t{1} << 63 | random_.Below(2) * random_());
        break;
      case ref::Type::kF64:
        do value.real = RandomReal(random_);
        while (!std::isfinite(value.real));
        break;
      case ref::Type::kString:
        value.string = RandomText(random_);
        break;
      default:
        tree->wide = RandomTime(random_);
        tree->wide -= tree->wide % ref::UnitOf(type);
    }
    return tree;
  }

  // A number, string or time, and what it can be compared with.
  std::pair<ref::Tree, Like> Operand(int depth) {
    const size_t which = random_.Below(4);
    const Like like = which < 2 ? Like::kNumber : which == 2 ? Like::kString : Like::kTime;
    ref::Tree tree = Partner(like, depth);
    return {std::move(tree), like};
  }
  ref::Tree Partner(Like like, int depth) {
    if (like == Like::kString) return Make(ref::Type::kString, depth);
    if (like == Like::kTime) {
      const ref::Type type = RandomTimeType();
      return random_.Below(2) ? Literal(type) : Make(type, depth);
    }
    switch (random_.Below(8)) {
      case 0:
        return Column(ref::Type::kU64);
      case 1:
        return random_.Below(4) ? Column(ref::Type::kI64) : Literal(ref::Type::kU64);
      case 2:
      case 3:
        return Make(ref::Type::kF64, depth);
      case 4:
        return Literal(random_.Below(2) ? ref::Type::kI64 : ref::Type::kF64);
      default:
        return Make(ref::Type::kI64, depth);
    }
  }
  ref::Type RandomTimeType() {
    constexpr ref::Type kTypes[] = {ref::Type::kDate, ref::Type::kS, ref::Type::kMs, ref::Type::kUs,
                                    ref::Type::kNs};
    return kTypes[random_.Below(5)];
  }

  ref::Tree In(int depth) {
    auto [value, like] = Operand(depth - 1);
    const bool of_bools = random_.Below(8) == 0;
    if (of_bools) value = Bool(depth - 1);
    ref::Tree tree = New(Kind::kIn, ref::Type::kBool, std::move(value));
    tree->negated = random_.Below(2);
    for (size_t count = 1 + random_.Below(random_.Below(3) ? 5 : 40); count > 0; --count) {
      if (random_.Below(40) == 0) {
        tree->args.push_back(New(Kind::kNull, tree->args[0]->type));
        continue;
      }
      ref::Type type = ref::Type::kString;
      if (like == Like::kTime) type = RandomTimeType();
      if (like == Like::kNumber) {
        const size_t which = random_.Below(12);
        type = which == 0 ? ref::Type::kU64 : which < 4 ? ref::Type::kF64 : ref::Type::kI64;
      }
      tree->args.push_back(Literal(of_bools ? ref::Type::kBool : type));
    }
    return tree;
  }

  // if, or coalesce.
  ref::Tree Choice(ref::Type type, ref::Tree a, ref::Tree b, int depth) {
    if (random_.Below(2)) std::swap(a, b);
    if (random_.Below(2)) return New(Kind::kCoalesce, type, std::move(a), std::move(b));
    return New(Kind::kIf, type, OrNull(Bool(depth - 1)), std::move(a), std::move(b));
  }

  ref::Tree Make(ref::Type type, int depth) {
    if (depth <= 0) {
      // A time alone has the unit of its column.
      return random_.Below(3) == 0 && !ref::IsTime(type) ? Literal(type) : Column(type);
    }
    if (random_.Below(4) == 0) {
      // One of both must have the type, and a literal has it from the other.
      ref::Tree a = Make(type, depth - 1);
      ref::Tree b = random_.Below(3) == 0 ? Literal(type) : Make(type, depth - 1);
      if (type == ref::Type::kF64 && random_.Below(3) == 0) {
        b = Make(ref::Type::kI64, depth - 1);
      }
      return Choice(type, std::move(a), OrNull(std::move(b)), depth);
    }
    switch (type) {
      case ref::Type::kI64:
        return Integer(depth);
      case ref::Type::kF64:
        return Real(depth);
      case ref::Type::kString:
        return Column(type);
      default:
        return Time(type, depth);
    }
  }

  ref::Tree Arithmetic(ref::Type type, const char* operations, ref::Tree a, ref::Tree b) {
    ref::Tree tree = New(Kind::kArithmetic, type, std::move(a), std::move(b));
    tree->name = operations[random_.Below(strlen(operations))];
    return tree;
  }

  ref::Tree Integer(int depth) {
    switch (random_.Below(10)) {
      case 0:
        return New(Kind::kLength, ref::Type::kI64, Make(ref::Type::kString, depth - 1));
      case 1: {
        // Not of a literal, which would be one itself.
        return New(Kind::kNegate, ref::Type::kI64, Column(ref::Type::kI64));
      }
      case 2: {
        constexpr const char* kNames[] = {"year",   "month",  "day",    "hour",
                                          "minute", "second", "weekday"};
        ref::Tree tree = New(Kind::kPart, ref::Type::kI64, Column(RandomTimeType()));
        tree->name = kNames[random_.Below(7)];
        return tree;
      }
      case 3: {
        constexpr ref::Type kFrom[] = {ref::Type::kF64, ref::Type::kBool, ref::Type::kU64,
                                       ref::Type::kI64, ref::Type::kMs,   ref::Type::kDate};
        const ref::Type from = kFrom[random_.Below(6)];
        return New(Kind::kCast, ref::Type::kI64,
                   from == ref::Type::kBool  ? Bool(depth - 1)
                   : from == ref::Type::kU64 ? Column(from)
                                             : Make(from, depth - 1));
      }
      case 4:
        return Make(ref::Type::kI64, 0);
      default:
        return Arithmetic(ref::Type::kI64, "+-*/%", Make(ref::Type::kI64, depth - 1),
                          Make(ref::Type::kI64, depth - 1));
    }
  }

  ref::Tree Real(int depth) {
    switch (random_.Below(6)) {
      case 0:
        return New(Kind::kNegate, ref::Type::kF64, Column(ref::Type::kF64));
      case 1: {
        constexpr ref::Type kFrom[] = {ref::Type::kI64, ref::Type::kBool, ref::Type::kU64,
                                       ref::Type::kNs};
        const ref::Type from = kFrom[random_.Below(4)];
        return New(Kind::kCast, ref::Type::kF64,
                   from == ref::Type::kI64 ? Make(from, depth - 1) : Column(from));
      }
      case 2:
        return Arithmetic(
            ref::Type::kF64, "+-*/", Make(ref::Type::kF64, depth - 1),
            random_.Below(2) ? Make(ref::Type::kI64, depth - 1) : Column(ref::Type::kU64));
      default:
        return Arithmetic(ref::Type::kF64, "+-*/", Make(ref::Type::kF64, depth - 1),
                          Make(ref::Type::kF64, depth - 1));
    }
  }

  ref::Tree Time(ref::Type type, int depth) {
    switch (random_.Below(4)) {
      case 0: {
        // The smallest steps that every type has: days.
        constexpr struct {
          const char* text;
          int64_t nanoseconds;
        } kWidths[] = {{"1d", 86400000000000},
                       {"7d", 604800000000000},
                       {"5m", 300000000000},
                       {"90s", 90000000000},
                       {"250ms", 250000000},
                       {"10us", 10000},
                       {"7ns", 7},
                       {"1h", 3600000000000}};
        for (;;) {
          const auto& width = kWidths[random_.Below(std::size(kWidths))];
          if (width.nanoseconds % ref::UnitOf(type) != 0) continue;
          ref::Tree tree = New(Kind::kBucket, type, Make(type, depth - 1));
          tree->text = width.text;
          tree->wide = width.nanoseconds;
          return tree;
        }
      }
      case 1:
        return New(Kind::kCast, type, Make(RandomTimeType(), depth - 1));
      case 2:
        return New(Kind::kCast, type,
                   Make(random_.Below(2) ? ref::Type::kI64 : ref::Type::kF64, depth - 1));
      default:
        return Column(type);
    }
  }

  const Table& table_;
  Random random_;
};

#endif  // SINEW_TESTS_EXPRESSION_TREES_H_
