#ifndef SINEW_INGEST_STREAM_CODEC_H_
#define SINEW_INGEST_STREAM_CODEC_H_

#include "core/bytes.h"
#include "core/memory.h"
#include "core/scratch.h"
#include "ingest/abi.h"
#include "ingest/stream/library.h"

// What decodes compressed bytes, in two forms: pieces in, pieces out (Decompressor), and a block of
// bytes as a whole (DecompressBlock). Of what input claims about its size nothing is believed: it
// may spare steps of growth, no more.

namespace sinew {

// How far a step came.
struct CodecStep {
  size_t read;
  size_t written;
  // OK: all of the input was read, and everything that it says is written. OUTPUT_FULL: there may
  // be more, even if all input is read. CORRUPT: see CodecFault. MEMORY_LIMIT, OUT_OF_MEMORY. After
  // a failure that is not OUTPUT_FULL the codec must be reset.
  sinew_status status;
};

// Where and why input is at fault: a byte counted from the beginning, a static text.
struct CodecFault {
  uint64_t offset;
  const char* reason;
};

// The codecs take frames (members, in gzip's words) one behind the other, of which the input is cut
// into pieces anywhere. BetweenFrames says whether the input could end here. Init loads the
// library, and does what can fail; it fails with a message.

// The header of a gzip member (RFC 1952, section 2.3), piece by piece.
class GzipHeader {
 public:
  void Reset() { *this = GzipHeader(); }
  // Takes bytes until the header ends or `size` are taken. Returns null, or what is wrong with byte
  // *taken.
  const char* Take(const uint8_t* in, size_t size, size_t* taken);
  bool empty() const { return part_ == Part::kFixed && size_ == 0; }
  bool ended() const { return part_ == Part::kEnd; }

 private:
  enum class Part : uint8_t { kFixed, kExtraSize, kExtra, kName, kComment, kCrc, kEnd };
  void Next(Part part);
  const char* TakeByte(uint8_t byte);

  Part part_ = Part::kFixed;
  uint8_t flags_ = 0;
  size_t size_ = 0;  // bytes of the part so far
  size_t number_ = 0;
  uint32_t crc_ = 0;
};

class GzipCodec {
 public:
  explicit GzipCodec(Memory& memory) : memory_(memory) {}
  ~GzipCodec();

  sinew_status Init(sinew_error* error);
  void Reset();
  CodecStep Decode(const uint8_t* in, size_t size, uint8_t* out, size_t capacity);
  bool BetweenFrames() const { return !in_body_ && header_.empty(); }
  const CodecFault& fault() const { return fault_; }

 private:
  CodecStep Inflate(const uint8_t* in, size_t size, uint8_t* out, size_t capacity);
  CodecStep InflateIsal(const uint8_t* in, size_t size, uint8_t* out, size_t capacity);
  CodecStep InflateZlib(const uint8_t* in, size_t size, uint8_t* out, size_t capacity);
  const char* TakeTrailer(const uint8_t* in, size_t size, size_t* taken);
  void StartMember();
  static void* TakeArena(void* codec, unsigned items, unsigned size);

  Memory& memory_;
  IsalLibrary isal_ = {};
  ZlibLibrary zlib_ = {};
  // Of the one that is there; behind zlib's is what it allocates.
  IsalState* isal_state_ = nullptr;
  ZlibStream* zlib_state_ = nullptr;
  size_t arena_used_ = 0;

  GzipHeader header_;
  bool in_body_ = false;  // or in the trailer
  bool body_ended_ = false;
  uint8_t trailer_[8];
  size_t trailer_size_ = 0;
  uint32_t crc_ = 0;
  uint32_t body_size_ = 0;
  uint64_t offset_ = 0;  // of the next byte
  CodecFault fault_ = {};
};

class ZstdCodec {
 public:
  explicit ZstdCodec(Memory& memory) : memory_(memory) {}
  ~ZstdCodec();

  // A frame that refers further back than 2^window_log bytes is refused.
  sinew_status Init(int window_log, sinew_error* error);
  void Reset();
  CodecStep Decode(const uint8_t* in, size_t size, uint8_t* out, size_t capacity);
  bool BetweenFrames() const { return !in_frame_ && magic_size_ == 0; }
  const CodecFault& fault() const { return fault_; }

  // What the first frame claims to be the size of its contents; 0 if it says nothing.
  uint64_t ClaimedSize(Bytes in) const;

 private:
  static void* Allocate(void* codec, size_t size);
  static void Free(void* codec, void* block);
  CodecStep Run(const uint8_t* in, size_t size, uint8_t* out, size_t capacity);

  Memory& memory_;
  ZstdLibrary library_ = {};
  ZstdContext* context_ = nullptr;
  sinew_status allocation_ = SINEW_STATUS_OK;  // why libzstd got no memory
  bool in_frame_ = false;
  bool may_have_more_ = false;  // output
  uint8_t magic_[4];
  size_t magic_size_ = 0;
  size_t given_ = 0;  // bytes of the frame, as long as its header may go on
  uint64_t offset_ = 0;
  CodecFault fault_ = {};
};

// The checksum of LZ4 frames, XXH32 with seed 0.
class Xxh32 {
 public:
  void Reset();
  void Update(const uint8_t* in, size_t size);
  uint32_t Digest() const;
  static uint32_t Of(const uint8_t* in, size_t size);

