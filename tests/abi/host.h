// A program that uses the library, linked to it or, with LOAD, by loading it at run time in the
// most intrusive way; then nothing of it is left when it is closed.
#include "sinew/sinew.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

static int UseLibrary(void) {
#ifdef LOAD
  void* library = dlopen(LOAD, RTLD_NOW | RTLD_GLOBAL);
  if (library == NULL || dlsym(library, "sinew_version") == NULL) {
    fprintf(stderr, "%s\n", dlerror());
    return 1;
  }
  if (dlclose(library) != 0) return 1;
  FILE* maps = fopen("/proc/self/maps", "r");
  char line[4096];
  while (maps != NULL && fgets(line, sizeof(line), maps) != NULL) {
    if (strstr(line, "libsinew.so") != NULL) {
      fprintf(stderr, "still there: %s", line);
      return 1;
    }
  }
  return maps == NULL || fclose(maps) != 0;
#else
  return sinew_version() == NULL;
#endif
}
