# libsinew.a as programs use it: ARCHIVE is linked into static, position-independent and other
# programs with CC, beside a second library of the same code, and by musl-gcc where there is one.
file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})
set(here ${CMAKE_CURRENT_LIST_DIR})
file(STRINGS ${SOURCE}/tests/abi/symbols.txt symbols)

function(list_symbols out)
  execute_process(COMMAND ${NM} -g --format=posix ${ARGN} ${ARCHIVE} OUTPUT_VARIABLE output
    COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX MATCHALL "\n[^ \n]+ [^\n]*" names "\n${output}")
  list(TRANSFORM names REPLACE "\n([^ ]+) .*" "\\1")
  list(FILTER names EXCLUDE REGEX ":$")
  list(SORT names)
  set(${out} "${names}" PARENT_SCOPE)
endfunction()

list_symbols(defined --defined-only)
list(SORT symbols)
if(NOT defined STREQUAL symbols)
  message(FATAL_ERROR "global: ${defined}\nexpected: ${symbols}")
endif()
# What glibc and musl both have: a name that comes to this list must be in musl, too.
# dlopen and its like are weak: a libc may lack them.
set(libc bcmp clock_gettime dlclose dlerror dlopen dlsym free getauxval getenv
  getrandom madvise memchr memcmp memcpy memmem memmove memset mmap munmap
  posix_memalign snprintf strcasecmp strcat strchr strcmp strlen strncmp vsnprintf
  _GLOBAL_OFFSET_TABLE_)
list_symbols(undefined --undefined-only)
list(REMOVE_ITEM undefined ${libc})
if(undefined)
  message(FATAL_ERROR "the archive needs more than it should: ${undefined}")
endif()

function(build_and_run name)
  execute_process(COMMAND ${ARGN} -o ${WORK}/${name} COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${WORK}/${name} COMMAND_ERROR_IS_FATAL ANY)
endfunction()
set(program -I${SOURCE}/include ${here}/consumer/consumer.c)
build_and_run(static ${CC} -static ${program} ${ARCHIVE})
build_and_run(static_pie ${CC} -static-pie -fPIE ${program} ${ARCHIVE})
build_and_run(pie ${CC} -pie -fPIE ${program} ${ARCHIVE})
build_and_run(no_pie ${CC} -no-pie -fno-pie ${program} ${ARCHIVE})
find_program(MUSL_GCC musl-gcc)
if(MUSL_GCC)
  build_and_run(musl ${MUSL_GCC} -static ${program} ${ARCHIVE})
endif()

# Twice in one program, under other names: nothing but the names is shared.
set(names ${symbols})
list(TRANSFORM names REPLACE "^sinew_(.*)$" "sinew_\\1 other_\\1")
list(JOIN names "\n" names)
file(WRITE ${WORK}/names "${names}\n")
execute_process(COMMAND ${OBJCOPY} --redefine-syms=${WORK}/names ${ARCHIVE} ${WORK}/libother.a
  COMMAND_ERROR_IS_FATAL ANY)
build_and_run(twice ${CC} -static -I${SOURCE}/include ${here}/twice.c ${ARCHIVE} ${WORK}/libother.a)
