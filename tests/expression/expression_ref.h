#ifndef SINEW_TESTS_EXPRESSION_EXPRESSION_REF_H_
#define SINEW_TESTS_EXPRESSION_EXPRESSION_REF_H_

#include "sinew/sinew.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

// The oracle: a tree that prints itself as a text of the language, and is evaluated row by row as
// docs/expressions.md says.

namespace ref {

// As sinew_expression_type has them; strings and binary are kString.
enum class Type { kBool, kI64, kU64, kF64, kDate, kS, kMs, kUs, kNs, kString };

inline bool IsTime(Type type) { return type >= Type::kDate && type <= Type::kNs; }
inline bool IsNumber(Type type) { return type >= Type::kI64 && type <= Type::kF64; }

// Nanoseconds of a unit.
inline __int128 UnitOf(Type type) {
  switch (type) {
    case Type::kDate:
      return __int128{86400} * 1000000000;
    case Type::kS:
      return 1000000000;
    case Type::kMs:
      return 1000000;
    case Type::kUs:
      return 1000;
    default:
      return 1;
  }
}

struct Value {
  bool null = true;
  int64_t integer = 0;  // kBool, kI64, times; bits of kU64
  double real = 0;
  std::string string;
};

struct Column {
  Type type;
  std::string name;
  std::vector<Value> rows;
};

struct Node {
  enum class Kind {
    kLiteral,
    kNull,
    kColumn,
    kCompare,  // name: the operator
    kBetween,  // negated: not between
    kIn,       // list
    kIsNull,   // negated: is not null
    kAnd,
    kOr,
    kNot,
    kArithmetic,  // name: the operator
    kNegate,
    kText,  // name: starts_with, ends_with, contains; text
    kLength,
    kPart,    // name: the function
    kBucket,  // text: the width, integer: nanoseconds
    kCast,
    kCoalesce,
    kIf,
  };

