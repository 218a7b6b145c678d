"""What the fictitious association decides and does: its dates, delays, roles and figures are invented too."""

from __future__ import annotations

import datetime as dt

from equilibre.trajectory.deadlines import Delay
from equilibre.trajectory.deciding import Decision, Task
from equilibre.trajectory.hypotheses import Month

MEETING = Delay(label="convoquer le conseil", days=15)


def decisions(first: Month) -> tuple[Decision, ...]:
    """``first``: the first month of the plan."""
    second = first.year + 1
    return (
        Decision(
            key="fondation",
            label="Renoncer à l’atelier du samedi",
            trigger="si la fondation n’a pas répondu",
            watch=dt.date(second, 2, 15),
            delays=(MEETING, Delay(label="prévenir les familles et la ville", days=60)),
            decided_by="ca",
            needed=Month(second, 9),
            then="nous gardons les quatre autres ateliers et nous en reparlons au printemps",
            line="r04",
        ),
        Decision(
            key="formations",
            label="Lancer les formations",
            delays=(MEETING, Delay(label="préparer le programme et le devis", days=45)),
            decided_by="ca",
            needed=first.plus(17),
            from_cash=True,
            then="nous formons deux animatrices et nous fixons un prix par personne",
            action="formations",
        ),
        Decision(
            key="local",
            label="Quitter le second local",
            trigger="si la subvention de fonctionnement baisse",
            watch=dt.date(second, 4, 30),
            delays=(MEETING, Delay(label="préavis du bail, tel qu’il est écrit", days=92)),
            decided_by="bureau",
            needed=Month(second, 12),
            then="nous rendons le second local et nous partageons le premier",
        ),
    )


def tasks(first: Month) -> tuple[Task, ...]:
    """A few lines of the action plan."""
    second = first.year + 1
    return (
        Task(
            key="programme",
            label="Écrire le programme d’une première formation",
            owner="la coordinatrice",
            starts=dt.date(second, 1, 11),
            due=dt.date(second, 3, 31),
            indicator="programme relu par deux associations",
            target="2 relectures",
            action="formations",
            sheet="/accompagner/fiches/11-revenus-d-activite-et-prix/",
        ),
        Task(
            key="entreprises",
            label="Rencontrer des entreprises voisines",
            owner="le bureau",
            starts=dt.date(second, 2, 1),
            due=dt.date(second, 6, 30),
            indicator="entreprises rencontrées",
            target="8",
            action="mecenat",
            review=dt.date(second, 4, 15),
            sheet="/accompagner/fiches/10-investissement-societal/",
        ),
    )
