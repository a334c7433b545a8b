#ifndef SINEW_INGEST_HPP_
#define SINEW_INGEST_HPP_

#include "sinew/ingest_csv.hpp"
#include "sinew/ingest_decoder.hpp"
#include "sinew/ingest_kafka_records.hpp"
#include "sinew/ingest_ndjson.hpp"
#include "sinew/ingest_pipeline.hpp"
#include "sinew/ingest_protobuf.hpp"
#include "sinew/ingest_stream.hpp"

#endif  // SINEW_INGEST_HPP_
