use_peers(isal zlib)
