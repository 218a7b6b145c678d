"""The alliances of the fictitious association: those of its accounts and of sheet 14 of the site."""

from __future__ import annotations

from equilibre.trajectory.alliances import Alliance, Ally, Gained, Spent, Words
from equilibre.trajectory.hypotheses import Month

HOUR = 2_167
"""Cents: 52 225 € of staff for one and a half full-time posts of 1 607 hours."""


def told(first: Month) -> tuple[Alliance, ...]:
    """One alliance of each type; ``first``: the first month of the trajectory."""
    return (_school(first), _joinery(first), _network())


def _school(first: Month) -> Alliance:
    return Alliance(
        key="alliance-1",
        label="Le collège",
        type="production_diffusion",
        allies=(Ally(key="allie-1", label="Collège public", body="public"),),
        gains=(
            Gained(
                key="apport-1", kind="cout_evite", label="Machines du collège, le soir", amount=960_000,
                certainty="suppose",
            ),
            Gained(
                key="apport-2", kind="marge", label="Interventions en classe", amount=420_000, less=300_000,
                certainty="estime",
            ),
            Gained(
                key="apport-3", kind="cout_evite", label="Interventions en classe", side="allie-1",
                amount=180_000, certainty="suppose",
            ),
        ),
        costs=(
            Spent(
                key="cout-1", kind="coordination", label="Réunions", hours=36, rate=HOUR, certainty="estime"
            ),
            Spent(
                key="cout-2", kind="coordination", label="Réunions", side="allie-1", hours=20, rate=3_500,
                certainty="suppose",
            ),
        ),
        words=(Words(outcome="confiance", degree=3, sentence="Le collège nous a présentés à deux autres."),),
        written=True,
        ends=first.plus(17),
        grant_passed_on=False,
        shared_budget=1_400_000,
    )  # fmt: skip


def _joinery(first: Month) -> Alliance:
    return Alliance(
        key="alliance-2",
        label="L’atelier de la menuiserie",
        type="moyens",
        allies=(Ally(key="allie-1", label="Menuiserie partenaire", body="prive"),),
        gains=(
            Gained(
                key="apport-1", kind="en_nature", label="Établis et outillage prêtés", amount=480_000,
                certainty="estime",
            ),
        ),
        costs=(
            Spent(
                key="cout-1", kind="coordination", label="Réunions", hours=12, rate=HOUR, certainty="estime"
            ),
        ),
        written=True,
        ends=first.plus(35),
    )  # fmt: skip


def _network() -> Alliance:
    return Alliance(
        key="alliance-3",
        label="Le réseau d’ateliers partagés",
        type="positionnement",
        allies=(Ally(key="allie-1", label="Réseau d’ateliers partagés"),),
        costs=(
            Spent(key="cout-1", kind="contribution", label="Adhésion", amount=38_000, certainty="mesure"),
        ),
        words=(Words(outcome="legitimite", degree=3, sentence="La commune nous consulte sur le réemploi."),),
        written=True,
    )
