# A host keeps its own malloc and operator new. Debian's libmimalloc exports both: PROGRAM, which
# uses the library, must not be bound to any of them, nor may a library beside it.
execute_process(COMMAND ${CMAKE_COMMAND} -E env LD_BIND_NOW=1 LD_DEBUG=bindings ${PROGRAM}
  ERROR_VARIABLE log RESULT_VARIABLE result)
if(result)
  message(FATAL_ERROR "${PROGRAM} failed: ${result}")
endif()
if(NOT log MATCHES "symbol `malloc'" OR NOT log MATCHES "libmimalloc[^\n]*symbol `mi_")
  message(FATAL_ERROR "the log shows no allocator at all: the check would see nothing")
endif()
string(REGEX MATCHALL "binding file [^\n]* to [^ \n]*libmimalloc[^\n]*" bindings "${log}")
list(FILTER bindings EXCLUDE REGEX "symbol `mi_")
list(FILTER bindings EXCLUDE REGEX "binding file [^ ]*libmimalloc")
if(bindings)
  list(JOIN bindings "\n  " bindings)
  message(FATAL_ERROR "mimalloc has taken over:\n  ${bindings}")
endif()
