"""Verbs and queries on a trajectory."""
