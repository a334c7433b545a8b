#ifndef SINEW_TESTS_INGEST_NDJSON_JSON_H_
#define SINEW_TESTS_INGEST_NDJSON_JSON_H_

#include <string>
#include <vector>

#include "ingest/ndjson_run.h"
#include "support/random.h"
#include "support/text.h"

// Random JSON records whose names and values are often those that the fields ask for.

class JsonWriter {
 public:
  explicit JsonWriter(Random& random) : random_(random) {}

  // The chance of white space, escapes and values of other types: 0 is none.
  size_t spaces = 0, escapes = 0, surprises = 0;
  bool newlines = false;  // count as white space

  std::string Space() {
    std::string text;
    while (spaces != 0 && random_.Below(spaces) == 0) {
      text += (newlines ? " \t\r\n" : " \t\r ")[random_.Below(4)];
    }
    return text;
  }
  std::string String(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
      const char* const plain = strchr("\"\\/", c);
      const bool must = c == '"' || c == '\\' || static_cast<uint8_t>(c) < 0x20;
      const bool is_ascii = static_cast<uint8_t>(c) < 0x80;
      if (!must && (escapes == 0 || !is_ascii || random_.Below(escapes) != 0)) {
        out += c;
      } else if (plain != nullptr && c != 0 && random_.Below(2) == 0) {
        out += '\\';
        out += c;
      } else {
        char unit[8];
        snprintf(unit, sizeof(unit), random_.Below(2) == 0 ? "\\u%04x" : "\\u%04X",
                 static_cast<unsigned>(static_cast<uint8_t>(c)));
        out += unit;
      }
    }
    return out + '"';
  }
  std::string Number() {
    switch (random_.Below(8)) {
      case 0:
        return std::to_string(static_cast<int64_t>(random_()));
      case 1:
        return std::to_string(random_());
      case 2:
        return std::to_string(random_.Below(1000)) + "." + std::to_string(random_.Below(1000)) +
               "e" + std::to_string(random_.Below(20));
      case 3:
        return "-" + std::to_string(random_.Below(1000)) + "." + std::to_string(random_());
      case 4:
        return std::to_string(random_.Below(10)) + "E-" + std::to_string(random_.Below(400));
      default:
        return std::to_string(static_cast<int64_t>(random_.Below(200000)) - 100000);
    }
  }
  std::string AnyText() {
    static const char* const texts[] = {"",     "x",    "2001-01-01", "1970-01-01T00:00:00Z",
                                        "\"\"", "\\",   "a\nb\tc",    "origin",
                                        "{}:,", "[\"]", "/path/to",   "2009-02-13T23:31:30+00:00"};
    switch (random_.Below(4)) {
      case 0:
        return RandomText(random_.Below(100), random_);
      case 1:
        return std::string(random_.Below(70), 'a');
      default:
        return texts[random_.Below(12)];
    }
  }
  std::string Escape() {
    static const char* const escapes[] = {"\\n",      "\\u00e9", "\\ud83d\\ude00",
                                          "\\ud83d",  "\\udc00", "\\ud83d\\u0041",
                                          "\\\\\\\"", "\\q",     "\\u12"};
    return '"' + std::string(random_.Below(3), 'x') + escapes[random_.Below(9)] + '"';
  }
  std::string Value(size_t depth) {
    switch (random_.Below(depth == 0 ? 7 : 9)) {
      case 0:
        return "null";
      case 1:
        return random_.Below(2) == 0 ? "true" : "false";
      case 2:
      case 3:
        return Number();
      case 4:
      case 5:
        return String(AnyText());
      case 6:
        return escapes == 0 ? "1" : Escape();
      case 7:
        return Object(depth - 1, 4);
      default: {
        std::string text = "[";
        text += Space();
        const size_t count = random_.Below(4);
        const size_t kind = random_.Below(6);
        for (size_t i = 0; i < count; ++i) {
          // What a list can be made of, or anything.
          const std::string element = kind == 0   ? Number()
                                      : kind == 1 ? std::to_string(random_.Below(300))
                                      : kind == 2 ? String(AnyText())
                                                  : Value(depth - 1);
          text += (i == 0 ? "" : "," + Space()) + element + Space();
        }
        return text + "]";
      }
    }
  }
  std::string Object(size_t depth, size_t most) {
    static const char* const names[] = {
        "a",      "b", "id", "user", "tags", "delay",
        "origin", "0", "",   "~/",   "x.y",  "longer name than a vector of it"};
    std::string text = "{" + Space();
    const size_t count = random_.Below(most + 1);
    for (size_t i = 0; i < count; ++i) {
      text += (i == 0 ? "" : "," + Space()) + String(names[random_.Below(12)]) + Space() + ":" +
              Space() + Value(depth) + Space();
    }
    return text + "}";
  }
  // Records as a program writes them: the same members in the same order.
  std::string Flight() {
    static const char* const names[] = {"date", "delay", "distance", "origin", "destination"};
    std::string text = "{" + Space();
    const size_t without = surprises != 0 && random_.Below(surprises) == 0 ? random_.Below(5) : 5;
    for (size_t i = 0; i < 5; ++i) {
      if (i == without) continue;
      std::string value =
          i == 1 || i == 2
              ? std::to_string(static_cast<int>(random_.Below(3000)) - (i == 1 ? 1500 : 0))
          : i == 0 ? "\"2001-09-09 01:46:40\""
                   : '"' + RandomText(3, random_, escapes == 0 ? 1 : 3) + '"';
      if (i != 0 && value[0] == '"' && value.find_first_of("\\\"", 1) != value.size() - 1) {
        value = "\"ABC\"";
      }
      if (surprises != 0 && random_.Below(surprises) == 0) value = Value(1);
      const char* const name =
          surprises != 0 && random_.Below(surprises) == 0 ? names[random_.Below(5)] : names[i];
      text += (text.size() < 3 || text.back() == '{' ? "" : "," + Space()) + String(name) +
              Space() + ":" + Space() + value + Space();
    }
    return text + "}";
  }

 private:
  Random& random_;
};

