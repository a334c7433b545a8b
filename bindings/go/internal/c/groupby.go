//go:build cgo

package c

/*
#include "column.h"

// The value columns of one batch, passed by value: typed pointers side by side.
typedef struct {
  const uint8_t* rows[SINEW_GROUPBY_MAX_COLUMNS];
  const uint8_t* offsets[SINEW_GROUPBY_MAX_COLUMNS];
  const uint8_t* validity[SINEW_GROUPBY_MAX_COLUMNS];
  int32_t type[SINEW_GROUPBY_MAX_COLUMNS];
  size_t size[SINEW_GROUPBY_MAX_COLUMNS];
  uint8_t bits[SINEW_GROUPBY_MAX_COLUMNS];
  size_t count;
} sinew_go_values;

#cgo noescape sinew_go_groupby_create
#cgo nocallback sinew_go_groupby_create
static inline uintptr_t sinew_go_groupby_create(int32_t key_type, const int32_t* value_types,
                                                size_t value_count, const int32_t* functions,
                                                const uint32_t* columns, size_t aggregate_count,
                                                size_t memory_limit, size_t expected_groups,
                                                uint64_t seed, sinew_error* error) {
  sinew_aggregate_spec aggregates[SINEW_GROUPBY_MAX_AGGREGATES];
  sinew_type types[SINEW_GROUPBY_MAX_COLUMNS];
  for (size_t i = 0; i < value_count; ++i) types[i] = (sinew_type)value_types[i];
  for (size_t i = 0; i < aggregate_count; ++i) {
    aggregates[i].size = sizeof(aggregates[i]);
    aggregates[i].function = (sinew_aggregate)functions[i];
    aggregates[i].column = columns[i];
  }
  sinew_type key = (sinew_type)key_type;
  sinew_groupby_options options = {sizeof(options), &key,            1,
                                   types,           value_count,     aggregates,
                                   aggregate_count, memory_limit,    expected_groups,
                                   seed};
  sinew_groupby* groupby = 0;
  if (sinew_groupby_create(&options, &groupby, error) != SINEW_STATUS_OK) return 0;
  return (uintptr_t)groupby;
}

#cgo noescape sinew_go_groupby_destroy
#cgo nocallback sinew_go_groupby_destroy
static inline void sinew_go_groupby_destroy(uintptr_t groupby) {
  sinew_groupby_destroy((sinew_groupby*)groupby);
}

#cgo noescape sinew_go_groupby_update
#cgo nocallback sinew_go_groupby_update
static inline int32_t sinew_go_groupby_update(uintptr_t groupby, int32_t key_type, size_t count,
                                              const uint8_t* key, size_t key_size,
                                              const uint8_t* key_offsets,
                                              const uint8_t* key_validity, size_t key_bit,
                                              sinew_go_values values, sinew_error* error) {
  sinew_column columns[SINEW_GROUPBY_MAX_COLUMNS];
  for (size_t i = 0; i < values.count; ++i) {
    columns[i] = sinew_go_column(values.type[i], count, values.rows[i], values.size[i],
                                 values.offsets[i], values.validity[i], values.bits[i]);
  }
  sinew_column keys =
      sinew_go_column(key_type, count, key, key_size, key_offsets, key_validity, key_bit);
  return sinew_groupby_update((sinew_groupby*)groupby, &keys, 1, columns, values.count, error);
}

#cgo noescape sinew_go_groupby_merge
#cgo nocallback sinew_go_groupby_merge
static inline int32_t sinew_go_groupby_merge(uintptr_t into, uintptr_t from, sinew_error* error) {
  return sinew_groupby_merge((sinew_groupby*)into, (const sinew_groupby*)from, error);
}

#cgo noescape sinew_go_groupby_reset
#cgo nocallback sinew_go_groupby_reset
static inline int32_t sinew_go_groupby_reset(uintptr_t groupby) {
  return sinew_groupby_reset((sinew_groupby*)groupby);
}

#cgo noescape sinew_go_groupby_count
#cgo nocallback sinew_go_groupby_count
static inline size_t sinew_go_groupby_count(uintptr_t groupby) {
  return sinew_groupby_count((const sinew_groupby*)groupby);
}

#cgo noescape sinew_go_groupby_memory
#cgo nocallback sinew_go_groupby_memory
static inline size_t sinew_go_groupby_memory(uintptr_t groupby) {
  return sinew_groupby_memory((const sinew_groupby*)groupby);
}
*/
import "C"

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// GroupBy is the handle of a sinew_groupby; 0 is none.
type GroupBy uintptr

