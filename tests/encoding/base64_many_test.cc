#include "sinew/sinew.h"

#include <boost/test/unit_test.hpp>
#include <cstring>
#include <string>
#include <vector>

#include "encoding/base64_ref.h"
#include "support/column.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

namespace {

using Rows = std::vector<std::string>;

// A column of strings whose offsets and bytes end at guard pages, and before whose first row there
// are `skipped` others.
template <typename Offset>
class StringColumn {
 public:
  StringColumn(const Rows& rows, const std::vector<bool>& valid, size_t skipped)
      : offsets_((rows.size() + skipped + 1) * sizeof(Offset) + 64), bytes_(1 << 20) {
    std::vector<Offset> offsets(skipped, 0);
    std::string bytes = skipped == 0 ? "" : "skipped";
    validity_.assign((skipped + rows.size()) / 8 + 1, 0);
    for (size_t i = 0; i < rows.size(); ++i) {
      offsets.push_back(static_cast<Offset>(bytes.size()));
      bytes += rows[i];
      const size_t bit = skipped + i;
      if (valid[i]) validity_[bit / 8] = static_cast<uint8_t>(validity_[bit / 8] | 1 << bit % 8);
    }
    offsets.push_back(static_cast<Offset>(bytes.size()));
    uint8_t* const at = offsets_.Back(offsets.size() * sizeof(Offset), 1);
    memcpy(at, offsets.data(), offsets.size() * sizeof(Offset));
    uint8_t* const values = bytes_.Back(bytes.size());
    if (!bytes.empty()) memcpy(values, bytes.data(), bytes.size());
    view = SkipRows({sizeof(Offset) == 4 ? SINEW_TYPE_STRING : SINEW_TYPE_LARGE_STRING, rows.size(),
                     values, bytes.size(), at, validity_.data(), 0, 0},
                    skipped);
  }

  sinew_column view;

 private:
  GuardedMemory offsets_, bytes_;
  std::vector<uint8_t> validity_;
};

// What comes back, row by row.
struct Output {
  Output(size_t rows, size_t capacity) : offsets(rows + 1, -1), memory(capacity + 1) {
    bytes = memory.Back(capacity);
  }
  std::string operator[](size_t row) const {
    return std::string(reinterpret_cast<const char*>(bytes) + offsets[row],
                       static_cast<size_t>(offsets[row + 1] - offsets[row]));
  }
  std::vector<int64_t> offsets;
  GuardedMemory memory;
  uint8_t* bytes;
};

Rows RandomRows(size_t count, uint64_t seed) {
  Random random(seed);
  Rows rows;
  for (size_t i = 0; i < count; ++i) {
    const std::vector<uint8_t> bytes = RandomBytes(random.Below(i % 16 == 0 ? 400 : 60), random());
    rows.emplace_back(bytes.begin(), bytes.end());
  }
  return rows;
}

template <typename Offset>
void CheckBothWays(const Rows& rows, const std::vector<bool>& valid, size_t skipped,
                   uint32_t flags) {
  const StringColumn<Offset> column(rows, valid, skipped);
  Rows expected;
  size_t size = 0;
  for (size_t i = 0; i < rows.size(); ++i) {
    expected.push_back(valid[i] ? Base64EncodeRef(rows[i], flags) : "");
    size += expected.back().size();
  }
  ForEachTarget([&] {
    const sinew_codec_result needed = sinew_base64_encoded_size_many(&column.view, flags);
    BOOST_TEST(needed.status == SINEW_STATUS_OK);
    BOOST_TEST(needed.read == rows.size());
    BOOST_TEST(needed.written == size);
    Output encoded(rows.size(), size);
    sinew_codec_result result =
        sinew_base64_encode_many(&column.view, encoded.offsets.data(), encoded.bytes, size, flags);
    BOOST_TEST(result.status == SINEW_STATUS_OK);
    BOOST_TEST(result.read == rows.size());
    BOOST_TEST(result.written == size);
    BOOST_TEST(encoded.offsets[0] == 0);
    for (size_t i = 0; i < rows.size(); ++i) {
      if (encoded[i] != expected[i]) BOOST_ERROR("row " << i << " encodes to " << encoded[i]);
    }
    if (size != 0) {
      result = sinew_base64_encode_many(&column.view, encoded.offsets.data(), encoded.bytes,
                                        size - 1, flags);
      BOOST_TEST(result.status == SINEW_STATUS_OUTPUT_FULL);
      BOOST_TEST(result.read + result.written == 0u);
    }

    const StringColumn<Offset> texts(expected, valid, skipped);
    const size_t capacity = sinew_base64_decoded_bound(size);
    Output decoded(rows.size(), capacity);
    result = sinew_base64_decode_many(&texts.view, decoded.offsets.data(), decoded.bytes, capacity,
                                      flags);
    BOOST_TEST(result.status == SINEW_STATUS_OK);
    BOOST_TEST(result.read == rows.size());
    for (size_t i = 0; i < rows.size(); ++i) {
      if (decoded[i] != (valid[i] ? rows[i] : "")) BOOST_ERROR("row " << i << " is not decoded");
    }
    BOOST_TEST(result.written == static_cast<size_t>(decoded.offsets.back()));
    if (capacity != 0) {
      result = sinew_base64_decode_many(&texts.view, decoded.offsets.data(), decoded.bytes,
                                        capacity - 1, flags);
      BOOST_TEST(result.status == SINEW_STATUS_OUTPUT_FULL);
      BOOST_TEST(result.read + result.written == 0u);
    }
  });
}

}  // namespace

