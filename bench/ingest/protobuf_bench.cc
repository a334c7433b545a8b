#include <sinew/sinew.h>
#include <string.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "support/bench.h"

namespace {

// Messages of about 200 bytes with 20 fields, one of them a message: events of a shop.
constexpr size_t kMessages = 1000;  // to a call
// Calls take turns with so many inputs: branches of a few messages would be learnt by heart.
constexpr size_t kInputs = 32;

class Generator {
 public:
  uint64_t operator()() {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return state_ >> 24;
  }
  uint64_t Below(uint64_t bound) { return (*this)() % bound; }

 private:
  uint64_t state_ = 1;
};

class Writer {
 public:
  void Varint(uint64_t value) {
    for (; value >= 128; value >>= 7) bytes += static_cast<char>(value | 128);
    bytes += static_cast<char>(value);
  }
  void Number(uint32_t field, uint64_t value) {
    Varint(field << 3);
    Varint(value);
  }
  template <typename T>
  void Fixed(uint32_t field, T value) {
    Varint(field << 3 | (sizeof(T) == 8 ? 1 : 5));
    bytes.append(reinterpret_cast<const char*>(&value), sizeof(T));
  }
  void Bytes(uint32_t field, std::string_view value) {
    Varint(field << 3 | 2);
    Varint(value.size());
    bytes += value;
  }

  std::string bytes;
};

std::string Text(Generator& random, size_t least, size_t most) {
  std::string text(least + random.Below(most - least + 1), ' ');
  for (char& c : text) c = static_cast<char>('a' + random.Below(26));
  return text;
}

// With `sparse`, as in proto3, fields that are 0 or empty are not there: a quarter of them.
std::string Message(Generator& random, bool sparse) {
  Writer out;
  const auto has = [&] { return !sparse || random.Below(4) != 0; };
  if (has()) out.Number(1, random.Below(uint64_t{1} << 34));
  out.Number(2, 1700000000000 + random.Below(100000000));
  if (has()) out.Bytes(3, Text(random, 2, 2));
  if (has()) out.Bytes(4, Text(random, 10, 30));
  if (has()) out.Fixed(5, static_cast<double>(random.Below(100000)) / 100);
  if (has()) out.Number(6, 1 + random.Below(10));
  if (has()) out.Number(7, 1);
  if (has()) out.Number(8, random.Below(2000));  // zigzag
  if (has()) out.Fixed(9, random());
  if (has()) out.Bytes(10, Text(random, 12, 24));
  if (has()) out.Number(11, random.Below(12));
  if (has()) out.Number(12, random.Below(100000));
  if (has()) out.Fixed(13, static_cast<float>(random.Below(1000)));
  if (has()) out.Bytes(14, Text(random, 16, 16));
  if (has()) {
    Writer place, address;
    address.Number(1, 10000 + random.Below(80000));
    address.Bytes(2, Text(random, 5, 12));
    place.Bytes(1, Text(random, 4, 12));
    place.Fixed(2, static_cast<double>(random.Below(180)));
    place.Fixed(3, static_cast<double>(random.Below(180)));
    place.Bytes(4, address.bytes);
    out.Bytes(15, place.bytes);
  }
  if (has()) out.Number(16, random.Below(uint64_t{1} << 40));
  if (has()) out.Bytes(17, Text(random, 3, 8));
  if (has()) out.Number(18, 1);
  if (has()) out.Fixed(19, static_cast<uint32_t>(random()));
  if (has()) out.Bytes(20, Text(random, 8, 8));
  return out.bytes;
}

const std::vector<sinew_field> kThree = {{"2", "time", SINEW_TYPE_TIMESTAMP_MS, 0},
                                         {"3", "country", SINEW_TYPE_STRING, 0},
                                         {"5", "price", SINEW_TYPE_F64, 0}};
const std::vector<sinew_field> kNested = {{"2", "time", SINEW_TYPE_TIMESTAMP_MS, 0},
                                          {"15.1", "city", SINEW_TYPE_STRING, 0},
                                          {"15.4.1", "code", SINEW_TYPE_I32, 0}};
const std::vector<sinew_field> kAll = {{"1", nullptr, SINEW_TYPE_I64, 0},
                                       {"2", nullptr, SINEW_TYPE_TIMESTAMP_MS, 0},
                                       {"3", nullptr, SINEW_TYPE_STRING, 0},
                                       {"4", nullptr, SINEW_TYPE_STRING, 0},
                                       {"5", nullptr, SINEW_TYPE_F64, 0},
                                       {"6", nullptr, SINEW_TYPE_I32, 0},
                                       {"7", nullptr, SINEW_TYPE_BOOL, 0},
                                       {"8", nullptr, SINEW_TYPE_I64, SINEW_FIELD_ZIGZAG},
                                       {"9", nullptr, SINEW_TYPE_U64, SINEW_FIELD_FIXED},
                                       {"10", nullptr, SINEW_TYPE_STRING, 0},
                                       {"11", nullptr, SINEW_TYPE_I32, 0},
                                       {"12", nullptr, SINEW_TYPE_U32, 0},
                                       {"13", nullptr, SINEW_TYPE_F32, 0},
                                       {"14", nullptr, SINEW_TYPE_STRING, 0},
                                       {"15.1", nullptr, SINEW_TYPE_STRING, 0},
                                       {"15.2", nullptr, SINEW_TYPE_F64, 0},
                                       {"15.3", nullptr, SINEW_TYPE_F64, 0},
                                       {"15.4.1", nullptr, SINEW_TYPE_I32, 0},
                                       {"15.4.2", nullptr, SINEW_TYPE_STRING, 0},
                                       {"16", nullptr, SINEW_TYPE_I64, 0},
                                       {"17", nullptr, SINEW_TYPE_STRING, 0},
                                       {"18", nullptr, SINEW_TYPE_BOOL, 0},
                                       {"19", nullptr, SINEW_TYPE_U32, SINEW_FIELD_FIXED},
                                       {"20", nullptr, SINEW_TYPE_BINARY, 0}};

// What a careful programmer writes for one of the lists of fields: a switch over the tags, varints
// byte by byte, each value to a vector.
class Loop {
 public:
  explicit Loop(bool nested) : nested_(nested) {}

