"""Where each fault of a plan is mended: the page of its row, at its field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse

from equilibre.trajectory.checking import Fault
from trajectoires.trajectories.interfaces.forms_actions import ActionForm, ScenarioForm, ShockForm
from trajectoires.trajectories.interfaces.forms_financing import InvestmentForm, LoanForm
from trajectoires.trajectories.interfaces.forms_lines import LineForm
from trajectoires.trajectories.interfaces.rows import RowForm
from trajectoires.trajectories.links import Link

FORMS: dict[str, type[RowForm[Any]]] = {
    "line": LineForm,
    "action": ActionForm,
    "shock": ShockForm,
    "scenario": ScenarioForm,
    "investment": InvestmentForm,
    "loan": LoanForm,
}
"""Kind of fault, which is also the name of the address of its row → form that says where its fields are."""
VERBS = {("plan", "lines"): "Saisir vos lignes"}
"""Nothing is wrong with what was not begun."""
BASIS = {"years": "annees", "first_month": "premier_mois"}


@dataclass(frozen=True)
class Mended:
    """What is wrong, and where to go."""

    fault: Fault
    address: str
    verb: str = "Corriger"


def mended(link: Link, faults: Iterable[Fault]) -> tuple[Mended, ...]:
    """Each fault with the address of its field."""
    return tuple(
        Mended(fault=one, address=_address(link, one), verb=VERBS.get((one.kind, one.field), Mended.verb))
        for one in faults
    )


def _address(link: Link, fault: Fault) -> str:
    if fault.kind in FORMS:
        page = reverse(f"trajectories:{fault.kind}", args=[link, fault.key])
        return page + _anchor(FORMS[fault.kind], fault.field)
    if fault.field in BASIS:
        return reverse("trajectories:basis", args=[link]) + f"#id_{BASIS[fault.field]}"
    return reverse("trajectories:lines", args=[link])


def _anchor(form: type[RowForm[Any]], field: str) -> str:
    name = form.places.get(field)
    if name is None:
        return ""
    asked = form.base_fields.get(name)
    several = asked is not None and isinstance(asked.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    return f"#id_{name}" + ("_0" if several else "")
