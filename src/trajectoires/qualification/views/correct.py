"""Corrections: what one may say about an account or a payer, and only that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from equilibre.model.dossier import (
    Correction,
    CountWithPeople,
    MoveAccount,
    PlaceInKind,
    SetPayerKind,
    SplitAccount,
    StrategicPartner,
)
from equilibre.model.results import AccountShare
from trajectoires.qualification import access
from trajectoires.qualification.access import Opened
from trajectoires.qualification.domain import edits
from trajectoires.qualification.domain.queries.corrections import Subject, subject_of
from trajectoires.qualification.interfaces.forms_correct import (
    KindForm,
    MoveForm,
    PillarForm,
    SplitFormSetBase,
    StrategicForm,
    split_formset,
)
from trajectoires.qualification.links import Link
from trajectoires.qualification.views.common import asked_index, changed, exercice_context, refused

TEMPLATE = "qualification/correct.html"


@dataclass
class CorrectionForms:
    """The forms that apply to the subject; None for the others."""

    move: MoveForm | None = None
    split: SplitFormSetBase | None = None
    strategic: StrategicForm | None = None
    kind: KindForm | None = None
    pillar: PillarForm | None = None
    people: forms.Form | None = None


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, link: Link) -> HttpResponse:
    """Show what may be said about an account or a payer, and record it."""
    opened = access.dossier_by_edit_link(link)
    values = request.POST or request.GET
    index = asked_index(values, opened.inputs)
    subject = subject_of(
        exercice=opened.model_at(index).exercices[index],
        inputs=opened.inputs.exercices[index],
        account=values.get("compte", ""),
        payer=values.get("financeur", ""),
    )
    if subject is None:
        raise Http404
    if request.method != "POST":
        return render(request, TEMPLATE, _context(opened, index, subject, _forms(subject)))
    shown = _forms(subject, action=request.POST.get("action", ""), data=request.POST)
    correction = _correction(request.POST.get("action", ""), shown, subject)
    if correction is None:
        return refused(request, TEMPLATE, _context(opened, index, subject, shown))
    edits.apply_correction(dossier=opened.dossier, index=index, correction=correction)
    return changed(request, link, index=index, anchor="lecture")


def _context(opened: Opened, index: int, subject: Subject, shown: CorrectionForms) -> dict[str, Any]:
    account = (
        AccountShare(number=subject.account, label=subject.label, amount=subject.amount)
        if subject.account
        else None
    )
    return {
        **exercice_context(opened, index),
        "account": account,
        "line": subject.line,
        "payer": subject.payer,
        "forms": shown,
    }


def _forms(subject: Subject, *, action: str = "", data: Any = None) -> CorrectionForms:
    """The forms of the subject; the one of ``action`` is bound to ``data``."""

    def bound(name: str) -> Any:
        return data if name == action else None

    shown = CorrectionForms()
    if subject.lines:
        initial = {"ligne": subject.line.line if subject.line else ""}
        shown.move = MoveForm(bound("deplacer"), lines=subject.lines, initial=initial)
        shown.split = split_formset(
            lines=subject.lines, balance=subject.amount, parts=subject.parts, data=bound("partager")
        )
    if subject.may_be_strategic:
        shown.strategic = StrategicForm(
            bound("partenaire_strategique"), initial={"traits": list(subject.traits)}
        )
    if subject.payer is not None:
        shown.kind = KindForm(bound("nature_financeur"), initial={"nature": subject.payer.kind})
    if subject.in_kind:
        shown.pillar = PillarForm(bound("contribution_en_nature"), initial={"pilier": subject.pillar})
    if subject.may_pay_people:
        shown.people = forms.Form(bound("compter_avec_personnes"))
    return shown


def _correction(action: str, shown: CorrectionForms, subject: Subject) -> Correction | None:
    """The correction that a valid form makes; None when the form is wrong; 404 when it does not apply."""
    by_action: dict[str, Any] = {
        "deplacer": shown.move,
        "partager": shown.split,
        "partenaire_strategique": shown.strategic,
        "nature_financeur": shown.kind,
        "contribution_en_nature": shown.pillar,
        "compter_avec_personnes": shown.people,
    }
    form = by_action.get(action)
    if form is None:
        raise Http404
    if not form.is_valid():
        return None
    payer = subject.payer.key if subject.payer else ""
    account = subject.account
    if action == "deplacer":
        return MoveAccount(account=account, line=form.cleaned_data["ligne"])
    if action == "partager":
        return SplitAccount(account=account, parts=form.parts())
    if action == "partenaire_strategique":
        return StrategicPartner(payer=payer, account=account, traits=tuple(form.cleaned_data["traits"]))
    if action == "nature_financeur":
        return SetPayerKind(payer=payer, kind=form.cleaned_data["nature"])
    if action == "contribution_en_nature":
        return PlaceInKind(account=account, pillar=form.cleaned_data["pilier"])
    return CountWithPeople(account=account)
