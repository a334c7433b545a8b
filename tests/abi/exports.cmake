# LIBRARY exports exactly the functions of symbols.txt, each with the version that cmake/sinew.map gives
# it, under the SONAME libsinew.so.0; it needs the C library alone, all of whose functions are bound when
# it is loaded; and it calls none that end the process, print or start threads.
execute_process(COMMAND ${NM} -D --defined-only ${LIBRARY} OUTPUT_VARIABLE output
  COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^ \n]+\n" exported "${output}")
list(TRANSFORM exported STRIP)
list(FILTER exported EXCLUDE REGEX "^SINEW_[0-9.]+(@@SINEW_[0-9.]+)?$")
file(STRINGS ${SOURCE}/cmake/sinew.map map)
foreach(line IN LISTS map)
  if(line MATCHES "^SINEW_[0-9.]+")
    set(node ${CMAKE_MATCH_0})
  elseif(line MATCHES "^    (sinew_[a-z0-9_]+)")
    set(node_of_${CMAKE_MATCH_1} ${node})
  endif()
endforeach()
file(STRINGS ${SOURCE}/tests/abi/symbols.txt symbols)
set(expected "")
foreach(symbol IN LISTS symbols)
  list(APPEND expected ${symbol}@@${node_of_${symbol}})
endforeach()
if(NOT exported STREQUAL expected)
  message(FATAL_ERROR "exported: ${exported}\nexpected: ${expected}")
endif()

string(REGEX MATCHALL "(^|\n)[0-9a-f]+ T" addresses "${output}")
list(LENGTH addresses count)
list(REMOVE_DUPLICATES addresses)
list(LENGTH addresses different)
if(NOT count EQUAL different)
  message(FATAL_ERROR "one function has two names:\n${output}")
endif()

execute_process(COMMAND ${READELF} -d ${LIBRARY} OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
if(NOT output MATCHES "SONAME[^\n]*\\[libsinew\\.so\\.0\\]")
  message(FATAL_ERROR "the SONAME is not libsinew.so.0:\n${output}")
endif()

if(NOT output MATCHES "BIND_NOW")
  message(FATAL_ERROR "the library binds functions at their first call:\n${output}")
endif()
string(REGEX MATCHALL "NEEDED[^\n]*" needed "${output}")
list(FILTER needed EXCLUDE REGEX "\\[(libc|ld-linux[-_a-z0-9]*)\\.so")
if(needed)
  message(FATAL_ERROR "the library needs more than the C library: ${needed}")
endif()

execute_process(COMMAND ${NM} -D --undefined-only ${LIBRARY} OUTPUT_VARIABLE output
  COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL " (malloc|calloc|realloc|aligned_alloc|_Zn[wa][^@\n]*|_Zd[la][^@\n]*|abort|exit|_exit|printf|puts|fprintf|__printf_chk|__fprintf_chk|__cxa_throw|pthread_create|sigaction|signal)[@\n]"
  forbidden "${output}")
if(forbidden)
  message(FATAL_ERROR "the library must not call:${forbidden}")
endif()
