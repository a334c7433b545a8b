// XXH3 of an input that comes in pieces. The blocks of a long piece are hashed where they lie; the
// buffer keeps only what the end of the input may be, since the last block is hashed like no other:
//
//   64 bytes before the block | the block so far, 1 to kBlock bytes
//
// The last 64 bytes of the input, which overlap its last stripe, are then always in one piece.

#include <string.h>

#include <algorithm>

#include "core/abi.h"
#include "core/bytes.h"
#include "hash/xxh3/xxh3.h"
#include "hash/xxh3/xxh3_128.h"

namespace sinew {
namespace xxh3 {
namespace {

struct State {
  uint64_t sums[kLanes];  // of all blocks before the one in the buffer
  uint64_t seed;
  uint64_t size;  // of the input so far
  uint8_t buffer[kStripe + kBlock];

  uint8_t* Block() { return buffer + kStripe; }
  const uint8_t* Block() const { return buffer + kStripe; }

  // Bytes of the block; 0 only at the start.
  size_t Buffered() const { return size == 0 ? 0 : (size - 1) % kBlock + 1; }

  LastBlock Last() const {
    const size_t buffered = Buffered();
    return {sums, Block(), (buffered - 1) / kStripe, buffer + buffered, size, seed};
  }
};
static_assert(sizeof(State) == sizeof(sinew_xxh3_state));

State& StateOf(sinew_xxh3_state* state) { return *reinterpret_cast<State*>(state); }
const State& StateOf(const sinew_xxh3_state* state) {
  return *reinterpret_cast<const State*>(state);
}

// memcpy, of a few bytes without a call.
inline void Copy(uint8_t* to, const uint8_t* from, size_t size) {
  if (size > 32 || size < 4) {
    memcpy(to, from, size);
  } else if (size > 16) {
    using Half = unsigned __int128;
    const Half first = Load<Half>(from);
    const Half last = Load<Half>(from + size - 16);
    Store(to, first);
    Store(to + size - 16, last);
  } else if (size >= 8) {
    const uint64_t first = Load<uint64_t>(from);
    const uint64_t last = Load<uint64_t>(from + size - 8);
    Store(to, first);
    Store(to + size - 8, last);
  } else {
    const uint32_t first = Load<uint32_t>(from);
    const uint32_t last = Load<uint32_t>(from + size - 4);
    Store(to, first);
    Store(to + size - 4, last);
  }
}

// More than the block has room for.
void UpdateLong(State& state, size_t buffered, const uint8_t* in, size_t size) {
  const uint8_t* end = in + size;
  if (buffered != 0) {
    memcpy(state.Block() + buffered, in, kBlock - buffered);
    in += kBlock - buffered;
    AddBlocks(state.sums, state.Block(), 1, state.seed);
    memcpy(state.buffer, state.Block() + kBlock - kStripe, kStripe);
  }
  const size_t blocks = (static_cast<size_t>(end - in) - 1) / kBlock;
  if (blocks != 0) {
    AddBlocks(state.sums, in, blocks, state.seed);
    in += blocks * kBlock;
    memcpy(state.buffer, in - kStripe, kStripe);
  }
  memcpy(state.Block(), in, static_cast<size_t>(end - in));
}

}  // namespace
}  // namespace xxh3
}  // namespace sinew

// Starts a hash of an input that comes in pieces, or starts over.
SINEW_API void sinew_xxh3_init(sinew_xxh3_state* state, uint64_t seed) SINEW_NOEXCEPT {
  constexpr uint64_t kSums[] = SINEW_XXH3_SUMS;
  sinew::xxh3::State& start = sinew::xxh3::StateOf(state);
  memcpy(start.sums, kSums, sizeof(kSums));
  start.seed = seed;
  start.size = 0;
}

// Adds `size` bytes to the input. How the input is cut into pieces does not change its hash.
SINEW_API void sinew_xxh3_update(sinew_xxh3_state* state, const void* in,
                                 size_t size) SINEW_NOEXCEPT {
  using namespace sinew::xxh3;
  if (size == 0) return;
  State& so_far = StateOf(state);
  const size_t buffered = so_far.Buffered();
  so_far.size += size;
  if (size <= kBlock - buffered) {
    Copy(so_far.Block() + buffered, static_cast<const uint8_t*>(in), size);
  } else {
    UpdateLong(so_far, buffered, static_cast<const uint8_t*>(in), size);
  }
}

// Returns the 64-bit hash of the input so far. More can be added after it.
SINEW_API uint64_t sinew_xxh3_64_digest(const sinew_xxh3_state* state) SINEW_NOEXCEPT {
  using namespace sinew::xxh3;
  const State& all = StateOf(state);
  if (all.size <= kMaxShort) return HashShort(all.Block(), all.size, all.seed);
  return FinishLong(all.Last());
}

// Returns the 128-bit hash of the input so far. More can be added after it.
SINEW_API sinew_hash128 sinew_xxh3_128_digest(const sinew_xxh3_state* state) SINEW_NOEXCEPT {
  using namespace sinew::xxh3;
  const State& all = StateOf(state);
  if (all.size <= kMaxShort) return HashShort128(all.Block(), all.size, all.seed);
  return FinishLong128(all.Last());
}
