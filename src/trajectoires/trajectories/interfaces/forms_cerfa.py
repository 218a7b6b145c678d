"""The Cerfa budget: its exercice, what is given in kind, and the lines of the form where a line goes."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms

from equilibre.trajectory.cerfa_lines import placeable, section_title
from equilibre.trajectory.cerfa_placing import SHARES_AGREE, CerfaPart, InKind, Placed
from equilibre.trajectory.hypotheses import Side
from trajectoires.trajectories.domain.queries.cerfa import year_of, years_of
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.interfaces.fields import ShareField
from trajectoires.trajectories.interfaces.rows import CHOOSE
from trajectoires.ui.fields import EurosField

ROWS = 10
"""Lines of the form on which a line can be divided."""
IN_SIGHT = 3
_IN_KIND = (
    ("864", "benevolat", "Bénévolat", "Heures × un taux que vous savez justifier."),
    ("861", "biens", "Locaux et biens prêtés", "Une salle, un véhicule, du matériel."),
    (
        "862",
        "prestations",
        "Prestations offertes",
        "Un service rendu sans facture.",
    ),
    (
        "860",
        "secours",
        "Dons en nature redistribués",
        "Denrées, vêtements, meubles.",
    ),
)


class CerfaForm(forms.Form):
    """Which exercice, and what is given in kind: empty stays empty on the form."""

    annee = forms.ChoiceField(label="Exercice du budget", error_messages=CHOOSE)

    def __init__(self, data: Any = None, *, saved: Saved) -> None:
        shown = {"annee": str(year_of(saved))} | {
            name: one.amount
            for code, name, _, _ in _IN_KIND
            for one in saved.cerfa.in_kind
            if one.code == code
        }
        super().__init__(data, initial=shown)
        self.fields["annee"].choices = years_of(saved)  # type: ignore[attr-defined]
        for _, name, label, help_text in _IN_KIND:
            self.fields[name] = EurosField(label=f"{label}, en euros", help_text=help_text, required=False)

    @property
    def in_kind_fields(self) -> list[forms.BoundField]:
        """The four amounts."""
        return [self[name] for _, name, _, _ in _IN_KIND]

    def told(self) -> tuple[int, tuple[InKind, ...]]:
        """Rank of the exercice, and what was typed."""
        data = self.cleaned_data
        typed = tuple(
            InKind(code=code, amount=data[name])  # type: ignore[arg-type]
            for code, name, _, _ in _IN_KIND
            if data[name] is not None
        )
        return int(data["annee"]), typed


class PlaceForm(forms.Form):
    """One line of the form, or several with their parts."""

    def __init__(self, data: Any = None, *, side: Side, place: Placed) -> None:
        shown: dict[str, Any] = {}
        for rank, part in enumerate(place.parts, 1):
            shown |= {f"ligne_{rank}": part.code, f"part_{rank}": part.share}
        if len(place.parts) == 1:
            shown["part_1"] = None
        super().__init__(data, initial=shown)
        choices: list[Any] = [("", "Choisissez une ligne")]
        for section, lines in groupby(placeable(side), key=lambda one: one.section):
            choices.append((section_title(section), [(one.code, one.label) for one in lines]))
        for rank in range(1, ROWS + 1):
            self.fields[f"ligne_{rank}"] = forms.ChoiceField(
                label="Ligne du formulaire" if rank == 1 else f"Ligne du formulaire n°\u00a0{rank}",
                choices=choices, required=rank == 1, error_messages=CHOOSE,
            )  # fmt: skip
            self.fields[f"part_{rank}"] = ShareField(
                label="Part, en %" if rank == 1 else f"Part n°\u00a0{rank}, en %"
            )
        self.used = max(IN_SIGHT, len(place.parts))

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Those in sight."""
        return [self._pair(rank) for rank in range(1, self.used + 1)]

    @property
    def more(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Those that are folded."""
        return [self._pair(rank) for rank in range(self.used + 1, ROWS + 1)]

    @property
    def below_is_wrong(self) -> bool:
        """A folded field has an error: the fold opens."""
        return any(one.errors for pair in self.more for one in pair)

    def _pair(self, rank: int) -> tuple[forms.BoundField, forms.BoundField]:
        return self[f"ligne_{rank}"], self[f"part_{rank}"]

    def clean(self) -> dict[str, Any]:
        """Parts are positive and make a whole; a line is chosen once."""
        data = super().clean() or {}
        told = self.parts_of(data)
        for rank in range(1, ROWS + 1):
            if data.get(f"part_{rank}") and not data.get(f"ligne_{rank}"):
                self.add_error(f"ligne_{rank}", "Choisissez la ligne qui reçoit cette part.")
            if (data.get(f"part_{rank}") or 0) < 0:
                self.add_error(f"part_{rank}", "Écrivez cette part sans signe moins.")
        total = sum(one.share for one in told)
        if not self.errors and len({one.code for one in told}) < len(told):
            self.add_error(None, "Une ligne du formulaire est choisie deux fois\u00a0: ajoutez leurs parts.")
        if not self.errors and told and abs(total - 1) > SHARES_AGREE:
            said = f"{round(total * 100, 2):g}".replace(".", ",")
            self.add_error(
                "part_1", f"Ces parts font {said}\u00a0%. Elles doivent faire 100\u00a0% ensemble."
            )
        return data

    def parts_of(self, data: dict[str, Any]) -> tuple[CerfaPart, ...]:
        """What was typed; a line alone takes everything."""
        told = [
            (data[f"ligne_{rank}"], data.get(f"part_{rank}") or 0.0)
            for rank in range(1, ROWS + 1)
            if data.get(f"ligne_{rank}")
        ]
        if len(told) == 1 and not told[0][1]:
            return (CerfaPart(told[0][0], 1.0),)
        return tuple(CerfaPart(code, share) for code, share in told)

    def parts(self) -> tuple[CerfaPart, ...]:
        """Of a valid form; a line without a part is left out."""
        return tuple(one for one in self.parts_of(self.cleaned_data) if one.share > 0)
