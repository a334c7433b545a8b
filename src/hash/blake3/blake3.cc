// BLAKE3 (see blake3.h for the paper): an input is cut into chunks of a kilobyte, the leaves of
// a binary tree whose left subtrees are whole and as large as they can be. This file is the tree,
// and the state of an input that comes in pieces; blocks are compressed in the other parts.

#include "hash/blake3/blake3.h"

#include <string.h>

#include <algorithm>
#include <type_traits>

#include "core/abi.h"
#include "core/bytes.h"
#include "core/column.h"
#include "hash/abi.h"

namespace sinew {
namespace blake3 {
namespace {

// The tree has 2^54 leaves at most.
constexpr size_t kMaxDepth = 54;

// Chunks whose chaining values are merged level by level, so that few levels have few parents.
constexpr size_t kBatch = 256;

// One parent or two are sooner done in turn.
void MergePairs(const uint8_t* children, size_t count, const uint32_t* key, uint32_t flags,
                uint8_t* cvs) {
  if (count > 2) return HashParents(children, count, key, flags, cvs);
  for (; count != 0; --count, children += kBlock, cvs += kCv) {
    uint32_t cv[8];
    memcpy(cv, key, kCv);
    CompressBlock(cv, {children, 0, kBlock, flags | kParent});
    memcpy(cvs, cv, kCv);
  }
}

// The node that the output comes from: the last block of an only chunk, or the uppermost parent.
struct Node {
  uint32_t cv[8];
  alignas(16) uint8_t block[kBlock];
  uint64_t counter;
  uint32_t size;
  uint32_t flags;

  void Compress() { CompressBlock(cv, {block, counter, size, flags}); }
};

// An input that comes in pieces:
//
//   key | cv, block: the chunk under way | stack: subtrees to the left of it, largest first
//
// Each one in the binary form of `chunks` is a subtree on the stack. But where that has a single
// one and the stack would hold the root alone, it holds the root's two children, and a lone first
// chunk stays in `block`: whether a node is the root is known only when no more input follows.
class Hasher {
 public:
  void Init(const uint32_t* key, uint32_t flags) {
    memcpy(key_, key, kCv);
    flags_ = flags;
    Reset();
  }

  void Reset() {
    chunks_ = 0;
    depth_ = 0;
    StartChunk();
  }

  void Update(const uint8_t* in, size_t size);

  // Bytes [seek, seek + size) of the output.
  void Output(uint64_t seek, uint8_t* out, size_t size) const;

 private:
  size_t ChunkSize() const { return blocks_ * kBlock + block_size_; }

  void StartChunk() {
    memcpy(cv_, key_, kCv);
    blocks_ = 0;
    block_size_ = 0;
  }

  // Adds bytes to the chunk under way, which has room for them. The last block, be it full or not,
  // waits for what follows.
  void AddBytes(const uint8_t* in, size_t size);
  void AddChunks(const uint8_t* in, size_t count);

  // Adds `count` chunks by their chaining values, in front of which there is room for another and
  // behind which for kSlack.
  void AddCvs(uint8_t* cvs, size_t count);

  // Of a state that can have become the whole input: more follows.
  void MergeRoot();
  void Push(const uint8_t* cv) { memcpy(stack_ + kCv * depth_++, cv, kCv); }
  uint32_t FirstFlags() const { return blocks_ == 0 ? kChunkStart : 0; }

  void ChunkNode(Node* node) const;
  void ParentNode(const uint8_t* left, const uint8_t* right, Node* node) const;
  void RootNode(Node* node) const;

