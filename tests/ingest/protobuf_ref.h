#ifndef SINEW_TESTS_INGEST_PROTOBUF_REF_H_
#define SINEW_TESTS_INGEST_PROTOBUF_REF_H_

#include "sinew/ingest.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/decoded.h"

// The oracle of ingest/protobuf: a message is read whole into lists of values by path, before any
// of them is looked at.
namespace protobuf_ref {

struct Field {
  std::string path;
  sinew_type type;
  uint32_t flags = 0;
};

struct Format {
  std::vector<Field> fields;
  size_t max_record_size = size_t{16} << 20;
  size_t max_depth = 100;
  uint32_t flags = 0;
  bool defaults = false;
  size_t max_value_size = SIZE_MAX;
};

// The bytes of each value as a column keeps them, of a bool one byte; or nulls.
using Row = CellRow;

struct Reject {
  uint64_t record, offset;
  size_t field;
  int reason;
  bool operator==(const Reject&) const = default;
};

struct Outcome {
  std::vector<Row> rows;
  std::vector<Reject> rejects;
  uint64_t records = 0, rejected_records = 0, rejected_values = 0, bytes = 0;
  sinew_status status = SINEW_STATUS_OK;
  bool operator==(const Outcome&) const = default;
};

struct Fault {
  size_t at;
  int reason;
};

// A value where it is in a record.
struct Value {
  uint64_t wire;
  size_t tag, at;
  uint64_t number;
  std::string_view bytes;
  size_t bytes_at;
};

inline uint64_t VarintAt(std::string_view in, size_t* at, size_t end) {
  const size_t begin = *at;
  uint64_t value = 0;
  for (unsigned i = 0; i < 10; ++i) {
    if (*at == end) throw Fault{begin, SINEW_REJECT_SYNTAX};
    const uint8_t byte = static_cast<uint8_t>(in[(*at)++]);
    value |= uint64_t{byte & 127u} << 7 * i;
    if (byte < 128) return value;
  }
  throw Fault{begin, SINEW_REJECT_SYNTAX};
}

inline uint64_t TagAt(std::string_view in, size_t* at, size_t end) {
  const size_t begin = *at;
  const uint64_t tag = VarintAt(in, at, end);
  const uint64_t number = tag / 8;
  if (number == 0 || number > 536870911 || tag % 8 > 5) throw Fault{begin, SINEW_REJECT_SYNTAX};
  return tag;
}

// Reads what follows a tag with wire type 0, 1, 2 or 5.
inline Value ValueAt(std::string_view in, uint64_t wire, size_t* at, size_t end) {
  Value value = {wire, 0, *at, 0, {}, 0};
  if (wire == 1 || wire == 5) {
    const size_t size = wire == 1 ? 8 : 4;
    if (end - *at < size) throw Fault{*at, SINEW_REJECT_SYNTAX};
    for (size_t i = 0; i < size; ++i) {
      value.number |= uint64_t{static_cast<uint8_t>(in[*at + i])} << 8 * i;
    }
    *at += size;
    return value;
  }
  value.number = VarintAt(in, at, end);
  if (wire == 0) return value;
  if (value.number > end - *at) throw Fault{value.at, SINEW_REJECT_SYNTAX};
  value.bytes = in.substr(*at, static_cast<size_t>(value.number));
  value.bytes_at = *at;
  *at += static_cast<size_t>(value.number);
  return value;
}

inline void SkipGroup(std::string_view in, uint64_t number, size_t tag, size_t* at, size_t end,
                      size_t depth, size_t max_depth, size_t outermost) {
  if (depth >= max_depth) throw Fault{tag, SINEW_REJECT_DEPTH};
  for (;;) {
    if (*at == end) throw Fault{outermost, SINEW_REJECT_SYNTAX};
    const size_t begin = *at;
    const uint64_t next = TagAt(in, at, end);
    if (next % 8 == 4) {
      if (next / 8 != number) throw Fault{begin, SINEW_REJECT_SYNTAX};
      return;
    }
    if (next % 8 == 3) {
      SkipGroup(in, next / 8, begin, at, end, depth + 1, max_depth, outermost);
    } else {
      ValueAt(in, next % 8, at, end);
    }
  }
}

inline bool IsListType(sinew_type type) { return type >= SINEW_TYPE_LIST; }
// The field of one element of a list; any other field itself.
inline Field ElementOf(const Field& field) {
  return {field.path, static_cast<sinew_type>(field.type % SINEW_TYPE_LIST), field.flags};
}
// A list as a cell: each element behind its size.
inline void AppendElement(const std::string& element, std::string* cell) {
  *cell += std::to_string(element.size()) + ':' + element;
}

inline bool IsText(sinew_type type) {
  return type == SINEW_TYPE_STRING || type == SINEW_TYPE_LARGE_STRING;
}
inline bool IsBinary(sinew_type type) {
  return type == SINEW_TYPE_BINARY || type == SINEW_TYPE_LARGE_BINARY;
}
inline bool IsWide(sinew_type type) {
  return type == SINEW_TYPE_I64 || type == SINEW_TYPE_U64 || type == SINEW_TYPE_F64 ||
         (type >= SINEW_TYPE_TIMESTAMP_S && type <= SINEW_TYPE_TIMESTAMP_NS);
}
inline bool IsUnsigned(sinew_type type) { return type >= SINEW_TYPE_U8 && type <= SINEW_TYPE_U64; }
inline size_t WidthOf(sinew_type type) {
  switch (type) {
    case SINEW_TYPE_BOOL:
    case SINEW_TYPE_I8:
    case SINEW_TYPE_U8:
      return 1;
    case SINEW_TYPE_I16:
    case SINEW_TYPE_U16:
      return 2;
    case SINEW_TYPE_BYTES16:
      return 16;
    default:
      return IsText(type) || IsBinary(type) ? 0 : IsWide(type) ? 8 : 4;
  }
}

inline uint64_t WireOf(const Field& of) {
  const Field field = ElementOf(of);
  if (IsText(field.type) || IsBinary(field.type) || field.type == SINEW_TYPE_BYTES16) return 2;
  const bool is_float = field.type == SINEW_TYPE_F32 || field.type == SINEW_TYPE_F64;
  if (!is_float && (field.flags & SINEW_FIELD_FIXED) == 0) return 0;
  return IsWide(field.type) ? 1 : 5;
}

// Every value of every field.
struct Lists {
  const Format& format;
  std::string_view in;
  std::vector<std::vector<Value>> values;

