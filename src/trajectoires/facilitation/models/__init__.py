"""Tables."""

from trajectoires.facilitation.models.rounds import Round, RoundAnswer
from trajectoires.facilitation.models.sessions import Decision, Seat, Session

__all__ = ["Decision", "Round", "RoundAnswer", "Seat", "Session"]
