# What the build needs, or a word on where Debian has it.
function(require found what package)
  if(NOT ${found})
    message(FATAL_ERROR "${what} missing. On Debian, install ${package}, or run "
      "cmake/bootstrap.sh core test. Other systems have it in a package of a similar name.")
  endif()
endfunction()

# Highway's headers alone.
find_path(HWY_INCLUDE_DIR hwy/highway.h)
require(HWY_INCLUDE_DIR "Highway's headers, 1.0.3 or later, are" libhwy-dev)
set(version "")
foreach(header highway.h base.h)
  file(STRINGS ${HWY_INCLUDE_DIR}/hwy/${header} lines REGEX "^#define HWY_(MAJOR|MINOR|PATCH) ")
  list(APPEND version ${lines})
endforeach()
list(TRANSFORM version REPLACE "[^0-9]" "")
list(JOIN version . version)
if(version VERSION_LESS 1.0.3)
  message(FATAL_ERROR "Highway in ${HWY_INCLUDE_DIR} is ${version}: 1.0.3 is the oldest that works. "
    "A newer one: cmake -DHWY_INCLUDE_DIR=<folder that has hwy/highway.h>")
endif()
# A header alone, which reads decimal numbers.
find_path(FAST_FLOAT_INCLUDE_DIR fast_float/fast_float.h)
require(FAST_FLOAT_INCLUDE_DIR "fast_float's header is" libfast-float-dev)
if(SINEW_TESTING)
  find_package(Boost CONFIG QUIET COMPONENTS unit_test_framework)
  require(Boost_FOUND "Boost.Test is" libboost-test-dev)
  # xxHash's header alone, the oracle of hash/xxh3.
  find_path(XXHASH_INCLUDE_DIR xxhash.h)
  require(XXHASH_INCLUDE_DIR "xxHash's header is" libxxhash-dev)
  # An oracle of hash/crc32.
  find_package(ZLIB QUIET)
  require(ZLIB_FOUND "zlib is" zlib1g-dev)
  # What compresses for the tests of ingest/stream, and the headers that its declarations follow.
  foreach(library zstd lz4 snappy)
    find_library(SINEW_TEST_${library} ${library})
    require(SINEW_TEST_${library} "lib${library} is" lib${library}-dev)
  endforeach()
  foreach(header igzip_lib libdeflate)
    find_path(SINEW_TEST_${header} ${header}.h PATH_SUFFIXES isa-l)
  endforeach()
  require(SINEW_TEST_igzip_lib "ISA-L is" libisal-dev)
  require(SINEW_TEST_libdeflate "libdeflate is" libdeflate-dev)
endif()
