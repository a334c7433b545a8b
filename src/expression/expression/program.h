#ifndef SINEW_EXPRESSION_EXPRESSION_PROGRAM_H_
#define SINEW_EXPRESSION_EXPRESSION_PROGRAM_H_

#include <string.h>

#include "core/bytes.h"
#include "core/compare.h"
#include "core/memory.h"
#include "expression/abi.h"

// What an expression is compiled to: steps, one behind the other, each of which computes a register
// from columns and registers, for kBlockRows rows at a time.
//
//   a > 5 and hour(t) = 7       0  compare  bits0  <- a > 5
//                               1  load     words0 <- t
//                               2  part     words1 <- hour of words0
//                               3  compare  bits1  <- words1 = 7
//                               4  and      bits2  <- bits0, bits1
//
// Registers are of three kinds: truth values, 64 to a word; 64-bit words, which are i64, u64, f64
// or counts of time; views of strings. Each has a bitmap that says which rows are not null, or
// knows that all are. A comparison reads a column where it lies and at its own width, so a filter
// moves few bytes but those of its columns.

namespace sinew {

// A block of words is 16 KiB: a few of them fit the cache of the first level, and what a step costs
// beside its rows is spread over many.
inline constexpr size_t kBlockRows = 2048;
inline constexpr size_t kBlockWords = kBlockRows / 64;

// Registers of a kind, those for constants not counted.
inline constexpr size_t kMaxRegisters = 64;
inline constexpr size_t kMaxSteps = 8192;
// Up to so many numbers, `in` is comparisons; a longer list is searched.
inline constexpr size_t kMaxCompared = 16;

enum class Place : uint8_t { kNowhere, kColumn, kBits, kWords, kViews };

// A column or a register. Registers from kConstant on hold a constant.
struct Ref {
  static constexpr uint16_t kConstant = 256;

  Place place = Place::kNowhere;
  uint16_t index = 0;
};

enum class StepKind : uint8_t {
  kBoolColumn,       // bits   <- column a
  kConstantBits,     // bits   <- `integer`: 0 false, 1 true, 2 null
  kCompareLiteral,   // bits   <- a, a column or words of `type`, against integer or real
  kCompareWords,     // bits   <- words a of `type` against words b of `other`
  kInNumbers,        // bits   <- a as in kCompareLiteral, in `list`
  kCompareStringTo,  // bits   <- a, a column or views, against strings[list]
  kCompareStrings,   // bits   <- views a against views b
  kInStrings,        // bits   <- a, a column or views, in strings [list, list + list_count)
  kIsValid,          // bits   <- whether a, anything, is not null; negated: whether it is
  kAnd,              // bits   <- bits a, bits b
  kOr,               // bits   <- bits a, bits b
  kNot,              // bits   <- bits a
  kEqualBits,        // bits   <- bits a = bits b; negated: <>
  kLoad,             // words  <- column a of `type`
  kConvert,          // words  <- words or bits a of `type`, as `other`
  kArithmetic,       // words  <- words a, words b of `type`
  kNegate,           // words  <- words a of `type`
  kRescale,          // words  <- words a times integer, over scale, towards the past
  kDatePart,         // words  <- part of words a, of which `integer` are a second or, for 0, days
  kBucket,           // words  <- words a, down to a multiple of `integer`
  kLength,           // words  <- bytes of a, a column or views
  kLoadViews,        // views  <- column a
  kSelect,           // any    <- where bits a are true b, elsewhere c
};

enum class Arithmetic : uint8_t { kAdd, kSubtract, kMultiply, kDivide, kModulo };

enum class DatePart : uint8_t { kYear, kMonth, kDay, kHour, kMinute, kSecond, kWeekday };

struct Step {
  StepKind kind;
  Relation relation = Relation::kEqual;
  Arithmetic arithmetic = Arithmetic::kAdd;
  DatePart part = DatePart::kYear;
  // kIsValid, kEqualBits: the opposite. kInNumbers, kInStrings: there is a null in the list.
  bool negated = false;
  bool null_in_list = false;
  // The result must fit an int32_t: days.
  bool is_days = false;
  Ref out = {}, a = {}, b = {}, c = {};
  sinew_type type = SINEW_TYPE_I64;
  sinew_type other = SINEW_TYPE_I64;
  int64_t integer = 0;  // the bits of a u64
  double real = 0;
  // kRescale; kCompareWords of times: what a is multiplied by is `integer`, and b by `scale`.
  int64_t scale = 1;
  uint32_t list = 0, list_count = 0;
};

// An array that grows.
template <typename T>
class Array {
 public:
  explicit Array(Memory* memory) : memory_(memory) {}
  ~Array() { memory_->FreeArray(data_, capacity_); }
  Array(const Array&) = delete;
  Array& operator=(const Array&) = delete;

