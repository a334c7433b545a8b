include_guard(DIRECTORY)
# A checkout of https://github.com/apache/datasketches-cpp, which Debian does not have: headers alone.
set(SINEW_DATASKETCHES_SOURCE "" CACHE PATH "Source of DataSketches, for the benchmarks against it")
add_library(peer_datasketches INTERFACE)
if(SINEW_DATASKETCHES_SOURCE)
  target_include_directories(peer_datasketches SYSTEM INTERFACE
    ${SINEW_DATASKETCHES_SOURCE}/common/include ${SINEW_DATASKETCHES_SOURCE}/kll/include)
  target_compile_definitions(peer_datasketches INTERFACE SINEW_BENCH_DATASKETCHES)
endif()
