"""Tables: a trajectory behind its links, and its revisions."""

from trajectoires.trajectories.models.trajectories import Trajectory, TrajectoryRevision

__all__ = ["Trajectory", "TrajectoryRevision"]
