#include <sinew/sinew.h>
#include <stdio.h>
#include <string.h>

int main(void) {
  if (strcmp(sinew_version(), SINEW_VERSION) != 0) return 1;
  // RFC 3720, appendix B.4: 32 bytes of zeros.
  const uint8_t zeros[32] = {0};
  if (sinew_crc32c(zeros, sizeof(zeros), 0) != 0x8A9136AAu) return 2;
  const int64_t values[] = {1, 2, 3, 4};
  const uint8_t validity = 0x0D;  // the second value is null
  const sinew_column column = {SINEW_TYPE_I64, 4, values, sizeof(values), NULL, &validity, 0, 0};
  const sinew_aggregate_spec spec = {sizeof(spec), SINEW_AGGREGATE_SUM, 0, 0, 0, 0, 0, 0, 0};
  const sinew_reduce_result sum = sinew_reduce(&column, &spec);
  if (sum.status != SINEW_STATUS_OK || sum.i64 != 8 || sum.count != 3) return 3;
  printf("C: sinew %s on %s\n", sinew_version(), sinew_target());
  return 0;
}
