# The promise: LIBRARY may add to tests/abi/sinew.abi, but change or remove nothing. With WRITE set,
# writes that file instead: `ninja abi_dump`, when functions have been added. BUILT_FROM is the tree
# that the library was built from: only the types of its abi.h files are public.
set(dump ${SOURCE}/tests/abi/sinew.abi)
if(WRITE)
  file(GLOB types ${BUILT_FROM}/src/*/abi.h)
  list(TRANSFORM types REPLACE "(.+)" "--header-file;\\1")
  execute_process(
    COMMAND ${ABIDW} --no-corpus-path --no-comp-dir-path --no-show-locs --exported-interfaces-only
      --no-elf-needed --no-parameter-names --type-id-style hash --drop-private-types ${types}
      --out-file ${dump} ${LIBRARY}
    COMMAND_ERROR_IS_FATAL ANY)
  file(READ ${dump} text)
  string(REPLACE "'${BUILT_FROM}/" "'" text "${text}")
  file(WRITE ${dump} "${text}")
  return()
endif()

# Without folders: in libabigail 2.6 a path is that of no header, and all types were private.
execute_process(
  COMMAND ${ABIDIFF} --no-added-syms --drop-private-types --hf2 abi.h ${dump} ${LIBRARY}
  RESULT_VARIABLE result)
if(result)
  message(FATAL_ERROR "the library breaks the ABI that tests/abi/sinew.abi records: programs built "
                      "with earlier headers would fail. Add a function instead of changing one.")
endif()

# What the dump lacks, nothing holds to its promise.
file(READ ${dump} text)
file(STRINGS ${SOURCE}/tests/abi/symbols.txt symbols)
set(lacking "")
foreach(symbol IN LISTS symbols)
  if(NOT text MATCHES "<elf-symbol name='${symbol}'")
    list(APPEND lacking ${symbol})
  endif()
endforeach()
if(lacking)
  message(FATAL_ERROR "tests/abi/sinew.abi lacks ${lacking}: run make abi-dump")
endif()
