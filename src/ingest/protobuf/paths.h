#ifndef SINEW_INGEST_PROTOBUF_PATHS_H_
#define SINEW_INGEST_PROTOBUF_PATHS_H_

#include "core/memory.h"
#include "ingest/decoder/decoder.h"

// The paths of all fields as a tree of messages. For the paths 1, 3.2 and 3.7:
//
//   record --> ops: | tag 8: varint of column 0 | ... | tag 26: message --> ops: | 16: column 1 |
//   ...
//
// What is to be done with a field of a record is found by its tag, which is the field's number and
// wire type in one: an op. Small tags index the ops; those of large numbers are searched for.

namespace sinew {

enum class OpKind : uint8_t {
  // Fields that are not wanted, by wire type; kFault is what no message may have.
  kSkipVarint,
  kSkip64,
  kSkipBytes,
  kSkipGroup,
  kFault,
  kSkip32,
  // A message that has wanted fields.
  kMessage,
  // A value that becomes one of `field` without further ado.
  kBool,
  kVarint32,
  kVarint64,
  kZigzag32,
  kZigzag64,
  kFixed32,
  kFixed64,
  kString,
  kLargeString,
  kBinary,
  kLargeBinary,
  // A value that wants a closer look; `node` has the fields.
  kAny,
};

struct Op {
  OpKind kind;
  uint8_t field;
  uint16_t node;
};

// The ops of a number, by wire type.
struct NumberOps {
  uint32_t number;
  Op ops[8];
};

// Fields that are not wanted, by wire type.
constexpr Op kNotWanted[8] = {
    {OpKind::kSkipVarint, 0, 0}, {OpKind::kSkip64, 0, 0}, {OpKind::kSkipBytes, 0, 0},
    {OpKind::kSkipGroup, 0, 0},  {OpKind::kFault, 0, 0},  {OpKind::kSkip32, 0, 0},
    {OpKind::kFault, 0, 0},      {OpKind::kFault, 0, 0},
};

struct PathNode {
  static constexpr uint16_t kNone = UINT16_MAX;

  uint32_t number;
  // The first node and field of its lists; PathNode::next, PathTree::NextField.
  uint16_t child, field;
  uint16_t next;
  // Numbers below kIndexed.
  const Op* ops;
  uint32_t op_count;
  // The others, in ascending order.
  uint32_t large_count;
  const NumberOps* large;

  Op At(uint32_t tag) const {
    if (tag < op_count) return ops[tag];
    return large_count == 0 ? kNotWanted[tag & 7] : Find(tag);
  }
  Op Find(uint32_t tag) const;
};

// The number of numbers in a path; 0 if it is not one.
size_t PathLength(const char* path);

class PathTree {
 public:
  static constexpr uint32_t kIndexed = 64;

  // ops_of_fields[i] is the op of field i for values of wire type wires[i]. The paths are good.
  sinew_status Init(Memory& memory, const sinew_field* fields, size_t count,
                    const Op* ops_of_fields, const uint32_t* wires);
  void Free(Memory& memory);

  const PathNode* root() const { return nodes_; }
  const PathNode& node(size_t index) const { return nodes_[index]; }
  uint16_t NextField(size_t field) const { return next_fields_[field]; }

 private:
  uint16_t ChildOf(uint16_t parent, uint32_t number);
  void FillOps(const Op* ops_of_fields, const uint32_t* wires);
  void OpsOf(const PathNode& node, const Op* ops_of_fields, const uint32_t* wires, Op* ops) const;

  PathNode* nodes_ = nullptr;
  size_t node_count_ = 0, node_capacity_ = 0;
  uint16_t next_fields_[SINEW_DECODER_MAX_FIELDS];
  Op* ops_ = nullptr;
  size_t op_count_ = 0;
  NumberOps* large_ = nullptr;
  size_t large_count_ = 0;
};

}  // namespace sinew

#endif  // SINEW_INGEST_PROTOBUF_PATHS_H_
