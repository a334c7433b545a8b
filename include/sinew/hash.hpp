#ifndef SINEW_HASH_HPP_
#define SINEW_HASH_HPP_

#include "sinew/hash_blake3.hpp"
#include "sinew/hash_crc32.hpp"
#include "sinew/hash_crc32c.hpp"
#include "sinew/hash_crc64nvme.hpp"
#include "sinew/hash_hash_combine.hpp"
#include "sinew/hash_highwayhash.hpp"
#include "sinew/hash_jump_hash.hpp"
#include "sinew/hash_kafka.hpp"
#include "sinew/hash_murmur3.hpp"
#include "sinew/hash_rendezvous.hpp"
#include "sinew/hash_xxh3.hpp"
#include "sinew/hash_xxh64.hpp"

#endif  // SINEW_HASH_HPP_
