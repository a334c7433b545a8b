#include "ingest/ndjson/layout.h"

#include <algorithm>
#include <limits>

#include "core/type.h"
#include "ingest/ndjson/record.h"
#include "ingest/ndjson/store.h"
#include "ingest/ndjson/text.h"

namespace sinew {

bool use_json_layouts = true;

namespace {

JsonLayout::Value ValueOf(const DecoderField& field, uint8_t kind, size_t token) {
  using Action = JsonLayout::Action;
  const bool is_string = kind == '"';
  JsonLayout::Value value = {Action::kOther, is_string, field.type, static_cast<uint16_t>(token)};
  const TypeInfo& type = InfoOf(field.type);
  if (is_string) {
    if (type.kind == TypeKind::kString && !IsRaw(field)) value.action = Action::kString;
    return value;
  }
  const bool is_time = type.kind == TypeKind::kTime && field.type != SINEW_TYPE_DATE32;
  if (is_time && field.flags == 0) {
    value.type = type.width == 8 ? SINEW_TYPE_I64 : SINEW_TYPE_I32;
    value.action = Action::kNumber;
  } else if (type.kind == TypeKind::kInteger || type.kind == TypeKind::kFloat) {
    value.action = Action::kNumber;
  }
  return value;
}

// Collects the text of a record that is the same in others.
class Pieces {
 public:
  explicit Pieces(JsonLayout* layout) : layout_(layout) {}

  void Add(const uint8_t* begin, const uint8_t* end, JsonLayout::Gap gap, size_t token) {
    constexpr size_t kMost = JsonLayout::kPieceBytes;
    for (; static_cast<size_t>(end - begin) > kMost; begin += kMost) {
      AddPiece(begin, kMost, JsonLayout::Gap::kNone, 0);
    }
    AddPiece(begin, static_cast<size_t>(end - begin), gap, token);
  }
  void End() {
    if (count_ <= JsonLayout::kMostPieces) layout_->piece_count = count_;
  }

 private:
  void AddPiece(const uint8_t* text, size_t size, JsonLayout::Gap gap, size_t token) {
    layout_->least_size += size;
    if (count_++ >= JsonLayout::kMostPieces) return;
    JsonLayout::Piece& piece = layout_->pieces[count_ - 1];
    piece = {{}, static_cast<uint8_t>(size), gap, static_cast<uint16_t>(token)};
    memcpy(piece.text.data(), text, size);
  }

