# libsinew_native.a, for package native of the Go modules: the object of libsinew.a, in which all is
# local but a table of the functions by name. Nothing of it can meet a name of a program, or of a
# libsinew that the program is linked with.
file(STRINGS ${PROJECT_SOURCE_DIR}/tests/abi/symbols.txt names)
list(TRANSFORM names REPLACE ".+" "    {\"\\0\", (void*)\\0},\n" OUTPUT_VARIABLE rows)
string(CONCAT rows ${rows})
file(CONFIGURE OUTPUT native_symbols.c CONTENT "#include <sinew/sinew.h>

struct symbol {
  const char* name;
  void* function;
};
extern const struct symbol sinew_native_symbols[];
const struct symbol sinew_native_symbols[] = {
@rows@    {0, 0},
};
" @ONLY)
add_library(sinew_native_symbols OBJECT ${PROJECT_BINARY_DIR}/native_symbols.c)
set_target_properties(sinew_native_symbols PROPERTIES POSITION_INDEPENDENT_CODE ON
  C_VISIBILITY_PRESET hidden)
target_include_directories(sinew_native_symbols PRIVATE include)
set(native_object ${PROJECT_BINARY_DIR}/sinew_native.o)
add_custom_command(OUTPUT ${native_object}
  COMMAND ${CMAKE_C_COMPILER} ${flags} -nostdlib -r -o ${native_object}
    ${object} $<TARGET_OBJECTS:sinew_native_symbols>
  COMMAND ${CMAKE_OBJCOPY} --strip-unneeded --keep-global-symbol=sinew_native_symbols
    ${native_object}
  DEPENDS ${object} sinew_native_symbols $<TARGET_OBJECTS:sinew_native_symbols>
  COMMENT "Linking the object of package native" COMMAND_EXPAND_LISTS VERBATIM)
add_library(sinew_native STATIC ${native_object})
set_source_files_properties(${native_object} PROPERTIES EXTERNAL_OBJECT ON GENERATED ON)
set_target_properties(sinew_native PROPERTIES LINKER_LANGUAGE C)
