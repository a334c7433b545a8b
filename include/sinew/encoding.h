// Generated from src/ by cmake/generate_headers.cmake; do not edit.
#ifndef SINEW_ENCODING_H_
#define SINEW_ENCODING_H_

#include "sinew/base.h"

#ifdef __cplusplus
extern "C" {
#endif

// How far an encoder or a decoder came. `read` counts the elements or bytes of input that were
// consumed when status is SINEW_STATUS_OK, else it is the offset of the first fault: of the byte (or
// the element) that is wrong, that is missing (SINEW_STATUS_TRUNCATED), or whose result did not fit
// (SINEW_STATUS_OUTPUT_FULL). `written` counts the elements or bytes of output that are right,
// whatever the status; what the call leaves behind them is not defined.
typedef struct sinew_codec_result {
  size_t read;
  size_t written;
  sinew_status status;
} sinew_codec_result;

#ifdef __cplusplus
}  // extern "C"
#endif

#endif  // SINEW_ENCODING_H_
