use_peers(abseil)