  JsonLayout* const layout_;
  size_t count_ = 0;
};

void AddName(Bytes name, size_t token, JsonLayout* layout) {
  JsonLayout::Name& kept = layout->names[layout->name_count++];
  kept = {};
  memcpy(kept.text.data(), name.data - 1, name.size + 2);
  memset(kept.mask.data(), 0xFF, name.size + 2);
  kept.token = static_cast<uint16_t>(token);
}

JsonLayout::Other Compare(const JsonLayout& layout, const JsonLayout& other) {
  const size_t most = std::min(layout.piece_count, other.piece_count);
  for (size_t i = 0; i < most; ++i) {
    const JsonLayout::Piece &piece = layout.pieces[i], &peer = other.pieces[i];
    const size_t size = std::min(piece.size, peer.size);
    const bool excludes = memcmp(piece.text.data(), peer.text.data(), size) != 0;
    if (excludes || piece.size != peer.size || piece.gap != peer.gap) return {i, excludes};
  }
  return {most, false};
}

}  // namespace

void CompareJsonLayouts(JsonLayout* layouts, size_t learned) {
  for (size_t i = 0; i < kJsonLayouts; ++i) {
    const JsonLayout::Other other = Compare(layouts[i], layouts[learned]);
    layouts[i].layouts[learned] = layouts[learned].layouts[i] = other;
  }
}

bool JsonReader::Learn(size_t first, size_t last, const DecoderField* fields, JsonLayout* layout) {
  constexpr uint32_t kNone = JsonPaths::kNone;
  layout->Clear();
  const size_t count = last - first;
  if (count > JsonLayout::kMostTokens) return false;
  const uint8_t* const kinds = tokens_.kinds + first;
  layout->mask = {};
  layout->size_mask = {};
  memcpy(layout->kinds.data(), kinds, count);
  memset(layout->mask.data(), 0xFF, count);
  layout->size_end = layout->name_count = layout->other_count = layout->scalar_count = 0;
  Pieces pieces(layout);
  const uint8_t* text_begin = tokens_.in + tokens_.PositionOf(first);
  for (size_t i = 0; i < slot_count_; ++i) {
    layout->values[i] = {JsonLayout::Action::kNull, false, fields[i].type, 0};
  }
  ++record_;
  size_t depth = 0;
  bool is_name = false;
  // Of the value that comes.
  uint32_t child = JsonPaths::kRoot;
  for (size_t i = 0; i < count; ++i) {
    const uint8_t kind = kinds[i];
    switch (kind) {
      case '{':
      case '[': {
        if (child != kNone && depth != 0) {
          const JsonPaths::Node& node = paths_.node(child);
          if (node.own_end != node.begin) return false;
          if (node.first_child == kNone) child = kNone;
        }
        is_name = kind == '{';
        levels_[depth++] = {child, is_name ? kNone : 0};
        if (!is_name && child != kNone) child = paths_.FindIndex(child, 0);
        break;
      }
      case '}':
      case ']':
        --depth;
        break;
      case ',':
        if (depth == 0) break;  // behind the record
        is_name = levels_[depth - 1].index == kNone;
        if (!is_name) {
          const uint32_t node = levels_[depth - 1].node;
          const uint32_t index = ++levels_[depth - 1].index;
          child = node == kNone ? kNone : paths_.FindIndex(node, index);
        }
        break;
      case '"': {
        if (i + 1 == count || kinds[i + 1] != '"') return false;
        const size_t begin = tokens_.PositionOf(first + i) + 1;
        const Bytes text = {tokens_.in + begin, tokens_.PositionOf(first + i + 1) - begin};
        if (!is_name) {
          if (child != kNone) Place(child, kind, i, fields, layout);
          pieces.Add(text_begin, text.data, JsonLayout::Gap::kString, child != kNone ? i : 0);
          text_begin = text.data + text.size;
          ++i;
          break;
        }
        is_name = false;
        const uint32_t node = levels_[depth - 1].node;
        child = kNone;
        if (node != kNone) {
          if (memchr(text.data, '\\', text.size) != nullptr) return false;
          child = paths_.Find(node, text);
          if (child != kNone) {
            // Of two, the last one counts: not here.
            if (paths_.node(child).record == record_) return false;
            paths_.node(child).record = record_;
          }
          if (child != kNone || paths_.HasSize(node, text.size)) {
            if (layout->name_count == JsonLayout::kMostNames) return false;
            if (text.size + 2 > JsonLayout::kNameBytes) return false;
            AddName(text, i, layout);
          } else {
            if (layout->other_count == JsonLayout::kMostSizes) return false;
            if (text.size > JsonLayout::kLongestOther) return false;
            layout->others[layout->other_count++] = static_cast<uint16_t>(i);
            layout->sizes[i] = static_cast<uint16_t>(text.size + 1);
            layout->size_mask[i] = 0xFFFF;
            layout->size_end = i + 1;
          }
        }
        ++i;
        break;
      }
      case kJsonScalar: {
        const uint8_t* const scalar = tokens_.in + tokens_.PositionOf(first + i);
        pieces.Add(text_begin, scalar, JsonLayout::Gap::kScalar,
                   child != kNone || validate_ ? i : 0);
        const Bytes value = JsonScalarAt(scalar, tokens_.in + tokens_.size);
        text_begin = value.data + value.size;
        if (child != kNone && paths_.node(child).own_end != paths_.node(child).begin) {
          Place(child, kind, i, fields, layout);
        } else {
          layout->scalars[layout->scalar_count++] = static_cast<uint16_t>(i);
        }
        break;
      }
      default:
        break;
    }
  }
  pieces.Add(text_begin, tokens_.in + tokens_.PositionOf(last - 1) + 1, JsonLayout::Gap::kNone, 0);
  pieces.End();
  layout->token_count = count;
  return true;
}

void JsonReader::Place(uint32_t index, uint8_t kind, size_t token, const DecoderField* fields,
                       JsonLayout* layout) {
  const JsonPaths::Node& node = paths_.node(index);
  for (uint32_t i = node.begin; i < node.own_end; ++i) {
    const uint32_t field = paths_.field_at(i);
    layout->values[field] = ValueOf(fields[field], kind, token);
  }
}

}  // namespace sinew
