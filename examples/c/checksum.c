// Prints the checksum of each file in a line, or with --check verifies such lines:
//
//   checksum [--algorithm NAME] [--key-file FILE] [--check] [--] [FILE]...
//
// NAME is crc32, crc32c, crc64nvme, xxh64, xxh3 (the default), xxh3-128, blake3 or highwayhash (of
// 256 bits). A key is a file of 32 bytes: highwayhash needs one, blake3 takes one. Without FILE, or
// for -, it reads standard input. Files of any size pass through one buffer.
//
// The lines are those of b3sum and xxhsum (of its version 0.8.3 for xxh3), which verify them with
// their own --check. A backslash in front says that \n, \r and \\ stand for such characters in the
// name. Exit status: 0, 1 if a file could not be read or does not match, 2 for wrong usage.
//
//   cc -std=c11 checksum.c $(pkg-config --cflags --libs sinew) -o checksum

#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <fcntl.h>
#include <sinew/sinew.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define KEY_SIZE 32
#define MAX_DIGEST_SIZE 32

// What an algorithm remembers of the bytes that it has seen: plain memory of ours.
typedef union {
  uint32_t crc32;
  uint64_t crc64;
  sinew_xxh64_state xxh64;
  sinew_xxh3_state xxh3;
  sinew_blake3_state blake3;
  sinew_highwayhash_state highwayhash;
} State;

typedef struct {
  const char* name;
  const char* prefix;  // of the digits
  size_t size;         // of the digest
  enum { NO_KEY, KEY_ALLOWED, KEY_NEEDED } key;
  bool (*start)(State* state, const unsigned char* key);
  void (*update)(State* state, const void* in, size_t size);
  // Writes the digest, most significant byte first.
  void (*finish)(const State* state, unsigned char* out);
} Algorithm;

static void PutNumber(uint64_t number, size_t size, unsigned char* out) {
  while (size > 0) {
    out[--size] = (unsigned char)number;
    number >>= 8;
  }
}

static bool Crc32Start(State* state, const unsigned char* key) {
  (void)key;
  state->crc32 = 0;
  return true;
}
static void Crc32Update(State* state, const void* in, size_t size) {
  state->crc32 = sinew_crc32(in, size, state->crc32);
}
static void Crc32cUpdate(State* state, const void* in, size_t size) {
  state->crc32 = sinew_crc32c(in, size, state->crc32);
}
static void Crc32Finish(const State* state, unsigned char* out) { PutNumber(state->crc32, 4, out); }

static bool Crc64Start(State* state, const unsigned char* key) {
  (void)key;
  state->crc64 = 0;
  return true;
}
static void Crc64NvmeUpdate(State* state, const void* in, size_t size) {
  state->crc64 = sinew_crc64nvme(in, size, state->crc64);
}
static void Crc64Finish(const State* state, unsigned char* out) { PutNumber(state->crc64, 8, out); }

static bool Xxh64Start(State* state, const unsigned char* key) {
  (void)key;
  sinew_xxh64_init(&state->xxh64, 0);
  return true;
}
static void Xxh64Update(State* state, const void* in, size_t size) {
  sinew_xxh64_update(&state->xxh64, in, size);
}
static void Xxh64Finish(const State* state, unsigned char* out) {
  PutNumber(sinew_xxh64_digest(&state->xxh64), 8, out);
}

static bool Xxh3Start(State* state, const unsigned char* key) {
  (void)key;
  sinew_xxh3_init(&state->xxh3, 0);
  return true;
}
static void Xxh3Update(State* state, const void* in, size_t size) {
  sinew_xxh3_update(&state->xxh3, in, size);
}
static void Xxh3Finish(const State* state, unsigned char* out) {
  PutNumber(sinew_xxh3_64_digest(&state->xxh3), 8, out);
}
static void Xxh3Finish128(const State* state, unsigned char* out) {
  const sinew_hash128 hash = sinew_xxh3_128_digest(&state->xxh3);
  PutNumber(hash.high, 8, out);
  PutNumber(hash.low, 8, out + 8);
}

static bool Blake3Start(State* state, const unsigned char* key) {
  if (key == NULL) {
    sinew_blake3_init(&state->blake3);
    return true;
  }
  return sinew_blake3_init_keyed(&state->blake3, key, KEY_SIZE) == SINEW_STATUS_OK;
}
static void Blake3Update(State* state, const void* in, size_t size) {
  sinew_blake3_update(&state->blake3, in, size);
}
static void Blake3Finish(const State* state, unsigned char* out) {
  sinew_blake3_digest(&state->blake3, out);
}

static bool HighwayHashStart(State* state, const unsigned char* key) {
  sinew_highwayhash_init(&state->highwayhash, key);
  return true;
}
static void HighwayHashUpdate(State* state, const void* in, size_t size) {
  sinew_highwayhash_update(&state->highwayhash, in, size);
}
static void HighwayHashFinish(const State* state, unsigned char* out) {
  sinew_highwayhash_256_digest(&state->highwayhash, out);
}

