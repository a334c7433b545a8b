# Generates the headers into OUT and compares them with what SOURCE (default: this tree) holds. Prints
# the difference and the command that mends it: an error when STRICT is set, else a warning.
if(NOT SOURCE)
  cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH SOURCE)
endif()
file(REMOVE_RECURSE ${OUT})
execute_process(
  COMMAND ${CMAKE_COMMAND} -DSOURCE=${SOURCE} -DOUT=${OUT} -P ${SOURCE}/cmake/generate_headers.cmake
  OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
file(GLOB_RECURSE generated RELATIVE ${OUT} ${OUT}/*)
set(differences "")
foreach(path IN LISTS generated)
  execute_process(COMMAND diff -uN ${SOURCE}/${path} ${OUT}/${path} OUTPUT_VARIABLE difference)
  string(APPEND differences "${difference}")
endforeach()
if(differences STREQUAL "")
  return()
endif()
set(severity WARNING)
if(STRICT)
  set(severity FATAL_ERROR)
endif()
message(NOTICE "${differences}")
message(${severity} "The generated headers are not what src/ says. To mend that, run:\n"
                    "  cmake -P cmake/generate_headers.cmake")
