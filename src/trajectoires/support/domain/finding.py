"""How the search box finds a resource and an organisation."""

from __future__ import annotations

from django.utils import timezone

from trajectoires.pages import facets
from trajectoires.pages.search.entries import Entry
from trajectoires.support import enums
from trajectoires.support.models import Referent, Resource

DOOR = "accompagner"
RESOURCE_WEIGHT, REFERENT_WEIGHT = 0.55, 0.55
"""Below the site's own pages: whoever searches wants them first."""


def resource_entry(row: Resource) -> Entry:
    """A resource, at the address that shows it alone."""
    return Entry(
        kind="ressource",
        key=str(row.pk),
        address=f"{facets.TOOLS['ressources'][1]}?cle={row.key}#liste",
        title=row.title,
        label="Ressource",
        summary=row.annotation,
        keywords=(row.publisher, *(facets.LEVERS[code] for code in row.levers if code in facets.LEVERS)),
        door=DOOR,
        medoc=(row.kind,),
        pillar=tuple(row.pillar),
        audience=tuple(row.audience),
        duration=row.duration,
        weight=RESOURCE_WEIGHT,
    )


def referent_entry(row: Referent) -> Entry | None:
    """An organisation, unless it is no longer shown."""
    today = timezone.localdate()
    if (row.valid_to and row.valid_to < today) or (row.valid_from and row.valid_from > today):
        return None
    places = [enums.TERRITORIES[code] for code in row.regions if code in enums.TERRITORIES]
    known = [enums.SPECIALITIES[code] for code in row.specialities if code in enums.SPECIALITIES]
    return Entry(
        kind="referent",
        key=str(row.pk),
        address=f"{facets.TOOLS['referents'][1]}?cle={row.key}#liste",
        title=row.name,
        label="Référent",
        summary=row.description,
        keywords=(*places, *known),
        door=DOOR,
        medoc=("competence",),
        audience=tuple(row.audience),
        weight=REFERENT_WEIGHT,
    )