static const Algorithm kAlgorithms[] = {
    {"crc32", "", 4, NO_KEY, Crc32Start, Crc32Update, Crc32Finish},
    {"crc32c", "", 4, NO_KEY, Crc32Start, Crc32cUpdate, Crc32Finish},
    {"crc64nvme", "", 8, NO_KEY, Crc64Start, Crc64NvmeUpdate, Crc64Finish},
    {"xxh64", "", 8, NO_KEY, Xxh64Start, Xxh64Update, Xxh64Finish},
    {"xxh3", "XXH3_", 8, NO_KEY, Xxh3Start, Xxh3Update, Xxh3Finish},
    {"xxh3-128", "", 16, NO_KEY, Xxh3Start, Xxh3Update, Xxh3Finish128},
    {"blake3", "", 32, KEY_ALLOWED, Blake3Start, Blake3Update, Blake3Finish},
    {"highwayhash", "", 32, KEY_NEEDED, HighwayHashStart, HighwayHashUpdate, HighwayHashFinish},
};
#define ALGORITHM_COUNT (sizeof(kAlgorithms) / sizeof(kAlgorithms[0]))

typedef struct {
  const Algorithm* algorithm;
  const unsigned char* key;  // NULL for none
  bool check;
} Options;

static void Complain(const char* path, const char* message) {
  fprintf(stderr, "checksum: %s: %s\n", path, message);
}

// read() that a signal does not interrupt; -1 on errors, 0 at the end.
static ssize_t Read(int file, void* out, size_t size) {
  ssize_t count;
  do {
    count = read(file, out, size);
  } while (count < 0 && errno == EINTR);
  return count;
}

static int Open(const char* path) {
  return strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY);
}

static void Close(int file) {
  if (file > STDIN_FILENO) close(file);
}

// Writes the digest of a file; false, with errno, if it cannot be read to its end.
static bool Digest(const Options* options, const char* path, unsigned char* digest) {
  static unsigned char buffer[1 << 18];
  State state;
  if (!options->algorithm->start(&state, options->key)) {
    errno = EINVAL;
    return false;
  }
  const int file = Open(path);
  if (file < 0) return false;
  ssize_t count;
  while ((count = Read(file, buffer, sizeof(buffer))) > 0) {
    options->algorithm->update(&state, buffer, (size_t)count);
  }
  const int error = errno;
  Close(file);
  errno = error;
  if (count < 0) return false;
  options->algorithm->finish(&state, digest);
  return true;
}

static bool NeedsEscapes(const char* path) { return strpbrk(path, "\\\n\r") != NULL; }

// Writes a name in one line.
static void PrintName(const char* path) {
  for (; *path != '\0'; ++path) {
    switch (*path) {
      case '\\':
        fputs("\\\\", stdout);
        break;
      case '\n':
        fputs("\\n", stdout);
        break;
      case '\r':
        fputs("\\r", stdout);
        break;
      default:
        putchar(*path);
    }
  }
}

static bool Print(const Options* options, const char* path) {
  unsigned char digest[MAX_DIGEST_SIZE];
  if (!Digest(options, path, digest)) {
    Complain(path, strerror(errno));
    return false;
  }
  if (NeedsEscapes(path)) putchar('\\');
  fputs(options->algorithm->prefix, stdout);
  for (size_t i = 0; i < options->algorithm->size; ++i) printf("%02x", digest[i]);
  fputs("  ", stdout);
  PrintName(path);
  putchar('\n');
  return true;
}

