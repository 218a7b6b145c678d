"""A diagnosis as it is handed to what follows: its reading, its words, and where several people differ."""

from __future__ import annotations

import msgspec

from equilibre.diagnosis.questionnaire import Questionnaire
from equilibre.diagnosis.results import DiagnosisResult, Spread


class HandedDiagnosis(msgspec.Struct, frozen=True, kw_only=True):
    """Never the answers of a voice: only what its closed gathering shows."""

    result: DiagnosisResult
    questionnaire: Questionnaire
    spread: Spread | None = None
    """None while several people's answers are not gathered, or still open."""
