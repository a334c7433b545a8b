use_peers(isal)
