"""What may be stored of a reading: no label of classes 0 to 5 and 9, no name, no text of the file.

A label of classes 6 to 8 keeps only words that the shipped vocabulary knows (chart of accounts, label rules,
trade words of associations): whatever else it holds may be a person or a funder that no one ticked. What the
label said for the model stays in ``hints``, computed by the reader.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from equilibre.accounts.anomalies import AnomalyReport
from equilibre.accounts.totals import AccountLine, AccountTotals, AnalyticLine, Payer, Regime
from equilibre.reference import chart, labels, shipped

KEPT_CLASSES = ("6", "7", "8")
NAMED_ACCOUNTS = ("621", "622", "64", "653", "65", "754", "756")
"""Accounts of classes 6 and 7 whose label is often a person's (fees, pay, members, donors): the chart's
stays."""
CODE_LENGTH = 4
"""An analytical code of so few letters is an abbreviation, not a name."""
_DIGITS = re.compile(r"[0-9]+", re.ASCII)
_WORD = re.compile(r"[^\W_]+")
_ENDING = re.compile(r"(?:es|s|x|e)$")
_YEAR_LENGTH = 4
_CONNECTOR_LENGTH = 2
"""« de », « du », « la »… say nothing once the word after them is gone."""


def keep(totals: AccountTotals) -> AccountTotals:
    """The totals that may be stored. Idempotent; balances, months and label hints are unchanged.

    Letters in an account number go (« 411DUPONT » → « 411 », its lines are added up); anomalies lose what was
    read; payers lose their name; the file's name goes too.
    """
    merged: dict[str, list[AccountLine]] = {}
    for line in totals.accounts:
        merged.setdefault(kept_number(line.number), []).append(line)
    return msgspec.structs.replace(
        totals,
        accounts=tuple(_kept_line(number, merged[number], totals.regime) for number in sorted(merged)),
        payers=tuple(_kept_payer(payer) for payer in totals.payers),
        analytics=_kept_analytics(totals.analytics),
        anomalies=kept_anomalies(totals.anomalies),
        source=msgspec.structs.replace(totals.source, name=""),
    )


def kept_number(number: str) -> str:
    """The digits that start an account number; « 0 » when there is none (no class)."""
    found = _DIGITS.match(number)
    return found.group() if found else "0"


def kept_label(number: str, label: str, regime: Regime) -> str:
    """The known words of a label of classes 6 to 8; the chart's label for every other account."""
    if number[:1] in KEPT_CLASSES and not number.startswith(NAMED_ACCOUNTS):
        known = known_words(label)
        if known:
            return known
    entry = chart.lookup(number, regime)
    return entry.label if entry is not None else ""


def known_words(text: str) -> str:
    """A label without the words that the vocabulary does not know; empty when it says nothing any more.

    Empty too when a civility announces a person.
    """
    if labels.payer_kind(text)[0] == "particulier":
        return ""
    words = list(_WORD.finditer(text[: labels.MAX_LABEL]))
    known = [_known(found.group()) for found in words]
    if all(known):
        return text.strip()
    kept = [w.group() for w, ok in zip(words, known, strict=True) if ok]
    while kept and len(kept[-1]) <= _CONNECTOR_LENGTH and not kept[-1].isdecimal():
        kept.pop()
    telling = [w for w in kept if len(w) > _CONNECTOR_LENGTH and not w.isdecimal()]
    return " ".join(kept) if telling else ""


def _known(word: str) -> bool:
    if word.isdecimal():
        return len(word) <= _YEAR_LENGTH
    return _stem(labels.normalise(word)) in _vocabulary()


def _stem(word: str) -> str:
    return _ENDING.sub("", word) if len(word) > 3 else word


@lru_cache(maxsize=1)
def _vocabulary() -> frozenset[str]:
    """Stems of every word that may stay. Shipped data only: nothing of a user's file is ever added."""
    lines = shipped.text("label_vocabulary.txt").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split()]
    for rule in shipped.document("label_rules.toml")["rule"]:
        words += [word for text in rule["words"] for word in text.replace("*", "").split()]
    for entry in chart.entries():
        words += labels.normalise(entry.label).split()
    return frozenset(_stem(word) for word in set(words))


def _kept_line(number: str, lines: list[AccountLine], regime: Regime) -> AccountLine:
    months: dict[str, int] = {}
    for line in lines:
        for month, amount in line.months.items():
            months[month] = months.get(month, 0) + amount
    result = number[:1] in KEPT_CLASSES
    return AccountLine(
        number=number,
        label=kept_label(number, lines[0].label, regime),
        opening=sum(line.opening for line in lines),
        months=dict(sorted(months.items())),
        movement=sum(line.movement for line in lines),
        hints=tuple(dict.fromkeys(h for line in lines for h in line.hints)) if result else (),
    )


def _kept_payer(payer: Payer) -> Payer:
    amounts: dict[str, int] = {}
    for number, amount in payer.amounts.items():
        kept = kept_number(number)
        amounts[kept] = amounts.get(kept, 0) + amount
    return msgspec.structs.replace(payer, name="", amounts=amounts)


def _kept_analytics(lines: tuple[AnalyticLine, ...]) -> tuple[AnalyticLine, ...]:
    """Codes made of unknown words become « Activité 1, 2… » in their order; labels keep known words."""
    renamed: dict[str, str] = {}
    taken = {line.code for line in lines if _code_may_stay(line.code)}
    for code in dict.fromkeys(line.code for line in lines if line.code not in taken):
        rank = len(renamed) + 1
        while f"Activité {rank}" in taken or f"Activité {rank}" in renamed.values():
            rank += 1
        renamed[code] = f"Activité {rank}"
    sums: dict[tuple[str, str, str], int] = {}
    for line in lines:
        key = (renamed.get(line.code, line.code), kept_number(line.account), known_words(line.label))
        sums[key] = sums.get(key, 0) + line.amount
    return tuple(AnalyticLine(code=c, account=a, label=label, amount=v) for (c, a, label), v in sums.items())


def _code_may_stay(code: str) -> bool:
    """A short code, or one whose every word is known: « ALSH », « P12 », « Séjours été »."""
    words = _WORD.findall(code)
    return all(_known(w) or w.isdecimal() or len(re.sub(r"\d", "", w)) <= CODE_LENGTH for w in words)


def kept_anomalies(report: AnomalyReport) -> AnomalyReport:
    """The same anomalies without what was read in the file."""
    return AnomalyReport(
        by_code=report.by_code,
        items=tuple(msgspec.structs.replace(item, read="") for item in report.items),
    )
