"""The tables of the capability."""

from __future__ import annotations

from trajectoires.learning.models.questions import QuizQuestion

__all__ = ["QuizQuestion"]
