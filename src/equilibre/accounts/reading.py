"""The one door to every reader: bytes in, a Reading out, whatever the file is."""

from __future__ import annotations

from collections.abc import Callable

from equilibre.accounts.detect import detect
from equilibre.accounts.fec import read_fec
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
    if wanted == "passation" or (wanted == "auto" and found == "passation"):
        raise ReadError(
            "passation",
            "C’est un fichier de passation, qui contient déjà tout un dossier"
            if found == "passation"
            else "Ce n’est pas un fichier de passation",
            remedy="Rouvrez un fichier de passation depuis l’accueil ; ici, déposez vos comptes.",
        )
    if (wanted == "fec" and found != "classeur") or (wanted == "auto" and found == "fec"):
        return read_fec(data, name=name, options=choices, progress=progress)
    from equilibre.accounts.sheet import read_sheet

    return read_sheet(data, name=name, options=choices, progress=progress)
