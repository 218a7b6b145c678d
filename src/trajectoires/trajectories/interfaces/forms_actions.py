"""A lever set in motion, something that goes wrong, a scenario."""

from __future__ import annotations

from typing import Any, ClassVar, cast

import msgspec
from django import forms

from equilibre.trajectory.hypotheses import LeverAction, Scenario, Shock
from trajectoires.trajectories.enums import CHOSEN, HORIZONS, IMPACTS, KIND_HELP, KINDS, NATURES, SHOCKS
from trajectoires.trajectories.interfaces.fields import AskedEurosField, MonthField, MonthsField, ShareField
from trajectoires.trajectories.interfaces.orientation import HINTED, hints, lever_choices
from trajectoires.trajectories.interfaces.rows import RowForm, choice_field, label_field
from trajectoires.ui.fields import QuantityField

replace = msgspec.structs.replace
FIRST_MONTH = {"required": "Écrivez le mois où cela commence."}
RAMP = 3
"""Years of the ramp that the form asks; a longer one keeps its end."""


def _several(label: str, help_text: str = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Cochez parmi les réponses proposées."},
    )


class ActionForm(RowForm[LeverAction]):
    """Amounts, delays and costs are typed: nothing has a default (field rule 28)."""

    places: ClassVar[dict[str, str]] = {
        "yearly": "montant",
        "cost_once": "cout_depart",
        "cost_yearly": "cout_annuel",
        "ramp": "annee_1",
        "chance": "chance",
        "delay": "delai",
        "ends": "fin",
        "needs": "besoin",
    }

    libelle = label_field(
        "Ce que vous faites", "Un levier\u00a0: vendre une formation, chercher un mécène, partager un local…"
    )
    levier = forms.ChoiceField(
        label="Le levier de l’arbre",
        required=False,
        choices=lever_choices,
        help_text="Ses repères se lisent à côté des champs\u202f; au besoin, le bouton du bas les montre.",
        error_messages={"invalid_choice": "Choisissez un des leviers proposés."},
    )
    nature = choice_field("Nature de la ressource", NATURES)
    montant = AskedEurosField(
        "Ce qu’elle rapporte par an, une fois lancée, en euros",
        "Écrivez un montant\u00a0: le vôtre, ou celui d’un devis ou d’un voisin.",
        help_text="Votre montant, pas une moyenne. Une dépense que vous arrêtez s’écrit plutôt comme une "
        "réduction, avec «\u00a0Ce qui peut mal tourner\u00a0»\u00a0: elle compte alors dans les deux "
        "lectures.",
    )
    debut = MonthField(label="Premier mois de travail", error_messages=FIRST_MONTH)
    delai = MonthsField(
        "Mois entre ce début et le premier euro",
        most=120,
        asked="Écrivez un nombre de mois, même zéro.",
        help_text="0 s’il vient le mois même.",
    )
    fin = MonthField(label="Dernier mois", required=False, help_text="Vide\u00a0: elle continue.")
    annee_1 = ShareField(label="La première année de recettes, en % du montant", empty=1.0)
    annee_2 = ShareField(label="La deuxième année, en %", empty=1.0)
    annee_3 = ShareField(label="Ensuite, en %", empty=1.0)
    cout_depart = AskedEurosField(
        "Ce qu’elle coûte au départ, en euros", "Écrivez un coût, même zéro.", help_text="Une seule fois."
    )
    cout_annuel = AskedEurosField("Ce qu’elle coûte par an, en euros", "Écrivez un coût, même zéro.")
    etp = QuantityField(
        label="Temps de travail qu’elle demande, en équivalent temps plein",
        most=1000,
        unit="postes",
        help_text="0,2 pour une journée par semaine.",
    )
    chance = ShareField(
        label="Chance qu’elle réussisse, en %", empty=1.0, help_text="Vide\u00a0: vous en êtes sûrs."
    )
    horizon = choice_field("Temporalité", HORIZONS)
    effet = choice_field("Impact", IMPACTS)
    besoin = _several("Elle a besoin de")
    exclut = _several("Elle ne va pas avec")

    def offer(self) -> None:
        """The other actions of the plan, and what orients beside each field once the lever is known."""
        for name, hint in hints(self.lever_code).items():
            field = self.fields[name]
            field.help_text = f"{field.help_text} {hint}".strip()
        own = self.row.key if self.row else ""
        others = [(one.key, one.label) for one in self.plan.actions if one.key != own]
        for name in ("besoin", "exclut"):
            if others:
                cast(forms.MultipleChoiceField, self.fields[name]).choices = others
            else:
                del self.fields[name]

    @property
    def hinted(self) -> str:
        """The words that another lever changes, as htmx names what it takes from an answer."""
        words = (f"#{self[name].auto_id}_helptext" for name in HINTED)
        return ",".join(("#levier-dit:innerHTML", *words))

    @property
    def lever_code(self) -> str:
        """The lever chosen so far: as typed, or of the action, or of the tree one comes from."""
        return str(self["levier"].value() or "")

    def clean(self) -> dict[str, Any]:
        """It counts in a projected year."""
        data = super().clean() or {}
        self.within(data)
        return data

    def shown(self, row: LeverAction) -> dict[str, Any]:
        """What the fields show of an action."""
        ramp = (*row.ramp, *[row.ramp[-1]] * RAMP)[:RAMP]
        return {
            "libelle": row.label,
            "levier": row.lever,
            "nature": row.nature,
            "montant": row.yearly,
            "debut": row.starts,
            "delai": row.delay,
            "fin": row.ends,
            "cout_depart": row.cost_once,
            "cout_annuel": row.cost_yearly,
            "etp": row.etp or None,
            "chance": row.chance,
            "horizon": row.horizon,
            "effet": row.impact,
            "besoin": row.needs,
            "exclut": row.excludes,
            **{f"annee_{rank}": share for rank, share in enumerate(ramp, start=1)},
        }

    def built(self, key: str) -> LeverAction:
        """The action as it was typed; what the form does not ask stays."""
        data = self.cleaned_data
        start = self.row or LeverAction(key=key, label="", starts=data["debut"], yearly=0)
        return replace(
            start,
            label=data["libelle"],
            lever=data["levier"],
            nature=data["nature"],
            starts=data["debut"],
            delay=data["delai"] or 0,
            ends=data["fin"],
            yearly=data["montant"] or 0,
            ramp=self._ramp(),
            cost_once=data["cout_depart"] or 0,
            cost_yearly=data["cout_annuel"] or 0,
            etp=float(data["etp"] or 0),
            chance=data["chance"],
            horizon=data["horizon"],
            impact=data["effet"],
            needs=tuple(data.get("besoin", ())),
            excludes=tuple(data.get("exclut", ())),
        )

    def _ramp(self) -> tuple[float, ...]:
        """As short as it says the same: 50 %, then 100 % for ever."""
        typed = [self.cleaned_data[f"annee_{rank}"] for rank in range(1, RAMP + 1)]
        if self.row is not None and len(self.row.ramp) > RAMP and typed == list(self.row.ramp[:RAMP]):
            return self.row.ramp
        while len(typed) > 1 and typed[-1] == typed[-2]:
            typed.pop()
        return tuple(typed)

    @property
    def what(self) -> list[forms.BoundField]:
        """What it is and brings."""
        return self.bound("libelle", "levier", "nature", "montant")

    @property
    def when(self) -> list[forms.BoundField]:
        """When it begins and pays."""
        return self.bound("debut", "delai", "fin")

    @property
    def ramp(self) -> list[forms.BoundField]:
        """How it rises."""
        return self.bound("annee_1", "annee_2", "annee_3")

    @property
    def costs(self) -> list[forms.BoundField]:
        """What it takes."""
        return self.bound("cout_depart", "cout_annuel", "etp")

    @property
    def rest(self) -> list[forms.BoundField]:
        """Chance, kind of time and of effect."""
        return self.bound("chance", "horizon", "effet")

    @property
    def links(self) -> list[forms.BoundField]:
        """The other actions it goes with or not; none while it is alone."""
        return self.bound("besoin", "exclut")


