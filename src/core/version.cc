#include "core/abi.h"

// SINEW_CHAPTER The library
//
// Which version is loaded, and which of its SIMD targets runs on this CPU.

// Returns the version of the library that is loaded, "major.minor.patch" (https://semver.org). The
// header that the caller was compiled with says SINEW_VERSION. The string is static.
SINEW_API const char* sinew_version(void) SINEW_NOEXCEPT { return SINEW_VERSION; }
