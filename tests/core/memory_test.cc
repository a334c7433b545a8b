#include "sinew/sinew.h"

#include "core/memory.h"

#include <boost/test/unit_test.hpp>
#include <cstring>
#include <vector>

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

// What is mapped for a little less than a huge page is as large as one, and is kept for the next
// block of that size.
BOOST_AUTO_TEST_CASE(KeptBlocksAreAlignedToHugePages) {
  sinew_memory_trim();
  Memory memory(0);
  void* blocks[5];
  for (const size_t size : {Memory::kHugePage - 1, Memory::kHugePage}) {
    for (void*& block : blocks) BOOST_REQUIRE_EQUAL(memory.Allocate(size, &block), SINEW_STATUS_OK);
    for (void* block : blocks) {
      if (size == Memory::kHugePage) {
        BOOST_TEST(reinterpret_cast<uintptr_t>(block) % Memory::kHugePage == 0u);
      }
      memory.Free(block, size);
    }
  }
  sinew_memory_trim();
}

// Sizes around the step from the C library to mappings, and around every rounding of those.
BOOST_AUTO_TEST_CASE(BlocksOfEverySizeHoldWhatIsWritten) {
  Memory memory(0);
  for (size_t power = 15; power <= 25; ++power) {
    for (size_t eighth = 8; eighth < 16; ++eighth) {
      const size_t boundary = (size_t{1} << power) / 8 * eighth;
      for (const size_t size : {boundary - 1, boundary, boundary + 1}) {
        void* blocks[2];
        for (void*& block : blocks) {
          BOOST_REQUIRE_EQUAL(memory.Allocate(size, &block), SINEW_STATUS_OK);
          BOOST_REQUIRE_EQUAL(reinterpret_cast<uintptr_t>(block) % 64, 0u);
          static_cast<uint8_t*>(block)[0] = 1;
          static_cast<uint8_t*>(block)[size - 1] = 2;
        }
        BOOST_REQUIRE(blocks[0] != blocks[1]);
        for (void* block : blocks) {
          BOOST_REQUIRE_EQUAL(static_cast<uint8_t*>(block)[size - 1], 2);
          memory.Free(block, size);
        }
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(FreedBlocksAreKeptUpToABound) {
  constexpr size_t kSize = size_t{1} << 20;
  sinew_memory_trim();
  Memory memory(0);
  std::vector<void*> blocks(100);
  for (void*& block : blocks) {
    BOOST_REQUIRE_EQUAL(memory.Allocate(kSize, &block), SINEW_STATUS_OK);
  }
  for (void* block : blocks) memory.Free(block, kSize);
  // The block that was freed last is the next one.
  void* again = nullptr;
  BOOST_REQUIRE_EQUAL(memory.Allocate(kSize, &again), SINEW_STATUS_OK);
  BOOST_TEST(again == blocks.back());
  memory.Free(again, kSize);
  BOOST_TEST(sinew_memory_trim() == sinew::kPagesKept);
  BOOST_TEST(sinew_memory_trim() == 0u);
  // One that is too large to be kept.
  BOOST_REQUIRE_EQUAL(memory.Allocate(sinew::kPagesKept, &again), SINEW_STATUS_OK);
  memory.Free(again, sinew::kPagesKept);
  BOOST_TEST(sinew_memory_trim() == 0u);
}

BOOST_AUTO_TEST_CASE(HowMuchIsKeptCanBeSet) {
  constexpr size_t kSize = size_t{1} << 20;
  sinew_memory_trim();
  Memory memory(0);
  const auto kept_of = [&](size_t count) {
    std::vector<void*> blocks(count);
    for (void*& block : blocks) {
      BOOST_REQUIRE_EQUAL(memory.Allocate(kSize, &block), SINEW_STATUS_OK);
    }
    for (void* block : blocks) memory.Free(block, kSize);
  };
  BOOST_TEST(sinew_memory_keep(100 * kSize) == sinew::kPagesKept);
  kept_of(120);
  BOOST_TEST(sinew_memory_trim() == 100 * kSize);
  kept_of(50);
  // Less at once.
  BOOST_TEST(sinew_memory_keep(10 * kSize) == 100 * kSize);
  BOOST_TEST(sinew_memory_trim() == 10 * kSize);
  BOOST_TEST(sinew_memory_keep(0) == 10 * kSize);
  kept_of(5);
  BOOST_TEST(sinew_memory_trim() == 0u);
  // More blocks than are kept.
  BOOST_TEST(sinew_memory_keep(SIZE_MAX) == 0u);
  kept_of(1030);
  BOOST_TEST(sinew_memory_keep(sinew::kPagesKept) == SIZE_MAX);
  BOOST_TEST(sinew_memory_trim() == sinew::kPagesKept);
}

BOOST_AUTO_TEST_CASE(ImpossibleSizesAreOutOfMemory) {
  Memory memory(0);
  void* block = nullptr;
  for (const size_t size : {SIZE_MAX, SIZE_MAX - 1, SIZE_MAX / 2 + 1, SIZE_MAX / 2}) {
    BOOST_TEST(memory.Allocate(size, &block) != SINEW_STATUS_OK);
  }
  BOOST_TEST(memory.used() == 0u);
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