 private:
  uint32_t lanes_[4];
  uint8_t rest_[16];
  uint64_t size_ = 0;
};

class Lz4Codec {
 public:
  explicit Lz4Codec(Memory& memory) : input_(memory), block_(memory), memory_(memory) {}
  ~Lz4Codec() { memory_.Free(history_, kHistoryRoom); }

  sinew_status Init(sinew_error* error);
  void Reset();
  CodecStep Decode(const uint8_t* in, size_t size, uint8_t* out, size_t capacity);
  bool BetweenFrames() const { return part_ == Part::kMagic && field_size_ == 0; }
  const CodecFault& fault() const { return fault_; }

 private:
  enum class Part : uint8_t {
    kMagic,
    kDescriptor,
    kBlockSize,
    kBlock,
    kOutput,  // what block_ has, which the output had no room for
    kChecksum,
    kSkipSize,
    kSkip
  };
  // How far back a block may refer, and so much again, lest blocks of a few bytes move it each
  // time.
  static constexpr size_t kHistory = size_t{64} << 10;
  static constexpr size_t kHistoryRoom = 2 * kHistory;

  void Begin(Part part, size_t field_needed);
  sinew_status TakeField();
  sinew_status TakeDescriptor();
  sinew_status TakeBlock(const uint8_t* block, uint8_t* out, size_t capacity, size_t* written);
  sinew_status AfterContents(const uint8_t* contents, size_t size);
  sinew_status EndFrame();
  void Remember(const uint8_t* begin, const uint8_t* end);
  sinew_status Fail(uint64_t offset, const char* reason);

  Scratch input_;  // of a block that is cut into pieces
  Scratch block_;  // its contents, if the output has no room for them
  Memory& memory_;
  uint8_t* history_ = nullptr;
  size_t history_size_ = 0;
  Lz4Library library_ = {};

  Part part_ = Part::kMagic;
  uint8_t field_[16];
  size_t field_size_ = 0;
  size_t field_needed_ = 4;
  uint8_t flags_ = 0;
  size_t max_block_ = 0;
  bool is_stored_ = false;
  size_t block_size_ = 0;  // without its checksum
  size_t block_done_ = 0;  // bytes of block_ that are written
  uint64_t skip_left_ = 0;
  uint64_t claimed_size_ = 0, size_ = 0;
  Xxh32 checksum_;
  uint64_t offset_ = 0;
  uint64_t frame_ = 0, block_offset_ = 0;  // where they begin
  CodecFault fault_ = {};
};

// One of the codecs, which is made with the first use and kept for the next.
class Decompressor {
 public:
  explicit Decompressor(Memory& memory) : memory_(memory) {}
  ~Decompressor();

  // The next bytes are the beginning of input of this compression: GZIP, ZSTD or LZ4.
  sinew_status Begin(sinew_compression compression, int window_log, sinew_error* error);
  CodecStep Decode(const uint8_t* in, size_t size, uint8_t* out, size_t capacity);
  bool BetweenFrames() const;
  const CodecFault& fault() const;

  // Decodes bytes that are at hand as a whole, which is fastest, to the contents of `out`: at most
  // `limit` bytes. Any compression but AUTO. CORRUPT, also for what ends too early; OUTPUT_FULL, it
  // would be more than the limit; UNAVAILABLE; MEMORY_LIMIT, OUT_OF_MEMORY: those of `out`, or of
  // the decompressor.
  sinew_status DecodeBlock(sinew_compression compression, Bytes in, size_t limit, Scratch* out,
                           sinew_error* error);

 private:
  template <typename Codec, typename... Arguments>
  sinew_status Make(Codec** codec, sinew_error* error, Arguments... arguments);
  template <typename Codec>
  void Drop(Codec* codec);
  sinew_status DecodeFrames(Bytes in, size_t limit, Scratch* out);
  sinew_status DecodeMembers(Bytes in, size_t limit, Scratch* out);
  sinew_status DecodeSnappy(Bytes in, size_t limit, Scratch* out);
  sinew_status DecodeSnappyBlock(Bytes in, size_t limit, Scratch* out);

  Memory& memory_;
  sinew_compression compression_ = SINEW_COMPRESSION_NONE;
  GzipCodec* gzip_ = nullptr;
  ZstdCodec* zstd_ = nullptr;
  Lz4Codec* lz4_ = nullptr;
  SnappyLibrary snappy_ = {};
  bool has_snappy_ = false;
  // libdeflate, which may be missing: ISA-L and zlib do the same.
  DeflateLibrary deflate_ = {};
  DeflateDecompressor* deflate_state_ = nullptr;
  bool looked_for_deflate_ = false;
  CodecFault fault_ = {};  // of a block
};

// The largest window of frames of Zstandard that is allowed.
constexpr int kMaxWindowLog = 27;

}  // namespace sinew

#endif  // SINEW_INGEST_STREAM_CODEC_H_
