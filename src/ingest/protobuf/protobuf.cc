// Protocol Buffers (https://protobuf.dev/programming-guides/encoding/): chosen fields of messages
// as columns, without a schema. paths.h turns the paths of the fields into tables by tag. A message
// is one loop over its tags, which looks up what is to be done and does it: a value goes straight
// to its column, and what is not wanted is skipped by its length. A value that comes again replaces
// the one before, or is one more element of a list. Only at the end of the message is known which
// fields it lacks, which values were at fault, and where lists end.

#include <algorithm>

#include "core/status.h"
#include "core/type.h"
#include "encoding/utf8.h"
#include "ingest/decoder/decoder.h"
#include "ingest/decoder/values.h"
#include "ingest/protobuf/paths.h"
#include "ingest/protobuf/wire.h"

namespace sinew {
namespace {

constexpr size_t kDefaultDepth = 100;
constexpr size_t kMostDepth = 200;
constexpr uint32_t kOwnFlags = SINEW_FIELD_ZIGZAG | SINEW_FIELD_FIXED | SINEW_FIELD_FIRST;
// Strings of up to so many bytes are copied and checked in one go, if as many can be read.
constexpr size_t kShort = 32;

// Load(kMask + kShort - size), of kShort bytes: the highest bits of the first `size` bytes.
constexpr struct ShortMasks {
  uint8_t bytes[2 * kShort] = {};
  constexpr ShortMasks() {
    for (size_t i = 0; i < kShort; ++i) bytes[i] = 0x80;
  }
} kShortMasks;

// What is read as a field of the record has it.
uint32_t WireOf(const sinew_field& field) {
  const TypeInfo& type = InfoOf(ValueType(field.type));
  const uint32_t fixed = type.width == 8 ? kWire64 : kWire32;
  switch (type.kind) {
    case TypeKind::kBool:
      return kWireVarint;
    case TypeKind::kFloat:
      return fixed;
    case TypeKind::kInteger:
    case TypeKind::kTime:
      return (field.flags & SINEW_FIELD_FIXED) != 0 ? fixed : kWireVarint;
    default:
      return kWireBytes;
  }
}

Op OpOf(const sinew_field& field, size_t index) {
  const bool zigzag = (field.flags & SINEW_FIELD_ZIGZAG) != 0;
  const auto op = [&](OpKind kind) { return Op{kind, static_cast<uint8_t>(index), 0}; };
  const auto integer = [&](OpKind fixed, OpKind zigzagged, OpKind plain) {
    if ((field.flags & SINEW_FIELD_FIXED) != 0) return op(fixed);
    return op(zigzag ? zigzagged : plain);
  };
  const bool has_unit = (field.flags & ~kOwnFlags) != 0;
  if (has_unit || (field.flags & SINEW_FIELD_FIRST) != 0) return op(OpKind::kAny);
  switch (ValueType(field.type)) {
    case SINEW_TYPE_BOOL:
      return op(OpKind::kBool);
    case SINEW_TYPE_I32:
    case SINEW_TYPE_U32:
    case SINEW_TYPE_DATE32:
      return integer(OpKind::kFixed32, OpKind::kZigzag32, OpKind::kVarint32);
    case SINEW_TYPE_I64:
    case SINEW_TYPE_U64:
    case SINEW_TYPE_TIMESTAMP_S:
    case SINEW_TYPE_TIMESTAMP_MS:
    case SINEW_TYPE_TIMESTAMP_US:
    case SINEW_TYPE_TIMESTAMP_NS:
      return integer(OpKind::kFixed64, OpKind::kZigzag64, OpKind::kVarint64);
    case SINEW_TYPE_F32:
      return op(OpKind::kFixed32);
    case SINEW_TYPE_F64:
      return op(OpKind::kFixed64);
    case SINEW_TYPE_STRING:
      return op(OpKind::kString);
    case SINEW_TYPE_LARGE_STRING:
      return op(OpKind::kLargeString);
    case SINEW_TYPE_BINARY:
      return op(OpKind::kBinary);
    case SINEW_TYPE_LARGE_BINARY:
      return op(OpKind::kLargeBinary);
    default:
      return op(OpKind::kAny);
  }
}

bool IsSigned(sinew_type type) {
  return IsInteger(type) && !(type >= SINEW_TYPE_U8 && type <= SINEW_TYPE_U64);
}

class Protobuf final : public sinew_decoder {
 public:
  Protobuf(Memory&& memory, const sinew_decoder_options& options, size_t max_depth, bool defaults)
      : sinew_decoder(std::move(memory), options), max_depth_(max_depth), defaults_(defaults) {}
  ~Protobuf() { paths_.Free(memory_); }
  void Destroy() override { Memory::Delete(this); }
  sinew_status Init(const sinew_decoder_options& options, sinew_error* error);

