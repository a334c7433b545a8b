#ifndef SINEW_ENCODING_JSON_H_
#define SINEW_ENCODING_JSON_H_

#include <stdint.h>

namespace sinew {

// What a backslash and this byte stand for (RFC 8259, section 7); 0 if that is no escape of two
// characters.
inline uint8_t ShortJsonEscape(uint8_t byte) {
  switch (byte) {
    case '"':
    case '\\':
    case '/':
      return byte;
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return 0;
  }
}

}  // namespace sinew

#endif  // SINEW_ENCODING_JSON_H_
