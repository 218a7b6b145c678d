"""Tables: a trajectory behind its links, its revisions, the vote on its activities."""

from trajectoires.trajectories.models.trajectories import Trajectory, TrajectoryRevision
from trajectoires.trajectories.models.voting import UsefulnessPoll, UsefulnessVote

__all__ = ["Trajectory", "TrajectoryRevision", "UsefulnessPoll", "UsefulnessVote"]
