"""What is known of a session before it begins, ready for a page and for « À lire avant la séance »."""

from __future__ import annotations

import datetime as dt

from equilibre.facilitation.formats import Format
from equilibre.facilitation.preread import Prepared, PreRead, Term
from trajectoires.facilitation.domain.packing import read_background, read_seeds
from trajectoires.facilitation.domain.queries.hosting import decisions
from trajectoires.facilitation.enums import BODIES
from trajectoires.facilitation.models import Decision, Session
from trajectoires.pages.domain.queries.used_terms import used_terms

MOST_TERMS = 6


def preread_of(session: Session, form: Format, *, today: dt.date) -> PreRead:
    """The two pages of a session. Two queries."""
    seeds = read_seeds(session.seeds)
    background = read_background(session.background)
    prepared = tuple(prepared_of(one) for one in decisions(session))
    # Not the words of the format: « entendre les réserves » is not about the reserves of the accounts.
    words = [session.title, session.project, session.model]
    words += [line for lines in seeds.values() for line in lines]
    words += [*background.differ, *(one.label for one in background.figures)]
    words += [" ".join((one.label, one.context, one.asked, one.options)) for one in prepared]
    terms = used_terms("\n".join(words))[:MOST_TERMS]
    return PreRead(
        title=session.title,
        made_on=today,
        format_title=form.title,
        minutes=form.minutes,
        steps=tuple((step.title, step.minutes) for step in form.steps),
        describes=any(step.shows == "modele" for step in form.steps),
        organisation=session.organisation,
        on=session.planned_on,
        at=hour(session.planned_at),
        place=session.place,
        project=session.project,
        model=session.model,
        background=background,
        strengths=seeds.get("forces", ()),
        fragilities=seeds.get("fragilites", ()),
        decisions=prepared,
        terms=tuple(Term(term=one.term, definition=one.definition) for one in terms),
    )


def starts_from(session: Session) -> list[tuple[str, tuple[str, ...]]]:
    """What the room will find proposed: each list with its title; none that is empty."""
    seeds, background = read_seeds(session.seeds), read_background(session.background)
    told = [
        ("Des forces", seeds.get("forces", ())),
        ("Des fragilités", seeds.get("fragilites", ())),
        ("Ce sur quoi vos réponses diffèrent", background.differ),
        ("Par où commencer, d’après le diagnostic", background.priorities),
        ("Vos activités", seeds.get("activites", ())),
    ]
    return [(title, lines) for title, lines in told if lines]


def prepared_of(decision: Decision) -> Prepared:
    """A decision as it is sent."""
    return Prepared(
        label=decision.label,
        context=decision.context,
        asked=decision.asked,
        options=decision.options,
        decides=BODIES[decision.decides].lower() if decision.decides else "",
    )


def hour(at: dt.time | None) -> str:
    """« 18 h 30 », « 9 h »."""
    if at is None:
        return ""
    return f"{at.hour}\u00a0h" + (f"\u00a0{at.minute:02d}" if at.minute else "")
