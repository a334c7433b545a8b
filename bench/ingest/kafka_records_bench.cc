// Record sets of Kafka with JSON values of about 200 bytes, 500 to a batch, to offsets and values.
// An amount is the bytes of the records before compression. The yardsticks do a part of the work:
// the library of the codec alone, the checksum of the batches alone, and a copy of the records.
#include <lz4frame.h>
#include <sinew/sinew.h>
#include <snappy-c.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include <string>
#include <vector>

#include "support/bench.h"

namespace {

constexpr int kBatches = 20, kRecords = 500;

void Check(bool condition) {
  if (!condition) abort();
}

void PutBig(std::string* out, uint64_t value, int bytes) {
  for (int i = bytes - 1; i >= 0; --i) *out += static_cast<char>(value >> 8 * i & 0xFF);
}

void PutVarint(std::string* out, int64_t value) {
  uint64_t zigzag = static_cast<uint64_t>(value) << 1 ^ static_cast<uint64_t>(value >> 63);
  for (; zigzag >= 0x80; zigzag >>= 7) *out += static_cast<char>(zigzag | 0x80);
  *out += static_cast<char>(zigzag);
}

struct Random {
  uint64_t state = 42;
  uint64_t Below(uint64_t bound) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (state >> 33) % bound;
  }
};

std::string Records(Random* random) {
  static constexpr const char* kPlaces[] = {"SFO", "JFK", "LAX", "ORD", "ATL", "DEN", "SEA", "BOS"};
  std::string out;
  for (int i = 0; i < kRecords; ++i) {
    std::string value = "{\"flight\":" + std::to_string(random->Below(1000000)) + ",\"origin\":\"" +
                        kPlaces[random->Below(8)] + "\",\"destination\":\"" +
                        kPlaces[random->Below(8)] +
                        "\",\"delay\":" + std::to_string(random->Below(300)) +
                        ",\"distance\":" + std::to_string(random->Below(5000)) +
                        ",\"date\":\"2024-0" + std::to_string(1 + random->Below(9)) + "-1" +
                        std::to_string(random->Below(10)) + "T08:15:00Z\",\"id\":\"";
    for (int k = 0; k < 60; ++k) value += "0123456789abcdef"[random->Below(16)];
    value += "\"}";
    std::string body(1, '\0');
    PutVarint(&body, i);
    PutVarint(&body, i);
    PutVarint(&body, -1);
    PutVarint(&body, static_cast<int64_t>(value.size()));
    body += value;
    PutVarint(&body, 0);
    PutVarint(&out, static_cast<int64_t>(body.size()));
    out += body;
  }
  return out;
}

enum Codec { kNone, kGzip, kSnappy, kLz4, kZstd };

std::string Compress(Codec codec, const std::string& in) {
  std::string out(2 * in.size() + 1000, '\0');
  size_t size = out.size();
  switch (codec) {
    case kNone:
      return in;
    case kGzip: {
      z_stream stream = {};
      Check(deflateInit2(&stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY) == Z_OK);
      stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
      stream.avail_in = static_cast<uInt>(in.size());
      stream.next_out = reinterpret_cast<Bytef*>(out.data());
      stream.avail_out = static_cast<uInt>(out.size());
      Check(deflate(&stream, Z_FINISH) == Z_STREAM_END);
      size = stream.total_out;
      deflateEnd(&stream);
      break;
    }
    case kSnappy:
      Check(snappy_compress(in.data(), in.size(), out.data(), &size) == SNAPPY_OK);
      break;
    case kLz4:
      size = LZ4F_compressFrame(out.data(), size, in.data(), in.size(), nullptr);
      break;
    case kZstd:
      size = ZSTD_compress(out.data(), size, in.data(), in.size(), 3);
      break;
  }
  out.resize(size);
  return out;
}

// What a program does that has the library of the codec, with a context that it keeps.
class Libraries {
 public:
  Libraries() {
    Check(!LZ4F_isError(LZ4F_createDecompressionContext(&lz4_, LZ4F_VERSION)));
    Check(inflateInit2(&gzip_, 31) == Z_OK);
  }
  ~Libraries() {
    LZ4F_freeDecompressionContext(lz4_);
    ZSTD_freeDCtx(zstd_);
    inflateEnd(&gzip_);
  }

