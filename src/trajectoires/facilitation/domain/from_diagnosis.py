"""What a session takes from a diagnosis: lines to debate, and sentences; never who."""

from __future__ import annotations

from equilibre.diagnosis.handed import HandedDiagnosis
from equilibre.facilitation.from_diagnosis import background, lines
from trajectoires.facilitation.domain.from_model import Beginning, lines_of


def beginning(handed: HandedDiagnosis) -> Beginning:
    """Neither project nor sentence of a model: a diagnosis says none."""
    return Beginning(seeds=lines_of(lines(handed)), background=background(handed))
