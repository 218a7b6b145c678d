"""Links that are keys: what a dossier, a diagnosis and a plan share, so that it is right once."""
