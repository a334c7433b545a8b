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
  uint64_t hash;
  // The value that the XXH3 specification's reference gives for the empty input.
  CALL(hash = sinew_xxh3_64(NULL, 0, 0), hash == 0x2D06800538D394C2u);
  for (size_t size = 1; size <= sizeof(bytes); size *= 2) {
    CALL(hash = sinew_xxh3_64(bytes, size, 42), hash != 0);
  }
  static uint64_t hashes[kRows];
  const sinew_column strings = {SINEW_TYPE_STRING, kRows, 0, bytes, sizeof(bytes), offsets, NULL};
  const sinew_column numbers = {SINEW_TYPE_U64, kRows, 0, naturals, sizeof(naturals), NULL, NULL};
  sinew_result rows;
  CALL(rows = sinew_xxh3_64_many(&strings, 0, hashes),
       rows.count == kRows && hashes[3] == sinew_xxh3_64(bytes + 24, 8, 0));
  CALL(rows = sinew_xxh3_64_many(&numbers, 7, hashes),
       rows.count == kRows && hashes[3] == sinew_xxh3_64(naturals + 3, 8, 7));
}

static void CallGroupBy(sinew_type key_type) {
  const sinew_type value_types[] = {SINEW_TYPE_I64, SINEW_TYPE_F64};
  const sinew_aggregate_spec aggregates[] = {{SINEW_AGGREGATE_COUNT, SINEW_COLUMN_NONE},
                                             {SINEW_AGGREGATE_SUM, 0},
                                             {SINEW_AGGREGATE_MIN, 0},
                                             {SINEW_AGGREGATE_MAX, 1},
                                             {SINEW_AGGREGATE_MEAN, 1}};
  sinew_groupby_options options;
  memset(&options, 0, sizeof(options));
  options.size = sizeof(options);
  options.key_type = key_type;
  options.value_types = value_types;
  options.value_count = 2;
  options.aggregates = aggregates;
  options.aggregate_count = 5;
  sinew_error error = {0, SINEW_STATUS_OK, ""};
  sinew_groupby *groupby, *other;
  sinew_status status;
  CALL(status = sinew_groupby_create(&options, &groupby, &error), status == SINEW_STATUS_OK);
  CALL(status = sinew_groupby_create(&options, &other, &error), status == SINEW_STATUS_OK);
  if (groupby == NULL || other == NULL) return;

  const sinew_column columns[] = {
      {SINEW_TYPE_I64, kRows, 0, integers, sizeof(integers), NULL, validity},
      {SINEW_TYPE_F64, kRows, 0, doubles, sizeof(doubles), NULL, NULL}};
  sinew_column key = {key_type, kRows, 0, naturals, sizeof(naturals), NULL, NULL};
  size_t groups = kRows;
  if (key_type == SINEW_TYPE_STRING) {
    key.values = bytes;
    key.values_size = sizeof(bytes);
    key.offsets = offsets;
    groups = 10;
  }
  CALL(status = sinew_groupby_update(groupby, &key, columns, 2, &error),
       status == SINEW_STATUS_OK && sinew_groupby_count(groupby) == groups);
  CALL(status = sinew_groupby_update(other, &key, columns, 2, &error), status == SINEW_STATUS_OK);
  CALL(status = sinew_groupby_merge(groupby, other, &error), status == SINEW_STATUS_OK);
  size_t number;
  CALL(number = sinew_groupby_count(groupby), number == groups);
  CALL(number = sinew_groupby_memory(groupby), number > 0);
  sinew_type type;
  CALL(type = sinew_groupby_result_type(groupby, 4), type == SINEW_TYPE_F64);

  static int64_t results[kRows];
  static uint8_t bitmap[(kRows + 7) / 8];
  CALL(status = sinew_groupby_result(groupby, 0, 0, groups, results, bitmap, &error),
       status == SINEW_STATUS_OK && results[0] == (int64_t)(2 * kRows / groups));
  for (size_t i = 1; i < 5; ++i) {
    CALL(status = sinew_groupby_result(groupby, i, 0, groups, results, bitmap, &error),
         status == SINEW_STATUS_OK);
  }
  if (key_type == SINEW_TYPE_STRING) {
    static int64_t ends[kRows + 1];
    static char keys[8 * kRows];
    sinew_result size;
    CALL(size = sinew_groupby_string_keys_size(groupby, 0, groups), size.count == 8 * groups);
    CALL(status = sinew_groupby_string_keys(groupby, 0, groups, ends, keys, sizeof(keys), bitmap,
                                            &error),
         status == SINEW_STATUS_OK && memcmp(keys, bytes, 8 * groups) == 0);
  } else {
    CALL(status = sinew_groupby_keys(groupby, 0, groups, results, bitmap, &error),
         status == SINEW_STATUS_OK && memcmp(results, naturals, sizeof(naturals)) == 0);
  }
  CALL(status = sinew_groupby_update(groupby, NULL, NULL, 0, &error),
       status == SINEW_STATUS_INVALID_ARGUMENT && error.message[0] != 0);
  CALL(status = sinew_groupby_reset(groupby), sinew_groupby_count(groupby) == 0);
  CALL(sinew_groupby_destroy(groupby), 1);
  CALL(sinew_groupby_destroy(other), 1);
  CALL(sinew_groupby_destroy(NULL), 1);
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
  CallGroupBy(SINEW_TYPE_U64);
  CallGroupBy(SINEW_TYPE_STRING);
  sinew_memory memory;
  CALL(memory = sinew_memory_stats(), memory.blocks == 0 && memory.current == 0);
  return failures != 0;
}
