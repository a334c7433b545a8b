// A GROUP BY as bytes (docs/formats/groupby.md), and its parts by the hash of their keys.
//
//   | header | types, aggregates | keys of all groups | states of all groups | CRC-32C |
//
// Bytes are read twice. The first time everything is checked, nothing allocated, and the number of
// groups, which the header only claims, is seen to be right. The second time the keys are a source
// for the key table, and when every group has its number the states are merged, a few at a time:
// only the first of these steps, and strings that states keep, can fail, as in a merge of two
// objects.

#include <algorithm>
#include <cmath>

#include "aggregate/groupby.h"
#include "core/byte_stream.h"
#include "core/encoded_keys.h"
#include "core/float_environment.h"
#include "core/status.h"
#include "hash/crc32c.h"
#include "hash/hash_combine.h"
#include "hash/xxh3/xxh3.h"

using sinew::ByteReader;
using sinew::Bytes;
using sinew::ByteWriter;
using sinew::Fail;

namespace sinew {
namespace {

__extension__ typedef unsigned __int128 Uint128;

// "SGB" and the version.
constexpr uint8_t kMagic[4] = {'S', 'G', 'B', 1};
constexpr size_t kSizeAt = 8;
constexpr size_t kGroupsAt = 16;
constexpr size_t kHeaderSize = 24;
constexpr size_t kChecksumSize = 4;

// States that are decoded at a time, within so many bytes if one does not take more.
constexpr size_t kDecodedBytes = 16 << 10;
size_t DecodedRows(size_t stride) {
  return std::clamp<size_t>(kDecodedBytes / stride, 1, kKeysPerBlock);
}

// The hash of a row of key columns, as sinew_xxh3_64_many and sinew_hash_combine make it.
uint64_t HashOf(const KeyValues& values, size_t column_count) {
  uint64_t hash = 0;
  for (size_t c = 0; c < column_count; ++c) {
    const Bytes value = values.at[c];
    const uint64_t more = value.data == nullptr ? 0
                          : value.size <= xxh3::kMaxShort
                              ? xxh3::HashShort(value.data, value.size, 0)
                              : xxh3::HashLong(value.data, value.size, 0);
    if (c == 0) {
      hash = more;
    } else {
      const uint64_t mixed = combine::Mix(combine::Spread(hash) + more);
      hash = mixed ^ mixed >> 31;
    }
  }
  return hash;
}

// The type that is written: how wide the offsets of strings are is not, as no group has any.
sinew_type WrittenType(sinew_type type) {
  return type == SINEW_TYPE_LARGE_STRING   ? SINEW_TYPE_STRING
         : type == SINEW_TYPE_LARGE_BINARY ? SINEW_TYPE_BINARY
                                           : type;
}

void StoreU64(void* out, size_t at, uint64_t value) { Store(AsBytes(out) + at, value); }

}  // namespace

// Bytes that were checked.
class EncodedGroups {
 public:
  // Reads and checks everything but what depends on the groups. `error` gets the first fault.
  sinew_status ReadHeader(Bytes in, sinew_error* error);
  // Reads and checks the groups. For a layout of keys and one of states that are those of the
  // header.
  sinew_status CheckGroups(const KeyLayout& keys, const StateLayout& states, sinew_error* error);

  size_t key_count() const { return key_count_; }
  size_t group_count() const { return group_count_; }
  const sinew_type* key_types() const { return types_; }
  // Options that make an object for the groups; it points into this one.
  sinew_groupby_options Options() const;

  bool has_nulls() const { return keys_.has_nulls; }
  const EncodedKeysInfo& keys_info() const { return keys_; }
  // From the first key, and from the first state on.
  Bytes keys() const { return {in_.data + groups_at_, in_.size - groups_at_}; }
  Bytes states() const {
    const size_t at = groups_at_ + keys_.end;
    return {in_.data + at, in_.size - at};
  }

