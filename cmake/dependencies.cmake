# What the build needs, or a word on where Debian has it.
function(require found what package)
  if(NOT ${found})
    message(FATAL_ERROR "${what} is missing: install ${package}, or run cmake/bootstrap.sh core test")
  endif()
endfunction()

find_package(hwy 1.0.3 QUIET)
require(hwy_FOUND "Highway 1.0.3 or later" libhwy-dev)
find_package(mimalloc 2.0 QUIET)
require(mimalloc_FOUND "mimalloc 2.0 or later" libmimalloc-dev)
if(BUILD_TESTING)
  find_package(Boost QUIET COMPONENTS unit_test_framework)
  require(Boost_FOUND "Boost.Test" libboost-test-dev)
  # xxHash's header alone, the oracle of hash/xxh3.
  find_path(XXHASH_INCLUDE_DIR xxhash.h)
  require(XXHASH_INCLUDE_DIR "xxHash's header" libxxhash-dev)
  # An oracle of hash/crc32.
  find_package(ZLIB QUIET)
  require(ZLIB_FOUND "zlib" zlib1g-dev)
endif()
