#ifndef SINEW_INGEST_NDJSON_SCAN_H_
#define SINEW_INGEST_NDJSON_SCAN_H_

#include <stddef.h>
#include <stdint.h>

#include "ingest/ndjson/tokens.h"

namespace sinew {

// Finds the end of a record that arrives in pieces and is not a line: byte by byte, by the same
// grammar as JsonReader. A record at fault ends with the line.
class JsonScanner {
 public:
  // `levels` has a bit for each level of nesting.
  void Init(uint8_t* levels, size_t max_depth) {
    levels_ = levels;
    max_depth_ = max_depth;
  }
  void Start(bool is_fault) {
    state_ = is_fault ? State::kFault : State::kRecord;
    depth_ = 0;
    is_escaped_ = in_scalar_ = false;
  }
  // One past the end, or SIZE_MAX.
  size_t Find(const uint8_t* in, size_t size) {
    for (size_t i = 0; i < size; ++i) {
      Take(in[i]);
      if (state_ == State::kFault && in[i] == '\n') state_ = State::kEnd;
      if (state_ == State::kEnd) return i + 1;
    }
    return SIZE_MAX;
  }

 private:
  enum class State : uint8_t {
    kRecord,
    kFirstName,
    kName,
    kInName,
    kColon,
    kFirstValue,
    kValue,
    kInString,
    kAfter,
    kFault,
    kEnd,
  };

  bool InArray() const { return (levels_[(depth_ - 1) / 8] >> (depth_ - 1) % 8 & 1) != 0; }
  void Open(bool is_array) {
    if (depth_ == max_depth_) {
      state_ = State::kFault;
      return;
    }
    uint8_t& bits = levels_[depth_ / 8];
    bits = static_cast<uint8_t>((bits & ~(1u << depth_ % 8)) | uint32_t{is_array} << depth_ % 8);
    ++depth_;
    state_ = is_array ? State::kFirstValue : State::kFirstName;
  }
  void Close() { state_ = --depth_ == 0 ? State::kEnd : State::kAfter; }

  void Take(uint8_t byte) {
    if (state_ == State::kFault) return;
    if (state_ == State::kInName || state_ == State::kInString) {
      if (byte < 0x20) {
        state_ = State::kFault;
      } else if (is_escaped_) {
        is_escaped_ = false;
      } else if (byte == '\\') {
        is_escaped_ = true;
      } else if (byte == '"') {
        state_ = state_ == State::kInName ? State::kColon : State::kAfter;
      }
      return;
    }
    if (kJsonBytes.is_scalar[byte]) {
      if (in_scalar_) return;
      in_scalar_ = true;
      const bool fits = state_ == State::kValue || state_ == State::kFirstValue;
      state_ = fits ? State::kAfter : State::kFault;
      return;
    }
    in_scalar_ = false;
    if (!kJsonBytes.is_space[byte]) TakeOperator(byte);
  }

  void TakeOperator(uint8_t byte) {
    const State state = state_;
    const bool wants_value = state == State::kValue || state == State::kFirstValue;
    state_ = State::kFault;
    switch (byte) {
      case '{':
        if (wants_value || state == State::kRecord) Open(false);
        break;
      case '[':
        if (wants_value) Open(true);
        break;
      case '}':
        if (state == State::kFirstName || (state == State::kAfter && !InArray())) Close();
        break;
      case ']':
        if (state == State::kFirstValue || (state == State::kAfter && InArray())) Close();
        break;
      case '"':
        if (wants_value) state_ = State::kInString;
        if (state == State::kFirstName || state == State::kName) state_ = State::kInName;
        break;
      case ':':
        if (state == State::kColon) state_ = State::kValue;
        break;
      case ',':
        if (state == State::kAfter) state_ = InArray() ? State::kValue : State::kName;
        break;
      default:  // a backslash
        break;
    }
  }

  uint8_t* levels_ = nullptr;
  size_t max_depth_ = 0, depth_ = 0;
  State state_ = State::kEnd;
  bool is_escaped_ = false, in_scalar_ = false;
};

}  // namespace sinew

#endif  // SINEW_INGEST_NDJSON_SCAN_H_
