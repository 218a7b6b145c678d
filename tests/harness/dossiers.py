"""Dossiers for tests, made by the very verbs of the site."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from equilibre.accounts.options import ReadOptions
from trajectoires.qualification import access
from trajectoires.qualification.domain import deposit, sharing
from trajectoires.qualification.domain.deposit import Upload
from trajectoires.qualification.links import EDIT, READ, Link
from trajectoires.qualification.models import Dossier

NAME = "123456789FEC20241231.txt"


@dataclass(frozen=True)
class Opened:
    """A stored dossier and its key."""

    dossier: Dossier
    token: str

    @property
    def link(self) -> Link:
        """The edit link."""
        return Link(EDIT, self.token)

    def share(self) -> Link:
        """A read-only link."""
        return Link(READ, sharing.share(dossier=self.dossier, edit_token=self.token))

    def url(self, name: str = "result", *rest: object) -> str:
        """An address under the edit link."""
        return reverse(f"qualification:{name}", args=[self.link, *rest])

    @property
    def inputs(self):  # type: ignore[no-untyped-def]
        """What is stored now."""
        return access.dossier_by_edit_link(self.link).inputs

    @property
    def model(self):  # type: ignore[no-untyped-def]
        """What was concluded."""
        return access.dossier_by_edit_link(self.link).model


def open_deposit(*files: bytes, name: str = NAME) -> Opened:
    """A dossier from files, as a deposit makes it."""
    outcomes = deposit.read_files(
        uploads=[Upload(name=name, data=data) for data in files], options=ReadOptions()
    )
    created = deposit.create_dossier(outcomes=outcomes)
    return Opened(dossier=created.dossier, token=created.edit_token)
