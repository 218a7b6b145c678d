"""What a trajectory is made of: dated lines, lever actions, shocks, scenarios. Plain values, integer cents.

Everything here was typed or confirmed by the user, or read from their accounts: nothing has a default amount
(field rule 28). Years are exercices of twelve months that begin on ``TrajectoryPlan.first_month``.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Side = Literal["resource", "cost"]
ResourceStatus = Literal["acquis", "notifie", "demande", "a_rechercher"]
STATUSES: tuple[ResourceStatus, ...] = ("acquis", "notifie", "demande", "a_rechercher")
Reading = Literal["acquis", "tout"]
"""acquis: only the resources whose status is « acquis », and every cost. tout: everything that was typed."""
READINGS: tuple[Reading, ...] = ("acquis", "tout")
ScenarioKind = Literal["fil_de_l_eau", "prudent", "choisi", "repli"]
ShockKind = Literal["cut", "delay"]
Horizon = Literal["operationnel", "strategique", "politique"]
"""Temporality of an action; its impact is another column (field rule 31)."""
Impact = Literal["performance", "innovation", "confiance"]

LONGEST = 10
"""Years, at most."""
MONTHS_IN_YEAR = 12


class Month(msgspec.Struct, frozen=True, order=True):
    """A month of the calendar."""

    year: int
    month: int
    """1–12."""

    def since(self, first: Month) -> int:
        """Months from ``first`` to this one; negative before it."""
        return (self.year - first.year) * MONTHS_IN_YEAR + self.month - first.month

    def plus(self, months: int) -> Month:
        """So many months later, or earlier when negative."""
        year, month = divmod(self.year * MONTHS_IN_YEAR + self.month - 1 + months, MONTHS_IN_YEAR)
        return Month(year, month + 1)


class Payment(msgspec.Struct, frozen=True):
    """A part of the year's amount, paid on a month: « 70 % en mars, 30 % en janvier suivant »."""

    month: int
    """1 is the first month of the exercice; 13–24 fall in the next one."""
    share: float


