// What all decoders share, seen through a format of two lines of code: a record is a line, and its
// bytes are a string, its length a number. A line that begins with '!' is at fault as a record, one
// that begins with '?' has a bad number, and one that begins with '*' is as many rows as it is
// long.
#include "sinew/ingest.h"

#include "ingest/decoder/decoder.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/memory.h"
#include "ingest/decoded.h"
#include "support/random.h"

namespace {

class Lines final : public sinew_decoder {
 public:
  using sinew_decoder::sinew_decoder;
  void Destroy() override { sinew::Memory::Delete(this); }

 protected:
  size_t DecodeRecords(const uint8_t* in, size_t size, bool end) override {
    size_t at = 0;
    while (at < size && row_ < row_limit_) {
      const void* newline = memchr(in + at, '\n', size - at);
      if (newline == nullptr && !end) break;
      const size_t next = newline == nullptr
                              ? size
                              : static_cast<size_t>(static_cast<const uint8_t*>(newline) - in) + 1;
      if (next - at > max_record_size()) {
        RejectRecord(in + at, sinew::kNoField, SINEW_REJECT_SIZE);
      } else {
        DecodeRow({in + at, next - at - (newline == nullptr ? 0 : 1)});
      }
      if (stopped_) break;
      at = next;
    }
    return at;
  }
  void StartRecord() override {}
  size_t FindEnd(const uint8_t* in, size_t size) override {
    const void* newline = size == 0 ? nullptr : memchr(in, '\n', size);
    if (newline == nullptr) return sinew::kNoEnd;
    return static_cast<size_t>(static_cast<const uint8_t*>(newline) - in) + 1;
  }
  void DecodeRow(sinew::Bytes record) override {
    const char first = record.size == 0 ? ' ' : static_cast<char>(record.data[0]);
    sinew::ColumnWriter& text = columns_[0];
    if (record.size != 0) memcpy(text.bytes + text.bytes_size, record.data, record.size);
    text.bytes_size += record.size;
    text.EndString(row_, false);
    columns_[2].SetBool(row_, record.size % 2 == 1);
    if (first == '!') return RejectRecord(record.data, sinew::kNoField, SINEW_REJECT_SYNTAX);
    if (first == '?') {
      if (RejectValue(record.data + 1, 1, SINEW_REJECT_TYPE)) return DropRecord();
      PutNull(1);
    } else {
      columns_[1].Set(row_, static_cast<int64_t>(record.size));
    }
    EndRecord();
  }
  void ResetFormat() override {}
};

struct Settings {
  size_t max_rows = 0;
  size_t max_record_size = 0;
  uint32_t flags = 0;
  size_t memory_limit = 0;
  size_t max_rejects = 1000;
};

struct Handle : DecoderHandle {
  explicit Handle(const Settings& settings) {
    const sinew_field fields[] = {{"text", nullptr, SINEW_TYPE_STRING, 0},
                                  {"size", "length", SINEW_TYPE_I64, 0},
                                  {"odd", nullptr, SINEW_TYPE_BOOL, 0}};
    sinew_decoder_options options = {};
    options.size = sizeof(options);
    options.fields = fields;
    options.field_count = 3;
    options.max_rows = settings.max_rows;
    options.max_record_size = settings.max_record_size;
    options.max_rejects = settings.max_rejects;
    options.flags = settings.flags;
    BOOST_REQUIRE_EQUAL(sinew::CheckDecoderOptions(&options, nullptr), SINEW_STATUS_OK);
    Lines* lines;
    status = sinew::Memory::New(settings.memory_limit, &lines, options);
    if (status == SINEW_STATUS_OK) {
      decoder = lines;
      status = lines->Init(options, nullptr);
    }
    CreateBatch();
  }
};

struct Row {
  std::string text;
  std::optional<int64_t> size;
  bool odd;
  bool operator==(const Row&) const = default;
};

std::vector<Row> RowsOf(const sinew_batch* batch) {
  const sinew_column text = sinew_batch_column(batch, 0);
  const sinew_column size = sinew_batch_column(batch, 1);
  const sinew_column odd = sinew_batch_column(batch, 2);
  std::vector<Row> rows;
  for (size_t i = 0; i < sinew_batch_row_count(batch); ++i) {
    const auto* offsets = static_cast<const int32_t*>(text.offsets);
    const auto valid = [&](const sinew_column& column) {
      return column.validity == nullptr || sinew::BitAt(column.validity, i);
    };
    Row row;
    row.text.assign(static_cast<const char*>(text.values) + offsets[i],
                    static_cast<const char*>(text.values) + offsets[i + 1]);
    if (valid(size)) row.size = static_cast<const int64_t*>(size.values)[i];
    row.odd = sinew::BitAt(static_cast<const uint8_t*>(odd.values), i);
    rows.push_back(row);
  }
  return rows;
}

struct Outcome {
  std::vector<Row> rows;
  std::vector<sinew_reject> rejects;
  sinew_decoder_counts counts = {};
  sinew_status status = SINEW_STATUS_OK;
  sinew_error error = {};
};

// Feeds pieces of the sizes that next() gives.
template <typename Next>
Outcome Feed(Handle& handle, std::string_view input, size_t max_rows, const Next& next) {
  Outcome outcome;
  size_t at = 0;
  do {
    const size_t size = std::min(next(), input.size() - at);
    const bool end = at + size == input.size();
    std::string_view piece = input.substr(at, size);
    for (;;) {
      const sinew_codec_result result =
          sinew_decoder_decode(handle.decoder, piece.data(), piece.size(), handle.batch,
                               end ? SINEW_DECODE_END : 0, &outcome.error);
      BOOST_REQUIRE_EQUAL(result.written, sinew_batch_row_count(handle.batch));
      BOOST_REQUIRE_LE(result.written, max_rows);
      const std::vector<Row> rows = RowsOf(handle.batch);
      outcome.rows.insert(outcome.rows.end(), rows.begin(), rows.end());
      piece.remove_prefix(result.read);
      outcome.status = result.status;
      if (result.status != SINEW_STATUS_OUTPUT_FULL) break;
      BOOST_REQUIRE_EQUAL(result.written, max_rows);
    }
    if (outcome.status != SINEW_STATUS_OK) break;
    BOOST_REQUIRE(piece.empty());
    at += size;
  } while (at < input.size());
  outcome.counts = sinew_decoder_stats(handle.decoder);
  outcome.rejects = handle.Rejects();
  return outcome;
}

// Line by line, as the comment at the beginning says.
Outcome Expected(std::string_view input, const Settings& settings) {
  Outcome outcome;
  const size_t most = settings.max_record_size == 0 ? size_t{16} << 20 : settings.max_record_size;
  size_t at = 0;
  while (at < input.size()) {
    const size_t newline = input.find('\n', at);
    const std::string_view line = input.substr(at, newline - at);
    const size_t taken = newline == std::string_view::npos ? line.size() : line.size() + 1;
    const auto reject = [&](size_t offset, size_t field, sinew_reject_reason reason) {
      outcome.rejects.push_back({outcome.counts.records, offset, field, reason});
    };
    const bool bad_value = taken <= most && line.starts_with('?');
    if (taken > most) {
      reject(at, SIZE_MAX, SINEW_REJECT_SIZE);
    } else if (line.starts_with('!')) {
      reject(at, SIZE_MAX, SINEW_REJECT_SYNTAX);
    } else if (bad_value) {
      reject(at + 1, 1, SINEW_REJECT_TYPE);
    }
    const bool faulty = taken > most || line.starts_with('!') || bad_value;
    if (faulty && (!bad_value || settings.flags != 0)) {
      ++outcome.counts.rejected_records;
    } else {
      outcome.rows.push_back({std::string(line),
                              bad_value ? std::nullopt : std::optional<int64_t>(line.size()),
                              line.size() % 2 == 1});
      outcome.counts.rejected_values += bad_value;
    }
    ++outcome.counts.records;
    if (faulty && (settings.flags & SINEW_DECODER_STOP) != 0) {
      outcome.status = SINEW_STATUS_CORRUPT;
      return outcome;
    }
    at += taken;
  }
  outcome.counts.bytes = input.size();
  return outcome;
}

void CheckEqual(const Outcome& got, const Outcome& expected) {
  BOOST_TEST((got.rows == expected.rows));
  BOOST_TEST(got.status == expected.status);
  BOOST_REQUIRE_EQUAL(got.rejects.size(), expected.rejects.size());
  for (size_t i = 0; i < got.rejects.size(); ++i) {
    BOOST_TEST(got.rejects[i].record == expected.rejects[i].record);
    BOOST_TEST(got.rejects[i].offset == expected.rejects[i].offset);
    BOOST_TEST(got.rejects[i].field == expected.rejects[i].field);
    BOOST_TEST(got.rejects[i].reason == expected.rejects[i].reason);
  }
  BOOST_TEST(got.counts.records == expected.counts.records);
  BOOST_TEST(got.counts.rows == expected.rows.size());
  BOOST_TEST(got.counts.rejected_records == expected.counts.rejected_records);
  BOOST_TEST(got.counts.rejected_values == expected.counts.rejected_values);
  if (got.status == SINEW_STATUS_OK) BOOST_TEST(got.counts.bytes == expected.counts.bytes);
}

std::string RandomLines(Random& random, size_t count, size_t longest) {
  std::string text;
  for (size_t i = 0; i < count; ++i) {
    const size_t kind = random.Below(10);
    if (kind < 2) text += kind == 0 ? '!' : '?';
    text.append(random.Below(longest + 1), static_cast<char>('a' + i % 26));
    if (i + 1 < count || random.Below(2) == 0) text += '\n';
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(decoder)

BOOST_AUTO_TEST_CASE(EverySplitOfAShortInput) {
  const std::string input = "ab\n\n!x\nlong line\n?\nlast";
  for (const uint32_t flags : {0u, SINEW_DECODER_STRICT, SINEW_DECODER_STOP}) {
    for (const size_t max_record_size : {size_t{0}, size_t{9}, size_t{10}, size_t{1}}) {
      for (const size_t max_rows : {1, 2, 3, 100}) {
        const Settings settings = {max_rows, max_record_size, flags};
        const Outcome expected = Expected(input, settings);
        for (size_t first = 0; first <= input.size(); ++first) {
          for (size_t second = 1; second <= input.size(); ++second) {
            size_t piece = 0;
            Handle handle(settings);
            BOOST_TEST_CONTEXT("flags " << flags << " size " << max_record_size << " rows "
                                        << max_rows << " cut " << first << " " << second)
            CheckEqual(Feed(handle, input, max_rows, [&] { return piece++ == 0 ? first : second; }),
                       expected);
          }
        }
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(LongInputsInRandomPieces) {
  Random random(1);
  for (int round = 0; round < 40; ++round) {
    const size_t longest = round % 4 == 0 ? 700000 : round % 4 == 1 ? 3000 : 40;
    const std::string input = RandomLines(random, round % 4 == 0 ? 12 : 3000, longest);
    Settings settings;
    settings.max_rows = 1 + random.Below(1000);
    settings.max_record_size = round % 3 == 0 ? 1 + random.Below(longest) : 0;
    settings.flags = random.Below(4) == 0 ? SINEW_DECODER_STRICT : 0;
    settings.max_rejects = 100000;
    const size_t largest = round % 2 == 0 ? input.size() : 1 + random.Below(50000);
    Handle handle(settings);
    const Outcome expected = Expected(input, settings);
    for (int again = 0; again < 2; ++again) {
      CheckEqual(Feed(handle, input, settings.max_rows, [&] { return 1 + random.Below(largest); }),
                 expected);
      BOOST_TEST(sinew_decoder_reset(handle.decoder) == SINEW_STATUS_OK);
    }
  }
}

BOOST_AUTO_TEST_CASE(StopsAndStaysStopped) {
  Handle handle({.flags = SINEW_DECODER_STOP});
  const std::string input = "one\n?two\nthree\n";
  sinew_error error;
  sinew_codec_result result =
      sinew_decoder_decode(handle.decoder, input.data(), input.size(), handle.batch, 0, &error);
  BOOST_TEST(result.status == SINEW_STATUS_CORRUPT);
  BOOST_TEST(result.written == 1u);
  BOOST_TEST(result.read == 4u);
  BOOST_TEST(error.offset == 5u);
  BOOST_TEST(error.message == "record 1, byte 5, field length: the value is of another type");
  result = sinew_decoder_decode(handle.decoder, "x\n", 2, handle.batch, 0, &error);
  BOOST_TEST(result.status == SINEW_STATUS_CORRUPT);
  BOOST_TEST(result.written + result.read == 0u);
  BOOST_TEST(sinew_decoder_reset(handle.decoder) == SINEW_STATUS_OK);
  result = sinew_decoder_decode(handle.decoder, "x\n", 2, handle.batch, 0, &error);
  BOOST_TEST(result.status == SINEW_STATUS_OK);
  BOOST_TEST(result.written == 1u);
}

BOOST_AUTO_TEST_CASE(KeepsTheFirstRejectsAndCountsAll) {
  Handle handle({.max_rejects = 2});
  const std::string input = "!\n?\n!\n?\n";
  const sinew_codec_result result =
      sinew_decoder_decode(handle.decoder, input.data(), input.size(), handle.batch, 0, nullptr);
  BOOST_TEST(result.status == SINEW_STATUS_OK);
  const sinew_decoder_counts counts = sinew_decoder_stats(handle.decoder);
  BOOST_TEST(counts.rejects == 2u);
  BOOST_TEST(counts.rejected_records == 2u);
  BOOST_TEST(counts.rejected_values == 2u);
  BOOST_TEST(sinew_decoder_reject(handle.decoder, 1).offset == 3u);
  BOOST_TEST(sinew_decoder_reject(handle.decoder, 2).reason == 0);
}

BOOST_AUTO_TEST_CASE(RowsOfAColumn) {
  Handle handle({});
  const int32_t offsets[] = {0, 2, 4, 5, 5, 9};
  const uint8_t validity = 0b10111;
  const sinew_column column = {SINEW_TYPE_BINARY, 5, "ab!x?zzzz", 9, offsets, &validity, 0, 0};
  BOOST_TEST(sinew_decoder_decode_many(handle.decoder, &column, handle.batch, nullptr) ==
             SINEW_STATUS_OK);
  const sinew_column text = sinew_batch_column(handle.batch, 0);
  BOOST_REQUIRE_EQUAL(sinew_batch_row_count(handle.batch), 5u);
  BOOST_TEST(int{text.validity[0] & 31} == 0b10101);
  BOOST_TEST(int{sinew_batch_column(handle.batch, 1).validity[0] & 31} == 0b10001);
  const std::vector<Row> rows = RowsOf(handle.batch);
  BOOST_TEST(rows[0].text == "ab");
  BOOST_TEST(rows[1].text == "");
  BOOST_TEST(rows[2].text == "?");
  BOOST_TEST(rows[4].text == "zzzz");
  const sinew_decoder_counts counts = sinew_decoder_stats(handle.decoder);
  BOOST_TEST(counts.rows == 5u);
  BOOST_TEST(counts.rejected_records == 1u);
  BOOST_TEST(sinew_decoder_reject(handle.decoder, 1).offset == 1u);
}

// The bytes of rows do not count where the input has its faults.
BOOST_AUTO_TEST_CASE(RowsOfAColumnAmongInput) {
  Handle handle({});
  const auto decode = [&](const std::string& piece) {
    return sinew_decoder_decode(handle.decoder, piece.data(), piece.size(), handle.batch, 0,
                                nullptr)
        .status;
  };
  const int32_t offsets[] = {0, 3, 4};
  const sinew_column column = {SINEW_TYPE_BINARY, 2, "abc!", 4, offsets, nullptr, 0, 0};
  const auto decode_rows = [&] {
    return sinew_decoder_decode_many(handle.decoder, &column, handle.batch, nullptr);
  };
  BOOST_TEST(decode("one\n!t") == SINEW_STATUS_OK);
  BOOST_TEST(decode_rows() == SINEW_STATUS_OK);
  BOOST_TEST(decode("wo\n") == SINEW_STATUS_OK);
  BOOST_TEST(decode_rows() == SINEW_STATUS_OK);
  BOOST_TEST(decode("!\n") == SINEW_STATUS_OK);
  const sinew_decoder_counts counts = sinew_decoder_stats(handle.decoder);
  BOOST_TEST(counts.bytes == 11u + 2 * 4);
  BOOST_TEST(counts.records == 7u);
  BOOST_REQUIRE_EQUAL(counts.rejects, 4u);
  const uint64_t places[] = {0, 4, 0, 9};
  for (size_t i = 0; i < 4; ++i) {
    BOOST_TEST(sinew_decoder_reject(handle.decoder, i).offset == places[i]);
  }
}

BOOST_AUTO_TEST_CASE(NothingIsLostIfMemoryIsShort) {
  Random random(2);
  const std::string input = RandomLines(random, 400, 200);
  const Settings settings = {.max_rows = 64};
  const Outcome expected = Expected(input, settings);
  for (int64_t countdown = 0; countdown < 60; ++countdown) {
    sinew::FailAllocationsAfter(countdown);
    Handle handle(settings);
    if (handle.status != SINEW_STATUS_OK) {
      sinew::FailAllocationsAfter(-1);
      BOOST_TEST(handle.status == SINEW_STATUS_OUT_OF_MEMORY);
      continue;
    }
    Outcome outcome;
    for (size_t at = 0; at < input.size();) {
      const size_t size = std::min<size_t>(97, input.size() - at);
      const uint32_t flags = at + size == input.size() ? SINEW_DECODE_END : 0;
      const sinew_codec_result result = sinew_decoder_decode(
          handle.decoder, input.data() + at, size, handle.batch, flags, &outcome.error);
      const std::vector<Row> rows = RowsOf(handle.batch);
      BOOST_REQUIRE_EQUAL(rows.size(), result.written);
      outcome.rows.insert(outcome.rows.end(), rows.begin(), rows.end());
      at += result.read;
      if (result.status == SINEW_STATUS_OUT_OF_MEMORY) sinew::FailAllocationsAfter(-1);
      if (result.status != SINEW_STATUS_OK && at == input.size()) {
        const sinew_codec_result rest =
            sinew_decoder_decode(handle.decoder, nullptr, 0, handle.batch, flags, nullptr);
        BOOST_TEST(rest.status == SINEW_STATUS_OK);
        const std::vector<Row> last = RowsOf(handle.batch);
        outcome.rows.insert(outcome.rows.end(), last.begin(), last.end());
      }
    }
    sinew::FailAllocationsAfter(-1);
    BOOST_TEST((outcome.rows == expected.rows));
  }
}

// Whatever its limit is, a batch gets all rows, or the call says that one does not fit.
BOOST_AUTO_TEST_CASE(EveryLimitOfABatch) {
  Random random(3);
  const std::string input = RandomLines(random, 300, 300) + "\n" + std::string(3000, 'x') + "\n" +
                            RandomLines(random, 300, 300);
  const Settings settings = {.max_rows = 100};
  const Outcome expected = Expected(input, settings);
  // 3 fields; rows of at most 8 bytes, and the longest record.
  const size_t enough = 3 * (100 * 8 + 16 * 3000);
  size_t complete = 0, stuck = 0;
  for (size_t limit = 200; limit < 2 * enough; limit += 1 + limit / 50) {
    Handle handle(settings);
    if (handle.LimitBatch(limit) != SINEW_STATUS_OK) continue;
    const auto decode = [&](size_t at, sinew_error* error) {
      return sinew_decoder_decode(handle.decoder, input.data() + at, input.size() - at,
                                  handle.batch, SINEW_DECODE_END, error);
    };
    Outcome outcome;
    sinew_codec_result part;
    size_t at = 0;
    do {
      part = decode(at, &outcome.error);
      at += part.read;
      const std::vector<Row> rows = RowsOf(handle.batch);
      BOOST_REQUIRE_EQUAL(rows.size(), part.written);
      BOOST_REQUIRE_LE(sinew_batch_memory(handle.batch), limit);
      outcome.rows.insert(outcome.rows.end(), rows.begin(), rows.end());
    } while (part.status == SINEW_STATUS_OUTPUT_FULL && part.written != 0);
    BOOST_TEST_CONTEXT("limit " << limit) {
      if (part.status == SINEW_STATUS_OK) {
        ++complete;
        BOOST_REQUIRE((outcome.rows == expected.rows));
        BOOST_REQUIRE_EQUAL(sinew_decoder_stats(handle.decoder).records, expected.counts.records);
        continue;
      }
      ++stuck;
      BOOST_REQUIRE_EQUAL(part.status, SINEW_STATUS_MEMORY_LIMIT);
      BOOST_TEST(strstr(outcome.error.message, "does not allow what is needed") != nullptr);
      BOOST_REQUIRE_LT(limit, enough);
      // It is no better the next time, and another batch gets the rest.
      BOOST_TEST(decode(at, nullptr).status == SINEW_STATUS_MEMORY_LIMIT);
      BOOST_REQUIRE_EQUAL(handle.LimitBatch(0), SINEW_STATUS_OK);
      const Outcome rest =
          Feed(handle, std::string_view(input).substr(at), 100, [&] { return input.size(); });
      outcome.rows.insert(outcome.rows.end(), rest.rows.begin(), rest.rows.end());
      BOOST_REQUIRE((outcome.rows == expected.rows));
    }
  }
  BOOST_TEST(complete > 50u);
  BOOST_TEST(stuck > 50u);
}

BOOST_AUTO_TEST_CASE(RefusesInputInMemoryOfTheBatch) {
  Handle handle({});
  const std::string_view input = "ab\ncde\n";
  const auto fill = [&](size_t rows) {
    const std::string_view text = rows == 2 ? input : input.substr(0, 3);
    BOOST_REQUIRE_EQUAL(
        sinew_decoder_decode(handle.decoder, text.data(), text.size(), handle.batch, 0, nullptr)
            .written,
        rows);
  };
  fill(2);
  const std::vector<Row> before = RowsOf(handle.batch);
  const sinew_column text = sinew_batch_column(handle.batch, 0);
  const auto refuses = [&](const sinew_column& column) {
    sinew_error error = {};
    BOOST_TEST(sinew_decoder_decode_many(handle.decoder, &column, handle.batch, &error) ==
               SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(error.message == "column: it is in memory of the batch to be filled");
  };
  refuses(text);
  sinew_column part = text;
  part.count = 1;
  part.offsets = static_cast<const int32_t*>(text.offsets) + 1;
  refuses(part);
  // Any of its buffers.
  const int32_t offsets[] = {0, 2, 5};
  part = text;
  part.offsets = offsets;
  refuses(part);
  part = text;
  part.values = "abcde";
  refuses(part);
  part = {SINEW_TYPE_STRING, 2, "abcde", 5, offsets, nullptr, 0, 0};
  part.validity = static_cast<const uint8_t*>(sinew_batch_column(handle.batch, 2).values);
  refuses(part);
  sinew_error error = {};
  const sinew_codec_result result =
      sinew_decoder_decode(handle.decoder, static_cast<const char*>(text.values) + 4, 1,
                           handle.batch, SINEW_DECODE_END, &error);
  BOOST_TEST(result.status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(error.message == "in: it is in memory of the batch to be filled");
  BOOST_TEST((RowsOf(handle.batch) == before));
  BOOST_TEST(sinew_decoder_stats(handle.decoder).rows == 2u);
  // What a batch keeps for more rows is its own, too.
  fill(1);
  refuses(text);
  // Another batch may be filled. Of a column from elsewhere its size may not be known.
  Handle other({});
  BOOST_TEST(sinew_decoder_decode_many(handle.decoder, &text, other.batch, nullptr) ==
             SINEW_STATUS_OK);
  part = {SINEW_TYPE_STRING, 2, "abcde", SIZE_MAX, offsets, nullptr, 0, 0};
  BOOST_TEST(sinew_decoder_decode_many(handle.decoder, &part, handle.batch, nullptr) ==
             SINEW_STATUS_OK);
  BOOST_TEST((RowsOf(handle.batch) == before));
}

BOOST_AUTO_TEST_CASE(RefusesBadArguments) {
  Handle handle({});
  sinew_error error;
  const auto decode = [&](sinew_decoder* decoder, const void* in, sinew_batch* batch,
                          uint32_t flags) {
    return sinew_decoder_decode(decoder, in, 1, batch, flags, &error).status;
  };
  BOOST_TEST(decode(nullptr, "x", handle.batch, 0) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(decode(handle.decoder, nullptr, handle.batch, 0) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(decode(handle.decoder, "x", nullptr, 0) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(decode(handle.decoder, "x", handle.batch, 2) == SINEW_STATUS_INVALID_ARGUMENT);
  const int64_t number = 1;
  const sinew_column column = {SINEW_TYPE_I64, 1, &number, 8, nullptr, nullptr, 0, 0};
  BOOST_TEST(sinew_decoder_decode_many(handle.decoder, &column, handle.batch, &error) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_decoder_reset(nullptr) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_decoder_memory(nullptr) == 0u);
  BOOST_TEST(sinew_decoder_stats(nullptr).records == 0u);
  BOOST_TEST(sinew_decoder_reject(nullptr, 0).reason == 0);
  sinew_decoder_destroy(nullptr);
  const auto check = [&](auto change) {
    sinew_field fields[2] = {{"a", nullptr, SINEW_TYPE_I64, 0},
                             {"b", nullptr, SINEW_TYPE_TIMESTAMP_MS, SINEW_FIELD_EPOCH_NS}};
    sinew_decoder_options options = {};
    options.size = sizeof(options);
    options.fields = fields;
    options.field_count = 2;
    change(options, fields);
    return sinew::CheckDecoderOptions(&options, &error);
  };
  BOOST_TEST(check([](auto&, auto&) {}) == SINEW_STATUS_OK);
  BOOST_TEST(check([](auto& options, auto&) { options.size = 8; }) != SINEW_STATUS_OK);
  BOOST_TEST(check([](auto& options, auto&) { options.fields = nullptr; }) != SINEW_STATUS_OK);
  BOOST_TEST(check([](auto& options, auto&) { options.field_count = 0; }) != SINEW_STATUS_OK);
  BOOST_TEST(check([](auto& options, auto&) { options.field_count = 257; }) != SINEW_STATUS_OK);
  BOOST_TEST(check([](auto& options, auto&) { options.flags = 4; }) != SINEW_STATUS_OK);
  BOOST_TEST(check([](auto& options, auto&) { options.max_rows = size_t{1} << 32; }) !=
             SINEW_STATUS_OK);
  BOOST_TEST(check([](auto&, auto& fields) { fields[1].path = nullptr; }) != SINEW_STATUS_OK);
  BOOST_TEST(error.offset == 1u);
  BOOST_TEST(check([](auto&, auto& fields) { fields[0].type = sinew_type{7}; }) != SINEW_STATUS_OK);
  BOOST_TEST(check([](auto&, auto& fields) { fields[0].flags = 1; }) != SINEW_STATUS_OK);
  BOOST_TEST(check([](auto&, auto& fields) { fields[1].flags = 5; }) != SINEW_STATUS_OK);
}

BOOST_AUTO_TEST_SUITE_END()
