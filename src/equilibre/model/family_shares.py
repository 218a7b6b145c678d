"""What a family is concluded from: amounts by group, thresholds, and accounts that mix natures."""

from __future__ import annotations

from dataclasses import dataclass, field

from equilibre.figures import ParameterUse
from equilibre.model.context import ExerciceContext
from equilibre.model.results import FAMILIES, FamilyCode

HYBRID: FamilyCode = "mixte_hybride"
GROUPS: tuple[FamilyCode, ...] = tuple(code for code in FAMILIES if code != HYBRID)
THRESHOLD_KEYS = (
    "famille_part_dominante",
    "famille_avance",
    "famille_non_affecte_tolere",
    "famille_penalite_question",
    "famille_penalite_maximum",
    "famille_lectures_maximum",
    "combinaison_part_minimale",
)


@dataclass(frozen=True)
class Thresholds:
    """The parameters of the reading, with their lineage."""

    dominant: float
    lead: float
    tolerated: float
    penalty: float
    penalty_max: float
    readings_max: int
    combination: float
    uses: tuple[ParameterUse, ...]

    @classmethod
    def of(cls, context: ExerciceContext) -> Thresholds:
        """The thresholds in force at the closing date."""
        uses = tuple(context.parameter(key) for key in THRESHOLD_KEYS)
        numbers = [float(use.value) for use in uses]
        return cls(
            dominant=numbers[0],
            lead=numbers[1],
            tolerated=numbers[2],
            penalty=numbers[3],
            penalty_max=numbers[4],
            readings_max=int(numbers[5]),
            combination=numbers[6],
            uses=uses,
        )


@dataclass(frozen=True)
class Undecided:
    """An amount that may belong to several groups (« » = none)."""

    account: str
    label: str
    amount: int
    now: str
    groups: tuple[str, ...]


@dataclass
class Shares:
    """Amounts by group over a total, ranked."""

    total: int
    groups: dict[str, int] = field(default_factory=dict)

    def ranked(self) -> list[tuple[FamilyCode, int]]:
        """The six groups by decreasing amount, ties in the order of the families."""
        pairs = [(code, self.groups.get(code, 0)) for code in GROUPS]
        return sorted(pairs, key=lambda pair: -pair[1])

    def share(self, code: str) -> float:
        """Share 0–1 of a group; « » is what stays unallocated."""
        return self.groups.get(code, 0) / self.total if self.total else 0.0
