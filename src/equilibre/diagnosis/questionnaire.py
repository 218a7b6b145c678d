"""What a diagnosis is made of: dimensions, questions with four described levels, actions. Plain values.

A saved diagnosis carries a copy of the questionnaire it was answered with, so these values are also its
storage format (JSON by msgspec): add fields with a default, never rename one.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from equilibre.figures import Status

Length = Literal["flash", "standard", "complet"]
LENGTHS: tuple[Length, ...] = ("flash", "standard", "complet")

Variant = Literal["petite", "employeuse", "reseau", "emergent", "financeur", "accompagnateur"]
VARIANTS: tuple[Variant, ...] = ("petite", "employeuse", "reseau", "emergent", "financeur", "accompagnateur")
"""Petite association sans salarié, association employeuse, tête de réseau, projet émergent, fondation ou
financeur, accompagnateur."""

DimensionCode = Literal[
    "projet", "richesses_humaines", "financements", "alliances", "coherence", "anticipation", "valorisation"
]
DIMENSIONS: tuple[DimensionCode, ...] = (
    "projet", "richesses_humaines", "financements", "alliances", "coherence", "anticipation", "valorisation",
)  # fmt: skip

Unscored = Literal["nsp", "nc"]
"""« je ne sais pas », « ne nous concerne pas »: kept, never scored, they lower the coverage."""
Answer = Literal[0, 1, 2, 3] | Unscored
Answers = dict[str, Answer]
"""Question key → answer. A question that is absent was not answered."""


class Dimension(msgspec.Struct, frozen=True, kw_only=True):
    """One of the seven, never added up with the others."""

    code: DimensionCode
    label: str
    short: str
    """Two words at most, for the radar."""
    about: str
    """One sentence: what it looks at."""


class Condition(msgspec.Struct, frozen=True, kw_only=True):
    """Asked only when the earlier answer to ``question`` is one of ``levels``.

    An earlier question that was not answered, or answered nsp/nc, does not hide the later one.
    """

    question: str
    levels: tuple[int, ...]


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """The words of a strength or of a fragility."""

    title: str
    why: str


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A question: four described levels, each one observable fact, from 0 (à initier) to 3 (moteur)."""

    key: str
    """Stable for ever: answers are stored under it."""
    dimension: DimensionCode
    text: str
    help: str = ""
    levels: tuple[str, str, str, str]
    lengths: tuple[Length, ...]
    """The lengths that ask it; « complet » asks all those of the variant."""
    variants: tuple[Variant, ...]
    asked_if: tuple[Condition, ...] = ()
    strength: Said
    fragility: Said
    actions: tuple[str, ...]
    """Codes of what to do about the fragility, best first."""
    urgent_actions: tuple[str, ...] = ()
    """Codes that only the lowest level calls for: help in an emergency is not for the others."""
    effect: int
    """1 (light) to 5 (vital): the order in which strengths and fragilities are told."""
    fact: str = ""
    """Code of the fact of the accounts that answers it or contradicts it (``facts.FACTS``)."""
    status: Status = "convention"
    source: str = ""


class DiagnosisAction(msgspec.Struct, frozen=True, kw_only=True):
    """What to do next: why, how, the first half hour, the sheet, whom to call, how many hours."""

    code: str
    title: str
    why: str
    how: str
    first_half_hour: str
    sheet: str
    """Address of a page of the site: « /accompagner/fiches/… »."""
    contact: str
    hours: float
    effect: int
    effort: int


class Questionnaire(msgspec.Struct, frozen=True, kw_only=True):
    """A version of the bank. ``levels``: the four words, « à initier » … « moteur »."""

    version: str
    levels: tuple[str, str, str, str]
    variants: dict[str, str]
    """Variant → its label."""
    dimensions: tuple[Dimension, ...]
    questions: tuple[Question, ...]
    actions: tuple[DiagnosisAction, ...]

    def question(self, key: str) -> Question | None:
        """The question of this key."""
        return next((one for one in self.questions if one.key == key), None)

    def action(self, code: str) -> DiagnosisAction | None:
        """The action of this code."""
        return next((one for one in self.actions if one.code == code), None)