  void Walk(const std::string& prefix, size_t at, size_t end, size_t depth) {
    while (at != end) {
      const size_t tag_at = at;
      const uint64_t tag = TagAt(in, &at, end);
      const std::string path = prefix + std::to_string(tag / 8);
      if (tag % 8 == 4) throw Fault{tag_at, SINEW_REJECT_SYNTAX};
      Value value = {3, tag_at, at, 0, {}, 0};
      if (tag % 8 == 3) {
        SkipGroup(in, tag / 8, tag_at, &at, end, depth, format.max_depth, tag_at);
      } else {
        value = ValueAt(in, tag % 8, &at, end);
        value.tag = tag_at;
      }
      bool leads_on = false;
      for (size_t i = 0; i < format.fields.size(); ++i) {
        const Field& field = format.fields[i];
        leads_on = leads_on || field.path.starts_with(path + ".");
        if (field.path != path) continue;
        if (value.wire == 2 && WireOf(field) != 2) {
          const size_t packed_end = value.bytes_at + value.bytes.size();
          for (size_t next = value.bytes_at; next != packed_end;) {
            values[i].push_back(ValueAt(in, WireOf(field), &next, packed_end));
          }
        } else {
          values[i].push_back(value);
        }
      }
      if (leads_on && value.wire == 2) Walk(path + ".", value.bytes_at, at, depth + 1);
    }
  }
};

inline std::string BytesOf(uint64_t number, size_t size) {
  std::string bytes;
  for (size_t i = 0; i < size; ++i) bytes += static_cast<char>(number >> 8 * i);
  return bytes;
}

// The position of the first byte that is not UTF-8 (RFC 3629: the grammar of section 4).
inline size_t Utf8Fault(std::string_view in) {
  const auto byte = [&](size_t i) -> unsigned {
    return i < in.size() ? static_cast<uint8_t>(in[i]) : 0;
  };
  const auto within = [&](size_t i, unsigned least, unsigned most) {
    return byte(i) >= least && byte(i) <= most;
  };
  size_t i = 0;
  while (i < in.size()) {
    const unsigned lead = byte(i);
    size_t size = 1;
    bool good = lead < 0x80;
    if (lead >= 0xC2 && lead <= 0xDF) size = 2, good = within(i + 1, 0x80, 0xBF);
    if (lead >= 0xE0 && lead <= 0xEF) {
      size = 3;
      good = within(i + 1, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF) &&
             within(i + 2, 0x80, 0xBF);
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
      size = 4;
      good = within(i + 1, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF) &&
             within(i + 2, 0x80, 0xBF) && within(i + 3, 0x80, 0xBF);
    }
    if (!good || i + size > in.size()) return i;
    i += size;
  }
  return i;
}

// What a value is as one of the field.
inline std::string CellOf(const Format& format, const Field& field, const Value& value) {
  if (value.wire != WireOf(field)) throw Fault{value.tag, SINEW_REJECT_TYPE};
  if (value.wire == 2) {
    if (field.type == SINEW_TYPE_BYTES16 && value.bytes.size() != 16) {
      throw Fault{value.at, SINEW_REJECT_TYPE};
    }
    if (IsText(field.type) && Utf8Fault(value.bytes) != value.bytes.size()) {
      throw Fault{value.bytes_at + Utf8Fault(value.bytes), SINEW_REJECT_ENCODING};
    }
    if (field.type != SINEW_TYPE_BYTES16 && value.bytes.size() > format.max_value_size) {
      throw Fault{value.bytes_at, SINEW_REJECT_VALUE_SIZE};
    }
    return std::string(value.bytes);
  }
  const size_t width = protobuf_ref::WidthOf(field.type);
  if (field.type == SINEW_TYPE_BOOL) return BytesOf(value.number != 0, 1);
  if (field.type == SINEW_TYPE_F32 || field.type == SINEW_TYPE_F64) {
    return BytesOf(value.number, width);
  }
  __int128 number;
  const bool zigzag = (field.flags & SINEW_FIELD_ZIGZAG) != 0;
  if (IsWide(field.type)) {
    const auto half = static_cast<int64_t>(value.number / 2);
    number = zigzag                   ? (value.number % 2 == 0 ? half : -1 - half)
             : IsUnsigned(field.type) ? static_cast<__int128>(value.number)
                                      : static_cast<int64_t>(value.number);
  } else {
    const auto low = static_cast<uint32_t>(value.number);
    const auto half = static_cast<int32_t>(low / 2);
    number = zigzag                   ? (low % 2 == 0 ? half : -1 - half)
             : IsUnsigned(field.type) ? static_cast<__int128>(low)
                                      : static_cast<int32_t>(low);
  }
  const uint32_t unit = field.flags & 15;
  if (unit != 0) {
    const __int128 parts[] = {1, 1000, 1000000, 1000000000};
    const __int128 to = parts[field.type - SINEW_TYPE_TIMESTAMP_S];
    const __int128 all = number * to, from = parts[unit - 1];
    number = all >= 0 ? all / from : -((-all + from - 1) / from);
  }
  const unsigned bits = static_cast<unsigned>(8 * width);
  const __int128 least = IsUnsigned(field.type) ? 0 : -(static_cast<__int128>(1) << (bits - 1));
  const __int128 most =
      (static_cast<__int128>(1) << (IsUnsigned(field.type) ? bits : bits - 1)) - 1;
  if (number < least || number > most) throw Fault{value.at, SINEW_REJECT_RANGE};
  return BytesOf(static_cast<uint64_t>(number), width);
}

// Adds the row of a message that begins at byte `offset`, or what is wrong with it.
inline void Message(const Format& format, std::string_view in, size_t offset, Outcome* outcome) {
  const uint64_t record = outcome->records++;
  const size_t rejects = outcome->rejects.size();
  Row row;
  try {
    Lists lists = {format, in, std::vector<std::vector<Value>>(format.fields.size())};
    lists.Walk("", 0, in.size(), 0);
    for (size_t i = 0; i < format.fields.size(); ++i) {
      const Field& field = format.fields[i];
      const std::vector<Value>& values = lists.values[i];
      Cell cell;
      if (IsListType(field.type)) {
        try {
          std::string list;
          for (const Value& value : values)
            AppendElement(CellOf(format, ElementOf(field), value), &list);
          cell = list;
        } catch (const Fault& fault) {
          outcome->rejects.push_back({record, offset + fault.at, i, fault.reason});
          if (format.flags != 0) break;
        }
      } else if (values.empty()) {
        const bool empty = format.defaults && field.type != SINEW_TYPE_BYTES16;
        if (empty) cell = std::string(protobuf_ref::WidthOf(field.type), '\0');
      } else {
        try {
          cell = CellOf(format, field,
                        (field.flags & SINEW_FIELD_FIRST) != 0 ? values.front() : values.back());
        } catch (const Fault& fault) {
          outcome->rejects.push_back({record, offset + fault.at, i, fault.reason});
          if (format.flags != 0) break;
        }
      }
      row.push_back(cell);
    }
  } catch (const Fault& fault) {
    outcome->rejects.push_back({record, offset + fault.at, SIZE_MAX, fault.reason});
  }
  if (row.size() == format.fields.size()) {
    outcome->rows.push_back(row);
    outcome->rejected_values += outcome->rejects.size() - rejects;
  } else {
    ++outcome->rejected_records;
  }
}

// What sinew_decoder_decode gives for the whole input.
inline Outcome Stream(const Format& format, std::string_view in) {
  Outcome outcome;
  size_t at = 0;
  while (at < in.size()) {
    if (!outcome.rejects.empty() && (format.flags & SINEW_DECODER_STOP) != 0) break;
    const size_t begin = at;
    const auto reject = [&](int reason) {
      outcome.rejects.push_back({outcome.records++, begin, SIZE_MAX, reason});
      ++outcome.rejected_records;
    };
    uint64_t length = 0;
    bool has_length = true;
    try {
      length = VarintAt(in, &at, in.size());
    } catch (const Fault&) {
      has_length = false;
    }
    const size_t left = in.size() - begin, header = at - begin;
    if (!has_length) {
      const size_t shown = left < 10 ? left : 10;
      if (shown > format.max_record_size) {
        reject(SINEW_REJECT_SIZE);
      } else {
        reject(left < 10 ? SINEW_REJECT_TRUNCATED : SINEW_REJECT_SYNTAX);
      }
      at = in.size();
    } else if (header + static_cast<unsigned __int128>(length) > format.max_record_size) {
      reject(SINEW_REJECT_SIZE);
      at = length > in.size() - at ? in.size() : at + static_cast<size_t>(length);
    } else if (length > in.size() - at) {
      reject(SINEW_REJECT_TRUNCATED);
      at = in.size();
    } else {
      Message(format, in.substr(at, static_cast<size_t>(length)), at, &outcome);
      at += static_cast<size_t>(length);
    }
  }
  outcome.bytes = in.size();
  if (!outcome.rejects.empty() && (format.flags & SINEW_DECODER_STOP) != 0) {
    outcome.status = SINEW_STATUS_CORRUPT;
  }
  return outcome;
}

// Row `row` of a column that is no list.
inline Cell ValueIn(const sinew_column& column, size_t row) {
  const auto* values = static_cast<const char*>(column.values);
  const auto bit = [&](const uint8_t* bits) { return (bits[row / 8] >> row % 8 & 1) != 0; };
  Cell cell;
  const size_t width = protobuf_ref::WidthOf(column.type);
  if (column.type == SINEW_TYPE_BOOL) {
    cell = std::string(1, static_cast<char>(bit(static_cast<const uint8_t*>(column.values))));
  } else if (width != 0) {
    cell = std::string(values + row * width, width);
  } else if (column.type == SINEW_TYPE_STRING || column.type == SINEW_TYPE_BINARY) {
    const auto* offsets = static_cast<const int32_t*>(column.offsets) + row;
    cell = std::string(values + offsets[0], values + offsets[1]);
  } else {
    const auto* offsets = static_cast<const int64_t*>(column.offsets) + row;
    cell = std::string(values + offsets[0], values + offsets[1]);
  }
  if (column.validity != nullptr && !bit(column.validity)) {
    // What a null hides is nothing.
    const bool is_empty = cell->find_first_not_of('\0') == std::string::npos;
    cell = is_empty ? Cell() : Cell("a null with a value");
  }
  return cell;
}

// Row `row` of a column of lists.
inline Cell ListIn(const sinew_column& column, size_t row) {
  const auto& elements = *static_cast<const sinew_column*>(column.values);
  const auto offset = [&](size_t i) {
    return column.type >= SINEW_TYPE_LARGE_LIST
               ? static_cast<size_t>(static_cast<const int64_t*>(column.offsets)[i])
               : static_cast<size_t>(static_cast<const int32_t*>(column.offsets)[i]);
  };
  const uint8_t* validity = column.validity;
  const bool is_null = validity != nullptr && (validity[row / 8] >> row % 8 & 1) == 0;
  if (is_null) return offset(row) == offset(row + 1) ? Cell() : Cell("a null with elements");
  std::string cell;
  for (size_t i = offset(row); i < offset(row + 1); ++i) {
    AppendElement(ValueIn(elements, i).value_or("null"), &cell);
  }
  return offset(row + 1) <= elements.count ? cell : Cell("elements that are not there");
}

// The rows of a batch.
inline void AppendRows(const sinew_batch* batch, const Format& format, std::vector<Row>* rows) {
  const size_t first = rows->size();
  const size_t count = sinew_batch_row_count(batch);
  rows->resize(first + count);
  for (size_t i = 0; i < format.fields.size(); ++i) {
    const sinew_column column = sinew_batch_column(batch, i);
    for (size_t row = 0; row < count; ++row) {
      (*rows)[first + row].push_back(IsListType(column.type) ? ListIn(column, row)
                                                             : ValueIn(column, row));
    }
  }
}

// A decoder and a batch for a format.
class Decoder : public DecoderHandle {
 public:
  explicit Decoder(const Format& format, size_t max_rows = 0, size_t memory_limit = 0)
      : format_(format) {
    std::vector<sinew_field> fields;
    for (const Field& field : format.fields) {
      fields.push_back({field.path.c_str(), nullptr, field.type, field.flags});
    }
    sinew_decoder_options options = {};
    options.size = sizeof(options);
    options.fields = fields.data();
    options.field_count = fields.size();
    options.max_rows = max_rows;
    options.max_record_size = format.max_record_size;
    options.max_value_size = format.max_value_size == SIZE_MAX ? 0 : format.max_value_size;
    options.max_rejects = 1000;
    options.memory_limit = memory_limit;
    options.flags = format.flags;
    const sinew_protobuf_options protobuf = {sizeof(protobuf), format.max_depth,
                                             format.defaults ? SINEW_PROTOBUF_DEFAULTS : 0};
    status = sinew_protobuf_create(&options, &protobuf, &decoder, &error);
    CreateBatch();
  }

