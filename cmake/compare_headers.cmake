# Generates the headers into WORK and compares them with what SOURCE (default: this tree) holds.
# Prints the difference and the command that mends it: an error when STRICT is set, else a warning.
if(NOT SOURCE)
  cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH SOURCE)
endif()
set(severity WARNING)
if(STRICT)
  set(severity FATAL_ERROR)
endif()

file(REMOVE_RECURSE ${WORK})
execute_process(
  COMMAND ${CMAKE_COMMAND} -DSOURCE=${SOURCE} -DOUT=${WORK} -P ${SOURCE}/cmake/generate_headers.cmake
  RESULT_VARIABLE result OUTPUT_QUIET)
if(result)
  message(${severity} "The headers cannot be generated.")
  return()
endif()

file(GLOB_RECURSE generated RELATIVE ${WORK} ${WORK}/*)
set(differences "")
foreach(path IN LISTS generated)
  execute_process(COMMAND diff -uN ${SOURCE}/${path} ${WORK}/${path} OUTPUT_VARIABLE difference)
  string(APPEND differences "${difference}")
endforeach()
if(NOT differences STREQUAL "")
  message(NOTICE "${differences}")
  message(${severity} "The generated headers are not what src/ says. To mend that, run:\n"
                      "  cmake -P cmake/generate_headers.cmake")
endif()
