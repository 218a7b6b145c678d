"""Trajectories for tests, made by the very verbs of the site."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from trajectoires.trajectories import access
from trajectoires.trajectories.domain import starting, storage, voting
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.links import BALLOT, EDIT, POLL, READ, Link, poll_token
from trajectoires.trajectories.models import Trajectory, UsefulnessPoll


@dataclass(frozen=True)
class Opened:
    """A stored trajectory and its key."""

    trajectory: Trajectory
    token: str

    @property
    def link(self) -> Link:
        """The edit link."""
        return Link(EDIT, self.token)

    @property
    def saved(self) -> Saved:
        """What is stored now."""
        return access.open_link(self.link).saved

    def share(self) -> Link:
        """A read-only link."""
        return Link(READ, storage.share(trajectory=self.trajectory, edit_token=self.token))

    def open_vote(self) -> Link:
        """The link that votes on its activities."""
        asked = {one.key: one.label for one in self.saved.activities.activities}
        voting.open_vote(trajectory=self.trajectory, edit_token=self.token, asked=asked)
        counter = UsefulnessPoll.objects.get(trajectory=self.trajectory).counter
        return Link(POLL, poll_token(edit_token=self.token, counter=counter))

    def vote(self, *values: int) -> Link:
        """A ballot with these values, in the order of what is asked; its link."""
        poll = UsefulnessPoll.objects.get(trajectory=self.trajectory)
        cast = voting.vote(poll=poll, values=dict(zip(poll.asked, values, strict=False)))
        return Link(BALLOT, cast.token)

    def url(self, name: str = "result", *rest: object) -> str:
        """An address under the edit link."""
        return reverse(f"trajectories:{name}", args=[self.link, *rest])


def open_trajectory(saved: Saved | None = None) -> Opened:
    """A trajectory behind its key: the fictitious association's when nothing else is given."""
    created = storage.create(saved=saved or starting.example())
    return Opened(trajectory=created.trajectory, token=created.edit_token)
