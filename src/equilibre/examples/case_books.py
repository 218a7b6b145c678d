"""Double-entry books that give a published case its exact totals: what a generated file is written from.

Classes 6, 7 and 8 end on the figures of the case, to the cent. Everything else (dates, third parties, classes
1 to 5) is plausible and invented: it serves to test readers, never to speak of the organisation.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from equilibre.accounts.amounts import cents_of
from equilibre.accounts.cases import PublishedCase

JOURNALS = {
    "AN": "A nouveaux",
    "AC": "Achats",
    "VE": "Ventes",
    "BQ": "Banque",
    "OD": "Opérations diverses",
    "CL": "Clôture",
}
BANK = ("512000", "Banque")
Circuit = Literal["comptant", "facture", "convention", "paie", "inventaire"]

_CIRCUITS: tuple[tuple[str, Circuit, int, int], ...] = (
    ("60", "facture", 20, 3), ("61", "facture", 12, 2), ("62", "facture", 18, 3), ("63", "paie", 4, 0),
    ("64", "paie", 12, 0), ("68", "inventaire", 1, 0), ("69", "comptant", 1, 0), ("6", "comptant", 4, 1),
    ("70", "facture", 30, 4), ("73", "facture", 12, 1), ("74", "convention", 2, 0),
    ("754", "comptant", 40, 4), ("755", "comptant", 3, 0), ("756", "comptant", 40, 4),
    ("75", "comptant", 5, 1), ("78", "inventaire", 1, 0), ("7", "comptant", 2, 0),
)  # fmt: skip
"""Prefix → how its operations go, how many in an ordinary year, and its share of the lines asked for."""
_LINES = {"comptant": 2, "facture": 4, "convention": 4, "paie": 4, "inventaire": 2}
_THIRD = {
    ("7", "facture"): ("411000", "Usagers et clients"),
    ("6", "facture"): ("401000", "Fournisseurs"),
    ("7", "convention"): ("441000", "Subventions à recevoir"),
    ("63", "paie"): ("447000", "Impôts et taxes sur rémunérations"),
    ("645", "paie"): ("431000", "Sécurité sociale"),
    ("64", "paie"): ("421000", "Personnel, rémunérations dues"),
}
_SMALLEST = 100
"""Cents: no operation is smaller than about a third of it."""


class Posting(NamedTuple):
    """One line of an entry. ``amount``: cents, debit minus credit."""

    account: str
    label: str
    amount: int
    third_code: str = ""
    third_label: str = ""
    letter: str = ""
    lettered: dt.date | None = None


class Entry(NamedTuple):
    """A balanced entry. ``cancels``: written with negative amounts when the file wants some."""

    date: dt.date
    journal: str
    piece: str
    label: str
    postings: tuple[Posting, ...]
    cancels: bool = False


@dataclass
class _Plan:
    account: str
    label: str
    amount: int
    """Cents, debit minus credit, to reach at closing."""
    circuit: Circuit
    operations: int
    weight: int
    payer: str


def targets(case: PublishedCase) -> dict[str, int]:
    """Account → cents, debit minus credit, of classes 6, 7 and 8."""
    sums: dict[str, int] = defaultdict(int)
    for item in (*case.accounts, *case.in_kind):
        sums[item.number] += item.cents
    return dict(sums)


def case_entries(
    case: PublishedCase,
    *,
    seed: str = "1",
    lines: int = 0,
    opening: bool = True,
    cancellations: bool = False,
    closing_entries: bool = False,
) -> list[Entry]:
    """The year's entries: à-nouveaux first, then in order of date. Same case and options, same entries.

    ``lines`` is a target (0: an ordinary year); the number of lines comes within a few per cent of it, or
    as near as the amounts allow.
    """
    book = _Book(case, seed)
    for plan in _plans(case, lines):
        book.operate(plan)
    book.add_in_kind()
    if cancellations:
        book.add_cancellations()
    if opening:
        book.open()
    entries = sorted(book.entries, key=lambda e: (e.journal != "AN", e.date, list(JOURNALS).index(e.journal)))
    if closing_entries:
        entries.append(book.close())
    return entries


def _plans(case: PublishedCase, lines: int) -> list[_Plan]:
    labels = {item.number: item.label for item in (*case.accounts, *case.in_kind)}
    payers = {item.number: item.counterparty for item in case.accounts}
    plans = []
    for account, amount in targets(case).items():
        if account[0] not in "67" or not amount:
            continue
        circuit, usual, weight = next((c, n, w) for p, c, n, w in _CIRCUITS if account.startswith(p))
        if case.basis == "tresorerie" and circuit != "inventaire":
            circuit = "comptant"
        most = max(1, abs(amount) // _SMALLEST)
        plans.append(
            _Plan(
                account, labels[account], amount, circuit, min(usual, most), weight, payers.get(account, "")
            )
        )
    if lines:
        _stretch(plans, lines)
    return plans


def _stretch(plans: list[_Plan], lines: int) -> None:
    """Share the lines asked for between the accounts that have many operations, as their amounts allow."""
    elastic = [plan for plan in plans if plan.weight]
    room = lines - sum(p.operations * _LINES[p.circuit] for p in plans if not p.weight) - 8
    while elastic:
        per_weight = room / sum(p.weight for p in elastic)
        capped = [
            p for p in elastic if per_weight * p.weight / _LINES[p.circuit] > abs(p.amount) // _SMALLEST
        ]
        if not capped:
            for plan in elastic:
                plan.operations = max(1, round(per_weight * plan.weight / _LINES[plan.circuit]))
            return
        for plan in capped:
            plan.operations = max(1, abs(plan.amount) // _SMALLEST)
            room -= plan.operations * _LINES[plan.circuit]
            elastic.remove(plan)


def shares(rng: random.Random, total: int, parts: int) -> Iterator[int]:
    """Positive cents that add up to ``total``, all different in size; ``parts`` at most total // 100."""
    weights = [0.5 + rng.random() for _ in range(parts)]
    scale = sum(weights)
    done = 0
    cumulated = 0.0
    for rank, weight in enumerate(weights, start=1):
        cumulated += weight
        upto = total if rank == parts else int(total * (cumulated / scale))
        yield upto - done
        done = upto


