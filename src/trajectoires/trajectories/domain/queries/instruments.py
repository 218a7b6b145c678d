"""« Avec quoi financer ? »: the map of needs and instruments, read for what this one wants to pay."""

from __future__ import annotations

from dataclasses import dataclass

from equilibre.formatting import NBSP, euros
from equilibre.reference.instruments import Instrument, InvestmentMap, Need, load
from equilibre.trajectory.levers import Reason, Situation, reasons_of
from trajectoires.trajectories.domain.needs import FinancingNeed

FITS = ("non", "un peu", "oui", "très bien")
"""0 to 3 in words, for a cell."""
SUITS = ((3, "Conviennent très bien"), (2, "Conviennent"), (1, "Un peu, en complément"))


@dataclass(frozen=True)
class ReadNeed:
    """A need, and the instruments that suit it, best first."""

    label: str
    words: str
    groups: tuple[tuple[str, tuple[Instrument, ...]], ...]


@dataclass(frozen=True)
class ReadInstrument:
    """An instrument: how it suits each need that is shown, and what to check before."""

    instrument: Instrument
    fits: tuple[str, ...]
    reasons: tuple[Reason, ...]
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ReadMap:
    """The map, for the needs that were told; for all of them when none was."""

    needs: tuple[ReadNeed, ...]
    instruments: tuple[ReadInstrument, ...]
    """Those that suit one of the needs at least."""
    source: str


def read_map(told: tuple[FinancingNeed, ...], situation: Situation) -> ReadMap:
    """``told``: the needs of the user; one that the map no longer has is left out."""
    shipped = load()
    by_code = {one.code: one for one in told}
    asked = [need for need in shipped.needs if need.code in by_code] or list(shipped.needs)
    return ReadMap(
        needs=tuple(_need(shipped, need, by_code.get(need.code)) for need in asked),
        instruments=tuple(
            _instrument(shipped, one, asked, situation)
            for one in shipped.instruments
            if any(one.fits[need.code] for need in asked)
        ),
        source=shipped.source,
    )


def _need(shipped: InvestmentMap, need: Need, told: FinancingNeed | None) -> ReadNeed:
    suited = shipped.suited(need.code)
    groups = ((words, tuple(one for one in suited if one.fits[need.code] == level)) for level, words in SUITS)
    return ReadNeed(
        label=need.label,
        words="" if told is None else _told(told),
        groups=tuple(group for group in groups if group[1]),
    )


def _told(need: FinancingNeed) -> str:
    amount = "" if need.amount is None else euros(need.amount)
    return f"{NBSP}: ".join(part for part in (need.words, amount) if part)


def _instrument(
    shipped: InvestmentMap, one: Instrument, needs: list[Need], situation: Situation
) -> ReadInstrument:
    facts = (
        ("Se rend-il\u202f?", one.repaid.capitalize()),
        ("Fonds propres", one.equity),
        ("Banque", one.cash),
        ("Ce qu’il coûte", one.price),
        ("Délai", one.delay),
        ("Durée", one.term),
        ("Garantie", one.guarantee),
        ("Qui décide", one.who),
        ("Qui appeler", one.call),
    )
    return ReadInstrument(
        instrument=one,
        fits=tuple(FITS[one.fits[need.code]] for need in needs),
        reasons=reasons_of(one.prerequisites, shipped.prerequisites, situation),
        facts=tuple((name, words) for name, words in facts if words),
    )
