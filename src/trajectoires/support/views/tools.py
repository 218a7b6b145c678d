"""What the pages of the three tools show: each function gives the context of a template."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone

from trajectoires.pages.facets import LEVERS, MEDOC, PILLARS
from trajectoires.support import cartogram, enums
from trajectoires.support.domain.choosing import Choice
from trajectoires.support.domain.queries.agenda import agenda
from trajectoires.support.domain.queries.directory import directory, sources_of
from trajectoires.support.domain.queries.library import FACETS, library
from trajectoires.support.interfaces import asked
from trajectoires.support.interfaces.forms import calendar_form

PAGE_SIZE = 20
NATIONAL_SIZE = 10
"""Under a territory, the national organisations come second."""


def resources(request: HttpRequest) -> dict[str, Any]:
    """The library: what is found, the facets, what was asked and how to take it back."""
    choice = asked.choice_of(request.GET, FACETS)
    found = library(choice=choice, only=request.GET.get("cle", ""))
    return {
        "choice": choice,
        "library": found,
        "shown": _page(request, found.found),
        "query": asked.choice_query(choice, FACETS),
        "removals": _removals(choice),
        "labels": {"kind": MEDOC, "pillar": PILLARS, "lever": LEVERS, "place": enums.PLACES},
    }


def _removals(choice: Choice) -> list[dict[str, str]]:
    """Each thing asked, with the address that no longer asks it."""
    words = [
        {
            "label": f"«\u00a0{choice.text}\u00a0»",
            "query": asked.choice_query(choice, FACETS, without=("q", "")),
        }
    ]
    return (words if choice.text else []) + [
        {"label": facet.labels[code], "query": asked.choice_query(choice, FACETS, without=(facet.name, code))}
        for facet in FACETS
        for code in facet.labels
        if code in choice.of(facet.name)
    ]


def referents(request: HttpRequest) -> dict[str, Any]:
    """The directory: the map, the lists, what was asked."""
    territory = asked.one_of(request.GET, "territoire", enums.TERRITORIES)
    speciality = asked.one_of(request.GET, "specialite", enums.SPECIALITIES)
    found = directory(
        territory=territory,
        speciality=speciality,
        today=timezone.localdate(),
        only=request.GET.get("cle", ""),
    )
    rows = found.everywhere if territory else [*found.everywhere, *found.near]
    shown = _page(request, [found.alone] if found.alone else rows, NATIONAL_SIZE if territory else PAGE_SIZE)
    near = found.near if territory and not found.alone else []
    keys = {row.source_key for row in (*shown.object_list, *near)}
    return {
        "directory": found,
        "shown": shown,
        "territory": territory,
        "speciality": speciality,
        "territory_name": enums.TERRITORIES.get(territory, ""),
        "speciality_name": enums.SPECIALITIES.get(speciality, ""),
        "near": near,
        "sources": sources_of(keys),
        "query": _query(territoire=territory, specialite=speciality),
        "regions": _places(enums.REGIONS, found.counts),
        "others": _places(enums.OTHER_TERRITORIES, found.counts),
        "specialities": [(c, label, found.specialities[c]) for c, label in enums.SPECIALITIES.items()],
        "map": {
            "width": cartogram.WIDTH,
            "height": cartogram.HEIGHT,
            "blocks": _blocks(speciality, territory, found.counts),
        },
    }


def _blocks(speciality: str, territory: str, counts: Any) -> list[dict[str, Any]]:
    return [
        {
            "block": block,
            "name": enums.REGIONS[block.code],
            "count": counts[block.code],
            "here": block.code == territory,
            "query": _query(territoire=block.code, specialite=speciality),
        }
        for block in cartogram.BLOCKS
    ]


def _places(places: dict[str, str], counts: Any) -> list[tuple[str, str, int]]:
    return [(code, name, counts[code]) for code, name in places.items()]


def obligations(request: HttpRequest) -> dict[str, Any]:
    """The calendar: the questions with their answers, and what they make due."""
    answers = asked.answers_of(request.GET)
    query = asked.answers_query(answers)
    file = f"{reverse('support:calendar')}?{query}"
    return {
        "answers": answers,
        "form": calendar_form(answers),
        "agenda": agenda(answers=answers, today=timezone.localdate()),
        "file": file,
        "subscription": f"{settings.SITE_ADDRESS}{file}",
    }


def _page(request: HttpRequest, rows: list[Any], size: int = PAGE_SIZE) -> Any:
    number = asked.number_of(request.GET, "page", 1, 9999) or 1
    return Paginator(rows, size).get_page(number)


def _query(**values: str) -> str:
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in values.items() if value})
    return query.urlencode()
