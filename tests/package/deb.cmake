# The Debian packages: each file is in the right one of the two, and they depend on the C library and
# on each other.
file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})
execute_process(COMMAND ${CPACK} -B ${WORK} WORKING_DIRECTORY ${BUILD} OUTPUT_QUIET
  COMMAND_ERROR_IS_FATAL ANY)
function(ask out package)
  file(GLOB deb ${WORK}/${package}_*.deb)
  execute_process(COMMAND ${DPKG_DEB} ${ARGN} ${deb} OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
  set(${out} "${output}" PARENT_SCOPE)
endfunction()
function(expect_files package)
  ask(files ${package} --contents)
  foreach(file IN LISTS ARGN ITEMS usr/share/doc/${package}/copyright
      usr/share/doc/${package}/changelog.gz usr/share/doc/${package}/changelog.Debian.gz)
    if(NOT files MATCHES "root/root [^\n]* \\./${file}( -> [^\n]*)?\n")
      message(FATAL_ERROR "${package} lacks ${file}:\n${files}")
    endif()
    string(REPLACE "${CMAKE_MATCH_0}" "" files "${files}")
  endforeach()
  string(REGEX MATCHALL "[^ \n]+[^/\n]\n" rest "${files}")
  list(FILTER rest EXCLUDE REGEX "include/sinew/[a-z0-9_]+\\.hp*\n")
  if(rest)
    message(FATAL_ERROR "${package} has more than it should: ${rest}")
  endif()
endfunction()
expect_files(libsinew0 usr/${LIBDIR}/libsinew.so.0 usr/${LIBDIR}/libsinew.so.${VERSION})
expect_files(libsinew-dev usr/include/sinew/sinew.hpp usr/${LIBDIR}/libsinew.so
  usr/${LIBDIR}/libsinew.a usr/${LIBDIR}/pkgconfig/sinew.pc
  usr/${LIBDIR}/cmake/sinew/sinew-config.cmake usr/${LIBDIR}/cmake/sinew/sinew-config-version.cmake
  usr/${LIBDIR}/cmake/sinew/sinew-targets.cmake usr/${LIBDIR}/cmake/sinew/sinew-targets-release.cmake)

ask(depends libsinew0 --field)
if(NOT depends MATCHES "\nDepends: libc6 \\(>= [0-9.]+\\)\n")
  message(FATAL_ERROR "libsinew0 should depend on libc6 alone:\n${depends}")
endif()
ask(depends libsinew-dev --field)
if(NOT depends MATCHES "\nDepends: libsinew0 \\(= ${VERSION}-1\\)\n")
  message(FATAL_ERROR "libsinew-dev should depend on its libsinew0:\n${depends}")
endif()
ask(triggers libsinew0 --info)
if(NOT triggers MATCHES "triggers")
  message(FATAL_ERROR "libsinew0 does not run ldconfig:\n${triggers}")
endif()
