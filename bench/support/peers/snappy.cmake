include_guard(DIRECTORY)
find_library(SNAPPY_LIBRARY snappy REQUIRED)
add_library(peer_snappy INTERFACE)
target_link_libraries(peer_snappy INTERFACE ${SNAPPY_LIBRARY})
