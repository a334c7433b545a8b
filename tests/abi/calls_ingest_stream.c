#include "calls.h"

CALLS(Stream) {
  sinew_stream_options options;
  memset(&options, 0, sizeof(options));
  options.size = sizeof(options);
  sinew_error error = {0, SINEW_STATUS_OK, ""};
  sinew_stream* stream;
  sinew_status status;
  CALL(status = sinew_stream_create(&options, &stream, &error), status == SINEW_STATUS_OK);
  if (stream == NULL) return;
  char out[64];
  sinew_codec_result result;
  CALL(result = sinew_stream_decode(stream, "plain", 5, out, sizeof(out), SINEW_DECODE_END, &error),
       result.status == SINEW_STATUS_OK && result.read == 5 && result.written == 5 &&
           memcmp(out, "plain", 5) == 0);
  sinew_compression compression;
  CALL(compression = sinew_stream_compression(stream), compression == SINEW_COMPRESSION_NONE);
  size_t memory;
  CALL(memory = sinew_stream_memory(stream), memory > 0);
  CALL(status = sinew_stream_reset(stream), status == SINEW_STATUS_OK);

  // "gzip", by a library that is there or not.
  static const unsigned char packed[] = {0x1f, 0x8b, 8, 0, 0,    0,    0,    0,    0, 3, 0x4b, 0xaf,
                                         0xca, 0x2c, 0, 0, 0xf2, 0x5c, 0xe9, 0x3a, 4, 0, 0,    0};
  sinew_status loaded;
  CALL(loaded = sinew_stream_load(SINEW_COMPRESSION_GZIP, &error),
       loaded == SINEW_STATUS_OK ||
           (loaded == SINEW_STATUS_UNAVAILABLE && strncmp(error.message, "gzip: lib", 9) == 0));
  CALL(result = sinew_stream_decode(stream, packed, sizeof(packed), out, sizeof(out),
                                    SINEW_DECODE_END, &error),
       result.status == loaded &&
           (loaded != SINEW_STATUS_OK || (result.written == 4 && memcmp(out, "gzip", 4) == 0)));
  CALL(sinew_stream_destroy(stream), 1);
}
