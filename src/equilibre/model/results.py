"""What the engine concludes: plain values, ready for a page, a document or JSON."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from equilibre.accounts.totals import Basis, Regime, Scope
from equilibre.figures import Certainty, Figure, Status, Unit
from equilibre.model.dossier import Origin, Project, PublishedSource

Nature = Literal["subventionnement", "investissement_societal", "revenus_activite", "membres", "autre"]
NATURES: tuple[Nature, ...] = (
    "subventionnement", "investissement_societal", "revenus_activite", "membres", "autre",
)  # fmt: skip

FamilyCode = Literal[
    "membres", "revenus_activite", "gestion_service_public", "subventions_publiques",
    "cofinancement", "mobilisation_privee", "mixte_hybride",
]  # fmt: skip
FAMILIES: tuple[FamilyCode, ...] = (
    "membres", "revenus_activite", "gestion_service_public", "subventions_publiques",
    "cofinancement", "mobilisation_privee", "mixte_hybride",
)  # fmt: skip

Pillar = Literal["richesses_humaines", "financement", "alliances"]


class AccountShare(msgspec.Struct, frozen=True, kw_only=True):
    """The part of an account that sits in a line: credit positive for 7/87, debit positive for 6/86."""

    number: str
    label: str
    amount: int


class ResourceLine(msgspec.Struct, frozen=True, kw_only=True):
    """A resource line R01…R18 (domain 3.3). ``share`` = amount ÷ total of class 7."""

    line: str
    label: str
    nature: Nature
    group: str
    """Family group that it feeds (one of FAMILIES without mixte_hybride), or « » for R18."""
    amount: int
    share: float
    accounts: tuple[AccountShare, ...]
    figure: str
    """Key of its figure: « ressources.r06 »."""
    guess: str = ""
    """When a label rule, not the number, placed part of it: the sentence that says so."""
    could_be: tuple[str, ...] = ()
    """Other lines that are defensible: proposed by the correction form."""


class CostLine(msgspec.Struct, frozen=True, kw_only=True):
    """A nature of cost (personnel, achats, locaux, autres, reverse) or a use when ``by_use``."""

    code: str
    label: str
    amount: int
    share: float
    accounts: tuple[AccountShare, ...] = ()
    figure: str = ""
    by_use: bool = False
    certainty: Certainty = "mesure"


class NatureShare(msgspec.Struct, frozen=True, kw_only=True):
    """A nature of financing; « soutiens » (subventionnement) is split public / private."""

    nature: Nature
    label: str
    amount: int
    share: float
    figure: str
    public_amount: int | None = None
    private_amount: int | None = None


class FamilyCandidate(msgspec.Struct, frozen=True, kw_only=True):
    """One of the seven with its share of resources."""

    code: FamilyCode
    label: str
    share: float
    amount: int


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """A possible answer to a question."""

    code: str
    label: str


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """A question that the accounts cannot answer; ``answer`` is the user's, if given."""

    code: str
    question: str
    why: str
    choices: tuple[Choice, ...]
    account: str = ""
    answer: str = ""
    blocking: bool = False
    """The family is not concluded until it is answered."""


class FamilyReading(msgspec.Struct, frozen=True, kw_only=True):
    """The family among the seven, with its doubt. ``code`` is None when the engine asks instead."""

    code: FamilyCode | None
    label: str
    confidence: float
    reasons: tuple[str, ...]
    candidates: tuple[FamilyCandidate, ...]
    """The six measured groups by decreasing share (mixte_hybride is a conclusion, not a share)."""
    asks: tuple[Ask, ...] = ()
    runner_up: FamilyCode | None = None
    other_reading: FamilyCode | None = None
    """Family under « ressources de l'exercice » (field rule 6) when it differs."""
    what_would_change: str = ""
    combination: tuple[Nature, ...] = ()
    """« combinaison de natures »: natures of at least 15 %; never called a family."""
    figure: str = "famille"


