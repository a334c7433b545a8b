#include "core/status.h"

#include <stdarg.h>
#include <stdio.h>

namespace sinew {

sinew_status Fail(sinew_error* error, sinew_status status, size_t offset, const char* format, ...) {
  if (error == nullptr) return status;
  error->offset = offset;
  error->status = status;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(error->message, sizeof(error->message), format, arguments);
  va_end(arguments);
  return status;
}

}  // namespace sinew

// SINEW_CHAPTER Statuses and results

// Returns the name of a status as written in the header ("SINEW_STATUS_OVERFLOW"), or
// "unknown status" for any other number. The string is static.
SINEW_API const char* sinew_status_name(sinew_status status) SINEW_NOEXCEPT {
  switch (status) {
    case SINEW_STATUS_OK:
      return "SINEW_STATUS_OK";
    case SINEW_STATUS_INVALID_ARGUMENT:
      return "SINEW_STATUS_INVALID_ARGUMENT";
    case SINEW_STATUS_OUT_OF_MEMORY:
      return "SINEW_STATUS_OUT_OF_MEMORY";
    case SINEW_STATUS_MEMORY_LIMIT:
      return "SINEW_STATUS_MEMORY_LIMIT";
    case SINEW_STATUS_OVERFLOW:
      return "SINEW_STATUS_OVERFLOW";
    case SINEW_STATUS_TRUNCATED:
      return "SINEW_STATUS_TRUNCATED";
    case SINEW_STATUS_CORRUPT:
      return "SINEW_STATUS_CORRUPT";
    case SINEW_STATUS_OUTPUT_FULL:
      return "SINEW_STATUS_OUTPUT_FULL";
    case SINEW_STATUS_UNAVAILABLE:
      return "SINEW_STATUS_UNAVAILABLE";
  }
  return "unknown status";
}
