//go:build cgo

package c

/*
#include "column.h"

#cgo noescape sinew_go_dictionary_create
#cgo nocallback sinew_go_dictionary_create
static inline uintptr_t sinew_go_dictionary_create(int32_t type, size_t memory_limit,
                                                   size_t expected_values, uint64_t seed,
                                                   sinew_error* error) {
  sinew_dictionary_options options = {sizeof(options), (sinew_type)type, memory_limit,
                                      expected_values, seed};
  sinew_dictionary* dictionary = 0;
  if (sinew_dictionary_create(&options, &dictionary, error) != SINEW_STATUS_OK) return 0;
  return (uintptr_t)dictionary;
}

#cgo noescape sinew_go_dictionary_destroy
#cgo nocallback sinew_go_dictionary_destroy
static inline void sinew_go_dictionary_destroy(uintptr_t dictionary) {
  sinew_dictionary_destroy((sinew_dictionary*)dictionary);
}

#cgo noescape sinew_go_dictionary_encode
#cgo nocallback sinew_go_dictionary_encode
static inline int32_t sinew_go_dictionary_encode(uintptr_t dictionary, int32_t type, size_t count,
                                                 const uint8_t* rows, size_t size,
                                                 const uint8_t* offsets, const uint8_t* validity,
                                                 size_t bit, uint32_t* out, sinew_error* error) {
  sinew_column column = sinew_go_column(type, count, rows, size, offsets, validity, bit);
  return sinew_dictionary_encode((sinew_dictionary*)dictionary, &column, out, error);
}

#cgo noescape sinew_go_dictionary_reset
#cgo nocallback sinew_go_dictionary_reset
static inline int32_t sinew_go_dictionary_reset(uintptr_t dictionary) {
  return sinew_dictionary_reset((sinew_dictionary*)dictionary);
}

#cgo noescape sinew_go_dictionary_count
#cgo nocallback sinew_go_dictionary_count
static inline size_t sinew_go_dictionary_count(uintptr_t dictionary) {
  return sinew_dictionary_count((const sinew_dictionary*)dictionary);
}

#cgo noescape sinew_go_dictionary_memory
#cgo nocallback sinew_go_dictionary_memory
static inline size_t sinew_go_dictionary_memory(uintptr_t dictionary) {
  return sinew_dictionary_memory((const sinew_dictionary*)dictionary);
}
*/
import "C"

import "github.com/sinew-simd/sinew/bindings/go/internal/column"

// Dictionary is the handle of a sinew_dictionary; 0 is none.
type Dictionary uintptr

// NewDictionary creates a dictionary; it returns 0 where it fails.
func NewDictionary(kind int32, memoryLimit, expectedValues int, seed uint64, err *Error) Dictionary {
	return Dictionary(C.sinew_go_dictionary_create(C.int32_t(kind), C.size_t(memoryLimit), C.size_t(expectedValues), C.uint64_t(seed), &err.raw))
}

// Destroy frees d.
func (d Dictionary) Destroy() { C.sinew_go_dictionary_destroy(C.uintptr_t(d)) }

// Encode writes an index for each row to out.
func (d Dictionary) Encode(rows *column.View, out *uint32, err *Error) int32 {
	raceColumn(rows)
	raceWrite(out, rows.Count)
	return int32(C.sinew_go_dictionary_encode(C.uintptr_t(d), C.int32_t(rows.Type), C.size_t(rows.Count),
		(*C.uint8_t)(rows.Values), C.size_t(rows.Size), (*C.uint8_t)(rows.Offsets),
		(*C.uint8_t)(rows.Validity), C.size_t(rows.Bit), (*C.uint32_t)(out), &err.raw))
}

// Reset forgets all values.
func (d Dictionary) Reset() int32 { return int32(C.sinew_go_dictionary_reset(C.uintptr_t(d))) }

// Count returns the number of values.
func (d Dictionary) Count() int { return int(C.sinew_go_dictionary_count(C.uintptr_t(d))) }

// Memory returns the bytes held.
func (d Dictionary) Memory() int { return int(C.sinew_go_dictionary_memory(C.uintptr_t(d))) }
