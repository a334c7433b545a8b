#ifndef SINEW_TESTS_HASH_BLAKE3_REF_H_
#define SINEW_TESTS_HASH_BLAKE3_REF_H_

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <array>
#include <vector>

// BLAKE3 in the order of sections 2.1 to 2.6 of the paper
// (https://github.com/BLAKE3-team/BLAKE3-specs): recursive, one block after the other.
class Blake3Ref {
 public:
  using Words = std::array<uint32_t, 8>;

  Blake3Ref() : key_(Iv()), flags_(0) {}

  static Blake3Ref Keyed(const uint8_t* key) {
    Blake3Ref ref;
    memcpy(ref.key_.data(), key, 32);
    ref.flags_ = 1 << 4;
    return ref;
  }

  static Blake3Ref DeriveKey(const void* context, size_t size) {
    Blake3Ref of_context;
    of_context.flags_ = 1 << 5;
    const std::vector<uint8_t> key =
        of_context.Hash(static_cast<const uint8_t*>(context), size, 0, 32);
    Blake3Ref ref = Keyed(key.data());
    ref.flags_ = 1 << 6;
    return ref;
  }

  // Bytes [seek, seek + out_size) of the output.
  std::vector<uint8_t> Hash(const uint8_t* in, size_t size, uint64_t seek, size_t out_size) const {
    const Node root = Tree(in, size, 0);
    std::vector<uint8_t> out;
    std::array<uint32_t, 16> words;
    for (uint64_t at = seek; at < seek + out_size; ++at) {
      if (at == seek || at % 64 == 0) words = Compress(root, at / 64, root.flags | 1 << 3);
      out.push_back(static_cast<uint8_t>(words[at % 64 / 4] >> 8 * (at % 4)));
    }
    return out;
  }

 private:
  struct Node {
    Words cv;
    std::array<uint32_t, 16> block;
    uint64_t counter;
    uint32_t size;
    uint32_t flags;
  };

  static Words Iv() {
    return {0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A,
            0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19};
  }

  static std::array<uint32_t, 16> Compress(const Node& node, uint64_t counter, uint32_t flags) {
    std::array<uint32_t, 16> v;
    for (size_t i = 0; i < 8; ++i) v[i] = node.cv[i];
    for (size_t i = 0; i < 4; ++i) v[8 + i] = Iv()[i];
    v[12] = static_cast<uint32_t>(counter);
    v[13] = static_cast<uint32_t>(counter >> 32);
    v[14] = node.size;
    v[15] = flags;
    std::array<uint32_t, 16> m = node.block;
    for (int round = 0; round < 7; ++round) {
      const auto g = [&](size_t a, size_t b, size_t c, size_t d, size_t i) {
        const auto rotate = [](uint32_t x, int bits) { return x >> bits | x << (32 - bits); };
        v[a] = v[a] + v[b] + m[2 * i];
        v[d] = rotate(v[d] ^ v[a], 16);
        v[c] = v[c] + v[d];
        v[b] = rotate(v[b] ^ v[c], 12);
        v[a] = v[a] + v[b] + m[2 * i + 1];
        v[d] = rotate(v[d] ^ v[a], 8);
        v[c] = v[c] + v[d];
        v[b] = rotate(v[b] ^ v[c], 7);
      };
      g(0, 4, 8, 12, 0), g(1, 5, 9, 13, 1), g(2, 6, 10, 14, 2), g(3, 7, 11, 15, 3);
      g(0, 5, 10, 15, 4), g(1, 6, 11, 12, 5), g(2, 7, 8, 13, 6), g(3, 4, 9, 14, 7);
      m = {m[2], m[6],  m[3],  m[10], m[7], m[0],  m[4],  m[13],
           m[1], m[11], m[12], m[5],  m[9], m[14], m[15], m[8]};
    }
    for (size_t i = 0; i < 8; ++i) {
      v[i] ^= v[i + 8];
      v[i + 8] ^= node.cv[i];
    }
    return v;
  }

  static Words ChainingValue(const Node& node) {
    const std::array<uint32_t, 16> words = Compress(node, node.counter, node.flags);
    Words cv;
    for (size_t i = 0; i < 8; ++i) cv[i] = words[i];
    return cv;
  }

  Node Chunk(const uint8_t* in, size_t size, uint64_t counter) const {
    Node node = {key_, {}, counter, 0, flags_ | 1 << 0};
    for (;;) {
      node.size = static_cast<uint32_t>(size < 64 ? size : 64);
      node.block = {};
      if (size != 0) memcpy(node.block.data(), in, node.size);
      if (size <= 64) break;
      node.cv = ChainingValue(node);
      node.flags = flags_;
      in += 64;
      size -= 64;
    }
    node.flags |= 1 << 1;
    return node;
  }

  Node Tree(const uint8_t* in, size_t size, uint64_t counter) const {
    if (size <= 1024) return Chunk(in, size, counter);
    size_t left = 1024;
    while (2 * left < size) left *= 2;
    const Words first = ChainingValue(Tree(in, left, counter));
    const Words second = ChainingValue(Tree(in + left, size - left, counter + left / 1024));
    Node node = {key_, {}, 0, 64, flags_ | 1 << 2};
    for (size_t i = 0; i < 8; ++i) {
      node.block[i] = first[i];
      node.block[8 + i] = second[i];
    }
    return node;
  }

  Words key_;
  uint32_t flags_;
};

#endif  // SINEW_TESTS_HASH_BLAKE3_REF_H_
