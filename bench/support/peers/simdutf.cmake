include_guard(DIRECTORY)
# simdutf is no Debian package; its source comes with a crate that bench/rust pins. Without a cargo
# that can fetch it the rows have one peer less.
add_library(peer_simdutf INTERFACE)
execute_process(COMMAND ${PROJECT_SOURCE_DIR}/cmake/find-cargo.sh OUTPUT_VARIABLE cargo
  OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE missing)
if(NOT missing)
  execute_process(COMMAND ${cargo} metadata --locked --format-version 1 --manifest-path
    ${PROJECT_SOURCE_DIR}/bench/rust/Cargo.toml OUTPUT_VARIABLE metadata RESULT_VARIABLE missing)
endif()
if(NOT missing AND metadata MATCHES "\"manifest_path\":\"([^\"]*/simdutf-[0-9.]*)/Cargo.toml\"")
  set(simdutf ${CMAKE_MATCH_1}/cpp)
  add_library(simdutf STATIC EXCLUDE_FROM_ALL ${simdutf}/simdutf.cpp)
  target_include_directories(simdutf SYSTEM PUBLIC ${simdutf})
  target_compile_options(simdutf PRIVATE -O3 -w)
  target_link_libraries(peer_simdutf INTERFACE simdutf)
  target_compile_definitions(peer_simdutf INTERFACE BENCH_SIMDUTF)
else()
  message(WARNING "no crate with the source of simdutf: no rows against it")
endif()