  // Feeds all of an input in pieces of the sizes that next() gives.
  template <typename Next>
  Outcome Feed(std::string_view in, const Next& next) {
    Outcome outcome;
    size_t at = 0;
    do {
      const size_t wanted = next();
      const size_t size = wanted < in.size() - at ? wanted : in.size() - at;
      const uint32_t flags = at + size == in.size() ? SINEW_DECODE_END : 0;
      std::string_view piece = in.substr(at, size);
      sinew_codec_result result;
      do {
        result = sinew_decoder_decode(decoder, piece.data(), piece.size(), batch, flags, &error);
        AppendRows(batch, format_, &outcome.rows);
        piece.remove_prefix(result.read);
        outcome.status = result.status;
      } while (result.status == SINEW_STATUS_OUTPUT_FULL);
      if (result.status != SINEW_STATUS_OK) break;
      at += size;
    } while (at < in.size());
    TakeCounts(&outcome);
    return outcome;
  }

  void TakeCounts(Outcome* outcome) const {
    const sinew_decoder_counts counts = sinew_decoder_stats(decoder);
    outcome->records = counts.records;
    outcome->rejected_records = counts.rejected_records;
    outcome->rejected_values = counts.rejected_values;
    // With SINEW_DECODER_STOP, what was consumed is up to the record at fault.
    outcome->bytes = counts.bytes;
    for (const sinew_reject& reject : Rejects()) {
      outcome->rejects.push_back({reject.record, reject.offset, reject.field, reject.reason});
    }
  }

 private:
  const Format format_;
};

// What makes messages.
class Writer {
 public:
  Writer& Varint(uint64_t value) {
    for (; value >= 128; value /= 128) bytes += static_cast<char>(value % 128 + 128);
    bytes += static_cast<char>(value);
    return *this;
  }
  Writer& Tag(uint64_t number, uint64_t wire) { return Varint(number * 8 + wire); }
  Writer& Number(uint64_t number, uint64_t value) { return Tag(number, 0).Varint(value); }
  Writer& Fixed32(uint64_t number, uint64_t value) {
    Tag(number, 5).bytes += BytesOf(value, 4);
    return *this;
  }
  Writer& Fixed64(uint64_t number, uint64_t value) {
    Tag(number, 1).bytes += BytesOf(value, 8);
    return *this;
  }
  Writer& Bytes(uint64_t number, std::string_view value) {
    Tag(number, 2).Varint(value.size()).bytes += value;
    return *this;
  }
  // As one record of a stream.
  std::string Record() const { return Writer().Varint(bytes.size()).bytes + bytes; }

  std::string bytes;
};

}  // namespace protobuf_ref

#endif  // SINEW_TESTS_INGEST_PROTOBUF_REF_H_
