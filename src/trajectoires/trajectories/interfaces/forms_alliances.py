"""An alliance, what it brings to each and what it takes from each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar, cast

import msgspec
from django import forms

from equilibre.trajectory.alliances import OUTCOMES as OUTCOME_CODES
from equilibre.trajectory.alliances import US, Alliance, Ally, Amount, Gained, Spent, Words
from trajectoires.trajectories.enums import (
    ALLIANCE_HELP,
    ALLIANCE_TYPES,
    BODIES,
    BURDENS,
    CERTAINTIES,
    DEGREES,
    GAINS,
    LONGEST_LABEL,
    OUTCOMES,
)
from trajectoires.trajectories.interfaces.fields import MonthField, ShareField
from trajectoires.trajectories.interfaces.rows import RowForm, choice_field, label_field
from trajectoires.ui.fields import EurosField, LineField, QuantityField, YesNoField

replace = msgspec.structs.replace
ALLIES = 3
SENTENCE = 160
HOURS = re.compile(r"\d{1,5}(\.\d{1,2})?")
A = TypeVar("A", bound=Amount)


class AllianceForm(RowForm[Alliance]):
    """With whom, what for, until when. An organisation is named, never a person."""

    places: ClassVar[dict[str, str]] = {"allies": "nom_1", "shared_budget": "budget", "gains": "nom_1"}

    libelle = label_field("Nom de l’alliance", "Par exemple\u00a0: le local partagé. Sans nom de personne.")
    sorte = choice_field(
        "De quel type est-elle\u202f?",
        {code: f"{name}\u00a0: {ALLIANCE_HELP[code]}" for code, name in ALLIANCE_TYPES.items()},
        widget=forms.RadioSelect,
    )
    ecrit = YesNoField(label="Est-elle écrite\u202f?")
    fin = MonthField(label="Dernier mois de l’accord", required=False, help_text="Vide\u00a0: pas de terme.")
    reversement = YesNoField(label="Une subvention publique passe-t-elle d’un partenaire à l’autre\u202f?")
    permis = YesNoField(label="La convention du financeur le prévoit-elle expressément\u202f?")
    budget = EurosField(
        label="Budget de l’action menée ensemble, en euros",
        required=False,
        help_text="Pour le repère «\u00a010\u00a0+\u00a01\u00a0%\u00a0», montré à côté.",
    )

    def offer(self) -> None:
        """The partners, then what money does not say."""
        for rank in range(1, ALLIES + 1):
            self.fields[f"nom_{rank}"] = LineField(
                label="Le partenaire" if rank == 1 else "Un autre partenaire",
                required=False,
                max_length=LONGEST_LABEL,
                help_text="Le nom de l’organisme." if rank == 1 else "",
            )
            self.fields[f"nature_{rank}"] = choice_field("C’est", BODIES, required=False)
        for code in OUTCOME_CODES:
            degrees = {"": "Pas encore dit", **DEGREES}
            self.fields[f"degre_{code}"] = choice_field(OUTCOMES[code], degrees, required=False)
            self.fields[f"phrase_{code}"] = LineField(
                label="En une phrase, avec un fait", required=False, max_length=SENTENCE
            )

    def clean(self) -> dict[str, Any]:
        """A partner is there once."""
        data = super().clean() or {}
        seen: set[str] = set()
        for rank in range(1, ALLIES + 1):
            name = (data.get(f"nom_{rank}") or "").casefold()
            if name and name in seen:
                self.add_error(f"nom_{rank}", "Ce partenaire est écrit deux fois\u00a0: gardez-en un seul.")
            seen.add(name)
        return data

    def shown(self, row: Alliance) -> dict[str, Any]:
        """What the fields show of an alliance."""
        told: dict[str, Any] = {
            "libelle": row.label,
            "sorte": row.type,
            "ecrit": row.written,
            "fin": row.ends,
            "reversement": row.grant_passed_on,
            "permis": row.passing_on_allowed,
            "budget": row.shared_budget,
        }
        for ally in row.allies:
            rank = ally.key.rpartition("-")[2]
            told |= {f"nom_{rank}": ally.label, f"nature_{rank}": ally.body}
        for one in row.words:
            told |= {f"degre_{one.outcome}": str(one.degree), f"phrase_{one.outcome}": one.sentence}
        return told

    def built(self, key: str) -> Alliance:
        """The alliance as it was described; what it brings and takes stays."""
        data = self.cleaned_data
        start = self.row or Alliance(key=key, label="", type=data["sorte"])
        return replace(
            start,
            label=data["libelle"],
            type=data["sorte"],
            allies=tuple(
                Ally(key=f"allie-{rank}", label=name, body=cast(Any, data[f"nature_{rank}"] or "pair"))
                for rank in range(1, ALLIES + 1)
                if (name := data[f"nom_{rank}"])
            ),
            words=tuple(
                Words(outcome=code, degree=int(data[f"degre_{code}"]), sentence=data[f"phrase_{code}"])
                for code in OUTCOME_CODES
                if data[f"degre_{code}"]
            ),
            written=data["ecrit"],
            ends=data["fin"],
            grant_passed_on=data["reversement"],
            passing_on_allowed=data["permis"],
            shared_budget=data["budget"],
        )

    @property
    def allies(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Name and nature of each partner."""
        return [(self[f"nom_{rank}"], self[f"nature_{rank}"]) for rank in range(1, ALLIES + 1)]

    @property
    def words(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Degree and sentence of each effect."""
        return [(self[f"degre_{code}"], self[f"phrase_{code}"]) for code in OUTCOME_CODES]


class AmountForm(RowForm[A]):
    """What both ways share: whose, how much, how sure."""

    alliance: ClassVar[Alliance]
    places: ClassVar[dict[str, str]] = {"gains": "montant", "costs": "montant"}

    libelle = label_field("De quoi s’agit-il\u202f?", "Par exemple\u00a0: le loyer d’un bureau.")
    cote = choice_field("Pour qui\u202f?", {})
    montant = EurosField(label="Montant par an, en euros", required=False)
    heures = QuantityField(label="Ou des heures dans l’année", most=100_000, unit="heures")
    taux = EurosField(
        label="Coût d’une heure, en euros",
        required=False,
        help_text="Le coût réel de la personne, ou le SMIC horaire brut.",
    )
    certitude = choice_field("Ce montant est", CERTAINTIES, widget=forms.RadioSelect)

    @classmethod
    def started(cls, asked: Mapping[str, str]) -> dict[str, Any] | None:
        """What the fields of a new row show at first, from an address; None for nothing."""
        return None

    def offer(self) -> None:
        """The sides of the alliance."""
        sides = [(US, "Pour nous"), *((one.key, one.label) for one in self.alliance.allies)]
        cast(forms.ChoiceField, self.fields["cote"]).choices = sides

    def clean(self) -> dict[str, Any]:
        """An amount, or hours: even zero is said."""
        data = super().clean() or {}
        if data.get("montant") is None and data.get("heures") is None and not self.errors:
            self.add_error("montant", "Écrivez un montant, ou des heures et leur coût.")
        if data.get("heures") and not data.get("taux") and "taux" not in self.errors:
            self.add_error("taux", "Écrivez le coût d’une heure\u00a0: celui de la personne, ou le SMIC.")
        if not 0.0 <= data.get("part", 1.0) <= 1.0:
            self.add_error("part", "C’est une part hors de 0 à 100\u00a0%\u00a0: corrigez-la.")
        return data

    def shown(self, row: A) -> dict[str, Any]:
        """What the fields show of a row."""
        return {
            "libelle": row.label,
            "sorte": getattr(row, "kind", ""),
            "cote": row.side,
            "montant": row.amount if row.amount or row.hours is None else None,
            "heures": row.hours,
            "taux": row.rate or None,
            "certitude": row.certainty,
        }

    def told(self, key: str) -> dict[str, Any]:
        """What was typed, as the engine names it."""
        data = self.cleaned_data
        hours = data["heures"]
        return {
            "key": key,
            "label": data["libelle"],
            "kind": data["sorte"],
            "side": data["cote"],
            "amount": data["montant"] or 0,
            "hours": None if hours is None else float(hours),
            "rate": data["taux"] or 0,
            "certainty": data["certitude"],
        }


class GainForm(AmountForm[Gained]):
    """What a side gets."""

    sorte = choice_field("Ce que c’est", GAINS, widget=forms.RadioSelect)
    deduit = EurosField(
        label="Dont vous payez quand même, par an, en euros",
        required=False,
        help_text="Votre part du coût commun, ou les coûts directs de l’activité rendue possible.",
    )
    part = ShareField(
        label="Part due à l’alliance, en %",
        empty=1.0,
        help_text="Ce qui ne serait pas venu sans elle. Vide\u00a0: tout.",
    )

    def shown(self, row: Gained) -> dict[str, Any]:
        """With what is paid all the same."""
        return super().shown(row) | {"deduit": row.less or None, "part": row.attribution}

    def built(self, key: str) -> Gained:
        """The row as it was typed."""
        data = self.cleaned_data
        return Gained(**self.told(key), less=data["deduit"] or 0, attribution=data["part"])

    @property
    def rest(self) -> list[forms.BoundField]:
        """What is asked of a gain alone."""
        return [self["deduit"], self["part"]]


class SpentForm(AmountForm[Spent]):
    """What a side puts in."""

    sorte = choice_field("Ce que c’est", BURDENS, widget=forms.RadioSelect)
    rest: ClassVar[tuple[forms.BoundField, ...]] = ()

    @classmethod
    def started(cls, asked: Mapping[str, str]) -> dict[str, Any] | None:
        """« ?heures=36 »: hours of coordination that were told with the accounts, their cost still to say."""
        hours = asked.get("heures", "")
        if not HOURS.fullmatch(hours):
            return None
        return {"libelle": "Temps de coordination", "sorte": "coordination", "heures": float(hours)}

    def built(self, key: str) -> Spent:
        """The row as it was typed."""
        return Spent(**self.told(key))


def form_for(form: type[AmountForm[Any]], alliance: Alliance) -> type[AmountForm[Any]]:
    """The form of a row of this alliance: it offers its sides."""
    return type(form.__name__, (form,), {"alliance": alliance})