class ShockForm(RowForm[Shock]):
    """A cut or a payment that waits; or a cut that one chooses."""

    places: ClassVar[dict[str, str]] = {"lines": "lignes", "share": "perte", "ends": "fin"}

    libelle = label_field(
        "Ce qui peut arriver, ou ce que vous décidez",
        "Par exemple\u00a0: la Région baisse de 30\u00a0%, les séjours s’arrêtent.",
    )
    origine = choice_field(
        "Qui le décide\u202f?", CHOSEN, required=False, widget=forms.RadioSelect, initial="subi"
    )
    sorte = choice_field("De quoi s’agit-il\u202f?", SHOCKS, widget=forms.RadioSelect)
    lignes = _several("Ce qui est touché")
    perte = ShareField(
        label="La part perdue, en %", empty=1.0, help_text="Pour une baisse. Vide\u00a0: tout est perdu."
    )
    mois = MonthsField("Combien de mois d’attente", most=36, help_text="Pour un paiement qui tarde.")
    debut = MonthField(label="À partir de", error_messages=FIRST_MONTH)
    fin = MonthField(label="Jusqu’à", required=False, help_text="Vide\u00a0: cela dure.")

    def offer(self) -> None:
        """The lines of the plan, resources first."""
        lines = sorted(self.plan.lines, key=lambda one: one.side != "resource")
        cast(forms.MultipleChoiceField, self.fields["lignes"]).choices = [
            (one.key, one.label) for one in lines
        ]

    def clean(self) -> dict[str, Any]:
        """A payment that waits says how long, and nobody chooses it."""
        data = super().clean() or {}
        self.within(data)
        if data.get("sorte") == "cut" and data.get("perte") == 0.0:
            self.add_error("perte", "Écrivez la part perdue, de 1 à 100\u00a0%.")
        if data.get("sorte") == "delay" and data.get("origine") == "choisi":
            self.add_error(
                "origine", "Ce que l’on décide est une baisse ou un arrêt, pas un paiement qui tarde."
            )
        if data.get("sorte") == "delay" and not data.get("mois") and "mois" not in self.errors:
            self.add_error("mois", "Écrivez combien de mois le paiement attend.")
        return data

    def shown(self, row: Shock) -> dict[str, Any]:
        """What the fields show of a shock."""
        return {
            "libelle": row.label,
            "origine": "choisi" if row.chosen else "subi",
            "sorte": row.kind,
            "lignes": row.lines,
            "perte": row.share,
            "mois": row.months or None,
            "debut": row.starts,
            "fin": row.ends,
        }

    def built(self, key: str) -> Shock:
        """The shock as it was typed."""
        data = self.cleaned_data
        return Shock(
            key=key,
            label=data["libelle"],
            kind=data["sorte"],
            lines=tuple(data["lignes"]),
            share=data["perte"],
            months=data["mois"] or 0,
            starts=data["debut"],
            ends=data["fin"],
            chosen=data["origine"] == "choisi",
        )