 protected:
  size_t DecodeRecords(const uint8_t* in, size_t size, bool end) override;
  void StartRecord() override {
    header_size_ = header_ = 0;
    in_message_ = false;
  }
  size_t FindEnd(const uint8_t* in, size_t size) override;
  size_t ElementsIn(size_t size, size_t index) const override;
  void DecodeRow(Bytes record) override { DecodeMessage(record, record.data + record.size); }
  void ResetFormat() override { is_lost_ = false; }

 private:
  // A list is kMissing until FinishRow ends it.
  static constexpr uint8_t kMissing = 0, kSet = 1, kBad = 2;
  static constexpr uint64_t kAllSet = 0x0101010101010101u;

  // A value as it is in a record.
  struct Value {
    uint32_t wire;
    const uint8_t* tag;
    const uint8_t* at;
    uint64_t number;
    Bytes bytes;
  };

  void DecodeMessage(Bytes message, const uint8_t* readable);
  bool Walk(const uint8_t* at, const uint8_t* end);
  const uint8_t* SkipGroup(uint32_t tag, const uint8_t* tag_at, const uint8_t* at,
                           const uint8_t* end, size_t depth);
  const uint8_t* ReadTag(const uint8_t* at, const uint8_t* end, uint32_t* tag);
  const uint8_t* ReadAny(uint32_t wire, const uint8_t* at, const uint8_t* end, Value* value);
  bool PutAll(const PathNode& node, const Value& value);
  bool PutPacked(size_t field, const Value& value);
  bool PutPackedList(size_t field, const Value& value);
  void PutNumber(size_t field, uint64_t number, const uint8_t* at);
  template <bool kText, bool kWide>
  bool AppendString(size_t field, size_t row, Bytes bytes, ColumnWriter* column);
  template <bool kText, bool kWide>
  void PutString(size_t field, Bytes bytes);
  template <bool kText, bool kWide>
  void PutElement(size_t field, Bytes bytes);
  void PutBytes(size_t field, const Value& value);
  void PutBad(size_t field, const uint8_t* at, sinew_reject_reason reason);
  void PutMissing(size_t field);
  void FinishRow();

  bool IsListField(size_t field) const { return this->field(field).elements != kNoField; }
  // The column that the values of a field are written to, and where in it the next one belongs.
  ColumnWriter& ValuesOf(size_t field) {
    return columns_[IsListField(field) ? this->field(field).elements : field];
  }
  size_t NextOf(size_t field) const {
    return IsListField(field) ? columns_[field].bytes_size : row_;
  }
  // The value that was written there counts.
  void EndValue(size_t field) {
    if (IsListField(field)) {
      ++columns_[field].bytes_size;
    } else {
      states_[field] = kSet;
    }
  }
  // Where the strings of the rows before this one end.
  size_t StringStart(const ColumnWriter& column, bool wide) const {
    return wide ? static_cast<size_t>(Load<int64_t>(column.values + 8 * row_))
                : static_cast<size_t>(Load<int32_t>(column.values + 4 * row_));
  }

  bool Fail(const uint8_t* at, sinew_reject_reason reason) {
    fault_ = at;
    reason_ = reason;
    return false;
  }
  const uint8_t* FailAt(const uint8_t* at, sinew_reject_reason reason) {
    Fail(at, reason);
    return nullptr;
  }

  const size_t max_depth_;
  const bool defaults_;
  size_t max_value_size_ = 0;
  PathTree paths_;
  uint32_t wires_[SINEW_DECODER_MAX_FIELDS];
  OpKind kinds_[SINEW_DECODER_MAX_FIELDS];

  // What is known of each field of the row; those beyond the last one are set.
  alignas(8) uint8_t states_[SINEW_DECODER_MAX_FIELDS];
  uint64_t last_states_;  // of eight fields, with all that there are of them missing
  struct {
    const uint8_t* at;
    sinew_reject_reason reason;
  } bad_[SINEW_DECODER_MAX_FIELDS];

  // Messages around the one that is walked, and where they go on.
  struct {
    const uint8_t* end;
    const PathNode* node;
  } outer_[kMostDepth];
  uint32_t groups_[kMostDepth];
  const uint8_t* readable_ = nullptr;
  const uint8_t* fault_ = nullptr;
  sinew_reject_reason reason_ = {};

