"""The editorial site's own tools: each function gives the context of a template."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from trajectoires.pages.domain.queries.glossary import glossary
from trajectoires.pages.domain.queries.plan import plan
from trajectoires.pages.interfaces.proposing import ProposalForm, page_asked

TEXT_MAX = 120


def glossary_context(request: HttpRequest) -> dict[str, Any]:
    """Every term, or those that hold some words."""
    text = " ".join(request.GET.get("q", "").split())[:TEXT_MAX]
    return {"glossary": glossary(text=text), "text": text}


def plan_context(request: HttpRequest) -> dict[str, Any]:
    """The whole tree."""
    return {"plan": plan()}


def propose_context(request: HttpRequest) -> dict[str, Any]:
    """The form; a link from a page names that page, and supposes a correction of it."""
    page = page_asked(request.GET.get("page", ""))
    return {"form": ProposalForm(initial={"page": page, "nature": "correction" if page else None})}
