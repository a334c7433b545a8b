// The LZ4 frame format (version 1.6.4). Frames are taken apart here, so that all memory is counted,
// and blocks are decoded where the caller wants them; liblz4 decodes a block. It may refer to the
// 64 KiB before it, of which there is a copy, because the caller may do with its output what it
// likes.

#include <algorithm>

#include "core/status.h"
#include "ingest/stream/codec.h"

namespace sinew {
namespace {

constexpr uint32_t kMagic = 0x184D2204;
constexpr uint32_t kSkippable = 0x184D2A50, kSkippableMask = 0xFFFFFFF0;

constexpr uint8_t kHasDictionary = 1, kHasChecksum = 4, kHasSize = 8, kHasBlockChecksums = 16,
                  kIndependent = 32;
constexpr uint8_t kReserved = 2;

constexpr uint32_t kStored = uint32_t{1} << 31;
// Each byte of a block is at most so many of its contents.
constexpr size_t kMaxRatio = 255;

constexpr uint32_t kPrimes[5] = {2654435761u, 2246822519u, 3266489917u, 668265263u, 374761393u};

constexpr uint32_t Rotate(uint32_t x, unsigned by) { return x << by | x >> (32 - by); }
constexpr uint32_t Round(uint32_t lane, uint32_t input) {
  return Rotate(lane + input * kPrimes[1], 13) * kPrimes[0];
}

}  // namespace

void Xxh32::Reset() {
  size_ = 0;
  lanes_[0] = kPrimes[0] + kPrimes[1];
  lanes_[1] = kPrimes[1];
  lanes_[2] = 0;
  lanes_[3] = 0 - kPrimes[0];
}

void Xxh32::Update(const uint8_t* in, size_t size) {
  const size_t kept = size_ % sizeof(rest_);
  size_ += size;
  const auto take = [this](const uint8_t* from) {
    for (size_t i = 0; i < 4; ++i) lanes_[i] = Round(lanes_[i], Load<uint32_t>(from + 4 * i));
  };
  if (kept != 0) {
    const size_t more = std::min(size, sizeof(rest_) - kept);
    if (more != 0) memcpy(rest_ + kept, in, more);
    in += more;
    size -= more;
    if (kept + more < sizeof(rest_)) return;
    take(rest_);
  }
  for (; size >= sizeof(rest_); size -= sizeof(rest_), in += sizeof(rest_)) take(in);
  if (size != 0) memcpy(rest_, in, size);
}

uint32_t Xxh32::Digest() const {
  uint32_t hash = kPrimes[4];
  if (size_ >= sizeof(rest_)) {
    hash =
        Rotate(lanes_[0], 1) + Rotate(lanes_[1], 7) + Rotate(lanes_[2], 12) + Rotate(lanes_[3], 18);
  }
  hash += static_cast<uint32_t>(size_);
  const size_t kept = size_ % sizeof(rest_);
  size_t i = 0;
  for (; i + 4 <= kept; i += 4) {
    hash = Rotate(hash + Load<uint32_t>(rest_ + i) * kPrimes[2], 17) * kPrimes[3];
  }
  for (; i < kept; ++i) hash = Rotate(hash + rest_[i] * kPrimes[4], 11) * kPrimes[0];
  hash = (hash ^ hash >> 15) * kPrimes[1];
  hash = (hash ^ hash >> 13) * kPrimes[2];
  return hash ^ hash >> 16;
}

uint32_t Xxh32::Of(const uint8_t* in, size_t size) {
  Xxh32 hash;
  hash.Reset();
  hash.Update(in, size);
  return hash.Digest();
}

sinew_status Lz4Codec::Init(sinew_error* error) {
  sinew_status status = sinew::Load(&library_, error);
  if (status != SINEW_STATUS_OK) return status;
  void* history;
  status = memory_.Allocate(kHistoryRoom, &history);
  if (status != SINEW_STATUS_OK) return FailGrowth(error, status, memory_);
  history_ = static_cast<uint8_t*>(history);
  return SINEW_STATUS_OK;
}

void Lz4Codec::Begin(Part part, size_t field_needed) {
  part_ = part;
  field_size_ = 0;
  field_needed_ = field_needed;
}

void Lz4Codec::Reset() {
  Begin(Part::kMagic, 4);
  input_.set_size(0);
  offset_ = 0;
  fault_ = {};
}

sinew_status Lz4Codec::Fail(uint64_t offset, const char* reason) {
  fault_ = {offset, reason};
  return SINEW_STATUS_CORRUPT;
}

// field_ has what the part needs, but for a descriptor, whose first byte says how long it is.
sinew_status Lz4Codec::TakeField() {
  const auto number = sinew::Load<uint32_t>(field_);
  switch (part_) {
    case Part::kMagic:
      frame_ = offset_ - 4;
      if ((number & kSkippableMask) == kSkippable) {
        Begin(Part::kSkipSize, 4);
      } else if (number == kMagic) {
        Begin(Part::kDescriptor, 3);
      } else {
        return Fail(frame_, "not the beginning of an LZ4 frame");
      }
      return SINEW_STATUS_OK;
    case Part::kSkipSize:
      skip_left_ = number;
      Begin(number == 0 ? Part::kMagic : Part::kSkip, number == 0 ? 4 : 0);
      return SINEW_STATUS_OK;
    case Part::kDescriptor:
      return TakeDescriptor();
    case Part::kBlockSize:
      if (number == 0) {
        if ((flags_ & kHasChecksum) == 0) return EndFrame();
        Begin(Part::kChecksum, 4);
        return SINEW_STATUS_OK;
      }
      is_stored_ = (number & kStored) != 0;
      block_size_ = number & ~kStored;
      block_offset_ = offset_;
      if (block_size_ > max_block_) {
        return Fail(offset_ - 4, "an LZ4 block is larger than its frame allows");
      }
      Begin(Part::kBlock, block_size_ + ((flags_ & kHasBlockChecksums) != 0 ? 4 : 0));
      return SINEW_STATUS_OK;
    case Part::kChecksum:
      if (number != checksum_.Digest()) {
        return Fail(offset_ - 4, "the checksum of an LZ4 frame is wrong");
      }
      return EndFrame();
    default:
      return SINEW_STATUS_OK;
  }
}

sinew_status Lz4Codec::TakeDescriptor() {
  flags_ = field_[0];
  const uint8_t sizes = field_[1];
  const uint64_t at = frame_ + 4;
  if (field_size_ == 3) {
    // As much as the first byte says.
    if (flags_ >> 6 != 1) return Fail(at, "the version of an LZ4 frame is not known");
    if ((flags_ & kReserved) != 0) return Fail(at, "a reserved flag of an LZ4 frame is set");
    if ((flags_ & kHasDictionary) != 0) return Fail(at, "an LZ4 frame needs a dictionary");
    if ((sizes & 0x8F) != 0 || sizes >> 4 < 4) {
      return Fail(at + 1, "the block size of an LZ4 frame is not known");
    }
    field_needed_ = (flags_ & kHasSize) != 0 ? 11 : 3;
    if (field_needed_ != 3) return SINEW_STATUS_OK;
  }
  const size_t last = field_needed_ - 1;
  if (field_[last] != (Xxh32::Of(field_, last) >> 8 & 0xFF)) {
    return Fail(at + last, "the checksum of an LZ4 frame header is wrong");
  }
  max_block_ = size_t{1} << (8 + 2 * (sizes >> 4));
  claimed_size_ = sinew::Load<uint64_t>(field_ + 2);
  size_ = 0;
  history_size_ = 0;
  checksum_.Reset();
  Begin(Part::kBlockSize, 4);
  return SINEW_STATUS_OK;
}

sinew_status Lz4Codec::EndFrame() {
  if ((flags_ & kHasSize) != 0 && size_ != claimed_size_) {
    return Fail(frame_ + 6, "the size of an LZ4 frame is wrong");
  }
  Begin(Part::kMagic, 4);
  return SINEW_STATUS_OK;
}

sinew_status Lz4Codec::AfterContents(const uint8_t* contents, size_t size) {
  size_ += size;
  if ((flags_ & kHasSize) != 0 && size_ > claimed_size_) {
    return Fail(frame_ + 6, "the size of an LZ4 frame is wrong");
  }
  if ((flags_ & kHasChecksum) != 0) checksum_.Update(contents, size);
  return SINEW_STATUS_OK;
}

// The contents [begin, end) are the last so far: history_ ends with them, as far as they count, and
// has what is before them within 64 KiB.
void Lz4Codec::Remember(const uint8_t* begin, const uint8_t* end) {
  const size_t size = std::min(static_cast<size_t>(end - begin), kHistory);
  if (size == 0) return;
  if (size > kHistoryRoom - history_size_) {
    const size_t kept = std::min(history_size_, kHistory - size);
    if (kept != 0) memmove(history_, history_ + history_size_ - kept, kept);
    history_size_ = kept;
  }
  memcpy(history_ + history_size_, end - size, size);
  history_size_ += size;
}

// Decodes a block, which is at hand as a whole, to the output if that has room for whatever it may
// be, else to block_.
sinew_status Lz4Codec::TakeBlock(const uint8_t* block, uint8_t* out, size_t capacity,
                                 size_t* written) {
  if ((flags_ & kHasBlockChecksums) != 0 &&
      Xxh32::Of(block, block_size_) != sinew::Load<uint32_t>(block + block_size_)) {
    return Fail(block_offset_ + block_size_, "the checksum of an LZ4 block is wrong");
  }
  const size_t most = is_stored_ ? block_size_ : std::min(max_block_, block_size_ * kMaxRatio);
  uint8_t* to = out;
  if (capacity < most) {
    const sinew_status status = block_.Reserve(most);
    if (status != SINEW_STATUS_OK) return status;
    to = block_.data();
  }
  size_t size = block_size_;
  if (is_stored_) {
    if (size != 0) memcpy(to, block, size);
  } else {
    const size_t reach = std::min(history_size_, kHistory);
    const int decoded = library_.decompress(
        reinterpret_cast<const char*>(block), reinterpret_cast<char*>(to),
        static_cast<int>(block_size_), static_cast<int>(most),
        reinterpret_cast<const char*>(history_ + history_size_ - reach), static_cast<int>(reach));
    if (decoded < 0) return Fail(block_offset_, "an LZ4 block is damaged");
    size = static_cast<size_t>(decoded);
  }
  const sinew_status status = AfterContents(to, size);
  if (status != SINEW_STATUS_OK) return status;
  if ((flags_ & kIndependent) == 0) Remember(to, to + size);
  input_.set_size(0);
  if (to == out) {
    *written = size;
    Begin(Part::kBlockSize, 4);
  } else {
    block_.set_size(size);
    block_done_ = 0;
    Begin(Part::kOutput, 0);
  }
  return SINEW_STATUS_OK;
}

CodecStep Lz4Codec::Decode(const uint8_t* in, size_t size, uint8_t* out, size_t capacity) {
  CodecStep all = {0, 0, SINEW_STATUS_OK};
  const auto take = [&](size_t taken) {
    all.read += taken;
    offset_ += taken;
  };
  while (all.status == SINEW_STATUS_OK) {
    const size_t left = size - all.read;
    if (part_ == Part::kOutput) {
      const size_t more = std::min(capacity - all.written, block_.size() - block_done_);
      if (more != 0) memcpy(out + all.written, block_.data() + block_done_, more);
      all.written += more;
      block_done_ += more;
      if (block_done_ != block_.size()) {
        all.status = SINEW_STATUS_OUTPUT_FULL;
        return all;
      }
      Begin(Part::kBlockSize, 4);
      continue;
    }
    if (left == 0) return all;
    if (part_ == Part::kSkip) {
      const auto more = static_cast<size_t>(std::min<uint64_t>(left, skip_left_));
      take(more);
      skip_left_ -= more;
      if (skip_left_ == 0) Begin(Part::kMagic, 4);
    } else if (part_ == Part::kBlock) {
      uint8_t* const to = out == nullptr ? nullptr : out + all.written;
      size_t written = 0;
      if (input_.size() == 0 && left >= field_needed_) {
        const uint8_t* const block = in + all.read;
        take(field_needed_);
        all.status = TakeBlock(block, to, capacity - all.written, &written);
      } else {
        // As much room as there are bytes, not as many as are claimed.
        const size_t more = std::min(left, field_needed_ - input_.size());
        all.status = input_.Grow(more);
        if (all.status != SINEW_STATUS_OK) return all;
        input_.Append({in + all.read, more});
        take(more);
        if (input_.size() != field_needed_) return all;
        all.status = TakeBlock(input_.data(), to, capacity - all.written, &written);
      }
      all.written += written;
    } else {
      const size_t more = std::min(left, field_needed_ - field_size_);
      memcpy(field_ + field_size_, in + all.read, more);
      field_size_ += more;
      take(more);
      if (field_size_ == field_needed_) all.status = TakeField();
    }
  }
  return all;
}

}  // namespace sinew
