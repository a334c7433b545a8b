include_guard(DIRECTORY)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
add_library(peer_xxhash INTERFACE)
target_link_libraries(peer_xxhash INTERFACE PkgConfig::XXHASH)
# GCC 12 sees _mm512_undefined_epi32 as such.
target_compile_options(peer_xxhash INTERFACE -Wno-maybe-uninitialized -Wno-uninitialized)
