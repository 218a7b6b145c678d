"""What one takes away: each document, what it is for, what is missing in it, and its bytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import msgspec

from equilibre.documents.cerfa_docx import cerfa_docx
from equilibre.documents.cerfa_xlsx import cerfa_xlsx
from equilibre.documents.realised_docx import realised_docx
from equilibre.documents.realised_xlsx import realised_xlsx
from equilibre.documents.trajectory_pdf import trajectory_pdf
from equilibre.documents.trajectory_xlsx import trajectory_xlsx
from equilibre.formatting import NBSP
from equilibre.trajectory.realised import FinancialReport
from trajectoires.trajectories.domain.passation import write_passation
from trajectoires.trajectories.domain.queries.activities import activities_page
from trajectoires.trajectories.domain.queries.cerfa import budget_of
from trajectoires.trajectories.domain.queries.chances import chances
from trajectoires.trajectories.domain.queries.choosing import in_a_workbook
from trajectoires.trajectories.domain.queries.deciding import dated_decisions
from trajectoires.trajectories.domain.queries.paper import Asked, Missing, Paper, said_of_lines
from trajectoires.trajectories.domain.queries.papers_assembly import REPORT, RESOLUTIONS, SLIDES, pack
from trajectoires.trajectories.domain.queries.papers_pitch import PITCH
from trajectoires.trajectories.domain.queries.reading import came_from, organisation_of, project_of
from trajectoires.trajectories.domain.queries.realised import shown_reports
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.enums import DECIDERS


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
        organisation=organisation_of(asked.saved),
        project=project_of(asked.saved),
        decisions=dated_decisions(asked.saved, today=asked.on, scenario=asked.scenario),
        deciders=DECIDERS,
        uncertainty=odds.told if odds else None,
        sources=came_from(asked.saved),
        address=asked.address,
    )


def _workbook(asked: Asked) -> bytes:
    plan = asked.saved.plan
    shown = in_a_workbook(plan, asked.scenario)
    read = activities_page(asked.saved).read if asked.by_key else None
    return trajectory_xlsx(
        plan,
        shown,
        on=asked.on,
        sources=came_from(asked.saved),
        activities=None if read is None else read.map,
        alliances=asked.saved.alliances if asked.by_key else (),
    )


def _cerfa_in(write: Callable[..., bytes]) -> Callable[[Asked], bytes]:
    def written(asked: Asked) -> bytes:
        budget = budget_of(asked.saved, asked.scenario)
        sources = came_from(asked.saved)
        return write(budget, on=asked.on, scenario=asked.scenario.label, sources=sources)

    return written


def _reports(asked: Asked) -> tuple[Missing, ...]:
    shown = shown_reports(asked.saved, today=asked.on)
    if not shown:
        return (Missing("Aucun compte rendu n’est commencé.", "reports", "Commencer un compte rendu"),)
    return tuple(
        Missing(f"{one.report.label}\u00a0: {' '.join(one.left)}", "reports") for one in shown if one.left
    )


def _invented(saved: Saved) -> tuple[str, ...]:
    """A report rests on the papers of the action, not on the accounts that the plan came from."""
    return came_from(saved)[1:]


def report_file(saved: Saved, report: FinancialReport, kind: str, *, on: dt.date) -> tuple[str, bytes]:
    """The document of one report: name and bytes. ``KeyError``: no such format."""
    asked = Asked(
        saved=msgspec.structs.replace(saved, realised=(report,)), scenario=saved.scenario(), on=on, address=""
    )
    number = report.key.rpartition("-")[2]
    return f"{on:%Y-%m}-{REALISED.name}-{number}.{kind}", REALISED.makers[kind](asked)


PAGE = Paper(
    name="trajectoire",
    title="La page pour une banque ou un financeur",
    purpose="Une page\u00a0: les années en deux lectures, la trésorerie, les hypothèses, les dates.",
    makers={"pdf": _page},
    missing=said_of_lines,
    readers=True,
)
WORKBOOK = Paper(
    name="budget-pluriannuel",
    title="Le budget prévisionnel de plusieurs années",
    purpose="Un tableur qui se recalcule\u00a0: lignes, actions, investissements, emprunts, mois par mois.",
    makers={"xlsx": _workbook},
    missing=said_of_lines,
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
REALISED = Paper(
    name="compte-rendu-financier",
    title="Le compte rendu financier d’une subvention",
    purpose="Prévu, réalisé et écarts expliqués, sur les lignes du Cerfa n°\u00a015059, pour chaque action.",
    makers={
        "docx": lambda asked: realised_docx(
            asked.saved.realised, on=asked.on, sources=_invented(asked.saved)
        ),
        "xlsx": lambda asked: realised_xlsx(
            asked.saved.realised, on=asked.on, sources=_invented(asked.saved)
        ),
    },
    missing=_reports,
    ready=lambda asked: bool(asked.saved.realised),
    unfinished=True,
)
PACK = pack(
    (
        (REPORT, "docx", "À écrire en premier"),
        (RESOLUTIONS, "docx", "À relire avant la convocation"),
        (SLIDES, "pptx", "À montrer le jour même"),
        (PAGE, "pdf", "À distribuer, ou à envoyer à la banque"),
        (WORKBOOK, "xlsx", "À garder sous la main, pour les questions"),
        (PASSATION, "json", "À confier à qui prend la suite"),
    )
)
"""A piece more is a line more."""
GROUPS = (
    ("Pour l’assemblée générale", (PACK, REPORT, RESOLUTIONS, SLIDES)),
    ("Pour une banque, un financeur", (PAGE, WORKBOOK, PITCH, CERFA, REALISED)),
    ("Pour qui prend la suite", (PASSATION,)),
)
PAPERS = tuple(one for _, papers in GROUPS for one in papers)
BY_NAME = {one.name: one for one in PAPERS}
