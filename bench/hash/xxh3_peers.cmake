use_peers(xxhash)