 private:
  sinew_status ReadTypes(ByteReader* in, sinew_error* error);
  static sinew_status FailAt(sinew_error* error, size_t offset, const char* fault) {
    return Fail(error, SINEW_STATUS_CORRUPT, offset, "in: byte %zu: %s", offset, fault);
  }

  Bytes in_ = {nullptr, 0};  // without the checksum
  size_t groups_at_ = 0;
  uint64_t group_count_ = 0;
  size_t key_count_ = 0, value_count_ = 0, aggregate_count_ = 0;
  sinew_type types_[SINEW_GROUPBY_MAX_KEYS + SINEW_GROUPBY_MAX_COLUMNS];
  sinew_aggregate_spec aggregates_[SINEW_GROUPBY_MAX_AGGREGATES];
  EncodedKeysInfo keys_;
};

sinew_status EncodedGroups::ReadHeader(Bytes in, sinew_error* error) {
  const auto truncated = [&](uint64_t size) {
    return Fail(error, SINEW_STATUS_TRUNCATED, in.size, "in: %zu bytes of %llu", in.size,
                static_cast<unsigned long long>(size));
  };
  for (size_t i = 0; i < std::min(in.size, sizeof(kMagic)); ++i) {
    if (in.data[i] == kMagic[i]) continue;
    return FailAt(error, i, i < 3 ? "no GROUP BY begins like this" : "the version is unknown");
  }
  if (in.size < kHeaderSize + kChecksumSize) return truncated(kHeaderSize + kChecksumSize);
  const uint64_t size = Load<uint64_t>(in.data + kSizeAt);
  if (size < kHeaderSize + kChecksumSize) return FailAt(error, kSizeAt, "a size that cannot be");
  if (in.size < size) return truncated(size);
  if (in.size > size) {
    return FailAt(error, static_cast<size_t>(size), "there are bytes behind the end");
  }
  const size_t checksum_at = in.size - kChecksumSize;
  if (sinew_crc32c(in.data, checksum_at, 0) != Load<uint32_t>(in.data + checksum_at)) {
    return FailAt(error, checksum_at, "the checksum is not that of the bytes before it");
  }
  in_ = {in.data, checksum_at};
  group_count_ = Load<uint64_t>(in.data + kGroupsAt);
  ByteReader reader(in_);
  reader.GetBytes(sizeof(kMagic));
  return ReadTypes(&reader, error);
}

sinew_status EncodedGroups::ReadTypes(ByteReader* in, sinew_error* error) {
  const auto read_count = [&](size_t most) {
    const size_t at = in->at();
    const size_t count = in->Get<uint8_t>();
    if (count <= most) return count;
    in->FailAt(at, "a number of columns or aggregates that cannot be");
    return size_t{0};
  };
  key_count_ = read_count(SINEW_GROUPBY_MAX_KEYS);
  value_count_ = read_count(SINEW_GROUPBY_MAX_COLUMNS);
  aggregate_count_ = read_count(SINEW_GROUPBY_MAX_AGGREGATES);
  if (in->ok() && (aggregate_count_ == 0 || in->Get<uint8_t>() != 0)) {
    in->FailAt(in->at() - 1, "a number of columns or aggregates that cannot be");
  }
  in->GetBytes(kHeaderSize - kSizeAt);
  for (size_t i = 0; i < key_count_ + value_count_ && in->ok(); ++i) {
    const size_t at = in->at();
    types_[i] = static_cast<sinew_type>(in->Get<uint32_t>());
    if (!IsScalar(types_[i]) || types_[i] != WrittenType(types_[i])) {
      in->FailAt(at, "a type is unknown, of lists, or of offsets of 64 bits");
    }
  }
  for (size_t i = 0; i < aggregate_count_ && in->ok(); ++i) {
    const size_t at = in->at();
    const auto function = static_cast<sinew_aggregate>(in->Get<uint32_t>());
    const uint32_t column = in->Get<uint16_t>();
    const uint32_t second = in->Get<uint16_t>();
    const uint32_t flags = in->Get<uint32_t>();
    const uint32_t filter = in->Get<uint32_t>();
    const size_t fraction_at = in->at();
    const double fraction = IsQuantile(function) ? in->Get<double>() : 0;
    const size_t lg_k_at = in->at();
    const uint32_t lg_k = IsOfLgK(function) ? in->Get<uint32_t>() : 0;
    const size_t accuracy_at = in->at();
    const double accuracy = IsOfAccuracy(function) ? in->Get<double>() : 0;
    aggregates_[i] = {sizeof(sinew_aggregate_spec),
                      function,
                      column,
                      flags,
                      filter,
                      second,
                      fraction,
                      lg_k,
                      accuracy};
    if (!in->ok()) break;
    if (!TakesFraction(function, fraction) || std::signbit(fraction)) {
      in->FailAt(fraction_at, "a fraction is not within 0 and 1");
    }
    if (!TakesLgK(function, lg_k) || (IsOfLgK(function) && lg_k == 0)) {
      in->FailAt(lg_k_at, "a number of registers that cannot be");
    }
    if (!TakesAccuracy(function, accuracy) || (IsOfAccuracy(function) && accuracy == 0)) {
      in->FailAt(accuracy_at, "a relative accuracy that cannot be");
    }
    if ((flags & ~SINEW_AGGREGATE_FILTER) != 0) {
      in->FailAt(at + 8, "an aggregate has unknown flags");
    } else if (flags == 0
                   ? filter != 0
                   : filter >= value_count_ || types_[key_count_ + filter] != SINEW_TYPE_BOOL) {
      in->FailAt(at + 12, "a filter is no column of booleans");
    }
    const bool has_column = function != SINEW_AGGREGATE_COUNT_ROWS;
    const bool has_second = TakesTwoColumns(function);
    if (!has_column && flags != 0) in->FailAt(at + 8, "COUNT_ROWS has a filter");
    if ((has_column ? column >= value_count_ : column != 0) ||
        (has_second ? second >= value_count_ : second != 0)) {
      in->FailAt(at + 4, "an aggregate is of a column that does not exist");
    } else if (FindAccumulator(function, has_column ? types_[key_count_ + column] : sinew_type{},
                               has_second ? types_[key_count_ + second] : sinew_type{}) ==
               nullptr) {
      in->FailAt(at, "an aggregate is unknown, or takes no column of its type");
    }
  }
  groups_at_ = in->at();
  return in->ok() ? SINEW_STATUS_OK : FailAt(error, in->fault_at(), in->fault());
}

sinew_groupby_options EncodedGroups::Options() const {
  sinew_groupby_options options = {};
  options.size = sizeof(options);
  options.key_types = types_;
  options.key_count = key_count_;
  options.value_types = types_ + key_count_;
  options.value_count = value_count_;
  options.aggregates = aggregates_;
  options.aggregate_count = aggregate_count_;
  return options;
}

sinew_status EncodedGroups::CheckGroups(const KeyLayout& keys, const StateLayout& states,
                                        sinew_error* error) {
  ByteReader in({in_.data + groups_at_, in_.size - groups_at_});
  const auto fail = [&] { return FailAt(error, groups_at_ + in.fault_at(), in.fault()); };
  // A group has more than one byte: without this, a claim would take time.
  if (group_count_ > in_.size) return FailAt(error, kGroupsAt, "more groups than there are bytes");
  if (key_count_ != 0) keys_ = CheckEncodedKeys(keys, group_count_, &in);
  alignas(8) uint8_t row[SINEW_GROUPBY_MAX_AGGREGATES * kMaxStateSize];
  for (uint64_t i = 0; i < group_count_ && in.ok(); ++i) states.Decode(&in, row);
  if (in.ok() && !in.is_at_end()) in.FailAt(in.at(), "there are bytes behind the last group");
  return in.ok() ? SINEW_STATUS_OK : fail();
}

}  // namespace sinew

