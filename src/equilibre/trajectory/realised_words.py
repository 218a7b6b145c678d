"""The words of a financial report, the same on the page and in its documents."""

from __future__ import annotations

from equilibre.formatting import MINUS, NBSP, day, number, percent
from equilibre.trajectory.realised import Compared, Due, FinancialReport, ReadReport

NO_PERCENT = "pas de pourcentage\u00a0: rien n’était prévu"


def whole(euros: int) -> str:
    """« 1 200 € », « −40 € »: whole euros."""
    return f"{MINUS if euros < 0 else ''}{number(abs(euros))}{NBSP}€"


def signed(euros: int | None) -> str:
    """« +120 € », « −40 € », « 0 € »; « » when it is not known."""
    if euros is None:
        return ""
    return f"+{whole(euros)}" if euros > 0 else whole(euros)


def signed_percent(one: Compared) -> str:
    """« +12,5 % »; « » where there is no percentage."""
    if one.percent is None:
        return ""
    return f"{'+' if one.percent > 0 else MINUS if one.percent < 0 else ''}{percent(abs(one.percent), 1)}"


def difference_words(one: Compared) -> str:
    """« +120 € (+12,5 %) »; where nothing was planned there is no percentage, which is said."""
    if one.difference is None:
        return "réalisé à saisir"
    if not one.difference:
        return "aucun écart"
    return f"{signed(one.difference)} ({signed_percent(one) or NO_PERCENT})"


def gap_words(read: ReadReport) -> tuple[str, ...]:
    """By how much the two sides differ, planned then realised; nothing when they agree."""
    found = []
    if read.planned_gap:
        found.append(_apart("Au budget", read.planned_gap))
    if read.gap:
        told = _apart("Au réalisé", read.gap)
        if read.exact_gap == 0:
            told += " Au centime, ils sont égaux\u00a0: l’arrondi à l’euro les sépare."
        found.append(told)
    return tuple(found)


def _apart(when: str, euros: int) -> str:
    more, less = ("les produits", "les charges") if euros > 0 else ("les charges", "les produits")
    return f"{when}, {more} dépassent {less} de {whole(abs(euros))}."


def due_words(due: Due) -> str:
    """« À envoyer au plus tard le 30 juin 2027, d’après la loi, 6 mois après… », without a full stop."""
    by = "votre convention" if due.agreed else f"la loi, {due.months}{NBSP}mois après la fin de l’exercice"
    told = f"À envoyer au plus tard le {day(due.on)}, d’après {by}"
    if due.on > due.legal:
        told += f" (après le {day(due.legal)}, date de la loi\u00a0: à confirmer avec votre financeur)"
    return told


def threshold_words(report: FinancialReport) -> str:
    """« 10 % et 500 € »."""
    return f"{percent(report.percent)} et {whole(report.amount // 100)}"
