//go:build cgo

package c

/*
#include "column.h"

#cgo noescape sinew_go_blake3
#cgo nocallback sinew_go_blake3
static inline void sinew_go_blake3(const uint8_t* in, size_t size, uint8_t* out) {
  sinew_blake3(in, size, out);
}

#cgo noescape sinew_go_blake3_start
#cgo nocallback sinew_go_blake3_start
// Under a key or in a context, whichever is not null.
static inline sinew_status sinew_go_blake3_start(uint64_t* state, const uint8_t* key, const uint8_t* context,
                                         size_t context_size) {
  sinew_blake3_state* s = (sinew_blake3_state*)state;
  if (key != NULL) return sinew_blake3_init_keyed(s, key, SINEW_BLAKE3_KEY_SIZE);
  if (context != NULL) {
    sinew_blake3_init_derive_key(s, context, context_size);
  } else {
    sinew_blake3_init(s);
  }
  return SINEW_STATUS_OK;
}

#cgo noescape sinew_go_blake3_update
#cgo nocallback sinew_go_blake3_update
static inline void sinew_go_blake3_update(uint64_t* state, const uint8_t* in, size_t size) {
  sinew_blake3_update((sinew_blake3_state*)state, in, size);
}

#cgo noescape sinew_go_blake3_output
#cgo nocallback sinew_go_blake3_output
// The output after `size` more bytes, which do not go into the state.
static inline sinew_status sinew_go_blake3_output(const uint64_t* state, const uint8_t* in,
                                                  size_t size, uint64_t seek,
                                                  uint8_t* out, size_t out_size) {
  if (size == 0) {
    return sinew_blake3_output((const sinew_blake3_state*)state, seek, out, out_size);
  }
  sinew_blake3_state copy = *(const sinew_blake3_state*)state;
  sinew_blake3_update(&copy, in, size);
  return sinew_blake3_output(&copy, seek, out, out_size);
}

#cgo noescape sinew_go_blake3_many
#cgo nocallback sinew_go_blake3_many
static inline sinew_result sinew_go_blake3_many(int32_t type, size_t count, const uint8_t* values,
                                                size_t values_size, const uint8_t* offsets,
                                                const uint8_t* validity, size_t bit, uint8_t* out) {
  sinew_column column =
      sinew_go_column(type, count, values, values_size, offsets, validity, bit);
  return sinew_blake3_many(&column, out);
}
*/
import "C"

import (
	"unsafe"

	"github.com/sinew-simd/sinew/bindings/go/internal/column"
)

// Blake3State is the library's state of a BLAKE3 hash; a copy is a state of its own.
type Blake3State [unsafe.Sizeof(C.sinew_blake3_state{}) / 8]uint64

func (s *Blake3State) words() *C.uint64_t { return (*C.uint64_t)(unsafe.Pointer(s)) }

// Blake3 hashes size bytes.
func Blake3(in *byte, size int, out *[32]byte) {
	raceRead(in, size)
	C.sinew_go_blake3((*C.uint8_t)(in), C.size_t(size), (*C.uint8_t)(&out[0]))
}

// Blake3Start starts a hash under a key or in a context, whichever is not nil.
func Blake3Start(s *Blake3State, key *[32]byte, context *byte, size int) {
	C.sinew_go_blake3_start(s.words(), (*C.uint8_t)(unsafe.Pointer(key)), (*C.uint8_t)(context), C.size_t(size))
}

// Blake3Update adds size bytes.
func Blake3Update(s *Blake3State, in *byte, size int) {
	raceRead(in, size)
	C.sinew_go_blake3_update(s.words(), (*C.uint8_t)(in), C.size_t(size))
}

// Blake3Output writes outSize bytes, at least one, of the output from seek on, as it is after size
// more bytes of input, which do not go into the state.
func Blake3Output(s *Blake3State, in *byte, size int, seek uint64, out *byte, outSize int) {
	raceRead(in, size)
	raceWrite(out, outSize)
	C.sinew_go_blake3_output(s.words(), (*C.uint8_t)(in), C.size_t(size), C.uint64_t(seek), (*C.uint8_t)(out), C.size_t(outSize))
}

// Blake3Many hashes the rows of a column; where status is not StatusOK, fault is the
// first bad row.
func Blake3Many(v *column.View, out *[32]byte) (fault int, status int32) {
	raceColumn(v)
	raceWrite(out, v.Count)
	r := C.sinew_go_blake3_many(C.int32_t(v.Type), C.size_t(v.Count), (*C.uint8_t)(v.Values), C.size_t(v.Size),
		(*C.uint8_t)(v.Offsets), (*C.uint8_t)(v.Validity), C.size_t(v.Bit), (*C.uint8_t)(unsafe.Pointer(out)))
	return int(r.count), int32(r.status)
}
