#ifndef SINEW_TESTS_HASH_CRC_SUITE_H_
#define SINEW_TESTS_HASH_CRC_SUITE_H_

#include <string.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <vector>

#include "hash/crc_ref.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

// What holds for every CRC: `Ref` is its oracle, kUpdate and kCombine are the functions under test.
template <class Ref, auto kUpdate, auto kCombine>
struct CrcSuite {
  using Word = typename Ref::Word;
  static constexpr Word kStart = static_cast<Word>(0xDEADBEEF12345678);

  // On every target, and on that for AVX2 also as on a CPU without VPCLMULQDQ.
  template <class Test>
  static void OnEveryCpu(const Test& test) {
    ForEachTarget(test);
    if (!sinew::has_vpclmulqdq || (sinew::AvailableTargets() & HWY_AVX2) == 0) return;
    sinew::has_vpclmulqdq = false;
    sinew::UseTarget(HWY_AVX2);
    BOOST_TEST_CONTEXT("without VPCLMULQDQ") { test(); }
    sinew::UseTarget(0);
    sinew::has_vpclmulqdq = true;
  }

  static Word Expected(Word crc, const uint8_t* in, size_t size) {
    return CrcRef(Ref::kGenerator, crc, in, size);
  }

  // Of all beginnings of the bytes.
  static std::vector<Word> AllExpected(const std::vector<uint8_t>& bytes) {
    std::vector<Word> expected = {kStart};
    for (const uint8_t& byte : bytes) expected.push_back(Expected(expected.back(), &byte, 1));
    return expected;
  }

  static void EveryLengthAtEitherGuardPage() {
    constexpr size_t kMax = 2200;
    const std::vector<uint8_t> bytes = RandomBytes(kMax, 1);
    const std::vector<Word> expected = AllExpected(bytes);
    GuardedMemory memory(kMax + 64);
    OnEveryCpu([&] {
      for (size_t size = 0; size <= kMax; ++size) {
        memcpy(memory.Front(), bytes.data(), size);
        if (kUpdate(memory.Front(), size, kStart) != expected[size]) {
          BOOST_ERROR("front, size " << size);
        }
        uint8_t* back = memory.Back(size);
        memcpy(back, bytes.data(), size);
        if (kUpdate(back, size, kStart) != expected[size]) BOOST_ERROR("back, size " << size);
      }
      BOOST_TEST(kUpdate(nullptr, 0, 0) == 0u);
      BOOST_TEST(kUpdate(nullptr, 0, kStart) == kStart);
    });
  }

  static void EveryMisalignment() {
    const std::vector<uint8_t> bytes = RandomBytes(60000, 2);
    GuardedMemory memory(bytes.size() + 64);
    for (const size_t size :
         {1, 7, 15, 16, 63, 64, 127, 128, 129, 255, 512, 513, 1023, 1024, 1500, 6000, 60000}) {
      const Word expected = Expected(0, bytes.data(), size);
      OnEveryCpu([&] {
        for (size_t gap = 0; gap < 64; ++gap) {
          uint8_t* in = memory.Back(size, gap);
          memcpy(in, bytes.data(), size);
          if (kUpdate(in, size, 0) != expected) BOOST_ERROR("size " << size << ", gap " << gap);
        }
      });
    }
  }

  // Every number of rounds, with every kind of rest behind it, and lengths that need several digits
  // of a shift.
  static void LongMessages() {
    const std::vector<uint8_t> bytes = RandomBytes((size_t{5} << 20) + 123, 3);
    const std::vector<Word> expected = AllExpected(bytes);
    std::vector<size_t> sizes = {65535, 65536, 65537, 1 << 20, bytes.size()};
    for (size_t size = 2200; size < 140000; size += size < 12000 ? 37 : 2011) sizes.push_back(size);
    OnEveryCpu([&] {
      for (const size_t size : sizes) {
        if (kUpdate(bytes.data(), size, kStart) != expected[size]) BOOST_ERROR("size " << size);
      }
    });
  }

