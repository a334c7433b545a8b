// Compressed streams of 8 MiB of JSON, given in pieces of 64 KiB and decoded to a buffer of 256
// KiB, beside the libraries that everybody uses, called in the same way.
#include <isa-l/igzip_lib.h>
#include <lz4.h>
#include <lz4frame.h>
#include <sinew/sinew.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <string>
#include <vector>

#include "support/bench.h"

namespace {

constexpr size_t kSize = size_t{8} << 20, kPiece = size_t{64} << 10, kRoom = size_t{256} << 10;

void Check(bool condition) {
  if (!condition) abort();
}

std::string Json() {
  uint64_t state = 42;
  const auto below = [&state](uint64_t bound) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (state >> 33) % bound;
  };
  static constexpr const char* kPlaces[] = {"SFO", "JFK", "LAX", "ORD", "ATL", "DEN", "SEA", "BOS"};
  std::string out;
  while (out.size() < kSize) {
    out += "{\"flight\":" + std::to_string(below(1000000)) + ",\"origin\":\"" + kPlaces[below(8)] +
           "\",\"destination\":\"" + kPlaces[below(8)] +
           "\",\"delay\":" + std::to_string(below(300)) +
           ",\"distance\":" + std::to_string(below(5000)) + "}\n";
  }
  out.resize(kSize);
  return out;
}

// Calls step(in, size, &read, &written) until it has taken all pieces, and returns what was
// written.
template <typename Step>
uint64_t Drive(const std::string& in, const Step& step) {
  uint64_t all = 0;
  for (size_t at = 0; at < in.size();) {
    const size_t size = std::min(kPiece, in.size() - at);
    for (size_t done = 0;;) {
      size_t read, written;
      step(in.data() + at + done, size - done, &read, &written);
      done += read;
      all += written;
      if (done == size && written < kRoom) break;
    }
    at += size;
  }
  return all;
}

bench::Work Sinew(sinew_stream* stream, const std::string& in, char* out) {
  return bench::Repeat([=, &in] {
    Check(sinew_stream_reset(stream) == SINEW_STATUS_OK);
    return Drive(in, [&](const char* from, size_t size, size_t* read, size_t* written) {
      const sinew_codec_result result =
          sinew_stream_decode(stream, from, size, out, kRoom, 0, nullptr);
      Check(result.status == SINEW_STATUS_OK || result.status == SINEW_STATUS_OUTPUT_FULL);
      *read = result.read;
      *written = result.written;
    });
  });
}

sinew_stream* Create() {
  const sinew_stream_options options = {sizeof(options), SINEW_COMPRESSION_AUTO, 0, 0};
  sinew_stream* stream;
  Check(sinew_stream_create(&options, &stream, nullptr) == SINEW_STATUS_OK);
  return stream;
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("ingest/stream", argc, argv);
  const std::string text = Json();
  std::string out(kRoom, '\0');
  sinew_stream* const stream = Create();
  const auto run = [&](const char* name, const std::string& in, std::vector<bench::Peer> peers) {
    bench::Row row = {name, bench::GigabytesPerSecond(), static_cast<double>(text.size()),
                      Sinew(stream, in, out.data()), std::move(peers)};
    table.Run(row);
  };

  z_stream packing = {};
  Check(deflateInit2(&packing, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string gzip(deflateBound(&packing, text.size()), '\0');
  packing.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  packing.avail_in = static_cast<uInt>(text.size());
  packing.next_out = reinterpret_cast<Bytef*>(gzip.data());
  packing.avail_out = static_cast<uInt>(gzip.size());
  Check(deflate(&packing, Z_FINISH) == Z_STREAM_END);
  gzip.resize(packing.total_out);
  deflateEnd(&packing);
  z_stream zlib = {};
  Check(inflateInit2(&zlib, 31) == Z_OK);
  static inflate_state isal;
  run("gzip", gzip,
      {{"zlib " ZLIB_VERSION, bench::Repeat([&] {
          inflateReset(&zlib);
          return Drive(gzip, [&](const char* from, size_t size, size_t* read, size_t* written) {
            zlib.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(from));
            zlib.avail_in = static_cast<uInt>(size);
            zlib.next_out = reinterpret_cast<Bytef*>(out.data());
            zlib.avail_out = kRoom;
            const int code = inflate(&zlib, Z_NO_FLUSH);
            Check(code >= 0 || code == Z_BUF_ERROR);
            *read = size - zlib.avail_in;
            *written = kRoom - zlib.avail_out;
          });
        })},
       {"ISA-L " ISAL_VERSION, bench::Repeat([&] {
          isal_inflate_init(&isal);
          isal.crc_flag = ISAL_GZIP;
          return Drive(gzip, [&](const char* from, size_t size, size_t* read, size_t* written) {
            isal.next_in = reinterpret_cast<uint8_t*>(const_cast<char*>(from));
            isal.avail_in = static_cast<uint32_t>(size);
            isal.next_out = reinterpret_cast<uint8_t*>(out.data());
            isal.avail_out = kRoom;
            Check(isal_inflate(&isal) >= 0);
            *read = size - isal.avail_in;
            *written = kRoom - isal.avail_out;
          });
        })}});
  inflateEnd(&zlib);

  std::string zstd(ZSTD_compressBound(text.size()), '\0');
  zstd.resize(ZSTD_compress(zstd.data(), zstd.size(), text.data(), text.size(), 3));
  ZSTD_DCtx* const context = ZSTD_createDCtx();
  run("zstd", zstd,
      {{"libzstd " ZSTD_VERSION_STRING, bench::Repeat([&] {
          ZSTD_DCtx_reset(context, ZSTD_reset_session_only);
          return Drive(zstd, [&](const char* from, size_t size, size_t* read, size_t* written) {
            ZSTD_inBuffer source = {from, size, 0};
            ZSTD_outBuffer to = {out.data(), kRoom, 0};
            Check(!ZSTD_isError(ZSTD_decompressStream(context, &to, &source)));
            *read = source.pos;
            *written = to.pos;
          });
        })}});
  ZSTD_freeDCtx(context);

  LZ4F_dctx* frames;
  Check(!LZ4F_isError(LZ4F_createDecompressionContext(&frames, LZ4F_VERSION)));
  for (const bool linked : {false, true}) {
    LZ4F_preferences_t preferences = {};
    preferences.frameInfo.blockMode = linked ? LZ4F_blockLinked : LZ4F_blockIndependent;
    preferences.frameInfo.contentChecksumFlag = LZ4F_contentChecksumEnabled;
    std::string lz4(LZ4F_compressFrameBound(text.size(), &preferences), '\0');
    lz4.resize(LZ4F_compressFrame(lz4.data(), lz4.size(), text.data(), text.size(), &preferences));
    run(linked ? "lz4, linked blocks" : "lz4, independent blocks", lz4,
        {{"liblz4 " LZ4_VERSION_STRING, bench::Repeat([&] {
            LZ4F_resetDecompressionContext(frames);
            return Drive(lz4, [&](const char* from, size_t size, size_t* read, size_t* written) {
              *read = size;
              *written = kRoom;
              Check(
                  !LZ4F_isError(LZ4F_decompress(frames, out.data(), written, from, read, nullptr)));
            });
          })}});
  }
  LZ4F_freeDecompressionContext(frames);
  sinew_stream_destroy(stream);
  return table.ExitCode();
}
