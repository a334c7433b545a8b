#include "sinew/sinew.h"

#include "core/memory.h"

#include <boost/test/unit_test.hpp>
#include <cstring>

using sinew::Memory;

BOOST_AUTO_TEST_CASE(CountsWhatIsHeld) {
  const sinew_memory before = sinew_memory_stats();
  Memory memory(0);
  void* block = nullptr;
  BOOST_REQUIRE_EQUAL(memory.Allocate(1000, &block), SINEW_STATUS_OK);
  BOOST_TEST(memory.used() == 1000u);
  BOOST_TEST(sinew_memory_stats().current == before.current + 1000);
  BOOST_TEST(sinew_memory_stats().blocks == before.blocks + 1);
  BOOST_TEST(sinew_memory_stats().peak >= before.current + 1000);
  BOOST_TEST(reinterpret_cast<uintptr_t>(block) % 64 == 0u);
  memory.Free(block, 1000);
  memory.Free(nullptr, 0);
  BOOST_TEST(memory.used() == 0u);
  BOOST_TEST(sinew_memory_stats().current == before.current);
  BOOST_TEST(sinew_memory_stats().blocks == before.blocks);
}

BOOST_AUTO_TEST_CASE(LimitIsExact) {
  Memory memory(4096);
  void* block = nullptr;
  BOOST_TEST(memory.Allocate(4097, &block) == SINEW_STATUS_MEMORY_LIMIT);
  BOOST_TEST(block == nullptr);
  BOOST_REQUIRE_EQUAL(memory.Allocate(4096, &block), SINEW_STATUS_OK);
  void* second = nullptr;
  BOOST_TEST(memory.Allocate(1, &second) == SINEW_STATUS_MEMORY_LIMIT);
  memory.Free(block, 4096);
  BOOST_REQUIRE_EQUAL(memory.Allocate(1, &second), SINEW_STATUS_OK);
  memory.Free(second, 1);
}

BOOST_AUTO_TEST_CASE(LargeBlocksAreAlignedToHugePages) {
  Memory memory(0);
  void* block = nullptr;
  BOOST_REQUIRE_EQUAL(memory.Allocate(5 * Memory::kHugePage + 7, &block), SINEW_STATUS_OK);
  BOOST_TEST(reinterpret_cast<uintptr_t>(block) % Memory::kHugePage == 0u);
  memset(block, 1, 5 * Memory::kHugePage + 7);
  memory.Free(block, 5 * Memory::kHugePage + 7);
}

BOOST_AUTO_TEST_CASE(FailureIsInjectedAtTheCountAndStays) {
  Memory memory(0);
  void* block = nullptr;
  sinew::FailAllocationsAfter(1);
  BOOST_REQUIRE_EQUAL(memory.Allocate(8, &block), SINEW_STATUS_OK);
  void* second = nullptr;
  BOOST_TEST(memory.Allocate(8, &second) == SINEW_STATUS_OUT_OF_MEMORY);
  BOOST_TEST(memory.Allocate(8, &second) == SINEW_STATUS_OUT_OF_MEMORY);
  BOOST_TEST(second == nullptr);
  BOOST_TEST(memory.used() == 8u);
  sinew::FailAllocationsAfter(-1);
  memory.Free(block, 8);
}