  Kind kind;
  Type type;
  std::vector<std::unique_ptr<Node>> args;
  std::string name, text;
  bool negated = false;
  Value value;  // kLiteral; of times nanoseconds, in `wide`
  __int128 wide = 0;
  const Column* column = nullptr;
};

using Tree = std::unique_ptr<Node>;

inline std::string Quoted(const std::string& text, char quote) {
  std::string out(1, quote);
  for (const char c : text) {
    if (c == quote) out += quote;
    out += c;
  }
  return out + quote;
}

inline std::string Print(const Node& node);

inline std::string PrintTime(const Node& node) {
  __int128 seconds = node.wide / 1000000000;
  int64_t nanoseconds = static_cast<int64_t>(node.wide % 1000000000);
  if (nanoseconds < 0) {
    nanoseconds += 1000000000;
    --seconds;
  }
  const time_t time = static_cast<time_t>(seconds);
  struct tm parts;
  gmtime_r(&time, &parts);
  char text[80];
  if (node.type == Type::kDate) {
    snprintf(text, sizeof(text), "date '%04d-%02d-%02d'", parts.tm_year + 1900, parts.tm_mon + 1,
             parts.tm_mday);
  } else {
    snprintf(text, sizeof(text), "timestamp '%04d-%02d-%02d %02d:%02d:%02d.%09d'",
             parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min,
             parts.tm_sec, static_cast<int>(nanoseconds));
  }
  return text;
}

inline std::string PrintLiteral(const Node& node) {
  char text[64];
  switch (node.type) {
    case Type::kBool:
      return node.value.integer ? "true" : "false";
    case Type::kI64:
      snprintf(text, sizeof(text), "%lld", static_cast<long long>(node.value.integer));
      return text;
    case Type::kU64:
      snprintf(text, sizeof(text), "%llu", static_cast<unsigned long long>(node.value.integer));
      return text;
    case Type::kF64:
      snprintf(text, sizeof(text), "%.17g", node.value.real);
      return strpbrk(text, ".e") == nullptr ? text + std::string(".0") : text;
    case Type::kString:
      return Quoted(node.value.string, '\'');
    default:
      return PrintTime(node);
  }
}

inline const char* CastName(Type type) {
  constexpr const char* kNames[] = {"bool",         "i64",         "u64",          "f64",
                                    "date",         "timestamp_s", "timestamp_ms", "timestamp_us",
                                    "timestamp_ns", "string"};
  return kNames[static_cast<size_t>(type)];
}

inline std::string PrintList(const Node& node, size_t first) {
  std::string out;
  for (size_t i = first; i < node.args.size(); ++i) {
    out += (i == first ? "" : ", ") + Print(*node.args[i]);
  }
  return out;
}

// Everything but leaves and calls is in parentheses.
inline std::string Print(const Node& node) {
  const auto arg = [&](size_t i) { return Print(*node.args[i]); };
  using Kind = Node::Kind;
  switch (node.kind) {
    case Kind::kLiteral:
      return PrintLiteral(node);
    case Kind::kNull:
      return "null";
    case Kind::kColumn:
      return node.column->name;
    case Kind::kCompare:
    case Kind::kArithmetic:
      return "(" + arg(0) + " " + node.name + " " + arg(1) + ")";
    case Kind::kBetween:
      return "(" + arg(0) + (node.negated ? " not" : "") + " between " + arg(1) + " and " + arg(2) +
             ")";
    case Kind::kIn:
      return "(" + arg(0) + (node.negated ? " NOT" : "") + " IN (" + PrintList(node, 1) + "))";
    case Kind::kIsNull:
      return "(" + arg(0) + (node.negated ? " is not null" : " is null") + ")";
    case Kind::kAnd:
      return "(" + arg(0) + " and " + arg(1) + ")";
    case Kind::kOr:
      return "(" + arg(0) + " or " + arg(1) + ")";
    case Kind::kNot:
      return "(not " + arg(0) + ")";
    case Kind::kNegate:
      return "(-" + arg(0) + ")";
    case Kind::kText:
      return node.name + "(" + arg(0) + ", " + Quoted(node.text, '\'') + ")";
    case Kind::kBucket:
      return "bucket(" + arg(0) + ", '" + node.text + "')";
    case Kind::kCast:
      return "cast(" + arg(0) + " as " + CastName(node.type) + ")";
    case Kind::kLength:
      return "length(" + arg(0) + ")";
    case Kind::kPart:
      return node.name + "(" + arg(0) + ")";
    case Kind::kCoalesce:
      return "coalesce(" + PrintList(node, 0) + ")";
    default:
      return "if(" + PrintList(node, 0) + ")";
  }
}

inline Value Null() { return {}; }
inline Value OfInteger(int64_t integer) {
  Value value;
  value.null = false;
  value.integer = integer;
  return value;
}
inline Value OfReal(double real) {
  Value value;
  value.null = false;
  value.real = real;
  return value;
}

inline double ToReal(const Value& value, Type type) {
  if (type == Type::kF64) return value.real;
  return type == Type::kU64 ? static_cast<double>(static_cast<uint64_t>(value.integer))
                            : static_cast<double>(value.integer);
}

// -1, 0 or 1, or 2 beside NaN.
inline int Order(const Value& a, const Node& node_a, const Value& b, const Node& node_b) {
  const auto order = [](auto x, auto y) { return x < y ? -1 : x > y ? 1 : x == y ? 0 : 2; };
  const Type type_a = node_a.type, type_b = node_b.type;
  if (type_a == Type::kString) return order(a.string, b.string);
  if (type_a == Type::kF64 || type_b == Type::kF64) {
    return order(ToReal(a, type_a), ToReal(b, type_b));
  }
  const auto wide = [](const Value& value, const Node& node) {
    if (node.type == Type::kU64) {
      return static_cast<__int128>(static_cast<uint64_t>(value.integer));
    }
    if (!IsTime(node.type)) return static_cast<__int128>(value.integer);
    if (node.kind == Node::Kind::kLiteral) return node.wide;
    return value.integer * UnitOf(node.type);
  };
  return order(wide(a, node_a), wide(b, node_b));
}

inline bool Holds(const std::string& name, int order) {
  if (name == "=" || name == "==") return order == 0;
  if (name == "!=" || name == "<>") return order != 0;
  if (name == "<") return order == -1;
  if (name == "<=") return order == -1 || order == 0;
  if (name == ">") return order == 1;
  return order == 1 || order == 0;
}

class Evaluator {
 public:
  size_t faults = 0;

  Value At(const Node& node, size_t row) {
    using Kind = Node::Kind;
    if (node.kind == Kind::kLiteral) {
      Value value = node.value;
      value.null = false;
      if (IsTime(node.type)) value.integer = static_cast<int64_t>(node.wide / UnitOf(node.type));
      return value;
    }
    if (node.kind == Kind::kNull) return Null();
    if (node.kind == Kind::kColumn) return node.column->rows[row];
    std::vector<Value> args;
    for (const Tree& arg : node.args) args.push_back(At(*arg, row));
    switch (node.kind) {
      case Kind::kCompare:
        return Compare(node.name, args[0], *node.args[0], args[1], *node.args[1]);
      case Kind::kBetween: {
        const Value between = And(Compare(">=", args[0], *node.args[0], args[1], *node.args[1]),
                                  Compare("<=", args[0], *node.args[0], args[2], *node.args[2]));
        return node.negated ? Not(between) : between;
      }
      case Kind::kIn: {
        Value any = OfInteger(0);
        for (size_t i = 1; i < args.size(); ++i) {
          any = Or(any, Compare("=", args[0], *node.args[0], args[i], *node.args[i]));
        }
        return node.negated ? Not(any) : any;
      }
      case Kind::kIsNull:
        return OfInteger(args[0].null != node.negated);
      case Kind::kAnd:
        return And(args[0], args[1]);
      case Kind::kOr:
        return Or(args[0], args[1]);
      case Kind::kNot:
        return Not(args[0]);
      case Kind::kCoalesce:
        for (size_t i = 0; i < args.size(); ++i) {
          if (!args[i].null) return Promoted(args[i], *node.args[i], node);
        }
        return Null();
      case Kind::kIf: {
        const size_t chosen = !args[0].null && args[0].integer ? 1 : 2;
        return Promoted(args[chosen], *node.args[chosen], node);
      }
      default:
        for (const Value& arg : args) {
          if (arg.null) return Null();
        }
        return Compute(node, args);
    }
  }

