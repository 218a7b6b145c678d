"""What one takes away: each document, what it is for, what is missing in it, and its bytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from equilibre.documents.cerfa_docx import cerfa_docx
from equilibre.documents.cerfa_xlsx import cerfa_xlsx
from equilibre.documents.trajectory_pdf import trajectory_pdf
from equilibre.documents.trajectory_xlsx import trajectory_xlsx
from equilibre.formatting import NBSP
from equilibre.trajectory.hypotheses import Scenario
from trajectoires.trajectories.domain.passation import write_passation
from trajectoires.trajectories.domain.queries.cerfa import budget_of
from trajectoires.trajectories.domain.queries.chances import chances
from trajectoires.trajectories.domain.queries.choosing import in_a_workbook
from trajectoires.trajectories.domain.queries.reading import came_from
from trajectoires.trajectories.domain.saved import Saved


@dataclass(frozen=True)
class Asked:
    """A trajectory and the scenario that documents are made of. No fault, but for an unfinished paper."""

    saved: Saved
    scenario: Scenario
    on: dt.date
    address: str
    """Of the site."""


@dataclass(frozen=True)
class Missing:
    """« Il manque… » in a sentence, and the page where it is said."""

    words: str
    page: str
    action: str = "Compléter"

    @property
    def page_name(self) -> str:
        """Name of its address."""
        return f"trajectories:{self.page}"


@dataclass(frozen=True)
class Paper:
    """A document, in one format or two."""

    name: str
    """Of its address and of its file: « budget-cerfa »."""
    title: str
    purpose: str
    makers: dict[str, Callable[[Asked], bytes]]
    """Format → bytes."""
    missing: Callable[[Asked], tuple[Missing, ...]]
    readers: bool = False
    """Also given to whoever only reads."""
    unfinished: bool = False
    """Also made of a plan that cannot be computed yet."""


TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}
FORMATS = {"pdf": "PDF", "xlsx": "tableur XLSX", "docx": "texte DOCX", "json": "fichier JSON"}


def file_name(asked: Asked, paper: Paper, kind: str) -> str:
    """« 2026-11-budget-cerfa.xlsx »: the month first, so that files sort by date."""
    return f"{asked.on:%Y-%m}-{paper.name}.{kind}"


def _statuses(asked: Asked) -> tuple[Missing, ...]:
    plan = asked.saved.plan
    if any(one.side == "resource" and one.status == "acquis" and one.cash for one in plan.lines):
        return ()
    words = f"Il manque ce qui est acquis\u00a0: sans cela, «{NBSP}acquis seulement{NBSP}» ne dit rien."
    return (Missing(words, "lines", "Dire ce qui est acquis"),)


def _cerfa(asked: Asked) -> tuple[Missing, ...]:
    budget = budget_of(asked.saved, asked.scenario)
    found = []
    if budget.to_check:
        count = len(budget.to_check)
        words = (
            "Une ligne reste à vérifier\u00a0: sa place n’est que proposée."
            if count == 1
            else f"{count}{NBSP}lignes restent à vérifier\u00a0: leur place n’est que proposée."
        )
        found.append(Missing(words, "cerfa", "Vérifier"))
    if not budget.in_kind_told:
        found.append(Missing("Il manque le bénévolat et les prêts, si vous les comptez.", "cerfa"))
    return tuple(found)


def _page(asked: Asked) -> bytes:
    odds = chances(asked.saved, asked.scenario)
    return trajectory_pdf(
        asked.saved.plan,
        asked.scenario,
        on=asked.on,
        uncertainty=odds.told if odds else None,
        sources=came_from(asked.saved),
        address=asked.address,
    )


def _workbook(asked: Asked) -> bytes:
    plan = asked.saved.plan
    shown = in_a_workbook(plan, asked.scenario)
    return trajectory_xlsx(plan, shown, on=asked.on, sources=came_from(asked.saved))


def _cerfa_in(write: Callable[..., bytes]) -> Callable[[Asked], bytes]:
    def written(asked: Asked) -> bytes:
        budget = budget_of(asked.saved, asked.scenario)
        sources = came_from(asked.saved)
        return write(budget, on=asked.on, scenario=asked.scenario.label, sources=sources)

    return written


PAGE = Paper(
    name="trajectoire",
    title="La page pour une banque ou un financeur",
    purpose="Une page\u00a0: les années en deux lectures, la trésorerie, les hypothèses, les dates.",
    makers={"pdf": _page},
    missing=_statuses,
    readers=True,
)
WORKBOOK = Paper(
    name="budget-pluriannuel",
    title="Le budget prévisionnel de plusieurs années",
    purpose="Un tableur qui se recalcule\u00a0: lignes, actions, investissements, emprunts, mois par mois.",
    makers={"xlsx": _workbook},
    missing=_statuses,
    readers=True,
)
CERFA = Paper(
    name="budget-cerfa",
    title="Le budget pour une demande de subvention",
    purpose="Un exercice sur les lignes du Cerfa n°\u00a012156, en euros entiers, à recopier.",
    makers={"xlsx": _cerfa_in(cerfa_xlsx), "docx": _cerfa_in(cerfa_docx)},
    missing=_cerfa,
)
PASSATION = Paper(
    name="passation",
    title="Le fichier de passation",
    purpose="Toute la trajectoire dans un fichier, pour qui prend la suite ou pour une autre machine. Il se "
    "rouvre à la page «\u00a0Construire votre trajectoire\u00a0».",
    makers={"json": lambda asked: write_passation(asked.saved, on=asked.on)},
    missing=lambda asked: (),
    unfinished=True,
)
PAPERS = (PAGE, WORKBOOK, CERFA, PASSATION)
BY_NAME = {one.name: one for one in PAPERS}
