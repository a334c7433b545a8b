// Record sets of Kafka against a writer of their own, compressed by the libraries that producers
// use, cut everywhere, damaged everywhere; and against what franz-go's producer wrote.
#include "sinew/ingest.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "core/bits.h"
#include "core/memory.h"
#include "ingest/compressors.h"
#include "ingest/decoded.h"
#include "ingest/kafka_records_ref.h"
#include "ingest/stream/library.h"
#include "support/guard.h"
#include "support/random.h"

namespace {

using Text = std::optional<std::string>;

struct Row {
  int64_t offset, timestamp;
  Text key, value;
  std::string headers;
  int32_t header_count, leader_epoch;
  int64_t producer_id;
  int16_t producer_epoch;
  bool operator==(const Row&) const = default;
};

constexpr sinew_field kFields[] = {{"offset", nullptr, SINEW_TYPE_I64, 0},
                                   {"timestamp", nullptr, SINEW_TYPE_TIMESTAMP_MS, 0},
                                   {"key", nullptr, SINEW_TYPE_BINARY, 0},
                                   {"value", "text", SINEW_TYPE_LARGE_STRING, 0},
                                   {"headers", nullptr, SINEW_TYPE_BINARY, 0},
                                   {"header_count", nullptr, SINEW_TYPE_I32, 0},
                                   {"partition_leader_epoch", nullptr, SINEW_TYPE_I32, 0},
                                   {"producer_id", nullptr, SINEW_TYPE_I64, 0},
                                   {"producer_epoch", nullptr, SINEW_TYPE_I16, 0}};

struct Settings {
  size_t max_rows = 0;
  size_t max_record_size = 0;
  uint32_t flags = 0;
  size_t memory_limit = 0;
  size_t max_decoded_size = 0;
  size_t max_value_size = 0;
};

struct Handle : DecoderHandle {
  explicit Handle(const Settings& settings = {}) {
    sinew_decoder_options options = {};
    options.size = sizeof(options);
    options.fields = kFields;
    options.field_count = std::size(kFields);
    options.max_rows = settings.max_rows;
    options.max_record_size = settings.max_record_size;
    options.max_value_size = settings.max_value_size;
    options.max_rejects = 1000;
    options.memory_limit = settings.memory_limit;
    options.flags = settings.flags;
    const sinew_kafka_records_options kafka = {sizeof(kafka), settings.max_decoded_size};
    status = sinew_kafka_records_create(&options, &kafka, &decoder, nullptr);
    CreateBatch();
  }
};

template <typename Offset>
Text TextAt(const sinew_column& column, size_t row) {
  if (column.validity != nullptr && !sinew::BitAt(column.validity, row)) return std::nullopt;
  const auto* offsets = static_cast<const Offset*>(column.offsets);
  const auto* bytes = static_cast<const char*>(column.values);
  return std::string(bytes + offsets[row], bytes + offsets[row + 1]);
}

template <typename T>
T At(const sinew_column& column, size_t row) {
  BOOST_REQUIRE(column.validity == nullptr);
  return static_cast<const T*>(column.values)[row];
}

void AppendRows(const sinew_batch* batch, std::vector<Row>* rows) {
  sinew_column columns[std::size(kFields)];
  for (size_t i = 0; i < std::size(kFields); ++i) columns[i] = sinew_batch_column(batch, i);
  for (size_t row = 0; row < sinew_batch_row_count(batch); ++row) {
    rows->push_back({At<int64_t>(columns[0], row), At<int64_t>(columns[1], row),
                     TextAt<int32_t>(columns[2], row), TextAt<int64_t>(columns[3], row),
                     TextAt<int32_t>(columns[4], row).value(), At<int32_t>(columns[5], row),
                     At<int32_t>(columns[6], row), At<int64_t>(columns[7], row),
                     At<int16_t>(columns[8], row)});
  }
}

struct Outcome {
  std::vector<Row> rows;
  std::vector<sinew_reject> rejects;
  sinew_decoder_counts counts = {};
  sinew_kafka_records_counts batches = {};
  sinew_status status = SINEW_STATUS_OK;
  sinew_error error = {};
};

bool Same(const Outcome& a, const Outcome& b) {
  return a.rows == b.rows && std::ranges::equal(a.rejects, b.rejects, SameReject) &&
         a.status == b.status && a.counts.bytes == b.counts.bytes &&
         a.counts.records == b.counts.records &&
         a.counts.rejected_records == b.counts.rejected_records &&
         memcmp(&a.batches, &b.batches, sizeof(a.batches)) == 0;
}

template <typename Next>
Outcome Feed(Handle& handle, const std::string& in, const Next& next) {
  BOOST_REQUIRE_EQUAL(handle.status, SINEW_STATUS_OK);
  Outcome outcome;
  for (size_t at = 0;;) {
    const size_t size = std::min<size_t>(next(), in.size() - at);
    const std::vector<char> here(in.begin() + at, in.begin() + at + size);
    const bool end = at + size == in.size();
    const sinew_codec_result result =
        sinew_decoder_decode(handle.decoder, here.data(), size, handle.batch,
                             end ? SINEW_DECODE_END : 0, &outcome.error);
    BOOST_REQUIRE(result.read <= size);
    BOOST_REQUIRE_EQUAL(result.written, sinew_batch_row_count(handle.batch));
    AppendRows(handle.batch, &outcome.rows);
    at += result.read;
    outcome.status = result.status;
    if (result.status == SINEW_STATUS_OUTPUT_FULL) continue;
    if (result.status != SINEW_STATUS_OK || end) break;
    BOOST_REQUIRE_EQUAL(result.read, size);
  }
  outcome.counts = sinew_decoder_stats(handle.decoder);
  outcome.batches = sinew_kafka_records_stats(handle.decoder);
  outcome.rejects = handle.Rejects();
  BOOST_REQUIRE_EQUAL(sinew_decoder_reset(handle.decoder), SINEW_STATUS_OK);
  return outcome;
}

Outcome Whole(Handle& handle, const std::string& in) {
  return Feed(handle, in, [] { return SIZE_MAX; });
}

Outcome Whole(const std::string& in, const Settings& settings = {}) {
  Handle handle(settings);
  return Whole(handle, in);
}

enum Codec { kNone, kGzip, kSnappy, kLz4, kZstd, kXerial };

std::string Compress(Codec codec, const std::string& text) {
  switch (codec) {
    case kNone:
      return text;
    case kGzip:
      return Gzip(text);
    case kSnappy:
      return Snappy(text);
    case kLz4:
      return Lz4(text, {.checksum = false});
    case kZstd:
      return Zstd(text, true, false);
    case kXerial:
      return Xerial(text);
  }
  return "";
}
constexpr Codec kCodecs[] = {kNone, kGzip, kSnappy, kLz4, kZstd, kXerial};

KafkaBatch BatchOf(int64_t base_offset, const std::vector<KafkaRecord>& records,
                   Codec codec = kNone) {
  KafkaBatch batch;
  batch.base_offset = base_offset;
  batch.attributes = static_cast<int16_t>(codec == kXerial ? kSnappy : codec);
  batch.last_offset_delta = records.empty() ? 0 : static_cast<int32_t>(records.back().offset_delta);
  batch.base_timestamp = 1700000000000 + base_offset;
  batch.max_timestamp = batch.base_timestamp + 1000;
  batch.records_count = static_cast<int32_t>(records.size());
  batch.records = Compress(codec, Encode(records));
  return batch;
}

std::vector<KafkaRecord> Records(size_t count, uint64_t seed) {
  Random random(seed);
  std::vector<KafkaRecord> records;
  for (size_t i = 0; i < count; ++i) {
    KafkaRecord record;
    record.offset_delta = static_cast<int64_t>(2 * i);
    record.timestamp_delta = static_cast<int64_t>(random.Below(300)) - 100;
    if (random.Below(4) != 0) record.key = std::string(random.Below(20), 'k');
    if (random.Below(5) != 0) {
      record.value = "{\"row\":" + std::to_string(random.Below(100000)) + "," +
                     std::string(random.Below(150), 'v') + "}";
    }
    for (size_t h = random.Below(8); h < 2; ++h) {
      record.headers.push_back({"header", h == 0 ? Text() : Text("value")});
    }
    records.push_back(record);
  }
  return records;
}

void AppendExpected(const KafkaBatch& batch, const std::vector<KafkaRecord>& records,
                    std::vector<Row>* rows) {
  for (const KafkaRecord& record : records) {
    rows->push_back({batch.base_offset + record.offset_delta,
                     (batch.attributes & 8) != 0 ? batch.max_timestamp
                                                 : batch.base_timestamp + record.timestamp_delta,
                     record.key, record.value, HeadersOf(record),
                     static_cast<int32_t>(record.headers.size()), batch.partition_leader_epoch,
                     batch.producer_id, batch.producer_epoch});
  }
}

struct Input {
  std::string bytes;
  std::vector<Row> rows;

