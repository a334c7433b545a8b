#include <time.h>

#include <algorithm>

#include "core/column.h"
#include "core/status.h"
#include "core/type.h"
#include "encoding/bitmap.h"
#include "ingest/pipeline/pipeline.h"
#include "ingest/pipeline/rows.h"

using sinew::Bytes;
using sinew::Fail;
using sinew::Memory;
using sinew::Slot;

namespace sinew {
namespace {

// Bytes of single records that are decoded at a time: little enough for the second cache.
constexpr size_t kSliceBytes = size_t{256} << 10;

uint64_t Now() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1000000000 + static_cast<uint64_t>(now.tv_nsec);
}

// Adds the time since it was last asked.
class StopWatch {
 public:
  void AddTo(uint64_t* total) {
    const uint64_t now = Now();
    *total += now - last_;
    last_ = now;
  }

 private:
  uint64_t last_ = Now();
};

size_t OffsetOf(const sinew_column& column, size_t row) {
  return HasWideOffsets(column.type)
             ? static_cast<size_t>(Load<int64_t>(AsBytes(column.offsets) + 8 * row))
             : static_cast<size_t>(Load<int32_t>(AsBytes(column.offsets) + 4 * row));
}

// How many rows from `first` on are a slice.
size_t SliceRows(const sinew_column& column, size_t first, size_t most) {
  most = std::min(most, column.count - first);
  const size_t begin = OffsetOf(column, first);
  size_t rows = 1;
  while (rows < most && OffsetOf(column, first + rows + 1) - begin <= kSliceBytes) ++rows;
  return rows;
}

}  // namespace
}  // namespace sinew

sinew_pipeline::sinew_pipeline(Memory&& memory)
    : memory_(std::move(memory)),
      plan_(memory_),
      decoded_(Memory::PartOf(memory_)),
      beside_(Memory::PartOf(memory_)),
      records_(memory_),
      beside_rows_(Memory::PartOf(memory_)),
      kept_(Memory::PartOf(memory_)),
      rows_(memory_) {}

sinew_pipeline::~sinew_pipeline() {
  memory_.FreeArray(input_, plan_.input_count());
  memory_.FreeArray(columns_, plan_.slot_count());
  memory_.FreeArray(taken_, plan_.input_count());
  memory_.FreeArray(fields_, plan_.input_count());
}

sinew_status sinew_pipeline::FailMemory(sinew_error* error, sinew_status status) const {
  return sinew::FailGrowth(error, status, memory_,
                           "2^32 - 2 groups or different values, or 2^31 - 1 bytes of strings with "
                           "offsets of 32 bits");
}

sinew_status sinew_pipeline::Init(const sinew_pipeline_options& options, sinew_error* error) {
  sinew_status status = plan_.Compile(options, error);
  if (status != SINEW_STATUS_OK) return status;
  const size_t inputs = plan_.input_count();
  status = memory_.AllocateArray(inputs, &input_);
  if (status == SINEW_STATUS_OK) status = memory_.AllocateArray(plan_.slot_count(), &columns_);
  if (status == SINEW_STATUS_OK) status = memory_.AllocateArray(inputs, &taken_);
  if (status == SINEW_STATUS_OK) status = memory_.AllocateArray(inputs, &fields_);
  if (status == SINEW_STATUS_OK) {
    groups_.emplace(Memory::PartOf(memory_), plan_.groupby(), plan_.layout());
    status = groups_->Init(options.expected_groups);
  }
  return status == SINEW_STATUS_OK ? status : FailMemory(error, status);
}

// The fields must be the columns of the input.
sinew_status sinew_pipeline::CheckDecoder(const sinew_decoder& decoder, sinew_error* error) const {
  if (decoder.field_count() != plan_.field_count()) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "decoder: it has %zu fields, but the pipeline was created for %zu",
                decoder.field_count(), plan_.field_count());
  }
  for (size_t i = 0; i < plan_.field_count(); ++i) {
    const sinew::DecoderField& field = decoder.field(i);
    const Slot& slot = plan_.slot(i);
    if (field.type == slot.type && sinew::SameBytes(field.name, slot.name)) continue;
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "decoder: field %zu is %.60s, %s, but the pipeline was created for %.60s, %s", i,
                reinterpret_cast<const char*>(field.name.data), sinew::InfoOf(field.type).name,
                reinterpret_cast<const char*>(slot.name.data), sinew::InfoOf(slot.type).name);
  }
  return SINEW_STATUS_OK;
}

