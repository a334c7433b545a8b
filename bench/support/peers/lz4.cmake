include_guard(DIRECTORY)
pkg_check_modules(LZ4 REQUIRED IMPORTED_TARGET liblz4)
add_library(peer_lz4 INTERFACE)
target_link_libraries(peer_lz4 INTERFACE PkgConfig::LZ4)