inline std::string Mutated(std::string text, Random& random) {
  static const std::string_view bytes = "{}[]:,\"\\\n\r\t 0-1eE.tfnu\x01\x80\xFF/";
  for (size_t count = 1 + random.Below(3); count > 0 && !text.empty(); --count) {
    const size_t at = random.Below(text.size());
    const char byte = bytes[random.Below(bytes.size())];
    switch (random.Below(4)) {
      case 0:
        text[at] = byte;
        break;
      case 1:
        text.insert(at, 1, byte);
        break;
      case 2:
        text.erase(at, 1);
        break;
      default:
        text.insert(at, std::string(text, random.Below(text.size()), random.Below(9)));
    }
  }
  return text;
}

// Records one behind the other, as the flags say.
inline std::string JsonInput(Random& random, const NdjsonSettings& settings, size_t count) {
  JsonWriter writer(random);
  const bool lines =
      (settings.ndjson_flags & (SINEW_NDJSON_CONCATENATED | SINEW_NDJSON_ARRAY)) == 0;
  const bool array = (settings.ndjson_flags & SINEW_NDJSON_ARRAY) != 0;
  writer.newlines = !lines;
  const size_t kind = random.Below(4);
  writer.spaces = random.Below(2) * (1 + random.Below(9));
  if (writer.spaces == 1) writer.spaces = 2;
  writer.escapes = random.Below(2) * (2 + random.Below(20));
  writer.surprises = random.Below(3) * (2 + random.Below(20));
  const size_t mutations = random.Below(3) * (1 + random.Below(12));
  std::string text = random.Below(8) == 0 ? "\xEF\xBB\xBF" : "";
  if (array) text += "[";
  for (size_t i = 0; i < count; ++i) {
    std::string record = kind < 2 ? writer.Flight() : writer.Object(3, 7);
    if (mutations != 0 && random.Below(mutations) == 0) record = Mutated(record, random);
    text += record;
    if (array && i + 1 < count) text += ",";
    if (lines || random.Below(2) == 0) text += random.Below(9) == 0 ? "\r\n" : "\n";
    if (random.Below(20) == 0) text += "\n";
  }
  if (array && random.Below(9) != 0) text += "]";
  if (random.Below(4) == 0 && !text.empty()) text.resize(random.Below(text.size()));
  return text;
}

