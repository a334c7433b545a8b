#include "sinew/ingest.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>

#include "ingest/kafka_records_ref.h"

// Whatever the input, decoding ends within its memory, and cuts change nothing. The checksum is
// made right first, or hardly any input would get beyond it.
namespace {

void Require(bool condition) {
  if (!condition) abort();
}

std::string WithChecksums(std::string in) {
  for (size_t at = 0; in.size() - at > 61;) {
    const auto byte = [&](size_t i) { return static_cast<uint32_t>(static_cast<uint8_t>(in[i])); };
    in[at + 8] = in[at + 9] = 0;  // a length that input of this size can have
    const size_t length = byte(at + 10) << 8 | byte(at + 11);
    if (length < 49 || length > in.size() - at - 12) break;
    std::string crc;
    PutBig(&crc, Crc32cOf(in.substr(at + 21, length + 12 - 21)), 4);
    in.replace(at + 17, 4, crc);
    at += 12 + length;
  }
  return in;
}

struct Decoded {
  std::string rows;
  sinew_decoder_counts counts;
  sinew_reject last;
};

Decoded Decode(const std::string& in, size_t piece, size_t max_rows, size_t max_record_size,
               uint32_t flags) {
  static constexpr sinew_field kFields[] = {{"offset", nullptr, SINEW_TYPE_I64, 0},
                                            {"timestamp", nullptr, SINEW_TYPE_TIMESTAMP_MS, 0},
                                            {"key", nullptr, SINEW_TYPE_BINARY, 0},
                                            {"value", nullptr, SINEW_TYPE_LARGE_BINARY, 0},
                                            {"headers", nullptr, SINEW_TYPE_BINARY, 0}};
  sinew_decoder_options options = {};
  options.size = sizeof(options);
  options.fields = kFields;
  options.field_count = std::size(kFields);
  options.max_rows = max_rows;
  options.max_record_size = max_record_size;
  options.max_value_size = max_record_size % 8;
  options.flags = flags;
  const sinew_kafka_records_options kafka = {sizeof(kafka), 1 << 16};
  sinew_decoder* decoder;
  Require(sinew_kafka_records_create(&options, &kafka, &decoder, nullptr) == SINEW_STATUS_OK);
  const sinew_kafka_transaction aborted[] = {{7, 3}, {8, 1}};
  Require(sinew_kafka_records_expect(decoder, aborted, 2, 2, nullptr) == SINEW_STATUS_OK);
  const sinew_batch_options batch_options = {sizeof(batch_options), 0};
  sinew_batch* batch;
  Require(sinew_batch_create(&batch_options, &batch, nullptr) == SINEW_STATUS_OK);
  Decoded all = {};
  for (size_t at = 0;;) {
    const size_t size = std::min(piece, in.size() - at);
    const std::unique_ptr<char[]> here(new char[size]);
    std::copy_n(in.data() + at, size, here.get());
    const bool end = at + size == in.size();
    const sinew_codec_result result =
        sinew_decoder_decode(decoder, here.get(), size, batch, end ? SINEW_DECODE_END : 0, nullptr);
    Require(result.read <= size && result.written == sinew_batch_row_count(batch));
    Require(result.written <= max_rows);
    for (size_t row = 0; row < result.written; ++row) {
      for (size_t i = 0; i < std::size(kFields); ++i) {
        const sinew_column column = sinew_batch_column(batch, i);
        const auto* bytes = static_cast<const char*>(column.values);
        size_t first = 8 * row, last = 8 * row + 8;
        if (i == 3) {
          first = static_cast<size_t>(static_cast<const int64_t*>(column.offsets)[row]);
          last = static_cast<size_t>(static_cast<const int64_t*>(column.offsets)[row + 1]);
        } else if (i >= 2) {
          first = static_cast<size_t>(static_cast<const int32_t*>(column.offsets)[row]);
          last = static_cast<size_t>(static_cast<const int32_t*>(column.offsets)[row + 1]);
        }
        Require(first <= last && last <= column.values_size);
        const bool valid =
            column.validity == nullptr || (column.validity[row / 8] >> row % 8 & 1) != 0;
        all.rows += valid ? 'v' : 'n';
        if (last != first) all.rows.append(bytes + first, bytes + last);
      }
    }
    at += result.read;
    if (result.status == SINEW_STATUS_OUTPUT_FULL) continue;
    Require(result.status == SINEW_STATUS_OK || result.status == SINEW_STATUS_CORRUPT);
    if (result.status == SINEW_STATUS_CORRUPT || end) break;
    Require(result.read == size);
  }
  all.counts = sinew_decoder_stats(decoder);
  Require(all.counts.records == all.counts.rows + all.counts.rejected_records);
  if (all.counts.rejects != 0) all.last = sinew_decoder_reject(decoder, all.counts.rejects - 1);
  sinew_decoder_destroy(decoder);
  sinew_batch_destroy(batch);
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 3) return 0;
  const size_t piece = 1 + data[0], rows = 1 + data[1] % 16;
  const uint32_t flags = data[2] % 2 == 0 ? 0 : SINEW_DECODER_STOP;
  std::string in(reinterpret_cast<const char*>(data + 3), size - 3);
  if (data[2] / 2 % 4 != 0) in = WithChecksums(in);
  const size_t limit = data[2] / 8 % 4 == 0 ? rows : 700;
  const Decoded whole = Decode(in, SIZE_MAX, 1000, limit, flags);
  const Decoded cut = Decode(in, piece, rows, limit, flags);
  Require(whole.rows == cut.rows);
  Require(whole.counts.records == cut.counts.records);
  Require(whole.counts.rejects == cut.counts.rejects);
  Require(whole.counts.rejects == 0 ||
          (whole.last.offset == cut.last.offset && whole.last.reason == cut.last.reason));
  return 0;
}
