# libsinew.a, of one object, in which all symbols are local but the functions of the headers: no name
# of a program or of another library can meet one of these. It needs the C library alone, so
# `cc -static` links it, against musl as well, and it can be part of a position-independent program or
# of another shared library.

# What libgcc or compiler-rt has to give becomes a part of it.
execute_process(COMMAND ${CMAKE_C_COMPILER} -print-libgcc-file-name OUTPUT_VARIABLE runtime
  OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
set(symbols ${PROJECT_SOURCE_DIR}/tests/abi/symbols.txt)
separate_arguments(flags UNIX_COMMAND "${CMAKE_C_FLAGS}")
set(object ${PROJECT_BINARY_DIR}/sinew.o)
# Groups are dissolved: the linker takes those of one name for copies of each other, local or not.
# GCC's unique symbols can only be made local when they have been made weak. No debug information: it
# would be ten times the code, with the names of folders.
add_custom_command(OUTPUT ${object}
  COMMAND ${CMAKE_C_COMPILER} ${flags} -nostdlib -r -Wl,--force-group-allocation -o ${object}
    $<TARGET_OBJECTS:sinew_objects> ${runtime}
  COMMAND ${CMAKE_OBJCOPY} --wildcard --weaken-symbol=_Z* ${object}
  COMMAND ${CMAKE_OBJCOPY} --strip-unneeded --keep-global-symbols=${symbols} ${object}
  DEPENDS sinew_objects $<TARGET_OBJECTS:sinew_objects> ${symbols}
  COMMENT "Linking the object of libsinew.a" COMMAND_EXPAND_LISTS VERBATIM)

# The same bytes from the same sources: neither times nor users in the archive.
set(CMAKE_C_ARCHIVE_CREATE "<CMAKE_AR> qcD <TARGET> <OBJECTS>")
set(CMAKE_C_ARCHIVE_FINISH "<CMAKE_RANLIB> -D <TARGET>")
add_library(sinew_static STATIC ${object})
add_library(sinew::sinew_static ALIAS sinew_static)
set_source_files_properties(${object} PROPERTIES EXTERNAL_OBJECT ON GENERATED ON)
set_target_properties(sinew_static PROPERTIES OUTPUT_NAME sinew LINKER_LANGUAGE C)
target_include_directories(sinew_static INTERFACE
  $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
  $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
