"""The plan on screen, and what one takes away."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from equilibre.documents.plan_pdf import plan_pdf
from equilibre.pathway.plans import Step
from trajectoires.pages.facets import FORMATS
from trajectoires.pathways.access import Opened, by_link
from trajectoires.pathways.domain import changing
from trajectoires.pathways.domain.check_ins import followed
from trajectoires.pathways.domain.travelling import at_pace, replace
from trajectoires.pathways.enums import PACE_NAMES, PACES, TOGETHER
from trajectoires.pathways.interfaces.calendar import calendar_bytes


@dataclass(frozen=True)
class Shown:
    """A step as the page shows it."""

    step: Step
    done_on: dt.date | None
    is_next: bool
    is_late: bool
    nature: str
    """« Fiche », « Outil »…: two pages of one title are told apart by it."""
    with_whom: str
    """« à faire avec le conseil »; « » for a step that one does alone."""
    why: str
    """The reason in sight; « » when a step above already said that very sentence: it unfolds instead."""

    @property
    def other_whys(self) -> tuple[str, ...]:
        """The reasons that unfold."""
        texts = (reason.text for reason in self.step.reasons)
        return tuple(text for text in texts if text != self.why)


def shown_steps(opened: Opened, today: dt.date) -> list[Shown]:
    """Every step in order, those done with their day; the first that remains is the next one."""
    days = {one.item.key: one.on for one in opened.saved.done}
    remaining = changing.pending(opened.saved)
    first = remaining[0].item.key if remaining else ""
    said = {step.reasons[0].text: step.item.key for step in reversed(remaining)}
    return [
        Shown(
            step=step,
            done_on=days.get(step.item.key),
            is_next=step.item.key == first,
            is_late=step.item.key not in days and step.due < today,
            nature=FORMATS.get(step.item.format, "Page"),
            with_whom=TOGETHER[opened.saved.plan.traveller.company] if step.together else "",
            why=step.reasons[0].text if said.get(step.reasons[0].text) == step.item.key else "",
        )
        for step in opened.saved.plan.steps
    ]


@require_safe
@by_link
def plan(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET the dated steps."""
    return render(request, "pathways/plan.html", page_of(opened))


def page_of(opened: Opened) -> dict[str, Any]:
    """What ``plan.html`` reads."""
    today = timezone.localdate()
    steps = shown_steps(opened, today)
    keys = {shown.step.item.key for shown in steps}
    editable = opened.link.can_edit
    return {
        "link": opened.link,
        "editable": editable,
        "plan": opened.saved.plan,
        "steps": steps,
        # Done under an earlier plan: new dates leave them out.
        "done_before": [one for one in opened.saved.done if one.item.key not in keys],
        "remaining": sum(shown.done_on is None for shown in steps),
        "late": any(shown.is_late for shown in steps),
        "pathway": opened.pathway,
        "undo_label": opened.undo_label if editable else "",
        "check_in": followed(pathway=opened.pathway) if editable else None,
        "other_paces": [
            (code, name) for code, name in PACE_NAMES.items() if code != opened.saved.plan.traveller.pace
        ],
    }


@require_safe
@by_link
def compare(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET what remains of the plan beside the one at another pace (« ?rythme=2h »)."""
    now = opened.saved.plan.traveller.pace
    asked = request.GET.get("rythme", "")
    pace = asked if asked in PACES and asked != now else ("2h" if now != "2h" else "4h")
    other = at_pace(opened.saved, pace, today=timezone.localdate())
    context = {
        "link": opened.link,
        "editable": opened.link.can_edit,
        "rows": changing.side_by_side(opened.saved, other),
        "pace": pace,
        "now_name": PACE_NAMES[now],
        "other_name": PACE_NAMES[pace],
        "now_minutes": sum(step.minutes for step in changing.pending(opened.saved)),
        "other": other,
        "paces": [(code, name) for code, name in PACE_NAMES.items() if code not in (now, pace)],
    }
    return render(request, "pathways/compare.html", context)


@require_safe
@by_link
def pdf(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET what remains, on one page. The private link is not in it: a printed page is passed around."""
    today = timezone.localdate()
    whole, remaining = opened.saved.plan, tuple(changing.pending(opened.saved))
    sentence = whole.sentence
    if len(remaining) < len(whole.steps):
        sentence += f" Il en reste {len(remaining)}." if remaining else " Tout est fait."
    left = replace(whole, steps=remaining, sentence=sentence)
    content = plan_pdf(left, on=today, address=settings.SITE_ADDRESS)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{today:%Y-%m}-parcours.pdf"'
    return response


@require_safe
@by_link
def calendar(request: HttpRequest, opened: Opened) -> HttpResponse:
    """GET the dates for one's own agenda."""
    response = HttpResponse(calendar_bytes(opened), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="mon-parcours.ics"'
    return response
