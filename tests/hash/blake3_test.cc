#include "sinew/sinew.h"

#include <string.h>

#include <array>
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "hash/blake3_ref.h"
#include "hash/blake3_vectors.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

namespace {

using Digest = std::array<uint8_t, SINEW_BLAKE3_HASH_SIZE>;

std::vector<uint8_t> VectorBytes(size_t size) {
  std::vector<uint8_t> bytes(size);
  for (size_t i = 0; i < size; ++i) bytes[i] = static_cast<uint8_t>(i % 251);
  return bytes;
}

std::string Hex(const uint8_t* bytes, size_t size) {
  std::string hex;
  for (size_t i = 0; i < size; ++i) {
    hex += "0123456789abcdef"[bytes[i] >> 4];
    hex += "0123456789abcdef"[bytes[i] & 15];
  }
  return hex;
}

Digest Expected(const uint8_t* in, size_t size) {
  const std::vector<uint8_t> hash = Blake3Ref().Hash(in, size, 0, 32);
  Digest digest;
  std::copy(hash.begin(), hash.end(), digest.begin());
  return digest;
}

Digest OneShot(const uint8_t* in, size_t size) {
  Digest digest;
  sinew_blake3(in, size, digest.data());
  return digest;
}

Digest OfState(const sinew_blake3_state& state) {
  Digest digest;
  sinew_blake3_digest(&state, digest.data());
  return digest;
}

// Lengths around every shape of the tree: blocks, chunks, powers of two, full batches.
std::vector<size_t> TreeSizes() {
  std::vector<size_t> sizes;
  for (const size_t chunks :
       {1,  2,  3,  4,  5,  7,   8,   9,   12,  15,  16,  17,  20,  31,  32, 33,
        47, 48, 63, 64, 65, 100, 255, 256, 257, 258, 300, 511, 512, 513, 520}) {
    for (const int more : {-65, -1, 0, 1, 64, 500}) sizes.push_back(chunks * 1024 + more);
  }
  return sizes;
}

}  // namespace

