# The installed package, for pkg-config and for find_package(sinew); both also from the build tree:
#
#   PKG_CONFIG_PATH=<build>/pkgconfig        cmake -Dsinew_ROOT=<build>
include(CMakePackageConfigHelpers)

set(libraries sinew)
if(SINEW_STATIC)
  list(APPEND libraries sinew_static)
endif()
# What a program needs to run is the component runtime; the rest is for building programs.
set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME development)
install(TARGETS ${libraries} EXPORT sinew-targets
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT runtime NAMELINK_COMPONENT development
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY include/sinew DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/sinew)
configure_file(cmake/sinew-config.cmake.in sinew-config.cmake COPYONLY)
write_basic_package_version_file(sinew-config-version.cmake COMPATIBILITY SameMinorVersion)
install(EXPORT sinew-targets NAMESPACE sinew:: DESTINATION ${package})
export(EXPORT sinew-targets NAMESPACE sinew::)
install(FILES ${PROJECT_BINARY_DIR}/sinew-config.cmake
  ${PROJECT_BINARY_DIR}/sinew-config-version.cmake DESTINATION ${package})

# From the file's own place, so that the installed tree can be moved.
cmake_path(RELATIVE_PATH CMAKE_INSTALL_PREFIX
  BASE_DIRECTORY ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig OUTPUT_VARIABLE up)
set(PC_PREFIX "\${pcfiledir}/${up}")
set(PC_INCLUDEDIR "\${prefix}/${CMAKE_INSTALL_INCLUDEDIR}")
set(PC_LIBDIR "\${prefix}/${CMAKE_INSTALL_LIBDIR}")
configure_file(cmake/sinew.pc.in sinew.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/sinew.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

set(PC_PREFIX ${PROJECT_SOURCE_DIR})
set(PC_INCLUDEDIR ${PROJECT_SOURCE_DIR}/include)
set(PC_LIBDIR ${PROJECT_BINARY_DIR})
set(PC_RPATH " -Wl,-rpath,${PROJECT_BINARY_DIR}")
configure_file(cmake/sinew.pc.in pkgconfig/sinew.pc @ONLY)
