"""What a session takes from « voici votre modèle »: the project, the sentence, figures, lines to debate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from equilibre.drawings.barycentre import pillars_svg
from equilibre.facilitation.background import Background, KnownFigure, Picture
from equilibre.formatting import NBSP, euros, percent
from equilibre.model.results import ExerciceModel, NatureShare, SocioEconomicModel
from trajectoires.facilitation.enums import OPTION_LENGTH, TITLE_LENGTH

LEAST_SHARE = 0.05
"""A nature under one twentieth of resources is not told: a convention of the platform."""
MOST_FIGURES = 4


@dataclass(frozen=True)
class Beginning:
    """What is known before the session begins. ``seeds``: source of options → lines, the host's to keep."""

    organisation: str = ""
    project: str = ""
    model: str = ""
    seeds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    background: Background = field(default_factory=Background)


def beginning(model: SocioEconomicModel) -> Beginning:
    """Words, names of activities, and the few figures of its page, each with its formula and its status."""
    last, project = model.last, model.project
    lines = {
        "forces": [one.title for one in last.findings.strengths],
        "fragilites": [one.title for one in last.findings.weaknesses],
        "activites": [one.name for one in last.activities],
    }
    return Beginning(
        organisation=model.organisation[:TITLE_LENGTH],
        project="\n".join(one for one in (project.vocation, project.missions, project.ambition) if one),
        model=for_a_room(last.sentence),
        seeds=lines_of(lines),
        background=Background(figures=tuple(_figures(last))[:MOST_FIGURES], picture=_picture(model)),
    )


def for_a_room(sentence: str) -> str:
    """The sentence of a page says « vos ressources » to its reader: read to a room, it addresses nobody."""
    return sentence.replace(" de vos ressources", " des ressources")


def lines_of(told: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """Lines short enough to be options; a source that has none is left out."""
    return {key: tuple(one[:OPTION_LENGTH] for one in lines) for key, lines in told.items() if lines}


def _figures(last: ExerciceModel) -> Iterator[KnownFigure]:
    total = last.figures.get("totaux.produits")
    if total is not None and total.value is not None:
        yield KnownFigure(
            key=total.key,
            label=f"Les ressources de {last.label}",
            words=euros(int(total.value)),
            formula=total.formula,
            status=total.status,
            source=total.source,
        )
    for one in sorted(last.natures, key=lambda nature: -nature.amount):
        known = last.figures.get(one.figure)
        if one.share < LEAST_SHARE or known is None:
            continue
        yield KnownFigure(
            key=known.key,
            label=one.label,
            words=_shared(one, last.totals.products),
            formula=known.formula,
            status=known.status,
            source=known.source,
        )


def _shared(one: NatureShare, products: int) -> str:
    """« 46 % », and for soutiens how much of it is public and private: the two add up to what is printed."""
    if one.public_amount is None or not products:
        return percent(one.share)
    whole, public = round(one.share * 100), round(one.public_amount / products * 100)
    many, others = "s" if public > 1 else "", "s" if whole - public > 1 else ""
    points = f"{public}{NBSP}point{many} public{many} et {whole - public} privé{others}"
    return f"{percent(one.share)}, dont {points}"


def _picture(model: SocioEconomicModel) -> Picture | None:
    drawn = pillars_svg(model, variant="print")
    if not drawn.svg:
        return None
    return Picture(
        svg=str(drawn.svg), title=drawn.title, description=drawn.description, sentence=drawn.sentence
    )