class Range(msgspec.Struct, frozen=True, kw_only=True):
    """How far the amount could be from what was typed: « entre −10 % et +5 % »."""

    low: float = 0.0
    high: float = 0.0


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A resource or a cost, year after year."""

    key: str
    label: str
    side: Side
    nature: str = ""
    """A code of the natures of resources or of costs."""
    amount: int
    """Cents for twelve months, in the euros of the base year (the one before the first)."""
    indexation: float = 0.0
    """Growth of the price each year, 0.02 for 2 %; compounded from the base year."""
    volume: float = 0.0
    """Growth of the quantity each year, compounded likewise."""
    status: ResourceStatus = "acquis"
    """Of a resource; a cost is always counted."""
    chance: float = 1.0
    """0–1, that a resource which is not acquired comes: it comes whole or not at all (field rule 28)."""
    public: bool = False
    """Paid by a public funder: they fall together (one common shock)."""
    starts: Month | None = None
    """None: it was already there in the base year."""
    ends: Month | None = None
    """Last month that it covers."""
    ends_read: bool = False
    """``ends`` was worked out from the accounts; nobody has typed it."""
    delay: int = 0
    """Months between what is due and what is paid, when there are no ``payments``."""
    payments: tuple[Payment, ...] = ()
    """Dates of payment, shares adding up to 1; empty: paid month by month."""
    cash: bool = True
    """False for what is never paid: dépréciations, quote-parts."""
    follows: str = ""
    """Key of the resource whose volume moves this cost (variable cost)."""
    etp: float = 0.0
    """Full-time equivalents that this cost pays."""
    spread: Range = Range()


class LeverAction(msgspec.Struct, frozen=True, kw_only=True):
    """A lever set in motion: its amount, delay and costs were typed or confirmed by the user."""

    key: str
    label: str
    lever: str = ""
    """A code of the levers."""
    nature: str = ""
    starts: Month
    """First month of work, hence of cost."""
    delay: int = 0
    """Months from the start to the first euro."""
    ramp: tuple[float, ...] = (1.0,)
    """Share of the cruising amount in the first twelve months of income, the next twelve…; the last stays."""
    yearly: int
    """Cents a year at cruising speed."""
    cost_once: int = 0
    """Cents, paid on the first month."""
    cost_yearly: int = 0
    """Cents a year from the first month on."""
    etp: float = 0.0
    chance: float = 1.0
    """0–1, that it succeeds."""
    ends: Month | None = None
    needs: tuple[str, ...] = ()
    """Keys of actions that must be in the same scenario."""
    excludes: tuple[str, ...] = ()
    horizon: Horizon = "operationnel"
    impact: Impact = "performance"


class Shock(msgspec.Struct, frozen=True, kw_only=True):
    """Something that goes wrong: a cut (−30 %, −100 % for a loss) or a payment that waits; or a cut that one
    chooses: an activity that stops, pauses or shrinks.
    """

    key: str
    label: str
    kind: ShockKind
    lines: tuple[str, ...]
    share: float = 1.0
    """Of a cut: the part that is lost, 0–1."""
    months: int = 0
    """Of a delay: how long payments wait."""
    starts: Month
    ends: Month | None = None
    chosen: bool = False
    """The organisation decides it: told apart from what goes wrong, counted alike."""


class Scenario(msgspec.Struct, frozen=True, kw_only=True):
    """A choice of actions under a choice of shocks."""

    key: str
    label: str
    kind: ScenarioKind = "choisi"
    actions: tuple[str, ...] = ()
    shocks: tuple[str, ...] = ()


class CommonShock(msgspec.Struct, frozen=True, kw_only=True):
    """Every public funder gives less at once."""

    chance: float = 0.0
    share: float = 0.0
    """The part that is lost, 0–1."""


class InvestmentGrant(msgspec.Struct, frozen=True, kw_only=True):
    """A grant that pays for part of an investment (account 13); several payments are several grants."""

    label: str
    amount: int
    """Cents."""
    paid: Month
    status: ResourceStatus = "a_rechercher"
    chance: float = 1.0
    """0–1, that a grant which is not acquired comes: whole or not at all."""
    public: bool = False


class Investment(msgspec.Struct, frozen=True, kw_only=True):
    """Something bought once and used for years. It is in every scenario, or follows an action."""

    key: str
    label: str
    cost: int
    """Cents, paid on the month of purchase, VAT included when it is not recovered."""
    bought: Month
    in_use: Month | None = None
    """First month of depreciation; None: the month of purchase."""
    life: int
    """Months of depreciation; 0 for what is not depreciated (land, deposit)."""
    grants: tuple[InvestmentGrant, ...] = ()
    action: str = ""
    """Key of the lever action that needs it; empty: in every scenario."""


class Loan(msgspec.Struct, frozen=True, kw_only=True):
    """A loan repaid by constant instalments, month by month; nothing before the month after it comes.

    A loan that began before the first month only has its principal repaid here: its interest is already in
    the costs of the base year.
    """

    key: str
    label: str
    amount: int
    """Cents borrowed."""
    received: Month
    months: int
    """From the month after it is received to the last instalment, deferral included."""
    rate: float = 0.0
    """A year, 0.04 for 4 %; a month takes a twelfth of it."""
    deferral: int = 0
    """First months during which only interest is paid; ``months - 1``: repaid in one go at the end."""
    status: ResourceStatus = "a_rechercher"
    chance: float = 1.0
    action: str = ""
    """Key of the lever action that needs it; empty: in every scenario."""


class TrajectoryPlan(msgspec.Struct, frozen=True, kw_only=True):
    """All that is assumed. Its storage format: add fields with a default, never rename one."""

    first_month: Month
    """Beginning of the first projected exercice."""
    years: int
    """1–10."""
    opening_cash: int
    """Cents in the bank on the eve of the first month."""
    opening_equity: int
    """Cents of fonds propres on the same day."""
    lines: tuple[Line, ...]
    actions: tuple[LeverAction, ...] = ()
    shocks: tuple[Shock, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    common_shock: CommonShock = CommonShock()
    investments: tuple[Investment, ...] = ()
    loans: tuple[Loan, ...] = ()

    @property
    def months(self) -> int:
        """Months projected."""
        return self.years * MONTHS_IN_YEAR

    def scenario(self, key: str) -> Scenario:
        """The scenario of this key. ``KeyError`` when there is none."""
        found = next((one for one in self.scenarios if one.key == key), None)
        if found is None:
            raise KeyError(key)
        return found
