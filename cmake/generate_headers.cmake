# Writes the C headers, the linker's version script, the symbol list and the reference manual from
# the declarations marked in src/. Run it after every change of a marked declaration or its comment:
#
#   cmake -P cmake/generate_headers.cmake        (or: ninja headers, make headers)
#
# src/core/abi.h explains the marks. A family becomes one header: its abi.h first, then its kernels
# in the order of CMakeLists.txt, each with its parts (cmake/kernels.cmake). A kernel is a chapter: a
# comment that begins "// SINEW_CHAPTER <title>" stands before its declarations and introduces it.
# Comments and line breaks are copied as they stand. A mark that this script cannot read is an error,
# never a declaration left out.
#
# SOURCE is the tree to read, OUT the tree to write; both default to this one.
cmake_minimum_required(VERSION 3.25)
if(NOT SOURCE)
  cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH SOURCE)
endif()
if(NOT OUT)
  set(OUT ${SOURCE})
endif()
include(${CMAKE_CURRENT_LIST_DIR}/kernels.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/lines.cmake)
set(NOTICE "Generated from src/ by cmake/generate_headers.cmake; do not edit.")

function(write path text)
  if(EXISTS ${OUT}/${path})
    file(READ ${OUT}/${path} before)
  endif()
  if(NOT "${before}" STREQUAL "${text}")
    file(WRITE ${OUT}/${path} "${text}")
    message(STATUS "wrote ${path}")
  endif()
endfunction()

# Makes a chapter the one that declarations go to: its texts are in `text_of_<chapter>`,
# `header_of_<chapter>` and `reference_of_<chapter>`.
macro(name_chapter chapter_title)
  set(title "${chapter_title}")
  string(MAKE_C_IDENTIFIER "${title}" chapter)
endmacro()

# Reads a comment that begins with SINEW_FAMILY or SINEW_CHAPTER. SINEW_FAMILY <title>, in abi.h, and
# its paragraphs open the header. SINEW_CHAPTER <title> puts the declarations that follow into that
# chapter. It has paragraphs once, where the chapter gets its place among the others; without any it
# adds to a chapter from elsewhere: a type in abi.h stands in the chapter of the kernel that it is for.
macro(open_chapter)
  restore(doc)
  if(NOT doc MATCHES "^// SINEW_(FAMILY|CHAPTER) ([^\n]+)\n(//\n(.+))?$")
    message(FATAL_ERROR "${path}:${number}: cannot read this mark:\n${doc}")
  endif()
  set(paragraphs "${CMAKE_MATCH_4}")
  if(CMAKE_MATCH_1 STREQUAL "FAMILY")
    set(family_title "${CMAKE_MATCH_2}")
    set(family_text "${paragraphs}")
  else()
    name_chapter("${CMAKE_MATCH_2}")
    if(NOT paragraphs STREQUAL "")
      if("${title}" IN_LIST chapters)
        message(FATAL_ERROR "${path}:${number}: the chapter ${title} is introduced twice")
      endif()
      list(APPEND chapters "${title}")
      set(text_of_${chapter} "${paragraphs}")
    endif()
  endif()
endmacro()

# Takes the comment signs off.
macro(uncomment variable)
  string(REGEX REPLACE "(^|\n)// ?" "\\1" ${variable} "${${variable}}")
endmacro()

# The anchor that GitHub gives a heading.
macro(anchor_of heading out)
  string(TOLOWER "${heading}" ${out})
  string(REGEX REPLACE "[^a-z0-9_ -]" "" ${out} "${${out}}")
  string(REPLACE " " "-" ${out} "${${out}}")
endmacro()

