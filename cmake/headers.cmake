# `headers` writes the generated files into the source tree. A build never does: it says when they
# are out of date, and the test abi/headers fails.
set(generate ${CMAKE_COMMAND} -P ${PROJECT_SOURCE_DIR}/cmake/generate_headers.cmake)
add_custom_target(headers COMMAND ${generate} COMMENT "Generating the headers" VERBATIM)

set(generator base.h.in compare_headers.cmake generate_go.cmake generate_headers.cmake
  kernels.cmake lines.cmake symbol_versions.cmake)
list(TRANSFORM generator PREPEND cmake/)
file(GLOB_RECURSE marked CONFIGURE_DEPENDS src/*.h src/*.cc include/sinew/*.h)
add_custom_command(OUTPUT headers.stamp
  COMMAND ${CMAKE_COMMAND} -DWORK=${PROJECT_BINARY_DIR}/generated
    -P ${PROJECT_SOURCE_DIR}/cmake/compare_headers.cmake
  COMMAND ${CMAKE_COMMAND} -E touch headers.stamp
  DEPENDS ${marked} ${generator} CMakeLists.txt
  COMMENT "Comparing the headers with src/" VERBATIM)
add_custom_target(compare_headers ALL DEPENDS headers.stamp)
