// The first bytes are settings, the others the input: it gives what the oracle says, whole and in
// pieces.
#include "fuzz/columns.h"
#include "ingest/csv_ref.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const char* const names[] = {"a", "b", "c"};
  static const sinew_type types[] = {SINEW_TYPE_STRING, SINEW_TYPE_F64,          SINEW_TYPE_I32,
                                     SINEW_TYPE_BOOL,   SINEW_TYPE_LARGE_BINARY, SINEW_TYPE_U64,
                                     SINEW_TYPE_F32};
  constexpr size_t kSettings = 6;
  if (size < kSettings) return 0;
  Input input(data, kSettings);
  CsvSettings settings;
  settings.flags = input.Below(32);
  const size_t first = input.Byte();
  for (size_t i = 0; i < 1 + first % 3; ++i) {
    settings.paths.push_back((settings.flags & SINEW_CSV_HEADER) != 0
                                 ? names[(first + i) % 3]
                                 : std::to_string(first % 2 + i));
    settings.types.push_back(types[(first / 6 + i) % 7]);
  }
  const size_t form = input.Byte();
  settings.delimiter = "\0;\t\x80"[form % 4];
  settings.quote = "\0'"[form / 4 % 2];
  if (form / 8 % 3 != 0) settings.null_text = form / 8 % 3 == 1 ? "" : "na";
  const size_t mode = input.Byte();
  settings.decoder_flags = mode % 4;
  settings.max_record_size = mode / 4 % 4 == 0 ? 3 + mode / 16 : 0;
  settings.max_columns = mode / 4 % 4 == 1 ? 4 + mode / 16 : 0;
  settings.max_value_size = mode / 4 % 4 == 2 ? 1 + mode / 16 : 0;
  settings.max_rows = input.Below(20);
  settings.max_rejects = 4096;
  const size_t piece = 1 + input.Below(70);

  const std::string_view text(reinterpret_cast<const char*>(data) + kSettings, size - kSettings);
  {
    CsvHandle handle(settings);
    Require(handle.status == SINEW_STATUS_OK);
    const CsvOutcome expected = CsvRef(text, settings).Run();
    Require(CsvDifference(handle.Run(text, [&] { return text.size(); }), expected).empty());
    Require(sinew_decoder_reset(handle.decoder) == SINEW_STATUS_OK);
    // Each piece is a block of its own.
    CsvOutcome outcome;
    size_t at = 0;
    do {
      const size_t here = std::min(piece, text.size() - at);
      const std::unique_ptr<char[]> block(new char[here]);
      if (here != 0) memcpy(block.get(), text.data() + at, here);
      at += here;
      outcome.status = handle.Decode({block.get(), here}, at == text.size(), outcome);
    } while (at < text.size() && outcome.status == SINEW_STATUS_OK);
    handle.Finish(outcome);
    Require(CsvDifference(outcome, expected).empty());
  }
  Require(sinew_memory_stats().blocks == 0 && sinew_memory_stats().current == 0);
  return 0;
}
