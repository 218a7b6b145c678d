"""What a document is: its name, what it is for, what is missing in it, and how its bytes are made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from equilibre.trajectory.checking import unending
from equilibre.trajectory.hypotheses import Scenario
from trajectoires.trajectories.domain.saved import Saved


@dataclass(frozen=True)
class Asked:
    """A trajectory and the scenario that documents are made of. No fault, but for an unfinished paper."""

    saved: Saved
    scenario: Scenario
    on: dt.date
    address: str
    """Of the site."""
    by_key: bool = False
    """Asked by the edit link: what only its pages show may be written."""


@dataclass(frozen=True)
class Missing:
    """« Il manque… » in a sentence, and the page where it is said: none when it comes from outside."""

    words: str
    page: str = ""
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
    ready: Callable[[Asked], bool] = lambda asked: True
    """Whether there is something to print yet."""
    unfinished: bool = False
    """Also made of a plan that cannot be computed yet."""
    main: bool = False
    """The one to take when one takes only one."""
    piece: bool = False
    """Of a pack, which tells what is missing in all of its pieces."""


OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = {
    "pdf": "application/pdf",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "pptx": f"{OFFICE}.presentationml.presentation",
    "zip": "application/zip",
    "json": "application/json",
}
FORMATS = {
    "pdf": "PDF",
    "xlsx": "tableur XLSX",
    "docx": "texte DOCX",
    "pptx": "diapositives PPTX",
    "zip": "dossier ZIP",
    "json": "fichier JSON",
}


def file_name(asked: Asked, paper: Paper, kind: str) -> str:
    """« 2026-11-budget-cerfa.xlsx »: the month first, so that files sort by date."""
    return f"{asked.on:%Y-%m}-{paper.name}.{kind}"


def said_of_lines(asked: Asked) -> tuple[Missing, ...]:
    """What the lines do not say yet: what is acquired, without which the prudent reading says nothing; when
    the quote-part of a grant ends.
    """
    plan = asked.saved.plan
    found = []
    if not any(one.side == "resource" and one.status == "acquis" and one.cash for one in plan.lines):
        words = "Il manque ce qui est acquis\u00a0: sans cela, «\u00a0acquis seulement\u00a0» ne dit rien."
        found.append(Missing(words, "lines", "Dire ce qui est acquis"))
    if unending(plan):
        words = "Il manque le dernier mois d’une quote-part\u00a0: elle est comptée toutes les années."
        found.append(Missing(words, "lines", "Dire quand elle s’arrête"))
    return tuple(found)
