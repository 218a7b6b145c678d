"""Files in: read them all in memory, and only when all are readable make or extend a dossier."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from equilibre.accounts.mapping import MappedRow, propose_mapping
from equilibre.accounts.options import ReadOptions
from equilibre.accounts.reading import read_accounts
from equilibre.accounts.table import open_table
from equilibre.accounts.totals import AccountTotals, Reading
from equilibre.documents.passation import read_passation
from equilibre.errors import ReadError
from equilibre.formatting import day, typographic
from equilibre.model.dossier import FORMAT as PASSATION
from equilibre.model.dossier import Dossier as Inputs
from equilibre.model.dossier import ExerciceInputs
from trajectoires.qualification.domain import edits, storage
from trajectoires.qualification.domain.storage import Created
from trajectoires.qualification.enums import Change
from trajectoires.qualification.models import Dossier

MAX_EXERCICES = 12
replace = msgspec.structs.replace


@dataclass(frozen=True)
class Upload:
    """A file as received, in memory only."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class FileOutcome:
    """What became of one file: a reading, a passation, or the reason why it cannot be read."""

    name: str
    reading: Reading | None = field(default=None, repr=False)
    passation: Inputs | None = field(default=None, repr=False)
    rows: tuple[MappedRow, ...] = field(default=(), repr=False)
    """Of a free sheet: its rows with the account proposed for each."""
    error: ReadError | None = None

    @property
    def ok(self) -> bool:
        """Whether it could be read."""
        return self.error is None

    @property
    def needs_mapping(self) -> bool:
        """A free sheet whose lines the user must place before there is any total."""
        return bool(self.rows)


class DepositRefusedError(Exception):
    """Nothing was written; ``outcomes`` says why, beside each file."""

    def __init__(self, outcomes: Sequence[FileOutcome]) -> None:
        self.outcomes = tuple(outcomes)
        super().__init__("deposit refused")


def read_files(*, uploads: Sequence[Upload], options: ReadOptions) -> tuple[FileOutcome, ...]:
    """Read every file, in memory, in order. ``DepositRefusedError`` when one of them cannot be used."""
    outcomes = [_read_one(upload, options) for upload in uploads]
    alone = [o for o in outcomes if o.ok and (o.passation is not None or o.needs_mapping)]
    if alone and len(outcomes) > 1:
        outcomes = [replace_error(o, _alone(o)) if o in alone else o for o in outcomes]
    outcomes = _refuse_same_dates(outcomes)
    if not outcomes or any(not outcome.ok for outcome in outcomes):
        raise DepositRefusedError(outcomes)
    return tuple(outcomes)


def create_dossier(*, outcomes: Sequence[FileOutcome]) -> Created:
    """A new dossier from what was read."""
    for outcome in outcomes:
        if outcome.passation is not None:
            return _reopened(outcome, outcome.passation)
    inputs = Inputs(exercices=_chronological([ExerciceInputs(totals=_totals(o)) for o in outcomes]))
    return storage.create(inputs=inputs, change=Change.DEPOSIT)


def reopen_passation(*, upload: Upload) -> Created:
    """A new dossier from a passation file. ``DepositRefusedError`` when it is not one."""
    outcome = _read_one(upload, ReadOptions(format="passation"))
    if outcome.passation is None:
        raise DepositRefusedError([outcome])
    return _reopened(outcome, outcome.passation)


def create_from_reading(*, reading: Reading, change: Change) -> Created:
    """A new dossier from typed totals, a cash book or a mapped sheet."""
    return storage.create(inputs=Inputs(exercices=(ExerciceInputs(totals=reading.totals),)), change=change)


