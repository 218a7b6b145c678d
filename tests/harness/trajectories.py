"""Trajectories for tests, made by the very verbs of the site."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from trajectoires.trajectories import access
from trajectoires.trajectories.domain import starting, storage
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.links import EDIT, READ, Link
from trajectoires.trajectories.models import Trajectory


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

    def url(self, name: str = "result", *rest: object) -> str:
        """An address under the edit link."""
        return reverse(f"trajectories:{name}", args=[self.link, *rest])


def open_trajectory(saved: Saved | None = None) -> Opened:
    """A trajectory behind its key: the fictitious association's when nothing else is given."""
    created = storage.create(saved=saved or starting.example())
    return Opened(trajectory=created.trajectory, token=created.edit_token)