  sinew_status Append(const T* values, size_t count) {
    if (count > capacity_ - size_) {
      size_t capacity = capacity_ == 0 ? 16 : 2 * capacity_;
      if (capacity < size_ + count) capacity = size_ + count;
      T* grown;
      const sinew_status status = memory_->AllocateArray(capacity, &grown);
      if (status != SINEW_STATUS_OK) return status;
      if (size_ != 0) memcpy(grown, data_, size_ * sizeof(T));
      memory_->FreeArray(data_, capacity_);
      data_ = grown;
      capacity_ = capacity;
    }
    if (count != 0) memcpy(data_ + size_, values, count * sizeof(T));
    size_ += count;
    return SINEW_STATUS_OK;
  }
  sinew_status Append(const T& value) { return Append(&value, 1); }
  void Truncate(size_t size) { size_ = size; }

  T* data() { return data_; }
  const T* data() const { return data_; }
  size_t size() const { return size_; }
  T& operator[](size_t i) { return data_[i]; }
  const T& operator[](size_t i) const { return data_[i]; }

 private:
  Memory* memory_;
  T* data_ = nullptr;
  size_t size_ = 0;
  size_t capacity_ = 0;
};

// A string of the text, as a range of `bytes`.
struct StringRange {
  uint32_t begin;
  uint32_t size;
};

// A constant in a register of words or views.
struct Constant {
  Place place;
  bool is_null;
  int64_t word;
  StringRange string;
};

struct BitsRegister {
  uint64_t* truth;  // never set where the row is null
  uint64_t* valid;
  bool all_valid;
};
struct WordsRegister {
  const uint8_t* data;  // `own`, or rows of a column
  uint64_t* own;
  uint64_t* valid;
  bool all_valid;
};
struct ViewsRegister {
  Bytes* views;
  uint64_t* valid;
  bool all_valid;
};

struct Program {
  explicit Program(Memory* memory)
      : steps(memory),
        numbers(memory),
        strings(memory),
        bytes(memory),
        constants(memory),
        uses(memory) {}

  Array<Step> steps;
  Array<int64_t> numbers;  // lists of kInNumbers: i64, or the bits of a u64 or an f64
  Array<StringRange> strings;
  Array<uint8_t> bytes;
  Array<Constant> constants;
  // Of each column, its type if it is used, and 0 if not.
  Array<sinew_type> uses;
  // Of the result; every kind of place but a column.
  Ref result;
  sinew_type type = SINEW_TYPE_BOOL;

  // How many registers there are, and constants behind them.
  size_t bits_count = 0, words_count = 0, views_count = 0;
  size_t constant_words = 0, constant_views = 0;
  BitsRegister* bits = nullptr;
  WordsRegister* words = nullptr;
  ViewsRegister* views = nullptr;

  Bytes StringAt(size_t index) const {
    return {bytes.data() + strings[index].begin, strings[index].size};
  }
  BitsRegister& BitsAt(Ref ref) const { return bits[ref.index]; }
  WordsRegister& WordsAt(Ref ref) const {
    return words[ref.index < Ref::kConstant ? ref.index : words_count + ref.index - Ref::kConstant];
  }
  ViewsRegister& ViewsAt(Ref ref) const {
    return views[ref.index < Ref::kConstant ? ref.index : views_count + ref.index - Ref::kConstant];
  }
};

// Compiles a text, in parser.cc; on failure `error` says where and why.
sinew_status CompileExpression(const sinew_expression_options& options, Program* program,
                               const Memory& memory, sinew_error* error);

// Runs all steps, in steps.cc, on rows [row, row + count) of checked columns, at most kBlockRows;
// returns how many operations were at fault.
size_t RunSteps(const Program& program, const sinew_column* columns, size_t row, size_t count);

}  // namespace sinew

#endif  // SINEW_EXPRESSION_EXPRESSION_PROGRAM_H_
