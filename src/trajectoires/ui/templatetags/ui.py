"""How values are written on every page: one rounding, French typography, no arithmetic here."""

from __future__ import annotations

import datetime as dt

from django import template

from equilibre import formatting
from equilibre.figures import Certainty, Status, Unit

register = template.Library()

STATUS_LABELS: dict[Status, str] = {
    "etabli": "établi",
    "lecture": "lecture proposée",
    "convention": "convention de la plateforme",
}
CERTAINTY_LABELS: dict[Certainty, str] = {
    "mesure": "mesuré",
    "estime": "estimé",
    "suppose": "supposé",
    "non_mesure": "non mesuré",
}
UNKNOWN = "non mesuré"


@register.filter
def euros(cents: int | None) -> str:
    """Whole euros; an unknown amount is said, never shown as zero."""
    return UNKNOWN if cents is None else formatting.euros(cents)


@register.filter
def euros_exact(cents: int | None) -> str:
    """Euros and cents, « au centime »."""
    return UNKNOWN if cents is None else formatting.euros_exact(cents)


@register.filter
def euros_signed(cents: int | None) -> str:
    """A difference: « + 1 200 € », « − 300 € », « 0 € »."""
    if cents is None:
        return ""
    return ("+" + formatting.NNBSP if cents > 0 else "") + formatting.euros(cents)


@register.filter
def percent(share: float | None, places: int = 0) -> str:
    """A share 0–1 as a percentage."""
    return UNKNOWN if share is None else formatting.percent(share, places)


@register.filter
def percent_signed(share: float | None) -> str:
    """A relative difference: « + 12 % »."""
    if share is None:
        return ""
    return ("+" + formatting.NNBSP if share > 0 else "") + formatting.percent(share)


@register.filter
def day(date: dt.date) -> str:
    """« 1er janvier 2024 »."""
    return formatting.day(date)


@register.filter
def month(key: str) -> str:
    """« 2024-03 » → « mars 2024 »."""
    return formatting.month(key)


@register.filter
def number(value: float | None, places: int = 0) -> str:
    """A plain number with French separators."""
    return UNKNOWN if value is None else formatting.number(value, places)


@register.filter
def plural(count: int, forms: str) -> str:
    """``{{ 3|plural:"ligne,lignes" }}`` → « 3 lignes » with a non-breaking space; French: 0 and 1 are singular."""
    one, _, many = forms.partition(",")
    return f"{formatting.number(count)}{formatting.NBSP}{many if count >= 2 else one}"


def value_text(value: float | str | None, unit: str) -> str:
    """A value of the engine with its unit, as printed everywhere."""
    if value is None:
        return UNKNOWN
    if isinstance(value, str):
        return value
    known: dict[Unit, str] = {
        "centimes": formatting.euros(round(value)),
        "part": formatting.percent(value, 0 if abs(value * 100 - round(value * 100)) < 1e-9 else 1),
        "mois": f"{formatting.number(value, 1)}{formatting.NBSP}mois",
        "jours": f"{formatting.number(value)}{formatting.NBSP}jours",
        "heures": f"{formatting.number(value)}{formatting.NBSP}h",
        "nombre": formatting.number(value, 0 if float(value).is_integer() else 2),
        "etp": f"{formatting.number(value, 1)}{formatting.NBSP}ETP",
        "ratio": formatting.number(value, 2),
        "euros_par_heure": f"{formatting.number(value / 100, 2)}{formatting.NBSP}€ l’heure",
    }
    return known.get(unit, formatting.number(value, 2))  # type: ignore[call-overload]


@register.filter
def in_unit(value: float | None, unit: str) -> str:
    """``{{ figure.value|in_unit:figure.unit }}``."""
    return value_text(value, unit)


@register.inclusion_tag("ui/components/chip.html")
def status_chip(status: Status) -> dict[str, str]:
    """« établi », « lecture proposée », « convention de la plateforme »."""
    return {"code": status, "text": STATUS_LABELS[status]}


@register.inclusion_tag("ui/components/chip.html")
def certainty_chip(certainty: Certainty) -> dict[str, str]:
    """« mesuré », « estimé », « supposé », « non mesuré »."""
    return {"code": certainty, "text": CERTAINTY_LABELS[certainty]}
