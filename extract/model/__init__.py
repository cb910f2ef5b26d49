"""A request in, a checked answer out: specs, client, response cache, recordings, the embedded model."""
