"""A FEC of any length, valid, balanced, with the shape of real ones: for the benchmarks only."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from equilibre.examples.files import FEC_COLUMNS

YEAR = 2024
# (journal, debit, credit, weight): what an association of some size books all year long.
FLOWS = (
    ("VE", "411000", "706100", 26), ("BQ", "512100", "411000", 22), ("AC", "606300", "401000", 16),
    ("BQ", "401000", "512100", 14), ("BQ", "512100", "754110", 8), ("BQ", "512100", "756100", 4),
    ("PA", "641100", "421000", 3), ("PA", "645100", "431000", 3), ("SU", "441700", "741400", 1),
    ("BQ", "512100", "441700", 1), ("AC", "613200", "401000", 2),
)  # fmt: skip
LABELS = {
    "401000": "Fournisseurs", "411000": "Usagers et clients", "421000": "Personnel", "431000": "Urssaf",
    "441700": "Subventions à recevoir", "512100": "Banque", "606300": "Petit équipement",
    "613200": "Locations", "641100": "Salaires", "645100": "Cotisations sociales",
    "706100": "Participations aux ateliers", "741400": "Subvention de la commune",
    "754110": "Dons manuels", "756100": "Cotisations",
}  # fmt: skip
THIRD_PARTIES = {"401000": ("F", 150), "411000": ("C", 400), "441700": ("S", 12)}
"""Letter and number of third parties: suppliers, users, funders of a large association."""


def fec_lines(lines: int, seed: int = 20_240_101) -> Iterator[str]:
    """``lines`` data lines (rounded down to whole entries of two), in order of date, without the header."""
    chance = random.Random(seed)
    weights = [weight for *_, weight in FLOWS]
    entries = lines // 2
    for number in range(1, entries + 1):
        journal, debit, credit, _ = chance.choices(FLOWS, weights)[0]
        day = dt.date(YEAR, 1, 1) + dt.timedelta(days=(number - 1) * 366 // entries)
        cents = chance.randrange(100, 250_000)
        yield from entry(number, journal, day, (debit, credit), cents, chance.randrange(100_000))


def entry(
    number: int, journal: str, day: dt.date, accounts: tuple[str, str], cents: int, who: int
) -> Iterator[str]:
    """The two lines of an entry."""
    amount = f"{cents // 100},{cents % 100:02d}"
    written = f"{day:%Y%m%d}"
    for account, debit, credit in ((accounts[0], amount, "0,00"), (accounts[1], "0,00", amount)):
        letter, many = THIRD_PARTIES.get(account, ("", 1))
        code = f"{letter}{who % many:04d}" if letter else ""
        label = f"Tiers {code}" if letter else ""
        yield "\t".join(
            (
                journal, f"Journal {journal}", f"{number:07d}", written, account, LABELS[account], code,
                label, f"P{number:07d}", written,
                f"Opération {number}", debit, credit, "", "", written, "", "",
            )
        )  # fmt: skip


def fec_of(lines: int) -> bytes:
    """The whole file: header, tabs, CR LF, UTF-8."""
    return ("\r\n".join(["\t".join(FEC_COLUMNS), *fec_lines(lines)]) + "\r\n").encode()


NAME = f"000000000FEC{YEAR}1231.txt"