// Error is what a call that failed says about it.
type Error struct{ raw C.sinew_error }

// Status returns the status of the failure.
func (e *Error) Status() int32 { return int32(e.raw.status) }

// Offset returns the row at fault.
func (e *Error) Offset() int { return int(e.raw.offset) }

// Message returns the sentence that explains the failure.
func (e *Error) Message() string { return C.GoString(&e.raw.message[0]) }

// NewGroupBy creates a GROUP BY; it returns 0 where it fails. At most MaxColumns value types and
// MaxAggregates functions.
func NewGroupBy(key int32, values, functions []int32, columns []uint32, memoryLimit, expectedGroups int, seed uint64, err *Error) GroupBy {
	return GroupBy(C.sinew_go_groupby_create(C.int32_t(key), (*C.int32_t)(unsafe.SliceData(values)), C.size_t(len(values)),
		(*C.int32_t)(unsafe.SliceData(functions)), (*C.uint32_t)(unsafe.SliceData(columns)), C.size_t(len(functions)),
		C.size_t(memoryLimit), C.size_t(expectedGroups), C.uint64_t(seed), &err.raw))
}

// Destroy frees g.
func (g GroupBy) Destroy() { C.sinew_go_groupby_destroy(C.uintptr_t(g)) }

// Values collects the value columns of one Update.
type Values struct{ raw C.sinew_go_values }

// Add appends a column; at most MaxColumns.
func (v *Values) Add(view *column.View) {
	raceColumn(view)
	i := v.raw.count
	v.raw.rows[i] = (*C.uint8_t)(view.Values)
	v.raw.offsets[i] = (*C.uint8_t)(view.Offsets)
	v.raw.validity[i] = (*C.uint8_t)(view.Validity)
	v.raw._type[i] = C.int32_t(view.Type)
	v.raw.size[i] = C.size_t(view.Size)
	v.raw.bits[i] = C.uint8_t(view.PackedBits())
	v.raw.count = i + 1
}

// Update adds a batch, whose columns are all as long as the key.
func (g GroupBy) Update(key *column.View, values *Values, err *Error) int32 {
	raceColumn(key)
	return int32(C.sinew_go_groupby_update(C.uintptr_t(g), C.int32_t(key.Type), C.size_t(key.Count),
		(*C.uint8_t)(key.Values), C.size_t(key.Size), (*C.uint8_t)(key.Offsets),
		(*C.uint8_t)(key.Validity), C.size_t(key.Bit), values.raw, &err.raw))
}

// Merge adds the groups of from.
func (g GroupBy) Merge(from GroupBy, err *Error) int32 {
	return int32(C.sinew_go_groupby_merge(C.uintptr_t(g), C.uintptr_t(from), &err.raw))
}

// Reset forgets all groups.
func (g GroupBy) Reset() int32 { return int32(C.sinew_go_groupby_reset(C.uintptr_t(g))) }

// Count returns the number of groups.
func (g GroupBy) Count() int { return int(C.sinew_go_groupby_count(C.uintptr_t(g))) }

// Memory returns the bytes held.
func (g GroupBy) Memory() int { return int(C.sinew_go_groupby_memory(C.uintptr_t(g))) }
