# Sets GO to the path of a fitting go command.
execute_process(COMMAND ${PROJECT_SOURCE_DIR}/cmake/find-go.sh
  OUTPUT_VARIABLE GO OUTPUT_STRIP_TRAILING_WHITESPACE)
if(NOT GO)
  message(FATAL_ERROR "The tests need Go 1.24 or later: run cmake/bootstrap.sh go")
endif()
