#include "calls.h"

CALLS(Invert) {
  static char inverted[sizeof(bytes)];
  CALL(sinew_invert(bytes, sizeof(bytes), inverted), inverted[0] == ~'a');
}