class PillarPart(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a pillar. ``amount`` None: told without a euro (positionnement), or not measured."""

    code: str
    label: str
    amount: int | None
    certainty: Certainty
    figure: str
    note: str = ""


class PillarReading(msgspec.Struct, frozen=True, kw_only=True):
    """A pillar in euros; ``amount`` None when nothing of it was measured."""

    pillar: Pillar
    label: str
    corner: str
    """« des personnes », « des moyens financés », « des moyens partagés »."""
    amount: int | None
    parts: tuple[PillarPart, ...]
    figure: str
    complete: bool
    """False: something of it is not measured (hollow dot, « nous ne savons pas encore »)."""
    missing: str = ""
    without_euro: int = 0
    """Alliances counted in number, beside the drawing."""


class BarycentrePoint(msgspec.Struct, frozen=True, kw_only=True):
    """A dot: weights follow the corners of its triangle and add up to 1; hollow when a corner is unknown."""

    exercice: str
    weights: tuple[float, float, float] | None
    hollow: bool = False
    unmeasured: tuple[int, ...] = ()
    """Indexes of the corners that are not measured."""
    size: int = 0
    """Total in cents: the organisation's size, drawn as the dot's area and printed."""
    joins_previous: bool = False
    """Same perimeter and method as the exercice before: the path may join them."""
    note: str = ""


class ReferenceRatio(msgspec.Struct, frozen=True, kw_only=True):
    """One of the three repères. ``value`` None with its reason in ``text`` when non calculable."""

    code: Literal["quatre_tiers", "tiers_on_top", "dix_plus_un"]
    label: str
    state: Literal["non_mesure", "mesure", "compte_aussi", "non_calculable"]
    value: float | None
    repere: float
    text: str
    reading: str
    """The reading chosen, with its status."""
    status: Status
    figure: str
    amount: int | None = None
    scope: Literal["organisation", "activite"] = "organisation"
    activity: str = ""


class SolidityIndicator(msgspec.Struct, frozen=True, kw_only=True):
    """A line of « L'analyse financière, à côté »."""

    code: str
    label: str
    value: int | float | None
    unit: Unit
    text: str
    """Reads on from the value, without repeating it; empty when there is no value."""
    why_not: str = ""
    figure: str = ""


class CashMonth(msgspec.Struct, frozen=True, kw_only=True):
    """Cash at the end of a month (class 5), cents."""

    month: str
    balance: int


class StatementRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the compte de résultat N / N-1; amounts positive on their natural side."""

    code: str
    label: str
    side: Literal["produits", "charges", "total"]
    amount: int
    previous: int | None = None
    difference: int | None = None
    difference_share: float | None = None
    to_comment: bool = False
    figure: str = ""


class BalanceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the bilan en grandes masses."""

    code: str
    label: str
    side: Literal["actif", "passif"]
    amount: int
    figure: str = ""


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """What deserves attention, as a question with its perimeter; never « vous devez »."""

    code: str
    message: str
    why: str = ""
    source: str = ""
    figure: str = ""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A strength or a fragility, with what it rests on."""

    code: str
    title: str
    why: str
    figures: tuple[str, ...] = ()


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """A next action that a volunteer can start this week."""

    code: str
    title: str
    why: str
    how: str
    first_half_hour: str
    contact: str
    """Kind of person to call."""


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """At most three strengths, three weaknesses (fragilités) and six actions."""

    strengths: tuple[Finding, ...] = ()
    weaknesses: tuple[Finding, ...] = ()
    actions: tuple[Action, ...] = ()


class ActivityReading(msgspec.Struct, frozen=True, kw_only=True):
    """One activity, read before the whole is consolidated."""

    key: str
    name: str
    resources: int
    direct_costs: int
    contribution: int
    family: FamilyReading
    figure: str
    certainty: Certainty = "mesure"


class FlowNode(msgspec.Struct, frozen=True, kw_only=True):
    """A band of the flow: from resources to the house, or from the house to costs."""

    code: str
    label: str
    amount: int
    color: str
    """Name of a colour token: a nature, a pillar, or « neutre »."""
    figure: str = ""


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """Cents. ``charges`` and ``result`` are None when the source publishes products only."""

    products: int
    charges: int | None
    result: int | None
    in_kind: int
    """Class 87."""
    year_resources: int
    """« ressources de l'exercice »: products without 78, 789, 79, 747/777 and net of 689."""
    deferred: int = 0
    """« déjà reçu ou promis, pas encore utilisé »: 487 and 19."""
    passed_on: int = 0
    """657, « dont reversé »."""


class ExerciceModel(msgspec.Struct, frozen=True, kw_only=True):
    """The socio-economic model of one exercice."""

    label: str
    """« 2024 » or « 2024-2025 »."""
    opening: dt.date
    closing: dt.date
    regime: Regime
    basis: Basis
    scope: Scope
    sentence: str
    doubt: str
    totals: Totals
    resources: tuple[ResourceLine, ...]
    costs: tuple[CostLine, ...]
    uses: tuple[CostLine, ...]
    """Empty unless an analytical source or the user told it."""
    natures: tuple[NatureShare, ...]
    public_share: float | None
    """73 + 74 + public clients ÷ products; None when the payers cannot be told."""
    family: FamilyReading
    pillars: tuple[PillarReading, PillarReading, PillarReading]
    pillars_point: BarycentrePoint
    natures_point: BarycentrePoint
    flow_in: tuple[FlowNode, ...]
    flow_out: tuple[FlowNode, ...]
    ratios: tuple[ReferenceRatio, ...]
    solidity: tuple[SolidityIndicator, ...]
    cash_months: tuple[CashMonth, ...]
    statement: tuple[StatementRow, ...]
    balance_sheet: tuple[BalanceRow, ...]
    warnings: tuple[Alert, ...]
    findings: Findings
    activities: tuple[ActivityReading, ...]
    asks: tuple[Ask, ...]
    """Every question, blocking first (those of the family included)."""
    figures: dict[str, Figure]
    cash_alert: bool = False
    """Under one month of cash: the help page comes first (field rule 19)."""
    anomaly_count: int = 0
    points_note: str = ""
    """What the « points publics » of the sentence are, in words; empty when it says none."""


class SocioEconomicModel(msgspec.Struct, frozen=True, kw_only=True):
    """All the exercices of a dossier, in chronological order; the page opens on the last."""

    organisation: str
    origin: Origin
    project: Project
    exercices: tuple[ExerciceModel, ...]
    rules_version: str
    """Version of the rules and reference data that computed it."""
    sources: tuple[PublishedSource, ...] = ()

    @property
    def last(self) -> ExerciceModel:
        """The most recent exercice."""
        return self.exercices[-1]
