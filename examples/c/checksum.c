// Prints the XXH3 hash or the CRC-32C of files, one line each, as xxhsum does:
//
//   checksum [--xxh3 | --crc32c] [FILE]...
//
// Without FILE, or for -, it reads standard input. The lines of --xxh3, which is the default, can
// be verified with `xxhsum --check`. Exit status: 0, 1 if a file could not be read, 2 for wrong
// usage.
//
//   cc -std=c11 checksum.c $(pkg-config --cflags --libs sinew) -o checksum

#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sinew/sinew.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

// read() that a signal does not interrupt; -1 on errors, 0 at the end.
static ssize_t Read(int file, void* out, size_t size) {
  ssize_t count;
  do {
    count = read(file, out, size);
  } while (count < 0 && errno == EINTR);
  return count;
}

// A checksum that extends runs over any stream in constant memory.
static bool Crc32c(int file, uint32_t* crc) {
  static unsigned char buffer[1 << 18];
  *crc = 0;
  for (;;) {
    const ssize_t count = Read(file, buffer, sizeof(buffer));
    if (count < 0) return false;
    if (count == 0) return true;
    *crc = sinew_crc32c(*crc, buffer, (size_t)count);
  }
}

// Hashes what can be read from a pipe or a terminal, all of it in memory.
static bool Xxh3OfStream(int file, uint64_t* hash) {
  unsigned char* bytes = NULL;
  size_t size = 0;
  size_t capacity = 0;
  for (;;) {
    if (size == capacity) {
      capacity = capacity == 0 ? 1 << 16 : 2 * capacity;
      unsigned char* grown = realloc(bytes, capacity);
      if (grown == NULL) break;
      bytes = grown;
    }
    const ssize_t count = Read(file, bytes + size, capacity - size);
    if (count < 0) break;
    if (count == 0) {
      *hash = sinew_xxh3_64(bytes, size, 0);
      free(bytes);
      return true;
    }
    size += (size_t)count;
  }
  const int error = errno;
  free(bytes);
  errno = error;
  return false;
}

static bool Xxh3(int file, uint64_t* hash) {
  struct stat status;
  if (fstat(file, &status) != 0) return false;
  const off_t at = lseek(file, 0, SEEK_CUR);
  if (!S_ISREG(status.st_mode) || status.st_size == 0 || at != 0) return Xxh3OfStream(file, hash);
  const size_t size = (size_t)status.st_size;
  void* bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0);
  if (bytes == MAP_FAILED) return Xxh3OfStream(file, hash);
  *hash = sinew_xxh3_64(bytes, size, 0);
  munmap(bytes, size);
  return true;
}

static bool PrintChecksum(const char* path, bool want_crc32c) {
  const bool is_stdin = strcmp(path, "-") == 0;
  const int file = is_stdin ? STDIN_FILENO : open(path, O_RDONLY);
  uint32_t crc;
  uint64_t hash;
  bool done = false;
  if (file >= 0) done = want_crc32c ? Crc32c(file, &crc) : Xxh3(file, &hash);
  if (!done) {
    fprintf(stderr, "checksum: %s: %s\n", path, strerror(errno));
  } else if (want_crc32c) {
    printf("%08" PRIx32 "  %s\n", crc, path);
  } else {
    printf("XXH3_%016" PRIx64 "  %s\n", hash, path);
  }
  if (file >= 0 && !is_stdin) close(file);
  return done;
}

int main(int argc, char** argv) {
  bool want_crc32c = false;
  int first = 1;
  for (; first < argc && strncmp(argv[first], "--", 2) == 0; ++first) {
    if (strcmp(argv[first], "--") == 0) {
      ++first;
      break;
    }
    want_crc32c = strcmp(argv[first], "--crc32c") == 0;
    if (!want_crc32c && strcmp(argv[first], "--xxh3") != 0) {
      fprintf(stderr, "usage: checksum [--xxh3 | --crc32c] [FILE]...\n");
      return 2;
    }
  }

  bool all_done = true;
  if (first == argc) all_done = PrintChecksum("-", want_crc32c);
  for (int i = first; i < argc; ++i) {
    if (!PrintChecksum(argv[i], want_crc32c)) all_done = false;
  }
  if (fflush(stdout) != 0) {
    fprintf(stderr, "checksum: standard output: %s\n", strerror(errno));
    return 1;
  }
  return all_done ? 0 : 1;
}
