"""What a trajectory brings to a session: project, sentence, activities, and what waits for a decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from equilibre.facilitation.beginning import Brought, ToDecide
from equilibre.formatting import day, typographic
from equilibre.trajectory.checking import faults
from equilibre.trajectory.deciding import Decider
from trajectoires.trajectories.domain.queries.deciding import dated_decisions, decision_proposals
from trajectoires.trajectories.domain.queries.reading import in_one_sentence, organisation_of, project_of
from trajectoires.trajectories.domain.saved import Saved

MOST_LISTED = 12
BODIES: dict[Decider, str] = {"bureau": "bureau", "ca": "conseil", "ag": "assemblee", "direction": ""}
"""Who decides in a trajectory → code of a body in a session: the direction is none of them."""


def brought(saved: Saved, *, today: dt.date) -> Brought:
    """Words and names alone: no amount but those of the sentences that its page opens with."""
    model, own = saved.model, saved.workspace.organisation
    project = project_of(saved)
    told = [one for one in (project.vocation, project.missions, project.ambition) if one]
    lines = {
        "activites": [one.label for one in saved.activities.activities],
        "forces": [] if model is None else [one.title for one in model.strengths],
        "fragilites": [] if model is None else [one.title for one in model.fragilities],
    }
    return Brought(
        organisation=organisation_of(saved),
        project="\n".join(told) or own.project,
        sentence=" ".join(_sentences(saved)),
        lines={key: tuple(rows) for key, rows in lines.items() if rows},
        decisions=tuple(_waiting(saved, today))[:MOST_LISTED],
    )


def _sentences(saved: Saved) -> Iterator[str]:
    model = saved.model
    if model is not None and model.exercices:
        yield model.exercices[-1].sentence
    elif saved.workspace.organisation.model:
        yield saved.workspace.organisation.model
    if saved.plan.lines and not faults(saved.plan):
        yield in_one_sentence(saved)


def _waiting(saved: Saved, today: dt.date) -> Iterator[ToDecide]:
    """The decisions to take, by date; then what the plan suggests."""
    for one in dated_decisions(saved, today=today):
        row = one.decision
        if row.status != "a_prendre":
            continue
        when = "" if one.decide_by is None else f"au plus tard le {day(one.decide_by)}, d’après vos délais"
        yield ToDecide(
            key=f"date-{row.key}",
            label=row.label,
            why=typographic(", ".join(words for words in (row.trigger, when) if words)),
            body=BODIES[row.decided_by],
        )
    for proposal in decision_proposals(saved, today=today):
        yield ToDecide(
            key=f"plan-{proposal.key}",
            label=proposal.row.label,
            why=f"Suggérée par votre plan. {proposal.why}",
        )
