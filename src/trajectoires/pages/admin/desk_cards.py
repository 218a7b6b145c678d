"""The cards that ``pages`` puts on the editors' desk."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState
from wagtail.permissions import page_permission_policy

from equilibre.formatting import day, number
from trajectoires.pages import desk
from trajectoires.pages.admin.reports import delay, edit_address
from trajectoires.pages.desk import Card, Line
from trajectoires.pages.domain.queries import editing
from trajectoires.pages.models import ContentPage

WEEK = 7


def _lines(pages: list[ContentPage], said: Any) -> tuple[Line, ...]:
    return tuple(Line(f"{page.title} ({said(page)})", edit_address(page.pk) or "") for page in pages)


def to_moderate(user: Any) -> Card | None:
    """What waits for this user's approval; Wagtail's own panel, below, holds the buttons."""
    if not page_permission_policy.user_has_permission(user, "publish"):
        return None
    waiting = TaskState.objects.reviewable_by(user).select_related("revision").order_by("started_at", "pk")
    lines = tuple(
        Line(state.revision.object_str, edit_address(int(state.revision.object_id)) or "")
        for state in waiting[: desk.LINES_SHOWN]
    )
    return Card(
        "À modérer", waiting.count(), "Rien n’attend votre accord.", lines,
        reverse("wagtailadmin_reports:workflow_tasks"), "Voir les relectures",
    )  # fmt: skip


def to_review(user: Any) -> Card:
    """Pages due within sixty days."""
    today = timezone.localdate()
    due = editing.to_review(today=today)
    first = list(due[: desk.LINES_SHOWN])
    return Card(
        "À relire", due.count(), "Toutes les pages sont à jour pour deux mois.",
        _lines(first, lambda page: delay(page.next_review, today)), reverse("pages_report_a-relire"),
    )  # fmt: skip


def old_drafts(user: Any) -> Card:
    """Changes that nobody publishes."""
    drafts = editing.old_drafts(now=timezone.now())
    first = list(drafts[: desk.LINES_SHOWN])
    return Card(
        "Brouillons de plus de 30\u00a0jours", drafts.count(), "Aucun brouillon oublié.",
        _lines(first, lambda page: day(timezone.localtime(page.latest_revision_created_at).date())),
    )  # fmt: skip


def proposals(user: Any) -> Card | None:
    """What visitors sent."""
    if not user.has_perm("pages.change_proposal"):
        return None
    waiting = editing.new_proposals()
    lines = tuple(
        Line(str(one), reverse("wagtailsnippets_pages_proposal:edit", args=[one.pk]))
        for one in waiting[: desk.LINES_SHOWN]
    )
    address = f"{reverse('wagtailsnippets_pages_proposal:list')}?state=nouvelle"
    return Card("Propositions à traiter", waiting.count(), "Aucune proposition en attente.", lines, address)


def searches(user: Any) -> Card | None:
    """What the site does not say yet."""
    if not user.has_perm("pages.view_emptysearch"):
        return None
    found = editing.empty_searches()
    address = reverse("pages_report_recherches-sans-reponse")
    lines = tuple(
        Line(f"{one.words} ({number(one.total)}\u00a0fois)", address) for one in found[: desk.LINES_SHOWN]
    )
    return Card(
        "Recherches sans réponse", found.count(), "Toutes les recherches répétées ont trouvé.", lines, address
    )


def week(user: Any) -> Card | None:
    """Pages read in seven days."""
    if not user.has_perm("pages.view_dailycount"):
        return None
    total = sum(count for _, count in editing.read_by_day(today=timezone.localdate(), days=WEEK))
    return Card(
        "Pages lues en 7\u00a0jours", total, "Comptées sans cookie, robots compris.",
        address=reverse("pages_report_lecture"), more="Voir la lecture",
    )  # fmt: skip


def register() -> None:
    """Once, when the editor looks for what it shows."""
    for order, maker in enumerate((to_moderate, to_review, old_drafts, proposals, searches, week), start=1):
        desk.register(maker.__name__, maker, order=order * 10)
