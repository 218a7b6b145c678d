"""Tables of the capability."""

from trajectoires.diagnoses.models.diagnosis import Diagnosis, DiagnosisRevision, FrozenQuestionnaire, Part

__all__ = ["Diagnosis", "DiagnosisRevision", "FrozenQuestionnaire", "Part"]