class ScenarioForm(RowForm[Scenario]):
    """A choice of actions under a choice of what goes wrong."""

    places: ClassVar[dict[str, str]] = {"actions": "actions"}

    libelle = label_field("Nom du scénario")
    sorte = choice_field(
        "De quelle sorte est-il\u202f?",
        {code: f"{name}\u00a0: {KIND_HELP[code]}" for code, name in KINDS.items()},
        widget=forms.RadioSelect,
        initial="choisi",
    )
    actions = _several("Les actions que vous menez")
    reductions = _several("Ce que vous réduisez ou arrêtez")
    chocs = _several("Ce qui tourne mal")

    def offer(self) -> None:
        """The actions and shocks of the plan; a list without anything to tick is not shown."""
        lists: tuple[tuple[str, tuple[Any, ...]], ...] = (
            ("actions", self.plan.actions),
            ("reductions", tuple(one for one in self.plan.shocks if one.chosen)),
            ("chocs", tuple(one for one in self.plan.shocks if not one.chosen)),
        )
        for name, rows in lists:
            if rows:
                cast(forms.MultipleChoiceField, self.fields[name]).choices = [
                    (one.key, one.label) for one in rows
                ]
            else:
                del self.fields[name]

    @property
    def has_actions(self) -> bool:
        """Whether there is an action to tick."""
        return "actions" in self.fields

    @property
    def has_shocks(self) -> bool:
        """Whether there is a shock to tick."""
        return "chocs" in self.fields

    @property
    def has_reductions(self) -> bool:
        """Whether there is a chosen cut to tick."""
        return "reductions" in self.fields

    def shown(self, row: Scenario) -> dict[str, Any]:
        """What the fields show of a scenario."""
        told = {"libelle": row.label, "sorte": row.kind, "actions": row.actions}
        return told | {"chocs": row.shocks, "reductions": row.shocks}

    def built(self, key: str) -> Scenario:
        """The scenario as it was ticked."""
        data = self.cleaned_data
        return Scenario(
            key=key,
            label=data["libelle"],
            kind=data["sorte"],
            actions=tuple(data.get("actions", ())),
            shocks=(*data.get("reductions", ()), *data.get("chocs", ())),
        )


class CommonShockForm(forms.Form):
    """Every public funder gives less at once: they fall together (field rule 28)."""

    chance_commune = ShareField(label="Chance que cela arrive, en %")
    part_commune = ShareField(label="Part perdue, en %")

    def clean(self) -> dict[str, Any]:
        """Both between 0 and 100 %."""
        data = super().clean() or {}
        for name in ("chance_commune", "part_commune"):
            if not 0.0 <= data.get(name, 0.0) <= 1.0:
                self.add_error(name, "Écrivez un pourcentage entre 0 et 100.")
        return data
