#include "ingest/stream/library.h"

#include <dlfcn.h>
#include <string.h>

#include <atomic>

#include "core/status.h"

#ifdef __linux__
#include <link.h>
#include <sys/auxv.h>
#endif

// Weak: a program that is linked statically may lack them.
#pragma weak dlopen
#pragma weak dlsym
#pragma weak dlerror
#pragma weak dlclose

namespace sinew {
namespace {

std::atomic<const char*> hidden{nullptr};

// A program that is linked statically has no dynamic linker. With glibc dlopen may be there all the
// same, and crashes unless the system's glibc is the one that the program was built with.
bool CanLoad() {
  // As numbers: a compiler may take a function for something that is always there.
  const uintptr_t functions[] = {
      reinterpret_cast<uintptr_t>(&dlopen), reinterpret_cast<uintptr_t>(&dlsym),
      reinterpret_cast<uintptr_t>(&dlerror), reinterpret_cast<uintptr_t>(&dlclose)};
  for (const uintptr_t function : functions) {
    if (function == 0) return false;
  }
#ifdef __linux__
  const auto* headers = reinterpret_cast<const ElfW(Phdr)*>(getauxval(AT_PHDR));
  const unsigned long count = getauxval(AT_PHNUM);
  for (unsigned long i = 0; i < count; ++i) {
    if (headers[i].p_type == PT_INTERP) return true;
  }
  return false;
#else
  return true;
#endif
}

sinew_status FailLoad(sinew_error* error, const char* codec, const char* reason) {
  return Fail(error, SINEW_STATUS_UNAVAILABLE, 0, "%s: %s", codec, reason);
}

// A library is a struct of pointers to functions alone, in the order of `names`.
template <size_t kCount, typename Library>
sinew_status LoadAll(const char* codec, const char* file, const char* const (&names)[kCount],
                     Library* library, sinew_error* error) {
  static_assert(sizeof(Library) == kCount * sizeof(void*));
  if (!CanLoad()) {
    return Fail(error, SINEW_STATUS_UNAVAILABLE, 0,
                "%s: %s: a program that is linked statically cannot load it", codec, file);
  }
  const char* const hide = hidden.load(std::memory_order_relaxed);
  const bool is_hidden = hide != nullptr && strcmp(hide, file) == 0;
  // It stays when the handle is closed, so that nobody has to count who uses it.
  void* const handle = is_hidden ? nullptr : dlopen(file, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (handle == nullptr) {
    const char* const reason = is_hidden ? nullptr : dlerror();  // which begins with the name
    return FailLoad(error, codec, reason != nullptr ? reason : file);
  }
  void* found[kCount];
  for (size_t i = 0; i < kCount; ++i) {
    found[i] = dlsym(handle, names[i]);
    if (found[i] != nullptr) continue;
    dlclose(handle);
    return Fail(error, SINEW_STATUS_UNAVAILABLE, 0, "%s: %s lacks %s", codec, file, names[i]);
  }
  dlclose(handle);
  memcpy(library, found, sizeof(found));
  return SINEW_STATUS_OK;
}

}  // namespace

void HideLibrary(const char* file) { hidden.store(file, std::memory_order_relaxed); }

sinew_status Load(ZstdLibrary* library, sinew_error* error) {
  static constexpr const char* kNames[] = {
      "ZSTD_createDCtx_advanced", "ZSTD_freeDCtx",         "ZSTD_DCtx_reset",
      "ZSTD_DCtx_setParameter",   "ZSTD_decompressStream", "ZSTD_isError",
      "ZSTD_getErrorCode",        "ZSTD_getErrorName",     "ZSTD_getFrameContentSize"};
  return LoadAll("zstd", "libzstd.so.1", kNames, library, error);
}

sinew_status Load(Lz4Library* library, sinew_error* error) {
  static constexpr const char* kNames[] = {"LZ4_decompress_safe_usingDict"};
  return LoadAll("lz4", "liblz4.so.1", kNames, library, error);
}

sinew_status Load(SnappyLibrary* library, sinew_error* error) {
  static constexpr const char* kNames[] = {"snappy_uncompress", "snappy_uncompressed_length"};
  return LoadAll("snappy", "libsnappy.so.1", kNames, library, error);
}

sinew_status Load(DeflateLibrary* library, sinew_error* error) {
  static constexpr const char* kNames[] = {"libdeflate_alloc_decompressor",
                                           "libdeflate_free_decompressor",
                                           "libdeflate_deflate_decompress_ex"};
  return LoadAll("gzip", "libdeflate.so.0", kNames, library, error);
}

sinew_status Load(ZlibLibrary* library, sinew_error* error) {
  static constexpr const char* kNames[] = {"inflateInit2_", "inflate", "inflateReset"};
  return LoadAll("gzip", "libz.so.1", kNames, library, error);
}

sinew_status Load(IsalLibrary* library, sinew_error* error) {
  static constexpr const char* kNames[] = {"isal_inflate_init", "isal_inflate_reset",
                                           "isal_inflate"};
  return LoadAll("gzip", "libisal.so.2", kNames, library, error);
}

}  // namespace sinew
