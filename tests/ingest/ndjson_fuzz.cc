// The first bytes are settings, the others the input: it gives what the oracle says, whole, in
// pieces and several times over, and so do its first bytes as one row, and its lines as rows.
#include "fuzz/columns.h"
#include "ingest/ndjson_run.h"

// Whether a text may have times that the oracle does not know: it knows those that tests use.
static bool MayHaveOtherTimes(std::string text) {
  for (const auto& known : ndjson_ref::Seconds()) {
    for (size_t at; (at = text.find(known.first)) != std::string::npos;) {
      text.erase(at, known.first.size());
    }
  }
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] == '-' && is_digit(text[i - 1]) && is_digit(text[i + 1])) return true;
  }
  return text.find("\\u") != std::string::npos;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const char* const paths[] = {"a", "b", "/a/b", "a.0", "/b/1/a", "/~1", "a"};
  static const sinew_type types[] = {
      SINEW_TYPE_STRING, SINEW_TYPE_I64,          SINEW_TYPE_F64,          SINEW_TYPE_BOOL,
      SINEW_TYPE_U8,     SINEW_TYPE_TIMESTAMP_MS, SINEW_TYPE_LARGE_BINARY, SINEW_TYPE_DATE32};
  constexpr size_t kSettings = 6;
  if (size < kSettings) return 0;
  Input input(data, kSettings);
  NdjsonSettings settings;
  const size_t fields = 1 + input.Below(4);
  const size_t first = input.Byte();
  bool has_times = false;
  for (size_t i = 0; i < fields; ++i) {
    settings.fields.push_back({paths[(first + i) % 7], types[(first / 7 + i) % 8], 0});
    const sinew_type type = settings.fields.back().type;
    has_times |= type == SINEW_TYPE_TIMESTAMP_MS || type == SINEW_TYPE_DATE32;
  }
  const size_t mode = input.Byte();
  // The first field may be of lists, and one of strings any value's text.
  if (mode / 64 == 1) {
    NdjsonField& field = settings.fields[0];
    field.type = static_cast<sinew_type>(field.type + SINEW_TYPE_LIST);
  } else if (mode / 64 == 2) {
    for (NdjsonField& field : settings.fields) {
      if (field.type >= SINEW_TYPE_STRING) field.flags = SINEW_FIELD_RAW;
    }
  }
  settings.ndjson_flags = mode % 2 == 0 ? 0 : SINEW_NDJSON_VALIDATE;
  settings.ndjson_flags |= mode / 2 % 3 == 1   ? SINEW_NDJSON_CONCATENATED
                           : mode / 2 % 3 == 2 ? SINEW_NDJSON_ARRAY
                                               : 0;
  settings.flags = static_cast<uint32_t>(mode / 8 % 8 < 3 ? mode / 8 % 8 : 0);
  settings.max_depth = input.Below(8);
  const size_t sizes = input.Below(16);
  settings.max_record_size = sizes % 4 == 0 ? 1 + mode : 0;
  settings.max_value_size = sizes / 4 == 3 ? 1 + mode % 8 : 0;
  const size_t piece = input.Byte();
  settings.max_rows = piece / 16;

  const std::string_view text(reinterpret_cast<const char*>(data) + kSettings, size - kSettings);
  if (has_times && MayHaveOtherTimes(std::string(text))) return 0;
  {
    NdjsonDecoder decoder(settings);
    Require(decoder.status == SINEW_STATUS_OK);
    const NdjsonOutcome expected = NdjsonRef(text, settings);
    Require(NdjsonDifference(decoder.Feed(text), expected).empty());
    Require(sinew_decoder_reset(decoder.decoder) == SINEW_STATUS_OK);
    // Each piece is a block of its own.
    Block block;
    const NdjsonOutcome got = decoder.Feed(
        text, [&] { return 1 + piece % 16; },
        [&](std::string_view bytes) {
          block.reset(new uint8_t[bytes.size()]);
          if (!bytes.empty()) memcpy(block.get(), bytes.data(), bytes.size());
          return std::string_view(reinterpret_cast<char*>(block.get()), bytes.size());
        });
    Require(NdjsonDifference(got, expected).empty() && decoder.problem.empty());

    // Records that are alike, and room for vectors behind them.
    Require(sinew_decoder_reset(decoder.decoder) == SINEW_STATUS_OK);
    std::string again;
    for (int i = 0; i < 3; ++i) again.append(text).append("\n");
    again.append(80, ' ');
    Require(NdjsonDifference(decoder.Feed(again), NdjsonRef(again, settings)).empty());

    Require(sinew_decoder_reset(decoder.decoder) == SINEW_STATUS_OK);
    const std::string_view row = text.substr(0, 40);
    if (settings.max_record_size == 0 || row.size() <= settings.max_record_size) {
      Require(NdjsonDifference(decoder.Row(row), NdjsonRowRef(row, settings)).empty());
    }

    // Its lines as rows, some of them several times, and some null.
    if ((settings.flags & SINEW_DECODER_STOP) == 0) {
      Require(sinew_decoder_reset(decoder.decoder) == SINEW_STATUS_OK);
      std::vector<NdjsonRow> rows;
      for (size_t at = 0; at <= text.size();) {
        const size_t end = std::min(text.find('\n', at), text.size());
        const NdjsonRow one = {std::string(text.substr(at, end - at)), rows.size() % 5 == 4};
        rows.insert(rows.end(), 1 + piece % 3, one);
        at = end + 1;
      }
      const NdjsonOutcome as_rows = decoder.Rows(rows, [&](const std::string& bytes) {
        block.reset(new uint8_t[bytes.size()]);
        if (!bytes.empty()) memcpy(block.get(), bytes.data(), bytes.size());
        return block.get();
      });
      Require(NdjsonDifference(as_rows, NdjsonRowsRef(rows, settings)).empty());
    }
  }
  Require(sinew_memory_stats().blocks == 0 && sinew_memory_stats().current == 0);
  return 0;
}
