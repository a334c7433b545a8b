#include "fuzz/columns.h"
#include "ingest/protobuf_ref.h"

// The input is a choice of fields, then a stream of messages: what the decoder makes of it in
// pieces, and of all of it as one message, is held against the oracle.
namespace {

using namespace protobuf_ref;

constexpr sinew_type ListOf(sinew_type type) {
  return static_cast<sinew_type>(SINEW_TYPE_LIST + type);
}

const Field kFields[] = {{"1", SINEW_TYPE_I64},
                         {"2", SINEW_TYPE_STRING},
                         {"3", SINEW_TYPE_F64},
                         {"4.1", SINEW_TYPE_I32, SINEW_FIELD_ZIGZAG},
                         {"4.2", SINEW_TYPE_LARGE_STRING},
                         {"4", SINEW_TYPE_BINARY},
                         {"4.3.1", SINEW_TYPE_BOOL},
                         {"1", SINEW_TYPE_U8, SINEW_FIELD_FIRST},
                         {"2", SINEW_TYPE_BYTES16},
                         {"16", SINEW_TYPE_U32, SINEW_FIELD_FIXED},
                         {"5", SINEW_TYPE_F32, SINEW_FIELD_FIRST},
                         {"64", SINEW_TYPE_TIMESTAMP_US, SINEW_FIELD_EPOCH_S},
                         {"6", SINEW_TYPE_I64, SINEW_FIELD_FIXED},
                         {"1", ListOf(SINEW_TYPE_I64)},
                         {"2", ListOf(SINEW_TYPE_STRING)},
                         {"16", ListOf(SINEW_TYPE_U32), SINEW_FIELD_FIXED}};

bool SameOutcome(const Outcome& a, const Outcome& b) {
  return a.rows == b.rows && a.rejects == b.rejects && a.records == b.records &&
         a.rejected_records == b.rejected_records && a.rejected_values == b.rejected_values &&
         a.status == b.status && (a.status != SINEW_STATUS_OK || a.bytes == b.bytes);
}

void Run(Input* input, std::string_view in) {
  Format format;
  const uint32_t chosen = input->Byte() | uint32_t{input->Byte()} << 8;
  for (size_t i = 0; i < std::size(kFields); ++i) {
    if ((chosen >> i & 1) != 0) format.fields.push_back(kFields[i]);
  }
  if (format.fields.empty()) format.fields.push_back(kFields[0]);
  const uint8_t settings = input->Byte();
  const uint32_t flags[] = {0, SINEW_DECODER_STRICT, SINEW_DECODER_STOP, 0};
  format.flags = flags[settings & 3];
  format.defaults = (settings & 4) != 0;
  format.max_depth = (settings & 8) != 0 ? 3 : 100;
  if ((settings & 16) != 0) format.max_record_size = 1 + input->Byte();
  if ((settings & 32) != 0) format.max_value_size = 1 + settings / 64;
  const size_t piece = 1 + input->Byte();
  // A block of its own, which AddressSanitizer watches.
  const std::vector<char> block(in.begin(), in.end());
  in = {block.data(), block.size()};

  Decoder stream(format, 1 + piece % 7);
  Require(stream.status == SINEW_STATUS_OK);
  Require(SameOutcome(stream.Feed(in, [&] { return piece; }), Stream(format, in)));

  if (in.size() > format.max_record_size) return;
  format.flags = 0;
  Decoder row(format);
  const int64_t offsets[] = {0, static_cast<int64_t>(in.size())};
  const sinew_column column = {
      SINEW_TYPE_LARGE_BINARY, 1, in.data(), in.size(), offsets, nullptr, 0, 0};
  Outcome got, expected;
  Message(format, in, 0, &expected);
  if (expected.rows.empty()) expected.rows.push_back(Row(format.fields.size()));
  expected.bytes = in.size();
  Require(sinew_decoder_decode_many(row.decoder, &column, row.batch, nullptr) == SINEW_STATUS_OK);
  AppendRows(row.batch, format, &got.rows);
  row.TakeCounts(&got);
  Require(SameOutcome(got, expected));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  constexpr size_t kSettings = 5;
  if (size < kSettings) return 0;
  Input input(data, kSettings);
  Run(&input, {reinterpret_cast<const char*>(data) + kSettings, size - kSettings});
  Require(sinew_memory_stats().blocks == 0 && sinew_memory_stats().current == 0);
  return 0;
}
