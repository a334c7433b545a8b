# Where the source files of a kernel are.
#
# kernel_sources(ROOT KERNELS KERNEL OUT) sets OUT to them, relative to ROOT/src, the file with the
# kernel's entries first and its parts by name: <family>/<kernel>.cc and <family>/<kernel>_<part>.cc,
# or a folder <family>/<kernel>/ with <kernel>.cc and <part>.cc. KERNELS lists all kernels: what
# begins like this one and is a kernel of its own (delta_byte_array beside delta) is no part of it.
function(kernel_sources root kernels kernel out)
  set(depends "")
  if(NOT CMAKE_SCRIPT_MODE_FILE)
    set(depends CONFIGURE_DEPENDS)
  endif()
  cmake_path(GET kernel FILENAME name)
  file(GLOB sources ${depends} RELATIVE ${root}/src
    ${root}/src/${kernel}.cc ${root}/src/${kernel}_*.cc ${root}/src/${kernel}/*.cc)
  foreach(other IN LISTS kernels)
    if(other MATCHES "^${kernel}_")
      list(FILTER sources EXCLUDE REGEX "^${other}(_[a-z0-9_]+)?\\.cc$")
    endif()
  endforeach()
  list(SORT sources)
  set(entry ${sources})
  list(FILTER entry INCLUDE REGEX "^${kernel}(/${name})?\\.cc$")
  list(LENGTH entry entries)
  if(NOT entries EQUAL 1)
    message(FATAL_ERROR "${kernel} in KERNELS: there must be src/${kernel}.cc or "
                        "src/${kernel}/${name}.cc, and not both")
  endif()
  list(REMOVE_ITEM sources ${entry})
  set(${out} ${entry} ${sources} PARENT_SCOPE)
endfunction()
