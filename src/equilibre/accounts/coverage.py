"""Does the file cover the exercice that it is read as? A cut file and a wrong year look alike: say so."""

from __future__ import annotations

from equilibre.accounts.options import ReadOptions
from equilibre.accounts.totals import AccountTotals
from equilibre.errors import ReadError
from equilibre.formatting import day, month

_MONTHS_OF_SILENCE = 2
"""A file whose last movement is more than two months before the closing is said to be perhaps cut."""


def refuse_another_year(totals: AccountTotals, options: ReadOptions) -> None:
    """ReadError when the dates were typed and more than half of the lines fall outside of them."""
    if options.opening is None and options.closing is None:
        return
    outside, lines = totals.anomalies.by_code.get("S11", 0), totals.source.lines
    if 2 * outside > lines:
        raise ReadError(
            "autre_exercice",
            "La plupart des écritures ne sont pas dans l’exercice que vous avez indiqué",
            field="EcritureDate",
            read=f"{outside} lignes sur {lines} en dehors",
            expected=f"des écritures du {day(totals.opening)} au {day(totals.closing)}",
            remedy="Vérifiez les dates saisies, ou laissez-les vides : le fichier les donne souvent.",
        )


def coverage_notes(totals: AccountTotals) -> tuple[str, ...]:
    """A sentence when movements stop long before the closing: the file may have been cut."""
    months = [key for account in totals.accounts for key in account.months]
    if not months:
        return ()
    last = max(months)
    year, rank = (int(part) for part in last.split("-"))
    silence = 12 * (totals.closing.year - year) + totals.closing.month - rank
    if silence <= _MONTHS_OF_SILENCE:
        return ()
    return (
        f"Attention : la dernière écriture est de {month(last)}, alors que l’exercice finit le "
        f"{day(totals.closing)}. Le fichier est peut-être coupé : vérifiez le total des produits, ou "
        "exportez-le à nouveau.",
    )
