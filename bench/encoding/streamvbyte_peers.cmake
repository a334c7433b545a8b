use_peers(streamvbyte)
