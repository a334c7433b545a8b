include_guard(DIRECTORY)
find_package(absl REQUIRED)
add_library(peer_abseil INTERFACE)
target_link_libraries(peer_abseil INTERFACE absl::flat_hash_map)
