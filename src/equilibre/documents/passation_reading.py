"""What every passation file shares: its frame is written, then read without trusting a byte of it.

One JSON object: a line that says what it is, the format with its version, words for the eye, and the value
itself under one name. Everything but the value is written for people and ignored when read.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import Any, TypeVar

import msgspec

from equilibre.errors import ReadError
from equilibre.model.dossier import FORMAT

T = TypeVar("T")
MAX_DEPTH = 24
MAX_CENTS = 10**15
"""Ten thousand billion euros: no amount may be larger, positive or negative."""
MAX_FLOAT = 1e12
MAX_TEXT = 4_000
EARLIEST, LATEST = dt.date(1901, 1, 1), dt.date(2200, 1, 1)
REMEDY = "Reprenez le fichier tel que l’outil l’a écrit, sans le modifier."
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_NUMBERED = re.compile(r"(trajectoires/[a-z-]{1,40})/(\d{1,4})")
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


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of passation file."""

    root: str
    """Of its format: « trajectoires/passation »."""
    version: int
    holds: str
    """Name of the value in the object, and beginning of every path of an error."""
    max_bytes: int
    max_items: int
    """Of any list or object of the value."""
    elsewhere: str
    """What to do with a file of this kind that was given where another one is read."""

    @property
    def format(self) -> str:
        """« trajectoires/passation/1 »."""
        return f"{self.root}/{self.version}"


_ROOT, _, _VERSION = FORMAT.rpartition("/")
ACCOUNTS = Kind(
    root=_ROOT,
    version=int(_VERSION),
    holds="dossier",
    max_bytes=20_000_000,
    max_items=20_000,
    elsewhere="Celui-ci contient vos comptes : ouvrez-le à la page « Rouvrir un fichier de passation ».",
)
TRAJECTORY = Kind(
    root="trajectoires/passation-trajectoire",
    version=1,
    holds="trajectoire",
    max_bytes=2_000_000,
    max_items=500,
    elsewhere="Celui-ci contient une trajectoire : ouvrez-le à la page « Construire votre trajectoire ».",
)
_KINDS = {one.root: one for one in (ACCOUNTS, TRAJECTORY)}


def write(kind: Kind, words: dict[str, Any], value: object) -> bytes:
    """UTF-8 bytes, indented: ``words`` first (« lisez_moi » opens the file), then the value."""
    first, *others = words.items()
    content = {
        first[0]: first[1], "format": kind.format, **dict(others), kind.holds: msgspec.to_builtins(value),
    }  # fmt: skip
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


def read(data: bytes, kind: Kind, type_: type[T]) -> T:
    """The value of a file of this kind: its shape and its bounds are right, its meaning is not checked.

    Raises :class:`ReadError` for anything else: not JSON, another kind or version, a missing, unknown or
    misshapen field (``field`` is its path), an amount, a text, a date or a list out of bounds.
    """
    content = _decoded(data, kind)
    if not isinstance(content, dict) or kind.holds not in content or "format" not in content:
        if isinstance(content, dict) and "format" in content:
            _check_version(content["format"], kind)
        raise ReadError(
            "passation_autre_fichier",
            "Ce fichier n’est pas un fichier de passation",
            remedy="Choisissez le fichier « passation » que l’outil vous a donné, ou déposez vos comptes.",
        )
    _check_version(content["format"], kind)
    raw = content[kind.holds]
    _check_depth(raw)
    try:
        value = msgspec.convert(raw, type_)
    except msgspec.ValidationError as error:
        raise _misshapen(str(error), kind) from None
    except (ValueError, OverflowError, RecursionError):
        raise ReadError(
            "passation_illisible", "Une valeur du fichier de passation ne se lit pas", remedy=REMEDY
        ) from None
    told = msgspec.to_builtins(value)
    _check_unknown(raw, told, kind.holds)
    _check_bounds(told, kind.holds, kind.max_items)
    return value


def error(code: str, message: str, path: str, *, read: object = "", expected: str = "") -> ReadError:
    """What cannot be, at its path."""
    return ReadError(
        f"passation_{code}", message, field=path, read=str(read)[:80], expected=expected, remedy=REMEDY
    )


def check_keys(keys: list[str], path: str) -> None:
    """No key of a list is written twice."""
    seen: set[str] = set()
    for index, key in enumerate(keys):
        if key in seen:
            raise error("cle", "Cette clé est écrite deux fois", f"{path}[{index}].key", read=key)
        seen.add(key)


def check_date(found: dt.date, path: str) -> None:
    """A day of these two centuries: what is computed from it stays a date."""
    if not EARLIEST <= found <= LATEST:
        raise error("date", "Cette date n’est pas possible", path, read=found)


