// A program that uses the library, linked to it or, with LOAD, by loading it at run time in the
// most intrusive way. Which allocator it got is in the dynamic linker's log: host_memory.cmake.
#include "sinew/sinew.h"

#include <dlfcn.h>
#include <stdio.h>

static int UseLibrary(void) {
#ifdef LOAD
  void* library = dlopen(LOAD, RTLD_NOW | RTLD_GLOBAL);
  if (library == NULL || dlsym(library, "sinew_version") == NULL) {
    fprintf(stderr, "%s\n", dlerror());
    return 1;
  }
  return 0;
#else
  return sinew_version() == NULL;
#endif
}
