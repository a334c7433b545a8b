// Compressed streams against the libraries that write them, in every way of cutting them.
#include "sinew/ingest.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>
#include <vector>

#include "core/memory.h"
#include "ingest/compressors.h"
#include "ingest/stream/codec.h"
#include "support/guard.h"
#include "support/random.h"

namespace {

using Stream = std::unique_ptr<sinew_stream, decltype(&sinew_stream_destroy)>;

Stream Create(sinew_compression compression, uint64_t max_size = 0, size_t memory_limit = 0) {
  const sinew_stream_options options = {sizeof(options), compression, max_size, memory_limit};
  sinew_stream* stream;
  sinew_error error = {};
  const sinew_status status = sinew_stream_create(&options, &stream, &error);
  BOOST_REQUIRE_MESSAGE(status == SINEW_STATUS_OK, error.message);
  return Stream(stream, &sinew_stream_destroy);
}

struct Decoded {
  std::string text;
  sinew_status status = SINEW_STATUS_OK;
  uint64_t read = 0;
  std::string message;
  uint64_t offset = 0;
};

// In pieces of `piece` bytes, to an output of `room` bytes at a time.
Decoded Decode(sinew_stream* stream, const std::string& in, size_t piece, size_t room) {
  Decoded all;
  const std::unique_ptr<char[]> out(new char[room]);
  do {
    // A copy of its own, so that a sanitizer sees what is read behind it.
    const size_t size = std::min<size_t>(piece, in.size() - all.read);
    const std::vector<char> here(in.begin() + all.read, in.begin() + all.read + size);
    const uint32_t flags = all.read + size == in.size() ? SINEW_DECODE_END : 0;
    size_t read = 0;
    do {
      sinew_error error = {};
      const sinew_codec_result result = sinew_stream_decode(stream, here.data() + read, size - read,
                                                            out.get(), room, flags, &error);
      // A check of Boost takes longer than a call, of which there are millions.
      const bool full = result.status == SINEW_STATUS_OUTPUT_FULL;
      const bool all_read = result.status != SINEW_STATUS_OK || result.read == size - read;
      if (result.read > size - read || result.written > room || (full && result.written != room) ||
          !all_read) {
        BOOST_FAIL("read " << result.read << " of " << size - read << " bytes and wrote "
                           << result.written << " of " << room << ": "
                           << sinew_status_name(result.status));
      }
      all.text.append(out.get(), result.written);
      read += result.read;
      all.read += result.read;
      all.status = result.status;
      if (!full && result.status != SINEW_STATUS_OK) {
        BOOST_REQUIRE_EQUAL(error.status, result.status);
        all.message = error.message;
        all.offset = error.offset;
        return all;
      }
    } while (all.status == SINEW_STATUS_OUTPUT_FULL);
  } while (all.read < in.size());
  return all;
}

Decoded Decode(sinew_compression compression, const std::string& in, size_t piece = SIZE_MAX,
               size_t room = 1 << 16) {
  return Decode(Create(compression).get(), in, piece, room);
}

struct Block {
  std::string text;
  sinew_status status;
  std::string message;
};

Block DecodeBlock(sinew_compression compression, const std::string& in, size_t limit = 1 << 24,
                  size_t memory_limit = 0) {
  sinew::Memory memory(memory_limit);
  sinew::Scratch out(memory);
  sinew::Decompressor decompressor(memory);
  const std::vector<char> copy(in.begin(), in.end());
  sinew_error error = {};
  const sinew_status status = decompressor.DecodeBlock(
      compression, {reinterpret_cast<const uint8_t*>(copy.data()), copy.size()}, limit, &out,
      &error);
  BOOST_REQUIRE(out.size() <= limit + 1);
  return {std::string(reinterpret_cast<const char*>(out.data()), out.size()), status,
          error.message};
}

std::string RandomText(size_t size, uint64_t seed, uint64_t letters) {
  Random random(seed);
  std::string text(size, '\0');
  for (char& c : text) c = static_cast<char>('a' + random.Below(letters));
  return text;
}

std::string Json(size_t rows) {
  std::string text;
  Random random(7);
  for (size_t i = 0; i < rows; ++i) {
    text += "{\"row\":" + std::to_string(i) + ",\"origin\":\"" + std::to_string(random.Below(300)) +
            "\",\"delay\":" + std::to_string(random.Below(1000)) + "}\n";
  }
  return text;
}

std::vector<std::string> Texts() {
  std::string noise(70000, '\0');
  Random random(3);
  for (char& c : noise) c = static_cast<char>(random());
  return {"", "x", "hello, hello, hello", Json(20), Json(6000), noise, std::string(300000, 'z')};
}

struct Compressed {
  const char* name;
  sinew_compression compression;
  std::string bytes;
};

// Every form of a text as a stream.
std::vector<Compressed> Forms(const std::string& text) {
  std::vector<Compressed> forms = {
      {"gzip", SINEW_COMPRESSION_GZIP, Gzip(text)},
      {"gzip, stored", SINEW_COMPRESSION_GZIP, Gzip(text, 0)},
      {"gzip, names", SINEW_COMPRESSION_GZIP, Gzip(text, 9, true)},
      {"zstd", SINEW_COMPRESSION_ZSTD, Zstd(text)},
      {"zstd, unknown size", SINEW_COMPRESSION_ZSTD, Zstd(text, false)},
      {"zstd, no checksum", SINEW_COMPRESSION_ZSTD, Zstd(text, true, false)},
      {"lz4", SINEW_COMPRESSION_LZ4, Lz4(text)},
      {"lz4, linked", SINEW_COMPRESSION_LZ4, Lz4(text, {.linked = true})},
      {"lz4, block checksums", SINEW_COMPRESSION_LZ4,
       Lz4(text, {.linked = true, .block_checksums = true})},
      {"lz4, 4 MB, size", SINEW_COMPRESSION_LZ4,
       Lz4(text, {.block_size = LZ4F_max4MB, .knows_size = true})},
  };
  return forms;
}

constexpr sinew_compression kStreams[] = {SINEW_COMPRESSION_GZIP, SINEW_COMPRESSION_ZSTD,
                                          SINEW_COMPRESSION_LZ4};

std::string Compress(sinew_compression compression, const std::string& text) {
  switch (compression) {
    case SINEW_COMPRESSION_GZIP:
      return Gzip(text);
    case SINEW_COMPRESSION_ZSTD:
      return Zstd(text);
    case SINEW_COMPRESSION_LZ4:
      return Lz4(text);
    case SINEW_COMPRESSION_SNAPPY:
      return Snappy(text);
    default:
      return text;
  }
}

// Without the libraries that are tried first.
struct Hidden {
  explicit Hidden(const char* file) { sinew::HideLibrary(file); }
  ~Hidden() { sinew::HideLibrary(nullptr); }
};

void CheckDecodes(const std::string& in, const std::string& text, sinew_compression compression,
                  const char* name) {
  BOOST_TEST_CONTEXT(name << ", " << text.size() << " bytes") {
    for (const sinew_compression as : {compression, SINEW_COMPRESSION_AUTO}) {
      const Stream stream = Create(as);
      for (const size_t piece : {size_t{1}, size_t{3}, size_t{1000}, SIZE_MAX}) {
        for (const size_t room : {size_t{1}, size_t{61}, size_t{5000}, text.size() + 100000}) {
          // Of a longer text single bytes go in or come out, of the longest neither, and none if
          // its first bytes have said what it is.
          const bool longer = text.size() > 1000 && piece != 1000 && room != 5000;
          const bool coarse = text.size() > (as == SINEW_COMPRESSION_AUTO ? 1000 : 100000);
          if (longer || (coarse && std::min(piece, room) < 5)) continue;
          const Decoded decoded = Decode(stream.get(), in, piece, room);
          BOOST_REQUIRE_MESSAGE(decoded.status == SINEW_STATUS_OK, decoded.message);
          BOOST_REQUIRE(decoded.text == text);
          BOOST_REQUIRE(sinew_stream_compression(stream.get()) == compression);
          BOOST_REQUIRE_EQUAL(sinew_stream_reset(stream.get()), SINEW_STATUS_OK);
        }
      }
    }
    const Block block = DecodeBlock(compression, in);
    BOOST_REQUIRE_MESSAGE(block.status == SINEW_STATUS_OK, block.message);
    BOOST_REQUIRE(block.text == text);
    BOOST_REQUIRE(DecodeBlock(compression, in, text.size()).text == text);
    if (!text.empty()) {
      const Block small = DecodeBlock(compression, in, text.size() - 1);
      BOOST_REQUIRE_EQUAL(small.status, SINEW_STATUS_OUTPUT_FULL);
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(DecodesWhatTheLibrariesWrote) {
  for (const std::string& text : Texts()) {
    for (const Compressed& form : Forms(text)) {
      CheckDecodes(form.bytes, text, form.compression, form.name);
    }
  }
}

BOOST_AUTO_TEST_CASE(DecodesGzipWithEveryLibrary) {
  for (const char* const file : {"libisal.so.2", "libdeflate.so.0"}) {
    const Hidden hidden(file);
    for (const std::string& text : Texts()) {
      CheckDecodes(Gzip(text), text, SINEW_COMPRESSION_GZIP, file);
      CheckDecodes(Gzip(text) + Gzip(text, 0, true), text + text, SINEW_COMPRESSION_GZIP, file);
    }
  }
}

BOOST_AUTO_TEST_CASE(DecodesSeveralFrames) {
  const std::string text = Json(30);
  const std::string rest = RandomText(500, 1, 4);
  CheckDecodes(Gzip(text) + Gzip("") + Gzip(rest, 0, true), text + rest, SINEW_COMPRESSION_GZIP,
               "gzip");
  CheckDecodes(
      Zstd(text) + Skippable("not data") + Zstd("") + Skippable("", 15) + Zstd(rest, false),
      text + rest, SINEW_COMPRESSION_ZSTD, "zstd");
  CheckDecodes(Skippable("first") + Zstd(text), text, SINEW_COMPRESSION_ZSTD, "zstd");
  CheckDecodes(
      Lz4(text) + Skippable("not data") + Lz4("") + Skippable("", 15) + Lz4(rest, {.linked = true}),
      text + rest, SINEW_COMPRESSION_LZ4, "lz4");
}

// What blocks refer to lies up to 64 KiB back, in however many blocks.
BOOST_AUTO_TEST_CASE(DecodesLinkedBlocksOfAnySize) {
  std::string text;
  while (text.size() < 300000) text += RandomText(50000, 5, 26);
  for (const size_t block : {7, 1000, 40000, 65536}) {
    CheckDecodes(Lz4Linked(text, block), text, SINEW_COMPRESSION_LZ4, "lz4, linked");
  }
}

BOOST_AUTO_TEST_CASE(PassesOnWhatIsNotCompressed) {
  for (const std::string& text : {std::string(), std::string("\x1F"), std::string("\x28\xB5\x2F"),
                                  std::string("\x28\xB5\x2Fx"), std::string("{\"a\":1}\n")}) {
    for (const size_t piece : {size_t{1}, SIZE_MAX}) {
      for (const size_t room : {size_t{1}, size_t{100}}) {
        for (const auto as : {SINEW_COMPRESSION_AUTO, SINEW_COMPRESSION_NONE}) {
          const Stream stream = Create(as);
          const Decoded decoded = Decode(stream.get(), text, piece, room);
          BOOST_TEST(decoded.status == SINEW_STATUS_OK);
          BOOST_TEST(decoded.text == text);
          BOOST_TEST(sinew_stream_compression(stream.get()) == SINEW_COMPRESSION_NONE);
        }
      }
    }
  }
  BOOST_TEST(DecodeBlock(SINEW_COMPRESSION_NONE, "abc").text == "abc");
  BOOST_TEST(DecodeBlock(SINEW_COMPRESSION_NONE, "abc", 2).status == SINEW_STATUS_OUTPUT_FULL);
}

BOOST_AUTO_TEST_CASE(SaysWhereTheInputEndsTooEarly) {
  const std::string text = Json(20);
  for (const sinew_compression compression : kStreams) {
    const std::string first = Compress(compression, text);
    const std::string in = first + Compress(compression, text);
    const Stream stream = Create(compression);
    for (size_t size = 0; size < in.size(); ++size) {
      BOOST_TEST_CONTEXT(compression << ", " << size << " bytes") {
        const std::string part = in.substr(0, size);
        for (const size_t piece : {size_t{1}, SIZE_MAX}) {
          const Decoded decoded = Decode(stream.get(), part, piece, 100000);
          const bool whole = size == first.size();
          BOOST_REQUIRE_EQUAL(decoded.status, whole ? SINEW_STATUS_OK : SINEW_STATUS_TRUNCATED);
          BOOST_REQUIRE_EQUAL(decoded.read, size);
          BOOST_REQUIRE_EQUAL(decoded.offset, whole ? 0 : size);
          BOOST_REQUIRE((text + text).substr(0, decoded.text.size()) == decoded.text);
          BOOST_REQUIRE_EQUAL(sinew_stream_reset(stream.get()), SINEW_STATUS_OK);
        }
        const Block block = DecodeBlock(compression, part);
        BOOST_REQUIRE_EQUAL(block.status,
                            size == first.size() ? SINEW_STATUS_OK : SINEW_STATUS_CORRUPT);
      }
    }
  }
}

// What a flipped bit does not make a fault must be right all the same.
BOOST_AUTO_TEST_CASE(FindsEveryFlippedBit) {
  const std::string text = Json(6) + RandomText(40, 9, 20);
  for (const Compressed& form : Forms(text)) {
    if (form.name == std::string("zstd, no checksum")) continue;
    const Stream stream = Create(form.compression);
    size_t found = 0;
    for (size_t bit = 0; bit < 8 * form.bytes.size(); ++bit) {
      std::string in = form.bytes;
      in[bit / 8] = static_cast<char>(in[bit / 8] ^ 1 << bit % 8);
      BOOST_TEST_CONTEXT(form.name << ", bit " << bit) {
        const Decoded whole = Decode(stream.get(), in, SIZE_MAX, 100000);
        if (whole.status == SINEW_STATUS_OK) {
          BOOST_REQUIRE(whole.text == text);
        } else {
          ++found;
          BOOST_REQUIRE(whole.status == SINEW_STATUS_CORRUPT ||
                        whole.status == SINEW_STATUS_TRUNCATED);
          BOOST_REQUIRE(!whole.message.empty() && whole.offset <= in.size());
        }
        BOOST_REQUIRE_EQUAL(sinew_stream_reset(stream.get()), SINEW_STATUS_OK);
        const Decoded cut = Decode(stream.get(), in, 1 + bit % 8, 100000);
        BOOST_REQUIRE_EQUAL(cut.status, whole.status);
        BOOST_REQUIRE_EQUAL(sinew_stream_reset(stream.get()), SINEW_STATUS_OK);
        const Block block = DecodeBlock(form.compression, in);
        BOOST_REQUIRE(block.status == SINEW_STATUS_OK
                          ? block.text == text
                          : block.status == SINEW_STATUS_CORRUPT ||
                                block.status == SINEW_STATUS_OUTPUT_FULL);
      }
    }
    BOOST_TEST(found > 6 * form.bytes.size());
  }
}

BOOST_AUTO_TEST_CASE(RefusesWhatFollows) {
  const std::string text = "some text";
  for (const sinew_compression compression : kStreams) {
    const std::string in = Compress(compression, text);
    for (const std::string& rest : {std::string("garbage"), std::string(16, '\0')}) {
      const Stream stream = Create(compression);
      for (const size_t piece : {size_t{1}, SIZE_MAX}) {
        const Decoded decoded = Decode(stream.get(), in + rest, piece, 1000);
        BOOST_TEST(decoded.status == SINEW_STATUS_CORRUPT);
        BOOST_TEST(decoded.offset == in.size());
        BOOST_TEST(decoded.text == text);
        // Until it is reset.
        const Decoded again = Decode(stream.get(), in, piece, 1000);
        BOOST_TEST(again.status == SINEW_STATUS_CORRUPT);
        BOOST_TEST(again.message == decoded.message);
        BOOST_TEST(sinew_stream_reset(stream.get()) == SINEW_STATUS_OK);
      }
      BOOST_TEST(Decode(stream.get(), in, SIZE_MAX, 1000).text == text);
      BOOST_TEST(DecodeBlock(compression, in + rest).status == SINEW_STATUS_CORRUPT);
    }
  }
}

BOOST_AUTO_TEST_CASE(SaysWhatIsWrong) {
  const auto with = [](std::string in, size_t at, int value) {
    in[at] = static_cast<char>(value);
    return in;
  };
  const std::string gzip = Gzip("text", 6, true), lz4 = Lz4("text", {.knows_size = true}),
                    zstd = Zstd("text");
  struct Case {
    sinew_compression compression;
    std::string in;
    uint64_t offset;
    const char* reason;
  };
  const Case cases[] = {
      {SINEW_COMPRESSION_GZIP, with(gzip, 2, 7), 2, "not the header of a gzip member"},
      {SINEW_COMPRESSION_GZIP, with(gzip, 3, 0x20), 3, "a reserved flag of the gzip header is set"},
      {SINEW_COMPRESSION_GZIP, with(gzip, 18, 'N'), 33, "the checksum of the gzip header is wrong"},
      {SINEW_COMPRESSION_GZIP, with(gzip, gzip.size() - 5, gzip[gzip.size() - 5] ^ 1), gzip.size(),
       "the checksum of a gzip member is wrong"},
      {SINEW_COMPRESSION_GZIP, with(gzip, gzip.size() - 4, 5), gzip.size(),
       "the size of a gzip member is wrong"},
      {SINEW_COMPRESSION_LZ4, with(lz4, 0, 3), 0, "not the beginning of an LZ4 frame"},
      {SINEW_COMPRESSION_LZ4, with(lz4, 4, 0x80), 4, "the version of an LZ4 frame is not known"},
      {SINEW_COMPRESSION_LZ4, with(lz4, 4, 0x42), 4, "a reserved flag of an LZ4 frame is set"},
      {SINEW_COMPRESSION_LZ4, with(lz4, 4, 0x41), 4, "an LZ4 frame needs a dictionary"},
      {SINEW_COMPRESSION_LZ4, with(lz4, 5, 0x30), 5, "the block size of an LZ4 frame is not known"},
      {SINEW_COMPRESSION_LZ4, with(lz4, 6, 5), 14, "the checksum of an LZ4 frame header is wrong"},
      {SINEW_COMPRESSION_LZ4, with(lz4, 17, 1), 15, "an LZ4 block is larger than its frame allows"},
      {SINEW_COMPRESSION_LZ4, with(lz4, lz4.size() - 1, lz4.back() ^ 1), lz4.size() - 4,
       "the checksum of an LZ4 frame is wrong"},
      // Version 0.7, whose decoder some builds of libzstd have.
      {SINEW_COMPRESSION_ZSTD, with(zstd, 0, 0x27), 0, "not the beginning of a Zstandard frame"},
  };
  for (const Case& c : cases) {
    for (const size_t piece : {size_t{1}, SIZE_MAX}) {
      const Decoded decoded = Decode(c.compression, c.in, piece);
      BOOST_TEST(decoded.status == SINEW_STATUS_CORRUPT);
      BOOST_TEST(decoded.offset == c.offset, c.reason << ": " << decoded.offset);
      BOOST_TEST(decoded.message == "in: byte " + std::to_string(c.offset) + ": " + c.reason);
    }
  }
}

// Behind its magic number this frame looks like another one, which libzstd takes it for if the cut
// is there.
BOOST_AUTO_TEST_CASE(CutsDoNotChangeWhatAFrameIs) {
  const std::string in("\x28\xB5\x2F\xFD\x50\x2A\x4D\x18\3\0\0\0\0\x08\x0B", 15);
  for (const auto as : {SINEW_COMPRESSION_AUTO, SINEW_COMPRESSION_ZSTD}) {
    for (size_t piece = 1; piece <= in.size(); ++piece) {
      BOOST_TEST(Decode(as, in, piece).status == SINEW_STATUS_CORRUPT);
    }
  }
}

BOOST_AUTO_TEST_CASE(StopsAtTheLimits) {
  const std::string text(1 << 22, 'x');
  for (const sinew_compression compression : kStreams) {
    const std::string in = Compress(compression, text);
    for (const size_t room : {size_t{1000}, text.size(), 2 * text.size()}) {
      const Stream exact = Create(compression, text.size());
      BOOST_TEST(Decode(exact.get(), in, SIZE_MAX, room).text.size() == text.size());
      const Stream less = Create(compression, text.size() - 1);
      const Decoded decoded = Decode(less.get(), in, SIZE_MAX, room);
      BOOST_TEST(decoded.status == SINEW_STATUS_CORRUPT);
      BOOST_TEST(decoded.text.size() == text.size() - 1);
      BOOST_TEST(decoded.message.ends_with("the data decodes to more than 4194303 bytes"));
    }
    const Block block = DecodeBlock(compression, in, 1 << 20);
    BOOST_TEST(block.status == SINEW_STATUS_OUTPUT_FULL);
    BOOST_TEST(block.message == "the data decodes to more than 1048576 bytes");
    BOOST_TEST(DecodeBlock(compression, in, 1 << 24, 1 << 20).status == SINEW_STATUS_MEMORY_LIMIT);
  }
  // A frame of a few bytes that claims a window of 128 MiB.
  const std::string frame("\x28\xB5\x2F\xFD\0\x88\x09\0\0x", 10);
  const Stream stream = Create(SINEW_COMPRESSION_ZSTD, 0, 1 << 20);
  const Decoded decoded = Decode(stream.get(), frame, SIZE_MAX, 100);
  BOOST_TEST(decoded.status == SINEW_STATUS_MEMORY_LIMIT);
  BOOST_TEST(sinew_stream_memory(stream.get()) <= 1u << 20);
  BOOST_TEST(DecodeBlock(SINEW_COMPRESSION_ZSTD, frame, 1 << 20).status == SINEW_STATUS_CORRUPT);
}

BOOST_AUTO_TEST_CASE(BelievesNoClaimedSize) {
  const auto held = [](sinew_compression compression, const std::string& in) {
    sinew::Memory memory(0);
    sinew::Scratch out(memory);
    sinew::Decompressor decompressor(memory);
    const sinew_status status = decompressor.DecodeBlock(
        compression, {reinterpret_cast<const uint8_t*>(in.data()), in.size()}, size_t{1} << 40,
        &out, nullptr);
    BOOST_TEST(status == SINEW_STATUS_CORRUPT);
    return out.capacity();
  };
  // 4 GiB - 1, of a few bytes.
  BOOST_TEST(held(SINEW_COMPRESSION_SNAPPY, std::string("\xFF\xFF\xFF\xFF\x0F\0x", 7)) < 1u << 17);
  BOOST_TEST(held(SINEW_COMPRESSION_GZIP, Gzip("x").substr(0, 18) + "\xFF\xFF\xFF\xFF") < 1u << 17);
  std::string zstd = Zstd(std::string(1 << 20, 'x'));
  BOOST_TEST(held(SINEW_COMPRESSION_ZSTD, zstd.substr(0, 20)) < 1u << 17);
}

BOOST_AUTO_TEST_CASE(DecodesBlocksOfSnappy) {
  for (const std::string& text : Texts()) {
    for (const std::string& in : {Snappy(text), Xerial(text), Xerial(text, 1000)}) {
      const Block block = DecodeBlock(SINEW_COMPRESSION_SNAPPY, in);
      BOOST_TEST(block.status == SINEW_STATUS_OK);
      BOOST_TEST((block.text == text));
      BOOST_TEST((DecodeBlock(SINEW_COMPRESSION_SNAPPY, in, text.size()).text == text));
      if (text.empty()) continue;
      BOOST_TEST(DecodeBlock(SINEW_COMPRESSION_SNAPPY, in, text.size() - 1).status ==
                 SINEW_STATUS_OUTPUT_FULL);
    }
  }
  const std::string in = Xerial(Json(100), 500);
  size_t accepted = 0;
  for (size_t size = 0; size < in.size(); ++size) {
    const Block block = DecodeBlock(SINEW_COMPRESSION_SNAPPY, in.substr(0, size));
    if (block.status != SINEW_STATUS_CORRUPT) ++accepted;
  }
  // Behind the header and behind each block but the last.
  BOOST_TEST(accepted == (Json(100).size() + 499) / 500);
}

BOOST_AUTO_TEST_CASE(SaysWhichLibraryIsMissing) {
  const auto message = [](sinew_compression compression, const char* file) {
    const Hidden hidden(file);
    sinew_error error = {};
    BOOST_TEST(sinew_stream_load(compression, &error) == SINEW_STATUS_UNAVAILABLE);
    BOOST_TEST(error.status == SINEW_STATUS_UNAVAILABLE);
    return std::string(error.message);
  };
  BOOST_TEST(message(SINEW_COMPRESSION_ZSTD, "libzstd.so.1") == "zstd: libzstd.so.1");
  BOOST_TEST(message(SINEW_COMPRESSION_LZ4, "liblz4.so.1") == "lz4: liblz4.so.1");
  BOOST_TEST(message(SINEW_COMPRESSION_SNAPPY, "libsnappy.so.1") == "snappy: libsnappy.so.1");
  {
    const Hidden hidden("libzstd.so.1");
    const sinew_stream_options options = {sizeof(options), SINEW_COMPRESSION_ZSTD, 0, 0};
    sinew_stream* stream;
    BOOST_TEST(sinew_stream_create(&options, &stream, nullptr) == SINEW_STATUS_UNAVAILABLE);
    BOOST_TEST(stream == nullptr);
    const Stream any = Create(SINEW_COMPRESSION_AUTO);
    for (const size_t piece : {size_t{1}, SIZE_MAX}) {
      const Decoded decoded = Decode(any.get(), Zstd("text"), piece, 100);
      BOOST_TEST(decoded.status == SINEW_STATUS_UNAVAILABLE);
      BOOST_TEST(decoded.message == "zstd: libzstd.so.1");
      BOOST_TEST(sinew_stream_reset(any.get()) == SINEW_STATUS_OK);
    }
    BOOST_TEST(Decode(any.get(), Gzip("text"), SIZE_MAX, 100).text == "text");
    const Block block = DecodeBlock(SINEW_COMPRESSION_ZSTD, Zstd("text"));
    BOOST_TEST(block.status == SINEW_STATUS_UNAVAILABLE);
    BOOST_TEST(block.message == "zstd: libzstd.so.1");
  }
  for (const auto compression :
       {SINEW_COMPRESSION_AUTO, SINEW_COMPRESSION_NONE, SINEW_COMPRESSION_GZIP,
        SINEW_COMPRESSION_ZSTD, SINEW_COMPRESSION_LZ4, SINEW_COMPRESSION_SNAPPY}) {
    BOOST_TEST(sinew_stream_load(compression, nullptr) == SINEW_STATUS_OK);
  }
  BOOST_TEST(sinew_stream_load(static_cast<sinew_compression>(9), nullptr) ==
             SINEW_STATUS_INVALID_ARGUMENT);
}

BOOST_AUTO_TEST_CASE(StaysWithinItsMemory) {
  const std::string text = Json(300);
  GuardedMemory in(1 << 16), out(1 << 18);
  for (const Compressed& form : Forms(text)) {
    for (const size_t gap : {0, 1, 13}) {
      const Stream stream = Create(form.compression);
      uint8_t* const from = in.Back(form.bytes.size(), gap);
      uint8_t* const to = out.Back(text.size(), gap);
      memcpy(from, form.bytes.data(), form.bytes.size());
      sinew_codec_result result = sinew_stream_decode(stream.get(), from, form.bytes.size(), to,
                                                      text.size(), SINEW_DECODE_END, nullptr);
      size_t read = result.read;
      BOOST_REQUIRE_EQUAL(result.written, text.size());
      if (result.status == SINEW_STATUS_OUTPUT_FULL) {
        result = sinew_stream_decode(stream.get(), from + read, form.bytes.size() - read, nullptr,
                                     0, SINEW_DECODE_END, nullptr);
        read += result.read;
        BOOST_TEST(result.written == 0u);
        if (result.status == SINEW_STATUS_OUTPUT_FULL) {
          uint8_t more;
          result = sinew_stream_decode(stream.get(), from + read, form.bytes.size() - read, &more,
                                       1, SINEW_DECODE_END, nullptr);
          read += result.read;
        }
      }
      BOOST_TEST(result.status == SINEW_STATUS_OK);
      BOOST_TEST(read == form.bytes.size());
      BOOST_TEST(memcmp(to, text.data(), text.size()) == 0);
    }
    uint8_t* const from = in.Front();
    uint8_t* const to = out.Front();
    memcpy(from, form.bytes.data(), form.bytes.size());
    const Stream stream = Create(form.compression);
    for (size_t room = 0; room < 400; ++room) {
      const sinew_codec_result result = sinew_stream_decode(stream.get(), from, form.bytes.size(),
                                                            to, room, SINEW_DECODE_END, nullptr);
      BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OUTPUT_FULL);
      BOOST_REQUIRE_EQUAL(result.written, room);
      BOOST_REQUIRE_EQUAL(sinew_stream_reset(stream.get()), SINEW_STATUS_OK);
    }
  }
}

BOOST_AUTO_TEST_CASE(FailingAllocationsAreStatuses) {
  const std::string text = Json(3000);
  for (const Compressed& form : Forms(text)) {
    const size_t before = sinew_memory_stats().current;
    size_t failures = 0;
    for (int64_t countdown = 0;; ++countdown) {
      sinew::FailAllocationsAfter(countdown);
      const sinew_stream_options options = {sizeof(options), form.compression, 0, 0};
      sinew_stream* stream;
      sinew_status status = sinew_stream_create(&options, &stream, nullptr);
      std::string decoded;
      for (size_t at = 0; status == SINEW_STATUS_OK && at < form.bytes.size();) {
        char out[1000];
        const sinew_codec_result result = sinew_stream_decode(
            stream, form.bytes.data() + at, std::min<size_t>(100, form.bytes.size() - at), out,
            sizeof(out), 0, nullptr);
        decoded.append(out, result.written);
        at += result.read;
        status = result.status == SINEW_STATUS_OUTPUT_FULL ? SINEW_STATUS_OK : result.status;
      }
      sinew::FailAllocationsAfter(-1);
      if (stream != nullptr && status != SINEW_STATUS_OK) {
        BOOST_TEST(sinew_stream_reset(stream) == SINEW_STATUS_OK);
        BOOST_TEST((Decode(stream, form.bytes, 50, 1000).text == text));
      }
      sinew_stream_destroy(stream);
      BOOST_TEST(sinew_memory_stats().current == before);
      if (status == SINEW_STATUS_OK) break;
      BOOST_REQUIRE_EQUAL(status, SINEW_STATUS_OUT_OF_MEMORY);
      ++failures;
    }
    BOOST_TEST(failures > 1u, form.name);
    for (int64_t countdown = 0;; ++countdown) {
      sinew::FailAllocationsAfter(countdown);
      const Block block = DecodeBlock(form.compression, form.bytes);
      sinew::FailAllocationsAfter(-1);
      BOOST_TEST(sinew_memory_stats().current == before);
      if (block.status == SINEW_STATUS_OK) break;
      BOOST_REQUIRE_EQUAL(block.status, SINEW_STATUS_OUT_OF_MEMORY);
    }
  }
}

BOOST_AUTO_TEST_CASE(RefusesBadArguments) {
  const Stream stream = Create(SINEW_COMPRESSION_AUTO);
  char byte = 0;
  const auto status = [](const sinew_codec_result& result) { return result.status; };
  BOOST_TEST(status(sinew_stream_decode(nullptr, &byte, 1, &byte, 1, 0, nullptr)) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(status(sinew_stream_decode(stream.get(), nullptr, 1, &byte, 1, 0, nullptr)) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(status(sinew_stream_decode(stream.get(), &byte, 1, nullptr, 1, 0, nullptr)) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(status(sinew_stream_decode(stream.get(), &byte, 1, &byte, 1, 2, nullptr)) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_stream_reset(nullptr) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_stream_memory(nullptr) == 0u);
  BOOST_TEST(sinew_stream_compression(nullptr) == SINEW_COMPRESSION_AUTO);
  sinew_stream_options options = {sizeof(options), SINEW_COMPRESSION_GZIP, 0, 0};
  sinew_stream* out;
  BOOST_TEST(sinew_stream_create(&options, nullptr, nullptr) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_stream_create(nullptr, &out, nullptr) == SINEW_STATUS_INVALID_ARGUMENT);
  options.size = 3;
  BOOST_TEST(sinew_stream_create(&options, &out, nullptr) == SINEW_STATUS_INVALID_ARGUMENT);
  options.size = sizeof(options);
  for (const int compression : {-1, 5, 6}) {
    options.compression = static_cast<sinew_compression>(compression);
    BOOST_TEST(sinew_stream_create(&options, &out, nullptr) == SINEW_STATUS_INVALID_ARGUMENT);
  }
  BOOST_TEST(out == nullptr);
}
