// dladdr
#define _GNU_SOURCE

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "table.h"

#ifdef __linux__
#include <link.h>
#include <sys/auxv.h>
#endif

#ifdef SINEW_LINK

int sinew_go_load(const char* path, char* text, size_t size) {
  if (path == NULL) return SINEW_GO_LINKED;
  snprintf(text, size, "this program is linked with a library (-tags sinew_link)");
  return SINEW_GO_NONE;
}

#else

struct sinew_go_table sinew_go_table;

#ifdef _WIN32

int sinew_go_load(const char* path, char* text, size_t size) {
  snprintf(text, size, "libraries are not loaded on Windows");
  return SINEW_GO_NONE;
}

#else

#include <dlfcn.h>

#define SONAME "libsinew.so.0"

static const char* const kNames[] = {
#define SINEW_GO_NAME(function) #function,
    SINEW_FUNCTIONS(SINEW_GO_NAME)
#undef SINEW_GO_NAME
};
enum { kCount = sizeof(kNames) / sizeof(kNames[0]) };

// What package native links into a program: functions by name, a null name last.
struct symbol {
  const char* name;
  void* function;
};
#ifdef __ELF__
extern const struct symbol sinew_native_symbols[] __attribute__((weak));
#else
#define sinew_native_symbols ((const struct symbol*)NULL)
#endif

static void* find_linked(void* symbols, const char* name) {
  for (const struct symbol* s = symbols; s->name != NULL; ++s) {
    if (strcmp(s->name, name) == 0) return s->function;
  }
  return NULL;
}

// Fills the table if `find` finds everything in a library of this major version; else `text` says
// what is wrong with `library`, and `remedy` what to do if it is older than this program.
static int fill(void* (*find)(void*, const char*), void* from, const char* library,
                const char* remedy, char* text, size_t size) {
  void* found[kCount];
  _Static_assert(sizeof(found) == sizeof(sinew_go_table), "the table is of pointers alone");
  const char* (*version)(void);
  void* function = find(from, "sinew_version");
  if (function == NULL) {
    snprintf(text, size, "%s is no library of Sinew: it lacks sinew_version", library);
    return 0;
  }
  memcpy(&version, &function, sizeof(version));
  if (strtol(version(), NULL, 10) != SINEW_VERSION_MAJOR) {
    snprintf(text, size, "%s is %s, and this program needs a version %d", library, version(),
             SINEW_VERSION_MAJOR);
    return 0;
  }
  for (size_t i = 0; i < kCount; ++i) {
    found[i] = find(from, kNames[i]);
    if (found[i] == NULL) {
      snprintf(text, size,
               "%s is %s and lacks %s: it is older than the Go module, which is of %s; %s", library,
               version(), kNames[i], SINEW_VERSION, remedy);
      return 0;
    }
  }
  memcpy(&sinew_go_table, found, sizeof(found));
  return 1;
}

// A program that is linked statically has no dynamic linker. With glibc dlopen is there all the
// same, and crashes unless the system's glibc is the one that the program was built with.
static int is_static(void) {
#ifdef __linux__
  const ElfW(Phdr)* headers = (const ElfW(Phdr)*)getauxval(AT_PHDR);
  const unsigned long count = getauxval(AT_PHNUM);
  for (unsigned long i = 0; i < count; ++i) {
    if (headers[i].p_type == PT_INTERP) return 0;
  }
  return 1;
#else
  return 0;
#endif
}

int sinew_go_load(const char* path, char* text, size_t size) {
#ifdef AT_SECURE
  // The environment of a set-user-ID program is not its user's to choose code by.
  if (getauxval(AT_SECURE)) path = NULL;
#endif
  if (path == NULL && sinew_native_symbols != NULL) {
    return fill(find_linked, (void*)sinew_native_symbols, "package native",
                "go get github.com/sinew-simd/sinew/bindings/go/native@v" SINEW_VERSION, text, size)
               ? SINEW_GO_LINKED
               : SINEW_GO_NONE;
  }
  const char* library = path ? path : SONAME;
  if (is_static()) {
    snprintf(text, size, "a program that is linked statically cannot load a library");
    return SINEW_GO_NONE;
  }
  void* handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) {
    const char* reason = dlerror();  // which begins with the name
    snprintf(text, size, "%s", reason ? reason : library);
    return SINEW_GO_NONE;
  }
  Dl_info info;
  void* version = dlsym(handle, "sinew_version");
  if (version != NULL && dladdr(version, &info) != 0) library = info.dli_fname;
  if (!fill(dlsym, handle, library, "install version " SINEW_VERSION, text, size)) {
    dlclose(handle);
    return SINEW_GO_NONE;
  }
  snprintf(text, size, "%s", library);
  return SINEW_GO_LOADED;
}

#endif
#endif
