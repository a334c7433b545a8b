#include "expression/expression/lexer.h"

#include <fast_float/fast_float.h>
#include <stdarg.h>
#include <stdio.h>

#include <algorithm>
#include <iterator>
#include <limits>

#include "core/status.h"

namespace sinew {
namespace {

char Lower(uint8_t c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); }
bool IsSpace(uint8_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool IsDigit(uint8_t c) { return c >= '0' && c <= '9'; }
// Bytes of UTF-8 beyond ASCII are letters.
bool IsLetter(uint8_t c) { return (Lower(c) >= 'a' && Lower(c) <= 'z') || c == '_' || c >= 0x80; }

}  // namespace

bool Lexer::Next() {
  last_end_ = token_.end;
  uint32_t i = token_.end;
  while (IsSpace(At(i))) ++i;
  token_ = {TokenKind::kEnd, i, i, 0, 0, 0};
  if (i == size_) return true;
  const uint8_t c = text_[i];
  if (IsLetter(c)) {
    ++i;
    while (IsLetter(At(i)) || IsDigit(At(i)) || (At(i) == '.' && IsLetter(At(i + 1)))) {
      ++i;
    }
    token_.kind = TokenKind::kName;
  } else if (IsDigit(c) || (c == '.' && IsDigit(At(i + 1)))) {
    return ReadNumber();
  } else if (c == '\'' || c == '"') {
    token_.kind = c == '"' ? TokenKind::kQuotedName : TokenKind::kString;
    for (++i;; ++i) {
      if (i == size_) {
        return FailAt(token_.begin,
                      c == '"' ? "the quoted name has no end" : "the string has no end");
      }
      if (text_[i] != c) continue;
      if (At(i + 1) != c) break;
      ++i;
    }
    ++i;
  } else {
    const uint32_t two = Symbol(static_cast<char>(c), static_cast<char>(At(i + 1)));
    constexpr uint32_t kTwo[] = {Symbol('=', '='), Symbol('!', '='), Symbol('<', '>'),
                                 Symbol('<', '='), Symbol('>', '=')};
    token_.kind = TokenKind::kSymbol;
    token_.symbol = c;
    i += 1;
    if (std::find(std::begin(kTwo), std::end(kTwo), two) != std::end(kTwo)) {
      token_.symbol = two;
      i += 1;
    } else if (c == 0 || strchr("+-*/%=<>(),", c) == nullptr) {
      return FailAt(token_.begin, "unexpected character '%c'", c);
    }
  }
  token_.end = i;
  return true;
}

bool Lexer::ReadNumber() {
  uint32_t i = token_.begin;
  Wide integer = 0;
  bool too_large = false;
  for (; IsDigit(At(i)); ++i) {
    integer = integer * 10 + (text_[i] - '0');
    if (integer > UINT64_MAX) {
      too_large = true;
      integer = 0;
    }
  }
  token_.kind = TokenKind::kInteger;
  if (At(i) == '.') {
    token_.kind = TokenKind::kDecimal;
    for (++i; IsDigit(At(i)); ++i) {
    }
  }
  if (Lower(At(i)) == 'e') {
    const uint32_t sign = At(i + 1) == '+' || At(i + 1) == '-' ? 1 : 0;
    if (IsDigit(At(i + 1 + sign))) {
      token_.kind = TokenKind::kDecimal;
      for (i += 1 + sign; IsDigit(At(i)); ++i) {
      }
    }
  }
  token_.end = i;
  token_.integer = integer;
  if (token_.kind == TokenKind::kInteger) {
    if (too_large) return FailAt(token_.begin, "the integer does not fit 64 bits");
    return true;
  }
  const char* text = reinterpret_cast<const char*>(text_);
  fast_float::from_chars(text + token_.begin, text + i, token_.real);
  if (token_.real > std::numeric_limits<double>::max()) {
    return FailAt(token_.begin, "the number is too large for f64");
  }
  return true;
}

bool Lexer::OpensCall() const {
  size_t i = token_.end;
  while (IsSpace(At(i))) ++i;
  return At(i) == '(';
}

bool Lexer::TextIs(size_t begin, size_t end, const char* word) const {
  if (strlen(word) != end - begin) return false;
  for (size_t i = begin; i < end; ++i) {
    if (Lower(text_[i]) != word[i - begin]) return false;
  }
  return true;
}

bool Lexer::FailAt(size_t position, const char* format, ...) {
  char message[200];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof(message), format, arguments);
  va_end(arguments);
  // The text may have anything in it.
  for (char* c = message; *c != 0; ++c) {
    if (*c < ' ' || *c > '~') *c = '?';
  }
  status_ =
      Fail(error_, SINEW_STATUS_INVALID_ARGUMENT, position, "at byte %zu: %s", position, message);
  return false;
}

Lexer::Text Lexer::Quote(const char* before, size_t begin, size_t end) const {
  constexpr size_t kMost = 40;
  const size_t size = std::min(end - begin, kMost);
  Text text;
  snprintf(text.chars, sizeof(text.chars), "%s%.*s%s", before, static_cast<int>(size),
           reinterpret_cast<const char*>(text_ + begin), end - begin > kMost ? "..." : "");
  return text;
}

Lexer::Text Lexer::FoundToken() const {
  switch (token_.kind) {
    case TokenKind::kEnd:
      return Quote("the end", size_, size_);
    case TokenKind::kString:
      return Quote("string ", token_.begin, token_.end);
    case TokenKind::kInteger:
    case TokenKind::kDecimal:
      return Quote("number ", token_.begin, token_.end);
    case TokenKind::kSymbol: {
      Text text = Quote("'", token_.begin, token_.end);
      strcat(text.chars, "'");
      return text;
    }
    default:
      return Quote("", token_.begin, token_.end);
  }
}

bool Lexer::Unexpected(const char* expected) {
  return FailAt(token_.begin, "expected %s, found %s", expected, FoundToken().chars);
}

}  // namespace sinew