def add_exercices(*, dossier: Dossier, outcomes: Sequence[FileOutcome], replacing: bool) -> Inputs:
    """Add exercices. ``DepositRefusedError`` when one is already there and ``replacing`` was not asked."""
    for outcome in outcomes:
        if outcome.passation is not None:
            raise DepositRefusedError([replace_error(outcome, _passation_here())])

    def edit(inputs: Inputs) -> Inputs:
        merged, refused = inputs, []
        for outcome in outcomes:
            try:
                merged = with_exercice(merged, _totals(outcome), replacing=replacing)
            except ReadError as error:
                refused.append(replace_error(outcome, error))
        if refused:
            names = {o.name for o in refused}
            raise DepositRefusedError([*refused, *(o for o in outcomes if o.name not in names)])
        return merged

    change = Change.REPLACED if replacing else Change.EXERCICE
    return storage.revise(dossier=dossier, change=change, edit=edit)


def add_reading(*, dossier: Dossier, reading: Reading, replacing: bool) -> Inputs:
    """Add one mapped sheet to a dossier. ``ReadError`` when its exercice is already there."""
    return storage.revise(
        dossier=dossier,
        change=Change.REPLACED if replacing else Change.EXERCICE,
        edit=lambda inputs: with_exercice(inputs, reading.totals, replacing=replacing),
    )


def with_exercice(inputs: Inputs, totals: AccountTotals, *, replacing: bool) -> Inputs:
    """The inputs with one more exercice, or with that one read again. ``ReadError`` when it cannot be."""
    same = [e for e in inputs.exercices if _dates(e.totals) == _dates(totals)]
    others = [e for e in inputs.exercices if _dates(e.totals) != _dates(totals)]
    if same and not replacing:
        raise ReadError(
            "exercice_deja_la",
            f"L’exercice du {day(totals.opening)} au {day(totals.closing)} est déjà dans le dossier",
            remedy="Pour le remplacer, cochez «\u00a0Remplacer l’exercice déjà présent\u00a0» et choisissez "
            "de nouveau le fichier.",
        )
    _check_fits(others, totals)
    if same:
        before = same[0]
        fresh = replace(before, totals=totals, corrections=edits.still_true(before.corrections, totals))
    else:
        fresh = ExerciceInputs(totals=totals)
    return replace(inputs, exercices=_chronological([*others, fresh]))


def _check_fits(others: Sequence[ExerciceInputs], totals: AccountTotals) -> None:
    """Another organisation, overlapping dates or too many years: refused with what to do."""
    for other in others:
        if totals.opening <= other.totals.closing and other.totals.opening <= totals.closing:
            raise ReadError(
                "exercices_qui_se_chevauchent",
                f"Ces comptes vont du {day(totals.opening)} au {day(totals.closing)} et chevauchent "
                f"un exercice du dossier, du {day(other.totals.opening)} au {day(other.totals.closing)}",
                remedy="Vérifiez les dates\u202f; pour une autre organisation, faites un nouveau dépôt.",
            )
        one, two = siren(totals), siren(other.totals)
        if one and two and one != two:
            raise ReadError(
                "autre_organisation",
                "Le SIREN de ce fichier n’est pas celui du dossier",
                read=one,
                expected=two,
                remedy="Un dossier ne mêle pas deux personnes morales\u00a0: faites un nouveau dépôt.",
            )
    if len(others) >= MAX_EXERCICES:
        raise ReadError(
            "trop_d_exercices",
            f"Un dossier porte au plus {MAX_EXERCICES} exercices",
            remedy="Faites un nouveau dépôt avec les exercices les plus récents.",
        )


def siren(totals: AccountTotals) -> str:
    """The SIREN in the regulated name of a FEC, or « »."""
    found = re.match(r"(\d{9})FEC\d{8}", totals.source.name, re.IGNORECASE)
    return found[1] if found else ""


def for_screen(error: ReadError) -> ReadError:
    """The same refusal with French spaces, whoever wrote its sentences."""
    return ReadError(
        error.code,
        typographic(error.message),
        remedy=typographic(error.remedy),
        line=error.line,
        field=error.field,
        read=error.read,
        expected=typographic(error.expected),
    )


def replace_error(outcome: FileOutcome, error: ReadError) -> FileOutcome:
    """The same file, refused."""
    return FileOutcome(name=outcome.name, error=error)


