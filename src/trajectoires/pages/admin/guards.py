"""What the editor refuses with a sentence, and what it says after a page was saved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.models import Page

from trajectoires.pages.domain.queries.advice import advice
from trajectoires.pages.models import ContentPage, DoorPage, HomePage, ToolPage

FIXED = (
    "L’accueil, les cinq portes et les pages des outils restent en place\u00a0: les menus et les boutons "
    "du site y "
    "mènent. Changez plutôt leur texte."
)
HARMFUL = {"delete", "move", "unpublish"}
FIXED_TYPES = (HomePage, DoorPage, ToolPage)


def keep_fixed(request: HttpRequest, page: Page, *rest: Any) -> HttpResponse | None:
    """The home page, the doors and the tools are neither deleted, nor moved, nor unpublished, nor copied."""
    if not holds_fixed(page):
        return None
    messages.error(request, FIXED)
    return redirect("wagtailadmin_explore", page.pk)


def keep_fixed_in_bulk(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """The same, for many at once."""
    if action_type not in HARMFUL:
        return None
    fixed = next((one for one in objects if isinstance(one, Page) and holds_fixed(one)), None)
    return keep_fixed(request, fixed) if fixed is not None else None


def holds_fixed(page: Page) -> bool:
    """The site's own menus and buttons lead to this page, or to one below it."""
    return page.get_descendants(inclusive=True).type(*FIXED_TYPES).exists()


def say_what_is_missing(request: HttpRequest, page: Page) -> None:
    """After a save by hand: an autosave would say it again every second."""
    if not isinstance(page, ContentPage) or not request.accepts("text/html"):
        return
    for sentence in advice(page):
        messages.warning(request, sentence)
