"""Reads: what pages show, gathered without changing anything."""