BOOST_AUTO_TEST_CASE(PublishedVectors) {
  const size_t output = strlen(kBlake3Vectors[0].hash) / 2;
  std::vector<uint8_t> out(output);
  ForEachTarget([&] {
    for (const Blake3Vector& vector : kBlake3Vectors) {
      const std::vector<uint8_t> in = VectorBytes(vector.size);
      sinew_blake3_state states[3];
      sinew_blake3_init(&states[0]);
      BOOST_TEST(sinew_blake3_init_keyed(&states[1], kBlake3Key, strlen(kBlake3Key)) ==
                 SINEW_STATUS_OK);
      sinew_blake3_init_derive_key(&states[2], kBlake3Context, strlen(kBlake3Context));
      const char* expected[3] = {vector.hash, vector.keyed, vector.derived};
      for (size_t i = 0; i < 3; ++i) {
        sinew_blake3_update(&states[i], in.data(), in.size());
        BOOST_TEST(sinew_blake3_output(&states[i], 0, out.data(), output) == SINEW_STATUS_OK);
        BOOST_TEST(Hex(out.data(), output) == expected[i]);
        BOOST_TEST(Hex(OfState(states[i]).data(), 32) == std::string(expected[i], 64));
      }
      BOOST_TEST(Hex(OneShot(in.data(), in.size()).data(), 32) == std::string(vector.hash, 64));
      BOOST_TEST(sinew_blake3_keyed(in.data(), in.size(), kBlake3Key, 32, out.data()) ==
                 SINEW_STATUS_OK);
      BOOST_TEST(Hex(out.data(), 32) == std::string(vector.keyed, 64));
      for (const size_t size : {size_t{1}, size_t{32}, size_t{64}, output}) {
        BOOST_TEST(sinew_blake3_derive_key(in.data(), in.size(), kBlake3Context,
                                           strlen(kBlake3Context), out.data(),
                                           size) == SINEW_STATUS_OK);
        BOOST_TEST(Hex(out.data(), size) == std::string(vector.derived, 2 * size));
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(EveryLengthAtEitherGuardPage) {
  constexpr size_t kMax = 3 * 1024 + 130;
  const std::vector<uint8_t> bytes = RandomBytes(kMax, 1);
  GuardedMemory memory(kMax);
  for (size_t size = 0; size <= kMax; size += size < 200 ? 1 : 7) {
    const Digest expected = Expected(bytes.data(), size);
    for (uint8_t* in : {memory.Front(), memory.Back(size)}) {
      if (size != 0) memcpy(in, bytes.data(), size);
      ForEachTarget([&] {
        if (OneShot(in, size) != expected) BOOST_ERROR("size " << size);
      });
    }
  }
}

BOOST_AUTO_TEST_CASE(EveryMisalignment) {
  const std::vector<uint8_t> bytes = RandomBytes(40000, 2);
  GuardedMemory memory(bytes.size() + 64);
  for (const size_t size : {3, 64, 1025, 16384, 33000, 40000}) {
    const Digest expected = Expected(bytes.data(), size);
    for (size_t gap = 0; gap < 64; gap += size < 10000 ? 1 : 7) {
      uint8_t* in = memory.Back(size, gap);
      memcpy(in, bytes.data(), size);
      ForEachTarget([&] {
        if (OneShot(in, size) != expected) BOOST_ERROR("size " << size << ", gap " << gap);
      });
    }
  }
}

BOOST_AUTO_TEST_CASE(EveryShapeOfTree) {
  const std::vector<uint8_t> bytes = RandomBytes(600 * 1024, 3);
  for (const size_t size : TreeSizes()) {
    const Digest expected = Expected(bytes.data(), size);
    ForEachTarget([&] {
      if (OneShot(bytes.data(), size) != expected) BOOST_ERROR("size " << size);
    });
  }
}

// Whatever way the input is cut, and whoever looks in between.
BOOST_AUTO_TEST_CASE(AnySplit) {
  const std::vector<uint8_t> bytes = RandomBytes(600 * 1024, 4);
  Random random(5);
  const size_t pieces[] = {1, 64, 65, 1024, 1025, 5000, 40000, 300000};
  for (int i = 0; i < 60; ++i) {
    const size_t size = random.Below(i % 2 == 0 ? 6000 : bytes.size());
    const Digest expected = Expected(bytes.data(), size);
    std::vector<size_t> cuts;
    for (size_t at = 0; at < size;) {
      const size_t most = pieces[random.Below(8)];
      const size_t piece = random.Below(2) == 0 ? most : random.Below(most + 1);
      cuts.push_back(std::min(piece, size - at));
      at += cuts.back();
    }
    ForEachTarget([&] {
      sinew_blake3_state state;
      sinew_blake3_init(&state);
      size_t at = 0;
      for (const size_t cut : cuts) {
        if (cut % 3 == 0) OfState(state);
        sinew_blake3_update(&state, bytes.data() + at, cut);
        at += cut;
      }
      if (OfState(state) != expected) BOOST_ERROR("size " << size);
    });
  }
}

BOOST_AUTO_TEST_CASE(EveryCutIntoTwo) {
  const std::vector<uint8_t> bytes = RandomBytes(9 * 1024, 6);
  for (const size_t size : {100, 1024, 2048, 3072, 4096, 8192, 9000}) {
    const Digest expected = Expected(bytes.data(), size);
    for (size_t cut = 0; cut <= size; cut += cut % 1024 < 3 || cut % 1024 > 1020 ? 1 : 31) {
      sinew_blake3_state state;
      sinew_blake3_init(&state);
      sinew_blake3_update(&state, bytes.data(), cut);
      const Digest half = OfState(state);
      sinew_blake3_update(&state, bytes.data() + cut, size - cut);
      if (OfState(state) != expected) BOOST_ERROR("size " << size << ", cut " << cut);
      if (half != OneShot(bytes.data(), cut)) BOOST_ERROR("cut " << cut);
    }
  }
}

BOOST_AUTO_TEST_CASE(CopiesAreClones) {
  const std::vector<uint8_t> bytes = RandomBytes(20000, 7);
  for (const size_t cut : {0, 10, 1024, 2048, 4096, 7000}) {
    sinew_blake3_state state;
    sinew_blake3_init(&state);
    sinew_blake3_update(&state, bytes.data(), cut);
    sinew_blake3_state clone = state;
    sinew_blake3_update(&state, bytes.data() + cut, bytes.size() - cut);
    BOOST_TEST((OfState(clone) == Expected(bytes.data(), cut)));
    sinew_blake3_update(&clone, bytes.data() + cut, 5000);
    BOOST_TEST((OfState(clone) == Expected(bytes.data(), cut + 5000)));
    BOOST_TEST((OfState(state) == Expected(bytes.data(), bytes.size())));
  }
}

BOOST_AUTO_TEST_CASE(ResetKeepsTheKey) {
  const std::vector<uint8_t> bytes = RandomBytes(5000, 8);
  sinew_blake3_state state;
  BOOST_TEST(sinew_blake3_init_keyed(&state, kBlake3Key, 32) == SINEW_STATUS_OK);
  sinew_blake3_update(&state, bytes.data(), 4096);
  sinew_blake3_reset(&state);
  sinew_blake3_update(&state, bytes.data(), 100);
  Digest expected;
  BOOST_TEST(sinew_blake3_keyed(bytes.data(), 100, kBlake3Key, 32, expected.data()) ==
             SINEW_STATUS_OK);
  BOOST_TEST((OfState(state) == expected));
}

BOOST_AUTO_TEST_CASE(OutputFromAnyPlace) {
  const std::vector<uint8_t> bytes = RandomBytes(5000, 9);
  const Blake3Ref ref = Blake3Ref::DeriveKey(kBlake3Context, strlen(kBlake3Context));
  GuardedMemory memory(4200);
  for (const size_t size : {0, 70, 2048, 5000}) {
    sinew_blake3_state state;
    sinew_blake3_init_derive_key(&state, kBlake3Context, strlen(kBlake3Context));
    sinew_blake3_update(&state, bytes.data(), size);
    // The last seek is where the high word of the counter changes.
    for (const uint64_t seek : {uint64_t{0}, uint64_t{1}, uint64_t{63}, uint64_t{64}, uint64_t{130},
                                (uint64_t{1} << 38) - 700}) {
      for (const size_t out_size : {1, 31, 32, 33, 63, 64, 65, 128, 1000, 2100, 4200}) {
        const std::vector<uint8_t> expected = ref.Hash(bytes.data(), size, seek, out_size);
        ForEachTarget([&] {
          for (uint8_t* out : {memory.Front(), memory.Back(out_size)}) {
            memset(out, 0, out_size);
            BOOST_TEST(sinew_blake3_output(&state, seek, out, out_size) == SINEW_STATUS_OK);
            if (memcmp(out, expected.data(), out_size) != 0) {
              BOOST_ERROR("seek " << seek << ", size " << out_size);
            }
          }
        });
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(RefusesWrongSizes) {
  uint8_t out[64];
  memset(out, 0x55, sizeof(out));
  sinew_blake3_state state;
  sinew_blake3_init(&state);
  const sinew_blake3_state before = state;
  const uint8_t key[33] = {};
  for (const size_t size : {0, 16, 31, 33}) {
    BOOST_TEST(sinew_blake3_keyed("a", 1, key, size, out) == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(sinew_blake3_init_keyed(&state, key, size) == SINEW_STATUS_INVALID_ARGUMENT);
  }
  BOOST_TEST(sinew_blake3_keyed("a", 1, nullptr, 32, out) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_blake3_init_keyed(&state, nullptr, 32) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(memcmp(&state, &before, sizeof(state)) == 0);
  BOOST_TEST(sinew_blake3_derive_key("a", 1, "c", 1, out, 0) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_blake3_derive_key("a", 1, "c", 1, nullptr, 8) == SINEW_STATUS_INVALID_ARGUMENT);
  const struct {
    uint64_t seek;
    size_t size;
    uint8_t* out;
  } refused[] = {{0, 0, out},
                 {7, 0, out},
                 {0, 8, nullptr},
                 {UINT64_MAX, 1, out},
                 {UINT64_MAX - 9, 10 + 1, out},
                 {1, SIZE_MAX, out}};
  for (const auto& test : refused) {
    BOOST_TEST(sinew_blake3_output(&state, test.seek, test.out, test.size) ==
               SINEW_STATUS_INVALID_ARGUMENT);
  }
  for (const uint8_t byte : out) BOOST_TEST(byte == 0x55);
  BOOST_TEST(sinew_blake3_output(&state, UINT64_MAX - 10, out, 10) == SINEW_STATUS_OK);
  const std::vector<uint8_t> expected = Blake3Ref().Hash(nullptr, 0, UINT64_MAX - 10, 10);
  BOOST_TEST(memcmp(out, expected.data(), 10) == 0);
}

BOOST_AUTO_TEST_CASE(NothingFromNull) {
  sinew_blake3_state state;
  sinew_blake3_init(&state);
  sinew_blake3_update(&state, nullptr, 0);
  BOOST_TEST((OfState(state) == OneShot(nullptr, 0)));
  Digest digest;
  BOOST_TEST(sinew_blake3_derive_key(nullptr, 0, nullptr, 0, digest.data(), 32) == SINEW_STATUS_OK);
  const std::vector<uint8_t> expected = Blake3Ref::DeriveKey(nullptr, 0).Hash(nullptr, 0, 0, 32);
  BOOST_TEST(memcmp(digest.data(), expected.data(), 32) == 0);
}
