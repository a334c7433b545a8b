//go:build cgo

package c

/*
#include "column.h"

// A sinew_column without pointers, which cgo would check.
typedef struct {
  uintptr_t values, offsets, validity;
  size_t count, size, validity_offset, values_offset;
  int32_t type;
} sinew_go_batch_column;

static inline void sinew_go_batch_read(uintptr_t batch, sinew_go_batch_column* out, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    sinew_column column = sinew_batch_column((const sinew_batch*)batch, i);
    out[i].values = (uintptr_t)column.values;
    out[i].offsets = (uintptr_t)column.offsets;
    out[i].validity = (uintptr_t)column.validity;
    out[i].count = column.count;
    out[i].size = column.values_size;
    out[i].validity_offset = column.validity_offset;
    out[i].values_offset = column.values_offset;
    out[i].type = column.type;
  }
}

static inline uintptr_t sinew_go_batch_create(sinew_error* error) {
  sinew_batch_options options = {sizeof(options), 0};
  sinew_batch* batch = 0;
  if (sinew_batch_create(&options, &batch, error) != SINEW_STATUS_OK) return 0;
  return (uintptr_t)batch;
}

static inline void sinew_go_batch_destroy(uintptr_t batch) {
  sinew_batch_destroy((sinew_batch*)batch);
}

static inline size_t sinew_go_batch_columns(uintptr_t batch) {
  return sinew_batch_column_count((const sinew_batch*)batch);
}

static inline const char* sinew_go_batch_name(uintptr_t batch, size_t column) {
  return sinew_batch_name((const sinew_batch*)batch, column);
}

static inline int32_t sinew_go_batch_export(uintptr_t batch, uint8_t* schema, uint8_t* array,
                                            sinew_error* error) {
  return sinew_batch_export((sinew_batch*)batch, (struct ArrowSchema*)schema,
                            (struct ArrowArray*)array, error);
}

static inline int32_t sinew_go_batch_import(uintptr_t batch, uint8_t* schema, uint8_t* array,
                                            sinew_error* error) {
  return sinew_batch_import((sinew_batch*)batch, (struct ArrowSchema*)schema,
                            (struct ArrowArray*)array, error);
}

static inline int32_t sinew_go_groupby_results(uintptr_t groupby, size_t first, size_t count,
                                               uintptr_t batch, sinew_go_batch_column* out,
                                               size_t columns, sinew_error* error) {
  int32_t status = sinew_groupby_results((const sinew_groupby*)groupby, first, count,
                                         (sinew_batch*)batch, error);
  if (status == SINEW_STATUS_OK) sinew_go_batch_read(batch, out, columns);
  return status;
}

static inline int32_t sinew_go_dictionary_values(uintptr_t dictionary, size_t first, size_t count,
                                                 uintptr_t batch, sinew_go_batch_column* out,
                                                 sinew_error* error) {
  int32_t status = sinew_dictionary_values((const sinew_dictionary*)dictionary, first, count,
                                           (sinew_batch*)batch, error);
  if (status == SINEW_STATUS_OK) sinew_go_batch_read(batch, out, 1);
  return status;
}
*/
import "C"

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// What a call on a batch drops may be an imported array, which its owner, Go code perhaps, releases:
// the shims above may call back, and their arguments are on the heap.

// Batch is the handle of a sinew_batch; 0 is none.
type Batch uintptr

// BatchColumn is a column of a batch.
type BatchColumn struct{ raw C.sinew_go_batch_column }

// View returns the column as the packages of this module pass it.
func (b *BatchColumn) View() column.View {
	v := column.View{
		Type: int32(b.raw._type), Count: int(b.raw.count), Size: int(b.raw.size),
		Values: bytesAt(&b.raw.values), Offsets: bytesAt(&b.raw.offsets), Validity: bytesAt(&b.raw.validity),
		Bit: uint8(b.raw.validity_offset % 8), ValuesBit: uint8(b.raw.values_offset % 8),
	}
	if v.Validity != nil {
		v.Validity = (*byte)(unsafe.Add(unsafe.Pointer(v.Validity), b.raw.validity_offset/8))
	}
	if skipped := int(b.raw.values_offset / 8); skipped > 0 {
		v.Values = (*byte)(unsafe.Add(unsafe.Pointer(v.Values), skipped))
		v.Size -= skipped
	}
	return v
}

// bytesAt returns the address that a word holds, which is memory of the library.
func bytesAt(word *C.uintptr_t) *byte { return *(**byte)(unsafe.Pointer(word)) }

// NewBatch creates a batch; it returns 0 if that fails.
func NewBatch(err *Error) Batch { return Batch(C.sinew_go_batch_create(&err.raw)) }

// Destroy frees b.
func (b Batch) Destroy() { C.sinew_go_batch_destroy(C.uintptr_t(b)) }

// Columns returns the number of columns.
func (b Batch) Columns() int { return int(C.sinew_go_batch_columns(C.uintptr_t(b))) }

// Name returns the name of a column.
func (b Batch) Name(i int) string {
	return C.GoString(C.sinew_go_batch_name(C.uintptr_t(b), C.size_t(i)))
}

// Read writes the first columns to out.
func (b Batch) Read(out []BatchColumn) {
	C.sinew_go_batch_read(C.uintptr_t(b), rawColumns(out), C.size_t(len(out)))
}

func rawColumns(out []BatchColumn) *C.sinew_go_batch_column { return &unsafe.SliceData(out).raw }

// Export writes a struct ArrowSchema and a struct ArrowArray; schema may be nil.
func (b Batch) Export(schema, array unsafe.Pointer, err *Error) int32 {
	return int32(C.sinew_go_batch_export(C.uintptr_t(b), (*C.uint8_t)(schema), (*C.uint8_t)(array), &err.raw))
}

// Import takes over a struct ArrowSchema and a struct ArrowArray.
func (b Batch) Import(schema, array unsafe.Pointer, err *Error) int32 {
	return int32(C.sinew_go_batch_import(C.uintptr_t(b), (*C.uint8_t)(schema), (*C.uint8_t)(array), &err.raw))
}

// Results makes a batch the keys and results of count groups from first on, and writes its columns
// to out, which is as long as there are.
func (g GroupBy) Results(first, count int, to Batch, out []BatchColumn, err *Error) int32 {
	return int32(C.sinew_go_groupby_results(C.uintptr_t(g), C.size_t(first), C.size_t(count), C.uintptr_t(to),
		rawColumns(out), C.size_t(len(out)), &err.raw))
}

// Values makes a batch count values from first on, and writes its column to out.
func (d Dictionary) Values(first, count int, to Batch, out []BatchColumn, err *Error) int32 {
	return int32(C.sinew_go_dictionary_values(C.uintptr_t(d), C.size_t(first), C.size_t(count), C.uintptr_t(to),
		rawColumns(out), &err.raw))
}
