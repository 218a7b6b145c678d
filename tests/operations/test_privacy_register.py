"""The privacy register names every table of ours once, and tells the durations and duties of the code."""

from __future__ import annotations

import re
from pathlib import Path

from django.apps import apps
from django.conf import settings

from trajectoires.agenda.links import CONFIRM_DAYS
from trajectoires.operations.duties import DUTIES
from trajectoires.organisations.enums import INVITATION_DAYS
from trajectoires.pages.domain.proposals import EMAILS_KEPT
from trajectoires.people.domain.retention import NOTICE_DAYS, UNUSED_MONTHS

REGISTER = (Path(__file__).parents[2] / "docs" / "privacy-register.md").read_text(encoding="utf-8")
TABLE = re.compile(r"`([a-z_]+\.[A-Z][A-Za-z]+)`")


def _section(title: str) -> str:
    return REGISTER.split(f"## {title}\n")[1].split("\n## ")[0]


def _row(name: str) -> str:
    return next(line for line in _section("Les traitements").splitlines() if line.startswith(f"| {name} |"))


def test_every_table_of_ours_is_named_once() -> None:
    told = [
        name
        for title in ("Les tables qui touchent des personnes", "Les tables sans personne")
        for name in TABLE.findall(_section(title))
    ]
    ours = [one._meta.label for one in apps.get_models() if one.__module__.startswith("trajectoires.")]
    assert sorted(told) == sorted(ours)


def test_the_durations_are_those_of_the_code() -> None:
    kept = settings.RETENTION_DAYS
    for name in ("Lire des comptes", "S’autodiagnostiquer", "Suivre un parcours"):
        assert f"| {kept} jours" in _row(name)
    assert f"| {INVITATION_DAYS} jours" in _row("Inviter, partager")
    assert f"{UNUSED_MONTHS} mois sans connexion" in _row("Tenir un compte")
    assert f"puis {NOTICE_DAYS} jours" in _row("Tenir un compte")
    assert f"| {CONFIRM_DAYS} jours" in _row("Confirmer un abonnement")
    assert f"| {EMAILS_KEPT.days} jours" in _row("Recevoir des propositions")


def test_every_duty_that_is_cited_exists() -> None:
    duties = {name for name, _ in DUTIES}
    cited = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", _section("Les traitements")))
    assert cited
    assert cited <= duties
