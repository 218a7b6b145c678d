"""The exercice told by a title, a header or a file name: « Exercice du 01/01/2024 au 31/12/2024 »."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from equilibre.accounts.options import ReadOptions
from equilibre.errors import ReadError

FIRST_YEAR, LAST_YEAR = 1990, 2099

_MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin",
    "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
)  # fmt: skip
_SLASHED = r"(?P<d{0}>\d{{1,2}})[/.\- ](?P<m{0}>\d{{1,2}})[/.\- ](?P<y{0}>(?:19|20)\d\d)"
_ISO = r"(?P<y{0}>(?:19|20)\d\d)-(?P<m{0}>\d\d)-(?P<d{0}>\d\d)"
_WORDED = r"(?P<d{0}>\d{{1,2}})(?:er)? (?P<n{0}>" + "|".join(_MONTHS) + r")(?: (?P<y{0}>(?:19|20)\d\d))?"
_DATES = tuple(re.compile(p.format("")) for p in (_SLASHED, _ISO, _WORDED))
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_TWO_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d) ?[-/–] ?((?:19|20)?\d\d)(?!\d)")


class Period(NamedTuple):
    """An exercice and how it was told: « dates », « cloture », « annee » or « utilisateur »."""

    opening: dt.date
    closing: dt.date
    how: str


def plain(text: str) -> str:
    """Lower case, no accent, single plain spaces: what labels and headers are compared in."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(bare.replace("œ", "oe").replace("’", "'").casefold().split())


def year_before(day: dt.date) -> dt.date:
    """The opening of a twelve-month exercice that closes on this day."""
    following = day + dt.timedelta(days=1)
    last = calendar.monthrange(following.year - 1, following.month)[1]
    return following.replace(year=following.year - 1, day=min(following.day, last))


def year_from(day: dt.date) -> dt.date:
    """The closing of a twelve-month exercice that opens on this day."""
    last = calendar.monthrange(day.year + 1, day.month)[1]
    return day.replace(year=day.year + 1, day=min(day.day, last)) - dt.timedelta(days=1)


def dates_in(text: str) -> list[dt.date]:
    """Calendar dates of a text, in order; a date worded without a year takes the next one's year."""
    clean = plain(text)
    found: list[tuple[int, int, int, int | None]] = []
    for pattern in _DATES:
        for match in pattern.finditer(clean):
            parts = match.groupdict()
            name = parts.get("n")
            month = _MONTHS.index(name) + 1 if name else int(parts["m"] or 0)
            found.append((match.start(), int(parts["d"]), month, int(parts["y"]) if parts["y"] else None))
    days: list[dt.date] = []
    later: int | None = None
    for _, day, month, told in sorted(found, reverse=True):
        year = told or later
        if year is None:
            continue
        later = year
        try:
            days.insert(0, dt.date(year, month, day))
        except ValueError:
            continue
    return [d for d in days if FIRST_YEAR <= d.year <= LAST_YEAR]


def period_told_by(texts: Iterable[str], file_name: str = "") -> Period | None:
    """The exercice told by titles (two dates, then one closing date, then a year) or by a file name."""
    titles = [t for t in texts if t]
    for title in titles:
        days = dates_in(title)
        if len(days) >= 2 and 27 <= (days[1] - days[0]).days <= 24 * 31:
            return Period(days[0], days[1], "dates")
    for title in titles:
        days = dates_in(title)
        if days and days[0] + dt.timedelta(days=1) == (days[0] + dt.timedelta(days=1)).replace(day=1):
            return Period(year_before(days[0]), days[0], "cloture")
    compact = [_compact(m) for m in _COMPACT.finditer(file_name)]
    known = [d for d in compact if d is not None] or dates_in(file_name.replace("_", " "))
    if len(known) >= 2 and 27 <= (known[1] - known[0]).days <= 24 * 31:
        return Period(known[0], known[1], "dates")
    if known:
        return Period(year_before(known[0]), known[0], "cloture")
    return _calendar_year([*titles, file_name.replace("_", " ")])


def _compact(match: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _calendar_year(texts: list[str]) -> Period | None:
    """The only year that a title or the file name gives; « 2023-2024 » is a season of unknown months."""
    for text in texts:
        if _TWO_YEARS.search(text):
            continue
        years = {int(y) for y in _YEAR.findall(text) if FIRST_YEAR <= int(y) <= LAST_YEAR}
        if len(years) == 1:
            year = years.pop()
            return Period(dt.date(year, 1, 1), dt.date(year, 12, 31), "annee")
    return None


def choose_period(options: ReadOptions, texts: Iterable[str], file_name: str) -> Period:
    """What the user said prevails over what the file tells. Raises ReadError when nothing does."""
    if options.opening and options.closing:
        return Period(options.opening, options.closing, "utilisateur")
    if options.opening:
        return Period(options.opening, year_from(options.opening), "utilisateur")
    if options.closing:
        return Period(year_before(options.closing), options.closing, "utilisateur")
    told = period_told_by(texts, file_name)
    if told is None:
        raise ReadError(
            "exercice_inconnu",
            "Ce fichier ne dit pas de quel exercice il s’agit",
            expected="une ligne comme « Exercice du 01/01/2024 au 31/12/2024 »",
            remedy="Indiquez la date d’ouverture et la date de clôture de l’exercice.",
        )
    return told


def period_note(period: Period) -> str:
    """How the exercice was understood, in a French sentence."""
    dates = f"du {period.opening:%d/%m/%Y} au {period.closing:%d/%m/%Y}"
    return {
        "dates": f"Exercice {dates}, d’après le fichier.",
        "cloture": f"Exercice {dates} : la date de clôture est dans le fichier, l’ouverture en est déduite "
        "(douze mois). Corrigez-la si besoin.",
        "annee": f"Exercice {dates} : seule l’année est dans le fichier. Corrigez les dates si besoin.",
        "utilisateur": f"Exercice {dates}, d’après les dates que vous avez données.",
    }[period.how]
