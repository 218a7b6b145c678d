"""What a session takes from « voici votre modèle »: the project, the sentence, and lines to debate."""

from __future__ import annotations

from dataclasses import dataclass

from equilibre.model.results import SocioEconomicModel
from trajectoires.facilitation.enums import OPTION_LENGTH, TITLE_LENGTH


@dataclass(frozen=True)
class Beginning:
    """What is known before the session begins. ``seeds``: source of options → lines, the host's to keep."""

    organisation: str
    project: str
    model: str
    seeds: dict[str, tuple[str, ...]]


def beginning(model: SocioEconomicModel) -> Beginning:
    """Words and names of activities, as the page of the model shows them; no amount beside its sentence."""
    last, project = model.last, model.project
    lines = {
        "forces": [one.title for one in last.findings.strengths],
        "fragilites": [one.title for one in last.findings.weaknesses],
        "activites": [one.name for one in last.activities],
    }
    return Beginning(
        organisation=model.organisation[:TITLE_LENGTH],
        project="\n".join(one for one in (project.vocation, project.missions, project.ambition) if one),
        model=last.sentence,
        seeds={key: tuple(one[:OPTION_LENGTH] for one in told) for key, told in lines.items() if told},
    )
