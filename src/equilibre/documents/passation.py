"""The passation file: everything that was given, readable by a human, opened again to find all back.

One JSON object: a line that says what it is, the format with its version, a summary for the eye, and the
dossier itself (amounts in integer cents). The summary is written for people and ignored when read.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import msgspec

from equilibre.documents.passation_checks import check_dossier
from equilibre.errors import ReadError
from equilibre.formatting import day, euros
from equilibre.model.dossier import FORMAT, Dossier
from equilibre.model.results import ExerciceModel, SocioEconomicModel

MAX_BYTES = 20_000_000
MAX_DEPTH = 24
READ_ME = (
    "Fichier de passation du logiciel Trajectoires. Gardez-le avec vos comptes\u00a0: en l’ouvrant dans "
    "l’outil, la prochaine trésorière ou le prochain trésorier retrouve tout. Il ne contient ni écriture, "
    "ni nom de personne. Les montants du «\u00a0dossier\u00a0» sont en centimes d’euro, débit moins crédit."
)
_REMEDY = "Reprenez le fichier tel que l’outil l’a écrit, sans le modifier."
_TYPES = {
    "int": "un nombre entier",
    "float": "un nombre",
    "str": "un texte",
    "bool": "vrai ou faux",
    "date": "une date comme 2024-12-31",
    "array": "une liste",
    "object": "un objet entre accolades",
    "null": "rien (null)",
}


def write_passation(dossier: Dossier, model: SocioEconomicModel, *, today: dt.date) -> bytes:
    """The file as UTF-8 bytes, indented. ``read_passation`` gives back the very same dossier."""
    content = {
        "lisez_moi": READ_ME,
        "format": FORMAT,
        "ecrit_le": today.isoformat(),
        "version_des_regles": model.rules_version,
        "en_bref": {
            "organisation": dossier.organisation,
            "date": day(today),
            "exercices": [_summary(exercice) for exercice in model.exercices],
        },
        "dossier": msgspec.to_builtins(dossier),
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


def _summary(exercice: ExerciceModel) -> dict[str, str]:
    told = {"exercice": exercice.label, "produits": euros(exercice.totals.products)}
    if exercice.totals.charges is not None:
        told["charges"] = euros(exercice.totals.charges)
    if exercice.totals.result is not None:
        told["resultat"] = euros(exercice.totals.result)
    return {**told, "phrase": exercice.sentence}


def read_passation(data: bytes) -> Dossier:
    """The dossier of a passation file.

    Raises :class:`ReadError` for anything else: not JSON, another format, a missing, unknown or misshapen
    field (``field`` is its path), amounts, dates or counts out of bounds, accounts out of order.
    """
    content = _decoded(data)
    if not isinstance(content, dict) or "dossier" not in content or "format" not in content:
        raise ReadError(
            "passation_autre_fichier",
            "Ce fichier n’est pas un fichier de passation",
            remedy="Choisissez le fichier « passation » que l’outil vous a donné, ou déposez vos comptes.",
        )
    _check_version(content["format"])
    raw = content["dossier"]
    _check_depth(raw)
    try:
        dossier = msgspec.convert(raw, Dossier)
    except msgspec.ValidationError as error:
        raise _misshapen(str(error)) from None
    except (ValueError, OverflowError, RecursionError):
        raise ReadError(
            "passation_illisible", "Une valeur du fichier de passation ne se lit pas", remedy=_REMEDY
        ) from None
    _check_unknown(raw, msgspec.to_builtins(dossier), "dossier")
    check_dossier(dossier)
    return dossier


def _decoded(data: bytes) -> Any:
    if len(data) > MAX_BYTES:
        raise ReadError(
            "passation_trop_grande",
            f"Ce fichier dépasse {MAX_BYTES // 1_000_000}\u00a0Mo",
            remedy="Un fichier de passation pèse rarement un mégaoctet\u00a0: vérifiez que c’est le bon.",
        )
    if not data.strip():
        raise ReadError("passation_vide", "Ce fichier est vide", remedy="Choisissez un autre fichier.")
    try:
        return msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except RecursionError:
        raise _nested() from None
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
        found = re.search(r"byte (\d+)", str(error))
        line = data[: int(found.group(1)) if found else len(data)].count(b"\n") + 1
        raise ReadError(
            "passation_illisible",
            "Ce fichier de passation est abîmé ou coupé",
            line=line,
            remedy="Reprenez le fichier d’origine, ou demandez-le de nouveau à qui vous l’a transmis.",
        ) from None


def _check_version(found: object) -> None:
    if found == FORMAT:
        return
    root = FORMAT.rpartition("/")[0]
    if isinstance(found, str) and re.fullmatch(re.escape(root) + r"/\d{1,4}", found):
        raise ReadError(
            "passation_version",
            "Ce fichier de passation vient d’une autre version de l’outil",
            field="format",
            read=found,
            expected=FORMAT,
            remedy="Ouvrez-le dans une version de l’outil aussi récente que celle qui l’a écrit.",
        )
    raise ReadError(
        "passation_autre_fichier",
        "Ce fichier n’est pas un fichier de passation",
        field="format",
        read=str(found)[:60],
        expected=FORMAT,
        remedy="Choisissez le fichier « passation » que l’outil vous a donné.",
    )


def _nested() -> ReadError:
    return ReadError(
        "passation_illisible", "Ce fichier emboîte trop de listes les unes dans les autres", remedy=_REMEDY
    )


def _check_depth(raw: object) -> None:
    """Breadth first, so that no depth of nesting can exhaust the stack."""
    level = [raw]
    for _ in range(MAX_DEPTH):
        level = [
            child
            for item in level
            for child in (item.values() if isinstance(item, dict) else item if isinstance(item, list) else ())
        ]
        if not level:
            return
    raise _nested()


def _misshapen(message: str) -> ReadError:
    """A French error from msgspec's « Expected `int`, got `str` - at `$.exercices[0].totals` »."""
    path = re.search(r"at `(?:key in )?\$\.?([^`]*)`", message)
    expected = re.search(r"Expected `([^`]+)`", message)
    got = re.search(r"got `([^`]+)`", message)
    missing = re.search(r"missing required field `([^`]+)`", message)
    where = "dossier" + (f".{path.group(1)}" if path and path.group(1) else "")
    if missing:
        return ReadError(
            "passation_incomplete", "Il manque un champ", field=f"{where}.{missing.group(1)}", remedy=_REMEDY
        )
    return ReadError(
        "passation_champ",
        "Un champ du fichier de passation n’a pas la forme attendue",
        field=where,
        read=_plain(got.group(1)) if got else "",
        expected=_plain(expected.group(1)) if expected else "",
        remedy=_REMEDY,
    )


def _plain(types: str) -> str:
    return " ou ".join(_TYPES.get(name.strip(), name.strip()) for name in types.split("|"))


def _check_unknown(raw: object, kept: object, path: str) -> None:
    """Nothing that was written is dropped in silence: a field that the format does not know is an error."""
    if isinstance(raw, dict) and isinstance(kept, dict):
        for key, value in raw.items():
            if key not in kept:
                raise ReadError(
                    "passation_champ_inconnu",
                    "Ce fichier contient un champ que l’outil ne connaît pas",
                    field=f"{path}.{str(key)[:60]}",
                    remedy="Ouvrez-le dans une version plus récente de l’outil, ou reprenez l’original.",
                )
            _check_unknown(value, kept[key], f"{path}.{key}")
    elif isinstance(raw, list) and isinstance(kept, list | tuple):
        for index, (value, same) in enumerate(zip(raw, kept, strict=False)):
            _check_unknown(value, same, f"{path}[{index}]")