  static void AnySplitGivesTheSame() {
    const std::vector<uint8_t> bytes = RandomBytes(5000, 4);
    Random random(5);
    for (const size_t size : {0, 1, 9, 40, 200, 1100, 5000}) {
      const Word expected = Expected(0, bytes.data(), size);
      OnEveryCpu([&] {
        for (size_t split = 0; split <= size; split += size < 1000 ? 1 : 23) {
          const uint8_t* rest = bytes.data() + split;
          const Word first = kUpdate(bytes.data(), split, 0);
          if (kUpdate(rest, size - split, first) != expected) {
            BOOST_ERROR("size " << size << ", split " << split);
          }
          if (kCombine(first, kUpdate(rest, size - split, 0), size - split) != expected) {
            BOOST_ERROR("combined, size " << size << ", split " << split);
          }
        }
        Word crc = 0;
        for (size_t at = 0; at < size;) {
          const size_t piece = std::min<size_t>(random.Below(700), size - at);
          crc = kUpdate(bytes.data() + at, piece, crc);
          at += piece;
        }
        BOOST_TEST(crc == expected);
      });
    }
  }

  // The second message of any length: what it adds does not depend on the first one.
  static void CombineOfAnyLength() {
    Random random(6);
    std::vector<uint64_t> sizes = {0, UINT64_MAX, UINT64_MAX - 6, uint64_t{1} << 63};
    for (uint64_t size = 1; size <= 600; ++size) sizes.push_back(size);
    for (int bits = 10; bits < 64; ++bits) {
      sizes.push_back(uint64_t{1} << bits);
      for (int i = 0; i < 4; ++i) sizes.push_back(random() >> (64 - bits));
    }
    for (const uint64_t size : sizes) {
      const Word first = static_cast<Word>(random());
      const Word second = static_cast<Word>(random());
      const Word expected = CrcShiftRef(Ref::kGenerator, first, size) ^ second;
      OnEveryCpu([&] {
        if (kCombine(first, second, size) != expected) BOOST_ERROR("size " << size);
      });
    }
    ForEachTarget([] {
      BOOST_TEST(kCombine(kStart, 0, 0) == kStart);
      BOOST_TEST(kCombine(0, kStart, 12345) == kStart);
    });
  }

  static void CombineIsAssociative() {
    Random random(7);
    for (int i = 0; i < 200; ++i) {
      const Word a = static_cast<Word>(random());
      const Word b = static_cast<Word>(random());
      const Word c = static_cast<Word>(random());
      const uint64_t size_b = random() >> (2 + i % 60);
      const uint64_t size_c = random() >> (2 + i % 50);
      OnEveryCpu([&] {
        BOOST_TEST(kCombine(kCombine(a, b, size_b), c, size_c) ==
                   kCombine(a, kCombine(b, c, size_c), size_b + size_c));
      });
    }
  }

  static void EveryBitCounts() {
    std::vector<uint8_t> bytes = RandomBytes(2100, 8);
    OnEveryCpu([&] {
      const Word before = kUpdate(bytes.data(), bytes.size(), 0);
      for (size_t bit = 0; bit < 8 * bytes.size(); bit += 5) {
        const uint8_t mask = static_cast<uint8_t>(1u << (bit % 8));
        bytes[bit / 8] ^= mask;
        if (kUpdate(bytes.data(), bytes.size(), 0) == before) BOOST_ERROR("bit " << bit);
        bytes[bit / 8] ^= mask;
      }
    });
  }
};

// One test case for each of them, in the file's own name.
#define SINEW_CRC_SUITE(REF, UPDATE, COMBINE)                                                   \
  using Suite = CrcSuite<REF, UPDATE, COMBINE>;                                                 \
  BOOST_AUTO_TEST_CASE(EveryLengthAtEitherGuardPage) { Suite::EveryLengthAtEitherGuardPage(); } \
  BOOST_AUTO_TEST_CASE(EveryMisalignment) { Suite::EveryMisalignment(); }                       \
  BOOST_AUTO_TEST_CASE(LongMessages) { Suite::LongMessages(); }                                 \
  BOOST_AUTO_TEST_CASE(AnySplitGivesTheSame) { Suite::AnySplitGivesTheSame(); }                 \
  BOOST_AUTO_TEST_CASE(CombineOfAnyLength) { Suite::CombineOfAnyLength(); }                     \
  BOOST_AUTO_TEST_CASE(CombineIsAssociative) { Suite::CombineIsAssociative(); }                 \
  BOOST_AUTO_TEST_CASE(EveryBitCounts) { Suite::EveryBitCounts(); }

#endif  // SINEW_TESTS_HASH_CRC_SUITE_H_
