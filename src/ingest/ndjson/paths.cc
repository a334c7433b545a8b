#include "ingest/ndjson/paths.h"

#include <string.h>

#include "core/status.h"
#include "encoding/utf8.h"

namespace sinew {
namespace {

// What is wrong with a path, and where; null if nothing is.
const char* FaultOf(const char* path, size_t* at) {
  const size_t size = strlen(path);
  *at = 0;
  if (size == 0) return "is empty";
  const size_t valid = ValidUtf8Prefix(AsBytes(path), size);
  if (valid != size) {
    *at = valid;
    return "is not UTF-8";
  }
  const bool is_pointer = path[0] == '/';
  for (size_t i = 0; i < size; ++i) {
    *at = i;
    if (is_pointer) {
      if (path[i] == '~' && path[i + 1] != '0' && path[i + 1] != '1') return "has ~ without 0 or 1";
    } else if (path[i] == '.' && (i == 0 || path[i - 1] == '.')) {
      return "has an empty name";
    } else if (path[i] == '.' && i + 1 == size) {
      *at = size;
      return "has an empty name";
    }
  }
  return nullptr;
}

// The index that a name stands for in an array.
uint32_t IndexOf(Bytes name) {
  if (name.size == 0 || name.size > 9 || (name.size > 1 && name.data[0] == '0')) {
    return JsonPaths::kNone;
  }
  uint32_t index = 0;
  for (size_t i = 0; i < name.size; ++i) {
    if (name.data[i] < '0' || name.data[i] > '9') return JsonPaths::kNone;
    index = index * 10 + (name.data[i] - uint32_t{'0'});
  }
  return index;
}

}  // namespace

uint32_t JsonPaths::AddChild(uint32_t parent, Bytes name) {
  const uint32_t found = nodes_[parent].first_child == kNone ? kNone : Find(parent, name);
  if (found != kNone) return found;
  const uint32_t added = static_cast<uint32_t>(node_count_++);
  nodes_[added] = {name, IndexOf(name), parent, kNone, kNone, kNone, kNone, 0, 0, 0, 0, kNone, 0};
  Node& node = nodes_[parent];
  if (node.first_child == kNone) {
    node.first_child = node.hint = added;
  } else {
    nodes_[node.last_child].next = added;
  }
  node.last_child = added;
  node.sizes |= uint64_t{1} << name.size % 64;
  return added;
}

void JsonPaths::AddPath(const char* path, uint32_t field) {
  const bool is_pointer = path[0] == '/';
  const char separator = is_pointer ? '/' : '.';
  if (is_pointer) ++path;
  uint32_t node = kRoot;
  for (;; ++path) {
    uint8_t* const name = names_ + names_size_;
    uint8_t* end = name;
    for (; *path != 0 && *path != separator; ++path) {
      if (is_pointer && *path == '~') {
        *end++ = *++path == '0' ? '~' : '/';
      } else {
        *end++ = static_cast<uint8_t>(*path);
      }
    }
    names_size_ = static_cast<size_t>(end - names_);
    node = AddChild(node, {name, static_cast<size_t>(end - name)});
    if (*path == 0) break;
  }
  lists_[field] = nodes_[node].first_field;
  nodes_[node].first_field = field;
}

void JsonPaths::Order() {
  uint32_t place = 0;
  uint32_t at = kRoot;
  for (;;) {
    Node& node = nodes_[at];
    node.begin = place;
    for (uint32_t f = node.first_field; f != kNone; f = lists_[f]) order_[place++] = f;
    node.own_end = node.end = place;
    if (node.first_child != kNone) {
      at = node.first_child;
      continue;
    }
    while (nodes_[at].next == kNone && at != kRoot) {
      at = nodes_[at].parent;
      nodes_[at].end = place;
    }
    if (at == kRoot) return;
    at = nodes_[at].next;
  }
}

sinew_status JsonPaths::Init(const sinew_decoder_options& options, Memory* memory,
                             sinew_error* error) {
  node_capacity_ = 1;
  names_capacity_ = 1;
  field_count_ = options.field_count;
  for (size_t i = 0; i < field_count_; ++i) {
    const char* const path = options.fields[i].path;
    size_t at;
    if (const char* const fault = FaultOf(path, &at)) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, i,
                  "options.fields[%zu].path: byte %zu: it %s", i, at, fault);
    }
    const char separator = path[0] == '/' ? '/' : '.';
    for (const char* c = path; *c != 0; ++c) node_capacity_ += *c == separator;
    ++node_capacity_;
    names_capacity_ += strlen(path);
  }
  const size_t sizes[] = {node_capacity_ * sizeof(Node), field_count_ * sizeof(uint32_t),
                          field_count_ * sizeof(uint32_t), names_capacity_};
  void* blocks[4];
  for (size_t i = 0; i < 4; ++i) {
    const sinew_status status = memory->Allocate(sizes[i], &blocks[i]);
    if (status == SINEW_STATUS_OK) continue;
    while (i-- > 0) memory->Free(blocks[i], sizes[i]);
    return FailGrowth(error, status, *memory);
  }
  nodes_ = static_cast<Node*>(blocks[0]);
  order_ = static_cast<uint32_t*>(blocks[1]);
  lists_ = static_cast<uint32_t*>(blocks[2]);
  names_ = static_cast<uint8_t*>(blocks[3]);
  nodes_[kRoot] = {{names_, 0}, kNone, kNone, kNone, kNone, kNone, kNone, 0, 0, 0, 0, kNone, 0};
  node_count_ = 1;
  // Backwards, because the lists of fields grow at their front.
  for (size_t i = field_count_; i-- > 0;) {
    AddPath(options.fields[i].path, static_cast<uint32_t>(i));
  }
  Order();
  return SINEW_STATUS_OK;
}

void JsonPaths::Destroy(Memory* memory) {
  memory->Free(nodes_, node_capacity_ * sizeof(Node));
  memory->Free(order_, field_count_ * sizeof(uint32_t));
  memory->Free(lists_, field_count_ * sizeof(uint32_t));
  memory->Free(names_, names_capacity_);
}

}  // namespace sinew
