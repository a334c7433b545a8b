#ifndef SINEW_TESTS_INGEST_COMPRESSORS_H_
#define SINEW_TESTS_INGEST_COMPRESSORS_H_

#include <lz4frame.h>
#include <snappy-c.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

// Compressed data as the libraries write it that everybody uses.

inline std::string Gzip(const std::string& text, int level = 6, bool with_names = false) {
  z_stream stream = {};
  if (deflateInit2(&stream, level, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("deflateInit2");
  }
  gz_header header = {};
  Bytef extra[] = {'a', 'b', 1, 0, 'x'};
  Bytef name[] = "name";
  Bytef comment[] = "a comment";
  header.extra = extra;
  header.extra_len = sizeof(extra);
  header.name = name;
  header.comment = comment;
  header.hcrc = 1;
  if (with_names) deflateSetHeader(&stream, &header);
  std::string out(deflateBound(&stream, text.size()) + 100, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int code = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (code != Z_STREAM_END) throw std::runtime_error("deflate");
  return out;
}

// `knows_size`: the frame says how large its contents are, as it does when they are compressed in
// one call.
inline std::string Zstd(const std::string& text, bool knows_size = true, bool checksum = true) {
  ZSTD_CCtx* const context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, checksum);
  ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, knows_size);
  std::string out(ZSTD_compressBound(text.size()) + 100, '\0');
  ZSTD_inBuffer from = {text.data(), knows_size ? text.size() : text.size() / 2, 0};
  ZSTD_outBuffer to = {out.data(), out.size(), 0};
  if (!knows_size) {
    ZSTD_compressStream2(context, &to, &from, ZSTD_e_flush);
    from.size = text.size();
  }
  const size_t left = ZSTD_compressStream2(context, &to, &from, ZSTD_e_end);
  ZSTD_freeCCtx(context);
  if (left != 0) throw std::runtime_error("ZSTD_compressStream2");
  out.resize(to.pos);
  return out;
}

struct Lz4Form {
  LZ4F_blockSizeID_t block_size = LZ4F_max64KB;
  bool linked = false;
  bool checksum = true;
  bool block_checksums = false;
  bool knows_size = false;
};

inline std::string Lz4(const std::string& text, const Lz4Form& form = {}) {
  LZ4F_preferences_t preferences = {};
  preferences.frameInfo.blockSizeID = form.block_size;
  preferences.frameInfo.blockMode = form.linked ? LZ4F_blockLinked : LZ4F_blockIndependent;
  preferences.frameInfo.contentChecksumFlag =
      form.checksum ? LZ4F_contentChecksumEnabled : LZ4F_noContentChecksum;
  preferences.frameInfo.blockChecksumFlag =
      form.block_checksums ? LZ4F_blockChecksumEnabled : LZ4F_noBlockChecksum;
  preferences.frameInfo.contentSize = form.knows_size ? text.size() : 0;
  std::string out(LZ4F_compressFrameBound(text.size(), &preferences), '\0');
  const size_t size =
      LZ4F_compressFrame(out.data(), out.size(), text.data(), text.size(), &preferences);
  if (LZ4F_isError(size)) throw std::runtime_error("LZ4F_compressFrame");
  out.resize(size);
  return out;
}

// In blocks of `block` bytes of contents, which refer to those before them.
inline std::string Lz4Linked(const std::string& text, size_t block) {
  LZ4F_preferences_t preferences = {};
  preferences.frameInfo.blockMode = LZ4F_blockLinked;
  preferences.frameInfo.contentChecksumFlag = LZ4F_contentChecksumEnabled;
  preferences.autoFlush = 1;
  LZ4F_cctx* context;
  if (LZ4F_isError(LZ4F_createCompressionContext(&context, LZ4F_VERSION))) {
    throw std::runtime_error("LZ4F_createCompressionContext");
  }
  std::string out, part(LZ4F_HEADER_SIZE_MAX + LZ4F_compressBound(block, &preferences), '\0');
  const auto append = [&](size_t size) {
    if (LZ4F_isError(size)) throw std::runtime_error("LZ4F");
    out.append(part, 0, size);
  };
  append(LZ4F_compressBegin(context, part.data(), part.size(), &preferences));
  for (size_t at = 0; at < text.size(); at += block) {
    const size_t size = std::min(block, text.size() - at);
    append(LZ4F_compressUpdate(context, part.data(), part.size(), text.data() + at, size, nullptr));
  }
  append(LZ4F_compressEnd(context, part.data(), part.size(), nullptr));
  LZ4F_freeCompressionContext(context);
  return out;
}

inline std::string Snappy(const std::string& text) {
  std::string out(snappy_max_compressed_length(text.size()), '\0');
  size_t size = out.size();
  if (snappy_compress(text.data(), text.size(), out.data(), &size) != SNAPPY_OK) {
    throw std::runtime_error("snappy_compress");
  }
  out.resize(size);
  return out;
}

// As snappy-java frames it, in blocks of `block` bytes of contents.
inline std::string Xerial(const std::string& text, size_t block = 32768) {
  std::string out("\x82SNAPPY\0\0\0\0\1\0\0\0\1", 16);
  for (size_t at = 0; at < text.size(); at += block) {
    const std::string packed = Snappy(text.substr(at, block));
    for (int shift = 24; shift >= 0; shift -= 8) {
      out += static_cast<char>(packed.size() >> shift & 0xFF);
    }
    out += packed;
  }
  return out;
}

// A frame that Zstandard and LZ4 skip.
inline std::string Skippable(const std::string& text, char kind = 0) {
  std::string out = {static_cast<char>(0x50 + kind), 0x2A, 0x4D, 0x18};
  for (int shift = 0; shift < 32; shift += 8) {
    out += static_cast<char>(text.size() >> shift & 0xFF);
  }
  return out + text;
}

#endif  // SINEW_TESTS_INGEST_COMPRESSORS_H_
