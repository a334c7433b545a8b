use_peers(highwayhash)
