#include "calls.h"

CALLS(KafkaRecords) {
  // The example of docs/formats/kafka-records.md, and the beginning of another batch.
  static const unsigned char in[] = {
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x09, 0x00, 0x00, 0x00, 0x3a, 0x00, 0x00, 0x00,
      0x01, 0x02, 0x71, 0x6a, 0x61, 0x89, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
      0x00, 0x00, 0x00, 0x03, 0xe8, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0xe8, 0xff, 0xff,
      0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00,
      0x01, 0x10, 0x00, 0x00, 0x00, 0x02, 0x6b, 0x02, 0x76, 0x00, 0x00, 0x00};
  static const sinew_field fields[] = {{"key", NULL, SINEW_TYPE_BINARY, 0},
                                       {"offset", NULL, SINEW_TYPE_I64, 0}};
  sinew_decoder_options options;
  memset(&options, 0, sizeof(options));
  options.size = sizeof(options);
  options.fields = fields;
  options.field_count = 2;
  sinew_error error = {0, SINEW_STATUS_OK, ""};
  sinew_decoder* decoder;
  sinew_status status;
  CALL(status = sinew_kafka_records_create(&options, NULL, &decoder, &error),
       status == SINEW_STATUS_OK);
  const sinew_batch_options batch_options = {sizeof(batch_options), 0};
  sinew_batch* batch;
  CALL(status = sinew_batch_create(&batch_options, &batch, &error), status == SINEW_STATUS_OK);
  if (decoder == NULL || batch == NULL) return;
  const sinew_kafka_transaction aborted = {5, 0};
  CALL(status = sinew_kafka_records_expect(decoder, &aborted, 1, 0, &error),
       status == SINEW_STATUS_OK);
  sinew_codec_result result;
  CALL(result = sinew_decoder_decode(decoder, in, sizeof(in), batch, SINEW_DECODE_END, &error),
       result.status == SINEW_STATUS_OK && result.read == sizeof(in) && result.written == 1);
  const sinew_column key = sinew_batch_column(batch, 0);
  const sinew_column offset = sinew_batch_column(batch, 1);
  sinew_kafka_records_counts counts;
  CALL(counts = sinew_kafka_records_stats(decoder),
       counts.batches == 1 && counts.partial_batches == 1 && memcmp(key.values, "k", 1) == 0 &&
           *(const int64_t*)offset.values == 9);
  static const char headers[] = "\x04\x02h\x01\x02i\x04vw";
  sinew_kafka_header header;
  CALL(header = sinew_kafka_headers_next(headers, sizeof(headers) - 1, 0),
       header.key_size == 1 && header.key[0] == 'h' && header.value == NULL && header.next == 4);
  CALL(header = sinew_kafka_headers_next(headers, sizeof(headers) - 1, header.next),
       header.key_size == 1 && header.key[0] == 'i' && header.value_size == 2 &&
           memcmp(header.value, "vw", 2) == 0);
  CALL(header = sinew_kafka_headers_next(headers, sizeof(headers) - 1, header.next),
       header.key == NULL);
  CALL(sinew_decoder_destroy(decoder), 1);
  CALL(sinew_batch_destroy(batch), 1);
}
