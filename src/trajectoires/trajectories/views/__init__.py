"""Pages of a trajectory."""
