"""A financial report: what it is about, then planned, realised and why, line by line of the form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar, cast

import msgspec
from django import forms
from django.utils.timezone import localdate

from equilibre.trajectory.realised import (
    AMOUNT,
    PERCENT,
    FinancialReport,
    ReadReport,
    ReportLine,
    ReportRow,
    form_lines,
    read_report,
    title_of,
)
from equilibre.trajectory.realised_words import difference_words
from trajectoires.trajectories.domain.queries.cerfa import years_of
from trajectoires.trajectories.domain.realised import sources_of, take_over
from trajectoires.trajectories.enums import LONGEST_LABEL
from trajectoires.trajectories.interfaces.fields import DayField, ShareField
from trajectoires.trajectories.interfaces.rows import RowForm, choice_field, label_field
from trajectoires.ui.fields import EurosField, LineField, WordsField

replace = msgspec.structs.replace
LONGEST_WHY, LONGEST_WORDS = 300, 1200
BY_HAND = "saisie"
WORDS = {"repartition": "sharing", "nature": "in_kind_words", "remarques": "remarks"}
"""Field of the form → field of the report."""


class ReportForm(RowForm[FinancialReport]):
    """Which action, which grant, which exercice. A new one also says where its budget comes from."""

    places: ClassVar[dict[str, str]] = {"grant": "subvention", "percent": "seuil", "agreed": "convention"}

    libelle = label_field("L’action ou le projet", "Comme dans votre demande de subvention.")
    financeur = LineField(
        label="Financeur",
        required=False,
        max_length=LONGEST_LABEL,
        help_text="Une autorité ou un organisme, sans nom de personne.",
    )
    subvention = EurosField(label="Subvention attribuée, en euros", required=False)
    cloture = DayField(
        label="Dernier jour de l’exercice pour lequel elle est attribuée",
        error_messages={"required": "Écrivez un jour, par exemple 31/12/2026."},
    )
    convention = DayField(
        label="Date écrite dans votre convention",
        required=False,
        help_text="Si elle en donne une. C’est souvent le cas sur plusieurs années.",
    )
    seuil = ShareField(
        label="Expliquer un écart au-dessus de, en %",
        empty=PERCENT,
        help_text="Votre seuil\u00a0: aucun texte ne le fixe.",
    )
    montant = EurosField(label="et au-dessus de, en euros", required=False)

    def offer(self) -> None:
        """Where the budget of a new report comes from."""
        if self.row is not None:
            return
        self.initial = {"seuil": PERCENT, "montant": AMOUNT, "budget": BY_HAND, **(self.initial or {})}
        found = {one.code: one.label for one in sources_of(self.saved)}
        choices = {BY_HAND: "Je saisis le budget joint à ma demande", **found}
        self.fields["budget"] = choice_field(
            "Le budget prévu", choices, widget=forms.RadioSelect,
            help_text="Celui d’une action ou d’une activité de votre trajectoire se corrige ensuite.",
        )  # fmt: skip
        if found:
            self.fields["annee"] = forms.ChoiceField(
                label="Exercice de ce budget",
                choices=years_of(self.saved),
                required=False,
                help_text="Pour une action ou une activité de votre trajectoire.",
            )

    @property
    def taken(self) -> list[forms.BoundField]:
        """Where the budget comes from; nothing for a report that is begun."""
        return [self[name] for name in ("budget", "annee") if name in self.fields]

    @staticmethod
    def shown(row: FinancialReport) -> dict[str, Any]:
        """What the fields show of a report."""
        return {
            "libelle": row.label,
            "financeur": row.funder,
            "subvention": row.grant,
            "cloture": row.closing,
            "convention": row.agreed,
            "seuil": row.percent,
            "montant": row.amount,
        }

    def built(self, key: str) -> FinancialReport:
        """The report as it was described; a new one with its planned figures, never a realised one."""
        data = self.cleaned_data
        start = self.row or FinancialReport(key=key, label="", closing=data["cloture"])
        told = replace(
            start,
            label=data["libelle"],
            funder=data["financeur"],
            grant=data["subvention"],
            closing=data["cloture"],
            agreed=data["convention"],
            percent=data["seuil"],
            amount=AMOUNT if data["montant"] is None else data["montant"],
        )
        if data.get("budget", BY_HAND) == BY_HAND:
            return told
        year = int(data.get("annee") or 0)
        return take_over(self.saved, told, data["budget"], year=year, on=localdate())


@dataclass(frozen=True)
class LineFields:
    """The fields of a line of the form, with what they say together."""

    row: ReportRow
    planned: forms.BoundField
    realised: forms.BoundField
    why: forms.BoundField | None
    """Only where a difference is to explain, or was explained."""

    @property
    def words(self) -> str:
        """« +120 € (+12,5 %) »."""
        return difference_words(self.row) if self.row.used else ""

    @property
    def bare_planned(self) -> str:
        """The field alone, named for a screen reader: folded lines are many."""
        return self._bare(self.planned)

    @property
    def bare_realised(self) -> str:
        """See ``bare_planned``."""
        return self._bare(self.realised)

    def _bare(self, bound: forms.BoundField) -> str:
        kind = bound.label.partition(",")[0]
        return bound.as_widget(attrs={"aria-label": f"{self.row.label}, {kind.lower()}", "placeholder": kind})

    @property
    def folded(self) -> bool:
        """Nothing was said of it: it waits below."""
        wrong = self.planned.errors or self.realised.errors
        return not (self.row.used or wrong)


@dataclass(frozen=True)
class SectionFields:
    """« 60 - Achats »: the lines in sight, those that are folded."""

    title: str
    lines: list[LineFields]
    single: bool
    """The form prints its title alone: no line below says it again."""

    @property
    def shown(self) -> list[LineFields]:
        """In sight."""
        return [one for one in self.lines if not one.folded]

    @property
    def folded(self) -> list[LineFields]:
        """Below."""
        return [one for one in self.lines if one.folded]


class FiguresForm(forms.Form):
    """Every line of the form: planned, realised, why; then the words of the annex."""

    repartition = WordsField(
        label="Comment vos charges indirectes sont réparties",
        max_length=LONGEST_WORDS,
        help_text="Par exemple\u00a0: le loyer, au prorata des heures de l’action.",
    )
    nature = WordsField(
        label="Comment vos contributions en nature sont comptées",
        max_length=LONGEST_WORDS,
        help_text="Par exemple\u00a0: 120\u00a0heures de bénévoles, au SMIC horaire brut.",
    )
    remarques = WordsField(label="Ce que vous voulez ajouter", max_length=LONGEST_WORDS)

    def __init__(self, data: Any = None, *, report: FinancialReport) -> None:
        self.report = report
        self.read: ReadReport = read_report(report)
        super().__init__(data, initial=self._shown())
        rows = {row.code: row for row in self.read.rows}
        for line in form_lines():
            self.fields[f"prevu_{line.code}"] = _euros("Prévu, en\u00a0€")
            self.fields[f"realise_{line.code}"] = _euros("Réalisé, en\u00a0€")
            if rows[line.code].to_explain or rows[line.code].why:
                self.fields[f"pourquoi_{line.code}"] = LineField(
                    label="Pourquoi cet écart\u202f?", required=False, max_length=LONGEST_WHY,
                    error_messages={"max_length": f"Écrivez {LONGEST_WHY} caractères au plus."},
                )  # fmt: skip

    def _shown(self) -> dict[str, Any]:
        shown: dict[str, Any] = {name: getattr(self.report, field) for name, field in WORDS.items()}
        for one in self.report.lines:
            shown |= {
                f"prevu_{one.code}": one.planned,
                f"realise_{one.code}": one.realised,
                f"pourquoi_{one.code}": one.why,
            }
        return shown

    def sections(self, side: str) -> list[SectionFields]:
        """« costs », « resources » or « kind »: the sections of a part of the page."""
        rows = {row.code: row for row in self.read.rows}
        wanted = [one for one in form_lines() if _part(one.section, one.side) == side]
        return [
            _section(title_of(section), [self._fields(rows[line.code]) for line in lines])
            for section, lines in groupby(wanted, key=lambda one: one.section)
        ]

    def _fields(self, row: ReportRow) -> LineFields:
        why = f"pourquoi_{row.code}"
        return LineFields(
            row=row,
            planned=self[f"prevu_{row.code}"],
            realised=self[f"realise_{row.code}"],
            why=self[why] if why in self.fields else None,
        )

    @property
    def words(self) -> Iterator[forms.BoundField]:
        """The annex."""
        return (self[name] for name in WORDS)

    def told(self) -> tuple[dict[str, ReportLine], dict[str, str]]:
        """Code → what was typed of the line, and the words by field of the report."""
        data = self.cleaned_data
        lines = {}
        for one in form_lines():
            before = self.report.line(one.code)
            lines[one.code] = ReportLine(
                code=one.code,
                planned=data[f"prevu_{one.code}"],
                realised=data[f"realise_{one.code}"],
                why=cast(str, data.get(f"pourquoi_{one.code}", before.why)),
            )
        return lines, {field: data[name] for name, field in WORDS.items()}


def _euros(label: str) -> EurosField:
    return EurosField(label=label, required=False)


def _section(title: str, lines: list[LineFields]) -> SectionFields:
    return SectionFields(title=title, lines=lines, single=len(lines) == 1)


def _part(section: str, side: str) -> str:
    return "kind" if section == "86" else "costs" if side == "cost" else "resources"
