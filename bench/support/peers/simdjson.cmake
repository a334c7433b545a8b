include_guard(DIRECTORY)
# SINEW_SIMDJSON_SOURCE: the sources of another version than the system's, which is compiled for this
# machine then, at its best.
set(SINEW_SIMDJSON_SOURCE "" CACHE PATH "Sources of simdjson for the benchmarks")
add_library(peer_simdjson INTERFACE)
if(SINEW_SIMDJSON_SOURCE)
  add_library(simdjson_source STATIC ${SINEW_SIMDJSON_SOURCE}/src/simdjson.cpp)
  target_include_directories(simdjson_source SYSTEM PUBLIC ${SINEW_SIMDJSON_SOURCE}/include
    PRIVATE ${SINEW_SIMDJSON_SOURCE}/src)
  target_compile_options(simdjson_source PRIVATE -O3 -march=native)
  target_link_libraries(peer_simdjson INTERFACE simdjson_source)
else()
  pkg_check_modules(SIMDJSON REQUIRED IMPORTED_TARGET simdjson)
  target_link_libraries(peer_simdjson INTERFACE PkgConfig::SIMDJSON)
endif()
target_compile_definitions(peer_simdjson INTERFACE SINEW_BENCH_SIMDJSON)