size_t sinew_groupby::PartOf(size_t group, size_t count) const {
  if (count == 1 || key_count_ == 0) return 0;
  sinew::KeyValues values;
  key_layout_.ValuesOf(keys(), group, &values);
  return static_cast<size_t>(sinew::Uint128{sinew::HashOf(values, key_count_)} * count >> 64);
}

size_t sinew_groupby::Encode(size_t part, size_t part_count, ByteWriter* out) const {
  const auto put_type = [&](sinew_type type) {
    out->Put(static_cast<uint32_t>(sinew::WrittenType(type)));
  };
  const size_t groups = keys().count();
  for (const uint8_t byte : sinew::kMagic) out->Put(byte);
  out->Put(static_cast<uint8_t>(key_count_));
  out->Put(static_cast<uint8_t>(layout_.column_count()));
  out->Put(static_cast<uint8_t>(layout_.aggregate_count()));
  out->Put(uint8_t{0});
  out->Put(uint64_t{0});  // the size and the groups, which come last
  out->Put(uint64_t{0});
  for (size_t i = 0; i < key_count_; ++i) put_type(key_layout_.type(i));
  for (size_t i = 0; i < layout_.column_count(); ++i) put_type(layout_.column_type(i));
  for (size_t i = 0; i < layout_.aggregate_count(); ++i) {
    out->Put(static_cast<uint32_t>(layout_.function(i)));
    out->Put(static_cast<uint16_t>(layout_.column(i)));
    out->Put(static_cast<uint16_t>(layout_.second(i)));
    out->Put(layout_.flags(i));
    out->Put(layout_.filter(i));
    const sinew::Parameters parameters = layout_.parameters(i);
    if (sinew::IsQuantile(layout_.function(i))) out->Put(parameters.fraction);
    if (sinew::IsOfLgK(layout_.function(i))) out->Put(parameters.lg_k);
    if (sinew::IsOfAccuracy(layout_.function(i))) out->Put(parameters.relative_accuracy);
  }
  size_t encoded = 0;
  for (size_t group = 0; group < groups; ++group) {
    if (PartOf(group, part_count) != part) continue;
    ++encoded;
    if (key_count_ == 0) continue;
    sinew::KeyValues values;
    key_layout_.ValuesOf(keys(), group, &values);
    sinew::EncodeKey(values, key_count_, out);
  }
  for (size_t group = 0; group < groups; ++group) {
    if (PartOf(group, part_count) == part) layout_.Encode(states_.At(group), sets_, out);
  }
  return encoded;
}