  uint64_t Decode(std::string_view in) {
    times_.clear();
    prices_.clear();
    codes_.clear();
    ends_.clear();
    text_.clear();
    const uint8_t* at = reinterpret_cast<const uint8_t*>(in.data());
    const uint8_t* const end = at + in.size();
    while (at < end) {
      const uint64_t size = Varint(&at, end);
      times_.push_back(0);
      prices_.push_back(0);
      codes_.push_back(0);
      Walk(at, at + size, 0);
      at += size;
      ends_.push_back(static_cast<int32_t>(text_.size()));
    }
    return Checksum(times_.size(), times_.data(), text_.size(), nested_ ? nullptr : prices_.data(),
                    nested_ ? codes_.data() : nullptr);
  }

  static uint64_t Checksum(size_t rows, const int64_t* times, size_t text, const double* prices,
                           const int32_t* codes) {
    uint64_t sum = text;
    for (size_t i = 0; i < rows; i += 97) {
      sum += static_cast<uint64_t>(times[i]);
      if (prices != nullptr) sum += static_cast<uint64_t>(prices[i] * 100);
      if (codes != nullptr) sum += static_cast<uint64_t>(codes[i]);
    }
    return sum;
  }

 private:
  static uint64_t Varint(const uint8_t** at, const uint8_t* end) {
    uint64_t value = 0;
    for (unsigned shift = 0; *at < end && shift < 64; shift += 7) {
      const uint8_t byte = *(*at)++;
      value |= uint64_t{byte & 0x7Fu} << shift;
      if (byte < 0x80) return value;
    }
    abort();
  }

  void Walk(const uint8_t* at, const uint8_t* end, int level) {
    while (at < end) {
      const uint64_t tag = Varint(&at, end);
      const uint64_t field = tag >> 3;
      switch (tag & 7) {
        case 0: {
          const uint64_t value = Varint(&at, end);
          if (level == 0 && field == 2) times_.back() = static_cast<int64_t>(value);
          if (level == 2 && field == 1) codes_.back() = static_cast<int32_t>(value);
          break;
        }
        case 1:
          if (end - at < 8) abort();
          if (level == 0 && field == 5 && !nested_) memcpy(&prices_.back(), at, 8);
          at += 8;
          break;
        case 2: {
          const uint64_t size = Varint(&at, end);
          if (size > static_cast<uint64_t>(end - at)) abort();
          if (nested_ ? level == 1 && field == 1 : field == 3) {
            text_.append(reinterpret_cast<const char*>(at), size);
          } else if (nested_ && ((level == 0 && field == 15) || (level == 1 && field == 4))) {
            Walk(at, at + size, level + 1);
          }
          at += size;
          break;
        }
        case 5:
          at += 4;
          break;
        default:
          abort();
      }
    }
  }

