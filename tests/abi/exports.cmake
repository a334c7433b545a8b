# LIBRARY exports exactly the functions of symbols.txt, all of version SINEW_0.1, under the SONAME
# libsinew.so.0; and it takes neither memory nor a way to end the process from anyone but mimalloc.
execute_process(COMMAND ${NM} -D --defined-only ${LIBRARY} OUTPUT_VARIABLE output
  COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^ \n]+\n" exported "${output}")
list(TRANSFORM exported STRIP)
list(REMOVE_ITEM exported SINEW_0.1)
file(STRINGS ${SOURCE}/tests/abi/symbols.txt expected)
list(TRANSFORM expected APPEND @@SINEW_0.1)
if(NOT exported STREQUAL expected)
  message(FATAL_ERROR "exported: ${exported}\nexpected: ${expected}")
endif()

execute_process(COMMAND ${READELF} -d ${LIBRARY} OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
if(NOT output MATCHES "SONAME[^\n]*\\[libsinew\\.so\\.0\\]")
  message(FATAL_ERROR "the SONAME is not libsinew.so.0:\n${output}")
endif()

execute_process(COMMAND ${NM} -D --undefined-only ${LIBRARY} OUTPUT_VARIABLE output
  COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL " (malloc|calloc|realloc|free|posix_memalign|aligned_alloc|_Zn[wa][^@\n]*|_Zd[la][^@\n]*|abort|exit|_exit|printf|puts|fprintf|__printf_chk|__fprintf_chk|__cxa_throw|pthread_create|sigaction|signal)[@\n]"
  forbidden "${output}")
if(forbidden)
  message(FATAL_ERROR "the library must not call:${forbidden}")
endif()
