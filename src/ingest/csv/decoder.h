#ifndef SINEW_INGEST_CSV_DECODER_H_
#define SINEW_INGEST_CSV_DECODER_H_

#include "ingest/abi.h"

namespace sinew {

// Of options that have been checked.
sinew_status NewCsvDecoder(const sinew_decoder_options& options, const sinew_csv_options& csv,
                           sinew_decoder** out, sinew_error* error);

}  // namespace sinew

#endif  // SINEW_INGEST_CSV_DECODER_H_
