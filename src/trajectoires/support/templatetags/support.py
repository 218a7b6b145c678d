"""How the capability writes codes, days and answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import template

from equilibre.formatting import NBSP
from equilibre.formatting import day as day_words
from trajectoires.pages.facets import AUDIENCES
from trajectoires.support import enums
from trajectoires.support.domain.choosing import Option
from trajectoires.support.domain.obligations import Answers

register = template.Library()


@register.filter
def item(mapping: Mapping[str, Any], code: str) -> Any:
    """The value of a code, nothing for one that is not known."""
    return mapping.get(code, "")


@register.filter
def any_chosen(options: Iterable[Option]) -> bool:
    """A facet in which something was chosen is open."""
    return any(option.chosen for option in options)


@register.filter
def any_useful(options: Iterable[Option]) -> bool:
    """A facet whose every option would find nothing is not shown."""
    return any(option.count or option.chosen for option in options)


@register.filter
def lower_first(text: str) -> str:
    """« Trésorerie » inside a sentence."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


@register.filter
def audience_words(codes: Iterable[str]) -> str:
    """« dirigeants et gouvernance, porteurs de projet »."""
    return ", ".join(lower_first(AUDIENCES[code]) for code in codes if code in AUDIENCES)


@register.filter
def speciality_words(codes: Iterable[str]) -> str:
    """The specialities, in words."""
    return " · ".join(enums.SPECIALITIES[code] for code in codes if code in enums.SPECIALITIES)


@register.filter
def territory_words(codes: Iterable[str]) -> str:
    """The territories, in words."""
    return ", ".join(enums.TERRITORIES[code] for code in codes if code in enums.TERRITORIES)


@register.filter
def day_of_month(number: int) -> str:
    """« 1er », « 15 »; the 31st of each month is its last day."""
    if number > 28:
        return "dernier"
    return "1er" if number == 1 else str(number)


@register.filter
def day_number(day: dt.date) -> str:
    """« 1er », « 15 »."""
    return "1er" if day.day == 1 else str(day.day)


@register.filter
def answers_words(answers: Answers) -> str:
    """What the visitor said, in a sentence."""
    # A leap year, so that the end of February is said as it is.
    closing = day_words(answers.closing.on(2024)).rpartition(NBSP)[0]
    if answers.closing.month == 2 and answers.closing.day is None:
        closing = "dernier jour de février"
    people = {"non": "sans salarié", "oui": "moins de 50\u00a0salariés", "50": "50\u00a0salariés ou plus"}
    money = {
        "non": "sans subvention publique",
        "oui": "au plus 153\u202f000\u00a0€ de subventions publiques",
        "plus": "plus de 153\u202f000\u00a0€ de subventions publiques",
    }
    gifts = {
        "non": "pas de reçu fiscal",
        "oui": "des reçus fiscaux",
        "plus": "des reçus fiscaux pour plus de 153\u202f000\u00a0€ de dons",
    }
    said = (people[answers.employer], money[answers.public], gifts[answers.receipts])
    return ", ".join((f"exercice clos le {closing}", *said))
