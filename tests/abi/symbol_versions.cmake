# A function that is added after a release gets the symbol version of the next one, and those of the
# release keep theirs: the linker and a program see both. WORK is a folder for a copy of the tree.
file(REMOVE_RECURSE ${WORK})
file(COPY ${SOURCE}/CMakeLists.txt ${SOURCE}/src ${SOURCE}/cmake DESTINATION ${WORK}/tree)
file(STRINGS ${SOURCE}/tests/abi/symbols.txt symbols)
list(REMOVE_ITEM symbols sinew_version)
list(JOIN symbols "\n" released)
file(WRITE ${WORK}/tree/cmake/releases/0.1.txt "${released}\n")

function(generate version result)
  file(READ ${SOURCE}/CMakeLists.txt lists)
  string(REGEX REPLACE "project\\(sinew VERSION [0-9.]+" "project(sinew VERSION ${version}" lists "${lists}")
  file(WRITE ${WORK}/tree/CMakeLists.txt "${lists}")
  execute_process(COMMAND ${CMAKE_COMMAND} -P ${WORK}/tree/cmake/generate_headers.cmake
    RESULT_VARIABLE code ERROR_VARIABLE error OUTPUT_QUIET)
  set(${result} ${code} PARENT_SCOPE)
  set(error "${error}" PARENT_SCOPE)
endfunction()

generate(0.1.1 result)
if(result EQUAL 0 OR NOT error MATCHES "raise the version")
  message(FATAL_ERROR "a function was added to a release:\n${error}")
endif()
generate(0.2.0 result)
if(result)
  message(FATAL_ERROR "${error}")
endif()
file(WRITE ${WORK}/stub.c "int sinew_version, sinew_target;\n")
execute_process(COMMAND ${CC} -shared -fPIC ${WORK}/stub.c -o ${WORK}/stub.so
  -Wl,--version-script=${WORK}/tree/cmake/sinew.map COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${NM} -D --defined-only ${WORK}/stub.so OUTPUT_VARIABLE output
  COMMAND_ERROR_IS_FATAL ANY)
foreach(expected sinew_version@@SINEW_0.2 sinew_target@@SINEW_0.1)
  if(NOT output MATCHES "${expected}\n")
    message(FATAL_ERROR "no ${expected}:\n${output}")
  endif()
endforeach()
