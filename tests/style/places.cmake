# Adds a kernel, tests/style/kernel, to a copy of the tree and counts what had to be touched: its own
# files, which must be new ones, and at most four lines in files that all kernels share. Then what
# follows from the list of kernels must work: headers, vocabulary, layering, the map of the docs; and
# the build must know the kernel, its tests, its fuzz target and its Go package. WORK is a folder for
# the copy; CLANG and CLANGXX may be empty.
cmake_minimum_required(VERSION 3.25)
set(kernel ${SOURCE}/tests/style/kernel)
set(tree ${WORK}/tree)
file(REMOVE_RECURSE ${WORK})
file(COPY ${SOURCE}/ DESTINATION ${tree} PATTERN build EXCLUDE PATTERN .git EXCLUDE)

file(GLOB_RECURSE own RELATIVE ${kernel} ${kernel}/*)
foreach(path IN LISTS own)
  if(EXISTS ${SOURCE}/${path})
    message(FATAL_ERROR "${path} is there already")
  endif()
endforeach()
file(COPY ${kernel}/ DESTINATION ${tree})

# The shared lines: each follows one that is there.
function(add_line path after line)
  file(READ ${tree}/${path} text)
  string(REPLACE "${after}\n" "${after}\n${line}\n" added "${text}")
  if(added STREQUAL text)
    message(FATAL_ERROR "${path} has no '${after}': let the line follow another one")
  endif()
  file(WRITE ${tree}/${path} "${added}")
endfunction()
add_line(CMakeLists.txt "  encoding/hex" "  encoding/invert")
add_line(include/sinew/encoding.hpp "#include \"sinew/encoding_hex.hpp\""
  "#include \"sinew/encoding_invert.hpp\"")
execute_process(COMMAND ${CMAKE_COMMAND} -DSOURCE=${tree} -P ${tree}/tests/docs/map.cmake
  RESULT_VARIABLE result ERROR_VARIABLE output)
if(NOT result OR NOT output MATCHES "the rows are not KERNELS" OR
    NOT output MATCHES "no row has the Go packages encoding/invert")
  message(FATAL_ERROR "tests/docs/map.cmake does not miss the row of the kernel:\n${output}")
endif()
file(STRINGS ${SOURCE}/docs/README.md row REGEX "^\\| `encoding/hex`")
add_line(docs/README.md "${row}"
  "| `encoding/invert` | `sinew_invert` | `invert` | `encoding/invert` | [inverted](formats/invert.md) |")
add_line(CHANGELOG.md "## 0.1.0, not yet released\n" "- `sinew_invert`: bits inverted.")

# What differs, without what is generated.
execute_process(COMMAND diff -r -x build -x .git ${SOURCE} ${tree} OUTPUT_VARIABLE difference)
string(REGEX MATCHALL "\n[<>][^\n]*" lines "\n${difference}")
list(LENGTH lines shared)
list(LENGTH own files)
message(STATUS "a kernel: ${files} files of its own, ${shared} shared lines")
if(shared GREATER 4)
  message(FATAL_ERROR "more than four shared lines:\n${difference}")
endif()

function(run what)
  execute_process(COMMAND ${ARGN} WORKING_DIRECTORY ${tree} RESULT_VARIABLE result
    OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(result)
    message(FATAL_ERROR "${what}:\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()
run("generator" ${CMAKE_COMMAND} -P cmake/generate_headers.cmake)
foreach(script tests/abi/vocabulary tests/abi/calls_complete tests/style/layering tests/docs/map)
  run(${script} ${CMAKE_COMMAND} -DSOURCE=${tree} -P ${script}.cmake)
endforeach()

# The build knows it; what is compiled alone compiles.
function(expect_target name)
  if(NOT "\n${output}" MATCHES "\n[^\n]*${name}")
    message(FATAL_ERROR "no target ${name} in the build")
  endif()
endfunction()
run("configuring" ${CMAKE_COMMAND} -G Ninja -S . -B build/release -DBUILD_TESTING=ON
  -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_COMPILER=${CXX} -DCMAKE_C_COMPILER=${CC}
  "-DSINEW_DISABLED_TARGETS=HWY_SSSE3|HWY_SSE4|HWY_AVX3")
run("targets" ${CMAKE_COMMAND} --build build/release --target help)
expect_target(encoding_invert_test)
run("compiling" ${CMAKE_COMMAND} --build build/release --target
  CMakeFiles/sinew_objects.dir/src/encoding/invert.cc.o
  tests/CMakeFiles/encoding_invert_test.dir/encoding/invert_test.cc.o
  tests/abi/CMakeFiles/abi_calls.dir/calls_encoding_invert.c.o
  tests/abi/CMakeFiles/abi_hpp.dir/hpp_encoding_invert_test.cc.o)
run("the benchmark" ${CXX} -std=c++20 -fsyntax-only -Iinclude -Ibench bench/encoding/invert_bench.cc)
if(CLANG AND CLANGXX)
  run("configuring the fuzz targets" ${CMAKE_COMMAND} -G Ninja -S . -B build/fuzz -DSINEW_FUZZ=ON
    -DCMAKE_CXX_COMPILER=${CLANGXX} -DCMAKE_C_COMPILER=${CLANG})
  run("targets" ${CMAKE_COMMAND} --build build/fuzz --target help)
  expect_target(encoding_invert_fuzz)
endif()
run("go vet" ${CMAKE_COMMAND} -E chdir bindings/go ${tree}/cmake/go.sh ${tree}/build/release vet
  ./internal/c ./encoding/invert)
run("go vet without cgo" ${CMAKE_COMMAND} -E env CGO_ENABLED=0 ${CMAKE_COMMAND} -E chdir bindings/go
  ${tree}/cmake/go.sh ${tree}/build/release vet ./encoding/invert)
