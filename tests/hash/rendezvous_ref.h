#ifndef SINEW_TESTS_HASH_RENDEZVOUS_REF_H_
#define SINEW_TESTS_HASH_RENDEZVOUS_REF_H_

#include <stddef.h>
#include <stdint.h>

#include <vector>

// The weight as the manual of sinew_rendezvous gives it.
inline int64_t RendezvousWeightRef(uint64_t node, uint64_t hash) {
  uint64_t x = (node ^ (node >> 32)) * 0x9E3779B97F4A7C15 + 0x243F6A8885A308D3 + hash;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
  return static_cast<int64_t>((x ^ (x >> 27)) * 0x94D049BB133111EB);
}

inline uint32_t RendezvousRef(uint64_t hash, const std::vector<uint64_t>& nodes) {
  size_t choice = 0;
  for (size_t i = 1; i < nodes.size(); ++i) {
    if (RendezvousWeightRef(nodes[i], hash) > RendezvousWeightRef(nodes[choice], hash)) choice = i;
  }
  return static_cast<uint32_t>(choice);
}

#endif  // SINEW_TESTS_HASH_RENDEZVOUS_REF_H_
