"""Double-entry books made from a scenario: totals and files of the example are both read from them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from equilibre.examples.scenario import Flow, GrantLine, PlainEntry, Scenario

JOURNALS = {
    "AN": "À-nouveaux",
    "AC": "Achats",
    "BQ": "Banque",
    "OD": "Opérations diverses",
    "PA": "Paie",
    "SU": "Subventions",
    "VE": "Ventes",
}
CENTS = 100


class Posting(msgspec.Struct, frozen=True):
    """A line: account, cents debit minus credit, third party (code or empty), settlement it belongs to."""

    account: str
    amount: int
    third_party: str = ""
    settlement: str = ""


class Entry(msgspec.Struct, frozen=True):
    """A balanced entry."""

    date: dt.date
    journal: str
    piece: str
    label: str
    postings: tuple[Posting, ...]


class Book(msgspec.Struct, frozen=True):
    """One exercice (a calendar year): à-nouveaux first, then entries in order of date."""

    year: int
    entries: tuple[Entry, ...]

    @property
    def opening(self) -> dt.date:
        """1 January."""
        return dt.date(self.year, 1, 1)

    @property
    def closing(self) -> dt.date:
        """31 December."""
        return dt.date(self.year, 12, 31)


def spread(total: int, weights: Sequence[int]) -> list[int]:
    """Share whole cents by weights, by cumulated rounding, so that the parts add up to the total."""
    whole = sum(weights)
    parts: list[int] = []
    cumulated = given = 0
    for weight in weights:
        cumulated += weight
        upto = total * cumulated // whole
        parts.append(upto - given)
        given = upto
    return parts


def occurrences(flow: Flow, rank: int, year: int) -> Iterator[tuple[dt.date, int]]:
    """Dates and cents of a flow over one year."""
    months = spread(flow.amounts[rank] * CENTS, flow.weights)
    for month, amount in enumerate(months, start=1):
        for day, part in zip(flow.days, spread(amount, [1] * len(flow.days)), strict=True):
            if part:
                yield dt.date(year, month, day), part


class LedgerWriter:
    """Turns each part of a scenario into entries; ``books`` closes the years one after the other."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self._entries: list[Entry] = []
        self._pieces: dict[str, int] = defaultdict(int)

    def books(self) -> tuple[Book, ...]:
        """One book per year. What falls after the last year stays unpaid."""
        for rank, year in enumerate(self.scenario.years):
            self._cash_flows(rank, year)
            self._invoices(rank, year)
            self._payroll(rank, year)
        for grant in self.scenario.grants:
            self._grant(grant)
        for plain in self.scenario.entries:
            self._plain(plain)
        return tuple(self._close())

    def _add(self, date: dt.date, journal: str, label: str, *postings: Posting) -> None:
        if sum(posting.amount for posting in postings):
            raise ValueError(f"unbalanced entry: {label}")
        self._pieces[journal] += 1
        piece = f"{journal}{self._pieces[journal]:04d}"
        self._entries.append(Entry(date, journal, piece, label, postings))

    def _cash_flows(self, rank: int, year: int) -> None:
        bank = self.scenario.bank
        for flow in self.scenario.receipts:
            label = self.scenario.accounts[flow.account]
            for date, cents in occurrences(flow, rank, year):
                product = Posting(flow.account, -cents, flow.third_party)
                self._add(date, "BQ", label, Posting(bank, cents), product)
        for flow in self.scenario.expenses:
            label = self.scenario.accounts[flow.account]
            for date, cents in occurrences(flow, rank, year):
                self._add(date, "BQ", label, Posting(flow.account, cents), Posting(bank, -cents))

    def _invoices(self, rank: int, year: int) -> None:
        for flow in self.scenario.invoices:
            for date, cents in occurrences(flow, rank, year):
                self._billed(flow, date, cents, "VE", "411000")
        for flow in self.scenario.purchases:
            for date, cents in occurrences(flow, rank, year):
                self._billed(flow, date, -cents, "AC", "401000")

    def _billed(self, flow: Flow, date: dt.date, cents: int, journal: str, account: str) -> None:
        """An invoice and its payment; ``cents`` is positive for a sale, negative for a purchase."""
        label = self.scenario.accounts[flow.account]
        who = flow.third_party
        key = f"{account}/{who}/{flow.account}/{date}"
        self._add(date, journal, label, Posting(account, cents, who, key), Posting(flow.account, -cents))
        self._add(
            date + dt.timedelta(days=flow.paid_after),
            "BQ",
            f"Règlement {self.scenario.third_parties[who].label}",
            Posting(self.scenario.bank, cents),
            Posting(account, -cents, who, key),
        )

    def _payroll(self, rank: int, year: int) -> None:
        pay = self.scenario.payroll
        for month, gross in enumerate(spread(pay.gross[rank] * CENTS, [1] * 12), start=1):
            held, employer, training = (
                round(gross * share) for share in (pay.employee_share, pay.employer_share, pay.training_share)
            )
            date = dt.date(year, month, pay.pay_day)
            key = f"{year}-{month:02d}"
            self._add(
                date,
                "PA",
                f"Paie {month:02d}/{year}",
                Posting("641100", gross),
                Posting("645100", employer),
                Posting("633300", training),
                Posting("421000", held - gross, settlement=f"421/{key}"),
                Posting("431000", -(held + employer + training), settlement=f"431/{key}"),
            )
            self._add(
                date, "BQ", f"Virement des salaires {month:02d}/{year}",
                Posting("421000", gross - held, settlement=f"421/{key}"),
                Posting(self.scenario.bank, held - gross),
            )  # fmt: skip
            after = dt.date(year + month // 12, month % 12 + 1, pay.contributions_day)
            self._add(
                after, "BQ", f"Urssaf {month:02d}/{year}",
                Posting("431000", held + employer + training, settlement=f"431/{key}"),
                Posting(self.scenario.bank, -(held + employer + training)),
            )  # fmt: skip

    def _grant(self, grant: GrantLine) -> None:
        who = grant.third_party
        label = self.scenario.third_parties[who].label
        key = f"{grant.receivable}/{who}/{grant.account}/{grant.notified}"
        cents = grant.amount * CENTS
        self._add(
            grant.notified, "SU", f"Notification {label} {grant.notified.year}",
            Posting(grant.receivable, cents, who, key), Posting(grant.account, -cents),
        )  # fmt: skip
        for date, euros in grant.payments:
            self._add(
                date, "BQ", f"Versement {label}",
                Posting(self.scenario.bank, euros * CENTS),
                Posting(grant.receivable, -euros * CENTS, who, key),
            )  # fmt: skip

    def _plain(self, plain: PlainEntry) -> None:
        cents = plain.amount * CENTS
        self._add(
            plain.date, plain.journal, plain.label,
            Posting(plain.debit, cents, plain.debit_third_party),
            Posting(plain.credit, -cents, plain.credit_third_party),
        )  # fmt: skip

    def _close(self) -> Iterator[Book]:
        """À-nouveaux of each year from the balances of the year before, result carried to 120 or 129."""
        balances: dict[tuple[str, str], int] = {
            (line.account, line.third_party): line.amount * CENTS for line in self.scenario.opening
        }
        allocations = {date.year: date for date in self.scenario.allocation.dates}
        for year in self.scenario.years:
            brought = tuple(
                Posting(account, amount, who) for (account, who), amount in sorted(balances.items()) if amount
            )
            opening = Entry(dt.date(year, 1, 1), "AN", "AN0001", f"À-nouveaux {year}", brought)
            if year in allocations:
                self._allocate(balances, allocations[year])
            moves = sorted(
                (entry for entry in self._entries if entry.date.year == year),
                key=lambda entry: (entry.date, entry.journal, entry.piece),
            )
            yield Book(year, (opening, *moves))
            balances = carried_forward(balances, moves)

    def _allocate(self, balances: dict[tuple[str, str], int], date: dt.date) -> None:
        for account, target in (("120000", "110000"), ("129000", "119000")):
            amount = balances.get((account, ""), 0)
            if amount:
                label = "Affectation du résultat par l'assemblée générale"
                self._add(date, "OD", label, Posting(account, -amount), Posting(target, amount))


def carried_forward(
    balances: dict[tuple[str, str], int], entries: Sequence[Entry]
) -> dict[tuple[str, str], int]:
    """Balances of classes 1 to 5 after a year, the result of classes 6 and 7 put on 120 or 129."""
    after = defaultdict(int, balances)
    result = 0
    for entry in entries:
        for posting in entry.postings:
            if posting.account[0] in "12345":
                after[posting.account, posting.third_party] += posting.amount
            elif posting.account[0] in "67":
                result += posting.amount
    after["120000" if result <= 0 else "129000", ""] += result
    return dict(after)