@dataclass
class _Book:
    """Entries being written, with the counters that make pieces and letters."""

    case: PublishedCase
    seed: str
    entries: list[Entry] = field(default_factory=list)
    pieces: int = 0
    letters: int = 0

    def __post_init__(self) -> None:
        # Plausible dates and amounts, reproducible: nothing here is a secret.
        self.rng = random.Random(f"{self.case.slug}:{self.seed}")  # noqa: S311
        self.days = (self.case.closing - self.case.opening).days
        self.all_paid = self.case.basis == "tresorerie" or self.case.treasury is not None

    def operate(self, plan: _Plan) -> None:
        """All the operations of one account."""
        sign = 1 if plan.amount > 0 else -1
        for rank, part in enumerate(shares(self.rng, abs(plan.amount), plan.operations)):
            if plan.circuit == "inventaire":
                self._inventory(plan, sign * part)
                continue
            monthly = plan.circuit == "paie" or plan.account.startswith("73")
            day = self._day((rank + 1) * self.days // plan.operations if monthly else None)
            # An account on its unnatural side (a net refund) goes straight through the bank.
            if plan.circuit == "comptant" or (sign > 0) != (plan.account[0] == "6"):
                self._cash(plan, sign * part, day)
            else:
                self._credit(plan, sign * part, day)

    def _day(self, offset: int | None = None) -> dt.date:
        return self.case.opening + dt.timedelta(
            days=self.rng.randint(0, self.days) if offset is None else min(offset, self.days)
        )

    def _piece(self, prefix: str) -> str:
        self.pieces += 1
        return f"{prefix}{self.pieces:06d}"

    def _letter(self) -> str:
        self.letters += 1
        rank, text = self.letters, ""
        while rank:
            rank, digit = divmod(rank - 1, 26)
            text = chr(65 + digit) + text
        return text.rjust(3, "A")

    def _add(self, date: dt.date, journal: str, piece: str, label: str, *postings: Posting) -> None:
        self.entries.append(Entry(date, journal, piece, label, postings))

    def _cash(self, plan: _Plan, amount: int, day: dt.date) -> None:
        words = "Paiement" if amount > 0 else "Encaissement"
        who = f" {plan.payer}" if plan.payer else ""
        self._add(
            day, "BQ", self._piece("BQ"), f"{words}{who} {plan.label}",
            Posting(plan.account, plan.label, amount), Posting(*BANK, -amount),
        )  # fmt: skip

    def _credit(self, plan: _Plan, amount: int, day: dt.date) -> None:
        """Invoiced, notified or due one day; paid some weeks later, lettered, unless the year ends first."""
        third, name = next(
            found for (p, c), found in sorted(_THIRD.items(), reverse=True)
            if c == plan.circuit and plan.account.startswith(p)
        )  # fmt: skip
        code, who = self._third_party(plan)
        due = day + dt.timedelta(days=self.rng.randint(3, 50))
        due = min(due, self.case.closing) if self.all_paid else due
        paid = due <= self.case.closing
        letter = self._letter() if paid and plan.circuit != "paie" else ""
        lettered = due if letter else None
        journal = {"facture": "VE" if plan.account[0] == "7" else "AC"}.get(plan.circuit, "OD")
        piece = self._piece(journal)
        words = {"facture": "Facture", "convention": "Notification", "paie": "Paie"}[plan.circuit]
        self._add(
            day, journal, piece, f"{words} {plan.label}",
            Posting(plan.account, plan.label, amount),
            Posting(third, name, -amount, code, who, letter, lettered),
        )  # fmt: skip
        if paid:
            self._add(
                due, "BQ", piece, f"Règlement {piece}",
                Posting(third, name, amount, code, who, letter, lettered), Posting(*BANK, -amount),
            )  # fmt: skip

    def _third_party(self, plan: _Plan) -> tuple[str, str]:
        if plan.payer:
            return f"T{plan.account}", plan.payer
        if plan.circuit != "facture":
            return "", ""
        rank = self.rng.randint(1, 60)
        return (
            (f"C{rank:04d}", f"Client {rank}")
            if plan.account[0] == "7"
            else (f"F{rank:04d}", f"Maison {rank}")
        )

    def _inventory(self, plan: _Plan, amount: int) -> None:
        other = (
            ("194000", "Fonds dédiés") if plan.account[:3] in {"689", "789"} else ("281000", "Amortissements")
        )
        self._add(
            self.case.closing, "OD", self._piece("OD"), f"Inventaire {plan.label}",
            Posting(plan.account, plan.label, amount), Posting(*other, -amount),
        )  # fmt: skip

    def add_in_kind(self) -> None:
        """Classes 86 and 87 against each other, four entries a pair. Raises ValueError when they differ."""
        uses = {i.number: i.cents for i in self.case.in_kind if i.cents > 0}
        gifts = {i.number: -i.cents for i in self.case.in_kind if i.cents < 0}
        if sum(uses.values()) != sum(gifts.values()):
            raise ValueError(f"{self.case.slug}: classes 86 and 87 differ")
        labels = {i.number: i.label for i in self.case.in_kind}
        while uses and gifts:
            use, gift = next(iter(uses)), next(iter(gifts))
            amount = min(uses[use], gifts[gift])
            for rank, part in enumerate(shares(self.rng, amount, min(4, max(1, amount // _SMALLEST)))):
                self._add(
                    self._day((rank + 1) * self.days // 4), "OD", self._piece("CV"),
                    "Contributions volontaires en nature",
                    Posting(use, labels[use], part), Posting(gift, labels[gift], -part),
                )  # fmt: skip
            for side, number in ((uses, use), (gifts, gift)):
                side[number] -= amount
                if not side[number]:
                    del side[number]

    def add_cancellations(self) -> None:
        """Some products booked by mistake and cancelled: no effect on any balance."""
        for plan in _plans(self.case, 0)[:4]:
            day, amount = self._day(), self.rng.randint(1_000, 90_000)
            for cancels in (False, True):
                signed = -amount if cancels else amount
                words = "Annulation" if cancels else "Saisie"
                postings = (
                    Posting("467000", "Débiteurs et créditeurs divers", signed),
                    Posting(plan.account, plan.label, -signed),
                )
                self.entries.append(
                    Entry(day, "OD", self._piece("OD"), f"{words} {plan.label}", postings, cancels)
                )

    def open(self) -> None:
        """À-nouveaux: the published cash, else enough to run the year; own funds opposite."""
        year = targets(self.case)
        result = -sum(v for n, v in year.items() if n[0] in "67")
        products = -sum(v for n, v in year.items() if n[0] == "7")
        if self.case.treasury is not None:
            cash = cents_of(self.case.treasury.opening)
        else:
            cash = max(products // 5, products // 10 - result)
        third = cash // 3
        self._add(
            self.case.opening, "AN", "AN000001", "A nouveaux",
            Posting(*BANK, cash),
            Posting("110000", "Report à nouveau", -third),
            Posting("102000", "Fonds propres sans droit de reprise", third - cash),
        )  # fmt: skip

    def close(self) -> Entry:
        """The entry that brings classes 6 and 7 to zero, which a reader must leave out."""
        sums: dict[tuple[str, str], int] = defaultdict(int)
        for entry in self.entries:
            for posting in entry.postings:
                if posting.account[0] in "67":
                    sums[posting.account, posting.label] += posting.amount
        postings = [Posting(*key, -amount) for key, amount in sorted(sums.items()) if amount]
        result = sum(sums.values())
        if result:
            account = "120000" if result < 0 else "129000"
            postings.append(Posting(account, "Résultat de l'exercice", result))
        return Entry(self.case.closing, "CL", "CL000001", "Clôture des comptes de gestion", tuple(postings))
