"""A resource or a cost, and the start of a trajectory."""

from __future__ import annotations

from typing import Any, ClassVar, cast

import msgspec
from django import forms

from equilibre.trajectory.hypotheses import LONGEST, STATUSES, Line, Month, Payment, Range, ResourceStatus
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.enums import COSTS, NATURES
from trajectoires.trajectories.enums import STATUSES as STATUS_NAMES
from trajectoires.trajectories.interfaces.fields import AskedEurosField, MonthField, MonthsField, ShareField
from trajectoires.trajectories.interfaces.rows import RowForm, choice_field, label_field
from trajectoires.ui.fields import EurosField, QuantityField

replace = msgspec.structs.replace
PLACES = {
    "amount": "montant",
    "indexation": "evolution",
    "volume": "volume",
    "ends": "fin",
    "delay": "delai",
    "payments": "part_1",
    "chance": "chance",
    "spread": "moins",
    "follows": "suit",
}
PAYMENTS = 2
"""Dated payments that the form offers; a line that has more keeps its own."""


class LineForm(RowForm[Line]):
    """What both sides ask."""

    places: ClassVar[dict[str, str]] = PLACES
    side: ClassVar[str] = ""

    libelle = label_field("Nom de la ligne", "Sans nom de personne.")
    montant = AskedEurosField(
        "Montant pour douze mois",
        "Écrivez un montant, même à zéro.",
        help_text="En euros de l’année qui précède la première.",
    )
    evolution = ShareField(
        label="Évolution par an, en %",
        help_text="Vide\u00a0: le montant ne bouge pas. Une baisse s’écrit avec un moins.",
    )
    debut = MonthField(label="Premier mois", required=False, help_text="Vide\u00a0: la ligne existe déjà.")
    fin = MonthField(label="Dernier mois", required=False, help_text="Vide\u00a0: elle continue.")
    moins = ShareField(label="Au plus bas, en % de moins")
    plus = ShareField(label="Au plus haut, en % de plus")
    delai = MonthsField(
        "Délai de paiement, en mois",
        most=24,
        help_text="Entre le moment où c’est dû et le moment où c’est payé.",
    )
    volume = ShareField(
        label="Évolution de la quantité par an, en %",
        help_text="Des adhérents, des heures ou des repas en plus ou en moins, à prix égal.",
    )
    ecriture = forms.BooleanField(
        label="Écriture sans argent qui bouge\u00a0: amortissement, provision", required=False
    )

    def shown(self, row: Line) -> dict[str, Any]:
        """What the fields show of a line."""
        return {
            "libelle": row.label,
            "montant": row.amount,
            "nature": row.nature,
            "evolution": row.indexation or None,
            "volume": row.volume or None,
            "debut": row.starts,
            "fin": row.ends,
            "moins": abs(row.spread.low) or None,
            "plus": row.spread.high or None,
            "delai": row.delay or None,
            "ecriture": not row.cash,
        }

    def built(self, key: str) -> Line:
        """The line as it was typed; what the form does not ask stays."""
        data = self.cleaned_data
        start = self.row or Line(key=key, label="", side=cast(Any, self.side), amount=0)
        return replace(
            start,
            label=data["libelle"],
            amount=data["montant"] or 0,
            nature=data["nature"],
            indexation=data["evolution"],
            volume=data["volume"],
            starts=data["debut"],
            ends=data["fin"],
            ends_read=start.ends_read and data["fin"] == start.ends,
            # « 10 » and « -10 » both mean ten per cent less.
            spread=Range(low=-abs(data["moins"]), high=data["plus"]),
            delay=data["delai"] or 0,
            cash=not data["ecriture"],
        )

    def clean(self) -> dict[str, Any]:
        """It counts in a projected year."""
        data = super().clean() or {}
        self.within(data)
        return data

    @property
    def essential(self) -> list[forms.BoundField]:
        """Asked in sight."""
        return self.bound("libelle", "nature", "montant", "evolution")

    @property
    def trust(self) -> list[forms.BoundField]:
        """Whether it comes."""
        return self.bound("statut", "chance", "public")

    @property
    def margins(self) -> list[forms.BoundField]:
        """How far it could be."""
        return self.bound("moins", "plus")

    @property
    def dates(self) -> list[forms.BoundField]:
        """When it begins, ends, is paid."""
        return self.bound("debut", "fin", "delai")

    @property
    def more(self) -> list[forms.BoundField]:
        """Folded."""
        return self.bound("suit", "etp", "volume", "mois_1", "part_1", "mois_2", "part_2", "ecriture")

    @property
    def below_is_wrong(self) -> bool:
        """A folded field has an error: the fold opens."""
        return any(field.errors for field in self.more)


