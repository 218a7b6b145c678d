"""« Définir mon besoin »: what its page shows. The answers are in the address: nothing is sent nor kept."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest

from trajectoires.learning.domain.need import Result, Step, Walk, walk
from trajectoires.learning.domain.queries.reading import readings
from trajectoires.learning.domain.queries.shipped_guide import guide
from trajectoires.pages.facets import TOOLS

URGENT = "aide-tresorerie"


def need_context(request: HttpRequest) -> dict[str, Any]:
    """A question with its answers as links, or a result; what was answered, each with a way back to it."""
    walked = walk(guide(settings.CONTENT_DIR), {key: request.GET.get(key, "") for key in request.GET})
    return {
        "walk": walked,
        "number": len(walked.steps) + 1,
        "choices": _choices(walked),
        "answered": [(step, _query(walked.steps[:rank])) for rank, step in enumerate(walked.steps)],
        "back": _query(walked.steps[:-1]),
        **_result(walked.result),
    }


def _choices(walked: Walk) -> list[tuple[str, str]]:
    if walked.question is None:
        return []
    return [
        (choice.label, _query((*walked.steps, Step(walked.question, choice))))
        for choice in walked.question.choices
    ]


def _query(steps: tuple[Step, ...]) -> str:
    return urlencode([(step.question.key, step.choice.key) for step in steps])


def _result(result: Result | None) -> dict[str, Any]:
    if result is None:
        return {"pages": [], "button": None, "urgent": False}
    label, address = TOOLS.get(result.tool, ("", ""))
    # A page that the button already opens is not told twice.
    pages = readings(page for page in result.pages if page != address)
    return {
        "pages": list(pages.values()),
        "button": (label, address) if label else None,
        "urgent": result.tool == URGENT,
    }
