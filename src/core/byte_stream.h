#ifndef SINEW_CORE_BYTE_STREAM_H_
#define SINEW_CORE_BYTE_STREAM_H_

#include <stddef.h>
#include <stdint.h>

#include "core/bytes.h"

namespace sinew {

// Values written one behind the other. What does not fit any more is only counted, so that a writer
// without room says how much is needed.
class ByteWriter {
 public:
  ByteWriter() = default;
  ByteWriter(uint8_t* out, size_t capacity) : out_(out), capacity_(capacity) {}

  template <typename T>
  void Put(T value) {
    if (Fits(sizeof(T))) Store(out_ + size_, value);
    size_ += sizeof(T);
  }
  void PutBytes(Bytes bytes) {
    if (Fits(bytes.size)) CopyShort(out_ + size_, bytes);
    size_ += bytes.size;
  }
  // LEB128.
  void PutLength(size_t length) {
    for (; length >= 0x80; length >>= 7) Put(static_cast<uint8_t>(length | 0x80));
    Put(static_cast<uint8_t>(length));
  }

  // Of all that was put.
  size_t size() const { return size_; }

 private:
  bool Fits(size_t more) const { return size_ <= capacity_ && more <= capacity_ - size_; }

  uint8_t* out_ = nullptr;
  size_t capacity_ = 0;
  size_t size_ = 0;
};

// Reads what a ByteWriter has written, or what somebody says was. The first fault is kept, and from
// there on everything reads as 0.
class ByteReader {
 public:
  explicit ByteReader(Bytes in) : begin_(in.data), at_(in.data), end_(in.data + in.size) {}

  template <typename T>
  T Get() {
    T value = {};
    const Bytes bytes = GetBytes(sizeof(T));
    if (bytes.data != nullptr) memcpy(&value, bytes.data, sizeof(T));
    return value;
  }
  // No data if there are not so many.
  Bytes GetBytes(size_t size) {
    if (size > static_cast<size_t>(end_ - at_)) {
      FailAt(at(), "what should be here goes on behind the end");
      return {nullptr, 0};
    }
    at_ += size;
    return {at_ - size, size};
  }
  // LEB128, no longer than it must be.
  uint64_t GetLength() {
    const size_t begin = at();
    uint64_t length = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      const uint8_t byte = Get<uint8_t>();
      length |= uint64_t{byte & 0x7Fu} << shift;
      if (byte >= 0x80) continue;
      if (byte == 0 && shift != 0) break;
      return length;
    }
    FailAt(begin, "a length has more bytes than it needs");
    return 0;
  }
  Bytes GetString() { return GetBytes(GetLength()); }

  // `fault` is static.
  void FailAt(size_t offset, const char* fault) {
    if (fault_ != nullptr) return;
    fault_ = fault;
    fault_at_ = offset;
    at_ = end_;
  }

  size_t at() const { return static_cast<size_t>(at_ - begin_); }
  bool is_at_end() const { return at_ == end_; }
  bool ok() const { return fault_ == nullptr; }
  // Null if there is none.
  const char* fault() const { return fault_; }
  size_t fault_at() const { return fault_at_; }

 private:
  const uint8_t* const begin_;
  const uint8_t* at_;
  const uint8_t* const end_;
  const char* fault_ = nullptr;
  size_t fault_at_ = 0;
};

}  // namespace sinew

#endif  // SINEW_CORE_BYTE_STREAM_H_
