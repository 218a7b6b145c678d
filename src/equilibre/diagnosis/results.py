"""What a diagnosis concludes: plain values, ready for a page, a document or JSON."""

from __future__ import annotations

import msgspec

from equilibre.diagnosis.questionnaire import Answers, DiagnosisAction, DimensionCode, Length, Variant


class DimensionReading(msgspec.Struct, frozen=True, kw_only=True):
    """A dimension: the median of what was answered, and how much of it was."""

    code: DimensionCode
    label: str
    short: str
    level: float | None
    """0–3, median of the scored answers (x.5 possible); None when nothing was scored."""
    word: str
    """« structuré », « entre en cours et structuré », « nous ne savons pas encore »."""
    scored: int
    asked: int
    """Questions visible for this dimension; ``scored`` ÷ ``asked`` is the coverage."""
    nsp: int = 0
    nc: int = 0

    @property
    def coverage(self) -> float:
        """Share of the questions asked that have a level, 0–1."""
        return self.scored / self.asked if self.asked else 0.0


class DiagnosisFinding(msgspec.Struct, frozen=True, kw_only=True):
    """A strength or a fragility, with the answer that it rests on."""

    question: str
    dimension: DimensionCode
    title: str
    why: str
    level: int
    said: str
    """The described level that was chosen."""


class Contradiction(msgspec.Struct, frozen=True, kw_only=True):
    """A fact of the accounts beside an opinion that says otherwise: polite, never a correction."""

    question: str
    fact: str
    message: str
    """« Vous dites « diversifié » ; un financeur fait 61 % de vos ressources en 2024. »"""


class DiagnosisResult(msgspec.Struct, frozen=True, kw_only=True):
    """All that the answers say. No global score."""

    version: str
    variant: Variant
    length: Length
    answers: Answers
    dimensions: tuple[DimensionReading, ...]
    strengths: tuple[DiagnosisFinding, ...]
    """At most three."""
    fragilities: tuple[DiagnosisFinding, ...]
    """At most three."""
    actions: tuple[DiagnosisAction, ...]
    """At most six, by effect then by effort."""
    more_strengths: tuple[DiagnosisFinding, ...] = ()
    more_fragilities: tuple[DiagnosisFinding, ...] = ()
    more_actions: tuple[DiagnosisAction, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    sentence: str = ""
    """The reading in one or two sentences, descriptive, reversible; says when too little was answered."""
    accounts_year: str = ""
    """Exercice of the accounts read beside the answers; « » without accounts."""
    model_findings: tuple[str, ...] = ()
    """Codes of the fragilities that those accounts say: for the parcours that follows."""
    model_actions: tuple[str, ...] = ()
    """Codes of the actions that those accounts call."""


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """A question on which respondents differ. ``counts`` is empty under the threshold of anonymity."""

    question: str
    dimension: DimensionCode
    text: str
    width: float | None
    """Spread of the levels given (standard deviation); None under the threshold."""
    counts: tuple[int, ...] = ()
    """How many people gave each level, 0 to 3."""
    nsp: int = 0


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """Several voices. Under five respondents only the titles of what differs, in no order of width.

    Stored as JSON when a gathering closes: add fields with a default, never rename one.
    """

    respondents: int
    shown: bool
    """Whether figures are shown (five respondents or more)."""
    gaps: tuple[Gap, ...]
    agenda: tuple[Gap, ...]
    """The three widest: the points to debate; empty under the threshold."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A dimension or a question, before and after."""

    key: str
    label: str
    before: float | None
    after: float | None


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """N against N+1: only the questions that both versions ask in the same words are compared."""

    dimensions: tuple[Change, ...]
    moved: tuple[Change, ...]
    """Questions whose level changed, widest first."""
    not_compared: tuple[str, ...]
    """Texts of the questions that one of the two did not ask, or asked in other words."""
    sentence: str
