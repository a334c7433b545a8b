// Pure C11: calls every function of the library through its headers, and after each call looks at
// the vector registers. A function that leaves the upper halves of the AVX registers dirty makes
// legacy SSE code, such as Go's, slow; `vzeroupper` clears them. A function that computes with
// floats and has no FloatEnvironment leaves the flag of what was rounded.
#include "calls.h"

#include <stdio.h>

#include "../support/float_control.h"

#if defined(__x86_64__)
// True when the upper half of one of ymm0 to ymm15 is not zero.
int UpperHalvesAreDirty(void) {
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

void CleanUpperHalves(void) {
  if (__builtin_cpu_supports("avx")) __asm__ volatile("vzeroupper");
}

static void DirtyUpperHalves(void) {
  if (__builtin_cpu_supports("avx2")) __asm__ volatile("vpcmpeqd %ymm7, %ymm7, %ymm7");
}
#else
int UpperHalvesAreDirty(void) { return 0; }
void CleanUpperHalves(void) {}
static void DirtyUpperHalves(void) {}
#endif

// Not what a float environment is by default: rounds up, and flushes subnormal numbers.
static const uint64_t kFlushes[] = FLOAT_FLUSHES;
static uint64_t floats_before, floats_set;

void SetFloats(void) {
  floats_before = GetFloatControl();
  SetFloatControl(FLOAT_DEFAULT | UINT64_C(2) << FLOAT_ROUNDING_SHIFT | kFlushes[3]);
  floats_set = GetFloatControl();
}

// Other flags than that one come from shifts that Highway makes of multiplications.
int FloatsChanged(void) {
  const uint64_t changed = GetFloatControl() ^ floats_set;
  SetFloatControl(floats_before);
  return (changed & (~FLOAT_FLAGS | FLOAT_INEXACT)) != 0;
}

static int failures = 0;

void Check(int good, const char* file, int line, const char* what) {
  if (good) return;
  fprintf(stderr, "%s:%d: %s\n", file, line, what);
  ++failures;
}

static void (*registered[256])(void);
static int registered_count = 0;

void Register(void (*calls)(void)) { registered[registered_count++] = calls; }

_Static_assert(sizeof(sinew_status) == 4 && sizeof(sinew_type) == 4, "enums are 32 bits wide");

int64_t integers[kRows];
uint64_t naturals[kRows];
double doubles[kRows];
int32_t offsets[kRows + 1];
char bytes[8 * kRows];
uint8_t validity[(kRows + 7) / 8];

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
  sinew_status status;
  // The library may have been built without the target that the test asks for.
  CALL(status = sinew_target_status(),
       status == SINEW_STATUS_OK || status == SINEW_STATUS_INVALID_ARGUMENT);
  printf("target %s\n", text);
  CALL(text = sinew_status_name(SINEW_STATUS_OVERFLOW), strcmp(text, "SINEW_STATUS_OVERFLOW") == 0);
  CALL(text = sinew_type_name(SINEW_TYPE_I64), strlen(text) > 0);
  size_t width;
  CALL(width = sinew_type_width(SINEW_TYPE_I64), width == sizeof(int64_t));
}

int main(int argc, char** argv) {
  // Shows that the check sees what it looks for.
  if (argc > 1 && strcmp(argv[1], "--fault") == 0) {
    volatile double third = 3;
    CALL(DirtyUpperHalves(), 1);
    CALL(third = 1 / third, 1);
  }
  Fill();
  CallBase();
  for (int i = 0; i < registered_count; ++i) registered[i]();
  sinew_memory memory;
  CALL(memory = sinew_memory_stats(), memory.blocks == 0 && memory.current == 0);
  size_t trimmed;
  CALL(trimmed = sinew_memory_trim(), trimmed <= (size_t)32 << 20);
  size_t kept;
  CALL(kept = sinew_memory_keep((size_t)32 << 20), kept == (size_t)32 << 20);
  return failures != 0;
}