inline NdjsonSettings RandomNdjsonSettings(Random& random) {
  static const char* const paths[] = {
      "a",      "delay",     "/delay", "origin", "/user/id",
      "user.a", "tags.0",    "/a/b",   "/~0~1",  "/",
      "/0",     "/tags/1/a", "user",   "/x.y",   "/longer name than a vector of it",
      "date",   "id"};
  static const sinew_type types[] = {
      SINEW_TYPE_STRING,       SINEW_TYPE_I64,          SINEW_TYPE_F64,
      SINEW_TYPE_BOOL,         SINEW_TYPE_I8,           SINEW_TYPE_I16,
      SINEW_TYPE_I32,          SINEW_TYPE_U8,           SINEW_TYPE_U16,
      SINEW_TYPE_U32,          SINEW_TYPE_U64,          SINEW_TYPE_F32,
      SINEW_TYPE_DATE32,       SINEW_TYPE_TIMESTAMP_S,  SINEW_TYPE_TIMESTAMP_MS,
      SINEW_TYPE_TIMESTAMP_US, SINEW_TYPE_TIMESTAMP_NS, SINEW_TYPE_LARGE_STRING,
      SINEW_TYPE_BINARY,       SINEW_TYPE_LARGE_BINARY};
  NdjsonSettings settings;
  const size_t count = 1 + random.Below(6);
  for (size_t i = 0; i < count; ++i) {
    const sinew_type type = types[random.Below(random.Below(2) == 0 ? 3 : 20)];
    const bool is_time = type >= SINEW_TYPE_TIMESTAMP_S && type <= SINEW_TYPE_TIMESTAMP_NS;
    NdjsonField field = {paths[random.Below(17)], type,
                         is_time ? static_cast<uint32_t>(random.Below(5)) : 0};
    const size_t kind = random.Below(8);
    if (kind < 2) {
      field.type =
          static_cast<sinew_type>(type + (kind == 0 ? SINEW_TYPE_LIST : SINEW_TYPE_LARGE_LIST));
    } else if (kind == 2 && type >= SINEW_TYPE_STRING) {
      field.flags = SINEW_FIELD_RAW;
    }
    settings.fields.push_back(field);
  }
  settings.max_rows = random.Below(3) == 0 ? 1 + random.Below(10) : 0;
  settings.ndjson_flags = random.Below(3) == 0 ? SINEW_NDJSON_VALIDATE : 0;
  const size_t mode = random.Below(4);
  if (mode == 0) settings.ndjson_flags |= SINEW_NDJSON_CONCATENATED;
  if (mode == 1) settings.ndjson_flags |= SINEW_NDJSON_ARRAY;
  settings.max_depth = random.Below(3) == 0 ? 1 + random.Below(4) : 0;
  settings.max_record_size = random.Below(4) == 0 ? 1 + random.Below(200) : 0;
  settings.max_value_size = random.Below(4) == 0 ? 1 + random.Below(8) : 0;
  const size_t flags = random.Below(6);
  settings.flags = flags == 0 ? SINEW_DECODER_STRICT : flags == 1 ? SINEW_DECODER_STOP : 0;
  return settings;
}

#endif  // SINEW_TESTS_INGEST_NDJSON_JSON_H_
