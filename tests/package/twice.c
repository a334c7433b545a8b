// Calls the library and a copy of it in which sinew_ is other_.
#include <sinew/sinew.h>

uint64_t other_xxh3_64(const void* in, size_t size, uint64_t seed);
sinew_reduce_result other_reduce(const sinew_column* column, const sinew_aggregate_spec* spec);
sinew_memory other_memory_stats(void);

int main(void) {
  const int64_t values[] = {1, 2, 3, 4};
  const sinew_column column = {SINEW_TYPE_I64, 4, values, sizeof(values), NULL, NULL, 0, 0};
  const sinew_aggregate_spec spec = {sizeof(spec), SINEW_AGGREGATE_SUM, 0, 0, 0, 0, 0, 0, 0};
  if (sinew_reduce(&column, &spec).i64 != 10 || other_reduce(&column, &spec).i64 != 10) return 1;
  if (sinew_xxh3_64("ab", 2, 0) != other_xxh3_64("ab", 2, 0)) return 2;
  // Each has memory of its own.
  const sinew_dictionary_options options = {.size = sizeof(options), .type = SINEW_TYPE_I64};
  sinew_dictionary* dictionary;
  if (sinew_dictionary_create(&options, &dictionary, NULL) != SINEW_STATUS_OK) return 3;
  if (sinew_memory_stats().current == 0 || other_memory_stats().current != 0) return 4;
  sinew_dictionary_destroy(dictionary);
  return sinew_memory_stats().current != 0;
}
