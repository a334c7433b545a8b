#ifndef SINEW_INGEST_NDJSON_PATHS_H_
#define SINEW_INGEST_NDJSON_PATHS_H_

#include "core/bytes.h"
#include "core/memory.h"
#include "ingest/abi.h"

// The paths of the fields as a tree: a node for each name on the way to one.
//
//   /user/id, /user/name, /delay      root --> user --> id
//                                       |       `----> name
//                                       `----> delay
//
// `order` has the fields as one meets them going through the tree in depth, so that those of a node
// and everything below it are next to each other.

namespace sinew {

class JsonPaths {
 public:
  static constexpr uint32_t kRoot = 0;
  static constexpr uint32_t kNone = UINT32_MAX;

  struct Node {
    Bytes name;
    uint32_t index;  // in an array; kNone if the name is no number
    uint32_t parent, first_child, last_child, next;
    uint32_t first_field;  // while the tree is made, the first of a list
    // In `order`: the fields of the node itself, then those below it.
    uint32_t begin, own_end, end;
    uint64_t sizes;   // of the children's names, modulo 64
    uint32_t hint;    // the child that is probably next
    uint64_t record;  // the last one that had it
  };

  // Reads the paths; on failure nothing is kept.
  sinew_status Init(const sinew_decoder_options& options, Memory* memory, sinew_error* error);
  void Destroy(Memory* memory);

  Node& node(uint32_t index) { return nodes_[index]; }
  uint32_t field_at(uint32_t place) const { return order_[place]; }

  // Whether a child may have a name of that size.
  bool HasSize(uint32_t parent, size_t size) const {
    return (nodes_[parent].sizes >> size % 64 & 1) != 0;
  }
  // The child of that name, or kNone.
  uint32_t Find(uint32_t parent, Bytes name) {
    Node& node = nodes_[parent];
    if (!HasSize(parent, name.size)) return kNone;
    if (node.hint != kNone && IsNamed(node.hint, name)) return Found(node, node.hint);
    for (uint32_t i = node.first_child; i != kNone; i = nodes_[i].next) {
      if (IsNamed(i, name)) return Found(node, i);
    }
    return kNone;
  }
  uint32_t FindIndex(uint32_t parent, uint32_t index) const {
    for (uint32_t i = nodes_[parent].first_child; i != kNone; i = nodes_[i].next) {
      if (nodes_[i].index == index) return i;
    }
    return kNone;
  }

 private:
  bool IsNamed(uint32_t index, Bytes name) const {
    const Bytes own = nodes_[index].name;
    return own.size == name.size && memcmp(own.data, name.data, name.size) == 0;
  }
  uint32_t Found(Node& node, uint32_t child) {
    node.hint = nodes_[child].next != kNone ? nodes_[child].next : node.first_child;
    return child;
  }
  uint32_t AddChild(uint32_t parent, Bytes name);
  void AddPath(const char* path, uint32_t field);
  void Order();

  Node* nodes_ = nullptr;
  uint32_t* order_ = nullptr;
  uint32_t* lists_ = nullptr;  // by field, the next one of the same node
  uint8_t* names_ = nullptr;
  size_t node_count_ = 0, node_capacity_ = 0, field_count_ = 0;
  size_t names_size_ = 0, names_capacity_ = 0;
};

}  // namespace sinew

#endif  // SINEW_INGEST_NDJSON_PATHS_H_