def _reopened(outcome: FileOutcome, inputs: Inputs) -> Created:
    """A passation file may be well formed and still hold what no form would let in (negative hours, a
    split that does not add up): the engine says so while computing, and nothing is written."""
    try:
        return storage.create(inputs=inputs, change=Change.REOPENED)
    except ReadError as error:
        raise DepositRefusedError([replace_error(outcome, for_screen(error))]) from None


def _read_one(upload: Upload, options: ReadOptions) -> FileOutcome:
    try:
        if options.format == "passation" or _looks_like_passation(upload.data):
            return FileOutcome(name=upload.name, passation=read_passation(upload.data))
        reading = read_accounts(upload.data, name=upload.name, options=options)
        rows = _rows(upload, options) if _is_free_sheet(reading) else ()
        return FileOutcome(name=upload.name, reading=reading, rows=rows)
    except ReadError as error:
        return FileOutcome(name=upload.name, error=for_screen(error))


def _is_free_sheet(reading: Reading) -> bool:
    """Accounts were told from the words of each row: the user looks at them before there is a model."""
    return reading.totals.source.format == "tableur"


def _rows(upload: Upload, options: ReadOptions) -> tuple[MappedRow, ...]:
    return propose_mapping(open_table(upload.data, upload.name, options))


def _looks_like_passation(data: bytes) -> bool:
    """Our own file says its format in its first lines."""
    head = data[:4096]
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and PASSATION.encode() in head


def _totals(outcome: FileOutcome) -> AccountTotals:
    if outcome.reading is None:
        raise ValueError("a file without reading cannot become an exercice")
    return outcome.reading.totals


def _dates(totals: AccountTotals) -> tuple[object, object]:
    return totals.opening, totals.closing


def _chronological(exercices: Sequence[ExerciceInputs]) -> tuple[ExerciceInputs, ...]:
    return tuple(sorted(exercices, key=lambda e: (e.totals.opening, e.totals.closing)))


def _refuse_same_dates(outcomes: Sequence[FileOutcome]) -> list[FileOutcome]:
    """Two files of one deposit must be two exercices that follow one another, of one organisation."""
    accepted: list[ExerciceInputs] = []
    checked: list[FileOutcome] = []
    for outcome in outcomes:
        if outcome.reading is not None and not outcome.needs_mapping:
            try:
                if any(_dates(e.totals) == _dates(outcome.reading.totals) for e in accepted):
                    raise _twice(outcome.reading.totals)
                _check_fits(accepted, outcome.reading.totals)
            except ReadError as error:
                checked.append(replace_error(outcome, error))
                continue
            accepted.append(ExerciceInputs(totals=outcome.reading.totals))
        checked.append(outcome)
    return checked


def _twice(totals: AccountTotals) -> ReadError:
    return ReadError(
        "deux_fichiers_pour_un_exercice",
        f"Un autre fichier de ce dépôt couvre déjà du {day(totals.opening)} au {day(totals.closing)}",
        remedy="Gardez un seul fichier par exercice.",
    )


def _alone(outcome: FileOutcome) -> ReadError:
    if outcome.passation is not None:
        return ReadError(
            "passation_accompagnee",
            "Un fichier de passation s’ouvre seul",
            remedy="Déposez-le seul\u202f; les autres exercices s’ajoutent ensuite depuis votre modèle.",
        )
    return ReadError(
        "tableau_accompagne",
        "Ce tableau demande que vous placiez ses lignes, il se dépose seul",
        remedy="Déposez-le seul\u202f; les autres exercices s’ajoutent ensuite depuis votre modèle.",
    )


def _passation_here() -> ReadError:
    return ReadError(
        "passation_dans_un_dossier",
        "Un fichier de passation ouvre un dossier entier, il ne s’ajoute pas à un autre",
        remedy="Ouvrez-le depuis «\u00a0Rouvrir un fichier de passation\u00a0».",
    )
