# A project that takes in this one by FetchContent, on a machine without Boost and pkg-config: it gets
# the library and no tests, nothing to install and no targets of common names. To build all of it would
# take minutes: the linking is planned, and one file is compiled.
file(REMOVE_RECURSE ${WORK})
function(run out)
  execute_process(COMMAND ${CMAKE_COMMAND} -E chdir ${WORK} ${ARGN} OUTPUT_VARIABLE output
    COMMAND_ERROR_IS_FATAL ANY)
  set(${out} "${output}" PARENT_SCOPE)
endfunction()
file(MAKE_DIRECTORY ${WORK})
run(output ${CMAKE_COMMAND} --no-warn-unused-cli -S ${CMAKE_CURRENT_LIST_DIR}/subproject -B ${WORK} -G Ninja
  -DSOURCE=${SOURCE} -DCMAKE_C_COMPILER=${CC} -DCMAKE_CXX_COMPILER=${CXX} -DSINEW_STATIC=ON
  -DCMAKE_DISABLE_FIND_PACKAGE_Boost=ON -DCMAKE_DISABLE_FIND_PACKAGE_PkgConfig=ON)
run(plan ${CMAKE_COMMAND} --build . -- -t commands)
foreach(file libsinew.so.0 libsinew.a subproject subproject_static)
  if(NOT plan MATCHES "(-o|qcD) ([a-z_/-]+/)?${file}[. ]")
    message(FATAL_ERROR "nothing builds ${file}:\n${plan}")
  endif()
endforeach()
if(plan MATCHES "_test\\.cc|compare_headers")
  message(FATAL_ERROR "more is built than the library:\n${plan}")
endif()
string(REGEX MATCH "[^ \n]*src/core/version\\.cc\\.o" object "${plan}")
run(output ${CMAKE_COMMAND} --build . --target ${object})
run(output ${CTEST} -N)
if(NOT output MATCHES "Total Tests: 0")
  message(FATAL_ERROR "the project has tests that it did not add:\n${output}")
endif()
run(output ${CMAKE_COMMAND} --install . --prefix ${WORK}/prefix)
if(EXISTS ${WORK}/prefix)
  message(FATAL_ERROR "the project installs what it did not ask for:\n${output}")
endif()
