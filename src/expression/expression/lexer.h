#ifndef SINEW_EXPRESSION_EXPRESSION_LEXER_H_
#define SINEW_EXPRESSION_EXPRESSION_LEXER_H_

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/bytes.h"
#include "expression/expression/types.h"

namespace sinew {

enum class TokenKind : uint8_t { kEnd, kName, kQuotedName, kString, kInteger, kDecimal, kSymbol };

struct Token {
  TokenKind kind;
  uint32_t begin, end;
  // kSymbol: its characters, the first one lowest; "<=" is '<' | '=' << 8.
  uint32_t symbol;
  Wide integer;
  double real;
};

constexpr uint32_t Symbol(char a, char b = 0) {
  return static_cast<uint32_t>(a) | static_cast<uint32_t>(b) << 8;
}

// Reads the text token by token, and says what is wrong with it. A function that returns bool
// returns false once status_ says why.
class Lexer {
 protected:
  Lexer(const sinew_expression_options& options, sinew_error* error)
      : text_(AsBytes(options.text)), size_(options.text_size), error_(error) {}

  bool Next();

  bool IsSymbol(uint32_t symbol) const {
    return token_.kind == TokenKind::kSymbol && token_.symbol == symbol;
  }
  bool IsWord(const char* word) const {
    return token_.kind == TokenKind::kName && TextIs(token_.begin, token_.end, word);
  }
  // Whether '(' comes behind the token.
  bool OpensCall() const;
  bool TextIs(size_t begin, size_t end, const char* word) const;
  bool Expect(uint32_t symbol, const char* what) {
    return IsSymbol(symbol) ? Next() : Unexpected(what);
  }

  __attribute__((format(printf, 3, 4))) bool FailAt(size_t position, const char* format, ...);
  // A part of the text, or the next token, for a message.
  struct Text {
    char chars[100];
  };
  Text Quote(const char* before, size_t begin, size_t end) const;
  Text FoundToken() const;
  bool Unexpected(const char* expected);

  const uint8_t* const text_;
  const size_t size_;
  sinew_error* const error_;
  sinew_status status_ = SINEW_STATUS_OK;
  Token token_ = {};
  // Of the token before.
  uint32_t last_end_ = 0;

 private:
  uint8_t At(size_t i) const { return i < size_ ? text_[i] : 0; }
  bool ReadNumber();
};

}  // namespace sinew

#endif  // SINEW_EXPRESSION_EXPRESSION_LEXER_H_
