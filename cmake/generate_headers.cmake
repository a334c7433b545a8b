# Writes the C headers, the linker's version script, the symbol list and the reference manual from
# the declarations marked in src/. Run it after every change of a marked declaration or its comment:
#
#   cmake -P cmake/generate_headers.cmake        (or: ninja headers, make headers)
#
# src/core/abi.h explains the marks. A family becomes one header: its abi.h first, then its kernels
# and their parts in the order of CMakeLists.txt; comments and line breaks are copied as they stand. A mark that
# this script cannot read is an error, never a declaration left out.
#
# SOURCE is the tree to read, OUT the tree to write; both default to this one.
cmake_minimum_required(VERSION 3.25)
if(NOT SOURCE)
  cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH SOURCE)
endif()
if(NOT OUT)
  set(OUT ${SOURCE})
endif()
set(NOTICE "Generated from src/ by cmake/generate_headers.cmake; do not edit.")

# A list cannot hold these characters: while a file is cut into lines, control characters stand in.
set(SPECIAL ";" "[" "]" "\\")
string(ASCII 1 semicolon)
string(ASCII 2 open_bracket)
string(ASCII 3 close_bracket)
string(ASCII 4 backslash)

function(read_lines path out)
  file(READ ${path} text)
  string(REPLACE ";" "${semicolon}" text "${text}")
  string(REPLACE "[" "${open_bracket}" text "${text}")
  string(REPLACE "]" "${close_bracket}" text "${text}")
  string(REPLACE "\\" "${backslash}" text "${text}")
  string(REPLACE "\n" ";" text "${text}")
  set(${out} "${text}" PARENT_SCOPE)
endfunction()

function(restore variable)
  string(REPLACE "${semicolon}" ";" text "${${variable}}")
  string(REPLACE "${open_bracket}" "[" text "${text}")
  string(REPLACE "${close_bracket}" "]" text "${text}")
  string(REPLACE "${backslash}" "\\" text "${text}")
  set(${variable} "${text}" PARENT_SCOPE)
endfunction()

function(write path text)
  if(EXISTS ${OUT}/${path})
    file(READ ${OUT}/${path} before)
  endif()
  if(NOT "${before}" STREQUAL "${text}")
    file(WRITE ${OUT}/${path} "${text}")
    message(STATUS "wrote ${path}")
  endif()
endfunction()

# Translates one declaration, given whole in `text`, from the library's C++ to C that is C++ too,
# and appends it to `header`, `reference` and `symbols` of the caller.
macro(declare)
  restore(text)
  restore(doc)
  set(where "${path}:${first}")
  if(doc STREQUAL "")
    message(FATAL_ERROR "${where}: a marked declaration needs a comment directly above it")
  endif()
  if(text MATCHES "^SINEW_API (SINEW_DEPRECATED\\(\"[^\"\n]+\"\\)[ \n]+)?([a-z0-9_ ]+[ *]+)(sinew_[a-z0-9_]+)\\(([a-zA-Z0-9_,* \n]+)\\)[ \n]+SINEW_NOEXCEPT {")
    set(result "${CMAKE_MATCH_2}")
    set(name ${CMAKE_MATCH_3})
    string(REGEX REPLACE " {.*" ";" declaration "${text}")
    if(result MATCHES "^sinew_([a-z0-9]+_)?(status|result) $")
      string(PREPEND declaration "SINEW_MUST_USE\n")
    endif()
    string(REGEX REPLACE "^SINEW_API |[ \n]+SINEW_NOEXCEPT {.*" "" plain "${text}")
    string(REPLACE "\n          " "\n" plain "${plain};")
    list(APPEND symbols ${name})
  elseif(text MATCHES "^SINEW_ABI enum (sinew_[a-z0-9_]+) : (u?int[0-9]+_t) {((\n  SINEW_[A-Z0-9_]+ = -?[0-9]+,|\n  //[^\n]*)+)\n};$")
    set(name ${CMAKE_MATCH_1})
    set(declaration "SINEW_ENUM(${name}, ${CMAKE_MATCH_2}) {${CMAKE_MATCH_3}\n};")
    string(REPLACE "SINEW_ABI " "" plain "${text}")
  elseif(text MATCHES "^SINEW_ABI struct (sinew_[a-z0-9_]+) {((\n  [a-z][]a-zA-Z0-9_* []+;|\n  //[^\n]*)+)\n};$")
    set(name ${CMAKE_MATCH_1})
    set(declaration "typedef struct ${name} {${CMAKE_MATCH_2}\n} ${name};")
    set(plain "${declaration}")
  elseif(text MATCHES "^SINEW_ABI struct (sinew_[a-z0-9_]+);$")
    set(name ${CMAKE_MATCH_1})
    set(declaration "typedef struct ${name} ${name};")
    set(plain "${declaration}")
  elseif(text MATCHES "^SINEW_CONSTANT constexpr ([a-z0-9_]+) (SINEW_[A-Z0-9_]+) = ([A-Z0-9_]+);$")
    set(name ${CMAKE_MATCH_2})
    set(declaration "#define ${name} ((${CMAKE_MATCH_1})${CMAKE_MATCH_3})")
    set(plain "${declaration}")
  else()
    message(FATAL_ERROR "${where}: cannot read this marked declaration:\n${text}")
  endif()
  string(APPEND header "${doc}${declaration}\n\n")
  string(REGEX REPLACE "(^|\n)// ?" "\\1" prose "${doc}")
  string(APPEND reference "### ${name}\n\n```c\n${plain}\n```\n\n${prose}\n")
endmacro()

