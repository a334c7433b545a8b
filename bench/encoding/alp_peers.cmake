use_peers(zstd)