  uint32_t key_[8];
  uint32_t cv_[8];
  uint8_t block_[kBlock];
  uint32_t block_size_;
  uint32_t blocks_;  // of the chunk under way that are in its cv
  uint64_t chunks_;  // before the chunk under way
  uint32_t flags_;
  uint32_t depth_;
  uint8_t stack_[kCv * (kMaxDepth + 1)];
};

void Hasher::AddBytes(const uint8_t* in, size_t size) {
  if (size == 0) return;
  if (block_size_ != 0) {
    const size_t taken = std::min(size, kBlock - block_size_);
    memcpy(block_ + block_size_, in, taken);
    block_size_ += static_cast<uint32_t>(taken);
    if (taken == size) return;
    CompressBlocks(cv_, block_, 1, chunks_, FirstFlags(), flags_);
    ++blocks_;
    in += taken;
    size -= taken;
  }
  const size_t whole = (size - 1) / kBlock;
  if (whole != 0) CompressBlocks(cv_, in, whole, chunks_, FirstFlags(), flags_);
  blocks_ += static_cast<uint32_t>(whole);
  block_size_ = static_cast<uint32_t>(size - whole * kBlock);
  memcpy(block_, in + whole * kBlock, block_size_);
}

void Hasher::AddCvs(uint8_t* cvs, size_t count) {
  uint8_t leftovers[kCv * kMaxDepth];
  size_t leftover = 0;
  uint64_t position = chunks_;
  chunks_ += count;
  for (uint64_t width = 2;; width *= 2) {
    uint8_t* nodes = cvs;
    if (position % 2 != 0) {
      nodes -= kCv;
      memcpy(nodes, stack_ + kCv * --depth_, kCv);
      --position;
      ++count;
    }
    if (count == 1 || (position == 0 && chunks_ == width)) {
      for (size_t i = 0; i < count; ++i) Push(nodes + kCv * i);
      break;
    }
    if (count % 2 != 0) {
      memcpy(leftovers + kCv * leftover++, nodes + kCv * (count - 1), kCv);
    }
    position /= 2;
    count /= 2;
    MergePairs(nodes, count, key_, flags_, cvs);
  }
  while (leftover != 0) Push(leftovers + kCv * --leftover);
}

void Hasher::AddChunks(const uint8_t* in, size_t count) {
  alignas(64) uint8_t cvs[kCv * (2 + kBatch + kSlack)];
  HashChunks(in, count, key_, chunks_, flags_, cvs + 2 * kCv);
  AddCvs(cvs + 2 * kCv, count);
}

void Hasher::MergeRoot() {
  if (chunks_ < 2 || depth_ != 2 || (chunks_ & (chunks_ - 1)) != 0) return;
  MergePairs(stack_, 1, key_, flags_, stack_);
  depth_ = 1;
}

void Hasher::Update(const uint8_t* in, size_t size) {
  if (size == 0) return;
  if (ChunkSize() != 0) {
    const size_t taken = std::min(size, kChunk - ChunkSize());
    AddBytes(in, taken);
    in += taken;
    size -= taken;
    if (size == 0) return;
    Node node;
    ChunkNode(&node);
    node.Compress();
    uint8_t cvs[kCv * (2 + kSlack)];
    memcpy(cvs + kCv, node.cv, kCv);
    AddCvs(cvs + kCv, 1);
    StartChunk();
  }
  MergeRoot();
  if (chunks_ != 0 || size > kChunk) {
    while (size >= kChunk) {
      MergeRoot();
      const size_t count = std::min(size / kChunk, kBatch);
      AddChunks(in, count);
      in += count * kChunk;
      size -= count * kChunk;
    }
    if (size != 0) MergeRoot();
  }
  AddBytes(in, size);
}

void Hasher::ChunkNode(Node* node) const {
  memcpy(node->cv, cv_, kCv);
  memcpy(node->block, block_, block_size_);
  memset(node->block + block_size_, 0, kBlock - block_size_);
  node->counter = chunks_;
  node->size = block_size_;
  node->flags = flags_ | FirstFlags() | kChunkEnd;
}

void Hasher::ParentNode(const uint8_t* left, const uint8_t* right, Node* node) const {
  memcpy(node->block, left, kCv);
  memcpy(node->block + kCv, right, kCv);
  memcpy(node->cv, key_, kCv);
  node->counter = 0;
  node->size = kBlock;
  node->flags = flags_ | kParent;
}

void Hasher::RootNode(Node* node) const {
  size_t depth = depth_;
  if (depth == 0 || ChunkSize() != 0) {
    ChunkNode(node);
  } else {
    depth -= 2;
    ParentNode(stack_ + kCv * depth, stack_ + kCv * (depth + 1), node);
  }
  while (depth != 0) {
    --depth;
    node->Compress();
    uint8_t right[kCv];
    memcpy(right, node->cv, kCv);
    ParentNode(stack_ + kCv * depth, right, node);
  }
  node->flags |= kRoot;
}

void Hasher::Output(uint64_t seek, uint8_t* out, size_t size) const {
  Node node;
  RootNode(&node);
  if (seek == 0 && size == kCv) {
    node.counter = 0;
    node.Compress();
    memcpy(out, node.cv, kCv);
    return;
  }
  BlockInput input = {node.block, seek / kBlock, node.size, node.flags};
  size_t skip = seek % kBlock;
  while (size != 0) {
    size_t taken;
    const size_t whole = size / kBlock;
    if (skip == 0 && whole > 1) {
      taken = whole * kBlock;
      OutputBlocks(node.cv, input, whole, out);
      input.counter += whole;
    } else {
      uint8_t block[kBlock];
      OutputBlock(node.cv, input, block);
      taken = std::min(size, kBlock - skip);
      memcpy(out, block + skip, taken);
      skip = 0;
      ++input.counter;
    }
    out += taken;
    size -= taken;
  }
}

// The hash of at most a chunk.
void HashChunk(const uint32_t* key, uint32_t flags, const uint8_t* in, size_t size, uint8_t* out) {
  Node node;
  memcpy(node.cv, key, kCv);
  const size_t whole = size == 0 ? 0 : (size - 1) / kBlock;
  node.flags = flags | kChunkEnd | kRoot;
  if (whole != 0) {
    CompressBlocks(node.cv, in, whole, 0, kChunkStart, flags);
  } else {
    node.flags |= kChunkStart;
  }
  node.counter = 0;
  node.size = static_cast<uint32_t>(size - whole * kBlock);
  if (node.size == kBlock) {
    CompressBlock(node.cv, {in + whole * kBlock, 0, kBlock, node.flags});
  } else {
    memset(node.block, 0, kBlock);
    if (node.size != 0) memcpy(node.block, in + whole * kBlock, node.size);
    node.Compress();
  }
  memcpy(out, node.cv, kCv);
}

void HashWith(const uint32_t* key, uint32_t flags, const uint8_t* in, size_t size, uint8_t* out) {
  if (size <= kChunk) return HashChunk(key, flags, in, size, out);
  Hasher hasher;
  hasher.Init(key, flags);
  hasher.Update(in, size);
  hasher.Output(0, out, kCv);
}

static_assert(sizeof(Hasher) <= sizeof(sinew_blake3_state));
static_assert(alignof(Hasher) <= alignof(sinew_blake3_state));
static_assert(std::is_trivially_copyable_v<Hasher>);

Hasher* Of(sinew_blake3_state* state) { return reinterpret_cast<Hasher*>(state); }
const Hasher* Of(const sinew_blake3_state* state) { return reinterpret_cast<const Hasher*>(state); }

// Loads a key; false if it does not have the right size.
bool LoadKey(const void* key, size_t size, uint32_t* words) {
  if (key == nullptr || size != SINEW_BLAKE3_KEY_SIZE) return false;
  memcpy(words, key, size);
  return true;
}

// The key that a context gives to the hash of the material.
void ContextKey(const void* context, size_t size, uint32_t* key) {
  HashWith(kIv, kDeriveKeyContext, static_cast<const uint8_t*>(context), size,
           reinterpret_cast<uint8_t*>(key));
}

}  // namespace

void Hash(const uint8_t* in, size_t size, uint8_t* out) { HashWith(kIv, 0, in, size, out); }

}  // namespace blake3
}  // namespace sinew

