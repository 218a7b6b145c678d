"""Settings, addresses, servers: what makes the capabilities one site."""
