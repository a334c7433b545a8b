use_peers(vqsort)
