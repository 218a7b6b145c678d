"""An investment with its grants, and a loan."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, cast

import msgspec
from django import forms

from equilibre.trajectory.checking import Fault
from equilibre.trajectory.hypotheses import MONTHS_IN_YEAR, Investment, InvestmentGrant, Loan
from trajectoires.trajectories.enums import STATUSES
from trajectoires.trajectories.interfaces.fields import AskedEurosField, MonthField, MonthsField, ShareField
from trajectoires.trajectories.interfaces.rows import R, RowForm, choice_field, label_field
from trajectoires.ui.fields import EurosField, QuantityField

replace = msgspec.structs.replace
GRANTS = 4
"""Grants that the page of an investment asks; one that has more keeps its own."""
EVERYWHERE = "Tous\u00a0: il ne dépend d’aucune action"
GRANT_PLACES = {
    f"grants.{rank}.{field}": f"aide-{rank}-{name}"
    for rank in range(1, GRANTS + 1)
    for field, name in (("amount", "montant"), ("paid", "mois"), ("chance", "chance"))
}


def _status_field(label: str) -> forms.ChoiceField:
    return choice_field(label, STATUSES, initial="a_rechercher")


def _chance_field() -> ShareField:
    return ShareField(
        label="Chance de l’obtenir, en %",
        empty=1.0,
        help_text="Tant que ce n’est pas acquis\u00a0: tout, ou rien. Vide\u00a0: vous en êtes sûrs.",
    )


class GrantForm(forms.Form):
    """A grant that pays for a part of the purchase; left blank, there is none."""

    nom = label_field("Qui la verse", "Un organisme, sans nom de personne.")
    montant = EurosField(label="Montant, en euros", required=False)
    mois = MonthField(label="Mois du versement", required=False)
    statut = _status_field("Où en est-elle\u202f?")
    chance = _chance_field()
    public = forms.BooleanField(label="Versée par un financeur public", required=False)

    def __init__(self, data: Any, *, rank: int, grant: InvestmentGrant | None) -> None:
        self.rank = rank
        super().__init__(data, prefix=f"aide-{rank}", initial=None if grant is None else self.shown(grant))
        self.fields["nom"].required = False
        self.told = grant is not None

    @staticmethod
    def shown(grant: InvestmentGrant) -> dict[str, Any]:
        """What the fields show of a grant."""
        return {
            "nom": grant.label,
            "montant": grant.amount,
            "mois": grant.paid,
            "statut": grant.status,
            "chance": grant.chance,
            "public": grant.public,
        }

    @property
    def filled(self) -> bool:
        """Something was typed in it."""
        if not self.is_bound:
            return self.told
        return any(self.data.get(self.add_prefix(name), "").strip() for name in ("nom", "montant", "mois"))

    def clean(self) -> dict[str, Any]:
        """All of it, or nothing."""
        data = super().clean() or {}
        missing = {
            "nom": "Dites qui la verse.",
            "montant": "Écrivez le montant de cette aide.",
            "mois": "Écrivez le mois où elle est versée.",
        }
        for name, words in missing.items():
            if self.filled and data.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, words)
        return data

    def built(self) -> InvestmentGrant:
        """The grant as it was typed."""
        data = self.cleaned_data
        return InvestmentGrant(
            label=data["nom"],
            amount=data["montant"],
            paid=data["mois"],
            status=data["statut"],
            chance=data["chance"],
            public=data["public"],
        )


class _WithActionForm(RowForm[R]):
    """A row that stands in every scenario, or only with one of the actions."""

    action = choice_field("Dans quels scénarios\u202f?", {}, required=False)

    def offer(self) -> None:
        """The actions of the plan."""
        only = [(one.key, f"Seulement avec «\u00a0{one.label}\u00a0»") for one in self.plan.actions]
        cast(forms.ChoiceField, self.fields["action"]).choices = [("", EVERYWHERE), *only]


class InvestmentForm(_WithActionForm[Investment]):
    """Something bought once and used for years."""

    places: ClassVar[dict[str, str]] = {
        "cost": "cout",
        "life": "duree",
        "bought": "achat",
        "in_use": "usage",
        "action": "action",
        "grants": "aide-1-montant",
        **GRANT_PLACES,
    }

    libelle = label_field("Ce que vous achetez", "Un véhicule, un four, un logiciel, des travaux…")
    cout = AskedEurosField(
        "Ce qu’il coûte, en euros",
        "Écrivez ce qu’il coûte\u00a0: le montant d’un devis, par exemple.",
        help_text="TVA comprise, si vous ne la récupérez pas.",
    )
    achat = MonthField(
        label="Mois du paiement", error_messages={"required": "Écrivez le mois où il est payé."}
    )
    usage = MonthField(
        label="Mois où il commence à servir",
        required=False,
        help_text="Vide\u00a0: dès le mois du paiement.",
    )
    duree = QuantityField(
        label="Combien d’années il sert",
        most=50,
        unit="années",
        required=True,
        help_text="La durée d’amortissement. 0 pour ce qui ne s’use pas\u00a0: un terrain, une caution.",
        error_messages={"required": "Écrivez un nombre d’années\u00a0: votre expert-comptable vous le dit."},
    )

    def offer(self) -> None:
        """The actions of the plan, and as many grants as the page asks."""
        super().offer()
        known = list(self.row.grants[:GRANTS]) if self.row else []
        padded = [*known, *[None] * (GRANTS - len(known))]
        self.grants = [
            GrantForm(self.data if self.is_bound else None, rank=rank, grant=grant)
            for rank, grant in enumerate(padded, start=1)
        ]

    def full_clean(self) -> None:
        """Grants are part of what is typed: one that is wrong keeps the whole from being written."""
        super().full_clean()
        # Each is read, so that each tells what is wrong with it.
        if self.is_bound and [one for one in self.grants if not one.is_valid()]:
            self._grant_is_wrong()

    def _grant_is_wrong(self) -> None:
        words = "Une aide est à corriger, plus bas."
        if words not in self.non_field_errors():
            self.add_error(None, words)

    def tell(self, faults: Iterable[Fault]) -> None:
        """A fault of a grant beside that grant: the engine counts those that are filled."""
        filled = [one for one in self.grants if one.filled]
        others = []
        for fault in faults:
            place = self.places.get(fault.field, "").split("-")
            if place[0] == "aide" and int(place[1]) <= len(filled):
                filled[int(place[1]) - 1].add_error(place[2], f"{fault.message} {fault.remedy}")
                self._grant_is_wrong()
            else:
                others.append(fault)
        super().tell(others)

    def shown(self, row: Investment) -> dict[str, Any]:
        """What the fields show of an investment."""
        return {
            "libelle": row.label,
            "cout": row.cost,
            "achat": row.bought,
            "usage": row.in_use,
            "duree": round(row.life / MONTHS_IN_YEAR, 2),
            "action": row.action,
        }

    def built(self, key: str) -> Investment:
        """The investment as it was typed."""
        data = self.cleaned_data
        beyond = self.row.grants[GRANTS:] if self.row else ()
        return Investment(
            key=key,
            label=data["libelle"],
            cost=data["cout"] or 0,
            bought=data["achat"],
            in_use=data["usage"],
            life=round(float(data["duree"]) * MONTHS_IN_YEAR),
            grants=(*(one.built() for one in self.grants if one.filled), *beyond),
            action=data["action"],
        )

    @property
    def purchase(self) -> list[forms.BoundField]:
        """When it is paid, when and how long it is used."""
        return [self[name] for name in ("achat", "usage", "duree")]

    @property
    def in_sight(self) -> list[GrantForm]:
        """The grants that are told or wrong, and one more to fill."""
        last = max((one.rank for one in self.grants if one.filled or one.errors), default=0)
        return self.grants[: last + 1]

    @property
    def folded(self) -> list[GrantForm]:
        """The others."""
        return self.grants[len(self.in_sight) :]


class LoanForm(_WithActionForm[Loan]):
    """Money borrowed, given back month after month."""

    places: ClassVar[dict[str, str]] = {
        "amount": "montant",
        "received": "recu",
        "months": "duree",
        "deferral": "differe",
        "rate": "taux",
        "chance": "chance",
        "action": "action",
    }

    libelle = label_field("Nom de l’emprunt", "Sans nom de personne\u00a0: «\u00a0prêt pour le four\u00a0».")
    montant = AskedEurosField(
        "Somme empruntée, en euros",
        "Écrivez la somme empruntée.",
        help_text="La somme de départ, même si vous en avez déjà rendu une partie.",
    )
    recu = MonthField(
        label="Mois où l’argent arrive",
        help_text="Un emprunt déjà reçu compte aussi\u00a0: écrivez sa date.",
        error_messages={"required": "Écrivez le mois où l’argent arrive."},
    )
    duree = MonthsField(
        "Durée, en mois",
        most=600,
        asked="Écrivez le nombre de mois jusqu’à la dernière échéance.",
        help_text="60 pour cinq ans, différé compris.",
    )
    differe = MonthsField(
        "Différé, en mois",
        most=600,
        help_text="Les premiers mois où l’on ne paie que l’intérêt. Vide\u00a0: aucun.",
    )
    taux = ShareField(label="Taux par an, en %", help_text="Par exemple 3,6. Vide\u00a0: sans intérêt.")
    statut = _status_field("Où en est-il\u202f?")
    chance = _chance_field()

    def shown(self, row: Loan) -> dict[str, Any]:
        """What the fields show of a loan."""
        return {
            "libelle": row.label,
            "montant": row.amount,
            "recu": row.received,
            "duree": row.months,
            "differe": row.deferral or None,
            "taux": row.rate or None,
            "statut": row.status,
            "chance": row.chance,
            "action": row.action,
        }

    def built(self, key: str) -> Loan:
        """The loan as it was typed."""
        data = self.cleaned_data
        return Loan(
            key=key,
            label=data["libelle"],
            amount=data["montant"] or 0,
            received=data["recu"],
            months=data["duree"] or 0,
            deferral=data["differe"] or 0,
            rate=data["taux"],
            status=data["statut"],
            chance=data["chance"],
            action=data["action"],
        )

    @property
    def terms(self) -> list[forms.BoundField]:
        """When it comes and how it is given back."""
        return [self[name] for name in ("recu", "duree", "differe", "taux")]
