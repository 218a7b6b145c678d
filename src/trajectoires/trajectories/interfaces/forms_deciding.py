"""A decision with its dates, a line of the action plan."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from equilibre.trajectory.deadlines import Delay
from equilibre.trajectory.deciding import LONGEST_WAIT, Decision, Task
from trajectoires.trajectories.domain.queries.sheets import sheets
from trajectoires.trajectories.enums import DECIDERS, DECISION_STATUSES, LONGEST_SENTENCE, TASK_STATUSES
from trajectoires.trajectories.interfaces.fields import DayField, MonthField
from trajectoires.trajectories.interfaces.rows import RowForm, choice_field, label_field
from trajectoires.ui.fields import LineField, QuantityField

DELAYS, IN_SIGHT = 4, 2
"""Delays that the form offers; those beyond are folded."""


def _words(label: str, help_text: str = "", most: int = LONGEST_SENTENCE) -> LineField:
    return LineField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=most,
        error_messages={"max_length": f"Écrivez {most} caractères au plus."},
    )


def _optional(label: str, none: str, rows: list[Any], help_text: str = "") -> forms.ChoiceField:
    """One of these, or none."""
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        required=False,
        choices=[("", none), *rows],
        error_messages={"invalid_choice": "Choisissez parmi les réponses proposées."},
    )


class _LinkedForm(RowForm[Any]):
    """A form whose row may serve an action of the plan."""

    def _offer_actions(self, help_text: str) -> None:
        """The actions of the plan; nothing to choose while there is none."""
        if self.plan.actions:
            rows = [(one.key, one.label) for one in self.plan.actions]
            self.fields["action"] = _optional("Action de levier", "Aucune", rows, help_text)


class DecisionForm(_LinkedForm):
    """No delay is filled in advance: each is typed (field rule 26)."""

    places: ClassVar[dict[str, str]] = {
        "needed": "voulu",
        "delays": "jours_1",
        "action": "action",
        "line": "ressource",
        "taken_on": "prise_le",
    }

    libelle = label_field(
        "Ce qu’il faut décider", "Par exemple\u00a0: quitter le local, ne pas remplacer un départ."
    )
    declencheur = _words("Si…", "Par exemple\u00a0: si la Région n’a pas notifié.")
    surveillance = DayField(label="Le jour où vous regardez", required=False)
    alors = _words(
        "Alors nous…",
        "Et sinon\u202f? Par exemple\u00a0: alors nous rendons le local\u202f; "
        "sinon, nous en reparlons en mars.",
    )
    qui = choice_field("Qui décide\u202f?", DECIDERS, initial="ca")
    voulu = MonthField(
        label="Mois où l’effet doit être là", required=False, help_text="Compté au premier jour du mois."
    )
    tresorerie = forms.BooleanField(
        label="Chercher aussi la date d’après la trésorerie, avec ce qui est acquis seulement",
        required=False,
        help_text="Si les deux donnent une date, la plus proche compte.",
    )
    statut = choice_field(
        "Où en est-elle\u202f?", DECISION_STATUSES, widget=forms.RadioSelect, initial="a_prendre"
    )
    prise_le = DayField(label="Prise le", required=False)

    def offer(self) -> None:
        """Pairs of a delay and its words; the resources and actions of the plan."""
        for rank in range(1, DELAYS + 1):
            self.fields[f"delai_{rank}"] = _words(f"Délai {rank}", most=60)
            self.fields[f"jours_{rank}"] = QuantityField(
                label=f"Jours du délai {rank}", most=LONGEST_WAIT, unit="jours", whole=True
            )
        waited = [
            (one.key, one.label)
            for one in self.plan.lines
            if one.side == "resource" and (one.status != "acquis" or one.key == getattr(self.row, "line", ""))
        ]
        if waited:
            self.fields["ressource"] = _optional("Elle attend cette ressource", "Aucune", waited)
        self._offer_actions("Avec une action, la trésorerie dit quand elle doit avoir commencé.")

    def _delays(self, ranks: range) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each delay: its words, its days."""
        return [(self[f"delai_{rank}"], self[f"jours_{rank}"]) for rank in ranks]

    @property
    def first_delays(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """In sight."""
        return self._delays(range(1, IN_SIGHT + 1))

    @property
    def other_delays(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Folded."""
        return self._delays(range(IN_SIGHT + 1, DELAYS + 1))

    @property
    def more_is_told(self) -> bool:
        """Something was typed in the fold, or is wrong there: it opens."""
        return any(bound.value() or bound.errors for pair in self.other_delays for bound in pair)

    @property
    def linked(self) -> list[forms.BoundField]:
        """What it starts and waits for."""
        return self.bound("action", "ressource")

    def clean(self) -> dict[str, Any]:
        """A delay has words and days; a decision is not taken tomorrow."""
        data = super().clean() or {}
        for rank in range(1, DELAYS + 1):
            words, days = data.get(f"delai_{rank}"), data.get(f"jours_{rank}")
            if words and days is None and f"jours_{rank}" not in self.errors:
                self.add_error(f"jours_{rank}", f"Combien de jours pour «\u00a0{words}\u00a0»\u202f?")
            elif days is not None and not words:
                self.add_error(
                    f"delai_{rank}", "Dites à quoi sert ce délai, par exemple «\u00a0préavis\u00a0»."
                )
        taken = data.get("prise_le")
        if taken is not None and taken > timezone.localdate():
            self.add_error("prise_le", "Ce jour n’est pas encore venu.")
        return data

    @staticmethod
    def shown(row: Decision) -> dict[str, Any]:
        """What the fields show of a decision, or of one that the plan suggests."""
        delays: dict[str, Any] = {}
        for rank, one in enumerate(row.delays[:DELAYS], start=1):
            delays |= {f"delai_{rank}": one.label, f"jours_{rank}": one.days}
        return {
            "libelle": row.label,
            "declencheur": row.trigger,
            "surveillance": row.watch,
            "alors": row.then,
            "qui": row.decided_by,
            "voulu": row.needed,
            "tresorerie": row.from_cash,
            "action": row.action,
            "ressource": row.line,
            "statut": row.status,
            "prise_le": row.taken_on,
            **delays,
        }

    def built(self, key: str) -> Decision:
        """The decision as it was typed."""
        data = self.cleaned_data
        delays = (
            Delay(label=data[f"delai_{rank}"], days=data[f"jours_{rank}"])
            for rank in range(1, DELAYS + 1)
            if data[f"delai_{rank}"]
        )
        return Decision(
            key=key,
            label=data["libelle"],
            trigger=data["declencheur"],
            watch=data["surveillance"],
            delays=tuple(delays),
            decided_by=data["qui"],
            needed=data["voulu"],
            from_cash=data["tresorerie"],
            then=data["alors"],
            action=data.get("action", ""),
            line=data.get("ressource", ""),
            status=data["statut"],
            taken_on=data["prise_le"] if data["statut"] == "prise" else None,
            origin=getattr(self.row, "origin", ""),
        )


class TaskForm(_LinkedForm):
    """Who does what, by when, and what shows that it works."""

    places: ClassVar[dict[str, str]] = {"due": "echeance", "review": "point", "action": "action"}

    libelle = label_field("Ce qu’il faut faire", "Par exemple\u00a0: rencontrer huit entreprises.")
    qui = _words(
        "Qui s’en charge\u202f?", "Un rôle, sans nom de personne\u00a0: la trésorière, le bureau.", most=80
    )
    debut = DayField(label="Commence le", required=False)
    echeance = DayField(label="Fini le", error_messages={"required": "Écrivez un jour, même approché."})
    point = DayField(
        label="Faire le point le", required=False, help_text="Le jour où vous regardez si cela marche."
    )
    indicateur = _words("Ce que vous regardez", "Par exemple\u00a0: entreprises rencontrées.", most=80)
    cible = _words("Ce que vous voulez atteindre", "Par exemple\u00a0: huit d’ici juin.", most=80)
    statut = choice_field("Où en est-elle\u202f?", TASK_STATUSES, widget=forms.RadioSelect, initial="a_faire")

    def offer(self) -> None:
        """The actions of the plan, the sheets of the site."""
        self._offer_actions("Celle que cette tâche fait avancer.")
        shelves = [(shelf, [(one.address, one.title) for one in rows]) for shelf, rows in sheets().items()]
        if shelves:
            self.fields["fiche"] = _optional("Une page du site qui aide", "Aucune", shelves)

    @staticmethod
    def shown(row: Task) -> dict[str, Any]:
        """What the fields show of a task, or of one that the scenario suggests."""
        return {
            "libelle": row.label,
            "qui": row.owner,
            "debut": row.starts,
            "echeance": row.due,
            "point": row.review,
            "indicateur": row.indicator,
            "cible": row.target,
            "statut": row.status,
            "action": row.action,
            "fiche": row.sheet,
        }

    def built(self, key: str) -> Task:
        """The task as it was typed."""
        data = self.cleaned_data
        return Task(
            key=key,
            label=data["libelle"],
            owner=data["qui"],
            starts=data["debut"],
            due=data["echeance"],
            indicator=data["indicateur"],
            target=data["cible"],
            status=data["statut"],
            action=data.get("action", ""),
            review=data["point"],
            sheet=data.get("fiche", ""),
            origin=getattr(self.row, "origin", ""),
        )

    @property
    def dates(self) -> list[forms.BoundField]:
        """When."""
        return self.bound("debut", "echeance", "point")

    @property
    def proof(self) -> list[forms.BoundField]:
        """What shows that it works."""
        return self.bound("indicateur", "cible")

    @property
    def linked(self) -> list[forms.BoundField]:
        """What it serves, what helps."""
        return self.bound("action", "fiche")
