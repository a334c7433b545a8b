use_peers(datasketches)
