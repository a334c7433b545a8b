#ifndef SINEW_CORE_STATUS_H_
#define SINEW_CORE_STATUS_H_

#include "core/abi.h"

namespace sinew {

// Fills `error` (which may be null) and returns `status`, so that a check reads
// `return Fail(error, ...)`. The format is printf's; a message too long is cut.
__attribute__((format(printf, 4, 5))) sinew_status Fail(sinew_error* error, sinew_status status,
                                                        size_t offset, const char* format, ...);

inline sinew_status FailNull(sinew_error* error, const char* argument) {
  return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "%s is null", argument);
}

}  // namespace sinew

#endif  // SINEW_CORE_STATUS_H_
