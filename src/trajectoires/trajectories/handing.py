"""What the capability gives to the others through the thread: after a model, a trajectory; one to keep."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from equilibre.facilitation.beginning import Brought
from equilibre.formatting import inside
from equilibre.trajectory.hypotheses import TrajectoryPlan
from trajectoires.private_links.opening import opened_by_text
from trajectoires.thread import exchange
from trajectoires.trajectories import access
from trajectoires.trajectories.domain import storage
from trajectoires.trajectories.domain.queries import deciding
from trajectoires.trajectories.domain.queries.reading import in_one_sentence, period
from trajectoires.trajectories.domain.queries.to_debate import brought
from trajectoires.trajectories.domain.saved import Saved, from_json, to_json
from trajectoires.trajectories.links import EDIT, AnyLinkConverter, Link

KIND = "trajectory"


def register() -> None:
    """Called when the site starts."""
    exchange.register_opener(KIND, plan_behind)
    exchange.register_opener("trajectory_key", brought_behind)
    exchange.register_keeper(
        exchange.Keeper(kind=KIND, label="Trajectoire", snapshot=snapshot, reopen=reopen, upcoming=upcoming)
    )
    exchange.register_next_step(
        exchange.NextStep(
            source="model",
            label="Construire la trajectoire avec ces chiffres",
            why="Vos ressources et vos charges deviennent le point de départ des années qui viennent. Vous "
            "dites ce qui est acquis et ce que vous voulez tenter\u202f; vous voyez jusqu’à quand décider.",
            url_name="trajectories:from_model",
            field="model",
            order=20,
            by_key=True,
        )
    )
    exchange.register_next_step(
        exchange.NextStep(
            source="session",
            label="Porter la séance dans une trajectoire",
            why="Chaque décision retenue devient une ligne du plan d’action ou une date de décision, avec "
            "ses voix\u202f; l’utilité votée, un point de la carte. Vous relisez tout avant d’écrire.",
            url_name="trajectories:from_session",
            field="seance",
            order=20,
        )
    )


def plan_behind(link: str) -> TrajectoryPlan | None:
    """The plan behind « t/… » or « v/… »; None when it opens nothing."""
    saved = _saved(link)
    return None if saved is None else saved.plan


def brought_behind(link: str) -> Brought | None:
    """What a session may begin from, behind the key « t/… »; None when it opens nothing, or only reads."""
    opened = access.trajectory_to_change(link)
    return None if opened is None else brought(opened.saved, today=timezone.localdate())


def snapshot(link: str) -> exchange.Kept | None:
    """A copy that needs not the link."""
    saved = _saved(link)
    if saved is None:
        return None
    return exchange.Kept(
        kind=KIND,
        title=f"Trajectoire {period(saved.plan)}",
        sentence=in_one_sentence(saved),
        content=to_json(saved),
    )


def reopen(content: bytes) -> str:
    """A new trajectory from a copy; its address."""
    created = storage.create(saved=from_json(content))
    return reverse("trajectories:result", args=[Link(EDIT, created.edit_token)])


def upcoming(content: bytes, today: dt.date) -> tuple[exchange.Coming, ...]:
    """The decisions, days to look, tasks and reviews of a copy, from today on or late."""
    lines = deciding.upcoming(from_json(content), today=today)
    return tuple(
        exchange.Coming(
            on=one.on,
            what=f"{deciding.KIND_WORDS[one.kind]}\u00a0: {one.label}",
            who=inside(one.who),
            late=one.late,
        )
        for one in lines
    )


def _saved(link: str) -> Saved | None:
    opened = opened_by_text(link, AnyLinkConverter, access.open_link)
    return None if opened is None else opened.saved
