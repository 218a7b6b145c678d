"""What the words of a label suggest: hints for the ambiguous accounts, and the kind of a payer.

Rules are data (``data/label_rules.toml``). They propose: a number is never overridden silently, and each
guess is said to the user. Labels are never cached nor kept: they can hold names.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import cast, get_args

from equilibre.accounts.totals import PayerKind
from equilibre.reference.shipped import ReferenceDataError, document

_NOT_WORD = re.compile(r"[^a-z0-9]+")
MAX_LABEL = 500
"""Characters of a label that are read: a hostile file may hold megabytes in one cell."""


@dataclass(frozen=True)
class LabelRule:
    """A compiled rule. ``payer`` is empty when the words name no payer."""

    hint: str
    pattern: re.Pattern[str]
    cancelled_by: re.Pattern[str] | None
    payer: PayerKind | None
    institutional: bool

    def matches(self, plain: str) -> bool:
        """Whether a normalised label (see ``normalise``) holds one of the words."""
        if self.cancelled_by is not None:
            plain = self.cancelled_by.sub(" ", plain)
        return self.pattern.search(plain) is not None


def normalise(label: str) -> str:
    """Lower case, no accent, single spaces around words: « École d'été » → « ecole d ete »."""
    cut = label[:MAX_LABEL].replace("œ", "oe").replace("Œ", "oe")
    decomposed = unicodedata.normalize("NFKD", cut.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", bare).strip()


def _compiled(words: list[str]) -> re.Pattern[str]:
    parts = [re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", " ") for word in words]
    return re.compile(r"\b(?:" + "|".join(sorted(parts, key=len, reverse=True)) + r")\b")


@lru_cache(maxsize=1)
def rules() -> tuple[LabelRule, ...]:
    """The shipped rules, in the order that decides the kind of a payer."""
    found = []
    for row in document("label_rules.toml")["rule"]:
        payer = row.get("payer")
        if payer is not None and payer not in get_args(PayerKind):
            raise ReferenceDataError(f"label rule {row['hint']}: unknown payer kind {payer!r}")
        found.append(
            LabelRule(
                hint=row["hint"],
                pattern=_compiled(row["words"]),
                cancelled_by=_compiled(row["not"]) if row.get("not") else None,
                payer=cast("PayerKind | None", payer),
                institutional=bool(row.get("institutional", False)),
            )
        )
    return tuple(found)


@lru_cache(maxsize=1)
def _any_word() -> re.Pattern[str]:
    """All the words of all the rules: most labels match none, and one search says so."""
    return _compiled([word for row in document("label_rules.toml")["rule"] for word in row["words"]])


def match_hints(label: str) -> tuple[str, ...]:
    """Codes of the rules that a label matches, in the order of the rules; empty when none."""
    plain = normalise(label)
    if not plain or _any_word().search(plain) is None:
        return ()
    return tuple(rule.hint for rule in rules() if rule.matches(plain))


def payer_kind(label: str) -> tuple[PayerKind, bool]:
    """Kind of the payer that a label names, and whether it is an institution (whose name may be proposed).

    A civility (« Mme ») makes a person of it, whatever else the label says: a name is never proposed.
    """
    plain = normalise(label)
    if plain and _any_word().search(plain) is not None:
        for rule in rules():
            if rule.payer is not None and rule.matches(plain):
                return rule.payer, rule.institutional
    return "inconnu", False
