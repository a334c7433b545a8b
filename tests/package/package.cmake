# Builds and runs a C11 program through pkg-config and a C++20 program through find_package(sinew):
# with FROM=installed against the package installed into WORK and then moved, with FROM=build_tree
# against the build tree as it is; with STATIC, a static program of each, too. For what is installed, the
# environment that `make install` names is all that it takes.
file(REMOVE_RECURSE ${WORK})
set(consumer ${CMAKE_CURRENT_LIST_DIR}/consumer)
set(prefix ${BUILD})
set(pkgconfig ${BUILD}/pkgconfig)
if(FROM STREQUAL "installed")
  execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --strip --prefix ${WORK}/stage
    OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
  set(prefix ${WORK}/moved)
  file(RENAME ${WORK}/stage ${prefix})
  set(pkgconfig ${prefix}/${LIBDIR}/pkgconfig)
endif()

# Links and runs the C program with options for the compiler and for pkg-config.
function(build_and_run options pkg_config_options)
  foreach(question --cflags --libs)
    execute_process(COMMAND ${CMAKE_COMMAND} -E env PKG_CONFIG_PATH=${pkgconfig}
      ${PKG_CONFIG} ${pkg_config_options} ${question} sinew
      OUTPUT_VARIABLE ${question} OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
    separate_arguments(${question} UNIX_COMMAND "${${question}}")
  endforeach()
  execute_process(
    COMMAND ${CC} -std=c11 -Wall -Wextra -pedantic -Werror ${options} ${--cflags}
      ${consumer}/consumer.c -o ${WORK}/consumer_c ${--libs}
    COMMAND_ERROR_IS_FATAL ANY)
  execute_process(
    COMMAND ${CMAKE_COMMAND} -E env LD_LIBRARY_PATH=${prefix}/${LIBDIR} ${WORK}/consumer_c
    COMMAND_ERROR_IS_FATAL ANY)
endfunction()
file(MAKE_DIRECTORY ${WORK})
build_and_run("" "")
if(STATIC)
  build_and_run(-static --static)
endif()

execute_process(
  COMMAND ${CMAKE_COMMAND} -S ${consumer} -B ${WORK}/cmake -Dsinew_ROOT=${prefix}
    -DCMAKE_CXX_COMPILER=${CXX} -DCMAKE_BUILD_TYPE=Release -DSTATIC=${STATIC}
  COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} --build ${WORK}/cmake COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${WORK}/cmake/consumer_cpp COMMAND_ERROR_IS_FATAL ANY)
if(STATIC)
  execute_process(COMMAND ${WORK}/cmake/consumer_static COMMAND_ERROR_IS_FATAL ANY)
endif()

if(FROM STREQUAL "installed")
  execute_process(COMMAND ${CMAKE_CURRENT_LIST_DIR}/environment.sh ${prefix}/${LIBDIR} ${CC} ${WORK}
    COMMAND_ERROR_IS_FATAL ANY)
endif()
