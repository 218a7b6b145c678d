"""How labels and payers refine the resource line of a product account: the shipped rules, typed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from equilibre.accounts.totals import PayerKind, Regime
from equilibre.reference.catalogue import lines
from equilibre.reference.shipped import ReferenceDataError, document


@dataclass(frozen=True)
class PlacementRule:
    """One rule. ``only``: prefixes of the chart row that must have been found, when given."""

    line: str
    why: str
    could_be: tuple[str, ...]
    prefixes: tuple[str, ...]
    unless_prefixes: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    regimes: tuple[Regime, ...] = ()
    hints: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    kinds: frozenset[PayerKind] = frozenset()

    def concerns(self, number: str, prefix: str, regime: Regime) -> bool:
        """Whether the account is one that this rule speaks of."""
        if not number.startswith(self.prefixes):
            return False
        if self.unless_prefixes and number.startswith(self.unless_prefixes):
            return False
        if self.only and prefix not in self.only:
            return False
        return not self.regimes or regime in self.regimes


@dataclass(frozen=True)
class MixingRules:
    """Subjects whose meeting in one label says that the account mixes natures."""

    catch_all: tuple[str, ...]
    subjects: dict[str, frozenset[str]]

    def groups(self, hints: frozenset[str]) -> tuple[str, ...]:
        """Family groups that a label's hints name."""
        return tuple(group for group, words in self.subjects.items() if words & hints)


@lru_cache(maxsize=1)
def _raw() -> dict[str, Any]:
    return document("placement_rules.toml")


def _rule(row: dict[str, Any]) -> PlacementRule:
    for code in (row["line"], *row.get("could_be", ())):
        if code not in lines():
            raise ReferenceDataError(f"placement rule: unknown line {code!r}")
    return PlacementRule(
        line=row["line"],
        why=row["why"],
        could_be=tuple(row.get("could_be", ())),
        prefixes=tuple(row["prefixes"]),
        unless_prefixes=tuple(row.get("unless_prefixes", ())),
        only=tuple(row.get("only", ())),
        regimes=tuple(row.get("regimes", ())),
        hints=frozenset(row.get("hints", ())),
        unless=frozenset(row.get("unless", ())),
        kinds=frozenset(row.get("kinds", ())),
    )


@lru_cache(maxsize=1)
def label_rules() -> tuple[PlacementRule, ...]:
    """Rules on the account's own label; the first that applies decides."""
    return tuple(_rule(row) for row in _raw()["label"])


@lru_cache(maxsize=1)
def payer_rules() -> tuple[PlacementRule, ...]:
    """Rules on the kind of payer; the first that applies decides."""
    return tuple(_rule(row) for row in _raw()["payer"])


@lru_cache(maxsize=1)
def mixing() -> MixingRules:
    """What makes a label mix natures."""
    raw = _raw()["mixing"]
    subjects = {group: frozenset(words) for group, words in raw["subjects"].items()}
    return MixingRules(catch_all=tuple(raw["catch_all"]), subjects=subjects)
