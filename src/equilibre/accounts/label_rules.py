"""Label → account, for sheets and cash books without account numbers: proposals, each with its reason."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from equilibre.formatting import typographic
from equilibre.reference.labels import normalise
from equilibre.reference.shipped import ReferenceDataError, table

Side = Literal["recette", "depense"]
CONFIDENCE = {"forte": 0.9, "moyenne": 0.7, "faible": 0.4}
"""Convention of the platform: how far a label rule is trusted."""
ASK_BELOW = 0.6
"""A proposal under this confidence is asked to the user."""
NOT_RECOGNISED = 0.2
NUMBERED = 1.0
"""The row itself gives an account number."""


class Proposal(NamedTuple):
    """An account proposed for a label, with its usual name, a confidence 0–1 and a French reason."""

    account: str
    account_label: str
    confidence: float
    reason: str
    side: Side | None
    """The side that the words alone suggest, None when they suit both."""


class _Rule(NamedTuple):
    side: str
    pattern: re.Pattern[str]
    cancelled_by: re.Pattern[str] | None
    proposal: Proposal


def _compiled(words: str) -> re.Pattern[str] | None:
    parts = [re.escape(w.strip()).replace(r"\*", r"\w*").replace(r"\ ", " ") for w in words.split("|") if w]
    return re.compile(r"\b(?:" + "|".join(sorted(parts, key=len, reverse=True)) + r")\b") if parts else None


@cache
def _rules() -> tuple[_Rule, ...]:
    """``label_mapping.csv``: the first rule that matches decides; a star ends a stem."""
    found = []
    for row in table("label_mapping.csv"):
        pattern = _compiled(row["words"])
        if pattern is None or row["side"] not in {"recette", "depense", "les_deux"}:
            raise ReferenceDataError(f"label mapping: incomplete row {row!r}")
        side: Side | None = "recette" if row["side"] == "recette" else "depense"
        proposal = Proposal(
            row["account"],
            row["account_label"],
            CONFIDENCE[row["confidence"]],
            typographic(row["reason"]),
            None if row["side"] == "les_deux" else side,
        )
        found.append(_Rule(row["side"], pattern, _compiled(row["not"]), proposal))
    return tuple(found)


def propose(label: str, side: Side | None) -> Proposal:
    """The account for a label on a known side; on an unknown side, what the words say of it.

    Never fails: an unknown label gives « autres » with a confidence that makes it asked.
    """
    words = normalise(label)
    for rule in _rules():
        if side is not None and rule.side not in {side, "les_deux"}:
            continue
        if rule.pattern.search(words) and not (rule.cancelled_by and rule.cancelled_by.search(words)):
            if side is None:
                return _without_side(words, rule.proposal)
            return rule.proposal
    if side is None:
        return Proposal("", "", 0.0, "Recette ou dépense ? Le libellé ne le dit pas", None)
    account, name = ("758000", "Autres produits") if side == "recette" else ("628000", "Autres charges")
    return Proposal(account, name, NOT_RECOGNISED, "Aucun mot de ce libellé n’est reconnu", side)


def _without_side(words: str, first: Proposal) -> Proposal:
    """A side is concluded from words only when no rule of the other side matches them."""
    sides = {
        rule.proposal.side
        for rule in _rules()
        if rule.pattern.search(words) and not (rule.cancelled_by and rule.cancelled_by.search(words))
    }
    if len(sides) == 1 and first.side is not None:
        return first._replace(confidence=min(first.confidence, CONFIDENCE["moyenne"]))
    return Proposal("", "", 0.0, "Recette ou dépense ? Le libellé convient aux deux", None)
