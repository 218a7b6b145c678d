"""What a projection says: plain values, ready for a page, a document or JSON. Integer cents."""

from __future__ import annotations

import msgspec

from equilibre.trajectory.hypotheses import Month, Reading, ResourceStatus, Side


class ProjectedLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line, year after year."""

    key: str
    label: str
    side: Side
    nature: str
    status: ResourceStatus
    action: str
    """Key of the lever action it comes from; empty for a line of the plan."""
    years: tuple[int, ...]


class ProjectedYear(msgspec.Struct, frozen=True, kw_only=True):
    """One exercice."""

    label: str
    """« 2027 », « 2027-2028 »."""
    resources: int
    costs: int
    spent: int
    """Cents of its costs that are paid one day: dotations left out."""
    result: int
    equity: int
    """At the end of the year."""
    cash: int
    """In the bank at the end of the year."""
    lowest_cash: int
    """Lowest end of month of the year."""
    lowest_month: Month
    etp: float
    by_status: dict[str, int]
    """Cents of resources by status."""
    natures: dict[str, int]
    """Cents of resources by nature."""
    granted: int = 0
    """Cents that investment grants add to equity beside the result: granted, minus quote-parts, those of past
    years included."""

    @property
    def cash_months(self) -> float | None:
        """Months of the year's spending that the closing cash would pay; None without spending."""
        return self.cash * 12 / self.spent if self.spent else None


class Projection(msgspec.Struct, frozen=True, kw_only=True):
    """A scenario under one reading: « acquis seulement » or « tout compris »."""

    scenario: str
    label: str
    reading: Reading
    lines: tuple[ProjectedLine, ...]
    years: tuple[ProjectedYear, ...]
    monthly_cash: tuple[int, ...]
    """Cents in the bank at the end of each month."""
    lowest: int
    """Lowest end of month of the first twenty-four (or of all, when fewer)."""
    lowest_month: Month
    receivable: int
    """Cents due to the organisation at the end and not yet paid."""
    payable: int
    """Cents that it owes at the end."""
    opening_receivable: int
    opening_payable: int
    never_paid: int
    """Minus the costs of the plan's lines that are never paid (dotations), over the whole period."""
    fixed_assets: int = 0
    """Cents of the plan's investments at the end, depreciation taken off."""
    debt: int = 0
    """Cents still to repay at the end."""
    opening_debt: int = 0

    @property
    def deepest(self) -> tuple[int, Month]:
        """Lowest end of month of all the years, and which: what one is told of the whole trajectory."""
        year = min(self.years, key=lambda one: one.lowest_cash)
        return year.lowest_cash, year.lowest_month
