"""What the capability gives to the others through the thread: after a diagnosis, a plan; a plan to keep."""

from __future__ import annotations

from django.urls import reverse

from equilibre.formatting import typographic
from equilibre.pathway.plans import Plan
from trajectoires.pathways import access
from trajectoires.pathways.domain import storage
from trajectoires.pathways.domain.saved import Saved, from_json, to_json
from trajectoires.pathways.enums import PACE_NAMES
from trajectoires.pathways.links import EDIT, AnyLinkConverter, Link
from trajectoires.private_links.opening import opened_by_text
from trajectoires.thread import exchange

KIND = "plan"


def register() -> None:
    """Called when the site starts."""
    exchange.register_opener(KIND, open_plan)
    exchange.register_keeper(exchange.Keeper(kind=KIND, label="Parcours", snapshot=snapshot, reopen=reopen))
    exchange.register_next_step(
        exchange.NextStep(
            source="model",
            label="Préparer un parcours d’après ces chiffres",
            why="Des étapes datées, choisies d’après ce que disent vos comptes, sans répondre au diagnostic.",
            url_name="pathways:start",
            field="model",
            order=20,
        )
    )
    exchange.register_next_step(
        exchange.NextStep(
            source="diagnosis",
            label="Préparer mon parcours",
            why=typographic("Des étapes datées, choisies d'après vos réponses."),
            url_name="pathways:start",
            field="diagnosis",
            order=10,
            template="pathways/_ask.html",
        )
    )


def open_plan(link: str) -> Plan | None:
    """The plan behind « p/… » or « v/… »; None when it opens nothing."""
    saved = _saved(link)
    return None if saved is None else saved.plan


def snapshot(link: str) -> exchange.Kept | None:
    """A copy that needs neither the link nor the pages that it names."""
    saved = _saved(link)
    if saved is None:
        return None
    return exchange.Kept(
        kind=KIND,
        title=f"Parcours en {PACE_NAMES[saved.plan.traveller.pace]}",
        sentence=saved.plan.sentence,
        content=to_json(saved),
    )


def reopen(content: bytes) -> str:
    """A new plan from a copy; its address."""
    created = storage.create(saved=from_json(content))
    return reverse("pathways:plan", args=[Link(EDIT, created.edit_token)])


def _saved(link: str) -> Saved | None:
    opened = opened_by_text(link, AnyLinkConverter, access.open_link)
    return None if opened is None else opened.saved
