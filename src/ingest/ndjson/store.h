#ifndef SINEW_INGEST_NDJSON_STORE_H_
#define SINEW_INGEST_NDJSON_STORE_H_

#include "core/bytes.h"
#include "ingest/decoder/decoder.h"

namespace sinew {

// Write a value of a field, which is one of field.value_type, and return 0; or write nothing that
// counts and return why it cannot be. Scalars, but for null, and the escapes of strings are known
// to be good.
sinew_reject_reason StoreJsonScalar(Bytes text, const DecoderField& field, size_t row,
                                    ColumnWriter* column);
// *fault is where in the text the fault is; SIZE_MAX: it is about all of the value.
sinew_reject_reason StoreJsonString(Bytes text, const DecoderField& field, size_t row,
                                    ColumnWriter* column, size_t* fault);
// Of SINEW_FIELD_RAW: any text.
sinew_reject_reason StoreJsonText(Bytes text, const DecoderField& field, size_t row,
                                  ColumnWriter* column, size_t* fault);

inline bool IsRaw(const DecoderField& field) { return (field.flags & SINEW_FIELD_RAW) != 0; }

}  // namespace sinew

#endif  // SINEW_INGEST_NDJSON_STORE_H_