sinew_status sinew_groupby::MergePart(const sinew_groupby& from, size_t part, size_t part_count) {
  const size_t groups = from.keys().count();
  part_.set_size(0);
  for (size_t first = 0; first < groups; first += sinew::kKeysPerBlock) {
    const sinew_status status = part_.Grow(sinew::kKeysPerBlock * sizeof(uint32_t));
    if (status != SINEW_STATUS_OK) return status;
    const size_t end = std::min(groups, first + sinew::kKeysPerBlock);
    for (size_t group = first; group < end; ++group) {
      if (from.PartOf(group, part_count) != part) continue;
      const uint32_t number = static_cast<uint32_t>(group);
      part_.Append({sinew::AsBytes(static_cast<const void*>(&number)), sizeof(number)});
    }
  }
  const size_t count = part_.size() / sizeof(uint32_t);
  if (count == 0) return SINEW_STATUS_OK;
  return Merge(from, reinterpret_cast<const uint32_t*>(part_.data()), count);
}

sinew_status sinew_groupby::MergeEncoded(const sinew::EncodedGroups& from) {
  const size_t groups = from.group_count(), known = keys().count();
  const size_t decoded_rows = sinew::DecodedRows(layout_.stride());
  sinew_status status = SINEW_STATUS_OK;
  if (key_layout_.is_narrow() && from.has_nulls()) status = Widen();
  if (status != SINEW_STATUS_OK) return status;
  const size_t keys_size =
      key_count_ == 0 ? 0 : sinew::EncodedKeys::ScratchSize(key_layout_, from.keys_info());
  const size_t size = std::max(keys_size, decoded_rows * layout_.stride());
  status = packed_keys_.Renew(size, size);
  if (status != SINEW_STATUS_OK) return status;
  if (key_count_ == 0) {
    status = FindGroupsOf(nullptr, groups);
  } else {
    status = FindGroups(sinew::EncodedKeys(key_layout_, from.keys(), packed_keys_.data()), groups);
  }
  if (status != SINEW_STATUS_OK) return status;
  // Calls merge(first, count, decoded) for a few states at a time, until it returns another status.
  const auto merge_states = [&](const auto& merge) {
    ByteReader in(from.states());
    sinew_status merged = SINEW_STATUS_OK;
    for (size_t first = 0; first < groups && merged == SINEW_STATUS_OK; first += decoded_rows) {
      const uint8_t* decoded[sinew::kKeysPerBlock];
      const size_t count = std::min(decoded_rows, groups - first);
      for (size_t i = 0; i < count; ++i) {
        __builtin_prefetch(states_.At(batch_groups()[first + i]), 1);
      }
      for (size_t i = 0; i < count; ++i) {
        uint8_t* const row = packed_keys_.data() + i * layout_.stride();
        layout_.Decode(&in, row);
        decoded[i] = row;
      }
      merged = merge(first, count, decoded);
    }
    return merged;
  };
  const auto change_states = [&](const auto& change) {
    merge_states([&](size_t first, size_t count, const uint8_t* const* decoded) {
      uint8_t* into[sinew::kKeysPerBlock];
      for (size_t i = 0; i < count; ++i) into[i] = states_.At(batch_groups()[first + i]);
      change(into, decoded, count);
      return SINEW_STATUS_OK;
    });
  };
  const Bytes all = from.states();
  return ChangeStates(
      known,
      [&] {
        return merge_states([&](size_t first, size_t count, const uint8_t* const* decoded) {
          sinew_status added = SINEW_STATUS_OK;
          for (size_t i = 0; i < layout_.set_count() && added == SINEW_STATUS_OK; ++i) {
            added = sets_[i].MergeEncoded(
                count, [&](size_t row) { return batch_groups()[first + row]; },
                [&](size_t row) { return decoded[row] + layout_.set_offset(i); },
                all.data + all.size);
          }
          return added;
        });
      },
      [&] {
        change_states([&](uint8_t* const* into, const uint8_t* const* decoded, size_t count) {
          layout_.MergeKept(into, decoded, count, &kept_);
        });
      },
      [&] {
        change_states([&](uint8_t* const* into, const uint8_t* const* decoded, size_t count) {
          layout_.Merge(into, decoded, count);
        });
      });
}