  void Add(const KafkaBatch& batch, const std::vector<KafkaRecord>& records) {
    bytes += Encode(batch);
    AppendExpected(batch, records, &rows);
  }
};

// Batches of every codec.
Input Mixed(size_t count) {
  Input input;
  for (const Codec codec : kCodecs) {
    const auto records = Records(count, 11 + codec);
    KafkaBatch batch = BatchOf(1000 * (codec + 1), records, codec);
    batch.partition_leader_epoch = codec;
    batch.producer_id = 77 + codec;
    batch.producer_epoch = 3;
    if (codec == kLz4) batch.attributes |= 8;
    input.Add(batch, records);
  }
  return input;
}

std::string ControlBatch(int64_t offset, int64_t producer, int16_t type) {
  KafkaRecord marker;
  marker.key = "";
  PutBig(&*marker.key, 0, 2);
  PutBig(&*marker.key, static_cast<uint64_t>(type), 2);
  marker.value = std::string(6, '\0');
  KafkaBatch batch = BatchOf(offset, {marker});
  batch.attributes = 16 | 32;
  batch.producer_id = producer;
  return Encode(batch);
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  BOOST_REQUIRE_MESSAGE(file, path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

BOOST_AUTO_TEST_CASE(DecodesEveryCodec) {
  for (const size_t count : {0, 1, 7, 3000}) {
    for (const Codec codec : kCodecs) {
      BOOST_TEST_CONTEXT("codec " << codec << ", " << count << " records") {
        Input input;
        for (int64_t base = 0; base < 3; ++base) {
          const auto records = Records(count, static_cast<uint64_t>(base));
          input.Add(BatchOf(10000 * base, records, codec), records);
        }
        for (const size_t max_rows : {size_t{0}, size_t{1}, size_t{1000}}) {
          if (max_rows == 1 && count > 100) continue;
          const Outcome outcome = Whole(input.bytes, {.max_rows = max_rows});
          BOOST_TEST(outcome.status == SINEW_STATUS_OK);
          BOOST_REQUIRE((outcome.rows == input.rows));
          BOOST_TEST(outcome.rejects.empty());
          BOOST_TEST(outcome.counts.bytes == input.bytes.size());
          BOOST_TEST(outcome.counts.records == 3 * count);
          BOOST_TEST(outcome.counts.rows == 3 * count);
          BOOST_TEST(outcome.batches.batches == 3u);
        }
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(NumbersOfAnySize) {
  std::vector<KafkaRecord> records(6);
  records[0].timestamp_delta = INT64_MIN;
  records[1].timestamp_delta = INT64_MAX;
  records[2].offset_delta = INT32_MAX;
  records[3].offset_delta = INT32_MIN;
  records[4].value = std::string(70000, 'x');
  for (size_t i = 0; i < 200; ++i) records[5].headers.push_back({std::string(i, 'h'), Text()});
  KafkaBatch batch = BatchOf(int64_t{1} << 40, records);
  batch.base_timestamp = 0;
  Input input;
  input.Add(batch, records);
  const Outcome outcome = Whole(input.bytes);
  BOOST_TEST((outcome.rows == input.rows));
  BOOST_TEST(outcome.rejects.empty());
  for (size_t i = 0; i < records.size(); ++i) {
    const std::string& in = outcome.rows[i].headers;
    size_t count = 0;
    for (sinew_kafka_header header = sinew_kafka_headers_next(in.data(), in.size(), 0);
         header.key != nullptr;
         header = sinew_kafka_headers_next(in.data(), in.size(), header.next)) {
      BOOST_REQUIRE_EQUAL(std::string(header.key, header.key_size), std::string(count, 'h'));
      BOOST_REQUIRE(header.value == nullptr);
      ++count;
    }
    BOOST_TEST(count == records[i].headers.size());
  }
}

BOOST_AUTO_TEST_CASE(CutsChangeNothing) {
  Input input = Mixed(9);
  input.bytes += Encode(BatchOf(99, Records(3, 1))).substr(0, 90);
  for (const size_t max_rows : {size_t{1}, size_t{4}, size_t{100}}) {
    Handle handle({.max_rows = max_rows});
    const Outcome whole = Whole(handle, input.bytes);
    BOOST_TEST((whole.rows == input.rows));
    BOOST_TEST(whole.batches.partial_batches == 1u);
    BOOST_TEST(whole.rejects.empty());
    BOOST_TEST(Same(Feed(handle, input.bytes, [] { return 1; }), whole));
    for (size_t cut = 0; cut <= input.bytes.size(); ++cut) {
      size_t call = 0;
      const Outcome outcome =
          Feed(handle, input.bytes, [&] { return call++ == 0 ? cut : SIZE_MAX; });
      BOOST_REQUIRE_MESSAGE(Same(outcome, whole), "cut at " << cut);
    }
    Random random(5);
    for (size_t i = 0; i < 50; ++i) {
      BOOST_REQUIRE(Same(Feed(handle, input.bytes, [&] { return random.Below(200); }), whole));
    }
  }
}

BOOST_AUTO_TEST_CASE(ALastBatchThatIsCutOffIsNoFault) {
  Input input = Mixed(5);
  const std::string last = Encode(BatchOf(99, Records(3, 1), kZstd));
  for (size_t size = 0; size < last.size(); ++size) {
    const Outcome outcome = Whole(input.bytes + last.substr(0, size));
    BOOST_REQUIRE((outcome.rows == input.rows));
    BOOST_REQUIRE(outcome.rejects.empty());
    BOOST_REQUIRE_EQUAL(outcome.batches.partial_batches, size == 0 ? 0 : 1);
    BOOST_REQUIRE_EQUAL(outcome.counts.bytes, input.bytes.size() + size);
  }
}

// What is not a fault gives the same rows, but for what the checksum leaves out.
BOOST_AUTO_TEST_CASE(FindsEveryFlippedBit) {
  for (const Codec codec : kCodecs) {
    const auto records = Records(6, 4);
    Input first, second, input;
    first.Add(BatchOf(0, records, codec), records);
    second.Add(BatchOf(500, records, codec), records);
    Handle handle;
    for (size_t bit = 0; bit < 8 * first.bytes.size(); ++bit) {
      BOOST_TEST_CONTEXT("codec " << codec << ", bit " << bit) {
        std::string in = first.bytes;
        in[bit / 8] = static_cast<char>(in[bit / 8] ^ 1 << bit % 8);
        const Outcome outcome = Whole(handle, in + second.bytes);
        const size_t byte = bit / 8;
        if (byte < 8 || (byte >= 12 && byte < 16)) {
          BOOST_REQUIRE_EQUAL(outcome.rows.size(), 2 * records.size());
          for (size_t i = 0; i < records.size(); ++i) {
            BOOST_REQUIRE((outcome.rows[i].value == first.rows[i].value));
          }
          continue;
        }
        if (byte >= 8 && byte < 12) {
          // Another length: what is there fails, or is too little.
          BOOST_REQUIRE(!outcome.rejects.empty() || outcome.batches.partial_batches == 1);
          continue;
        }
        BOOST_REQUIRE((outcome.rows == second.rows));
        BOOST_REQUIRE_EQUAL(outcome.rejects.size(), 1u);
        BOOST_REQUIRE_EQUAL(outcome.rejects[0].reason,
                            byte == 16 ? SINEW_REJECT_VERSION : SINEW_REJECT_CHECKSUM);
        BOOST_REQUIRE_EQUAL(outcome.rejects[0].offset, byte == 16 ? 16 : 17);
        BOOST_REQUIRE_EQUAL(outcome.rejects[0].record, 0u);
        BOOST_REQUIRE_EQUAL(outcome.counts.records, records.size() + 1);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(SaysWhatIsWrong) {
  const auto records = Records(5, 2);
  Input good;
  good.Add(BatchOf(0, records), records);
  struct Case {
    const char* name;
    std::string bytes;
    uint64_t offset;
    sinew_reject_reason reason;
    size_t rows_before;
    bool is_lost;
  };
  std::vector<Case> cases;
  const auto add = [&](const char* name, const KafkaBatch& batch, uint64_t offset,
                       sinew_reject_reason reason, size_t rows = 0) {
    cases.push_back({name, Encode(batch), offset, reason, rows, false});
  };
  KafkaBatch batch = BatchOf(0, records);
  for (const int8_t magic : {0, 1, 3}) {
    batch.magic = magic;
    add("magic", batch, 16, SINEW_REJECT_VERSION);
  }
  for (const Codec codec : {kGzip, kSnappy, kLz4, kZstd}) {
    batch = BatchOf(0, records, codec);
    batch.records.pop_back();
    add("codec", batch, 61, SINEW_REJECT_COMPRESSION);
    batch = BatchOf(0, records, codec);
    batch.records_count = 4;
    add("too few in a codec", batch, 61, SINEW_REJECT_SYNTAX, 4);
  }
  batch = BatchOf(0, records);
  batch.attributes = 5;
  add("unknown codec", batch, 22, SINEW_REJECT_CODEC);
  batch.attributes = 0;
  batch.records_count = -1;
  add("count", batch, 57, SINEW_REJECT_SYNTAX);
  batch.records_count = INT32_MAX;
  add("count", batch, 57, SINEW_REJECT_SYNTAX);
  batch.records_count = 6;
  add("too many", batch, 61 + batch.records.size(), SINEW_REJECT_SYNTAX, 5);
  batch.records_count = 4;
  add("too few", batch, 61 + Encode(std::vector(records.begin(), records.begin() + 4)).size(),
      SINEW_REJECT_SYNTAX, 4);
  // Records at fault, behind one that is right.
  const auto with = [&](const std::string& record, uint64_t at) {
    KafkaBatch bad = BatchOf(0, records);
    bad.records = Encode(records[0]);
    const size_t first = bad.records.size();
    bad.records += record + std::string(20, '\0');
    bad.records_count = 2;
    add("record", bad, 61 + first + at, SINEW_REJECT_SYNTAX, 1);
  };
  with("\x01", 0);                                          // length -1
  with(std::string("\x7F", 1), 0);                          // length -64
  with("\xFF\xFF\xFF\xFF\x0F", 0);                          // longer than what is there
  with("\xFF\xFF\xFF\xFF\x7F", 0);                          // no int32_t
  with(std::string("\x0C\0\0\0\x03\x01\0", 7), 4);          // key of length -2
  with(std::string("\x0C\0\0\0\x08\x01\0", 7), 4);          // key that is longer than the record
  with(std::string("\x0C\0\0\0\x01\x08\0", 7), 5);          // value that is longer
  with(std::string("\x0C\0\0\0\x01\x01\x01", 7), 6);        // -1 headers
  with(std::string("\x0C\0\0\0\x01\x01\x02", 7), 7);        // a header that is not there
  with(std::string("\x10\0\0\0\x01\x01\x02\x01\0", 9), 7);  // a header without a key
  with(std::string("\x0E\0\0\0\x01\x01\0\0", 8), 7);        // bytes behind the headers
  std::string short_length = Encode(BatchOf(0, {}));
  short_length[11] = 48;
  cases.push_back({"length 48", short_length.substr(0, 60), 8, SINEW_REJECT_SYNTAX, 0, false});
  for (const int length : {0, 4, -1}) {
    std::string bytes = Encode(BatchOf(0, {}));
    bytes[11] = static_cast<char>(length);
    if (length < 0) bytes[8] = bytes[9] = bytes[10] = bytes[11];
    cases.push_back({"lost", bytes, 8, SINEW_REJECT_SYNTAX, 0, true});
  }

  for (const Case& c : cases) {
    BOOST_TEST_CONTEXT(c.name << ", at " << c.offset) {
      Input before;
      before.Add(BatchOf(50, records), records);
      const std::string in = before.bytes + c.bytes + good.bytes;
      for (const size_t max_rows : {size_t{1}, size_t{5}, size_t{100}}) {
        Handle handle({.max_rows = max_rows});
        const Outcome outcome = Whole(handle, in);
        BOOST_TEST(outcome.status == SINEW_STATUS_OK);
        BOOST_REQUIRE_EQUAL(outcome.rejects.size(), 1u);
        const sinew_reject& reject = outcome.rejects[0];
        BOOST_TEST(reject.reason == c.reason);
        BOOST_TEST(reject.offset == before.bytes.size() + c.offset);
        BOOST_TEST(reject.record == 5 + c.rows_before);
        BOOST_TEST(reject.field == SIZE_MAX);
        const size_t after = c.is_lost ? 0 : 5;
        BOOST_REQUIRE_EQUAL(outcome.rows.size(), 5 + c.rows_before + after);
        BOOST_TEST(
            std::equal(good.rows.begin(), good.rows.begin() + after, outcome.rows.end() - after));
        BOOST_TEST(outcome.counts.records == outcome.rows.size() + 1);
        BOOST_TEST(outcome.counts.rejected_records == 1u);
        BOOST_TEST(outcome.counts.bytes == in.size());
        BOOST_TEST(Same(Feed(handle, in, [] { return 1; }), outcome));

        Handle stops({.max_rows = max_rows, .flags = SINEW_DECODER_STOP});
        const Outcome stopped = Whole(stops, in);
        BOOST_TEST(stopped.status == SINEW_STATUS_CORRUPT);
        BOOST_TEST(stopped.rows.size() == 5 + c.rows_before);
        BOOST_TEST(stopped.error.offset == before.bytes.size() + c.offset);
        BOOST_TEST(Same(Feed(stops, in, [] { return 7; }), stopped) ==
                   (Feed(stops, in, [] { return 7; }).counts.bytes == stopped.counts.bytes));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(LeavesOutWhatWasAborted) {
  const auto records = Records(4, 8);
  const auto transactional = [&](int64_t offset, int64_t producer) {
    KafkaBatch batch = BatchOf(offset, records, kLz4);
    batch.attributes |= 16;
    batch.producer_id = producer;
    return batch;
  };
  Input all, committed;
  const auto both = [&](const KafkaBatch& batch, bool is_committed) {
    all.Add(batch, records);
    committed.bytes = all.bytes;
    if (is_committed) AppendExpected(batch, records, &committed.rows);
  };
  both(BatchOf(0, records), true);
  both(transactional(10, 7), true);  // before the aborted transaction of 7
  both(transactional(20, 8), false);
  both(transactional(30, 7), false);
  both(transactional(40, 9), true);
  all.bytes += ControlBatch(50, 7, 0);
  both(transactional(60, 7), true);  // the next transaction
  both(transactional(70, 8), false);
  all.bytes += ControlBatch(80, 9, 1);
  all.bytes += ControlBatch(90, 8, 0);
  both(transactional(100, 8), false);  // a second one that was aborted
  all.bytes += ControlBatch(110, 8, 0);
  both(transactional(120, 8), true);
  committed.bytes = all.bytes;

  Handle handle;
  const Outcome uncommitted = Whole(handle, all.bytes);
  BOOST_TEST((uncommitted.rows == all.rows));
  BOOST_TEST(uncommitted.batches.control_batches == 4u);
  BOOST_TEST(uncommitted.batches.aborted_batches == 0u);
  const sinew_kafka_transaction aborted[] = {{8, 100}, {7, 30}, {8, 20}};
  for (const size_t piece : {size_t{1}, size_t{100}, SIZE_MAX}) {
    BOOST_REQUIRE_EQUAL(sinew_kafka_records_expect(handle.decoder, aborted, 3, 0, nullptr),
                        SINEW_STATUS_OK);
    const Outcome outcome = Feed(handle, all.bytes, [&] { return piece; });
    BOOST_TEST((outcome.rows == committed.rows));
    BOOST_TEST(outcome.batches.aborted_batches == 4u);
    BOOST_TEST(outcome.batches.batches == 13u);
    BOOST_TEST(outcome.counts.rejected_records == 0u);
  }
  // One answer after the other, without a reset.
  std::vector<Row> rows;
  for (size_t i = 0; i < 2; ++i) {
    const size_t count = i == 0 ? 3 : 0;
    BOOST_REQUIRE_EQUAL(sinew_kafka_records_expect(handle.decoder, aborted, count, 41, nullptr),
                        SINEW_STATUS_OK);
    const sinew_codec_result result = sinew_decoder_decode(
        handle.decoder, all.bytes.data(), all.bytes.size(), handle.batch, 0, nullptr);
    BOOST_TEST(result.status == SINEW_STATUS_OK);
    AppendRows(handle.batch, &rows);
  }
  std::vector<Row> expected;
  for (const auto& from : {committed.rows, all.rows}) {
    std::copy_if(from.begin(), from.end(), std::back_inserter(expected),
                 [](const Row& row) { return row.offset >= 41; });
  }
  BOOST_TEST((rows == expected));
  BOOST_TEST(sinew_kafka_records_stats(handle.decoder).earlier_records ==
             committed.rows.size() + all.rows.size() - expected.size());
}

// What is left out of a response, in the words of the protocol: a producer is in the set from the
// first offset of a transaction of its that was aborted, up to an abort marker. With as many
// transactions as batches, so that no batch may look at all of them.
BOOST_AUTO_TEST_CASE(LeavesOutWhatWasAbortedAmongMany) {
  for (const size_t count : {0, 5, 40, 300, 20000}) {
    Random random(count);
    std::vector<sinew_kafka_transaction> aborted;
    std::multimap<int64_t, int64_t> to_begin;
    const auto producer = [&] { return static_cast<int64_t>(random.Below(count / 10 + 2)) - 1; };
    for (size_t i = 0; i < count; ++i) {
      aborted.push_back({producer(), static_cast<int64_t>(random.Below(2 * count))});
      to_begin.emplace(aborted.back().first_offset, aborted.back().producer_id);
    }
    std::string in;
    std::set<int64_t> open;
    std::vector<int64_t> expected;
    for (size_t i = 0; i < count; ++i) {
      const auto offset = static_cast<int64_t>(2 * i);
      KafkaBatch batch = BatchOf(offset, {KafkaRecord(), KafkaRecord()});
      batch.last_offset_delta = 1;
      batch.producer_id = producer();
      const size_t kind = random.Below(5);
      if (kind != 0) {
        for (; !to_begin.empty() && to_begin.begin()->first <= offset + 1;
             to_begin.erase(to_begin.begin())) {
          open.insert(to_begin.begin()->second);
        }
      }
      if (kind == 1) {
        const int16_t type = static_cast<int16_t>(random.Below(3) / 2);
        in += ControlBatch(offset + 1, batch.producer_id, type);
        if (type == 0) open.erase(batch.producer_id);
        continue;
      }
      if (kind != 0) batch.attributes |= 16;
      in += Encode(batch);
      if (kind == 0 || !open.contains(batch.producer_id)) expected.push_back(offset);
    }
    Handle handle;
    BOOST_REQUIRE_EQUAL(
        sinew_kafka_records_expect(handle.decoder, aborted.data(), count, INT64_MIN, nullptr),
        SINEW_STATUS_OK);
    const Outcome outcome = Whole(handle, in);
    BOOST_REQUIRE_EQUAL(outcome.rows.size(), 2 * expected.size());
    for (size_t i = 0; i < expected.size(); ++i) {
      BOOST_REQUIRE_EQUAL(outcome.rows[2 * i].offset, expected[i]);
    }
  }
}

BOOST_AUTO_TEST_CASE(HoldsItsLimits) {
  const auto records = Records(400, 3);
  for (const Codec codec : kCodecs) {
    Input input;
    input.Add(BatchOf(0, records, codec), records);
    const size_t decoded = Encode(records).size();
    BOOST_TEST((Whole(input.bytes, {.max_decoded_size = decoded}).rows == input.rows));
    const Outcome larger = Whole(input.bytes, {.max_decoded_size = decoded - 1});
    BOOST_TEST(larger.rejects.size() == (codec == kNone ? 0u : 1u));
    if (codec != kNone) BOOST_TEST(larger.rejects[0].reason == SINEW_REJECT_COMPRESSION);

    const std::string in = input.bytes + input.bytes.substr(0, input.bytes.size() - 1);
    Handle exact({.max_record_size = input.bytes.size()});
    BOOST_TEST((Whole(exact, in).rows == input.rows));
    Handle less({.max_record_size = input.bytes.size() - 1});
    const Outcome outcome = Whole(less, in);
    BOOST_TEST(outcome.rows.empty());
    BOOST_REQUIRE_EQUAL(outcome.rejects.size(), 1u);
    BOOST_TEST(outcome.rejects[0].reason == SINEW_REJECT_SIZE);
    BOOST_TEST(outcome.rejects[0].offset == 0u);
    BOOST_TEST(Same(Feed(less, in, [] { return 10; }), outcome));
    Handle little({.max_record_size = 100});
    const Outcome cut = Whole(little, in);
    BOOST_TEST(cut.rejects.size() == 2u);
    BOOST_TEST(Same(Feed(little, in, [] { return 10; }), cut));
  }
}

BOOST_AUTO_TEST_CASE(AValueThatIsTooLongIsOfItsRecord) {
  constexpr size_t kMost = 60;
  auto records = Records(60, 5);
  for (size_t i = 0; i < records.size(); ++i) {
    records[i].key = std::string(i % 3 == 0 ? kMost + i % 2 : 4, 'k');
  }
  for (const Codec codec : {kNone, kLz4}) {
    const KafkaBatch batch = BatchOf(7, records, codec);
    const std::string in = Encode(batch) + Encode(batch);
    std::vector<Row> rows;
    for (int i = 0; i < 2; ++i) AppendExpected(batch, records, &rows);
    uint64_t long_values = 0;
    sinew_reject first = {};
    std::vector<Row> short_rows;
    for (Row& row : rows) {
      BOOST_REQUIRE(row.headers.size() <= kMost);
      const auto is_long = [](const Text& text) { return text && text->size() > kMost; };
      const auto values = static_cast<uint64_t>(is_long(row.key)) + is_long(row.value);
      if (values == 0) short_rows.push_back(row);
      if (values != 0 && long_values == 0) {
        const bool is_key = is_long(row.key);
        first = {static_cast<uint64_t>(&row - rows.data()),
                 codec == kNone ? in.find(is_key ? *row.key : *row.value) : 61, is_key ? 2u : 3u,
                 SINEW_REJECT_VALUE_SIZE};
      }
      long_values += values;
      if (is_long(row.key)) row.key.reset();
      if (is_long(row.value)) row.value.reset();
    }
    BOOST_REQUIRE(long_values > 20);
    Handle handle({.max_rows = 7, .max_value_size = kMost});
    const Outcome outcome = Whole(handle, in);
    BOOST_TEST((outcome.rows == rows));
    BOOST_TEST(outcome.counts.rejected_values == long_values);
    BOOST_TEST(outcome.counts.rejected_records == 0u);
    BOOST_REQUIRE_EQUAL(outcome.rejects.size(), long_values);
    BOOST_TEST(SameReject(outcome.rejects[0], first));
    BOOST_TEST(Same(Feed(handle, in, [] { return 10; }), outcome));

    Handle strict({.max_rows = 7, .flags = SINEW_DECODER_STRICT, .max_value_size = kMost});
    const Outcome kept = Whole(strict, in);
    BOOST_TEST((kept.rows == short_rows));
    BOOST_TEST(kept.counts.rejected_records == rows.size() - short_rows.size());
    BOOST_TEST(kept.counts.records == rows.size());
    BOOST_TEST(Same(Feed(strict, in, [] { return 10; }), kept));

    Handle stop({.flags = SINEW_DECODER_STOP, .max_value_size = kMost});
    const Outcome until = Whole(stop, in);
    BOOST_TEST(until.status == SINEW_STATUS_CORRUPT);
    BOOST_TEST(until.rejects.size() == 1u);
    BOOST_TEST(SameReject(until.rejects[0], first));
    BOOST_TEST(until.rows.size() == first.record);
  }
}

// A batch of a few rows takes memory for these, however large the batch is that they are of.
BOOST_AUTO_TEST_CASE(RowsTakeTheRoomOfTheirRecords) {
  std::vector<KafkaRecord> records(300);
  for (size_t i = 0; i < records.size(); ++i) {
    records[i].offset_delta = static_cast<int64_t>(i);
    records[i].value = std::string(10000 + i, static_cast<char>('a' + i % 26));
  }
  for (const Codec codec : {kNone, kZstd}) {
    for (const int64_t first : {int64_t{INT64_MIN}, int64_t{150}}) {
      Input input;
      input.Add(BatchOf(0, records, codec), records);
      std::erase_if(input.rows, [first](const Row& row) { return row.offset < first; });
      for (const bool is_good : {true, false}) {
        if (!is_good) input.bytes += Encode(BatchOf(1000, records)).substr(0, 200);
        Handle handle({.max_rows = 10});
        BOOST_REQUIRE_EQUAL(handle.LimitBatch(size_t{1} << 20), SINEW_STATUS_OK);
        BOOST_REQUIRE_EQUAL(sinew_kafka_records_expect(handle.decoder, nullptr, 0, first, nullptr),
                            SINEW_STATUS_OK);
        const Outcome outcome = Whole(handle, input.bytes);
        BOOST_TEST(outcome.status == SINEW_STATUS_OK);
        BOOST_REQUIRE_EQUAL(outcome.rows.size(), input.rows.size());
        BOOST_TEST((outcome.rows == input.rows));
      }
    }
  }
  // The limit that is named is that of the batch, also if the decoder has one.
  Handle handle({.memory_limit = size_t{1} << 20});
  BOOST_REQUIRE_EQUAL(handle.LimitBatch(20000), SINEW_STATUS_OK);
  const Outcome outcome = Whole(handle, Encode(BatchOf(0, records)));
  BOOST_TEST(outcome.status == SINEW_STATUS_MEMORY_LIMIT);
  BOOST_TEST(outcome.error.message ==
             "the memory limit of 20000 bytes does not allow what is needed");
}

// Whatever its limit is, a batch gets all rows, or the call says that one does not fit.
BOOST_AUTO_TEST_CASE(EveryLimitOfABatch) {
  const auto records = Records(400, 3);
  Input input;
  input.Add(BatchOf(0, records, kZstd), records);
  size_t complete = 0, stuck = 0;
  for (size_t limit = 1000; limit < 2000000; limit += limit / 8) {
    Handle handle;
    BOOST_REQUIRE_EQUAL(handle.LimitBatch(limit), SINEW_STATUS_OK);
    std::vector<Row> rows;
    size_t at = 0;
    const auto decode = [&] {
      const sinew_codec_result result =
          sinew_decoder_decode(handle.decoder, input.bytes.data() + at, input.bytes.size() - at,
                               handle.batch, SINEW_DECODE_END, nullptr);
      AppendRows(handle.batch, &rows);
      at += result.read;
      return result.status;
    };
    sinew_status status;
    do status = decode();
    while (status == SINEW_STATUS_OUTPUT_FULL);
    ++(status == SINEW_STATUS_OK ? complete : stuck);
    if (status != SINEW_STATUS_OK) {
      BOOST_REQUIRE_EQUAL(status, SINEW_STATUS_MEMORY_LIMIT);
      BOOST_REQUIRE_EQUAL(handle.LimitBatch(0), SINEW_STATUS_OK);
      BOOST_REQUIRE_EQUAL(decode(), SINEW_STATUS_OK);
    }
    BOOST_REQUIRE((rows == input.rows));
  }
  BOOST_TEST(complete > 10u);
  BOOST_TEST(stuck > 10u);
}

// A limit within the frame of a batch is one like any other, however the input is cut.
BOOST_AUTO_TEST_CASE(HoldsALimitOfFewBytes) {
  const std::string good = Encode(BatchOf(0, Records(2, 3)));
  for (const uint8_t last : {0, 4, 5, 60}) {
    std::string in = good + good;
    in[good.size() + 8] = in[good.size() + 9] = in[good.size() + 10] = 0;
    in[good.size() + 11] = static_cast<char>(last);
    for (const size_t limit : {1, 7, 11, 12, 13, 17}) {
      for (const uint32_t flags : {uint32_t{0}, SINEW_DECODER_STOP}) {
        BOOST_TEST_CONTEXT("length " << int{last} << ", limit " << limit << ", flags " << flags) {
          Handle handle({.max_record_size = limit, .flags = flags});
          const Outcome whole = Whole(handle, in);
          BOOST_REQUIRE(!whole.rejects.empty());
          BOOST_TEST(whole.rejects[0].reason == SINEW_REJECT_SIZE);
          for (size_t cut = 0; cut < in.size(); ++cut) {
            size_t call = 0;
            Outcome pieces = Feed(handle, in, [&] {
              return cut == 0 ? size_t{1} : call++ == 0 ? cut : SIZE_MAX;
            });
            // A batch that began in an earlier piece was consumed with it.
            if (flags != 0) pieces.counts.bytes = whole.counts.bytes;
            BOOST_REQUIRE_MESSAGE(Same(pieces, whole), "cut at " << cut);
          }
        }
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(ALibraryThatIsMissingIsNamed) {
  const auto records = Records(4, 3);
  sinew::HideLibrary("libsnappy.so.1");
  Input input;
  input.Add(BatchOf(0, records, kZstd), records);
  const std::string snappy = Encode(BatchOf(0, records, kSnappy));
  const Outcome outcome = Whole(snappy + input.bytes + snappy);
  sinew_error error = {};
  BOOST_TEST(sinew_stream_load(SINEW_COMPRESSION_SNAPPY, &error) == SINEW_STATUS_UNAVAILABLE);
  BOOST_TEST(error.message == "snappy: libsnappy.so.1");
  sinew::HideLibrary(nullptr);
  BOOST_TEST((outcome.rows == input.rows));
  BOOST_REQUIRE_EQUAL(outcome.rejects.size(), 2u);
  for (const sinew_reject& reject : outcome.rejects) {
    BOOST_TEST(reject.reason == SINEW_REJECT_CODEC);
  }
}

BOOST_AUTO_TEST_CASE(FailingAllocationsLoseNothing) {
  const Input input = Mixed(200);
  const sinew_kafka_transaction aborted[] = {{1, 1}, {2, 2}};
  const size_t before = sinew_memory_stats().current;
  for (int64_t countdown = 0;; ++countdown) {
    bool failed = false;
    {
      sinew::FailAllocationsAfter(countdown);
      const Handle handle({.max_rows = 150});
      sinew_status status = handle.status;
      if (status == SINEW_STATUS_OK) {
        status = sinew_kafka_records_expect(handle.decoder, aborted, 2, INT64_MIN, nullptr);
      }
      std::vector<Row> rows;
      for (size_t at = 0; status == SINEW_STATUS_OK && handle.status == SINEW_STATUS_OK;) {
        const size_t size = std::min<size_t>(5000, input.bytes.size() - at);
        const sinew_codec_result result =
            sinew_decoder_decode(handle.decoder, input.bytes.data() + at, size, handle.batch,
                                 at + size == input.bytes.size() ? SINEW_DECODE_END : 0, nullptr);
        at += result.read;
        if (result.status == SINEW_STATUS_OUT_OF_MEMORY) {
          failed = true;
          sinew::FailAllocationsAfter(-1);
        }
        if (result.written != 0) AppendRows(handle.batch, &rows);
        if (result.status == SINEW_STATUS_OK && at == input.bytes.size()) break;
      }
      failed |= status != SINEW_STATUS_OK;
      sinew::FailAllocationsAfter(-1);
      if (status == SINEW_STATUS_OK) BOOST_REQUIRE((rows == input.rows));
    }
    BOOST_REQUIRE_EQUAL(sinew_memory_stats().current, before);
    if (!failed) break;
  }
}

BOOST_AUTO_TEST_CASE(StaysWithinItsMemory) {
  const Input input = Mixed(20);
  GuardedMemory memory(1 << 16);
  const Handle handle;
  for (const size_t gap : {0, 1, 5}) {
    uint8_t* const at = memory.Back(input.bytes.size(), gap);
    memcpy(at, input.bytes.data(), input.bytes.size());
    for (size_t size = 0; size <= input.bytes.size(); ++size) {
      uint8_t* const from = memory.Back(size, gap);
      memcpy(from, input.bytes.data(), size);
      const sinew_codec_result result =
          sinew_decoder_decode(handle.decoder, from, size, handle.batch, SINEW_DECODE_END, nullptr);
      BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
      BOOST_REQUIRE_EQUAL(sinew_decoder_reset(handle.decoder), SINEW_STATUS_OK);
    }
  }
}

BOOST_AUTO_TEST_CASE(DecodesWhatFranzGoWrote) {
  std::vector<Row> expected;
  for (int i = 0; i < 40; ++i) {
    KafkaRecord record;
    if (i % 3 != 0) record.key = "key-" + std::to_string(i);
    if (i % 7 != 0) {
      record.value =
          "{\"row\":" + std::to_string(i) +
          ",\"origin\":\"SFO\",\"destination\":\"JFK\",\"delay\":" + std::to_string(i * i) + "}";
    }
    if (i % 4 == 0) record.headers = {{"trace", std::to_string(i)}, {"none", Text()}};
    expected.push_back({i, 1700000000000 + 37 * i, record.key, record.value, HeadersOf(record),
                        static_cast<int32_t>(record.headers.size()), 0, -1, -1});
  }
  for (const char* const name : {"none", "gzip", "snappy", "lz4", "zstd"}) {
    BOOST_TEST_CONTEXT(name) {
      const std::string in = ReadFile(SINEW_TEST_DATA "/kafka/" + std::string(name) + ".records");
      const Outcome outcome = Whole(in);
      BOOST_TEST(outcome.rejects.empty());
      BOOST_TEST(outcome.batches.batches == 2u);
      BOOST_REQUIRE_EQUAL(outcome.rows.size(), expected.size());
      for (size_t i = 0; i < expected.size(); ++i) {
        Row row = outcome.rows[i];
        row.leader_epoch = 0;
        BOOST_REQUIRE((row == expected[i]));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(RefusesBadArguments) {
  sinew_decoder_options options = {};
  options.size = sizeof(options);
  sinew_field fields[] = {{"offset", nullptr, SINEW_TYPE_I64, 0},
                          {"value", nullptr, SINEW_TYPE_STRING, 0}};
  options.fields = fields;
  options.field_count = 2;
  sinew_decoder* decoder;
  sinew_error error = {};
  const auto create = [&] {
    return sinew_kafka_records_create(&options, nullptr, &decoder, &error);
  };
  const auto refused = [&](sinew_field field, const std::string& message) {
    fields[1] = field;
    BOOST_TEST(create() == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(decoder == nullptr);
    BOOST_TEST(error.offset == 1u);
    BOOST_TEST(error.message == "options.fields[1]" + message);
  };
  refused({"Value", nullptr, SINEW_TYPE_STRING, 0}, ".path: 'Value' is no part of a Kafka record");
  refused({"value", nullptr, SINEW_TYPE_I64, 0}, ".type: value cannot have type 19");
  refused({"offset", nullptr, SINEW_TYPE_I32, 0}, ".type: offset cannot have type 18");
  refused({"timestamp", nullptr, SINEW_TYPE_TIMESTAMP_MS, SINEW_FIELD_EPOCH_MS},
          ".flags has no meaning for Kafka records");
  fields[1] = {"timestamp", nullptr, SINEW_TYPE_I64, 0};
  sinew_kafka_records_options kafka = {3, 0};
  BOOST_TEST(sinew_kafka_records_create(&options, &kafka, &decoder, nullptr) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  kafka = {sizeof(kafka), (size_t{1} << 30) + 1};
  BOOST_TEST(sinew_kafka_records_create(&options, &kafka, &decoder, nullptr) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_kafka_records_create(nullptr, nullptr, &decoder, nullptr) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_kafka_records_create(&options, nullptr, nullptr, nullptr) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_REQUIRE_EQUAL(create(), SINEW_STATUS_OK);
  BOOST_TEST(sinew_kafka_records_expect(decoder, nullptr, 1, 0, nullptr) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_kafka_records_expect(nullptr, nullptr, 0, 0, nullptr) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_kafka_records_stats(nullptr).batches == 0u);

  // Decoders of other formats, and columns of records.
  const sinew_batch_options batch_options = {sizeof(batch_options), 0};
  sinew_batch* batch;
  BOOST_REQUIRE_EQUAL(sinew_batch_create(&batch_options, &batch, nullptr), SINEW_STATUS_OK);
  const int32_t offsets[] = {0, 1};
  const sinew_column column = {SINEW_TYPE_BINARY, 1, "x", 1, offsets, nullptr, 0, 0};
  BOOST_TEST(sinew_decoder_decode_many(decoder, &column, batch, &error) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(error.message == "decoder: the format has no single records");
  sinew_batch_destroy(batch);
  sinew_decoder_destroy(decoder);
  fields[0] = {"a", nullptr, SINEW_TYPE_I64, 0};
  fields[1] = {"b", nullptr, SINEW_TYPE_I64, 0};
  BOOST_REQUIRE_EQUAL(sinew_ndjson_create(&options, nullptr, &decoder, nullptr), SINEW_STATUS_OK);
  BOOST_TEST(sinew_kafka_records_expect(decoder, nullptr, 0, 0, nullptr) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_kafka_records_stats(decoder).batches == 0u);
  sinew_decoder_destroy(decoder);
}
