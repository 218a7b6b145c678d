"""The base year, from a model: one line for each resource and each nature of cost, nothing promised.

Accounts tell what came, not what will come: every resource starts « à rechercher » until the user says that
it is acquired, notified or asked for, and no growth is assumed.
"""

from __future__ import annotations

from equilibre.formatting import typographic
from equilibre.model.results import AccountShare, ExerciceModel, ResourceLine, SocioEconomicModel
from equilibre.trajectory.hypotheses import Line, Month, TrajectoryPlan

YEARS = 5
NEVER_PAID_RESOURCES = ("747", "777", "78")
"""Quote-parts of investment grants, reprises, used fonds dédiés: written in the accounts, never received."""
NEVER_PAID_COSTS = ("68",)
"""Dotations aux amortissements, provisions, fonds dédiés."""
ONCE = ("77", "78")
"""Exceptional or taken back from another year: it does not come again by itself."""


def starting_plan(model: SocioEconomicModel, *, years: int = YEARS) -> TrajectoryPlan:
    """What the last exercice was, laid out for the years that follow.

    Lines come from class 6 and 7 to the cent, minus what does not repeat (exceptional products, reprises,
    fonds dédiés used). Raises ``ValueError`` when the model has no costs (products only were published) or
    does not cover twelve months.
    """
    last = model.last
    if last.totals.charges is None or not last.costs:
        raise ValueError("a trajectory needs costs as well as resources")
    first = Month(last.closing.year, last.closing.month).plus(1)
    if first.since(Month(last.opening.year, last.opening.month)) != 12:
        raise ValueError("a trajectory starts from twelve months")
    return TrajectoryPlan(
        first_month=first,
        years=years,
        opening_cash=_balance(last, "tresorerie"),
        opening_equity=_balance(last, "fonds_propres"),
        lines=(*_resources(last, first), *_costs(last)),
    )


def left_out(model: SocioEconomicModel) -> int:
    """Cents of products of the last exercice that the starting plan does not repeat: what came once, and
    quote-parts of grants of which nothing is left.
    """
    last = model.last
    once = sum(share.amount for line in last.resources for share in line.accounts if not _repeats(share))
    first = Month(last.closing.year, last.closing.month).plus(1)
    end = quote_parts_end(last, first)
    over = end is not None and end < first
    return once + (sum(written for _, written in map(_paid_and_written, last.resources)) if over else 0)


def _balance(last: ExerciceModel, code: str) -> int:
    return sum(row.amount for row in last.balance_sheet if row.code == code)


def quote_parts_end(last: ExerciceModel, first: Month) -> Month | None:
    """Last month of the quote-parts of investment grants: what is left in account 13, at the pace of the
    exercice, to the nearest month (a convention of the platform). Before ``first`` when nothing is left.

    None when the accounts do not say: no bilan, or no account 13 in it.
    """
    equity = last.figures.get("bilan.fonds_propres")
    rows = () if equity is None else equity.inputs
    grants = [int(one.value or 0) for one in rows if one.kind == "compte" and one.ref.startswith("13")]
    yearly = sum(written for _, written in map(_paid_and_written, last.resources))
    if not grants or yearly <= 0:
        return None
    return first.plus((24 * max(sum(grants), 0) + yearly) // (2 * yearly) - 1)


def _paid_and_written(one: ResourceLine) -> tuple[int, int]:
    """Cents of a resource that come again: received, then only written in the accounts."""
    repeated = [share for share in one.accounts if _repeats(share)]
    paid = sum(share.amount for share in repeated if not share.number.startswith(NEVER_PAID_RESOURCES))
    return paid, sum(share.amount for share in repeated) - paid


def _resources(last: ExerciceModel, first: Month) -> list[Line]:
    found = []
    end = quote_parts_end(last, first)
    for one in last.resources:
        paid, written = _paid_and_written(one)
        for suffix, amount, cash in (("", paid, True), (".ecriture", written, False)):
            if not cash and end is not None and end < first:
                # Nothing is left of the grant: told with what does not come again.
                continue
            if amount > 0:
                found.append(
                    Line(
                        key=one.line.lower() + suffix,
                        label=one.label,
                        side="resource",
                        nature=one.nature,
                        amount=amount,
                        # A quote-part is already in the accounts: nobody has to look for it.
                        status="a_rechercher" if cash else "acquis",
                        public=one.group in ("subventions_publiques", "gestion_service_public"),
                        cash=cash,
                        ends=None if cash else end,
                        ends_read=not cash and end is not None,
                    )
                )
    return found


def _repeats(share: AccountShare) -> bool:
    return not share.number.startswith(ONCE) or share.number.startswith("777")


def _costs(last: ExerciceModel) -> list[Line]:
    found = []
    for one in last.costs:
        written = sum(share.amount for share in one.accounts if share.number.startswith(NEVER_PAID_COSTS))
        written_label = f"{one.label} : dotations"
        for suffix, amount, name in (
            ("", one.amount - written, one.label),
            (".dotations", written, written_label),
        ):
            if amount > 0:
                found.append(
                    Line(
                        key=one.code + suffix,
                        label=typographic(name),
                        side="cost",
                        nature=one.code,
                        amount=amount,
                        cash=not suffix,
                    )
                )
    return found
