// Zstandard (RFC 8878), by libzstd. It takes no frame of versions before 1.0, whose decoders are
// old: the magic number is looked at here.

#include "core/status.h"
#include "ingest/stream/codec.h"

namespace sinew {
namespace {

constexpr uint32_t kMagic = 0xFD2FB528;
constexpr uint32_t kSkippable = 0x184D2A50, kSkippableMask = 0xFFFFFFF0;

// In front of a block that libzstd allocates: its size, which freeing wants to know.
constexpr size_t kHead = 64;

constexpr int kLeastWindowLog = 10;

// The largest frame header. When a piece completes one, libzstd (1.5.7, too) looks whether the
// piece itself is a frame that it could decode in one go, which input can be made to look like. So
// a header is given whole, with its frame, or byte by byte.
constexpr size_t kMaxHeader = 18;

}  // namespace

void* ZstdCodec::Allocate(void* codec, size_t size) {
  auto* const self = static_cast<ZstdCodec*>(codec);
  void* block;
  if (size > PTRDIFF_MAX) return nullptr;
  self->allocation_ = self->memory_.Allocate(kHead + size, &block);
  if (self->allocation_ != SINEW_STATUS_OK) return nullptr;
  Store(block, kHead + size);
  return static_cast<uint8_t*>(block) + kHead;
}

void ZstdCodec::Free(void* codec, void* block) {
  if (block == nullptr) return;
  void* const begin = static_cast<uint8_t*>(block) - kHead;
  static_cast<ZstdCodec*>(codec)->memory_.Free(begin, Load<size_t>(begin));
}

ZstdCodec::~ZstdCodec() {
  if (context_ != nullptr) library_.free(context_);
}

sinew_status ZstdCodec::Init(int window_log, sinew_error* error) {
  const sinew_status status = sinew::Load(&library_, error);
  if (status != SINEW_STATUS_OK) return status;
  context_ = library_.create({&Allocate, &Free, this});
  if (context_ == nullptr) {
    if (allocation_ != SINEW_STATUS_OK) return FailGrowth(error, allocation_, memory_);
    return Fail(error, SINEW_STATUS_UNAVAILABLE, 0, "zstd: libzstd.so.1: no context was created");
  }
  const int log = window_log < kLeastWindowLog ? kLeastWindowLog : window_log;
  const size_t code = library_.set_parameter(context_, kZstdWindowLogMax, log);
  if (library_.is_error(code) == 0) return SINEW_STATUS_OK;
  return Fail(error, SINEW_STATUS_UNAVAILABLE, 0, "zstd: libzstd.so.1: %s",
              library_.error_name(code));
}

void ZstdCodec::Reset() {
  library_.reset(context_, kZstdResetSession);
  in_frame_ = may_have_more_ = false;
  magic_size_ = 0;
  offset_ = 0;
  fault_ = {};
}

uint64_t ZstdCodec::ClaimedSize(Bytes in) const {
  const unsigned long long size = library_.content_size(in.data, in.size);
  return size == kZstdUnknownSize || size == kZstdNoSize ? 0 : size;
}

// Goes on with a frame, at most to its end.
CodecStep ZstdCodec::Run(const uint8_t* in, size_t size, uint8_t* out, size_t capacity) {
  uint8_t none;
  ZstdIn from = {in == nullptr ? &none : in, size, 0};
  ZstdOut to = {out == nullptr ? &none : out, capacity, 0};
  allocation_ = SINEW_STATUS_OK;
  for (;;) {
    const size_t before_in = from.at, before_out = to.at;
    const size_t code = library_.decompress(context_, &to, &from);
    CodecStep step = {from.at, to.at, SINEW_STATUS_OK};
    if (library_.is_error(code) != 0) {
      if (library_.error_code(code) == kZstdOutOfMemory) {
        step.status = allocation_ != SINEW_STATUS_OK ? allocation_ : SINEW_STATUS_OUT_OF_MEMORY;
      } else {
        step.status = SINEW_STATUS_CORRUPT;
        fault_ = {offset_ + from.at, library_.error_name(code)};
      }
      return step;
    }
    in_frame_ = code != 0;
    may_have_more_ = in_frame_ && to.at == to.size;
    if (!in_frame_) return step;
    if (may_have_more_) {
      step.status = SINEW_STATUS_OUTPUT_FULL;
      return step;
    }
    if (from.at == from.size) return step;
    if (from.at == before_in && to.at == before_out) {
      step.status = SINEW_STATUS_CORRUPT;
      fault_ = {offset_ + from.at, "the data makes no progress"};
      return step;
    }
  }
}

CodecStep ZstdCodec::Decode(const uint8_t* in, size_t size, uint8_t* out, size_t capacity) {
  CodecStep all = {0, 0, SINEW_STATUS_OK};
  while (all.read < size || may_have_more_) {
    uint8_t* const to = out == nullptr ? nullptr : out + all.written;
    const size_t room = capacity - all.written;
    if (may_have_more_ && room == 0) {
      all.status = SINEW_STATUS_OUTPUT_FULL;
      return all;
    }
    const uint8_t* from = in == nullptr ? nullptr : in + all.read;
    size_t from_size = size - all.read;
    bool is_magic = false;
    if (!in_frame_) {
      if (magic_size_ == 0 && from_size >= kMaxHeader) {
        memcpy(magic_, from, sizeof(magic_));
        given_ = kMaxHeader;
      } else {
        size_t here = 0;
        while (magic_size_ < sizeof(magic_) && here < from_size) {
          magic_[magic_size_++] = from[here++];
        }
        all.read += here;
        offset_ += here;
        if (magic_size_ < sizeof(magic_)) return all;
        is_magic = true;
        given_ = sizeof(magic_);
      }
      const auto magic = sinew::Load<uint32_t>(magic_);
      if (magic != kMagic && (magic & kSkippableMask) != kSkippable) {
        fault_ = {offset_ - magic_size_, "not the beginning of a Zstandard frame"};
        all.status = SINEW_STATUS_CORRUPT;
        return all;
      }
      in_frame_ = true;
      magic_size_ = 0;
    } else if (given_ < kMaxHeader && from_size != 0) {
      from_size = 1;
      ++given_;
    }
    const CodecStep step =
        is_magic ? Run(magic_, sizeof(magic_), to, room) : Run(from, from_size, to, room);
    if (!is_magic) {
      all.read += step.read;
      offset_ += step.read;
    }
    all.written += step.written;
    all.status = step.status;
    if (is_magic && step.status == SINEW_STATUS_OUTPUT_FULL) {
      // No contents yet: the output has no room to begin with.
      may_have_more_ = false;
      all.status = SINEW_STATUS_OK;
    }
    if (all.status != SINEW_STATUS_OK) return all;
  }
  return all;
}

}  // namespace sinew