// SINEW_CHAPTER BLAKE3
//
// A cryptographic hash (O'Connor, Aumasson, Neves, Wilcox-O'Hearn 2020,
// https://github.com/BLAKE3-team/BLAKE3-specs): nobody is known to be able to find two inputs with
// the same hash, so it is fit as a name for content. With a key it is a message authentication code
// and a pseudorandom function. It is too fast to protect passwords.

// Writes the hash of `size` bytes to `out`, SINEW_BLAKE3_HASH_SIZE bytes, which may overlap `in`.
SINEW_API void sinew_blake3(const void* in, size_t size, void* out) SINEW_NOEXCEPT {
  sinew::blake3::Hash(static_cast<const uint8_t*>(in), size, static_cast<uint8_t*>(out));
}

// Writes the hash of `size` bytes under a key of SINEW_BLAKE3_KEY_SIZE bytes to `out`,
// SINEW_BLAKE3_HASH_SIZE bytes. Nobody who does not know the key can predict a hash or choose
// inputs that have the same one. Compare authentication codes in constant time.
//
// Returns SINEW_STATUS_INVALID_ARGUMENT and writes nothing if `key_size` is not
// SINEW_BLAKE3_KEY_SIZE or `key` is null.
SINEW_API sinew_status sinew_blake3_keyed(const void* in, size_t size, const void* key,
                                          size_t key_size, void* out) SINEW_NOEXCEPT {
  uint32_t words[8];
  if (!sinew::blake3::LoadKey(key, key_size, words)) return SINEW_STATUS_INVALID_ARGUMENT;
  sinew::blake3::HashWith(words, sinew::blake3::kKeyedHash, static_cast<const uint8_t*>(in), size,
                          static_cast<uint8_t*>(out));
  return SINEW_STATUS_OK;
}