BOOST_AUTO_TEST_CASE(BothWays) {
  Random random(1);
  for (const size_t count : {0, 1, 2, 7, 8, 100, 500}) {
    for (uint32_t flags = 0; flags <= (SINEW_BASE64_URL | SINEW_BASE64_RAW); ++flags) {
      for (const size_t skipped : {0, 1, 8, 13}) {
        const Rows rows = RandomRows(count, count + flags);
        std::vector<bool> valid(count, true);
        if (skipped != 8) {
          for (size_t i = 0; i < count; ++i) valid[i] = random.Below(4) != 0;
        }
        CheckBothWays<int32_t>(rows, valid, skipped, flags);
        CheckBothWays<int64_t>(rows, valid, skipped, flags);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(WithoutValidityEveryRowCounts) {
  StringColumn<int32_t> column({"foo", "", "fo"}, {false, false, false}, 0);
  column.view.validity = nullptr;
  Output out(3, 8);
  const sinew_codec_result result =
      sinew_base64_encode_many(&column.view, out.offsets.data(), out.bytes, 8, 0);
  BOOST_TEST(result.written == 8u);
  BOOST_TEST(out[0] == "Zm9v");
  BOOST_TEST(out[1] == "");
  BOOST_TEST(out[2] == "Zm8=");
}

BOOST_AUTO_TEST_CASE(TheRowAtFault) {
  const Rows rows = {"Zm9v", "Zm9vYg==", "Zm9v\nYmFy", "AA", "A*AA"};
  for (size_t fault = 0; fault < 2; ++fault) {
    std::vector<bool> valid(5, true);
    valid[3] = fault == 0;
    const StringColumn<int64_t> column(rows, valid, 3);
    ForEachTarget([&] {
      Output out(5, 30);
      const sinew_codec_result result =
          sinew_base64_decode_many(&column.view, out.offsets.data(), out.bytes, 30, 0);
      BOOST_TEST(result.status == (fault == 0 ? SINEW_STATUS_TRUNCATED : SINEW_STATUS_CORRUPT));
      BOOST_TEST(result.read == 3 + fault);
      BOOST_TEST(result.written == 13u);
      BOOST_TEST(out[0] == "foo");
      BOOST_TEST(out[1] == "foob");
      BOOST_TEST(out[2] == "foobar");
    });
  }
}

BOOST_AUTO_TEST_CASE(BadArguments) {
  const Rows rows = {"foo", "bar"};
  StringColumn<int32_t> column(rows, {true, true}, 0);
  Output out(2, 100);
  const auto refused = [&](const sinew_column* view, uint32_t flags, int64_t* offsets, void* to,
                           size_t row) {
    const sinew_codec_result encoded = sinew_base64_encode_many(view, offsets, to, 100, flags);
    const sinew_codec_result decoded = sinew_base64_decode_many(view, offsets, to, 100, flags);
    for (const sinew_codec_result& result : {encoded, decoded}) {
      BOOST_TEST(result.status == SINEW_STATUS_INVALID_ARGUMENT);
      BOOST_TEST(result.read == row);
      BOOST_TEST(result.written == 0u);
    }
    BOOST_TEST(out.offsets[0] == -1);
  };
  refused(nullptr, 0, out.offsets.data(), out.bytes, 0);
  refused(&column.view, 8, out.offsets.data(), out.bytes, 0);
  refused(&column.view, 0, nullptr, out.bytes, 0);
  refused(&column.view, 0, out.offsets.data(), nullptr, 0);
  const int64_t number = 7;
  const sinew_column numbers = {SINEW_TYPE_I64, 1, &number, 8, nullptr, nullptr, 0, 0};
  refused(&numbers, 0, out.offsets.data(), out.bytes, 0);
  const int32_t offsets[] = {0, 2, 1};
  column.view.offsets = offsets;
  refused(&column.view, 0, out.offsets.data(), out.bytes, 1);
  const sinew_codec_result needed = sinew_base64_encoded_size_many(&column.view, 0);
  BOOST_TEST(needed.status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(needed.read == 1u);
  BOOST_TEST(needed.written == 0u);
  // A flag of decoders alone.
  const StringColumn<int32_t> good(rows, {true, true}, 0);
  BOOST_TEST(sinew_base64_encoded_size_many(&good.view, SINEW_BASE64_STRICT).status ==
             SINEW_STATUS_INVALID_ARGUMENT);
}