namespace sinew {
namespace {

sinew_status FailMerge(sinew_error* error, sinew_status status, const Memory& memory) {
  return FailGrowth(error, status, memory, "2^32 - 2 groups or different values");
}

sinew_status CheckPart(size_t part, size_t part_count, sinew_error* error) {
  if (part < part_count) return SINEW_STATUS_OK;
  return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "part: %zu is not below part_count %zu",
              part, part_count);
}

sinew_status Merge(sinew_groupby* into, const EncodedGroups& groups, sinew_error* error) {
  if (groups.group_count() == 0) return SINEW_STATUS_OK;
  const sinew_status status = into->MergeEncoded(groups);
  return status == SINEW_STATUS_OK ? status : FailMerge(error, status, into->memory());
}

}  // namespace
}  // namespace sinew

// Adds the groups of a part of `from` to those of `into`: all that is said of sinew_groupby_merge
// holds for these groups. A group belongs to one of `part_count` parts, which are numbered from 0,
// by the hash of its key, so that the parts of several objects can be merged apart, on several
// threads or machines, and no group is in two of them. For each part an object of its own,
// made with the same options, takes that part of one object after the other.
//
// The hash is the same on every machine and in every version: sinew_xxh3_64_many with seed 0 of
// each key column, a boolean as a byte, a float as its bits with one zero, 0.0, and one NaN, the
// quiet one; of several columns combined by sinew_hash_combine, from the first to the last. The
// hash of a null is 0. A hash h is of part floor(h * part_count / 2^64). Whoever chooses keys can
// put all into one part, which costs nothing but the balance.
//
// Calls with the same `from` may run on several threads at a time, as long as none changes it.
// Takes O(groups of `from`) time, most of it for those of the part, and keeps up to 12 bytes of
// memory for each of these.
//
// SINEW_STATUS_INVALID_ARGUMENT: what is said of sinew_groupby_merge, or `part` is not below
// `part_count`. Other statuses are those of sinew_groupby_merge.
SINEW_API sinew_status sinew_groupby_merge_part(sinew_groupby* into, const sinew_groupby* from,
                                                size_t part, size_t part_count,
                                                sinew_error* error) SINEW_NOEXCEPT {
  if (const sinew_status status = sinew::CheckMerge(into, from, error)) return status;
  if (const sinew_status status = sinew::CheckPart(part, part_count, error)) return status;
  const sinew::FloatEnvironment floats;
  const sinew_status status = into->MergePart(*from, part, part_count);
  return status == SINEW_STATUS_OK ? status : sinew::FailMerge(error, status, into->memory());
}

