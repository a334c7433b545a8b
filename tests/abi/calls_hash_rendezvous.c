#include "calls.h"

CALLS(Rendezvous) {
  static uint32_t chosen[kRows];
  const sinew_column keys = {SINEW_TYPE_U64, kRows,    naturals, sizeof(naturals),
                             NULL,           validity, 0,        0};
  const uint64_t nodes[] = {0x1111, 0x2222, 0x3333, 0x4444, 0x5555};
  sinew_u32_result node;
  sinew_result rows;
  CALL(node = sinew_rendezvous(4, nodes, 5), node.status == SINEW_STATUS_OK && node.value == 4);
  CALL(rows = sinew_rendezvous_many(&keys, nodes, 5, chosen),
       rows.count == kRows && chosen[3] == 4);
}
