# Net 3: abidiff compares LIBRARY with a stub made of nothing but the headers: each prototype gets an
# empty body. Once as C, and once as C++, where the functions carry the enums' names and so their
# values. WORK is a folder for the stubs. A struct goes by its own name there: libabigail 2.6 takes a
# typedef for another type.
file(REMOVE_RECURSE ${WORK})
set(structs "")
file(GLOB headers ${SOURCE}/include/sinew/*.h)
foreach(header IN LISTS headers)
  file(STRINGS ${header} lines REGEX "^typedef struct ")
  list(TRANSFORM lines REPLACE "typedef struct ([a-z0-9_]+).*" "\\1")
  list(APPEND structs ${lines})
endforeach()
file(GLOB headers RELATIVE ${SOURCE}/include ${SOURCE}/include/sinew/*.h)
foreach(header IN LISTS headers)
  file(READ ${SOURCE}/include/${header} text)
  string(REPLACE " SINEW_NOEXCEPT;" " { __builtin_trap(); }" text "${text}")
  foreach(name IN LISTS structs)
    string(REPLACE "typedef struct ${name} ${name};" "struct ${name};" text "${text}")
    string(REPLACE "typedef struct ${name} {" "struct ${name} {" text "${text}")
    string(REPLACE "} ${name};" "};" text "${text}")
    string(REGEX REPLACE "([^a-z0-9_])(struct )?${name}([^a-z0-9_])" "\\1struct ${name}\\3" text "${text}")
  endforeach()
  file(WRITE ${WORK}/${header} "${text}")
endforeach()

foreach(language c c++)
  set(stub ${WORK}/stub_${language}.so)
  execute_process(
    COMMAND ${CXX} -x ${language} -g -shared -fPIC -I${WORK} -include sinew/sinew.h /dev/null
      -Wl,--version-script=${SOURCE}/cmake/sinew.map -Wl,-soname,libsinew.so.0 -o ${stub}
    COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${ABIDIFF} ${LIBRARY} ${stub} RESULT_VARIABLE result)
  if(result)
    message(FATAL_ERROR "the library is not what the headers say (compiled as ${language})")
  endif()
endforeach()
