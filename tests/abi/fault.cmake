# Plants a fault into a copy of the tree: in FILE, FROM becomes TO. Then the net NET must fail, with a
# message that matches EXPECT.
file(REMOVE_RECURSE ${WORK})
file(COPY ${SOURCE}/CMakeLists.txt ${SOURCE}/src ${SOURCE}/include ${SOURCE}/cmake ${SOURCE}/docs
  DESTINATION ${WORK}/tree)
file(COPY ${SOURCE}/tests/abi DESTINATION ${WORK}/tree/tests)
file(COPY ${SOURCE}/bindings/go/internal/c DESTINATION ${WORK}/tree/bindings/go/internal)
file(READ ${WORK}/tree/${FILE} text)
string(REPLACE "${FROM}" "${TO}" faulty "${text}")
if(faulty STREQUAL text)
  message(FATAL_ERROR "${FILE} has no '${FROM}': plant the fault elsewhere")
endif()
file(WRITE ${WORK}/tree/${FILE} "${faulty}")
execute_process(COMMAND ${CMAKE_COMMAND} -DSOURCE=${WORK}/tree -DWORK=${WORK}/work ${NET}
  RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
string(REGEX REPLACE "[ \n]+" " " output "${output}")
if(NOT result)
  message(FATAL_ERROR "the net let the fault through:\n${output}")
endif()
if(NOT output MATCHES "${EXPECT}")
  message(FATAL_ERROR "the net failed, but not for the fault (${EXPECT}):\n${output}")
endif()
