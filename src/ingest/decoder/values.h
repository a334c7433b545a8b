#ifndef SINEW_INGEST_DECODER_VALUES_H_
#define SINEW_INGEST_DECODER_VALUES_H_

#include "core/bytes.h"
#include "ingest/abi.h"
#include "ingest/decoder/decoder.h"

namespace sinew {

// Writes the value that a text says to row `row` of a column of type `type` (not of a string type),
// and returns 0; or writes nothing that counts and returns why it cannot be:
//
//   bool          true, false
//   integers      an optional '-' and digits
//   f32, f64      JSON's grammar of numbers, with more zeros in front, digits on one side of the
//                 point only, or '+' in front of it all; inf, infinity and nan in any case, with a
//                 sign. Rounded to nearest, ties to even. Too large for the type: RANGE
//   date32        YYYY-MM-DD
//   timestamps    a time as in ParseTime, or an integer, which counts what `flags` of the field
//   says bytes16       a UUID: 32 hex digits, with hyphens as RFC 9562 has them or without any
//
// Nothing may stand before or behind a value.
sinew_reject_reason StoreText(Bytes text, sinew_type type, uint32_t flags, size_t row,
                              ColumnWriter* column);

// For formats whose numbers have a grammar of their own that was checked before: JSON. An integer
// type takes a number that is an integer, however it is written (1e3, 1.0).
sinew_reject_reason StoreNumber(Bytes number, sinew_type type, uint32_t flags, size_t row,
                                ColumnWriter* column);

// Makes a number of the unit that `flags` of a field says one of the unit of its type, a type of
// timestamps; parts of it that are smaller are cut off, towards the past. False: the type cannot
// hold it.
bool ConvertEpoch(sinew_type type, uint32_t flags, int64_t* time);

// A time of RFC 3339, also with ' ' for 'T', in lower case, without seconds, without an offset,
// which is UTC then, or a date alone. It becomes a number of the unit of a type of timestamps;
// parts of it that are smaller are cut off, towards the past. A leap second is the first of the
// next minute. Returns 0, TYPE or RANGE.
sinew_reject_reason ParseTime(Bytes text, sinew_type unit, int64_t* time);

}  // namespace sinew

#endif  // SINEW_INGEST_DECODER_VALUES_H_