static int HexValue(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

// Undoes PrintName in place; false if a backslash stands before any other character.
static bool Unescape(char* name) {
  char* out = name;
  for (; *name != '\0'; ++name) {
    if (*name != '\\') {
      *out++ = *name;
      continue;
    }
    ++name;
    if (*name != '\\' && *name != 'n' && *name != 'r') return false;
    *out++ = *name == 'n' ? '\n' : *name == 'r' ? '\r' : '\\';
  }
  *out = '\0';
  return true;
}

// Takes a line without its end apart; false if Print does not write such a line. Tools that open
// files as text or binary write a star for the second space.
static bool ParseLine(const Algorithm* algorithm, char* line, unsigned char* digest, char** name) {
  const bool escaped = *line == '\\';
  if (escaped) ++line;
  const size_t prefix_size = strlen(algorithm->prefix);
  if (strncmp(line, algorithm->prefix, prefix_size) != 0) return false;
  line += prefix_size;
  for (size_t i = 0; i < algorithm->size; ++i, line += 2) {
    const int high = HexValue(line[0]);
    const int low = high < 0 ? -1 : HexValue(line[1]);
    if (low < 0) return false;
    digest[i] = (unsigned char)(high << 4 | low);
  }
  if (line[0] != ' ' || (line[1] != ' ' && line[1] != '*') || line[2] == '\0') return false;
  *name = line + 2;
  return !escaped || Unescape(*name);
}

// Says of every file in the list at `path` whether it matches.
static bool Check(const Options* options, const char* path) {
  FILE* list = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
  if (list == NULL) {
    Complain(path, strerror(errno));
    return false;
  }
  bool all_match = true;
  char* line = NULL;
  size_t capacity = 0;
  ssize_t length;
  for (unsigned long number = 1; (length = getline(&line, &capacity, list)) > 0; ++number) {
    if (line[length - 1] == '\n') line[--length] = '\0';
    unsigned char expected[MAX_DIGEST_SIZE];
    unsigned char digest[MAX_DIGEST_SIZE];
    char* name;
    if (strlen(line) != (size_t)length || !ParseLine(options->algorithm, line, expected, &name)) {
      fprintf(stderr, "checksum: %s: line %lu: not a line of %s\n", path, number,
              options->algorithm->name);
      all_match = false;
      continue;
    }
    const bool readable = Digest(options, name, digest);
    if (!readable) Complain(name, strerror(errno));
    const bool match = readable && memcmp(digest, expected, options->algorithm->size) == 0;
    if (NeedsEscapes(name)) putchar('\\');
    PrintName(name);
    puts(match ? ": OK" : readable ? ": FAILED" : ": FAILED open or read");
    if (!match) all_match = false;
  }
  if (ferror(list)) {
    Complain(path, strerror(errno));
    all_match = false;
  }
  free(line);
  if (list != stdin) fclose(list);
  return all_match;
}

// Reads the key; false with a message if the file does not hold just that.
static bool ReadKey(const char* path, unsigned char* key) {
  const int file = Open(path);
  unsigned char bytes[KEY_SIZE + 1];
  size_t size = 0;
  ssize_t count = file < 0 ? -1 : 1;
  while (count > 0 && size < sizeof(bytes)) {
    count = Read(file, bytes + size, sizeof(bytes) - size);
    if (count > 0) size += (size_t)count;
  }
  if (count < 0) {
    Complain(path, strerror(errno));
  } else if (size != KEY_SIZE) {
    fprintf(stderr, "checksum: %s: a key has %d bytes, this file has %s\n", path, KEY_SIZE,
            size > KEY_SIZE ? "more" : "fewer");
  } else {
    memcpy(key, bytes, KEY_SIZE);
  }
  Close(file);
  return count >= 0 && size == KEY_SIZE;
}

static int Usage(void) {
  fprintf(stderr,
          "usage: checksum [--algorithm NAME] [--key-file FILE] [--check] [--] [FILE]...\n"
          "NAME is one of:");
  for (size_t i = 0; i < ALGORITHM_COUNT; ++i) fprintf(stderr, " %s", kAlgorithms[i].name);
  fprintf(stderr, "\n");
  return 2;
}

static int WrongUsage(const char* what, const char* why) {
  Complain(what, why);
  return Usage();
}

static const Algorithm* FindAlgorithm(const char* name) {
  for (size_t i = 0; i < ALGORITHM_COUNT; ++i) {
    if (strcmp(kAlgorithms[i].name, name) == 0) return &kAlgorithms[i];
  }
  return NULL;
}

// Returns what follows `--name=` or is the argument after `--name`; NULL if this is another option.
static const char* Value(const char* name, char** argv, int* i) {
  const size_t size = strlen(name);
  if (strncmp(argv[*i], name, size) != 0) return NULL;
  if (argv[*i][size] == '=') return argv[*i] + size + 1;
  if (argv[*i][size] != '\0') return NULL;
  return argv[*i + 1] == NULL ? "" : argv[++*i];
}

int main(int argc, char** argv) {
  Options options = {FindAlgorithm("xxh3"), NULL, false};
  const char* key_path = NULL;
  int i = 1;
  for (; i < argc && argv[i][0] == '-' && argv[i][1] != '\0'; ++i) {
    const char* value;
    if (strcmp(argv[i], "--") == 0) {
      ++i;
      break;
    } else if (strcmp(argv[i], "--check") == 0) {
      options.check = true;
    } else if ((value = Value("--algorithm", argv, &i)) != NULL) {
      if (*value == '\0') return WrongUsage("--algorithm", "needs a name");
      options.algorithm = FindAlgorithm(value);
      if (options.algorithm == NULL) return WrongUsage(value, "no such algorithm");
    } else if ((value = Value("--key-file", argv, &i)) != NULL) {
      key_path = value;
    } else {
      return WrongUsage(argv[i], "no such option");
    }
  }
  unsigned char key[KEY_SIZE];
  if (key_path != NULL) {
    if (options.algorithm->key == NO_KEY)
      return WrongUsage(options.algorithm->name, "takes no key");
    if (!ReadKey(key_path, key)) return 2;
    options.key = key;
  } else if (options.algorithm->key == KEY_NEEDED) {
    return WrongUsage(options.algorithm->name, "needs a key: --key-file FILE");
  }

  bool (*const handle)(const Options*, const char*) = options.check ? Check : Print;
  bool all_good = i < argc || handle(&options, "-");
  for (; i < argc; ++i) {
    if (!handle(&options, argv[i])) all_good = false;
  }
  if (fflush(stdout) != 0) {
    Complain("standard output", strerror(errno));
    return 1;
  }
  return all_good ? 0 : 1;
}
