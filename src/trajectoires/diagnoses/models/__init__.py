"""Tables of the capability."""

from trajectoires.diagnoses.models.diagnosis import Diagnosis, DiagnosisRevision, FrozenQuestionnaire, Part
from trajectoires.diagnoses.models.voices import Gathering, Voice

__all__ = ["Diagnosis", "DiagnosisRevision", "FrozenQuestionnaire", "Gathering", "Part", "Voice"]
