# Net 1: each header of SOURCE compiles alone, in every language version that we promise, without a
# warning, of what strict projects ask for as well. CC and CXX are the compilers. With ONE set only
# sinew.hpp stands for all that are C++20, which take a second compiler long.
set(strict -Wconversion -Wsign-conversion -Wcast-qual -Wcast-align -Wshadow -Wundef
  -Wdouble-promotion -Wfloat-equal -Wformat=2 -Wswitch-enum -Wredundant-decls)
set(strict_c -Wstrict-prototypes -Wmissing-prototypes)
set(strict_c++ -Wold-style-cast -Wzero-as-null-pointer-constant -Wnon-virtual-dtor
  -Woverloaded-virtual -Wmissing-declarations -Wextra-semi)
function(compile compiler standard language headers)
  foreach(header IN LISTS headers)
    execute_process(
      COMMAND ${compiler} -std=${standard} -Wall -Wextra -pedantic ${strict} ${strict_${language}}
        -Werror -fsyntax-only
        -I${SOURCE}/include -x ${language} -include ${header} /dev/null
      RESULT_VARIABLE result)
    if(result)
      message(FATAL_ERROR "${compiler} -std=${standard} rejects ${header}")
    endif()
  endforeach()
endfunction()

file(GLOB headers ${SOURCE}/include/sinew/*.h)
foreach(standard c99 c11 c2x)
  compile(${CC} ${standard} c "${headers}")
endforeach()
compile(${CXX} c++11 c++ "${headers}")
if(ONE)
  set(hpp ${SOURCE}/include/sinew/sinew.hpp)
else()
  file(GLOB hpp ${SOURCE}/include/sinew/*.hpp)
endif()
compile(${CXX} c++20 c++ "${headers};${hpp}")
