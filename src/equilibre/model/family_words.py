"""The family in words: why, and what would change the reading. Descriptive, never a verdict."""

from __future__ import annotations

from collections.abc import Sequence

from equilibre.formatting import percent
from equilibre.model.family_shares import HYBRID, Shares, Thresholds, Undecided
from equilibre.model.results import FamilyCode
from equilibre.reference.catalogue import families as family_catalogue


def reasons(shares: Shares, code: FamilyCode | None, thresholds: Thresholds) -> list[str]:
    """Sentences that say what the reading rests on."""
    (first, top), (second, next_one) = shares.ranked()[:2]
    catalogue = family_catalogue()
    points = round(100 * (top - next_one) / shares.total)
    name = catalogue[first].short
    found = []
    if code == HYBRID:
        found.append(
            f"Aucune source ne domine : {name} font {percent(shares.share(first))} des produits, "
            f"{catalogue[second].short} {percent(shares.share(second))}."
        )
        found.append(
            f"Pour dire qu’une source domine, la plateforme demande {percent(thresholds.dominant)} des "
            f"produits et {round(100 * thresholds.lead)} points d’avance (convention)."
        )
    else:
        found.append(f"{name[:1].upper()}{name[1:]} font {percent(shares.share(first))} des produits.")
        if next_one > 0:
            found.append(f"L’avance sur {catalogue[second].short} est de {points} points.")
    if shares.share("") > thresholds.tolerated:
        found.append(f"{percent(shares.share(''))} des produits restent hors des familles.")
    return found


def what_would_change(
    shares: Shares, code: FamilyCode | None, thresholds: Thresholds, undecided: Sequence[Undecided]
) -> str:
    """The change of figures, or the answer, that would give another reading."""
    (first, _top), (second, _next) = shares.ranked()[:2]
    catalogue = family_catalogue()
    name, other = catalogue[first].short, catalogue[second].short
    lead = round(100 * thresholds.lead)
    if code is None:
        if undecided:
            return "Le partage de " + ", ".join(f"{u.account} « {u.label} »" for u in undecided) + "."
        return "L’origine des produits qui restent hors des familles."
    if code == HYBRID:
        return (
            f"La lecture changerait si {name}, aujourd’hui {percent(shares.share(first))} des produits, "
            f"atteignaient {percent(thresholds.dominant)} avec {lead} points d’avance sur {other}."
        )
    below = f"La lecture changerait si {name} passaient sous {percent(thresholds.dominant)} des produits"
    if shares.share(second) <= 0:
        return f"{below}."
    share = percent(shares.share(second))
    return f"{below}, ou si {other}, aujourd’hui {share}, revenaient à moins de {lead} points."
