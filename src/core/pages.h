#ifndef SINEW_CORE_PAGES_H_
#define SINEW_CORE_PAGES_H_

#include <stddef.h>

namespace sinew {

// Large blocks, which are few: mapped from the system one by one and given back when they are
// freed, on whatever thread. An allocator keeps what is freed for the thread or arena that it came
// from, and goroutines wander from thread to thread. The most recently freed blocks, kPagesKept
// bytes at most, stay mapped for the next object, because the system takes longer to hand out pages
// than a table takes to fill them.

// Blocks of at least this many bytes are worth a mapping of their own.
inline constexpr size_t kLargeBlock = size_t{128} << 10;
inline constexpr size_t kPagesKept = size_t{32} << 20;
inline constexpr size_t kHugePage = size_t{2} << 20;

// Returns at least `size` bytes (kLargeBlock or more) aligned to a page, or null. Blocks of
// kHugePage bytes or more are aligned to kHugePage and ask the system for huge pages. The contents
// are what was there before, or zero.
void* AllocatePages(size_t size);

// `size` is what was asked for.
void FreePages(void* pages, size_t size);

// Gives the blocks that are kept back to the system and returns their bytes.
size_t TrimPages();

}  // namespace sinew

#endif  // SINEW_CORE_PAGES_H_