// Derives a key of `out_size` bytes from the `size` bytes of key material at `in`, and writes it to
// `out`. The context is a text that is fixed in the program and used nowhere else, such as
// "example.com 2026-03-01 session tokens v1": keys of different contexts say nothing about each
// other. The material must be hard to guess; a password is not.
//
// Returns SINEW_STATUS_INVALID_ARGUMENT and writes nothing if `out_size` is 0 or `out` is null.
SINEW_API sinew_status sinew_blake3_derive_key(const void* in, size_t size, const void* context,
                                               size_t context_size, void* out,
                                               size_t out_size) SINEW_NOEXCEPT {
  using namespace sinew::blake3;
  if (out == nullptr || out_size == 0) return SINEW_STATUS_INVALID_ARGUMENT;
  const uint8_t* material = static_cast<const uint8_t*>(in);
  uint8_t* bytes = static_cast<uint8_t*>(out);
  uint32_t key[8];
  ContextKey(context, context_size, key);
  if (out_size == kCv) {
    HashWith(key, kDeriveKeyMaterial, material, size, bytes);
    return SINEW_STATUS_OK;
  }
  Hasher hasher;
  hasher.Init(key, kDeriveKeyMaterial);
  hasher.Update(material, size);
  hasher.Output(0, bytes, out_size);
  return SINEW_STATUS_OK;
}

// Starts the hash of an input that comes in pieces. How it is cut into pieces does not change its
// hash.
SINEW_API void sinew_blake3_init(sinew_blake3_state* state) SINEW_NOEXCEPT {
  sinew::blake3::Of(state)->Init(sinew::blake3::kIv, 0);
}

// Starts a hash under a key, as sinew_blake3_keyed computes it. The state keeps a copy of the key.
//
// Returns SINEW_STATUS_INVALID_ARGUMENT and leaves the state as it was if `key_size` is not
// SINEW_BLAKE3_KEY_SIZE or `key` is null.
SINEW_API sinew_status sinew_blake3_init_keyed(sinew_blake3_state* state, const void* key,
                                               size_t key_size) SINEW_NOEXCEPT {
  uint32_t words[8];
  if (!sinew::blake3::LoadKey(key, key_size, words)) return SINEW_STATUS_INVALID_ARGUMENT;
  sinew::blake3::Of(state)->Init(words, sinew::blake3::kKeyedHash);
  return SINEW_STATUS_OK;
}

// Starts the derivation of a key, as sinew_blake3_derive_key does it: the key material is added
// with sinew_blake3_update, and sinew_blake3_output gives the key.
SINEW_API void sinew_blake3_init_derive_key(sinew_blake3_state* state, const void* context,
                                            size_t context_size) SINEW_NOEXCEPT {
  uint32_t key[8];
  sinew::blake3::ContextKey(context, context_size, key);
  sinew::blake3::Of(state)->Init(key, sinew::blake3::kDeriveKeyMaterial);
}

// Adds `size` bytes to the input. Pieces of 32 KiB and more are hashed at full speed.
SINEW_API void sinew_blake3_update(sinew_blake3_state* state, const void* in,
                                   size_t size) SINEW_NOEXCEPT {
  sinew::blake3::Of(state)->Update(static_cast<const uint8_t*>(in), size);
}

// Writes the hash of the input so far to `out`, SINEW_BLAKE3_HASH_SIZE bytes. More can be added
// after it.
SINEW_API void sinew_blake3_digest(const sinew_blake3_state* state, void* out) SINEW_NOEXCEPT {
  sinew::blake3::Of(state)->Output(0, static_cast<uint8_t*>(out), SINEW_BLAKE3_HASH_SIZE);
}

// Writes bytes [seek, seek + size) of the extended output of the input so far to `out`. Its first
// SINEW_BLAKE3_HASH_SIZE bytes are the hash; more bytes do not make it safer. More input can be
// added after it.
//
// Returns SINEW_STATUS_INVALID_ARGUMENT and writes nothing if `size` is 0, `out` is null, or
// seek + size does not fit 64 bits.
SINEW_API sinew_status sinew_blake3_output(const sinew_blake3_state* state, uint64_t seek,
                                           void* out, size_t size) SINEW_NOEXCEPT {
  if (out == nullptr || size == 0 || size > UINT64_MAX - seek) {
    return SINEW_STATUS_INVALID_ARGUMENT;
  }
  sinew::blake3::Of(state)->Output(seek, static_cast<uint8_t*>(out), size);
  return SINEW_STATUS_OK;
}

// Starts over with the same key or context.
SINEW_API void sinew_blake3_reset(sinew_blake3_state* state) SINEW_NOEXCEPT {
  sinew::blake3::Of(state)->Reset();
}

// Writes the hash of every row to `out`: SINEW_BLAKE3_HASH_SIZE bytes a row, end to end, zeros for
// null rows. Rows of up to 1024 bytes are hashed side by side, whatever their lengths.
SINEW_API sinew_result sinew_blake3_many(const sinew_column* column, void* out) SINEW_NOEXCEPT {
  const sinew_result refused = sinew::CheckColumnAndOut(column, out);
  if (refused.status != SINEW_STATUS_OK) return refused;
  sinew::blake3::HashRows(*column, static_cast<uint8_t*>(out));
  return {column->count, SINEW_STATUS_OK};
}
