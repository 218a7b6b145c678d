"""« Projets de résolutions »: one vote each, to be fitted to the statuts before they are put to it."""

from __future__ import annotations

from equilibre.documents.assembly_data import (
    Assembly,
    kicker,
    resolutions,
    titled,
    trigger_words,
)
from equilibre.documents.digest_pages import cash_first
from equilibre.documents.docx_pages import Blank, Pages, Run
from equilibre.documents.trajectory_data import TO_CHECK, WHAT_IT_IS
from equilibre.formatting import NBSP, day, inside, typographic

ADAPT = typographic(
    "Projets à adapter à vos statuts et à faire relire. Le logiciel ne connaît ni vos statuts, ni vos "
    "conventions : il reprend vos chiffres, et laisse surligné ce qui vous revient."
)
WHO_VOTES = (
    "qui vote d’après les statuts",
    "nombre de présents et de pouvoirs",
    "quorum demandé, atteint ou non",
    "majorité demandée",
)


def resolutions_docx(assembly: Assembly) -> bytes:
    """The DOCX file. A resolution that the figures do not call for (a nil result) is left out."""
    pages = Pages(
        titled(assembly, "projets de résolutions"),
        on=assembly.on,
        kicker=kicker(assembly, "Pour l’assemblée générale"),
    )
    pages.note(ADAPT)
    cash_first(pages, assembly.cash_first)
    pages.heading("Avant de voter")
    pages.bullets([Blank(text) for text in WHO_VOTES])
    for rank, one in enumerate(resolutions(assembly), 1):
        pages.heading(f"Résolution {rank}. {one.title}")
        pages.paragraph(one.text)
        if one.why:
            pages.note(one.why)
        pages.paragraph(
            (
                Run("Vote. ", bold=True),
                "Pour ", Blank("nombre"), f"{NBSP}· contre ", Blank("nombre"),
                f"{NBSP}· abstentions ", Blank("nombre"),
            )
        )  # fmt: skip
    _for_information(pages, assembly)
    pages.note(WHAT_IT_IS)
    pages.note(
        f"Scénario «{NBSP}{assembly.scenario.label}{NBSP}», établi le {day(assembly.on)}. "
        f"Sources{NBSP}: {' '.join(assembly.sources) or 'montants saisis.'}"
    )
    return pages.content()


def _for_information(pages: Pages, assembly: Assembly) -> None:
    """Decisions that another body takes: the assembly is told, and does not vote."""
    others = [one for one in assembly.to_take if one.decision.decided_by != "ag"]
    if not others:
        return
    pages.heading("Pour information, sans vote")
    pages.bullets(
        [
            (
                Run(one.decision.label, bold=True),
                trigger_words(one),
                f"{NBSP}: {_decided(assembly.deciders.get(one.decision.decided_by, ''))}",
                "" if one.decide_by is None else f", au plus tard le {day(one.decide_by)}",
                " (date passée)" if one.late else "",
                ".",
            )
            for one in others
        ]
    )
    pages.note(TO_CHECK)


def _decided(who: str) -> str:
    return f"{inside(who)} décide" if who else "se décide ailleurs"
