"""The search: one page of results, and what is suggested while one types."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trajectoires.pages.domain import readership
from trajectoires.pages.interfaces.search_query import SearchQuery, facet_links, page_links
from trajectoires.pages.search import finding


def _answer(request: HttpRequest, template: str, context: dict[str, Any], kept: str) -> HttpResponse:
    response = render(request, template, context)
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = kept
    return response


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """GET ?q=: ten results a page, facets with counts; a useful page when nothing is found."""
    query = SearchQuery.read(request.GET)
    answer = finding.find(query.text, ticked=query.ticked, page=query.page)
    if answer.is_empty:
        readership.nothing_found(answer.text)
    context = {
        "query": query,
        "answer": answer,
        "facets": facet_links(query, answer.facets),
        "links": page_links(query, answer),
        "corrected_address": query.instead(answer.corrected) if answer.corrected else "",
    }
    return _answer(request, "pages/search.html", context, "no-cache")


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """GET ?q=: at most six options for the search box, nothing when there is none."""
    cards = finding.suggest(request.GET.get("q", ""))
    return _answer(request, "pages/search_suggestions.html", {"cards": cards}, "private, max-age=30")