  const bool nested_;
  std::vector<int64_t> times_;
  std::vector<double> prices_;
  std::vector<int32_t> codes_, ends_;
  std::string text_;
};

struct Decoder {
  explicit Decoder(const std::vector<sinew_field>& fields) {
    sinew_decoder_options options = {};
    options.size = sizeof(options);
    options.fields = fields.data();
    options.field_count = fields.size();
    const sinew_batch_options batch_options = {sizeof(batch_options), 0};
    if (sinew_protobuf_create(&options, nullptr, &decoder, nullptr) != SINEW_STATUS_OK ||
        sinew_batch_create(&batch_options, &batch, nullptr) != SINEW_STATUS_OK) {
      abort();
    }
  }
  ~Decoder() {
    sinew_decoder_destroy(decoder);
    sinew_batch_destroy(batch);
  }
  Decoder(const Decoder&) = delete;

  void Decode(std::string_view in) {
    const sinew_codec_result result =
        sinew_decoder_decode(decoder, in.data(), in.size(), batch, 0, nullptr);
    if (result.status != SINEW_STATUS_OK || result.written != kMessages) abort();
  }

  sinew_decoder* decoder = nullptr;
  sinew_batch* batch = nullptr;
};

// The same messages as a stream and as rows of a column.
struct Input {
  std::string stream, messages;
  std::vector<int32_t> offsets = {0};
};

template <typename T>
const T* Values(const sinew_batch* batch, size_t column) {
  return static_cast<const T*>(sinew_batch_column(batch, column).values);
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("ingest/protobuf", argc, argv);
  for (const bool sparse : {false, true}) {
    Generator random;
    std::vector<Input> inputs(kInputs);
    size_t size = 0;
    for (Input& input : inputs) {
      for (size_t i = 0; i < kMessages; ++i) {
        Writer record;
        const std::string message = Message(random, sparse);
        record.Varint(message.size());
        input.stream += record.bytes + message;
        input.messages += message;
        input.offsets.push_back(static_cast<int32_t>(input.messages.size()));
      }
      size += input.messages.size();
    }
    const std::string what = ", messages of " + std::to_string(size / kInputs / kMessages) +
                             " bytes" + (sparse ? ", a quarter of the fields missing" : "");
    const std::string copied(size / kInputs, 'x');
    const auto memcpy_of_all = bench::Yardsticks(copied.data(), copied.size())[0];
    const auto unit = bench::NanosecondsPer("message");
    const auto each = [&](auto call) {
      return bench::Repeat([&inputs, next = size_t{0}, call]() mutable {
        next = (next + 1) % kInputs;
        return call(inputs[next]);
      });
    };

    Decoder three(kThree), nested(kNested), all(kAll);
    Loop three_loop(false), nested_loop(true);
    const auto sum_of_three = [&] {
      return Loop::Checksum(kMessages, Values<int64_t>(three.batch, 0),
                            sinew_batch_column(three.batch, 1).values_size,
                            Values<double>(three.batch, 2), nullptr);
    };
    const auto loop_three =
        each([&](const Input& input) { return three_loop.Decode(input.stream); });
    table.Run({"3 of 20 fields" + what,
               unit,
               kMessages,
               each([&](const Input& input) {
                 three.Decode(input.stream);
                 return sum_of_three();
               }),
               {{"switch, varints byte by byte", loop_three}, memcpy_of_all}});
    table.Run({"3 of 20 fields, rows of a column" + what,
               unit,
               kMessages,
               each([&](const Input& input) {
                 const sinew_column column = {SINEW_TYPE_BINARY,
                                              kMessages,
                                              input.messages.data(),
                                              input.messages.size(),
                                              input.offsets.data(),
                                              nullptr,
                                              0,
                                              0};
                 if (sinew_decoder_decode_many(three.decoder, &column, three.batch, nullptr) !=
                     SINEW_STATUS_OK) {
                   abort();
                 }
                 return sum_of_three();
               }),
               {{"switch, varints byte by byte, stream", loop_three}, memcpy_of_all}});
    table.Run({"3 fields, 2 of them nested" + what,
               unit,
               kMessages,
               each([&](const Input& input) {
                 nested.Decode(input.stream);
                 return Loop::Checksum(kMessages, Values<int64_t>(nested.batch, 0),
                                       sinew_batch_column(nested.batch, 1).values_size, nullptr,
                                       Values<int32_t>(nested.batch, 2));
               }),
               {{"switch, varints byte by byte",
                 each([&](const Input& input) { return nested_loop.Decode(input.stream); })},
                memcpy_of_all}});
    table.Run({"all 24 values" + what,
               unit,
               kMessages,
               each([&](const Input& input) {
                 all.Decode(input.stream);
                 return static_cast<uint64_t>(Values<int64_t>(all.batch, 0)[kMessages - 1]);
               }),
               {memcpy_of_all}});
  }
  return table.ExitCode();
}