// Sets *kept to the rows for which `where` is true, and columns_ to them.
sinew_status sinew_pipeline::Filter(const sinew_column* input, size_t rows, size_t* kept,
                                    uint64_t* faults) {
  *kept = rows;
  if (plan_.where() != nullptr) {
    const size_t bitmap_size = (rows + 63) / 64 * 8;
    const size_t size = bitmap_size + rows * sizeof(uint32_t);
    const sinew_status status = rows_.Renew(size, size);
    if (status != SINEW_STATUS_OK) return status;
    const sinew_expression_result result = plan_.where()->Filter(input, rows, rows_.data());
    *faults += result.faults;
    *kept = result.count;
  }
  if (*kept == rows) {
    std::copy_n(input, plan_.input_count(), columns_);
    return SINEW_STATUS_OK;
  }
  return *kept == 0 ? SINEW_STATUS_OK : Compact(input, rows_.data(), rows, *kept);
}

// Copies the rows of a bitmap, and of them only what is needed further on.
sinew_status sinew_pipeline::Compact(const sinew_column* input, const uint8_t* bitmap, size_t rows,
                                     size_t kept) {
  uint32_t* const numbers = reinterpret_cast<uint32_t*>(rows_.data() + (rows + 63) / 64 * 8);
  sinew::BitmapToIndices(bitmap, 0, rows, numbers);
  size_t count = 0;
  for (size_t i = 0; i < plan_.input_count(); ++i) {
    if (!plan_.slot(i).is_needed) continue;
    fields_[count].name = plan_.slot(i).name;
    taken_[count++] = input[i];
  }
  const sinew_status status = sinew::TakeRows(taken_, count, numbers, kept, fields_, &kept_);
  if (status != SINEW_STATUS_OK) return status;
  count = 0;
  for (size_t i = 0; i < plan_.input_count(); ++i) {
    if (plan_.slot(i).is_needed) columns_[i] = kept_.View(count++);
  }
  return SINEW_STATUS_OK;
}

// Adds the columns that are computed to columns_.
sinew_status sinew_pipeline::Compute(size_t rows, uint64_t* faults) {
  for (size_t i = plan_.input_count(); i < plan_.slot_count(); ++i) {
    const Slot& slot = plan_.slot(i);
    if (!slot.is_needed) continue;
    const uint64_t before = slot.expression->faults();
    const sinew_status status = slot.expression->Evaluate(columns_, rows, slot.values, nullptr);
    if (status != SINEW_STATUS_OK) return status;
    *faults += slot.expression->faults() - before;
    columns_[i] = slot.values->View(0);
  }
  return SINEW_STATUS_OK;
}

sinew_status sinew_pipeline::Group(sinew_groupby* groups, size_t rows, sinew_error* error) {
  sinew_column keys[SINEW_GROUPBY_MAX_KEYS], values[SINEW_GROUPBY_MAX_COLUMNS];
  for (size_t i = 0; i < plan_.key_count(); ++i) keys[i] = columns_[plan_.key(i)];
  for (size_t i = 0; i < plan_.value_count(); ++i) values[i] = columns_[plan_.value(i)];
  sinew_status status = groups->CheckLengths(keys, values, error);
  if (status != SINEW_STATUS_OK) return status;
  status = groups->Update(keys, values, rows);
  return status == SINEW_STATUS_OK ? status : FailMemory(error, status);
}