# Translates one declaration, given whole in `text`, from the library's C++ to C that is C++ too,
# and appends it to its chapter and to `symbols`.
macro(declare)
  restore(text)
  restore(doc)
  set(where "${path}:${first}")
  if(doc STREQUAL "" OR doc MATCHES "^// SINEW_(FAMILY|CHAPTER)")
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
  list(APPEND titles "${title}")
  string(APPEND header_of_${chapter} "${doc}${declaration}\n\n")
  uncomment(doc)
  string(APPEND reference_of_${chapter} "#### ${name}\n\n```c\n${plain}\n```\n\n${doc}\n")
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
      if(doc MATCHES "^// SINEW_(FAMILY|CHAPTER)")
        open_chapter()
      endif()
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
set(contents "")
set(reference "")
set(sources_read "")
foreach(family IN LISTS families)
  string(REGEX REPLACE "^core$" base header_name ${family})
  set(symbols "")
  set(chapters "")
  set(titles "")
  name_chapter("")
  set(family_title sinew/${header_name}.h)
  set(family_text "")
  set(header_of_ "")
  set(reference_of_ "")
  set(sources ${CORE} ${KERNELS})
  list(FILTER sources INCLUDE REGEX "^${family}/")
  set(kernels ${sources})
  if(EXISTS ${SOURCE}/src/${family}/abi.h)
    read_source(${family}/abi.h)
    list(APPEND sources_read ${family}/abi.h)
  endif()
  foreach(kernel IN LISTS kernels)
    kernel_sources(${SOURCE} "${kernels}" ${kernel} sources)
    name_chapter(${kernel})
    foreach(source IN LISTS sources)
      read_source(${source})
    endforeach()
    if(kernel IN_LIST titles)
      list(APPEND chapters ${kernel})
    endif()
    list(APPEND sources_read ${sources})
  endforeach()
  foreach(title IN LISTS titles)
    if(NOT "${title}" STREQUAL "" AND NOT "${title}" IN_LIST chapters)
      message(FATAL_ERROR "src/${family}: nothing introduces the chapter ${title}")
    endif()
  endforeach()

  if(family STREQUAL "core")
    file(READ ${CMAKE_CURRENT_LIST_DIR}/base.h.in opening)
    string(CONFIGURE "${opening}" opening @ONLY)
  else()
    set(opening "#include \"sinew/base.h\"\n")
  endif()
  set(header "${header_of_}")
  anchor_of("${family_title}" anchor)
  string(APPEND contents "- [${family_title}](#${anchor})\n")
  set(prose "${family_text}")
  uncomment(prose)
  string(APPEND reference "## ${family_title}\n\n`#include <sinew/${header_name}.h>`\n\n${prose}\n${reference_of_}")
  set(family_contents "")
  foreach(title IN LISTS chapters)
    name_chapter("${title}")
    set(prose "${text_of_${chapter}}")
    if(NOT prose STREQUAL "")
      set(prose "//\n${prose}")
    endif()
    string(APPEND header "// ## ${title}\n${prose}\n${header_of_${chapter}}")
    uncomment(prose)
    string(APPEND reference "### ${title}\n${prose}\n${reference_of_${chapter}}")
    anchor_of("${title}" anchor)
    string(APPEND contents "  - [${title}](#${anchor})\n")
    string(APPEND family_contents "//   ${title}\n")
    unset(header_of_${chapter})
    unset(reference_of_${chapter})
    unset(text_of_${chapter})
  endforeach()
  if(NOT family_text STREQUAL "")
    string(PREPEND opening "// # ${family_title}\n//\n${family_text}//\n// Chapters:\n//\n${family_contents}\n")
  endif()
  list(APPEND all_symbols ${symbols})
  string(APPEND includes "#include \"sinew/${header_name}.h\"\n")
  string(TOUPPER SINEW_${header_name}_H_ guard)
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
write(docs/reference.md "# Reference

<!-- ${NOTICE} -->

The C ABI of Sinew ${VERSION}, in the order of its headers.

${contents}
${reference}")
list(SORT all_symbols)
list(JOIN all_symbols "\n" names)
write(tests/abi/symbols.txt "${names}\n")

# A version of symbols for each minor release, so that a program that needs a later one is refused by
# an earlier library when it is loaded. cmake/releases/<major>.<minor>.txt holds the symbols.txt of a
# release; what is in none of them belongs to the version that CMakeLists.txt names.
file(GLOB releases RELATIVE ${SOURCE}/cmake/releases ${SOURCE}/cmake/releases/*.txt)
list(SORT releases COMPARE NATURAL)
set(map "# ${NOTICE}\n")
set(before "")
macro(write_node version symbols)
  list(JOIN ${symbols} ";\n    " names)
  string(APPEND map "SINEW_${version} {\n  global:\n    ${names};\n")
  if(before STREQUAL "")
    string(APPEND map "  local:\n    *;\n")
  endif()
  string(APPEND map "}${before};\n")
  set(before " SINEW_${version}")
endmacro()
set(later ${all_symbols})
foreach(release IN LISTS releases)
  string(REGEX REPLACE "\\.txt$" "" version ${release})
  file(STRINGS ${SOURCE}/cmake/releases/${release} released)
  foreach(symbol IN LISTS released)
    if(NOT symbol IN_LIST all_symbols)
      message(FATAL_ERROR "cmake/releases/${release}: ${symbol} was released and must stay")
    endif()
  endforeach()
  list(REMOVE_ITEM released ${seen} "")
  list(APPEND seen ${released})
  list(REMOVE_ITEM later ${released} "")
  if(released)
    write_node(${version} released)
  endif()
endforeach()
if(later)
  if(${VERSION_MAJOR}.${VERSION_MINOR}.txt IN_LIST releases)
    message(FATAL_ERROR "CMakeLists.txt: ${VERSION_MAJOR}.${VERSION_MINOR} is released without "
                        "${later}; raise the version")
  endif()
  write_node(${VERSION_MAJOR}.${VERSION_MINOR} later)
endif()
write(cmake/sinew.map "${map}")
