"""The one door to every reader: bytes in, a Reading out, whatever the file is."""

from __future__ import annotations

from collections.abc import Callable

from equilibre.accounts.detect import detect, kind_of
from equilibre.accounts.options import ReadOptions
from equilibre.accounts.totals import Reading
from equilibre.errors import ReadError


def read_accounts(
    data: bytes,
    *,
    name: str = "",
    options: ReadOptions | None = None,
    progress: Callable[[float], None] | None = None,
) -> Reading:
    """Read a file of accounts: the format is detected, unless ``options.format`` overrules it.

    ``name`` is the file's name (it can tell the closing date, never the format); ``progress`` is called with
    a share from 0 to 1. Raises ReadError, and nothing else, on anything that cannot be read.
    """
    choices = options or ReadOptions()
    found = detect(data, choices)
    wanted = choices.format
    if (found == "passation" and wanted in ("auto", "passation")) or wanted == "passation":
        raise ReadError(
            "passation",
            "C'est un fichier de passation : il contient déjà tout un dossier",
            remedy="Rouvrez-le avec « Rouvrir un dossier ».",
        )
    text = kind_of(data, choices) == "texte"
    if (wanted == "fec" and text) or (wanted == "auto" and found == "fec"):
        from equilibre.accounts.fec import read_fec

        return read_fec(data, name=name, options=choices, progress=progress)
    from equilibre.accounts.sheet import read_sheet

    return read_sheet(data, name=name, options=choices, progress=progress)
