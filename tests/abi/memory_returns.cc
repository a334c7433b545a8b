// What objects held goes back to the system when they are destroyed, on whatever thread.
#include <sinew/sinew.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

namespace {

// What the library may keep for the next objects, and what the C library and the stacks of the
// threads may hold besides.
constexpr size_t kKept = size_t{32} << 20;
constexpr size_t kOther = size_t{24} << 20;

// The memory of the process that is in RAM.
size_t Resident() {
  FILE* file = fopen("/proc/self/statm", "r");
  size_t total, resident;
  if (file == nullptr || fscanf(file, "%zu %zu", &total, &resident) != 2) abort();
  fclose(file);
  return resident * static_cast<size_t>(sysconf(_SC_PAGESIZE));
}

void Check(bool ok, const char* what, size_t bytes) {
  printf("%s: %.1f MB\n", what, static_cast<double>(bytes) / 1e6);
  if (!ok) {
    printf("that is too much\n");
    exit(1);
  }
}

sinew_groupby* Build() {
  constexpr size_t kKeys = 200000, kBatch = 4000;
  const sinew_type type = SINEW_TYPE_I64;
  const sinew_aggregate_spec aggregates[] = {
      {sizeof(sinew_aggregate_spec), SINEW_AGGREGATE_COUNT, 0, 0, 0, 0, 0, 0, 0},
      {sizeof(sinew_aggregate_spec), SINEW_AGGREGATE_SUM, 0, 0, 0, 0, 0, 0, 0}};
  sinew_groupby_options options = {};
  options.size = sizeof(options);
  options.key_types = &type;
  options.key_count = 1;
  options.value_types = &type;
  options.value_count = 1;
  options.aggregates = aggregates;
  options.aggregate_count = 2;
  sinew_groupby* groupby = nullptr;
  if (sinew_groupby_create(&options, &groupby, nullptr) != SINEW_STATUS_OK) abort();
  std::vector<int64_t> keys(kBatch);
  sinew_column column = {};
  column.type = type;
  column.count = kBatch;
  column.values = keys.data();
  column.values_size = kBatch * sizeof(int64_t);
  for (size_t first = 0; first < kKeys; first += kBatch) {
    for (size_t i = 0; i < kBatch; ++i) keys[i] = static_cast<int64_t>((first + i) * 0x9E3779B9);
    if (sinew_groupby_update(groupby, &column, 1, &column, 1, nullptr) != SINEW_STATUS_OK) abort();
  }
  return groupby;
}

template <typename Work>
void OnThreads(size_t count, const Work& work) {
  std::vector<std::thread> threads;
  for (size_t i = 0; i < count; ++i) threads.emplace_back(work, i);
  for (std::thread& thread : threads) thread.join();
}

}  // namespace

int main() {
  const size_t before = Resident();
  const auto check_returned = [&](const char* what, size_t kept) {
    const size_t held = std::max(Resident(), before) - before;
    Check(sinew_memory_stats().current == 0 && held <= kept + kOther, what, held);
  };

  for (int round = 0; round < 12; ++round) {
    OnThreads(16, [](size_t) { sinew_groupby_destroy(Build()); });
    check_returned("after 16 threads built and destroyed one each", kKept);
  }

  std::vector<sinew_groupby*> objects(8);
  OnThreads(8, [&](size_t i) { objects[i] = Build(); });
  const size_t held = Resident() - before;
  Check(held > kKept + 2 * kOther, "built on 8 threads", held);
  OnThreads(1, [&](size_t) {
    for (sinew_groupby* object : objects) sinew_groupby_destroy(object);
  });
  check_returned("destroyed on another thread", kKept);

  const size_t trimmed = sinew_memory_trim();
  Check(trimmed != 0 && trimmed <= kKept, "given back by sinew_memory_trim", trimmed);
  check_returned("then", 0);
  return sinew_memory_trim() == 0 ? 0 : 1;
}
