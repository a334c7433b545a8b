# Net 1: each header of SOURCE compiles alone, in every language version that we promise, without a
# warning, of what strict projects ask for as well. CC and CXX are the compilers, WORK is a folder for
# what is precompiled. With ONE set only sinew.hpp stands for all that are C++20, which take a second
# compiler long.
set(strict -Wconversion -Wsign-conversion -Wcast-qual -Wcast-align -Wshadow -Wundef
  -Wdouble-promotion -Wfloat-equal -Wformat=2 -Wswitch-enum -Wredundant-decls)
set(strict_c -Wstrict-prototypes -Wmissing-prototypes)
set(strict_c++ -Wold-style-cast -Wzero-as-null-pointer-constant -Wnon-virtual-dtor
  -Woverloaded-virtual -Wmissing-declarations -Wextra-semi)
# What follows the headers are more arguments.
function(compile compiler standard language headers)
  foreach(header IN LISTS headers)
    execute_process(
      COMMAND ${compiler} -std=${standard} -Wall -Wextra -pedantic ${strict} ${strict_${language}}
        -Werror -fsyntax-only ${ARGN}
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
compile(${CXX} c++20 c++ "${headers}")
if(ONE)
  compile(${CXX} c++20 c++ ${SOURCE}/include/sinew/sinew.hpp)
  return()
endif()

# Those that include base.hpp themselves see no more if it comes before them, precompiled: that and
# the standard library behind it take most of the time.
file(GLOB all ${SOURCE}/include/sinew/*.hpp)
set(alone "")
set(behind "")
foreach(header IN LISTS all)
  file(STRINGS ${header} base REGEX "^#include \"sinew/base.hpp\"")
  if(base)
    list(APPEND behind ${header})
  else()
    list(APPEND alone ${header})
  endif()
endforeach()
compile(${CXX} c++20 c++ "${alone}")
file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})
file(WRITE ${WORK}/before.h "#include \"sinew/base.hpp\"\n")
execute_process(
  COMMAND ${CXX} -std=c++20 -Wall -Wextra -pedantic ${strict} ${strict_c++} -Werror
    -I${SOURCE}/include -x c++-header ${WORK}/before.h -o ${WORK}/before.h.gch
  COMMAND_ERROR_IS_FATAL ANY)
compile(${CXX} c++20 c++ "${behind}" -include ${WORK}/before.h)
