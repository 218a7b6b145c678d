"""The page of the pitch, among what one takes away."""

from __future__ import annotations

import msgspec

from equilibre.documents.pitch_pdf import pitch_pdf
from equilibre.formatting import NBSP
from equilibre.reference.pitch import frame
from trajectoires.trajectories.domain.queries.paper import Asked, Missing, Paper
from trajectoires.trajectories.domain.queries.pitch import beginnings, chosen_of, figures_of, read_pitch
from trajectoires.trajectories.domain.queries.reading import came_from, help_in_a_document, organisation_of


def _pitch(asked: Asked) -> bytes:
    # Figures are those of the scenario asked for.
    saved = msgspec.structs.replace(asked.saved, chosen=asked.scenario.key)
    chosen = chosen_of(saved, figures_of(saved, today=asked.on))
    return pitch_pdf(
        saved.pitch,
        chosen,
        on=asked.on,
        beginnings=beginnings(saved, chosen, today=asked.on),
        hearers={one.code: one.label for one in frame().audience},
        organisation=organisation_of(saved),
        first=help_in_a_document(saved),
        sources=came_from(saved),
        address=asked.address,
    )


def _unwritten(asked: Asked) -> tuple[Missing, ...]:
    count = read_pitch(asked.saved, today=asked.on).unwritten
    if not count:
        return ()
    words = (
        "Un temps n’est encore que proposé."
        if count == 1
        else f"{count}{NBSP}temps ne sont encore que proposés."
    )
    return (Missing(words, "pitch", "Écrire"),)


PITCH = Paper(
    name="pitch",
    title="Votre pitch en trois minutes",
    purpose="Une page\u00a0: les sept temps, vos trois chiffres et leur origine, la grille de qui écoute.",
    makers={"pdf": _pitch},
    missing=_unwritten,
    readers=True,
)
