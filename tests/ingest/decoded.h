#ifndef SINEW_TESTS_INGEST_DECODED_H_
#define SINEW_TESTS_INGEST_DECODED_H_

#include "sinew/ingest.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

// What a decoder gives, without a test framework, in a form that can be compared whatever the types
// are: integers and times in decimal, floats as the digits of printf's %a (and NaN with its
// bits), bool as true and false, strings as they are.

using Cell = std::optional<std::string>;
using CellRow = std::vector<Cell>;

inline std::string FloatText(double value) {
  uint64_t bits;
  memcpy(&bits, &value, 8);
  if (value != value) return "nan " + std::to_string(bits);
  char text[64];
  snprintf(text, sizeof(text), "%a", value);
  return text;
}

// Lists are [a,b,null].
inline Cell CellOf(const sinew_column& column, size_t row) {
  const auto bit = [row](const void* bits) {
    return (static_cast<const uint8_t*>(bits)[row / 8] >> row % 8 & 1) != 0;
  };
  if (column.validity != nullptr && !bit(column.validity)) return std::nullopt;
  const auto number = [&]<typename T>(T) {
    T value;
    memcpy(&value, static_cast<const char*>(column.values) + row * sizeof(T), sizeof(T));
    return value;
  };
  const auto string = [&]<typename T>(T) {
    T ends[2];
    memcpy(ends, static_cast<const char*>(column.offsets) + row * sizeof(T), sizeof(ends));
    return std::string(static_cast<const char*>(column.values) + ends[0],
                       static_cast<size_t>(ends[1] - ends[0]));
  };
  if (column.type >= SINEW_TYPE_LIST) {
    const auto elements = [&]<typename T>(T) {
      T ends[2];
      memcpy(ends, static_cast<const char*>(column.offsets) + row * sizeof(T), sizeof(ends));
      const auto& all = *static_cast<const sinew_column*>(column.values);
      std::string list = "[";
      for (T i = ends[0]; i < ends[1]; ++i) {
        if (i != ends[0]) list += ',';
        list += CellOf(all, static_cast<size_t>(i)).value_or("null");
      }
      return list + "]";
    };
    return column.type < SINEW_TYPE_LARGE_LIST ? elements(int32_t{}) : elements(int64_t{});
  }
  switch (column.type) {
    case SINEW_TYPE_BOOL:
      return bit(column.values) ? "true" : "false";
    case SINEW_TYPE_I8:
      return std::to_string(number(int8_t{}));
    case SINEW_TYPE_I16:
      return std::to_string(number(int16_t{}));
    case SINEW_TYPE_I32:
    case SINEW_TYPE_DATE32:
      return std::to_string(number(int32_t{}));
    case SINEW_TYPE_U8:
      return std::to_string(number(uint8_t{}));
    case SINEW_TYPE_U16:
      return std::to_string(number(uint16_t{}));
    case SINEW_TYPE_U32:
      return std::to_string(number(uint32_t{}));
    case SINEW_TYPE_U64:
      return std::to_string(number(uint64_t{}));
    case SINEW_TYPE_F32:
      return FloatText(number(float{}));
    case SINEW_TYPE_F64:
      return FloatText(number(double{}));
    case SINEW_TYPE_STRING:
    case SINEW_TYPE_BINARY:
      return string(int32_t{});
    case SINEW_TYPE_LARGE_STRING:
    case SINEW_TYPE_LARGE_BINARY:
      return string(int64_t{});
    default:
      return std::to_string(number(int64_t{}));
  }
}

inline void AppendCells(const sinew_batch* batch, std::vector<CellRow>* rows) {
  const size_t before = rows->size(), count = sinew_batch_row_count(batch);
  rows->resize(before + count);
  for (size_t i = 0; i < sinew_batch_column_count(batch); ++i) {
    const sinew_column column = sinew_batch_column(batch, i);
    for (size_t row = 0; row < count; ++row) {
      (*rows)[before + row].push_back(CellOf(column, row));
    }
  }
}

inline bool SameReject(const sinew_reject& a, const sinew_reject& b) {
  return a.record == b.record && a.offset == b.offset && a.field == b.field && a.reason == b.reason;
}

// What differs first, in words; empty if nothing does.
inline std::string Difference(const std::vector<sinew_reject>& got,
                              const std::vector<sinew_reject>& expected) {
  const auto words = [](const sinew_reject& reject) {
    return "record " + std::to_string(reject.record) + " byte " + std::to_string(reject.offset) +
           " field " + std::to_string(reject.field) + " reason " + std::to_string(reject.reason);
  };
  for (size_t i = 0; i < std::min(got.size(), expected.size()); ++i) {
    if (SameReject(got[i], expected[i])) continue;
    return "reject " + std::to_string(i) + ": " + words(got[i]) + ", not " + words(expected[i]);
  }
  if (got.size() == expected.size()) return "";
  return "rejects: " + std::to_string(got.size()) + ", not " + std::to_string(expected.size());
}

inline std::string Difference(const std::vector<CellRow>& got,
                              const std::vector<CellRow>& expected) {
  for (size_t i = 0; i < std::min(got.size(), expected.size()); ++i) {
    for (size_t k = 0; k < expected[i].size(); ++k) {
      if (got[i][k] == expected[i][k]) continue;
      return "row " + std::to_string(i) + " field " + std::to_string(k) + ": " +
             got[i][k].value_or("null") + ", not " + expected[i][k].value_or("null");
    }
  }
  if (got.size() == expected.size()) return "";
  return "rows: " + std::to_string(got.size()) + ", not " + std::to_string(expected.size());
}

// A decoder, which a derived class creates, and a batch for it.
class DecoderHandle {
 public:
  DecoderHandle() = default;
  ~DecoderHandle() {
    sinew_decoder_destroy(decoder);
    sinew_batch_destroy(batch);
  }
  DecoderHandle(const DecoderHandle&) = delete;
  DecoderHandle& operator=(const DecoderHandle&) = delete;

  std::vector<sinew_reject> Rejects() const {
    std::vector<sinew_reject> rejects(sinew_decoder_stats(decoder).rejects);
    for (size_t i = 0; i < rejects.size(); ++i) rejects[i] = sinew_decoder_reject(decoder, i);
    return rejects;
  }

  // Gives it a batch with a memory limit, and returns the status of that.
  sinew_status LimitBatch(size_t limit) {
    sinew_batch_destroy(batch);
    const sinew_batch_options options = {sizeof(options), limit};
    return sinew_batch_create(&options, &batch, nullptr);
  }

  sinew_status status = SINEW_STATUS_OK;
  sinew_error error = {};
  sinew_decoder* decoder = nullptr;
  sinew_batch* batch = nullptr;

 protected:
  // If there is a decoder.
  void CreateBatch() {
    const sinew_batch_options options = {sizeof(options), 0};
    if (status == SINEW_STATUS_OK) status = sinew_batch_create(&options, &batch, nullptr);
  }
};

#endif  // SINEW_TESTS_INGEST_DECODED_H_