// Returns as `written` how many bytes sinew_groupby_encode writes, and as `read` how many groups
// the part has. Takes O(groups) time.
//
// SINEW_STATUS_INVALID_ARGUMENT: `groupby` is null, or `part` is not below `part_count`.
SINEW_API sinew_codec_result sinew_groupby_encoded_size(const sinew_groupby* groupby, size_t part,
                                                        size_t part_count) SINEW_NOEXCEPT {
  if (groupby == nullptr || part >= part_count) return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  const sinew::FloatEnvironment floats;
  ByteWriter counted;
  const size_t groups = groupby->Encode(part, part_count, &counted);
  return {groups, counted.size() + sinew::kChecksumSize, SINEW_STATUS_OK};
}

// Writes the groups of a part, those that sinew_groupby_merge_part takes for it, to `out`, with
// their keys and the states of their aggregates: sinew_groupby_decode and
// sinew_groupby_merge_encoded go on from there, in another process, on another machine, or with a
// later version. For all groups pass part 0 of 1. The format is in docs/formats/groupby.md: the
// same groups in the same order give the same bytes on every machine, and a checksum is at the end.
//
// Returns as `read` how many groups were written, and as `written` how many bytes. Takes O(groups)
// time and no memory. Calls with the same object may run on several threads at a time, as long as
// none changes it.
//
// SINEW_STATUS_OUTPUT_FULL: `capacity` is less than sinew_groupby_encoded_size. Then nothing in
// `out` is right. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or `part` is not below
// `part_count`.
SINEW_API sinew_codec_result sinew_groupby_encode(const sinew_groupby* groupby, size_t part,
                                                  size_t part_count, void* out,
                                                  size_t capacity) SINEW_NOEXCEPT {
  if (groupby == nullptr || part >= part_count || (out == nullptr && capacity != 0)) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  const sinew::FloatEnvironment floats;
  ByteWriter writer(sinew::AsBytes(out), capacity);
  const size_t groups = groupby->Encode(part, part_count, &writer);
  const size_t size = writer.size();
  if (size > capacity || capacity - size < sinew::kChecksumSize) {
    return {0, 0, SINEW_STATUS_OUTPUT_FULL};
  }
  sinew::StoreU64(out, sinew::kSizeAt, size + sinew::kChecksumSize);
  sinew::StoreU64(out, sinew::kGroupsAt, groups);
  writer.Put(sinew_crc32c(out, size, 0));
  return {groups, writer.size(), SINEW_STATUS_OK};
}

