"""Trajectory: dated lines, lever actions, what can go wrong, scenarios, and what they give."""
