# Dependencies point one way: window -> ingest -> expression, aggregate -> sketch -> encoding -> hash
# -> core; expression and aggregate do not see each other. Whoever uses the library (examples,
# bindings, the tests of the ABI and of the package) sees include/ alone. And HWY_TARGET_INCLUDE names the
# file that it stands in, whose kernels are in an anonymous namespace: two templates of one name in two
# files would silently become one.
cmake_minimum_required(VERSION 3.25)
set(core_sees core)
set(hash_sees core hash)
set(encoding_sees core hash encoding)
set(sketch_sees core hash encoding sketch)
set(aggregate_sees ${sketch_sees} aggregate)
set(expression_sees ${sketch_sees} expression)
set(ingest_sees ${sketch_sees} aggregate expression ingest)
set(window_sees ${ingest_sees} window)
set(faults "")

file(GLOB_RECURSE sources RELATIVE ${SOURCE}/src ${SOURCE}/src/*.h ${SOURCE}/src/*.cc)
foreach(source IN LISTS sources)
  string(REGEX REPLACE "/.*" "" family ${source})
  if(NOT DEFINED ${family}_sees)
    message(FATAL_ERROR "src/${source}: no such family; tests/style/layering.cmake lists them")
  endif()
  file(STRINGS ${SOURCE}/src/${source} lines REGEX "^#(include \"|define HWY_TARGET_INCLUDE)")
  foreach(line IN LISTS lines)
    if(line MATCHES "HWY_TARGET_INCLUDE \"(.*)\"")
      if(NOT CMAKE_MATCH_1 STREQUAL source)
        list(APPEND faults "src/${source}: HWY_TARGET_INCLUDE is ${CMAKE_MATCH_1}")
      endif()
    elseif(line MATCHES "\"([^/\"]*)/.*\"" AND NOT CMAKE_MATCH_1 IN_LIST ${family}_sees)
      list(APPEND faults "src/${source}: ${family} must not see ${CMAKE_MATCH_1}: ${line}")
    endif()
  endforeach()
endforeach()

foreach(source IN LISTS sources)
  file(READ ${SOURCE}/src/${source} text)
  if(source MATCHES "\\.cc$" AND text MATCHES "\nnamespace HWY_NAMESPACE {" AND
      NOT text MATCHES "\nnamespace HWY_NAMESPACE {\n(namespace hn = hwy::HWY_NAMESPACE.\n)?namespace {")
    list(APPEND faults "src/${source}: kernels belong into an anonymous namespace")
  endif()
endforeach()

set(users examples bindings tests/abi tests/package)
list(TRANSFORM users PREPEND ${SOURCE}/)
foreach(folder IN LISTS users)
  file(GLOB_RECURSE sources RELATIVE ${SOURCE} ${folder}/*.c ${folder}/*.cc ${folder}/*.cpp
    ${folder}/*.h ${folder}/*.go)
  foreach(source IN LISTS sources)
    file(STRINGS ${SOURCE}/${source} lines
      REGEX "#include \"(core|hash|encoding|sketch|aggregate|expression|ingest|window|src)/|#include \".*/src/")
    foreach(line IN LISTS lines)
      list(APPEND faults "${source}: sees what is not public: ${line}")
    endforeach()
  endforeach()
endforeach()

if(faults)
  list(JOIN faults "\n  " faults)
  message(FATAL_ERROR "\n  ${faults}")
endif()
