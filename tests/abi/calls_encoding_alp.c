#include "calls.h"

CALLS(Alp) {
  static unsigned char packed[9 * kRows];
  static double same[kRows];
  static float floats[kRows], floats_again[kRows];
  for (int i = 0; i < kRows; ++i) floats[i] = (float)i / 4;
  sinew_codec_result done, count;
  size_t size;
  CALL(size = sinew_alp_encoded_bound_f64(kRows), size <= sizeof(packed));
  CALL(done = sinew_alp_encode_f64(doubles, kRows, packed, sizeof(packed)), done.read == kRows);
  CALL(count = sinew_alp_count(packed, done.written), count.written == kRows);
  CALL(done = sinew_alp_decode_f64(packed, done.written, same, kRows),
       done.written == kRows && memcmp(same, doubles, sizeof(doubles)) == 0);
  CALL(size = sinew_alp_encoded_bound_f32(kRows), size <= sizeof(packed));
  CALL(done = sinew_alp_encode_f32(floats, kRows, packed, sizeof(packed)), done.read == kRows);
  CALL(done = sinew_alp_decode_f32(packed, done.written, floats_again, kRows),
       done.written == kRows && memcmp(floats_again, floats, sizeof(floats)) == 0);
}
