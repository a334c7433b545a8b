//go:build cgo

package c

/*
#include "column.h"

// What sinew_reduce returns, but for the name of the member that holds the value, whose bits are in
// `word`.
typedef struct {
  uint64_t word;
  size_t count;
  int32_t status;
} sinew_go_reduced;

#cgo noescape sinew_go_reduce
#cgo nocallback sinew_go_reduce
static inline sinew_go_reduced sinew_go_reduce(int32_t function, int32_t type, size_t count,
                                               const uint8_t* rows, size_t size,
                                               const uint8_t* validity, size_t bit) {
  const sinew_column column = sinew_go_column(type, count, rows, size, 0, validity, bit);
  const sinew_aggregate_spec spec = {sizeof(spec), (sinew_aggregate)function, 0};
  const sinew_reduce_result result = sinew_reduce(&column, &spec);
  // The members that do not hold the value are 0, and so is a double of 0.
  union {
    double f64;
    uint64_t word;
  } bits = {result.f64};
  const sinew_go_reduced reduced = {(uint64_t)result.i64 | result.u64 | bits.word, result.count,
                                    (int32_t)result.status};
  return reduced;
}
*/
import "C"

// Reduce reduces count values of 8 bytes at in by one of the Aggregate constants. If validity is
// not nil, row i takes part only if bit offset+i of it is set; offset is less than 8. It returns the
// bits of the value and the rows that took part; the status is StatusOverflow for a sum that does
// not fit.
func Reduce(function, kind int32, in *byte, validity *byte, offset uint8, count int) (word uint64, valid int, status int32) {
	raceRead(in, 8*count)
	if validity != nil && count > 0 {
		raceRead(validity, (int(offset)+count+7)/8)
	}
	r := C.sinew_go_reduce(C.int32_t(function), C.int32_t(kind), C.size_t(count), (*C.uint8_t)(in), C.size_t(8*count), (*C.uint8_t)(validity), C.size_t(offset))
	return uint64(r.word), int(r.count), int32(r.status)
}
