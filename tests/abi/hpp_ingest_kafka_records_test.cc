#include "hpp.h"

namespace {

// One batch: offset 9, key "k", value {"n":7}; the checksum is that of a bitwise CRC-32C.
std::string Batch() {
  const auto big = [](uint64_t value, int bytes) {
    std::string out;
    while (bytes-- > 0) out += static_cast<char>(value >> 8 * bytes & 0xFF);
    return out;
  };
  // The transaction of producer 5.
  std::string checked = big(16, 2) + big(0, 4) + big(1000, 8) + big(1000, 8) + big(5, 8) +
                        big(0, 2) + big(0, 4) + big(1, 4);
  checked += std::string("\x1C\0\0\0\x02k\x0E{\"n\":7}\0", 15);
  uint32_t crc = ~uint32_t{0};
  for (const char byte : checked) {
    crc ^= static_cast<uint8_t>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1 ? 0x82F63B78 : 0);
  }
  return big(9, 8) + big(9 + checked.size(), 4) + big(0, 4) + big(2, 1) + big(~crc, 4) + checked;
}

const sinew::field kFields[] = {{"value", SINEW_TYPE_BINARY}, {"offset", SINEW_TYPE_I64}};

}  // namespace

BOOST_AUTO_TEST_CASE(DecodesKafkaRecordsAndTheirValues) {
  sinew::kafka_records_decoder records(kFields);
  const sinew::field number[] = {{"n", SINEW_TYPE_I64}};
  sinew::ndjson_decoder values(number);
  sinew::batch batch, of_values;
  const std::string in = Batch();
  BOOST_TEST(records.decode(in + in.substr(0, 20), batch, true).rows == 1u);
  BOOST_TEST((AllOf(batch.get<int64_t>(1)) == std::vector<std::optional<int64_t>>{9}));
  values.decode(batch.get<std::string_view>(0), of_values);
  BOOST_TEST((AllOf(of_values.get<int64_t>(0)) == std::vector<std::optional<int64_t>>{7}));
  BOOST_TEST(records.batch_counts().batches == 1u);
  BOOST_TEST(records.batch_counts().partial_batches == 1u);
}

BOOST_AUTO_TEST_CASE(HeadersAreARange) {
  static_assert(std::forward_iterator<sinew::kafka_headers::iterator>);
  const std::string_view in("\x06\x02h\x01\0\0\x02i\x04vw", 11);
  std::string shown;
  for (const sinew::kafka_header& header : sinew::kafka_headers(in)) {
    shown += std::string(header.key) + "=" + std::string(header.value.value_or("none")) + ";";
  }
  BOOST_TEST(shown == "h=none;=;i=vw;");
  // Nothing beyond the first fault, and no byte beyond the end.
  const std::size_t counts[] = {0, 0, 0, 0, 1, 1, 2, 2, 2, 2, 2, 3};
  for (std::size_t size = 0; size <= in.size(); ++size) {
    const std::vector<char> cut(in.begin(), in.begin() + static_cast<std::ptrdiff_t>(size));
    const sinew::kafka_headers headers({cut.data(), size});
    BOOST_TEST(std::distance(headers.begin(), headers.end()) ==
               static_cast<std::ptrdiff_t>(counts[size]));
  }
}

BOOST_AUTO_TEST_CASE(LeavesOutAbortedTransactionsAndEarlierRecords) {
  sinew::kafka_records_decoder records(kFields);
  sinew::batch batch;
  const sinew_kafka_transaction aborted[] = {{5, 9}};
  records.expect(aborted, 0);
  BOOST_TEST(records.decode(Batch(), batch, true).rows == 0u);
  BOOST_TEST(records.batch_counts().aborted_batches == 1u);
  records.reset();
  records.expect({}, 10);
  BOOST_TEST(records.decode(Batch(), batch, true).rows == 0u);
  BOOST_TEST(records.batch_counts().earlier_records == 1u);
}

BOOST_AUTO_TEST_CASE(RefusesWhatIsNoPartOfAKafkaRecord) {
  const sinew::field fields[] = {{"offset", SINEW_TYPE_I64}, {"topic", SINEW_TYPE_STRING}};
  RequireError([&] { sinew::kafka_records_decoder bad(fields); }, SINEW_STATUS_INVALID_ARGUMENT, 1,
               "topic");
  RequireError(
      [&] { sinew::kafka_records_decoder bad(kFields, {}, {.max_decoded_size = (1u << 30) + 1}); },
      SINEW_STATUS_INVALID_ARGUMENT, 0, "max_decoded_size");
}
