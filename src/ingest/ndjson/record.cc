#include "ingest/ndjson/record.h"

#include <string.h>

#include <algorithm>

#include "ingest/ndjson/text.h"

namespace sinew {

sinew_status JsonReader::Init(const sinew_decoder_options& options, size_t max_depth, bool validate,
                              Memory* memory, sinew_error* error) {
  validate_ = tokens_.escapes = validate;
  const sinew_status status = paths_.Init(options, memory, error);
  if (status != SINEW_STATUS_OK) return status;
  slot_count_ = options.field_count;
  max_depth_ = max_depth;
  // An escape takes two bytes for one at least, six for three, and twelve for four.
  for (size_t i = 0; i < options.field_count; ++i) {
    name_capacity_ = std::max(name_capacity_, 6 * strlen(options.fields[i].path) + 4);
  }
  void* blocks[6];
  const size_t sizes[6] = {slot_count_ * sizeof(JsonSlot),
                           max_depth_ * sizeof(Level),
                           name_capacity_,
                           kJsonTokens,
                           kJsonTokens * sizeof(uint16_t),
                           kJsonEscapeBits};
  for (size_t i = 0; i < 6; ++i) {
    const sinew_status allocated = memory->Allocate(sizes[i], &blocks[i]);
    if (allocated == SINEW_STATUS_OK) continue;
    while (i-- > 0) memory->Free(blocks[i], sizes[i]);
    return FailGrowth(error, allocated, *memory);
  }
  slots_ = static_cast<JsonSlot*>(blocks[0]);
  levels_ = static_cast<Level*>(blocks[1]);
  name_ = static_cast<uint8_t*>(blocks[2]);
  tokens_.kinds = static_cast<uint8_t*>(blocks[3]);
  tokens_.positions = static_cast<uint16_t*>(blocks[4]);
  tokens_.escape_bits = static_cast<uint8_t*>(blocks[5]);
  return SINEW_STATUS_OK;
}

void JsonReader::Destroy(Memory* memory) {
  paths_.Destroy(memory);
  memory->Free(slots_, slot_count_ * sizeof(JsonSlot));
  memory->Free(levels_, max_depth_ * sizeof(Level));
  memory->Free(name_, name_capacity_);
  memory->Free(tokens_.kinds, kJsonTokens);
  memory->Free(tokens_.positions, kJsonTokens * sizeof(uint16_t));
  memory->Free(tokens_.escape_bits, kJsonEscapeBits);
}

bool JsonReader::Fill() {
  do {
    if (tokens_.next == tokens_.size) {
      is_end_ = true;
      return false;
    }
    FillJsonTokens(&tokens_);
  } while (tokens_.count == 0);
  return true;
}

void JsonReader::NoteFault(size_t at, sinew_reject_reason reason) {
  if (reason_ != 0) return;
  fault_ = at;
  reason_ = reason;
}

JsonReader::Outcome JsonReader::Fault(sinew_reject_reason reason) {
  if (is_end_) return Outcome::kMore;
  NoteFault(Here(), reason);
  return Outcome::kFault;
}

// Goes on to the quote that ends a string; false if another token comes first.
bool JsonReader::ReadString() {
  for (;;) {
    const uint8_t kind = Next();
    if (kind == '"') return true;
    if (kind != kJsonEscape) return false;
    const size_t at = Here();
    const uint8_t* const escape = tokens_.in + at;
    const size_t left = tokens_.size - at;
    if (JsonEscapeAt(escape, left).size == 0 && !IsCutOffJsonEscape(escape, left)) {
      NoteFault(at, SINEW_REJECT_SYNTAX);
    }
  }
}

// A value of a node is met: what an earlier one of the same name had does not count.
void JsonReader::Enter(uint32_t index) {
  JsonPaths::Node& node = paths_.node(index);
  if (node.record == record_) {
    for (uint32_t i = node.begin; i < node.end; ++i) slots_[paths_.field_at(i)].kind = 0;
  }
  node.record = record_;
}

void JsonReader::Note(uint32_t index, JsonSlot slot) {
  const JsonPaths::Node& node = paths_.node(index);
  for (uint32_t i = node.begin; i < node.own_end; ++i) slots_[paths_.field_at(i)] = slot;
}

uint32_t JsonReader::FindName(uint32_t parent, Bytes name) {
  if (!HasJsonEscape(name)) return paths_.Find(parent, name);
  if (name.size > name_capacity_ || FindBadEscape(name) != name.size) return JsonPaths::kNone;
  size_t size, fault;
  if (UnescapeJson(name, name_, &size, &fault) != 0) return JsonPaths::kNone;
  return paths_.Find(parent, {name_, size});
}

JsonReader::Outcome JsonReader::ReadObject() {
  constexpr uint32_t kNone = JsonPaths::kNone;
  constexpr sinew_reject_reason kSyntax = SINEW_REJECT_SYNTAX;
  const uint8_t* const in = tokens_.in;
  const auto position = [](size_t at) { return static_cast<uint32_t>(at); };
  ++record_;
  for (size_t i = 0; i < slot_count_; ++i) slots_[i].kind = 0;
  size_t depth = 0;
  // The node of the innermost level, and of the value that comes.
  uint32_t node = JsonPaths::kRoot, child = kNone;
  uint8_t kind;

begin_object:
  if (depth == max_depth_) return Fault(SINEW_REJECT_DEPTH);
  levels_[depth++] = {node, kNone};
  kind = Next();
  if (kind == '}') goto close;

name: {
  if (kind != '"') return Fault(kSyntax);
  const size_t begin = Here() + 1;
  if (!ReadString()) return Fault(kSyntax);
  child = node == kNone ? kNone : FindName(node, {in + begin, Here() - begin});
  if (Next() != ':') return Fault(kSyntax);
  kind = Next();
}

value:
  if (child != kNone) Enter(child);
  switch (kind) {
    case kJsonScalar: {
      const size_t at = Here();
      if (child != kNone) Note(child, {position(at), 0, kind});
      if (validate_) {
        const Bytes text = JsonScalarAt(in + at, in + tokens_.size);
        // At the end of the text it may go on.
        if (at + text.size < tokens_.size && !IsJsonScalar(text)) NoteFault(at, kSyntax);
      }
      break;
    }
    case '"': {
      const size_t begin = Here() + 1;
      if (!ReadString()) return Fault(kSyntax);
      if (child != kNone) Note(child, {position(begin), position(Here()), kind});
      break;
    }
    case '{':
    case '[':
      node = kNone;
      if (child != kNone) {
        Note(child, {position(Here()), 0, kind});
        if (paths_.node(child).first_child != kNone) node = child;
      }
      if (kind == '{') goto begin_object;
      if (depth == max_depth_) return Fault(SINEW_REJECT_DEPTH);
      levels_[depth++] = {node, 0};
      kind = Next();
      if (kind == ']') goto close;
      child = node == kNone ? kNone : paths_.FindIndex(node, 0);
      goto value;
    default:
      return Fault(kSyntax);
  }

after_value: {
  Level& level = levels_[depth - 1];
  kind = Next();
  if (level.index == kNone) {
    if (kind == '}') goto close;
    if (kind != ',') return Fault(kSyntax);
    kind = Next();
    goto name;
  }
  if (kind == ']') goto close;
  if (kind != ',') return Fault(kSyntax);
  // The last index is never reached by a record.
  ++level.index;
  child = node == kNone ? kNone : paths_.FindIndex(node, level.index);
  kind = Next();
  goto value;
}

close:
  if (--depth == 0) return Outcome::kWhole;
  node = levels_[depth - 1].node;
  goto after_value;
}

}  // namespace sinew
