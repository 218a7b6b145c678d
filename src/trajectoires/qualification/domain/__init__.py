"""Verbs: plain keyword-only functions, one transaction each; they call the engine."""
