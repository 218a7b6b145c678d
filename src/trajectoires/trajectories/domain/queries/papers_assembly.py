"""The papers of a general assembly: slides, draft report and resolutions, and the pack of them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from equilibre.documents.assembly_data import Assembly
from equilibre.documents.assembly_zip import Piece, assembly_zip
from equilibre.documents.financial_report_docx import financial_report_docx
from equilibre.documents.resolutions_docx import resolutions_docx
from equilibre.documents.trajectory_pptx import trajectory_pptx
from equilibre.trajectory.deciding import dated
from trajectoires.trajectories.domain.queries.paper import Asked, Missing, Paper, file_name, said_of_lines
from trajectoires.trajectories.domain.queries.reading import came_from, organisation_of, project_of
from trajectoires.trajectories.enums import DECIDERS


def assembly_of(asked: Asked) -> Assembly:
    """What the assembly is told, on the scenario that was asked for."""
    saved, model = asked.saved, asked.saved.model
    return Assembly(
        plan=saved.plan,
        scenario=asked.scenario,
        on=asked.on,
        organisation=organisation_of(saved),
        project=project_of(saved),
        model=model,
        left_out=saved.left_out,
        decisions=dated(saved.plan, asked.scenario, saved.decisions, today=asked.on),
        deciders=DECIDERS,
        sources=came_from(saved),
    )


def _of(write: Callable[[Assembly], bytes]) -> Callable[[Asked], bytes]:
    return lambda asked: write(assembly_of(asked))


def _accounts(asked: Asked) -> tuple[Missing, ...]:
    if asked.saved.model is not None:
        return ()
    words = (
        "Il manque les comptes de l’exercice\u00a0: la trajectoire a été saisie à la main. Leur place est "
        "laissée, surlignée."
    )
    return (Missing(words),)


def _dates(asked: Asked) -> tuple[Missing, ...]:
    if any(one.status == "a_prendre" for one in asked.saved.decisions):
        return ()
    words = "Il manque ce qui se décide, et avant quand\u00a0: rien n’en sera dit."
    return (Missing(words, "calendar", "Écrire une date de décision"),)


def _choices(asked: Asked) -> tuple[Missing, ...]:
    found = []
    less = {one.key for one in asked.saved.plan.shocks if one.chosen}
    if not asked.scenario.actions and not less & set(asked.scenario.shocks):
        words = "Ce scénario n’a pas d’action\u00a0: la diapositive des leviers n’y sera pas."
        found.append(Missing(words, "actions", "Ajouter une action"))
    if len(asked.saved.plan.scenarios) < 2:
        words = "Il n’y a qu’un scénario\u00a0: la diapositive qui compare n’y sera pas."
        found.append(Missing(words, "scenarios", "Ajouter un scénario"))
    return tuple(found)


def _all_of(*checks: Callable[[Asked], tuple[Missing, ...]]) -> Callable[[Asked], tuple[Missing, ...]]:
    return lambda asked: tuple(one for check in checks for one in check(asked))


SLIDES = Paper(
    name="presentation",
    title="Les diapositives",
    purpose="Une dizaine, à modifier\u202f; ce qu’il faut dire est dans les notes.",
    makers={"pptx": _of(trajectory_pptx)},
    missing=_all_of(said_of_lines, _choices, _dates),
    piece=True,
)
REPORT = Paper(
    name="projet-de-rapport-financier",
    title="Le projet de rapport financier",
    purpose="Les chiffres y sont. Ce que les comptes ne disent pas est à compléter.",
    makers={"docx": _of(financial_report_docx)},
    missing=_all_of(said_of_lines, _accounts, _dates),
    piece=True,
)
RESOLUTIONS = Paper(
    name="projets-de-resolutions",
    title="Les projets de résolutions",
    purpose="Comptes, résultat, budget, scénario, décisions\u00a0: à adapter à vos statuts.",
    makers={"docx": _of(resolutions_docx)},
    missing=_accounts,
    piece=True,
)


def pack(pieces: Sequence[tuple[Paper, str, str]]) -> Paper:
    """One ZIP of these papers, in the order of their use: each with its format, and when it serves."""

    def written(asked: Asked) -> bytes:
        told = [
            Piece(
                name=file_name(asked, one, kind),
                purpose=f"{when}\u00a0: {one.purpose}",
                content=one.makers[kind](asked),
            )
            for one, kind, when in pieces
        ]
        return assembly_zip(assembly_of(asked), told)

    return Paper(
        name="pack-ag",
        title="Tout pour votre assemblée",
        purpose="Un seul dossier\u00a0: le rapport financier, les résolutions, les diapositives, la page à "
        "distribuer, le classeur, le fichier de passation, et un mot qui dit dans quel ordre s’en servir.",
        makers={"zip": written},
        missing=lambda asked: tuple(dict.fromkeys(m for one, *_ in pieces for m in one.missing(asked))),
        main=True,
    )
