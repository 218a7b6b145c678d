"""The pack of an assembly: its pieces in one ZIP, with a word on what each is for and in what order."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from equilibre.documents.assembly_data import NOTHING_ACQUIRED, Assembly
from equilibre.documents.diagnosis_data import FOOT
from equilibre.documents.trajectory_data import TO_CHECK, WHAT_IT_IS, assumptions
from equilibre.formatting import NBSP, day, typographic
from equilibre.trajectory.cash_alert import TITLE as CASH_FIRST

READ_ME = "LISEZ-MOI.txt"


@dataclass(frozen=True)
class Piece:
    """A file of the pack."""

    name: str
    """« 2026-11-projet-de-resolutions.docx »."""
    purpose: str
    """When it serves and what it is, in a sentence."""
    content: bytes


def assembly_zip(assembly: Assembly, pieces: Sequence[Piece]) -> bytes:
    """The ZIP. Every date inside is that of the documents. ``ValueError``: two pieces have the same name."""
    names = [READ_ME, *(one.name for one in pieces)]
    if len(set(names)) != len(names):
        raise ValueError("two pieces of a pack have the same name")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, READ_ME, _encoded(read_me(assembly, pieces)), assembly.on)
        for one in pieces:
            _put(archive, one.name, one.content, assembly.on)
    return buffer.getvalue()


def _put(archive: zipfile.ZipFile, name: str, content: bytes, on: dt.date) -> None:
    told = zipfile.ZipInfo(name, date_time=(on.year, on.month, on.day, 12, 0, 0))
    told.compress_type = zipfile.ZIP_DEFLATED
    told.external_attr = 0o644 << 16
    archive.writestr(told, content)


def _encoded(text: str) -> bytes:
    """What every notepad opens, with its accents and its lines."""
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def read_me(assembly: Assembly, pieces: Sequence[Piece]) -> str:
    """What each piece is for, in the order in which it is used; then what all of them assume."""
    name = f"{assembly.organisation}{NBSP}: l" if assembly.organisation else "L"
    parts = [
        f"{name}e dossier de l’assemblée générale",
        f"Établi le {day(assembly.on)}, scénario «{NBSP}{assembly.scenario.label}{NBSP}», {assembly.period}.",
        *((CASH_FIRST.upper(), "\n".join(assembly.cash_first)) if assembly.cash_first else ()),
        *((NOTHING_ACQUIRED,) if assembly.untold else ()),
        "Dans l’ordre où l’on s’en sert".upper(),
        "\n".join(f"{rank}. {one.name}\n   {one.purpose}" for rank, one in enumerate(pieces, 1)),
        "À compléter avant l’assemblée".upper(),
        typographic(
            "Dans les deux textes, ce qui est surligné et entre crochets attend vos mots : le logiciel ne "
            "connaît que vos chiffres. Adaptez les résolutions à vos statuts et faites-les relire."
        ),
        "Ce qui est supposé".upper(),
        "\n\n".join(
            "\n".join([title, *(f"- {label}{NBSP}: {text}" for label, text in rows)])
            for title, rows in assumptions(assembly.plan, assembly.scenario)
        ),
        "D’où viennent les chiffres".upper(),
        "\n".join(assembly.sources) or "De ce qui a été saisi.",
        WHAT_IT_IS,
        TO_CHECK,
        FOOT,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"
