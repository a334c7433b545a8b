#include "sinew/ingest.h"

#include <boost/test/unit_test.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/memory.h"
#include "ingest/protobuf_ref.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/text.h"

namespace {

using namespace protobuf_ref;
using namespace std::string_literals;

std::string FromHex(std::string_view hex) {
  std::string bytes;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) {
    if (hex[i] == ' ') ++i;
    bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  }
  return bytes;
}

std::string Show(const Cell& cell) {
  if (!cell) return "null";
  std::string text = "'";
  for (const char c : *cell) {
    constexpr char kDigits[] = "0123456789abcdef";
    text += kDigits[static_cast<uint8_t>(c) >> 4];
    text += kDigits[c & 15];
  }
  return text;
}

void RequireEqual(const Outcome& got, const Outcome& expected) {
  BOOST_REQUIRE_EQUAL(got.rows.size(), expected.rows.size());
  for (size_t row = 0; row < got.rows.size(); ++row) {
    for (size_t i = 0; i < expected.rows[row].size(); ++i) {
      BOOST_TEST_CONTEXT("row " << row << " field " << i)
      BOOST_REQUIRE_EQUAL(Show(got.rows[row][i]), Show(expected.rows[row][i]));
    }
  }
  BOOST_REQUIRE_EQUAL(got.rejects.size(), expected.rejects.size());
  for (size_t i = 0; i < got.rejects.size(); ++i) {
    BOOST_TEST_CONTEXT("reject " << i) {
      BOOST_REQUIRE_EQUAL(got.rejects[i].record, expected.rejects[i].record);
      BOOST_REQUIRE_EQUAL(got.rejects[i].offset, expected.rejects[i].offset);
      BOOST_REQUIRE_EQUAL(got.rejects[i].field, expected.rejects[i].field);
      BOOST_REQUIRE_EQUAL(got.rejects[i].reason, expected.rejects[i].reason);
    }
  }
  BOOST_REQUIRE_EQUAL(got.records, expected.records);
  BOOST_REQUIRE_EQUAL(got.rejected_records, expected.rejected_records);
  BOOST_REQUIRE_EQUAL(got.rejected_values, expected.rejected_values);
  BOOST_REQUIRE_EQUAL(got.status, expected.status);
  if (got.status == SINEW_STATUS_OK) BOOST_REQUIRE_EQUAL(got.bytes, expected.bytes);
}

// A message alone, by both ways in: what its row or its reject is.
Outcome Decode(const Format& format, const std::string& message) {
  Decoder rows(format);
  BOOST_REQUIRE_EQUAL(rows.status, SINEW_STATUS_OK);
  const int32_t offsets[] = {0, static_cast<int32_t>(message.size())};
  const sinew_column column = {
      SINEW_TYPE_BINARY, 1, message.data(), message.size(), offsets, nullptr, 0, 0};
  Outcome many;
  BOOST_TEST(sinew_decoder_decode_many(rows.decoder, &column, rows.batch, nullptr) ==
             SINEW_STATUS_OK);
  AppendRows(rows.batch, format, &many.rows);
  rows.TakeCounts(&many);
  if (many.rejected_records != 0) many.rows.clear();

  Outcome alone;
  Message(format, message, 0, &alone);
  alone.bytes = message.size();
  RequireEqual(many, alone);
  const std::string record = (Writer() = {message}).Record();
  Decoder stream(format);
  RequireEqual(stream.Feed(record, [&] { return record.size(); }), Stream(format, record));
  return many;
}

// The cell of a message's only field.
std::string CellIn(const Field& field, const std::string& message) {
  const Outcome outcome = Decode({{field}}, message);
  if (outcome.rows.empty()) return "rejected " + std::to_string(outcome.rejects[0].reason);
  const std::string cell = Show(outcome.rows[0][0]);
  return outcome.rejects.empty() ? cell : cell + " " + std::to_string(outcome.rejects[0].reason);
}

std::string Number(uint64_t number, size_t width) { return Show(BytesOf(number, width)); }

constexpr sinew_type kTypes[] = {
    SINEW_TYPE_BOOL,         SINEW_TYPE_I8,           SINEW_TYPE_I16,
    SINEW_TYPE_I32,          SINEW_TYPE_I64,          SINEW_TYPE_U8,
    SINEW_TYPE_U16,          SINEW_TYPE_U32,          SINEW_TYPE_U64,
    SINEW_TYPE_F32,          SINEW_TYPE_F64,          SINEW_TYPE_DATE32,
    SINEW_TYPE_TIMESTAMP_S,  SINEW_TYPE_TIMESTAMP_MS, SINEW_TYPE_TIMESTAMP_US,
    SINEW_TYPE_TIMESTAMP_NS, SINEW_TYPE_BYTES16,      SINEW_TYPE_STRING,
    SINEW_TYPE_LARGE_STRING, SINEW_TYPE_BINARY,       SINEW_TYPE_LARGE_BINARY};

bool IsInteger(sinew_type type) {
  return (type >= SINEW_TYPE_I8 && type <= SINEW_TYPE_U64) ||
         (type >= SINEW_TYPE_DATE32 && type <= SINEW_TYPE_TIMESTAMP_NS);
}

// Every type with every set of flags that it may have, but for the units of timestamps.
std::vector<Field> AllFields(const std::string& path) {
  std::vector<Field> fields;
  for (const sinew_type type : kTypes) {
    for (const uint32_t first : {0u, SINEW_FIELD_FIRST}) {
      fields.push_back({path, type, first});
      if (IsInteger(type)) fields.push_back({path, type, first | SINEW_FIELD_FIXED});
      if (IsInteger(type) && !IsUnsigned(type)) {
        fields.push_back({path, type, first | SINEW_FIELD_ZIGZAG});
      }
    }
  }
  return fields;
}

constexpr sinew_type ListOf(sinew_type type, int list = SINEW_TYPE_LIST) {
  return static_cast<sinew_type>(list + type);
}

// Lists of every type, with every set of flags that they may have.
std::vector<Field> AllLists(const std::string& path) {
  std::vector<Field> fields;
  for (const Field& field : AllFields(path)) {
    if ((field.flags & SINEW_FIELD_FIRST) != 0) continue;
    fields.push_back({path, ListOf(field.type), field.flags});
    fields.push_back({path, ListOf(field.type, SINEW_TYPE_LARGE_LIST), field.flags});
  }
  return fields;
}

// What a list of these elements is shown as.
std::string List(const std::vector<std::string>& elements) {
  std::string cell;
  for (const std::string& element : elements) AppendElement(element, &cell);
  return Show(cell);
}

constexpr uint64_t kNumbers[] = {1, 2, 3, 5, 15, 16, 63, 64, 65, 2047, 2048, 536870911};

uint64_t RandomNumber(Random& random) { return kNumbers[random.Below(std::size(kNumbers))]; }

