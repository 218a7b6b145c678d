"""Where the vote on usefulness stands, and what it said once closed."""

from __future__ import annotations

from dataclasses import dataclass

from equilibre.trajectory.usefulness import VOTERS, Votes
from trajectoires.trajectories.domain.queries.activities import rank_words, spread
from trajectoires.trajectories.domain.voting import votes_of
from trajectoires.trajectories.links import poll_token
from trajectoires.trajectories.models import Trajectory, UsefulnessPoll


@dataclass(frozen=True)
class Result:
    """An activity that was voted on; ``votes`` is None under five."""

    label: str
    votes: Votes | None
    median: str
    spread: str


@dataclass(frozen=True)
class Standing:
    """What whoever holds the key sees: how many voted, never what, before it is closed."""

    asked: dict[str, str]
    count: int
    closed: bool
    token: str
    """Of the voting link; « » when none is open."""
    results: tuple[Result, ...]
    votes: dict[str, Votes]

    @property
    def enough(self) -> bool:
        """Whether it may close."""
        return self.count >= VOTERS


def standing(trajectory: Trajectory, *, edit_token: str) -> Standing:
    """The vote of a trajectory, begun or not."""
    poll = UsefulnessPoll.objects.filter(trajectory=trajectory).first()
    if poll is None:
        return Standing(asked={}, count=0, closed=False, token="", results=(), votes={})
    opened = bool(poll.token_hash) and not poll.closed
    return Standing(
        asked=poll.asked,
        count=poll.votes.count(),
        closed=poll.closed,
        token=poll_token(edit_token=edit_token, counter=poll.counter) if opened else "",
        results=results(poll),
        votes=votes_of(poll),
    )


def results(poll: UsefulnessPoll) -> tuple[Result, ...]:
    """Each activity that was asked, its middle and spread; empty while the vote is open."""
    found = votes_of(poll)
    return tuple(
        Result(
            label=label,
            votes=found.get(key),
            median=rank_words(found[key].median) if key in found else "",
            spread=spread(found[key]) if key in found else "",
        )
        for key, label in poll.asked.items()
        if poll.closed
    )


def is_full(poll: UsefulnessPoll, most: int) -> bool:
    """Whether it has as many ballots as it takes."""
    return poll.votes.count() >= most
