include_guard(DIRECTORY)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
add_library(peer_zstd INTERFACE)
target_link_libraries(peer_zstd INTERFACE PkgConfig::ZSTD)