Format RandomFormat(Random& random) {
  Format format;
  const size_t count = 1 + random.Below(random.Below(4) == 0 ? 20 : 5);
  for (size_t i = 0; i < count; ++i) {
    const std::vector<Field> any = random.Below(3) == 0 ? AllLists("") : AllFields("");
    Field field = any[random.Below(any.size())];
    const sinew_type type = ElementOf(field).type;
    if (type >= SINEW_TYPE_TIMESTAMP_S && type <= SINEW_TYPE_TIMESTAMP_NS) {
      field.flags |= static_cast<uint32_t>(random.Below(5));
    }
    // Paths that begin like another one, and some that are the same.
    if (i != 0 && random.Below(2) == 0) field.path = format.fields[random.Below(i)].path;
    if (!field.path.empty() && random.Below(4) == 0) {
      format.fields.push_back(field);
      continue;
    }
    for (size_t more = random.Below(3); more > 0 || field.path.empty(); more -= more > 0) {
      if (!field.path.empty()) field.path += '.';
      field.path += std::to_string(RandomNumber(random));
    }
    format.fields.push_back(field);
  }
  format.defaults = random.Below(3) == 0;
  format.max_depth = 7 + random.Below(5);
  return format;
}

uint64_t RandomValue(Random& random) {
  const uint64_t value = random();
  const uint64_t low = value >> random.Below(64);
  return random.Below(3) == 0 ? ~low : low;
}

void AddRandom(Random& random, size_t depth, Writer* out);

// A value of the wire type.
void AddValue(Random& random, uint64_t number, uint64_t wire, size_t depth, Writer* out) {
  if (wire == 0) {
    out->Number(number, RandomValue(random));
  } else if (wire == 1) {
    out->Fixed64(number, RandomValue(random));
  } else if (wire == 5) {
    out->Fixed32(number, RandomValue(random));
  } else if (wire == 3) {
    out->Tag(number, 3);
    if (depth < 4) AddRandom(random, depth + 1, out);
    out->Tag(number, 4);
  } else {
    Writer inner;
    const size_t kind = random.Below(6);
    if (kind < 2) {
      if (depth < 4) AddRandom(random, depth + 1, &inner);
    } else if (kind == 2) {
      for (size_t i = random.Below(6); i > 0; --i) inner.Varint(RandomValue(random));
    } else if (kind == 3) {
      inner.bytes = std::string(4 * random.Below(9), static_cast<char>(random()));
    } else if (kind == 4) {
      inner.bytes = RandomText(random.Below(random.Below(8) == 0 ? 200 : 40), random,
                               1 + random.Below(2) * random.Below(4));
    } else {
      inner.bytes.resize(random.Below(2) == 0 ? 16 : random.Below(40));
      for (char& byte : inner.bytes) byte = static_cast<char>(random());
    }
    out->Bytes(number, inner.bytes);
  }
}

// Numbers of the wire type in one run.
void AddPacked(Random& random, uint64_t number, uint64_t wire, Writer* out) {
  Writer run;
  for (size_t i = random.Below(8); i > 0; --i) {
    if (wire == 0) {
      run.Varint(RandomValue(random));
    } else {
      run.bytes += BytesOf(random(), wire == 1 ? 8 : 4);
    }
  }
  out->Bytes(number, run.bytes);
}

void AddRandom(Random& random, size_t depth, Writer* out) {
  constexpr uint64_t kWires[] = {0, 0, 1, 2, 2, 2, 3, 5};
  for (size_t i = random.Below(8); i > 0; --i) {
    AddValue(random, RandomNumber(random), kWires[random.Below(8)], depth, out);
  }
}

// A message that has something for most fields.
std::string RandomMessage(Random& random, const Format& format) {
  Writer message;
  for (const Field& field : format.fields) {
    if (random.Below(4) == 0) AddRandom(random, 0, &message);
    if (random.Below(6) == 0) continue;
    // From the inside out.
    std::string path = field.path;
    Writer inner;
    bool is_innermost = true;
    while (!path.empty()) {
      const size_t dot = path.rfind('.');
      const uint64_t number = std::stoull(dot == std::string::npos ? path : path.substr(dot + 1));
      path.resize(dot == std::string::npos ? 0 : dot);
      Writer outer;
      if (is_innermost) {
        size_t count = IsListType(field.type) ? random.Below(5) : 1;
        for (; count > 0; --count) {
          if (random.Below(2) == 0 && WireOf(field) != 2) {
            AddPacked(random, number, WireOf(field), &outer);
          } else {
            AddValue(random, number, WireOf(field), 3, &outer);
          }
        }
        is_innermost = false;
      } else {
        outer.Bytes(number, inner.bytes);
      }
      inner = outer;
    }
    message.bytes += inner.bytes;
  }
  return message.bytes;
}