 private:
  static Value Compare(const std::string& name, const Value& a, const Node& node_a, const Value& b,
                       const Node& node_b) {
    if (a.null || b.null) return Null();
    return OfInteger(Holds(name, Order(a, node_a, b, node_b)));
  }
  static Value And(const Value& a, const Value& b) {
    if ((!a.null && !a.integer) || (!b.null && !b.integer)) return OfInteger(0);
    return a.null || b.null ? Null() : OfInteger(1);
  }
  static Value Or(const Value& a, const Value& b) { return Not(And(Not(a), Not(b))); }
  static Value Not(const Value& a) { return a.null ? Null() : OfInteger(!a.integer); }
  static Value Promoted(const Value& value, const Node& from, const Node& to) {
    if (value.null || to.type != Type::kF64) return value;
    return OfReal(ToReal(value, from.type));
  }

  Value Fault() {
    ++faults;
    return Null();
  }
  // An integer, if a column of this type can have it.
  Value Fit(__int128 wide, Type type) {
    const bool is_date = type == Type::kDate;
    if (wide < (is_date ? INT32_MIN : INT64_MIN) || wide > (is_date ? INT32_MAX : INT64_MAX)) {
      return Fault();
    }
    return OfInteger(static_cast<int64_t>(wide));
  }
  static __int128 Floor(__int128 a, __int128 b) {
    __int128 quotient = a / b;
    if (quotient * b > a) --quotient;
    return quotient;
  }

  Value Compute(const Node& node, const std::vector<Value>& args) {
    using Kind = Node::Kind;
    const Node& first = *node.args[0];
    const __int128 a = args[0].integer;
    switch (node.kind) {
      case Kind::kArithmetic: {
        const char operation = node.name[0];
        if (node.type == Type::kF64) {
          const double x = ToReal(args[0], first.type), y = ToReal(args[1], node.args[1]->type);
          return OfReal(operation == '+'   ? x + y
                        : operation == '-' ? x - y
                        : operation == '*' ? x * y
                                           : x / y);
        }
        const __int128 b = args[1].integer;
        switch (operation) {
          case '+':
            return Fit(a + b, node.type);
          case '-':
            return Fit(a - b, node.type);
          case '*':
            return Fit(a * b, node.type);
          case '/':
            return b == 0 ? Fault() : Fit(a / b, node.type);
          default:
            return b == 0 ? Fault() : Fit(a % b, node.type);
        }
      }
      case Kind::kNegate:
        return node.type == Type::kF64 ? OfReal(-args[0].real) : Fit(-a, node.type);
      case Kind::kText: {
        const std::string& string = args[0].string;
        const size_t size = node.text.size();
        if (node.name == "contains") return OfInteger(string.find(node.text) != string.npos);
        if (string.size() < size) return OfInteger(0);
        const size_t at = node.name == "ends_with" ? string.size() - size : 0;
        return OfInteger(string.compare(at, size, node.text) == 0);
      }
      case Kind::kLength:
        return OfInteger(static_cast<int64_t>(args[0].string.size()));
      case Kind::kPart:
        return Part(node.name, Floor(a * UnitOf(first.type), 1000000000));
      case Kind::kBucket: {
        const __int128 width = node.wide / UnitOf(node.type);
        return Fit(Floor(a, width) * width, node.type);
      }
      default:
        return Cast(args[0], first.type, node.type);
    }
  }

  Value Cast(const Value& value, Type from, Type to) {
    if (to == Type::kF64) return OfReal(ToReal(value, from));
    if (from == Type::kF64) {
      const double real = trunc(value.real);
      if (!(real >= -9223372036854775808.0 && real < 9223372036854775808.0)) return Fault();
      return Fit(static_cast<__int128>(real), to);
    }
    if (from == Type::kU64) return Fit(static_cast<uint64_t>(value.integer), to);
    if (!IsTime(from) || !IsTime(to)) return Fit(value.integer, to);
    return Fit(Floor(value.integer * UnitOf(from), UnitOf(to)), to);
  }

  // By the C library.
  static Value Part(const std::string& name, __int128 seconds) {
    const time_t time = static_cast<time_t>(seconds);
    struct tm parts;
    if (gmtime_r(&time, &parts) == nullptr) abort();
    return OfInteger(name == "year"     ? int64_t{parts.tm_year} + 1900
                     : name == "month"  ? parts.tm_mon + 1
                     : name == "day"    ? parts.tm_mday
                     : name == "hour"   ? parts.tm_hour
                     : name == "minute" ? parts.tm_min
                     : name == "second" ? parts.tm_sec
                                        : parts.tm_wday);
  }
};

}  // namespace ref

#endif  // SINEW_TESTS_EXPRESSION_EXPRESSION_REF_H_
