use_peers(zlib zstd lz4 snappy)
