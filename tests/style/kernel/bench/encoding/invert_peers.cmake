use_peers(zlib)
