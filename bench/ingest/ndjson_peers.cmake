use_peers(simdjson)