class ResourceForm(LineForm):
    """What comes in."""

    side: ClassVar[str] = "resource"

    nature = choice_field("Nature", NATURES)
    ecriture = forms.BooleanField(
        label="Écriture sans argent qui bouge\u00a0: quote-part d’une subvention d’équipement déjà reçue",
        required=False,
    )
    statut = choice_field(
        "Où en est-elle\u202f?", STATUS_NAMES, widget=forms.RadioSelect, initial="a_rechercher"
    )
    chance = ShareField(
        label="Chance qu’elle vienne, en %",
        empty=1.0,
        help_text="Si elle n’est pas acquise\u00a0: elle vient en entier, ou pas du tout.",
    )
    public = forms.BooleanField(label="Versée par un financeur public", required=False)
    mois_1 = MonthsField(
        "Premier versement\u00a0: mois de l’exercice",
        most=24,
        help_text="1 pour le premier mois\u00a0; 13 à 24 pour l’exercice suivant.",
    )
    part_1 = ShareField(label="Part du premier versement, en %")
    mois_2 = MonthsField("Second versement\u00a0: mois de l’exercice", most=24)
    part_2 = ShareField(label="Part du second versement, en %")

    def shown(self, row: Line) -> dict[str, Any]:
        """With its status and its payments."""
        told = super().shown(row)
        for rank, one in enumerate(row.payments[:PAYMENTS], start=1):
            told |= {f"mois_{rank}": one.month, f"part_{rank}": one.share}
        return told | {"statut": row.status, "chance": row.chance, "public": row.public}

    def built(self, key: str) -> Line:
        """With its status and its payments."""
        data = self.cleaned_data
        line = super().built(key)
        return replace(
            line,
            status=data["statut"],
            chance=data["chance"],
            public=data["public"],
            payments=self._payments(line),
        )

    def _payments(self, line: Line) -> tuple[Payment, ...]:
        if len(line.payments) > PAYMENTS:
            return line.payments
        data = self.cleaned_data
        pairs = [(data[f"mois_{rank}"], data[f"part_{rank}"]) for rank in range(1, PAYMENTS + 1)]
        return tuple(Payment(month or 0, share) for month, share in pairs if month or share)


class CostForm(LineForm):
    """What goes out."""

    side: ClassVar[str] = "cost"

    nature = choice_field("Nature", COSTS)
    suit = choice_field(
        "Elle suit une ressource",
        {},
        required=False,
        help_text="Pour une charge qui monte et descend avec une activité\u00a0: achats, intervenants…",
    )
    etp = QuantityField(label="Postes qu’elle paie, en équivalent temps plein", most=1000, unit="postes")

    def offer(self) -> None:
        """The resources of the plan."""
        asked = cast(forms.ChoiceField, self.fields["suit"])
        asked.choices = [("", "Non, elle est fixe")] + [
            (one.key, one.label) for one in self.plan.lines if one.side == "resource"
        ]

    def shown(self, row: Line) -> dict[str, Any]:
        """With what it follows and pays."""
        return super().shown(row) | {"suit": row.follows, "etp": row.etp or None}

    def built(self, key: str) -> Line:
        """With what it follows and pays."""
        data = self.cleaned_data
        return replace(super().built(key), follows=data["suit"], etp=float(data["etp"] or 0))


def statuses_of(post: Any, saved: Saved) -> dict[str, ResourceStatus]:
    """The status chosen for each resource of the table; what no page offers is left out."""
    known: dict[str, ResourceStatus] = {status: status for status in STATUSES}
    found = {one.key: known.get(post.get(f"statut-{one.key}", "")) for one in saved.plan.lines}
    return {key: status for key, status in found.items() if status is not None}


class BasisForm(forms.Form):
    """Where the years begin, and with what."""

    premier_mois = MonthField(
        label="Premier mois de la première année",
        help_text="Le premier mois de l’exercice à venir.",
        error_messages={"required": "Écrivez le mois où commence la première année."},
    )
    annees = forms.TypedChoiceField(
        label="Combien d’années",
        coerce=int,
        initial=5,
        choices=[(count, f"{count}\u00a0an{'s' if count > 1 else ''}") for count in range(1, LONGEST + 1)],
        error_messages={"invalid_choice": f"Choisissez de 1 à {LONGEST} ans."},
    )
    banque = EurosField(
        label="En banque la veille, en euros",
        negative=True,
        help_text="Comptes et livrets. Un découvert s’écrit avec un moins.",
        error_messages={"required": "Écrivez ce qu’il y a en banque, même à zéro."},
    )
    fonds_propres = EurosField(
        label="Fonds propres la veille, en euros",
        negative=True,
        required=False,
        help_text="Ce qui appartient à l’association, au passif du bilan. Vide\u00a0: zéro.",
    )

    def start(self) -> dict[str, Any]:
        """As ``domain.starting.by_hand`` takes it."""
        data = self.cleaned_data
        return {
            "first_month": cast(Month, data["premier_mois"]),
            "years": data["annees"],
            "opening_cash": data["banque"] or 0,
            "opening_equity": data["fonds_propres"] or 0,
        }


def basis_shown(saved: Saved) -> dict[str, Any]:
    """What the form shows again."""
    plan = saved.plan
    return {
        "premier_mois": plan.first_month,
        "annees": plan.years,
        "banque": plan.opening_cash,
        "fonds_propres": plan.opening_equity,
    }
