include_guard(DIRECTORY)
find_path(HIGHWAYHASH_INCLUDE_DIR highwayhash/highwayhash.h REQUIRED)
add_library(peer_highwayhash INTERFACE)
target_include_directories(peer_highwayhash SYSTEM INTERFACE ${HIGHWAYHASH_INCLUDE_DIR})
