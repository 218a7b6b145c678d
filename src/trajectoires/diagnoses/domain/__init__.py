"""Verbs of the capability: one transaction each."""