// Adds the groups that sinew_groupby_encode wrote to those of `into`, as if the object that they
// are from were merged into it by sinew_groupby_merge. All of `in` is checked before anything is
// allocated or changed: bytes that somebody made up cost O(size) time, and memory within the
// limit of `into`. A key that comes several times in them is one group.
//
// If the call fails, `into` is as it was. SINEW_STATUS_TRUNCATED: `in` ends too early;
// error->offset is its size. SINEW_STATUS_CORRUPT: the checksum is wrong, or the bytes are not
// what sinew_groupby_encode writes; error->offset is the byte, and the message says what is wrong
// there. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or the types of keys and values or the
// aggregates are not those of `into`. Other statuses are those of sinew_groupby_update.
SINEW_API sinew_status sinew_groupby_merge_encoded(sinew_groupby* into, const void* in, size_t size,
                                                   sinew_error* error) SINEW_NOEXCEPT {
  if (into == nullptr) return sinew::FailNull(error, "into");
  if (in == nullptr && size != 0) return sinew::FailNull(error, "in");
  const sinew::FloatEnvironment floats;
  sinew::EncodedGroups groups;
  sinew::StateLayout states;
  sinew_status status = groups.ReadHeader({sinew::AsBytes(in), size}, error);
  if (status == SINEW_STATUS_OK) status = states.Init(groups.Options(), error);
  if (status != SINEW_STATUS_OK) return status;
  const bool same_keys = groups.key_count() == into->key_count() &&
                         (groups.key_count() == 0 ||
                          into->key_layout().IsLike({groups.key_types(), groups.key_count()}));
  if (!same_keys || !(into->layout() == states)) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "in: its key types, value types or aggregates are not those of into");
  }
  status = groups.CheckGroups(into->key_layout(), states, error);
  return status == SINEW_STATUS_OK ? sinew::Merge(into, groups, error) : status;
}

// Creates the GROUP BY that sinew_groupby_encode wrote, or its part, and writes it to *out, or null
// if it fails. It is like one that sinew_groupby_create made with the same options and this memory
// limit, 0 for none, and a seed of its own. Free it with sinew_groupby_destroy.
//
// Other statuses than SINEW_STATUS_OK are those of sinew_groupby_merge_encoded.
SINEW_API sinew_status sinew_groupby_decode(const void* in, size_t size, size_t memory_limit,
                                            sinew_groupby** out,
                                            sinew_error* error) SINEW_NOEXCEPT {
  if (out == nullptr) return sinew::FailNull(error, "out");
  *out = nullptr;
  if (in == nullptr && size != 0) return sinew::FailNull(error, "in");
  const sinew::FloatEnvironment floats;
  sinew::EncodedGroups groups;
  sinew::StateLayout states;
  sinew_status status = groups.ReadHeader({sinew::AsBytes(in), size}, error);
  if (status == SINEW_STATUS_OK && groups.key_count() == 0) {
    return Fail(error, SINEW_STATUS_CORRUPT, 4, "in: byte 4: there is no key column");
  }
  sinew_groupby_options options = groups.Options();
  if (status == SINEW_STATUS_OK) status = states.Init(options, error);
  if (status == SINEW_STATUS_OK) {
    status = groups.CheckGroups({groups.key_types(), groups.key_count()}, states, error);
  }
  if (status != SINEW_STATUS_OK) return status;
  options.memory_limit = memory_limit;
  options.expected_groups = groups.group_count();
  sinew_groupby* groupby;
  status = sinew_groupby_create(&options, &groupby, error);
  if (status == SINEW_STATUS_OK) status = sinew::Merge(groupby, groups, error);
  if (status != SINEW_STATUS_OK) {
    sinew_groupby_destroy(groupby);
    return status;
  }
  *out = groupby;
  return SINEW_STATUS_OK;
}