// Adds rows to groups, all or none of them, and to *kept how many take part.
sinew_status sinew_pipeline::AddRows(const sinew_column* input, size_t rows, sinew_groupby* groups,
                                     size_t* kept, sinew_error* error) {
  if (rows == 0) return SINEW_STATUS_OK;
  sinew::StopWatch watch;
  uint64_t faults = 0;
  size_t count;
  sinew_status status = Filter(input, rows, &count, &faults);
  if (status != SINEW_STATUS_OK) return FailMemory(error, status);
  if (plan_.where() != nullptr) watch.AddTo(&counts_.filter_ns);
  if (count != 0) {
    if (plan_.slot_count() != plan_.input_count()) {
      status = Compute(count, &faults);
      if (status != SINEW_STATUS_OK) return FailMemory(error, status);
      watch.AddTo(&counts_.compute_ns);
    }
    status = Group(groups, count, error);
    if (status != SINEW_STATUS_OK) return status;
    watch.AddTo(&counts_.group_ns);
  }
  counts_.rows += rows;
  counts_.kept_rows += count;
  counts_.faults += faults;
  *kept += count;
  return SINEW_STATUS_OK;
}

// Takes `rows` rows of what comes beside the records, from `first` on.
sinew_status sinew_pipeline::TakeBeside(const sinew_column* beside, size_t first, size_t rows) {
  const size_t size = rows * sizeof(uint32_t);
  sinew_status status = records_.Renew(size, size);
  if (status != SINEW_STATUS_OK) return status;
  auto* const numbers = reinterpret_cast<uint32_t*>(records_.data());
  for (size_t i = 0; i < rows; ++i) numbers[i] = static_cast<uint32_t>(first + i);
  const size_t count = plan_.input_count() - plan_.field_count();
  for (size_t i = 0; i < count; ++i) fields_[i].name = plan_.slot(plan_.field_count() + i).name;
  return sinew::TakeRows(beside, count, numbers, rows, fields_, &beside_);
}

// Adds the rows of a pipeline like this one that wait there to groups.
sinew_status sinew_pipeline::AddWaitingOf(const sinew_pipeline& from, sinew_groupby* groups,
                                          size_t* kept, sinew_error* error) {
  const size_t rows = from.decoded_.row_count(), fields = from.plan_.field_count();
  const size_t count = plan_.input_count() - fields;
  for (size_t i = 0; i < fields; ++i) input_[i] = from.decoded_.View(i);
  for (size_t i = 0; i < count; ++i) input_[fields + i] = from.beside_.View(i);
  if (count != 0 && rows != from.beside_.row_count()) {
    for (size_t i = 0; i < count; ++i) fields_[i].name = plan_.slot(fields + i).name;
    const sinew_status status = sinew::TakeRows(
        input_ + fields, count, reinterpret_cast<const uint32_t*>(from.records_.data()), rows,
        fields_, &beside_rows_);
    if (status != SINEW_STATUS_OK) return FailMemory(error, status);
    for (size_t i = 0; i < count; ++i) input_[fields + i] = beside_rows_.View(i);
  }
  return AddRows(input_, rows, groups, kept, error);
}

// Adds the rows of decoded_ that wait, if any do.
sinew_status sinew_pipeline::AddDecoded(size_t* kept, sinew_error* error) {
  if (!waits_) return SINEW_STATUS_OK;
  const sinew_status status = AddWaitingOf(*this, &*groups_, kept, error);
  waits_ = status != SINEW_STATUS_OK;
  return status;
}

// Calls decode(), which fills decoded_ and returns the rows that it has now, and counts what it
// did.
template <typename Decode>
void sinew_pipeline::CountDecoded(const sinew_decoder& decoder, const Decode& decode) {
  const sinew_decoder_counts before = decoder.counts();
  sinew::StopWatch watch;
  waits_ = decode() != 0;
  watch.AddTo(&counts_.decode_ns);
  const sinew_decoder_counts after = decoder.counts();
  counts_.bytes += after.bytes - before.bytes;
  counts_.records += after.records - before.records;
  counts_.rejected_records += after.rejected_records - before.rejected_records;
  counts_.rejected_values += after.rejected_values - before.rejected_values;
}

