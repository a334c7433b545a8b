#include "ingest/protobuf/paths.h"

#include <algorithm>

#include "ingest/protobuf/wire.h"

namespace sinew {
namespace {

// Reads the number at *path and moves *path behind it; 0 if there is none.
uint32_t ReadNumber(const char** path) {
  uint64_t number = 0;
  if (**path == '0') return 0;
  for (; **path >= '0' && **path <= '9'; ++*path) {
    number = 10 * number + static_cast<uint64_t>(**path - '0');
    if (number > kMaxFieldNumber) return 0;
  }
  return static_cast<uint32_t>(number);
}

}  // namespace

size_t PathLength(const char* path) {
  for (size_t length = 1;; ++length) {
    if (ReadNumber(&path) == 0) return 0;
    if (*path == 0) return length;
    if (*path++ != '.') return 0;
  }
}

Op PathNode::Find(uint32_t tag) const {
  const uint32_t number = tag >> 3;
  const NumberOps* first = large;
  for (size_t count = large_count; count != 0;) {
    const size_t half = count / 2;
    if (first[half].number < number) {
      first += half + 1;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  const bool found = first != large + large_count && first->number == number;
  return found ? first->ops[tag & 7] : kNotWanted[tag & 7];
}

uint16_t PathTree::ChildOf(uint16_t parent, uint32_t number) {
  for (uint16_t i = nodes_[parent].child; i != PathNode::kNone; i = nodes_[i].next) {
    if (nodes_[i].number == number) return i;
  }
  const uint16_t child = static_cast<uint16_t>(node_count_++);
  nodes_[child] = {number, PathNode::kNone, PathNode::kNone, nodes_[parent].child, nullptr, 0,
                   0,      nullptr};
  nodes_[parent].child = child;
  return child;
}

void PathTree::OpsOf(const PathNode& node, const Op* ops_of_fields, const uint32_t* wires,
                     Op* ops) const {
  const uint16_t index = static_cast<uint16_t>(&node - nodes_);
  const bool has_field = node.field != PathNode::kNone;
  const bool has_child = node.child != PathNode::kNone;
  for (uint32_t wire = 0; wire < 8; ++wire) {
    Op& op = ops[wire];
    op = kNotWanted[wire];
    if (op.kind == OpKind::kFault) continue;
    if (has_field) {
      const bool is_simple =
          next_fields_[node.field] == PathNode::kNone && !has_child && wires[node.field] == wire;
      op = is_simple ? ops_of_fields[node.field] : Op{OpKind::kAny, 0, 0};
      op.node = index;
    } else if (wire == kWireBytes) {
      op = {OpKind::kMessage, 0, index};
    }
  }
}

void PathTree::FillOps(const Op* ops_of_fields, const uint32_t* wires) {
  Op* ops = ops_;
  NumberOps* large = large_;
  for (size_t i = 0; i < node_count_; ++i) {
    PathNode& node = nodes_[i];
    if (i != 0 && node.child == PathNode::kNone) continue;
    node.ops = ops;
    node.large = large;
    for (uint32_t tag = 0; tag < node.op_count; ++tag) ops[tag] = kNotWanted[tag % 8];
    // 0 is no number.
    for (uint32_t tag = 0; tag < 8; ++tag) ops[tag] = {OpKind::kFault, 0, 0};
    for (uint16_t c = node.child; c != PathNode::kNone; c = nodes_[c].next) {
      if (nodes_[c].number < kIndexed) {
        OpsOf(nodes_[c], ops_of_fields, wires, ops + 8 * nodes_[c].number);
      } else {
        large->number = nodes_[c].number;
        OpsOf(nodes_[c], ops_of_fields, wires, large->ops);
        ++large;
      }
    }
    std::sort(large - node.large_count, large,
              [](const NumberOps& a, const NumberOps& b) { return a.number < b.number; });
    ops += node.op_count;
  }
}

sinew_status PathTree::Init(Memory& memory, const sinew_field* fields, size_t count,
                            const Op* ops_of_fields, const uint32_t* wires) {
  node_capacity_ = 1;
  for (size_t i = 0; i < count; ++i) node_capacity_ += PathLength(fields[i].path);
  sinew_status status = memory.AllocateArray(node_capacity_, &nodes_);
  if (status != SINEW_STATUS_OK) return status;
  nodes_[0] = {0, PathNode::kNone, PathNode::kNone, PathNode::kNone, nullptr, 0, 0, nullptr};
  node_count_ = 1;
  // Backwards, so that the fields of a path are in their order.
  for (size_t i = count; i-- > 0;) {
    const char* path = fields[i].path;
    uint16_t node = 0;
    for (;; ++path) {
      node = ChildOf(node, ReadNumber(&path));
      if (*path == 0) break;
    }
    next_fields_[i] = nodes_[node].field;
    nodes_[node].field = static_cast<uint16_t>(i);
  }
  for (size_t i = 0; i < node_count_; ++i) {
    PathNode& node = nodes_[i];
    if (i != 0 && node.child == PathNode::kNone) continue;
    node.op_count = 8;
    for (uint16_t c = node.child; c != PathNode::kNone; c = nodes_[c].next) {
      if (nodes_[c].number < kIndexed) {
        node.op_count = std::max(node.op_count, 8 * nodes_[c].number + 8);
      } else {
        ++node.large_count;
      }
    }
    op_count_ += node.op_count;
    large_count_ += node.large_count;
  }
  status = memory.AllocateArray(op_count_, &ops_);
  if (status == SINEW_STATUS_OK) status = memory.AllocateArray(large_count_ + 1, &large_);
  if (status == SINEW_STATUS_OK) FillOps(ops_of_fields, wires);
  return status;
}

void PathTree::Free(Memory& memory) {
  memory.FreeArray(nodes_, node_capacity_);
  memory.FreeArray(ops_, op_count_);
  memory.FreeArray(large_, large_count_ + 1);
}

}  // namespace sinew
