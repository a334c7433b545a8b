use_peers(simdutf)
