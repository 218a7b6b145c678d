"""What the user gave: the inputs of a model, and the content of a passation file."""

from __future__ import annotations

from typing import Literal

import msgspec

from equilibre.accounts.totals import AccountTotals, PayerKind
from equilibre.figures import Certainty

FORMAT = "trajectoires/passation/1"

Origin = Literal["depot", "fictif", "publie"]
"""depot: the user's own accounts. fictif: the shipped fictitious association. publie: a published case."""


class Project(msgspec.Struct, frozen=True, kw_only=True):
    """« Votre projet »: three optional lines, printed above the sentence everywhere."""

    vocation: str = ""
    missions: str = ""
    ambition: str = ""

    @property
    def told(self) -> bool:
        """Whether at least one line was written."""
        return bool(self.vocation or self.missions or self.ambition)


class HumanMeans(msgspec.Struct, frozen=True, kw_only=True):
    """People beside the payroll. None means « not told », never zero."""

    volunteer_hours_field: float | None = None
    volunteer_hours_skills: float | None = None
    volunteer_hours_governance: float | None = None
    include_governance: bool = False
    volunteers_count: int | None = None
    volunteer_certainty: Certainty = "estime"
    volunteer_method: Literal["smic_1", "smic_2", "smic_3", "remplacement"] = "smic_1"
    replacement_rate: int | None = None
    """Cents an hour, typed by the user for the method « remplacement »."""
    volunteers_are_members: bool | None = None
    service_civique_months: float | None = None
    intern_months: float | None = None
    skills_patronage_hours: float | None = None
    skills_patronage_value: int | None = None
    """Cents, as the company declared it; when None hours are valued like volunteering."""
    employees_fte: float | None = None
    is_employer: bool | None = None


class Partner(msgspec.Struct, frozen=True, kw_only=True):
    """An alliance. Amounts are cents a year; None means « not told »."""

    key: str
    name: str
    alliance: Literal["positionnement", "production_diffusion", "moyens"]
    body: Literal["public", "prive", "pair"] = "prive"
    avoided_cost: int | None = None
    lent_means: int | None = None
    coordination_hours: float | None = None
    contribution: int | None = None
    """What the alliance costs in cash (adhésion, quote-part)."""
    certainty: Certainty = "suppose"
    written: bool | None = None
    shared_action_budget: int | None = None
    """Budget of the action shared in alliance: base of the « 10+1 % » repère."""


class ActivityInput(msgspec.Struct, frozen=True, kw_only=True):
    """An activity typed by the user (an analytical column gives them without typing)."""

    key: str
    name: str
    resources: dict[str, int]
    """Resource line (« R06 ») → cents."""
    direct_costs: int
    volunteer_hours: float | None = None
    engineering_costs: int | None = None
    """The part of direct costs that is animation, pilotage, capitalisation, valorisation collective."""
    in_alliance: bool = False


class CostUses(msgspec.Struct, frozen=True, kw_only=True):
    """The five-line key typed by the user: shares 0–1 of charges that add up to 1."""

    action: float
    animation: float
    pilotage: float
    capitalisation: float
    valorisation: float


class MoveAccount(msgspec.Struct, frozen=True, kw_only=True, tag="deplacer"):
    """The user moves a whole account to another resource line."""

    account: str
    line: str


class SplitAccount(msgspec.Struct, frozen=True, kw_only=True, tag="partager"):
    """The user splits an account that mixes natures; amounts add up to its balance (credit positive)."""

    account: str
    parts: tuple[tuple[str, int], ...]


class StrategicPartner(msgspec.Struct, frozen=True, kw_only=True, tag="partenaire_strategique"):
    """A payer (or a whole account) flagged « partenariat stratégique pluriannuel » with the traits told.

    ``traits`` among: financement_structurel, accompagnement, expertise_reseaux, evaluation. It moves to
    investissement sociétal only with ``financement_structurel`` and at least two others (field rule 11).
    """

    payer: str = ""
    account: str = ""
    traits: tuple[str, ...] = ()


class SetPayerKind(msgspec.Struct, frozen=True, kw_only=True, tag="nature_financeur"):
    """The user says what a payer is."""

    payer: str
    kind: PayerKind


class PlaceInKind(msgspec.Struct, frozen=True, kw_only=True, tag="contribution_en_nature"):
    """The user says to which pillar an account of class 86/87 belongs."""

    account: str
    pillar: Literal["richesses_humaines", "alliances"]


class CountWithPeople(msgspec.Struct, frozen=True, kw_only=True, tag="compter_avec_personnes"):
    """The user says that a 604, 611 or 622 account pays people."""

    account: str


Correction = MoveAccount | SplitAccount | StrategicPartner | SetPayerKind | PlaceInKind | CountWithPeople


class ExerciceInputs(msgspec.Struct, frozen=True, kw_only=True):
    """All that was given for one exercice."""

    totals: AccountTotals
    means: HumanMeans = HumanMeans()
    partners: tuple[Partner, ...] | None = None
    """None: nobody told about alliances (not measured). Empty: « nous n'en avons pas »."""
    activities: tuple[ActivityInput, ...] = ()
    uses: CostUses | None = None
    corrections: tuple[Correction, ...] = ()
    """In the order they were made; a later one on the same account prevails."""
    answers: dict[str, str] = {}
    """Code of a question (``asks``) → code of the choice."""


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """Readings and conventions that the user may change; the defaults are printed with their status."""

    tiers_on_top_base: Literal["total", "action"] = "total"
    mayotte: bool = False


class PublishedSource(msgspec.Struct, frozen=True, kw_only=True):
    """Where the figures of a published case were read."""

    title: str
    address: str = ""
    kind: Literal["primaire", "secondaire"] = "primaire"
    note: str = ""


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """The inputs of one organisation, one or several exercices, in chronological order."""

    exercices: tuple[ExerciceInputs, ...]
    format: str = FORMAT
    organisation: str = ""
    origin: Origin = "depot"
    project: Project = Project()
    choices: Choices = Choices()
    sources: tuple[PublishedSource, ...] = ()
