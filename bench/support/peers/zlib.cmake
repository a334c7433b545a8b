include_guard(DIRECTORY)
find_package(ZLIB REQUIRED)
add_library(peer_zlib INTERFACE)
target_link_libraries(peer_zlib INTERFACE ZLIB::ZLIB)