# Reads every marked declaration of src/<path>.
macro(read_source path_in_src)
  set(path src/${path_in_src})
  read_lines(${SOURCE}/${path} lines)
  set(text "")
  set(doc "")
  set(number 0)
  foreach(line IN LISTS lines)
    math(EXPR number "${number} + 1")
    if(NOT text STREQUAL "")
      string(APPEND text "\n${line}")
    elseif(line MATCHES "^SINEW_(API|ABI|CONSTANT) ")
      set(text "${line}")
      set(first ${number})
    elseif(line MATCHES "^//")
      string(APPEND doc "${line}\n")
    elseif(line MATCHES "SINEW_(API|ABI|CONSTANT)([^A-Z_]|$)" AND NOT line MATCHES "^#|^ *//")
      message(FATAL_ERROR "${path}:${number}: a mark must begin its line")
    else()
      set(doc "")
    endif()
    # A type ends at its closing brace, everything else at the first brace or semicolon.
    if(text MATCHES "^SINEW_ABI [^\n]*{" AND NOT line MATCHES "^}")
      continue()
    elseif(text MATCHES "[{${semicolon}]")
      declare()
      set(text "")
      set(doc "")
    endif()
  endforeach()
  if(NOT text STREQUAL "")
    message(FATAL_ERROR "${path}:${first}: this marked declaration has no end")
  endif()
endmacro()

# What CMakeLists.txt says: the version, the core files, the kernels.
file(READ ${SOURCE}/CMakeLists.txt lists)
if(NOT lists MATCHES "project\\(sinew VERSION (([0-9]+)\\.([0-9]+)\\.([0-9]+)) ")
  message(FATAL_ERROR "CMakeLists.txt: found no project(sinew VERSION major.minor.patch)")
endif()
set(VERSION ${CMAKE_MATCH_1})
set(VERSION_MAJOR ${CMAKE_MATCH_2})
set(VERSION_MINOR ${CMAKE_MATCH_3})
set(VERSION_PATCH ${CMAKE_MATCH_4})
foreach(variable CORE KERNELS)
  if(NOT lists MATCHES "set\\(${variable}([^()]*)\\)")
    message(FATAL_ERROR "CMakeLists.txt: found no set(${variable} ...)")
  endif()
  string(REGEX MATCHALL "[a-z0-9_/]+" ${variable} "${CMAKE_MATCH_1}")
endforeach()
list(TRANSFORM CORE PREPEND core/)
file(GLOB types RELATIVE ${SOURCE}/src ${SOURCE}/src/*/abi.h)
set(families ${CORE} ${KERNELS} ${types})
list(TRANSFORM families REPLACE "/.*" "")
list(REMOVE_DUPLICATES families)

set(all_symbols "")
set(includes "")
set(reference "# Reference\n\n<!-- ${NOTICE} -->\n\n")
string(APPEND reference "The C ABI of Sinew ${VERSION}, in the order of its headers.\n\n")
set(sources_read "")
foreach(family IN LISTS families)
  set(header "")
  set(symbols "")
  string(REGEX REPLACE "^core$" base header_name ${family})
  string(APPEND reference "## sinew/${header_name}.h\n\n")
  set(sources ${CORE} ${KERNELS})
  list(FILTER sources INCLUDE REGEX "^${family}/")
  set(kernels ${sources})
  set(sources "")
  foreach(kernel IN LISTS kernels)  # and its parts
    file(GLOB parts RELATIVE ${SOURCE}/src ${SOURCE}/src/${kernel}_*.cc)
    list(APPEND sources ${kernel}.cc ${parts})
  endforeach()
  list(REMOVE_DUPLICATES sources)
  if(EXISTS ${SOURCE}/src/${family}/abi.h)
    list(PREPEND sources ${family}/abi.h)
  endif()
  foreach(source IN LISTS sources)
    read_source(${source})
  endforeach()
  list(APPEND sources_read ${sources})
  list(APPEND all_symbols ${symbols})
  string(APPEND includes "#include \"sinew/${header_name}.h\"\n")
  string(TOUPPER SINEW_${header_name}_H_ guard)
  if(family STREQUAL "core")
    file(READ ${CMAKE_CURRENT_LIST_DIR}/base.h.in opening)
    string(CONFIGURE "${opening}" opening @ONLY)
  else()
    set(opening "#include \"sinew/base.h\"\n")
  endif()
  write(include/sinew/${header_name}.h "// ${NOTICE}
#ifndef ${guard}
#define ${guard}

${opening}
#ifdef __cplusplus
extern \"C\" {
#endif

${header}#ifdef __cplusplus
}  // extern \"C\"
#endif

#endif  // ${guard}
")
endforeach()

file(GLOB_RECURSE sources RELATIVE ${SOURCE}/src ${SOURCE}/src/*.h ${SOURCE}/src/*.cc)
list(REMOVE_ITEM sources ${sources_read})
foreach(source IN LISTS sources)
  file(STRINGS ${SOURCE}/src/${source} marks REGEX "^ *SINEW_(API|ABI|CONSTANT) ")
  if(marks)
    message(FATAL_ERROR "src/${source}: marked declarations belong into a kernel's .cc file that "
                        "CMakeLists.txt lists, or into its family's abi.h")
  endif()
endforeach()

write(include/sinew/sinew.h "// ${NOTICE}
#ifndef SINEW_SINEW_H_
#define SINEW_SINEW_H_

${includes}
#endif  // SINEW_SINEW_H_
")
write(docs/reference.md "${reference}")
list(SORT all_symbols)
list(JOIN all_symbols "\n" names)
write(tests/abi/symbols.txt "${names}\n")
list(JOIN all_symbols ";\n    " names)
write(cmake/sinew.map "# ${NOTICE}\nSINEW_0.1 {\n  global:\n    ${names};\n  local:\n    *;\n};\n")
