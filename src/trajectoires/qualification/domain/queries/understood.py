"""What was understood of the files: shown once, right after the deposit, names included, and forgotten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from equilibre.accounts.anomalies import Anomaly, AnomalyReport
from equilibre.accounts.totals import AccountTotals, Reading
from equilibre.formatting import exercice as exercice_label
from equilibre.formatting import typographic
from equilibre.model.dossier import Dossier as Inputs
from trajectoires.qualification.domain.deposit import FileOutcome
from trajectoires.qualification.domain.perimeter import PERIMETER, REALISED
from trajectoires.qualification.enums import (
    ENCODING_LABELS,
    FORMAT_LABELS,
    PAYER_KIND_LABELS,
    SEPARATOR_LABELS,
    SEVERITY_LABELS,
    SEVERITY_ORDER,
)

FUNDER_MARK = "|"


@dataclass(frozen=True)
class AnomalyGroup:
    """The anomalies of one code."""

    code: str
    severity: str
    severity_label: str
    count: int
    title: str
    remedy: str
    items: tuple[Anomaly, ...]

    @property
    def more(self) -> int:
        """Counted but not listed."""
        return self.count - len(self.items)


@dataclass(frozen=True)
class Question:
    """A question that only the user can answer about a file."""

    code: str
    text: str
    why: str
    choices: tuple[tuple[str, str], ...]
    answer: str = ""


@dataclass(frozen=True)
class UnderstoodFile:
    """One file as it was read."""

    name: str
    index: int
    label: str
    opening: dt.date
    closing: dt.date
    format_label: str
    encoding: str
    separator_label: str
    producer: str
    lines: int
    products: int
    charges: int | None
    notes: tuple[str, ...]
    other_exercices: tuple[str, ...]
    anomaly_count: int
    anomalies: tuple[AnomalyGroup, ...]
    questions: tuple[Question, ...]
    replaced: bool

    @property
    def result(self) -> int | None:
        """Products less charges, when both are known."""
        return None if self.charges is None else self.products - self.charges


@dataclass(frozen=True)
class FunderChoice:
    """An institutional funder proposed to be kept by name, or already kept."""

    value: str
    name: str
    kind_label: str
    amount: int
    exercice: str
    ticked: bool = False


QUESTIONS = {
    PERIMETER: Question(
        code=PERIMETER,
        text="Ce budget est-il celui de toute l’association, ou celui d’une seule action\u202f?",
        why="Le Cerfa sert aux deux. Le modèle d’une action ne dit pas celui de la maison.",
        choices=(("organisation", "De toute l’association"), ("action", "D’une seule action")),
    ),
    REALISED: Question(
        code=REALISED,
        text="Ces montants sont-ils réalisés, ou prévus\u202f?",
        why="Un budget prévisionnel se lit comme une intention, pas comme des comptes.",
        choices=(("realise", "Réalisés"), ("previsionnel", "Prévisionnels")),
    ),
}


def understood_files(
    *, outcomes: Sequence[FileOutcome], inputs: Inputs, replaced: bool = False
) -> tuple[UnderstoodFile, ...]:
    """What to show for each file that became an exercice of ``inputs``."""
    return tuple(
        _file(outcome.name, outcome.reading, inputs, replaced)
        for outcome in outcomes
        if outcome.reading is not None
    )


def funder_choices(*, outcomes: Sequence[FileOutcome], inputs: Inputs) -> tuple[FunderChoice, ...]:
    """The institutions named in the files, by decreasing amount, unticked."""
    found = [
        choice
        for outcome in outcomes
        if outcome.reading is not None
        for choice in _proposed(outcome.reading, index_of(inputs, outcome.reading.totals))
    ]
    return tuple(sorted(found, key=lambda c: -c.amount))


def kept_funders(inputs: Inputs) -> tuple[FunderChoice, ...]:
    """The names kept so far, ticked."""
    return tuple(
        FunderChoice(
            value=funder_value(index, payer.key),
            name=payer.name,
            kind_label=PAYER_KIND_LABELS[payer.kind],
            amount=sum(payer.amounts.values()),
            exercice=exercice_label(exercice.totals.opening, exercice.totals.closing),
            ticked=True,
        )
        for index, exercice in enumerate(inputs.exercices)
        for payer in exercice.totals.payers
        if payer.name
    )


def funder_value(index: int, key: str, name: str = "") -> str:
    """What a ticked box posts: exercice, payer and, at deposit, the name that the server never kept."""
    return FUNDER_MARK.join((str(index), key, name) if name else (str(index), key))


def grouped(report: AnomalyReport) -> tuple[AnomalyGroup, ...]:
    """Anomalies by code, the most serious first, then the most frequent."""
    by_code: dict[str, list[Anomaly]] = {}
    for item in report.items:
        by_code.setdefault(item.code, []).append(item)
    groups = [
        AnomalyGroup(
            code=code,
            severity=items[0].severity,
            severity_label=SEVERITY_LABELS[items[0].severity],
            count=report.by_code.get(code, len(items)),
            title=typographic(items[0].message),
            remedy=typographic(items[0].remedy),
            items=tuple(items),
        )
        for code, items in by_code.items()
    ]
    return tuple(sorted(groups, key=lambda g: (SEVERITY_ORDER.index(g.severity), -g.count, g.code)))


def index_of(inputs: Inputs, totals: AccountTotals) -> int:
    """The index of the exercice of those dates."""
    for index, exercice in enumerate(inputs.exercices):
        if (exercice.totals.opening, exercice.totals.closing) == (totals.opening, totals.closing):
            return index
    raise LookupError("the exercice was just stored and is not there")


def _file(name: str, reading: Reading, inputs: Inputs, replaced: bool) -> UnderstoodFile:
    totals, source = reading.totals, reading.totals.source
    index = index_of(inputs, totals)
    answers = inputs.exercices[index].answers
    both = totals.scope == "produits_et_charges"
    return UnderstoodFile(
        name=name,
        index=index,
        label=exercice_label(totals.opening, totals.closing),
        opening=totals.opening,
        closing=totals.closing,
        format_label=FORMAT_LABELS[source.format],
        encoding=ENCODING_LABELS.get(source.encoding, source.encoding),
        separator_label=SEPARATOR_LABELS.get(source.separator, source.separator),
        producer=source.producer,
        lines=source.lines,
        products=-_class_total(totals, "7"),
        charges=_class_total(totals, "6") if both else None,
        notes=tuple(typographic(note) for note in reading.notes),
        other_exercices=reading.other_exercices,
        anomaly_count=totals.anomalies.count,
        anomalies=grouped(totals.anomalies),
        questions=tuple(
            Question(q.code, q.text, q.why, q.choices, answers.get(q.code, ""))
            for code in reading.asks
            if (q := QUESTIONS.get(code)) is not None
        ),
        replaced=replaced,
    )


def _class_total(totals: AccountTotals, digit: str) -> int:
    """Debit minus credit of a class, cents."""
    return sum(a.balance for a in totals.accounts if a.number.startswith(digit))


def _proposed(reading: Reading, index: int) -> list[FunderChoice]:
    label = exercice_label(reading.totals.opening, reading.totals.closing)
    return [
        FunderChoice(
            value=funder_value(index, payer.key, name),
            name=name,
            kind_label=PAYER_KIND_LABELS[payer.kind],
            amount=sum(payer.amounts.values()),
            exercice=label,
        )
        for payer in reading.totals.payers
        if payer.institutional and (name := reading.payer_names.get(payer.key, ""))
    ]