// What a decoder gave before it failed counts, and then it is asked once more: what it lacked may
// be there for an empty batch.
sinew_codec_result sinew_pipeline::Write(const uint8_t* in, size_t size, sinew_decoder* decoder,
                                         bool end, sinew_error* error) {
  sinew_codec_result done = {0, 0, CheckDecoder(*decoder, error)};
  if (done.status == SINEW_STATUS_OK && plan_.field_count() != plan_.input_count()) {
    done.status =
        Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
             "pipeline: it has columns beside the records, which sinew_pipeline_write_many takes");
  }
  if (done.status == SINEW_STATUS_OK) done.status = AddDecoded(&done.written, error);
  while (done.status == SINEW_STATUS_OK) {
    sinew_codec_result part;
    sinew_error why;
    CountDecoded(*decoder, [&] {
      part = decoder->Decode(in + done.read, size - done.read, end, true, &decoded_, &why);
      return part.written;
    });
    done.read += part.read;
    done.status = AddDecoded(&done.written, error);
    if (done.status != SINEW_STATUS_OK || part.status == SINEW_STATUS_OK) break;
    if (part.written != 0) continue;
    if (error != nullptr) *error = why;
    done.status = part.status;
  }
  return done;
}

sinew_codec_result sinew_pipeline::WriteMany(const sinew_column& column, const sinew_column* beside,
                                             sinew_decoder* decoder, sinew_error* error) {
  sinew_codec_result done = {0, 0, CheckDecoder(*decoder, error)};
  if (done.status == SINEW_STATUS_OK) done.status = AddDecoded(&done.written, error);
  const bool has_beside = plan_.field_count() != plan_.input_count();
  size_t most = decoder->max_rows();
  while (done.status == SINEW_STATUS_OK && done.read < column.count) {
    const size_t rows = sinew::SliceRows(column, done.read, most);
    const uint64_t records = decoder->counts().records;
    sinew_status status = SINEW_STATUS_OK;
    sinew_error why;
    if (has_beside) {
      status = TakeBeside(beside, done.read, rows);
      if (status != SINEW_STATUS_OK) FailMemory(&why, status);
    }
    if (status == SINEW_STATUS_OK) {
      CountDecoded(*decoder, [&] {
        status = decoder->DecodeMany(
            sinew::Slice(column, done.read, rows), false, &decoded_, &why,
            has_beside ? reinterpret_cast<uint32_t*>(records_.data()) : nullptr);
        const bool is_decoded = status == SINEW_STATUS_OK || status == SINEW_STATUS_CORRUPT;
        return is_decoded ? decoded_.row_count() : 0;
      });
    }
    if (status == SINEW_STATUS_CORRUPT && decoder->counts().records != records) {
      why.offset += done.read;
      done.read = why.offset;
    } else if (status == SINEW_STATUS_OK) {
      done.read += rows;
    }
    done.status = AddDecoded(&done.written, error);
    if (done.status != SINEW_STATUS_OK || status == SINEW_STATUS_OK) continue;
    // Fewer rows may find room.
    most = rows / 2;
    if (sinew::IsMemoryShort(status) && most != 0) {
      beside_.Release();
      continue;
    }
    if (error != nullptr) *error = why;
    done.status = status;
  }
  return done;
}

sinew_status sinew_pipeline::Update(const sinew_column* columns, size_t rows, sinew_error* error) {
  const sinew_status status = AddWaiting(error);
  if (status != SINEW_STATUS_OK) return status;
  size_t kept = 0;
  return AddRows(columns, rows, &*groups_, &kept, error);
}

// Rows of `from` that wait are added to a copy of its groups, so that all of it is merged or
// nothing.
sinew_status sinew_pipeline::MergeGroups(const sinew_pipeline& from, sinew_error* error) {
  sinew_status status;
  if (!from.waits_) {
    status = groups_->Merge(*from.groups_);
    return status == SINEW_STATUS_OK ? status : FailMemory(error, status);
  }
  sinew_groupby whole(Memory::PartOf(memory_), plan_.groupby(), plan_.layout());
  status = whole.Init(0);
  if (status == SINEW_STATUS_OK) status = whole.Merge(*from.groups_);
  if (status != SINEW_STATUS_OK) return FailMemory(error, status);
  const sinew_pipeline_counts before = counts_;
  size_t kept = 0;
  status = AddWaitingOf(from, &whole, &kept, error);
  if (status != SINEW_STATUS_OK) return status;
  status = groups_->Merge(whole);
  if (status == SINEW_STATUS_OK) return status;
  counts_ = before;
  return FailMemory(error, status);
}