  // FindEnd: the length in front of the message, then what is left of it.
  size_t header_size_ = 0;
  uint64_t header_ = 0;
  bool in_message_ = false;
  // A length could not be read, so that it is unknown where the next record is.
  bool is_lost_ = false;
};

sinew_status Protobuf::Init(const sinew_decoder_options& options, sinew_error* error) {
  sinew_status status = sinew_decoder::Init(options, error);
  if (status != SINEW_STATUS_OK) return status;
  Op ops[SINEW_DECODER_MAX_FIELDS];
  for (size_t i = 0; i < options.field_count; ++i) {
    ops[i] = OpOf(options.fields[i], i);
    wires_[i] = WireOf(options.fields[i]);
    kinds_[i] = ops[i].kind;
    if (IsListField(i)) ops[i].kind = OpKind::kAny;
  }
  max_value_size_ = this->field(0).max_value_size;
  memset(states_, kSet, sizeof(states_));
  last_states_ = kAllSet & ~LowBits(8 * ((options.field_count - 1) % 8 + 1));
  status = paths_.Init(memory_, options.fields, options.field_count, ops, wires_);
  return status == SINEW_STATUS_OK ? status : FailGrowth(error, status, memory_);
}

// Says that the value that the field has had in this row, if any, is none. Of a list the first
// element at fault counts.
void Protobuf::PutBad(size_t field, const uint8_t* at, sinew_reject_reason reason) {
  if (states_[field] == kBad && IsListField(field)) return;
  states_[field] = kBad;
  bad_[field] = {at, reason};
}

// Appends a string of a field to a column as that of row `row`; or says that it is at fault, and
// returns false.
template <bool kText, bool kWide>
inline bool Protobuf::AppendString(size_t field, size_t row, Bytes bytes, ColumnWriter* column) {
  uint8_t* const to = column->bytes + column->bytes_size;
  bool is_ascii = false;
  // Where so many bytes can be read, there is room for them, too: all that comes before them takes
  // no more room than it has bytes.
  if (bytes.size <= kShort && readable_ - bytes.data >= static_cast<ptrdiff_t>(kShort)) {
    uint64_t words[kShort / 8];
    memcpy(words, bytes.data, kShort);
    memcpy(to, words, kShort);
    if (kText) {
      uint64_t masks[kShort / 8];
      memcpy(masks, kShortMasks.bytes + kShort - bytes.size, kShort);
      is_ascii = ((words[0] & masks[0]) | (words[1] & masks[1]) | (words[2] & masks[2]) |
                  (words[3] & masks[3])) == 0;
    }
  } else if (bytes.size != 0) {
    memcpy(to, bytes.data, bytes.size);
  }
  if (kText && !is_ascii) {
    const size_t good = ValidUtf8Prefix(bytes.data, bytes.size);
    if (good != bytes.size) [[unlikely]] {
      PutBad(field, bytes.data + good, SINEW_REJECT_ENCODING);
      return false;
    }
  }
  if (bytes.size > max_value_size_) [[unlikely]] {
    PutBad(field, bytes.data, SINEW_REJECT_VALUE_SIZE);
    return false;
  }
  column->bytes_size += bytes.size;
  column->EndString(row, kWide);
  return true;
}

template <bool kText, bool kWide>
inline void Protobuf::PutString(size_t field, Bytes bytes) {
  ColumnWriter& column = columns_[field];
  if (states_[field] != kMissing) [[unlikely]] {
    column.bytes_size = StringStart(column, kWide);
  }
  if (AppendString<kText, kWide>(field, row_, bytes, &column)) states_[field] = kSet;
}

template <bool kText, bool kWide>
void Protobuf::PutElement(size_t field, Bytes bytes) {
  ColumnWriter& elements = ValuesOf(field);
  if (AppendString<kText, kWide>(field, NextOf(field), bytes, &elements)) {
    ++columns_[field].bytes_size;
  }
}

void Protobuf::PutBytes(size_t field, const Value& value) {
  const bool is_list = IsListField(field);
  switch (this->field(field).value_type) {
    case SINEW_TYPE_STRING:
      return is_list ? PutElement<true, false>(field, value.bytes)
                     : PutString<true, false>(field, value.bytes);
    case SINEW_TYPE_LARGE_STRING:
      return is_list ? PutElement<true, true>(field, value.bytes)
                     : PutString<true, true>(field, value.bytes);
    case SINEW_TYPE_BINARY:
      return is_list ? PutElement<false, false>(field, value.bytes)
                     : PutString<false, false>(field, value.bytes);
    case SINEW_TYPE_LARGE_BINARY:
      return is_list ? PutElement<false, true>(field, value.bytes)
                     : PutString<false, true>(field, value.bytes);
    default:
      if (value.bytes.size != sizeof(Bytes16)) return PutBad(field, value.at, SINEW_REJECT_TYPE);
      ValuesOf(field).Set(NextOf(field), Load<Bytes16>(value.bytes.data));
      EndValue(field);
  }
}

// A number of any type, as it is on the wire.
void Protobuf::PutNumber(size_t field, uint64_t number, const uint8_t* at) {
  const DecoderField& info = this->field(field);
  ColumnWriter& column = ValuesOf(field);
  const size_t row = NextOf(field);
  const bool zigzag = (info.flags & SINEW_FIELD_ZIGZAG) != 0;
  const uint32_t low = static_cast<uint32_t>(number);
  const uint32_t word = zigzag ? ZigzagDecode(low) : low;
  const auto put = [&]<typename Narrow, typename Wide>(Wide wide) {
    const Narrow narrow = static_cast<Narrow>(wide);
    if (narrow != wide) return PutBad(field, at, SINEW_REJECT_RANGE);
    column.Set(row, narrow);
    EndValue(field);
  };
  switch (info.value_type) {
    case SINEW_TYPE_BOOL:
      column.SetBool(row, number != 0);
      return EndValue(field);
    case SINEW_TYPE_I8:
      return put.operator()<int8_t>(static_cast<int32_t>(word));
    case SINEW_TYPE_I16:
      return put.operator()<int16_t>(static_cast<int32_t>(word));
    case SINEW_TYPE_U8:
      return put.operator()<uint8_t>(word);
    case SINEW_TYPE_U16:
      return put.operator()<uint16_t>(word);
    case SINEW_TYPE_I32:
    case SINEW_TYPE_U32:
    case SINEW_TYPE_F32:
    case SINEW_TYPE_DATE32:
      return put.operator()<uint32_t>(word);
    default:
      break;
  }
  if (zigzag) number = ZigzagDecode(number);
  if (InfoOf(info.value_type).kind == TypeKind::kTime) {
    int64_t time = static_cast<int64_t>(number);
    if (!ConvertEpoch(info.value_type, info.flags & ~kOwnFlags, &time)) {
      return PutBad(field, at, SINEW_REJECT_RANGE);
    }
    number = static_cast<uint64_t>(time);
  }
  put.operator()<uint64_t>(number);
}

// Numbers of a repeated field in one run of bytes.
bool Protobuf::PutPacked(size_t field, const Value& value) {
  const uint8_t* at = value.bytes.data;
  const uint8_t* const end = at + value.bytes.size;
  const bool wants_first = (this->field(field).flags & SINEW_FIELD_FIRST) != 0;
  bool found = false;
  Value chosen = {};
  while (at != end) {
    Value next;
    at = ReadAny(wires_[field], at, end, &next);
    if (at == nullptr) return false;
    if (!found || !wants_first) chosen = next;
    found = true;
  }
  const bool is_wanted = !wants_first || states_[field] == kMissing;
  if (found && is_wanted) PutNumber(field, chosen.number, chosen.at);
  return true;
}

// The same for a list, of which all are elements.
bool Protobuf::PutPackedList(size_t field, const Value& value) {
  const uint8_t* at = value.bytes.data;
  const uint8_t* const end = at + value.bytes.size;
  ColumnWriter& elements = ValuesOf(field);
  size_t& count = columns_[field].bytes_size;
  const auto fixed = [&](size_t width) {
    const size_t more = value.bytes.size / width;
    if (more != 0) memcpy(elements.values + count * width, at, more * width);
    count += more;
    return more * width == value.bytes.size || Fail(at + more * width, SINEW_REJECT_SYNTAX);
  };
  const auto varints = [&](auto put) {
    while (at != end) {
      const uint8_t* const begin = at;
      uint64_t number;
      at = ReadWireVarint(at, end, &number);
      if (at == nullptr) return Fail(begin, SINEW_REJECT_SYNTAX);
      put(number, begin);
    }
    return true;
  };
  switch (kinds_[field]) {
    case OpKind::kFixed32:
      return fixed(sizeof(uint32_t));
    case OpKind::kFixed64:
      return fixed(sizeof(uint64_t));
    case OpKind::kVarint32:
      return varints([&](uint64_t number, const uint8_t*) {
        elements.Set(count++, static_cast<uint32_t>(number));
      });
    case OpKind::kVarint64:
      return varints([&](uint64_t number, const uint8_t*) { elements.Set(count++, number); });
    case OpKind::kZigzag64:
      return varints(
          [&](uint64_t number, const uint8_t*) { elements.Set(count++, ZigzagDecode(number)); });
    default:
      break;
  }
  if (wires_[field] == kWireVarint) {
    return varints([&](uint64_t number, const uint8_t* begin) { PutNumber(field, number, begin); });
  }
  Value next;
  while (at != end) {
    at = ReadAny(wires_[field], at, end, &next);
    if (at == nullptr) return false;
    PutNumber(field, next.number, next.at);
  }
  return true;
}

// A value for all fields that have its path.
bool Protobuf::PutAll(const PathNode& node, const Value& value) {
  for (size_t i = node.field; i != PathNode::kNone; i = paths_.NextField(i)) {
    const bool is_packed = value.wire == kWireBytes && wires_[i] != kWireBytes;
    const bool is_late = (field(i).flags & SINEW_FIELD_FIRST) != 0 && states_[i] != kMissing;
    if (is_packed) {
      if (!(IsListField(i) ? PutPackedList(i, value) : PutPacked(i, value))) return false;
    } else if (is_late) {
      continue;
    } else if (value.wire != wires_[i]) {
      PutBad(i, value.tag, SINEW_REJECT_TYPE);
    } else if (value.wire == kWireBytes) {
      PutBytes(i, value);
    } else {
      PutNumber(i, value.number, value.at);
    }
  }
  return true;
}

// Reads a value that is not a group, and returns its end; or null, and has failed.
const uint8_t* Protobuf::ReadAny(uint32_t wire, const uint8_t* at, const uint8_t* end,
                                 Value* value) {
  const uint8_t* const begin = at;
  const size_t left = static_cast<size_t>(end - at);
  value->wire = wire;
  value->at = at;
  if (wire == kWire64) {
    if (left < 8) return FailAt(begin, SINEW_REJECT_SYNTAX);
    value->number = Load<uint64_t>(at);
    return at + 8;
  }
  if (wire == kWire32) {
    if (left < 4) return FailAt(begin, SINEW_REJECT_SYNTAX);
    value->number = Load<uint32_t>(at);
    return at + 4;
  }
  at = ReadWireVarint(at, end, &value->number);
  if (at == nullptr) return FailAt(begin, SINEW_REJECT_SYNTAX);
  if (wire == kWireVarint) return at;
  if (value->number > static_cast<size_t>(end - at)) return FailAt(begin, SINEW_REJECT_SYNTAX);
  value->bytes = {at, static_cast<size_t>(value->number)};
  return at + value->number;
}

// Reads a tag with a good number, and returns its end; or null, and has failed.
const uint8_t* Protobuf::ReadTag(const uint8_t* at, const uint8_t* end, uint32_t* tag) {
  uint64_t wide;
  const uint8_t* const next = ReadWireVarint(at, end, &wide);
  if (next == nullptr || wide < 8 || wide >> 3 > kMaxFieldNumber) {
    return FailAt(at, SINEW_REJECT_SYNTAX);
  }
  *tag = static_cast<uint32_t>(wide);
  return next;
}

// Skips the group that a tag begins, `depth` messages below the record. Returns its end; or null,
// and has failed.
const uint8_t* Protobuf::SkipGroup(uint32_t tag, const uint8_t* tag_at, const uint8_t* at,
                                   const uint8_t* end, size_t depth) {
  const uint8_t* const begin = tag_at;
  size_t count = 0;
  for (;;) {
    const uint32_t wire = tag & 7;
    if (wire == kWireGroup) {
      if (depth + count >= max_depth_) return FailAt(tag_at, SINEW_REJECT_DEPTH);
      groups_[count++] = tag >> 3;
    } else if (wire == kWireEndGroup) {
      if (tag >> 3 != groups_[count - 1]) return FailAt(tag_at, SINEW_REJECT_SYNTAX);
      if (--count == 0) return at;
    } else if (wire > kWire32) {
      return FailAt(tag_at, SINEW_REJECT_SYNTAX);
    } else {
      Value value;
      at = ReadAny(wire, at, end, &value);
      if (at == nullptr) return nullptr;
    }
    if (at == end) return FailAt(begin, SINEW_REJECT_SYNTAX);
    tag_at = at;
    at = ReadTag(at, end, &tag);
    if (at == nullptr) return nullptr;
  }
}

// Takes the values of a message; false if it breaks the rules, at fault_.
bool Protobuf::Walk(const uint8_t* at, const uint8_t* end) {
  ColumnWriter* const columns = columns_;
  const size_t row = row_;
  const PathNode* node = paths_.root();
  size_t depth = 0;
  uint64_t value;
  for (;;) {
    while (at == end) {
      if (depth == 0) return true;
      --depth;
      end = outer_[depth].end;
      node = outer_[depth].node;
    }
    const uint8_t* const tag_at = at;
    uint32_t tag = *at++;
    if (tag >= 0x80) {
      if (at < end && *at < 0x80) {
        tag = (tag & 0x7F) | static_cast<uint32_t>(*at++) << 7;
      } else {
        at = ReadTag(tag_at, end, &tag);
        if (at == nullptr) return false;
      }
    }
    const uint8_t* const begin = at;
    const Op op = node->At(tag);
    const auto left = [&] { return static_cast<size_t>(end - at); };
    switch (op.kind) {
      case OpKind::kSkipVarint:
        at = ReadWireVarint(at, end, &value);
        if (at == nullptr) return Fail(begin, SINEW_REJECT_SYNTAX);
        break;
      case OpKind::kSkip64:
        if (left() < 8) return Fail(begin, SINEW_REJECT_SYNTAX);
        at += 8;
        break;
      case OpKind::kSkip32:
        if (left() < 4) return Fail(begin, SINEW_REJECT_SYNTAX);
        at += 4;
        break;
      case OpKind::kSkipGroup:
        at = SkipGroup(tag, tag_at, at, end, depth);
        if (at == nullptr) return false;
        break;
      case OpKind::kFault:
        return Fail(tag_at, SINEW_REJECT_SYNTAX);
      case OpKind::kBool:
      case OpKind::kVarint32:
      case OpKind::kVarint64:
      case OpKind::kZigzag32:
      case OpKind::kZigzag64: {
        at = ReadWireVarint(at, end, &value);
        if (at == nullptr) return Fail(begin, SINEW_REJECT_SYNTAX);
        states_[op.field] = kSet;
        ColumnWriter& column = columns[op.field];
        if (op.kind == OpKind::kVarint64) {
          column.Set(row, value);
        } else if (op.kind == OpKind::kVarint32) {
          column.Set(row, static_cast<uint32_t>(value));
        } else if (op.kind == OpKind::kZigzag64) {
          column.Set(row, ZigzagDecode(value));
        } else if (op.kind == OpKind::kZigzag32) {
          column.Set(row, ZigzagDecode(static_cast<uint32_t>(value)));
        } else {
          column.SetBool(row, value != 0);
        }
        break;
      }
      case OpKind::kFixed32:
        if (left() < 4) return Fail(begin, SINEW_REJECT_SYNTAX);
        columns[op.field].Set(row, Load<uint32_t>(at));
        states_[op.field] = kSet;
        at += 4;
        break;
      case OpKind::kFixed64:
        if (left() < 8) return Fail(begin, SINEW_REJECT_SYNTAX);
        columns[op.field].Set(row, Load<uint64_t>(at));
        states_[op.field] = kSet;
        at += 8;
        break;
      case OpKind::kSkipBytes:
      case OpKind::kMessage:
      case OpKind::kString:
      case OpKind::kLargeString:
      case OpKind::kBinary:
      case OpKind::kLargeBinary: {
        at = ReadWireVarint(at, end, &value);
        if (at == nullptr || value > left()) return Fail(begin, SINEW_REJECT_SYNTAX);
        const Bytes bytes = {at, static_cast<size_t>(value)};
        at += value;
        switch (op.kind) {
          case OpKind::kString:
            PutString<true, false>(op.field, bytes);
            break;
          case OpKind::kLargeString:
            PutString<true, true>(op.field, bytes);
            break;
          case OpKind::kBinary:
            PutString<false, false>(op.field, bytes);
            break;
          case OpKind::kLargeBinary:
            PutString<false, true>(op.field, bytes);
            break;
          case OpKind::kMessage:
            // Paths are not longer than max_depth_ allows.
            outer_[depth++] = {end, node};
            node = &paths_.node(op.node);
            end = at;
            at = bytes.data;
            break;
          default:
            break;
        }
        break;
      }
      case OpKind::kAny: {
        const PathNode& here = paths_.node(op.node);
        Value any = {};
        any.wire = tag & 7;
        if (any.wire == kWireGroup) {
          at = SkipGroup(tag, tag_at, at, end, depth);
        } else {
          at = ReadAny(any.wire, at, end, &any);
        }
        any.tag = tag_at;
        if (at == nullptr || !PutAll(here, any)) return false;
        if (here.child != PathNode::kNone && any.wire == kWireBytes) {
          outer_[depth++] = {end, node};
          node = &here;
          end = at;
          at = any.bytes.data;
        }
        break;
      }
    }
  }
}

void Protobuf::PutMissing(size_t field) {
  const sinew_type type = this->field(field).type;
  if (IsListField(field)) return columns_[field].EndString(row_, HasWideOffsets(type));
  if (!defaults_ || InfoOf(type).kind == TypeKind::kBytes) return PutNull(field);
  columns_[field].PutZero(row_, type);
}

// Gives every field its value, or none.
void Protobuf::FinishRow() {
  for (size_t first = 0; first < field_count(); first += 8) {
    uint64_t unset = ~Load<uint64_t>(states_ + first) & kAllSet;
    for (; unset != 0; unset &= unset - 1) {
      const size_t i = first + static_cast<size_t>(__builtin_ctzll(unset)) / 8;
      if (states_[i] == kMissing) {
        PutMissing(i);
      } else {
        if (RejectValue(bad_[i].at, i, bad_[i].reason)) return DropRecord();
        // An earlier value of the field may have left its bytes, or elements.
        ForgetRows(1, i);
        PutNull(i);
      }
    }
  }
  EndRecord();
}

// Up to `readable` bytes may be read.
void Protobuf::DecodeMessage(Bytes message, const uint8_t* readable) {
  size_t first = 0;
  for (; first + 8 < field_count(); first += 8) Store(states_ + first, uint64_t{0});
  Store(states_ + first, last_states_);
  readable_ = readable;
  if (!Walk(message.data, message.data + message.size)) {
    return RejectRecord(fault_, kNoField, reason_);
  }
  FinishRow();
}

size_t Protobuf::DecodeRecords(const uint8_t* in, size_t size, bool end) {
  const uint8_t* at = in;
  const uint8_t* const all = in + size;
  while (at != all && row_ < row_limit_) {
    if (is_lost_) return size;
    const size_t left = static_cast<size_t>(all - at);
    uint64_t length;
    const uint8_t* const message = ReadWireVarint(at, all, &length);
    if (message == nullptr && left >= kLongestVarint) {
      const bool is_long = max_record_size() < kLongestVarint;
      RejectRecord(at, kNoField, is_long ? SINEW_REJECT_SIZE : SINEW_REJECT_SYNTAX);
      if (stopped_) break;
      is_lost_ = true;
      return size;
    }
    const size_t header = message == nullptr ? 0 : static_cast<size_t>(message - at);
    const bool is_whole = message != nullptr && length <= left - header;
    if (!is_whole && !end) break;
    const size_t taken = is_whole ? header + static_cast<size_t>(length) : left;
    const bool is_long =
        taken > max_record_size() ||
        (message != nullptr && (header > max_record_size() || length > max_record_size() - header));
    if (is_long) {
      RejectRecord(at, kNoField, SINEW_REJECT_SIZE);
    } else if (!is_whole) {
      RejectRecord(at, kNoField, SINEW_REJECT_TRUNCATED);
    } else {
      DecodeMessage({message, static_cast<size_t>(length)}, all);
    }
    if (stopped_) break;
    at += taken;
  }
  return static_cast<size_t>(at - in);
}

// A number has one byte at least, and bytes have a tag and a length.
size_t Protobuf::ElementsIn(size_t size, size_t index) const {
  switch (wires_[index]) {
    case kWire64:
      return size / 8;
    case kWire32:
      return size / 4;
    case kWireBytes:
      return size / (2 + InfoOf(field(index).value_type).width);
    default:
      return size;
  }
}

size_t Protobuf::FindEnd(const uint8_t* in, size_t size) {
  size_t at = 0;
  for (bool goes_on = true; !in_message_ && at < size; ++at) {
    goes_on = in[at] >= 0x80;
    header_ |= uint64_t{in[at] & 0x7Fu} << (7 * header_size_);
    ++header_size_;
    if (goes_on && header_size_ == kLongestVarint) {
      // DecodeRecords sees this record and rejects it, unless it is too long for that.
      if (max_record_size() < kLongestVarint) is_lost_ = true;
      return at + 1;
    }
    in_message_ = !goes_on;
  }
  if (!in_message_) return kNoEnd;
  const size_t left = size - at;
  if (header_ <= left) return at + static_cast<size_t>(header_);
  header_ -= left;
  return kNoEnd;
}

// Checks what the format asks of the fields.
sinew_status CheckFields(const sinew_decoder_options& options, size_t max_depth,
                         sinew_error* error) {
  for (size_t i = 0; i < options.field_count; ++i) {
    const sinew_field& field = options.fields[i];
    const auto invalid = [&](const char* what) {
      return sinew::Fail(error, SINEW_STATUS_INVALID_ARGUMENT, i, "options.fields[%zu]%s", i, what);
    };
    const size_t length = PathLength(field.path);
    if (length == 0) return invalid(".path is not numbers of fields, as in 1.3.2");
    if (length - 1 > max_depth) return invalid(".path is deeper than max_depth");
    const bool zigzag = (field.flags & SINEW_FIELD_ZIGZAG) != 0;
    const bool fixed = (field.flags & SINEW_FIELD_FIXED) != 0;
    const bool first = (field.flags & SINEW_FIELD_FIRST) != 0;
    const sinew_type type = ValueType(field.type);
    if ((zigzag && !IsSigned(type)) || (fixed && !IsInteger(type)) ||
        (first && IsList(field.type))) {
      return invalid(".flags has no meaning for the type");
    }
    if (zigzag && fixed) return invalid(".flags has both ZIGZAG and FIXED");
  }
  return SINEW_STATUS_OK;
}

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER Protocol Buffers
//
// Chosen fields of messages as columns, without their schema
// (https://protobuf.dev/programming-guides/encoding/). docs/formats/protobuf.md has an example.

// Creates a decoder of Protocol Buffers and writes it to *out, or null if it fails. `format` may be
// null: all of it is 0 then. Free the decoder with sinew_decoder_destroy.
//
// Records. The input of sinew_decoder_decode is messages, each with its length in front as a varint
// (parseDelimitedFrom, protodelim); a record is both together. A row of sinew_decoder_decode_many
// is one message, without a length.
//
// Fields. sinew_field.path is the numbers of fields, from the record down, as in "1.3.2"; each but
// the last is that of a message. A message does not say which type its fields have, so
// sinew_field.type and SINEW_FIELD_ flags have to:
//
//   SINEW_TYPE_BOOL                  bool
//   integers                         int32, uint32, enum; of 64 bits: int64, uint64
//     with SINEW_FIELD_ZIGZAG        sint32, sint64
//     with SINEW_FIELD_FIXED         fixed32, sfixed32; of 64 bits: fixed64, sfixed64
//   SINEW_TYPE_F32, SINEW_TYPE_F64   float, double
//   SINEW_TYPE_DATE32                as an integer of 32 bits: days
//   timestamps                       as an integer of 64 bits, in the unit that the flags say
//   string types                     string, which must be UTF-8
//   binary types                     bytes; also a message, as it is encoded
//   SINEW_TYPE_BYTES16               bytes, 16 of them
//
// Of a varint the low 32 bits count if the type has 32 bits or fewer; integers of 8 and 16 bits
// must then hold the number. A bool is true if any bit is set. Several fields may have the same
// path.
//
// Several values. The last value of a field counts, as in Protocol Buffers, or with
// SINEW_FIELD_FIRST the first one, even if it is at fault. Of a type of lists (SINEW_TYPE_LIST) all
// are elements, in their order. Messages with the same number are merged: what holds for fields
// holds for a field in all of them together. Numbers may be packed, in one or several runs, and
// others between them not. A field without a value is null, or with SINEW_PROTOBUF_DEFAULTS 0,
// false or empty; a list without elements is empty, as nothing tells it from one that is not there.
//
// An element at fault is the fault of its list, which is null then: a list that is not null has all
// of its elements. The first one is noted.
//
// What is skipped. Fields that are not wanted, groups, and what has the number of a message on a
// path but is not a message; no path leads into a group. What is within messages that no path leads
// into is not looked at.
//
// Rejects. Of a value: SINEW_REJECT_TYPE, another wire type than its type has, at the tag, or not
// 16 bytes for SINEW_TYPE_BYTES16, at their length; SINEW_REJECT_RANGE, at the number;
// SINEW_REJECT_ENCODING, at the first byte that is not UTF-8. They are noted in the order of the
// fields. Of a record: SINEW_REJECT_SYNTAX, at a tag without a number from 1 to 2^29 - 1, with wire
// type 6 or 7, or of the end of another group; at a number or length that has more than ten bytes
// or goes beyond its message; at the tag of an outermost group without an end. SINEW_REJECT_DEPTH,
// at the tag of a group. SINEW_REJECT_TRUNCATED and SINEW_REJECT_SIZE, at the length of the record.
// A record at fault is skipped by its length. After a length of a record that has more than ten
// bytes, SINEW_REJECT_SYNTAX, it is unknown where the next record begins: the rest of the input is
// skipped.
//
// SINEW_STATUS_INVALID_ARGUMENT: `options` or `out` is null, or a member of the options is not
// as sinew_decoder_options and sinew_protobuf_options describe; error->offset is the index of the
// field if it is about one. Also SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_API sinew_status sinew_protobuf_create(const sinew_decoder_options* options,
                                             const sinew_protobuf_options* format,
                                             sinew_decoder** out,
                                             sinew_error* error) SINEW_NOEXCEPT {
  using namespace sinew;
  if (out == nullptr) return FailNull(error, "out");
  *out = nullptr;
  if (const sinew_status status = CheckDecoderOptions(options, error, kOwnFlags, true)) {
    return status;
  }
  const auto invalid = [error](const char* name, size_t value, const char* what) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "format.%s: %zu is %s", name, value, what);
  };
  size_t max_depth = kDefaultDepth;
  uint32_t flags = 0;
  if (format != nullptr) {
    if (format->size != sizeof(sinew_protobuf_options)) {
      return invalid("size", format->size, "not the size of a known sinew_protobuf_options");
    }
    if (format->max_depth > kMostDepth) return invalid("max_depth", format->max_depth, "over 200");
    if (format->max_depth != 0) max_depth = format->max_depth;
    flags = format->flags;
    if ((flags & ~SINEW_PROTOBUF_DEFAULTS) != 0) {
      return invalid("flags", flags, "not SINEW_PROTOBUF_DEFAULTS or 0");
    }
  }
  if (const sinew_status status = CheckFields(*options, max_depth, error)) return status;
  return NewDecoder<Protobuf>(*options, out, error, max_depth, flags != 0);
}
