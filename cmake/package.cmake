# Debian packages of what is installed: libsinew0 for programs, libsinew-dev to build them. `make
# package` builds them with the folders of a distribution, which the prefix /usr chooses.

# Who builds packages for others says who he is, in the variables that Debian's own tools read. The
# default takes no mail, so the descriptions say where to write instead.
set(contact "Sinew maintainers <sinew-simd@users.noreply.github.com>")
if(DEFINED ENV{DEBFULLNAME} AND DEFINED ENV{DEBEMAIL})
  set(contact "$ENV{DEBFULLNAME} <$ENV{DEBEMAIL}>")
endif()
set(CPACK_PACKAGE_CONTACT ${contact})
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
file(WRITE ${PROJECT_BINARY_DIR}/changelog.Debian "sinew (${PROJECT_VERSION}-1) unstable; urgency=medium

  * changelog.gz says what is new.

 -- ${CPACK_PACKAGE_CONTACT}  ${date}
")
file(COPY_FILE ${PROJECT_SOURCE_DIR}/CHANGELOG.md ${PROJECT_BINARY_DIR}/changelog)
foreach(file changelog changelog.Debian)
  execute_process(COMMAND gzip -9nf ${PROJECT_BINARY_DIR}/${file} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
# A part of the packages alone: what is installed otherwise needs no papers.
foreach(component IN ITEMS runtime development)
  string(TOUPPER ${component} name)
  set(package libsinew0)
  if(component STREQUAL "development")
    set(package libsinew-dev)
  endif()
  set(CPACK_DEBIAN_${name}_PACKAGE_NAME ${package})
  install(FILES cmake/debian/copyright ${PROJECT_BINARY_DIR}/changelog.gz
    ${PROJECT_BINARY_DIR}/changelog.Debian.gz DESTINATION share/doc/${package}
    COMPONENT ${component} EXCLUDE_FROM_ALL)
endforeach()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR Sinew)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL runtime development)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_ENABLE_COMPONENT_DEPENDS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_MULTIARCH same)
# What it depends on comes from its symbols.
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_CONTROL_EXTRA ${PROJECT_SOURCE_DIR}/cmake/debian/triggers)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_MULTIARCH same)
set(CPACK_COMPONENT_DEVELOPMENT_DEPENDS runtime)
set(what "Hashing, encoding and aggregation with SIMD instructions, behind a C ABI.")
set(faults "Faults and questions: ${PROJECT_HOMEPAGE_URL}/issues")
set(CPACK_COMPONENT_RUNTIME_DESCRIPTION
  "${what}\nThis is the library that programs load.\n${faults}")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION
  "${what}\nThese are the headers, the static library and what pkg-config and CMake need.\n${faults}")
include(CPack)
