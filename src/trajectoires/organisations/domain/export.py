"""« Emporter tout »: a zip of plain files that say themselves what they are."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from typing import Any

from django.db import transaction

from trajectoires.organisations.domain import journal
from trajectoires.organisations.domain.queries import spaces
from trajectoires.organisations.enums import Verb
from trajectoires.organisations.models import Holding, Organisation

FORMAT = "trajectoires-espace/1"
READ_ME = """Ce dossier contient tout ce que gardait l’espace de votre organisation sur Trajectoires.

espace.json : l’identité, les personnes et leur rôle, les partages, le journal.
copies/ : chaque copie gardée, une par fichier, avec sa sorte et son numéro de version.

Une copie de modèle socio-économique est un fichier de passation : rouvrez-la sur le site, à la page
« Rouvrir un fichier de passation ». Ces fichiers contiennent les adresses électroniques des personnes de
l’espace : gardez-les comme vous gardez la liste de vos adhérents.
"""


def write_archive(*, organisation: Organisation, person: Any) -> bytes:
    """The zip, as bytes. Its journal tells that it was taken."""
    journal.note(organisation=organisation, person=person, verb=Verb.EXPORTED)
    buffer = io.BytesIO()
    with transaction.atomic(), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("lisez-moi.txt", READ_ME)
        archive.writestr("espace.json", _json(_space(organisation, person)))
        for holding in Holding.objects.filter(organisation=organisation).order_by("kind", "version"):
            name = f"copies/{holding.kind}-v{holding.version}.json"
            archive.writestr(name, zlib.decompress(holding.content))
    return buffer.getvalue()


def _space(organisation: Organisation, person: Any) -> dict[str, Any]:
    people = spaces.people_of(organisation, reader=person, with_addresses=True)
    return {
        "format": FORMAT,
        "nom": organisation.name,
        "siren": organisation.siren,
        "rna": organisation.rna,
        "profil": organisation.profile,
        "ouvert_le": organisation.created_at.isoformat(),
        "personnes": [
            {
                "adresse": person.email if one.is_self else one.words,
                "role": one.role,
                "depuis": one.since.isoformat(),
            }
            for one in people
        ],
        "partages": [
            {
                "avec": line.guest,
                "adresse": line.address,
                "sortes": [kind for kind, _ in line.kinds],
                "du": line.since.isoformat(),
                "au": line.until.isoformat(),
                "accepte": line.accepted,
            }
            for line in spaces.shares_of(organisation, with_addresses=True)
        ],
        "copies": [
            {
                "sorte": group.kind,
                "version": holding.version,
                "titre": holding.title,
                "phrase": holding.sentence,
                "gardee_le": holding.made_at.isoformat(),
            }
            for group in spaces.copies_by_kind(organisation)
            for holding in [*([group.latest] if group.latest else []), *group.older]
        ],
        "journal": [
            {"le": line.at.isoformat(), "qui": line.who, "quoi": line.what, "sur": line.about}
            for line in spaces.journal_of(organisation, reader=person, with_addresses=True)
        ],
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