void Mutate(Random& random, std::string* text) {
  for (size_t i = 1 + random.Below(3); i > 0 && !text->empty(); --i) {
    const size_t at = random.Below(text->size());
    switch (random.Below(4)) {
      case 0:
        (*text)[at] = static_cast<char>(random());
        break;
      case 1:
        (*text)[at] = static_cast<char>((*text)[at] ^ 1 << random.Below(8));
        break;
      case 2:
        text->erase(at, 1 + random.Below(3));
        break;
      default:
        text->insert(at, 1 + random.Below(11), static_cast<char>(0x80 | random()));
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(protobuf)

// https://protobuf.dev/programming-guides/encoding/
BOOST_AUTO_TEST_CASE(VectorsOfTheDocumentation) {
  BOOST_TEST(CellIn({"1", SINEW_TYPE_I32}, FromHex("08 96 01")) == Number(150, 4));
  BOOST_TEST(CellIn({"2", SINEW_TYPE_STRING}, FromHex("12 07 74 65 73 74 69 6e 67")) ==
             Show("testing"));
  BOOST_TEST(CellIn({"3.1", SINEW_TYPE_I32}, FromHex("1a 03 08 96 01")) == Number(150, 4));
  BOOST_TEST(CellIn({"3", SINEW_TYPE_BINARY}, FromHex("1a 03 08 96 01")) ==
             Show(FromHex("08 96 01")));
  const std::string packed = FromHex("32 06 03 8e 02 9e a7 05");
  BOOST_TEST(CellIn({"6", SINEW_TYPE_I32}, packed) == Number(86942, 4));
  BOOST_TEST(CellIn({"6", SINEW_TYPE_I32, SINEW_FIELD_FIRST}, packed) == Number(3, 4));
  const std::string repeated = FromHex("22 05 68 65 6c 6c 6f 28 01 28 02 28 03");
  BOOST_TEST(CellIn({"4", SINEW_TYPE_STRING}, repeated) == Show("hello"));
  BOOST_TEST(CellIn({"5", SINEW_TYPE_I32}, repeated) == Number(3, 4));
  BOOST_TEST(CellIn({"5", SINEW_TYPE_I32, SINEW_FIELD_FIRST}, repeated) == Number(1, 4));
  // -2 as an int32 and as an int64: ten bytes.
  const std::string minus_two = FromHex("08 fe ff ff ff ff ff ff ff ff 01");
  BOOST_TEST(CellIn({"1", SINEW_TYPE_I32}, minus_two) == Number(uint64_t{0} - 2, 4));
  BOOST_TEST(CellIn({"1", SINEW_TYPE_I64}, minus_two) == Number(uint64_t{0} - 2, 8));
  BOOST_TEST(CellIn({"1", SINEW_TYPE_BOOL}, minus_two) == Show("\1"s));
  // sint32: 0, -1, 1, -2, 0x7fffffff, -0x80000000.
  const std::pair<uint32_t, uint32_t> zigzag[] = {
      {0, 0},          {1, 0xFFFFFFFF},          {2, 1},
      {3, 0xFFFFFFFE}, {0xFFFFFFFE, 0x7FFFFFFF}, {0xFFFFFFFF, 0x80000000}};
  for (const auto& [encoded, number] : zigzag) {
    BOOST_TEST(CellIn({"1", SINEW_TYPE_I32, SINEW_FIELD_ZIGZAG},
                      Writer().Number(1, encoded).bytes) == Number(number, 4));
  }
  // A group of an older time is skipped: 8: !{1: 2, 3: {"foo"}}.
  const std::string group = FromHex("43 08 02 1a 03 66 6f 6f 44 08 05");
  BOOST_TEST(CellIn({"1", SINEW_TYPE_I32}, group) == Number(5, 4));
}

BOOST_AUTO_TEST_CASE(ListsOfTheDocumentation) {
  const std::string packed = FromHex("32 06 03 8e 02 9e a7 05");
  const std::vector<std::string> numbers = {BytesOf(3, 4), BytesOf(270, 4), BytesOf(86942, 4)};
  BOOST_TEST(CellIn({"6", ListOf(SINEW_TYPE_I32)}, packed) == List(numbers));
  const std::string repeated = FromHex("22 05 68 65 6c 6c 6f 28 01 28 02 28 03");
  BOOST_TEST(CellIn({"4", ListOf(SINEW_TYPE_STRING)}, repeated) == List({"hello"}));
  BOOST_TEST(CellIn({"5", ListOf(SINEW_TYPE_U8)}, repeated) == List({"\1", "\2", "\3"}));
  BOOST_TEST(CellIn({"6", ListOf(SINEW_TYPE_U8)}, repeated) == List({}));
}

// Elements come packed in one or several runs, one by one, and between other fields.
BOOST_AUTO_TEST_CASE(ElementsAreCollected) {
  const auto fixed = [](uint64_t number, size_t width) { return BytesOf(number, width); };
  for (const Field& field : AllLists("3")) {
    const uint64_t wire = WireOf(field);
    if (wire == 2) continue;
    const Field element = ElementOf(field);
    const size_t width = WidthOf(element.type);
    const auto run = [&](std::vector<uint64_t> numbers) {
      Writer out;
      for (const uint64_t number : numbers) {
        if (wire == 0) {
          out.Varint(number);
        } else {
          out.bytes += fixed(number, wire == 1 ? 8 : 4);
        }
      }
      return out.bytes;
    };
    const auto one = [&](uint64_t number) { return Writer().Tag(3, wire).bytes + run({number}); };
    const std::string message = Writer().Bytes(3, run({1, 2, 127})).Number(1, 5).bytes + one(4) +
                                Writer().Bytes(3, "").Bytes(2, "x").bytes + one(6) +
                                Writer().Bytes(3, run({7})).bytes;
    std::vector<std::string> expected;
    for (const uint64_t number : {1, 2, 127, 4, 6, 7}) {
      const bool zigzag = (field.flags & SINEW_FIELD_ZIGZAG) != 0;
      const uint64_t value = zigzag ? number / 2 ^ (uint64_t{0} - number % 2) : number;
      expected.push_back(BytesOf(element.type == SINEW_TYPE_BOOL ? 1 : value, width));
    }
    BOOST_TEST_CONTEXT("type " << field.type << " flags " << field.flags)
    BOOST_TEST(CellIn(field, message) == List(expected));
  }
  for (const int list : {SINEW_TYPE_LIST, SINEW_TYPE_LARGE_LIST}) {
    for (const sinew_type type :
         {SINEW_TYPE_STRING, SINEW_TYPE_LARGE_STRING, SINEW_TYPE_BINARY, SINEW_TYPE_LARGE_BINARY}) {
      const std::string long_text(100, 'y');
      const Writer message = Writer().Bytes(3, "a").Number(1, 5).Bytes(3, "").Bytes(3, long_text);
      BOOST_TEST(CellIn({"3", ListOf(type, list)}, message.bytes) == List({"a", "", long_text}));
    }
    const std::string uuid = "0123456789abcdef";
    BOOST_TEST(CellIn({"3", ListOf(SINEW_TYPE_BYTES16, list)},
                      Writer().Bytes(3, uuid).Bytes(3, uuid).bytes) == List({uuid, uuid}));
  }
  // Within messages that are merged.
  const std::string inner = Writer().Bytes(1, "\1\2").Number(1, 3).bytes;
  BOOST_TEST(
      CellIn({"3.1", ListOf(SINEW_TYPE_U8)}, Writer().Bytes(3, inner).Bytes(3, inner).bytes) ==
      List({"\1", "\2", "\3", "\1", "\2", "\3"}));
}

BOOST_AUTO_TEST_CASE(AListWithoutElementsIsEmpty) {
  Format format = {AllLists("1.2")};
  for (const bool defaults : {false, true}) {
    format.defaults = defaults;
    for (const std::string& message :
         {""s, Writer().Bytes(1, "").bytes, Writer().Number(1, 3).bytes}) {
      const Row row = Decode(format, message).rows.at(0);
      for (const Cell& cell : row) BOOST_TEST((cell == Cell("")));
    }
  }
}

// An element at fault makes its list null, at the first such element; the row is kept, or not.
BOOST_AUTO_TEST_CASE(AnElementAtFault) {
  const auto in = [](sinew_type type, const Writer& message) {
    return CellIn({"1", ListOf(type)}, message.bytes);
  };
  BOOST_TEST(in(SINEW_TYPE_U8, Writer().Number(1, 1).Number(1, 256).Number(1, 3)) == "null 4");
  BOOST_TEST(in(SINEW_TYPE_U8, Writer().Bytes(1, "\1\200\2\3")) == "null 4");
  BOOST_TEST(in(SINEW_TYPE_I64, Writer().Number(1, 1).Fixed64(1, 2)) == "null 3");
  BOOST_TEST(in(SINEW_TYPE_STRING, Writer().Bytes(1, "a").Bytes(1, "\xFF")) == "null 5");
  BOOST_TEST(in(SINEW_TYPE_BINARY, Writer().Bytes(1, "a").Number(1, 1)) == "null 3");
  BOOST_TEST(in(SINEW_TYPE_BYTES16, Writer().Bytes(1, "0123456789abcdef").Bytes(1, "a")) ==
             "null 3");
  // What is no number ends the record: an element of the run, or what is left of it.
  BOOST_TEST(in(SINEW_TYPE_I64, Writer().Bytes(1, "\1\200")) == "rejected 1");
  BOOST_TEST(in(SINEW_TYPE_F64, Writer().Bytes(1, "123456789")) == "rejected 1");
  BOOST_TEST(in(SINEW_TYPE_F32, Writer().Bytes(1, "123456")) == "rejected 1");

  // The elements before and behind a fault are gone, and those of other rows are not.
  const Field list = {"1", ListOf(SINEW_TYPE_U8)}, texts = {"2", ListOf(SINEW_TYPE_STRING)};
  Format format = {{list, texts}};
  const std::string in_stream = Writer().Bytes(1, "\1\2").Bytes(2, "a").Record() +
                                Writer().Bytes(1, "\3\200\2\4").Bytes(2, "b").Record() +
                                Writer().Number(1, 5).Bytes(2, "c").Bytes(2, "\xFF").Record() +
                                Writer().Bytes(1, "\6").Bytes(2, "d").Tag(3, 7).Record() +
                                Writer().Bytes(1, "\7").Bytes(2, "e").Record();
  for (const uint32_t flags : {uint32_t{0}, SINEW_DECODER_STRICT, SINEW_DECODER_STOP}) {
    format.flags = flags;
    Decoder decoder(format);
    const Outcome outcome = decoder.Feed(in_stream, [] { return size_t{3}; });
    RequireEqual(outcome, Stream(format, in_stream));
    const Row first =
                  {"1:\1"
                   "1:\2"s,
                   "1:a"s},
              last = {"1:\7"s, "1:e"s};
    BOOST_TEST((outcome.rows.front() == first));
    if (flags != SINEW_DECODER_STOP) BOOST_TEST((outcome.rows.back() == last));
    BOOST_TEST(outcome.rows.size() == (flags == 0 ? 4u : flags == SINEW_DECODER_STRICT ? 2u : 1u));
  }
}

// Elements that are more than a window has bytes of records, in few rows and in many.
BOOST_AUTO_TEST_CASE(ManyElements) {
  Random random(6);
  const Format format = {{{"1", ListOf(SINEW_TYPE_I64)},
                          {"2", ListOf(SINEW_TYPE_STRING)},
                          {"1", ListOf(SINEW_TYPE_BOOL)},
                          {"3", SINEW_TYPE_I32}}};
  std::string in;
  for (int i = 0; i < 40; ++i) {
    Writer message;
    std::string run(random.Below(i % 10 == 0 ? 100000 : 300), '\0');
    for (char& byte : run) byte = static_cast<char>(random.Below(128));
    message.Bytes(1, run).Number(3, static_cast<uint64_t>(i));
    for (size_t k = random.Below(200); k > 0; --k) message.Bytes(2, RandomText(k % 5, random));
    in += message.Record();
  }
  const Outcome expected = Stream(format, in);
  for (const size_t piece : {in.size(), size_t{1000}}) {
    Decoder decoder(format, 7);
    RequireEqual(decoder.Feed(in, [&] { return piece; }), expected);
  }
}

// Columns get room for no more elements than the bytes of the input allow.
BOOST_AUTO_TEST_CASE(ElementsTakeTheRoomOfTheirBytes) {
  Writer message;
  while (message.bytes.size() < 200000) message.Bytes(1, "0123456789abcdef");
  const std::string in = message.Record();
  for (const sinew_type type : {SINEW_TYPE_BYTES16, SINEW_TYPE_BINARY}) {
    const Format format = {{{"1", ListOf(type)}}};
    Decoder decoder(format);
    RequireEqual(decoder.Feed(in, [&] { return in.size(); }), Stream(format, in));
    // Elements with a bit of validity each, or offsets for as many as there could be.
    const size_t least = type == SINEW_TYPE_BYTES16 ? in.size() : in.size() + 4 * in.size() / 2;
    BOOST_TEST(sinew_batch_memory(decoder.batch) < least + least / 8);
  }
}

BOOST_AUTO_TEST_CASE(EveryTypeWithEveryWireType) {
  const std::string values[6] = {Writer().Number(7, 5).bytes,
                                 Writer().Fixed64(7, 5).bytes,
                                 Writer().Bytes(7, "\5\6\7\10"s).bytes,
                                 Writer().Tag(7, 3).Number(1, 1).Tag(7, 4).bytes,
                                 Writer().Tag(7, 4).bytes,
                                 Writer().Fixed32(7, 5).bytes};
  for (const Field& field : AllFields("7")) {
    const bool is_bytes = WidthOf(field.type) == 0 || field.type == SINEW_TYPE_BYTES16;
    for (size_t wire = 0; wire < 8; ++wire) {
      const std::string cell =
          CellIn(field, wire < 6 ? values[wire] : Writer().Tag(7, wire).Varint(0).bytes);
      BOOST_TEST_CONTEXT("type " << field.type << " flags " << field.flags << " wire " << wire) {
        if (wire == 4 || wire > 5) {
          BOOST_TEST(cell == "rejected 1");
        } else if (wire == 2 && is_bytes) {
          const bool is_uuid = field.type == SINEW_TYPE_BYTES16;
          BOOST_TEST(cell == (is_uuid ? "null 3" : Show("\5\6\7\10"s)));
        } else if (wire == 2) {
          // Packed: four varints, one number of 32 bits, or none of 64.
          const bool first = (field.flags & SINEW_FIELD_FIRST) != 0;
          const bool is_zigzag = (field.flags & SINEW_FIELD_ZIGZAG) != 0;
          uint64_t number = first ? 5 : 8;
          if (is_zigzag) number = first ? uint64_t{0} - 3 : 4;
          if (field.type == SINEW_TYPE_BOOL) number = 1;
          const size_t width = WidthOf(field.type);
          const std::string fixed32 = width == 4 ? Number(0x08070605, 4) : "null 4";
          BOOST_TEST(cell == (WireOf(field) == 1   ? "rejected 1"
                              : WireOf(field) == 5 ? fixed32
                                                   : Number(number, width)));
        } else if (wire != WireOf(field)) {
          BOOST_TEST(cell == "null 3");
        } else {
          const bool is_zigzag = (field.flags & SINEW_FIELD_ZIGZAG) != 0;
          const uint64_t number = field.type == SINEW_TYPE_BOOL ? 1 : 5;
          BOOST_TEST(cell == Number(is_zigzag ? uint64_t{0} - 3 : number, WidthOf(field.type)));
        }
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(NumbersThatTheTypeCannotHold) {
  const auto cell = [](sinew_type type, uint64_t number, uint32_t flags = 0) {
    return CellIn({"1", type, flags}, Writer().Number(1, number).bytes);
  };
  BOOST_TEST(cell(SINEW_TYPE_I8, 127) == Number(127, 1));
  BOOST_TEST(cell(SINEW_TYPE_I8, 128) == "null 4");
  BOOST_TEST(cell(SINEW_TYPE_I8, uint64_t{0} - 128) == Number(128, 1));
  BOOST_TEST(cell(SINEW_TYPE_I8, uint64_t{0} - 129) == "null 4");
  BOOST_TEST(cell(SINEW_TYPE_I8, 255, SINEW_FIELD_ZIGZAG) == Number(128, 1));
  BOOST_TEST(cell(SINEW_TYPE_I8, 256, SINEW_FIELD_ZIGZAG) == "null 4");
  BOOST_TEST(cell(SINEW_TYPE_U16, 65535) == Number(65535, 2));
  BOOST_TEST(cell(SINEW_TYPE_U16, 65536) == "null 4");
  BOOST_TEST(cell(SINEW_TYPE_U8, uint64_t{1} << 32) == Number(0, 1));
  BOOST_TEST(cell(SINEW_TYPE_U32, (uint64_t{1} << 32) + 7) == Number(7, 4));
  BOOST_TEST(cell(SINEW_TYPE_I32, (uint64_t{1} << 32) + 7) == Number(7, 4));
  BOOST_TEST(cell(SINEW_TYPE_BOOL, uint64_t{1} << 63) == Number(1, 1));
  // Times: cut off towards the past.
  BOOST_TEST(cell(SINEW_TYPE_TIMESTAMP_S, uint64_t{0} - 1, SINEW_FIELD_EPOCH_MS) ==
             Number(uint64_t{0} - 1, 8));
  BOOST_TEST(cell(SINEW_TYPE_TIMESTAMP_NS, 7, SINEW_FIELD_EPOCH_S) == Number(7000000000, 8));
  BOOST_TEST(cell(SINEW_TYPE_TIMESTAMP_NS, uint64_t{1} << 62, SINEW_FIELD_EPOCH_S) == "null 4");
}

BOOST_AUTO_TEST_CASE(TheLastValueCountsAndMessagesMerge) {
  const auto cell = [](const Field& field, const Writer& message) {
    return CellIn(field, message.bytes);
  };
  const std::string bad = "\xFF";
  const Writer texts = Writer().Bytes(1, "one").Bytes(1, bad).Bytes(1, "three");
  BOOST_TEST(cell({"1", SINEW_TYPE_STRING}, texts) == Show("three"));
  BOOST_TEST(cell({"1", SINEW_TYPE_STRING, SINEW_FIELD_FIRST}, texts) == Show("one"));
  const Writer faults = Writer().Bytes(1, bad).Bytes(1, "good").Number(1, 3);
  BOOST_TEST(cell({"1", SINEW_TYPE_STRING}, faults) == "null 3");
  BOOST_TEST(cell({"1", SINEW_TYPE_STRING, SINEW_FIELD_FIRST}, faults) == "null 5");
  // Empty runs are no values.
  const Writer runs = Writer().Bytes(1, "").Number(1, 4).Bytes(1, "\5\6").Bytes(1, "");
  BOOST_TEST(cell({"1", SINEW_TYPE_U8}, runs) == Number(6, 1));
  BOOST_TEST(cell({"1", SINEW_TYPE_U8, SINEW_FIELD_FIRST}, runs) == Number(4, 1));
  // 3: {1: 10, 2: "a"} and 3: {1: 20} are 3: {1: 20, 2: "a"}.
  const std::string one = Writer().Number(1, 10).Bytes(2, "a").bytes;
  const std::string two = Writer().Number(1, 20).bytes;
  const Format format = {{{"3.1", SINEW_TYPE_I32},
                          {"3.2", SINEW_TYPE_STRING},
                          {"3", SINEW_TYPE_BINARY},
                          {"3.1", SINEW_TYPE_I64, SINEW_FIELD_FIRST}}};
  const Outcome merged = Decode(format, Writer().Bytes(3, one).Bytes(3, two).bytes);
  BOOST_REQUIRE_EQUAL(merged.rows.size(), 1u);
  BOOST_TEST(Show(merged.rows[0][0]) == Number(20, 4));
  BOOST_TEST(Show(merged.rows[0][1]) == Show("a"));
  BOOST_TEST(Show(merged.rows[0][2]) == Show(two));
  BOOST_TEST(Show(merged.rows[0][3]) == Number(10, 8));
}

BOOST_AUTO_TEST_CASE(MissingValues) {
  Format format = {AllFields("1.2")};
  for (const std::string& message :
       {""s, Writer().Bytes(1, "").bytes, Writer().Number(1, 3).bytes}) {
    format.defaults = false;
    Row row = Decode(format, message).rows.at(0);
    for (const Cell& cell : row) BOOST_TEST(!cell.has_value());
    format.defaults = true;
    row = Decode(format, message).rows.at(0);
    for (size_t i = 0; i < row.size(); ++i) {
      const sinew_type type = format.fields[i].type;
      BOOST_TEST(row[i].has_value() == (type != SINEW_TYPE_BYTES16));
      if (row[i]) BOOST_TEST(*row[i] == std::string(WidthOf(type), '\0'));
    }
  }
}

BOOST_AUTO_TEST_CASE(FaultsOfRecordsAreLocated) {
  const Format format = {{{"1", SINEW_TYPE_I32}, {"2.1", SINEW_TYPE_STRING}}};
  const auto fault = [&](const std::string& message) -> std::pair<uint64_t, int> {
    const Outcome outcome = Decode(format, message);
    BOOST_REQUIRE_EQUAL(outcome.rejects.size(), 1u);
    BOOST_TEST(outcome.rejects[0].field == SIZE_MAX);
    return {outcome.rejects[0].offset, outcome.rejects[0].reason};
  };
  const auto syntax_at = [](uint64_t at) { return std::pair<uint64_t, int>(at, 1); };
  const std::string good = Writer().Number(1, 1).bytes;  // two bytes
  BOOST_TEST((fault(good + Writer().Number(0, 1).bytes) == syntax_at(2)));
  BOOST_TEST((fault(good + Writer().Number(536870912, 1).bytes) == syntax_at(2)));
  BOOST_TEST((fault(good + FromHex("80 80 80 80 80 80 80 80 80 80 01")) == syntax_at(2)));
  BOOST_TEST((fault(good + FromHex("80")) == syntax_at(2)));
  BOOST_TEST((fault(good + FromHex("0e 00")) == syntax_at(2)));
  BOOST_TEST((fault(good + FromHex("0f 00")) == syntax_at(2)));
  BOOST_TEST((fault(good + FromHex("0c")) == syntax_at(2)));
  BOOST_TEST((fault(good + FromHex("08 ff ff ff ff ff ff ff ff ff ff 00")) == syntax_at(3)));
  BOOST_TEST((fault(good + FromHex("08 ff")) == syntax_at(3)));
  BOOST_TEST((fault(good + FromHex("08")) == syntax_at(3)));
  BOOST_TEST((fault(good + FromHex("19 00 00 00 00 00 00 00")) == syntax_at(3)));
  BOOST_TEST((fault(good + FromHex("1d 00 00 00")) == syntax_at(3)));
  BOOST_TEST((fault(good + FromHex("1a 02 00")) == syntax_at(3)));
  BOOST_TEST((fault(good + FromHex("1a ff ff ff ff ff ff ff ff ff 01")) == syntax_at(3)));
  // Within the message of a path, whose end its fields must not cross; not within others.
  BOOST_TEST((fault(good + FromHex("12 02 0a 01 61")) == syntax_at(5)));
  BOOST_TEST(Decode(format, good + FromHex("1a 02 0a 01")).rejects.empty());
  // Groups that end as another one, or not; too many.
  BOOST_TEST((fault(good + FromHex("23 2b 24")) == syntax_at(4)));
  BOOST_TEST((fault(good + FromHex("23 2b 2c")) == syntax_at(2)));
  BOOST_TEST((fault(good + std::string(101, '\x23') + std::string(101, '\x24')) ==
              std::pair<uint64_t, int>(102, SINEW_REJECT_DEPTH)));
  BOOST_TEST(
      Decode(format, good + std::string(100, '\x23') + std::string(100, '\x24')).rejects.empty());
  // Numbers that have more bytes than they need, or bits beyond the 64th, are numbers.
  BOOST_TEST(CellIn({"1", SINEW_TYPE_U64}, FromHex("88 80 80 00 ff ff ff ff ff ff ff ff ff 7f")) ==
             Number(UINT64_MAX, 8));
}

BOOST_AUTO_TEST_CASE(EverySplit) {
  std::string input;
  input += Writer().Number(1, 300).Bytes(2, "text").Bytes(3, Writer().Number(1, 7).bytes).Record();
  input += Writer().Record();
  input += Writer().Number(1, 1).Number(2, 1).Record();
  input += Writer().Number(0, 1).Record();
  input += Writer().Bytes(2, std::string(130, 'x')).Number(1, 9).Record();
  input += Writer().Bytes(2, "\xFF").Record();
  const std::string endings[] = {"", Writer().Bytes(2, "cut").Record().substr(0, 4), "\xFF\xFF",
                                 std::string(10, '\x80') + "rest of it all, \1\2\3"};
  for (const std::string& ending : endings) {
    const std::string in = input + ending;
    for (const uint32_t flags : {0u, SINEW_DECODER_STRICT, SINEW_DECODER_STOP}) {
      for (const size_t most : {1, 5, 9, 10, 11, 12, 13, 100, 138, 139, 1000}) {
        Format format = {{{"1", SINEW_TYPE_I64},
                          {"2", SINEW_TYPE_STRING},
                          {"3.1", SINEW_TYPE_U8},
                          {"3", SINEW_TYPE_LARGE_BINARY},
                          {"1", ListOf(SINEW_TYPE_I64)},
                          {"2", ListOf(SINEW_TYPE_STRING)}}};
        format.flags = flags;
        format.max_record_size = most;
        const Outcome expected = Stream(format, in);
        for (size_t first = 0; first <= in.size(); ++first) {
          size_t piece = 0;
          Decoder decoder(format, 1 + first % 4);
          BOOST_TEST_CONTEXT("flags " << flags << " most " << most << " cut " << first)
          RequireEqual(decoder.Feed(in, [&] { return piece++ == 0 ? first : in.size(); }),
                       expected);
        }
        for (size_t piece = 1; piece < 20; ++piece) {
          Decoder decoder(format, piece);
          BOOST_TEST_CONTEXT("flags " << flags << " most " << most << " pieces of " << piece)
          RequireEqual(decoder.Feed(in, [&] { return piece; }), expected);
        }
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(AfterALengthThatIsNoneTheInputIsLost) {
  const Format format = {{{"1", SINEW_TYPE_I32}}};
  const std::string good = Writer().Number(1, 1).Record();
  const std::string in = good + std::string(12, '\xFF') + good + good;
  Decoder decoder(format);
  Outcome outcome = decoder.Feed(in, [] { return size_t{2}; });
  BOOST_TEST(outcome.rows.size() == 1u);
  BOOST_REQUIRE_EQUAL(outcome.rejects.size(), 1u);
  BOOST_TEST(outcome.rejects[0].offset == good.size());
  BOOST_TEST(outcome.rejects[0].reason == SINEW_REJECT_SYNTAX);
  BOOST_TEST(outcome.bytes == in.size());
  BOOST_TEST(sinew_decoder_reset(decoder.decoder) == SINEW_STATUS_OK);
  outcome = decoder.Feed(good + good, [] { return size_t{2}; });
  BOOST_TEST(outcome.rows.size() == 2u);
}

BOOST_AUTO_TEST_CASE(RandomMessagesInRandomPieces) {
  Random random(1), sizes(2);
  for (int round = 0; round < 3000; ++round) {
    Format format = RandomFormat(random);
    const uint32_t flags[] = {0, 0, SINEW_DECODER_STRICT, SINEW_DECODER_STOP};
    format.flags = flags[random.Below(4)];
    if (random.Below(4) == 0) format.max_record_size = 1 + random.Below(200);
    if (sizes.Below(4) == 0) format.max_value_size = 1 + sizes.Below(6);
    std::string in;
    for (size_t i = random.Below(12); i > 0; --i) {
      std::string message = RandomMessage(random, format);
      if (random.Below(3) == 0) Mutate(random, &message);
      in += (Writer() = {message}).Record();
    }
    if (random.Below(4) == 0) Mutate(random, &in);
    const Outcome expected = Stream(format, in);
    Decoder decoder(format, 1 + random.Below(8));
    BOOST_REQUIRE_EQUAL(decoder.status, SINEW_STATUS_OK);
    const size_t largest = 1 + random.Below(2 * in.size() + 1);
    BOOST_TEST_CONTEXT("round " << round)
    RequireEqual(decoder.Feed(in, [&] { return 1 + random.Below(largest); }), expected);
  }
}

BOOST_AUTO_TEST_CASE(ManyRecordsInLongPieces) {
  Random random(2);
  Format format = {{{"1", SINEW_TYPE_I64},
                    {"15.16", SINEW_TYPE_STRING},
                    {"2048", SINEW_TYPE_LARGE_STRING},
                    {"3", SINEW_TYPE_BOOL},
                    {"5", SINEW_TYPE_F64}}};
  std::string in;
  while (in.size() < 1200000) in += (Writer() = {RandomMessage(random, format)}).Record();
  in += Writer().Bytes(2048, RandomText(400000, random)).Record();
  const Outcome expected = Stream(format, in);
  for (const size_t piece : {in.size(), size_t{300000}, size_t{4096}}) {
    Decoder decoder(format, 5000);
    Outcome outcome = decoder.Feed(in, [&] { return piece; });
    outcome.rejects.resize(std::min(outcome.rejects.size(), expected.rejects.size()));
    Outcome kept = expected;
    kept.rejects.resize(outcome.rejects.size());
    RequireEqual(outcome, kept);
  }
}

BOOST_AUTO_TEST_CASE(NoByteBeyondTheInput) {
  Random random(3);
  GuardedMemory memory(4096);
  for (int round = 0; round < 1500; ++round) {
    const Format format = RandomFormat(random);
    std::string message = RandomMessage(random, format);
    message.resize(std::min<size_t>(message.size(), random.Below(300)));
    if (random.Below(2) == 0) Mutate(random, &message);
    const std::string record = (Writer() = {message}).Record();
    const Outcome expected = Stream(format, record);
    Decoder stream(format);
    for (uint8_t* place : {memory.Back(record.size()), memory.Front()}) {
      memcpy(place, record.data(), record.size());
      const std::string_view in(reinterpret_cast<const char*>(place), record.size());
      RequireEqual(stream.Feed(in, [&] { return in.size(); }), expected);
      BOOST_TEST(sinew_decoder_reset(stream.decoder) == SINEW_STATUS_OK);
    }
    uint8_t* place = memory.Back(message.size());
    memcpy(place, message.data(), message.size());
    const int64_t offsets[] = {0, 0, static_cast<int64_t>(message.size())};
    const sinew_column column = {
        SINEW_TYPE_LARGE_STRING, 2, place, message.size(), offsets, nullptr, 0, 0};
    BOOST_TEST(sinew_decoder_decode_many(stream.decoder, &column, stream.batch, nullptr) ==
               SINEW_STATUS_OK);
    Outcome many, rows;
    Message(format, "", 0, &rows);
    Message(format, message, 0, &rows);
    if (rows.rows.size() == 1) rows.rows.push_back(Row(format.fields.size()));
    rows.bytes = message.size();
    AppendRows(stream.batch, format, &many.rows);
    stream.TakeCounts(&many);
    RequireEqual(many, rows);
  }
}

BOOST_AUTO_TEST_CASE(RowsOfAColumn) {
  const Format format = {{{"1", SINEW_TYPE_I32}, {"2", SINEW_TYPE_STRING}}};
  std::string bytes;
  std::vector<int32_t> offsets = {0};
  std::vector<Row> expected;
  std::vector<uint8_t> validity(100, 0xFF);
  for (size_t i = 0; i < 800; ++i) {
    Writer message;
    Row row(2);
    if (i % 7 == 3) {
      validity[i / 8] &= static_cast<uint8_t>(~(1 << i % 8));
      message.bytes = "\0\0\0"s;
    } else if (i % 7 == 5) {
      message.Number(1, 1).Tag(2, 2);
    } else {
      message.Number(1, i * i).Bytes(2, std::string(i % 50, 'a'));
      row = {BytesOf(i * i, 4), std::string(i % 50, 'a')};
    }
    bytes += message.bytes;
    offsets.push_back(static_cast<int32_t>(bytes.size()));
    expected.push_back(row);
  }
  const sinew_column column = {
      SINEW_TYPE_BINARY, 800, bytes.data(), bytes.size(), offsets.data(), validity.data(), 0, 0};
  Decoder decoder(format);
  BOOST_TEST(sinew_decoder_decode_many(decoder.decoder, &column, decoder.batch, nullptr) ==
             SINEW_STATUS_OK);
  std::vector<Row> rows;
  AppendRows(decoder.batch, format, &rows);
  BOOST_TEST((rows == expected));
  const sinew_reject reject = sinew_decoder_reject(decoder.decoder, 0);
  BOOST_TEST(reject.record == 5u);
  BOOST_TEST(reject.offset == 3u);
}

BOOST_AUTO_TEST_CASE(NothingIsLostIfMemoryIsShort) {
  Random random(4);
  const Format format = {{{"1", SINEW_TYPE_I64},
                          {"64.2", SINEW_TYPE_STRING},
                          {"3", SINEW_TYPE_BOOL},
                          {"1", ListOf(SINEW_TYPE_I64)},
                          {"64.2", ListOf(SINEW_TYPE_STRING)}}};
  std::string in;
  for (int i = 0; i < 200; ++i) in += (Writer() = {RandomMessage(random, format)}).Record();
  const Outcome expected = Stream(format, in);
  bool created = false;
  for (int64_t countdown = 0; countdown < 60; ++countdown) {
    sinew::FailAllocationsAfter(countdown);
    Decoder decoder(format, 64);
    if (decoder.status != SINEW_STATUS_OK) {
      sinew::FailAllocationsAfter(-1);
      BOOST_TEST(decoder.status == SINEW_STATUS_OUT_OF_MEMORY);
      BOOST_TEST(!created);
      continue;
    }
    created = true;
    Outcome outcome;
    size_t at = 0;
    bool done = false;
    while (!done) {
      const size_t size = std::min<size_t>(97, in.size() - at);
      const uint32_t flags = at + size == in.size() ? SINEW_DECODE_END : 0;
      const sinew_codec_result result = sinew_decoder_decode(decoder.decoder, in.data() + at, size,
                                                             decoder.batch, flags, nullptr);
      AppendRows(decoder.batch, format, &outcome.rows);
      at += result.read;
      done = result.status == SINEW_STATUS_OK && flags != 0;
      if (result.status == SINEW_STATUS_OUT_OF_MEMORY) sinew::FailAllocationsAfter(-1);
    }
    sinew::FailAllocationsAfter(-1);
    decoder.TakeCounts(&outcome);
    RequireEqual(outcome, expected);
  }
  BOOST_TEST(created);
  BOOST_TEST(sinew_memory_stats().blocks == 0u);
  // Nor with a limit: creation fails up to what the object needs.
  const Decoder limited(format, 0, 1000);
  BOOST_TEST(limited.status == SINEW_STATUS_MEMORY_LIMIT);
}

BOOST_AUTO_TEST_CASE(ManyFieldsOfOneMessage) {
  Format format;
  Writer message, inner;
  for (size_t i = 0; i < SINEW_DECODER_MAX_FIELDS; ++i) {
    const size_t number = (i * 37) % 256 + 1;
    format.fields.push_back({(i % 2 == 0 ? "" : "300.") + std::to_string(number), SINEW_TYPE_U32});
    (i % 2 == 0 ? message : inner).Number(number, i);
  }
  message.Bytes(300, inner.bytes);
  const Outcome outcome = Decode(format, message.bytes);
  for (size_t i = 0; i < SINEW_DECODER_MAX_FIELDS; ++i) {
    BOOST_TEST(Show(outcome.rows.at(0).at(i)) == Number(i, 4));
  }
}

BOOST_AUTO_TEST_CASE(DeepPaths) {
  std::string path = "1", message = Writer().Number(1, 5).bytes;
  for (int i = 0; i < 200; ++i) {
    path += ".1";
    message = Writer().Bytes(1, message).bytes;
  }
  Format format = {{{path, SINEW_TYPE_I32}}};
  format.max_depth = 200;
  BOOST_TEST(Show(Decode(format, message).rows.at(0).at(0)) == Number(5, 4));
  format.max_depth = 199;
  const Decoder refused(format);
  BOOST_TEST(refused.status == SINEW_STATUS_INVALID_ARGUMENT);
  // Groups count with the messages around them.
  format = {{{"1.1.2", SINEW_TYPE_I32}}};
  format.max_depth = 3;
  const auto within = [&](const std::string& group) {
    return Decode(format, Writer().Bytes(1, Writer().Bytes(1, group).bytes).bytes).rejects.size();
  };
  BOOST_TEST(within("\x1B\x1C") == 0u);
  BOOST_TEST(within("\x1B\x1B\x1C\x1C") == 1u);
}

BOOST_AUTO_TEST_CASE(RefusesBadArguments) {
  sinew_error error;
  sinew_decoder* decoder;
  const auto create = [&](auto change) {
    sinew_field fields[2] = {{"1", nullptr, SINEW_TYPE_I64, 0}, {"2.3", "b", SINEW_TYPE_STRING, 0}};
    sinew_decoder_options options = {};
    options.size = sizeof(options);
    options.fields = fields;
    options.field_count = 2;
    sinew_protobuf_options format = {sizeof(format), 0, 0};
    change(options, fields, format);
    const sinew_status status = sinew_protobuf_create(&options, &format, &decoder, &error);
    BOOST_TEST((decoder != nullptr) == (status == SINEW_STATUS_OK));
    if (status == SINEW_STATUS_OK) BOOST_TEST(sinew_decoder_memory(decoder) > 0u);
    sinew_decoder_destroy(decoder);
    return status;
  };
  constexpr sinew_status kInvalid = SINEW_STATUS_INVALID_ARGUMENT;
  BOOST_TEST(create([](auto&, auto&, auto&) {}) == SINEW_STATUS_OK);
  BOOST_TEST(create([](auto& options, auto&, auto&) { options.size = 1; }) == kInvalid);
  BOOST_TEST(create([](auto&, auto&, auto& format) { format.size = 1; }) == kInvalid);
  BOOST_TEST(create([](auto&, auto&, auto& format) { format.max_depth = 201; }) == kInvalid);
  BOOST_TEST(create([](auto&, auto&, auto& format) { format.flags = 2; }) == kInvalid);
  for (const char* path : {"", ".", "1.", ".1", "1..2", "0", "01", "1.0", "536870912", "-1", "a",
                           "1.x", "18446744073709551617", " 1", "1 "}) {
    BOOST_TEST_CONTEXT(path)
    BOOST_TEST(create([&](auto&, auto& fields, auto&) { fields[1].path = path; }) == kInvalid);
    BOOST_TEST(error.offset == 1u);
  }
  BOOST_TEST(create([](auto&, auto& fields, auto&) { fields[1].path = "536870911.1"; }) ==
             SINEW_STATUS_OK);
  const auto with = [&](sinew_type type, uint32_t flags) {
    return create(
        [&](auto&, auto& fields, auto&) { fields[0].type = type, fields[0].flags = flags; });
  };
  BOOST_TEST(with(SINEW_TYPE_U64, SINEW_FIELD_ZIGZAG) == kInvalid);
  BOOST_TEST(with(SINEW_TYPE_BOOL, SINEW_FIELD_ZIGZAG) == kInvalid);
  BOOST_TEST(with(SINEW_TYPE_F64, SINEW_FIELD_FIXED) == kInvalid);
  BOOST_TEST(with(SINEW_TYPE_STRING, SINEW_FIELD_FIXED) == kInvalid);
  BOOST_TEST(with(SINEW_TYPE_I64, SINEW_FIELD_FIXED | SINEW_FIELD_ZIGZAG) == kInvalid);
  BOOST_TEST(with(SINEW_TYPE_I64, SINEW_FIELD_EPOCH_MS) == kInvalid);
  BOOST_TEST(with(SINEW_TYPE_I64, 128) == kInvalid);
  BOOST_TEST(with(SINEW_TYPE_TIMESTAMP_MS, SINEW_FIELD_EPOCH_NS | SINEW_FIELD_FIRST) ==
             SINEW_STATUS_OK);
  BOOST_TEST(with(SINEW_TYPE_TIMESTAMP_MS, 5) == kInvalid);
  BOOST_TEST(with(ListOf(SINEW_TYPE_TIMESTAMP_MS), SINEW_FIELD_EPOCH_NS | SINEW_FIELD_ZIGZAG) ==
             SINEW_STATUS_OK);
  BOOST_TEST(with(ListOf(SINEW_TYPE_I64), SINEW_FIELD_FIRST) == kInvalid);
  BOOST_TEST(with(ListOf(SINEW_TYPE_U64), SINEW_FIELD_ZIGZAG) == kInvalid);
  BOOST_TEST(with(ListOf(SINEW_TYPE_I64), SINEW_FIELD_EPOCH_NS) == kInvalid);
  BOOST_TEST(with(ListOf(ListOf(SINEW_TYPE_I64)), 0) == kInvalid);
  BOOST_TEST(sinew_protobuf_create(nullptr, nullptr, &decoder, &error) == kInvalid);
  BOOST_TEST(sinew_protobuf_create(nullptr, nullptr, nullptr, &error) == kInvalid);
  const sinew_field field = {"1", nullptr, SINEW_TYPE_I64, 0};
  sinew_decoder_options options = {};
  options.size = sizeof(options);
  options.fields = &field;
  options.field_count = 1;
  BOOST_TEST(sinew_protobuf_create(&options, nullptr, &decoder, &error) == SINEW_STATUS_OK);
  sinew_decoder_destroy(decoder);
}

BOOST_AUTO_TEST_SUITE_END()
