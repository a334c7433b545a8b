# Net 2: the prototypes of the headers and the definitions of the library compile together, so that
# the compiler compares them. Highway's baseline target alone will do. CXX is the compiler.
file(GLOB_RECURSE sources ${SOURCE}/src/*.cc)
foreach(source IN LISTS sources)
  file(STRINGS ${source} entries REGEX "^SINEW_API ")
  if(entries)
    execute_process(
      COMMAND ${CXX} -std=c++20 -fsyntax-only -I${SOURCE}/include -I${SOURCE}/src -include sinew/sinew.h
        -DHWY_COMPILE_ONLY_STATIC -DSINEW_VERSION="${VERSION}" ${source}
      RESULT_VARIABLE result)
    if(result)
      message(FATAL_ERROR "the prototypes in include/sinew and the definitions in ${source} differ")
    endif()
  endif()
endforeach()
