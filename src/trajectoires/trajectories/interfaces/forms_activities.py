"""An activity, how a line is shared between them, how their amounts are counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, cast

import msgspec
from django import forms

from equilibre.trajectory.activities import KEYS, Activity, AllocationKey, Unit
from equilibre.trajectory.allocating import Allocation, Part, parts_of
from equilibre.trajectory.hypotheses import Line
from equilibre.trajectory.usefulness import HIGHEST, LOWEST
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.enums import COMMON_KEYS
from trajectoires.trajectories.interfaces.fields import AskedEurosField, ShareField
from trajectoires.trajectories.interfaces.rows import RowForm, choice_field, label_field
from trajectoires.ui.fields import EurosField, QuantityField

replace = msgspec.structs.replace
MUCH = 10_000_000
UNITS = (("heures_proposees", "heure"), ("journees", "journée"), ("personnes", "personne"))
"""Field of the form, label of the unit."""
SCALE = {
    str(rank): {LOWEST: f"{LOWEST}\u00a0: peu utile", HIGHEST: f"{HIGHEST}\u00a0: au cœur du projet"}.get(
        rank, str(rank)
    )
    for rank in range(LOWEST, HIGHEST + 1)
}


class ActivityForm(RowForm[Activity]):
    """Amounts are asked only when they are typed; otherwise they come from the lines."""

    places: ClassVar[dict[str, str]] = {
        "amount": "ressources",
        "sales": "ventes",
        "fixed": "fixe",
        "share": "part",
    }

    libelle = label_field("Nom de l’activité", "Par exemple\u00a0: ateliers du mercredi.")
    ressources = AskedEurosField(
        "Ses ressources en douze mois, en euros",
        "Écrivez un montant, même zéro.",
        help_text="Ce qui partirait si elle s’arrêtait.",
    )
    ventes = EurosField(
        label="Dont ventes et participations, en euros",
        required=False,
        help_text="Ce que paient les usagers ou les clients.",
    )
    couts = AskedEurosField(
        "Ses coûts directs en douze mois, en euros",
        "Écrivez un montant, même zéro.",
        help_text="Ce que vous ne paieriez plus sans elle\u00a0: animateurs, matériel, transport.",
    )
    fixe = ShareField(
        label="Part de ses coûts directs qui ne suit pas le volume, en %",
        help_text="Par exemple une salle louée à l’année. Vide\u00a0: tout suit le volume.",
    )
    utilite = choice_field("Son utilité pour le projet, de 1\u00a0à\u00a010", {}, required=False)
    heures_proposees = QuantityField(label="Heures proposées dans l’année", most=MUCH, unit="heures")
    journees = QuantityField(label="Journées proposées dans l’année", most=MUCH, unit="journées")
    personnes = QuantityField(label="Personnes accueillies dans l’année", most=MUCH, unit="personnes")
    heures = QuantityField(label="Heures de travail qu’elle demande dans l’année", most=MUCH, unit="heures")
    surface = QuantityField(label="Surface qu’elle occupe, en m²", most=MUCH, unit="m²")
    part = ShareField(label="Sa part des coûts communs, en %")

    def offer(self) -> None:
        """No amount to type when they come from the lines; the scale; what a vote said."""
        if self.saved.activities.by_lines:
            for name in ("ressources", "ventes", "couts"):
                del self.fields[name]
        asked = cast(forms.ChoiceField, self.fields["utilite"])
        voted = self.row is not None and self.row.votes is not None
        asked.choices = [("", "Celle du vote" if voted else "Pas encore dite"), *SCALE.items()]

    def shown(self, row: Activity) -> dict[str, Any]:
        """What the fields show of an activity."""
        counted = {unit.label: unit.quantity for unit in row.units}
        typed = row.usefulness is not None and row.votes is None
        return {
            "libelle": row.label,
            "ressources": row.resources,
            "ventes": row.sales or None,
            "couts": row.direct_costs,
            "fixe": row.fixed or None,
            "utilite": f"{row.usefulness:.0f}" if typed else "",
            "heures": row.hours or None,
            "surface": row.surface or None,
            "part": row.share or None,
            **{name: counted.get(label) for name, label in UNITS},
        }

    def built(self, key: str) -> Activity:
        """The activity as it was typed; what the form does not ask stays."""
        data = self.cleaned_data
        start = self.row or Activity(key=key, label="", resources=0, direct_costs=0)
        said = data["utilite"]
        kept = start.votes is not None and not said
        usefulness = start.usefulness if kept else float(said) if said else None
        return replace(
            start,
            label=data["libelle"],
            resources=data.get("ressources", start.resources) or 0,
            sales=data.get("ventes", start.sales) or 0,
            direct_costs=data.get("couts", start.direct_costs) or 0,
            fixed=data["fixe"],
            usefulness=usefulness,
            votes=start.votes if kept else None,
            hours=float(data["heures"] or 0),
            surface=float(data["surface"] or 0),
            share=data["part"],
            units=tuple(Unit(label=label, quantity=float(data[name])) for name, label in UNITS if data[name]),
        )

    @property
    def amounts(self) -> list[forms.BoundField]:
        """What it brings and costs."""
        return self.bound("ressources", "ventes", "couts", "fixe")

    @property
    def counted(self) -> list[forms.BoundField]:
        """What it is counted in."""
        return self.bound("heures_proposees", "journees", "personnes")

    @property
    def weights(self) -> list[forms.BoundField]:
        """What common costs are spread by."""
        return self.bound("heures", "surface", "part")


class CountingForm(forms.Form):
    """Where amounts come from, and the key of common costs."""

    montants = choice_field(
        "Les montants de vos activités",
        {"saisis": "Je les écris sur la page de chacune", "lignes": "Je répartis mes lignes entre elles"},
        widget=forms.RadioSelect,
    )
    cle = choice_field("Les coûts communs se partagent selon", COMMON_KEYS)


# How a line is shared, in one word of a list: « commun:heures », « une:activite-1 », « heures »…
COMMON, ALONE, OWN = "commun:", "une:", "parts"


def ways_for(saved: Saved, line: Line) -> list[tuple[str, list[tuple[str, str]]]]:
    """The choices for a line, in two groups: it leaves with the activity, or it stays."""
    direct = [(ALONE + one.key, f"tout à «\u00a0{one.label}\u00a0»") for one in saved.activities.activities]
    direct += [("heures", "partagé selon les heures de travail"), ("surface", "partagé selon la surface")]
    told = saved.activities.of(line.key)
    if told is not None and _word(told) == OWN:
        direct.append((OWN, "partagé selon vos pourcentages"))
    if line.side == "resource":
        return [("Part avec l’activité", direct), ("Reste", [(COMMON + KEYS[0], "commun")])]
    stays = [(COMMON + key, f"commun, selon {COMMON_KEYS[key]}") for key in KEYS]
    return [("S’arrête avec l’activité", direct), ("Reste", stays)]


def way_of(saved: Saved, line: Line) -> str:
    """The choice of a line; « » when nobody said."""
    told = saved.activities.of(line.key)
    return "" if told is None else _word(told)


def _word(told: Allocation) -> str:
    if told.way == "commun":
        return COMMON + told.by
    if told.way != "parts":
        return told.way
    whole = len(told.parts) == 1 and told.parts[0].share == 1.0
    return ALONE + told.parts[0].activity if whole else OWN


def allocations_of(post: Mapping[str, Any], saved: Saved) -> dict[str, Allocation | None]:
    """What the table of lines says; what no page offers is left as it is."""
    found: dict[str, Allocation | None] = {}
    for line in saved.plan.lines:
        word = post.get(f"part-{line.key}")
        offered = {code for _, group in ways_for(saved, line) for code, _ in group}
        if word == "":
            found[line.key] = None
        elif word in offered and word != OWN:
            found[line.key] = _allocation(line, str(word))
    return found


def _allocation(line: Line, word: str) -> Allocation:
    if word.startswith(COMMON):
        return Allocation(line=line.key, way="commun", by=cast(AllocationKey, word.removeprefix(COMMON)))
    if word.startswith(ALONE):
        parts = (Part(activity=word.removeprefix(ALONE), share=1.0),)
        return Allocation(line=line.key, way="parts", parts=parts)
    return Allocation(line=line.key, way="heures" if word == "heures" else "surface")


class PartsForm(forms.Form):
    """A line shared by percentages: one field an activity; what is missing stays common."""

    def __init__(self, data: Any = None, *, saved: Saved, line: Line) -> None:
        super().__init__(data)
        self.line = line
        told = saved.activities.of(line.key)
        had = parts_of(line, told, saved.activities.activities)
        typed = {part.activity: part.share for part in told.parts} if told else {}
        for one in saved.activities.activities:
            shown = typed.get(one.key, had.get(one.key, 0) / line.amount if line.amount else 0)
            self.fields[one.key] = ShareField(label=f"«\u00a0{one.label}\u00a0», en %", initial=shown or None)
        stays = told.by if told is not None else saved.activities.common_by
        if line.side == "cost":
            self.fields["cle"] = choice_field(
                "Ce qui reste est commun, et se partage selon", COMMON_KEYS, initial=stays
            )
        self._by: AllocationKey = stays

    def built(self) -> Allocation:
        """The line as it was shared; no part at all leaves it common."""
        data = self.cleaned_data
        parts = tuple(
            Part(activity=key, share=share) for key, share in data.items() if key != "cle" and share
        )
        by = data.get("cle", self._by)
        return Allocation(line=self.line.key, way="parts" if parts else "commun", parts=parts, by=by)