sinew_status sinew_pipeline::Merge(const sinew_pipeline& from, sinew_error* error) {
  sinew_status status = AddWaiting(error);
  if (status == SINEW_STATUS_OK) status = MergeGroups(from, error);
  if (status != SINEW_STATUS_OK) return status;
  const auto add = [&](uint64_t sinew_pipeline_counts::* count) {
    counts_.*count += from.counts_.*count;
  };
  add(&sinew_pipeline_counts::bytes);
  add(&sinew_pipeline_counts::records);
  add(&sinew_pipeline_counts::rejected_records);
  add(&sinew_pipeline_counts::rejected_values);
  add(&sinew_pipeline_counts::rows);
  add(&sinew_pipeline_counts::kept_rows);
  add(&sinew_pipeline_counts::faults);
  add(&sinew_pipeline_counts::decode_ns);
  add(&sinew_pipeline_counts::filter_ns);
  add(&sinew_pipeline_counts::compute_ns);
  add(&sinew_pipeline_counts::group_ns);
  return SINEW_STATUS_OK;
}

sinew_status sinew_pipeline::AddWaiting(sinew_error* error) {
  size_t kept = 0;
  return AddDecoded(&kept, error);
}

void sinew_pipeline::Reset() {
  groups_->Reset();
  waits_ = false;
  counts_ = {};
}

// Results in an order are written whole, and then taken row by row.
sinew_status sinew_pipeline::Results(const sinew_pipeline_results_options& options,
                                     sinew_batch* batch, sinew_error* error) const {
  const size_t groups = groups_->keys().count();
  const size_t limit = options.limit == 0 ? groups : std::min(options.limit, groups);
  const auto fail = [&](sinew_status status) {
    return status == SINEW_STATUS_OK ? status : sinew::FailBatch(error, status, batch->memory());
  };
  if (options.order_count == 0) {
    return fail(groups_->Results(0, limit, plan_.results(), batch));
  }
  // Counted with the batch, which they are for.
  Memory memory = Memory::PartOf(batch->memory());
  sinew_batch all(Memory::PartOf(memory));
  sinew_status status = groups_->Results(0, groups, plan_.results(), &all);
  if (status != SINEW_STATUS_OK) return fail(status);

  sinew::Scratch sorted(memory);
  status = sorted.Reserve(std::max<size_t>(groups, 1) * sizeof(sinew::RankedRow));
  if (status != SINEW_STATUS_OK) return fail(status);
  sinew::RowOrder orders[SINEW_GROUPBY_MAX_KEYS];
  for (size_t i = 0; i < options.order_count; ++i) {
    orders[i] = {all.View(options.orders[i].column),
                 (options.orders[i].flags & SINEW_PIPELINE_DESCENDING) != 0};
  }
  auto* const ranked = reinterpret_cast<sinew::RankedRow*>(sorted.data());
  sinew::SortRows(orders, options.order_count, groups, limit, ranked);
  // They are read before they are written over.
  auto* const rows = reinterpret_cast<uint32_t*>(sorted.data());
  for (size_t i = 0; i < limit; ++i) rows[i] = ranked[i].row;

  constexpr size_t kMaxResults = SINEW_GROUPBY_MAX_KEYS + SINEW_GROUPBY_MAX_AGGREGATES;
  sinew_column columns[kMaxResults];
  sinew::BatchField fields[kMaxResults];
  for (size_t i = 0; i < plan_.result_count(); ++i) {
    columns[i] = all.View(i);
    fields[i].name = plan_.results()[i].name;
  }
  return fail(sinew::TakeRows(columns, plan_.result_count(), rows, limit, fields, batch));
}
