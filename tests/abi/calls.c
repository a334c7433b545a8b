// Pure C11: calls every function of the library through its headers, and after each call looks at
// the vector registers. A function that leaves the upper halves of the AVX registers dirty makes
// legacy SSE code, such as Go's, slow; `vzeroupper` clears them.
#include "sinew/sinew.h"

#include <stdio.h>
#include <string.h>

#if defined(__x86_64__)
// True when the upper half of one of ymm0 to ymm15 is not zero.
static int UpperHalvesAreDirty(void) {
  if (!__builtin_cpu_supports("avx")) return 0;
  uint64_t halves[16][2];
#define STORE(INDEX) "vextractf128 $1, %%ymm" #INDEX ", 16*" #INDEX "(%0)\n"
  __asm__ volatile(STORE(0) STORE(1) STORE(2) STORE(3) STORE(4) STORE(5) STORE(6) STORE(7) STORE(8)
                       STORE(9) STORE(10) STORE(11) STORE(12) STORE(13) STORE(14) STORE(15)
                   :
                   : "r"(halves)
                   : "memory");
#undef STORE
  uint64_t dirty = 0;
  for (int i = 0; i < 16; ++i) dirty |= halves[i][0] | halves[i][1];
  return dirty != 0;
}

static void CleanUpperHalves(void) {
  if (__builtin_cpu_supports("avx")) __asm__ volatile("vzeroupper");
}

static void DirtyUpperHalves(void) {
  if (__builtin_cpu_supports("avx2")) __asm__ volatile("vpcmpeqd %ymm7, %ymm7, %ymm7");
}
#else
static int UpperHalvesAreDirty(void) { return 0; }
static void CleanUpperHalves(void) {}
static void DirtyUpperHalves(void) {}
#endif

static int failures = 0;

static void Check(int good, const char* what, int line) {
  if (good) return;
  fprintf(stderr, "calls.c:%d: %s\n", line, what);
  ++failures;
}

// The call, an expression, and what must hold after it.
#define CALL(EXPRESSION, CONDITION)                                               \
  do {                                                                            \
    CleanUpperHalves();                                                           \
    EXPRESSION;                                                                   \
    const int dirty = UpperHalvesAreDirty();                                      \
    Check(!dirty, #EXPRESSION " leaves the upper vector halves dirty", __LINE__); \
    Check((CONDITION), #EXPRESSION ": " #CONDITION, __LINE__);                    \
  } while (0)

_Static_assert(sizeof(sinew_status) == 4 && sizeof(sinew_type) == 4, "enums are 32 bits wide");

enum { kRows = 1000 };

static int64_t integers[kRows];
static uint64_t naturals[kRows];
static double doubles[kRows];
static int32_t offsets[kRows + 1];
static char bytes[8 * kRows];
static uint8_t validity[(kRows + 7) / 8];

static void Fill(void) {
  memset(bytes, 'x', sizeof(bytes));
  memset(validity, 0xFF, sizeof(validity));
  for (int i = 0; i < kRows; ++i) {
    integers[i] = i - 500;
    naturals[i] = (uint64_t)i + 1;
    doubles[i] = i + 0.5;
    bytes[8 * i] = (char)('a' + i % 10);
    offsets[i + 1] = 8 * (i + 1);
  }
}

static void CallBase(void) {
  const char* text;
  CALL(text = sinew_version(), strcmp(text, SINEW_VERSION) == 0);
  CALL(text = sinew_target(), strlen(text) > 0);
  printf("target %s\n", text);
  CALL(text = sinew_status_name(SINEW_STATUS_OVERFLOW), strcmp(text, "SINEW_STATUS_OVERFLOW") == 0);
}

static void CallHash(void) {
  uint32_t crc;
  // The check value of the catalogue of parametrised CRC algorithms (CRC-32/ISCSI).
  CALL(crc = sinew_crc32c(0, "123456789", 9), crc == 0xE3069283u);
  CALL(crc = sinew_crc32c(0, bytes, sizeof(bytes)), crc != 0);
}

static void CallReductions(void) {
  sinew_result rows;
  sinew_i64_result i64;
  sinew_u64_result u64;
  sinew_f64_result f64;
  const uint8_t* bitmaps[] = {NULL, validity};
  for (int i = 0; i < 2; ++i) {
    const uint8_t* valid = bitmaps[i];
    CALL(rows = sinew_count(valid, 0, kRows), rows.count == kRows);
    CALL(i64 = sinew_sum_i64(integers, valid, 0, kRows), i64.value == -500);
    CALL(i64 = sinew_min_i64(integers, valid, 0, kRows), i64.value == -500);
    CALL(i64 = sinew_max_i64(integers, valid, 0, kRows), i64.value == 499);
    CALL(u64 = sinew_sum_u64(naturals, valid, 0, kRows), u64.value == 500500);
    CALL(u64 = sinew_min_u64(naturals, valid, 0, kRows), u64.value == 1);
    CALL(u64 = sinew_max_u64(naturals, valid, 0, kRows), u64.value == kRows);
    CALL(f64 = sinew_sum_f64(doubles, valid, 0, kRows), f64.value == 500000);
    CALL(f64 = sinew_min_f64(doubles, valid, 0, kRows), f64.value == 0.5);
    CALL(f64 = sinew_max_f64(doubles, valid, 0, kRows), f64.value == 999.5);
  }
  CALL(i64 = sinew_sum_i64(NULL, NULL, 0, 1), i64.status == SINEW_STATUS_INVALID_ARGUMENT);
}

int main(int argc, char** argv) {
  // Shows that the check sees what it looks for.
  if (argc > 1 && strcmp(argv[1], "--fault") == 0) CALL(DirtyUpperHalves(), 1);
  Fill();
  CallBase();
  CallHash();
  CallReductions();
  sinew_memory memory;
  CALL(memory = sinew_memory_stats(), memory.blocks == 0 && memory.current == 0);
  return failures != 0;
}