def _decoded(data: bytes, kind: Kind) -> Any:
    if len(data) > kind.max_bytes:
        raise ReadError(
            "passation_trop_grande",
            f"Ce fichier dépasse {kind.max_bytes // 1_000_000}\u00a0Mo",
            remedy="Un fichier de passation pèse rarement un mégaoctet\u00a0: vérifiez que c’est le bon.",
        )
    if not data.strip():
        raise ReadError("passation_vide", "Ce fichier est vide", remedy="Choisissez un autre fichier.")
    try:
        return msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except RecursionError:
        raise _nested() from None
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError) as broken:
        raise _broken(data, str(broken)) from None


def _broken(data: bytes, why: str) -> ReadError:
    if not data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return ReadError(
            "passation_autre_fichier",
            "Ce fichier n’est pas un fichier de passation",
            expected="un fichier .json écrit par l’outil",
            remedy="Choisissez le fichier « passation » que l’outil vous a donné, ou déposez vos comptes.",
        )
    found = re.search(r"byte (\d+)", why)
    return ReadError(
        "passation_illisible",
        "Ce fichier de passation est abîmé ou coupé",
        line=data[: int(found.group(1)) if found else len(data)].count(b"\n") + 1,
        remedy="Reprenez le fichier d’origine, ou demandez-le de nouveau à qui vous l’a transmis.",
    )


def _check_version(found: object, kind: Kind) -> None:
    if found == kind.format:
        return
    named = _NUMBERED.fullmatch(found) if isinstance(found, str) else None
    if named and named[1] == kind.root:
        newer = int(named[2]) > kind.version
        age = "récente" if newer else "ancienne"
        raise ReadError(
            "passation_version",
            f"Ce fichier de passation vient d’une version plus {age} de l’outil",
            field="format",
            read=str(found),
            expected=kind.format,
            remedy="Ouvrez-le dans une version de l’outil aussi récente que celle qui l’a écrit."
            if newer
            else REMEDY,
        )
    other = _KINDS.get(named[1]) if named else None
    raise ReadError(
        "passation_autre_fichier",
        "Ce n’est pas le fichier de passation attendu ici" if other
        else "Ce fichier n’est pas un fichier de passation",
        field="format",
        read=str(found)[:60],
        expected=kind.format,
        remedy=other.elsewhere if other
        else "Choisissez le fichier « passation » que l’outil vous a donné.",
    )  # fmt: skip


def _nested() -> ReadError:
    return ReadError(
        "passation_illisible", "Ce fichier emboîte trop de listes les unes dans les autres", remedy=REMEDY
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


def _misshapen(message: str, kind: Kind) -> ReadError:
    """A French error from msgspec's « Expected `int`, got `str` - at `$.exercices[0].totals` »."""
    path = re.search(r"at `(?:key in )?\$\.?([^`]*)`", message)
    expected = re.search(r"Expected `([^`]+)`", message)
    got = re.search(r"got `([^`]+)`", message)
    missing = re.search(r"missing required field `([^`]+)`", message)
    where = kind.holds + (f".{path.group(1)}" if path and path.group(1) else "")
    if missing:
        return ReadError(
            "passation_incomplete", "Il manque un champ", field=f"{where}.{missing.group(1)}", remedy=REMEDY
        )
    return ReadError(
        "passation_champ",
        "Un champ du fichier de passation n’a pas la forme attendue",
        field=where,
        read=_plain(got.group(1)) if got else "",
        expected=_plain(expected.group(1)) if expected else "",
        remedy=REMEDY,
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


def _check_bounds(value: object, path: str, most: int) -> None:
    """Every number finite and of a possible size, every text short and printable, every list bounded."""
    if isinstance(value, dict | list | tuple):
        if len(value) > most:
            raise error(
                "taille", "Cette liste est trop longue", path, read=len(value), expected=f"{most} au plus"
            )
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in pairs:
            if isinstance(key, str):
                _check_text(key, path)
            _check_bounds(item, f"{path}.{key}" if isinstance(key, str) else f"{path}[{key}]", most)
    elif isinstance(value, str):
        _check_text(value, path)
    elif isinstance(value, int) and abs(value) > MAX_CENTS:
        raise error(
            "montant", "Ce nombre est trop grand", path, expected="moins de dix mille milliards d’euros"
        )
    elif isinstance(value, float) and not (math.isfinite(value) and abs(value) <= MAX_FLOAT):
        raise error("montant", "Ce nombre n’est pas possible", path, read=value)


def _check_text(text: str, path: str) -> None:
    if len(text) > MAX_TEXT:
        raise error("texte", "Ce texte est trop long", path, expected=f"{MAX_TEXT} caractères au plus")
    if _CONTROL.search(text):
        raise error("texte", "Ce texte contient un caractère invisible interdit", path)
