find_package(hwy 1.0.3 REQUIRED)
find_package(mimalloc 2.0 REQUIRED)
if(BUILD_TESTING)
  find_package(Boost REQUIRED COMPONENTS unit_test_framework)
  # xxHash's header alone, the oracle of hash/xxh3 (Debian: libxxhash-dev).
  find_path(XXHASH_INCLUDE_DIR xxhash.h REQUIRED)
endif()
