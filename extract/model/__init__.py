"""A request in, a checked answer out: specs, client, stores of responses, the embedded model."""
