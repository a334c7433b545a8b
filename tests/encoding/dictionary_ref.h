#ifndef SINEW_TESTS_ENCODING_DICTIONARY_REF_H_
#define SINEW_TESTS_ENCODING_DICTIONARY_REF_H_

#include <stdint.h>

#include <map>
#include <optional>
#include <vector>

// Dictionary encoding, one row at a time: a value that is new gets the next index, a null row 0.
template <typename Value>
class DictionaryRef {
 public:
  std::vector<uint32_t> Encode(const std::vector<std::optional<Value>>& rows) {
    std::vector<uint32_t> indices;
    for (const std::optional<Value>& row : rows) indices.push_back(row ? IndexOf(*row) : 0);
    return indices;
  }

  const std::vector<Value>& values() const { return values_; }

 private:
  uint32_t IndexOf(const Value& value) {
    const auto [entry, is_new] = indices_.emplace(value, static_cast<uint32_t>(values_.size()));
    if (is_new) values_.push_back(value);
    return entry->second;
  }

  std::map<Value, uint32_t> indices_;
  std::vector<Value> values_;
};

#endif  // SINEW_TESTS_ENCODING_DICTIONARY_REF_H_
