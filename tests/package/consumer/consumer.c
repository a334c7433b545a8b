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
  const sinew_i64_result sum = sinew_sum_i64(values, &validity, 0, 4);
  if (sum.status != SINEW_STATUS_OK || sum.value != 8 || sum.count != 3) return 3;
  printf("C: sinew %s on %s\n", sinew_version(), sinew_target());
  return 0;
}
