"""Tables."""

from trajectoires.facilitation.models.rounds import NamedVote, Round, RoundAnswer
from trajectoires.facilitation.models.sessions import Decision, Seat, Session

__all__ = ["Decision", "NamedVote", "Round", "RoundAnswer", "Seat", "Session"]