  size_t Decode(Codec codec, const std::string& in, std::string* out) {
    size_t size = out->size();
    switch (codec) {
      case kNone:
        memcpy(out->data(), in.data(), in.size());
        return in.size();
      case kGzip:
        inflateReset(&gzip_);
        gzip_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
        gzip_.avail_in = static_cast<uInt>(in.size());
        gzip_.next_out = reinterpret_cast<Bytef*>(out->data());
        gzip_.avail_out = static_cast<uInt>(size);
        Check(inflate(&gzip_, Z_FINISH) == Z_STREAM_END);
        return gzip_.total_out;
      case kSnappy:
        Check(snappy_uncompress(in.data(), in.size(), out->data(), &size) == SNAPPY_OK);
        return size;
      case kLz4: {
        size_t in_size = in.size();
        Check(LZ4F_decompress(lz4_, out->data(), &size, in.data(), &in_size, nullptr) == 0);
        return size;
      }
      case kZstd:
        return ZSTD_decompressDCtx(zstd_, out->data(), size, in.data(), in.size());
    }
    return 0;
  }

 private:
  ZSTD_DCtx* zstd_ = ZSTD_createDCtx();
  LZ4F_dctx* lz4_ = nullptr;
  z_stream gzip_ = {};
};

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("ingest/kafka_records", argc, argv);
  static constexpr sinew_field kFields[] = {{"offset", nullptr, SINEW_TYPE_I64, 0},
                                            {"value", nullptr, SINEW_TYPE_BINARY, 0}};
  sinew_decoder_options options = {};
  options.size = sizeof(options);
  options.fields = kFields;
  options.field_count = 2;
  sinew_decoder* decoder;
  Check(sinew_kafka_records_create(&options, nullptr, &decoder, nullptr) == SINEW_STATUS_OK);
  const sinew_batch_options batch_options = {sizeof(batch_options), 0};
  sinew_batch* batch;
  Check(sinew_batch_create(&batch_options, &batch, nullptr) == SINEW_STATUS_OK);
  Libraries libraries;

  static constexpr const char* kNames[] = {"none", "gzip", "snappy", "lz4", "zstd"};
  for (const Codec codec : {kNone, kGzip, kSnappy, kLz4, kZstd}) {
    Random random;
    std::string in, all;
    std::vector<std::string> packed;
    size_t most = 0;
    for (int b = 0; b < kBatches; ++b) {
      const std::string records = Records(&random);
      most = records.size() > most ? records.size() : most;
      all += records;
      packed.push_back(Compress(codec, records));
      std::string checked;
      PutBig(&checked, codec, 2);
      PutBig(&checked, kRecords - 1, 4);
      for (int i = 0; i < 2; ++i) PutBig(&checked, 1700000000000, 8);
      PutBig(&checked, UINT64_MAX, 8);
      PutBig(&checked, UINT64_MAX, 2);
      PutBig(&checked, UINT64_MAX, 4);
      PutBig(&checked, kRecords, 4);
      checked += packed.back();
      PutBig(&in, static_cast<uint64_t>(b) * kRecords, 8);
      PutBig(&in, 9 + checked.size(), 4);
      PutBig(&in, 0, 4);
      PutBig(&in, 2, 1);
      PutBig(&in, sinew_crc32c(checked.data(), checked.size(), 0), 4);
      in += checked;
    }
    bench::Row row = {std::string(kNames[codec]) + ", " + std::to_string(all.size() / in.size()) +
                          "." + std::to_string(all.size() * 10 / in.size() % 10) + " to 1",
                      bench::GigabytesPerSecond(),
                      static_cast<double>(all.size()),
                      {},
                      {}};
    row.sinew = bench::Repeat([&] {
      uint64_t rows = 0;
      for (size_t at = 0;;) {
        const sinew_codec_result result = sinew_decoder_decode(
            decoder, in.data() + at, in.size() - at, batch, SINEW_DECODE_END, nullptr);
        rows += result.written;
        at += result.read;
        if (result.status == SINEW_STATUS_OK) break;
        Check(result.status == SINEW_STATUS_OUTPUT_FULL);
      }
      Check(rows == kBatches * kRecords);
      return rows;
    });
    std::string out(most, '\0');
    row.peers.push_back({"codec alone", bench::Repeat([&] {
                           uint64_t size = 0;
                           for (const std::string& one : packed) {
                             size += libraries.Decode(codec, one, &out);
                           }
                           Check(size == all.size());
                           return size;
                         }),
                         false});
    row.peers.push_back({"CRC alone", bench::Repeat([&] {
                           uint64_t crc = 0;
                           for (const std::string& one : packed) {
                             crc += sinew_crc32c(one.data(), one.size(), 0);
                           }
                           return crc;
                         }),
                         false});
    std::string copy(all.size(), '\0');
    row.peers.push_back({"memcpy", bench::Repeat([&] {
                           memcpy(copy.data(), all.data(), all.size());
                           return static_cast<uint64_t>(copy[copy.size() / 2]);
                         }),
                         false});
    table.Run(row);
  }
  sinew_batch_destroy(batch);
  sinew_decoder_destroy(decoder);
  return table.ExitCode();
}
